"""Seen only by those who may: over all events and views, nothing hidden leaks."""

from random import Random

import pytest
from hypothesis import given

from codesign.domain import events as e
from codesign.domain.events import View
from codesign.domain.evolve import evolve
from codesign.domain.ids import DecisionId, IdeaId, ParticipantId, RoundId, StageId, ThemeId
from codesign.domain.permissions import HELPING
from codesign.domain.recorded import Recorded
from codesign.domain.views import VIEWS, may_bid, may_see, sees_stage, view_of
from codesign.domain.workshop import Idea, Workshop
from codesign.projections.board import Board, changes, rendered
from codesign.projections.mine import mine, mine_changes, reseated, seats
from codesign.projections.ops import Op
from codesign.protocol.codec import canonical
from codesign.store.upcasts import sealed_fields
from tests.given import (
    ANNA,
    BEN,
    CARYS,
    CHARITY,
    DECISION,
    IDEA,
    ROUND,
    TAKING_IDEAS_OF_PARTNERS,
    YES,
    folded,
    idea_submitted,
    option_added,
    organisation_added,
    recorded,
    round_opened,
    theme_formed,
)
from tests.histories import a_history, histories
from tests.replay.logs import told_apart, word


def _check(log: list[Recorded]) -> None:
    workshop = Workshop()
    boards = {view: Board() for view in VIEWS}
    for each in log:
        evolve(workshop, each)
        for view in VIEWS:
            ops = boards[view].apply(changes(workshop, each, view))
            _check_ideas(workshop, view, ops, boards[view])
            _check_tallies(workshop, view, boards[view])
            _check_names(workshop, view, ops)


def _check_ideas(workshop: Workshop, view: View, ops: list[Op], board: Board) -> None:
    shown = board.records["ideas"]
    for idea in workshop.ideas.values():
        if not _may_read(workshop, idea, view):
            assert idea.id not in shown
            assert not any(op[0] != "remove" and idea.id in _keys(op) for op in ops)
        elif workshop.stages[idea.stage].anonymous:
            assert not {"author", "organisation"} & shown[idea.id].keys()


def _may_read(workshop: Workshop, idea: Idea, view: View) -> bool:
    stage = workshop.stages[idea.stage]
    hidden = idea.hidden_reason is not None and view != "facilitator"
    private = stage.private and not stage.revealed
    return may_see(view, stage.seen_by) and not (hidden or private or idea.withdrawn)


def _check_tallies(workshop: Workshop, view: View, board: Board) -> None:
    for round_ in workshop.rounds.values():
        closed_to = round_.stage and not may_see(view, workshop.stages[round_.stage].seen_by)
        waits = round_.tally != "live" and round_.result is None
        unrevealed = round_.tally == "at_reveal" and not round_.revealed
        options = [
            record for record in board.records["options"].values() if record["round"] == round_.id
        ]
        if closed_to:
            assert round_.id not in board.records["rounds"]
            assert not options
        if closed_to or waits or unrevealed:
            assert round_.id not in board.records["results"]
            assert not any("counts" in record for record in options)


def _check_names(workshop: Workshop, view: View, ops: list[Op]) -> None:
    if view != "public":
        return
    told = canonical(ops)
    for participant in workshop.participants:
        assert participant.encode() not in told


def _keys(op: Op) -> str:
    return "" if len(op) < 3 or op[1] != "ideas" else op[2]


@given(histories())
def test_no_view_is_told_what_it_may_not_see(log: list[Recorded]) -> None:
    _check(log)


@pytest.mark.parametrize("seed", range(10))
def test_no_view_is_told_what_it_may_not_see_in_long_workshops(seed: int) -> None:
    _check(a_history(Random(seed), 400))


# --- the seat of a potential provider ------------------------------------------------


def _providers(workshop: Workshop) -> list[ParticipantId]:
    """Everybody who speaks for a potential provider and does not run or help."""
    return [
        each.id
        for each in workshop.participants.values()
        if may_bid(workshop, each.organisation) and each.role not in HELPING
    ]


def _closed_words(workshop: Workshop, past: list[Recorded], me: ParticipantId) -> list[bytes]:
    """Every word somebody else wrote in a stage that this person may not see now."""
    return [
        word(each.seq, name).encode()
        for each in past
        if each.who != me and not sees_stage(workshop, _stage_of(workshop, each.event), me)
        for name in sealed_fields(type(each.event))
        # That there is a stage, and what it is called, is on everybody's agenda.
        if (type(each.event), name) != (e.StageAdded, "title")
        and (type(each.event), name) != (e.StageRevised, "title")
    ]


def _stage_of(  # noqa: C901 - one case a kind of event
    workshop: Workshop, event: e.Event
) -> StageId | None:
    match event:
        case e.StageAdded(stage=stage) | e.StageRevised(stage=stage):
            return stage
        case e.IdeaSubmitted(idea=idea) | e.IdeaReworded(idea=idea) | e.IdeaHidden(idea=idea):
            return workshop.ideas[idea].stage
        case e.ThemeFormed(theme=theme) | e.ThemeNamed(theme=theme) | e.ThemeSplit(into=theme):
            return workshop.themes[theme].stage
        case e.RoundOpened(round=of) | e.OptionAdded(round=of) | e.RoundVoided(round=of):
            return workshop.rounds[of].stage
        case e.DecisionRecorded(decision=decision) | e.DecisionWithdrawn(decision=decision):
            return _stage_decided_in(workshop, decision)
        case e.ContributionRedacted(kind="idea", id=key):
            return workshop.ideas[IdeaId(key)].stage
        case e.ContributionRedacted(kind="theme", id=key):
            return workshop.themes[ThemeId(key)].stage
        case e.ContributionRedacted(kind="round", id=key):
            return workshop.rounds[RoundId(key)].stage
        case e.ContributionRedacted(kind="decision", id=key):
            return _stage_decided_in(workshop, DecisionId(key))
        case _:
            return None


def _stage_decided_in(workshop: Workshop, decision: DecisionId) -> StageId | None:
    of = workshop.decisions[decision].round
    return None if of is None else workshop.rounds[of].stage


@given(histories(60).map(told_apart))
def test_no_word_of_a_stage_closed_to_it_reaches_a_potential_providers_seat(
    log: list[Recorded],
) -> None:
    workshop = Workshop()
    for seq, each in enumerate(log, start=1):
        evolve(workshop, each)
        own = list(mine_changes(workshop, each))
        for me in _providers(workshop):
            view = view_of(workshop, me)
            assert not may_see(view, "partner")
            told = canonical([changes(workshop, each, view), [op for who, op in own if who == me]])
            assert not [kept for kept in _closed_words(workshop, log[:seq], me) if kept in told]


@given(histories(60).map(told_apart))
def test_no_word_of_a_stage_closed_to_it_is_in_what_a_potential_provider_finds_on_coming_in(
    log: list[Recorded],
) -> None:
    workshop = folded(log)
    for me in _providers(workshop):
        assert seats(workshop, me) == {me}
        board = rendered(workshop, view_of(workshop, me)).records
        told = canonical([board, mine(workshop, {me})])
        assert not [kept for kept in _closed_words(workshop, log, me) if kept in told]


@given(histories(60))
def test_nobody_is_handed_a_ballot_of_a_stage_they_may_not_see(log: list[Recorded]) -> None:
    workshop = Workshop()
    for each in log:
        evolve(workshop, each)
        for me, op in mine_changes(workshop, each):
            if op[:2] == ("put", "ballots"):
                stage = workshop.rounds[RoundId(str(op[3]["round"]))].stage
                assert sees_stage(workshop, stage, me)


@given(histories(60))
def test_whoever_sees_more_or_less_than_before_is_seated_anew(log: list[Recorded]) -> None:
    workshop = Workshop()
    for each in log:
        before = {person: view_of(workshop, person) for person in workshop.participants}
        evolve(workshop, each)
        moved = {person for person, view in before.items() if view_of(workshop, person) != view}
        assert moved <= set(reseated(workshop, each.event))


PARTNERS_ONLY = (
    *TAKING_IDEAS_OF_PARTNERS,
    idea_submitted(),
    theme_formed(),
    round_opened(roll=(ANNA, BEN)),
    option_added(YES),
    e.DecisionRecorded(decision=DECISION, text="A bus", reasons="", round=ROUND, options=()),
)
CONTRIBUTED = ("ideas", "themes", "rounds", "options", "results", "decisions")


def _on_the_board_of(workshop: Workshop, me: ParticipantId) -> set[str]:
    records = rendered(workshop, view_of(workshop, me)).records
    return {collection for collection in CONTRIBUTED if records[collection]}


def test_a_potential_provider_sees_of_a_stage_for_partners_only_that_it_is_closed_to_them():
    workshop = folded(recorded(*PARTNERS_ONLY))
    assert _on_the_board_of(workshop, ANNA) == {"ideas", "themes", "rounds", "options", "decisions"}
    assert _on_the_board_of(workshop, CARYS) == set()
    (stage,) = rendered(workshop, view_of(workshop, CARYS)).records["stages"].values()
    assert stage["closed_to_you"]
    assert "purpose" not in stage
    assert mine(workshop, seats(workshop, CARYS)) == [("clear",)]


@pytest.mark.parametrize(
    "change",
    [
        e.InterestDeclared(participant=ANNA, interest="potential_bidder"),
        organisation_added(CHARITY, potential_provider=True),
    ],
    ids=lambda each: type(each).__name__,
)
def test_who_may_come_to_gain_keeps_their_own_and_nothing_else(change: e.Event):
    speaks = e.OrganisationChosen(participant=ANNA, organisation=CHARITY)
    workshop = folded(recorded(*PARTNERS_ONLY, speaks, change))
    assert ANNA in reseated(workshop, change)
    assert _on_the_board_of(workshop, ANNA) == set()
    own = [op[1:3] for op in mine(workshop, seats(workshop, ANNA))[1:]]
    assert own == [("ballots", f"{ROUND}.{ANNA}"), ("ideas", IDEA)]
