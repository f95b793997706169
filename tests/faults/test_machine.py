"""Whatever is done in whatever order, boards and a plain model agree: a state machine.

The same machine works the pure core and a server in this process with its database on
disk. After every step it checks I6 (everybody holds what the log says), I7 (what was kept
up is what is drawn afresh), I9 (nobody holds what they may not see), and that the log says
what a model says that knows nothing of how we fold: dictionaries of who is here, which
ideas stand, and how everybody voted.
"""

import asyncio
import tempfile
from collections.abc import Coroutine, Iterable
from contextlib import AsyncExitStack
from random import Random
from typing import Any, Protocol, TypeVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.act import Act
from codesign.domain.counting import uncounted
from codesign.domain.evolve import evolve
from codesign.domain.ids import SYSTEM, CommandId, ParticipantId, WorkshopId
from codesign.domain.recorded import Recorded
from codesign.domain.views import VIEWS, Audience, audience_of, belongs
from codesign.domain.workshop import Workshop
from codesign.live.request import Request
from codesign.live.room import Room
from codesign.live.rooms import Rooms
from codesign.live.seams import Seams
from codesign.projections.board import Board, changes, rendered
from codesign.projections.mine import mine, seats
from codesign.protocol.codec import board_hash, canonical
from codesign.store.log import Log, open_log
from tests.faults.conftest import Faults
from tests.faults.deny import seen_but_denied
from tests.histories import START, a_command, asked, new_id, the_first
from tests.live.lines import Line, ManualClock

WORKSHOP = WorkshopId("workshop-------------A")
READERS_AT_MOST = 6

ValueT = TypeVar("ValueT")
Records = dict[str, dict[str, Any]]


_ANSWERS = {
    "WorryWithdrawn": "withdrawn",
    "WorryIntegrated": "integrated",
    "WorryNotUpheld": "not_upheld",
    "WorryReopened": None,
}


# --- the plain model ------------------------------------------------------------


class Model:
    """What a careful reader of the log would note down on paper."""

    def __init__(self) -> None:
        self.people: dict[str, str] = {}
        self.ideas: dict[str, str] = {}
        # Whose words an idea has: its own, or for a copy those of what it was copied from.
        self.worded_by: dict[str, str] = {}
        self.hidden: set[str] = set()
        self.votes: dict[str, dict[str, dict[str, int | None]]] = {}
        self.voted: dict[str, set[str]] = {}
        # Who votes in whose place, and of each vote whose ballots were last cast so.
        self.proxies: dict[str, str] = {}
        self.cast_by: dict[str, dict[str, str]] = {}
        # What became of each reason, in the order it was said.
        self.answers: dict[str, list[str]] = {}
        self.seq = 0

    def read(self, log: Iterable[Recorded]) -> None:
        for recorded in log:
            assert recorded.seq == self.seq + 1
            self.seq = recorded.seq
            self._read(recorded)
            self._read_proxies(recorded)
            self._read_worries(recorded.event)
            self._read_words(recorded.event)

    def _read_words(self, event: e.Event) -> None:
        match event:
            case (
                e.IdeaSubmitted(idea=idea, text=text)
                | e.CardRecorded(idea=idea, text=text)
                | e.IdeaReworded(idea=idea, text=text)
            ):
                self.ideas[idea], self.worded_by[idea] = text, idea
            case e.ReportedBack(ideas=copies):
                for each in copies:
                    self.ideas[each.idea] = self.ideas[each.of]
                    self.worded_by[each.idea] = self.worded_by[each.of]
            case e.ContributionRedacted(kind="idea", id=redacted, text=text):
                for idea, words in self.worded_by.items():
                    if redacted in {idea, words}:
                        self.ideas[idea] = text
                self.worded_by[redacted] = redacted

    def _read_proxies(self, recorded: Recorded) -> None:
        match recorded.event:
            case e.ProxyNamed(participant=who, holder=holder):
                self.proxies[who] = holder
            case e.ProxyWithdrawn(participant=who):
                self.proxies.pop(who)
            case e.BallotCast(round=of) | e.TurnoutRecorded(round=of):
                voter, by = recorded.who or "", recorded.by or ""
                cast_by = self.cast_by.setdefault(of, {})
                cast_by.pop(voter, None)
                if voter != by and self.proxies.get(voter) == by:
                    cast_by[voter] = by

    def _read_worries(self, event: e.Event) -> None:
        match event:
            case (
                e.WorryWithdrawn(reason=reason)
                | e.WorryIntegrated(reason=reason)
                | e.WorryNotUpheld(reason=reason)
                | e.WorryReopened(reason=reason)
            ):
                self.answers.setdefault(reason, []).append(type(event).__name__)

    def _read(self, recorded: Recorded) -> None:
        match recorded.event:
            case (
                e.ParticipantJoined(participant=who, role=role)
                | e.AdmissionAsked(participant=who, role=role)
                | e.RoleChanged(participant=who, role=role)
            ):
                self.people[who] = role
            case e.IdeaWithdrawn(idea=idea) | e.IdeaHidden(idea=idea):
                self.hidden.add(idea)
            case e.IdeaRestored(idea=idea):
                self.hidden.discard(idea)
            case e.BallotCast(round=of, marks=marks):
                ballot = self.votes.setdefault(of, {}).setdefault(recorded.who or "", {})
                ballot.update({str(option): mark for option, mark in marks.items()})

            case e.TurnoutRecorded(round=of):
                self.voted.setdefault(of, set()).add(recorded.who or "")

    def agrees_with(self, workshop: Workshop) -> None:
        assert self.people == {each.id: each.role for each in workshop.participants.values()}
        assert self.ideas == {each.id: each.text for each in workshop.ideas.values()}
        ideas = workshop.ideas.values()
        assert self.hidden == {
            each.id for each in ideas if each.hidden_reason is not None or each.withdrawn
        }
        assert self.proxies == workshop.proxies
        assert {reason: _ANSWERS[said[-1]] for reason, said in self.answers.items()}.items() <= {
            each.id: each.answer for each in workshop.reasons.values()
        }.items()
        for of, poll in workshop.polls.items():
            cast = {
                voter: {option: mark for option, mark in marks.items() if mark is not None}
                for voter, marks in self.votes.get(of, {}).items()
            }
            assert {voter: marks for voter, marks in cast.items() if marks} == poll.ballots
            assert self.voted.get(of, set()) == poll.voted.keys()
            voted = poll.ballots.keys() | poll.voted.keys()
            by_proxy = {v: by for v, by in self.cast_by.get(of, {}).items() if v in voted}
            assert by_proxy == poll.proxies
            if workshop.rounds[of].box_seq is not None:
                assert len(poll.opened) == len(poll.voted)


# --- what the machine works ---------------------------------------------------------


class Reader(Protocol):
    """Somebody with a board."""

    participant: ParticipantId
    board: Records
    mine: dict[tuple[str, str], Any]


class System(Protocol):
    """A workshop that can be asked things, and readers who come and go."""

    def ask(self, command: c.Command, act: Act) -> None: ...
    def join(self, participant: ParticipantId) -> Reader: ...
    def leave(self, reader: Reader) -> None: ...
    def resume(self, reader: Reader) -> None: ...
    def rebuild(self) -> None: ...
    def log(self) -> list[Recorded]: ...
    def gone(self, reader: Reader) -> bool: ...
    def close(self) -> None: ...


class CoreReader:
    """A board kept up by `changes`, one event after the other."""

    def __init__(self, participant: ParticipantId, log: list[Recorded]) -> None:
        self.participant = participant
        self.mine: dict[tuple[str, str], Any] = {}
        self.open(log)

    def open(self, log: list[Recorded]) -> None:
        self.workshop = Workshop()
        for each in log:
            evolve(self.workshop, each)
        self.audience = audience_of(self.workshop, self.participant)
        self.kept = rendered(self.workshop, *self.audience)
        self._own()

    def hear(self, recorded: Recorded) -> None:
        evolve(self.workshop, recorded)
        if audience_of(self.workshop, self.participant) != self.audience:
            self.audience = audience_of(self.workshop, self.participant)
            self.kept = rendered(self.workshop, *self.audience)
        else:
            self.kept.apply(changes(self.workshop, recorded, *self.audience))
        self._own()

    def _own(self) -> None:
        held = mine(self.workshop, seats(self.workshop, self.participant))
        self.mine = {(op[1], op[2]): op[3] for op in held if op[0] == "put"}

    @property
    def board(self) -> Records:
        return self.kept.records


class Core:
    """The rules, the fold and the boards; no room, no log, nothing that waits."""

    def __init__(self) -> None:
        self._log: list[Recorded] = []
        self._workshop = Workshop()
        self._readers: list[CoreReader] = []
        self._random = Random(0)

    def ask(self, command: c.Command, act: Act) -> None:
        for recorded in asked(self._workshop, command, act, self._random):
            self._log.append(recorded)
            for reader in self._readers:
                reader.hear(recorded)

    def join(self, participant: ParticipantId) -> CoreReader:
        reader = CoreReader(participant, self._log)
        self._readers.append(reader)
        return reader

    def leave(self, reader: CoreReader) -> None:
        self._readers.remove(reader)

    def resume(self, reader: CoreReader) -> None:
        for recorded in self._log[reader.workshop.seq :]:
            reader.hear(recorded)
        self._readers.append(reader)

    def rebuild(self) -> None:
        self._workshop = Workshop()
        for each in self._log:
            evolve(self._workshop, each)

    def log(self) -> list[Recorded]:
        return self._log

    def gone(self, reader: CoreReader) -> bool:
        return False

    def close(self) -> None:
        pass


class Served:
    """A room of a server in this process, over SQLite on disk."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self._runner = asyncio.Runner()
        self._random = Random(0)
        self._lines: list[Line] = []
        self._truth: list[Recorded] = []
        self.clock = ManualClock()
        self._run(self._open())

    def ask(self, command: c.Command, act: Act) -> None:
        self.clock.now = max(self.clock.now, act.at)
        request = Request(
            id=CommandId(new_id(self._random)),
            command=command,
            by=act.by,
            for_=act.for_,
            via=act.via,
            said_at=act.said_at,
        )
        self._run(self._ask(request))

    async def _ask(self, request: Request) -> None:
        if isinstance(request.command, c.CreateWorkshop) and not self._log.head(WORKSHOP):
            await self._rooms.create(WORKSHOP, request)
        await (await self._room()).submit(request)
        await self._settled()

    async def _settled(self) -> None:
        """Wait for counts that the server takes by itself: boards are compared at rest."""
        room = await self._room()
        while uncounted(room.memory.workshop) or room.head < room.memory.workshop.seq:  # noqa: ASYNC110
            await asyncio.sleep(0.001)

    def join(self, participant: ParticipantId) -> Line:
        line = Line(participant, self.clock)
        self.resume(line)
        return line

    def leave(self, reader: Line) -> None:
        self._lines.remove(reader)
        self._run(self._drop(reader))

    async def _drop(self, line: Line) -> None:
        line.drop(await self._room())

    def resume(self, reader: Line) -> None:
        self._run(self._connect(reader))
        self._lines.append(reader)

    async def _connect(self, line: Line) -> None:
        await line.connect(await self._room())

    def rebuild(self) -> None:
        """The server restarts; everybody comes back with what they have."""
        self._run(self._restart())

    async def _restart(self) -> None:
        lines = list(self._lines)
        await self._stack.aclose()
        await self._open()
        for line in lines:
            await self._connect(line)
        await self._settled()

    def log(self) -> list[Recorded]:
        """The log in the words it was told in: what is destroyed later was there before."""
        self._truth += self._log.read(WORKSHOP, after=len(self._truth))
        return self._truth

    def gone(self, reader: Line) -> bool:
        return reader.connection.closing is not None

    def close(self) -> None:
        self._run(self._stack.aclose())
        self._runner.close()
        self._folder.cleanup()

    async def _open(self) -> None:
        seams = Seams(clock=self.clock, new_id=lambda: CommandId(new_id(self._random)))
        self._stack = AsyncExitStack()
        self._log: Log = open_log(f"sqlite:///{self._folder.name}/codesign.db")
        self._stack.callback(self._log.close)
        self._rooms = await self._stack.enter_async_context(Rooms(self._log, seams))

    async def _room(self) -> Room:
        return await self._rooms.room(WORKSHOP)

    def _run(self, doing: Coroutine[Any, Any, ValueT]) -> ValueT:
        return self._runner.run(doing)


# --- the machine ---------------------------------------------------------------------


class Machine(RuleBasedStateMachine):
    """Asks, comes, goes, restarts; `system` is what it does it to."""

    system: System

    def __init__(self) -> None:
        super().__init__()
        self.workshop = Workshop()
        self.model = Model()
        self.here: list[Any] = []
        self.away: list[Any] = []

    @initialize(seed=st.integers(0, 2**32))
    def begin(self, seed: int) -> None:
        command, act = the_first(Random(seed))
        self.ask(command, act)

    def ask(self, command: c.Command, act: Act) -> None:
        if act.by == SYSTEM and not isinstance(command, c.CreateWorkshop):
            return  # the server asks by itself what it owes
        try:
            self.system.ask(command, act)
        finally:
            self._read()

    @rule(seed=st.integers(0, 2**32), times=st.integers(1, 6))
    def ask_anything(self, seed: int, times: int) -> None:
        random = Random(seed)
        for _ in range(times):
            self.ask(*a_command(self.workshop, random))

    @rule(seed=st.integers(0, 2**32))
    def change_a_role(self, seed: int) -> None:
        random = Random(seed)
        who = random.choice([*self.workshop.participants])
        role = random.choice(("participant", "co_facilitator", "table_helper", "observer"))
        self._ask_as_facilitator(c.ChangeRole(participant=who, role=role))

    @rule(seed=st.integers(0, 2**32))
    def open_a_stage(self, seed: int) -> None:
        stage = Random(seed).choice([*self.workshop.stages])
        self._ask_as_facilitator(c.OpenStage(stage=stage))

    @rule(seed=st.integers(0, 2**32))
    def erase_somebody(self, seed: int) -> None:
        who = Random(seed).choice([*self.workshop.participants])
        self._ask_as_facilitator(c.EraseParticipant(participant=who))

    @precondition(lambda self: len(self.here) < READERS_AT_MOST)
    @rule(seed=st.integers(0, 2**32))
    def come(self, seed: int) -> None:
        who = Random(seed).choice([*self.workshop.participants])
        if belongs(self.workshop, who) and self.workshop.participants[who].inside:
            self.here.append(self.system.join(who))

    @precondition(lambda self: self.here)
    @rule(number=st.integers(0, READERS_AT_MOST - 1))
    def go(self, number: int) -> None:
        reader = self.here.pop(number % len(self.here))
        self.system.leave(reader)
        self.away.append(reader)

    @precondition(lambda self: self.away)
    @rule(number=st.integers(0, READERS_AT_MOST - 1))
    def come_back(self, number: int) -> None:
        reader = self.away.pop(number % len(self.away))
        self.system.resume(reader)
        self.here.append(reader)

    @rule()
    def rebuild(self) -> None:
        self.system.rebuild()
        # A count that the restart cut off was taken again.
        self._read()

    @invariant()
    def the_model_agrees(self) -> None:
        self.model.agrees_with(self.workshop)

    @invariant()
    def everybody_holds_what_the_log_says(self) -> None:
        for reader in [each for each in self.here if self.system.gone(each)]:
            self.system.leave(reader)
            self.here.remove(reader)
        for reader in self.here:
            self._look_at(reader)

    @invariant()
    def what_nobody_may_see_is_on_no_board(self) -> None:
        for view in VIEWS:
            board = rendered(self.workshop, view).records
            assert not [*seen_but_denied(self.workshop, Audience(view), frozenset(), board, {})]

    def teardown(self) -> None:
        self.system.close()

    def _look_at(self, reader: Any) -> None:
        audience = audience_of(self.workshop, reader.participant)
        held = seats(self.workshop, reader.participant)
        board = {**Board().records, **reader.board}
        assert board_hash(board) == board_hash(rendered(self.workshop, *audience).records)
        own = {(op[1], op[2]): op[3] for op in mine(self.workshop, held) if op[0] == "put"}
        assert canonical(_by_key(reader.mine)) == canonical(_by_key(own))
        assert not [*seen_but_denied(self.workshop, audience, held, board, reader.mine)]

    def _ask_as_facilitator(self, command: c.Command) -> None:
        running = [each for each in self.workshop.running if self.workshop.participants[each].here]
        self.ask(command, Act(by=running[0], at=max(self.workshop.at, START)))

    def _read(self) -> None:
        news = self.system.log()[self.workshop.seq :]
        self.model.read(news)
        for recorded in news:
            evolve(self.workshop, recorded)


def _by_key(mine: dict[tuple[str, str], Any]) -> dict[str, Any]:
    return {f"{collection} {key}": record for (collection, key), record in mine.items()}


class CoreMachine(Machine):
    def __init__(self) -> None:
        super().__init__()
        self.system = Core()


class ServedMachine(Machine):
    def __init__(self) -> None:
        super().__init__()
        self.system = Served()


@pytest.mark.timeout(600)
@pytest.mark.parametrize("machine", [CoreMachine, ServedMachine])
def test_boards_and_a_plain_model_agree_whatever_is_done(
    machine: type[Machine], faults: Faults
) -> None:
    served = machine is ServedMachine
    runs = faults.pick(5 if served else 10, 60 if served else 400)
    steps = faults.pick(20, 40)
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=runs,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            # Shrinking takes minutes, and the steps are printed as they were.
            phases=(Phase.reuse, Phase.generate),
        ),
    )
    faults.count("runs of the state machine", runs)
    faults.checked("I6", "I7", "I9")
