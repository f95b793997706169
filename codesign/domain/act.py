"""Who asks, on whose behalf, and when: the arguments every rule gets."""

from dataclasses import dataclass
from typing import Final

from codesign.domain.ids import SYSTEM, GroupId, ParticipantId
from codesign.domain.recorded import Via

# Late in the year 9892: calendars of every time zone can still print it (ms UTC).
LATEST: Final = 250_000_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One asking, as the door stamped it.

    `by` is the person who asks and `for_` the one they act for; `at` is the
    server's clock and `said_at` an earlier time the act carries (ms UTC).
    `group` is the group on whose board they say they are, None where they do
    not say (`breakouts.place_of`).
    """

    by: ParticipantId
    at: int
    for_: ParticipantId | None = None
    via: Via = "room"
    said_at: int | None = None
    group: GroupId | None = None

    @property
    def who(self) -> ParticipantId:
        """The person whose act it is, whoever types it."""
        return self.for_ or self.by

    @property
    def is_system(self) -> bool:
        """Tell whether the server itself asks."""
        return self.by == SYSTEM
