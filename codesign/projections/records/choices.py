"""What the parts of an appraisal say: options, criteria, scores, estimates, pledges."""

from typing import Any

from codesign.domain import events as e
from codesign.domain.appraisal import appraisal_of
from codesign.domain.workshop import Workshop


def choice_said(workshop: Workshop, says: object) -> dict[str, Any]:
    """Return what a part of an appraisal says."""
    match says:
        case e.DeliveryOptionDescribed():
            return _option_said(workshop, says)
        case e.CriterionDescribed():
            return _criterion_said(says)
        case e.OptionScored():
            return _score_said(workshop, says)
        case e.EstimateRecorded():
            return _estimate_said(workshop, says)
        case e.PledgeMade():
            return _pledge_said(workshop, says)
        case _:
            message = f"{type(says).__name__} is no entry"
            raise TypeError(message)


def _option_said(workshop: Workshop, says: e.DeliveryOptionDescribed) -> dict[str, Any]:
    """Return an option with what became of it, and why."""
    return {
        "redesign": says.redesign,
        "label": says.label,
        "model": says.model,
        "bau": says.bau,
        "do_minimum": says.do_minimum,
        "scope": says.scope,
        "solution": says.solution,
        "delivery": says.delivery,
        "implementation": says.implementation,
        "funding": says.funding,
        **_fate(workshop, says),
    }


def _fate(workshop: Workshop, says: e.DeliveryOptionDescribed) -> dict[str, Any]:
    found = appraisal_of(workshop, says.redesign)
    key = says.delivery_option
    fate: dict[str, Any] = {"status": "considered", "reason": "", "status_seq": None, "round": None}
    if key in found.sifted:
        sifted = found.sifted[key]
        fate |= {"status": sifted.sift, "reason": sifted.reason, "status_seq": sifted.seq}
    if key in found.rejected:
        reason, seq = found.rejected[key]
        fate |= {"status": "rejected", "reason": reason, "status_seq": seq}
    preferred = found.preferred
    if preferred is not None and preferred.delivery_option == key:
        fate |= {"status": "preferred", "reason": preferred.reason, "status_seq": preferred.seq}
        fate["round"] = preferred.round
    return fate


def _criterion_said(says: e.CriterionDescribed) -> dict[str, Any]:
    """Return a criterion."""
    return {
        "redesign": says.redesign,
        "name": says.name,
        "about": says.about,
        "group": says.group,
    }


def _score_said(workshop: Workshop, says: e.OptionScored) -> dict[str, Any]:
    """Return a score, and whether a later lock left it void."""
    lock = appraisal_of(workshop, says.redesign).lock
    return {
        "redesign": says.redesign,
        "delivery_option": says.delivery_option,
        "criterion": says.criterion,
        "lock": says.lock,
        "void": lock is not None and says.lock != lock.number,
        "points": says.points,
        "reason": says.reason,
    }


def _estimate_said(workshop: Workshop, says: e.EstimateRecorded) -> dict[str, Any]:
    """Return an estimate, and which post checked it when."""
    check = workshop.checks.get(says.estimate)
    reach = says.reach
    return {
        "redesign": says.redesign,
        "delivery_option": says.delivery_option,
        "side": says.side,
        "cost_type": says.cost_type,
        "party": says.party,
        "organisation": says.organisation,
        "by_year": [
            {"year": each.year, "amount": each.amount, "cashable": each.cashable}
            for each in says.by_year
        ],
        "reach": reach
        and {
            "population": reach.population,
            "affected": reach.affected,
            "engaged": reach.engaged,
            "impact": reach.impact,
            "deadweight": reach.deadweight,
            "unit_value": reach.unit_value,
        },
        "grade": says.grade,
        "price_base": says.price_base,
        "what": says.what,
        "source": says.source,
        "checked_by": None if check is None else check.post,
        "checked_on": None if check is None else check.on,
        "checked_seq": None if check is None else check.seq,
    }


def _pledge_said(workshop: Workshop, says: e.PledgeMade) -> dict[str, Any]:
    """Return a pledge, and by whose authority it holds since when."""
    found = workshop.confirmations.get(says.pledge)
    return {
        "redesign": says.redesign,
        "organisation": says.organisation,
        "kind": says.kind,
        "by_year": [{"year": each.year, "amount": each.amount} for each in says.by_year],
        "status": says.standing if found is None else "confirmed",
        "host": says.host,
        "what": says.what,
        "conditions": says.conditions,
        "legal_basis": says.legal_basis,
        "authority": "" if found is None else found.authority,
        "confirmed_on": None if found is None else found.on,
        "confirmed_seq": None if found is None else found.seq,
    }
