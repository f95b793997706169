from dataclasses import replace

import pytest

from codesign.domain import events as e
from codesign.domain.evolve.ideas import ideas_under
from codesign.domain.workshop import Workshop
from tests.given import (
    ANNA,
    BEGUN,
    CHARITY,
    COUNCIL,
    DECISION,
    EVERYBODY,
    HELPER,
    IDEA,
    IDEA_2,
    IDEA_3,
    MAIR,
    MINUTE,
    NOW,
    ROUND,
    ROUND_2,
    SESSION,
    STAGE,
    STAGE_2,
    TAKING_IDEAS,
    TAKING_VOTES,
    THEME,
    YES,
    folded,
    id_of,
    idea_submitted,
    option_added,
    past_fact,
    recorded,
    round_opened,
    stage_added,
    stage_opened,
    theme_formed,
)

LATER = NOW + MINUTE


def after(*past):
    return folded(recorded(*past))


def test_before_the_first_event_there_is_no_workshop():
    assert not Workshop().created


def test_a_workshop_is_as_old_as_its_last_event():
    workshop = after(*BEGUN, past_fact(e.RecordingPublished(), at=LATER))
    assert (workshop.seq, workshop.at, workshop.created_at) == (4, LATER, NOW)


def test_the_workshop_keeps_what_was_said_of_it_last():
    workshop = after(
        *BEGUN,
        e.WorkshopRetitled(title="Bus", question=""),
        e.ShapeChanged(shape="full"),
        e.JoinCodeIssued(code="ash-elm"),
        e.WorkshopClosed(),
        e.RecordingPublished(),
    )
    assert (workshop.title, workshop.question, workshop.shape) == ("Bus", "", "full")
    assert (workshop.join_code, workshop.closed, workshop.published) == ("ash-elm", True, True)


def test_what_was_closed_and_published_may_be_so_no_more():
    workshop = after(
        *BEGUN,
        e.WorkshopClosed(),
        e.WorkshopReopened(),
        e.RecordingPublished(),
        e.RecordingUnpublished(),
    )
    assert not workshop.closed
    assert not workshop.published


def test_a_session_cancelled_is_planned_no_more():
    planned = e.SessionPlanned(session=SESSION, title="Evening", starts_at=NOW, ends_at=LATER)
    assert SESSION in after(*BEGUN, planned).sessions
    assert after(*BEGUN, planned, e.SessionCancelled(session=SESSION)).sessions == {}


# --- the agenda -----------------------------------------------------------------


def test_a_stage_remembers_when_it_first_opened_and_last_closed():
    past = (*BEGUN, stage_added(), stage_opened(), past_fact(e.StageClosed(stage=STAGE), at=LATER))
    again = past_fact(stage_opened(), at=LATER)
    stage = after(*past, again).stages[STAGE]
    assert (stage.opened_at, stage.closed_at, stage.open) == (NOW, LATER, True)


def test_a_revised_stage_keeps_its_place_and_its_state():
    revised = e.StageRevised(
        stage=STAGE,
        title="Needs",
        purpose="",
        minutes=5,
        anonymous=True,
        private=False,
        seen_by="partner",
    )
    workshop = after(*BEGUN, stage_added(), stage_added(STAGE_2), stage_opened(), revised)
    assert workshop.agenda == [STAGE, STAGE_2]
    stage = workshop.stages[STAGE]
    assert (stage.title, stage.anonymous, stage.seen_by, stage.open) == (
        "Needs",
        True,
        "partner",
        True,
    )


def test_a_stage_that_closes_until_a_time_is_open_no_more():
    past = (*BEGUN, stage_added(), stage_opened(until=LATER), e.StageClosed(stage=STAGE))
    stage = after(*past).stages[STAGE]
    assert (stage.open, stage.until) == (False, None)


@pytest.mark.parametrize("end", [e.TimerStopped(stage=STAGE), e.TimerEnded(stage=STAGE)])
def test_a_timer_that_stopped_or_ended_runs_no_more(end):
    timer = e.TimerStarted(stage=STAGE, ends_at=LATER)
    past = (*BEGUN, stage_added(), stage_opened(), timer)
    assert after(*past).stages[STAGE].timer_ends_at == LATER
    assert after(*past, end).stages[STAGE].timer_ends_at is None


# --- people ---------------------------------------------------------------------


def test_a_person_is_as_last_recorded():
    person = after(
        *EVERYBODY,
        e.ParticipantRenamed(participant=MAIR, name="Mary"),
        e.OrganisationChosen(participant=MAIR, organisation=COUNCIL),
        e.RoleChanged(participant=MAIR, role="commissioner"),
        e.HelperAssigned(participant=MAIR, helper=None),
        e.InterestDeclared(participant=MAIR, interest="employment"),
        e.InterestDeclared(participant=MAIR, interest="other"),
        e.ParticipantLeft(participant=MAIR),
    ).participants[MAIR]
    assert (person.name, person.organisation, person.role) == ("Mary", COUNCIL, "commissioner")
    assert (person.helper, person.left, person.joined_at) == (None, True, NOW)
    assert person.interests == ("employment", "other")


def test_who_left_and_came_back_is_here():
    left, back = e.ParticipantLeft(participant=ANNA), e.ParticipantReturned(participant=ANNA)
    assert not after(*EVERYBODY, left).participants[ANNA].here
    assert after(*EVERYBODY, left, back).participants[ANNA].here


def test_an_erased_person_has_no_name_and_keeps_their_seat():
    person = after(*EVERYBODY, e.ParticipantErased(participant=MAIR)).participants[MAIR]
    assert (person.name, person.erased, person.helper) == ("", True, HELPER)
    assert not person.here


def test_an_organisation_is_as_last_recorded():
    entry = e.OrganisationAdded(
        organisation=COUNCIL, name="Council", identifiers=(), potential_provider=False
    )
    other = e.OrganisationAdded(
        organisation=COUNCIL,
        name="City Council",
        identifiers=(e.Identifier(scheme="GB-LAE", id="COV"),),
        potential_provider=True,
    )
    organisation = after(*BEGUN, entry, other).organisations[COUNCIL]
    assert (organisation.name, organisation.potential_provider) == ("City Council", True)


# --- ideas and themes -----------------------------------------------------------


def test_an_idea_remembers_whom_its_author_spoke_for_then():
    past = (
        *TAKING_IDEAS,
        e.OrganisationChosen(participant=ANNA, organisation=COUNCIL),
        idea_submitted(),
        e.OrganisationChosen(participant=ANNA, organisation=CHARITY),
    )
    assert after(*past).ideas[IDEA].organisation == COUNCIL


@pytest.mark.parametrize("by", [None, id_of("stranger")])
def test_an_idea_may_have_no_known_author(by):
    submitted = past_fact(e.IdeaSubmitted(idea=IDEA, stage=STAGE, text="A bus"), by=by)
    idea = after(*TAKING_IDEAS, submitted).ideas[IDEA]
    assert (idea.author, idea.organisation) == (by, None)


def test_a_reworded_idea_says_which_event_brought_its_words_and_their_language():
    reworded = past_fact(e.IdeaReworded(idea=IDEA, text="Bws"), by=ANNA, lang="cy")
    idea = after(*TAKING_IDEAS, idea_submitted(), reworded).ideas[IDEA]
    assert (idea.text, idea.lang, idea.words_seq - idea.seq) == ("Bws", "cy", 1)


def redacted(kind, thing):
    return e.ContributionRedacted(kind=kind, id=thing, reason="Names a neighbour", text="[removed]")


def test_a_redacted_idea_stays_hidden_without_the_reason():
    hidden = e.IdeaHidden(idea=IDEA, reason="Names a neighbour")
    past = (*TAKING_IDEAS, idea_submitted(), hidden, redacted("idea", IDEA))
    idea = after(*past).ideas[IDEA]
    assert (idea.text, idea.hidden_reason, idea.redacted) == ("[removed]", "", True)
    assert not idea.shown


def test_a_redacted_idea_that_was_not_hidden_stays_on_the_board():
    assert after(*TAKING_IDEAS, idea_submitted(), redacted("idea", IDEA)).ideas[IDEA].shown


def test_new_words_are_not_redacted():
    past = (*TAKING_IDEAS, idea_submitted(), redacted("idea", IDEA), theme_formed())
    past = (*past, redacted("theme", THEME))
    workshop = after(*past)
    assert workshop.ideas[IDEA].redacted
    assert (workshop.themes[THEME].title, workshop.themes[THEME].redacted) == ("[removed]", True)
    reworded = e.IdeaReworded(idea=IDEA, text="A lift")
    workshop = after(*past, reworded, e.ThemeNamed(theme=THEME, title="Lifts"))
    assert not workshop.ideas[IDEA].redacted
    assert not workshop.themes[THEME].redacted


@pytest.mark.parametrize("withdrawn", [False, True])
def test_a_redacted_decision_keeps_its_place_and_whether_it_was_taken_back(withdrawn):
    made = e.DecisionRecorded(
        decision=DECISION, text="A bus", reasons="Mair asked", round=None, options=()
    )
    back = (e.DecisionWithdrawn(decision=DECISION, reason="No driver"),) if withdrawn else ()
    decision = after(*BEGUN, made, *back, redacted("decision", DECISION)).decisions[DECISION]
    assert (decision.text, decision.reasons, decision.redacted) == ("[removed]", "", True)
    assert decision.withdrawn_reason == ("" if withdrawn else None)


def test_a_redacted_round_keeps_its_terms_and_its_ballots():
    ballot = past_fact(e.BallotCast(round=ROUND, marks={YES: 1}), by=ANNA)
    before, workshop = (
        after(*TAKING_VOTES, ballot),
        after(*TAKING_VOTES, ballot, redacted("round", ROUND)),
    )
    found = workshop.rounds[ROUND]
    assert (found.question, found.redacted, found.open) == ("[removed]", True, True)
    assert replace(found, question="Which ones?", redacted=False) == before.rounds[ROUND]
    assert workshop.polls == before.polls


def test_a_redacted_round_stays_set_aside_without_the_reason():
    voided = e.RoundVoided(round=ROUND, reason="Names a neighbour")
    found = after(*TAKING_VOTES, voided, redacted("round", ROUND)).rounds[ROUND]
    assert (found.void_reason, found.open) == ("", False)


def test_a_redacted_option_is_redacted_in_every_round_it_was_asked_in():
    past = (
        *TAKING_VOTES,
        round_opened(round_id=ROUND_2, rerun_of=ROUND),
        option_added(YES, round_id=ROUND_2),
        round_opened(round_id=id_of("round_3")),
        redacted("option", YES),
    )
    polls = after(*past).polls
    assert [polls[each].options[YES].text for each in (ROUND, ROUND_2)] == ["[removed]"] * 2


def test_the_ideas_under_a_theme_come_in_their_order():
    past = (
        *TAKING_IDEAS,
        idea_submitted(IDEA_3),
        idea_submitted(IDEA),
        idea_submitted(IDEA_2),
        theme_formed(),
        e.IdeasGrouped(theme=THEME, ideas=(IDEA, IDEA_3)),
    )
    assert ideas_under(after(*past), THEME) == (IDEA_3, IDEA)


# --- rounds ---------------------------------------------------------------------


def test_a_secret_ballot_without_its_voter_counts_nothing_yet():
    # Ballots of a secret round come as one event after it closed.
    secret = past_fact(e.BallotCast(round=ROUND, marks={YES: 1}), by=None)
    poll = after(*TAKING_VOTES, secret).polls[ROUND]
    assert poll.ballots == {}
    assert poll.tallies[YES] == {}


def test_a_round_remembers_when_it_opened_closed_and_was_counted():
    result = e.ResultPublished(
        round=ROUND,
        algorithm="agree",
        version=1,
        first=1,
        last=2,
        roll=3,
        cast=0,
        counts={},
        ranking=(),
    )
    log = recorded(*TAKING_VOTES, e.RoundClosed(round=ROUND), result)
    found = folded(log).rounds[ROUND]
    opened = next(each.seq for each in log if isinstance(each.event, e.RoundOpened))
    assert (found.opened_seq, found.closed_seq, found.result_seq) == (
        opened,
        len(log) - 1,
        len(log),
    )
    assert found.result == result
