"""Organisations say where they stand on one exact text, and what is agreed is agreed by rule."""

from dataclasses import replace

import pytest

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.assurance import PROTECTED
from codesign.domain.designs import Design, Outcome, canonical, content_hash
from codesign.domain.ids import EqualityImpactId, NeedId
from tests.domain.test_redesigns import drafted, raised, revised, voted
from tests.given import (
    ANNA,
    BEN,
    CARYS,
    CHARITY,
    CONDITION,
    COUNCIL,
    EQUALITY_IMPACT,
    FACILITATOR,
    FORMAL_DECISION,
    OBJECTION,
    POSITION,
    POSITION_2,
    REDESIGN,
    ROUND,
    STAGE_2,
    TAKING_IDEAS,
    given,
    id_of,
    idea_submitted,
    joined,
    organisation_added,
    past_fact,
    stage_added,
    stage_opened,
)

HELP = Design(
    title="Help at night",
    needs=(NeedId(id_of("need")),),
    outcomes=(Outcome(statement="Fewer falls"),),
    summary="Within two hours",
)
WIDER = replace(HELP, access="Every night")
CEO = CARYS
OPEN = (
    *TAKING_IDEAS,
    idea_submitted(),
    organisation_added(COUNCIL, potential_provider=False),
    organisation_added(CHARITY, potential_provider=False),
    joined(CEO, organisation=COUNCIL),
    stage_added(STAGE_2, "agree"),
    stage_opened(STAGE_2),
    drafted(HELP),
)
MANDATED = (
    *OPEN,
    e.MandateGiven(organisation=COUNCIL, participant=CEO, capacity="delegated_authority"),
)


def hash_of(design):
    return content_hash(canonical(design))


def take(level="consent", version=1, design=HELP, **fields):
    return c.TakePosition(
        position=fields.pop("position", POSITION),
        redesign=REDESIGN,
        version=version,
        hash=hash_of(design),
        organisation=fields.pop("organisation", COUNCIL),
        level=level,
        **fields,
    )


def taken(level="consent", version=1, design=HELP, **fields):
    return e.PositionTaken(
        position=fields.pop("position", POSITION),
        redesign=REDESIGN,
        version=version,
        hash=hash_of(design),
        organisation=fields.pop("organisation", COUNCIL),
        level=level,
        capacity=fields.pop("capacity", "delegated_authority"),
        given=fields.pop("given", "room"),
        signatory=fields.pop("signatory", ""),
        authority=fields.pop("authority", ""),
    )


def terms(rule="dual_key", required=(COUNCIL,), order=e.LEVELS):
    return e.AgreementTermsSet(redesign=REDESIGN, rule=rule, required=required, order=order)


def agree(version=1):
    return c.AgreeRedesign(redesign=REDESIGN, version=version)


READY = (
    *MANDATED,
    *(
        e.EqualityImpactRecorded(
            equality_impact=EqualityImpactId(id_of(each)),
            redesign=REDESIGN,
            characteristic=each,
            impact="neutral",
            evidence="",
            mitigation="",
        )
        for each in PROTECTED
    ),
)


# --- invariant 9: one signature, on one text, by who may ------------------------------


def test_invariant_9_who_holds_the_mandate_signs_the_text_as_it_is():
    given(*MANDATED).when(take(), by=CEO).then(taken())


@pytest.mark.parametrize("by", [ANNA, FACILITATOR])
def test_invariant_9_nobody_else_signs_for_an_organisation(by):
    given(*MANDATED).when(take(), by=by).then_rejected("no_mandate")
    given(*OPEN).when(take(), by=CEO).then_rejected("no_mandate")


def test_invariant_9_a_signature_is_on_the_version_and_hash_that_stand():
    past = given(*MANDATED, revised(WIDER))
    past.when(take(), by=CEO).then_rejected("version_overtaken")
    past.when(take(version=2), by=CEO).then_rejected("version_overtaken")
    past.when(take(version=2, design=WIDER), by=CEO).then(taken(version=2, design=WIDER))


def test_invariant_9_an_organisation_has_one_current_position():
    once = given(*MANDATED).when(take(), by=CEO).then(taken())
    again = once.when(take("endorse", position=POSITION_2), by=CEO)
    after = again.then(taken("endorse", position=POSITION_2)).workshop
    assert after.agreements[REDESIGN].positions == (POSITION_2,)
    assert after.positions[POSITION].replaced_by == POSITION_2


@pytest.mark.parametrize(
    ("mandated", "said", "level", "capacity"),
    [
        ("delegated_authority", None, "will_deliver", "delegated_authority"),
        ("delegated_authority", "officer_view", "consent", "officer_view"),
        ("officer_view", "delegated_authority", "consent", "officer_view"),
        ("officer_view", None, "will_deliver", "subject_to_governance"),
        ("community_view", None, "will_deliver", "subject_to_governance"),
    ],
)
def test_invariant_9_nobody_promises_more_than_their_mandate(mandated, said, level, capacity):
    mandate = e.MandateGiven(organisation=COUNCIL, participant=CEO, capacity=mandated)
    sign = take(level, capacity=said)
    given(*OPEN, mandate).when(sign, by=CEO).then(taken(level, capacity=capacity))


def test_who_went_to_another_organisation_speaks_for_it_no_longer():
    moved = e.OrganisationCorrected(participant=CEO, organisation=CHARITY, ideas=())
    given(*MANDATED, moved).when(take(), by=CEO).then_rejected("no_mandate")


def test_what_comes_by_a_link_is_labelled_so():
    given(*MANDATED).when(take(), by=CEO, via="form").then(taken(given="link"))


def test_what_was_confirmed_in_writing_is_labelled_so_and_names_the_letter():
    written = take(written=True, capacity="subject_to_governance", organisation=CHARITY)
    past = given(*MANDATED)
    past.when(written).then_rejected("confirmation_missing")
    past.when(replace(written, authority="Letter of 3 March"), by=ANNA).then_rejected(
        "role_not_allowed"
    )
    past.when(replace(written, authority="Letter of 3 March")).then(
        taken(
            organisation=CHARITY,
            capacity="subject_to_governance",
            given="written",
            authority="Letter of 3 March",
        )
    )


def test_a_position_holds_on_conditions_which_are_met_in_time():
    plan = c.ConditionPlan(condition=CONDITION, text=" A second driver ", owner="Head", due="May")
    stated = e.ConditionSet(
        condition=CONDITION, position=POSITION, text="A second driver", owner="Head", due="May"
    )
    after = given(*MANDATED).when(take(conditions=(plan,)), by=CEO).then(taken(), stated)
    met = c.MarkCondition(condition=CONDITION, met=True)
    after.when(met, by=BEN).then_rejected("desk_work_only")
    done = after.when(met, by=CEO).then(e.ConditionMarked(condition=CONDITION, met=True))
    done.when(met).then_nothing()
    given(*MANDATED).when(take(conditions=(plan, plan)), by=CEO).then_rejected("id_taken")


def test_who_is_not_here_marks_no_condition():
    stated = e.ConditionSet(
        condition=CONDITION, position=POSITION, text="A second driver", owner="Head", due="May"
    )
    muted = e.ParticipantMuted(participant=CEO)
    met = c.MarkCondition(condition=CONDITION, met=True)
    given(*MANDATED, taken(), stated, muted).when(met, by=CEO).then_rejected("muted")


def test_a_position_is_taken_back_by_whose_it_is_or_the_desk():
    withdraw = c.WithdrawPosition(position=POSITION, reason="The board said no")
    gone = e.PositionWithdrawn(position=POSITION, reason="The board said no")
    past = given(*MANDATED, past_fact(taken(), by=CEO))
    past.when(withdraw, by=BEN).then_rejected("role_not_allowed")
    after = past.when(withdraw, by=CEO).then(gone)
    after.when(withdraw, by=CEO).then_nothing()
    assert after.workshop.agreements[REDESIGN].positions == ()


def test_nobody_signs_words_that_were_removed():
    redact = e.ContributionRedacted(kind="redesign", id=REDESIGN, reason="A name", text="[removed]")
    given(*MANDATED, redact).when(take(), by=CEO).then_rejected("words_gone")


# --- invariant 10: agreed by the rule -------------------------------------------------


def test_invariant_10_dual_key_wants_the_room_and_every_required_organisation():
    named = e.RoomVoteNamed(redesign=REDESIGN, version=1, round=ROUND)
    past = (*READY, terms(), *voted(), named)
    refused = given(*past).when(agree())
    refused.then_rejected("not_agreed_yet")
    assert refused.message == "Not agreed yet: council has not said where it stands."
    reserved = past_fact(taken("consent_with_reservations"), by=CEO)
    refused = given(*past, reserved).when(agree())
    assert refused.message == "Not agreed yet: council agrees only with reservations."
    signed = past_fact(taken(position=POSITION_2), by=CEO)
    agreed = e.RedesignAgreed(
        redesign=REDESIGN,
        version=1,
        hash=hash_of(HELP),
        rule="dual_key",
        round=ROUND,
        positions=(POSITION_2,),
    )
    after = given(*past, reserved, signed).when(agree()).then(agreed)
    after.when(agree()).then_nothing()


def test_invariant_8_a_later_version_clears_what_was_signed():
    named = e.RoomVoteNamed(redesign=REDESIGN, version=2, round=ROUND)
    past = (*READY, terms(), *voted(), past_fact(taken(), by=CEO), revised(WIDER), named)
    refused = given(*past).when(agree(2))
    refused.then_rejected("not_agreed_yet")
    assert refused.message == "Not agreed yet: council signed version 1, now 2."


def test_invariant_10_no_agreement_over_an_open_objection():
    past = (*READY, terms("organisations"), past_fact(taken(), by=CEO))
    refused = given(*past, raised("block")).when(agree())
    assert refused.message == "Not agreed yet: 1 worry is open."
    assert given(*past, raised("concern")).when(agree()).events


def test_invariant_10_what_was_not_assessed_is_not_agreed():
    past = (*MANDATED, terms("organisations"), past_fact(taken(), by=CEO))
    refused = given(*past).when(agree())
    assert "8 protected characteristics" in refused.message


def test_the_order_of_levels_is_a_setting_on_record():
    order = (*e.LEVELS[:2], "consent_with_reservations", "consent", *e.LEVELS[4:])
    setting = c.SetAgreementTerms(
        redesign=REDESIGN, required=(COUNCIL,), rule="organisations", order=order
    )
    reserved = past_fact(taken("consent_with_reservations"), by=CEO)
    after = given(*READY, reserved).when(setting).then(terms("organisations", order=order))
    assert after.when(agree()).events
    given(*OPEN).when(replace(setting, order=order[1:])).then_rejected("bad_order")
    given(*OPEN).when(setting, by=ANNA).then_rejected("role_not_allowed")


def test_an_agreement_is_set_aside_with_a_reason():
    past = (*READY, terms("organisations"), past_fact(taken(), by=CEO))
    aside = c.SetAgreementAside(redesign=REDESIGN, reason="Wrong version")
    given(*past).when(aside).then_nothing()
    events = given(*past).when(agree()).events
    gone = e.AgreementSetAside(redesign=REDESIGN, reason="Wrong version")
    after = given(*past, *events).when(aside).then(gone)
    assert after.when(agree()).events


def test_a_vote_of_a_group_or_one_set_aside_does_not_speak_for_the_room():
    void = e.RoundVoided(round=ROUND, reason="Wrong people")
    name = c.NameRoomVote(redesign=REDESIGN, version=1, round=ROUND)
    given(*OPEN, *voted(), void).when(name).then_rejected("round_void")
    named = e.RoomVoteNamed(redesign=REDESIGN, version=1, round=ROUND)
    after = given(*OPEN, *voted()).when(name).then(named)
    after.when(name).then_nothing()


# --- the formal decision --------------------------------------------------------------


DECIDE = c.RecordFormalDecision(
    formal_decision=FORMAL_DECISION,
    redesign=REDESIGN,
    outcome="approved",
    body="Cabinet",
    on="2026-01-15",
    minute="Minute 42",
    call_in_until="2026-01-22",
)


def test_the_formal_decision_follows_what_was_agreed():
    past = (*READY, terms("organisations"), past_fact(taken(), by=CEO))
    given(*past).when(DECIDE).then_rejected("not_agreed_yet")
    past = (*past, *given(*past).when(agree()).events)
    recorded = e.FormalDecisionRecorded(
        formal_decision=FORMAL_DECISION,
        redesign=REDESIGN,
        version=1,
        outcome="approved",
        on="2026-01-15",
        call_in_until="2026-01-22",
        body="Cabinet",
        minute="Minute 42",
        reasons="",
    )
    after = given(*past, e.WorkshopClosed()).when(DECIDE).then(recorded)
    after.when(DECIDE).then_nothing()
    given(*past).when(replace(DECIDE, on="15 January")).then_rejected("bad_day", field="on")
    given(*past).when(replace(DECIDE, call_in_until="2026-01-02")).then_rejected("no_dates")
    withdraw = c.WithdrawFormalDecision(formal_decision=FORMAL_DECISION, reason="Called in")
    gone = e.FormalDecisionWithdrawn(formal_decision=FORMAL_DECISION, reason="Called in")
    after.when(withdraw).then(gone)


# --- invariant 14 ---------------------------------------------------------------------


def test_invariant_14_erasing_who_signed_changes_no_signature():
    past = (*MANDATED, past_fact(taken(signatory="Chief Executive"), by=CEO))
    before = given(*past).workshop
    after = given(*past, e.ParticipantErased(participant=CEO)).workshop
    assert after.positions == before.positions
    redacted = e.ContributionRedacted(kind="position", id=POSITION, reason="A name", text="-")
    found = given(*past, redacted).workshop.positions[POSITION]
    assert (found.level, found.hash, found.signatory) == ("consent", hash_of(HELP), "")


# --- equality -------------------------------------------------------------------------


def assess(impact="neutral", mitigation="", characteristic="age", due=""):
    plan = c.ImpactPlan(
        equality_impact=EQUALITY_IMPACT,
        characteristic=characteristic,
        impact=impact,
        mitigation=mitigation,
        due=due,
    )
    return c.AssessEquality(redesign=REDESIGN, impacts=(plan,))


@pytest.mark.parametrize("impact", ["unknown", "negative"])
def test_an_unknown_or_bad_effect_is_recorded_with_what_follows(impact):
    given(*OPEN).when(assess(impact)).then_rejected("follow_up_missing")
    assert given(*OPEN).when(assess(impact, "Ask in May", due="2027-05")).events


def test_invariant_10_what_is_not_known_has_a_date_by_which_it_is_found_out():
    given(*OPEN).when(assess("unknown", "Ask them")).then_rejected("follow_up_undated", field="due")
    given(*OPEN).when(assess("unknown", "Ask", due="soon")).then_rejected("bad_date", field="due")
    assert given(*OPEN).when(assess("negative", "A second lift")).events
    once = (*OPEN, *given(*OPEN).when(assess("unknown", "Ask", due="2027-05")).events)
    given(*once).when(assess("unknown", "Ask", due="2027-05")).then_nothing()
    assert given(*once).when(assess("unknown", "Ask", due="2027-06")).events


def test_a_characteristic_is_assessed_once_and_anew_under_its_id():
    given(*READY).when(assess()).then_rejected("assessed_already")
    once = (*OPEN, *given(*OPEN).when(assess()).events)
    given(*once).when(assess()).then_nothing()
    assert given(*once).when(assess("positive")).events
    given(*once).when(assess(characteristic="sex")).then_rejected("no_such_equality_impact")


def test_who_signs_does_so_as_the_post_they_were_named_for() -> None:
    post = "Director of Adult Care"
    named = e.MandateGiven(
        organisation=COUNCIL, participant=CEO, capacity="delegated_authority", post=post
    )
    known = given(*OPEN, named)
    known.when(take(), by=CEO).then(taken(signatory=post))
    known.when(take(signatory="Her deputy"), by=CEO).then(taken(signatory="Her deputy"))
    written = take(written=True, authority="A letter", capacity="officer_view")
    known.when(written, by=FACILITATOR).then(
        taken(capacity="officer_view", given="written", authority="A letter")
    )


def test_a_worry_comes_with_a_position_or_neither_does():
    worry = c.WorryPlan(objection=OBJECTION, severity="objection", reason="Who covers the shift?")
    raised_with = e.ObjectionRaised(
        objection=OBJECTION,
        redesign=REDESIGN,
        version=1,
        stage=None,
        severity="objection",
        reason="Who covers the shift?",
    )
    asked = given(*MANDATED)
    asked.when(take(worry=worry), by=CEO).then(taken(), raised_with)
    empty = replace(worry, reason=" ")
    asked.when(take(worry=empty), by=CEO).then_rejected("empty_text", field="worry")
    same = replace(worry, objection=POSITION)
    asked.when(take(worry=same), by=CEO).then_rejected("id_taken")


def test_who_types_in_a_letter_raises_no_worry_that_only_they_could_take_back():
    worry = c.WorryPlan(objection=OBJECTION, severity="block", reason="Who covers the shift?")
    letter = take(worry=worry, written=True, authority="A letter")
    given(*MANDATED).when(letter, by=FACILITATOR).then_rejected("no_mandate", field="worry")
