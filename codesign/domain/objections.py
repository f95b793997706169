"""Rules: worries about a redesign, each followed until it is answered.

Nobody closes the worry of another by themselves. The text answers it, which its
owner may deny by opening it again; its owner takes it back, or leaves it on
record; or the others go on by a vote that carried. Only what is a mere concern
may be left on record at the desk.
"""

from codesign.domain.act import Act
from codesign.domain.commands import RaiseObjection, ReopenObjection, ResolveObjection
from codesign.domain.desk_work import require_desk_work
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import Event, ObjectionRaised, ObjectionReopened, ObjectionResolved
from codesign.domain.ids import ObjectionId, RoundId
from codesign.domain.permissions import fresh, require_contributor
from codesign.domain.redesigns import redesign, require_may_speak, standing
from codesign.domain.rounds import carried, round_
from codesign.domain.words import optional_words, words
from codesign.domain.workshop import Objection, Workshop


def objection(workshop: Workshop, objection_id: ObjectionId) -> Objection:
    """Return the worry of that id.

    Raises:
        CommandRejectedError: `no_such_objection`.
    """
    found = workshop.objections.get(objection_id)
    if found is None:
        raise CommandRejectedError("no_such_objection")
    return found


def raise_objection(workshop: Workshop, command: RaiseObjection, act: Act) -> tuple[Event, ...]:
    """Say what worries one about the version one read."""
    found = standing(workshop, command.redesign)
    require_may_speak(workshop, found, command.stage, act)
    fresh(workshop, command.objection)
    if found.version(command.version) is None:
        raise CommandRejectedError("no_such_version")
    return (
        ObjectionRaised(
            objection=command.objection,
            redesign=found.id,
            version=command.version,
            stage=command.stage,
            severity=command.severity,
            reason=words(command.reason),
        ),
    )


def resolve_objection(workshop: Workshop, command: ResolveObjection, act: Act) -> tuple[Event, ...]:
    """Settle an open worry in one of the four ways."""
    found = objection(workshop, command.objection)
    if found.state != "open":
        raise CommandRejectedError("objection_settled")
    version = round_id = None
    match command.resolution:
        case "integrated":
            require_desk_work(workshop, act)
            version = _answering(workshop, found, command.version)
        case "not_upheld":
            require_desk_work(workshop, act)
            round_id = _carrying(workshop, command.round)
        case "withdrawn":
            _require_own(workshop, found, act)
        case "recorded" if found.severity == "concern":
            _require_own_or_desk(workshop, found, act)
        case "recorded":
            _require_own(workshop, found, act)
    return (
        ObjectionResolved(
            objection=found.id,
            resolution=command.resolution,
            version=version,
            round=round_id,
            reason=optional_words(command.reason),
        ),
    )


def reopen_objection(workshop: Workshop, command: ReopenObjection, act: Act) -> tuple[Event, ...]:
    """Take a settled worry up again: whose it is, or at the desk."""
    found = objection(workshop, command.objection)
    _require_own_or_desk(workshop, found, act)
    return () if found.state == "open" else (ObjectionReopened(objection=found.id),)


def _answering(workshop: Workshop, found: Objection, version: int | None) -> int:
    """Return the version that answers a worry: one that is later than what it is about."""
    latest = redesign(workshop, found.redesign).now.number
    if version is None or not found.version < version <= latest:
        raise CommandRejectedError("not_answered_yet")
    return version


def _carrying(workshop: Workshop, round_id: RoundId | None) -> RoundId:
    """Return the vote of the whole room by which the others went on."""
    found = None if round_id is None else round_(workshop, round_id)
    if found is None or found.group is not None or not carried(found):
        raise CommandRejectedError("vote_not_carried")
    return found.id


def _require_own(workshop: Workshop, found: Objection, act: Act) -> None:
    if require_contributor(workshop, act).id != found.author:
        raise CommandRejectedError("not_yours")


def _require_own_or_desk(workshop: Workshop, found: Objection, act: Act) -> None:
    if act.is_system or require_contributor(workshop, act).id != found.author:
        require_desk_work(workshop, act)
