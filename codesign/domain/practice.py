"""Rules: a room to try things out in, which is nobody's record.

It begins as a workshop of its own with what stood on the board of another,
and it stays practice: it is never published. It can be thrown away: the words
of everybody in it are destroyed as erasures and redactions are, and nobody
comes in any more.
"""

from collections.abc import Iterator
from typing import Final

from codesign.domain.act import LATEST, Act
from codesign.domain.closing import contact_destroyed
from codesign.domain.commands import BeginPractice, CloseWorkshop, SetDoor, ThrowPracticeAway
from codesign.domain.door import set_door
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import (
    AccessNeedDeleted,
    Contribution,
    ContributionRedacted,
    Event,
    ParticipantErased,
    ParticipantUnlisted,
    PracticeBegun,
    PracticeThrownAway,
)
from codesign.domain.ideas import REDACTED_WORDS
from codesign.domain.permissions import require_facilitator, require_system
from codesign.domain.sittings import close_workshop
from codesign.domain.workshop import Workshop

_REASON: Final = "Practice, thrown away."


def begin_practice(workshop: Workshop, command: BeginPractice, act: Act) -> tuple[Event, ...]:
    """Mark the workshop as practice, which it then stays."""
    require_system(act)
    if workshop.practice is not None:
        return ()
    if not 0 < command.version <= LATEST:
        raise CommandRejectedError("no_such_moment")
    return (PracticeBegun(workshop=command.workshop, version=command.version),)


def throw_away(workshop: Workshop, _command: ThrowPracticeAway, act: Act) -> tuple[Event, ...]:
    """Destroy all words and names in a practice room, and let nobody in any more.

    Raises:
        CommandRejectedError: `not_practice`: what people really said is kept.
    """
    require_facilitator(workshop, act)
    if workshop.practice is None:
        raise CommandRejectedError("not_practice")
    return (
        *close_workshop(workshop, CloseWorkshop(), act),
        *set_door(workshop, SetDoor(door="locked"), act),
        PracticeThrownAway(),
        *_words_destroyed(workshop),
        *_people_destroyed(workshop),
    )


def _words_destroyed(workshop: Workshop) -> Iterator[ContributionRedacted]:
    # A choice of a vote that was run again stands in both.
    for kind, key in dict.fromkeys(_contributions(workshop)):
        yield ContributionRedacted(kind=kind, id=key, reason=_REASON, text=REDACTED_WORDS)


def _contributions(workshop: Workshop) -> Iterator[tuple[Contribution, str]]:
    yield from (("idea", each) for each in workshop.ideas)
    yield from (("theme", each) for each in workshop.themes)
    for poll in workshop.polls.values():
        own = (each for each in (*poll.options.values(), *poll.withdrawn.values()))
        yield from (("option", each.id) for each in own if each.source == "text")
    yield from (("round", each) for each in workshop.rounds)
    yield from (("reason", each) for each in workshop.reasons)
    yield from (("decision", each) for each in workshop.decisions)
    yield from (("redesign", each) for each in workshop.redesigns)
    yield from (("amendment", each) for each in workshop.amendments)
    yield from (("objection", each) for each in workshop.objections)
    yield from (("position", each) for each in workshop.positions)
    yield from (("condition", each) for each in workshop.conditions)
    yield from (("equality_impact", each) for each in workshop.equality_impacts)
    yield from (("formal_decision", each) for each in workshop.formal_decisions)
    yield from (("response", each) for each in workshop.responses)
    yield from (("report", each) for each in workshop.reports)
    yield from (("note", each) for each in workshop.notes)
    yield from (("annotation", each) for each in workshop.annotations)
    yield from ((each.kind, key) for key, each in workshop.entries.items())


def _people_destroyed(workshop: Workshop) -> Iterator[Event]:
    yield from (AccessNeedDeleted(need=each) for each in workshop.access_needs)
    yield from (
        ParticipantUnlisted(participant=each)
        for each in workshop.door_list
        if each not in workshop.participants
    )
    for each in workshop.participants.values():
        # Somebody erased may have been put out since, for a reason in words.
        if not each.erased or each.removed_reason:
            yield from contact_destroyed(workshop, each.id)
            yield ParticipantErased(participant=each.id)
