"""What happened: the glossary, and the storage format.

These shapes are stored for ever under the class's name and schema version
(`store/mapper.py`); changing one means a new version and an upcast, never an
edit of history. One event per fact a facilitator would mention. Fields typed
with `SealedUnder` are stored encrypted and read as the empty string once
their key is destroyed. Times are integer milliseconds UTC. No floats.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from codesign.domain.ids import (
    DecisionId,
    IdeaId,
    OptionId,
    OrganisationId,
    ParticipantId,
    RoundId,
    SessionId,
    StageId,
    ThemeId,
)
from codesign.domain.words import SealedUnder, WorkshopWords

Shape = Literal["quick", "half_day", "full"]
StageKind = Literal[
    "welcome",
    "needs",
    "money",
    "ideas",
    "themes",
    "vote",
    "redesign",
    "choices",
    "agree",
    "plan",
    "close",
]
# The least privileged audience that may see what a stage brings forth.
View = Literal["facilitator", "partner", "participant", "public"]
Role = Literal[
    "facilitator",
    "co_facilitator",
    "table_helper",
    "participant",
    "commissioner",
    "observer",
]
Method = Literal["agree", "dots", "approval"]
# When everybody may see how the votes stand.
TallyShown = Literal["live", "at_close", "at_reveal"]
OptionSource = Literal["idea", "theme", "text"]
Interest = Literal["pecuniary", "employment", "potential_bidder", "other"]
Contribution = Literal["idea", "theme", "option", "round", "decision"]


# --- the workshop ---------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """What an official register calls an organisation, e.g. scheme GB-LAE."""

    scheme: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkshopCreated:
    """A workshop began; its stages and people follow as events of their own."""

    title: WorkshopWords
    question: WorkshopWords
    shape: Shape
    timezone: str
    language: str
    sensitive: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkshopRetitled:
    """The title or the question was reworded."""

    title: WorkshopWords
    question: WorkshopWords


@dataclass(frozen=True, slots=True, kw_only=True)
class ShapeChanged:
    """The workshop grew into another shape; nothing is lost by it."""

    shape: Shape


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinCodeIssued:
    """From now on this code lets people in; earlier codes no longer do."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionPlanned:
    """A dated sitting was planned, or its plan changed (same id)."""

    session: SessionId
    title: WorkshopWords
    starts_at: int
    ends_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionCancelled:
    """A planned sitting will not take place."""

    session: SessionId


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingPublished:
    """Anybody with the link may watch the replay and read the outputs, without names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingUnpublished:
    """The replay and the outputs are for the workshop's people only again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkshopClosed:
    """The room takes no more contributions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkshopReopened:
    """The room takes contributions again."""


# --- the agenda -----------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class StageAdded:
    """A stage was put on the agenda, before another one or at the end.

    `minutes` is the planned length, 0 when open-ended. `anonymous` stages
    never show who wrote what; in `private` ones ideas stay with their author
    until revealed. `seen_by` is the least privileged view that may see it.
    """

    stage: StageId
    kind: StageKind
    title: WorkshopWords
    purpose: WorkshopWords
    minutes: int
    anonymous: bool
    private: bool
    seen_by: View
    before: StageId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRevised:
    """A stage's words, length or rules changed."""

    stage: StageId
    title: WorkshopWords
    purpose: WorkshopWords
    minutes: int
    anonymous: bool
    private: bool
    seen_by: View


@dataclass(frozen=True, slots=True, kw_only=True)
class StageMoved:
    """A stage was put before another one, or at the end."""

    stage: StageId
    before: StageId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StageSkipped:
    """A stage will not be held; opening it later takes that back."""

    stage: StageId


@dataclass(frozen=True, slots=True, kw_only=True)
class StageOpened:
    """A stage opened, for the first time or again.

    `until` is None for the live stage the room is in, else the time up to
    which the stage stays open beside it.
    """

    stage: StageId
    until: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StageClosed:
    """A stage takes no more contributions."""

    stage: StageId


@dataclass(frozen=True, slots=True, kw_only=True)
class StageExtended:
    """More time was given: whole minutes added to the plan and a running timer."""

    stage: StageId
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerStarted:
    """The stage's timer runs to this moment; the stage stays open after it."""

    stage: StageId
    ends_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerStopped:
    """The facilitator stopped the timer."""

    stage: StageId


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerEnded:
    """The timer ran out."""

    stage: StageId


# --- people ---------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationAdded:
    """An organisation takes part, or its entry was corrected (same id)."""

    organisation: OrganisationId
    name: Annotated[str, SealedUnder("organisation")]
    identifiers: tuple[Identifier, ...]
    potential_provider: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantJoined:
    """A person is on the roll; without a device, a helper may act for them."""

    participant: ParticipantId
    name: Annotated[str, SealedUnder("participant")]
    organisation: OrganisationId | None
    role: Role
    device: bool
    helper: ParticipantId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantLeft:
    """A person left for good; what they gave stays."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantReturned:
    """A person who had left is back."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantRenamed:
    """A person goes by another name."""

    participant: ParticipantId
    name: Annotated[str, SealedUnder("participant")]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationChosen:
    """A person speaks for another organisation, or for none."""

    participant: ParticipantId
    organisation: OrganisationId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleChanged:
    """A person was given another role."""

    participant: ParticipantId
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class HelperAssigned:
    """A person without a device is helped at another table, or by nobody."""

    participant: ParticipantId
    helper: ParticipantId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestDeclared:
    """A person declared an interest in what is decided here."""

    participant: ParticipantId
    interest: Interest


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantErased:
    """A person's name was destroyed for good; their seat and votes stay."""

    participant: ParticipantId


# --- ideas and themes -----------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaSubmitted:
    """Somebody put an idea forward in a stage."""

    idea: IdeaId
    stage: StageId
    text: Annotated[str, SealedUnder("idea")]


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaReworded:
    """The author found better words."""

    idea: IdeaId
    text: Annotated[str, SealedUnder("idea")]


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaWithdrawn:
    """The author took the idea back; it stays in the record."""

    idea: IdeaId


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaHidden:
    """A facilitator took the idea off the board, for a reason on record."""

    idea: IdeaId
    reason: Annotated[str, SealedUnder("idea")]


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaRestored:
    """A hidden or withdrawn idea is back on the board."""

    idea: IdeaId


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeasRevealed:
    """The private ideas of a stage are everybody's to read."""

    stage: StageId


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionRedacted:
    """Words were destroyed for good; the slot and its votes stay.

    `text` stands in their place from now on, sealed under a new key; all
    earlier words of the contribution, and earlier reasons, are unreadable.
    """

    kind: Contribution
    id: str
    reason: Annotated[str, SealedUnder("id")]
    text: Annotated[str, SealedUnder("id")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeFormed:
    """A theme was opened to gather ideas under."""

    theme: ThemeId
    stage: StageId | None
    title: Annotated[str, SealedUnder("theme")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeNamed:
    """A theme got another title."""

    theme: ThemeId
    title: Annotated[str, SealedUnder("theme")]


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeasGrouped:
    """Ideas were put under a theme; each leaves the theme it was in."""

    theme: ThemeId
    ideas: tuple[IdeaId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeasUngrouped:
    """Ideas stand on their own again."""

    ideas: tuple[IdeaId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemesMerged:
    """Themes were joined into one; their ideas moved with them."""

    theme: ThemeId
    merged: tuple[ThemeId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeSplit:
    """Some ideas of a theme became a theme of their own."""

    theme: ThemeId
    into: ThemeId
    title: Annotated[str, SealedUnder("into")]
    ideas: tuple[IdeaId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeDissolved:
    """A theme was taken apart; its ideas stand on their own."""

    theme: ThemeId


# --- rounds ---------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundOpened:
    """A question was put to the vote; everything here is fixed from now on.

    `roll` lists who can vote. With `open_roll` it grows by `VoterAdded`, with
    `open_options` the options grow by `OptionAdded`; otherwise the options
    are those recorded by the same command. `dots` and `dots_per_option` are 0
    unless the method is dots. `named_roll` tells that the roll was chosen
    person by person, so that a rerun asks the same people.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionAdded:
    """An option can be voted on; its id is that of the idea or theme it stands for."""

    round: RoundId
    option: OptionId
    source: OptionSource
    text: Annotated[str, SealedUnder("option")] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoterAdded:
    """The open roll of a round grew by a person."""

    round: RoundId
    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotCast:
    """A voter marked options, changing or adding to their ballot.

    Marks: agree 1, disagree -1, pass 0; dots 1 upwards; approval 1. None
    takes a mark back. Options not named keep their mark.
    """

    round: RoundId
    marks: Mapping[OptionId, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundClosed:
    """No more ballots; those in the log up to here will be counted."""

    round: RoundId


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultPublished:
    """A closed round was counted.

    `first` and `last` are the range of events counted; `roll` is who could
    vote and `cast` who did. `counts` gives named whole numbers per option;
    `ranking` the options from most to least supported, equals together.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRevealed:
    """The facilitator showed the result to everybody."""

    round: RoundId


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundVoided:
    """The round does not count, for a reason on record; its ballots stay."""

    round: RoundId
    reason: Annotated[str, SealedUnder("round")]


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


Event = (
    BallotCast
    | IdeaSubmitted
    | ParticipantJoined
    | VoterAdded
    | OptionAdded
    | WorkshopCreated
    | WorkshopRetitled
    | ShapeChanged
    | JoinCodeIssued
    | SessionPlanned
    | SessionCancelled
    | RecordingPublished
    | RecordingUnpublished
    | WorkshopClosed
    | WorkshopReopened
    | StageAdded
    | StageRevised
    | StageMoved
    | StageSkipped
    | StageOpened
    | StageClosed
    | StageExtended
    | TimerStarted
    | TimerStopped
    | TimerEnded
    | OrganisationAdded
    | ParticipantLeft
    | ParticipantReturned
    | ParticipantRenamed
    | OrganisationChosen
    | RoleChanged
    | HelperAssigned
    | InterestDeclared
    | ParticipantErased
    | IdeaReworded
    | IdeaWithdrawn
    | IdeaHidden
    | IdeaRestored
    | IdeasRevealed
    | ContributionRedacted
    | ThemeFormed
    | ThemeNamed
    | IdeasGrouped
    | IdeasUngrouped
    | ThemesMerged
    | ThemeSplit
    | ThemeDissolved
    | RoundOpened
    | RoundClosed
    | ResultPublished
    | ResultRevealed
    | RoundVoided
    | DecisionRecorded
    | DecisionWithdrawn
)


def destroys_words_of(event: Event) -> str | None:
    """Name the person or contribution whose earlier words the event destroys."""
    if isinstance(event, ParticipantErased):
        return event.participant
    if isinstance(event, ContributionRedacted):
        return event.id
    return None
