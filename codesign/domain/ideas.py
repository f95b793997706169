"""Rules: ideas are submitted, reworded, withdrawn, hidden, revealed, redacted.

The original words stay in the record; only a redaction destroys words. An
idea that is being voted on keeps its wording until the vote closes, so that
a vote always means the words the voter read. Into a stage closed to their view
nobody puts words, new or old; anybody may take their own back.
"""

from typing import Final, assert_never

from codesign.domain.act import Act
from codesign.domain.agenda import IDEA_STAGES, open_stage_for, stage
from codesign.domain.commands import (
    HideIdea,
    RedactContribution,
    RestoreIdea,
    RevealIdeas,
    RewordIdea,
    SubmitIdea,
    WithdrawIdea,
)
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import (
    ContributionRedacted,
    Event,
    IdeaHidden,
    IdeaRestored,
    IdeaReworded,
    IdeasRevealed,
    IdeaSubmitted,
    IdeaWithdrawn,
)
from codesign.domain.ids import DecisionId, IdeaId, OptionId, RoundId, ThemeId
from codesign.domain.permissions import fresh, require_contributor, require_running
from codesign.domain.views import sees_stage
from codesign.domain.words import optional_words, words
from codesign.domain.workshop import Idea, Workshop

REDACTED_WORDS: Final = "[removed]"


def idea(workshop: Workshop, idea_id: IdeaId) -> Idea:
    """Return the idea of that id.

    Raises:
        CommandRejectedError: `no_such_idea`.
    """
    found = workshop.ideas.get(idea_id)
    if found is None:
        raise CommandRejectedError("no_such_idea")
    return found


def submit_idea(workshop: Workshop, command: SubmitIdea, act: Act) -> tuple[Event, ...]:
    """Put an idea forward in an open stage for ideas."""
    require_contributor(workshop, act)
    open_stage_for(workshop, command.stage, IDEA_STAGES, act)
    fresh(workshop, command.idea)
    text = words(command.text)
    return (IdeaSubmitted(idea=command.idea, stage=command.stage, text=text),)


def reword_idea(workshop: Workshop, command: RewordIdea, act: Act) -> tuple[Event, ...]:
    """Let the author find better words while the workshop is open."""
    found = _own(workshop, command.idea, act)
    _require_stage_seen(workshop, found, act)
    _require_not_voted(workshop, found)
    text = words(command.text)
    return () if text == found.text else (IdeaReworded(idea=found.id, text=text),)


def withdraw_idea(workshop: Workshop, command: WithdrawIdea, act: Act) -> tuple[Event, ...]:
    """Let the author take the idea back; it stays in the record."""
    found = _own(workshop, command.idea, act)
    _require_not_voted(workshop, found)
    return () if found.withdrawn else (IdeaWithdrawn(idea=found.id),)


def hide_idea(workshop: Workshop, command: HideIdea, act: Act) -> tuple[Event, ...]:
    """Take an idea off the board for a reason on record; its votes still count.

    What its author withdrew is off already, and stays theirs to put back.
    """
    require_running(workshop, act)
    found = idea(workshop, command.idea)
    if not found.shown:
        return ()
    return (IdeaHidden(idea=found.id, reason=words(command.reason)),)


def restore_idea(workshop: Workshop, command: RestoreIdea, act: Act) -> tuple[Event, ...]:
    """Put an idea back: a withdrawn one by its author, a hidden one by a facilitator."""
    found = idea(workshop, command.idea)
    if found.hidden_reason is not None:
        require_running(workshop, act)
    elif found.withdrawn:
        _require_stage_seen(workshop, _own(workshop, command.idea, act), act)
    return () if found.shown else (IdeaRestored(idea=found.id),)


def reveal_ideas(workshop: Workshop, command: RevealIdeas, act: Act) -> tuple[Event, ...]:
    """Show the private ideas of a stage to everybody who may see the stage."""
    require_running(workshop, act)
    found = stage(workshop, command.stage)
    if not found.private or found.revealed:
        return ()
    return (IdeasRevealed(stage=found.id),)


def redact_contribution(
    workshop: Workshop, command: RedactContribution, act: Act
) -> tuple[Event, ...]:
    """Destroy the words of a contribution; other words stand in their place.

    Asked again it destroys again: the reason given the first time goes too.
    """
    require_running(workshop, act)
    _require_known(workshop, command)
    return (
        ContributionRedacted(
            kind=command.kind,
            id=command.id,
            reason=words(command.reason),
            text=optional_words(command.text) or REDACTED_WORDS,
        ),
    )


def _own(workshop: Workshop, idea_id: IdeaId, act: Act) -> Idea:
    author = require_contributor(workshop, act)
    found = idea(workshop, idea_id)
    if workshop.closed:
        raise CommandRejectedError("workshop_closed")
    if found.author != author.id:
        raise CommandRejectedError("not_yours")
    if found.hidden_reason is not None:
        raise CommandRejectedError("idea_not_shown")
    return found


def _require_stage_seen(workshop: Workshop, found: Idea, act: Act) -> None:
    if not sees_stage(workshop, found.stage, act.who):
        raise CommandRejectedError("stage_closed")


def _require_not_voted(workshop: Workshop, found: Idea) -> None:
    option = OptionId(found.id)
    for poll_id, poll in workshop.polls.items():
        if option in poll.options and workshop.rounds[poll_id].open:
            raise CommandRejectedError("idea_being_voted")


def _require_known(workshop: Workshop, command: RedactContribution) -> None:
    match command.kind:
        case "idea":
            known, code = IdeaId(command.id) in workshop.ideas, "no_such_idea"
        case "theme":
            known, code = ThemeId(command.id) in workshop.themes, "no_such_theme"
        case "round":
            known, code = RoundId(command.id) in workshop.rounds, "no_such_round"
        case "decision":
            known, code = DecisionId(command.id) in workshop.decisions, "no_such_decision"
        case "option":
            known, code = _has_own_words(workshop, OptionId(command.id)), "no_such_option"
        case _:
            assert_never(command.kind)
    if not known:
        raise CommandRejectedError(code)


def _has_own_words(workshop: Workshop, option: OptionId) -> bool:
    return any(
        option in poll.options and poll.options[option].source == "text"
        for poll in workshop.polls.values()
    )
