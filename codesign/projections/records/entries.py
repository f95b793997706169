"""How entries look to a view: needs, evidence, personas and journeys, assets, barriers."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from codesign.domain import events as e
from codesign.domain.entries import ANYBODYS
from codesign.domain.events import EntryKind, View
from codesign.domain.ids import RedesignId
from codesign.domain.views import may_see
from codesign.domain.workshop import Entry, Workshop
from codesign.projections.ops import Record
from codesign.projections.records.choices import choice_said
from codesign.projections.records.redesigns import redesign_record
from codesign.projections.records.showing import Renderer

# The collection of each kind of entry.
COLLECTIONS: Final[Mapping[EntryKind, str]] = {
    "need": "needs",
    "evidence": "evidence",
    "persona": "personas",
    "journey_step": "journey_steps",
    "asset": "assets",
    "barrier": "barriers",
    "delivery_option": "delivery_options",
    "criterion": "criteria",
    "score": "scores",
    "estimate": "estimates",
    "pledge": "pledges",
    "spend_line": "spend_lines",
    "milestone": "milestones",
    "risk": "risks",
}


def entry_shown(workshop: Workshop, key: str, view: View) -> bool:
    """Tell whether a view may read an entry; of a private stage only once all is revealed."""
    entry = workshop.entries.get(key)
    if entry is None or not may_see(view, workshop.stages[entry.says.stage].seen_by):
        return False
    stage = workshop.stages[entry.says.stage]
    if entry.kind in ANYBODYS and stage.private and not stage.revealed:
        return False
    if not all(entry_shown(workshop, each, view) for each in _rests_on(entry.says)):
        return False
    return entry.stands or (entry.hidden and view == "facilitator")


def _rests_on(says: object) -> tuple[str, ...]:
    """Return the entries without which an entry says nothing."""
    match says:
        case e.JourneyStepMapped():
            return (says.persona,)
        case e.OptionScored():
            return (says.delivery_option, says.criterion)
        case e.EstimateRecorded():
            return (says.delivery_option,)
        case _:
            return ()


def shown_among(workshop: Workshop, keys: Iterable[str], view: View) -> list[str]:
    """Return those of the entries that a view may read."""
    return [each for each in keys if entry_shown(workshop, each, view)]


def entry_record(workshop: Workshop, key: str, view: View) -> Record | None:
    """Render an entry; without who made it in an anonymous stage and to the public."""
    if not entry_shown(workshop, key, view):
        return None
    entry = workshop.entries[key]
    record: dict[str, Any] = {
        "stage": entry.says.stage,
        "at": entry.at,
        "seq": entry.seq,
        "words_seq": entry.words_seq,
        "lang": entry.lang,
        "redacted": entry.redacted,
        **said(workshop, entry, view),
    }
    if not workshop.stages[entry.says.stage].anonymous:
        record["author_organisation"] = entry.organisation
        if view != "public":
            record["author"] = entry.author
    if view == "facilitator":
        record["hidden_reason"] = entry.withdrawn_reason
    return record


def said(  # noqa: C901 - one case a kind of entry
    workshop: Workshop, entry: Entry[Any], view: View
) -> dict[str, Any]:
    """Return what an entry says, naming no other entry that the view may not read."""
    says = entry.says
    match says:
        case e.NeedStated():
            return {
                "user_group": says.user_group,
                "what": says.what,
                "so_that": says.so_that,
                "scale": says.scale,
                "characteristics": list(says.characteristics),
            }
        case e.EvidenceAdded():
            return {
                "kind": says.kind,
                "statement": says.statement,
                "source": says.source,
                "link": says.link,
                "as_of": says.as_of,
                "area": says.area,
                "grade": says.grade,
                "needs": shown_among(workshop, says.needs, view),
            }
        case e.PersonaDescribed():
            return {"name": says.name, "about": says.about}
        case e.JourneyStepMapped():
            return {
                "persona": says.persona,
                "place": says.place,
                "lane": says.lane,
                "step": says.step,
                "touchpoint": says.touchpoint,
                "organisations": list(says.organisations),
                "emotion": says.emotion,
                "contacts": says.contacts,
                "duplicate": says.duplicate,
                "cost_per_contact": says.cost_per_contact,
            }
        case e.AssetMapped():
            return {
                "kind": says.kind,
                "name": says.name,
                "owner": says.owner,
                "uprn": says.uprn,
                "area": says.area,
                "condition": says.condition,
                "availability": says.availability,
            }
        case e.BarrierRaised():
            return {
                "rule": says.rule,
                "owner_body": says.owner_body,
                "effect": says.effect,
                "freedom_sought": says.freedom_sought,
            }
        case e.SpendLineRecorded():
            return _spend_line(says)
        case e.MilestoneSet():
            return {
                "title": says.title,
                "owner": says.owner,
                "post": says.post,
                "due": says.due,
                "type": says.type,
                "depends_on": shown_among(workshop, says.depends_on, view),
                "status": says.status,
                "redesign": _redesign(workshop, says.redesign, view),
            }
        case e.RiskRecorded():
            return {
                "redesign": _redesign(workshop, says.redesign, view),
                "description": says.description,
                "likelihood": says.likelihood,
                "impact": says.impact,
                "response": says.response,
                "owner": says.owner,
                "post": says.post,
            }
        case _:
            return choice_said(workshop, says)


def _spend_line(says: e.SpendLineRecorded) -> dict[str, Any]:
    return {
        "organisation": says.organisation,
        "service": says.service,
        "area": says.area,
        "financial_year": says.financial_year,
        "gross": says.gross,
        "income": says.income,
        "basis": says.basis,
        "driver": says.driver,
        "parts": says.parts,
        "whole": says.whole,
        "cofog": says.cofog,
        "intervention": says.intervention,
        "controllability": says.controllability,
        "grade": says.grade,
        "source": says.source,
        "funded_by": says.funded_by,
        "reason": says.reason,
    }


def _redesign(workshop: Workshop, key: RedesignId | None, view: View) -> str | None:
    """Name a redesign to a view that may read it."""
    shown = key is not None and redesign_record(workshop, key, view) is not None
    return key if shown else None


ENTRY_RENDERERS: Final[Mapping[str, Renderer]] = dict.fromkeys(COLLECTIONS.values(), entry_record)
