"""A line keeps SPEC.md's promises from the client's side, whatever happens to the connection."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import msgspec
import pytest

from codesign.cli.board_copy import BoardCopy
from codesign.cli.errors import Refusal
from codesign.cli.line import INFLIGHT_AT_MOST, Line, RejectedError
from codesign.domain.commands import CloseWorkshop
from codesign.domain.ids import CommandId
from codesign.protocol.messages import Down, Drain, Ping
from tests.cli.server import Doorkeeper, ack, delta, reject, snapshot, welcome
from tests.live.hall import until

WITHIN_S = 5
ASKED = CommandId("c" * 21 + "A")


@asynccontextmanager
async def a_line(server: Doorkeeper, board: BoardCopy | None = None) -> AsyncIterator[Line]:
    async with asyncio.timeout(WITHIN_S), server.serving() as exchange:
        line = Line(exchange, "login", board)
        running = asyncio.create_task(line.run())
        try:
            await line.welcomed.wait()
            yield line
        finally:
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running


def ids(server: Doorkeeper) -> list[str]:
    return [each["id"] for each in server.heard if each["t"] == "command"]


async def test_rule_o1_the_first_message_is_hello_with_a_ticket() -> None:
    server = Doorkeeper()
    async with a_line(server):
        assert server.hellos == [{"t": "hello", "v": 1, "ticket": "ticket of login", "have": None}]


async def test_a_command_is_asked_once_and_answered_with_its_version() -> None:
    server = Doorkeeper()
    async with a_line(server) as line:
        assert await line.ask(ASKED, CloseWorkshop(), said_at=5) == 7

    asked = [each for each in server.heard if each["t"] == "command"]
    assert asked == [
        {"t": "command", "id": ASKED, "type": "CloseWorkshop", "data": {}, "for": None}
        | {"said_at": 5, "lang": None, "group": None}
    ]


async def test_rule_o8_an_unanswered_command_is_sent_again_under_its_first_id() -> None:
    server = Doorkeeper()
    server.reply = lambda *_: []
    async with a_line(server) as line:
        asking = asyncio.create_task(line.ask(ASKED, CloseWorkshop()))
        await until(lambda: ids(server))
        server.reply = ack
        await server.drop()

        assert await asking == 7
    assert ids(server) == [ASKED, ASKED]


async def test_what_is_asked_while_the_line_is_down_is_sent_when_it_is_back() -> None:
    server = Doorkeeper()
    async with a_line(server) as line:
        await server.drop()
        await until(lambda: not line.welcomed.is_set())

        assert await line.ask(ASKED, CloseWorkshop()) == 7


async def test_rule_c7_a_command_that_may_succeed_later_is_asked_again() -> None:
    server = Doorkeeper()

    def busy_first(server: Doorkeeper, message: dict[str, Any]) -> list[Down]:
        server.reply = ack
        return [reject(message, retry_ms=10)]

    server.reply = busy_first
    async with a_line(server) as line:
        assert await line.ask(ASKED, CloseWorkshop()) == 7
    assert ids(server) == [ASKED, ASKED]


async def test_a_command_refused_for_good_is_not_asked_again() -> None:
    server = Doorkeeper()
    server.reply = lambda _, message: [reject(message)]
    async with a_line(server) as line:
        with pytest.raises(RejectedError, match=r"Not now\."):
            await line.ask(ASKED, CloseWorkshop())
    assert ids(server) == [ASKED]


async def test_rule_c1_at_most_16_commands_are_unanswered() -> None:
    server = Doorkeeper()
    server.reply = lambda *_: []
    async with a_line(server) as line:
        asking = [
            asyncio.create_task(line.ask(CommandId(f"{n:021}A"), CloseWorkshop()))
            for n in range(INFLIGHT_AT_MOST + 4)
        ]
        await until(lambda: len(ids(server)) == INFLIGHT_AT_MOST)
        await asyncio.sleep(0.05)
        assert len(ids(server)) == INFLIGHT_AT_MOST

        server.reply = ack
        await server.drop()
        await asyncio.gather(*asking)
    assert len(set(ids(server))) == INFLIGHT_AT_MOST + 4


async def test_rule_l1_a_ping_is_answered() -> None:
    server = Doorkeeper()
    async with a_line(server):
        await server.tell(Ping(now=42, head=5))
        await until(lambda: server.heard)
    assert server.heard == [{"t": "pong", "now": 42}]


async def test_rule_o5_a_line_that_comes_back_says_what_it_has() -> None:
    server = Doorkeeper()
    server.greeting = [snapshot(5), delta(6, 8)]
    async with a_line(server) as line:
        # An answer shows that what came before it was taken in.
        await line.ask(ASKED, CloseWorkshop())
        await server.drop()
        await until(lambda: len(server.hellos) > 1)

    have = server.hellos[1]["have"]
    assert (have["seq"], have["hash8"], have["view"]) == (8, b"00000008", "facilitator")


async def test_rule_d1_a_gap_opens_the_line_again() -> None:
    server = Doorkeeper()
    server.greeting = [snapshot(5)]
    async with a_line(server):
        server.greeting = []
        await server.tell(delta(9, 9))
        await until(lambda: len(server.hellos) > 1)
    assert server.hellos[1]["have"]["seq"] == 5


async def test_rule_f6_what_it_does_not_know_it_ignores() -> None:
    server = Doorkeeper()
    async with a_line(server) as line:
        await server.open[-1].send(b"\x82\xa1t\xa5hello\xa5novel\xc0")

        assert await line.ask(ASKED, CloseWorkshop()) == 7


async def test_a_board_copy_follows_the_snapshot_and_every_operation() -> None:
    server, board = Doorkeeper(), BoardCopy()
    server.greeting = [snapshot(5, ideas={"a": {"text": "A", "at": 1}, "b": {"text": "B"}})]
    async with a_line(server, board):
        await server.tell(
            delta(6, 6, ("patch", "ideas", "a", {"text": "Better"}), ("remove", "ideas", "b")),
            delta(7, 7, ("put", "themes", "t", {"title": "T"})),
            # Told a second time, as after a resume: nothing changes (rule D2).
            delta(6, 6, ("patch", "ideas", "a", {"text": "Old"})),
        )
        await board.until(lambda copy: bool(copy.of("themes")))
    assert board.of("ideas") == {"a": {"text": "Better", "at": 1}}


async def test_a_code_that_says_stop_is_a_refusal() -> None:
    server = Doorkeeper()
    server.close_at_once = 4500
    async with asyncio.timeout(WITHIN_S), server.serving() as exchange:
        with pytest.raises(Refusal, match="4500"):
            await Line(exchange, "login").run()


async def test_rule_o2_after_three_tickets_in_a_row_are_refused_it_gives_up() -> None:
    server = Doorkeeper()
    server.close_at_once = 4501
    async with asyncio.timeout(WITHIN_S), server.serving() as exchange:
        with pytest.raises(Refusal):
            await Line(exchange, "login").run()
    assert len(server.hellos) == 3


@pytest.mark.parametrize("refused", ["refuse_sockets", "refuse_tickets"])
async def test_a_line_that_is_told_its_turn_does_not_come_before_it_rule_l9(refused: str) -> None:
    server = Doorkeeper()
    setattr(server, refused, [1])
    start = asyncio.get_running_loop().time()
    async with a_line(server):
        waited = asyncio.get_running_loop().time() - start
    assert waited >= 1
    assert len(server.hellos) == 1


async def test_a_line_that_is_told_to_go_comes_back_by_itself_rule_l4() -> None:
    server = Doorkeeper()
    async with a_line(server) as line:
        await server.tell(Drain(within_ms=50))
        await until(lambda: len(server.hellos) == 2)
        await line.welcomed.wait()
        assert await line.ask(ASKED, CloseWorkshop()) == 7


async def test_a_line_to_a_server_behind_a_newer_one_looks_whether_that_is_there_rule_n7(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("codesign.cli.line.BEHIND_MS", 50)
    server = Doorkeeper()
    server.greeting = [msgspec.structs.replace(welcome("snapshot"), behind=True)]
    async with a_line(server):
        await until(lambda: len(server.hellos) >= 2)


async def test_a_command_that_was_too_fast_is_asked_again_after_the_time_told_rule_c9() -> None:
    server = Doorkeeper()
    server.reply = first_too_fast
    async with a_line(server) as line:
        assert await line.ask(ASKED, CloseWorkshop()) == 7
    assert ids(server) == [ASKED, ASKED]


def first_too_fast(server: Doorkeeper, message: dict[str, Any]) -> list[Down]:
    return [reject(message, retry_ms=20)] if len(ids(server)) == 1 else ack(server, message)
