"""Needs, evidence, journeys, assets and barriers: said, said anew, taken back, linked."""

import pytest

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.errors import CommandRejectedError
from codesign.domain.ids import AssetId, BarrierId, JourneyStepId, PersonaId
from tests.given import (
    ANNA,
    BEN,
    CARYS,
    COMMISSIONER,
    COUNCIL,
    EVIDENCE,
    FACILITATOR,
    IDEA,
    MAIR,
    NEED,
    NEED_2,
    OBSERVER,
    STAGE,
    STAGE_2,
    STRANGER,
    TAKING_IDEAS_OF_PARTNERS,
    TAKING_NEEDS,
    given,
    id_of,
    idea_submitted,
    need_stated,
    organisation_added,
    past_fact,
    stage_added,
    stage_opened,
)

PERSONA = PersonaId(id_of("persona"))
STEP = JourneyStepId(id_of("step"))
ASSET = AssetId(id_of("asset"))
BARRIER = BarrierId(id_of("barrier"))


def state(need=NEED, **says):
    says = {"user_group": "People over 75 living alone", "what": "help at night"} | says
    return c.StateNeed(need=need, stage=STAGE, **says)


def stated(need=NEED, **says):
    says = {"so_that": "", "scale": "", "characteristics": ()} | says
    words = {"user_group": "People over 75 living alone", "what": "help at night"}
    return e.NeedStated(need=need, stage=STAGE, **(words | says))


def add(**says):
    return c.AddEvidence(
        evidence=EVIDENCE, stage=STAGE, kind="study", statement="Many fall at night", **says
    )


def withdrawn(reason="", key=NEED, kind="need"):
    return e.EntryWithdrawn(kind=kind, id=key, reason=reason)


@pytest.mark.parametrize("by", [ANNA, COMMISSIONER, FACILITATOR])
def test_anybody_who_takes_part_says_who_needs_what_so_that_why(by):
    says = {"so_that": "they stay at home", "characteristics": ("age",)}
    given(*TAKING_NEEDS).when(state(**says), by=by).then(stated(**says))


def test_a_need_is_stated_for_somebody_without_a_device():
    given(*TAKING_NEEDS).when(state(), by=FACILITATOR, for_=MAIR).then(stated())


def test_who_only_looks_on_states_no_need():
    given(*TAKING_NEEDS).when(state(), by=OBSERVER).then_rejected("role_not_allowed")


@pytest.mark.parametrize("field", ["user_group", "what"])
def test_a_need_says_who_and_what_and_a_refusal_names_the_field(field):
    when = given(*TAKING_NEEDS).when(state(**{field: " "}), by=ANNA)
    when.then_rejected("empty_text", field=field)


def test_needs_wait_for_their_stage_to_open_save_those_of_desk_work():
    closed = (*TAKING_NEEDS, e.StageClosed(stage=STAGE))
    given(*closed).when(state(), by=ANNA).then_rejected("stage_closed")
    given(*closed).when(state(), by=COMMISSIONER).then(stated())
    named = (*closed, e.DeskWorkGranted(participant=ANNA))
    given(*named).when(state(), by=ANNA).then(stated())


def test_desk_work_goes_on_after_the_event():
    given(*TAKING_NEEDS, e.WorkshopClosed()).when(state(), by=COMMISSIONER).then(stated())


def test_needs_are_for_the_stage_of_needs_invariant_1():
    other = (*TAKING_NEEDS, stage_added(STAGE_2, kind="vote"), stage_opened(STAGE_2))
    command = c.StateNeed(need=NEED, stage=STAGE_2, user_group="All", what="rest")
    for by in (ANNA, FACILITATOR):
        given(*other).when(command, by=by).then_rejected("stage_not_for_this")


def test_into_a_stage_closed_to_their_view_nobody_enters_anything():
    past = (*TAKING_IDEAS_OF_PARTNERS, stage_added(STAGE_2, kind="needs", seen_by="partner"))
    command = c.StateNeed(need=NEED, stage=STAGE_2, user_group="All", what="rest")
    opened = (*past, stage_opened(STAGE_2), e.DeskWorkGranted(participant=CARYS))
    given(*opened).when(command, by=CARYS).then_rejected("stage_closed")


def test_no_need_is_taken_while_new_words_are_looked_at_first_or_not_taken():
    for intake in ("held", "locked"):
        past = (*TAKING_NEEDS, e.IntakeChanged(intake=intake))
        given(*past).when(state(), by=ANNA).then_rejected("ideas_locked")
        given(*past).when(state(), by=FACILITATOR).then(stated())


def test_an_author_and_the_desk_say_a_need_anew_and_nobody_else():
    past = (*TAKING_NEEDS, need_stated(by=ANNA))
    for by in (ANNA, COMMISSIONER):
        given(*past).when(state(), by=by).then(stated())
    given(*past).when(state(), by=BEN).then_rejected("not_yours")


def test_the_author_stays_whoever_says_it_anew():
    after = given(*TAKING_NEEDS, need_stated(by=ANNA), past_fact(stated(), by=COMMISSIONER))
    entry = after.workshop.entries[NEED]
    assert (entry.author, entry.says.what) == (ANNA, "help at night")
    assert entry.seq < entry.words_seq == after.workshop.seq


def test_what_is_said_already_is_not_said_again():
    given(*TAKING_NEEDS, past_fact(stated(), by=ANNA)).when(state(), by=ANNA).then_nothing()


def test_a_need_is_no_evidence():
    past = (*TAKING_NEEDS, need_stated(by=ANNA))
    command = c.AddEvidence(evidence=NEED, stage=STAGE, kind="study", statement="Many")
    given(*past).when(command, by=ANNA).then_rejected("no_such_entry")


def test_an_author_takes_a_need_back_and_puts_it_back():
    taken = c.WithdrawEntry(kind="need", id=NEED)
    back = c.RestoreEntry(kind="need", id=NEED)
    restored = e.EntryRestored(kind="need", id=NEED)
    past = (*TAKING_NEEDS, need_stated(by=ANNA))
    given(*past).when(taken, by=BEN).then_rejected("not_yours")
    gone = given(*past).when(taken, by=ANNA).then(withdrawn())
    gone.when(taken, by=ANNA).then_nothing()
    gone.when(back, by=ANNA).then(restored).when(back, by=ANNA).then_nothing()


def test_what_the_desk_took_off_the_board_its_author_does_not_put_back():
    taken = c.WithdrawEntry(kind="need", id=NEED, reason="Names a neighbour")
    past = (*TAKING_NEEDS, need_stated(by=ANNA))
    bare = c.WithdrawEntry(kind="need", id=NEED)
    given(*past).when(bare).then_rejected("empty_text", field="reason")
    off = given(*past).when(taken).then(withdrawn("Names a neighbour"))
    off.when(c.RestoreEntry(kind="need", id=NEED), by=ANNA).then_rejected("entry_hidden")
    off.when(state(what="rest"), by=ANNA).then_rejected("entry_hidden")
    off.when(c.RestoreEntry(kind="need", id=NEED)).then(e.EntryRestored(kind="need", id=NEED))


def test_taking_it_off_the_board_is_taken_back():
    fact = past_fact(withdrawn("Names a neighbour"))
    past = given(*TAKING_NEEDS, need_stated(by=ANNA), fact)
    back = c.TakeBack(act=past.workshop.seq)
    past.when(back).then(e.EntryRestored(kind="need", id=NEED))


def test_evidence_has_a_kind_a_source_a_date_a_grade_and_the_needs_it_speaks_of():
    says = {"source": "Trust", "link": "https://example.org/a", "as_of": "2026-03", "grade": 2}
    past = (*TAKING_NEEDS, need_stated())
    told = e.EvidenceAdded(
        evidence=EVIDENCE,
        stage=STAGE,
        kind="study",
        statement="Many fall at night",
        area="",
        needs=(NEED,),
        **says,
    )
    given(*past).when(add(needs=(NEED, NEED), **says), by=ANNA).then(told)


@pytest.mark.parametrize(
    ("says", "code"),
    [
        ({"grade": 0}, "bad_grade"),
        ({"grade": 7}, "bad_grade"),
        ({"as_of": "last year"}, "bad_date"),
        ({"as_of": "2026-13"}, "bad_date"),
        ({"as_of": "2026-02-30"}, "bad_date"),
        ({"link": "javascript:alert(1)"}, "bad_link"),
        ({"needs": (NEED_2,)}, "no_such_entry"),
    ],
)
def test_evidence_that_does_not_fit_is_refused_beside_its_field(says, code):
    (field,) = says
    given(*TAKING_NEEDS, need_stated()).when(add(**says), by=ANNA).then_rejected(code, field=field)


def test_a_step_belongs_to_a_persona_and_has_a_mood_from_minus_two_to_two():
    past = (
        *TAKING_NEEDS,
        organisation_added(COUNCIL, potential_provider=False),
        e.PersonaDescribed(persona=PERSONA, stage=STAGE, name="Nell", about=""),
    )
    step = {"journey_step": STEP, "stage": STAGE, "step": "Rings three times"}
    told = e.JourneyStepMapped(
        **step,
        persona=PERSONA,
        place=1,
        lane="user",
        touchpoint="",
        organisations=(COUNCIL,),
        emotion=-2,
        contacts=3,
        duplicate=True,
        cost_per_contact=4_200,
    )
    says = {"emotion": -2, "contacts": 3, "duplicate": True, "cost_per_contact": 4_200}
    command = c.MapJourneyStep(**step, persona=PERSONA, organisations=(COUNCIL,), **says)
    given(*past).when(command, by=ANNA).then(told)
    moody = c.MapJourneyStep(**step, persona=PERSONA, emotion=-3)
    given(*past).when(moody, by=ANNA).then_rejected("bad_number", field="emotion")
    nobodys = c.MapJourneyStep(**step, persona=PersonaId(NEED))
    given(*past).when(nobodys, by=ANNA).then_rejected("no_such_entry", field="persona")


def test_an_organisation_that_an_entry_names_is_not_taken_off_the_list():
    asset = e.AssetMapped(
        asset=ASSET,
        stage=STAGE,
        kind="building",
        name="The old school",
        owner=COUNCIL,
        uprn="",
        area="",
        condition="",
        availability="",
    )
    past = (*TAKING_NEEDS, organisation_added(COUNCIL, potential_provider=False), asset)
    remove = c.RemoveOrganisation(organisation=COUNCIL)
    given(*past).when(remove).then_rejected("organisation_in_use")


def test_a_uprn_is_digits():
    command = c.MapAsset(asset=ASSET, stage=STAGE, kind="land", name="Field", uprn="12 A")
    given(*TAKING_NEEDS).when(command, by=ANNA).then_rejected("bad_uprn", field="uprn")


def test_a_barrier_names_a_rule_and_the_freedom_sought():
    says = {"rule": "Consent is asked five times", "freedom_sought": "One consent for all"}
    told = e.BarrierRaised(barrier=BARRIER, stage=STAGE, owner_body="", effect="", **says)
    command = c.RaiseBarrier(barrier=BARRIER, stage=STAGE, **says)
    given(*TAKING_NEEDS).when(command, by=BEN).then(told)


def test_an_idea_names_the_needs_it_answers():
    past = (*TAKING_NEEDS, need_stated(), idea_submitted(by=BEN))
    answered = e.NeedsAnswered(idea=IDEA, needs=(NEED,))
    link = c.AnswerNeeds(idea=IDEA, needs=(NEED,))
    after = given(*past).when(link, by=ANNA).then(answered)
    after.when(link, by=BEN).then_nothing()
    unknown = c.AnswerNeeds(idea=IDEA, needs=(NEED_2,))
    given(*past).when(unknown, by=ANNA).then_rejected("no_such_entry", field="needs")
    given(*past).when(link, by=OBSERVER).then_rejected("role_not_allowed")


def test_redacting_a_need_destroys_its_words_and_leaves_who_it_is_linked_to():
    past = (*TAKING_NEEDS, need_stated(by=ANNA, scale="about 1,400"))
    redact = c.RedactContribution(kind="need", id=NEED, reason="Named a neighbour")
    after = (
        given(*past)
        .when(redact)
        .then(
            e.ContributionRedacted(
                kind="need", id=NEED, reason="Named a neighbour", text="[removed]"
            )
        )
    )
    entry = after.workshop.entries[NEED]
    assert (entry.says.what, entry.says.user_group, entry.says.scale) == ("[removed]", "", "")
    assert entry.redacted
    unknown = c.RedactContribution(kind="evidence", id=NEED, reason="Named")
    given(*past).when(unknown).then_rejected("no_such_entry")


def test_those_who_run_it_name_people_for_desk_work_and_end_it():
    grant, end = c.GrantDeskWork(participant=ANNA), c.EndDeskWork(participant=ANNA)
    given(*TAKING_NEEDS).when(grant, by=BEN).then_rejected("role_not_allowed")
    named = given(*TAKING_NEEDS).when(grant).then(e.DeskWorkGranted(participant=ANNA))
    named.when(grant).then_nothing()
    named.when(end).then(e.DeskWorkEnded(participant=ANNA)).when(end).then_nothing()
    observer = c.GrantDeskWork(participant=OBSERVER)
    given(*TAKING_NEEDS).when(observer).then_rejected("role_not_allowed")
    stranger = c.GrantDeskWork(participant=STRANGER)
    given(*TAKING_NEEDS).when(stranger).then_rejected("no_such_participant")


def test_a_refusal_of_a_row_names_row_and_field():
    refused = CommandRejectedError("empty_text", row=3, field="service")
    assert (refused.row, refused.field) == (3, "service")
    assert refused.message.startswith("Line 3: ")
