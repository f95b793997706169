"""What a view is told is missing to agree, and what it is not."""

from dataclasses import replace

from codesign.projections.records.agreements import agreement_record
from tests.domain.test_agreements import READY, terms
from tests.domain.test_redesigns import raised
from tests.given import REDESIGN, STAGE_2, folded, recorded


def told(*past, seen_by="public"):
    workshop = folded(recorded(*past))
    workshop.stages[STAGE_2] = replace(workshop.stages[STAGE_2], seen_by=seen_by)
    return {
        view: agreement_record(workshop, REDESIGN, view)
        for view in ("facilitator", "partner", "participant", "public")
    }


def test_a_worry_that_a_view_may_not_read_is_not_counted_to_it():
    calm, worried = (*READY, terms()), (*READY, terms(), raised())
    before, after = told(*calm, seen_by="partner"), told(*worried, seen_by="partner")
    for view in ("participant", "public"):
        assert after[view] == before[view]
    for view in ("facilitator", "partner"):
        assert "1 worry is open" in after[view]["missing"]


def test_everybody_who_may_read_a_worry_is_told_that_it_is_open():
    assert all(
        "1 worry is open" in each["missing"] for each in told(*READY, terms(), raised()).values()
    )
