"""How annotations and responses look to a view."""

from typing import assert_never

from codesign.domain.events import View
from codesign.domain.ids import AnnotationId, ResponseId, ThemeId
from codesign.domain.views import may_see
from codesign.domain.workshop import Response, Workshop
from codesign.projections.ops import Record
from codesign.projections.records.ideas import theme_record
from codesign.projections.records.placing import answered_now
from codesign.projections.records.rounds import decision_record
from codesign.projections.records.showing import stage_shown


def response_record(workshop: Workshop, key: str, view: View) -> Record | None:
    """Render what somebody does about a theme or decision, to those who may see that.

    What was said about a theme that was merged stands with the one it went into.
    """
    found = workshop.responses[ResponseId(key)]
    about = answered_now(workshop, found)
    if found.withdrawn or not _answered_shown(workshop, found, about, view):
        return None
    return {
        "about": found.about,
        "id": about,
        "organisation": found.organisation,
        "stance": found.stance,
        "why": found.why,
        "post": found.post,
        "by_when": found.by_when,
        "at": found.at,
        "seq": found.seq,
        "redacted": found.redacted,
    }


def _answered_shown(workshop: Workshop, response: Response, about: str, view: View) -> bool:
    match response.about:
        case "theme":
            # One closed to the view does not open because it was merged into another.
            own = workshop.themes[ThemeId(response.about_id)].stage
            shown = theme_record(workshop, about, view) is not None
            return shown and stage_shown(workshop, own, view)
        case "decision":
            return decision_record(workshop, about, view) is not None
        case _:
            assert_never(response.about)


def annotation_record(workshop: Workshop, key: str, view: View) -> Record | None:
    """Render what somebody wrote beside a moment of the recording, to whom they chose."""
    found = workshop.annotations[AnnotationId(key)]
    if found.withdrawn or not may_see(view, found.seen_by):
        return None
    record: dict[str, str | int | bool | None] = {
        "moment": found.moment,
        "text": found.text,
        "seen_by": found.seen_by,
        "at": found.at,
        "seq": found.seq,
        "redacted": found.redacted,
        "group": found.group,
    }
    if view != "public":
        record["author"] = found.by
    return record
