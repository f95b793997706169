"""What documents print of needs and evidence, and where they come from."""

from codesign.domain import events as e
from codesign.outputs.contents import WRITERS
from codesign.outputs.document import Bullets, Missing, Table
from tests.given import EVIDENCE, NEED, STAGE, TAKING_IDEAS, need_stated
from tests.projections.readings import reading_of

NEEDED = (
    *TAKING_IDEAS,
    need_stated(so_that="they are not admitted", scale="about 1,400"),
    e.EvidenceAdded(
        evidence=EVIDENCE,
        stage=STAGE,
        kind="statistic",
        statement="One in seven admissions is at night",
        source="Trust returns",
        link="",
        as_of="2026-03",
        area="",
        grade=3,
        needs=(NEED,),
    ),
)


def written(content, past=NEEDED, view="participant"):
    return WRITERS[content](reading_of(*past, view=view))


def test_a_need_is_printed_in_one_sentence_with_its_evidence_below():
    (bullets,) = written("needs")
    assert isinstance(bullets, Bullets)
    (item,) = bullets.items
    assert item.line.text == (
        "People over 75 living alone need help within two hours at night"
        " so that they are not admitted."
    )
    assert item.line.source == len(TAKING_IDEAS) + 1
    assert [each.text for each in item.below] == [
        "How many: about 1,400.",
        "A figure: One in seven admissions is at night (Trust returns).",
    ]
    assert item.below[1].source == len(NEEDED)


def test_evidence_is_a_table_with_its_grade():
    (table,) = written("evidence")
    assert isinstance(table, Table)
    assert table.rows[0].cells[2:] == ("Trust returns", "March 2026", 3)


def test_what_was_taken_off_the_board_is_printed_for_nobody():
    gone = e.EntryWithdrawn(kind="need", id=NEED, reason="Names a neighbour")
    for view in ("participant", "facilitator"):
        assert isinstance(written("needs", (*NEEDED, gone), view), Missing)


def test_without_them_it_says_where_they_are_added():
    for content in ("needs", "evidence", "journeys", "assets", "barriers"):
        assert isinstance(written(content, TAKING_IDEAS), Missing)
