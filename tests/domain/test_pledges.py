from dataclasses import replace

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.estimates import AMOUNT_AT_MOST
from codesign.domain.ids import PledgeId
from codesign.projections.money import Sums, sums_by_kind
from tests.choosing import (
    CHOOSING,
    PLEDGE,
    PLEDGE_2,
    REDESIGN,
    TRUST,
    after,
    confirm,
    pledge,
)
from tests.given import ANNA, COUNCIL, NOW, given, id_of, joined, past_fact

KINDS = ("pooled", "aligned", "in_kind", "grant", "devolved")


def test_a_pledge_says_who_puts_in_what_and_is_not_confirmed_by_that():
    (event,) = given(*CHOOSING).when(pledge()).events

    assert (event.organisation, event.kind, event.standing) == (COUNCIL, "pooled", "indicative")
    after(CHOOSING, pledge()).when(pledge()).then_nothing()


def test_pledging_is_desk_work():
    given(*CHOOSING).when(pledge(), by=ANNA).then_rejected("desk_work_only")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"by_year": ()}, "no_years"),
        ({"by_year": (e.YearAmount(year=2026, amount=0),)}, "bad_amount"),
        ({"by_year": (e.YearAmount(year=20, amount=5),)}, "bad_year"),
        ({"kind": "in_kind"}, "empty_text"),
        ({"organisation": id_of("nobody")}, "no_such_organisation"),
        ({"host": id_of("nobody")}, "no_such_organisation"),
        ({"redesign": id_of("none")}, "no_such_redesign"),
    ],
)
def test_what_is_no_pledge_is_refused(change, code):
    given(*CHOOSING).when(replace(pledge(), **change)).then_rejected(code)


def test_time_rooms_and_goods_need_words_and_no_money():
    assert given(*CHOOSING).when(pledge(kind="in_kind", amount=0, what="A room")).events
    wordless = pledge(kind="in_kind", amount=0, what=" ")
    given(*CHOOSING).when(wordless).then_rejected("empty_text", field="what")


def test_only_pooled_money_has_a_host():
    (event,) = given(*CHOOSING).when(replace(pledge(kind="grant"), host=TRUST)).events
    assert event.host is None


def test_invariant_9_a_pledge_is_confirmed_by_delegated_authority_or_by_a_named_decision():
    made = after(CHOOSING, pledge())
    made.when(confirm(authority="")).then_rejected("needs_authority")
    assert made.when(confirm()).events

    speaker = joined(ANNA, organisation=COUNCIL)
    for capacity, code in (("officer_view", "needs_authority"), ("delegated_authority", None)):
        mandate = e.MandateGiven(organisation=COUNCIL, participant=ANNA, capacity=capacity)
        asked = given(*made.past, past_fact(speaker, at=NOW), mandate).when(confirm(authority=""))
        if code is None:
            assert asked.events
        else:
            asked.then_rejected(code)


def test_a_pledge_said_anew_is_to_be_confirmed_anew():
    now = after(CHOOSING, pledge(), confirm())

    now.when(confirm()).then_nothing()
    assert PLEDGE in now.workshop.confirmations
    assert not after(now.past, pledge(amount=1)).workshop.confirmations
    assert not after(now.past, c.UnconfirmPledge(pledge=PLEDGE)).workshop.confirmations


def test_invariant_11_the_pool_of_the_fixture_is_150k_confirmed_with_200k_indicative():
    now = after(
        CHOOSING,
        pledge(),
        confirm(),
        pledge(PLEDGE_2, organisation=TRUST, amount=200_000_00),
        pledge(PledgeId(id_of("aligned")), organisation=TRUST, kind="aligned", amount=90_000_00),
    )

    sums = sums_by_kind(now.workshop, REDESIGN)
    assert sums["pooled"] == Sums(confirmed=150_000_00, indicative=200_000_00)
    assert sums["aligned"] == Sums(confirmed=0, indicative=90_000_00)


@drawn(
    st.lists(
        st.tuples(
            st.sampled_from(KINDS), st.integers(1, AMOUNT_AT_MOST), st.booleans(), st.booleans()
        ),
        max_size=6,
    )
)
def test_invariant_11_the_pool_is_the_sum_of_confirmed_pooled_money_and_of_nothing_else(drawn_):
    asked = []
    for n, (kind, amount, confirmed, withdrawn) in enumerate(drawn_):
        key = PledgeId(id_of(f"pledge_{n}"))
        asked.append(pledge(key, kind=kind, amount=amount, what="x"))
        if confirmed:
            asked.append(confirm(key))
        if withdrawn:
            asked.append(c.WithdrawEntry(kind="pledge", id=key, reason="Not after all"))

    sums = sums_by_kind(after(CHOOSING, *asked).workshop, REDESIGN)

    pool = sum(
        a for kind, a, confirmed, gone in drawn_ if kind == "pooled" and confirmed and not gone
    )
    assert sums.get("pooled", Sums()).confirmed == pool
    everything = sum(each.confirmed + each.indicative for each in sums.values())
    assert everything == sum(amount for _, amount, _, gone in drawn_ if not gone)
