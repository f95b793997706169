"""What a document is written from: all that a view may read at one version.

Its records are the board of that version under the veil, so that what is
printed is what was seen live, less what may not be seen any more.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from codesign.domain.events import (
    Interest,
    SplitBy,
    View,
    WorkshopCreated,
    WorkshopRetitled,
)
from codesign.domain.ids import GroupId, RedesignId, RoundId, ThemeId, WorkshopId
from codesign.domain.workshop import Theme, Workshop
from codesign.methods.heard import Turnout
from codesign.projections.attendance import Attendance, attendance, dispensed, interests
from codesign.projections.board import Records
from codesign.projections.keys import Key
from codesign.projections.marks import Marks
from codesign.projections.ops import Record
from codesign.projections.records.redesigns import version_key
from codesign.projections.records.showing import stage_shown
from codesign.projections.turnouts import turnouts
from codesign.projections.veil import Veil, rendered_then

# What a redesign names in lists of its own, and what is kept under its key.
_NAMED: Final = ("needs", "ideas", "themes", "assets")
_KEYED_BY_REDESIGN: Final = frozenset({"redesigns", "agreements", "appraisals", "pools"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One view of one version of a workshop.

    `group` is the group whose member reads, None for somebody in none.
    `former_themes` gives the titles of themes that were merged or taken apart:
    votes may have been cast for them.
    """

    workshop_id: WorkshopId
    view: View
    group: GroupId | None
    seq: int
    at: int
    records: Records
    marks: Marks
    attendance: Attendance
    interests: Mapping[Interest, int]
    dispensed: int
    turnouts: Mapping[RoundId, Turnout[SplitBy]]
    former_themes: Mapping[ThemeId, str]

    def rows(self, collection: str) -> Mapping[str, Mapping[str, Any]]:
        """Return the records of a collection; their fields are those of its renderer."""
        return self.records[collection]

    def on_board(self, collection: str, group: GroupId | None) -> Mapping[str, Mapping[str, Any]]:
        """Return those ideas, themes or rounds that are on a group's board, or on everybody's."""
        rows = self.records[collection].items()
        return {key: record for key, record in rows if record["group"] == group}

    def ideas(self, group: GroupId | None) -> Mapping[str, Mapping[str, Any]]:
        """Return the ideas of a board that may be printed.

        Those that were taken off the board are not, even for those who run the
        workshop and still read them there: a document is handed on.
        """
        rows = self.on_board("ideas", group).items()
        return {key: each for key, each in rows if each.get("hidden_reason") is None}

    def about(self, redesign: RedesignId) -> "Reading":
        """Return the same with only that in it which is about one redesign, or named by it."""
        stands = self.rows("redesigns")[redesign]
        version = version_key(redesign, stands["version"])
        design = self.rows("redesign_versions")[version]["design"]
        named = {each: frozenset(design.get(each, ())) for each in _NAMED}

        def kept(collection: str, key: str, record: Record) -> bool:
            if collection in _NAMED:
                return key in named[collection]
            if collection in _KEYED_BY_REDESIGN:
                return key == redesign
            return record.get("redesign", redesign) == redesign

        records = {
            collection: {key: each for key, each in rows.items() if kept(collection, key, each)}
            for collection, rows in self.records.items()
        }
        return replace(self, records=records)

    @property
    def workshop(self) -> Mapping[str, Any]:
        """The record of the workshop itself."""
        return self.records["workshop"]["workshop"]

    def source(self, about: Key, *kinds: type) -> int:
        """Return the last event of these kinds about a record, the head where there is none."""
        mark = self.marks.last(about, *kinds)
        return self.seq if mark is None else mark.seq

    def last_seq(self, *kinds: type) -> int:
        """Return the last event of these kinds, the first of all where there is none."""
        marks = self.marks.of(*kinds)
        return marks[-1].seq if marks else 1

    @property
    def titled_seq(self) -> int:
        """The event that gave the title and the question."""
        return self.last_seq(WorkshopCreated, WorkshopRetitled)


def reading(workshop_id: WorkshopId, then: Workshop, veil: Veil, marks: Marks) -> Reading:
    """Return what the veil's view may read of a version; `marks` must end with it."""
    return Reading(
        workshop_id=workshop_id,
        view=veil.view,
        group=veil.group,
        seq=then.seq,
        at=then.at,
        records=rendered_then(then, veil).records,
        marks=marks,
        attendance=attendance(then, veil.view),
        interests=interests(then),
        dispensed=dispensed(then),
        turnouts=turnouts(then, veil),
        former_themes={
            each.id: each.title for each in then.themes.values() if is_former(then, veil, each)
        },
    )


def is_former(then: Workshop, veil: Veil, theme: Theme) -> bool:
    """Tell whether a theme was merged or taken apart, and the view may know of it."""
    return (
        not theme.stands
        and stage_shown(then, theme.stage, veil.view)
        and stage_shown(veil.present, theme.stage, veil.view)
        and veil.sees_board(theme.group)
        and not veil.present.themes[theme.id].taken_back
    )
