"""What groups brought back is told with the board it came from, and told once."""

import pytest

from codesign.domain import events as e
from codesign.domain.ids import OptionId, RoundId
from codesign.outputs.decision import decision_document
from codesign.outputs.document import Line, Section
from codesign.outputs.one_page import one_page_summary
from codesign.projections.groups import Brought
from codesign.projections.summary import summary
from tests.domain.test_breakouts import (
    BLUE,
    BREAKOUT,
    COPY,
    MEETING,
    REPORTED,
    THEME_COPY,
    WRITTEN,
    in_group,
)
from tests.given import DECISION, FACILITATOR, ROUND, id_of, option_added, round_opened
from tests.projections.readings import reading_of, timeline_of

REPORT_SEQ = len(REPORTED)
IDEA_SEQ = len(MEETING) + 1
THEME_SEQ = len(MEETING) + 2
GROUP_ROUND = RoundId(id_of("group_round"))
# The group votes, and decides something on that vote.
DECIDED_IN_GROUP = (
    *WRITTEN,
    in_group(round_opened(round_id=GROUP_ROUND), BLUE, by=FACILITATOR),
    option_added(id_of("option"), round_id=GROUP_ROUND),
    e.RoundClosed(round=GROUP_ROUND),
    in_group(
        e.DecisionRecorded(
            decision=DECISION, text="We take the bus", reasons="", round=GROUP_ROUND, options=()
        ),
        BLUE,
        by=FACILITATOR,
    ),
)


def lines(blocks):
    for block in blocks:
        if isinstance(block, Section):
            yield from lines(block.blocks)
        for item in getattr(block, "items", ()):
            yield from (item.line, *item.below)
        yield from (each for each in getattr(block, "lines", ()) if isinstance(each, Line))
        yield from lines(getattr(block, "facts", ()))


def section(document, heading):
    return next((each for each in document.sections if each.heading == heading), None)


@pytest.mark.parametrize(("view", "seq"), [("facilitator", THEME_SEQ), ("participant", REPORT_SEQ)])
def test_what_was_brought_back_leads_to_the_group_s_board_for_those_who_may_see_it(view, seq):
    (theme,) = summary(reading_of(*REPORTED, view=view)).everybodys.themes
    assert theme.brought == Brought(told="from group Blue, breakout 1", seq=seq)


def test_a_facilitator_s_summary_tells_each_board_apart_and_nothing_twice():
    found = summary(reading_of(*REPORTED, view="facilitator"))
    assert found.everybodys.ideas == 1
    (blue,) = found.groups
    assert (blue.told, blue.contents.ideas) == ("Blue (breakout 1)", 1)
    assert blue.contents.themes[0].brought is None
    document = one_page_summary(reading_of(*REPORTED, view="facilitator"))
    said = [each.text for each in lines(section(document, "What people said").blocks)]
    assert said == ["Buses: 1 idea", "From group Blue, breakout 1.", "A bus", said[1]]


def test_a_summary_for_those_who_may_not_see_the_boards_has_the_copies_only():
    document = one_page_summary(reading_of(*REPORTED))
    assert section(document, "What each group worked on") is None
    assert all(each.group is None for each in document.sources)


def test_the_source_of_a_line_about_a_group_s_board_opens_that_board():
    document = one_page_summary(reading_of(*REPORTED, view="facilitator"))
    moments = {each.seq: each.moment for each in document.sources}
    assert moments[IDEA_SEQ] == f"/replay?group={BLUE}#at={IDEA_SEQ}"
    assert moments[REPORT_SEQ] == f"/replay#at={REPORT_SEQ}"


def test_what_a_group_voted_and_decided_stands_with_the_group():
    found = summary(reading_of(*DECIDED_IN_GROUP, view="facilitator"))
    assert (found.everybodys.votes, found.everybodys.decisions) == ((), ())
    (blue,) = found.groups
    assert [each.round for each in blue.contents.votes] == [GROUP_ROUND]
    assert [each.decision for each in blue.contents.decisions] == [DECISION]
    told = {each.kind for each in timeline_of(*DECIDED_IN_GROUP, view="facilitator").chapters}
    assert told == {"stage", "breakout"}


def test_the_timeline_has_the_breakout_as_a_chapter_and_what_was_brought_as_a_moment():
    found = timeline_of(*REPORTED)
    (chapter,) = [each for each in found.chapters if each.kind == "breakout"]
    assert (chapter.subject, chapter.title) == (BREAKOUT, "Breakout 1: What helps?")
    assert (chapter.seq, chapter.until_seq) == (len(MEETING), REPORT_SEQ - 1)
    moments = {each.kind: each for each in found.moments}
    assert moments["breakout_opened"].title == (
        "The room went into 2 groups: Breakout 1: What helps?"
    )
    assert moments["reported_back"].title == (
        "Blue (breakout 1) brought 1 theme and 1 idea to everybody"
    )
    assert moments["first_idea"].title == ("The first idea: “A bus”, from group Blue, breakout 1")


def test_a_vote_and_a_decision_say_which_options_a_group_brought():
    past = (
        *REPORTED,
        round_opened(),
        option_added(COPY, "idea"),
        option_added(THEME_COPY, "theme"),
    )
    (vote,) = summary(reading_of(*past)).everybodys.votes
    assert {each.brought.told for each in vote.choices} == {"from group Blue, breakout 1"}
    decided = e.DecisionRecorded(
        decision=DECISION, text="A bus", reasons="", round=ROUND, options=(OptionId(COPY),)
    )
    document = decision_document(reading_of(*past, decided, view="facilitator"), DECISION)
    told = {each.text: each.source for each in lines((document.facts,))}
    assert told["“A bus” came from group Blue, breakout 1."] == IDEA_SEQ
    assert told["“Buses” came from group Blue, breakout 1."] == THEME_SEQ


def test_a_report_taken_back_is_no_moment():
    withdrawn = e.ReportBackWithdrawn(report_back=id_of("report"))
    kinds = {each.kind for each in timeline_of(*REPORTED, withdrawn).moments}
    assert "reported_back" not in kinds
    assert "first_idea" not in kinds
