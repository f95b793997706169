"""What is said when something goes wrong: plain words, what to do, and nothing of the server."""

from pathlib import Path

import pytest

from codesign.domain.ids import WorkshopId
from codesign.live.room import Room, RoomClosedError
from codesign.live.rooms import Rooms
from codesign.store.errors import StorageError
from tests.web.site import Site, a_site, an_id


class BrokenRooms(Rooms):
    """Fails as it is told to."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    async def room(self, workshop_id: WorkshopId) -> Room:
        raise self.error


async def test_an_address_that_leads_nowhere_gets_a_page(site: Site) -> None:
    answer = await site.browser().get("/nowhere")
    assert answer.status_code == 404
    assert "Page not found" in answer.text
    assert 'href="/"' in answer.text


@pytest.mark.parametrize("page", ["", "/join", "/started", "/replay", "/f", "/ticket"])
async def test_a_workshop_that_cannot_be_is_not_found(site: Site, page: str) -> None:
    assert (await site.browser().get(f"/w/nonsense{page}")).status_code in {404, 405}


async def test_a_workshop_that_is_not_here_says_so(site: Site) -> None:
    answer = await site.browser().get(f"/w/{an_id()}")
    assert answer.status_code == 404
    assert "There is no such workshop here" in answer.text


async def test_a_program_gets_json(site: Site) -> None:
    answer = await site.browser().client.get(f"/w/{an_id()}/moments")
    assert answer.json() == {
        "code": "no_workshop",
        "message": "Check the link, or ask whoever sent it for the join code.",
    }


async def test_what_breaks_is_told_without_a_trace_of_it(tmp_path: Path) -> None:
    error = RuntimeError("the secret inside")
    async with a_site(tmp_path, rooms=BrokenRooms(error)) as site:
        answer = await site.browser(raises=False).get(f"/w/{an_id()}")
    assert answer.status_code == 500
    assert "Something went wrong here" in answer.text
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text


async def test_what_breaks_is_raised_for_the_servers_log(tmp_path: Path) -> None:
    async with a_site(tmp_path, rooms=BrokenRooms(RuntimeError("for the log"))) as site:
        with pytest.raises(RuntimeError, match="for the log"):
            await site.browser().get(f"/w/{an_id()}")


async def test_when_the_disk_fails_people_are_told_that_nothing_is_lost(tmp_path: Path) -> None:
    error = StorageError("storage_failed", "/srv/secret/path.db")
    async with a_site(tmp_path, rooms=BrokenRooms(error)) as site:
        answer = await site.browser().get(f"/w/{an_id()}")
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "60"
    assert "Nothing that was shown as saved is lost" in answer.text
    assert "secret" not in answer.text


async def test_when_a_room_ends_just_then_people_are_told_to_open_the_page_again(
    tmp_path: Path,
) -> None:
    async with a_site(tmp_path, rooms=BrokenRooms(RoomClosedError())) as site:
        answer = await site.browser().get(f"/w/{an_id()}")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")
    assert "Open the page again" in answer.text


async def test_a_wrong_method_is_refused_in_words(site: Site) -> None:
    answer = await site.browser().post("/health")
    assert answer.status_code == 405
    assert "That does not work here" in answer.text


async def test_a_form_that_is_too_long_is_refused(site: Site) -> None:
    answer = await site.browser().post("/join", {"code": "C" * 70_000})
    assert answer.status_code == 413
    assert "That is too much at once" in answer.text


@pytest.mark.parametrize("body", [b"\xff\xfe", b"&".join(b"a=b" for _ in range(200))])
async def test_a_damaged_form_is_refused(site: Site, body: bytes) -> None:
    headers = {"content-type": "application/x-www-form-urlencoded", "accept": "text/html"}
    answer = await site.browser().client.post("/join", content=body, headers=headers)
    assert answer.status_code == 400
