"""What documents print of agreement: each position on its version, and what is missing."""

from codesign.domain import events as e
from codesign.outputs.contents import WRITERS
from codesign.outputs.document import Missing, Paragraph, Section, Table
from codesign.outputs.markdown import text
from codesign.outputs.one_page import one_page_summary
from tests.domain.test_agreements import DECIDE, READY, WIDER, agree, taken, terms
from tests.domain.test_redesigns import drafted, revised
from tests.given import (
    CHARITY,
    COUNCIL,
    EQUALITY_IMPACT,
    REDESIGN,
    TAKING_IDEAS,
    given,
    past_fact,
)
from tests.projections.readings import reading_of

SIGNED = (*READY, terms("organisations"), past_fact(taken()))
CABINET = (
    "Cabinet approved it on 15 January 2026, Minute 42; it can be called in until 22 January 2026."
)
AGREED = (*SIGNED, *given(*SIGNED).when(agree()).events)


def written(content, past):
    return WRITERS[content](reading_of(*past, view="facilitator"))


def test_a_position_is_printed_with_its_level_its_capacity_and_its_version():
    table, _ = written("agreement", SIGNED)
    assert isinstance(table, Table)
    (row,) = table.rows
    assert row.cells[1:] == ("consents", "with delegated authority", "1", "in the room")
    assert row.source == len(SIGNED)


def test_invariant_8_a_signature_on_an_earlier_version_says_so():
    table, _ = written("agreement", (*SIGNED, revised(WIDER)))
    assert table.rows[0].cells[3] == "1 (it stands at 2 now)"


def test_what_is_missing_is_one_sentence_until_it_is_agreed():
    waiting = (*READY, terms(), past_fact(taken()))
    _, paragraph = written("agreement", waiting)
    assert isinstance(paragraph, Paragraph)
    (line,) = paragraph.lines
    assert line.text.startswith("Not agreed. ")
    _, paragraph = written("agreement", AGREED)
    assert paragraph.lines[0].text == "Version 1 of “Help at night” is agreed."


def test_the_formal_decision_is_printed_with_its_body_day_and_minute():
    decided = (*AGREED, *given(*AGREED).when(DECIDE).events)
    *_, section = written("agreement", decided)
    assert isinstance(section, Section)
    said = section.blocks[0].items[0].line.text
    assert said == CABINET
    page = text(one_page_summary(reading_of(*decided, view="public")), "")
    assert CABINET in page
    assert "not yet named" not in page
    withdrawn = e.FormalDecisionWithdrawn(
        formal_decision=DECIDE.formal_decision, reason="Called in"
    )
    assert not any(
        isinstance(each, Section) for each in written("agreement", (*decided, withdrawn))
    )


def test_equality_is_a_row_for_each_group_that_was_assessed():
    (table,) = written("equality", READY)
    assert len(table.rows) >= 8
    assert {row.cells[1] for row in table.rows} == {"no difference"}


def test_without_them_it_says_where_they_are_entered():
    for content in ("agreement", "equality"):
        assert isinstance(written(content, TAKING_IDEAS), Missing)


def test_who_must_agree_and_has_not_said_so_is_a_row_of_its_own():
    table, _ = written(
        "agreement", (*READY, terms("organisations", (COUNCIL, CHARITY)), past_fact(taken()))
    )
    assert [row.cells[1] for row in table.rows] == ["consents", "has not said yet"]
    assert table.rows[1].source == len(READY) + 1


def test_the_post_that_signed_is_printed_to_those_who_may_know_it():
    signed = (*READY, terms("organisations"), past_fact(taken(signatory="Chief Executive")))
    assert written("agreement", signed)[0].rows[0].cells[4] == "in the room, Chief Executive"
    public = WRITERS["agreement"](reading_of(*signed, view="public"))
    assert public[0].rows[0].cells[4] == "in the room"


def test_what_is_not_known_yet_is_found_out_by_a_date_that_stands_in_the_plan_too():
    undated = unknown_impact()
    _, paragraph = written("equality", (*TAKING_IDEAS, drafted(), undated))
    known, missing = paragraph.lines
    assert (known.text, known.source) == ("Not known yet: age.", len(TAKING_IDEAS) + 2)
    assert missing.what == "By when it is found out"

    dated = (*TAKING_IDEAS, drafted(), unknown_impact(due="2026-05"))
    table, paragraph = written("equality", dated)
    assert table.rows[0].cells[3] == "Ask people over 75, by May 2026"
    assert [each.text for each in paragraph.lines] == ["Not known yet: age."]
    (plan,) = written("plan", dated)
    assert plan.rows[0].cells[:2] == (
        "Find out what it means for people (age): Ask people over 75",
        "May 2026",
    )


def unknown_impact(due=""):
    return e.EqualityImpactRecorded(
        equality_impact=EQUALITY_IMPACT,
        redesign=REDESIGN,
        characteristic="age",
        impact="unknown",
        evidence="",
        mitigation="Ask people over 75",
        due=due,
    )
