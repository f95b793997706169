"""A person who tries everything: other people's ids, tickets, seats, logins and views (F19)."""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest

from codesign.domain.ids import ParticipantId, WorkshopId
from codesign.protocol.codec import canonical
from codesign.web.access import TICKET_S, BadTokenError, Login, Ticket
from tests.faults.conftest import Faults
from tests.faults.raw import BINARY, CLOSE, Hall, Peer, await_kind, frame, message
from tests.live.lines import an_id
from tests.server_log import exceptions_in
from tests.web.site import Browser, Site, Started, a_site, hidden_fields

pytestmark = pytest.mark.fault("F19")


@pytest.fixture
async def site(tmp_path: Path) -> AsyncIterator[Site]:
    async with a_site(tmp_path) as running:
        yield running


def sent(kind: str, data: dict[str, Any], name: str = "", **more: Any) -> bytes:
    command = {"t": "command", "id": an_id(name or "mine"), "type": kind, "data": data}
    return canonical(command | more)


async def posted(browser: Browser, started: Started, body: bytes) -> dict[str, Any]:
    answer = await browser.client.post(
        f"{started.path}/commands", content=body, headers={"origin": "http://hall.example"}
    )
    assert answer.status_code == 200, answer.text
    return msgspec.msgpack.decode(answer.content)


async def joined(site: Site, started: Started, name: str) -> tuple[Browser, str]:
    browser = site.browser()
    await browser.join(started, name=name)
    return browser, str((await browser.config(started.path))["me"])


async def a_stage(site: Site, started: Started) -> str:
    board = await (await site.doors.rooms.room(started.workshop)).board("facilitator")
    stage = next(k for k, each in board.records["stages"].items() if each["kind"] == "ideas")
    opened = await posted(
        started.facilitator, started, sent("OpenStage", {"stage": stage}, f"open {stage}")
    )
    assert opened["t"] == "ack"
    return stage


def idea(stage: str, name: str) -> dict[str, Any]:
    return {"idea": an_id(name), "stage": stage, "text": f"An idea called {name}"}


async def test_the_id_of_another_persons_command_is_theirs(site: Site, faults: Faults) -> None:
    started = await site.start()
    stage = await a_stage(site, started)
    (ann, _), (ben, _) = await joined(site, started, "Ann"), await joined(site, started, "Ben")
    first = await posted(ann, started, sent("SubmitIdea", idea(stage, "a"), "hers"))
    stolen = await posted(ben, started, sent("SubmitIdea", idea(stage, "b"), "hers"))
    again = await posted(ann, started, sent("SubmitIdea", idea(stage, "c"), "hers"))
    assert (first["t"], stolen["code"]) == ("ack", "id_taken")
    assert again == first
    faults.checked("I3")


async def test_nobody_sits_in_a_seat_that_is_not_theirs(site: Site) -> None:
    started = await site.start()
    stage = await a_stage(site, started)
    (ann, _), (_, ben) = await joined(site, started, "Ann"), await joined(site, started, "Ben")
    for seat in (ben, "system", "", an_id("nobody"), "not an id"):
        body = sent("SubmitIdea", idea(stage, "x"), f"for {seat}", **{"for": seat})
        assert (await posted(ann, started, body))["t"] == "reject", seat


async def test_nobody_backdates_but_the_desk(site: Site) -> None:
    started = await site.start()
    stage = await a_stage(site, started)
    ann, _ = await joined(site, started, "Ann")
    body = sent("SubmitIdea", idea(stage, "x"), said_at=1)
    assert (await posted(ann, started, body))["code"] == "time_not_allowed"


OWNERS_ONLY = [
    ("EraseParticipant", lambda other: {"participant": other}),
    ("ChangeRole", lambda other: {"participant": other, "role": "observer"}),
    ("RenameParticipant", lambda other: {"participant": other, "name": "Renamed"}),
    ("LeaveWorkshop", lambda other: {"participant": other}),
    ("IssueJoinCode", lambda _: {"code": "AAAAAA"}),
    ("PublishRecording", lambda _: {}),
    ("CloseWorkshop", lambda _: {}),
    ("EndTimer", lambda _: {"stage": an_id("s")}),
]


@pytest.mark.parametrize(("kind", "data"), OWNERS_ONLY, ids=[each[0] for each in OWNERS_ONLY])
async def test_a_resident_does_nothing_to_others_or_to_the_room(
    site: Site, kind: str, data: Any
) -> None:
    started = await site.start()
    (ann, me), (_, ben) = await joined(site, started, "Ann"), await joined(site, started, "Ben")
    assert (await posted(ann, started, sent(kind, data(ben))))["t"] == "reject"
    grab = sent("ChangeRole", {"participant": me, "role": "facilitator"}, "grab")
    assert (await posted(ann, started, grab))["t"] == "reject"


async def test_a_role_that_was_taken_away_counts_no_more(site: Site) -> None:
    started = await site.start()
    ann, me = await joined(site, started, "Ann")
    for role in ("co_facilitator", "participant"):
        asked = sent("ChangeRole", {"participant": me, "role": role}, role)
        assert (await posted(started.facilitator, started, asked))["t"] == "ack"
    assert (await posted(ann, started, sent("CloseWorkshop", {})))["code"] == "role_not_allowed"
    for page in ("started", "sheet", "display", "audit", "replay/facilitator/0"):
        assert (await ann.get(f"{started.path}/{page}")).status_code == 403


async def test_who_left_or_was_erased_asks_for_nothing(site: Site) -> None:
    started = await site.start()
    stage = await a_stage(site, started)
    ann, me = await joined(site, started, "Ann")
    assert (await posted(ann, started, sent("LeaveWorkshop", {"participant": me}, "go")))[
        "t"
    ] == "ack"
    assert (await posted(ann, started, sent("SubmitIdea", idea(stage, "x"))))["t"] == "reject"
    fields = hidden_fields((await started.facilitator.get(f"{started.path}/erase")).text)
    fields |= {"participant": me, "sure": "yes"}
    assert (await started.facilitator.post(f"{started.path}/erase", fields)).status_code == 200
    for page in ("", "/replay", "/summary", "/erase"):
        assert (await ann.get(f"{started.path}{page}")).status_code == 410, page
    assert (await ann.post(f"{started.path}/ticket")).status_code in {401, 410}
    answer = await ann.client.post(
        f"{started.path}/commands",
        content=sent("SubmitIdea", idea(stage, "y"), "late"),
        headers={"origin": "http://hall.example"},
    )
    refused = answer.status_code in {401, 403, 410}
    assert refused or msgspec.msgpack.decode(answer.content)["t"] == "reject"


async def test_a_login_of_one_workshop_is_none_of_another(site: Site) -> None:
    one, other = await site.start("One"), await site.start("Other")
    for page in ("", "/started", "/sheet", "/display", "/audit", "/erase", "/summary", "/moments"):
        answer = await one.facilitator.get(f"{other.path}{page}")
        assert answer.status_code in {303, 401, 403}, page
    assert (await one.facilitator.post(f"{other.path}/ticket")).status_code == 401
    assert (await one.facilitator.post(f"{other.path}/code")).status_code in {303, 401, 403}


@pytest.mark.parametrize("view", ["facilitator", "partner", "nonsense", "FACILITATOR", "public/.."])
async def test_no_address_gives_a_view_that_is_not_ones_own(site: Site, view: str) -> None:
    started = await site.start()
    observer = site.browser()
    await observer.join(started, observer="yes")
    for path in (
        f"/replay/{view}/0",
        f"/moments?view={view}",
        f"/summary?view={view}",
        f"/decisions?view={view}",
        f"/summary?view=public&view={view}",
    ):
        answer = await observer.get(f"{started.path}{path}")
        assert answer.status_code in {403, 404}, path


async def test_a_signed_value_is_for_one_thing_one_workshop_and_its_time(site: Site) -> None:
    one, other = await site.start("One"), await site.start("Other")
    access, someone = site.doors.access, ParticipantId(an_id("someone"))
    ticket = access.ticket(Ticket(one.workshop, someone, "room"))
    login = access.login_token([Login(one.workshop, someone)])
    for token in (ticket, login[:-2] + "AA", "", "x.y.z", login.replace(".", "")):
        answer = await site.browser().api(f"{one.path}/ticket", bearer=token or "x")
        assert answer.status_code == 401
    link = one.facilitator_link.partition("#")[2]
    answer = await site.browser().post(f"{other.path}/f", {"token": link})
    assert answer.status_code == 403
    site.clock.pass_s(TICKET_S + 1)
    with pytest.raises(BadTokenError):
        access.read_ticket(ticket)


# --- on a real line -------------------------------------------------------------


def _closed_with(hall: Hall, hello: dict[str, Any]) -> int:
    with hall.opened() as peer:
        peer.say(frame(BINARY, message(**hello)))
        return peer.close_code()


def test_a_ticket_opens_its_own_workshop_only(hall: Hall) -> None:
    # Somebody who is inside both, under one id: the ticket alone tells the workshops apart.
    body = {"workshop": an_id("other"), "facilitator": hall.facilitator, "title": "Other"}
    granted = httpx.post(f"{hall.server.url}/workshops", json=body).raise_for_status().json()
    other = Hall(
        hall.server, WorkshopId(body["workshop"]), granted["login"], hall.facilitator, "", ""
    )
    hello = {"t": "hello", "v": 1, "ticket": other.ticket()}
    assert _closed_with(hall, hello) == 4501


@pytest.mark.parametrize("ticket", ["", "x", "a.b.c", "\u202e", "x" * 10_000])
def test_what_is_no_ticket_opens_nothing(hall: Hall, ticket: str) -> None:
    assert _closed_with(hall, {"t": "hello", "v": 1, "ticket": ticket}) == 4501


@pytest.mark.parametrize("v", [0, 2, -1, 2**63])
def test_a_version_nobody_speaks_is_said(hall: Hall, v: int) -> None:
    assert _closed_with(hall, {"t": "hello", "v": v, "ticket": hall.ticket()}) == 4500


@pytest.mark.parametrize(
    "have",
    [
        {"epoch": b"another epoch...", "seq": 1, "hash8": b"12345678", "view": "facilitator"},
        {"epoch": b"", "seq": 0, "hash8": b"", "view": "facilitator"},
        {"epoch": b"", "seq": -1, "hash8": b"", "view": "public"},
        {"epoch": b"", "seq": 2**62, "hash8": b"x" * 1_000, "view": "partner"},
    ],
)
def test_what_one_says_one_has_gives_nothing_but_a_fresh_board(
    hall: Hall, have: dict[str, Any]
) -> None:
    with hall.opened() as peer:
        hello = message(t="hello", v=1, ticket=hall.ticket(), have=have)
        peer.say(frame(BINARY, hello))
        assert await_kind(peer, "welcome")["mode"] == "snapshot"
    assert exceptions_in(hall.said()) == []


def test_a_line_of_somebody_erased_is_hung_up_on_rule_o10(hall: Hall) -> None:
    with httpx.Client(base_url=hall.server.url) as browser, Peer(hall.server) as peer:
        page = browser.get(f"/w/{hall.workshop}/join", params={"code": hall.join_code})
        origin = {"origin": hall.server.url}
        fields = hidden_fields(page.text) | {"name": "Canary Mair"}
        browser.post(f"/w/{hall.workshop}/join", data=fields, headers=origin)
        answer = browser.post(f"/w/{hall.workshop}/ticket", headers=origin)
        ticket = answer.raise_for_status().json()["ticket"]
        assert b" 101 " in peer.upgrade(hall.path)
        peer.say(frame(BINARY, message(t="hello", v=1, ticket=ticket)))
        await_kind(peer, "snapshot")
        browser.post(f"/w/{hall.workshop}/erase", data={"sure": "yes"}, headers=origin)
        closed = peer.until(CLOSE)
        assert closed is not None
        assert closed.code == 4501


# --- what a server says of it -----------------------------------------------------


def test_no_secret_and_no_word_is_in_what_the_server_writes_or_is_asked_for(  # noqa: PLR0915 - a busy run
    hall: Hall,
) -> None:
    """After a busy run: not a ticket, login, code or name, nor what anybody wrote."""
    words = "A canary sings in the workshop"
    asked: list[str] = []

    def note(request: httpx.Request) -> None:
        asked.append(str(request.url))

    secrets = {words, "Canary Gwyn", hall.login, hall.link.partition("#")[2]}
    with httpx.Client(base_url=hall.server.url, event_hooks={"request": [note]}) as browser:
        origin = {"origin": hall.server.url}
        browser.post("/join", data={"code": hall.join_code}, headers=origin)
        page = browser.get(f"/w/{hall.workshop}/join", params={"code": hall.join_code})
        fields = hidden_fields(page.text) | {"name": "Canary Gwyn"}
        browser.post(f"/w/{hall.workshop}/join", data=fields, headers=origin)
        shell = browser.get(f"/w/{hall.workshop}").text
        rejoin = re.search(r'"rejoinCode": "(\w+)"', shell)
        assert rejoin
        secrets |= {rejoin[1], *browser.cookies.values(), fields["seat"]}
        browser.post(f"/w/{hall.workshop}/rejoin", data={"code": rejoin[1]}, headers=origin)
        browser.post(f"/w/{hall.workshop}/rejoin", data={"code": "WRONGWRO"}, headers=origin)
        browser.post(f"/w/{hall.workshop}/f", data={"token": hall.link}, headers=origin)
        for page_ in ("", "/started", "/sheet", "/summary", "/decisions", "/replay", "/audit"):
            browser.get(f"/w/{hall.workshop}{page_}")
    ticket = hall.ticket()
    with hall.opened() as peer:
        peer.say(frame(BINARY, message(t="hello", v=1, ticket=ticket)))
        await_kind(peer, "snapshot")
        data = {"idea": an_id("canary"), "stage": an_id("no stage"), "text": words}
        peer.say(frame(BINARY, sent("SubmitIdea", data, "canary")))
        await_kind(peer, "reject")
        peer.say(frame(BINARY, sent("NoSuchCommand" + words, {}, "canary 2")))
        await_kind(peer, "reject")
        peer.say(frame(BINARY, canonical({"t": words, "ticket": ticket})))
        peer.close_code()
    secrets |= {ticket}
    told = hall.said()
    assert "audit facilitator_link_followed" in told
    for secret in secrets:
        assert secret not in told
        assert not [url for url in asked if secret in url]
    # The code on the wall is in the address that its QR code holds, and in no other.
    assert hall.join_code not in told
    assert all("/join?code=" in url for url in asked if hall.join_code in url)
