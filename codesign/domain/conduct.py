"""Rules: how the room is run from minute to minute: paused, shown something, hands, held ideas.

Pausing rests the screens and nothing else: what was already on its way still
counts, and what people typed stays with them.
"""

from typing import assert_never

from codesign.domain.act import Act
from codesign.domain.agenda import stage
from codesign.domain.commands import (
    LowerHand,
    PauseRoom,
    RaiseHand,
    ResumeRoom,
    SetIntake,
    TurnSpotlight,
)
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import (
    Event,
    HandLowered,
    HandRaised,
    IntakeChanged,
    RoomPaused,
    RoomResumed,
    Shown,
    SpotlightTurned,
)
from codesign.domain.ideas import idea
from codesign.domain.ids import DecisionId, IdeaId, ParticipantId, RoundId, StageId, ThemeId
from codesign.domain.permissions import may_act_for, person, require_present, require_running
from codesign.domain.rounds import decision, round_
from codesign.domain.themes import theme
from codesign.domain.workshop import Workshop


def pause_room(workshop: Workshop, _command: PauseRoom, act: Act) -> tuple[Event, ...]:
    """Let every screen rest."""
    require_running(workshop, act)
    return () if workshop.paused_at is not None else (RoomPaused(),)


def resume_room(workshop: Workshop, _command: ResumeRoom, act: Act) -> tuple[Event, ...]:
    """Go on."""
    require_running(workshop, act)
    return () if workshop.paused_at is None else (RoomResumed(),)


def set_intake(workshop: Workshop, command: SetIntake, act: Act) -> tuple[Event, ...]:
    """Say what becomes of new ideas; those held already wait on."""
    require_running(workshop, act)
    unchanged = command.intake == workshop.intake
    return () if unchanged else (IntakeChanged(intake=command.intake),)


def turn_spotlight(workshop: Workshop, command: TurnSpotlight, act: Act) -> tuple[Event, ...]:
    """Show everybody who may see it one thing, or nothing any more."""
    require_running(workshop, act)
    if command.kind is None or command.id is None:
        return () if workshop.spotlight is None else (SpotlightTurned(kind=None, id=None),)
    _require_shown(workshop, command.kind, command.id)
    now = workshop.spotlight
    if now is not None and (now.kind, now.id) == (command.kind, command.id):
        return ()
    return (SpotlightTurned(kind=command.kind, id=command.id),)


def raise_hand(workshop: Workshop, command: RaiseHand, act: Act) -> tuple[Event, ...]:
    """Ask to speak, oneself or for whom one helps."""
    _require_may_speak_for(workshop, command.participant, act)
    raised = person(workshop, command.participant)
    if not raised.here:
        raise CommandRejectedError("role_not_allowed")
    return () if raised.hand_at else (HandRaised(participant=raised.id),)


def lower_hand(workshop: Workshop, command: LowerHand, act: Act) -> tuple[Event, ...]:
    """Ask to speak no longer, or note that somebody was heard."""
    _require_may_speak_for(workshop, command.participant, act)
    lowered = person(workshop, command.participant)
    return (HandLowered(participant=lowered.id),) if lowered.hand_at else ()


def _require_may_speak_for(workshop: Workshop, participant: ParticipantId, act: Act) -> None:
    asker = require_present(workshop, act)
    if asker.id != participant and not may_act_for(asker, person(workshop, participant)):
        require_running(workshop, act)


def _require_shown(workshop: Workshop, kind: Shown, key: str) -> None:
    match kind:
        case "stage":
            stage(workshop, StageId(key))
        case "idea":
            if not idea(workshop, IdeaId(key)).shown:
                raise CommandRejectedError("idea_not_shown")
        case "theme":
            theme(workshop, ThemeId(key))
        case "round":
            round_(workshop, RoundId(key))
        case "decision":
            decision(workshop, DecisionId(key))
        case _:
            assert_never(kind)
