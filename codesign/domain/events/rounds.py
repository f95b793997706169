"""Events of rounds of voting, their counts, and decisions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from codesign.domain.events.kinds import (
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
from codesign.domain.words import SealedUnder
from codesign.methods.terms import DEFAULT_TERMS, Method, Terms
from codesign.methods.ties import TieRule
from codesign.methods.what_if import Supposes


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundOpened:
    """A question was put to the vote; everything here is fixed from now on.

    `roll` lists who can vote. With `open_roll` it grows by `VoterAdded`, with
    `open_options` the options grow by `OptionAdded`; otherwise the options
    are those recorded by the same command. `dots` and `dots_per_option` are 0
    unless the method is dots. `named_roll` tells that the roll was chosen
    person by person, so that a rerun asks the same people. A round is advisory unless it
    is `binding`: then only people on the roll count, each by name. In a `secret`
    one nothing ever joins a voter to a choice (`BallotBoxOpened`). `terms` are
    what it set about its method, and `tie` what happens when options stand
    equal where one must come first. Of each of the `exclusions` at most one
    option is funded. `reasons` tells whether voters say why. Where the
    `electorate` is organisations, `roll` lists who speaks for each; `barring`
    names the interests that keep people from it. In one about a `worry` the
    others say whether to go on though it stands. One person may vote in the place of
    `proxies_at_most` others who named them.
    """

    round: RoundId
    stage: StageId | None
    question: Annotated[str, SealedUnder("round")]
    method: Method
    roll: tuple[ParticipantId, ...]
    named_roll: bool
    open_roll: bool
    open_options: bool
    tally: TallyShown
    dots: int
    dots_per_option: int
    rerun_of: RoundId | None = None
    binding: bool = False
    terms: Terms = DEFAULT_TERMS
    tie: TieRule = "show_tie"
    exclusions: tuple[tuple[OptionId, ...], ...] = ()
    reasons: Reasons = "none"
    secret: bool = False
    electorate: Electorate = "participants"
    barring: tuple[Interest, ...] = ()
    worry: ReasonId | None = None
    proxies_at_most: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionAdded:
    """An option can be voted on; its id is that of the idea or theme it stands for.

    `cost` is in minor units, 0 where it has none; it is funded only after all
    that it `needs`. In a round that asks again `reworded_from` is the option of
    the earlier round whose place these words take.
    """

    round: RoundId
    option: OptionId
    source: OptionSource
    text: Annotated[str, SealedUnder("option")] = ""
    cost: int = 0
    needs: tuple[OptionId, ...] = ()
    reworded_from: OptionId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RingFenceSet:
    """Money of a budget round was fenced for some of its options, by the command that opened it.

    They get `at_most` so much together (None sets no limit), and `at_least` so
    much is kept for them; what they do not use of it goes to nothing else.
    In minor units.
    """

    round: RoundId
    name: Annotated[str, SealedUnder("round")]
    options: tuple[OptionId, ...]
    at_most: int | None
    at_least: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionWithdrawn:
    """An option that nobody had marked can be voted on no more."""

    round: RoundId
    option: OptionId


@dataclass(frozen=True, slots=True, kw_only=True)
class VoterAdded:
    """The open roll of a round grew by a person."""

    round: RoundId
    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotCast:
    """A voter marked options, changing or adding to their ballot.

    Marks are those of the round's method (`methods/marks.py`). None takes a
    mark back. Options not named keep their mark.
    """

    round: RoundId
    marks: Mapping[OptionId, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonGiven:
    """A voter said why they marked an option as they did, or worded it anew (same id).

    It goes with the mark: a changed mark ends it.
    """

    reason: ReasonId
    round: RoundId
    option: OptionId
    text: Annotated[str, SealedUnder("reason")]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorryWithdrawn:
    """Who objected, and said why, took it back once the vote was over; it is counted again."""

    reason: ReasonId
    round: RoundId


@dataclass(frozen=True, slots=True, kw_only=True)
class WorryIntegrated:
    """A new wording answers a worry: it is asked about in the round `answered_in`."""

    reason: ReasonId
    round: RoundId
    answered_in: RoundId


@dataclass(frozen=True, slots=True, kw_only=True)
class WorryNotUpheld:
    """The others voted to go on though a worry stands; its own round is counted again."""

    reason: ReasonId
    round: RoundId
    answered_in: RoundId


@dataclass(frozen=True, slots=True, kw_only=True)
class WorryReopened:
    """A worry stands again: the round that answered it counts no more, or otherwise."""

    reason: ReasonId
    round: RoundId


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalsRecorded:
    """People counted votes that have no ballot each, or corrected such a count (same id).

    It stands for `people`, of whom those on the roll are named in `voters`
    and `cast` marked anything. `counts` gives named whole numbers per option,
    as a result does. `paper` is the number printed on a single voting sheet,
    0 for a count of many.
    """

    totals: TotalsId
    round: RoundId
    counted: Counted
    table: Annotated[str, SealedUnder("round")]
    voters: tuple[ParticipantId, ...]
    people: int
    cast: int
    counts: Mapping[OptionId, Mapping[str, int]]
    paper: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalsConfirmed:
    """A second person confirmed a count by people."""

    totals: TotalsId
    round: RoundId


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalsWithdrawn:
    """A count by people was taken back; whom it stood for may vote again."""

    totals: TotalsId
    round: RoundId
    reason: Annotated[str, SealedUnder("round")]


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnoutRecorded:
    """A voter put their ballot into the box of a secret round; how they voted is not on record."""

    round: RoundId


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotBoxOpened:
    """The ballots of a secret round that is over, in the order of their contents.

    Their number is the turnout; whose each is nobody knows any more. Marks are
    as in `BallotCast`, without those taken back.
    """

    round: RoundId
    ballots: tuple[Mapping[OptionId, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotsFoundMissing:
    """The box of a secret round that is over holds `missing` ballots fewer than people voted.

    Such a box is not opened: the round cannot be counted, unless a backup has them.
    """

    round: RoundId
    missing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundClosed:
    """No more ballots; those in the log up to here, and late paper, will be counted."""

    round: RoundId


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultPublished:
    """A closed round was counted.

    `first` and `last` are the range of events counted; `roll` is who could
    vote and `cast` who did; `turnout` splits `cast` by the way the votes came,
    and is empty where that was not recorded. `counts` gives named whole numbers per option;
    `ranking` the options from most to least supported, equals together.
    `explanation` is plain data: what the algorithm at that version tells of how
    the result came about (`methods/counting.py`), empty where none was recorded.
    """

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
class ChairCast:
    """The chair settled a tie between these options, the favoured first; it is counted again."""

    round: RoundId
    order: tuple[OptionId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRevealed:
    """The facilitator showed the result to everybody."""

    round: RoundId


@dataclass(frozen=True, slots=True, kw_only=True)
class CountReopened:
    """A counted round takes late paper, for a reason on record, until it is closed again."""

    round: RoundId
    reason: Annotated[str, SealedUnder("round")]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundVoided:
    """The round does not count, for a reason on record; its ballots stay."""

    round: RoundId
    reason: Annotated[str, SealedUnder("round")]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfShown:
    """Everybody is shown how the options of a counted vote would stand under another assumption.

    `by` is the kind of groups it is about, `of` the one left out: an organisation's
    id or "" for none, or a role. `ranking` is what `methods/what_if.py` gave at that
    `version` from the counted ballots.
    """

    round: RoundId
    supposes: Supposes
    by: SplitBy | None
    of: str | None
    version: int
    ranking: tuple[tuple[OptionId, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfHidden:
    """Such an order is not shown any more."""

    round: RoundId
    supposes: Supposes
    by: SplitBy | None
    of: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultConcealed:
    """A result that had been shown waits again; who has seen it has seen it."""

    round: RoundId


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundRestored:
    """A round that had been set aside counts again, closed, with the ballots it had."""

    round: RoundId


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRecorded:
    """The room decided this, in one sentence, or reworded it (same id)."""

    decision: DecisionId
    text: Annotated[str, SealedUnder("decision")]
    reasons: Annotated[str, SealedUnder("decision")]
    round: RoundId | None
    options: tuple[OptionId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionWithdrawn:
    """The room took a decision back."""

    decision: DecisionId
    reason: Annotated[str, SealedUnder("decision")]


RoundsEvent = (
    WhatIfHidden
    | WhatIfShown
    | OptionWithdrawn
    | RoundRestored
    | ResultConcealed
    | DecisionWithdrawn
    | DecisionRecorded
    | RoundVoided
    | CountReopened
    | ResultRevealed
    | ResultPublished
    | BallotBoxOpened
    | BallotsFoundMissing
    | RoundClosed
    | TotalsWithdrawn
    | TotalsConfirmed
    | TotalsRecorded
    | ChairCast
    | ReasonGiven
    | WorryWithdrawn
    | WorryIntegrated
    | WorryNotUpheld
    | WorryReopened
    | RingFenceSet
    | RoundOpened
    | OptionAdded
    | VoterAdded
    | BallotCast
    | TurnoutRecorded
)
