"""How stages look to a view."""

from codesign.domain.entries import ANYBODYS
from codesign.domain.events import View
from codesign.domain.ids import StageId
from codesign.domain.views import may_see
from codesign.domain.workshop import Stage, Workshop
from codesign.projections.ops import Record


def stage_record(workshop: Workshop, key: str, view: View) -> Record | None:
    """Render a stage; to a view it is closed to, only that and until when."""
    stage = workshop.stages[StageId(key)]
    record: dict[str, str | int | bool | None] = {
        "kind": stage.kind,
        "title": stage.title,
        "order": workshop.agenda.index(stage.id),
        "open": stage.open,
        "until": stage.until,
        "timer_ends_at": stage.timer_ends_at,
        "closed_to_you": not may_see(view, stage.seen_by),
    }
    return record if record["closed_to_you"] else {**record, **_stage_terms(workshop, stage, view)}


def _stage_terms(workshop: Workshop, stage: Stage, view: View) -> Record:
    terms: dict[str, str | int | bool] = {
        "purpose": stage.purpose,
        "minutes": stage.minutes,
        "anonymous": stage.anonymous,
        "private": stage.private,
        "revealed": stage.revealed,
        "seen_by": stage.seen_by,
        "skipped": stage.skipped,
        "opened_at": stage.opened_at,
        "closed_at": stage.closed_at,
    }
    if view == "facilitator" and stage.private and not stage.revealed:
        terms["unrevealed"] = sum(
            each.stage == stage.id and each.shown for each in workshop.ideas.values()
        ) + sum(
            each.says.stage == stage.id and each.stands and each.kind in ANYBODYS
            for each in workshop.entries.values()
        )
    return terms
