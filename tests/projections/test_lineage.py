"""Where things came from and what became of them, walked in both directions, for each view."""

from dataclasses import replace
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given as given_any
from hypothesis import strategies as st

from codesign.domain import events as e
from codesign.domain.designs import Design, canonical, content_hash
from codesign.domain.evolve import evolve
from codesign.domain.ids import NeedId, OptionId
from codesign.domain.views import VIEWS
from codesign.domain.workshop import Workshop
from codesign.projections.derivations import Derivations
from codesign.projections.lineage import Lineage
from codesign.projections.records.redesigns import version_key
from codesign.replay.recording import Recording
from tests.given import (
    AMENDMENT,
    ANNA,
    COUNCIL,
    DECISION,
    EVERYBODY,
    EVIDENCE,
    IDEA,
    IDEA_2,
    NEED,
    OBJECTION,
    POSITION,
    REDESIGN,
    ROUND,
    ROUND_2,
    STAGE,
    STAGE_2,
    TAKING_IDEAS,
    THEME,
    THEME_2,
    idea_submitted,
    need_stated,
    option_added,
    organisation_added,
    past_fact,
    round_opened,
    stage_added,
    stage_opened,
    theme_formed,
)
from tests.projections.readings import log_of
from tests.replay.logs import WORKSHOP, destroyed_words, pasts_told_apart, reader


def recording_of(*past):
    return Recording(reader(log_of(past)), WORKSHOP)


def lineage_of(*past, of, view="participant", at=None) -> Lineage | None:
    return recording_of(*past).lineage(view, of, at)


def told(found, direction):
    """Each step as what it is and the identifier of the thing it leads to."""
    steps = found.back if direction == "back" else found.on
    far = (each.earlier if direction == "back" else each.later for each in steps)
    return [(each.how, found.things[at].id) for each, at in zip(steps, far, strict=True)]


def back(*past, of, **kwargs):
    return told(lineage_of(*past, of=of, **kwargs), "back")


def on(*past, of, **kwargs):
    return told(lineage_of(*past, of=of, **kwargs), "on")


def drafted(**design):
    content = canonical(Design(title="Night team", **design))
    return e.RedesignDrafted(
        redesign=REDESIGN, stage=None, content=content, hash=content_hash(content)
    )


def revised(version, amendment=None, **design):
    content = canonical(Design(title="Night team", **design))
    return e.RedesignRevised(
        redesign=REDESIGN,
        version=version,
        content=content,
        hash=content_hash(content),
        why="",
        amendment=amendment,
    )


def grouped(theme=THEME, *ideas):
    return e.IdeasGrouped(theme=theme, ideas=ideas or (IDEA,))


def decided(*options):
    return e.DecisionRecorded(
        decision=DECISION, text="Do it", reasons="", round=ROUND, options=options
    )


def theme_option(theme=THEME, round_id=ROUND):
    return option_added(theme, "theme", round_id=round_id)


V1, V2, V3 = (version_key(REDESIGN, number) for number in (1, 2, 3))
IDEAS = (*TAKING_IDEAS, idea_submitted(), idea_submitted(IDEA_2))
VOTED = (*IDEAS, theme_formed(), grouped(), round_opened(open_options=True), theme_option())


def test_an_idea_is_followed_from_its_need_to_where_an_organisation_stands():
    evidence = e.EvidenceAdded(
        evidence=EVIDENCE,
        stage=STAGE,
        kind="statistic",
        statement="412 calls",
        source="",
        link="",
        as_of="",
        area="",
        grade=3,
        needs=(NEED,),
    )
    past = (
        *EVERYBODY,
        organisation_added(COUNCIL),
        stage_added(),
        need_stated(),
        evidence,
        stage_opened(),
        idea_submitted(),
        e.NeedsAnswered(idea=IDEA, needs=(NEED,)),
        theme_formed(),
        grouped(),
        round_opened(open_options=True),
        theme_option(),
        decided(OptionId(THEME)),
        drafted(decision=DECISION),
        e.PositionTaken(
            position=POSITION,
            redesign=REDESIGN,
            version=1,
            hash="",
            organisation=COUNCIL,
            level="consent",
            capacity="officer_view",
            given="room",
            signatory="",
            authority="",
        ),
    )

    assert on(*past, of=NEED) == [
        ("answers", IDEA),
        ("under", THEME),
        ("voted_on", ROUND),
        ("decided", DECISION),
        ("draws_on", V1),
        ("position", POSITION),
    ]
    assert back(*past, of=POSITION) == [
        ("position", V1),
        ("draws_on", DECISION),
        ("decided", ROUND),
        ("voted_on", THEME),
        ("under", IDEA),
        ("answers", NEED),
        ("supports", EVIDENCE),
    ]


def test_each_step_names_the_event_that_made_it():
    found = lineage_of(*VOTED, of=IDEA)
    assert [each.seq for each in found.on] == [len(VOTED) - 2, len(VOTED)]
    assert all(later.at > earlier.at for earlier, later in pairwise(found.on))


def test_of_a_vote_only_what_was_chosen_goes_on():
    both = (*VOTED, theme_formed(THEME_2), grouped(THEME_2, IDEA_2), theme_option(THEME_2))
    past = (*both, decided(OptionId(THEME)))

    assert ("decided", DECISION) in on(*past, of=IDEA)
    assert on(*past, of=IDEA_2) == [("under", THEME_2), ("voted_on", ROUND)]
    assert [each for _, each in back(*past, of=DECISION)] == [ROUND, THEME, IDEA]


def test_what_was_asked_again_goes_on_only_where_it_is_an_option_again():
    again = round_opened(round_id=ROUND_2, open_options=True, rerun_of=ROUND)
    past = (*VOTED, again)
    assert ("asked_again", ROUND_2) not in on(*past, of=THEME)
    assert on(*past, theme_option(round_id=ROUND_2), of=THEME) == [
        ("voted_on", ROUND),
        ("voted_on", ROUND_2),
    ]


def test_an_idea_that_left_its_theme_before_the_vote_took_no_part_in_it():
    past = (
        *IDEAS,
        theme_formed(),
        theme_formed(THEME_2),
        grouped(),
        grouped(THEME_2),
        round_opened(open_options=True),
        theme_option(),
    )
    assert on(*past, of=IDEA) == [("under", THEME), ("under", THEME_2)]
    assert [each.ended for each in lineage_of(*past, of=IDEA).on] == [True, False]


def test_an_idea_that_left_its_theme_after_the_vote_took_part_in_it():
    past = (*VOTED, theme_formed(THEME_2), grouped(THEME_2), decided(OptionId(THEME)))
    assert ("decided", DECISION) in on(*past, of=IDEA)


def test_an_idea_that_came_under_a_theme_after_it_was_taken_up_took_no_part_in_that():
    past = (*IDEAS, theme_formed(), grouped(), drafted(themes=(THEME,)), grouped(THEME, IDEA_2))
    assert on(*past, of=IDEA) == [("under", THEME), ("draws_on", V1)]
    assert on(*past, of=IDEA_2) == [("under", THEME)]
    assert [each for _, each in back(*past, of=V1)] == [THEME, IDEA]


def test_a_theme_that_was_merged_is_still_what_was_voted_on():
    merged = e.ThemesMerged(theme=THEME_2, merged=(THEME,))
    past = (*VOTED, theme_formed(THEME_2), merged, decided(OptionId(THEME)))
    assert set(on(*past, of=IDEA)) == {
        ("under", THEME),
        ("under", THEME_2),
        ("voted_on", ROUND),
        ("decided", DECISION),
    }
    assert ("merged", THEME_2) in on(*past, of=THEME)


def test_a_version_that_answers_a_worry_came_from_it():
    raised = e.ObjectionRaised(
        objection=OBJECTION,
        redesign=REDESIGN,
        version=1,
        stage=None,
        severity="objection",
        reason="Who covers the shift?",
    )
    resolved = e.ObjectionResolved(
        objection=OBJECTION, resolution="integrated", version=2, round=None, reason=""
    )
    past = (*IDEAS, drafted(ideas=(IDEA,)), raised, revised(2, ideas=(IDEA,)), resolved)
    assert set(back(*past, of=V2)) == {
        ("version", V1),
        ("integrated", OBJECTION),
        ("worry", V1),
        ("draws_on", IDEA),
    }
    reopened = e.ObjectionReopened(objection=OBJECTION)
    assert ("integrated", OBJECTION) not in back(*past, reopened, of=V2)
    assert ("integrated", OBJECTION) in back(*past, reopened, of=V2, at=len(past))


def test_an_accepted_change_lies_between_two_versions():
    proposed = e.AmendmentProposed(
        amendment=AMENDMENT, redesign=REDESIGN, version=1, stage=None, changes="{}", reason="Fair"
    )
    past = (*EVERYBODY, drafted(), proposed, revised(2, AMENDMENT))
    assert on(*past, of=V1) == [("suggested", AMENDMENT), ("version", V2), ("accepted", V2)]


def test_a_redesign_goes_by_the_version_an_event_wrote_or_the_one_it_stands_at():
    past = (*EVERYBODY, drafted(), revised(2))
    assert lineage_of(*past, of=REDESIGN).things[0].id == V2
    assert lineage_of(*past, of=len(past) - 1).things[0].id == V1


def test_an_event_leads_to_the_agreement_that_it_made():
    agreed = e.RedesignAgreed(
        redesign=REDESIGN, version=1, hash="", rule="organisations", round=None, positions=()
    )
    found = lineage_of(*EVERYBODY, drafted(), agreed, of=len(EVERYBODY) + 2)
    assert (found.things[0].collection, found.things[0].more) == ("agreements", 1)
    assert told(found, "back") == [("agreed", V1)]


def test_what_a_redesign_answers_is_destroyed_with_its_words():
    gone = e.ContributionRedacted(kind="redesign", id=REDESIGN, reason="x", text="")
    past = (*EVERYBODY, stage_added(), need_stated(), drafted(needs=(NeedId(NEED),)))
    assert on(*past, of=NEED) == [("answers", V1)]
    assert on(*past, gone, of=NEED) == []


@pytest.mark.parametrize(
    "about", ["nothing", "ideas/nothing", "themes/x.1", "redesign.7", 1, 9_999]
)
def test_what_is_not_there_has_no_lineage(about):
    assert lineage_of(*IDEAS, of=about) is None


# --- seen only by those who may ------------------------------------------------------------


def test_what_is_hidden_is_in_nobody_elses_lineage():
    hidden = e.IdeaHidden(idea=IDEA, reason="x")
    assert back(*VOTED, hidden, of=THEME) == []
    assert back(*VOTED, hidden, of=THEME, view="facilitator") == [("under", IDEA)]
    assert lineage_of(*VOTED, hidden, of=IDEA) is None
    assert lineage_of(*VOTED, hidden, of=IDEA, at=len(VOTED)) is None


def test_nothing_is_followed_through_what_is_hidden():
    seen_by_partners = (
        stage_added(STAGE_2, seen_by="partner"),
        replace(drafted(ideas=(IDEA,)), stage=STAGE_2),
        revised(2, ideas=(IDEA,)),
    )
    assert on(*IDEAS, *seen_by_partners, of=IDEA) == []
    assert [each for _, each in on(*IDEAS, *seen_by_partners, of=IDEA, view="partner")] == [V1, V2]


def test_how_long_an_idea_waited_to_be_let_through_is_in_no_step():
    past = (
        *EVERYBODY,
        stage_added(),
        need_stated(),
        stage_opened(),
        e.IntakeChanged(intake="held"),
        past_fact(idea_submitted().event, by=ANNA),
        e.NeedsAnswered(idea=IDEA, needs=(NEED,)),
        stage_added(STAGE_2),
        e.IdeasLetThrough(ideas=(IDEA,)),
    )
    (step,) = lineage_of(*past, of=IDEA).back
    assert step.seq == len(past)


@given_any(pasts_told_apart(), st.integers(0, 2**32))
def test_a_lineage_holds_only_what_its_view_may_read(log, seed):
    """Over made-up histories: every thing in it is on the board, and every word is readable."""
    random = Random(seed)
    of, gone = Recording(reader(log), WORKSHOP), destroyed_words(log)
    seq = random.randint(1, len(log))
    for view in VIEWS:
        reading = of.reading(view, seq)
        for found in lineages(of, view, seq):
            for thing in found.things:
                rows = reading.rows(thing.collection)
                assert thing.id in rows or thing.id in reading.former_themes
                assert thing.seq <= seq
                assert thing.words not in gone
            for step in (*found.back, *found.on):
                ends = (found.things[step.earlier], found.things[step.later])
                assert max(each.seq for each in ends) <= step.seq <= seq


@given_any(pasts_told_apart())
def test_what_leads_back_to_a_thing_leads_on_from_it(log):
    of = Recording(reader(log), WORKSHOP)
    for view in ("facilitator", "public"):
        found = {key(each.things[0]): each for each in lineages(of, view, len(log))}
        pairs = {
            direction: {
                (start, key(each.things[at]))
                for start, each in found.items()
                for at in reached(each, direction)
            }
            for direction in ("back", "on")
        }
        assert {(one, other) for other, one in pairs["on"]} == pairs["back"]


@given_any(pasts_told_apart())
def test_an_idea_is_under_the_theme_and_with_the_idea_that_the_board_has(log):
    workshop, derivations = Workshop(), Derivations()
    for each in log:
        evolve(workshop, each)
        derivations.take(workshop, each)
        for idea in workshop.ideas.values():
            steps = [
                step for step in derivations.of(("ideas", idea.id), each.seq) if step.until is None
            ]
            for how, into in (("under", idea.theme), ("same_as", idea.joined_into)):
                standing = [
                    step.later[1]
                    for step in steps
                    if step.how == how and step.earlier == ("ideas", idea.id)
                ]
                assert standing == ([] if into is None else [into])


@given_any(pasts_told_apart(), st.integers(0, 2**32))
def test_the_steps_of_a_version_are_those_that_were_known_then(log, seed):
    upto = Random(seed).randint(1, len(log))
    whole, part = (
        Recording(reader(log), WORKSHOP),
        Recording(reader(log[:upto]), WORKSHOP),
    )
    then = {key(each.things[0]): each for each in lineages(part, "facilitator", upto)}
    for each in lineages(whole, "facilitator", upto):
        # What happened later may hide something, and never adds.
        assert set(map(key, each.things)) <= set(map(key, then[key(each.things[0])].things))


def key(thing):
    return thing.collection, thing.id


def reached(found, direction):
    return {
        each.earlier if direction == "back" else each.later for each in getattr(found, direction)
    }


def lineages(of, view, seq):
    """Yield the lineage of everything that has one: on the board, or a theme that was merged."""
    reading = of.reading(view, seq)
    keys = [(name, each) for name, rows in reading.records.items() for each in rows]
    for collection, identifier in (*keys, *(("themes", each) for each in reading.former_themes)):
        found = of.lineage(view, f"{collection}/{identifier}", seq)
        if found is not None:
            yield found
