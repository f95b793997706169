"""The opinion map: people who vote alike, found and placed on a plane.

After Polis (compdemocracy/polis, `math/src/polismath/math`), made a pure function
of the votes: no warm start, no random start, sums in one fixed order, so that the
same events give the same bytes on any machine. Agree is 1, disagree -1, pass 0.

1. People with at least seven votes (or one on every statement, if there are fewer
   statements) are placed; the fifteen most active where fewer qualify.
2. What somebody did not see counts as the mean of the statement. Two principal
   components by power iteration from a fixed start; a component's sign makes its
   largest loading positive.
3. Everybody is projected by their own votes only, and scaled by
   `sqrt(statements / votes)`: few votes must not pull to the middle.
4. Up to a hundred base clusters by k-means, seeded by the first distinct points;
   then groups by weighted k-means over those, for k from 2 to at most 5; the k with
   the best mean silhouette is taken.
5. What speaks for a group: statements on which it differs from all others, by the
   one- and two-proportion z-tests, at 90 % (1.2816).

Below the gate there is no map: fewer than thirty people, or a group under five.
Nothing is said of a statement by a group with fewer than seven votes on it, since
two agrees in two votes would pass the tests.

Floats live in here alone; what is published are whole millionths.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final, Generic, Literal, NamedTuple, TypeVar

from codesign.methods.common_ground import VOTES_AT_LEAST, Opinion, opinion

VERSION: Final = 1
PEOPLE_AT_LEAST: Final = 30
GROUP_AT_LEAST: Final = 5
MILLION: Final = 1_000_000
SIGNIFICANT: Final = 1.2816

_ACTIVE_VOTES: Final = 7
_ACTIVE_PEOPLE: Final = 15
_POWER_ITERATIONS: Final = 100
_BASE_CLUSTERS: Final = 100
_GROUPS_AT_MOST: Final = 5
# One more group for every so many base clusters.
_BASES_A_GROUP: Final = 12
_ROUNDS_AT_MOST: Final = 50
_SPEAKING_AT_MOST: Final = 5

PersonT = TypeVar("PersonT", bound=Hashable)
StatementT = TypeVar("StatementT", bound=str)
Votes = Mapping[PersonT, Mapping[StatementT, int]]
Vector = list[float]


class Point(NamedTuple):
    """A place on the plane."""

    x: float
    y: float


class Speaking(NamedTuple, Generic[StatementT]):
    """A statement that tells a group from all others, and which way; tests in millionths."""

    statement: StatementT
    direction: Literal["agree", "disagree"]
    opinion: Opinion
    test: int
    difference: int


class Place(NamedTuple):
    """Where somebody stands, in millionths, and in which group."""

    x: int
    y: int
    group: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionMap(Generic[PersonT, StatementT]):
    """A map: where people stand, in which group, and what speaks for each group.

    Groups are numbered from the largest; of equal ones that with the person who
    came first.
    """

    version: int
    places: Mapping[PersonT, Place]
    speaking: tuple[tuple[Speaking[StatementT], ...], ...]

    @property
    def groups(self) -> dict[PersonT, int]:
        """Return who is in which group."""
        return {person: place.group for person, place in self.places.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class NoMap:
    """There is no map, and why: people placed, or the size of the smallest group."""

    version: int
    reason: Literal["too_few_people", "group_too_small", "all_alike"]
    number: int


def opinion_map(
    votes: Votes[PersonT, StatementT],
    statements: Sequence[StatementT],
    *,
    gated: bool = True,
) -> OpinionMap[PersonT, StatementT] | NoMap:
    """Return the map of these votes, or why there is none.

    Args:
        votes: what each person said, in the order in which people came.
        statements: those that count, in the order they were put up.
        gated: whether small numbers get no map; only a comparison with another
            program may say no.
    """
    people = placed(votes, statements)
    if gated and len(people) < PEOPLE_AT_LEAST:
        return NoMap(version=VERSION, reason="too_few_people", number=len(people))
    points = projected(votes, people, statements)
    labels = _groups(points)
    if labels is None:
        return NoMap(version=VERSION, reason="all_alike", number=len(people))
    labels = _from_the_largest(labels)
    smallest = min(labels.count(label) for label in set(labels))
    if gated and smallest < GROUP_AT_LEAST:
        return NoMap(version=VERSION, reason="group_too_small", number=smallest)
    groups: list[list[PersonT]] = [[] for _ in set(labels)]
    for person, label in zip(people, labels, strict=True):
        groups[label].append(person)
    return OpinionMap(
        version=VERSION,
        places={
            person: Place(_millionths(point.x), _millionths(point.y), label)
            for person, point, label in zip(people, points, labels, strict=True)
        },
        speaking=tuple(
            speaking(votes, group, [each for each in people if each not in set(group)], statements)
            for group in groups
        ),
    )


# --- who is placed, and where ------------------------------------------------------


def placed(votes: Votes[PersonT, StatementT], statements: Sequence[StatementT]) -> list[PersonT]:
    """Return who voted enough to be placed, in the order in which they came."""
    known = set(statements)
    cast = {person: len(known & said.keys()) for person, said in votes.items()}
    enough = min(_ACTIVE_VOTES, len(statements))
    active = {person for person, number in cast.items() if number >= max(1, enough)}
    if len(active) < _ACTIVE_PEOPLE:
        most_active = sorted((each for each in cast if cast[each]), key=lambda each: -cast[each])
        active |= set(most_active[:_ACTIVE_PEOPLE])
    return [person for person in votes if person in active]


def projected(
    votes: Votes[PersonT, StatementT], people: Sequence[PersonT], statements: Sequence[StatementT]
) -> list[Point]:
    """Return where these people stand, by their own votes only."""
    columns = {statement: number for number, statement in enumerate(statements)}
    rows = [
        {columns[each]: float(mark) for each, mark in votes[person].items() if each in columns}
        for person in people
    ]
    means = _means(rows, len(statements))
    centred = [_centred(row, means) for row in rows]
    first = _component(centred, len(statements))
    second = _component(_without(centred, first), len(statements))
    return [_projection(row, means, first, second) for row in rows]


def _means(rows: Sequence[Mapping[int, float]], width: int) -> Vector:
    sums, seen = [0.0] * width, [0] * width
    for row in rows:
        for column, mark in row.items():
            sums[column] += mark
            seen[column] += 1
    return [total / number if number else 0.0 for total, number in zip(sums, seen, strict=True)]


def _centred(row: Mapping[int, float], means: Vector) -> Vector:
    # What was not seen is the mean, so nothing once that is taken off.
    return [row[column] - mean if column in row else 0.0 for column, mean in enumerate(means)]


def _component(rows: Sequence[Vector], width: int) -> Vector:
    """Return the first principal component of centred rows; zeros where all are alike."""
    # No start may be at right angles to what it seeks; uneven ones hardly ever are.
    vector = _unit([1.0 + column / (width + 1) for column in range(width)])
    for _ in range(_POWER_ITERATIONS):
        found = [0.0] * width
        for row in rows:
            along = _dot(row, vector)
            for column, value in enumerate(row):
                found[column] += along * value
        vector = _unit(found)
    largest = max(vector, key=abs, default=0.0)
    return [-value for value in vector] if largest < 0 else vector


def _without(rows: Sequence[Vector], component: Vector) -> list[Vector]:
    """Return the rows less what lies along a component."""
    found = []
    for row in rows:
        along = _dot(row, component)
        found.append([value - along * part for value, part in zip(row, component, strict=True)])
    return found


def _projection(row: Mapping[int, float], means: Vector, first: Vector, second: Vector) -> Point:
    scale = sqrt(len(means) / max(1, len(row)))
    x = y = 0.0
    for column in sorted(row):
        value = row[column] - means[column]
        x += value * first[column]
        y += value * second[column]
    return Point(x * scale, y * scale)


def _dot(one: Vector, other: Vector) -> float:
    total = 0.0
    for a, b in zip(one, other, strict=True):
        total += a * b
    return total


def _unit(vector: Vector) -> Vector:
    length = sqrt(_dot(vector, vector))
    return [value / length for value in vector] if length else vector


# --- groups ------------------------------------------------------------------------


class _Cluster(NamedTuple):
    """Points that belong together: their middle, and which they are."""

    middle: Point
    members: tuple[int, ...]


def _groups(points: Sequence[Point]) -> list[int] | None:
    """Return the group of each point by the best number of groups; None where all are alike."""
    bases = _k_means(points, [1] * len(points), _BASE_CLUSTERS)
    middles = [base.middle for base in bases]
    weights = [len(base.members) for base in bases]
    most = min(_GROUPS_AT_MOST, 2 + len(bases) // _BASES_A_GROUP, len(bases))
    best: tuple[float, list[_Cluster]] | None = None
    for number in range(2, most + 1):
        clusters = _k_means(middles, weights, number)
        quality = _silhouette(middles, clusters)
        if best is None or quality > best[0]:
            best = quality, clusters
    if best is None:
        return None
    labels = [0] * len(points)
    for label, cluster in enumerate(best[1]):
        for base in cluster.members:
            for member in bases[base].members:
                labels[member] = label
    return labels


def _k_means(points: Sequence[Point], weights: Sequence[int], number: int) -> list[_Cluster]:
    """Return at most so many clusters, seeded by the first distinct points."""
    middles = list(dict.fromkeys(points))[:number]
    nearest: list[int] = []
    for _ in range(_ROUNDS_AT_MOST):
        before = nearest
        nearest = [_nearest(point, middles) for point in points]
        if nearest == before:
            break
        middles = [
            _middle(points, weights, [n for n, near in enumerate(nearest) if near == label])
            or middles[label]
            for label in range(len(middles))
        ]
    clusters = [
        _Cluster(middle, tuple(n for n, near in enumerate(nearest) if near == label))
        for label, middle in enumerate(middles)
    ]
    return [each for each in clusters if each.members]


def _nearest(point: Point, middles: Sequence[Point]) -> int:
    return min(range(len(middles)), key=lambda label: _distance(point, middles[label]))


def _middle(
    points: Sequence[Point], weights: Sequence[int], members: Sequence[int]
) -> Point | None:
    if not members:
        return None
    weight = sum(weights[each] for each in members)
    x = y = 0.0
    for each in members:
        x += points[each].x * weights[each]
        y += points[each].y * weights[each]
    return Point(x / weight, y / weight)


def _silhouette(points: Sequence[Point], clusters: Sequence[_Cluster]) -> float:
    """Return the mean silhouette: 1 for far apart and tight, below 0 for wrong."""
    total = 0.0
    for cluster in clusters:
        for member in cluster.members:
            inside = [each for each in cluster.members if each != member]
            if not inside:
                continue  # alone, by definition 0
            own = _mean_distance(points, member, inside)
            other = min(
                (
                    _mean_distance(points, member, each.members)
                    for each in clusters
                    if each is not cluster
                ),
                default=own,
            )
            total += (other - own) / max(own, other) if max(own, other) else 0.0
    return total / len(points)


def _mean_distance(points: Sequence[Point], one: int, others: Sequence[int]) -> float:
    total = 0.0
    for each in others:
        total += _distance(points[one], points[each])
    return total / len(others)


def _distance(one: Point, other: Point) -> float:
    return sqrt((one.x - other.x) ** 2 + (one.y - other.y) ** 2)


def _from_the_largest(labels: Sequence[int]) -> list[int]:
    sizes = {label: labels.count(label) for label in dict.fromkeys(labels)}
    ordered = sorted(sizes, key=lambda label: -sizes[label])
    return [ordered.index(label) for label in labels]


# --- what speaks for a group -------------------------------------------------------


def one_proportion(successes: int, number: int) -> float:
    """Return the z of a share against a half, with one added success and trial."""
    return 2 * sqrt(number + 1) * ((successes + 1) / (number + 1) - 0.5)


def two_proportions(inside: int, of_inside: int, outside: int, of_outside: int) -> float:
    """Return the z of one share against another, with one added to all four counts."""
    n_in, n_out = of_inside + 1, of_outside + 1
    share = (inside + 1 + outside + 1) / (n_in + n_out)
    if share == 1:
        return 0.0
    spread = sqrt(share * (1 - share) * (1 / n_in + 1 / n_out))
    return ((inside + 1) / n_in - (outside + 1) / n_out) / spread


def speaking(
    votes: Votes[PersonT, StatementT],
    group: Sequence[PersonT],
    others: Sequence[PersonT],
    statements: Sequence[StatementT],
) -> tuple[Speaking[StatementT], ...]:
    """Return up to five statements that tell a group from the others, the clearest first."""
    found: list[tuple[float, Speaking[StatementT]]] = []
    for statement in statements:
        ours, theirs = opinion(votes, group, statement), opinion(votes, others, statement)
        if ours.seen >= VOTES_AT_LEAST and theirs.seen >= VOTES_AT_LEAST:
            found.extend(_tested(statement, ours, theirs))
    found.sort(key=lambda each: -each[0])
    return tuple(each for _, each in found[:_SPEAKING_AT_MOST])


def _tested(
    statement: StatementT, ours: Opinion, theirs: Opinion
) -> list[tuple[float, Speaking[StatementT]]]:
    """Return the statement with its weight, if it passes both tests in its clearer direction."""
    agree = two_proportions(ours.agree, ours.seen, theirs.agree, theirs.seen)
    disagree = two_proportions(ours.disagree, ours.seen, theirs.disagree, theirs.seen)
    direction: Literal["agree", "disagree"] = "agree" if agree > disagree else "disagree"
    if direction == "agree":
        difference, test = agree, one_proportion(ours.agree, ours.seen)
        ratio = ours.chance_to_agree / theirs.chance_to_agree
        chance = ours.chance_to_agree
    else:
        difference, test = disagree, one_proportion(ours.disagree, ours.seen)
        ratio = ours.chance_to_disagree / theirs.chance_to_disagree
        chance = ours.chance_to_disagree
    if test <= SIGNIFICANT or difference <= SIGNIFICANT:
        return []
    weight = float(ratio) * difference * float(chance) * test
    told = Speaking(statement, direction, ours, _millionths(test), _millionths(difference))
    return [(weight, told)]


def _millionths(value: float) -> int:
    return round(value * MILLION)
