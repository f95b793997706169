"""Rules: redesigns are drafted, revised, withdrawn.

The text is desk work, before, between and after sittings. Every change is a
version of its own with a hash over what it says, so that what an organisation
agrees to is one exact text. Who revises says which version they had before them:
nobody writes over what they have not read.
"""

from typing import Final

from codesign.domain.act import Act
from codesign.domain.agenda import open_stage_for, stage
from codesign.domain.commands import (
    DraftRedesign,
    RestoreRedesign,
    ReviseRedesign,
    WithdrawRedesign,
)
from codesign.domain.designs import Design, canonical, content_hash, tidy
from codesign.domain.desk_work import require_desk_work
from codesign.domain.entries import require_entries
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import (
    Event,
    RedesignDrafted,
    RedesignRestored,
    RedesignRevised,
    RedesignWithdrawn,
    StageKind,
)
from codesign.domain.ideas import idea
from codesign.domain.ids import AmendmentId, RedesignId, StageId
from codesign.domain.organisations import known_organisation
from codesign.domain.permissions import fresh, require_contributor, runs
from codesign.domain.rounds import decision
from codesign.domain.themes import theme
from codesign.domain.views import sees_stage
from codesign.domain.words import words
from codesign.domain.workshop import Redesign, Workshop

# Stages in which people suggest changes and say what worries them.
REDESIGN_STAGES: Final[frozenset[StageKind]] = frozenset({"redesign", "choices", "agree", "plan"})


def redesign(workshop: Workshop, redesign_id: RedesignId) -> Redesign:
    """Return the redesign of that id.

    Raises:
        CommandRejectedError: `no_such_redesign`.
    """
    found = workshop.redesigns.get(redesign_id)
    if found is None:
        raise CommandRejectedError("no_such_redesign")
    return found


def standing(workshop: Workshop, redesign_id: RedesignId) -> Redesign:
    """Return the redesign of that id if it is still worked on.

    Raises:
        CommandRejectedError: `no_such_redesign` or `redesign_withdrawn`.
    """
    found = redesign(workshop, redesign_id)
    if not found.stands:
        raise CommandRejectedError("redesign_withdrawn")
    return found


def known_redesign(workshop: Workshop, key: RedesignId | None) -> RedesignId | None:
    """Return the redesign, which may be none.

    Raises:
        CommandRejectedError: `no_such_redesign`.
    """
    return None if key is None else redesign(workshop, key).id


def draft_redesign(workshop: Workshop, command: DraftRedesign, act: Act) -> tuple[Event, ...]:
    """Draft a redesign: its version 1."""
    require_desk_work(workshop, act)
    fresh(workshop, command.redesign)
    if command.stage is not None:
        stage(workshop, command.stage)
    content = canonical(fitting(workshop, command.design, act))
    return (
        RedesignDrafted(
            redesign=command.redesign,
            stage=command.stage,
            content=content,
            hash=content_hash(content),
        ),
    )


def revise_redesign(workshop: Workshop, command: ReviseRedesign, act: Act) -> tuple[Event, ...]:
    """Make another version of the one the asker read, and say why."""
    require_desk_work(workshop, act)
    found = standing(workshop, command.redesign)
    if command.version != found.now.number:
        raise CommandRejectedError("version_overtaken")
    return revised(found, fitting(workshop, command.design, act), why=words(command.why))


def revised(
    found: Redesign, design: Design, *, why: str = "", amendment: AmendmentId | None = None
) -> tuple[Event, ...]:
    """Return the next version of a redesign; nothing where it would say the same."""
    content = canonical(design)
    if design == found.now.design and not found.now.redacted:
        return ()
    return (
        RedesignRevised(
            redesign=found.id,
            version=found.now.number + 1,
            content=content,
            hash=content_hash(content),
            why=why,
            amendment=amendment,
        ),
    )


def withdraw_redesign(workshop: Workshop, command: WithdrawRedesign, act: Act) -> tuple[Event, ...]:
    """Work on a redesign no longer; whoever looks for it finds it, and why."""
    require_desk_work(workshop, act)
    found = redesign(workshop, command.redesign)
    if not found.stands:
        return ()
    return (RedesignWithdrawn(redesign=found.id, reason=words(command.reason)),)


def restore_redesign(workshop: Workshop, command: RestoreRedesign, act: Act) -> tuple[Event, ...]:
    """Work on a withdrawn redesign again."""
    require_desk_work(workshop, act)
    found = redesign(workshop, command.redesign)
    return () if found.stands else (RedesignRestored(redesign=found.id),)


def require_may_speak(
    workshop: Workshop, found: Redesign, stage_id: StageId | None, act: Act
) -> None:
    """Let those pass who may say something about a redesign: in an open stage, or at the desk.

    Raises:
        CommandRejectedError: `no_such_redesign` to who may not see it, and as
            `require_contributor` and `open_stage_for`.
    """
    require_contributor(workshop, act)
    if not sees_stage(workshop, found.stage, act.who):
        raise CommandRejectedError("no_such_redesign")
    if stage_id is not None and not runs(workshop, act):
        open_stage_for(workshop, stage_id, REDESIGN_STAGES, act)
    elif stage_id is not None:
        stage(workshop, stage_id)
    else:
        require_desk_work(workshop, act)


def fitting(workshop: Workshop, design: Design, act: Act) -> Design:
    """Return the design, tidied, if all that it names is here and everybody's.

    Raises:
        CommandRejectedError: as `designs.tidy`, and with the code of what is not here.
    """
    tidied = tidy(design)
    boards = [
        *(idea(workshop, each).group for each in tidied.ideas),
        *(theme(workshop, each).group for each in tidied.themes),
    ]
    if tidied.decision is not None:
        of = decision(workshop, tidied.decision).round
        boards.append(None if of is None else workshop.rounds[of].group)
    if any(group is not None for group in boards):
        raise CommandRejectedError("other_board")
    require_entries(workshop, "need", tidied.needs, act, field="needs")
    require_entries(workshop, "asset", tidied.assets, act, field="assets")
    for each in tidied.partners:
        known_organisation(workshop, each.organisation)
    return tidied
