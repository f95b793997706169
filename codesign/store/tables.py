"""Tables that persist: rows drawn from the logs of all workshops, kept beside the log.

They are a cache that survives a restart, and never a format: they can be thrown
away and made again. What is in them, and from which events, `projections` says;
`following.py` keeps them up. Here is how they are kept.

**Editions.** All rows belong to an edition, and one edition is in use. It goes on
being read while another is made beside it, which is put in its place in one
transaction once it is not behind. An edition knows how far it is: the position of
the last event it has seen in the log of all workshops, and that event's hash, so
that another log in the old one's place is noticed.

**Rows and position are one.** They change in the same transaction, and only from
the position the writer thought it was at. Of several processes that follow the log
at once one gets a step and the others are refused: no step is taken twice or left out.

**Erasure.** A step that takes words away also takes away every other edition, which
may hold them, and has the files written anew in which they lay.

`sqlite_tables.py` and `postgresql_tables.py` keep them; `tests/store/tables_contract.py`
is what both have to pass.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, NamedTuple, Protocol

import msgspec

from codesign.domain.ids import WorkshopId

# A rebuild that was not heard of for as long is taken for broken off.
STALE_MS: Final = 60_000
_WORD: Final = re.compile(r"[^\W_]+")
# Of a question nobody types more, and each costs a look into the index.
WORDS_AT_MOST: Final = 12


class TableRow(Protocol):
    """A row as it is drawn: `key` names one of a workshop in its table.

    `facets` are the names and values it is found by, several values a name
    allowed; `figures` are whole numbers to be added up; `words` is what a search
    for words finds it by; a higher `order` comes first; `record` is what is shown,
    as JSON has it.
    """

    @property
    def table(self) -> str: ...  # noqa: D102
    @property
    def key(self) -> str: ...  # noqa: D102
    @property
    def order(self) -> int: ...  # noqa: D102
    @property
    def facets(self) -> Sequence[tuple[str, str]]: ...  # noqa: D102
    @property
    def figures(self) -> Mapping[str, int]: ...  # noqa: D102
    @property
    def words(self) -> str: ...  # noqa: D102
    @property
    def record(self) -> Mapping[str, Any]: ...  # noqa: D102


class Edition(NamedTuple):
    """How far an edition is: up to and with the event at `position`, 0 for none yet.

    `version` is that of the rules its rows are drawn by, `mark` the first 8 bytes
    of the event's hash. `trouble` says why it stood still at `trouble_at` (ms UTC).
    """

    number: int
    version: int
    position: int
    mark: bytes
    trouble: str
    trouble_at: int


class Followed(NamedTuple):
    """How far a workshop is followed; `error` says since when and why it is parked, if it is."""

    workshop: WorkshopId
    seq: int
    published: bool
    error: str = ""
    since: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a step does to a workshop: its rows from now on, None for those it had."""

    followed: Followed
    rows: Sequence[TableRow] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """From one position to another, with all that this changes; `at` is the time in ms UTC.

    `erasing` says that words go, which are then to be left nowhere.
    """

    edition: int
    expected: int
    position: int
    mark: bytes
    at: int
    changes: Sequence[Change] = ()
    erasing: bool = False


class Kept(NamedTuple):
    """A row as it is read."""

    workshop: WorkshopId
    key: str
    facets: Sequence[tuple[str, str]]
    figures: Mapping[str, int]
    record: Mapping[str, Any]


class Figured(NamedTuple):
    """The figures of a row, and what it is found by."""

    facets: Sequence[tuple[str, str]]
    figures: Mapping[str, int]


class Found(NamedTuple):
    """A page of rows, and how many there are on all pages."""

    total: int
    rows: list[Kept]


# Put in place; behind the one in use; taken away meanwhile, by an erasure or another rebuild.
Use = Literal["used", "behind", "gone"]


class Tables(Protocol):
    """The tables, read by rules of one version; safe to use from any thread.

    Whoever reads gets rows of the edition in use, and none where that was drawn by
    rules of another version.
    """

    @property
    def version(self) -> int:
        """Which rules the rows are to be drawn by."""

    def in_use(self) -> Edition | None:
        """Return the edition that is read, whichever rules it is drawn by."""

    def edition(self, number: int) -> Edition | None:
        """Return an edition, None when it was taken away."""

    def begin(self, position: int, mark: bytes, at: int) -> int | None:
        """Begin an edition that has seen the log up to a position.

        Returns:
            Its number; None while another is being made.
        """

    def put(self, step: Step) -> bool:
        """Take a step, whole or not at all.

        Returns:
            False where the edition is not at the position that was expected, or gone.
        """

    def use(self, number: int) -> Use:
        """Put an edition in the place of the one in use, unless it is behind that."""

    def discard(self, number: int) -> None:
        """Take an edition away."""

    def note_trouble(self, number: int, trouble: str, at: int) -> None:
        """Keep why an edition stands still, "" when it goes on."""

    def followed(self, number: int, workshops: Sequence[WorkshopId]) -> dict[WorkshopId, Followed]:
        """Return how far these workshops are followed; those never heard of are left out."""

    def parked(self, number: int) -> list[Followed]:
        """Return the workshops that are not followed any further, the longest parked first."""

    def find(
        self,
        table: str,
        facets: Mapping[str, str],
        words: str = "",
        *,
        limit: int = 20,
        offset: int = 0,
    ) -> Found:
        """Return the rows that have all these facets, and words that begin like these."""

    def values(self, table: str, facet: str) -> list[tuple[str, int]]:
        """Return the values of a facet and of how many rows each is, in order of the values."""

    def figures(self, table: str) -> list[Figured]:
        """Return what is to be added up of all rows, without what is shown of them."""

    def row(self, table: str, workshop: WorkshopId, key: str) -> Kept | None:
        """Return one row."""

    def close(self) -> None:
        """Let the database go; harmless when done already."""


def searched(words: str) -> list[str]:
    """Return text as the index has it: words in small letters, without accents and signs."""
    bare = unicodedata.normalize("NFKD", words.casefold())
    return _WORD.findall("".join(each for each in bare if not unicodedata.combining(each)))


def asked(words: str) -> list[str]:
    """Return the words of a question, as the index has them."""
    return list(dict.fromkeys(searched(words)))[:WORDS_AT_MOST]


def encoded(row: TableRow) -> tuple[bytes, bytes, bytes]:
    """Return a row's facets, figures and record as JSON."""
    return (
        msgspec.json.encode(row.facets),
        msgspec.json.encode(dict(row.figures)),
        msgspec.json.encode(dict(row.record)),
    )


def kept(row: Sequence[Any]) -> Kept:
    """Return a row as it was read: workshop, key, facets, figures, record."""
    workshop, key, *figures, record = row
    return Kept(workshop, key, *figured(figures), msgspec.json.decode(record))


def figured(row: Sequence[Any]) -> Figured:
    """Return a row's figures as they were read: facets, figures."""
    facets, figures = map(msgspec.json.decode, row)
    return Figured([(name, value) for name, value in facets], figures)
