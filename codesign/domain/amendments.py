"""Rules: changes are suggested to a version, and settled.

A change applies to the version its author read. Where the text went on since,
somebody puts the change to the new one first, so that nobody accepts what they
did not see in place. What is settled can be taken up again; the version that an
accepted change made stays, as every version does.
"""

from codesign.domain.act import Act
from codesign.domain.commands import (
    AcceptAmendment,
    ProposeAmendment,
    RebaseAmendment,
    RejectAmendment,
    ReopenAmendment,
    WithdrawAmendment,
)
from codesign.domain.designs import Design, changes, spelled, with_changes
from codesign.domain.desk_work import require_desk_work
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import (
    AmendmentProposed,
    AmendmentRebased,
    AmendmentReopened,
    AmendmentResolved,
    Event,
)
from codesign.domain.ids import AmendmentId
from codesign.domain.permissions import fresh, require_contributor
from codesign.domain.redesigns import fitting, require_may_speak, revised, standing
from codesign.domain.words import words
from codesign.domain.workshop import Amendment, Redesign, Workshop


def amendment(workshop: Workshop, amendment_id: AmendmentId) -> Amendment:
    """Return the suggested change of that id.

    Raises:
        CommandRejectedError: `no_such_amendment`.
    """
    found = workshop.amendments.get(amendment_id)
    if found is None:
        raise CommandRejectedError("no_such_amendment")
    return found


def propose_amendment(workshop: Workshop, command: ProposeAmendment, act: Act) -> tuple[Event, ...]:
    """Suggest a change to the version one read, with a reason."""
    found = standing(workshop, command.redesign)
    require_may_speak(workshop, found, command.stage, act)
    fresh(workshop, command.amendment)
    proposed = AmendmentProposed(
        amendment=command.amendment,
        redesign=found.id,
        version=command.version,
        stage=command.stage,
        changes=_changed(workshop, found, command.version, command.design, act),
        reason=words(command.reason),
    )
    return (proposed,)


def rebase_amendment(workshop: Workshop, command: RebaseAmendment, act: Act) -> tuple[Event, ...]:
    """Put an open change to the version there is now, by its author or at the desk."""
    found = _open(workshop, command.amendment)
    _require_own_or_desk(workshop, found, act)
    of = standing(workshop, found.redesign)
    if command.version != of.now.number:
        raise CommandRejectedError("version_overtaken")
    changed = _changed(workshop, of, command.version, command.design, act)
    if found.version == command.version and spelled(found.changes) == changed:
        return ()
    return (AmendmentRebased(amendment=found.id, version=command.version, changes=changed),)


def accept_amendment(workshop: Workshop, command: AcceptAmendment, act: Act) -> tuple[Event, ...]:
    """Make the next version of an open change to the present one (invariant 8)."""
    require_desk_work(workshop, act)
    found = _open(workshop, command.amendment)
    of = standing(workshop, found.redesign)
    if found.version != of.now.number:
        raise CommandRejectedError("amendment_outdated")
    design = fitting(workshop, with_changes(of.now.design, found.changes), act)
    made = revised(of, design, amendment=found.id)
    if not made:
        raise CommandRejectedError("nothing_changed")
    version = of.now.number + 1
    settled = AmendmentResolved(amendment=found.id, decision="accepted", version=version, reason="")
    return (*made, settled)


def reject_amendment(workshop: Workshop, command: RejectAmendment, act: Act) -> tuple[Event, ...]:
    """Turn an open change down, or let another take its place, and say why."""
    require_desk_work(workshop, act)
    found = _open(workshop, command.amendment)
    return (
        AmendmentResolved(
            amendment=found.id,
            decision="superseded" if command.superseded else "rejected",
            version=None,
            reason=words(command.reason),
        ),
    )


def withdraw_amendment(
    workshop: Workshop, command: WithdrawAmendment, act: Act
) -> tuple[Event, ...]:
    """Let the author take an open change back."""
    found = _open(workshop, command.amendment)
    if require_contributor(workshop, act).id != found.author:
        raise CommandRejectedError("not_yours")
    return (AmendmentResolved(amendment=found.id, decision="withdrawn", version=None, reason=""),)


def reopen_amendment(workshop: Workshop, command: ReopenAmendment, act: Act) -> tuple[Event, ...]:
    """Take a settled change up again: a withdrawn one by its author, others at the desk."""
    found = amendment(workshop, command.amendment)
    if found.state == "open":
        return ()
    if found.state == "withdrawn":
        if require_contributor(workshop, act).id != found.author:
            raise CommandRejectedError("not_yours")
    else:
        require_desk_work(workshop, act)
    return (AmendmentReopened(amendment=found.id),)


def _open(workshop: Workshop, amendment_id: AmendmentId) -> Amendment:
    found = amendment(workshop, amendment_id)
    if found.state != "open":
        raise CommandRejectedError("amendment_settled")
    return found


def _changed(workshop: Workshop, of: Redesign, number: int, design: Design, act: Act) -> str:
    """Return what the design changes in that version, as canonical JSON."""
    base = of.version(number)
    if base is None:
        raise CommandRejectedError("no_such_version")
    changed = changes(base.design, fitting(workshop, design, act))
    if not changed:
        raise CommandRejectedError("nothing_changed")
    return spelled(changed)


def _require_own_or_desk(workshop: Workshop, found: Amendment, act: Act) -> None:
    if act.is_system or require_contributor(workshop, act).id != found.author:
        require_desk_work(workshop, act)
