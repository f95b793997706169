"""What a counted vote tells beyond its result: the split, common ground, the opinion map.

Two steps, for the second takes its time and needs nothing but what the first handed it:
`material` decides what may be told and takes it out of the workshop, `findings` counts.
The result depends on the ballots up to the vote's last event, and on no clock or chance.

Common ground is told without numbers, as what holds in every group: that most of each
agree, or that most of one agree and most of another do not. The latter only where the
split shows how many agree in both, so that no hidden number is told by its place.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal, NamedTuple

from codesign.domain.events import SplitBy
from codesign.domain.ids import OptionId, RoundId
from codesign.domain.splitting import Unsplit, unsplit, voter_rows
from codesign.domain.workshop import Workshop
from codesign.methods.common_ground import VOTES_AT_LEAST, Ground, common_ground, opinion
from codesign.methods.counting import Tell
from codesign.methods.marks import MARKS
from codesign.methods.opinion_map import VERSION as MAP_VERSION
from codesign.methods.opinion_map import NoMap, OpinionMap, opinion_map
from codesign.methods.splits import Split, split
from codesign.methods.terms import Method
from codesign.projections.records.rounds import result_record
from codesign.projections.veil import Veil

Voter = str
Votes = Mapping[Voter, Mapping[OptionId, int]]

# So many statements of each sort are named; more are not read.
NAMED_AT_MOST: Final = 5
_HALF: Final = Fraction(1, 2)
# Groups divide on a statement from this difference of their chances to agree.
_APART: Final = Fraction(1, 5)
# So many of those who saw a statement passed that the room is unsure of it.
_UNSURE: Final = Fraction(1, 3)
# How far the outermost point of the map is from the middle.
_EXTENT: Final = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What the findings of a vote are counted from; voters are numbers without a meaning.

    `first` and `last` are the events of the vote. `rows` says for every voter in which
    row they are, kind by kind; it is empty where there is no split.
    """

    round: RoundId
    method: Method
    first: int
    last: int
    options: tuple[OptionId, ...]
    votes: Votes
    rows: Mapping[SplitBy, Mapping[Voter, str | None]]
    unsplit: Unsplit | None


class Divide(NamedTuple):
    """A statement on which groups divide: most of `more` agree, most of `less` do not."""

    option: OptionId
    more: tuple[str | None, ...]
    less: tuple[str | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """Common ground of groups of a kind, or of those of the map.

    In every group most agree with the `agreed` statements and most disagree with those
    `against`; of the `unsure` at least a third passed.
    """

    kind: SplitBy | Literal["opinion"]
    agreed: tuple[OptionId, ...]
    against: tuple[OptionId, ...]
    divides: tuple[Divide, ...]
    unsure: tuple[OptionId, ...]


class Says(NamedTuple):
    """A statement that tells a group of the map from the others."""

    option: OptionId
    direction: Literal["agree", "disagree"]
    agree: int
    disagree: int
    seen: int


class Camp(NamedTuple):
    """A group of the map: how many, and what tells it from the others."""

    people: int
    says: tuple[Says, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """The map: groups, and points as x, y (-1000 to 1000) and group, sorted by place."""

    version: int
    camps: tuple[Camp, ...]
    points: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What a counted vote tells beyond its result.

    `unsplit` says why there is no split; it is None too where the groups are too small
    (then `split` has no rows). `no_map` and `number` say why there is no map.
    """

    round: RoundId
    first: int
    last: int
    split: Split[OptionId, SplitBy]
    unsplit: Unsplit | None
    shared: Shared | None
    map: Map | None
    no_map: str | None
    number: int


def material(then: Workshop, veil: Veil, round_id: RoundId) -> Material | None:
    """Return what a view may have counted of a vote at a version; None where nothing.

    A vote that was counted otherwise since has no findings then either: the difference
    would be the late ballots.
    """
    if round_id not in then.rounds or not veil.sees_board(then.rounds[round_id].group):
        return None
    result = result_record(then, round_id, veil.view)
    if result is None or veil.over("results", round_id, result) is None:
        return None
    present = veil.present
    found, poll = present.rounds[round_id], present.polls[round_id]
    if found.result != then.rounds[round_id].result or found.result is None:
        return None
    votes = poll.on_record
    number = {voter: str(n) for n, voter in enumerate(votes)}
    return Material(
        round=round_id,
        method=found.method,
        first=found.opened_seq,
        last=found.last_seq,
        options=tuple(poll.options),
        votes={number[voter]: dict(marks) for voter, marks in votes.items()},
        rows={
            kind: {number[voter]: row for voter, row in of.items()}
            for kind, of in voter_rows(present, round_id).items()
        },
        unsplit=unsplit(present, round_id),
    )


def findings(of: Material, _tell: Tell = lambda _done, _of: None) -> Findings:
    """Count what a vote tells beyond its result, all at once: it tells nothing meanwhile."""
    divided = split(_answers(of), of.rows, answers_of(of.method))
    agrees = of.method == "agree"
    found = opinion_map(of.votes, of.options) if agrees else None
    drawn = found if isinstance(found, OpinionMap) else None
    return Findings(
        round=of.round,
        first=of.first,
        last=of.last,
        split=divided,
        unsplit=of.unsplit,
        shared=_shared(of, divided, drawn) if agrees else None,
        map=None if drawn is None else _drawn(drawn),
        no_map=found.reason if isinstance(found, NoMap) else None,
        number=found.number if isinstance(found, NoMap) else 0,
    )


# --- the split -----------------------------------------------------------------------


def answers_of(method: Method) -> tuple[str, ...]:
    """Return the answers by which a vote is split, that of saying nothing last."""
    for_and_against = method in {"agree", "quadratic"} or method in MARKS
    return ("agree", "disagree", "neither") if for_and_against else ("support", "neither")


def _answers(of: Material) -> dict[OptionId, dict[Voter, str]]:
    """Return who answered what, option by option; of dots, scores and places, who gave any."""
    return {
        option: {
            voter: _answer(of.method, marks[option])
            for voter, marks in of.votes.items()
            if option in marks
        }
        for option in of.options
    }


def _answer(method: Method, mark: int) -> str:
    if "agree" not in answers_of(method):
        return "support" if mark > 0 else "neither"
    # Three fingers and more are support; everywhere else what is above nothing.
    middle = Fraction(5, 2) if method == "fist_to_five" else 0
    return "agree" if mark > middle else "disagree" if mark < middle else "neither"


# --- common ground -------------------------------------------------------------------


def _shared(
    of: Material, divided: Split[OptionId, SplitBy], drawn: OpinionMap[Voter, OptionId] | None
) -> Shared | None:
    """Return the common ground of the first kind of groups there is, or of those of the map."""
    for kind, in_rows in of.rows.items():
        grounds = common_ground(of.votes, in_rows, of.options).statements
        told = [each for each in grounds if _agrees_shown(divided, kind, each.statement)]
        return _sorted(of, kind, grounds, told)
    if drawn is None:
        return None
    camps: dict[Voter, str | None] = {voter: str(n) for voter, n in drawn.groups.items()}
    grounds = common_ground(of.votes, camps, of.options).statements
    return _sorted(of, "opinion", grounds, grounds)


def _sorted(
    of: Material,
    kind: SplitBy | Literal["opinion"],
    grounds: Sequence[Ground[OptionId, str | None]],
    told: Sequence[Ground[OptionId, str | None]],
) -> Shared:
    scored = [each for each in grounds if each.bridging is not None]
    against = {each.statement: _all_against(each) for each in scored}
    most_against = sorted((s for s in against if against[s] > _HALF), key=lambda s: -against[s])
    agreed = [each.statement for each in scored if each.bridging and each.bridging > _HALF]
    divides = sorted((each for each in told if each.bridging is not None), key=_apart, reverse=True)
    return Shared(
        kind=kind,
        agreed=tuple(agreed[:NAMED_AT_MOST]),
        against=tuple(most_against[:NAMED_AT_MOST]),
        divides=tuple(_divide(each) for each in divides if _divides(each))[:NAMED_AT_MOST],
        unsure=tuple(_unsure(of)[:NAMED_AT_MOST]),
    )


def _agrees_shown(divided: Split[OptionId, SplitBy], kind: SplitBy, option: OptionId) -> bool:
    """Tell whether the split shows of every row how many agree."""
    found = divided.options[option]
    cells = () if found is None else found.cells.get(kind, ())
    return bool(cells) and all(row[0] is not None for row in cells)


def _all_against(ground: Ground[OptionId, str | None]) -> Fraction:
    return min(each.chance_to_disagree for each in ground.opinions.values())


def _apart(ground: Ground[OptionId, str | None]) -> Fraction:
    chances = [each.chance_to_agree for each in ground.opinions.values()]
    return max(chances) - min(chances)


def _divides(ground: Ground[OptionId, str | None]) -> bool:
    chances = [each.chance_to_agree for each in ground.opinions.values()]
    return min(chances) < _HALF < max(chances) and _apart(ground) >= _APART


def _divide(ground: Ground[OptionId, str | None]) -> Divide:
    chances = {group: each.chance_to_agree for group, each in ground.opinions.items()}
    return Divide(
        ground.statement,
        tuple(group for group, chance in chances.items() if chance > _HALF),
        tuple(group for group, chance in chances.items() if chance < _HALF),
    )


def _unsure(of: Material) -> list[OptionId]:
    """Return the statements that many passed on, most first."""
    said = {option: opinion(of.votes, tuple(of.votes), option) for option in of.options}
    passed = {
        option: Fraction(each.passed, each.seen)
        for option, each in said.items()
        if each.seen >= VOTES_AT_LEAST
    }
    unsure = [option for option, share in passed.items() if share >= _UNSURE]
    return sorted(unsure, key=lambda option: -passed[option])


# --- the map -------------------------------------------------------------------------


def _drawn(drawn: OpinionMap[Voter, OptionId]) -> Map:
    places = drawn.places.values()
    extent = max(1, *(abs(each.x) for each in places), *(abs(each.y) for each in places))
    sizes = [0] * len(drawn.speaking)
    for place in places:
        sizes[place.group] += 1
    return Map(
        version=MAP_VERSION,
        camps=tuple(
            Camp(
                people,
                tuple(
                    Says(
                        each.statement,
                        each.direction,
                        each.opinion.agree,
                        each.opinion.disagree,
                        each.opinion.seen,
                    )
                    for each in speaking
                ),
            )
            for people, speaking in zip(sizes, drawn.speaking, strict=True)
        ),
        # By place: in the order in which they came, points would name people.
        points=tuple(
            sorted(
                (round(_EXTENT * each.x / extent), round(_EXTENT * each.y / extent), each.group)
                for each in places
            )
        ),
    )
