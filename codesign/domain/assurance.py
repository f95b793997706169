"""Rules: what a redesign means for people whom the law protects is assessed before agreement.

Due regard under section 149 of the Equality Act 2010. Nobody has to know
everything: an unknown impact is allowed, with what is done to find out and by when.
"""

from typing import Final

from codesign.domain.act import Act
from codesign.domain.commands import AssessEquality, ImpactPlan
from codesign.domain.desk_work import require_desk_work
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import Characteristic, EqualityImpactRecorded, Event
from codesign.domain.fields import date_written
from codesign.domain.ids import RedesignId
from codesign.domain.permissions import fresh
from codesign.domain.redesigns import standing
from codesign.domain.words import optional_words
from codesign.domain.workshop import EqualityImpact, Workshop

# Those the duty names in full; others may be assessed besides.
PROTECTED: Final[tuple[Characteristic, ...]] = (
    "age",
    "disability",
    "gender_reassignment",
    "pregnancy_maternity",
    "race",
    "religion_belief",
    "sex",
    "sexual_orientation",
)


def assess_equality(workshop: Workshop, command: AssessEquality, act: Act) -> tuple[Event, ...]:
    """Assess characteristics, each once a redesign; under its id, one is assessed anew."""
    require_desk_work(workshop, act)
    found = standing(workshop, command.redesign)
    if len({each.characteristic for each in command.impacts}) != len(command.impacts):
        raise CommandRejectedError("assessed_already")
    ids = [each.equality_impact for each in command.impacts]
    if len(set(ids)) != len(ids):
        raise CommandRejectedError("id_taken")
    recorded = (_recorded(workshop, found.id, each) for each in command.impacts)
    return tuple(each for each in recorded if not _says(workshop, each))


def _recorded(workshop: Workshop, redesign: RedesignId, plan: ImpactPlan) -> EqualityImpactRecorded:
    known = workshop.equality_impacts.get(plan.equality_impact)
    about = (redesign, plan.characteristic)
    if known is None:
        fresh(workshop, plan.equality_impact)
        if any(_about(each) == about for each in workshop.equality_impacts.values()):
            raise CommandRejectedError("assessed_already")
    elif _about(known) != about:
        raise CommandRejectedError("no_such_equality_impact")
    mitigation = optional_words(plan.mitigation)
    if plan.impact in {"unknown", "negative"} and not mitigation:
        raise CommandRejectedError("follow_up_missing")
    due = date_written(plan.due, field="due")
    if plan.impact == "unknown" and not due:
        raise CommandRejectedError("follow_up_undated", field="due")
    return EqualityImpactRecorded(
        equality_impact=plan.equality_impact,
        redesign=redesign,
        characteristic=plan.characteristic,
        impact=plan.impact,
        evidence=optional_words(plan.evidence),
        mitigation=mitigation,
        due=due,
    )


def unassessed(workshop: Workshop, redesign: RedesignId) -> int:
    """Return on how many protected characteristics a redesign's effect is not assessed."""
    assessed = {
        each.characteristic
        for each in workshop.equality_impacts.values()
        if each.redesign == redesign
    }
    return len([each for each in PROTECTED if each not in assessed])


def _about(found: EqualityImpact) -> tuple[RedesignId, Characteristic]:
    return found.redesign, found.characteristic


def _says(workshop: Workshop, recorded: EqualityImpactRecorded) -> bool:
    """Tell whether that is on record already."""
    known = workshop.equality_impacts.get(recorded.equality_impact)
    if known is None or known.redacted:
        return False
    now = (recorded.impact, recorded.evidence, recorded.mitigation, recorded.due)
    return (known.impact, known.evidence, known.mitigation, known.due) == now
