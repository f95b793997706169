"""How breakouts and groups look to a view."""

from codesign.domain.events import View
from codesign.domain.ids import BreakoutId, GroupId, ReportBackId
from codesign.domain.workshop import Breakout, Workshop
from codesign.projections.ops import Record
from codesign.projections.records.showing import stage_shown


def breakout_record(workshop: Workshop, key: str, view: View) -> Record | None:
    """Render a breakout; before it was ever held, for those who run the workshop only."""
    breakout = workshop.breakouts[BreakoutId(key)]
    if not _breakout_shown(workshop, breakout, view):
        return None
    return {
        "stage": breakout.stage,
        "number": breakout.number,
        "prompt": breakout.prompt,
        "minutes": breakout.minutes,
        "choosing": breakout.choosing,
        "open": breakout.open,
        "boards_open": breakout.boards_open,
        "opened_at": breakout.opened_at,
        "closed_at": breakout.closed_at,
        "ends_at": breakout.ends_at,
        "back_at": breakout.back_at,
        "message": breakout.message,
        "message_at": breakout.message_at,
    }


def _breakout_shown(workshop: Workshop, breakout: Breakout, view: View) -> bool:
    if breakout.cancelled or not stage_shown(workshop, breakout.stage, view):
        return False
    return bool(breakout.opened_at) or view == "facilitator"


def group_record(workshop: Workshop, key: str, view: View) -> Record | None:
    """Render a group; who is in it is seen in the room, and never told to the public."""
    group = workshop.groups[GroupId(key)]
    breakout = workshop.breakouts[group.breakout]
    if group.id not in breakout.groups or not _breakout_shown(workshop, breakout, view):
        return None
    record: dict[str, object] = {
        "breakout": group.breakout,
        "number": breakout.number,
        "order": breakout.groups.index(group.id),
        "name": group.name,
        "place": group.place,
        "prompt": group.prompt or breakout.prompt,
        "ends_at": group.ends_at,
    }
    if view != "public":
        record["reporter"] = group.reporter
        record["members"] = [
            who
            for who, place in breakout.places.items()
            if place == group.id and workshop.participants[who].here
        ]
    return record  # type: ignore[return-value]


def report_back_record(workshop: Workshop, key: str, view: View) -> Record | None:
    """Render what a group brought to everybody's board."""
    report = workshop.report_backs[ReportBackId(key)]
    if report.taken_back or group_record(workshop, report.group, view) is None:
        return None
    return {
        "group": report.group,
        "ideas": list(report.ideas),
        "themes": list(report.themes),
        "at": report.at,
        "seq": report.seq,
    }
