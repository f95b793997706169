"""What one person contributed: read, changed and taken away by them alone, weeks later too."""

from codesign.domain import commands as c
from codesign.domain.errors import REASONS
from codesign.live.request import Accepted, Request
from tests.web.site import Browser, Site, Started, errors_in
from tests.web.test_after import ask

IDEA = "idea-----------------A"
THEME = "theme----------------A"
DAYS_MS = 24 * 60 * 60 * 1000


async def with_an_idea(site: Site, text: str = "A bus at nine") -> tuple[Started, Browser, str]:
    """A workshop in which Mair wrote an idea."""
    started = await site.start()
    room = await site.doors.rooms.room(started.workshop)
    stages = (await room.board("facilitator")).records["stages"]
    stage = next(key for key, each in stages.items() if each["kind"] == "ideas")
    await ask(site, started, "OpenStage", stage=stage)
    mair = site.browser()
    await mair.join(started)
    me = str((await mair.config(started.path))["me"])
    await say(site, started, me, c.SubmitIdea(idea=IDEA, stage=stage, text=text))  # type: ignore[arg-type]
    return started, mair, me


async def say(site: Site, started: Started, me: str, command: c.Command) -> None:
    room = await site.doors.rooms.room(started.workshop)
    asked = Request(id=site.doors.new_id(), command=command, by=me)  # type: ignore[arg-type]
    answer = await room.submit(asked)
    assert isinstance(answer, Accepted), answer


async def page_of(browser: Browser, started: Started) -> str:
    return (await browser.get(f"{started.path}/mine")).text


async def test_it_says_what_became_of_an_idea_each_with_its_moment(site: Site) -> None:
    started, mair, _ = await with_an_idea(site)
    grouped = {"theme": THEME, "title": "Evening buses", "ideas": (IDEA,)}
    await ask(site, started, "GroupIdeas", **grouped)
    response = {"response": "response-------------A", "about": "theme", "id": THEME}
    await ask(site, started, "GiveResponse", **response, stance="doing", by_when="by May")
    page = await page_of(mair, started)
    assert "A bus at nine" in page
    assert "Under the theme “Evening buses”" in page
    assert "We are doing this, by May." in page
    assert page.count('class="source-mark"') == 2


async def test_it_says_what_became_of_an_idea_in_the_language_of_its_reader(site: Site) -> None:
    started, mair, _ = await with_an_idea(site)
    grouped = {"theme": THEME, "title": "Evening buses", "ideas": (IDEA,)}
    await ask(site, started, "GroupIdeas", **grouped)
    response = {"response": "response-------------A", "about": "theme", "id": THEME}
    await ask(site, started, "GiveResponse", **response, stance="doing", by_when="Mai")
    page = (await mair.get(f"{started.path}/mine?lang=cy")).text
    assert "O dan y thema “Evening buses”" in page
    assert "Rydym yn gwneud hyn, Mai." in page
    assert 'aria-label="O ble y daeth hyn: ' in page
    assert "Under the theme" not in page


async def test_nobody_else_can_read_it(site: Site) -> None:
    started, _, _ = await with_an_idea(site)
    answer = await site.browser().get(f"{started.path}/mine")
    assert answer.headers["location"] == f"{started.path}/join"
    ben = site.browser()
    await ben.join(started, "Ben")
    for path in ("mine", "mine.html", "mine.txt"):
        assert "A bus at nine" not in (await ben.get(f"{started.path}/{path}")).text


async def test_it_can_be_taken_away_as_a_page_and_as_text(site: Site) -> None:
    started, mair, _ = await with_an_idea(site)
    kept = await mair.get(f"{started.path}/mine.html?keep")
    assert "attachment" in kept.headers["content-disposition"]
    assert "A bus at " in kept.text
    plain = await mair.get(f"{started.path}/mine.txt")
    assert plain.headers["content-type"].startswith("text/plain")
    assert "- **A bus at nine** [1]" in plain.text


async def test_words_are_changed_taken_back_and_put_back(site: Site) -> None:
    started, mair, _ = await with_an_idea(site)
    here, place = f"{started.path}/mine", f"i-{IDEA}"
    fields = {"place": place, "idea": IDEA}
    reworded = fields | {"do": "reword", "text": "A bus at ten"}
    assert (await mair.post(here, reworded)).headers["location"] == f"{here}#{place}"
    assert "A bus at ten" in await page_of(mair, started)
    await mair.post(here, fields | {"do": "take_back"})
    assert "You took this back" in await page_of(mair, started)
    await mair.post(here, fields | {"do": "put_back"})
    assert "You took this back" not in await page_of(mair, started)


async def test_what_is_being_voted_on_is_not_changed_and_the_words_typed_stay(site: Site) -> None:
    started, mair, _ = await with_an_idea(site)
    option = c.OptionPlan(option=IDEA, source="idea")  # type: ignore[arg-type]
    vote = {"round": "round----------------A", "question": "Which?", "method": "approval"}
    await ask(site, started, "OpenRound", **vote, options=(option,))
    fields = {"do": "reword", "place": f"i-{IDEA}", "idea": IDEA, "text": "A boat"}
    answer = await mair.post(f"{started.path}/mine", fields)
    assert answer.status_code == 422
    assert errors_in(answer) == [REASONS["idea_being_voted"]]
    assert ">A boat</textarea>" in answer.text


async def test_nobody_changes_the_words_of_another(site: Site) -> None:
    started, _, _ = await with_an_idea(site)
    ben = site.browser()
    await ben.join(started, "Ben")
    fields = {"do": "reword", "place": "ideas", "idea": IDEA, "text": "A boat"}
    answer = await ben.post(f"{started.path}/mine", fields)
    assert errors_in(answer) == [REASONS["not_yours"]]


async def test_an_answer_and_an_address_are_given_and_taken_back(site: Site) -> None:
    started, mair, _ = await with_an_idea(site)
    await ask(site, started, "AskExitQuestion", question="What next time?")
    here = f"{started.path}/mine"
    await mair.post(here, {"do": "answer", "place": "answer", "text": "More tea"})
    assert ">More tea</textarea>" in await page_of(mair, started)
    bad = await mair.post(here, {"do": "contact", "place": "contact", "address": "at home"})
    assert errors_in(bad) == [REASONS["bad_contact"]]
    assert 'value="at home"' in bad.text
    await mair.post(here, {"do": "contact", "place": "contact", "address": "mair@example.org"})
    assert "<strong>mair@example.org</strong>" in await page_of(mair, started)
    await mair.post(here, {"do": "no_contact", "place": "contact"})
    assert "mair@example.org" not in await page_of(mair, started)


async def test_it_still_works_weeks_after_the_workshop_closed(site: Site) -> None:
    started, mair, _ = await with_an_idea(site)
    await ask(site, started, "CloseWorkshop")
    site.clock.now += 60 * DAYS_MS
    fields = {"do": "reword", "place": "ideas", "idea": IDEA, "text": "A bus at ten"}
    assert (await mair.post(f"{started.path}/mine", fields)).status_code == 303
    assert "A bus at ten" in await page_of(mair, started)


async def test_a_form_that_asks_for_nothing_known_is_refused(site: Site) -> None:
    started, mair, _ = await with_an_idea(site)
    assert (await mair.post(f"{started.path}/mine", {"do": "explode"})).status_code == 400


async def test_who_is_removed_leaves_their_ideas_and_nothing_of_themselves(site: Site) -> None:
    started, mair, _ = await with_an_idea(site)
    await ask(site, started, "AskExitQuestion", question="What next time?")
    here = f"{started.path}/mine"
    await mair.post(here, {"do": "answer", "place": "answer", "text": "More tea"})
    await mair.post(here, {"do": "contact", "place": "contact", "address": "mair@example.org"})
    await mair.post(f"{started.path}/erase", {"sure": "yes"})
    for path in ("/after", "/after/links", "/after/tidy"):
        page = (await started.facilitator.get(f"{started.path}{path}")).text
        assert not {"Mair", "More tea", "mair@example.org"} & set(page.split()), path
        assert "mair@example.org" not in page
        assert ">Mair" not in page
    assert "A bus at nine" in (await started.facilitator.get(f"{started.path}/after/tidy")).text
    assert (await mair.get(here)).status_code in {303, 410}
