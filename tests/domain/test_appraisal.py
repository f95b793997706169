from fractions import Fraction

import pytest

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.appraisal import appraised, scores_of
from tests.choosing import (
    ALLIANCE,
    BAU,
    CHOOSING,
    COMPARING,
    COST,
    CRITERIA,
    FAST,
    LEAST,
    OPTIONS,
    REDESIGN,
    REDESIGN_2,
    RESPONSE,
    TRUST,
    after,
    all_scores,
    criterion,
    lock,
    option,
    score,
    weights,
)
from tests.given import ANNA, COMMISSIONER, COUNCIL, OBSERVER, STAGE, given, stage_added

REST = (BAU, LEAST, ALLIANCE)


def prefer(key=RESPONSE, rejected=REST, **how):
    return c.SelectPreferredOption(
        redesign=REDESIGN,
        delivery_option=key,
        reason="It helps soonest",
        rejected=tuple(c.Rejection(delivery_option=each, reason="Too slow") for each in rejected),
        **how,
    )


# --- the longlist -----------------------------------------------------------------


def test_an_option_is_described_and_described_anew():
    described = given(*CHOOSING).when(option(RESPONSE, label="Rapid response"))
    (event,) = described.events

    assert (event.label, event.redesign, event.bau) == ("Rapid response", REDESIGN, False)
    after(CHOOSING, option(RESPONSE)).when(option(RESPONSE)).then_nothing()


def test_comparing_the_choices_is_desk_work_and_goes_on_whatever_stage_is_live():
    given(*CHOOSING).when(option(RESPONSE), by=ANNA).then_rejected("desk_work_only")
    given(*CHOOSING).when(option(RESPONSE), by=OBSERVER).then_rejected("role_not_allowed")
    # The commissioner does desk work, of what they may see.
    given(*CHOOSING).when(option(RESPONSE), by=COMMISSIONER).then_rejected("stage_closed")
    given(*CHOOSING, e.WorkshopClosed()).when(option(RESPONSE))


def test_an_option_belongs_to_a_redesign_that_stands_and_stays_with_it():
    elsewhere = c.DescribeDeliveryOption(
        delivery_option=RESPONSE, stage=STAGE, redesign=REDESIGN_2, label="x", model="cic"
    )
    given(*CHOOSING).when(elsewhere).then_rejected("no_such_redesign")


def test_an_option_is_put_forward_in_a_stage_for_choices():
    past = tuple(each for each in CHOOSING if not isinstance(each, e.StageAdded))
    given(*past, stage_added(kind="ideas")).when(option(BAU)).then_rejected("stage_not_for_this")


def test_an_option_is_carried_forward_or_discounted_for_a_reason_on_record():
    sift = c.SiftDeliveryOption(delivery_option=RESPONSE, sift="discounted", reason="No powers")
    listed = given(*COMPARING).when(sift)

    now = listed.then(
        e.DeliveryOptionSifted(delivery_option=RESPONSE, sift="discounted", reason="No powers")
    )
    now.when(sift).then_nothing()
    blank = c.SiftDeliveryOption(delivery_option=RESPONSE, sift="carried_forward", reason=" ")
    given(*COMPARING).when(blank).then_rejected("empty_text")


# --- domain.md 4.3, invariant 4 -----------------------------------------------------


def test_invariant_4_nothing_is_scored_before_criteria_and_weights_are_locked():
    past = after(CHOOSING, *OPTIONS, criterion(FAST)).past
    given(*past).when(score(RESPONSE, FAST, 50)).then_rejected("criteria_not_locked")


@pytest.mark.parametrize("numbers", [(30, 25, 20, 15, 11), (30, 25, 20, 15, 9)])
def test_invariant_4_weights_add_up_to_100(numbers):
    given(*COMPARING).when(lock(*numbers)).then_rejected("weights_not_100")


def test_a_weight_that_is_none_is_refused_with_its_row():
    refused = given(*COMPARING).when(lock(110, -20, 5, 3, 2))
    refused.then_rejected("bad_weight")
    assert refused.message.startswith("Line 1:")


def test_invariant_4_locking_anew_voids_the_scores_and_keeps_them_on_record():
    scored = after(COMPARING, score(RESPONSE, FAST, 100))
    relocked = after(scored.past, lock(20, 20, 20, 20, 20))

    assert scores_of(scored.workshop, REDESIGN) == {RESPONSE: {FAST: 100}}
    assert scores_of(relocked.workshop, REDESIGN) == {}
    (kept,) = (each for _, each in relocked.workshop.entries_of(e.OptionScored))
    assert (kept.says.points, kept.says.lock, kept.stands) == (100, 1, True)
    relocked.when(score(RESPONSE, FAST, 100)).then_rejected("no_such_entry")
    assert relocked.when(score(RESPONSE, FAST, 90, name="anew")).events[0].lock == 2


def test_the_same_lock_again_changes_nothing():
    given(*COMPARING).when(lock()).then_nothing()


def test_what_is_locked_is_not_reworded_or_taken_back():
    renamed = c.DescribeCriterion(
        criterion=FAST, stage=STAGE, redesign=REDESIGN, name="Slow", group="viability"
    )
    given(*COMPARING).when(renamed).then_rejected("criterion_locked")
    gone = c.WithdrawEntry(kind="criterion", id=FAST, reason="x")
    given(*COMPARING).when(gone).then_rejected("criterion_locked")


# --- scores -------------------------------------------------------------------------


@pytest.mark.parametrize("points", [-1, 101])
def test_a_score_is_0_to_100(points):
    given(*COMPARING).when(score(RESPONSE, FAST, points)).then_rejected("bad_score")


def test_an_option_has_one_score_on_a_criterion_which_may_be_changed():
    scored = after(COMPARING, score(RESPONSE, FAST, 100))

    scored.when(score(RESPONSE, FAST, 10, name="another")).then_rejected("scored_already")
    assert scored.when(score(RESPONSE, FAST, 10)).events[0].points == 10


def test_a_score_taken_back_is_not_put_back_beside_another():
    gone = c.WithdrawEntry(kind="score", id=score(RESPONSE, FAST, 1).score, reason="Wrong row")
    now = after(
        COMPARING, score(RESPONSE, FAST, 100), gone, score(RESPONSE, FAST, 10, name="another")
    )

    back = c.RestoreEntry(kind="score", id=score(RESPONSE, FAST, 1).score)
    now.when(back).then_rejected("scored_already")


def test_the_fixture_comes_out_as_published_and_a_fifth_less_weight_flips_it():
    now = after(COMPARING, *all_scores(RESPONSE, ALLIANCE))
    found = appraised(now.workshop, REDESIGN)

    assert {e.option: e.result for e in found.standings} == {RESPONSE: 71, ALLIANCE: 66}
    assert found.winners == (RESPONSE,)
    assert FAST in found.sensitive_to
    assert found.below[FAST].at == Fraction(320, 13)


def test_a_discounted_option_is_not_compared():
    sift = c.SiftDeliveryOption(delivery_option=RESPONSE, sift="discounted", reason="No powers")
    now = after(COMPARING, *all_scores(RESPONSE, ALLIANCE), sift)

    assert appraised(now.workshop, REDESIGN).winners == (ALLIANCE,)


# --- an organisation's own weights ----------------------------------------------------


def test_an_organisation_s_own_weights_are_of_what_is_locked_and_change_no_result():
    own = c.GiveOwnWeights(
        redesign=REDESIGN, organisation=TRUST, weights=weights(20, 20, 20, 20, 20)
    )
    before = after(COMPARING, *all_scores(RESPONSE, ALLIANCE))
    now = after(before.past, own)

    assert appraised(now.workshop, REDESIGN) == appraised(before.workshop, REDESIGN)
    now.when(own).then_nothing()
    part = c.GiveOwnWeights(
        redesign=REDESIGN, organisation=COUNCIL, weights=weights(60, 40, of=CRITERIA[:2])
    )
    now.when(part).then_rejected("criterion_not_locked")


# --- domain.md 4.3, invariant 5 -------------------------------------------------------


def test_invariant_5_at_least_three_options_are_compared():
    two = after(CHOOSING, option(BAU, bau=True, do_minimum=True), option(RESPONSE))
    two.when(prefer(rejected=(BAU,))).then_rejected("too_few_options")


@pytest.mark.parametrize("more_bau", [(), (BAU, LEAST)])
def test_invariant_5_exactly_one_option_is_to_carry_on_as_now(more_bau):
    options = [option(each, bau=each in more_bau, do_minimum=True) for each in (*REST, RESPONSE)]
    after(CHOOSING, *options).when(prefer()).then_rejected("one_bau")


def test_invariant_5_one_option_is_the_least_that_could_be_done():
    options = [option(each, bau=each == BAU) for each in (*REST, RESPONSE)]
    after(CHOOSING, *options).when(prefer()).then_rejected("no_do_minimum")


def test_invariant_5_carrying_on_may_be_the_least_where_it_says_so():
    both = option(BAU, bau=True, do_minimum=True)
    now = after(CHOOSING, both, option(RESPONSE), option(ALLIANCE))
    assert now.when(prefer(rejected=(BAU, ALLIANCE))).events


def test_invariant_5_every_option_that_is_not_preferred_has_a_reason():
    given(*COMPARING).when(prefer(rejected=(BAU, LEAST))).then_rejected("rejection_missing")
    # One that was discounted has said it.
    sift = c.SiftDeliveryOption(delivery_option=ALLIANCE, sift="discounted", reason="No powers")
    assert after(COMPARING, sift).when(prefer(rejected=(BAU, LEAST))).events


def test_a_preferred_option_is_recorded_with_the_reasons_of_all():
    events = given(*COMPARING).when(prefer()).events

    assert [type(each).__name__ for each in events] == [
        *["DeliveryOptionRejected"] * 3,
        "PreferredOptionSelected",
    ]
    assert events[-1].reason == "It helps soonest"


def test_what_a_preference_rests_on_stays_until_it_is_taken_back():
    now = after(COMPARING, prefer())

    now.when(lock(20, 20, 20, 20, 20)).then_rejected("preferred_already")
    now.when(option(RESPONSE, label="Other words")).then_rejected("preferred_already")
    gone = c.WithdrawEntry(kind="delivery_option", id=RESPONSE, reason="x")
    now.when(gone).then_rejected("preferred_already")
    back = after(now.past, c.WithdrawPreference(redesign=REDESIGN))
    assert back.when(gone).events


def test_an_option_below_a_bar_or_discounted_cannot_be_preferred():
    barred = c.LockCriteria(
        redesign=REDESIGN,
        stage=STAGE,
        criteria=tuple(
            e.CriterionWeight(criterion=each, weight=20, gate=60 if each == COST else None)
            for each in CRITERIA
        ),
    )
    now = after(COMPARING, barred, *all_scores(RESPONSE, ALLIANCE))
    now.when(prefer()).then_rejected("option_barred")
    sift = c.SiftDeliveryOption(delivery_option=RESPONSE, sift="discounted", reason="No powers")
    after(COMPARING, sift).when(prefer()).then_rejected("option_discounted")


# --- words ----------------------------------------------------------------------------


def test_destroying_an_option_s_words_destroys_the_reasons_about_it_and_no_figure():
    scored = after(COMPARING, *all_scores(RESPONSE, ALLIANCE))
    redact = c.RedactContribution(kind="delivery_option", id=RESPONSE, reason="names", text="")
    now = after(scored.past, prefer(), redact).workshop

    assert now.entries[RESPONSE].says.label == "[removed]"
    assert now.appraisals[REDESIGN].preferred.reason == ""
    assert appraised(now, REDESIGN) == appraised(scored.workshop, REDESIGN)
