"""Registers: what a document lists, and the count of what is spent, of what a view may read."""

from codesign.domain import events as e
from codesign.domain.ids import SpendLineId, StageId
from codesign.projections.registers import register, spend_count
from tests.given import (
    COUNCIL,
    EVERYBODY,
    NEED,
    NEED_2,
    STAGE,
    STAGE_2,
    folded,
    id_of,
    need_stated,
    organisation_added,
    past_fact,
    recorded,
    stage_added,
    stage_opened,
)


def spent(name: str, stage: StageId, gross: int) -> e.SpendLineRecorded:
    return e.SpendLineRecorded(
        spend_line=SpendLineId(id_of(name)),
        stage=stage,
        organisation=COUNCIL,
        service=name,
        area="Llanfair",
        financial_year=2026,
        gross=gross,
        income=0,
        basis="actual",
        driver="",
        parts=1,
        whole=1,
        cofog="",
        intervention=None,
        controllability=None,
        grade=6,
        source="",
        funded_by=None,
        reason="",
    )


def test_a_register_lists_what_stands_with_its_sources() -> None:
    withdrawn = e.EntryWithdrawn(kind="need", id=NEED_2, reason="")
    past = (
        *EVERYBODY,
        stage_added(kind="needs"),
        stage_opened(),
        need_stated(),
        need_stated(NEED_2),
        past_fact(withdrawn),
        need_stated(what="help at night"),
    )
    (line,) = register(folded(recorded(*past)), e.NeedStated, "public")
    assert (line.id, line.says.what) == (NEED, "help at night")
    assert line.seq < line.words_seq


def test_the_count_of_a_view_is_of_what_it_may_see() -> None:
    past = (
        *EVERYBODY,
        organisation_added(COUNCIL, potential_provider=False),
        stage_added(kind="money"),
        stage_added(STAGE_2, kind="money", seen_by="partner"),
        spent("open", STAGE, 5),
        spent("closed", STAGE_2, 7),
    )
    workshop = folded(recorded(*past))
    assert spend_count(workshop, "participant").total.gross == 5
    assert spend_count(workshop, "partner").total.gross == 12
