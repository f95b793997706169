"""The rules of the replay, over made-up histories."""

from itertools import count, pairwise, takewhile

from hypothesis import given, settings
from hypothesis import strategies as st

from codesign.domain.views import VIEWS, may_see
from codesign.domain.workshop import Workshop
from codesign.projections.board import Board, Records, rendered
from codesign.replay.folding import without_destroyed
from codesign.replay.rebuild import workshop_at
from codesign.replay.recording import Recording
from tests.given import folded
from tests.replay.logs import (
    WORKSHOP,
    destroyed,
    destroyed_words,
    pasts_told_apart,
    reader,
    shown_from,
    word,
)

SPACING = 7
views = st.sampled_from(VIEWS)


def recording(log):
    return Recording(reader(log), WORKSHOP, SPACING)


def chunks(of, view):
    found = (of.chunk(view, number) for number in count())
    return list(takewhile(lambda chunk: chunk is not None, found))


def frames(log, view):
    """Every frame as a browser has it: one chunk and the steps after it."""
    of = chunks(recording(log), view)
    for seq in range(len(log) + 1):
        chunk = of[seq // SPACING]
        board = {name: dict(held) for name, held in chunk.records.items()}
        for step in chunk.steps:
            if step.seq <= seq:
                apply(board, step.ops)
        yield seq, board


def apply(board: Records, ops):
    """What `applyDelta` does in the browser."""
    for op in ops:
        match op:
            case ("put", collection, key, record):
                board[collection][key] = record
            case ("patch", collection, key, fields):
                board[collection][key] = {**board[collection][key], **fields}
            case ("remove", collection, key):
                del board[collection][key]


@settings(max_examples=60)
@given(pasts_told_apart(), views)
def test_a_chunk_and_its_steps_give_every_frame_as_it_is_rebuilt(log, view):
    for seq, board in frames(log, view):
        assert board == Recording(reader(log), WORKSHOP).board(view, seq).records


@given(pasts_told_apart(), views)
def test_the_steps_of_a_chunk_lead_to_the_next_one(log, view):
    found = chunks(recording(log), view)
    for chunk, following in pairwise(found):
        board = Board({name: dict(held) for name, held in chunk.records.items()}).records
        for step in chunk.steps:
            apply(board, step.ops)
        assert board == following.records


@given(pasts_told_apart(), views)
def test_the_frame_at_the_head_is_the_live_board(log, view):
    live = rendered(folded(log), view)
    assert recording(log).board(view, len(log)).records == live.records


@given(pasts_told_apart(), views)
def test_no_frame_shows_more_than_was_to_be_seen_at_the_time(log, view):
    for seq in range(len(log) + 1):
        live = rendered(workshop_at(reader(log), WORKSHOP, seq), view).records
        for collection, records in (
            Recording(reader(log), WORKSHOP).board(view, seq).records.items()
        ):
            for key, record in records.items():
                assert record.keys() <= live[collection][key].keys()


@given(pasts_told_apart(), views)
def test_nothing_occurs_in_the_replay_that_a_view_may_not_see_now(log, view):
    found = repr(chunks(recording(log), view))
    for secret in kept_from(log, view):
        assert secret not in found


@given(pasts_told_apart(), views)
def test_an_anonymous_stage_stays_anonymous(log, view):
    anonymous = {each.id for each in folded(log).stages.values() if each.anonymous}
    for _, board in frames(log, view):
        for idea in board["ideas"].values():
            if idea["stage"] in anonymous:
                assert not idea.keys() & {"author", "organisation"}
            assert "author" not in idea or view != "public"


@given(pasts_told_apart(), views)
def test_a_hidden_tally_stays_hidden_until_the_moment_it_was_shown(log, view):
    for seq, board in frames(log, view):
        for option in board["options"].values():
            if "counts" in option:
                assert seq >= shown_from(log, option["round"])
        for round_id in board["results"]:
            assert seq >= shown_from(log, round_id)


@given(pasts_told_apart(), views, st.data())
def test_a_recording_that_grew_answers_as_one_that_was_read_afresh(log, view, data):
    shorter = log[: data.draw(st.integers(1, len(log)))]
    growing = list(shorter)
    of = recording(growing)
    chunks(of, view)
    growing.extend(log[len(shorter) :])
    assert chunks(of, view) == chunks(recording(log), view)


@given(pasts_told_apart(), views)
def test_words_that_were_destroyed_are_kept_nowhere(log, view):
    growing = []
    of = recording(growing)
    for each in log:
        growing.append(each)
        of.chunk(view, 0)
    chunks(of, view)
    kept = repr((of._present.workshop, of._keyframes._stills))
    for secret in destroyed_words(log):
        assert secret not in kept


@given(pasts_told_apart())
def test_a_still_does_not_change_when_the_workshop_goes_on(log):
    # As the log is once its keys are destroyed, so that both are read from the same words.
    log = [without_destroyed(each, destroyed(log)) for each in log]
    of = recording(log)
    chunks(of, "public")
    for seq, still in of._keyframes._stills.items():
        assert still == workshop_at(reader(log), WORKSHOP, seq)


# --- what a view may not see, told again in other words --------------------------


def kept_from(log, view) -> set[str]:
    now = folded(log)
    return destroyed_words(log) | {
        word(each.seq, name) for each in log for name in words_kept_from(now, each, view)
    }


def words_kept_from(now: Workshop, recorded, view):  # noqa: C901, PLR0912, PLR0915 - one case a kind of event
    event = recorded.event
    match type(event).__name__:
        case "IdeaSubmitted" | "CardRecorded" | "IdeaReworded" | "IdeaTidied":
            return () if words_open(now, event.idea, view) else ("text",)
        case "ExitAnswered":
            return ("text",)
        case "ContactGiven":
            return ("address",)
        case "ResponseGiven":
            return () if answered_open(now, event, view) else ("why", "post", "by_when")
        case "IdeaHidden":
            shown = view == "facilitator" and idea_open(now, event.idea, view)
            return () if shown else ("reason",)
        case "ContributionRedacted":
            if event.kind == "idea" and not idea_open(now, event.id, view):
                return "reason", "text"
            return ("reason",)
        case "ParticipantJoined" | "ParticipantRenamed":
            present = now.participants[event.participant].name == event.name
            return () if present and view != "public" else ("name",)
        case "ThemeFormed" | "ThemeNamed":
            return () if stage_open(now, now.themes[event.theme].stage, view) else ("title",)
        case "ThemeSplit":
            return () if stage_open(now, now.themes[event.into].stage, view) else ("title",)
        case "RedesignDrafted" | "RedesignRevised" | "RedesignWithdrawn":
            stage = now.redesigns[event.redesign].stage
            return () if stage_open(now, stage, view) else ("content", "why", "reason")
        case "AmendmentProposed" | "AmendmentRebased" | "AmendmentResolved":
            shown = said_open(now, now.amendments[event.amendment], view)
            return () if shown else ("changes", "reason")
        case "ObjectionRaised" | "ObjectionResolved":
            return () if said_open(now, now.objections[event.objection], view) else ("reason",)
        case "PositionTaken" | "PositionWithdrawn":
            shown = said_open(now, now.positions[event.position], view)
            hidden = ("signatory",) if view == "public" else ()
            return hidden if shown else ("signatory", "authority", "reason")
        case "ConditionSet":
            position = now.positions[now.conditions[event.condition].position]
            return () if said_open(now, position, view) else ("text", "owner")
        case "EqualityImpactRecorded":
            assessed = now.equality_impacts[event.equality_impact]
            return () if said_open(now, assessed, view) else ("evidence", "mitigation")
        case "AgreementSetAside":
            shown = stage_open(now, now.redesigns[event.redesign].stage, view)
            return () if shown else ("reason",)
        case "FormalDecisionRecorded" | "FormalDecisionWithdrawn":
            shown = said_open(now, now.formal_decisions[event.formal_decision], view)
            return () if shown else ("body", "minute", "reasons", "reason")
        case "RoundOpened":
            return () if stage_open(now, event.stage, view) else ("question",)
        case "OptionAdded":
            return () if stage_open(now, now.rounds[event.round].stage, view) else ("text",)
        case "RoundVoided":
            return () if stage_open(now, now.rounds[event.round].stage, view) else ("reason",)
        case "DecisionRecorded":
            return () if decision_open(now, event.decision, view) else ("text", "reasons")
        case "DecisionWithdrawn":
            return () if decision_open(now, event.decision, view) else ("reason",)
        case "StageAdded" | "StageRevised":
            return () if stage_open(now, event.stage, view) else ("purpose",)
        case _:
            return ()


def answered_open(now, event, view):
    if event.about == "decision":
        return decision_open(now, event.id, view)
    return stage_open(now, now.themes[event.id].stage, view)


def said_open(now, said, view):
    of = now.redesigns[said.redesign].stage
    return stage_open(now, of, view) and stage_open(now, getattr(said, "stage", None), view)


def stage_open(now, stage, view):
    return stage is None or may_see(view, now.stages[stage].seen_by)


def words_open(now, idea, view):
    """What a group brought to everybody's board stays there, whatever becomes of the original."""
    copies = (each.id for each in now.ideas.values() if each.copy_of == idea)
    return any(idea_open(now, each, view) for each in (idea, *copies))


def idea_open(now, idea_id, view):
    idea = now.ideas[idea_id]
    stage = now.stages[idea.stage]
    if not stage_open(now, stage.id, view) or idea.withdrawn:
        return False
    if idea.hidden_reason is not None and view != "facilitator":
        return False
    return stage.revealed or not stage.private


def decision_open(now, decision_id, view):
    round_id = now.decisions[decision_id].round
    return round_id is None or stage_open(now, now.rounds[round_id].stage, view)
