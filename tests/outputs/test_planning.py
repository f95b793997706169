"""What documents print of the plan and its risks, and of what is spent now."""

from codesign.domain import events as e
from codesign.outputs.contents import WRITERS
from codesign.outputs.document import Missing, Table
from tests.given import CHARITY, COUNCIL, STAGE, TAKING_IDEAS, id_of, organisation_added
from tests.projections.readings import reading_of

FIRST, SECOND, RISK = id_of("first"), id_of("second"), id_of("risk")
THERE = (
    *TAKING_IDEAS,
    organisation_added(COUNCIL),
    organisation_added(CHARITY),
)


def milestone(key, **changes):
    said = {
        "title": "Contract signed",
        "owner": COUNCIL,
        "post": "Head of care",
        "due": "2027-03",
        "type": "delivery",
        "depends_on": (),
        "status": "scheduled",
        "redesign": None,
    }
    return e.MilestoneSet(milestone=key, stage=STAGE, **said | changes)


def risk(key, likelihood, impact, description="Nobody applies"):
    return e.RiskRecorded(
        risk=key,
        stage=STAGE,
        redesign=None,
        description=description,
        likelihood=likelihood,
        impact=impact,
        response="Train our own",
        owner=None,
        post="",
    )


def spent(key, organisation, gross, *, funded_by=None, year=2026):
    return e.SpendLineRecorded(
        spend_line=id_of(key),
        stage=STAGE,
        organisation=organisation,
        service="Night care",
        area="",
        financial_year=year,
        gross=gross,
        income=0,
        basis="actual",
        driver="",
        parts=1,
        whole=1,
        cofog="",
        intervention="reactive",
        controllability=None,
        grade=3,
        source="Ledger",
        funded_by=funded_by,
        reason="",
    )


def written(content, *past):
    return WRITERS[content](reading_of(*THERE, *past, view="participant"))


def test_milestones_are_printed_by_their_dates_with_who_answers_and_what_they_wait_for():
    late = milestone(FIRST, title="Opens", due="2027-09", depends_on=(SECOND,), owner=None)
    (table,) = written("plan", milestone(SECOND), late)
    assert isinstance(table, Table)
    assert [each.cells for each in table.rows] == [
        ("Contract signed", "March 2027", "Head of care, council", "nothing", "To come"),
        ("Opens", "September 2027", "Head of care", "Contract signed", "To come"),
    ]
    assert [each.source for each in table.rows] == [len(THERE) + 1, len(THERE) + 2]


def test_the_gravest_risk_is_printed_first():
    (table,) = written("risks", risk(FIRST, 2, 2), risk(RISK, 4, 5, "The lease ends"))
    assert [each.cells[:3] for each in table.rows] == [
        ("The lease ends", 4, 5),
        ("Nobody applies", 2, 2),
    ]
    assert table.rows[0].source == len(THERE) + 2


def test_what_one_passes_on_to_another_is_printed_as_not_counted_again():
    tables = written(
        "spend",
        spent("a", COUNCIL, 50_000),
        spent("b", CHARITY, 20_000, funded_by=COUNCIL),
        spent("c", CHARITY, 10_000),
    )
    assert [each.cells for each in tables[0].rows] == [
        ("council", 50_000, 0, 50_000, 0),
        ("charity", 10_000, 0, 10_000, 20_000),
        ("All", 60_000, 0, 60_000, 20_000),
    ]
    assert [each.source for each in tables[0].rows] == [
        len(THERE) + 1,
        len(THERE) + 3,
        len(THERE) + 3,
    ]
    # Whatever it is parted by, it is the same money.
    assert {each.rows[-1].cells for each in tables} == {("All", 60_000, 0, 60_000, 20_000)}
    assert tables[1].rows[0].cells[0] == "2026/27"


def test_without_them_it_says_where_they_are_entered():
    for content in ("spend", "plan", "risks"):
        assert isinstance(written(content), Missing)
