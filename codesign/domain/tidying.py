"""Rules: tidying up after the event, by those who run the workshop.

Nothing is overwritten: an author's words stand beside the tidied ones, ideas
that say the same stay where they were voted on, and each act is taken back by
another. What is being voted on stays as it is until the vote closes; what was
voted on keeps the words it was voted under.
"""

from codesign.domain.act import Act
from codesign.domain.commands import (
    CorrectOrganisation,
    JoinIdeas,
    PartIdeas,
    TidyIdea,
    UntidyIdea,
)
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import (
    Event,
    IdeasJoined,
    IdeasParted,
    IdeaTidied,
    IdeaUntidied,
    OrganisationCorrected,
    View,
)
from codesign.domain.ideas import AT_ONCE, idea, require_not_voted
from codesign.domain.ids import GroupId, IdeaId
from codesign.domain.organisations import known_organisation
from codesign.domain.participation import unerased
from codesign.domain.permissions import require_running
from codesign.domain.words import words
from codesign.domain.workshop import Idea, Workshop


def tidy_idea(workshop: Workshop, command: TidyIdea, act: Act) -> tuple[Event, ...]:
    """Give an idea clearer words; the author's own words as they stand end the tidying."""
    require_running(workshop, act)
    found = _readable(workshop, command.idea)
    require_not_voted(workshop, found)
    text = words(command.text)
    if text == found.words:
        return ()
    if text == found.text:
        return (IdeaUntidied(idea=found.id),)
    return (IdeaTidied(idea=found.id, words_of=found.words_of, text=text),)


def untidy_idea(workshop: Workshop, command: UntidyIdea, act: Act) -> tuple[Event, ...]:
    """Let the author's words stand alone again; its author may ask for that too."""
    found = idea(workshop, command.idea)
    if found.author != act.who:
        require_running(workshop, act)
    if found.tidied is None:
        return ()
    require_not_voted(workshop, found)
    return (IdeaUntidied(idea=found.id),)


def join_ideas(workshop: Workshop, command: JoinIdeas, act: Act) -> tuple[Event, ...]:
    """Put ideas that say the same with one of them; what is with that one already stays."""
    require_running(workshop, act)
    if len(command.joined) > AT_ONCE:
        raise CommandRejectedError("too_many")
    asked = _readable(workshop, command.idea)
    first = _readable(workshop, asked.joined_into or asked.id)
    others = [_readable(workshop, each) for each in dict.fromkeys(command.joined)]
    for each in (first, *others):
        require_not_voted(workshop, each)
        if _readers(workshop, each) != _readers(workshop, first):
            raise CommandRejectedError("not_for_the_same")
    joined = tuple(each.id for each in others if first.id not in {each.id, each.joined_into})
    return (IdeasJoined(idea=first.id, joined=joined),) if joined else ()


def part_ideas(workshop: Workshop, command: PartIdeas, act: Act) -> tuple[Event, ...]:
    """Let ideas stand on their own again."""
    require_running(workshop, act)
    if len(command.ideas) > AT_ONCE:
        raise CommandRejectedError("too_many")
    found = [idea(workshop, each) for each in dict.fromkeys(command.ideas)]
    parted = [each for each in found if each.joined_into is not None]
    for each in parted:
        require_not_voted(workshop, each)
    return (IdeasParted(ideas=tuple(each.id for each in parted)),) if parted else ()


def correct_organisation(
    workshop: Workshop, command: CorrectOrganisation, act: Act
) -> tuple[Event, ...]:
    """Put a person, and what they wrote under the wrong organisation, under the right one."""
    require_running(workshop, act)
    found = unerased(workshop, command.participant)
    organisation = known_organisation(workshop, command.organisation)
    if organisation == found.organisation:
        return ()
    ideas = tuple(
        each.id
        for each in workshop.ideas.values()
        if each.author == found.id and each.organisation == found.organisation
    )
    return (OrganisationCorrected(participant=found.id, organisation=organisation, ideas=ideas),)


def _readable(workshop: Workshop, idea_id: IdeaId) -> Idea:
    """Return an idea that is on the board for those who may see its stage."""
    found = idea(workshop, idea_id)
    stage = workshop.stages[found.stage]
    if not found.shown or (stage.private and not stage.revealed):
        raise CommandRejectedError("idea_not_shown")
    return found


def _readers(workshop: Workshop, found: Idea) -> tuple[View, GroupId | None]:
    """Return what says who may read an idea: the least view, and the group whose board it is on."""
    return workshop.stages[found.stage].seen_by, found.group
