"""Commands for people and their organisations."""

from dataclasses import dataclass

from codesign.domain.events import Capacity, Identifier, Interest, Role
from codesign.domain.ids import AreaId, OrganisationId, ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class AddOrganisation:
    """Add an organisation, or correct its entry."""

    organisation: OrganisationId
    name: str
    identifiers: tuple[Identifier, ...] = ()
    potential_provider: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveOrganisation:
    """Take an organisation off the list under which nothing is entered."""

    organisation: OrganisationId


@dataclass(frozen=True, slots=True, kw_only=True)
class AddArea:
    """Add an area people can say they are of, or correct its name."""

    area: AreaId
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveArea:
    """Take an area off the list that nobody is of."""

    area: AreaId


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseArea:
    """Say of which area a person is; None not to say it any more."""

    participant: ParticipantId
    area: AreaId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinWorkshop:
    """Come in as oneself, through the join code."""

    participant: ParticipantId
    name: str
    organisation: OrganisationId | None = None
    observer: bool = False
    area: AreaId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddParticipant:
    """Add a person at the door or at a table, mostly one without a device."""

    participant: ParticipantId
    name: str
    organisation: OrganisationId | None = None
    helper: ParticipantId | None = None
    device: bool = False
    table: str = ""
    area: AreaId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A line of the door list."""

    participant: ParticipantId
    name: str
    organisation: OrganisationId | None = None
    table: str = ""
    area: AreaId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPeople:
    """Put people on the door list, all of them or none, or correct their lines."""

    people: tuple[Listing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlistParticipant:
    """Take a person who has not come off the door list, and destroy their name."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordArrival:
    """Tick a person of the door list: they are in the room, with or without a device."""

    participant: ParticipantId
    device: bool = False
    helper: ParticipantId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatParticipant:
    """Seat a person at a table, or at none."""

    participant: ParticipantId
    table: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeDevice:
    """Take up a device of one's own, or go on without one."""

    participant: ParticipantId
    device: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InviteFacilitator:
    """Give somebody who will help to run the workshop a seat and a link of their own."""

    participant: ParticipantId
    name: str
    role: Role = "co_facilitator"


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmitParticipants:
    """Let people in who wait."""

    participants: tuple[ParticipantId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawAdmission:
    """Let a person wait outside again."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class MuteParticipant:
    """Let a person not write for now."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class UnmuteParticipant:
    """Let a person write again."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveParticipant:
    """Put a person out, and with `ban` keep their devices out."""

    participant: ParticipantId
    reason: str = ""
    ban: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadmitParticipant:
    """Let a person come back who was put out."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveWorkshop:
    """Leave for good, or take a person without a device off the room."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnToWorkshop:
    """Come back after leaving."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class RenameParticipant:
    """Go by another name."""

    participant: ParticipantId
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseOrganisation:
    """Speak for another organisation, or for none."""

    participant: ParticipantId
    organisation: OrganisationId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectOrganisation:
    """Put a person, and what they wrote, under the organisation they spoke for all along."""

    participant: ParticipantId
    organisation: OrganisationId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRole:
    """Give a person another role."""

    participant: ParticipantId
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """Make somebody else a facilitator and take another role oneself, or none: leave."""

    participant: ParticipantId
    then: Role | None = "co_facilitator"


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignHelper:
    """Let a table helper act for a person without a device, or nobody."""

    participant: ParticipantId
    helper: ParticipantId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclareInterest:
    """Declare an interest in what is decided here."""

    participant: ParticipantId
    interest: Interest


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawInterest:
    """Take back an interest that was declared."""

    participant: ParticipantId
    interest: Interest


@dataclass(frozen=True, slots=True, kw_only=True)
class EraseParticipant:
    """Destroy a person's name for good."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveMandate:
    """Put on record who speaks for an organisation, as which post; they must be of it.

    `post` None leaves the one they are known by.
    """

    organisation: OrganisationId
    participant: ParticipantId
    capacity: Capacity
    post: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DispenseInterest:
    """Let somebody vote whatever interest they declared, with a reason."""

    participant: ParticipantId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawMandate:
    """Let nobody speak for an organisation until somebody is named again."""

    organisation: OrganisationId


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawDispensation:
    """Let a declared interest keep somebody again from what opens from now on."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class NameProxy:
    """Let another vote in a person's place, in every round that takes it, until withdrawn."""

    participant: ParticipantId
    holder: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawProxy:
    """Let nobody vote in a person's place any more."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantDeskWork:
    """Name a person for desk work."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class EndDeskWork:
    """Name a person for desk work no longer."""

    participant: ParticipantId


PeopleCommand = (
    EndDeskWork
    | GrantDeskWork
    | CorrectOrganisation
    | WithdrawInterest
    | HandOver
    | ReadmitParticipant
    | RemoveParticipant
    | UnmuteParticipant
    | MuteParticipant
    | WithdrawAdmission
    | AdmitParticipants
    | InviteFacilitator
    | DispenseInterest
    | GiveMandate
    | WithdrawDispensation
    | WithdrawMandate
    | NameProxy
    | WithdrawProxy
    | EraseParticipant
    | DeclareInterest
    | AssignHelper
    | ChangeRole
    | ChooseOrganisation
    | RenameParticipant
    | ReturnToWorkshop
    | LeaveWorkshop
    | ChangeDevice
    | SeatParticipant
    | RecordArrival
    | UnlistParticipant
    | ListPeople
    | AddParticipant
    | JoinWorkshop
    | RemoveOrganisation
    | AddOrganisation
    | AddArea
    | RemoveArea
    | ChooseArea
)
