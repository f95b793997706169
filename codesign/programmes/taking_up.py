"""What a workshop begins with that takes up what another agreed or left open.

The words come along and nobody's name: an agreed design as a draft, its needs and the
organisations that have a part in it; open themes with their ideas, as cards that nobody
signed; needs that nothing answers yet.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from codesign.domain.commands import (
    CloseStage,
    Command,
    DraftRedesign,
    GroupIdeas,
    OpenStage,
    RecordCard,
    StateNeed,
)
from codesign.domain.designs import Design, Part, with_changes
from codesign.domain.events import Shape, StageKind
from codesign.domain.ids import (
    IdeaId,
    NeedId,
    OrganisationId,
    RedesignId,
    StageId,
    ThemeId,
    WorkshopId,
    derived_id,
)
from codesign.programmes.templates import SHAPES

# As much as one may ask of a room at once, with some left for the first acts of one's own.
IDEAS_AT_MOST: Final = 300
ORGANISATIONS_AT_MOST: Final = 50
# A need without one, which a draft cannot be: who needs it.
_SOMEBODY: Final = "Somebody"

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenUp:
    """What comes along, as the catalogue has it: `design` is a row of its table of designs."""

    design: Record | None = None
    themes: Sequence[Record] = ()
    needs: Sequence[Record] = ()

    @property
    def organisations(self) -> tuple[str, ...]:
        """The names of those that have a part in the design."""
        partners = () if self.design is None else self.design["partners"]
        return tuple(dict.fromkeys(each["name"] for each in partners))[:ORGANISATIONS_AT_MOST]


def taking_up(taken: TakenUp, workshop: WorkshopId, shape: Shape) -> Iterator[Command]:
    """Yield what puts it all into a workshop that was started with the stages of its shape.

    Every identifier is derived from the workshop's: asked twice, it is there once.
    """
    stages = _stages(workshop, shape)
    answered = [] if taken.design is None else [*taken.design["needs"]]
    needs = {
        NeedId(derived_id(workshop, "taken need", number)): need
        for number, need in enumerate([*answered, *taken.needs])
    }
    if "needs" in stages:
        for key, need in needs.items():
            yield StateNeed(
                need=key,
                stage=stages["needs"],
                user_group=need["user_group"] or _SOMEBODY,
                what=need["what"],
                so_that=need["so_that"],
            )
    yield from _themes(taken.themes, workshop, stages)
    if taken.design is not None:
        named = tuple(needs)[: len(answered)] if "needs" in stages else ()
        yield DraftRedesign(
            redesign=RedesignId(derived_id(workshop, "taken redesign", 0)),
            design=_draft(taken.design, taken.organisations, workshop, named),
            stage=stages.get("redesign"),
        )


def _themes(
    themes: Sequence[Record], workshop: WorkshopId, stages: Mapping[StageKind, StageId]
) -> Iterator[Command]:
    if not themes:
        return
    stage = stages["ideas"]
    cards = [(number, text) for number, each in enumerate(themes) for text in each["ideas"]]
    cards = cards[:IDEAS_AT_MOST]
    keys = [IdeaId(derived_id(workshop, "taken idea", place)) for place in range(len(cards))]
    yield OpenStage(stage=stage)
    for key, (_, text) in zip(keys, cards, strict=True):
        yield RecordCard(idea=key, stage=stage, text=text)
    for number, each in enumerate(themes):
        yield GroupIdeas(
            theme=ThemeId(derived_id(workshop, "taken theme", number)),
            ideas=tuple(key for key, (of, _) in zip(keys, cards, strict=True) if of == number),
            title=each["title"],
            stage=stage,
        )
    yield CloseStage(stage=stage)


def _draft(
    record: Record, organisations: Sequence[str], workshop: WorkshopId, needs: tuple[NeedId, ...]
) -> Design:
    keys = {
        name: OrganisationId(derived_id(workshop, "organisation", number))
        for number, name in enumerate(organisations, start=1)
    }
    partners = tuple(
        Part(organisation=keys[each["name"]], part=each["part"])
        for each in record["partners"]
        if each["name"] in keys
    )
    return with_changes(Design(partners=partners, needs=needs), record["design"])


def _stages(workshop: WorkshopId, shape: Shape) -> dict[StageKind, StageId]:
    """Return the first stage of each kind, by the identifiers that `start_workshop` gives."""
    found: dict[StageKind, StageId] = {}
    for number, each in enumerate(SHAPES[shape].stages):
        found.setdefault(each.kind, StageId(derived_id(workshop, "stage", number)))
    return found
