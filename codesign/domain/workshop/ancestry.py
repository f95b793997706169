"""What a workshop starts from, as the state holds it."""

from dataclasses import dataclass

from codesign.domain.ids import RedesignId, WorkshopId


@dataclass(frozen=True, slots=True, kw_only=True)
class Ancestor:
    """The workshop this one takes up; fields as in `AncestorNamed`."""

    workshop: WorkshopId
    version: int
    redesign: RedesignId | None
    redesign_version: int | None
    hash: str
