"""How assurance looks to a view."""

from codesign.domain.events import View
from codesign.domain.ids import EqualityImpactId
from codesign.domain.workshop import Workshop
from codesign.projections.ops import Record
from codesign.projections.records.showing import stage_shown


def equality_impact_record(workshop: Workshop, key: str, view: View) -> Record | None:
    """Render what a redesign means for people of a protected characteristic."""
    found = workshop.equality_impacts[EqualityImpactId(key)]
    if not stage_shown(workshop, workshop.redesigns[found.redesign].stage, view):
        return None
    return {
        "redesign": found.redesign,
        "characteristic": found.characteristic,
        "impact": found.impact,
        "evidence": found.evidence,
        "mitigation": found.mitigation,
        "due": found.due,
        "at": found.at,
        "seq": found.seq,
        "redacted": found.redacted,
    }
