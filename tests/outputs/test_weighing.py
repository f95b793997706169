"""What documents print of the fixture's choices, figures and pledges (domain.md, section 6.4)."""

import pytest

from codesign.domain import commands as c
from codesign.methods.cost_benefit import Band, GradeTerms
from codesign.outputs.contents import WRITERS
from codesign.outputs.document import Bullets, Missing, Paragraph, Table
from codesign.outputs.figures import told
from tests.choosing import (
    ALLIANCE,
    BAU,
    CHOOSING,
    COMPARING,
    ESTIMATE_2,
    LEAST,
    PLEDGE_2,
    RESPONSE,
    TRUST,
    after,
    all_scores,
    confirm,
    estimate,
    lock,
    pledge,
)
from tests.projections.readings import reading_of

SCORED = after(COMPARING, lock(), *all_scores(RESPONSE, ALLIANCE, BAU, LEAST)).past
PAID = after(
    SCORED,
    estimate(),
    estimate(ESTIMATE_2, side="fiscal", organisation=TRUST, amount=100_000_00, grade=1),
    pledge(),
    confirm(),
    pledge(PLEDGE_2, organisation=TRUST, amount=200_000_00),
).past


def written(content, past=PAID):
    return WRITERS[content](reading_of(*past, view="facilitator"))


def cells(table):
    return [
        tuple(told(column, cell) for column, cell in zip(table.columns, row.cells, strict=True))
        for row in table.rows
    ]


@pytest.mark.parametrize(
    "content",
    ["longlist", "criteria", "scores", "sensitivity", "cost_benefit", "who_pays", "contributions"],
)
def test_what_nobody_entered_says_where_it_is_entered(content):
    assert isinstance(written(content, CHOOSING), Missing)
    assert not isinstance(written(content), Missing)


def test_the_longlist_says_what_became_of_each_option():
    (bullets,) = written("longlist")
    assert isinstance(bullets, Bullets)
    assert len(bullets.items) == 4
    assert {each.below[0].text for each in bullets.items} == {"On the longlist."}


def test_weights_are_printed_as_they_were_locked():
    (table,) = written("criteria")
    assert [row[2] for row in cells(table)] == ["30", "25", "20", "15", "10"]


def test_the_results_are_71_and_66_and_every_score_has_its_reason():
    results, first, scores = written("scores")
    assert [row[1] for row in cells(results)][:2] == ["71.00", "66.00"]
    assert isinstance(first, Paragraph)
    assert first.lines[0].text.endswith("comes first.")
    assert len(scores.rows) == 20
    assert {row[3] for row in cells(scores)} == {"As the figures say"}


def test_what_would_change_the_answer_is_said_in_words():
    (paragraph,) = written("sensitivity")
    said = [each.text for each in paragraph.lines]
    assert any("mattered a fifth less" in each and "would come first" in each for each in said)


def test_costs_and_benefits_name_their_rates_and_lead_to_the_latest_figure():
    table, told = written("cost_benefit")
    assert isinstance(table, Table)
    assert table.rows[0].source is not None
    reckoned, discounted, *_ = (each.text for each in told.lines)
    assert reckoned.startswith("Reckoned by illustrative defaults (Social time preference rates")
    assert discounted == "Discounted by 3.5% a year, 3% from year 31 and 2.5% from year 76."
    assert {each.source for each in told.lines} == {None}


def test_rates_that_were_set_print_with_whose_they_are_and_lead_to_where_they_were_set():
    zero = GradeTerms(on_costs=0, on_benefits=0, known_error=25)
    rates = c.SetRates(
        source="Green Book, table 7",
        dated="2026-02",
        bands=(Band(since=0, rate=150),),
        grades=(zero,) * 6,
    )
    past = after(SCORED, estimate(), rates).past
    _, told = written("cost_benefit", past)
    of = "by the grade of its evidence from 1 to 6"
    assert [each.text for each in told.lines] == [
        "Reckoned by rates set in this workshop (Green Book, table 7, February 2026).",
        "Discounted by 1.5% a year.",
        f"Added to costs, {of}: 0%, 0%, 0%, 0%, 0%, 0%.",
        f"Taken from benefits, {of}: 0%, 0%, 0%, 0%, 0%, 0%.",
        f"How far a figure may err, {of}: 2.5%, 2.5%, 2.5%, 2.5%, 2.5%, 2.5%.",
    ]
    assert {each.source for each in told.lines} == {len(past)}


def test_who_gains_more_than_they_pledge_is_flagged_and_who_pledges_enough_is_not():
    (table,) = written("who_pays")
    assert len(table.rows) == 2
    assert {row[-1] for row in cells(table)} == {""}
    unpaid = after(
        SCORED,
        estimate(),
        estimate(ESTIMATE_2, side="fiscal", organisation=TRUST, amount=100_000_00, grade=1),
    ).past
    (table,) = written("who_pays", unpaid)
    assert "gains more than it pledges" in {row[-1] for row in cells(table)}


def test_invariant_11_the_printed_pool_is_150k_confirmed_beside_200k_indicative():
    pool, every = written("contributions")
    assert cells(pool) == [("Shared pot", "£150,000", "£200,000")]
    assert [row[2] for row in cells(every)] == ["£150,000", "£200,000"]
