"""How fast a long workshop opens: 100,000 events from the file into the state that decides.

Each contender is a process of its own, because what it adds to memory counts.
"""

import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event

from codesign.domain import events as e
from codesign.domain.evolve import evolve
from codesign.domain.ids import IdeaId, OptionId, ParticipantId
from codesign.domain.workshop import Workshop
from codesign.store.log import Append, Appended, open_log
from tests.load.append import ROOM, ROUND, STAGE, ballot
from tests.load.report import ROUNDS, Row, compared, interleaved, table

EVENTS: Final = 100_000
PEOPLE: Final = 500
IDEAS: Final = 400
OPTIONS: Final = 20
_LIBRARY_ID: Final = UUID(int=1)


def run(*, quick: bool = False) -> list[Row]:
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        _write_ours(folder)
        _write_library(folder)
        added_mb: dict[str, list[float]] = {name: [] for name in _CONTENDERS}
        ours, raw, library = interleaved(
            [
                lambda name=name: _measured(name, folder, added_mb)
                for name in ("ours", "raw", "library")
            ],
            2 if quick else ROUNDS,
        )
    what = f"open a workshop of {EVENTS:,} events"
    return [
        compared(what, "s", ours, "raw streaming SELECT, s", raw, at_most=8),
        compared(what, "s", ours, "the library with JSON, s", library, at_most=0.5),
        compared(
            "memory added by it",
            "MB",
            added_mb["ours"],
            "allowed, MB",
            [60.0] * len(added_mb["ours"]),
            at_most=1,
        ),
    ]


def _measured(name: str, folder: str, added_mb: dict[str, list[float]]) -> float:
    done = subprocess.run(
        [sys.executable, "-m", "tests.load.read", name, folder],
        check=True,
        capture_output=True,
        text=True,
    )
    seconds, mb = json.loads(done.stdout)
    added_mb[name].append(mb)
    return float(seconds)


# --- contenders -----------------------------------------------------------------


def _read_ours(folder: str) -> None:
    log = open_log(f"sqlite:///{folder}/codesign.db")
    workshop = Workshop()
    for recorded in log.read(ROOM):
        evolve(workshop, recorded)
    assert workshop.seq == EVENTS
    log.close()


def _read_raw(folder: str) -> None:
    with closing(sqlite3.connect(f"{folder}/codesign.db")) as database:
        rows = database.execute(
            "SELECT topic, state FROM event WHERE workshop = ? ORDER BY seq", (ROOM,)
        )
        assert sum(1 for _ in rows) == EVENTS


def _read_library(folder: str) -> None:
    polls = _library(folder)
    poll: LibraryPoll = polls.repository.get(_LIBRARY_ID)
    assert poll.version == EVENTS
    polls.close()


_CONTENDERS: Final[dict[str, Callable[[str], None]]] = {
    "ours": _read_ours,
    "raw": _read_raw,
    "library": _read_library,
}


# --- what they read ----------------------------------------------------------------


def _write_ours(folder: str) -> None:
    log = open_log(f"sqlite:///{folder}/codesign.db")
    events = list(_story())
    for first in range(0, EVENTS, 1_000):
        numbered = enumerate(events[first : first + 1_000], start=first + 1)
        part = tuple(ballot(seq)._replace(event=each) for seq, each in numbered)
        [result] = log.append([Append(workshop=ROOM, expected=first, events=part)])
        assert isinstance(result, Appended)
    log.close()


def _story() -> Iterator[e.Event]:
    """Yield a workshop that is mostly voting."""
    beginning = [*_beginning()]
    yield from beginning
    for seq in range(len(beginning) + 1, EVENTS + 1):
        yield ballot(seq).event


def _beginning() -> Iterator[e.Event]:
    yield e.WorkshopCreated(
        title="Buses",
        question="How do people get to the clinic?",
        shape="half_day",
        timezone="Europe/London",
        language="en",
        sensitive=False,
    )
    yield e.StageAdded(
        stage=STAGE,
        kind="vote",
        title="Vote",
        purpose="",
        minutes=30,
        anonymous=False,
        private=False,
        seen_by="public",
    )
    yield e.StageOpened(stage=STAGE, until=None)
    people = [ParticipantId(f"person-{number:014}A") for number in range(PEOPLE)]
    for each in people:
        yield e.ParticipantJoined(
            participant=each, name="Siân Ŵyn", organisation=None, role="participant", device=True
        )
    for number in range(IDEAS):
        text = "A bus at nine, so that people get to the clinic on time"
        yield e.IdeaSubmitted(idea=IdeaId(f"idea-{number:016}A"), stage=STAGE, text=text)
    yield e.RoundOpened(
        round=ROUND,
        stage=STAGE,
        question="What first?",
        method="agree",
        roll=tuple(people),
        named_roll=False,
        open_roll=True,
        open_options=False,
        tally="at_close",
        dots=0,
        dots_per_option=0,
    )
    for number in range(OPTIONS):
        option = OptionId(f"option-{number:014}A")
        yield e.OptionAdded(round=ROUND, option=option, source="text", text="A bus at nine")


class LibraryPoll(Aggregate):
    """The same ballots as the library's own aggregate."""

    @event("Began")
    def __init__(self) -> None:
        self.ballots: dict[str, dict[str, int]] = {}

    @staticmethod
    def create_id() -> UUID:
        return _LIBRARY_ID

    @event("BallotCast")
    def cast(self, voter: str, option: str, mark: int, command: str, at: int) -> None:
        self.ballots.setdefault(voter, {})[option] = mark


class LibraryPolls(Application[UUID]):
    """The library's application as it comes: JSON in SQLite."""


def _library(folder: str) -> LibraryPolls:
    return LibraryPolls(
        env={
            "PERSISTENCE_MODULE": "eventsourcing.sqlite",
            "SQLITE_DBNAME": f"{folder}/library.db",
        }
    )


def _write_library(folder: str) -> None:
    polls = _library(folder)
    poll = LibraryPoll()
    for seq in range(2, EVENTS + 1):
        recorded = ballot(seq)
        assert isinstance(recorded.event, e.BallotCast)
        [(option, mark)] = recorded.event.marks.items()
        poll.cast(str(recorded.by), option, mark or 0, recorded.id, recorded.at)
        if seq % 1_000 == 0:
            polls.save(poll)
    polls.close()


# --- measuring, in the contender's own process ----------------------------------------


def _measure(name: str, folder: str) -> tuple[float, float]:
    """Return seconds and MB added at the peak."""
    before_mb = _now_mb()
    start = time.perf_counter()
    _CONTENDERS[name](folder)
    seconds = time.perf_counter() - start
    return seconds, _peak_mb() - before_mb


def _now_mb() -> float:
    return _status_mb("VmRSS")


def _peak_mb() -> float:
    # Not getrusage: its peak counts what the parent held when it started us.
    return _status_mb("VmHWM")


def _status_mb(name: str) -> float:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    [line] = [each for each in lines if each.startswith(f"{name}:")]
    return int(line.split()[1]) / 1_024


def _main(arguments: list[str]) -> Any:
    if arguments:
        name, folder = arguments
        return json.dumps(_measure(name, folder))
    return table(run())


if __name__ == "__main__":
    print(_main(sys.argv[1:]))
