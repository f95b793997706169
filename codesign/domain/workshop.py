"""The state that decides: a fold of the log, private to its room.

Records are frozen and replaced; the collections that hold them, and the
ballots, change in place, because copying a large collection per event would
make opening a long workshop slow. Nothing here is shown to anybody: what an
audience may see is rendered in `projections/`.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from codesign.domain.commands import Command
from codesign.domain.events import (
    Capacity,
    Channel,
    Concern,
    Counted,
    DisplayShows,
    Door,
    Electorate,
    Hall,
    Identifier,
    Intake,
    Interest,
    OptionSource,
    Reasons,
    Reported,
    ReportState,
    Responded,
    ResultPublished,
    Role,
    Shape,
    Shown,
    SplitBy,
    StageKind,
    Stance,
    TallyShown,
    View,
)
from codesign.domain.ids import (
    AccessNeedId,
    AnnotationId,
    BreakoutId,
    CommandId,
    ContactId,
    DecisionId,
    GroupId,
    IdeaId,
    LinkId,
    NoteId,
    OptionId,
    OrganisationId,
    ParticipantId,
    ReasonId,
    ReportBackId,
    ReportId,
    ResponseId,
    RoundId,
    SessionId,
    StageId,
    ThemeId,
    TotalsId,
    WorkshopId,
)
from codesign.methods.terms import DEFAULT_TERMS, Method, Terms
from codesign.methods.ties import TieRule
from codesign.methods.what_if import Supposes


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A dated sitting; times in ms UTC."""

    id: SessionId
    title: str
    starts_at: int
    ends_at: int
    venue: str = ""
    call_link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A part of the agenda.

    `open` while it takes contributions, then `until` tells whether it is the
    live stage (None) or open up to a time. `opened_at` is 0 before the first
    opening; `timer_ends_at` is None when no timer runs.
    """

    id: StageId
    kind: StageKind
    title: str
    purpose: str
    minutes: int
    anonymous: bool
    private: bool
    seen_by: View
    open: bool = False
    skipped: bool = False
    revealed: bool = False
    until: int | None = None
    opened_at: int = 0
    closed_at: int = 0
    timer_ends_at: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """An organisation that takes part, or one that was `removed` from the list."""

    id: OrganisationId
    name: str
    identifiers: tuple[Identifier, ...]
    potential_provider: bool
    removed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """A person on the roll; `name` is empty once erased.

    `came` is False until somebody who waited in the lobby is let in for the
    first time; `hand_at` is when they raised the hand that is up, 0 without.
    """

    id: ParticipantId
    name: str
    organisation: OrganisationId | None
    role: Role
    device: bool
    helper: ParticipantId | None
    joined_at: int
    came: bool = True
    left: bool = False
    erased: bool = False
    waiting: bool = False
    muted: bool = False
    removed: bool = False
    banned: bool = False
    removed_reason: str = ""
    hand_at: int = 0
    interests: tuple[Interest, ...] = ()
    dispensed: bool = False
    table: str = ""

    @property
    def inside(self) -> bool:
        """Tell whether the person is counted among those in the room."""
        return self.came and not (self.left or self.waiting or self.removed)

    @property
    def here(self) -> bool:
        """Tell whether the person can act at all: is inside and was not erased."""
        return self.inside and not self.erased


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate:
    """Who speaks for an organisation, in what capacity, and `by` whom that was recorded."""

    organisation: OrganisationId
    participant: ParticipantId
    capacity: Capacity
    by: ParticipantId | None
    at: int
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A person on the door list, come or not; `table` is empty where none was given."""

    id: ParticipantId
    name: str
    organisation: OrganisationId | None
    table: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Idea:
    """A contribution to the board.

    `seq` is the event that brought it to the board, `words_seq` the one that
    gave it its present words; `text` is empty once its words were destroyed.
    One that is `waiting` is held until it is let through. `group` is the group
    on whose board it is, None for everybody's. `copy_of` is the idea a report
    copied, and `words_of` the idea under whose key its words are. One that was
    `on_card` is nobody's.
    `tidied` are clearer
    words of those who run the workshop, given by the event `tidied_seq`; one that
    says the same as another is `joined_into` it, and was under the theme
    `parted_theme` before.
    """

    id: IdeaId
    stage: StageId
    author: ParticipantId | None
    organisation: OrganisationId | None
    text: str
    at: int
    said_at: int | None
    seq: int
    words_seq: int
    words_of: IdeaId
    lang: str | None = None
    group: GroupId | None = None
    copy_of: IdeaId | None = None
    theme: ThemeId | None = None
    hidden_reason: str | None = None
    withdrawn: bool = False
    waiting: bool = False
    taken_back: bool = False
    redacted: bool = False
    on_card: bool = False
    tidied: str | None = None
    tidied_seq: int | None = None
    joined_into: IdeaId | None = None
    joined_seq: int | None = None
    parted_theme: ThemeId | None = None

    @property
    def words(self) -> str:
        """The words it goes by: the tidied ones where there are such."""
        return self.text if self.tidied is None else self.tidied

    @property
    def shown(self) -> bool:
        """Tell whether it is on the board at all."""
        return self.hidden_reason is None and not self.gone and not self.waiting

    @property
    def gone(self) -> bool:
        """Tell whether its author, or those who reported it, took it off the board."""
        return self.withdrawn or self.taken_back

    @property
    def held(self) -> bool:
        """Tell whether it waits to be let through, and its author still wants it to."""
        return self.waiting and self.hidden_reason is None and not self.gone


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Ideas gathered under a title; `gone_into` names the theme it was merged into.

    `group`, `copy_of` and `words_of` are as of an idea.
    `held` are the ideas it had when it was merged or taken apart.
    """

    id: ThemeId
    stage: StageId | None
    title: str
    seq: int
    words_of: ThemeId
    group: GroupId | None = None
    copy_of: ThemeId | None = None
    split_from: ThemeId | None = None
    gone_into: ThemeId | None = None
    dissolved: bool = False
    taken_back: bool = False
    held: tuple[IdeaId, ...] = ()
    redacted: bool = False

    @property
    def stands(self) -> bool:
        """Tell whether it is still a theme of its own."""
        return self.gone_into is None and not self.dissolved and not self.taken_back


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakout:
    """The room parted into groups in a stage; times in ms UTC.

    `places` says who is in which group, also of those who left. `ends_at` is
    when the timer of all groups runs out, `back_at` when everybody is called
    back; both None where none runs. `number` counts the workshop's breakouts
    from 1.
    """

    id: BreakoutId
    stage: StageId
    number: int
    prompt: str
    minutes: int
    choosing: bool
    groups: tuple[GroupId, ...] = ()
    places: Mapping[ParticipantId, GroupId] = field(default_factory=dict)
    open: bool = False
    boards_open: bool = False
    cancelled: bool = False
    opened_at: int = 0
    closed_at: int = 0
    ends_at: int | None = None
    back_at: int | None = None
    message: str = ""
    message_at: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Some of the room with a board of their own; `ends_at` is a timer for it alone."""

    id: GroupId
    breakout: BreakoutId
    name: str
    place: str
    prompt: str
    ends_at: int | None = None
    reporter: ParticipantId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportBack:
    """What a group brought to everybody's board, as the ids of the copies."""

    id: ReportBackId
    group: GroupId
    ideas: tuple[IdeaId, ...]
    themes: tuple[ThemeId, ...]
    at: int
    seq: int
    taken_back: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """Something to vote on; its words are its idea's or theme's unless its own.

    `voted_words` are those it was put to the vote under, whatever became of its
    idea or theme since, and `voted_words_of` is under whose key they are.
    """

    id: OptionId
    source: OptionSource
    text: str
    seq: int
    voted_words: str = ""
    voted_words_of: str = ""
    cost: int = 0
    needs: tuple[OptionId, ...] = ()
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
    draws no new ones, and `box_seq` the one that opened the box. `reopened`
    while a counted round takes late paper; `recount_reason` tells ever after
    why it did. `what_ifs` are shown beside its result.
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
    group: GroupId | None = None
    secret: bool = False
    closed_seq: int | None = None
    drawn_seq: int | None = None
    closed_at: int = 0
    box_seq: int | None = None
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
    organisation, where these vote.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Spotlight:
    """What everybody is shown, since the event `seq`."""

    kind: Shown
    id: str
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What somebody told those who run the workshop; `id` is empty about the workshop."""

    id: ReportId
    by: ParticipantId | None
    about: Reported
    about_id: str
    concern: Concern
    text: str
    at: int
    state: ReportState = "new"
    redacted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A private note of those who run the workshop."""

    id: NoteId
    by: ParticipantId | None
    text: str
    at: int
    withdrawn: bool = False
    redacted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """What somebody wrote beside a moment of the recording; `group` as in the event."""

    id: AnnotationId
    by: ParticipantId | None
    moment: int
    group: GroupId | None
    seen_by: View
    text: str
    at: int
    seq: int
    withdrawn: bool = False
    redacted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExitAnswer:
    """What a person said on leaving, and what they had been asked."""

    question: str
    text: str
    at: int
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Where a person wants to hear what becomes of this."""

    id: ContactId
    address: str
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What somebody does about a theme or a decision; fields as in `ResponseGiven`."""

    id: ResponseId
    about: Responded
    about_id: str
    organisation: OrganisationId | None
    stance: Stance
    why: str
    post: str
    by_when: str
    at: int
    seq: int
    withdrawn: bool = False
    redacted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """What a workshop for practice began as: the board of another at a version."""

    workshop: WorkshopId
    version: int
    thrown_away: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessNeed:
    """What somebody needs to take part, until it is deleted; `by` is who told it."""

    id: AccessNeedId
    by: ParticipantId | None
    name: str
    text: str
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalLink:
    """The link by which a person comes back, good until `expires_at` (ms UTC)."""

    id: LinkId
    expires_at: int
    issued_at: int
    by: ParticipantId | None


# What an act changed: of what kind, and the id of the thing, empty where there is one only.
Subject = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskAct:
    """Something that was done to run the workshop, with what takes it back.

    `seq` is the first event of its command, `act` the name of the event that
    tells what it was, `about` what that was about. `steps` say for each thing
    it changed which command puts it back; none are left once all was changed
    again. `changed_seq` is the last event that added or overtook a step.
    """

    id: CommandId
    seq: int
    at: int
    by: ParticipantId
    act: str
    about: str
    value: str
    steps: Mapping[Subject, Command]
    changed_seq: int


@dataclass(slots=True)
class Workshop:
    """Everything the log says, up to `seq`; 0 before the first event."""

    seq: int = 0
    at: int = 0
    title: str = ""
    question: str = ""
    shape: Shape = "quick"
    timezone: str = "Europe/London"
    language: str = "en"
    sensitive: bool = False
    place: str = ""
    area: str = ""
    lead: OrganisationId | None = None
    join_code: str = ""
    published: bool = False
    closed: bool = False
    created_at: int = 0
    created_in: CommandId | None = None
    paused_at: int | None = None
    door: Door = "open"
    intake: Intake = "open"
    spotlight: Spotlight | None = None
    # What opens the room display without a login; empty where nothing does.
    display_code: str = ""
    display_shows: DisplayShows = "follow"
    hall: Hall = "dark"
    practice: Practice | None = None
    live_stage: StageId | None = None
    # The breakout people are in or came back from, until its stage closes or another opens.
    breakout: BreakoutId | None = None
    agenda: list[StageId] = field(default_factory=list)
    sessions: dict[SessionId, Session] = field(default_factory=dict)
    stages: dict[StageId, Stage] = field(default_factory=dict)
    organisations: dict[OrganisationId, Organisation] = field(default_factory=dict)
    participants: dict[ParticipantId, Participant] = field(default_factory=dict)
    door_list: dict[ParticipantId, Listed] = field(default_factory=dict)
    ideas: dict[IdeaId, Idea] = field(default_factory=dict)
    themes: dict[ThemeId, Theme] = field(default_factory=dict)
    rounds: dict[RoundId, Round] = field(default_factory=dict)
    polls: dict[RoundId, Poll] = field(default_factory=dict)
    decisions: dict[DecisionId, Decision] = field(default_factory=dict)
    reports: dict[ReportId, Report] = field(default_factory=dict)
    notes: dict[NoteId, Note] = field(default_factory=dict)
    annotations: dict[AnnotationId, Annotation] = field(default_factory=dict)
    # Those told and not deleted yet, and the identifiers of all there ever were.
    access_needs: dict[AccessNeedId, AccessNeed] = field(default_factory=dict)
    access_needs_told: set[AccessNeedId] = field(default_factory=set)
    # Ideas by the one that says the same for all of them.
    joined: dict[IdeaId, tuple[IdeaId, ...]] = field(default_factory=dict)
    next_steps: str = ""
    next_steps_seq: int | None = None
    exit_question: str = ""
    exit_answers: dict[ParticipantId, ExitAnswer] = field(default_factory=dict)
    contacts: dict[ParticipantId, Contact] = field(default_factory=dict)
    responses: dict[ResponseId, Response] = field(default_factory=dict)
    reasons: dict[ReasonId, Reason] = field(default_factory=dict)
    mandates: dict[OrganisationId, Mandate] = field(default_factory=dict)
    links: dict[ParticipantId, PersonalLink] = field(default_factory=dict)
    # Who has a role that runs the workshop, whether they are here or not.
    running: dict[ParticipantId, None] = field(default_factory=dict)
    breakouts: dict[BreakoutId, Breakout] = field(default_factory=dict)
    groups: dict[GroupId, Group] = field(default_factory=dict)
    report_backs: dict[ReportBackId, ReportBack] = field(default_factory=dict)
    # The latest acts, in places that are taken again in turn; how many there were in all.
    desk_acts: dict[int, DeskAct] = field(default_factory=dict)
    desk_acts_done: int = 0

    @property
    def created(self) -> bool:
        """Tell whether there is a workshop at all."""
        return self.seq > 0

    def holds(self, identifier: str) -> bool:
        """Tell whether anything here has that identifier, whatever it is.

        One identifier, one thing: words are sealed and destroyed by it.
        """
        return (
            identifier in self.sessions
            or identifier in self.stages
            or identifier in self.organisations
            or identifier in self.participants
            or identifier in self.door_list
            or identifier in self.ideas
            or identifier in self.themes
            or identifier in self.rounds
            or identifier in self.decisions
            or identifier in self.reports
            or identifier in self.notes
            or identifier in self.annotations
            or identifier in self.access_needs_told
            or identifier in self.breakouts
            or identifier in self.groups
            or identifier in self.report_backs
            or identifier in self.responses
            or identifier in self.reasons
            or any(identifier == each.id for each in self.contacts.values())
            or any(identifier == each.id for each in self.links.values())
            or any(
                poll.option(OptionId(identifier)) is not None or identifier in poll.totals
                for poll in self.polls.values()
            )
        )
