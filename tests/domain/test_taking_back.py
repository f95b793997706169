"""Acts at the desk taken back: what each does, who may, and what has been overtaken."""

from contextlib import suppress
from dataclasses import replace
from random import Random

import pytest

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.act import Act
from codesign.domain.decide import decide
from codesign.domain.errors import CommandRejectedError
from codesign.domain.evolve import evolve
from codesign.domain.handing_over import HAND_OVER_BACK_MS
from codesign.domain.ids import (
    BreakoutId,
    CommandId,
    GroupId,
    NoteId,
    OptionId,
    OrganisationId,
    ParticipantId,
)
from codesign.domain.recorded import Recorded
from codesign.domain.taking_back import ACTS_KEPT, latest_own
from codesign.domain.taking_back.step import TAKEN_BACK
from codesign.domain.workshop import Workshop
from codesign.projections.mine import mine
from tests.given import (
    ANNA,
    BEN,
    CARYS,
    CO_FACILITATOR,
    COUNCIL,
    DECISION,
    EVERYBODY,
    FACILITATOR,
    IDEA,
    IDEA_2,
    IDEA_3,
    MINUTE,
    NO,
    NOW,
    ROUND,
    ROUND_2,
    STAGE,
    STAGE_2,
    STAGE_3,
    TAKING_IDEAS,
    TAKING_VOTES,
    THEME,
    THEME_2,
    THEME_3,
    YES,
    folded,
    id_of,
    idea_submitted,
    option_added,
    organisation_added,
    recorded,
    round_opened,
    stage_added,
    stage_opened,
    theme_formed,
)
from tests.histories import a_history

NOTE = NoteId(id_of("note"))
NIA = ParticipantId(id_of("nia"))


class Room:
    """A workshop in which things are asked one after the other."""

    def __init__(self, *past: object) -> None:
        self.log = recorded(*past)  # type: ignore[arg-type]
        self.workshop = folded(self.log)

    def ask(
        self, command: c.Command, *, by: ParticipantId = FACILITATOR, at: int = NOW
    ) -> tuple[e.Event, ...]:
        events = decide(self.workshop, command, Act(by=by, at=at))
        command_id = CommandId(id_of(f"asked_{self.workshop.seq}"))
        for event in events:
            each = Recorded(seq=self.workshop.seq + 1, event=event, id=command_id, at=at, by=by)
            evolve(self.workshop, each)
            self.log.append(each)
        return events

    def back(self, *, by: ParticipantId = CO_FACILITATOR, at: int = NOW) -> tuple[e.Event, ...]:
        """Take the latest act back; of somebody who groups, their own."""
        own = latest_own(self.workshop, by)
        latest = self.latest if own is None else own.seq
        return self.ask(c.TakeBack(act=latest, round=ROUND_2), by=by, at=at)

    @property
    def latest(self) -> int:
        own = [latest_own(self.workshop, each) for each in self.workshop.own_acts]
        acts = (*self.workshop.desk_acts.values(), *own)
        return max(each.seq for each in acts if each is not None and each.steps)


STAGES = (*EVERYBODY, stage_added(), stage_added(STAGE_2, "themes"), stage_opened())
OUTSIDE = e.AdmissionAsked(participant=NIA, name="Nia", organisation=None, role="participant")
CLOSED = e.RoundClosed(round=ROUND)


@pytest.mark.parametrize(
    ("past", "command", "back"),
    [
        (EVERYBODY, c.PauseRoom(), e.RoomResumed()),
        (EVERYBODY, c.SetDoor(door="locked"), e.DoorChanged(door="open")),
        (EVERYBODY, c.SetIntake(intake="held"), e.IntakeChanged(intake="open")),
        (EVERYBODY, c.ChangeShape(shape="full"), e.ShapeChanged(shape="quick")),
        (
            EVERYBODY,
            c.RetitleWorkshop(title="Other", question=""),
            e.WorkshopRetitled(title="Getting about", question="How do we get to the clinic?"),
        ),
        (STAGES, c.SkipStage(stage=STAGE_2), e.StageRestored(stage=STAGE_2)),
        (STAGES, c.MoveStage(stage=STAGE), e.StageMoved(stage=STAGE, before=STAGE_2)),
        (STAGES, c.CloseStage(stage=STAGE), stage_opened()),
        (
            STAGES,
            c.ExtendStage(stage=STAGE, minutes=5),
            e.StageShortened(stage=STAGE, minutes=5),
        ),
        (STAGES, c.StartTimer(stage=STAGE, seconds=60), e.TimerStopped(stage=STAGE)),
        (
            (*STAGES, e.TimerStarted(stage=STAGE, ends_at=NOW + MINUTE)),
            c.StopTimer(stage=STAGE),
            e.TimerStarted(stage=STAGE, ends_at=NOW + MINUTE),
        ),
        (
            STAGES,
            c.TurnSpotlight(kind="stage", id=STAGE),
            e.SpotlightTurned(kind=None, id=None),
        ),
        (EVERYBODY, c.MuteParticipant(participant=ANNA), e.ParticipantUnmuted(participant=ANNA)),
        (
            EVERYBODY,
            c.RemoveParticipant(participant=ANNA, reason="Unkind"),
            e.ParticipantReadmitted(participant=ANNA),
        ),
        (
            EVERYBODY,
            c.ChangeRole(participant=ANNA, role="table_helper"),
            e.RoleChanged(participant=ANNA, role="participant"),
        ),
        (
            (*EVERYBODY, e.HandRaised(participant=ANNA)),
            c.LowerHand(participant=ANNA),
            e.HandRaised(participant=ANNA),
        ),
        (
            (*EVERYBODY, OUTSIDE),
            c.AdmitParticipants(participants=(NIA,)),
            e.AdmissionWithdrawn(participant=NIA),
        ),
        (EVERYBODY, c.WriteNote(note=NOTE, text="Quiet table"), e.NoteWithdrawn(note=NOTE)),
        (
            (*TAKING_IDEAS, idea_submitted()),
            c.HideIdea(idea=IDEA, reason="Unkind"),
            e.IdeaRestored(idea=IDEA),
        ),
        (TAKING_VOTES, c.VoidRound(round=ROUND, reason="Wrong"), e.RoundRestored(round=ROUND)),
        (
            EVERYBODY,
            c.RecordDecision(decision=DECISION, text="We try a minibus."),
            e.DecisionWithdrawn(decision=DECISION, reason=TAKEN_BACK),
        ),
    ],
    ids=lambda each: type(each).__name__,
)
def test_an_act_is_taken_back_by_another_that_puts_things_back(past, command, back):
    room = Room(*past)
    assert room.ask(command)
    assert room.back() == (back,)


BUSES = e.OrganisationAdded(
    organisation=OrganisationId(id_of("buses")),
    name="Buses",
    identifiers=(),
    potential_provider=False,
)
ADD_BUSES = c.AddOrganisation(organisation=BUSES.organisation, name="Buses")


def test_an_organisation_added_by_mistake_is_off_the_list_and_comes_back_as_it_was():
    room = Room(*EVERYBODY)
    room.ask(ADD_BUSES)
    assert room.back() == (e.OrganisationRemoved(organisation=BUSES.organisation),)
    assert room.back() == (BUSES,)


def test_an_organisation_somebody_is_entered_under_stays_on_the_list():
    room = Room(*EVERYBODY)
    room.ask(ADD_BUSES)
    room.ask(c.ChooseOrganisation(participant=ANNA, organisation=BUSES.organisation), by=ANNA)
    with pytest.raises(CommandRejectedError, match="entered under this organisation"):
        room.back()


def test_nobody_is_entered_under_an_organisation_off_the_list():
    room = Room(*EVERYBODY, BUSES, e.OrganisationRemoved(organisation=BUSES.organisation))
    with pytest.raises(CommandRejectedError, match="not on the list"):
        room.ask(c.ChooseOrganisation(participant=ANNA, organisation=BUSES.organisation))


BOTH = OptionId(id_of("both"))
BOTH_PLAN = c.OptionPlan(option=BOTH, source="text", text="Both", cost=500)
ADD_BOTH = c.AddOption(round=ROUND, plan=BOTH_PLAN)
WITHDRAW_BOTH = c.WithdrawOption(round=ROUND, option=BOTH)


def _growing(tally: e.TallyShown) -> Room:
    opened = round_opened(open_options=True, tally=tally)
    return Room(*STAGES, opened, option_added(YES), option_added(NO))


def _votes(room: Room, marks: dict[OptionId, int | None]) -> None:
    room.ask(c.CastBallot(round=ROUND, marks=marks), by=ANNA)


@pytest.mark.parametrize("tally", ["live", "at_close"])
def test_an_option_nobody_marked_is_taken_off_and_comes_back_as_it_was(tally):
    room = _growing(tally)
    _votes(room, {YES: 1})
    room.ask(ADD_BOTH)
    assert room.back() == (e.OptionWithdrawn(round=ROUND, option=BOTH),)
    assert BOTH not in room.workshop.polls[ROUND].options
    assert room.back() == (
        e.OptionAdded(round=ROUND, option=BOTH, source="text", text="Both", cost=500),
    )


def test_an_option_that_somebody_marked_stays():
    room = _growing("live")
    room.ask(ADD_BOTH)
    _votes(room, {BOTH: 1})
    with pytest.raises(CommandRejectedError, match="Somebody has voted since"):
        room.ask(WITHDRAW_BOTH)
    _votes(room, {BOTH: None, YES: 1})
    assert room.ask(WITHDRAW_BOTH)


def test_that_an_option_stays_tells_nobody_whether_it_was_marked_before_all_may_know():
    for marks in ({BOTH: 1}, {YES: 1}):
        room = _growing("at_close")
        room.ask(ADD_BOTH)
        _votes(room, marks)
        with pytest.raises(CommandRejectedError, match="Somebody has voted since"):
            room.ask(WITHDRAW_BOTH)


def test_an_option_a_decision_names_and_those_a_vote_opened_with_stay():
    room = _growing("live")
    room.ask(ADD_BOTH)
    room.ask(c.RecordDecision(decision=DECISION, text="Both it is.", round=ROUND, options=(BOTH,)))
    with pytest.raises(CommandRejectedError, match="decided on"):
        room.ask(WITHDRAW_BOTH)
    fixed = Room(*TAKING_VOTES)
    with pytest.raises(CommandRejectedError, match="fixed when it opened"):
        fixed.ask(c.WithdrawOption(round=ROUND, option=YES))


def test_words_of_an_option_that_was_taken_off_can_still_be_destroyed():
    room = _growing("live")
    room.ask(ADD_BOTH)
    room.ask(WITHDRAW_BOTH)
    room.ask(c.RedactContribution(kind="option", id=BOTH, reason="Private"))
    assert room.workshop.polls[ROUND].withdrawn[BOTH].redacted
    assert "Both" not in str(room.workshop.desk_acts)


def test_opening_the_next_stage_is_taken_back_by_the_one_before_it():
    room = Room(*STAGES)
    room.ask(c.OpenStage(stage=STAGE_2))
    assert room.back() == (e.StageClosed(stage=STAGE_2), stage_opened())
    assert room.workshop.live_stage == STAGE


def test_taking_back_is_an_act_that_can_be_taken_back():
    room = Room(*EVERYBODY)
    room.ask(c.SetDoor(door="lobby"))
    room.back()
    assert room.back() == (e.DoorChanged(door="lobby"),)


def test_a_vote_closed_by_mistake_is_asked_again_with_no_votes():
    room = Room(*TAKING_VOTES)
    room.ask(c.CloseRound(round=ROUND))
    opened, *_ = room.back()
    assert isinstance(opened, e.RoundOpened)
    assert (opened.round, opened.rerun_of) == (ROUND_2, ROUND)
    with pytest.raises(CommandRejectedError, match="not well formed"):
        Room(*TAKING_VOTES, CLOSED).ask(c.TakeBack(act=len(TAKING_VOTES) + 1))


def test_all_that_one_act_did_is_taken_back_together():
    ben_too = e.AdmissionAsked(
        participant=ParticipantId(id_of("owen")), name="Owen", organisation=None, role="participant"
    )
    room = Room(*EVERYBODY, OUTSIDE, ben_too)
    both = (NIA, ben_too.participant)
    room.ask(c.AdmitParticipants(participants=both))
    assert {each.participant for each in room.back()} == set(both)  # type: ignore[union-attr]


def test_an_idea_turned_down_and_put_back_waits_again():
    held = (*TAKING_IDEAS, e.IntakeChanged(intake="held"), idea_submitted())
    room = Room(*held)
    room.ask(c.HideIdea(idea=IDEA, reason="Unkind"))
    assert room.back() == (e.IdeaRestored(idea=IDEA),)
    assert room.workshop.ideas[IDEA].held
    assert not room.workshop.ideas[IDEA].shown


def test_what_was_changed_again_since_is_not_taken_back_over_it():
    room = Room(*EVERYBODY)
    room.ask(c.SetDoor(door="lobby"))
    first = room.latest
    room.ask(c.SetDoor(door="locked"), by=CO_FACILITATOR)
    with pytest.raises(CommandRejectedError, match="changed again since"):
        room.ask(c.TakeBack(act=first))
    assert room.back() == (e.DoorChanged(door="lobby"),)


def test_what_a_person_does_for_themselves_is_no_act_of_the_desk_but_overtakes_one():
    room = Room(*EVERYBODY, e.HandRaised(participant=ANNA))
    room.ask(c.LowerHand(participant=ANNA))
    assert room.workshop.desk_acts[(room.workshop.desk_acts_done - 1) % ACTS_KEPT].steps
    room.ask(c.RaiseHand(participant=ANNA), by=ANNA)
    assert not any(("hand", ANNA) in each.steps for each in room.workshop.desk_acts.values())


def test_only_those_who_run_the_workshop_take_acts_back():
    room = Room(*EVERYBODY)
    room.ask(c.PauseRoom())
    with pytest.raises(CommandRejectedError, match="role does not allow"):
        room.back(by=ANNA)


def test_a_refused_part_takes_nothing_back():
    room = Room(*EVERYBODY)
    room.ask(c.ChangeRole(participant=ANNA, role="facilitator"))
    with pytest.raises(CommandRejectedError, match="Only a facilitator"):
        room.back(by=CO_FACILITATOR)
    assert room.workshop.participants[ANNA].role == "facilitator"


def test_words_that_were_destroyed_are_brought_back_by_nothing():
    room = Room(*EVERYBODY)
    room.ask(c.WriteNote(note=NOTE, text="Ann is unwell"))
    room.ask(c.WithdrawNote(note=NOTE))
    room.ask(c.RedactContribution(kind="note", id=NOTE, reason="Private"))
    assert "Ann is unwell" not in str(room.workshop.desk_acts)
    room.ask(c.RemoveParticipant(participant=ANNA, reason="Ann swore"))
    room.ask(c.ReadmitParticipant(participant=ANNA))
    room.ask(c.EraseParticipant(participant=ANNA))
    assert "Ann swore" not in str(room.workshop.desk_acts)


def test_the_latest_acts_are_kept_and_no_more():
    room = Room(*EVERYBODY)
    for number in range(ACTS_KEPT + 5):
        note = NoteId(id_of(f"note_{number}"))
        room.ask(c.WriteNote(note=note, text="A note"))
    kept = sorted(each.about for each in room.workshop.desk_acts.values())
    assert len(kept) == ACTS_KEPT
    assert id_of("note_0") not in kept


def test_what_came_with_the_workshop_is_no_act():
    plan = c.StagePlan(stage=STAGE_3, kind="ideas", title="Ideas")
    room = Room()
    command = c.CreateWorkshop(
        facilitator=FACILITATOR,
        facilitator_name="Farah",
        title="Buses",
        join_code="oak-fern",
        agenda=(plan,),
    )
    room.ask(command)
    assert room.workshop.desk_acts == {}


def test_a_changed_plan_for_groups_is_taken_back_to_what_it_was():
    key, group = BreakoutId(id_of("breakout")), GroupId(id_of("blue"))
    plan = c.PlanBreakout(
        breakout=key, stage=STAGE, groups=(c.GroupPlan(group=group, name="Blue"),), minutes=15
    )
    room = Room(*STAGES)
    room.ask(plan)
    other = c.GroupPlan(group=GroupId(id_of("green")), name="Green")
    room.ask(replace(plan, groups=(*plan.groups, other), minutes=20))
    room.back()
    assert room.workshop.breakouts[key].minutes == 15
    assert room.workshop.breakouts[key].groups == (group,)
    room.ask(c.CancelBreakout(breakout=key))
    room.back()
    assert not room.workshop.breakouts[key].cancelled


# --- handing over --------------------------------------------------------------------


def _handed_over() -> Room:
    room = Room(*EVERYBODY)
    room.ask(c.HandOver(participant=ANNA, then="participant"))
    return room


BACK = (
    e.RoleChanged(participant=FACILITATOR, role="facilitator"),
    e.RoleChanged(participant=ANNA, role="participant"),
)


def test_who_handed_over_to_the_wrong_person_takes_it_back_at_once():
    assert _handed_over().back(by=FACILITATOR, at=NOW + HAND_OVER_BACK_MS) == BACK


def test_later_a_hand_over_is_only_theirs_who_run_the_workshop_now():
    room = _handed_over()
    for by, at in ((FACILITATOR, NOW + HAND_OVER_BACK_MS + 1), (BEN, NOW), (CO_FACILITATOR, NOW)):
        with pytest.raises(CommandRejectedError, match="They run the workshop now"):
            room.back(by=by, at=at)
    assert room.back(by=ANNA, at=NOW + HAND_OVER_BACK_MS + 1) == BACK


def test_once_somebody_else_ran_the_room_a_hand_over_stands():
    room = _handed_over()
    handed_over = room.latest
    room.ask(c.PauseRoom(), by=ANNA)
    with pytest.raises(CommandRejectedError, match="They run the workshop now"):
        room.ask(c.TakeBack(act=handed_over), by=FACILITATOR)


def test_a_pasted_door_list_is_taken_off_again_unless_somebody_of_it_has_come():
    room = Room(*EVERYBODY)
    lines = tuple(c.Listing(participant=each, name="Nia") for each in (NIA, CARYS))
    room.ask(c.ListPeople(people=lines))
    room.ask(c.ListPeople(people=(replace(lines[0], table="3"),)))
    assert room.back() == (e.ParticipantListed(participant=NIA, name="Nia", organisation=None),)
    room.ask(c.UnlistParticipant(participant=NIA))
    assert "Nia" not in str(room.workshop.desk_acts)
    room.ask(c.ListPeople(people=lines[:1]))
    room.ask(c.RecordArrival(participant=NIA))
    assert ("listed", NIA) not in {
        key for act in room.workshop.desk_acts.values() for key in act.steps
    }


# --- grouping ---------------------------------------------------------------------

GROUPED = (
    *TAKING_IDEAS,
    *(idea_submitted(each) for each in (IDEA, IDEA_2, IDEA_3)),
    stage_added(STAGE_2, "themes"),
    e.StageClosed(stage=STAGE),
    stage_opened(STAGE_2),
    theme_formed(),
    e.IdeasGrouped(theme=THEME, ideas=(IDEA, IDEA_2)),
    theme_formed(THEME_2),
    e.IdeasGrouped(theme=THEME_2, ideas=(IDEA_3,)),
)
MOVE = c.GroupIdeas(theme=THEME_2, ideas=(IDEA, IDEA_2))
ACTS_OF_GROUPING = (
    MOVE,
    c.GroupIdeas(theme=THEME_3, ideas=(IDEA, IDEA_3), title="Buses"),
    c.UngroupIdeas(ideas=(IDEA, IDEA_3)),
    c.NameTheme(theme=THEME, title="Buses"),
    c.MergeThemes(theme=THEME, merged=(THEME_2,)),
    c.SplitTheme(theme=THEME, into=THEME_3, title="Buses", ideas=(IDEA,)),
    c.DissolveTheme(theme=THEME),
)


def _table(workshop: Workshop) -> tuple[object, object]:
    standing = {each.id: each.title for each in workshop.themes.values() if each.stands}
    return {each.id: each.theme for each in workshop.ideas.values()}, standing


@pytest.mark.parametrize("command", ACTS_OF_GROUPING, ids=lambda each: type(each).__name__)
def test_grouping_is_taken_back_at_the_desk_and_so_is_taking_it_back(command):
    room = Room(*GROUPED)
    before = _table(room.workshop)
    room.ask(command)
    after = _table(room.workshop)
    room.back()
    assert after != _table(room.workshop) == before
    room.back()
    assert _table(room.workshop) == after


@pytest.mark.parametrize("command", ACTS_OF_GROUPING, ids=lambda each: type(each).__name__)
def test_who_groups_takes_it_back_and_nothing_of_it_is_left_to_take_back(command):
    room = Room(*GROUPED)
    before = _table(room.workshop)
    room.ask(command, by=ANNA)
    room.back(by=ANNA)
    assert _table(room.workshop) == before
    assert latest_own(room.workshop, ANNA) is None


GROUPING = (
    *ACTS_OF_GROUPING,
    c.GroupIdeas(theme=THEME, ideas=(IDEA_3, IDEA_2)),
    c.UngroupIdeas(ideas=(IDEA_2,)),
    c.NameTheme(theme=THEME_2, title="Trams"),
    c.MergeThemes(theme=THEME_2, merged=(THEME,)),
    c.DissolveTheme(theme=THEME_2),
    c.RestoreTheme(theme=THEME),
)


@pytest.mark.parametrize("seed", range(40))
def test_who_groups_takes_back_one_act_after_the_other_to_where_they_began(seed):
    random, room = Random(seed), Room(*GROUPED)
    tables = [_table(room.workshop)]
    for _ in range(8):
        with suppress(CommandRejectedError):
            room.ask(random.choice(GROUPING), by=ANNA)
        # What is put back by hand is taken back: one is where one was before.
        if _table(room.workshop) in tables:
            del tables[tables.index(_table(room.workshop)) + 1 :]
        else:
            tables.append(_table(room.workshop))
    while latest_own(room.workshop, ANNA) is not None:
        room.back(by=ANNA)
        assert _table(room.workshop) in tables
    assert _table(room.workshop) == tables[0]


def test_what_one_moved_twice_goes_back_in_two_steps():
    room = Room(*GROUPED)
    room.ask(MOVE, by=ANNA)
    room.ask(c.UngroupIdeas(ideas=(IDEA,)), by=ANNA)
    assert room.back(by=ANNA) == (e.IdeasGrouped(theme=THEME_2, ideas=(IDEA,)),)
    assert room.back(by=ANNA) == (e.IdeasGrouped(theme=THEME, ideas=(IDEA, IDEA_2)),)
    assert latest_own(room.workshop, ANNA) is None


def test_what_one_puts_back_by_hand_is_taken_back():
    room = Room(*GROUPED)
    room.ask(c.UngroupIdeas(ideas=(IDEA_2,)), by=ANNA)
    room.ask(c.UngroupIdeas(ideas=(IDEA,)), by=ANNA)
    room.ask(c.GroupIdeas(theme=THEME, ideas=(IDEA,)), by=ANNA)
    assert room.back(by=ANNA) == (e.IdeasGrouped(theme=THEME, ideas=(IDEA_2,)),)


def test_what_somebody_else_built_upon_is_overtaken_however_far_back_it_is():
    room = Room(*GROUPED)
    room.ask(c.UngroupIdeas(ideas=(IDEA,)), by=ANNA)
    room.ask(c.UngroupIdeas(ideas=(IDEA_2,)), by=ANNA)
    room.ask(c.GroupIdeas(theme=THEME_2, ideas=(IDEA,)), by=BEN)
    assert room.back(by=ANNA) == (e.IdeasGrouped(theme=THEME, ideas=(IDEA_2,)),)
    assert latest_own(room.workshop, ANNA) is None
    assert room.workshop.ideas[IDEA].theme == THEME_2


def test_of_ones_own_acts_no_more_are_kept_than_of_the_desks():
    room = Room(*GROUPED)
    for n in range(ACTS_KEPT + 5):
        room.ask(c.NameTheme(theme=THEME, title=f"Buses {n}"), by=ANNA)
    assert len(room.workshop.own_acts[ANNA]) == ACTS_KEPT
    assert room.log[-1].event == e.ThemeNamed(theme=THEME, title=f"Buses {ACTS_KEPT + 4}")
    room.back(by=ANNA)
    assert room.workshop.themes[THEME].title == f"Buses {ACTS_KEPT + 3}"


def test_who_groups_is_told_what_they_can_take_back_next():
    room = Room(*GROUPED)
    room.ask(MOVE, by=ANNA)
    room.ask(c.NameTheme(theme=THEME_2, title="Trams"), by=ANNA)
    for act in ("ThemeNamed", "IdeasGrouped"):
        (told,) = [op for op in mine(room.workshop, {ANNA}) if op[1:2] == ("acts",)]
        assert told[3]["act"] == act
        room.back(by=ANNA)
    assert [op for op in mine(room.workshop, {ANNA}) if op[1:2] == ("acts",)] == []


def test_ideas_that_were_moved_are_counted_without_the_theme_that_was_made_of_them():
    room = Room(*GROUPED)
    room.ask(c.GroupIdeas(theme=THEME_3, ideas=(IDEA, IDEA_3), title="Buses"), by=ANNA)
    room.back(by=FACILITATOR)
    told = [op[3] for op in mine(room.workshop, {FACILITATOR}) if op[1:2] == ("acts",)]
    latest = max(told, key=lambda each: each["seq"])
    assert (latest["act"], latest["things"]) == ("IdeasGrouped", 2)


def test_ideas_go_back_together_to_where_they_were():
    room = Room(*GROUPED)
    room.ask(MOVE, by=ANNA)
    assert room.back(by=ANNA) == (e.IdeasGrouped(theme=THEME, ideas=(IDEA, IDEA_2)),)


def test_who_groups_takes_back_only_what_they_did_last_and_who_runs_the_workshop_any_of_it():
    room = Room(*GROUPED)
    room.ask(MOVE, by=ANNA)
    with pytest.raises(CommandRejectedError, match="facilitator"):
        room.back(by=BEN)
    room.back(by=FACILITATOR)
    room.ask(c.UngroupIdeas(ideas=(IDEA,)), by=ANNA)
    first = room.latest
    room.ask(c.UngroupIdeas(ideas=(IDEA_2,)), by=ANNA)
    with pytest.raises(CommandRejectedError, match="changed again"):
        room.ask(c.TakeBack(act=first), by=ANNA)


def test_what_somebody_else_moved_since_is_not_moved_back_over_them():
    room = Room(*GROUPED)
    room.ask(MOVE, by=ANNA)
    room.ask(c.UngroupIdeas(ideas=(IDEA,)), by=BEN)
    back = room.back(by=ANNA)
    assert back == (e.IdeasGrouped(theme=THEME, ideas=(IDEA_2,)),)
    assert room.workshop.ideas[IDEA].theme is None


def test_once_the_stage_is_over_who_grouped_takes_nothing_back():
    room = Room(*GROUPED)
    room.ask(MOVE, by=ANNA)
    moved = room.latest
    room.ask(c.CloseStage(stage=STAGE_2))
    with pytest.raises(CommandRejectedError, match="closed"):
        room.ask(c.TakeBack(act=moved), by=ANNA)
    room.ask(c.TakeBack(act=moved), by=FACILITATOR)
    assert room.workshop.ideas[IDEA].theme == THEME


def test_a_title_that_was_destroyed_is_brought_back_by_nothing():
    room = Room(*GROUPED)
    room.ask(c.NameTheme(theme=THEME, title="Buses"), by=ANNA)
    room.ask(c.NameTheme(theme=THEME_2, title="Trams"))
    assert "Transport" in str(room.workshop.own_acts)
    for each in (THEME, THEME_2):
        room.ask(c.RedactContribution(kind="theme", id=each, reason="A name in it"))
    assert "Transport" not in str((room.workshop.own_acts, room.workshop.desk_acts))


# --- any history ------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(6))
def test_acts_are_the_same_live_and_rebuilt(seed):
    log = a_history(Random(seed), 300)
    live, rebuilt = Workshop(), folded(log)
    for each in log:
        evolve(live, each)
    assert (live.desk_acts, live.own_acts) == (rebuilt.desk_acts, rebuilt.own_acts)
    assert len(live.desk_acts) <= ACTS_KEPT


def test_a_post_is_destroyed_with_its_name_in_what_takes_a_mandate_back_too():
    given_to_anna = e.MandateGiven(
        organisation=COUNCIL, participant=ANNA, capacity="officer_view", post="Head of Transport"
    )
    room = Room(*EVERYBODY, organisation_added(COUNCIL), given_to_anna)
    room.ask(c.WithdrawMandate(organisation=COUNCIL))
    assert "Head of Transport" in repr(room.workshop)

    room.ask(c.EraseParticipant(participant=ANNA))
    assert "Head of Transport" not in repr(room.workshop)
