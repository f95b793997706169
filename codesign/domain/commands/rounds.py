"""Commands for rounds of voting, their counts, and decisions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from codesign.domain.events import (
    Channel,
    Counted,
    Electorate,
    Interest,
    OptionSource,
    Reasons,
    SplitBy,
    TallyShown,
)
from codesign.domain.ids import (
    DecisionId,
    OptionId,
    ParticipantId,
    ReasonId,
    RoundId,
    StageId,
    TotalsId,
)
from codesign.methods.terms import DEFAULT_TERMS, Method, Terms
from codesign.methods.ties import TieRule
from codesign.methods.what_if import Supposes


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionPlan:
    """An option to vote on: an idea, a theme, or words of its own.

    `cost` in minor units and `needs`, the options without which it is not
    funded, are for budgets; the cost also for the tie rule `lower_cost`.
    """

    option: OptionId
    source: OptionSource
    text: str = ""
    cost: int = 0
    needs: tuple[OptionId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RingFencePlan:
    """Money fenced for some options of a budget; fields as in `RingFenceSet`."""

    name: str
    options: tuple[OptionId, ...]
    at_most: int | None = None
    at_least: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRound:
    """Put a question to the vote.

    `roll` None means everybody who may vote now. In a `binding` round people
    count only by name, and a count by people needs a second person. A `secret`
    one shows its result once it is closed, at the earliest. `terms`
    are those of the method (`methods/terms.py`); `ring_fences` and `exclusions`
    are for budgets, which need a `tie` rule that puts all options in an order. One
    person may vote in the place of `proxies_at_most` others (`NameProxy`).
    """

    round: RoundId
    question: str
    method: Method
    options: tuple[OptionPlan, ...]
    stage: StageId | None = None
    roll: tuple[ParticipantId, ...] | None = None
    open_roll: bool = False
    open_options: bool = False
    tally: TallyShown = "at_close"
    dots: int = 0
    dots_per_option: int = 0
    binding: bool = False
    terms: Terms = DEFAULT_TERMS
    tie: TieRule = "show_tie"
    ring_fences: tuple[RingFencePlan, ...] = ()
    exclusions: tuple[tuple[OptionId, ...], ...] = ()
    reasons: Reasons = "none"
    secret: bool = False
    electorate: Electorate = "participants"
    barring: tuple[Interest, ...] = ()
    proxies_at_most: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AddOption:
    """Add an option to a round whose options are open."""

    round: RoundId
    plan: OptionPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawOption:
    """Take an option off a round whose options are open, before anybody marked it."""

    round: RoundId
    option: OptionId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonPlan:
    """Why one marks an option as one does; under its id it can be worded anew."""

    reason: ReasonId
    option: OptionId
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CastBallot:
    """Mark options; `methods/marks.py` says with what.

    In a secret round the marks are the whole ballot.
    """

    round: RoundId
    marks: Mapping[OptionId, int | None]
    reasons: tuple[ReasonPlan, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordTotals:
    """Record votes that people counted, or correct such a count under its id.

    `voters` names those on the roll it stands for; None means everybody of
    whom nothing is counted yet, for a table those who sit there without a
    device. `people` are all it stands for, named or not, and `cast` those of
    them who marked anything. `counts` as in `TotalsRecorded`. `paper` is the
    number printed on a single voting sheet, 0 for a count of many.
    """

    totals: TotalsId
    round: RoundId
    counted: Counted
    people: int
    cast: int
    counts: Mapping[OptionId, Mapping[str, int]]
    table: str = ""
    voters: tuple[ParticipantId, ...] | None = None
    paper: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmTotals:
    """Confirm a count by somebody else."""

    totals: TotalsId
    round: RoundId


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawTotals:
    """Take a count by people back, with a reason."""

    totals: TotalsId
    round: RoundId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseRound:
    """Take no more ballots, or no more late paper."""

    round: RoundId


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenBallotBox:
    """Take the ballots of a secret round that is over out of its box; asked by the server alone."""

    round: RoundId
    ballots: tuple[Mapping[OptionId, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishResult:
    """Record the count of a closed round; asked by the server alone."""

    round: RoundId
    algorithm: str
    version: int
    first: int
    last: int
    roll: int
    cast: int
    counts: Mapping[OptionId, Mapping[str, int]]
    ranking: tuple[tuple[OptionId, ...], ...]
    turnout: Mapping[Channel, int] = field(default_factory=dict)
    explanation: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CastForChair:
    """Settle an open tie as its chair: the options it is between, the favoured first."""

    round: RoundId
    order: tuple[OptionId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RevealResult:
    """Show a counted result to everybody."""

    round: RoundId


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowWhatIf:
    """Show how the options of a counted vote would stand otherwise; fields as in `WhatIfShown`."""

    round: RoundId
    supposes: Supposes
    by: SplitBy | None = None
    of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HideWhatIf:
    """Keep that back again."""

    round: RoundId
    supposes: Supposes
    by: SplitBy | None = None
    of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcealResult:
    """Keep a result back again that was shown."""

    round: RoundId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenCount:
    """Let late paper into a counted round, with a reason; closing it counts again."""

    round: RoundId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidRound:
    """Set a round aside, with a reason."""

    round: RoundId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreRound:
    """Let a round count again that was set aside."""

    round: RoundId


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewording:
    """Other words in the place of an option: `of` is the earlier one, `option` the new id."""

    of: OptionId
    option: OptionId
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RerunRound:
    """Ask a round's question again, with a fresh roll and no ballots.

    Proposals may be put otherwise this time; `integrates` names the worries that
    the new words answer.
    """

    round: RoundId
    rerun_of: RoundId
    rewordings: tuple[Rewording, ...] = ()
    integrates: tuple[ReasonId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawWorry:
    """Take back the worry one gave this reason for, once its vote is over."""

    reason: ReasonId


@dataclass(frozen=True, slots=True, kw_only=True)
class PutWorry:
    """Ask the others in a new round whether to go on though somebody objected."""

    round: RoundId
    reason: ReasonId
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDecision:
    """Record what the room decided, or reword it."""

    decision: DecisionId
    text: str
    reasons: str = ""
    round: RoundId | None = None
    options: tuple[OptionId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawDecision:
    """Take a recorded decision back, with a reason."""

    decision: DecisionId
    reason: str


RoundsCommand = (
    RestoreRound
    | ConcealResult
    | WithdrawDecision
    | RecordDecision
    | RerunRound
    | WithdrawWorry
    | PutWorry
    | VoidRound
    | ReopenCount
    | RevealResult
    | OpenBallotBox
    | PublishResult
    | CloseRound
    | WithdrawTotals
    | ConfirmTotals
    | RecordTotals
    | HideWhatIf
    | ShowWhatIf
    | WithdrawOption
    | AddOption
    | CastForChair
    | OpenRound
    | CastBallot
)
