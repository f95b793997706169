"""The room display on a computer that is nobody's: what opens it, and what ends it."""

from codesign.protocol.close_codes import CloseCode
from codesign.web.access import OpenedDisplay
from codesign.web.codes import WRONG_CODE
from codesign.web.display_access import is_code
from codesign.web.displays import NO_DISPLAY_CODE, WRONG_DISPLAY_CODE
from tests.web.site import Browser, Site, Started, errors_in
from tests.web.sockets import a_socket
from tests.web.test_socket import hello, told


async def new_code(started: Started) -> str:
    answer = await started.facilitator.post(f"{started.path}/display/code")
    assert answer.status_code == 200
    return str(answer.json()["code"])


async def opened(site: Site, started: Started, code: str) -> Browser:
    browser = site.browser()
    answer = await browser.post("/display", {"code": started.code, "token": code})
    assert answer.status_code == 303, errors_in(answer)
    assert answer.headers["location"] == f"{started.path}/display"
    return browser


async def test_two_codes_open_the_display_without_a_login(site: Site) -> None:
    started = await site.start()
    hall = await opened(site, started, await new_code(started))
    config = await hall.config(f"{started.path}/display")
    assert (config["me"], config["view"], config["joinCode"]) == (None, "public", started.code)
    assert (await hall.get(started.path)).status_code != 200
    assert (await hall.post(str(config["ticketUrl"]))).status_code == 200


async def test_its_link_carries_the_code_behind_the_hash(site: Site) -> None:
    started = await site.start()
    code = await new_code(started)
    page = f"{started.path}/display/open"
    hall = site.browser()
    assert "data-at-once" in (await hall.get(page)).text
    answer = await hall.post(page, {"token": f"http://hall.example{page}#{code}"})
    assert answer.headers["location"] == f"{started.path}/display"


async def test_a_wrong_or_an_empty_code_opens_nothing_and_says_so(site: Site) -> None:
    started = await site.start()
    hall = site.browser()
    for fields, message in (
        ({"code": "QQQQQQ", "token": "K7MNPQRT"}, WRONG_CODE),
        ({"code": started.code, "token": "K7MNPQRT"}, WRONG_DISPLAY_CODE),
        ({"code": started.code, "token": ""}, NO_DISPLAY_CODE),
    ):
        answer = await hall.post("/display", fields)
        assert errors_in(answer) == [message]
        assert "set-cookie" not in answer.headers


async def test_where_no_code_was_given_out_nothing_opens_it(site: Site) -> None:
    started = await site.start()
    answer = await site.browser().post("/display", {"code": started.code, "token": "-"})
    assert answer.status_code != 303
    assert (await site.browser().get(f"{started.path}/display")).status_code != 200


async def test_a_code_of_one_workshop_opens_no_other(site: Site) -> None:
    one, other = await site.start("One"), await site.start("Other")
    code = await new_code(one)
    hall = await opened(site, one, code)
    assert (await hall.post(f"{other.path}/ticket?as=display")).status_code == 401
    # Nor would it if by chance the other workshop had the same code.
    room = await site.doors.rooms.room(one.workshop)
    assert is_code(room, OpenedDisplay(one.workshop, code))
    assert not is_code(room, OpenedDisplay(other.workshop, code))


async def test_only_those_who_run_the_room_give_out_codes(site: Site) -> None:
    started = await site.start()
    resident = site.browser()
    await resident.join(started)
    assert (await resident.post(f"{started.path}/display/code")).status_code == 403
    hall = await opened(site, started, await new_code(started))
    assert (await hall.post(f"{started.path}/display/code")).status_code == 401


async def test_a_new_code_hangs_up_on_displays_opened_with_the_last(site: Site) -> None:
    started = await site.start()
    hall = await opened(site, started, await new_code(started))
    ticket = (await hall.post(f"{started.path}/ticket?as=display")).json()["ticket"]
    async with a_socket(site, f"{started.path}/socket") as peer:
        await peer.next()
        peer.send(hello(ticket))
        assert (await told(peer))["t"] == "welcome"
        await new_code(started)
        while (message := await peer.next())["type"] != "websocket.close":
            pass
    assert message["code"] == CloseCode.BAD_TICKET
    assert (await hall.post(f"{started.path}/ticket?as=display")).status_code == 401
    assert (await hall.get(f"{started.path}/display/invitation")).status_code == 303


async def test_a_renewed_join_code_reaches_the_display_and_no_public_board(site: Site) -> None:
    started = await site.start()
    hall = await opened(site, started, await new_code(started))
    ticket = (await hall.post(f"{started.path}/ticket?as=display")).json()["ticket"]
    async with a_socket(site, f"{started.path}/socket") as peer:
        await peer.next()
        peer.send(hello(ticket))
        first = [await told(peer) for _ in range(2)][-1]
        assert first["ops"][-1][3]["join_code"] == started.code
        answer = await started.facilitator.post(f"{started.path}/code")
        code = answer.json()["code"]
        message = await told(peer)
        while message["t"] != "mine":
            message = await told(peer)
    assert message["ops"] == [
        ["put", "display", "display", first["ops"][-1][3] | {"join_code": code}]
    ]
    invitation = (await hall.get(f"{started.path}/display/invitation")).json()
    assert invitation["joinCode"] == code
    room = await site.doors.rooms.room(started.workshop)
    assert code not in str((await room.board("public")).records)


async def test_trying_the_display_leaves_a_device_who_it_is(site: Site) -> None:
    started = await site.start()
    resident = site.browser()
    await resident.join(started)
    code = await new_code(started)
    await resident.post("/display", {"code": started.code, "token": code})
    assert (await resident.config(f"{started.path}/display"))["me"] is None
    assert (await resident.config(started.path))["role"] == "participant"
