"""The ways of voting, and what a round may set about each; frozen when it opens.

`TERMS` says which terms belong to which way. Every other keeps its default, so
that a round never carries a term that nothing reads.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

Rule = Literal[
    "temperature_check",
    "simple_majority",
    "absolute_majority",
    "super_majority",
    "unanimity",
    "consensus",
    "consent",
    "fist_to_five",
]
Method = Literal[
    "agree",
    "dots",
    "approval",
    "temperature_check",
    "simple_majority",
    "absolute_majority",
    "super_majority",
    "unanimity",
    "consensus",
    "consent",
    "fist_to_five",
    "score",
    "quadratic",
    "ranked_irv",
    "condorcet",
    "schulze",
    "borda",
    "stv",
    "budget_greedy",
    "budget_equal_shares",
]
RANKED: Final[frozenset[Method]] = frozenset({"ranked_irv", "condorcet", "schulze", "borda", "stv"})
BUDGETS: Final[frozenset[Method]] = frozenset({"budget_greedy", "budget_equal_shares"})

# A budget's ballot: everything one supports, or what one would buy with the whole envelope.
BudgetBallot = Literal["approval", "knapsack"]
# What becomes of a project that does not fit any more: it is passed over, or ends the count.
Misfit = Literal["skip", "stop"]
Satisfaction = Literal["cost", "cardinality"]
Completion = Literal["none", "add1", "utilitarian", "add1_utilitarian"]

# Beyond every budget of a public body, and small enough for 64 bits.
MONEY_AT_MOST: Final = 10**15
PEOPLE_AT_MOST: Final = 10_000
CREDITS_AT_MOST: Final = 10_000
HIGHEST_AT_MOST: Final = 100
FINGERS_AT_MOST: Final = 5
PARTS_AT_MOST: Final = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A fraction of whole numbers, `parts` of `whole`, over 0 and at most 1."""

    parts: int
    whole: int

    def __post_init__(self) -> None:
        """Refuse what is no share."""
        if not 0 < self.parts <= self.whole <= PARTS_AT_MOST:
            message = (
                f"{self.parts}/{self.whole} is no share: it must be over 0 and at most 1, "
                f"in at most {PARTS_AT_MOST} parts"
            )
            raise ValueError(message)

    def of(self, number: int) -> int:
        """Return the smallest whole number that is at least this share of a number."""
        return -(-self.parts * number // self.whole)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a round may set about its way of voting.

    Args:
        quorum: the share of those who can vote that must have voted; None asks for none.
        majority: what `super_majority` needs of yes and no together, more than half.
        blocks_at_most: blocks that `consensus` bears; 0 is full consensus.
        stand_asides: the share of the marks that may stand aside in `consensus`.
        abstain_fails: whether an abstention breaks `unanimity`.
        fingers: the least that counts as support in `fist_to_five`, 1 to 5.
        below_at_most: how many may show fewer fingers than that, though never none.
        highest: the best score in `score`; 0 is the worst.
        credits: what each voter can spend in `quadratic`.
        seats: how many `stv` elects.
        top: how many options come out as chosen; 0 asks for an order only.
        amount: the envelope of a budget, in minor units.
        ballot: how people vote on a budget.
        misfit: what `budget_greedy` does with a project that does not fit.
        satisfaction: by what `budget_equal_shares` compares projects.
        completion: what it does with money that shares alone leave over.
        unit: by how much Add1 raises each voter's share, in minor units: one
            whole currency unit.
        support_at_least: with fewer supporters a project is never funded.
    """

    quorum: Share | None = None
    majority: Share = Share(parts=2, whole=3)
    blocks_at_most: int = 0
    stand_asides: Share = Share(parts=1, whole=3)
    abstain_fails: bool = False
    fingers: int = 3
    below_at_most: int = 0
    highest: int = 5
    credits: int = 100
    seats: int = 1
    top: int = 0
    amount: int = 0
    ballot: BudgetBallot = "approval"
    misfit: Misfit = "skip"
    satisfaction: Satisfaction = "cost"
    completion: Completion = "add1_utilitarian"
    unit: int = 100
    support_at_least: int = 0


# What a term may be.
Term = Share | bool | int | str | None

# The terms of each way of voting, by the names of the fields above.
TERMS: Final[Mapping[Method, tuple[str, ...]]] = {
    "agree": ("quorum",),
    "dots": ("quorum", "top"),
    "approval": ("quorum", "top"),
    "temperature_check": (),
    "simple_majority": ("quorum",),
    "absolute_majority": ("quorum",),
    "super_majority": ("quorum", "majority"),
    "unanimity": ("quorum", "abstain_fails"),
    "consensus": ("quorum", "blocks_at_most", "stand_asides"),
    "consent": ("quorum",),
    "fist_to_five": ("quorum", "fingers", "below_at_most"),
    "score": ("quorum", "highest", "top"),
    "quadratic": ("quorum", "credits", "top"),
    "ranked_irv": ("quorum",),
    "condorcet": ("quorum",),
    "schulze": ("quorum",),
    "borda": ("quorum", "top"),
    "stv": ("quorum", "seats"),
    "budget_greedy": ("quorum", "amount", "ballot", "misfit", "support_at_least"),
    "budget_equal_shares": (
        "quorum",
        "amount",
        "ballot",
        "satisfaction",
        "completion",
        "unit",
        "support_at_least",
    ),
}
DEFAULT_TERMS: Final = Terms()
_BOUNDS: Final[Mapping[str, Callable[[Terms], bool]]] = {
    "majority": lambda terms: 2 * terms.majority.parts > terms.majority.whole,
    "blocks_at_most": lambda terms: 0 <= terms.blocks_at_most <= PEOPLE_AT_MOST,
    "fingers": lambda terms: 1 <= terms.fingers <= FINGERS_AT_MOST,
    "below_at_most": lambda terms: 0 <= terms.below_at_most <= PEOPLE_AT_MOST,
    "highest": lambda terms: 1 <= terms.highest <= HIGHEST_AT_MOST,
    "credits": lambda terms: 1 <= terms.credits <= CREDITS_AT_MOST,
    "seats": lambda terms: 1 <= terms.seats <= PEOPLE_AT_MOST,
    "top": lambda terms: 0 <= terms.top <= PEOPLE_AT_MOST,
    "amount": lambda terms: 1 <= terms.amount <= MONEY_AT_MOST,
    "unit": lambda terms: 1 <= terms.unit <= MONEY_AT_MOST,
    "support_at_least": lambda terms: 0 <= terms.support_at_least <= PEOPLE_AT_MOST,
}


def terms_fit(method: Method, terms: Terms) -> bool:
    """Tell whether these are terms of that way of voting, each within its bounds."""
    own = TERMS[method]
    others = (name for name in Terms.__slots__ if name not in own)
    if any(getattr(terms, name) != getattr(DEFAULT_TERMS, name) for name in others):
        return False
    return all(_BOUNDS[name](terms) for name in own if name in _BOUNDS)


def own_terms(method: Method, terms: Terms) -> dict[str, Term]:
    """Return the terms of that way of voting by name, without those of others."""
    return {name: getattr(terms, name) for name in TERMS[method]}
