"""How agreement looks to a view: terms, positions, conditions, formal decisions."""

from dataclasses import replace

from codesign.domain.events import View
from codesign.domain.evolve.agreements import agreement_of
from codesign.domain.ids import ConditionId, FormalDecisionId, PositionId, RedesignId, RoundId
from codesign.domain.missing import facts_of, missing, suffices
from codesign.domain.workshop import Agreed, Workshop
from codesign.projections.ops import Record, Value
from codesign.projections.records.redesigns import spoken_shown
from codesign.projections.records.showing import round_named, stage_shown


def agreement_record(workshop: Workshop, key: str, view: View) -> Record | None:
    """Render how a redesign comes to be agreed, and in one sentence what is missing.

    A vote that the view may not see is not named to it, nor counted is a worry that
    was said where the view may not listen.
    """
    redesign = workshop.redesigns[RedesignId(key)]
    if not stage_shown(workshop, redesign.stage, view) or not redesign.stands:
        return None
    found = agreement_of(workshop, redesign.id)
    seen = round_named(workshop, found.round, view)
    worries = [each for each in workshop.objections.values() if each.redesign == redesign.id]
    stopping = sum(each.stops and spoken_shown(workshop, each, view) for each in worries)
    facts = replace(facts_of(workshop, redesign.id), stopping=stopping)
    if facts.room in {"carried", "not_carried"} and not _result_shown(workshop, seen):
        facts = replace(facts, room="unseen")
    return {
        "rule": found.rule,
        "required": found.required,
        "order": found.order,
        "round": seen,
        "round_version": found.round_version if seen else None,
        "missing": missing(facts),
        **_agreed(found.agreed),
    }


def position_record(workshop: Workshop, key: str, view: View) -> Record | None:
    """Render where an organisation stands; to the public without the person."""
    found = workshop.positions[PositionId(key)]
    if not _redesign_shown(workshop, found.redesign, view):
        return None
    record: dict[str, Value] = {
        "redesign": found.redesign,
        "version": found.version,
        "hash": found.hash,
        "organisation": found.organisation,
        "level": found.level,
        "suffices": suffices(agreement_of(workshop, found.redesign), found.level),
        "capacity": found.capacity,
        "given": found.given,
        "authority": found.authority,
        "replaced_by": found.replaced_by,
        "withdrawn_reason": found.withdrawn_reason,
        "at": found.at,
        "said_at": found.said_at,
        "seq": found.seq,
        "redacted": found.redacted,
    }
    if view != "public":
        record |= {"signatory": found.signatory, "by": found.by}
    return record


def condition_record(workshop: Workshop, key: str, view: View) -> Record | None:
    """Render on what a position holds, and whether it is met."""
    found = workshop.conditions[ConditionId(key)]
    if not _redesign_shown(workshop, workshop.positions[found.position].redesign, view):
        return None
    return {
        "position": found.position,
        "text": found.text,
        "owner": found.owner,
        "due": found.due,
        "met": found.met_seq is not None,
        "seq": found.seq,
        "redacted": found.redacted,
    }


def formal_decision_record(workshop: Workshop, key: str, view: View) -> Record | None:
    """Render what a body decided on an agreed version."""
    found = workshop.formal_decisions[FormalDecisionId(key)]
    if not _redesign_shown(workshop, found.redesign, view):
        return None
    return {
        "redesign": found.redesign,
        "version": found.version,
        "outcome": found.outcome,
        "body": found.body,
        "on": found.on,
        "minute": found.minute,
        "call_in_until": found.call_in_until,
        "reasons": found.reasons,
        "withdrawn_reason": found.withdrawn_reason,
        "at": found.at,
        "seq": found.seq,
        "redacted": found.redacted,
    }


def _redesign_shown(workshop: Workshop, redesign: RedesignId, view: View) -> bool:
    return stage_shown(workshop, workshop.redesigns[redesign].stage, view)


def _result_shown(workshop: Workshop, round_id: RoundId | None) -> bool:
    return round_id is not None and workshop.rounds[round_id].tally_shown


def _agreed(agreed: Agreed | None) -> dict[str, Value]:
    if agreed is None:
        return {}
    return {
        "agreed_version": agreed.version,
        "agreed_at": agreed.at,
        "agreed_seq": agreed.seq,
        "set_aside": agreed.aside,
    }
