"""Rules: what people write beside a moment of the recording.

Whoever took part may, also after the workshop closed. They choose who may
read it, never an audience they are outside of.
"""

from codesign.domain.act import Act
from codesign.domain.commands import AnnotateMoment, WithdrawAnnotation
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import AnnotationWithdrawn, Event, MomentAnnotated
from codesign.domain.ids import AnnotationId
from codesign.domain.permissions import fresh, require_contributor, require_present, runs
from codesign.domain.views import may_see, may_watch, view_of
from codesign.domain.words import words
from codesign.domain.workshop import Annotation, Workshop


def annotate_moment(workshop: Workshop, command: AnnotateMoment, act: Act) -> tuple[Event, ...]:
    """Write something beside a moment, or reword what one wrote."""
    author = require_contributor(workshop, act)
    found = workshop.annotations.get(command.annotation)
    if found is None:
        fresh(workshop, command.annotation)
    elif found.by != author.id:
        raise CommandRejectedError("not_yours")
    if not 0 < command.moment <= workshop.seq:
        raise CommandRejectedError("no_such_moment")
    if not may_see(view_of(workshop, author.id), command.seen_by):
        raise CommandRejectedError("outside_audience")
    if command.group is not None and not may_watch(workshop, author.id, command.group):
        raise CommandRejectedError("not_in_group")
    written = MomentAnnotated(
        annotation=command.annotation,
        moment=command.moment,
        group=command.group,
        seen_by=command.seen_by,
        text=words(command.text),
    )
    return () if found is not None and _as_written(found) == written else (written,)


def withdraw_annotation(
    workshop: Workshop, command: WithdrawAnnotation, act: Act
) -> tuple[Event, ...]:
    """Take one's own annotation away, or anybody's if one runs the workshop."""
    asker = None if act.is_system else require_present(workshop, act)
    found = annotation(workshop, command.annotation)
    if not runs(workshop, act) and (asker is None or found.by != asker.id):
        raise CommandRejectedError("not_yours")
    return () if found.withdrawn else (AnnotationWithdrawn(annotation=found.id),)


def annotation(workshop: Workshop, key: AnnotationId) -> Annotation:
    """Return the annotation of that id.

    Raises:
        CommandRejectedError: `no_such_annotation`.
    """
    found = workshop.annotations.get(key)
    if found is None:
        raise CommandRejectedError("no_such_annotation")
    return found


def _as_written(found: Annotation) -> MomentAnnotated | None:
    if found.withdrawn or found.redacted:
        return None
    return MomentAnnotated(
        annotation=found.id,
        moment=found.moment,
        group=found.group,
        seen_by=found.seen_by,
        text=found.text,
    )
