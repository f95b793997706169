"""How redesigns, suggested changes and worries look to a view."""

from codesign.domain.designs import plain
from codesign.domain.events import View
from codesign.domain.ids import AmendmentId, ObjectionId, RedesignId, StageId
from codesign.domain.workshop import Amendment, Objection, Redesign, Version, Workshop
from codesign.projections.ops import Record, Value
from codesign.projections.records.showing import round_named, stage_shown


def version_key(redesign: RedesignId, number: int) -> str:
    """Return the key of a version's record."""
    return f"{redesign}.{number}"


def version_of(workshop: Workshop, key: str) -> tuple[Redesign, Version]:
    """Return the redesign and the version whose record has that key."""
    redesign, _, number = key.partition(".")
    found = workshop.redesigns[RedesignId(redesign)]
    return found, found.versions[int(number) - 1]


def redesign_record(workshop: Workshop, key: str, view: View) -> Record | None:
    """Render a redesign: which of its versions it stands at, and whether it is worked on."""
    found = workshop.redesigns[RedesignId(key)]
    if not stage_shown(workshop, found.stage, view):
        return None
    return {
        "stage": found.stage,
        "version": found.now.number,
        "withdrawn_reason": found.withdrawn_reason,
        "seq": found.seq,
    }


def version_record(workshop: Workshop, key: str, view: View) -> Record | None:
    """Render what a version of a redesign says."""
    found, version = version_of(workshop, key)
    if not stage_shown(workshop, found.stage, view):
        return None
    return {
        "redesign": found.id,
        "version": version.number,
        "design": plain(version.design),
        "hash": version.hash,
        "why": version.why,
        "amendment": version.amendment,
        "at": version.at,
        "seq": version.seq,
        "lang": version.lang,
        "redacted": version.redacted,
        **_by(workshop, version, found.stage, view),
    }


def amendment_record(workshop: Workshop, key: str, view: View) -> Record | None:
    """Render a change that somebody suggests."""
    found = workshop.amendments[AmendmentId(key)]
    if not spoken_shown(workshop, found, view):
        return None
    return {
        "redesign": found.redesign,
        "version": found.version,
        "changes": found.changes,
        "reason": found.reason,
        "state": found.state,
        "made": found.made,
        "reply": found.reply,
        "at": found.at,
        "seq": found.seq,
        "words_seq": found.words_seq,
        "settled_seq": found.settled_seq,
        "lang": found.lang,
        "redacted": found.redacted,
        **_by(workshop, found, found.stage, view),
    }


def objection_record(workshop: Workshop, key: str, view: View) -> Record | None:
    """Render what worries somebody about a version, and what became of it."""
    found = workshop.objections[ObjectionId(key)]
    if not spoken_shown(workshop, found, view):
        return None
    return {
        "redesign": found.redesign,
        "version": found.version,
        "severity": found.severity,
        "reason": found.reason,
        "state": found.state,
        "answered_by": found.answered_by,
        "round": round_named(workshop, found.round, view),
        "reply": found.reply,
        "at": found.at,
        "seq": found.seq,
        "settled_seq": found.settled_seq,
        "lang": found.lang,
        "redacted": found.redacted,
        **_by(workshop, found, found.stage, view),
    }


def spoken_shown(workshop: Workshop, found: Amendment | Objection, view: View) -> bool:
    """Tell whether a view may see both the redesign and the stage where this was said."""
    of = workshop.redesigns[found.redesign]
    return stage_shown(workshop, of.stage, view) and stage_shown(workshop, found.stage, view)


def _by(
    workshop: Workshop, found: Version | Amendment | Objection, stage: StageId | None, view: View
) -> dict[str, Value]:
    """Name who said it, but not in an anonymous stage, and no person to the public."""
    if stage is not None and workshop.stages[stage].anonymous:
        return {}
    named: dict[str, Value] = {"organisation": found.organisation}
    if view != "public":
        named["author"] = found.author
    return named
