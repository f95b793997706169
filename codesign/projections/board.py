"""The board of an audience: its records, and what each event changes in them.

`rendered` draws everything afresh; `changes` draws only what an event
touched. That both give the same board, for every event and view, is the
property the whole room rests on (tests/projections/test_convergence.py).
"""

from collections.abc import Collection, Iterable

from codesign.domain.events import View
from codesign.domain.ids import GroupId
from codesign.domain.recorded import Recorded
from codesign.domain.views import Audience
from codesign.domain.workshop import Workshop
from codesign.projections.keys import Key, everything
from codesign.projections.ops import Change, Op, Record, op
from codesign.projections.records import RENDERERS
from codesign.projections.records.placing import is_on_their_board
from codesign.projections.records.showing import Alike
from codesign.projections.touched import touched

Records = dict[str, dict[str, Record]]


class Board:
    """What one audience sees; advances only with what is on disk."""

    def __init__(self, records: Records | None = None) -> None:
        """Start from given records, or empty."""
        self.records: Records = records or {collection: {} for collection in RENDERERS}

    def apply(self, changes: Iterable[Change]) -> list[Op]:
        """Take the changes in and return them as operations, without no-ops."""
        operations = []
        for collection, key, after in changes:
            records = self.records[collection]
            operation = op(collection, key, records.get(key), after)
            if operation is not None:
                operations.append(operation)
            if after is None:
                records.pop(key, None)
            else:
                records[key] = after
        return operations


def rendered(workshop: Workshop, view: View, group: GroupId | None = None) -> Board:
    """Return the board of an audience, drawn afresh."""
    board, audience = Board(), Audience(view, group)
    for collection, key in everything(workshop):
        record = look(workshop, collection, key, audience)
        if record is not None:
            board.records[collection][key] = record
    return board


def changes(
    workshop: Workshop, recorded: Recorded, view: View, group: GroupId | None = None
) -> list[Change]:
    """Return what the event, already evolved into the workshop, changed for an audience."""
    audience = Audience(view, group)
    keys = dict.fromkeys(touched(workshop, recorded.event))
    return [(*key, look(workshop, *key, audience)) for key in keys]


def look(workshop: Workshop, collection: str, key: str, audience: Audience) -> Record | None:
    """Return how a thing looks to an audience now, None where it may not see it."""
    if not is_on_their_board(workshop, collection, key, audience):
        return None
    return RENDERERS[collection](workshop, key, audience.view)


def project(
    workshop: Workshop, keys: Iterable[Key], audiences: Collection[Audience]
) -> dict[Audience, list[Change]]:
    """Return how the things of these keys look to each audience now.

    Each thing is drawn once a view, however many groups there are.
    """
    told: dict[Audience, list[Change]] = {each: [] for each in audiences}
    views = {each.view for each in audiences}
    for collection, key in keys:
        looks = _looks(workshop, collection, key, views)
        for audience, changed in told.items():
            seen = is_on_their_board(workshop, collection, key, audience)
            changed.append((collection, key, looks[audience.view] if seen else None))
    return told


def _looks(
    workshop: Workshop, collection: str, key: str, views: Collection[View]
) -> dict[View, Record | None]:
    render = RENDERERS[collection]
    if not isinstance(render, Alike):
        return {view: render(workshop, key, view) for view in views}
    seeing = {view for view in views if render.opened(workshop, key, view)}
    record = render.counted(workshop, key) if seeing else None
    return {view: record if view in seeing else None for view in views}
