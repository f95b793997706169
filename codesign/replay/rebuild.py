"""A workshop and its boards as they were at a version, rebuilt from the log alone.

Each of these reads the log from its beginning, which is what a command line
or a test wants. A server that is asked again and again keeps a `Recording`.
"""

from codesign.domain.events import View
from codesign.domain.ids import GroupId, WorkshopId
from codesign.domain.workshop import Workshop
from codesign.projections.board import Board, rendered
from codesign.replay.folding import Folding
from codesign.replay.recording import Read


def workshop_at(read: Read, workshop_id: WorkshopId, seq: int) -> Workshop:
    """Return the workshop as it was at a version, or at the head where that is earlier.

    It is what the rules decide on; nothing in it may be shown to anybody.
    """
    folding = Folding()
    for recorded in read(workshop_id, 0, seq):
        folding.take(recorded)
    return folding.workshop


def board_at(
    read: Read, workshop_id: WorkshopId, seq: int, view: View, group: GroupId | None = None
) -> Board:
    """Return the board an audience was told at a version: record for record what was live then.

    Only destroyed words are missing. For whoever holds the log; people who
    watch a replay get `Recording.board`, which also keeps to what they may
    see now.
    """
    return rendered(workshop_at(read, workshop_id, seq), view, group)
