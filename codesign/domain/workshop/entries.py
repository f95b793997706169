"""Entries, as the state holds them: what was said last, and how it came to be."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from codesign.domain import events as e
from codesign.domain.ids import OrganisationId, ParticipantId

Said_co = TypeVar("Said_co", covariant=True)

# What says an entry, by the kind of entry; the event names it in the field of that name.
SAID_BY: Final[Mapping[str, type[Any]]] = {
    "need": e.NeedStated,
    "evidence": e.EvidenceAdded,
    "persona": e.PersonaDescribed,
    "journey_step": e.JourneyStepMapped,
    "asset": e.AssetMapped,
    "barrier": e.BarrierRaised,
    "delivery_option": e.DeliveryOptionDescribed,
    "criterion": e.CriterionDescribed,
    "score": e.OptionScored,
    "estimate": e.EstimateRecorded,
    "pledge": e.PledgeMade,
    "spend_line": e.SpendLineRecorded,
    "milestone": e.MilestoneSet,
    "risk": e.RiskRecorded,
}
KINDS: Final[Mapping[type[Any], e.EntryKind]] = {
    said: kind  # type: ignore[misc]
    for kind, said in SAID_BY.items()
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Generic[Said_co]):
    """A need, a piece of evidence, an asset: one thing that people put on record.

    `says` is the event that says it as it stands; its words are other ones, or
    empty, once they were destroyed. `seq` is the event that brought it,
    `words_seq` the one that gave it its present words. One taken back keeps what
    it said; `hidden` says that those at the desk did it, and not its author.
    """

    says: Said_co
    author: ParticipantId | None
    organisation: OrganisationId | None
    at: int
    seq: int
    words_seq: int
    lang: str | None = None
    withdrawn_reason: str | None = None
    hidden: bool = False
    redacted: bool = False

    @property
    def stands(self) -> bool:
        """Tell whether it was not taken back."""
        return self.withdrawn_reason is None

    @property
    def kind(self) -> e.EntryKind:
        """What it is."""
        return KINDS[type(self.says)]


def named_by(says: object) -> tuple[OrganisationId, ...]:
    """Return the organisations that an entry names."""
    match says:
        case e.JourneyStepMapped():
            return says.organisations
        case e.AssetMapped(owner=owner) if owner is not None:
            return (owner,)
        case e.EstimateRecorded(organisation=organisation) if organisation is not None:
            return (organisation,)
        case e.PledgeMade():
            return (says.organisation,) if says.host is None else (says.organisation, says.host)
        case e.SpendLineRecorded(funded_by=funder):
            return (says.organisation,) if funder is None else (says.organisation, funder)
        case e.MilestoneSet(owner=owner) | e.RiskRecorded(owner=owner) if owner is not None:
            return (owner,)
        case _:
            return ()
