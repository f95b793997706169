"""What events of agreement change in the state."""

from dataclasses import replace
from typing import assert_never

from codesign.domain import events as e
from codesign.domain.ids import ConditionId, FormalDecisionId, PositionId, RedesignId
from codesign.domain.recorded import Recorded
from codesign.domain.workshop import (
    Agreed,
    Agreement,
    Condition,
    FormalDecision,
    Position,
    Workshop,
)


def evolve_agreements(workshop: Workshop, recorded: Recorded, event: e.AgreementsEvent) -> None:  # noqa: C901, PLR0912, PLR0915 - one case an event, nothing else
    """Apply an event of agreement."""
    match event:
        case e.AgreementTermsSet():
            terms = {"rule": event.rule, "required": event.required, "order": event.order}
            _change(workshop, event.redesign, **terms, seq=recorded.seq)
        case e.RoomVoteNamed():
            version = None if event.round is None else event.version
            _change(workshop, event.redesign, round=event.round, round_version=version)
        case e.PositionTaken():
            _take(workshop, recorded, event)
        case e.ConditionSet():
            _set_condition(workshop, recorded, event)
        case e.ConditionMarked():
            met_seq = recorded.seq if event.met else None
            _replace_condition(workshop, event.condition, met_seq=met_seq)
        case e.PositionWithdrawn():
            _replace_position(workshop, event.position, withdrawn_reason=event.reason)
            _drop(workshop, workshop.positions[event.position])
        case e.RedesignAgreed():
            agreed = Agreed(
                version=event.version,
                rule=event.rule,
                round=event.round,
                positions=event.positions,
                at=recorded.at,
                seq=recorded.seq,
            )
            _change(workshop, event.redesign, agreed=agreed)
        case e.AgreementSetAside():
            agreed_then = workshop.agreements[event.redesign].agreed
            if agreed_then is not None:
                aside = replace(agreed_then, aside=event.reason)
                _change(workshop, event.redesign, agreed=aside)
        case e.FormalDecisionRecorded():
            workshop.formal_decisions[event.formal_decision] = _decided(recorded, event)
        case e.FormalDecisionWithdrawn():
            found = workshop.formal_decisions[event.formal_decision]
            workshop.formal_decisions[found.id] = replace(found, withdrawn_reason=event.reason)
        case _:
            assert_never(event)


def agreement_of(workshop: Workshop, redesign: RedesignId) -> Agreement:
    """Return how a redesign comes to be agreed: by the default where nothing was said."""
    return workshop.agreements.get(redesign) or Agreement(redesign=redesign)


def redact_agreement(workshop: Workshop, redesign: RedesignId) -> None:
    """Drop the reason for which an agreement was set aside; that it was set aside stays."""
    agreed = agreement_of(workshop, redesign).agreed
    if agreed is not None and agreed.aside is not None:
        _change(workshop, redesign, agreed=replace(agreed, aside=""))


def redact_position(workshop: Workshop, position: PositionId, text: str) -> None:
    """Put other words in the place of who signed and by what; where it stands stays."""
    gone = None if workshop.positions[position].withdrawn_reason is None else ""
    _replace_position(
        workshop, position, signatory="", authority=text, withdrawn_reason=gone, redacted=True
    )


def redact_condition(workshop: Workshop, condition: ConditionId, text: str) -> None:
    """Put other words in the place of a condition."""
    _replace_condition(workshop, condition, text=text, owner="", redacted=True)


def redact_formal_decision(workshop: Workshop, key: FormalDecisionId, text: str) -> None:
    """Put other words in the place of a formal decision's; its outcome and dates stay."""
    found = workshop.formal_decisions[key]
    gone = None if found.withdrawn_reason is None else ""
    workshop.formal_decisions[key] = replace(
        found, body="", minute="", reasons=text, withdrawn_reason=gone, redacted=True
    )


def _take(workshop: Workshop, recorded: Recorded, event: e.PositionTaken) -> None:
    """Let the organisation stand there, and no longer where it stood (invariant 9)."""
    agreement = agreement_of(workshop, event.redesign)
    standing = {workshop.positions[each].organisation: each for each in agreement.positions}
    before = standing.get(event.organisation)
    if before is not None:
        _replace_position(workshop, before, replaced_by=event.position)
    standing[event.organisation] = event.position
    workshop.positions[event.position] = Position(
        id=event.position,
        redesign=event.redesign,
        version=event.version,
        hash=event.hash,
        organisation=event.organisation,
        level=event.level,
        capacity=event.capacity,
        given=event.given,
        signatory=event.signatory,
        authority=event.authority,
        by=recorded.who,
        at=recorded.at,
        said_at=recorded.said_at,
        seq=recorded.seq,
    )
    _change(workshop, event.redesign, positions=tuple(standing.values()))


def _drop(workshop: Workshop, found: Position) -> None:
    left = agreement_of(workshop, found.redesign).positions
    _change(workshop, found.redesign, positions=tuple(each for each in left if each != found.id))


def _set_condition(workshop: Workshop, recorded: Recorded, event: e.ConditionSet) -> None:
    workshop.conditions[event.condition] = Condition(
        id=event.condition,
        position=event.position,
        text=event.text,
        owner=event.owner,
        due=event.due,
        seq=recorded.seq,
    )
    held = workshop.positions[event.position].conditions
    _replace_position(workshop, event.position, conditions=(*held, event.condition))


def _decided(recorded: Recorded, event: e.FormalDecisionRecorded) -> FormalDecision:
    return FormalDecision(
        id=event.formal_decision,
        redesign=event.redesign,
        version=event.version,
        outcome=event.outcome,
        body=event.body,
        on=event.on,
        minute=event.minute,
        call_in_until=event.call_in_until,
        reasons=event.reasons,
        at=recorded.at,
        seq=recorded.seq,
    )


def _change(workshop: Workshop, key: RedesignId, **changes: object) -> None:
    workshop.agreements[key] = replace(agreement_of(workshop, key), **changes)  # type: ignore[arg-type]


def _replace_position(workshop: Workshop, key: PositionId, **changes: object) -> None:
    workshop.positions[key] = replace(workshop.positions[key], **changes)  # type: ignore[arg-type]


def _replace_condition(workshop: Workshop, key: ConditionId, **changes: object) -> None:
    workshop.conditions[key] = replace(workshop.conditions[key], **changes)  # type: ignore[arg-type]
