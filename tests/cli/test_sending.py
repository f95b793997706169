"""Steps are sent in the order of their times, each once what it waits for is answered."""

import asyncio
from dataclasses import dataclass, field

import pytest

from codesign.cli.errors import Refusal
from codesign.cli.line import RejectedError
from codesign.cli.plan import Step
from codesign.cli.sending import WINDOW, Sender
from codesign.domain.commands import CloseWorkshop, Command
from codesign.domain.ids import CommandId, ParticipantId
from tests.live.hall import until

ANN, BEN = ParticipantId("ann"), ParticipantId("ben")


@dataclass
class Server:
    """Takes commands from everybody; answers those it is not told to hold back."""

    held: dict[str, asyncio.Event] = field(default_factory=dict)
    refused: frozenset[str] = frozenset()
    asked: list[tuple[str, str, int | None]] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)

    def hold(self, command_id: str) -> asyncio.Event:
        return self.held.setdefault(command_id, asyncio.Event())

    def line(self, person: str) -> "FakeLine":
        return FakeLine(self, person)


@dataclass
class FakeLine:
    server: Server
    person: str

    async def ask(
        self, command_id: CommandId, _command: Command, *, said_at: int | None = None
    ) -> int:
        self.server.asked.append((self.person, command_id, said_at))
        if command_id in self.server.held:
            await self.server.held[command_id].wait()
        if command_id in self.server.refused:
            raise RejectedError("round_closed", "This vote is closed.")
        self.server.answered.append(command_id)
        return 1


def step(name: str, by: ParticipantId = ANN, at: int = 0, *after: str) -> Step:
    return Step(
        id=CommandId(name),
        by=by,
        command=CloseWorkshop(),
        at=at,
        said_at=at,
        after=tuple(CommandId(each) for each in after),
    )


def sender(server: Server, speed: float | None = None) -> Sender:
    return Sender({ANN: server.line("ann"), BEN: server.line("ben")}, speed, lambda: None)


async def test_each_goes_through_the_line_of_who_asks_in_the_order_of_times() -> None:
    server = Server()

    await sender(server).send([step("1", ANN, 10), step("2", BEN, 20), step("3", ANN, 30)])

    assert server.asked == [("ann", "1", 10), ("ben", "2", 20), ("ann", "3", 30)]


async def test_what_waits_for_an_answer_is_not_sent_before_it() -> None:
    server = Server()
    first = server.hold("1")
    sending = asyncio.create_task(sender(server).send([step("1"), step("2", BEN, 0, "1")]))
    await until(lambda: server.asked)
    await asyncio.sleep(0.05)
    assert [each for _, each, _ in server.asked] == ["1"]

    first.set()
    await sending
    assert server.answered == ["1", "2"]


async def test_no_more_than_the_window_is_under_way() -> None:
    server = Server()
    steps = [step(str(number)) for number in range(WINDOW + 5)]
    holds = [server.hold(each.id) for each in steps]
    sending = asyncio.create_task(sender(server).send(steps))
    await until(lambda: len(server.asked) >= WINDOW)
    await asyncio.sleep(0.05)
    assert len(server.asked) == WINDOW

    for each in holds:
        each.set()
    await sending
    assert len(server.answered) == WINDOW + 5


async def test_at_a_speed_steps_wait_for_their_time() -> None:
    server = Server()
    loop = asyncio.get_running_loop()
    began = loop.time()

    await sender(server, speed=10).send([step("1", at=0), step("2", at=1_000)])

    assert loop.time() - began >= 0.1


async def test_a_refusal_ends_it_with_the_command_and_the_reason() -> None:
    server = Server(refused=frozenset({"2"}))

    with pytest.raises(ExceptionGroup) as failed:
        await sender(server).send([step("1"), step("2"), step("3", ANN, 0, "2")])

    refusal = next(each for each in failed.value.exceptions if isinstance(each, Refusal))
    assert refusal.message == (
        "The server refused CloseWorkshop (round_closed). This vote is closed."
        " The rest was not sent."
    )
    assert "3" not in {each for _, each, _ in server.asked}
