"""Rounds, polls and decisions, as the state holds them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from codesign.domain.events import (
    Channel,
    Counted,
    Electorate,
    Interest,
    OptionSource,
    Reasons,
    ResultPublished,
    Role,
    SplitBy,
    TallyShown,
    WorryAnswer,
)
from codesign.domain.ids import (
    AreaId,
    DecisionId,
    GroupId,
    OptionId,
    OrganisationId,
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
class Option:
    """Something to vote on; its words are its idea's or theme's unless its own.

    `voted_words` are those it was put to the vote under, whatever became of its
    idea or theme since, and `voted_words_of` is under whose key they are.
    `reworded_from` is the option of the earlier round whose place they take.
    """

    id: OptionId
    source: OptionSource
    text: str
    seq: int
    voted_words: str = ""
    voted_words_of: str = ""
    cost: int = 0
    needs: tuple[OptionId, ...] = ()
    reworded_from: OptionId | None = None
    redacted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RingFence:
    """Money fenced for some options of a budget; fields as in `RingFenceSet`."""

    name: str
    options: tuple[OptionId, ...]
    at_most: int | None
    at_least: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """How the options of a vote would stand otherwise, shown by the event `seq`."""

    supposes: Supposes
    by: SplitBy | None
    of: str | None
    version: int
    ranking: tuple[tuple[OptionId, ...], ...]
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """A question put to the vote, with its frozen terms.

    `last_seq` is the last event its count rests on, once closed: the closing,
    the box of a secret one, or paper that came later. `drawn_seq` is the event
    that closed it first, by whose hash lots are drawn, so that counting again
    draws no new ones, and `box_seq` the one that opened the box, from which
    `ballots_missing` are missing as far as anybody knows. `reopened`
    while a counted round takes late paper; `recount_reason` tells ever after
    why it did. `what_ifs` are shown beside its result. It is about a `worry`
    of another round, or `integrates` such in the words it asks about.
    """

    id: RoundId
    stage: StageId | None
    question: str
    method: Method
    named_roll: bool
    open_roll: bool
    open_options: bool
    tally: TallyShown
    dots: int
    dots_per_option: int
    rerun_of: RoundId | None
    opened_seq: int
    opened_at: int
    binding: bool = False
    terms: Terms = DEFAULT_TERMS
    tie: TieRule = "show_tie"
    exclusions: tuple[tuple[OptionId, ...], ...] = ()
    ring_fences: tuple[RingFence, ...] = ()
    reasons: Reasons = "none"
    electorate: Electorate = "participants"
    barring: tuple[Interest, ...] = ()
    worry: ReasonId | None = None
    integrates: tuple[ReasonId, ...] = ()
    proxies_at_most: int = 0
    group: GroupId | None = None
    secret: bool = False
    closed_seq: int | None = None
    drawn_seq: int | None = None
    closed_at: int = 0
    box_seq: int | None = None
    ballots_missing: int = 0
    last_seq: int = 0
    reopened: bool = False
    recount_reason: str | None = None
    cast_by_chair: tuple[tuple[OptionId, ...], ...] = ()
    result: ResultPublished | None = None
    result_seq: int | None = None
    what_ifs: tuple[WhatIf, ...] = ()
    revealed: bool = False
    void_reason: str | None = None
    redacted: bool = False

    @property
    def open(self) -> bool:
        """Tell whether ballots are taken."""
        return self.closed_seq is None and self.void_reason is None

    @property
    def owes_count(self) -> bool:
        """Tell whether the round is closed and its count is still to come."""
        return (
            self.closed_seq is not None
            and not self.reopened
            and self.result is None
            and self.void_reason is None
            and not self.owes_opening
        )

    @property
    def owes_opening(self) -> bool:
        """Tell whether the round is secret and over, and its box is still closed."""
        return self.secret and not self.open and self.box_seq is None

    @property
    def tally_shown(self) -> bool:
        """Tell whether everybody may see how the votes stand."""
        if self.tally == "live":
            return True
        return self.result is not None and (self.tally == "at_close" or self.revealed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why somebody marked an option as they did; `mark` is what they had given it then.

    `ended` once they marked it otherwise. `organisation` is whom they spoke for then.
    Of a worry `answer` tells what became of it, since the event `answered_seq`, and
    `answered_in` in which other round; it is open while there is none.
    """

    id: ReasonId
    round: RoundId
    option: OptionId
    voter: ParticipantId | None
    organisation: OrganisationId | None
    mark: int
    text: str
    at: int
    seq: int
    ended: bool = False
    redacted: bool = False
    answer: WorryAnswer | None = None
    answered_in: RoundId | None = None
    answered_seq: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Votes that people counted; fields as in `TotalsRecorded`, `by` who recorded them."""

    id: TotalsId
    counted: Counted
    table: str
    voters: tuple[ParticipantId, ...]
    people: int
    cast: int
    counts: Mapping[OptionId, Mapping[str, int]]
    by: ParticipantId | None
    at: int
    said_at: int | None
    seq: int
    paper: int = 0
    confirmed_by: ParticipantId | None = None
    withdrawn_reason: str | None = None

    @property
    def stands(self) -> bool:
        """Tell whether it was not taken back."""
        return self.withdrawn_reason is None

    def counts_in(self, found: Round) -> bool:
        """Tell whether the round's count includes it: a binding one, once confirmed."""
        return self.stands and (self.confirmed_by is not None or not found.binding)


class Standing(NamedTuple):
    """As whom somebody on a roll stood when their vote closed."""

    organisation: OrganisationId | None
    role: Role
    area: AreaId | None = None


@dataclass(slots=True)
class Poll:
    """What changes with every ballot of a round, in place.

    `ballots` holds those with a mark on them; `tallies` counts per option how
    many voters gave each mark. Of a secret round `voted` holds those who voted,
    and `opened` the ballots once the box was opened; `ballots` stays empty.
    `typed_for` tells of ballots that somebody else typed how they came. `totals`
    holds what people counted, `counted_in` those on the roll whom standing
    totals name. `stood` says as whom those on the roll stood when it first
    closed: where somebody goes later moves no vote from one group to another.
    `withdrawn` are options nobody had marked; `voted_seq` is the last event by
    which somebody's vote changed. `reasons` names those that stand, by who gave
    them and for which option; `voices` who on the roll speaks for which
    organisation, where these vote. `settled` are the worries that stop nothing
    any more: who raised them, or a vote of the others, let them go. `proxies` tells of
    the ballots that somebody else cast in a voter's place, who did.
    """

    roll: dict[ParticipantId, None]
    options: dict[OptionId, Option] = field(default_factory=dict)
    ballots: dict[ParticipantId, dict[OptionId, int]] = field(default_factory=dict)
    voted: dict[ParticipantId, None] = field(default_factory=dict)
    opened: tuple[Mapping[OptionId, int], ...] = ()
    tallies: dict[OptionId, dict[int, int]] = field(default_factory=dict)
    typed_for: dict[ParticipantId, Channel] = field(default_factory=dict)
    totals: dict[TotalsId, Totals] = field(default_factory=dict)
    counted_in: dict[ParticipantId, TotalsId] = field(default_factory=dict)
    stood: Mapping[ParticipantId, Standing] = field(default_factory=dict)
    withdrawn: dict[OptionId, Option] = field(default_factory=dict)
    voted_seq: int = 0
    reasons: dict[tuple[ParticipantId, OptionId], ReasonId] = field(default_factory=dict)
    voices: dict[OrganisationId, ParticipantId] = field(default_factory=dict)
    settled: frozenset[ReasonId] = frozenset()
    proxies: dict[ParticipantId, ParticipantId] = field(default_factory=dict)

    def option(self, option: OptionId) -> Option | None:
        """Return an option of that id, also one that was withdrawn."""
        return self.options.get(option) or self.withdrawn.get(option)

    @property
    def voters(self) -> Collection[ParticipantId]:
        """Those who cast a ballot, in secret or not, in the order they did so first."""
        return self.voted or self.ballots

    @property
    def on_record(self) -> Mapping[str, Mapping[OptionId, int]]:
        """The ballots that can be counted: by voter, of a secret round by mere numbers."""
        if not self.voted:
            return {str(voter): marks for voter, marks in self.ballots.items()}
        return {str(number): each for number, each in enumerate(self.opened, 1)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the room decided, in one sentence."""

    id: DecisionId
    text: str
    reasons: str
    round: RoundId | None
    options: tuple[OptionId, ...]
    at: int
    seq: int
    withdrawn_reason: str | None = None
    redacted: bool = False
