"""Where the organisations stand on a redesign, and who is awaited: as a reader may see it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from codesign.domain.ids import RedesignId
from codesign.projections.reading import Reading
from codesign.projections.wording import REMOVED


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Where an organisation stands on a redesign that reads `version` now.

    `position` is None where it has not said, `required` tells whether nothing is agreed
    without it.
    """

    organisation: str
    name: str
    required: bool
    version: int
    position: Mapping[str, Any] | None
    conditions: tuple[Mapping[str, Any], ...] = ()

    @property
    def awaited(self) -> bool:
        """Whether it has not answered the text as it is now."""
        return self.position is None or self.position["version"] != self.version


def stands(reading: Reading, redesign: RedesignId) -> tuple[Stand, ...]:
    """Return where the organisations stand that must agree, then the others that said so."""
    required = reading.rows("agreements")[redesign]["required"]
    said = (each["organisation"] for each in _said(reading, redesign))
    return tuple(stand_of(reading, redesign, each) for each in dict.fromkeys((*required, *said)))


def stand_of(reading: Reading, redesign: RedesignId, organisation: str) -> Stand:
    """Return where an organisation stands on a redesign, whether it is asked to or not."""
    own = (each for each in _said(reading, redesign) if each["organisation"] == organisation)
    position = next(own, None)
    named = reading.rows("organisations").get(organisation)
    return Stand(
        organisation=organisation,
        name=REMOVED if named is None else str(named["name"]),
        required=organisation in reading.rows("agreements")[redesign]["required"],
        version=int(reading.rows("redesigns")[redesign]["version"]),
        position=position,
        conditions=() if position is None else _conditions(reading, position["id"]),
    )


def _said(reading: Reading, redesign: RedesignId) -> Iterator[dict[str, Any]]:
    for key, each in reading.rows("positions").items():
        stands_now = each["replaced_by"] is None and each["withdrawn_reason"] is None
        if each["redesign"] == redesign and stands_now:
            yield {**each, "id": key}


def _conditions(reading: Reading, position: str) -> tuple[Mapping[str, Any], ...]:
    rows = reading.rows("conditions").values()
    return tuple(each for each in rows if each["position"] == position)
