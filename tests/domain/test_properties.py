"""What holds whatever is asked, in whatever order, by whomever."""

from collections import Counter
from dataclasses import replace
from functools import partial
from random import Random
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.act import Act
from codesign.domain.counting import bounds, publication, votes
from codesign.domain.decide import decide
from codesign.domain.errors import CommandRejectedError
from codesign.domain.evolve import evolve
from codesign.domain.ids import SYSTEM, CommandId, is_id
from codesign.domain.permissions import RUNNING
from codesign.domain.recorded import Recorded
from codesign.domain.totals import cast_size, roll_size, turnout
from codesign.domain.views import may_bid, sees_stage, view_of
from codesign.domain.workshop import Workshop
from codesign.methods.ballots import unfit
from codesign.methods.counting import count
from codesign.methods.marks import named_counts
from codesign.methods.terms import BUDGETS
from codesign.store.upcasts import sealed_fields
from tests.given import folded
from tests.histories import (
    DRAWN,
    a_command,
    a_deliberation,
    a_history,
    an_agreement,
    asked,
    commands_for,
    histories,
    the_first,
    throwing_away,
)
from tests.replay.logs import WORKSHOP, read_again, word

# These do what they say each time they are asked; the room tells a repeat by its id.
DONE_EACH_TIME = c.ExtendStage | c.RedactContribution
# Made-up workshops at most, until every kind of thing was met.
LOOKED_THROUGH = 2_000

randoms = st.randoms(use_true_random=False)


def outcome(workshop, command, act):
    """The events, or the code of the refusal; anything else that is raised is a bug."""
    try:
        return decide(workshop, command, act)
    except CommandRejectedError as rejected:
        return rejected.code


def agrees_with_itself(workshop):
    agenda_is_the_stages(workshop)
    somebody_runs_it(workshop)
    every_identifier_names_one_thing(workshop)
    ideas_are_under_themes_that_stand(workshop)
    for round_id in workshop.rounds:
        ballots_are_sound(workshop.rounds[round_id], workshop.polls[round_id])


def agenda_is_the_stages(workshop):
    assert sorted(workshop.agenda) == sorted(workshop.stages)
    live = [each.id for each in workshop.stages.values() if each.open and each.until is None]
    assert live == ([] if workshop.live_stage is None else [workshop.live_stage])
    for stage in workshop.stages.values():
        assert stage.open or (stage.timer_ends_at is None and stage.until is None)
        assert not (stage.open and stage.skipped)
        assert stage.opened_at or not stage.open


def somebody_runs_it(workshop):
    people = workshop.participants.values()
    assert any(each.role == "facilitator" and each.here and each.device for each in people)


def every_identifier_names_one_thing(workshop):
    named = [
        *workshop.sessions,
        *workshop.stages,
        *workshop.organisations,
        *workshop.participants,
        *workshop.ideas,
        *workshop.themes,
        *workshop.rounds,
        *workshop.decisions,
        *workshop.responses,
        *workshop.reasons,
        *workshop.outputs,
        *workshop.redesigns,
        *workshop.amendments,
        *workshop.objections,
        *workshop.entries,
        *workshop.positions,
        *workshop.equality_impacts,
        *workshop.conditions,
        *workshop.formal_decisions,
        *(each.id for each in workshop.contacts.values()),
        *(each.id for each in workshop.links.values()),
        *{
            option.id
            for poll in workshop.polls.values()
            for option in poll.options.values()
            if option.source == "text"
        },
    ]
    assert len(set(named)) == len(named)
    assert all(is_id(each) and workshop.holds(each) for each in named)


def ideas_are_under_themes_that_stand(workshop):
    for idea in workshop.ideas.values():
        assert idea.text
        assert idea.theme is None or workshop.themes[idea.theme].stands
        assert not (idea.withdrawn and idea.hidden_reason is not None)
        # What says the same as another is with one that stands for itself.
        if idea.joined_into is not None:
            assert workshop.ideas[idea.joined_into].joined_into is None
            assert idea.id in workshop.joined[idea.joined_into]
    assert all(
        workshop.ideas[one].joined_into == head
        for head, each in workshop.joined.items()
        for one in each
    )


def ballots_are_sound(found, poll):
    # The roll is the denominator: nobody is counted who is not on it.
    assert set(poll.voters) <= set(poll.roll)
    assert all(set(ballot) <= set(poll.options) for ballot in poll.on_record.values())
    recount = {option: Counter() for option in poll.options}
    for ballot in poll.on_record.values():
        assert ballot
        for option, mark in ballot.items():
            recount[option][mark] += 1
    assert poll.tallies == recount
    # Of a secret round the record holds no ballot with its voter, and once it is over all or none.
    assert not (found.secret and poll.ballots)
    assert len(poll.on_record) in ({0, len(poll.voters)} if found.secret else {len(poll.voters)})
    # Nobody counts twice, and no more people voted than could.
    assert not set(poll.counted_in) & set(poll.voters)
    standing = [each for each in poll.totals.values() if each.stands]
    assert Counter(poll.counted_in.values()) == Counter(
        {each.id: len(each.voters) for each in standing if each.voters}
    )
    assert sum(turnout(found, poll).values()) == cast_size(found, poll) <= roll_size(poll)
    assert set(poll.typed_for) <= set(poll.voters)
    # Counting refuses a mark the method does not know.
    counted = count(replace(votes(found, poll, DRAWN), totals=(), unnamed=0))
    for option, tally in poll.tallies.items():
        assert named_counts(found.method, tally, found.terms) == counted.counts[option]
    every_ballot_fits(found, poll)
    nothing_is_spent_twice(found, poll, counted)
    if found.result is not None:
        the_recount_is_the_result(found, poll)


def every_ballot_fits(found, poll):
    for ballot in poll.on_record.values():
        each = {"dots": found.dots, "dots_per_option": found.dots_per_option}
        assert unfit(found.method, ballot, found.terms, bounds(found, poll), **each) is None


def nothing_is_spent_twice(found, poll, counted):
    if found.method not in BUDGETS:
        return
    funded = set(counted.explanation["winners"])
    spent = sum(poll.options[each].cost for each in funded)
    assert spent <= found.terms.amount
    for fence in found.ring_fences:
        fenced = sum(poll.options[each].cost for each in funded & set(fence.options))
        assert fence.at_most is None or fenced <= fence.at_most
        rest = spent - fenced
        assert not rest or rest <= found.terms.amount - fence.at_least
    assert all(len(funded & set(each)) <= 1 for each in found.exclusions)
    assert all(set(poll.options[each].needs) <= funded for each in funded)


def the_recount_is_the_result(found, poll):
    result = publication(found, poll, count(votes(found, poll, DRAWN)))
    assert found.result == e.ResultPublished(**{n: getattr(result, n) for n in result.__slots__})


@given(randoms, st.integers(0, 40))
def test_whatever_is_asked_the_answer_is_events_or_a_refusal_and_the_state_is_sound(random, steps):
    workshop, shadow = Workshop(), Workshop()
    command, act = the_first(random)
    for _ in range(steps + 1):
        outcome(workshop, command, act)
        assert workshop == shadow, "asking alone changed the workshop"
        for each in asked(workshop, command, act, random):
            evolve(shadow, each)
        assert workshop == shadow, "one log gave two states"
        agrees_with_itself(workshop)
        command, act = a_command(workshop, random)


@given(st.data())
def test_a_command_asked_again_has_no_second_effect(data):
    workshop = folded(data.draw(histories()))
    command, act = data.draw(commands_for(workshop))
    random = data.draw(randoms)
    if asked(workshop, command, act, random) and not isinstance(command, DONE_EACH_TIME):
        again = outcome(workshop, command, act)
        assert again == () or isinstance(again, str)


def test_made_up_workshops_hold_every_kind_of_event():
    # Or else what holds for all of them would say nothing about some events.
    missing = set(get_args(e.Event))
    for log in made_up_logs(steps=120):
        missing -= {type(each.event) for each in log}
        if not missing:
            break
    assert not missing


def made_up_logs(steps):
    """Workshops one by one, as many as are looked through at most; some reach an agreement."""
    for seed in range(LOOKED_THROUGH):
        if seed < 20:
            yield an_agreement(Random(seed))
        yield a_history(Random(seed), steps)


def test_made_up_workshops_hold_what_is_closed_to_somebody_and_redactions_of_everything():
    unredacted, refused, bidders, partners_rounds = set(get_args(e.Contribution)), 0, 0, 0
    for log in made_up_logs(steps=80):
        workshop = folded(log)
        unredacted -= {
            each.event.kind for each in log if isinstance(each.event, e.ContributionRedacted)
        }
        bidders += sum(
            may_bid(workshop, each.organisation) for each in workshop.participants.values()
        )
        closed = [each.id for each in workshop.stages.values() if each.seen_by == "partner"]
        partners_rounds += sum(each.stage in closed for each in workshop.rounds.values())
        refused += sum(
            any(not sees_stage(workshop, stage, each) for stage in closed)
            for each in workshop.participants
        )
        if not unredacted and min(bidders, refused, partners_rounds) > 20:
            break
    assert not unredacted
    assert min(bidders, refused, partners_rounds) > 20


@given(histories())
def test_nobody_contributes_to_or_votes_in_a_stage_they_may_not_see(log):
    workshop = Workshop()
    for each in log:
        match each.event:
            case e.IdeaSubmitted(stage=stage) | e.CardRecorded(stage=stage):
                assert sees_stage(workshop, stage, each.who)
            case e.IdeaReworded(idea=idea):
                assert sees_stage(workshop, workshop.ideas[idea].stage, each.who)
            case e.BallotCast(round=round_id):
                assert sees_stage(workshop, workshop.rounds[round_id].stage, each.who)
            case e.ThemeFormed(stage=stage) if view_of(workshop, each.by) != "facilitator":
                assert each.by == SYSTEM or sees_stage(workshop, stage, each.who)
            case e.RoundOpened(stage=stage, roll=roll):
                assert all(sees_stage(workshop, stage, voter) for voter in roll)
        evolve(workshop, each)
        if isinstance(each.event, e.VoterAdded):
            stage = workshop.rounds[each.event.round].stage
            assert sees_stage(workshop, stage, each.event.participant)


@given(histories())
def test_who_speaks_for_a_potential_provider_is_moved_by_those_who_run_the_workshop(log):
    workshop = Workshop()
    for each in log:
        if isinstance(each.event, e.OrganisationChosen):
            moved = workshop.participants[each.event.participant]
            by = workshop.participants.get(each.by)
            runs_it = each.by == SYSTEM or by.role in RUNNING
            assert runs_it or not may_bid(workshop, moved.organisation)
        evolve(workshop, each)


@given(histories())
def test_a_named_roll_is_asked_again_as_it_was_named(log):
    workshop = Workshop()
    for each in log:
        evolve(workshop, each)
        if isinstance(each.event, e.RoundOpened) and each.event.rerun_of is not None:
            earlier = workshop.rounds[each.event.rerun_of]
            assert each.event.named_roll == earlier.named_roll
            same = set(each.event.roll) <= set(workshop.polls[earlier.id].roll)
            assert same or not earlier.named_roll


@given(histories())
def test_one_log_has_one_meaning(log):
    assert folded(log) == folded(log)


@given(histories())
def test_a_log_is_numbered_without_holes_and_never_goes_back_in_time(log):
    assert [each.seq for each in log] == list(range(1, len(log) + 1))
    times = [each.at for each in log]
    assert times == sorted(times)


@given(histories())
def test_every_ballot_is_of_somebody_on_the_roll_and_in_time(log):
    workshop = Workshop()
    for each in log:
        if isinstance(each.event, e.BallotCast):
            found = workshop.rounds[each.event.round]
            # Or it was on paper by then.
            assert found.open or (each.said_at is not None and found.result is None)
            assert each.who in workshop.polls[found.id].roll
        evolve(workshop, each)


@given(histories())
def test_a_round_never_changes_its_terms(log):
    workshop = Workshop()
    terms, opened_by = {}, {}
    for each in log:
        evolve(workshop, each)
        for found in workshop.rounds.values():
            # Words that were destroyed are no longer what was asked; the terms stay.
            fixed = replace(
                found,
                question="" if found.redacted else found.question,
                redacted=False,
                ring_fences=tuple(replace(one, name="") for one in found.ring_fences),
                closed_seq=None,
                box_seq=None,
                drawn_seq=None,
                closed_at=0,
                last_seq=0,
                reopened=False,
                recount_reason=None,
                cast_by_chair=(),
                what_ifs=(),
                result=None,
                result_seq=None,
                revealed=False,
                void_reason=None,
            )
            if opened_by.setdefault(found.id, each.id) == each.id:
                # The command that opens it also fences its money.
                terms[found.id] = fixed
            asked_first = terms[found.id]
            assert replace(asked_first, question=fixed.question) == fixed
            assert found.redacted or asked_first.question == fixed.question


@given(histories())
def test_nothing_that_happened_is_ever_lost(log):
    workshop = folded(log)
    happened = Counter(type(each.event) for each in log)
    assert len(workshop.ideas) == happened[e.IdeaSubmitted] + happened[e.CardRecorded]
    came = happened[e.ParticipantJoined] + happened[e.AdmissionAsked]
    assert len(workshop.participants) == came
    assert len(workshop.reports) == happened[e.ReportMade]
    assert len(workshop.themes) == happened[e.ThemeFormed] + happened[e.ThemeSplit]
    assert len(workshop.rounds) == happened[e.RoundOpened]


# --- erasing --------------------------------------------------------------------


def results(workshop):
    """Everything a vote came to, and every identifier."""
    return (
        [*workshop.participants],
        [*workshop.ideas],
        [*workshop.themes],
        [*workshop.decisions],
        {each.id: each.shown for each in workshop.ideas.values()},
        {
            round_id: (poll.roll, poll.ballots, poll.tallies)
            for round_id, poll in workshop.polls.items()
        },
        {each.id: (each.result, each.open) for each in workshop.rounds.values()},
    )


def then(workshop, event):
    evolve(
        workshop,
        Recorded(
            seq=workshop.seq + 1,
            event=event,
            id=CommandId("erasing--------------A"),
            at=workshop.at,
            by=SYSTEM,
        ),
    )


@given(histories(), randoms)
def test_erasing_a_person_changes_no_result(log, random):
    workshop, before = folded(log), results(folded(log))
    then(workshop, e.ParticipantErased(participant=random.choice([*workshop.participants])))
    assert results(workshop) == before


@given(histories(), randoms)
def test_redacting_anything_changes_no_result(log, random):
    workshop = folded(log)
    before = results(folded(log))
    kinds = {
        "idea": workshop.ideas,
        "theme": workshop.themes,
        "round": workshop.rounds,
        "decision": workshop.decisions,
    }
    options = {option for poll in workshop.polls.values() for option in poll.options}
    for kind, known in (*kinds.items(), ("option", options)):
        if known:
            contribution = random.choice(sorted(known))
            then(
                workshop,
                e.ContributionRedacted(kind=kind, id=contribution, reason="", text="[removed]"),
            )
    assert results(workshop) == before


def without_words_of(recorded, owner):
    """The event as it is read once that owner's key is destroyed."""
    event = recorded.event
    gone = {
        name: ""
        for name, field in sealed_fields(type(event)).items()
        if field and getattr(event, field) == owner
    }
    return recorded._replace(event=replace(event, **gone))


@given(histories(), randoms)
def test_a_log_whose_words_were_destroyed_still_has_the_same_results(log, random):
    workshop = folded(log)
    owners = [
        *workshop.participants,
        *workshop.ideas,
        *workshop.themes,
        *workshop.rounds,
        *workshop.decisions,
    ]
    owner = random.choice(owners)
    destroyed = folded([without_words_of(each, owner) for each in log])
    assert results(destroyed) == results(workshop)


def worded(recorded):
    """The event with a word in each of its fields that can be destroyed."""
    if isinstance(recorded.event, e.OptionAdded):
        # An idea or a theme to choose has no words of its own.
        return recorded
    owned = (name for name, owner in sealed_fields(type(recorded.event)).items() if owner)
    words = {name: word(recorded.seq, name) for name in owned}
    return recorded._replace(event=replace(recorded.event, **words))


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize(
    "lived",
    [partial(a_history, steps=150), an_agreement, a_deliberation],
    ids=["anything", "agreeing", "voting"],
)
def test_a_room_remembers_what_is_read_again_when_everybodys_words_are_destroyed(lived, seed):
    random = Random(seed)
    log = [worded(each) for each in lived(random)]
    workshop = folded(log)
    begun = c.BeginPractice(workshop=WORKSHOP, version=1), Act(by=SYSTEM, at=workshop.at)
    log += asked(workshop, *begun, random)
    log += asked(workshop, *throwing_away(workshop, random), random)
    assert workshop == folded(read_again(log))


# --- acting for somebody --------------------------------------------------------


@given(histories())
def test_nobody_acts_for_a_person_with_a_device(log):
    workshop = Workshop()
    for each in log:
        if each.for_ is not None:
            assert not workshop.participants[each.for_].device
            assert workshop.participants[each.for_].here or isinstance(
                each.event, e.ParticipantErased | e.ParticipantLeft
            )
        evolve(workshop, each)


@given(histories(), randoms)
def test_who_is_not_in_the_room_changes_nothing(log, random):
    workshop = folded(log)
    gone = [each.id for each in workshop.participants.values() if not each.here]
    if not gone:
        return
    command, act = a_command(workshop, random)
    nothing = outcome(workshop, command, Act(by=random.choice(gone), at=act.at))
    own = c.ReturnToWorkshop | c.EraseParticipant
    assert not nothing or isinstance(nothing, str) or isinstance(command, own)
