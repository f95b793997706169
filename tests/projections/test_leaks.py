"""Seen only by those who may: over all events and views, nothing hidden leaks."""

import re
from random import Random

import pytest
from hypothesis import given

from codesign.domain import events as e
from codesign.domain.entries import ANYBODYS
from codesign.domain.events import View
from codesign.domain.evolve import evolve
from codesign.domain.evolve.ideas import ideas_worded_by
from codesign.domain.ids import (
    AmendmentId,
    ConditionId,
    DecisionId,
    EqualityImpactId,
    FormalDecisionId,
    GroupId,
    IdeaId,
    NoteId,
    ObjectionId,
    ParticipantId,
    PositionId,
    ReasonId,
    RedesignId,
    ReportId,
    ResponseId,
    RoundId,
    StageId,
    ThemeId,
)
from codesign.domain.participation import as_if
from codesign.domain.permissions import HELPING, runners
from codesign.domain.recorded import Recorded
from codesign.domain.taking_back import ACTS_KEPT
from codesign.domain.views import (
    VIEWS,
    Audience,
    audience_of,
    may_bid,
    may_see,
    sees_stage,
    sees_stage_as,
    view_of,
)
from codesign.domain.workshop import KINDS, Amendment, Idea, Objection, Reason, Workshop
from codesign.projections.board import Board, changes, rendered
from codesign.projections.mine import MineOp, mine, mine_changes, reseated, seats
from codesign.projections.ops import Op
from codesign.projections.records.entries import COLLECTIONS
from codesign.protocol.codec import canonical
from tests.given import (
    ANNA,
    BEN,
    CARYS,
    CHARITY,
    DECISION,
    EVERYBODY,
    FACILITATOR,
    IDEA,
    ROUND,
    STAGE,
    TAKING_IDEAS_OF_PARTNERS,
    YES,
    folded,
    id_of,
    idea_submitted,
    option_added,
    organisation_added,
    past_fact,
    recorded,
    round_opened,
    stage_added,
    stage_opened,
    theme_formed,
)
from tests.histories import a_history, audiences_of, histories
from tests.replay.logs import told_apart


def _check(log: list[Recorded]) -> None:
    workshop = Workshop()
    boards = {audience: Board() for audience in audiences_of(log)}
    for each in log:
        evolve(workshop, each)
        for audience, board in boards.items():
            ops = board.apply(changes(workshop, each, *audience))
            _check_ideas(workshop, audience, ops, board)
            _check_tallies(workshop, audience.view, board)
            _check_names(workshop, audience.view, ops)
            _check_groups(workshop, audience, ops, board)
            _check_door_and_totals(workshop, audience.view, ops)
            _check_annotations(workshop, audience, ops)
            _check_entries(workshop, audience.view, ops, board)


def _check_door_and_totals(workshop: Workshop, view: View, ops: list[Op]) -> None:
    """Who is expected, and what people counted, is for those who run the workshop or help."""
    if view == "facilitator":
        return
    assert not any(len(op) > 1 and op[1] in {"door_list", "totals"} for op in ops)
    told = canonical(ops)
    assert not any(
        each.encode() in told for each in workshop.door_list if each not in workshop.participants
    )


def _check_entries(workshop: Workshop, view: View, ops: list[Op], board: Board) -> None:
    """An entry is read by those who see its stage, once it is revealed, while it stands."""
    # A version of a redesign is hashed with the identifiers of what it answers; they say nothing.
    hashed = {"redesigns", "redesign_versions", "amendments"}
    told = canonical([op for op in ops if op[0] != "remove" and op[1:2][0] not in hashed])
    for key, entry in workshop.entries.items():
        stage = workshop.stages[entry.says.stage]
        off = entry.withdrawn_reason is not None and not (entry.hidden and view == "facilitator")
        shown = {key for kind in ENTRIES for key in board.records[kind]}
        private = entry.kind in ANYBODYS and stage.private and not stage.revealed
        if off or private or not may_see(view, stage.seen_by):
            assert key.encode() not in told
            assert key not in shown
        elif key in shown:
            record = next(
                board.records[each][key] for each in ENTRIES if key in board.records[each]
            )
            naming = {"author", "author_organisation"} & record.keys()
            assert not naming if stage.anonymous else "author_organisation" in naming
            assert view != "public" or "author" not in naming


ENTRIES = tuple(COLLECTIONS.values())


def _check_annotations(workshop: Workshop, audience: Audience, ops: list[Op]) -> None:
    """What is written beside a moment is read by whom its author chose, and nobody else."""
    told = {op[2] for op in ops if len(op) > 1 and op[1] == "annotations" and op[0] != "remove"}
    for each in workshop.annotations.values():
        for_them = may_see(audience.view, each.seen_by) and _may_look(
            workshop, each.group, audience
        )
        assert for_them or each.id not in told


def _may_look(workshop: Workshop, group: GroupId | None, audience: Audience) -> bool:
    if group is None or audience.view == "facilitator" or group == audience.group:
        return True
    return workshop.breakouts[workshop.groups[group].breakout].boards_open


def _check_groups(workshop: Workshop, audience: Audience, ops: list[Op], board: Board) -> None:
    """Nothing that a group made is named to another audience, not even by its identifier."""
    closed = {each for each in workshop.groups if not _may_look(workshop, each, audience)}
    made = [*workshop.ideas.values(), *workshop.themes.values(), *workshop.rounds.values()]
    secret = {each.id.encode() for each in made if each.group in closed}
    copies = (*workshop.ideas.values(), *workshop.themes.values())
    # What a group reported, it told.
    secret -= {str(each.copy_of).encode() for each in copies}
    told = canonical([op for op in ops if op[0] != "remove"])
    assert not any(each in told for each in secret)
    for collection in ("ideas", "themes", "rounds"):
        assert not any(each.get("group") in closed for each in board.records[collection].values())
    if audience.view != "facilitator":
        planned = {each.id for each in workshop.breakouts.values() if not each.opened_at}
        assert planned.isdisjoint(board.records["breakouts"])


def _check_ideas(workshop: Workshop, audience: Audience, ops: list[Op], board: Board) -> None:
    view, shown = audience.view, board.records["ideas"]
    for idea in workshop.ideas.values():
        may_look = _may_look(workshop, idea.group, audience)
        if not may_look or not _may_read(workshop, idea, view):
            assert idea.id not in shown
            assert not any(op[0] != "remove" and idea.id in _keys(op) for op in ops)
        elif workshop.stages[idea.stage].anonymous:
            assert not {"author", "organisation"} & shown[idea.id].keys()


def _may_read(workshop: Workshop, idea: Idea, view: View) -> bool:
    stage = workshop.stages[idea.stage]
    hidden = idea.hidden_reason is not None and view != "facilitator"
    private = stage.private and not stage.revealed
    off = hidden or private or idea.gone or idea.waiting
    return may_see(view, stage.seen_by) and not off


def _check_tallies(workshop: Workshop, view: View, board: Board) -> None:
    for round_ in workshop.rounds.values():
        closed_to = round_.stage and not may_see(view, workshop.stages[round_.stage].seen_by)
        waits = round_.tally != "live" and round_.result is None
        unrevealed = round_.tally == "at_reveal" and not round_.revealed
        options = [
            record for record in board.records["options"].values() if record["round"] == round_.id
        ]
        if closed_to:
            assert round_.id not in board.records["rounds"]
            assert not options
        if closed_to or waits or unrevealed:
            assert round_.id not in board.records["results"]
            assert not any("counts" in record for record in options)


def _check_names(workshop: Workshop, view: View, ops: list[Op]) -> None:
    if view != "public":
        return
    told = canonical(ops)
    for participant in workshop.participants:
        assert participant.encode() not in told


def _keys(op: Op) -> str:
    return "" if len(op) < 3 or op[1] != "ideas" else op[2]


@given(histories())
def test_no_view_is_told_what_it_may_not_see(log: list[Recorded]) -> None:
    _check(log)


@pytest.mark.parametrize("seed", range(10))
def test_no_view_is_told_what_it_may_not_see_in_long_workshops(seed: int) -> None:
    _check(a_history(Random(seed), 400))


# --- the seat of a potential provider ------------------------------------------------


def _providers(workshop: Workshop) -> list[ParticipantId]:
    """Everybody who speaks for a potential provider and does not run or help."""
    return [
        each.id
        for each in workshop.participants.values()
        if may_bid(workshop, each.organisation) and each.role not in HELPING
    ]


def _told_too_much(log: list[Recorded], workshop: Workshop, me: ParticipantId, told: bytes):
    """Return the words in this that somebody else wrote in a stage this person may not see."""
    words = (
        (log[int(seq) - 1], name.decode()) for seq, name in re.findall(rb"<(\d+)\.(\w+)>", told)
    )
    return [
        (each.event, name)
        for each, name in words
        if not _is_own(workshop, each, me)
        and not sees_stage(workshop, _stage_of(workshop, each.event), me)
        # That there is a stage, and what it is called, is on everybody's agenda.
        and not (isinstance(each.event, e.StageAdded | e.StageRevised) and name == "title")
    ]


def _is_own(workshop: Workshop, recorded: Recorded, me: ParticipantId) -> bool:
    """Tell whether these are a person's own words, or stand in place of their own."""
    match recorded.event:
        case e.ContributionRedacted(id=key) if key in workshop.entries:
            return workshop.entries[key].author == me
        case said if type(said) in KINDS:
            # Told to the author, whoever says it anew.
            return workshop.entries[getattr(said, KINDS[type(said)])].author == me
        case e.ContributionRedacted(kind="idea", id=key):
            return workshop.ideas[IdeaId(key)].author == me
        case e.IdeaTidied(idea=idea):
            # Told to the author beside the words they wrote.
            return workshop.ideas[idea].author == me
        case _:
            return recorded.who == me


def _stage_of(  # noqa: C901, PLR0912 - one case a kind of event
    workshop: Workshop, event: e.Event
) -> StageId | None:
    match event:
        case e.StageAdded(stage=stage) | e.StageRevised(stage=stage):
            return stage
        case (
            e.IdeaSubmitted(idea=idea)
            | e.CardRecorded(idea=idea)
            | e.IdeaReworded(idea=idea)
            | e.IdeaTidied(idea=idea)
            | e.IdeaHidden(idea=idea)
        ):
            return workshop.ideas[idea].stage
        case e.ThemeFormed(theme=theme) | e.ThemeNamed(theme=theme) | e.ThemeSplit(into=theme):
            return workshop.themes[theme].stage
        case e.BreakoutPlanned(stage=stage):
            return stage
        case e.GroupPlanned(breakout=of) | e.GroupsTold(breakout=of):
            return workshop.breakouts[of].stage
        case e.RoundOpened(round=of) | e.OptionAdded(round=of) | e.RoundVoided(round=of):
            return workshop.rounds[of].stage
        case e.DecisionRecorded(decision=decision) | e.DecisionWithdrawn(decision=decision):
            return _stage_decided_in(workshop, decision)
        case e.ContributionRedacted(id=key) if key in workshop.entries:
            return workshop.entries[key].says.stage
        case e.EntryWithdrawn(id=key):
            return workshop.entries[key].says.stage
        case _ if type(event) in KINDS:
            return event.stage  # type: ignore[union-attr]
        case e.ContributionRedacted(kind="idea", id=key):
            return workshop.ideas[IdeaId(key)].stage
        case e.ContributionRedacted(kind="theme", id=key):
            return workshop.themes[ThemeId(key)].stage
        case e.ContributionRedacted(kind="round", id=key):
            return workshop.rounds[RoundId(key)].stage
        case e.ContributionRedacted(kind="decision", id=key):
            return _stage_decided_in(workshop, DecisionId(key))
        case e.ResponseGiven(response=response):
            return _stage_answered(workshop, response)
        case e.ContributionRedacted(kind="response", id=key):
            return _stage_answered(workshop, ResponseId(key))
        case (
            e.RedesignDrafted(redesign=key)
            | e.RedesignRevised(redesign=key)
            | e.RedesignWithdrawn(redesign=key)
            | e.ContributionRedacted(kind="redesign", id=key)
        ):
            return workshop.redesigns[RedesignId(key)].stage
        case (
            e.AmendmentProposed(amendment=key)
            | e.AmendmentRebased(amendment=key)
            | e.AmendmentResolved(amendment=key)
            | e.ContributionRedacted(kind="amendment", id=key)
        ):
            return _stage_said_in(workshop, workshop.amendments[AmendmentId(key)])
        case (
            e.ObjectionRaised(objection=key)
            | e.ObjectionResolved(objection=key)
            | e.ContributionRedacted(kind="objection", id=key)
        ):
            return _stage_said_in(workshop, workshop.objections[ObjectionId(key)])
        case (
            e.PositionTaken(position=key)
            | e.PositionWithdrawn(position=key)
            | e.ContributionRedacted(kind="position", id=key)
        ):
            return _stage_agreed_in(workshop, PositionId(key))
        case e.ConditionSet(condition=key) | e.ContributionRedacted(kind="condition", id=key):
            return _stage_agreed_in(workshop, workshop.conditions[ConditionId(key)].position)
        case (
            e.EqualityImpactRecorded(equality_impact=key)
            | e.ContributionRedacted(kind="equality_impact", id=key)
        ):
            return workshop.redesigns[
                workshop.equality_impacts[EqualityImpactId(key)].redesign
            ].stage
        case e.AgreementSetAside(redesign=redesign):
            return workshop.redesigns[redesign].stage
        case (
            e.FormalDecisionRecorded(formal_decision=key)
            | e.FormalDecisionWithdrawn(formal_decision=key)
            | e.ContributionRedacted(kind="formal_decision", id=key)
        ):
            decided = workshop.formal_decisions[FormalDecisionId(key)]
            return workshop.redesigns[decided.redesign].stage
        case _:
            return None


def _stage_agreed_in(workshop: Workshop, position: PositionId) -> StageId | None:
    return workshop.redesigns[workshop.positions[position].redesign].stage


def _stage_said_in(workshop: Workshop, said: Amendment | Objection) -> StageId | None:
    """Return the stage that fewest may see: of the redesign, or where this was said of it."""
    stages = [workshop.redesigns[said.redesign].stage, said.stage]
    return max(
        (each for each in stages if each is not None),
        key=lambda each: VIEWS.index(workshop.stages[each].seen_by),
        default=None,
    )


def _stage_answered(workshop: Workshop, key: ResponseId) -> StageId | None:
    response = workshop.responses[key]
    if response.about == "decision":
        return _stage_decided_in(workshop, DecisionId(response.about_id))
    return workshop.themes[ThemeId(response.about_id)].stage


def _stage_decided_in(workshop: Workshop, decision: DecisionId) -> StageId | None:
    of = workshop.decisions[decision].round
    return None if of is None else workshop.rounds[of].stage


def _check_seats(log: list[Recorded]) -> None:
    workshop = Workshop()
    for each in log:
        before = {person: audience_of(workshop, person) for person in workshop.participants}
        evolve(workshop, each)
        own = list(mine_changes(workshop, each))
        _check_reseated(workshop, each, before)
        _check_ballots(workshop, each, own)
        for me in _providers(workshop):
            view = view_of(workshop, me)
            assert not may_see(view, "partner")
            told = canonical([changes(workshop, each, view), [op for who, op in own if who == me]])
            assert not _told_too_much(log, workshop, me, told)
    for me in _providers(workshop):
        assert seats(workshop, me) == {me}
        found = [rendered(workshop, view_of(workshop, me)).records, mine(workshop, {me})]
        assert not _told_too_much(log, workshop, me, canonical(found))


def _check_reseated(workshop: Workshop, recorded: Recorded, before: dict[ParticipantId, Audience]):
    moved = {who for who, audience in before.items() if audience_of(workshop, who) != audience}
    assert moved <= set(reseated(workshop, recorded.event))


def _cast_by(workshop: Workshop, reason: Reason) -> ParticipantId | None:
    held = reason.voter in workshop.polls[reason.round].proxies
    return workshop.proxies.get(reason.voter) if held else None


def _check_ballots(workshop: Workshop, recorded: Recorded, own: list[MineOp]) -> None:
    """Nobody is handed a ballot of a stage they may not see.

    How their own vote was counted they are told, for they keep their ballot; what an
    interest did to it; and that words they gave with it are destroyed, for they go from
    their screen, and from that of who gave them in their place.
    """
    if isinstance(recorded.event, e.ContributionRedacted) and recorded.event.kind == "reason":
        reason = workshop.reasons[ReasonId(recorded.event.id)]
        assert {me for me, _ in own} <= {reason.voter, _cast_by(workshop, reason)}
        return
    told = [(me, op) for me, op in own if op[:2] == ("put", "ballots")]
    if isinstance(recorded.event, e.TotalsRecorded | e.TotalsWithdrawn):
        poll = workshop.polls[recorded.event.round]
        assert {me for me, _ in told} == set(poll.roll)
        return
    for me, op in told:
        theirs = op[3]["voter"] == me
        if not (theirs and isinstance(recorded.event, e.InterestDeclared)):
            stage = workshop.rounds[RoundId(str(op[3]["round"]))].stage
            # Who is away, and in whose place somebody votes, is told what they would be told here.
            assert sees_stage_as(workshop, stage, as_if(workshop.participants[me], left=False))


@given(histories().map(told_apart))
def test_a_seat_is_told_nothing_of_a_stage_closed_to_it(log: list[Recorded]) -> None:
    _check_seats(log)


@pytest.mark.parametrize("seed", range(10))
def test_a_seat_is_told_nothing_of_a_stage_closed_to_it_in_long_workshops(seed: int) -> None:
    _check_seats(told_apart(a_history(Random(seed), 400)))


PARTNERS_ONLY = (
    *TAKING_IDEAS_OF_PARTNERS,
    idea_submitted(),
    theme_formed(),
    round_opened(roll=(ANNA, BEN)),
    option_added(YES),
    e.DecisionRecorded(decision=DECISION, text="A bus", reasons="", round=ROUND, options=()),
)
CONTRIBUTED = ("ideas", "themes", "rounds", "options", "results", "decisions")


def _on_the_board_of(workshop: Workshop, me: ParticipantId) -> set[str]:
    records = rendered(workshop, view_of(workshop, me)).records
    return {collection for collection in CONTRIBUTED if records[collection]}


def test_a_potential_provider_sees_of_a_stage_for_partners_only_that_it_is_closed_to_them():
    workshop = folded(recorded(*PARTNERS_ONLY))
    assert _on_the_board_of(workshop, ANNA) == {"ideas", "themes", "rounds", "options", "decisions"}
    assert _on_the_board_of(workshop, CARYS) == set()
    (stage,) = rendered(workshop, view_of(workshop, CARYS)).records["stages"].values()
    assert stage["closed_to_you"]
    assert "purpose" not in stage
    assert mine(workshop, seats(workshop, CARYS)) == [("clear",)]


def test_who_votes_in_anothers_place_is_told_nothing_of_a_stage_closed_to_them():
    told = []
    for bids in (False, True):
        workshop = folded(
            recorded(
                *TAKING_IDEAS_OF_PARTNERS,
                e.ProxyNamed(participant=ANNA, holder=BEN),
                round_opened(roll=(ANNA, BEN), proxies_at_most=2),
                *([e.InterestDeclared(participant=BEN, interest="potential_bidder")] * bids),
            )
        )
        told.append([op for op in mine(workshop, {BEN}) if op[1:2] == ("ballots",)])
    assert any(f".{ANNA}" in op[2] for op in told[0])
    assert not any(f".{ANNA}" in op[2] for op in told[1] if op[0] == "put")


@pytest.mark.parametrize(
    "change",
    [
        e.InterestDeclared(participant=ANNA, interest="potential_bidder"),
        organisation_added(CHARITY, potential_provider=True),
    ],
    ids=lambda each: type(each).__name__,
)
def test_who_may_come_to_gain_keeps_their_own_and_nothing_else(change: e.Event):
    speaks = e.OrganisationChosen(participant=ANNA, organisation=CHARITY)
    workshop = folded(recorded(*PARTNERS_ONLY, speaks, change))
    assert ANNA in reseated(workshop, change)
    assert _on_the_board_of(workshop, ANNA) == set()
    own = [op[1:3] for op in mine(workshop, seats(workshop, ANNA))[1:]]
    assert own == [("ballots", f"{ROUND}.{ANNA}"), ("ideas", IDEA)]


# --- what is for those who run the workshop alone -----------------------------------------

CONFIDED = (
    e.ReportMade,
    e.NoteWritten,
    e.AccessNeedTold,
    e.AdmissionAsked,
    e.ParticipantRemoved,
    e.ExitAnswered,
    e.ContactGiven,
)


def _confided(log: list[Recorded], workshop: Workshop, held: set[ParticipantId]) -> set[str]:
    """Return the words that nobody may read but those who run it, and who said them."""
    return {
        f"<{each.seq}.{name}>"
        for each in log
        for name in ("text", "name", "reason", "address")
        if _is_kept_aside(each, workshop, name) and _said_by(workshop, each) not in held
    }


def _said_by(workshop: Workshop, recorded: Recorded) -> ParticipantId | None:
    """Return whose words these are, or in whose place they stand."""
    match recorded.event:
        case e.ContributionRedacted(kind="report", id=key):
            return workshop.reports[ReportId(key)].by
        case e.ContributionRedacted(kind="idea", id=key):
            return workshop.ideas[IdeaId(key)].author
        case _:
            return recorded.who


def _is_kept_aside(recorded: Recorded, workshop: Workshop, name: str) -> bool:
    match recorded.event:
        case e.AdmissionAsked(participant=who):
            return not workshop.participants[who].came
        case e.ContributionRedacted(kind="report" | "note"):
            return True
        case e.IdeaSubmitted(idea=idea) | e.CardRecorded(idea=idea) | e.IdeaReworded(idea=idea):
            # What was brought to everybody's board is read there, whatever became of it here.
            worded = ideas_worded_by(workshop, idea)
            return name == "text" and all(each.waiting for each in worded)
        case event:
            return isinstance(event, CONFIDED)


def _check_confided(log: list[Recorded]) -> None:
    workshop = Workshop()
    for each in log:
        evolve(workshop, each)
        boards = canonical([changes(workshop, each, view) for view in VIEWS])
        _assert_none_of(_confided([each], workshop, set()), boards)
        for who, op in mine_changes(workshop, each):
            if who not in runners(workshop):
                _assert_none_of(_confided([each], workshop, {who}), canonical(op))
    for view in VIEWS:
        _assert_none_of(
            _confided(log, workshop, set()), canonical(rendered(workshop, view).records)
        )
    for me in workshop.participants.keys() - runners(workshop):
        held = {me, *seats(workshop, me)}
        _assert_none_of(_confided(log, workshop, held), canonical(mine(workshop, held)))


def _assert_none_of(words: set[str], told: bytes) -> None:
    assert not [each for each in words if each.encode() in told]


@given(histories().map(told_apart))
def test_what_the_desk_is_told_reaches_nobody_else(log: list[Recorded]) -> None:
    _check_confided(log)


@pytest.mark.parametrize("seed", range(10))
def test_what_the_desk_is_told_reaches_nobody_else_in_long_workshops(seed: int) -> None:
    _check_confided(told_apart(a_history(Random(seed), 400)))


OF_GROUPING = {
    "IdeasGrouped",
    "IdeasUngrouped",
    "ThemeDissolved",
    "ThemeFormed",
    "ThemeNamed",
    "ThemeRestored",
    "ThemeSplit",
    "ThemesMerged",
}


def _check_acts(log: list[Recorded]) -> None:
    workshop = Workshop()
    for each in log:
        evolve(workshop, each)
        running = runners(workshop)
        told = [(who, op) for who, op in mine_changes(workshop, each) if op[1:2] == ("acts",)]
        for me in workshop.participants.keys() - {*running}:
            told += [(me, op) for op in mine(workshop, {me}) if op[1:2] == ("acts",)]
        for who, op in told:
            if who not in running and op[0] == "put":
                # Theirs to take back is only that they stepped back, or how they grouped last.
                assert op[3]["by"] == who
                assert op[3]["act"] == "RoleChanged" or op[3]["act"] in OF_GROUPING
        assert len(workshop.desk_acts) <= ACTS_KEPT


@given(histories())
def test_recent_acts_reach_only_those_who_run_the_workshop(log: list[Recorded]) -> None:
    _check_acts(log)


@pytest.mark.parametrize("seed", range(3))
def test_recent_acts_reach_only_those_who_run_long_workshops(seed: int) -> None:
    _check_acts(a_history(Random(seed), 300))


def test_a_recent_act_says_no_words_of_anybody():
    reason = e.ParticipantRemoved(participant=ANNA, banned=True, reason="Anna swore")
    note = e.NoteWritten(note=NoteId(id_of("note")), text="Ben is unwell")
    again = e.NoteWithdrawn(note=NoteId(id_of("note")))
    workshop = folded(recorded(*EVERYBODY, reason, note, again))
    told = [op for op in mine(workshop, {FACILITATOR}) if op[1:2] == ("acts",)]
    assert {op[3]["act"] for op in told} >= {"ParticipantRemoved", "NoteWithdrawn"}
    assert b"swore" not in canonical(told)
    assert b"unwell" not in canonical(told)


@pytest.mark.parametrize(
    ("anonymous", "tally", "heard"),
    [(False, "at_close", {STAGE, ROUND}), (True, "at_close", set()), (False, "live", {STAGE})],
)
def test_who_was_heard_is_told_only_where_it_tells_nothing_else(anonymous, tally, heard) -> None:
    cast = past_fact(e.BallotCast(round=ROUND, marks={YES: 1}), by=ANNA)
    workshop = folded(
        recorded(
            *EVERYBODY,
            stage_added(anonymous=anonymous),
            stage_opened(),
            idea_submitted(),
            round_opened(tally=tally),
            option_added(YES),
            cast,
        )
    )
    told = mine(workshop, {FACILITATOR})
    assert {op[3]["in"] for op in told if op[:2] == ("put", "heard")} == heard
