"""Redesigns: versions, suggested changes, worries; each change read before it is made."""

from dataclasses import replace

import pytest

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.designs import Design, Part, canonical, content_hash
from codesign.domain.ids import IdeaId
from tests.given import (
    AMENDMENT,
    ANNA,
    BEN,
    CARYS,
    CO_FACILITATOR,
    COUNCIL,
    FACILITATOR,
    HELPER,
    IDEA,
    MAIR,
    OBJECTION,
    OBSERVER,
    REDESIGN,
    ROUND,
    STAGE,
    STAGE_2,
    TAKING_IDEAS,
    TAKING_IDEAS_OF_PARTNERS,
    YES,
    given,
    id_of,
    idea_submitted,
    option_added,
    organisation_added,
    past_fact,
    round_opened,
    stage_added,
    stage_opened,
    theme_formed,
)

HELP = Design(title="Help at night", ideas=(IDEA,), summary="Within two hours")
WIDER = replace(HELP, access="Every night")
OPEN = (*TAKING_IDEAS, idea_submitted(), stage_added(STAGE_2, "redesign"), stage_opened(STAGE_2))


def drafted(design=HELP, stage=None):
    content = canonical(design)
    return e.RedesignDrafted(
        redesign=REDESIGN, stage=stage, content=content, hash=content_hash(content)
    )


def revised(design=WIDER, version=2, why="", amendment=None):
    content = canonical(design)
    return e.RedesignRevised(
        redesign=REDESIGN,
        version=version,
        content=content,
        hash=content_hash(content),
        why=why,
        amendment=amendment,
    )


def revise(design=WIDER, version=1, why="Falls happen every night"):
    return c.ReviseRedesign(redesign=REDESIGN, version=version, design=design, why=why)


def propose(design=WIDER, version=1, stage=STAGE_2, reason="Nights are long"):
    return c.ProposeAmendment(
        amendment=AMENDMENT,
        redesign=REDESIGN,
        version=version,
        design=design,
        reason=reason,
        stage=stage,
    )


def proposed(version=1, changes='{"access":"Every night"}', by=ANNA):
    event = e.AmendmentProposed(
        amendment=AMENDMENT,
        redesign=REDESIGN,
        version=version,
        stage=STAGE_2,
        changes=changes,
        reason="Nights are long",
    )
    return past_fact(event, by=by)


def raise_(severity="objection", version=1, stage=STAGE_2):
    return c.RaiseObjection(
        objection=OBJECTION,
        redesign=REDESIGN,
        version=version,
        severity=severity,
        reason="Who covers the shift?",
        stage=stage,
    )


def raised(severity="objection", version=1, by=ANNA):
    event = e.ObjectionRaised(
        objection=OBJECTION,
        redesign=REDESIGN,
        version=version,
        stage=STAGE_2,
        severity=severity,
        reason="Who covers the shift?",
    )
    return past_fact(event, by=by)


def resolve(resolution, version=None, round_id=None, reason=""):
    return c.ResolveObjection(
        objection=OBJECTION, resolution=resolution, version=version, round=round_id, reason=reason
    )


def resolved(resolution, version=None, round_id=None, reason=""):
    return e.ObjectionResolved(
        objection=OBJECTION, resolution=resolution, version=version, round=round_id, reason=reason
    )


def voted(outcome="carried"):
    """A vote of the others that ended like that."""
    return (
        round_opened("simple_majority"),
        option_added(YES),
        e.RoundClosed(round=ROUND),
        e.ResultPublished(
            round=ROUND,
            algorithm="simple_majority",
            version=1,
            first=1,
            last=1,
            roll=3,
            cast=3,
            counts={},
            ranking=((YES,),),
            turnout={},
            explanation={"verdicts": {YES: {"outcome": outcome, "clauses": []}}},
        ),
    )


# --- the text and its versions --------------------------------------------------------


@pytest.mark.parametrize("by", [FACILITATOR, CO_FACILITATOR])
def test_who_does_desk_work_drafts_in_any_stage(by):
    draft = c.DraftRedesign(redesign=REDESIGN, design=HELP, stage=STAGE_2)
    given(*OPEN).when(draft, by=by).then(drafted(stage=STAGE_2))


@pytest.mark.parametrize(
    ("by", "code"),
    [(ANNA, "desk_work_only"), (HELPER, "desk_work_only"), (OBSERVER, "role_not_allowed")],
)
def test_nobody_else_drafts_or_revises(by, code):
    draft = c.DraftRedesign(redesign=REDESIGN, design=HELP)
    given(*OPEN).when(draft, by=by).then_rejected(code)
    given(*OPEN, drafted()).when(revise(), by=by).then_rejected(code)


def test_a_revision_is_a_version_that_says_why():
    why = "Falls happen every night"
    given(*OPEN, drafted()).when(revise()).then(revised(why=why))
    given(*OPEN, drafted()).when(revise(why=" ")).then_rejected("empty_text")


def test_the_same_text_is_no_version():
    given(*OPEN, drafted()).when(revise(HELP)).then_nothing()


def test_nobody_writes_over_what_they_have_not_read():
    given(*OPEN, drafted(), revised()).when(revise(HELP)).then_rejected("version_overtaken")
    third = revised(HELP, 3, "No, not yet")
    given(*OPEN, drafted(), revised()).when(revise(HELP, 2, "No, not yet")).then(third)


@pytest.mark.parametrize(
    ("design", "code"),
    [
        (replace(HELP, ideas=(IdeaId(id_of("nothing")),)), "no_such_idea"),
        (replace(HELP, themes=(id_of("nothing"),)), "no_such_theme"),
        (replace(HELP, decision=id_of("nothing")), "no_such_decision"),
        (replace(HELP, needs=("not an id",)), "no_such_entry"),
        (replace(HELP, partners=(Part(organisation=COUNCIL),)), "no_such_organisation"),
        (replace(HELP, title=""), "empty_text"),
    ],
)
def test_a_design_names_only_what_is_there(design, code):
    draft = c.DraftRedesign(redesign=REDESIGN, design=design)
    given(*OPEN).when(draft).then_rejected(code)


def test_what_was_taken_back_is_found_with_its_reason_and_can_be_taken_up_again():
    gone = e.RedesignWithdrawn(redesign=REDESIGN, reason="The other one")
    withdraw = c.WithdrawRedesign(redesign=REDESIGN, reason="The other one")
    back = c.RestoreRedesign(redesign=REDESIGN)
    after = given(*OPEN, drafted()).when(withdraw).then(gone)
    after.when(withdraw).then_nothing()
    after.when(revise()).then_rejected("redesign_withdrawn")
    after.when(raise_(), by=ANNA).then_rejected("redesign_withdrawn")
    again = after.when(back).then(e.RedesignRestored(redesign=REDESIGN))
    again.when(back).then_nothing()
    assert again.workshop.redesigns[REDESIGN].stands


def test_an_organisation_that_has_a_part_stays_on_the_list():
    design = replace(HELP, partners=(Part(organisation=COUNCIL, part="Pays"),))
    past = (*OPEN, organisation_added(COUNCIL, potential_provider=False), drafted(design))
    remove = c.RemoveOrganisation(organisation=COUNCIL)
    given(*past).when(remove).then_rejected("organisation_in_use")


# --- suggested changes ----------------------------------------------------------------


def test_a_change_holds_only_what_would_be_different():
    given(*OPEN, drafted()).when(propose(), by=ANNA).then(proposed().event)


def test_a_change_that_changes_nothing_is_refused():
    given(*OPEN, drafted()).when(propose(HELP), by=ANNA).then_rejected("nothing_changed")


def test_a_change_is_suggested_in_an_open_stage_for_it():
    past = (*OPEN, drafted())
    given(*past).when(propose(stage=STAGE), by=ANNA).then_rejected("stage_not_for_this")
    closed = e.StageClosed(stage=STAGE_2)
    given(*past, closed).when(propose(), by=ANNA).then_rejected("stage_closed")
    given(*past, closed).when(propose(stage=None), by=ANNA).then_rejected("desk_work_only")
    given(*past).when(propose(), by=OBSERVER).then_rejected("role_not_allowed")
    assert given(*past, closed).when(propose(stage=None)).events


def test_a_helper_suggests_for_somebody_without_a_device():
    assert given(*OPEN, drafted()).when(propose(), by=HELPER, for_=MAIR).events


def test_who_may_not_see_a_redesign_is_told_that_there_is_none():
    past = (
        *TAKING_IDEAS_OF_PARTNERS,
        stage_added(STAGE_2, "redesign"),
        stage_opened(STAGE_2),
        drafted(replace(HELP, ideas=()), STAGE),
    )
    design = replace(WIDER, ideas=())
    given(*past).when(propose(design), by=CARYS).then_rejected("no_such_redesign")
    given(*past).when(raise_(), by=CARYS).then_rejected("no_such_redesign")


def test_invariant_8_an_accepted_change_makes_a_version():
    accept = c.AcceptAmendment(amendment=AMENDMENT)
    settled = e.AmendmentResolved(amendment=AMENDMENT, decision="accepted", version=2, reason="")
    given(*OPEN, drafted(), proposed()).when(accept, by=ANNA).then_rejected("desk_work_only")
    after = given(*OPEN, drafted(), proposed()).when(accept)
    after = after.then(revised(amendment=AMENDMENT), settled)
    assert after.workshop.redesigns[REDESIGN].now.design == WIDER
    after.when(accept).then_rejected("amendment_settled")


def test_invariant_8_a_change_to_an_older_version_is_put_to_the_new_one_first():
    other = replace(HELP, stops="The phone line")
    past = (*OPEN, drafted(), proposed(), revised(other))
    accept = c.AcceptAmendment(amendment=AMENDMENT)
    given(*past).when(accept).then_rejected("amendment_outdated")
    merged = replace(other, access="Every night")
    rebase = c.RebaseAmendment(amendment=AMENDMENT, version=2, design=merged)
    rebased = e.AmendmentRebased(amendment=AMENDMENT, version=2, changes='{"access":"Every night"}')
    old = c.RebaseAmendment(amendment=AMENDMENT, version=1, design=merged)
    given(*past).when(old).then_rejected("version_overtaken")
    given(*past).when(rebase, by=BEN).then_rejected("desk_work_only")
    after = given(*past).when(rebase, by=ANNA).then(rebased)
    after.when(rebase, by=ANNA).then_nothing()
    after.when(accept).then(
        revised(merged, 3, amendment=AMENDMENT),
        e.AmendmentResolved(amendment=AMENDMENT, decision="accepted", version=3, reason=""),
    )


def test_a_change_is_turned_down_with_a_reason():
    past = given(*OPEN, drafted(), proposed())
    reject = c.RejectAmendment(amendment=AMENDMENT, reason="Too dear")
    no = e.AmendmentResolved(
        amendment=AMENDMENT, decision="rejected", version=None, reason="Too dear"
    )
    past.when(replace(reject, reason="")).then_rejected("empty_text")
    past.when(reject, by=ANNA).then_rejected("desk_work_only")
    past.when(reject).then(no)
    past.when(replace(reject, superseded=True)).then(replace(no, decision="superseded"))


def test_a_change_is_taken_back_by_its_author_alone_and_taken_up_again():
    withdraw = c.WithdrawAmendment(amendment=AMENDMENT)
    reopen = c.ReopenAmendment(amendment=AMENDMENT)
    gone = e.AmendmentResolved(amendment=AMENDMENT, decision="withdrawn", version=None, reason="")
    past = given(*OPEN, drafted(), proposed())
    past.when(withdraw, by=BEN).then_rejected("not_yours")
    after = past.when(withdraw, by=ANNA).then(gone)
    after.when(reopen).then_rejected("not_yours")
    after.when(reopen, by=ANNA).then(e.AmendmentReopened(amendment=AMENDMENT))
    past.when(reopen).then_nothing()


# --- worries --------------------------------------------------------------------------


def test_a_worry_is_about_the_version_that_was_read():
    given(*OPEN, drafted()).when(raise_(), by=ANNA).then(raised().event)
    given(*OPEN, drafted()).when(raise_(version=2), by=ANNA).then_rejected("no_such_version")


@pytest.mark.parametrize("version", [None, 1, 3])
def test_a_worry_is_answered_only_by_a_later_version(version):
    past = (*OPEN, drafted(), raised(), revised())
    given(*past).when(resolve("integrated", version)).then_rejected("not_answered_yet")


def test_a_worry_is_answered_by_a_later_version_and_its_owner_may_deny_it():
    past = given(*OPEN, drafted(), raised(), revised())
    after = past.when(resolve("integrated", 2)).then(resolved("integrated", 2))
    after.when(resolve("integrated", 2)).then_rejected("objection_settled")
    reopen = c.ReopenObjection(objection=OBJECTION)
    after.when(reopen, by=BEN).then_rejected("desk_work_only")
    after.when(reopen, by=ANNA).then(e.ObjectionReopened(objection=OBJECTION))


def test_only_who_has_a_worry_takes_it_back():
    past = given(*OPEN, drafted(), raised())
    past.when(resolve("withdrawn")).then_rejected("not_yours")
    past.when(resolve("withdrawn"), by=ANNA).then(resolved("withdrawn"))


@pytest.mark.parametrize("severity", ["objection", "block"])
def test_nobody_at_the_desk_leaves_a_weighty_worry_on_record_alone(severity):
    past = given(*OPEN, drafted(), raised(severity))
    past.when(resolve("recorded")).then_rejected("not_yours")
    past.when(resolve("recorded"), by=ANNA).then(resolved("recorded"))


def test_a_mere_concern_is_left_on_record_at_the_desk():
    past = given(*OPEN, drafted(), raised("concern"))
    past.when(resolve("recorded"), by=BEN).then_rejected("desk_work_only")
    past.when(resolve("recorded", reason="Heard")).then(resolved("recorded", reason="Heard"))


@pytest.mark.parametrize("vote", [(), voted("not_carried"), voted("inquorate"), voted("advisory")])
def test_a_worry_is_not_upheld_only_by_a_vote_that_carried(vote):
    past = given(
        *OPEN,
        drafted(),
        raised(),
        round_opened("simple_majority") if not vote else vote[0],
        *vote[1:],
    )
    past.when(resolve("not_upheld", round_id=ROUND)).then_rejected("vote_not_carried")


def test_the_others_go_on_by_a_vote_that_carried():
    past = given(*OPEN, drafted(), raised(), *voted())
    past.when(resolve("not_upheld")).then_rejected("vote_not_carried")
    past.when(resolve("not_upheld", round_id=ROUND)).then(resolved("not_upheld", round_id=ROUND))
    void = e.RoundVoided(round=ROUND, reason="Wrong people")
    again = given(*OPEN, drafted(), raised(), *voted(), void)
    again.when(resolve("not_upheld", round_id=ROUND)).then_rejected("vote_not_carried")


# --- words destroyed ------------------------------------------------------------------


def test_invariant_14_destroying_words_changes_no_hash():
    redact = e.ContributionRedacted(kind="redesign", id=REDESIGN, reason="A name", text="[removed]")
    found = given(*OPEN, drafted(), revised(), redact).workshop.redesigns[REDESIGN]
    assert [each.hash for each in found.versions] == [drafted().hash, revised().hash]
    assert {each.design for each in found.versions} == {Design(summary="[removed]")}
    assert found.now.redacted


def test_invariant_14_erasing_who_wrote_it_changes_no_version():
    past = (*OPEN, drafted(), proposed(), raised())
    before = given(*past).workshop
    after = given(*past, e.ParticipantErased(participant=ANNA)).workshop
    assert after.redesigns == before.redesigns
    assert after.objections == before.objections


def test_a_redesign_whose_words_were_destroyed_can_be_written_anew():
    redact = e.ContributionRedacted(kind="redesign", id=REDESIGN, reason="A name", text="[removed]")
    after = given(*OPEN, drafted(), redact).when(revise(HELP, why="Without the name"))
    after.then(revised(HELP, why="Without the name"))


@pytest.mark.parametrize(
    ("kind", "key"), [("redesign", REDESIGN), ("amendment", AMENDMENT), ("objection", OBJECTION)]
)
def test_everything_said_can_be_destroyed(kind, key):
    past = (*OPEN, drafted(), theme_formed(), proposed(), raised())
    redact = c.RedactContribution(kind=kind, id=key, reason="A name")
    assert given(*past).when(redact).events
    given(*OPEN).when(redact).then_rejected(f"no_such_{kind}")
