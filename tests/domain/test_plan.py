"""The plan and the risks."""

import pytest

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.ids import MilestoneId, RiskId
from tests.given import (
    ANNA,
    COMMISSIONER,
    EVERYBODY,
    STAGE,
    given,
    id_of,
    stage_added,
    stage_opened,
)

ONE, TWO, THREE = (MilestoneId(id_of(each)) for each in ("one", "two", "three"))
RISK = RiskId(id_of("risk"))
PAST = (*EVERYBODY, stage_added(kind="plan"), stage_opened())


def milestone(key=ONE, title="Cabinet decides", **says):
    says = {
        "owner": None,
        "post": "Head of Commissioning",
        "due": "2026-04-15",
        "type": "approval",
        "depends_on": (),
        "status": "scheduled",
        "redesign": None,
    } | says
    return e.MilestoneSet(milestone=key, stage=STAGE, title=title, **says)


def asked(said):
    return c.SetMilestone(**{name: getattr(said, name) for name in said.__slots__})


def test_a_milestone_has_a_post_a_date_and_waits_for_others():
    second = milestone(TWO, depends_on=(ONE,))
    given(*PAST, milestone()).when(asked(second), by=COMMISSIONER).then(second)
    given(*PAST).when(asked(milestone()), by=ANNA).then_rejected("desk_work_only")


def test_a_date_that_is_none_is_refused_beside_its_field():
    given(*PAST).when(asked(milestone(due="soon"))).then_rejected("bad_date", field="due")


def test_milestones_that_would_wait_for_each_other_in_a_circle_are_refused_by_name():
    chain = (milestone(ONE, "First"), milestone(TWO, "Second", depends_on=(ONE,)))
    past = given(*PAST, *chain, milestone(THREE, "Third", depends_on=(TWO,)))
    when = past.when(asked(milestone(ONE, "First", depends_on=(THREE,))))
    when.then_rejected("goes_round", field="depends_on")
    assert "First \u2192 Third \u2192 Second \u2192 First" in when.message
    itself = given(*PAST, milestone()).when(asked(milestone(depends_on=(ONE,))))
    itself.then_rejected("goes_round", field="depends_on")


def test_what_a_milestone_waits_for_must_be_there():
    when = given(*PAST).when(asked(milestone(depends_on=(TWO,))))
    when.then_rejected("no_such_entry", field="depends_on")


@pytest.mark.parametrize("field", ["likelihood", "impact"])
def test_a_risk_is_judged_from_one_to_five(field):
    says = {"redesign": None, "response": "", "owner": None, "post": "", "likelihood": 2}
    said = {"risk": RISK, "stage": STAGE, "description": "No drivers", "impact": 3} | says
    given(*PAST).when(c.RecordRisk(**said)).then(e.RiskRecorded(**said))
    bad = c.RecordRisk(**(said | {field: 6}))
    given(*PAST).when(bad).then_rejected("bad_number", field=field)
