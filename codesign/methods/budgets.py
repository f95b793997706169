"""Spending an envelope: greedy by votes, and the Method of Equal Shares.

Voters tick the projects they support; a knapsack ballot is one whose ticks stay
within the envelope. Money is whole minor units, and nothing is rounded.

- *Greedy*: by number of supporters, fund what still fits. What does not fit is
  passed over (`skip`), or ends the count (`stop`).
- *Equal Shares* (Peters, Pierczynski and Skowron, arXiv 2008.13276): every voter
  has the same share of the envelope. A project is funded when its supporters can
  pay for it out of their shares, each the same amount or all they have left; the
  one that is cheapest to them comes first: by the part of its cost that falls on
  a supporter (`cost` satisfaction), or by the amount (`cardinality`).
- *Completion*: shares alone leave money over. `add1` raises every voter's share
  unit by unit and counts afresh, and keeps the last count that stays within the
  envelope; it ends when nothing more would fit. `utilitarian` then spends what is
  left by greedy. Which was used is part of the parameters.

Shares are kept as whole numbers of an ever finer unit, so that the count is exact
and costs no fractions: each purchase splits the unit by how many pay equally.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from fractions import Fraction
from heapq import heappop, heappush
from math import gcd
from typing import Final, Generic, Literal, NamedTuple, TypeVar

from codesign.methods.terms import Completion, Misfit, Satisfaction
from codesign.methods.ties import Tie, TieOrder
from codesign.methods.totals import Totals

GREEDY_VERSION: Final = 1
EQUAL_SHARES_VERSION: Final = 1

VoterT = TypeVar("VoterT", bound=str)
OptionT = TypeVar("OptionT", bound=str)
Approvals = Mapping[VoterT, Set[OptionT]]

# Why a project was not funded.
Reason = Literal[
    "does_not_fit",
    "count_stopped",
    "supporters_cannot_pay",
    "too_few_supporters",
    "excluded",
    "prerequisite_not_funded",
    "ring_fence_full",
    "kept_for_others",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope(Generic[OptionT]):
    """What there is to spend, on what, and within which bounds.

    Args:
        amount: in minor units.
        costs: of every project, in minor units, in the order they were put up.
        ring_fences: at most so much for these projects together.
        reserves: at least so much is kept for these projects together, and what
            they do not use of it is spent on nothing else.
        exclusions: of each set at most one project is funded.
        prerequisites: a project is funded only after all of these.
        support_at_least: a project with fewer supporters is never funded.
    """

    amount: int
    costs: Mapping[OptionT, int]
    ring_fences: Sequence[tuple[Set[OptionT], int]] = ()
    reserves: Sequence[tuple[Set[OptionT], int]] = ()
    exclusions: Sequence[Set[OptionT]] = ()
    prerequisites: Mapping[OptionT, Set[OptionT]] | None = None
    support_at_least: int = 0

    def __post_init__(self) -> None:
        """Refuse a project that costs nothing: nobody can pay a share of it."""
        free = [option for option, cost in self.costs.items() if cost < 1]
        if free or self.amount < 0:
            message = f"costs are at least 1 and the amount is not negative: {free} {self.amount}"
            raise ValueError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Funded(Generic[OptionT]):
    """A funded project, in order of selection.

    Args:
        option: the project, with its `cost` and how many `supporters` it has.
        share: under Equal Shares, what each supporter paid in minor units who
            could; None where it was funded by greedy.
        paid_all: how many supporters paid less, all they had left.
        tie: between whom it came first by the declared rule.
    """

    option: OptionT
    cost: int
    supporters: int
    share: Fraction | None = None
    paid_all: int = 0
    tie: Tie[OptionT] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFunded(Generic[OptionT]):
    """A project that was not funded, and why.

    `had` is what its supporters had left together, in minor units, under Equal Shares.
    """

    option: OptionT
    cost: int
    supporters: int
    reason: Reason
    had: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Allocation(Generic[OptionT]):
    """A counted budget round.

    `endowment` is what each voter had to spend in the count that was kept, in
    minor units, and `raised` how often Add1 had raised it.
    """

    rule: Literal["greedy", "equal_shares"]
    version: int
    cast: int
    amount: int
    spent: int
    funded: tuple[Funded[OptionT], ...]
    not_funded: tuple[NotFunded[OptionT], ...]
    endowment: Fraction | None = None
    raised: int = 0

    @property
    def winners(self) -> tuple[OptionT, ...]:
        """The funded projects in order of selection."""
        return tuple(each.option for each in self.funded)


@dataclass(frozen=True, slots=True, kw_only=True)
class EqualShares:
    """The parameters of Equal Shares.

    `unit` is by how much Add1 raises a voter's share, in minor units: by default
    one whole currency unit.
    """

    satisfaction: Satisfaction = "cost"
    completion: Completion = "add1_utilitarian"
    unit: int = 100


def greedy(
    ballots: Approvals[VoterT, OptionT],
    envelope: Envelope[OptionT],
    ties: TieOrder[OptionT],
    misfit: Misfit = "skip",
    totals: Sequence[Totals[OptionT]] = (),
) -> Allocation[OptionT]:
    """Return what is funded by number of supporters, with those whom people counted.

    A project that waits for another comes into its own once that is funded.

    Raises:
        ValueError: a ballot ticks what is no project, or the tie rule leaves ties open.
    """
    supporters = _supporters(ballots, envelope, ties)
    support = {option: len(found) for option, found in supporters.items()}
    for each in totals:
        for option, named in each.counts.items():
            support[option] += named.get("supporters", 0)
    selection = _Selection(envelope, support)
    stopped = _spend_greedily(selection, ties, misfit)
    return Allocation(
        rule="greedy",
        version=GREEDY_VERSION,
        cast=len(ballots) + sum(each.cast for each in totals),
        amount=envelope.amount,
        spent=selection.spent,
        funded=tuple(selection.funded),
        not_funded=tuple(_not_funded(selection, "count_stopped" if stopped else "does_not_fit")),
    )


def equal_shares(
    ballots: Approvals[VoterT, OptionT],
    envelope: Envelope[OptionT],
    ties: TieOrder[OptionT],
    parameters: EqualShares | None = None,
    tell: Callable[[int, int], None] = lambda _spent, _of: None,
) -> Allocation[OptionT]:
    """Return what is funded by the Method of Equal Shares.

    Args:
        ballots: the projects that each voter ticked.
        envelope: what there is to spend, and on what.
        ties: an order over all projects.
        parameters: as the round set them; the defaults when None.
        tell: told how much of the envelope the count spends so far, in minor units.

    Raises:
        ValueError: a ballot ticks what is no project, or the tie rule leaves ties open.
    """
    asked = parameters if parameters is not None else EqualShares()
    supporters = _supporters(ballots, envelope, ties)
    purse = _counted(ballots, envelope, supporters, ties, asked, raised=0)
    if asked.completion in {"add1", "add1_utilitarian"} and ballots:
        while not purse.selection.is_exhaustive():
            higher = _counted(ballots, envelope, supporters, ties, asked, raised=purse.raised + 1)
            if higher.selection.spent > envelope.amount:
                break
            purse = higher
            tell(purse.selection.spent, envelope.amount)
    selection = purse.selection
    had = {option: purse.held_by(supporters[option]) for option in envelope.costs}
    if asked.completion in {"utilitarian", "add1_utilitarian"}:
        _spend_greedily(selection, ties, "skip")
    return Allocation(
        rule="equal_shares",
        version=EQUAL_SHARES_VERSION,
        cast=len(ballots),
        amount=envelope.amount,
        spent=selection.spent,
        funded=tuple(selection.funded),
        not_funded=tuple(_not_funded(selection, "supporters_cannot_pay", had)),
        endowment=purse.endowment,
        raised=purse.raised,
    )


class _Selection(Generic[OptionT]):
    """What is funded so far, and what the envelope's bounds still allow."""

    def __init__(self, envelope: Envelope[OptionT], support: Mapping[OptionT, int]) -> None:
        self.envelope = envelope
        self.support = support
        self.funded: list[Funded[OptionT]] = []
        self.chosen: set[OptionT] = set()
        self.spent = 0

    def fund(self, funded: Funded[OptionT]) -> None:
        self.funded.append(funded)
        self.chosen.add(funded.option)
        self.spent += funded.cost

    def barred(self, option: OptionT) -> Reason | None:
        """Return which bound other than the amount keeps a project out, if any."""
        envelope = self.envelope
        if self.support[option] < max(1, envelope.support_at_least):
            return "too_few_supporters"
        if any(option in each and each & self.chosen for each in envelope.exclusions):
            return "excluded"
        for fenced, limit in envelope.ring_fences:
            spent = sum(envelope.costs[each] for each in fenced & self.chosen)
            if option in fenced and spent + envelope.costs[option] > limit:
                return "ring_fence_full"
        if self.fits(option) and not self.fits(option, self._kept_for_others(option)):
            return "kept_for_others"
        if not (envelope.prerequisites or {}).get(option, frozenset()) <= self.chosen:
            return "prerequisite_not_funded"
        return None

    def _kept_for_others(self, option: OptionT) -> int:
        """Return what reserves that a project is not in have not been spent of yet."""
        return sum(
            max(0, least - sum(self.envelope.costs[each] for each in reserved & self.chosen))
            for reserved, least in self.envelope.reserves
            if option not in reserved
        )

    def fits(self, option: OptionT, kept: int = 0) -> bool:
        """Tell whether there is still enough in the envelope, with so much kept for others."""
        return self.spent + self.envelope.costs[option] + kept <= self.envelope.amount

    def open(self) -> list[OptionT]:
        """Return the projects that no bound but the amount keeps out."""
        costs = self.envelope.costs
        return [each for each in costs if each not in self.chosen and self.barred(each) is None]

    def is_exhaustive(self) -> bool:
        """Tell whether nothing that may be funded would still fit."""
        return not any(self.fits(option) for option in self.open())


def _spend_greedily(
    selection: _Selection[OptionT], ties: TieOrder[OptionT], misfit: Misfit
) -> bool:
    """Fund by number of supporters until nothing fits; tell whether a misfit ended it."""
    while candidates := selection.open():
        fitting = [each for each in candidates if selection.fits(each)]
        pool = candidates if misfit == "stop" else fitting
        if not pool:
            return False
        most = max(selection.support[each] for each in pool)
        equals = [each for each in pool if selection.support[each] == most]
        option = _first(equals, ties)
        if not selection.fits(option):
            return True
        cost = selection.envelope.costs[option]
        selection.fund(Funded(option=option, cost=cost, supporters=most, tie=_tie(equals, ties)))
    return False


# --- equal shares ------------------------------------------------------------------


class _Offer(NamedTuple):
    """What a project would cost its supporters now, in the purse's units.

    Each pays `numerator / payers`, or all they have left. `burden` is what the
    projects are compared by.
    """

    burden: Fraction
    numerator: int
    payers: int


# The least that a project can cost its supporters, its place in the order, and the project.
_Bound = tuple[Fraction, int, OptionT]


class _Purse(Generic[VoterT, OptionT]):
    """One count: what every voter has left, in units of 1/`fineness` of a minor unit."""

    def __init__(
        self,
        voters: Iterable[VoterT],
        selection: _Selection[OptionT],
        satisfaction: Satisfaction,
        raised: int,
        unit: int,
    ) -> None:
        everybody = list(voters)
        self.fineness = max(1, len(everybody))
        self._left = dict.fromkeys(
            everybody, selection.envelope.amount + raised * unit * self.fineness
        )
        self.endowment = Fraction(selection.envelope.amount, self.fineness) + raised * unit
        self.selection = selection
        self.raised = raised
        self._satisfaction = satisfaction

    def held_by(self, voters: Iterable[VoterT]) -> Fraction:
        """Return what these voters have left together, in minor units."""
        return Fraction(sum(self._left[voter] for voter in voters), self.fineness)

    def offer(self, option: OptionT, supporters: Sequence[VoterT]) -> _Offer | None:
        """Return what a project would cost its supporters, None when they cannot pay."""
        cost = self.selection.envelope.costs[option]
        to_pay, payers = cost * self.fineness, len(supporters)
        for left in sorted(self._left[voter] for voter in supporters):
            if left * payers >= to_pay:
                parts = cost if self._satisfaction == "cost" else 1
                return _Offer(Fraction(to_pay, payers * parts * self.fineness), to_pay, payers)
            to_pay -= left
            payers -= 1
        return None

    def pay(
        self,
        option: OptionT,
        supporters: Sequence[VoterT],
        offer: _Offer,
        tie: Tie[OptionT] | None,
    ) -> None:
        """Fund a project out of its supporters' shares."""
        whole = gcd(offer.numerator, offer.payers)
        self._refine(offer.payers // whole)
        share, paid_all = offer.numerator // whole, 0
        for voter in supporters:
            paid_all += self._left[voter] < share
            self._left[voter] -= min(share, self._left[voter])
        self.selection.fund(
            Funded(
                option=option,
                cost=self.selection.envelope.costs[option],
                supporters=len(supporters),
                share=Fraction(share, self.fineness),
                paid_all=paid_all,
                tie=tie,
            )
        )

    def _refine(self, parts: int) -> None:
        """Count in a finer unit, so that a payment split this way is a whole number."""
        if parts == 1:
            return
        self.fineness *= parts
        for voter in self._left:
            self._left[voter] *= parts


def _counted(
    ballots: Approvals[VoterT, OptionT],
    envelope: Envelope[OptionT],
    supporters: Mapping[OptionT, Sequence[VoterT]],
    ties: TieOrder[OptionT],
    asked: EqualShares,
    *,
    raised: int,
) -> _Purse[VoterT, OptionT]:
    """Return one whole count, before any completion.

    A burden only grows while money is spent, so the last known one is a lower
    bound: only projects whose bound is the least are looked at again.
    """
    support = {option: len(found) for option, found in supporters.items()}
    selection = _Selection(envelope, support)
    purse = _Purse(ballots, selection, asked.satisfaction, raised, asked.unit)
    places = {option: place for place, option in enumerate(envelope.costs)}
    bounds = [(Fraction(0), place, option) for option, place in places.items()]
    while True:
        found = _cheapest(purse, supporters, bounds, ties)
        if found is None:
            return purse
        option, offer, tie = found
        purse.pay(option, supporters[option], offer, tie)


def _cheapest(
    purse: _Purse[VoterT, OptionT],
    supporters: Mapping[OptionT, Sequence[VoterT]],
    bounds: list[_Bound[OptionT]],
    ties: TieOrder[OptionT],
) -> tuple[OptionT, _Offer, Tie[OptionT] | None] | None:
    """Take out the project that costs its supporters least, and those they cannot pay for.

    `bounds` is a heap; what is barred for now waits in it.
    """
    barred: list[_Bound[OptionT]] = []
    offers: dict[OptionT, _Offer] = {}
    least: list[_Bound[OptionT]] = []
    while bounds and (not least or bounds[0][0] <= least[0][0]):
        bound = heappop(bounds)
        _, place, option = bound
        if purse.selection.barred(option) is not None:
            barred.append(bound)
            continue
        offer = purse.offer(option, supporters[option])
        if offer is None:
            continue
        offers[option] = offer
        heappush(least, (offer.burden, place, option))
    equals = [option for burden, _, option in sorted(least) if burden == least[0][0]]
    chosen = _first(equals, ties) if equals else None
    for each in (*barred, *least):
        if each[2] != chosen:
            heappush(bounds, each)
    return None if chosen is None else (chosen, offers[chosen], _tie(equals, ties))


# --- both --------------------------------------------------------------------------


def _supporters(
    ballots: Approvals[VoterT, OptionT], envelope: Envelope[OptionT], ties: TieOrder[OptionT]
) -> dict[OptionT, list[VoterT]]:
    if set(ties.order) < set(envelope.costs):
        message = f"a budget needs a tie rule that puts all projects in order, not {ties.rule}"
        raise ValueError(message)
    found: dict[OptionT, list[VoterT]] = {option: [] for option in envelope.costs}
    for voter, ticked in ballots.items():
        for option in ticked:
            if option not in found:
                message = f"not a project: {option}"
                raise ValueError(message)
            found[option].append(voter)
    return found


def _first(equals: Sequence[OptionT], ties: TieOrder[OptionT]) -> OptionT:
    ranked = ties.ranked(equals)
    return ranked[0] if ranked else equals[0]


def _tie(equals: Sequence[OptionT], ties: TieOrder[OptionT]) -> Tie[OptionT] | None:
    return ties.settle("next_project", equals) if len(equals) > 1 else None


def _not_funded(
    selection: _Selection[OptionT],
    otherwise: Reason,
    had: Mapping[OptionT, Fraction] | None = None,
) -> Iterator[NotFunded[OptionT]]:
    for option, cost in selection.envelope.costs.items():
        if option not in selection.chosen:
            yield NotFunded(
                option=option,
                cost=cost,
                supporters=selection.support[option],
                reason=selection.barred(option) or otherwise,
                had=had[option] if had is not None else None,
            )
