"""What the log asks of a database, whichever it is.

`sqlite.py` answers it for a file; another database would answer the same, and
`tests/store/contract.py` is what it has to pass.
"""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from eventsourcing.persistence import Notification

from codesign.domain.ids import RoundId, WorkshopId
from codesign.store.ballot_box import BallotRow
from codesign.store.errors import CodeTakenError, VersionTakenError
from codesign.store.keys import Destruction

# seq, topic, state
Row = tuple[int, str, bytes]
Refusal = VersionTakenError | CodeTakenError


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """One room's batch, in bytes: kept whole or not at all.

    `expected` is the version it follows, `code` the join code it issues,
    `epoch` what to remember if these are the workshop's first events.
    `ballots` go into the boxes of secret rounds, each in the place of an earlier
    one of its voter; `emptied` are the rounds whose box was opened.
    """

    workshop: WorkshopId
    expected: int
    rows: Sequence[Row]
    epoch: bytes
    code: str | None = None
    destructions: Sequence[Destruction] = ()
    ballots: Sequence[BallotRow] = ()
    emptied: Sequence[RoundId] = ()


class Neighbours(NamedTuple):
    """What the other servers on a database say of themselves, and its time (ms UTC) if it tells."""

    say: tuple[str, ...] = ()
    clock: int | None = None


class Recorder(Protocol):
    """Keeps the rows of all workshops; reads may come from any thread."""

    def write(self, batch: Sequence[Write]) -> list[Refusal | None]:
        """Write all batches in one transaction; a refused one leaves no trace.

        Raises:
            StorageError: nothing was written.
        """

    def stream(self, workshop: WorkshopId, after: int, upto: int | None) -> Iterator[Row]:
        """Yield the rows after one version up to another, in order, a page at a time.

        Raises:
            StorageError: `storage_damaged` when a version is missing.
        """

    def row(self, workshop: WorkshopId, seq: int) -> Row | None:
        """Return one row."""

    def head(self, workshop: WorkshopId) -> int:
        """Return the newest version, 0 when there is none."""

    def heads(self, workshops: Sequence[WorkshopId]) -> dict[WorkshopId, int]:
        """Return the newest version of each of these workshops; what is not there is left out."""

    def epoch(self, workshop: WorkshopId) -> bytes | None:
        """Return the epoch of the workshop's history."""

    def workshop_of_code(self, code: str) -> WorkshopId | None:
        """Return whose current join code this is."""

    def workshops(self) -> list[WorkshopId]:
        """Return all workshops, the oldest first."""

    def owing(self, begun: str, ended: str) -> list[WorkshopId]:
        """Return the workshops with more events of the one name than of the other, in any shape."""

    def ballots(self, workshop: WorkshopId, round_id: RoundId) -> list[BallotRow]:
        """Return what is in the ballot box of a round, in the order of the voters' ids."""

    def with_ballots(self) -> list[WorkshopId]:
        """Return the workshops with a ballot in a box."""

    def destructions(self) -> list[Destruction]:
        """Return every erasure ever recorded."""

    def keys_identity(self, identity: bytes) -> bytes:
        """Return which keys this log belongs to; from now on these, if it had none."""

    def select_notifications(
        self, start: int | None, limit: int, *, inclusive_of_start: bool = True
    ) -> Sequence[Notification]:
        """Return events of all workshops from a position on, in the order of their positions.

        None is left out that could still appear before the last of them.
        """

    def max_notification_id(self) -> int | None:
        """Return the last position that may be followed up to, None when there is none."""

    def introduce(self, says: str) -> Neighbours:
        """Have a server say of itself to the others who it is, and hear the same of them."""

    def turn(self) -> AbstractContextManager[None]:
        """Have what one server at a time has, waiting for it: for what all would do and one is to.

        Raises:
            StorageError: nobody can say whose turn it is.
        """

    def truncate_wal(self) -> bool:
        """Empty what the database keeps beside its file; False when it could not yet."""

    def close(self) -> None:
        """Let the database go; harmless when done already."""
