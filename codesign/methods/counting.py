"""Counting a round: the one way from what was voted to a result with its explanation.

Pure and exact: the same votes give the same result, byte for byte, to whoever
counts them again. An explanation is plain data: whole numbers, words, lists
and maps; a fraction is [numerator, denominator], and of these a number of more than
53 bits stands as its decimal digits in words, for neither the log's bytes nor a browser
hold it otherwise. It always holds

- `quorum`: the clause asked of the turnout, or None;
- `winners`: the options that were chosen, in the order of selection; none where
  the way of voting chooses none, or the round was inquorate;
- `undecided`: those between whom a tie was left open, with a place to fill;
- `ties`: each tie that mattered, between whom, and what the declared rule did;

and beside these what the way of voting has to tell (SPEC.md lists it): the
clauses of every proposal, scores, rounds, the pairwise table, payments.
"""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, fields, is_dataclass
from fractions import Fraction
from typing import Any, Final, Generic, TypeVar, assert_never

from codesign.methods import budgets, decisions, ranked, scores, stv, tally
from codesign.methods.ballots import Bounds
from codesign.methods.decisions import Clause, Outcome, quorum
from codesign.methods.terms import Method, Rule, Terms
from codesign.methods.ties import Tie, TieOrder, TieRule, tie_order
from codesign.methods.totals import Totals

VoterT = TypeVar("VoterT", bound=str)
OptionT = TypeVar("OptionT", bound=str)
Ranking = tuple[tuple[OptionT, ...], ...]
# Told how far a count has come: so much of so much.
Tell = Callable[[int, int], None]
# The largest whole number that a browser holds exactly.
_EXACT_UP_TO: Final = 2**53 - 1
# From best to worst, as proposals are listed by what became of them.
_OUTCOMES: Final[tuple[Outcome, ...]] = (
    "carried",
    "tied",
    "advisory",
    "inquorate",
    "not_carried",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Votes(Generic[VoterT, OptionT]):
    """Everything that a count of a round rests on.

    Args:
        method: the way of voting, and `terms` what the round set about it.
        options: in the order they were put up.
        ballots: the last of each voter who marked anything.
        roll: who could vote by name.
        totals: what people counted without a ballot each, and `unnamed` how many
            of these could vote and are not on the roll.
        bounds: of a budget; costs also for the tie rule `lower_cost`.
        tie: the rule for ties, as declared when the round opened.
        cast_by_chair: the orders in which the chair settled ties, the favoured first.
        settled: for `consent`, whose worries were withdrawn or not upheld.
        seed: what the lot is drawn with.
    """

    method: Method
    terms: Terms
    options: Sequence[OptionT]
    ballots: Mapping[VoterT, Mapping[OptionT, int]]
    roll: Sequence[VoterT]
    totals: Sequence[Totals[OptionT]] = ()
    unnamed: int = 0
    bounds: Bounds[OptionT] = field(default_factory=Bounds)
    tie: TieRule = "show_tie"
    cast_by_chair: Sequence[Sequence[OptionT]] = ()
    settled: Mapping[OptionT, AbstractSet[VoterT]] = field(default_factory=dict)
    seed: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result(Generic[OptionT]):
    """A counted round: how it stands, what came of it, and why.

    `counts` gives named whole numbers per option; `ranking` the options from
    most to least supported, equals together.
    """

    algorithm: Method
    version: int
    cast: int
    counts: Mapping[OptionT, Mapping[str, int]]
    ranking: Ranking[OptionT]
    explanation: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chosen(Generic[OptionT]):
    """What one way of voting says: the rest of a result is the same for all."""

    version: int
    ranking: Ranking[OptionT]
    winners: Sequence[OptionT] = ()
    undecided: Sequence[OptionT] = ()
    ties: Sequence[Tie[OptionT]] = ()
    told: Mapping[str, object] = field(default_factory=dict)


def count(votes: Votes[VoterT, OptionT], tell: Tell = lambda _done, _of: None) -> Result[OptionT]:
    """Return the result of a round.

    Raises:
        ValueError: a ballot does not fit the way of voting.
    """
    counts = tally.counted(votes.method, votes.ballots, votes.options, votes.totals, votes.terms)
    by_ballot = sum(1 for ballot in votes.ballots.values() if ballot)
    cast = by_ballot + sum(each.cast for each in votes.totals)
    clause = quorum(votes.terms, cast, len(votes.roll) + votes.unnamed)
    chosen = _chosen(votes, counts, tell)
    inquorate = clause is not None and not clause.holds
    return Result(
        algorithm=votes.method,
        version=chosen.version,
        cast=cast,
        counts=counts,
        ranking=chosen.ranking,
        explanation={
            "quorum": plain(clause),
            "winners": [] if inquorate else list(chosen.winners),
            "undecided": [] if inquorate else list(chosen.undecided),
            "ties": plain(tuple(chosen.ties)),
            **{name: plain(value) for name, value in chosen.told.items()},
        },
    )


def plain(value: object) -> Any:  # noqa: ANN401 - what plain data is made of
    """Return a value as whole numbers, words, lists and maps; a fraction as a pair."""
    match value:
        case Fraction():
            return [_whole(value.numerator), _whole(value.denominator)]
        case Clause():
            return {**_fields(value), "holds": value.holds}
        case Mapping():
            return {str(key): plain(each) for key, each in value.items()}
        case str() | int() | None:
            return value
        case list() | tuple():
            return [plain(each) for each in value]
        case _ if is_dataclass(value):
            return _fields(value)
        case _:
            message = f"not plain: {value!r}"
            raise TypeError(message)


def _whole(number: int) -> int | str:
    return number if abs(number) <= _EXACT_UP_TO else str(number)


def _fields(value: object) -> dict[str, Any]:
    return {each.name: plain(getattr(value, each.name)) for each in fields(value)}  # type: ignore[arg-type]


def _chosen(  # noqa: C901 - one case a way of voting
    votes: Votes[VoterT, OptionT], counts: Mapping[OptionT, Mapping[str, int]], tell: Tell
) -> _Chosen[OptionT]:
    match votes.method:
        case "agree" | "dots" | "approval":
            return _tallied(votes, votes.method)
        case (
            "temperature_check"
            | "simple_majority"
            | "absolute_majority"
            | "super_majority"
            | "unanimity"
            | "consensus"
            | "consent"
            | "fist_to_five"
        ):
            return _judged(votes, votes.method)
        case "score":
            return _scored(votes)
        case "quadratic":
            return _weighed(votes)
        case "ranked_irv":
            return _run_off(votes)
        case "condorcet" | "schulze" | "borda":
            return _paired(votes, votes.method, counts)
        case "stv":
            return _elected(votes)
        case "budget_greedy" | "budget_equal_shares":
            return _funded(votes, votes.method, tell)
        case _:
            assert_never(votes.method)


# --- marks added up ----------------------------------------------------------------


def _tallied(votes: Votes[VoterT, OptionT], method: tally.Simple) -> _Chosen[OptionT]:
    found = tally.count(method, votes.ballots, votes.options, votes.totals)
    name = {"agree": "agree", "dots": "dots", "approval": "approvals"}[method]
    supported = {option for option in votes.options if found.counts[option][name]}
    return _leading(votes, found.version, found.ranking, supported)


def _judged(votes: Votes[VoterT, OptionT], rule: Rule) -> _Chosen[OptionT]:
    found = decisions.judge(
        rule,
        votes.ballots,
        votes.options,
        set(votes.roll),
        votes.terms,
        settled=votes.settled,
        totals=votes.totals,
        unnamed=votes.unnamed,
    )
    by_outcome = {
        outcome: tuple(each for each, one in found.verdicts.items() if one.outcome == outcome)
        for outcome in _OUTCOMES
    }
    return _Chosen(
        version=found.version,
        ranking=tuple(equals for equals in by_outcome.values() if equals),
        winners=by_outcome["carried"],
        told={
            "verdicts": {
                option: {"outcome": each.outcome, "clauses": each.clauses}
                for option, each in found.verdicts.items()
            }
        },
    )


def _scored(votes: Votes[VoterT, OptionT]) -> _Chosen[OptionT]:
    found = scores.count_scores(votes.ballots, votes.options, votes.terms.highest, votes.totals)
    told = {
        option: {"mean": each.mean, "median": each.median, "voters": each.voters}
        for option, each in found.options.items()
    }
    supported = {option for option, each in found.options.items() if each.voters}
    return _leading(votes, found.version, found.ranking, supported, {"scores": told})


def _weighed(votes: Votes[VoterT, OptionT]) -> _Chosen[OptionT]:
    found = scores.count_quadratic(votes.ballots, votes.options, votes.terms.credits)
    supported = {option for option, each in found.options.items() if each.net > 0}
    told = {"credits": found.credits, "spent": found.spent}
    return _leading(votes, found.version, found.ranking, supported, told)


def _leading(
    votes: Votes[VoterT, OptionT],
    version: int,
    ranking: Ranking[OptionT],
    supported: set[OptionT],
    told: Mapping[str, object] | None = None,
) -> _Chosen[OptionT]:
    """Choose as many as the round asked for; the tie rule speaks only at the last place."""
    winners: list[OptionT] = []
    undecided: Sequence[OptionT] = ()
    ties: list[Tie[OptionT]] = []
    for equals in ([each for each in equals if each in supported] for equals in ranking):
        free = votes.terms.top - len(winners)
        if len(equals) <= free:
            winners += equals
        elif free:
            order = _order(votes)
            ties.append(order.settle("last_place", equals))
            ranked_equals = order.ranked(equals)
            winners += (ranked_equals or ())[:free]
            undecided = () if ranked_equals else equals
            break
    return _Chosen(
        version=version,
        ranking=ranking,
        winners=winners,
        undecided=undecided,
        ties=ties,
        told=told or {},
    )


# --- rankings ----------------------------------------------------------------------


def _run_off(votes: Votes[VoterT, OptionT]) -> _Chosen[OptionT]:
    found = ranked.instant_runoff(_rankings(votes), votes.options, _order(votes))
    dropped = [each.dropped for each in reversed(found.rounds) if each.dropped]
    last = found.rounds[-1].standing
    beaten = ranked.by_points({each: n for each, n in last.items() if each not in found.winners})
    decided = len(found.winners) == 1
    return _Chosen(
        version=found.version,
        ranking=tuple(each for each in (found.winners, *beaten, *dropped) if each),
        winners=found.winners if decided else (),
        undecided=() if decided else found.winners,
        ties=[each.tie for each in found.rounds if each.tie is not None],
        told={"rounds": found.rounds},
    )


def _paired(
    votes: Votes[VoterT, OptionT],
    method: Method,
    counts: Mapping[OptionT, Mapping[str, int]],
) -> _Chosen[OptionT]:
    rankings = _rankings(votes)
    found = ranked.pairwise(rankings, votes.options)
    told: dict[str, object] = {"pairs": found.pairs}
    if method == "borda":
        told["points"] = found.borda
        supported = {option for option, points in found.borda.items() if points}
        return _leading(votes, found.version, ranked.by_points(found.borda), supported, told)
    if method == "condorcet":
        told["smith"] = found.smith
        first = (found.condorcet,) if found.condorcet is not None else found.smith
        ranking = _smith_sets(rankings, votes.options)
    else:
        told["strength"] = found.strength
        first = found.schulze
        ranking = _by_strength(found.strength, votes.options)
    if not any(each["ranked"] for each in counts.values()):
        first = ()
    return _single(votes, found.version, ranking, first, told)


def _single(
    votes: Votes[VoterT, OptionT],
    version: int,
    ranking: Ranking[OptionT],
    first: Sequence[OptionT],
    told: Mapping[str, object],
) -> _Chosen[OptionT]:
    """Choose one, by the tie rule where several stand first."""
    if len(first) < 2:  # noqa: PLR2004 - one or none
        return _Chosen(version=version, ranking=ranking, winners=first, told=told)
    tie = _order(votes).settle("winner", first)
    return _Chosen(
        version=version,
        ranking=ranking,
        winners=() if tie.first is None else (tie.first,),
        undecided=first if tie.first is None else (),
        ties=(tie,),
        told=told,
    )


def _smith_sets(
    rankings: Sequence[ranked.Ballot[OptionT]], options: Sequence[OptionT]
) -> Ranking[OptionT]:
    """Return the smallest group that beats the rest, then that of the rest, and so on."""
    left, found = list(options), []
    while left:
        among = [[each for each in ballot if each in left] for ballot in rankings]
        smith = ranked.pairwise(among, left).smith
        found.append(smith)
        left = [each for each in left if each not in smith]
    return tuple(found)


def _by_strength(strength: ranked.Pairs[OptionT], options: Sequence[OptionT]) -> Ranking[OptionT]:
    """Return those to whom nobody has the stronger path, then those of the rest, and so on."""
    left, found = list(options), []
    while left:
        unbeaten = tuple(
            one for one in left if all(strength[one][each] >= strength[each][one] for each in left)
        )
        found.append(unbeaten)
        left = [each for each in left if each not in unbeaten]
    return tuple(found)


def _elected(votes: Votes[VoterT, OptionT]) -> _Chosen[OptionT]:
    found = stv.elect(_rankings(votes), votes.options, votes.terms.seats, _order(votes))
    dropped = [(each.dropped,) for each in reversed(found.stages) if each.dropped is not None]
    placed = {*found.elected, *(each for (each,) in dropped)}
    left = tuple(each for each in votes.options if each not in placed)
    standing = (*((each,) for each in found.elected), left, *dropped)
    return _Chosen(
        version=found.version,
        ranking=tuple(each for each in standing if each),
        winners=found.elected if found.cast else (),
        undecided=found.undecided,
        ties=[each.tie for each in found.stages if each.tie is not None],
        told={"seats": found.seats, "quota": found.quota, "stages": found.stages},
    )


def _rankings(votes: Votes[VoterT, OptionT]) -> list[list[OptionT]]:
    return [sorted(ballot, key=lambda each: ballot[each]) for ballot in votes.ballots.values()]


# --- budgets -----------------------------------------------------------------------


def _funded(votes: Votes[VoterT, OptionT], method: Method, tell: Tell) -> _Chosen[OptionT]:
    approvals = {voter: ballot.keys() for voter, ballot in votes.ballots.items() if ballot}
    envelope, order, terms = _envelope(votes), _order(votes), votes.terms
    if method == "budget_greedy":
        found = budgets.greedy(approvals, envelope, order, terms.misfit, votes.totals)
    else:
        asked = budgets.EqualShares(
            satisfaction=terms.satisfaction, completion=terms.completion, unit=terms.unit
        )
        found = budgets.equal_shares(approvals, envelope, order, asked, tell)
    rest = ranked.by_points({each.option: each.supporters for each in found.not_funded})
    return _Chosen(
        version=found.version,
        ranking=(*((each,) for each in found.winners), *rest),
        winners=found.winners,
        ties=[each.tie for each in found.funded if each.tie is not None],
        told={
            "amount": found.amount,
            "spent": found.spent,
            "endowment": found.endowment,
            "raised": found.raised,
            "funded": found.funded,
            "not_funded": found.not_funded,
        },
    )


def _envelope(votes: Votes[VoterT, OptionT]) -> budgets.Envelope[OptionT]:
    bounds = votes.bounds
    return budgets.Envelope(
        amount=votes.terms.amount,
        costs={option: bounds.costs[option] for option in votes.options},
        ring_fences=[
            (each.options, each.at_most) for each in bounds.fences if each.at_most is not None
        ],
        reserves=[(each.options, each.at_least) for each in bounds.fences if each.at_least],
        exclusions=bounds.exclusions,
        prerequisites=bounds.needs,
        support_at_least=votes.terms.support_at_least,
    )


def _order(votes: Votes[VoterT, OptionT]) -> TieOrder[OptionT]:
    return tie_order(
        votes.tie,
        votes.options,
        costs=votes.bounds.costs,
        cast_by_chair=votes.cast_by_chair,
        seed=votes.seed,
    )
