"""Rules: ideas are submitted, reworded, withdrawn, hidden, revealed, redacted.

The original words stay in the record; only a redaction destroys words. An
idea that is being voted on keeps its wording until the vote closes, so that
a vote always means the words the voter read. Into a stage closed to their view
nobody puts words, new or old; anybody may take their own back. A card that
nobody signed is nobody's: those who help type it, mend it and take it back.
"""

from collections.abc import Callable, Container, Mapping
from typing import Final

from codesign.domain.act import Act
from codesign.domain.agenda import IDEA_STAGES, open_stage_for, stage
from codesign.domain.breakouts import place_of
from codesign.domain.commands import (
    ConcealIdeas,
    HideIdea,
    HoldIdeasBack,
    LetIdeasThrough,
    RecordCard,
    RedactContribution,
    RestoreIdea,
    RevealIdeas,
    RewordIdea,
    SubmitIdea,
    WithdrawIdea,
)
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import (
    CardRecorded,
    Contribution,
    ContributionRedacted,
    Event,
    IdeaHidden,
    IdeaRestored,
    IdeaReworded,
    IdeasConcealed,
    IdeasHeldBack,
    IdeasLetThrough,
    IdeasRevealed,
    IdeaSubmitted,
    IdeaWithdrawn,
)
from codesign.domain.ids import GroupId, IdeaId, OptionId, StageId
from codesign.domain.permissions import (
    fresh,
    require_contributor,
    require_helping,
    require_running,
    runs,
)
from codesign.domain.views import sees_board_of, sees_stage
from codesign.domain.words import optional_words, words
from codesign.domain.workshop import SAID_BY, Idea, Workshop

REDACTED_WORDS: Final = "[removed]"
AT_ONCE: Final = 500


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
    """Put an idea forward in an open stage for ideas, or on the board of one's group.

    Where new ones are held, it waits.
    """
    require_contributor(workshop, act)
    text = _taken_in(workshop, command, act)
    return (IdeaSubmitted(idea=command.idea, stage=command.stage, text=text),)


def record_card(workshop: Workshop, command: RecordCard, act: Act) -> tuple[Event, ...]:
    """Type in a card that nobody signed, where and as an idea would be put forward."""
    require_helping(workshop, act)
    if act.for_ is not None:
        raise CommandRejectedError("card_unsigned")
    text = _taken_in(workshop, command, act)
    return (CardRecorded(idea=command.idea, stage=command.stage, text=text),)


def open_board_for(workshop: Workshop, group: GroupId, stage_id: StageId, act: Act) -> None:
    """Let contributions to a group's board pass while its stage, of whatever kind, is open.

    Raises:
        CommandRejectedError: as `open_stage_for`, and `stage_not_for_this` for another stage.
    """
    found = stage(workshop, workshop.breakouts[workshop.groups[group].breakout].stage)
    if found.id != stage_id:
        raise CommandRejectedError("stage_not_for_this")
    open_stage_for(workshop, found.id, frozenset({found.kind}), act)


def reword_idea(workshop: Workshop, command: RewordIdea, act: Act) -> tuple[Event, ...]:
    """Let the author find better words, also after the event: votes keep theirs."""
    found = _own(workshop, command.idea, act)
    _require_stage_seen(workshop, found, act)
    require_not_voted(workshop, found)
    text = words(command.text)
    if text == found.text and found.tidied is None:
        return ()
    return (IdeaReworded(idea=found.id, text=text),)


def withdraw_idea(workshop: Workshop, command: WithdrawIdea, act: Act) -> tuple[Event, ...]:
    """Let the author take the idea back; it stays in the record.

    What their group brought of it to everybody's board goes with it: the words
    are the author's wherever they stand.
    """
    found = _own(workshop, command.idea, act)
    everywhere = (found, *_copies(workshop, found))
    for each in everywhere:
        require_not_voted(workshop, each)
    return tuple(IdeaWithdrawn(idea=each.id) for each in everywhere if not each.withdrawn)


def hide_idea(workshop: Workshop, command: HideIdea, act: Act) -> tuple[Event, ...]:
    """Take an idea off the board for a reason on record; its votes still count.

    What its author withdrew is off already, and stays theirs to put back. Hiding
    a held idea turns it down.
    """
    require_running(workshop, act)
    found = idea(workshop, command.idea)
    if not (found.shown or found.held):
        return ()
    return (IdeaHidden(idea=found.id, reason=words(command.reason)),)


def restore_idea(workshop: Workshop, command: RestoreIdea, act: Act) -> tuple[Event, ...]:
    """Put an idea back: a withdrawn one by its author, a hidden one by a facilitator.

    What a report had brought is put back by reporting it again.
    """
    found = idea(workshop, command.idea)
    if found.taken_back:
        raise CommandRejectedError("idea_not_shown")
    if found.hidden_reason is not None:
        require_running(workshop, act)
    elif found.withdrawn:
        _require_stage_seen(workshop, _own(workshop, command.idea, act), act)
    off = found.hidden_reason is not None or found.withdrawn
    went_with_it = _copies(workshop, found) if found.withdrawn else ()
    back = (each for each in went_with_it if each.withdrawn and each.hidden_reason is None)
    return tuple(IdeaRestored(idea=each.id) for each in (found, *back)) if off else ()


def let_ideas_through(workshop: Workshop, command: LetIdeasThrough, act: Act) -> tuple[Event, ...]:
    """Put held ideas on the board, one or all."""
    require_running(workshop, act)
    held = _those(workshop, command.ideas, lambda each: each.held)
    return (IdeasLetThrough(ideas=held),) if held else ()


def hold_ideas_back(workshop: Workshop, command: HoldIdeasBack, act: Act) -> tuple[Event, ...]:
    """Take ideas off the board until they are let through; who read them has read them."""
    require_running(workshop, act)
    shown = _those(workshop, command.ideas, lambda each: each.shown)
    for each in shown:
        require_not_voted(workshop, workshop.ideas[each])
    return (IdeasHeldBack(ideas=shown),) if shown else ()


def reveal_ideas(workshop: Workshop, command: RevealIdeas, act: Act) -> tuple[Event, ...]:
    """Show the private ideas of a stage to everybody who may see the stage."""
    require_running(workshop, act)
    found = stage(workshop, command.stage)
    if not found.private or found.revealed:
        return ()
    return (IdeasRevealed(stage=found.id),)


def conceal_ideas(workshop: Workshop, command: ConcealIdeas, act: Act) -> tuple[Event, ...]:
    """Leave the ideas of a private stage to their authors again.

    Nobody forgets what they read; an idea that is being voted on stays readable.
    """
    require_running(workshop, act)
    found = stage(workshop, command.stage)
    if not found.private or not found.revealed:
        return ()
    for each in workshop.ideas.values():
        if each.stage == found.id:
            require_not_voted(workshop, each)
    return (IdeasConcealed(stage=found.id),)


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


def _taken_in(workshop: Workshop, command: SubmitIdea | RecordCard, act: Act) -> str:
    """Return the words of a new idea if this stage, or board, takes it."""
    group = place_of(workshop, act)
    if group is None:
        open_stage_for(workshop, command.stage, IDEA_STAGES, act)
    else:
        open_board_for(workshop, group, command.stage, act)
    if workshop.intake == "locked" and not runs(workshop, act):
        raise CommandRejectedError("ideas_locked")
    fresh(workshop, command.idea)
    return words(command.text)


def _own(workshop: Workshop, idea_id: IdeaId, act: Act) -> Idea:
    author = require_contributor(workshop, act)
    found = idea(workshop, idea_id)
    if found.on_card:
        require_helping(workshop, act)
    elif found.author != author.id:
        raise CommandRejectedError("not_yours")
    if found.hidden_reason is not None or found.taken_back:
        raise CommandRejectedError("idea_not_shown")
    return found


def _those(
    workshop: Workshop, ideas: tuple[IdeaId, ...], wanted: Callable[[Idea], bool]
) -> tuple[IdeaId, ...]:
    if len(ideas) > AT_ONCE:
        raise CommandRejectedError("too_many")
    found = (idea(workshop, each) for each in dict.fromkeys(ideas))
    return tuple(each.id for each in found if wanted(each))


def _copies(workshop: Workshop, found: Idea) -> tuple[Idea, ...]:
    """Return what stands on everybody's board of an idea that a group brought there."""
    ideas = workshop.ideas.values()
    return tuple(each for each in ideas if each.copy_of == found.id and not each.taken_back)


def _require_stage_seen(workshop: Workshop, found: Idea, act: Act) -> None:
    if not sees_stage(workshop, found.stage, act.who):
        raise CommandRejectedError("stage_closed")
    if not sees_board_of(workshop, found.group, act.who):
        raise CommandRejectedError("not_in_group")


def require_not_voted(workshop: Workshop, found: Idea) -> None:
    """Keep an idea as it is while it is being voted on.

    Raises:
        CommandRejectedError: `idea_being_voted`.
    """
    option = OptionId(found.id)
    for poll_id, poll in workshop.polls.items():
        if option in poll.options and workshop.rounds[poll_id].open:
            raise CommandRejectedError("idea_being_voted")


def _require_known(workshop: Workshop, command: RedactContribution) -> None:
    known: Mapping[Contribution, Container[str]] = {
        "idea": workshop.ideas,
        "theme": workshop.themes,
        "round": workshop.rounds,
        "decision": workshop.decisions,
        "report": workshop.reports,
        "note": workshop.notes,
        "annotation": workshop.annotations,
        "response": workshop.responses,
        "reason": workshop.reasons,
        "redesign": workshop.redesigns,
        "amendment": workshop.amendments,
        "objection": workshop.objections,
        "position": workshop.positions,
        "condition": workshop.conditions,
        "formal_decision": workshop.formal_decisions,
        "equality_impact": workshop.equality_impacts,
    }
    if command.kind in SAID_BY:
        entry = workshop.entries.get(command.id)
        if entry is None or entry.kind != command.kind:
            raise CommandRejectedError("no_such_entry")
        return
    if command.kind == "option":
        found = _has_own_words(workshop, OptionId(command.id))
    else:
        found = command.id in known[command.kind]
    if not found:
        code = f"no_such_{command.kind}"
        raise CommandRejectedError(code)


def _has_own_words(workshop: Workshop, option: OptionId) -> bool:
    known = (poll.option(option) for poll in workshop.polls.values())
    return any(each is not None and each.source == "text" for each in known)
