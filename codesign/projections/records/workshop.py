"""How the workshop itself looks to a view."""

from typing import assert_never

from codesign.domain.events import View
from codesign.domain.ids import IdeaId, RoundId, SessionId
from codesign.domain.workshop import Ancestor, Spotlight, Workshop
from codesign.projections.ops import Record, Value
from codesign.projections.records.ideas import theme_record
from codesign.projections.records.rounds import decision_record
from codesign.projections.records.showing import idea_shown, stage_shown


def workshop_record(workshop: Workshop, _key: str, view: View) -> Record | None:
    """Render the workshop itself."""
    record: dict[str, Value] = {
        "title": workshop.title,
        "question": workshop.question,
        "shape": workshop.shape,
        "timezone": workshop.timezone,
        "language": workshop.language,
        "sensitive": workshop.sensitive,
        "place": workshop.place,
        "area": workshop.area,
        "lead": workshop.lead,
        "published": workshop.published,
        "closed": workshop.closed,
        "paused_at": workshop.paused_at,
        "intake": workshop.intake,
        "live_stage": workshop.live_stage,
        "next_steps": workshop.next_steps,
        "exit_question": workshop.exit_question,
        "people": sum(each.inside for each in workshop.participants.values()),
        "breakout": workshop.breakout,
        "practice": workshop.practice is not None,
    }
    if workshop.ancestor is not None:
        record["ancestor"] = _ancestor(workshop.ancestor)
    if view == "facilitator":
        record["join_code"] = workshop.join_code
        record["door"] = workshop.door
        record["display_code"] = workshop.display_code
        record["display_shows"] = workshop.display_shows
        record["hall"] = workshop.hall
        if workshop.practice is not None:
            record["practice_of"] = workshop.practice.workshop
            record["practice_version"] = workshop.practice.version
    return record


def _ancestor(found: Ancestor) -> dict[str, Value]:
    """Return what everybody may know: it was public when it was taken up."""
    return {
        "workshop": found.workshop,
        "version": found.version,
        "redesign": found.redesign,
        "redesign_version": found.redesign_version,
        "hash": found.hash,
    }


def session_record(workshop: Workshop, key: str, view: View) -> Record | None:
    """Render a dated sitting; the way into its call is for the workshop's people."""
    session = workshop.sessions.get(SessionId(key))
    if session is None:
        return None
    record: Record = {
        "title": session.title,
        "starts_at": session.starts_at,
        "ends_at": session.ends_at,
        "venue": session.venue,
    }
    return record if view == "public" else {**record, "call_link": session.call_link}


def spotlight_record(workshop: Workshop, _key: str, view: View) -> Record | None:
    """Render what everybody is shown, to those who may see it."""
    turned = workshop.spotlight
    if turned is None or not _spotlit_shown(workshop, turned, view):
        return None
    return {"kind": turned.kind, "id": turned.id, "seq": turned.seq}


def _spotlit_shown(workshop: Workshop, turned: Spotlight, view: View) -> bool:
    match turned.kind:
        case "stage":
            return True
        case "idea":
            return idea_shown(workshop, workshop.ideas[IdeaId(turned.id)], view)
        case "theme":
            return theme_record(workshop, turned.id, view) is not None
        case "round":
            return stage_shown(workshop, workshop.rounds[RoundId(turned.id)].stage, view)
        case "decision":
            return decision_record(workshop, turned.id, view) is not None
        case _:
            assert_never(turned.kind)
