from dataclasses import replace

from codesign.domain import events as e
from codesign.domain.ids import DecisionId, ReasonId
from codesign.outputs.decision import decision_document
from codesign.outputs.document import Line, Missing
from tests.domain.test_agreements import DECIDE
from tests.given import (
    ANNA,
    DECISION,
    NO,
    ROUND,
    TAKING_IDEAS,
    TAKING_VOTES,
    YES,
    given,
    id_of,
    past_fact,
    round_opened,
)
from tests.outputs import fixture
from tests.outputs.test_agreeing import AGREED as FORMAL
from tests.outputs.test_agreeing import CABINET
from tests.outputs.test_one_page import words
from tests.projections.readings import reading_of

REASON = ReasonId(id_of("reason"))
DECIDED = e.DecisionRecorded(
    decision=DECISION, text="A bus at nine", reasons="It is cheap", round=ROUND, options=(YES,)
)
COUNTED = (
    *TAKING_VOTES,
    e.RoundClosed(round=ROUND),
    e.ResultPublished(
        round=ROUND,
        algorithm="agree",
        version=1,
        first=1,
        last=2,
        roll=3,
        cast=3,
        counts={
            YES: {"agree": 2, "disagree": 1, "pass": 0},
            NO: {"agree": 0, "disagree": 2, "pass": 1},
        },
        ranking=((YES,), (NO,)),
    ),
)
PAST = (*COUNTED, DECIDED)


def record(*past, view="participant"):
    return decision_document(reading_of(*past, view=view), DECISION)


def facts(document):
    around = document.sections[-1].blocks[0]
    return {
        each.name: [line.what if isinstance(line, Missing) else line.text for line in each.lines]
        for each in (*document.facts.facts, *around.facts)
    }


def test_it_has_the_fields_the_regulations_ask_for_in_their_order():
    assert [each.name for each in record(*PAST).facts.facts] == [
        "Decision",
        "Date made",
        "Decision-maker and authority",
        "Reasons",
        "Alternatives considered and rejected",
        "Conflicts of interest declared",
        "Dispensations",
    ]


def test_it_has_the_fields_a_careful_council_adds():
    document = record(*PAST)
    assert document.sections[0].heading == "Rule used, turnout and tally"
    assert [each.name for each in document.sections[1].blocks[0].facts] == [
        "Objections, and how they were met",
        "Where each organisation stands",
        "Basis of consultation",
        "Equality: due regard",
        "Background papers",
        "Publication date",
    ]


def test_what_is_recorded_is_told():
    told = facts(record(*PAST))
    assert told["Decision"] == ["A bus at nine."]
    assert told["Date made"][0].startswith("Thursday 9 October 2025")
    assert told["Reasons"] == ["It is cheap."]
    assert told["Conflicts of interest declared"] == ["None was declared in the workshop."]


def test_who_could_stop_it_is_on_record_with_the_reason_and_so_is_everybody_who_said_why():
    why = e.ReasonGiven(reason=REASON, round=ROUND, option=YES, text="Who drives?")
    cast = past_fact(e.BallotCast(round=ROUND, marks={YES: -1}), by=ANNA)
    opened = replace(round_opened("consent"), reasons="required")
    past = tuple(opened if isinstance(each, e.RoundOpened) else each for each in TAKING_VOTES)
    document = record(*past, cast, past_fact(why, by=ANNA), *COUNTED[len(TAKING_VOTES) :], DECIDED)
    told = "“Who drives?” (object; anna; still open)"
    assert facts(document)["Objections, and how they were met"][0] == told
    [said] = document.sections[0].blocks[-1].items
    assert [each.text for each in said.below] == [told]


def test_what_nobody_recorded_says_so_and_where_to_enter_it():
    told = facts(record(*PAST))
    for name in ("Dispensations", "Basis of consultation", "Equality: due regard"):
        assert told[name] == ["Not recorded in this workshop"]
    missing = [
        line
        for fact in record(*PAST).facts.facts
        for line in fact.lines
        if isinstance(line, Missing)
    ]
    assert all(each.where for each in missing)


def test_the_formal_decision_is_said_to_be_taken_elsewhere():
    told = facts(record(*PAST))["Decision-maker and authority"]
    assert told[0] == "Decided in the room by the people of this workshop."
    assert told[1:] == [
        "The workshop advises. The body that takes the formal decision:",
        "not yet named",
    ]


def test_the_body_that_decided_on_what_the_vote_was_about_is_named_and_no_other():
    about = e.RoomVoteNamed(redesign=DECIDE.redesign, version=1, round=ROUND)
    formally = given(*FORMAL).when(DECIDE).events
    vote = PAST[len(TAKING_IDEAS) :]
    told = facts(record(*FORMAL, *formally, *vote, about))["Decision-maker and authority"]
    assert told[1:] == [
        "The workshop advises. The formal decision was taken elsewhere:",
        CABINET,
    ]
    elsewhere = facts(record(*FORMAL, *formally, *vote))["Decision-maker and authority"]
    assert elsewhere[-1] == "not yet named"
    withdrawn = e.FormalDecisionWithdrawn(formal_decision=DECIDE.formal_decision, reason="Error")
    taken_back = facts(record(*FORMAL, *formally, *vote, about, withdrawn))
    assert taken_back["Decision-maker and authority"][-1] == "not yet named"


def test_the_options_not_chosen_are_the_alternatives_with_their_counts():
    told = facts(record(*PAST))["Alternatives considered and rejected"]
    assert told == [
        "no. (0 agree, 2 disagree, 1 pass)",
        "Reasons for rejecting them, beyond the votes:",
        "Not recorded in this workshop",
    ]


def test_counts_that_are_not_shown_yet_are_not_told():
    told = facts(record(*TAKING_VOTES, DECIDED))
    assert told["Alternatives considered and rejected"][0] == "no. (votes not shown)"


def test_when_every_option_was_chosen_there_was_no_alternative():
    both = e.DecisionRecorded(
        decision=DECISION, text="Both", reasons="", round=ROUND, options=(YES, NO)
    )
    told = facts(record(*COUNTED, both))
    assert told["Alternatives considered and rejected"] == ["No other option was put to the vote."]
    assert told["Reasons"] == ["Not recorded in this workshop"]


def test_a_decision_that_rests_on_no_vote_says_so():
    alone = e.DecisionRecorded(decision=DECISION, text="A bus", reasons="", round=None, options=())
    document = record(*COUNTED, alone)
    assert facts(document)["Alternatives considered and rejected"] == [
        "Not recorded in this workshop"
    ]
    assert words(document)["Rule used, turnout and tally"] == [
        "The decision rests on no vote that is on record."
    ]


def test_the_rule_the_turnout_and_the_tally_are_told():
    told = words(record(*PAST))["Rule used, turnout and tally"]
    assert told[0] == "Asked: Which ones?"
    assert told[2].startswith("3 of 3 voted (100%). “yes” came first")
    assert told[-2:] == ["yes | 2 | 1 | 0", "no | 0 | 2 | 1"]


def test_those_who_disagreed_with_what_was_chosen_are_counted():
    told = facts(record(*PAST))["Objections, and how they were met"]
    assert told == ["1 person disagreed with “yes”.", "Not recorded in this workshop"]


def test_interests_are_told_by_their_nature_and_named_to_those_who_run_it():
    declared = e.InterestDeclared(participant=ANNA, interest="potential_bidder")
    told = facts(record(*PAST, declared))["Conflicts of interest declared"]
    assert told == ["May bid for the work (1 person)."]
    named = facts(record(*PAST, declared, view="facilitator"))["Conflicts of interest declared"]
    assert named[1] == "anna: may bid for the work."


def test_an_interest_that_was_taken_back_is_no_conflict_any_more():
    declared = e.InterestDeclared(participant=ANNA, interest="potential_bidder")
    withdrawn = e.InterestWithdrawn(participant=ANNA, interest="potential_bidder")
    told = facts(record(*PAST, declared, withdrawn))["Conflicts of interest declared"]
    assert told == ["None stands: what was declared was taken back."]


def test_a_decision_taken_back_says_so():
    withdrawn = e.DecisionWithdrawn(decision=DECISION, reason="Too dear")
    told = facts(record(*PAST, withdrawn))["Decision"]
    assert told[1].startswith("Taken back on Thursday 9 October 2025")
    assert told[1].endswith("Too dear.")


def test_the_publication_date_is_that_of_the_recording():
    assert facts(record(*PAST))["Publication date"] == ["Not published"]
    told = facts(record(*PAST, e.RecordingPublished()))["Publication date"]
    assert told[0].startswith("Published with the recording on Thursday 9 October 2025")


def test_a_decision_that_is_not_there_has_no_record():
    reading = reading_of(*PAST)
    assert decision_document(reading, DecisionId(id_of("other"))) is None


def test_every_line_of_it_that_tells_something_has_a_source():
    document = decision_document(fixture.recording().reading("facilitator"), fixture.DECISION)
    told = [
        line
        for fact in document.facts.facts
        for line in fact.lines
        if isinstance(line, Line) and not line.text.endswith(":")
    ]
    assert all(each.source for each in told)


def test_a_dispensation_is_told_with_name_and_reason_to_who_may_know_and_as_a_number_to_others():
    dispensed = e.InterestDispensed(participant=ANNA, reason="Everybody lives there")
    past = (*PAST, e.InterestDeclared(participant=ANNA, interest="pecuniary"), dispensed)
    told = "1 person could vote in spite of a declared interest."
    assert facts(record(*past, view="public"))["Dispensations"] == [told]
    full = facts(record(*past, view="facilitator"))["Dispensations"]
    assert full == [told, "anna: Everybody lives there."]
