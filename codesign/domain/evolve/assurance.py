"""What events of assurance change in the state."""

from dataclasses import replace

from codesign.domain import events as e
from codesign.domain.ids import EqualityImpactId
from codesign.domain.recorded import Recorded
from codesign.domain.workshop import EqualityImpact, Workshop


def evolve_assurance(workshop: Workshop, recorded: Recorded, event: e.AssuranceEvent) -> None:
    """Apply an event of assurance."""
    workshop.equality_impacts[event.equality_impact] = EqualityImpact(
        id=event.equality_impact,
        redesign=event.redesign,
        characteristic=event.characteristic,
        impact=event.impact,
        evidence=event.evidence,
        mitigation=event.mitigation,
        due=event.due,
        at=recorded.at,
        seq=recorded.seq,
    )


def redact_equality_impact(workshop: Workshop, key: EqualityImpactId, text: str) -> None:
    """Put other words in the place of an assessment's; that it was made stays."""
    found = workshop.equality_impacts[key]
    workshop.equality_impacts[key] = replace(found, evidence=text, mitigation="", redacted=True)
