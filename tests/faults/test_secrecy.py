"""Attacks on secret votes: whatever is kept or told, nothing joins a voter to a choice.

The strongest way to say so is to hold the same evening twice, with the choices swapped
among the voters. If everything an attacker can lay hands on is the same in both, then
nothing in it (no id, time, order, size, difference of two moments) tells who chose what:
guessing from the result is the best anybody can do. Sealed bytes are random, so of them
only the sizes are compared; a second test tries every key that can be found.
"""

import asyncio
import shutil
import sqlite3
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, Final, NamedTuple

import msgspec
import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from codesign.cli.export_person import held_about
from codesign.domain.commands import (
    CastBallot,
    CloseRound,
    Command,
    JoinWorkshop,
    NameProxy,
    OpenRound,
    OptionPlan,
    VoidRound,
)
from codesign.domain.ids import NOBODY, CommandId, OptionId, ParticipantId, RoundId
from codesign.domain.views import VIEWS
from codesign.live.request import Accepted, Request
from codesign.live.room import Room
from codesign.live.rooms import Rooms
from codesign.live.seams import Seams
from codesign.outputs.exports import csv_files, event_log
from codesign.projections.findings import findings
from codesign.replay.recording import Recording
from codesign.store.backup import Places, make_backup
from codesign.store.log import Log, open_log
from tests.live.lines import FACILITATOR, WORKSHOP, Line, ManualClock, an_id, created

ROUND: Final = RoundId(an_id("secret round"))
OPTIONS: Final = tuple(OptionId(an_id(f"option {number}")) for number in range(4))
VOTERS: Final = tuple(ParticipantId(an_id(f"voter {number}")) for number in range(6))

Ballot = dict[OptionId, int]


class Vote(NamedTuple):
    """Somebody votes, or votes again, or another does in their place: the options ticked."""

    voter: int
    ticks: tuple[int, ...]
    by: int | None = None

    @property
    def asker(self) -> ParticipantId:
        return VOTERS[self.voter if self.by is None else self.by]

    @property
    def for_whom(self) -> dict[str, ParticipantId]:
        return {} if self.by is None else {"for": VOTERS[self.voter]}

    @property
    def marks(self) -> Ballot:
        return {OPTIONS[each]: 1 for each in self.ticks}


# Voters 0 and 3 change their minds, voter 3 of what was cast in their place; for voter 5 it stands.
IN_PLACE: Final = {VOTERS[3]: VOTERS[1], VOTERS[5]: VOTERS[4]}
EVENING: Final = (
    Vote(0, (0,)),
    Vote(1, (1, 2)),
    Vote(2, (0, 1, 2, 3)),
    Vote(0, (3,)),
    Vote(3, (2,), by=1),
    Vote(4, (0,)),
    Vote(3, (0, 1)),
    Vote(5, (0,), by=4),
)


def swapped(evening: Sequence[Vote], places: Sequence[int]) -> tuple[Vote, ...]:
    """The evening with the last choices given to others; who votes when stays."""
    last = {each.voter: each.ticks for each in evening}
    given = {voter: last[place] for voter, place in enumerate(places)}
    seen: Counter[int] = Counter(each.voter for each in evening)
    turned = []
    for each in evening:
        seen[each.voter] -= 1
        # What was thought better of is anybody's guess too.
        ticks = each.ticks if seen[each.voter] else given[each.voter]
        turned.append(each._replace(ticks=ticks))
    return tuple(turned)


SWAPPED: Final = swapped(EVENING, (3, 2, 5, 1, 0, 4))
OTHERWISE: Final = tuple(each._replace(ticks=(1,)) for each in EVENING)


@dataclass
class Taken:
    """What an attacker has of an evening, by where it came from."""

    open: dict[str, Any] = field(default_factory=dict)
    closed: dict[str, Any] = field(default_factory=dict)


async def held(folder: Path, evening: Sequence[Vote], *, secret: bool, end: Command) -> Taken:
    """Hold an evening, and take everything there is before and after the vote ends."""
    await asyncio.to_thread(folder.mkdir)
    clock, numbers = ManualClock(), count()
    log = open_log(f"sqlite:///{folder}/codesign.db")

    def new_id() -> CommandId:
        return CommandId(an_id(f"command {next(numbers)}"))

    async def ask(room: Room, command: Command, by: ParticipantId = FACILITATOR) -> None:
        clock.now += 7_000
        answer = await room.submit(Request(id=new_id(), command=command, by=by))
        assert isinstance(answer, Accepted), answer

    taken = Taken()
    async with Rooms(log, Seams(clock=clock, elapsed=clock, new_id=new_id)) as rooms:
        await rooms.create(WORKSHOP, created())
        room = await rooms.room(WORKSHOP)
        for number, voter in enumerate(VOTERS):
            await ask(room, JoinWorkshop(participant=voter, name=f"Voter {number}"), voter)
        for absent, holder in IN_PLACE.items():
            await ask(room, NameProxy(participant=absent, holder=holder), absent)
        await ask(room, _opened(secret=secret))
        people = (FACILITATOR, NOBODY, *VOTERS)
        lines = {who: await Line(who, clock).connect(room) for who in people}
        for vote in evening:
            clock.now += 7_000
            await _cast(room, lines[vote.asker], vote, new_id())
        make_backup(_places(folder), _places(folder / "backup"), clock.now)
        taken.open = _all_there_is(log, folder, lines)
        await ask(room, end)
        await _over(room)
        for who in (FACILITATOR, *VOTERS[:2]):
            late = await Line(who, clock).connect(room)
            taken.closed[f"a snapshot of {who}"] = _comparable(late.seen)
        taken.closed |= _all_there_is(log, folder, lines)
    log.close()
    return taken


async def _cast(room: Room, line: Line, vote: Vote, command_id: CommandId) -> None:
    line.ask(CastBallot(round=ROUND, marks=vote.marks), command_id, **vote.for_whom)
    await room.board("public")
    assert line.answers()[command_id]["t"] == "ack"


def _opened(*, secret: bool) -> OpenRound:
    plans = tuple(OptionPlan(option=each, source="text", text=f"Bus {each}") for each in OPTIONS)
    return OpenRound(
        round=ROUND,
        question="Which?",
        method="approval",
        options=plans,
        roll=VOTERS,
        tally="at_close",
        secret=secret,
        proxies_at_most=1,
    )


async def _over(room: Room) -> None:
    """Wait until the vote is counted or set aside, with its box open, on disk."""
    for _ in range(300):
        await room.board("public")
        found = room.memory.workshop.rounds[ROUND]
        settled = found.result is not None or found.void_reason is not None
        if settled and not found.owes_opening:
            await room.board("public")
            return
        await asyncio.sleep(0.01)
    raise AssertionError(room.memory.workshop.rounds[ROUND])


def _places(folder: Path) -> Places:
    if folder.name == "backup":
        return Places(log=folder / "log", keys=folder / "keys")
    return Places(log=folder / "codesign.db", keys=folder / "codesign.keys.db")


def _all_there_is(log: Log, folder: Path, lines: dict[ParticipantId, Line]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for who, line in lines.items():
        found[f"the wire of {who}"] = _comparable(line.seen)
        found[f"the board of {who}"] = msgspec.to_builtins(line.board)
    found["the log"] = list(log.read(WORKSHOP))
    found["its rows"] = _rows(
        folder, "SELECT seq, topic, length(state) FROM event ORDER BY position"
    )
    found["the box"] = _rows(folder, "SELECT round, voter, length(sealed) FROM ballot")
    recording = Recording(log.read, WORKSHOP)
    for view in VIEWS:
        found[f"the replay of {view}"] = list(recording.steps(view))
        found[f"the ballots of {view}"] = recording.ballots(view)
        found[f"the tables of {view}"] = {
            name: list(lines)
            for name, lines in csv_files(
                recording.reading(view),
                recording.ballots(view),
                map(findings, recording.materials(view)),
            ).items()
        }
    withheld = recording.ballots("facilitator").withheld
    found["the exported log"] = list(event_log(WORKSHOP, log.read(WORKSHOP), withheld, names=True))
    for voter in VOTERS:
        found[f"what is held about {voter}"] = held_about(log, WORKSHOP, voter)
    return found


def _rows(folder: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(folder / "codesign.db")) as database:
        return database.execute(query).fetchall()


def _comparable(frames: list[dict[str, Any]]) -> list[Any]:
    """Frames with their sizes, without what is random or a hash over sealed bytes.

    Who is connected is told once a while has passed, by a clock that nobody here sets: how
    often that was depends on how busy the machine is.
    """
    return [
        (
            len(msgspec.msgpack.encode(each)),
            {name: value for name, value in each.items() if name not in {"epoch", "hash8"}},
        )
        for each in frames
        if each["t"] != "presence"
    ]


def differences(one: dict[str, Any], other: dict[str, Any]) -> list[str]:
    assert one.keys() == other.keys()
    return [name for name in one if one[name] != other[name]]


CLOSE: Final = CloseRound(round=ROUND)
VOID: Final = VoidRound(round=ROUND, reason="Too early")


@pytest.mark.parametrize("end", [CLOSE, VOID], ids=["closed", "set aside"])
async def test_everything_is_the_same_whoever_chose_what(tmp_path: Path, end: Command) -> None:
    one = await held(tmp_path / "one", EVENING, secret=True, end=end)
    other = await held(tmp_path / "other", SWAPPED, secret=True, end=end)

    assert differences(one.open, other.open) == []
    assert differences(one.closed, other.closed) == []
    assert one.closed["the box"] == []


async def test_before_it_closes_nothing_depends_on_the_choices_at_all(tmp_path: Path) -> None:
    one = await held(tmp_path / "one", EVENING, secret=True, end=CLOSE)
    other = await held(tmp_path / "other", OTHERWISE, secret=True, end=CLOSE)

    assert differences(one.open, other.open) == []
    assert len({size for *_, size in one.open["the box"]}) == 1
    # Or else the comparison could find nothing anywhere.
    assert "the log" in differences(one.closed, other.closed)


async def test_of_an_open_vote_the_same_attack_finds_out_everything(tmp_path: Path) -> None:
    one = await held(tmp_path / "one", EVENING, secret=False, end=CLOSE)
    other = await held(tmp_path / "other", SWAPPED, secret=False, end=CLOSE)

    found = differences(one.closed, other.closed)
    assert {"the log", "the exported log", f"the wire of {VOTERS[0]}"} <= set(found)


# --- with all the keys there are ------------------------------------------------------


async def test_who_kept_the_sealed_ballots_finds_no_key_after_the_close(tmp_path: Path) -> None:
    await held(tmp_path / "one", EVENING, secret=True, end=CLOSE)
    folder = tmp_path / "one"
    with closing(sqlite3.connect(folder / "backup" / "log" / "codesign.db")) as database:
        kept = database.execute("SELECT voter, sealed FROM ballot").fetchall()
    assert len(kept) == len(VOTERS)
    bound_to = {voter: msgspec.msgpack.encode((WORKSHOP, ROUND, voter)) for voter, _ in kept}

    def can_be_read(files: Sequence[Path]) -> bool:
        data = b"\n".join(each.read_bytes() for each in files)
        voter, sealed = kept[0]
        return any(
            _opens(data[at : at + 32], sealed, bound_to[voter]) for at in range(len(data) - 31)
        )

    everything = [each for each in sorted(folder.iterdir()) if each.is_file()]
    assert {each.name for each in everything} >= {"codesign.db", "codesign.keys.db"}
    assert not can_be_read(everything)
    # The keys of a backup from before the close open it: that is why they are kept apart, and
    # deleted when they are old.
    assert can_be_read([folder / "backup" / "keys" / "codesign.keys.db"])
    shutil.rmtree(folder)


def _opens(key: bytes, sealed: bytes, bound_to: bytes) -> bool:
    try:
        AESGCM(key).decrypt(sealed[5:17], sealed[17:], bound_to)
    except InvalidTag:
        return False
    return True
