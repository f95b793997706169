"""People who keep writing into a server that dies, and what the log must hold in the end.

Each person writes idea after idea, some at once, and rewords their own; a facilitator
destroys the words of some. They are the command line's own lines (`cli/line.py`), which
send again what was not answered. `judge` then compares what they were told with the log.
"""

import asyncio
import sqlite3
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path

from codesign.app import clock as clock_of_app
from codesign.cli.api import Api
from codesign.cli.board_copy import BoardCopy
from codesign.cli.line import Exchange, Line, RejectedError
from codesign.domain.commands import (
    Command,
    JoinWorkshop,
    OpenStage,
    RedactContribution,
    RewordIdea,
    SubmitIdea,
)
from codesign.domain.events import (
    ContributionRedacted,
    IdeaReworded,
    IdeaSubmitted,
    JoinCodeIssued,
    destroys_words_of,
)
from codesign.domain.ids import CommandId, IdeaId, ParticipantId
from codesign.domain.recorded import Recorded
from codesign.live.request import Accepted, Request
from codesign.live.rooms import Rooms
from codesign.live.seams import Seams
from codesign.projections.board import rendered
from codesign.protocol.codec import canonical
from codesign.replay.rebuild import workshop_at
from codesign.store.log import Log, open_log
from codesign.web.access import Access, Login
from tests.live.lines import FACILITATOR, IDEAS, WORKSHOP, ManualClock, an_id, created

PEOPLE = 3
AT_ONCE = 2
# Every so many ideas of somebody, the facilitator destroys the words of one.
REDACTED_EVERY = 7
# A person writes on for so long; a kill and a restart take longer.
PAUSE_S = 0.004


def url_of(folder: Path) -> str:
    return f"sqlite:///{folder}/codesign.db"


async def prepare(folder: Path) -> dict[ParticipantId, str]:
    """Make a log in a file with an open stage and its people; return their logins."""
    with closing(open_log(url_of(folder))) as log:
        return await begin(log)


async def begin(log: Log) -> dict[ParticipantId, str]:
    """Open a stage for some people in a log; return their logins."""
    clock = ManualClock()
    async with Rooms(log, Seams(clock=clock, new_id=lambda: CommandId(an_id()))) as rooms:
        await rooms.create(WORKSHOP, created())
        room = await rooms.room(WORKSHOP)
        people = [ParticipantId(an_id(f"person {number}")) for number in range(PEOPLE)]
        for command, by in [
            (OpenStage(stage=IDEAS), FACILITATOR),
            *((JoinWorkshop(participant=each, name="Somebody"), each) for each in people),
        ]:
            answer = await room.submit(Request(id=CommandId(an_id()), command=command, by=by))
            assert isinstance(answer, Accepted)
    access = Access(log.server_secret, clock_of_app)
    return {
        each: access.login_token([Login(WORKSHOP, each, "import")])
        for each in (FACILITATOR, *people)
    }


@dataclass
class History:
    """What people asked and were told, by command."""

    asked: dict[CommandId, str] = field(default_factory=dict)
    acked: dict[CommandId, int] = field(default_factory=dict)
    rejected: dict[CommandId, str] = field(default_factory=dict)
    redacted: set[IdeaId] = field(default_factory=set)


class Writers:
    """The people at their lines, writing until they are asked to stop."""

    def __init__(self, url: str, logins: dict[ParticipantId, str]) -> None:
        self.history = History()
        self.boards: dict[ParticipantId, BoardCopy] = {}
        self._url = url
        self._logins = logins
        self._stopping = False
        self._submitted: list[IdeaId] = []
        self._submitted_at_all: set[IdeaId] = set()

    def forget_what_was_told(self) -> frozenset[CommandId]:
        """Expect nothing of before on any board any more; return what was acknowledged so far."""
        self._submitted_at_all.clear()
        self._submitted.clear()
        return frozenset(self.history.acked)

    async def until_answered(self, commands: int) -> None:
        """Wait until so many were acknowledged in all."""
        async with asyncio.timeout(60):
            while len(self.history.acked) < commands:  # noqa: ASYNC110 - a test may look again
                await asyncio.sleep(0.05)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[None]:
        """Write meanwhile; at the end wait until everything is answered."""
        async with Api(self._url) as api, asyncio.TaskGroup() as lines:
            exchange = Exchange(api, WORKSHOP, pause_at_most_s=0.05)
            running, talking = [], []
            for person, login in self._logins.items():
                self.boards[person] = BoardCopy()
                line = Line(exchange, login, self.boards[person])
                running.append(lines.create_task(line.run()))
                for number in range(AT_ONCE):
                    talk = self._redact if person == FACILITATOR else self._write
                    talking.append(lines.create_task(talk(line, person, number)))
            yield
            self._stopping = True
            await asyncio.gather(*talking)
            await self._until_same()
            for each in running:
                each.cancel()

    async def _write(self, line: Line, person: ParticipantId, place: int) -> None:
        number = 0
        while not self._stopping:
            number += 1
            idea = IdeaId(an_id(f"{person} {place} {number}"))
            text = f"idea {number}"
            await self._ask(line, SubmitIdea(idea=idea, stage=IDEAS, text=text), text)
            self._submitted_at_all.add(idea)
            if number % 3 == 0:
                await self._ask(line, RewordIdea(idea=idea, text="better"), "better")
            self._submitted.append(idea)
            await asyncio.sleep(PAUSE_S)

    async def _redact(self, line: Line, _person: ParticipantId, _place: int) -> None:
        while not self._stopping:
            if len(self._submitted) >= REDACTED_EVERY:
                idea = self._submitted.pop()
                self._submitted.clear()
                reason = "It named somebody"
                command = RedactContribution(kind="idea", id=idea, reason=reason, text="[Removed]")
                if await self._ask(line, command, reason):
                    self.history.redacted.add(idea)
            await asyncio.sleep(PAUSE_S)

    async def _ask(self, line: Line, command: Command, says: str) -> bool:
        command_id = CommandId(an_id())
        self.history.asked[command_id] = says
        try:
            seq = await line.ask(command_id, command)
        except RejectedError as error:
            self.history.rejected[command_id] = error.code
            return False
        self.history.acked[command_id] = seq
        return True

    async def _until_same(self) -> None:
        """Wait until every board shows as many ideas: what is told last may come a second late."""
        async with asyncio.timeout(20):
            for each in self.boards.values():
                await each.until(lambda board: self._submitted_at_all <= board.of("ideas").keys())


def judge(
    folder: Path, writers: Writers, epoch: bytes, lost: frozenset[CommandId] = frozenset()
) -> int:
    """Hold a log in a file against what people were told; see `judge_log`."""
    with closing(open_log(url_of(folder), exclusive=True)) as log:
        effects = judge_log(log, writers, epoch, lost)
    for name in ("codesign.db", "codesign.keys.db"):
        with closing(sqlite3.connect(folder / name)) as database:
            assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    return effects


def judge_log(
    log: Log, writers: Writers, epoch: bytes, lost: frozenset[CommandId] = frozenset()
) -> int:
    """Hold the log against what people were told; return how many commands took effect.

    Those in `lost` were acknowledged by a log that an older one replaced since.
    """
    recorded = list(log.read(WORKSHOP))
    history = writers.history
    _judge_versions(log, recorded, epoch)
    erased = {each.owner for each in log._recorder.destructions()}
    effects = _judge_commands(recorded, history, erased, lost)
    _judge_erasures(recorded, history, erased)
    _judge_code(log, recorded)
    _judge_boards(log, writers)
    return effects


def _judge_versions(log: Log, recorded: list[Recorded], epoch: bytes) -> None:
    assert [each.seq for each in recorded] == list(range(1, log.head(WORKSHOP) + 1)), "I2"
    assert log.epoch(WORKSHOP) == epoch, "I2"


def _judge_commands(
    recorded: list[Recorded], history: History, erased: set[str], lost: frozenset[CommandId]
) -> int:
    seqs: dict[CommandId, list[int]] = defaultdict(list)
    for each in recorded:
        seqs[each.id].append(each.seq)
    for command_id, says in history.asked.items():
        found = seqs.get(command_id, [])
        if command_id in lost and not found:
            continue
        if command_id in history.acked:
            assert found == [history.acked[command_id]], f"I1, I3: {command_id} acked, is {found}"
            assert _says(recorded[found[0] - 1], erased) in {says, ""}, "I1"
        elif command_id in history.rejected:
            assert not found, "I4"
        else:
            assert len(found) <= 1, "I4"
    ideas = [each.event.idea for each in recorded if isinstance(each.event, IdeaSubmitted)]
    assert len(ideas) == len(set(ideas)), "I3"
    return sum(len(each) for each in seqs.values())


def _says(recorded: Recorded, erased: set[str]) -> str:
    match recorded.event:
        case IdeaSubmitted(idea=idea, text=text) | IdeaReworded(idea=idea, text=text):
            assert bool(text) != (idea in erased), "I12: words are there unless erased"
            return text
        case ContributionRedacted(reason=reason):
            return reason
        case event:
            raise AssertionError(event)


def _judge_erasures(recorded: list[Recorded], history: History, erased: set[str]) -> None:
    """What was erased stays so, also where an older log was put back since."""
    assert history.redacted <= erased, "I12"
    assert {owner for each in recorded if (owner := destroys_words_of(each.event))} <= erased, "I8"


def _judge_code(log: Log, recorded: list[Recorded]) -> None:
    """The table beside the events is what the events say (I8)."""
    codes = [each.event.code for each in recorded if isinstance(each.event, JoinCodeIssued)]
    assert log.workshop_of_code(codes[-1]) == WORKSHOP, "I8"


def _judge_boards(log: Log, writers: Writers) -> None:
    workshop = workshop_at(log.read, WORKSHOP, log.head(WORKSHOP))
    for person, board in writers.boards.items():
        view = "facilitator" if person == FACILITATOR else "participant"
        held = {name: each for name, each in board.records.items() if each}
        told = {name: each for name, each in rendered(workshop, view).records.items() if each}
        assert canonical(held) == canonical(told), f"I6: the board of a {view}"
