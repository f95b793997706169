"""Parts of the page that come later: nobody waits for one, and one that fails takes none along."""

from playwright.sync_api import expect

from tests.e2e.conftest import PHONE, OpenPage
from tests.e2e.servers import Server
from tests.e2e.test_room import join, start_workshop, write

# The last part that a phone fetches ahead has come.
RESTED = """() => performance.getEntriesByType('resource')
    .filter((each) => /Ballot|ThemeBoard|RoundPanel|Counted/.test(each.name)).length >= 10"""


def test_the_room_goes_on_without_a_part_and_stages_open_without_fetching_anything(
    server: Server, open_page: OpenPage
) -> None:
    facilitator, ann = open_page(), open_page(PHONE)
    code = start_workshop(facilitator, server)
    facilitator.get_by_role("button", name="Open “Ideas”").click()
    ann.route("**/assets/MeForm-*", lambda route: route.abort())
    join(ann, server, code, "Ann")

    ann.get_by_role("button", name="You", exact=True).click()
    expect(ann.get_by_role("alert")).to_contain_text("This part has not arrived")
    write(ann, "Lifts for night shifts")
    expect(facilitator.get_by_text("Lifts for night shifts")).to_be_visible()
    ann.get_by_role("button", name="You", exact=True).click()
    # Asked for once more, and in vain: only then the way is open again.
    expect(ann.get_by_role("button", name="Try again")).to_be_visible()
    ann.unroute("**/assets/MeForm-*")
    ann.get_by_role("button", name="Try again").click()
    expect(ann.get_by_role("button", name="Leave this workshop")).to_be_visible()
    ann.keyboard.press("Escape")

    ann.wait_for_function(RESTED)
    ann.route("**/assets/**", lambda route: route.abort())
    facilitator.get_by_role("button", name="Open “Themes”").click()
    expect(ann.get_by_role("heading", name="Not grouped yet (1)")).to_be_visible()
