"""An event as the log holds it: what happened, with its envelope.

The envelope is stamped by the room: `at` is the server's clock in integer
milliseconds UTC, never going back within a workshop; `said_at` is the time of
an act that happened earlier (imports, paper).
"""

from typing import Literal, NamedTuple

from codesign.domain.events import Event
from codesign.domain.ids import CommandId, GroupId, ParticipantId, StageId

# The doors an act can come through.
Via = Literal["room", "form", "desk", "import", "system"]


class Recorded(NamedTuple):
    """One event of a workshop's stream.

    `seq` counts from 1 without holes. `by` is None where secret and
    `ids.SYSTEM` for acts of the server. `for_` is the person on whose behalf
    a table helper or facilitator acted. `id` is the command's.
    """

    seq: int
    event: Event
    id: CommandId
    at: int
    by: ParticipantId | None
    for_: ParticipantId | None = None
    via: Via = "room"
    said_at: int | None = None
    stage: StageId | None = None
    group: GroupId | None = None
    lang: str | None = None

    @property
    def who(self) -> ParticipantId | None:
        """The person whose act this is, whoever typed it."""
        return self.for_ or self.by
