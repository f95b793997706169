"""What events of an options appraisal change in the state."""

from dataclasses import replace
from typing import assert_never

from codesign.domain import events as e
from codesign.domain.evolve.entries import enter
from codesign.domain.ids import DeliveryOptionId, RedesignId
from codesign.domain.recorded import Recorded
from codesign.domain.workshop import (
    Appraisal,
    Lock,
    OwnWeights,
    Preferred,
    Sifted,
    Workshop,
)


def evolve_appraisal(workshop: Workshop, recorded: Recorded, event: e.AppraisalEvent) -> None:
    """Apply an event of an options appraisal."""
    match event:
        case e.DeliveryOptionDescribed() | e.CriterionDescribed() | e.OptionScored():
            enter(workshop, recorded, event)
        case e.DeliveryOptionSifted():
            redesign = workshop.entries[event.delivery_option].says.redesign
            sifted = Sifted(sift=event.sift, reason=event.reason, seq=recorded.seq)
            before = _appraisal(workshop, redesign).sifted
            _replace(workshop, redesign, sifted={**before, event.delivery_option: sifted})
        case e.CriteriaLocked():
            _lock(workshop, recorded, event)
        case e.OwnWeightsGiven():
            given = OwnWeights(lock=event.lock, weights=event.weights, seq=recorded.seq)
            before_ = _appraisal(workshop, event.redesign).own_weights
            _replace(workshop, event.redesign, own_weights={**before_, event.organisation: given})
        case e.DeliveryOptionRejected():
            rejected = _appraisal(workshop, event.redesign).rejected
            why = (event.reason, recorded.seq)
            _replace(workshop, event.redesign, rejected={**rejected, event.delivery_option: why})
        case e.PreferredOptionSelected():
            _prefer(workshop, recorded, event)
        case e.PreferenceWithdrawn():
            _replace(workshop, event.redesign, preferred=None, rejected={})
        case _:
            assert_never(event)


def redact_reasons(workshop: Workshop, option: DeliveryOptionId) -> None:
    """Leave empty the reasons that were sealed under an option's key."""
    redesign = workshop.entries[option].says.redesign
    found = workshop.appraisals.get(redesign)
    if found is None:
        return
    changes: dict[str, object] = {}
    if option in found.sifted:
        changes["sifted"] = {**found.sifted, option: replace(found.sifted[option], reason="")}
    if option in found.rejected:
        changes["rejected"] = {**found.rejected, option: ("", found.rejected[option][1])}
    if found.preferred is not None and found.preferred.delivery_option == option:
        changes["preferred"] = replace(found.preferred, reason="")
    _replace(workshop, redesign, **changes)


def _lock(workshop: Workshop, recorded: Recorded, event: e.CriteriaLocked) -> None:
    lock = Lock(
        number=event.number,
        stage=event.stage,
        criteria=event.criteria,
        by=recorded.who,
        at=recorded.at,
        seq=recorded.seq,
    )
    locks = _appraisal(workshop, event.redesign).locks
    _replace(workshop, event.redesign, locks=(*locks, lock))


def _prefer(workshop: Workshop, recorded: Recorded, event: e.PreferredOptionSelected) -> None:
    preferred = Preferred(
        delivery_option=event.delivery_option,
        reason=event.reason,
        round=event.round,
        at=recorded.at,
        seq=recorded.seq,
    )
    _replace(workshop, event.redesign, preferred=preferred)


def _appraisal(workshop: Workshop, redesign: RedesignId) -> Appraisal:
    return workshop.appraisals.get(redesign) or Appraisal(redesign=redesign)


def _replace(workshop: Workshop, redesign: RedesignId, **changes: object) -> None:
    found = _appraisal(workshop, redesign)
    workshop.appraisals[redesign] = replace(found, **changes)  # type: ignore[arg-type]
