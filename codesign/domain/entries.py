"""Rules: entries are made, said anew, taken back and put back, whatever they are.

People say what belongs to a stage while it is open for that; those who do desk
work say it at any time. An author may change their own words later, as with an
idea, and so may those who do desk work: what becomes of a need is everybody's.
What the desk took off the board, only the desk puts back.
"""

from collections.abc import Iterable
from typing import Any, Final

from codesign.domain.act import Act
from codesign.domain.agenda import open_stage_for, stage
from codesign.domain.breakouts import place_of
from codesign.domain.commands import RestoreEntry, WithdrawEntry
from codesign.domain.desk_work import does_desk_work, require_desk_work
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import EntryKind, EntryRestored, EntryWithdrawn, Event, StageKind
from codesign.domain.ids import StageId
from codesign.domain.permissions import fresh, require_contributor, runs
from codesign.domain.views import sees_stage
from codesign.domain.words import optional_words, words
from codesign.domain.workshop import KINDS, Entry, Workshop

# What anybody says in a stage that is open for it; the rest is desk work.
ANYBODYS: Final[frozenset[EntryKind]] = frozenset(
    {"need", "evidence", "persona", "journey_step", "asset", "barrier"}
)


def entry(workshop: Workshop, kind: EntryKind, key: str) -> Entry[Any]:
    """Return the entry of that kind and id.

    Raises:
        CommandRejectedError: `no_such_entry`.
    """
    found = workshop.entries.get(key)
    if found is None or found.kind != kind:
        raise CommandRejectedError("no_such_entry")
    return found


def require_entering(
    workshop: Workshop,
    kind: EntryKind,
    key: str,
    stage_id: StageId,
    stages: frozenset[StageKind],
    act: Act,
) -> None:
    """Let those pass who may make this entry in a stage of these kinds, or say it anew.

    Raises:
        CommandRejectedError: `not_at_a_group`, `no_such_entry`, `entry_hidden`,
            `not_yours`, `ideas_locked`, or as `open_stage_for`, `require_desk_work`.
    """
    if place_of(workshop, act) is not None:
        raise CommandRejectedError("not_at_a_group")
    if kind not in ANYBODYS:
        require_desk_work(workshop, act)
    if key in workshop.entries:
        _require_may_change(workshop, kind, key, stage_id, act)
        return
    fresh(workshop, key)
    if does_desk_work(workshop, act):
        require_stage(workshop, stage_id, stages, act)
        return
    require_contributor(workshop, act)
    open_stage_for(workshop, stage_id, stages, act)
    if workshop.intake != "open":
        raise CommandRejectedError("ideas_locked")


def unless_said(workshop: Workshop, said: Any) -> tuple[Event, ...]:  # noqa: ANN401 - the event of any kind of entry
    """Return the event, or nothing where the entry says just that already."""
    found = workshop.entries.get(getattr(said, KINDS[type(said)]))
    if found is not None and found.stands and found.says == said:
        return ()
    return (said,)


def require_entries(
    workshop: Workshop, kind: EntryKind, keys: Iterable[str], act: Act, *, field: str
) -> None:
    """Let links pass to entries that stand and that the asker may see.

    Raises:
        CommandRejectedError: `no_such_entry`.
    """
    for key in keys:
        found = workshop.entries.get(key)
        if found is None or found.kind != kind or not found.stands:
            raise CommandRejectedError("no_such_entry", field=field)
        if not (runs(workshop, act) or sees_stage(workshop, found.says.stage, act.who)):
            raise CommandRejectedError("no_such_entry", field=field)


def withdraw_entry(workshop: Workshop, command: WithdrawEntry, act: Act) -> tuple[Event, ...]:
    """Take an entry back: one's own without a word, another's at the desk with a reason."""
    found = entry(workshop, command.kind, command.id)
    if _is_own(workshop, found, act):
        reason = optional_words(command.reason, field="reason")
    else:
        _require_desk_over(workshop, found, act)
        reason = words(command.reason, field="reason")
    if not found.stands:
        return ()
    return (EntryWithdrawn(kind=command.kind, id=command.id, reason=reason),)


def restore_entry(workshop: Workshop, command: RestoreEntry, act: Act) -> tuple[Event, ...]:
    """Let an entry stand again: by its author, or at the desk."""
    found = entry(workshop, command.kind, command.id)
    if found.hidden or not _is_own(workshop, found, act):
        _require_desk_over(workshop, found, act)
    elif not _sees(workshop, found.says.stage, act):
        raise CommandRejectedError("stage_closed")
    if found.stands:
        return ()
    return (EntryRestored(kind=command.kind, id=command.id),)


def _is_own(workshop: Workshop, found: Entry[Any], act: Act) -> bool:
    return not act.is_system and found.author == require_contributor(workshop, act).id


def _require_desk_over(workshop: Workshop, found: Entry[Any], act: Act) -> None:
    """Let those pass who may take off the board what somebody else entered, and put it back."""
    if not _sees(workshop, found.says.stage, act):
        raise CommandRejectedError("no_such_entry")
    if found.kind not in ANYBODYS:
        require_desk_work(workshop, act)
    elif not runs(workshop, act) and found.hidden:
        raise CommandRejectedError("entry_hidden")
    elif not runs(workshop, act):
        raise CommandRejectedError("not_yours")


def _require_may_change(
    workshop: Workshop, kind: EntryKind, key: str, stage_id: StageId, act: Act
) -> None:
    found = entry(workshop, kind, key)
    if found.says.stage != stage_id or not _sees(workshop, stage_id, act):
        raise CommandRejectedError("no_such_entry")
    if found.hidden and kind in ANYBODYS and not runs(workshop, act):
        raise CommandRejectedError("entry_hidden")
    if not does_desk_work(workshop, act) and found.author != require_contributor(workshop, act).id:
        raise CommandRejectedError("not_yours")


def require_stage(
    workshop: Workshop, stage_id: StageId, stages: frozenset[StageKind], act: Act
) -> None:
    """Let a stage of these kinds pass that the asker may see, open or not.

    Raises:
        CommandRejectedError: `no_such_stage`, `stage_not_for_this` or `stage_closed`.
    """
    found = stage(workshop, stage_id)
    if found.kind not in stages:
        raise CommandRejectedError("stage_not_for_this")
    if not _sees(workshop, stage_id, act):
        raise CommandRejectedError("stage_closed")


def _sees(workshop: Workshop, stage_id: StageId, act: Act) -> bool:
    return runs(workshop, act) or sees_stage(workshop, stage_id, act.who)
