"""Whether a log is whole: every version there, every event readable, every workshop foldable.

A check reads only, and works beside a running server.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from codesign.domain.evolve import evolve
from codesign.domain.ids import WorkshopId
from codesign.domain.workshop import Workshop
from codesign.store.database import connect, translated
from codesign.store.errors import UNREADABLE, StorageError
from codesign.store.log import Log

# More of what is wrong with one file helps nobody.
_FINDINGS_AT_MOST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check found of one workshop.

    `fault` says what is wrong with it, and is empty when it is whole up to
    `events`. `last_at` is the time of its last event in ms UTC, `sha256` in
    hex over the bytes of all its events as stored, in order. `lost_ballots`
    are those of secret votes under way that nobody can read any more: their
    box, or its key, is older than the log.
    """

    workshop: WorkshopId
    events: int
    last_at: int
    sha256: str
    fault: str = ""
    lost_ballots: int = 0


def check_file(path: Path) -> list[str]:
    """Return what SQLite finds wrong with a database file; nothing when it is whole.

    Args:
        path: of a file that exists.
    """
    try:
        with translated(), closing(connect(str(path))) as database:
            found = database.execute(f"PRAGMA integrity_check({_FINDINGS_AT_MOST})").fetchall()
    except StorageError as error:
        return [str(error)]
    return [] if found == [("ok",)] else [str(each) for (each,) in found]


def check_workshops(log: Log) -> Iterator[Checked]:
    """Read and fold every workshop, and yield what was found, the oldest first.

    Raises:
        StorageError: not even their list can be read.
    """
    for workshop in log.workshops():
        yield _checked(log, workshop)


def _checked(log: Log, workshop_id: WorkshopId) -> Checked:
    workshop, digest, seq, fault, lost = Workshop(), sha256(), 0, "", 0
    try:
        for stored in log.hashes(workshop_id):
            digest.update(stored)
        for recorded in log.read(workshop_id):
            seq = recorded.seq
            evolve(workshop, recorded)
        fault = _too_short(log, workshop_id, seq)
        lost = _lost_ballots(log, workshop_id, workshop)
    except UNREADABLE as error:
        fault = str(error)
    except Exception as error:  # noqa: BLE001 - whatever an event does to the fold is a finding
        fault = f"Event {seq} cannot be applied ({error!r})."
    return Checked(
        workshop=workshop_id,
        events=seq,
        last_at=workshop.at,
        sha256=digest.hexdigest(),
        fault=fault,
        lost_ballots=lost,
    )


def _lost_ballots(log: Log, workshop_id: WorkshopId, workshop: Workshop) -> int:
    lost = sum(
        max(0, len(workshop.polls[each.id].voted) - len(log.ballots(workshop_id, each.id)))
        for each in workshop.rounds.values()
        if each.secret and each.box_seq is None
    )
    # A box may have been opened meanwhile.
    return lost if log.head(workshop_id) == workshop.seq else 0


def _too_short(log: Log, workshop: WorkshopId, seq: int) -> str:
    head = log.head(workshop)
    return "" if 0 < seq <= head else f"It has {seq} events, and its last one is numbered {head}."
