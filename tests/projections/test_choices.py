"""What the room is told of choices and money, and to whom."""

import pytest

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.ids import PledgeId
from codesign.projections.board import rendered
from tests.choosing import (
    ALLIANCE,
    BAU,
    COMPARING,
    ESTIMATE,
    ESTIMATE_2,
    FAST,
    LEAST,
    PLEDGE,
    PLEDGE_2,
    REDESIGN,
    RESPONSE,
    TRUST,
    after,
    all_scores,
    confirm,
    estimate,
    lock,
    pledge,
    score,
    weights,
)
from tests.given import COUNCIL, STAGE, id_of

PREFER = c.SelectPreferredOption(
    redesign=REDESIGN,
    delivery_option=RESPONSE,
    reason="It helps soonest",
    rejected=tuple(
        c.Rejection(delivery_option=each, reason="Too slow") for each in (BAU, LEAST, ALLIANCE)
    ),
)
OWN = c.GiveOwnWeights(redesign=REDESIGN, organisation=TRUST, weights=weights(20, 20, 20, 20, 20))
EVERYTHING = after(
    COMPARING,
    *all_scores(RESPONSE, ALLIANCE),
    OWN,
    estimate(),
    estimate(ESTIMATE_2, side="fiscal", organisation=TRUST, amount=150_000_00, grade=1),
    c.CheckEstimate(estimate=ESTIMATE, post="Head of Finance", on="2026-03-31"),
    pledge(),
    confirm(),
    pledge(PLEDGE_2, organisation=TRUST, amount=200_000_00),
    pledge(PledgeId(id_of("aligned")), organisation=TRUST, kind="aligned", amount=90_000_00),
    PREFER,
)
COLLECTIONS = (
    "delivery_options",
    "criteria",
    "scores",
    "estimates",
    "pledges",
    "appraisals",
    "cost_benefits",
    "pools",
)


def records(given_, view="partner"):
    return rendered(given_.workshop, view).records


def test_the_room_is_told_the_result_and_where_it_would_change():
    told = records(EVERYTHING)["appraisals"][REDESIGN]

    assert told["standings"] == [
        {"option": RESPONSE, "result": 71_00, "barred_by": []},
        {"option": ALLIANCE, "result": 66_00, "barred_by": []},
    ]
    assert told["winners"] == [RESPONSE]
    assert told["unscored"] == [BAU, LEAST]
    (point,) = (each for each in told["below"] if each["criterion"] == FAST)
    assert point == {"criterion": FAST, "at": 24_62, "moved_by": -179, "ahead": [ALLIANCE]}
    (flip,) = (each for each in told["flips"] if each["criterion"] == FAST)
    assert (flip["by"], flip["winners"]) == (-200, [ALLIANCE])
    assert flip["results"] == {ALLIANCE: 69_09, RESPONSE: 68_51}
    assert told["ranks"] == {RESPONSE: [0, 1], ALLIANCE: [1, 0]}


def test_an_option_says_what_became_of_it_and_why():
    told = records(EVERYTHING)["delivery_options"]

    assert (told[RESPONSE]["status"], told[RESPONSE]["reason"]) == ("preferred", "It helps soonest")
    assert (told[BAU]["status"], told[BAU]["reason"]) == ("rejected", "Too slow")
    back = records(after(EVERYTHING.past, c.WithdrawPreference(redesign=REDESIGN)))
    assert {each["status"] for each in back["delivery_options"].values()} == {"considered"}


def test_a_voided_score_stays_on_the_board_as_void():
    now = after(COMPARING, score(RESPONSE, FAST, 100), lock(20, 20, 20, 20, 20))
    told = records(now)

    assert [each["void"] for each in told["scores"].values()] == [True]
    assert told["appraisals"][REDESIGN]["void_scores"] == 1


def test_who_pays_and_who_gains_is_told_by_organisation_and_year():
    told = records(EVERYTHING)["cost_benefits"][RESPONSE]
    council, trust = told["parties"]

    assert (council["party"], council["present"]["cost"]) == (COUNCIL, 168_000_00)
    assert (trust["net"], trust["pledged"]) == (150_000_00, 290_000_00)
    assert not trust["gains_more_than_pledged"]
    assert told["years"] == [2026]
    assert (told["npbi"], told["roi"], told["checked"]) == (18_000_00, 893, 1)


def test_an_organisation_that_gains_more_than_it_puts_in_is_flagged():
    gone = c.WithdrawEntry(kind="pledge", id=PLEDGE_2, reason="Not after all")
    trust = records(after(EVERYTHING.past, gone))["cost_benefits"][RESPONSE]["parties"][1]
    assert trust["gains_more_than_pledged"]


def test_the_pool_is_told_apart_from_what_is_not_confirmed():
    told = records(EVERYTHING)["pools"][REDESIGN]

    assert (told["pool"], told["pool_indicative"]) == (150_000_00, 200_000_00)
    assert told["by_kind"]["aligned"] == {"confirmed": 0, "indicative": 90_000_00}


@pytest.mark.parametrize("view", ["participant", "public"])
def test_a_potential_provider_sees_no_figure_score_or_pledge_of_a_stage_for_partners(view):
    told = records(EVERYTHING, view)
    assert not any(told[each] for each in COLLECTIONS)


def test_a_sum_is_told_to_whom_may_see_all_it_is_counted_from():
    opened = (
        each
        if not isinstance(getattr(each, "event", each), e.StageAdded)
        else e.StageAdded(
            stage=STAGE,
            kind="choices",
            title="choices",
            purpose="",
            minutes=0,
            anonymous=False,
            private=False,
            seen_by="public",
        )
        for each in EVERYTHING.past
    )
    hidden = e.StageAdded(
        stage=id_of("money"),
        kind="money",
        title="money",
        purpose="",
        minutes=0,
        anonymous=False,
        private=False,
        seen_by="partner",
    )
    another = c.RecordEstimate(
        estimate=id_of("hidden"),
        stage=id_of("money"),
        delivery_option=RESPONSE,
        side="cost",
        what="A van",
        organisation=COUNCIL,
        by_year=(e.YearEstimate(year=2026, amount=1),),
        price_base=2026,
    )
    shown = after((*opened, hidden))
    assert RESPONSE in records(shown, "public")["cost_benefits"]
    with_one_hidden = after(shown.past, another)

    assert RESPONSE not in records(with_one_hidden, "public")["cost_benefits"]
    assert RESPONSE in records(with_one_hidden, "partner")["cost_benefits"]
    assert PLEDGE in records(with_one_hidden, "public")["pledges"]


def test_the_figures_hold_no_words_and_name_no_person_to_the_public():
    told = records(EVERYTHING)
    for collection in ("appraisals", "cost_benefits", "pools"):
        assert "helps" not in str(told[collection])
    assert "locked_by" in told["appraisals"][REDESIGN]
