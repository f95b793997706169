"""A result split by groups of voters, so that nobody's answer can be told from it.

Whoever tries has the split, the tally, how many of each group voted and their own
ballot, and takes the numbers off each other. Against that:

1. A group of fewer than seven voters has no row of its own; such groups share one,
   which takes in the next smallest where they are too few together.
2. Several splits of one round (by organisation, by role) are laid over each other, and
   over those of earlier rounds that asked the same: wherever their rows cross there are
   seven voters or none, so that taking one row off another leaves no few people. A
   split for which that does not hold is left out, the later one first.
3. A number under five is hidden, nought too. Then each hidden number is worked out as
   well as the row and column sums and all shown numbers allow; while any is left fewer
   than seven possible values, a further number is hidden. One's own ballot takes at most
   two of those away, so that at least five are left to everybody.
4. Answers that few gave are put together with others before that (few pass; that few
   did is in the tally). An option for which nothing can be shown is not split.

The possible values of a hidden number are those of a table of whole numbers with given
sums, hence a flow: each step along a cycle of hidden numbers moves them by one, and
their number is exact, not an estimate (Dantzig; Cox, JASA 90(432), 1995).
"""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Generic, Literal, NamedTuple, TypeVar

VERSION: Final = 1
# A smaller number is hidden.
FEWEST: Final = 5

VoterT = TypeVar("VoterT", bound=str)
OptionT = TypeVar("OptionT", bound=str)
KindT = TypeVar("KindT", bound=str)

Cell = tuple[int, int]
# Some rows and the column whose numbers in them are summed.
Aim = tuple[tuple[int, ...], int]
Table = list[list[int]]


class Row(NamedTuple):
    """Some of the voters: those of one group, or of all small ones together (`of` is None)."""

    of: str | None
    voters: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Divided(Generic[KindT]):
    """One option: its answers, and per kind of group and row how many gave each.

    A number is None where it is hidden; cells are in the order of rows and answers.
    """

    answers: tuple[str, ...]
    cells: Mapping[KindT, tuple[tuple[int | None, ...], ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Split(Generic[OptionT, KindT]):
    """A round split in every way that tells nothing of single people.

    `rows` has only those kinds of groups; of `options` those are None that cannot be
    split.
    """

    version: int
    rows: Mapping[KindT, tuple[Row, ...]]
    options: Mapping[OptionT, Divided[KindT] | None]


# Who is in which row, of each kind of group that is split by.
Rows = Mapping[KindT, Mapping[VoterT, str | None]]


def rows(
    groups: Mapping[KindT, Mapping[VoterT, str]],
    earlier: Sequence[Mapping[VoterT, Hashable]] = (),
    fewest: int = FEWEST,
) -> dict[KindT, dict[VoterT, str | None]]:
    """Return in which row each voter is, of each kind of group by which one may split.

    Args:
        groups: the group of every voter, kind by kind, those that matter most first.
        earlier: where the voters of earlier rounds that asked the same were, in all
            their rows at once (`crossings`).
        fewest: a number under this is hidden.
    """
    found: dict[KindT, dict[VoterT, str | None]] = {}
    for kind, of in groups.items():
        if not all(_left_out(before, of, fewest) for before in earlier):
            continue
        crossed = {
            voter: (*(each.get(voter) for each in earlier), *(r[voter] for r in found.values()))
            for voter in of
        }
        pooled = _pooled(of, crossed, fewest)
        if pooled:
            found[kind] = pooled
    return found


def crossings(in_rows: Rows[KindT, VoterT]) -> dict[VoterT, tuple[str | None, ...]]:
    """Return in which rows each voter is, of all kinds at once."""
    voters = next(iter(in_rows.values()), {})
    return {voter: tuple(each[voter] for each in in_rows.values()) for voter in voters}


def split(
    answers: Mapping[OptionT, Mapping[VoterT, str]],
    in_rows: Rows[KindT, VoterT],
    columns: Sequence[str],
    fewest: int = FEWEST,
) -> Split[OptionT, KindT]:
    """Return the split of a round.

    Args:
        answers: what the voters said of each option; who is not there said nothing.
        in_rows: from `rows`.
        columns: the answers there are, the one that counts first, that of saying
            nothing last.
        fewest: as for `rows`.
    """
    found = {option: _divided(said, in_rows, columns, fewest) for option, said in answers.items()}
    return Split(
        version=VERSION,
        rows={kind: _sizes(of) for kind, of in in_rows.items()},
        options=found,
    )


# --- rows ----------------------------------------------------------------------------


def _at_least(fewest: int) -> int:
    """Return how many values a hidden number must have, and people a row."""
    return fewest + 2


def _left_out(before: Mapping[VoterT, Hashable], now: Mapping[VoterT, str], fewest: int) -> bool:
    """Tell whether no few people came or stayed away since an earlier round."""
    away = Counter(place for voter, place in before.items() if voter not in now)
    come = sum(voter not in before for voter in now)
    return all(each >= _at_least(fewest) for each in (*away.values(), *([come] if come else [])))


def _pooled(
    groups: Mapping[VoterT, str], crossed: Mapping[VoterT, Hashable], fewest: int
) -> dict[VoterT, str | None]:
    """Return each voter's group, None where it is pooled; nothing where one row is left."""
    sizes = Counter(groups.values())
    smallest_first = sorted(sizes, key=lambda each: (sizes[each], each))

    def apart(some: Collection[str]) -> bool:
        parts = Counter(crossed[voter] for voter, group in groups.items() if group in some)
        return all(each >= _at_least(fewest) for each in parts.values())

    pool = {each for each in smallest_first if not apart({each})}
    alone = [each for each in smallest_first if each not in pool]
    while pool and alone and not apart(pool):
        pool.add(alone.pop(0))
    if len(alone) + bool(pool) < 2:  # noqa: PLR2004 - one row is no split
        return {}
    return {voter: None if group in pool else group for voter, group in groups.items()}


def _sizes(of: Mapping[VoterT, str | None]) -> tuple[Row, ...]:
    sizes = Counter(of.values())
    # The largest first, what is pooled last.
    order = sorted(sizes, key=lambda each: (each is None, -sizes[each], each or ""))
    return tuple(Row(each, sizes[each]) for each in order)


# --- numbers -------------------------------------------------------------------------


def _divided(
    said: Mapping[VoterT, str], in_rows: Rows[KindT, VoterT], columns: Sequence[str], fewest: int
) -> Divided[KindT] | None:
    """Return the finest of those ways to show an option that show most."""
    ways = (
        _shown(said, dict(list(in_rows.items())[:kinds]), merged, fewest)
        for kinds in range(len(in_rows), 0, -1)
        for merged in _merged(columns)
    )
    told = [each for each in ways if each is not None]
    return max(told, key=_numbers_shown, default=None)


def _numbers_shown(divided: Divided[KindT]) -> int:
    rows_of_all = (row for of_kind in divided.cells.values() for row in of_kind)
    return sum(cell is not None for row in rows_of_all for cell in row)


def _merged(columns: Sequence[str]) -> Iterator[list[tuple[str, ...]]]:
    """Yield ways to put answers together, the finest first, the first answer always alone."""
    for kept in range(len(columns) - 1, 0, -1):
        yield [*((each,) for each in columns[:kept]), tuple(columns[kept:])]


def _shown(
    said: Mapping[VoterT, str],
    in_rows: Rows[KindT, VoterT],
    merged: Sequence[tuple[str, ...]],
    fewest: int,
) -> Divided[KindT] | None:
    """Return the option split by these kinds of groups, with these answers put together."""
    crossed = crossings(in_rows)
    places = sorted(set(crossed.values()), key=lambda place: [(e is None, e or "") for e in place])
    bands = {
        kind: [
            [n for n, place in enumerate(places) if place[number] == row.of] for row in _sizes(of)
        ]
        for number, (kind, of) in enumerate(in_rows.items())
    }
    counts = _counts(said, crossed, places, merged)
    hidden = _hidden(counts, [band for of_kind in bands.values() for band in of_kind], fewest)
    if hidden is None:
        return None
    cells = {
        kind: tuple(
            tuple(_sum(counts, hidden, band, column) for column in range(len(merged)))
            for band in of_kind
        )
        for kind, of_kind in bands.items()
    }
    return Divided(answers=tuple("+".join(each) for each in merged), cells=cells)


def _counts(
    said: Mapping[VoterT, str],
    crossed: Mapping[VoterT, tuple[str | None, ...]],
    places: Sequence[tuple[str | None, ...]],
    merged: Sequence[tuple[str, ...]],
) -> Table:
    """Return how many at each crossing of rows gave each answer, or one of those merged."""
    column = {answer: n for n, answers in enumerate(merged) for answer in answers}
    row = {place: n for n, place in enumerate(places)}
    counts = [[0] * len(merged) for _ in places]
    nothing = merged[-1][-1]
    for voter, place in crossed.items():
        counts[row[place]][column[said.get(voter, nothing)]] += 1
    return counts


def _sum(counts: Table, hidden: Collection[Cell], band: Sequence[int], column: int) -> int | None:
    if any((row, column) in hidden for row in band):
        return None
    return sum(counts[row][column] for row in band)


def _hidden(counts: Table, bands: Sequence[Sequence[int]], fewest: int) -> set[Cell] | None:
    """Return which numbers must be hidden, None where that would be all."""
    everything = [(row, column) for row, of in enumerate(counts) for column in range(len(of))]
    hidden = {(row, column) for row, column in everything if counts[row][column] < fewest}
    # What cannot be worked out once can less so when more is hidden.
    safe: set[Aim] = set()
    while len(hidden) < len(everything):
        told = _told(counts, hidden, bands, _at_least(fewest), safe)
        if told is None:
            return hidden
        hidden.add(_beside(counts, hidden, told, everything))
    return None


def _told(
    counts: Table,
    hidden: Collection[Cell],
    bands: Sequence[Sequence[int]],
    values: int,
    safe: set[Aim],
) -> Cell | None:
    """Return a hidden number that has too few possible values, alone or in the sum of its row."""
    by_row = (
        (tuple(row for row in band if (row, c) in hidden), c)
        for band in bands
        for c in range(len(counts[0]))
    )
    for band, column in (*(((row,), column) for row, column in sorted(hidden)), *by_row):
        if band and (band, column) not in safe:
            if _values(counts, hidden, band, column, values) < values:
                return band[0], column
            safe.add((band, column))
    return None


def _beside(
    counts: Table, hidden: Collection[Cell], told: Cell, everything: Sequence[Cell]
) -> Cell:
    """Return the number to hide next: the least that stands beside a hidden one.

    First where one is hidden alone in its row or column, whose sum would tell it.
    """
    shown = [each for each in everything if each not in hidden]
    for axis in (0, 1):
        lines = Counter(each[axis] for each in hidden)
        beside = [each for each in shown if lines[each[axis]] == 1]
        if beside:
            return _least(counts, beside)
    beside = [each for each in shown if each[0] == told[0] or each[1] == told[1]]
    return _least(counts, beside or shown)


def _least(counts: Table, cells: Iterable[Cell]) -> Cell:
    return min(cells, key=lambda cell: (counts[cell[0]][cell[1]], cell))


# --- what can be worked out ------------------------------------------------------------


def _values(
    counts: Table, hidden: Collection[Cell], band: Sequence[int], column: int, enough: int
) -> int:
    """Return how many values the sum of hidden numbers of a column can have, at most `enough`.

    Row and column sums and all other numbers being known.
    """
    others = _Others(counts, [(r, c) for r, c in hidden if c != column or r not in band])
    up = _steps(others, counts, band, column, enough - 1, up=True)
    return 1 + up + _steps(others, counts, band, column, enough - 1 - up, up=False)


Node = tuple[Literal["row", "column"], int]
Way = list[tuple[Node, Node]]


class _Others:
    """The hidden numbers that may give way: their columns by row, their rows by column."""

    def __init__(self, counts: Table, cells: Iterable[Cell]) -> None:
        self.columns_of: list[list[int]] = [[] for _ in counts]
        self.rows_of: list[list[int]] = [[] for _ in counts[0]]
        for row, column in cells:
            self.columns_of[row].append(column)
            self.rows_of[column].append(row)

    def beyond(self, now: Table, node: Node) -> list[Node]:
        """Return where one can go on: adding one, or taking one off where there is one."""
        kind, number = node
        if kind == "row":
            return [("column", each) for each in self.columns_of[number]]
        return [("row", each) for each in self.rows_of[number] if now[each][number]]


def _steps(
    others: _Others, counts: Table, band: Sequence[int], column: int, at_most: int, *, up: bool
) -> int:
    """Return how far the sum can be moved up or down, other hidden numbers giving way."""
    now = [list(row) for row in counts]
    end: Node = ("column", column)
    for step in range(at_most):
        open_rows: list[Node] = [("row", row) for row in band if up or now[row][column]]
        way = _way(others, now, [end], open_rows) if up else _way(others, now, open_rows, [end])
        if way is None:
            return step
        _move(now, way)
        row = way[-1][1][1] if up else way[0][0][1]
        now[row][column] += 1 if up else -1
    return at_most


def _move(now: Table, way: Way) -> None:
    """Move one along a way: from a column to a row it is taken off, from a row on it is added."""
    for (kind, number), (_, other) in way:
        if kind == "column":
            now[other][number] -= 1
        else:
            now[number][other] += 1


def _way(others: _Others, now: Table, starts: Sequence[Node], ends: Collection[Node]) -> Way | None:
    """Return the shortest way from one of some places to one of others, None without one."""
    came: dict[Node, Node | None] = dict.fromkeys(starts)
    waiting = list(starts)
    for node in waiting:
        if node in ends:
            return _steps_to(node, came)
        for following in others.beyond(now, node):
            if following not in came:
                came[following] = node
                waiting.append(following)
    return None


def _steps_to(node: Node, came: Mapping[Node, Node | None]) -> Way:
    steps: Way = []
    before = came[node]
    while before is not None:
        steps.append((before, node))
        node, before = before, came[before]
    return steps[::-1]
