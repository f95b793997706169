"""What clients sent, were told and held, and what must be true of it given the log at the end.

A client writes to a `Recorder`; `check` reads the whole `History` beside what was
`Kept` on disk and returns every promise that was broken: the invariants of the
fault suite by their numbers, and the rules of SPEC.md that can be seen in a history
by theirs. Nothing here knows how the history came about, so a simulation, a killed
server and a load program are judged alike.

| | |
|---|---|
| I1 | what was acknowledged, or told, is in the log, unchanged |
| I2 | versions are 1 to head without holes, in one epoch |
| I3 | a command has at most one effect, the one the rules give it, and one answer |
| I4 | what was refused had no effect |
| I5 | what a client is told joins on to what it has |
| I6 | once it is quiet, a client holds what the log says |
| I7 | a snapshot and deltas give what a fresh snapshot gives, at every version |
| I9 | nobody holds what they may not see |
| I10 | what is measured stays in its bounds |
| I12 | erased words are nowhere |
| I13 | what was sent after an acknowledgement comes after it in the log |
"""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from codesign.domain.act import Act
from codesign.domain.commands import Command
from codesign.domain.decide import decide
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import destroys_words_of
from codesign.domain.evolve import evolve
from codesign.domain.ids import CommandId, ParticipantId, WorkshopId
from codesign.domain.recorded import Recorded
from codesign.domain.views import Audience
from codesign.domain.workshop import Workshop
from codesign.projections.board import rendered
from codesign.projections.mine import mine
from codesign.protocol.codec import board_hash, canonical
from codesign.store.log import Log
from tests.faults.deny import seen_but_denied

Message = Mapping[str, Any]
Records = Mapping[str, Mapping[str, Any]]


# --- writing it down ---------------------------------------------------------


class Opened(NamedTuple):
    """A new line, nothing told on it yet."""


class Sent(NamedTuple):
    """A command left; without `command` its effect is not judged, only that it is one."""

    id: CommandId
    by: ParticipantId
    for_: ParticipantId | None
    command: Command | None


class Told(NamedTuple):
    """A message came."""

    message: Message


class Holds(NamedTuple):
    """What the client has at a version; `quiet` when nothing more is to come."""

    audience: Audience
    seats: frozenset[ParticipantId]
    seq: int
    board: Records
    mine: Mapping[tuple[str, str], Any]
    quiet: bool


class Measured(NamedTuple):
    """A figure with its bound."""

    what: str
    value: float
    at_most: float


class Remains(NamedTuple):
    """Erased words were found somewhere."""

    where: str


Fact = Opened | Sent | Told | Holds | Measured | Remains


class Moment(NamedTuple):
    """A fact, when it was, and whose."""

    at: float
    client: str
    workshop: WorkshopId
    fact: Fact


@dataclass
class History:
    """Everything that was written down; `clock` must be one for all who write."""

    clock: Callable[[], float] = time.monotonic
    moments: list[Moment] = field(default_factory=list)


class Recorder:
    """One client's pen. A client has one line at a time; posting is a client of its own."""

    def __init__(self, history: History, client: str, workshop: WorkshopId) -> None:
        self._history = history
        self._client = client
        self._workshop = workshop

    def opened(self) -> None:
        """A line was opened, or there will be no lines: for those who post."""
        self._note(Opened())

    def sent(
        self,
        command_id: CommandId,
        by: ParticipantId,
        *,
        for_: ParticipantId | None = None,
        command: Command | None = None,
    ) -> None:
        """A command leaves; call it before it does, and again when it is sent again."""
        self._note(Sent(command_id, by, for_, command))

    def told(self, message: Message) -> None:
        """A message came; call it before acting on it."""
        self._note(Told(message))

    def holds(
        self,
        audience: Audience,
        seq: int,
        board: Records,
        mine: Mapping[tuple[str, str], Any],
        seats: frozenset[ParticipantId] = frozenset(),
        *,
        quiet: bool = False,
    ) -> None:
        """The client has this now; the records are not to be changed afterwards."""
        self._note(Holds(audience, seats, seq, board, mine, quiet))

    def measured(self, what: str, value: float, at_most: float) -> None:
        """Something was measured."""
        self._note(Measured(what, value, at_most))

    def remains(self, where: str) -> None:
        """Erased words were found there."""
        self._note(Remains(where))

    def _note(self, fact: Fact) -> None:
        moment = Moment(self._history.clock(), self._client, self._workshop, fact)
        self._history.moments.append(moment)


@dataclass(frozen=True)
class Kept:
    """A workshop's log at the end.

    `hashes` are rule D7's, one an event. Up to `worded_from` the words that were
    told are no longer to be read, so nothing told there can be compared.
    """

    epoch: bytes
    log: Sequence[Recorded]
    hashes: Sequence[bytes]
    worded_from: int = 0


def kept(log: Log, workshop: WorkshopId) -> Kept:
    """Return what a log keeps of a workshop."""
    found = list(log.read(workshop))
    erasures = [each.seq for each in found if destroys_words_of(each.event)]
    return Kept(
        epoch=log.epoch(workshop) or b"",
        log=found,
        hashes=[log.hash8(workshop, each.seq) or b"" for each in found],
        worded_from=max(erasures, default=0),
    )


# --- checking it -------------------------------------------------------------


class Broken(NamedTuple):
    """A promise that was not kept, by its number, and how."""

    promise: str
    how: str


INVARIANTS = ("I1", "I2", "I3", "I4", "I5", "I6", "I7", "I9", "I10", "I12", "I13")


def check(history: History, logs: Mapping[WorkshopId, Kept]) -> list[Broken]:
    """Return every promise that was broken; none is what one hopes for."""
    by_workshop: dict[WorkshopId, list[Moment]] = defaultdict(list)
    for moment in history.moments:
        by_workshop[moment.workshop].append(moment)
    broken = []
    for workshop, moments in by_workshop.items():
        case = _Case(logs[workshop], moments)
        broken += [*_checked(case)]
    return broken


def _checked(case: "_Case") -> Iterator[Broken]:
    for each in CHECKS:
        yield from each(case)
    yield from case.answers()


class Effect(NamedTuple):
    """What a command brought about, as the log has it."""

    first: int
    last: int
    by: ParticipantId | None
    events: tuple[Recorded, ...]


Question = Callable[[Workshop], Iterator[Broken]]


class _Case:
    """One workshop's moments and log, and what is to be asked of the states in between."""

    def __init__(self, kept: Kept, moments: list[Moment]) -> None:
        self.kept = kept
        self.moments = moments
        self.head = len(kept.log)
        self.effects = _effects(kept.log)
        self.sent: dict[CommandId, list[tuple[float, Sent]]] = defaultdict(list)
        self.answered: dict[CommandId, list[tuple[float, Message]]] = defaultdict(list)
        for moment in moments:
            if isinstance(moment.fact, Sent):
                self.sent[moment.fact.id].append((moment.at, moment.fact))
            elif isinstance(moment.fact, Told) and moment.fact.message["t"] in {"ack", "reject"}:
                answer = moment.fact.message
                self.answered[answer["id"]].append((moment.at, answer))
        self._questions: dict[int, list[Question]] = defaultdict(list)
        self._boards: dict[tuple[Audience, int], bytes] = {}

    def facts(self) -> Iterator[tuple[str, Fact]]:
        return ((each.client, each.fact) for each in self.moments)

    def acks(self) -> Iterator[tuple[CommandId, float, int]]:
        for command, answers in self.answered.items():
            for at, answer in answers:
                if answer["t"] == "ack":
                    yield command, at, answer["seq"]

    def ask(self, seq: int, question: Question) -> None:
        """Put a question to the state at a version, if its words can still be read."""
        if self.kept.worded_from <= seq <= self.head:
            self._questions[seq].append(question)

    def board(self, workshop: Workshop, audience: Audience) -> bytes:
        """Return the hash of an audience's board, drawn once a version."""
        key = audience, workshop.seq
        if key not in self._boards:
            self._boards[key] = board_hash(rendered(workshop, *audience).records)
        return self._boards[key]

    def answers(self) -> Iterator[Broken]:
        workshop = Workshop()
        for recorded in self.kept.log:
            evolve(workshop, recorded)
            for question in self._questions[recorded.seq]:
                yield from question(workshop)


def _effects(log: Sequence[Recorded]) -> dict[CommandId, Effect]:
    events: dict[CommandId, list[Recorded]] = defaultdict(list)
    for recorded in log:
        events[recorded.id].append(recorded)
    return {
        command: Effect(found[0].seq, found[-1].seq, found[0].by, tuple(found))
        for command, found in events.items()
    }


def acknowledged_is_kept(case: _Case) -> Iterator[Broken]:
    """I1: an acknowledged command is in the log where it was said to be, or changed nothing."""
    for command, _, seq in case.acks():
        effect = case.effects.get(command)
        if seq > case.head:
            yield Broken("I1", f"{command} acknowledged at {seq}, beyond the head {case.head}")
        elif effect is None or seq < effect.first:
            asked = case.sent[command][0][1] if case.sent[command] else None
            case.ask(seq, _changes_nothing(command, asked))


def _changes_nothing(command: CommandId, sent: Sent | None) -> Question:
    def question(workshop: Workshop) -> Iterator[Broken]:
        if sent is None or sent.command is None:
            return
        act = Act(by=sent.by, at=workshop.at, for_=sent.for_)
        try:
            events = decide(workshop, sent.command, act)
        except CommandRejectedError:
            return  # of what passes with time, such as the age of a stage, no record is kept
        if events:
            yield Broken("I1", f"{command} was acknowledged at {workshop.seq} and is not kept")

    return question


def told_is_kept(case: _Case) -> Iterator[Broken]:
    """I1, I2: what a delta or snapshot tells of is on disk, in this epoch."""
    for client, fact in case.facts():
        message = fact.message if isinstance(fact, Told) else {}
        if "epoch" in message and message["epoch"] != case.kept.epoch:
            yield Broken("I2", f"{client} was told of another epoch")
        seq = message.get("to", message.get("at")) if message.get("hash8") else None
        if seq is None:
            continue
        if seq > case.head or (seq and message["hash8"] != case.kept.hashes[seq - 1]):
            yield Broken("I1", f"{client} was told of a version {seq} that is not in the log")


def versions_have_no_holes(case: _Case) -> Iterator[Broken]:
    """I2: versions are 1, 2, 3 … head."""
    seqs = [each.seq for each in case.kept.log]
    if seqs != list(range(1, len(seqs) + 1)):
        yield Broken("I2", f"the versions are {seqs}")


def commands_take_effect_once(case: _Case) -> Iterator[Broken]:
    """I3: the events of a command lie together, and are what the rules make of it."""
    for command, effect in case.effects.items():
        if effect.last - effect.first + 1 != len(effect.events):
            seqs = [each.seq for each in effect.events]
            yield Broken("I3", f"{command} took effect twice: {seqs}")
        asked = [sent for _, sent in case.sent[command] if sent.by == effect.by]
        if asked and asked[0].command is not None and effect.first > 1:
            case.ask(effect.first - 1, _has_this_effect(command, asked[0].command, effect))
        seqs = {seq for of, _, seq in case.acks() if of == command and seq >= effect.first}
        if seqs - {effect.last}:
            yield Broken("I3", f"{command} is at {effect.last} and was acknowledged at {seqs}")


def _has_this_effect(command_id: CommandId, command: Command, effect: Effect) -> Question:
    def question(workshop: Workshop) -> Iterator[Broken]:
        first = effect.events[0]
        act = Act(
            by=first.by or ParticipantId(""),
            at=first.at,
            for_=first.for_,
            via=first.via,
            said_at=first.said_at,
        )
        try:
            events = decide(workshop, command, act)
        except CommandRejectedError as error:
            yield Broken("I3", f"{command_id} took effect, and the rules refuse it: {error.code}")
            return
        if events != tuple(each.event for each in effect.events):
            yield Broken("I3", f"{command_id} did not have the effect the rules give it")

    return question


def refused_has_no_effect(case: _Case) -> Iterator[Broken]:
    """I4: each sending of a command that took effect was acknowledged, or not answered."""
    for command, answers in case.answered.items():
        effect = case.effects.get(command)
        sent = [each for _, each in case.sent[command]]
        if effect is None or not sent or any(answer["t"] == "ack" for _, answer in answers):
            continue
        # Whether a failed database, or a room that ended meanwhile, kept it is not known.
        unknown = any(answer["code"] in _WILL_TELL for _, answer in answers)
        if sent[0].by == effect.by and len(answers) >= len(sent) and not unknown:
            yield Broken("I4", f"{command} was refused and took effect at {effect.first}")


def later_comes_later(case: _Case) -> Iterator[Broken]:
    """I13: what was sent once an acknowledgement was there is after it in the log."""
    acknowledged = sorted(
        (at, case.effects[command].last)
        for command, at, _ in case.acks()
        if command in case.effects
    )
    sent = sorted((sent[0][0], command) for command, sent in case.sent.items() if sent)
    latest, following = 0, iter([*acknowledged, (float("inf"), 0)])
    ack = next(following)
    for at, command in sent:
        while ack[0] < at:
            latest = max(latest, ack[1])
            ack = next(following)
        effect = case.effects.get(command)
        if effect is not None and effect.first <= latest:
            how = f"{command} was sent after {latest} was acknowledged and is at {effect.first}"
            yield Broken("I13", how)


class _Line:
    """What a client may expect next on one line."""

    def __init__(self, seq: int) -> None:
        self.seq = seq
        self.audience = Audience("public")
        self.fresh = False  # between a welcome and everything that is mine
        self.mine_afresh: int | None = None  # the version that came at; it may go on
        self.parts: list[int] | None = None  # of a snapshot under way
        self.unanswered: list[CommandId] = []
        self.early: list[tuple[Effect, int]] = []  # acknowledged before its delta, and what it had


def lines_join_on(case: _Case) -> Iterator[Broken]:
    """I5 and the order of the wire: rules O6, O7, D1, D8, C1 and C3, line by line."""
    lines: dict[str, _Line] = {}
    for client, fact in case.facts():
        if isinstance(fact, Opened):
            lines[client] = _Line(lines[client].seq if client in lines else 0)
        elif isinstance(fact, Sent):
            lines[client].unanswered.append(fact.id)
        elif isinstance(fact, Told):
            for promise, how in _heard(case, lines[client], fact.message):
                yield Broken(promise, f"{client}: {how}")


def _heard(case: _Case, line: _Line, message: Message) -> Iterator[Broken]:
    match message["t"]:
        case "welcome":
            line.fresh, line.parts = True, None
            line.audience = Audience(message["view"], message["group"])
        case "mine":
            yield from _heard_mine(line, message)
        case "snapshot":
            yield from _heard_part(line, message)
            line.early.clear()  # it starts afresh
        case "delta":
            yield from _heard_delta(line, message)
            _ask_whether_shown(case, line, message["to"])
        case "ack" | "reject":
            yield from _heard_answer(case, line, message)


def _heard_mine(line: _Line, message: Message) -> Iterator[Broken]:
    afresh = bool(message["ops"]) and message["ops"][0][0] == "clear"
    if line.fresh and not afresh:
        yield Broken("O6", "after a welcome, what is mine did not come afresh")
    elif afresh:
        line.mine_afresh = message["to"]
    elif line.seq >= message["to"] != line.mine_afresh and line.parts is None:
        yield Broken("D8", f"what is mine at {message['to']} came after that version")
    line.fresh = False


def _heard_part(line: _Line, message: Message) -> Iterator[Broken]:
    if line.fresh:
        yield Broken("O7", "a snapshot came before what is mine")
    line.parts = [] if message["part"] == 0 else line.parts
    if line.parts is None or len(line.parts) != message["part"]:
        yield Broken("I5", f"part {message['part']} of a snapshot out of turn")
        return
    line.parts.append(message["part"])
    if message["part"] == message["parts"] - 1:
        line.seq, line.parts = message["at"], None


def _heard_delta(line: _Line, message: Message) -> Iterator[Broken]:
    if line.fresh:
        yield Broken("O6", "a delta came before what is mine")
    if line.parts is not None:
        yield Broken("O7", "a delta came between the parts of a snapshot")
    if message["from"] > line.seq + 1:
        yield Broken("I5", f"a gap: at {line.seq} and told of {message['from']} to {message['to']}")
    line.seq = max(line.seq, message["to"])


def _heard_answer(case: _Case, line: _Line, message: Message) -> Iterator[Broken]:
    command = message["id"]
    if command not in line.unanswered:
        yield Broken("C1", f"{command} was answered and not asked on this line")
        return
    if line.unanswered[0] != command and message.get("code") not in _SOONER:
        yield Broken("C1", f"{command} was answered before {line.unanswered[0]}")
    line.unanswered.remove(command)
    effect = case.effects.get(command)
    if message["t"] == "ack" and effect is not None and line.seq and effect.last > line.seq:
        line.early.append((effect, line.seq))


# What leaves open whether a command took effect: the same id, sent again, will tell.
_WILL_TELL = ("storage_failed", "busy", "newer_server")
# What rule C1 lets come before its turn.
_SOONER = ("bad_command", "too_fast")


def _ask_whether_shown(case: _Case, line: _Line, upto: int) -> None:
    """C3: what was acknowledged before its delta must be what this view does not see.

    It may see nothing of a change that the next one, in the same commit, takes back: so the
    board it had is looked for among those up to the version it was told next.
    """
    early, line.early = line.early, []
    for effect, had in early:
        audience, boards = line.audience, list[bytes]()

        def remember(
            workshop: Workshop, audience: Audience = audience, boards: list[bytes] = boards
        ):
            boards.append(case.board(workshop, audience))
            yield from ()

        def compare(
            workshop: Workshop, command: str = effect.events[0].id, boards: list[bytes] = boards
        ) -> Iterator[Broken]:
            if boards and boards[0] not in boards[1:]:
                yield Broken("C3", f"{command} was acknowledged before its delta to {workshop.seq}")

        for seq in (had, *range(effect.last, upto + 1)):
            case.ask(seq, remember)
        case.ask(upto, compare)


def boards_are_what_the_log_says(case: _Case) -> Iterator[Broken]:
    """I6, I7, I9: what a client holds at a version is that version's, and for its eyes."""
    for client, fact in case.facts():
        if isinstance(fact, Holds):
            if fact.quiet and fact.seq != case.head:
                yield Broken("I6", f"{client} stays at {fact.seq}; the head is {case.head}")
            case.ask(fact.seq, _is_this_board(case, client, fact))


def _is_this_board(case: _Case, client: str, held: Holds) -> Question:
    def question(workshop: Workshop) -> Iterator[Broken]:
        where = f"{client} at {held.seq} as {held.audience}"
        if board_hash(held.board) != case.board(workshop, held.audience):  # type: ignore[arg-type]
            yield Broken("I6" if held.quiet else "I7", f"{where} holds another board")
        if held.quiet and canonical(_records(held.mine)) != canonical(_own(workshop, held.seats)):
            yield Broken("I6", f"{where} holds something else as its own")
        # What is one's own may be of a later version, until it is quiet (rule D8).
        own = held.mine if held.quiet else {}
        for what in seen_but_denied(workshop, held.audience, held.seats, held.board, own):
            yield Broken("I9", f"{where} sees {what}")

    return question


def _own(workshop: Workshop, seats: frozenset[ParticipantId]) -> dict[str, Any]:
    return _records({(op[1], op[2]): op[3] for op in mine(workshop, seats) if op[0] == "put"})


def _records(mine: Mapping[tuple[str, str], Any]) -> dict[str, Any]:
    return {f"{collection} {key}": record for (collection, key), record in mine.items()}


def figures_stay_in_bounds(case: _Case) -> Iterator[Broken]:
    """I10: memory, queues, tasks and files, as far as somebody measured them."""
    for client, fact in case.facts():
        if isinstance(fact, Measured) and fact.value > fact.at_most:
            yield Broken("I10", f"{client}: {fact.what} {fact.value:,} over {fact.at_most:,}")


def erased_is_nowhere(case: _Case) -> Iterator[Broken]:
    """I12: whoever looked for erased words found none."""
    for client, fact in case.facts():
        if isinstance(fact, Remains):
            yield Broken("I12", f"{client}: erased words are in {fact.where}")


CHECKS = (
    versions_have_no_holes,
    acknowledged_is_kept,
    told_is_kept,
    commands_take_effect_once,
    refused_has_no_effect,
    later_comes_later,
    lines_join_on,
    boards_are_what_the_log_says,
    figures_stay_in_bounds,
    erased_is_nowhere,
)
