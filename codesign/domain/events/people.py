"""Events of people and their organisations."""

from dataclasses import dataclass
from typing import Annotated

from codesign.domain.events.kinds import Capacity, Identifier, Interest, Role
from codesign.domain.ids import AreaId, IdeaId, OrganisationId, ParticipantId
from codesign.domain.words import SealedUnder


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationAdded:
    """An organisation takes part, or its entry was corrected (same id)."""

    organisation: OrganisationId
    name: Annotated[str, SealedUnder("organisation")]
    identifiers: tuple[Identifier, ...]
    potential_provider: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaAdded:
    """People can say they are of an area, or its name was corrected (same id)."""

    area: AreaId
    name: Annotated[str, SealedUnder("")]


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaRemoved:
    """An area is on the list no more."""

    area: AreaId


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaChosen:
    """A person is of an area from now on, None where they do not say of which."""

    participant: ParticipantId
    area: AreaId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRemoved:
    """An organisation that was added by mistake is on the list no more."""

    organisation: OrganisationId


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantJoined:
    """A person is on the roll; without a device, a helper may act for them."""

    participant: ParticipantId
    name: Annotated[str, SealedUnder("participant")]
    organisation: OrganisationId | None
    role: Role
    device: bool
    helper: ParticipantId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmissionAsked:
    """A person waits to be let in; until then they see nothing and nobody sees them."""

    participant: ParticipantId
    name: Annotated[str, SealedUnder("participant")]
    organisation: OrganisationId | None
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantAdmitted:
    """A person who waited was let in."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmissionWithdrawn:
    """A person waits outside again; what they gave stays."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantMuted:
    """A person cannot write for now; they still read, vote and raise a hand."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantUnmuted:
    """A person can write again."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantRemoved:
    """A person was put out; `banned`, their devices cannot come in under another name."""

    participant: ParticipantId
    banned: bool
    reason: Annotated[str, SealedUnder("participant")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantReadmitted:
    """A person who was put out may come back."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantLeft:
    """A person left for good; what they gave stays."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantReturned:
    """A person who had left is back."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantRenamed:
    """A person goes by another name."""

    participant: ParticipantId
    name: Annotated[str, SealedUnder("participant")]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationChosen:
    """A person speaks for another organisation, or for none."""

    participant: ParticipantId
    organisation: OrganisationId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationCorrected:
    """A person was entered under the wrong organisation; these ideas of theirs were too."""

    participant: ParticipantId
    organisation: OrganisationId | None
    ideas: tuple[IdeaId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleChanged:
    """A person was given another role."""

    participant: ParticipantId
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class HelperAssigned:
    """A person without a device is helped at another table, or by nobody."""

    participant: ParticipantId
    helper: ParticipantId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestDeclared:
    """A person declared an interest in what is decided here."""

    participant: ParticipantId
    interest: Interest


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestDispensed:
    """A person may vote from now on whatever interest they declared, for a reason on record."""

    participant: ParticipantId
    reason: Annotated[str, SealedUnder("participant")]


@dataclass(frozen=True, slots=True, kw_only=True)
class DispensationWithdrawn:
    """A declared interest keeps a person from what opens from now on; open votes stay theirs."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateGiven:
    """A person speaks for an organisation from now on, as a post of it, and nobody else does."""

    organisation: OrganisationId
    participant: ParticipantId
    capacity: Capacity
    post: Annotated[str, SealedUnder("participant")] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateWithdrawn:
    """Nobody speaks for an organisation from now on; its seat in an open vote stays as it is."""

    organisation: OrganisationId


@dataclass(frozen=True, slots=True, kw_only=True)
class ProxyNamed:
    """A person lets another vote in their place from now on, until it is withdrawn."""

    participant: ParticipantId
    holder: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class ProxyWithdrawn:
    """Another votes in a person's place no longer; the ballots they cast so stand."""

    participant: ParticipantId
    holder: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestWithdrawn:
    """A declared interest was entered by mistake, or no longer holds."""

    participant: ParticipantId
    interest: Interest


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantErased:
    """A person's name was destroyed for good; their seat and votes stay."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantListed:
    """A person is on the door list, expected to come, or their entry was corrected (same id)."""

    participant: ParticipantId
    name: Annotated[str, SealedUnder("participant")]
    organisation: OrganisationId | None
    table: Annotated[str, SealedUnder("participant")] = ""
    area: AreaId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantUnlisted:
    """A person who never came is no longer on the door list; their name was destroyed for good."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantSeated:
    """A person sits at a table, or at none when it is empty."""

    participant: ParticipantId
    table: Annotated[str, SealedUnder("participant")]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceChanged:
    """A person took up a device of their own, or goes on without one."""

    participant: ParticipantId
    device: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskWorkGranted:
    """A person was named for desk work: figures, plans and texts, also between sessions."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskWorkEnded:
    """A person is named for desk work no longer; what they entered stays."""

    participant: ParticipantId


PeopleEvent = (
    DeskWorkEnded
    | DeskWorkGranted
    | OrganisationCorrected
    | InterestWithdrawn
    | ParticipantReadmitted
    | ParticipantRemoved
    | ParticipantUnmuted
    | ParticipantMuted
    | AdmissionWithdrawn
    | ParticipantAdmitted
    | AdmissionAsked
    | DispensationWithdrawn
    | InterestDispensed
    | MandateGiven
    | MandateWithdrawn
    | ProxyNamed
    | ProxyWithdrawn
    | DeviceChanged
    | ParticipantSeated
    | ParticipantUnlisted
    | ParticipantListed
    | ParticipantErased
    | InterestDeclared
    | HelperAssigned
    | RoleChanged
    | OrganisationChosen
    | ParticipantRenamed
    | ParticipantReturned
    | ParticipantLeft
    | AreaAdded
    | AreaRemoved
    | AreaChosen
    | OrganisationRemoved
    | OrganisationAdded
    | ParticipantJoined
)
