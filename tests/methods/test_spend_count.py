"""The count of what is spent: nothing twice, its parts always its whole."""

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from codesign.methods.spend_count import DIMENSIONS, Spend, Sum, count_spending, share_of
from tests.protocol.spend_count import CASES

GOLDEN = Path(__file__).parents[1] / "protocol" / "frames" / "spend_count.json"
M = 100_000_000

ORGANISATIONS = ("A", "B", "C", "D")


@st.composite
def spends(draw: st.DrawFn) -> Spend:
    organisation = draw(st.sampled_from(ORGANISATIONS))
    whole = draw(st.integers(1, 7))
    others = [None, "outside", *(each for each in ORGANISATIONS if each != organisation)]
    return Spend(
        organisation=organisation,
        financial_year=draw(st.sampled_from((2025, 2026))),
        gross=draw(st.integers(0, 10**15)),
        income=draw(st.integers(0, 10**6)),
        parts=draw(st.integers(1, whole)),
        whole=whole,
        funded_by=draw(st.sampled_from(others)),
        service=draw(st.sampled_from(("night", "falls"))),
        area=draw(st.sampled_from(("", "E06000059"))),
        cofog=draw(st.sampled_from(("", "07", "10"))),
        intervention=draw(st.sampled_from((None, "prevention", "reactive"))),
    )


def line(organisation: str, gross: int, **more: object) -> Spend:
    says = {"financial_year": 2026, "income": 0, "parts": 1, "whole": 1, "funded_by": None} | more
    return Spend(organisation=organisation, gross=gross, **says)  # type: ignore[arg-type]


def test_the_worked_count_is_57_7_million_with_the_transfer_netted() -> None:
    lines = [
        line("A", 62 * M // 10),
        line("B", 184 * M // 10),
        line("C", 29 * M),
        line("C", 2 * M, funded_by="B"),
        line("D", 41 * M // 10),
    ]
    counted = count_spending(lines)
    assert (counted.total.net, counted.total.netted) == (577 * M // 10, 2 * M)
    assert counted.by["organisation"]["C"].net == 29 * M


def test_money_from_outside_the_count_is_counted_where_it_is_spent() -> None:
    assert count_spending([line("C", 5, funded_by="B")]).total.net == 5
    other_year = [line("B", 9, financial_year=2025), line("C", 5, funded_by="B")]
    assert count_spending(other_year).total.net == 14


def test_a_share_is_rounded_half_up_to_a_whole_penny() -> None:
    assert [share_of(amount, 1, 2) for amount in (0, 1, 2, 3)] == [0, 1, 1, 2]
    assert share_of(10, 1, 3) == 3


def test_nothing_is_nothing() -> None:
    assert count_spending([]).total == Sum()


@given(st.lists(spends(), max_size=12))
def test_parts_are_always_the_whole_invariant_6(lines: list[Spend]) -> None:
    counted = count_spending(lines)
    for name in DIMENSIONS:
        parts = counted.by[name].values()
        for field in ("lines", "gross", "income", "netted"):
            assert sum(getattr(each, field) for each in parts) == getattr(counted.total, field)


@given(st.lists(spends(), max_size=12), spends())
def test_passing_money_on_never_counts_it_twice_invariant_7(
    lines: list[Spend], passed: Spend
) -> None:
    """With a line that a counted organisation paid for, the count is what it was without."""
    counted = {(each.organisation, each.financial_year) for each in lines}
    netted = (passed.funded_by, passed.financial_year) in counted
    before, after = count_spending(lines).total, count_spending([*lines, passed]).total
    newly = (passed.organisation, passed.financial_year) not in counted
    if netted and not newly:
        assert (after.gross, after.income) == (before.gross, before.income)
    if not netted and not newly:
        share = share_of(passed.gross, passed.parts, passed.whole)
        assert after.gross == before.gross + share


@given(st.permutations([line("A", 5), line("B", 3), line("C", 2, funded_by="A")]))
def test_the_order_of_lines_changes_no_count(lines: list[Spend]) -> None:
    assert count_spending(lines).total.net == 8


def test_both_ends_of_the_wire_count_alike() -> None:
    assert json.loads(GOLDEN.read_text("utf-8")) == CASES
