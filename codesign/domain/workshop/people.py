"""People and organisations, as the state holds them."""

from dataclasses import dataclass

from codesign.domain.events import Capacity, Identifier, Interest, Role
from codesign.domain.ids import AccessNeedId, AreaId, OrganisationId, ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """An organisation that takes part, or one that was `removed` from the list."""

    id: OrganisationId
    name: str
    identifiers: tuple[Identifier, ...]
    potential_provider: bool
    removed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """An area people can say they are of, or one that was `removed` from the list."""

    id: AreaId
    name: str
    removed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """A person on the roll; `name` is empty once erased.

    `came` is False until somebody who waited in the lobby is let in for the
    first time; `hand_at` is when they raised the hand that is up, 0 without. One
    who is `dispensed` may vote whatever interest they declared, for the reason `dispensation`.
    """

    id: ParticipantId
    name: str
    organisation: OrganisationId | None
    role: Role
    device: bool
    helper: ParticipantId | None
    joined_at: int
    came: bool = True
    left: bool = False
    erased: bool = False
    waiting: bool = False
    muted: bool = False
    removed: bool = False
    banned: bool = False
    removed_reason: str = ""
    hand_at: int = 0
    interests: tuple[Interest, ...] = ()
    dispensed: bool = False
    dispensation: str = ""
    table: str = ""
    desk_work: bool = False
    area: AreaId | None = None

    @property
    def inside(self) -> bool:
        """Tell whether the person is counted among those in the room."""
        return self.came and not (self.left or self.waiting or self.removed)

    @property
    def here(self) -> bool:
        """Tell whether the person can act at all: is inside and was not erased."""
        return self.inside and not self.erased


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate:
    """Who speaks for an organisation, in what capacity, and `by` whom that was recorded.

    `post` is the one they hold in it, empty where nobody said.
    """

    organisation: OrganisationId
    participant: ParticipantId
    capacity: Capacity
    post: str
    by: ParticipantId | None
    at: int
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A person on the door list, come or not; `table` is empty where none was given."""

    id: ParticipantId
    name: str
    organisation: OrganisationId | None
    table: str
    area: AreaId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessNeed:
    """What somebody needs to take part, until it is deleted; `by` is who told it."""

    id: AccessNeedId
    by: ParticipantId | None
    name: str
    text: str
    at: int
