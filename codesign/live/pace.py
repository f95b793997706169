"""How fast one person may ask (SPEC.md C9), by the door they come through.

Honest people never meet these limits: a fast typist, a queue that filled up in
a tunnel, a table helper who types for eight, a conversation played again by the
importer. Whoever does is refused for a few seconds in which nothing more of
theirs is taken, so that what they ask again arrives in its order.
"""

from collections.abc import Mapping
from typing import Final

from codesign.domain.ids import ParticipantId
from codesign.domain.recorded import Via
from codesign.live.buckets import Allowance, Bucket
from codesign.live.request import Request

Asker = tuple[ParticipantId, Via]

# A hundred and twenty at once is an hour's writing kept while offline; four a second is
# faster than anybody taps for long. 500 ideas a minute are refused from the a third of the way.
_A_PERSON: Final = Allowance(burst=120, every_ms=250)
COMMANDS: Final[Mapping[Via, Allowance]] = {
    "room": _A_PERSON,
    "form": _A_PERSON,
    # A facilitator tidies up a whole board, a table helper writes for everybody at the table.
    "desk": Allowance(burst=500, every_ms=50),
    # Trusted by the facilitator who joined these people; plays hours in seconds.
    "import": Allowance(burst=10_000, every_ms=1),
}
# What one connection may say in all, typing and pongs among it; more is read later.
MESSAGES_PER_COMMAND: Final = 2
# How many one may ask again once the time they were told is over: as many as rule C1 lets wait.
AGAIN: Final = 16


def intake(via: Via) -> Bucket:
    """Return how much one connection through a door is heard (rule L8)."""
    burst, every_ms = COMMANDS[via]
    return Bucket(Allowance(burst * MESSAGES_PER_COMMAND, every_ms / MESSAGES_PER_COMMAND))


class Pace:
    """Everybody who asks something of one room."""

    def __init__(self) -> None:
        # Bounded by the people of the workshop: only they come through its doors.
        self._askers: dict[Asker, _Bounded] = {}

    def wait_ms(self, request: Request, now: int) -> int:
        """Count a command; return 0, or after how many milliseconds to ask it again."""
        allowance = COMMANDS.get(request.via)
        if allowance is None:
            return 0  # the server's own
        key = request.by, request.via
        return self._askers.setdefault(key, _Bounded(allowance)).wait_ms(now)


class _Bounded:
    """One person at one door."""

    __slots__ = ("_bucket", "_longest_ms", "_shut_until")

    def __init__(self, allowance: Allowance) -> None:
        self._bucket = Bucket(allowance)
        self._longest_ms = round(AGAIN * allowance.every_ms)
        self._shut_until = 0

    def wait_ms(self, now: int) -> int:
        # A clock that jumped back must not shut anybody out for longer than that.
        shut_ms = min(self._shut_until - now, self._longest_ms)
        if shut_ms > 0:
            return shut_ms
        if self._bucket.wait_ms(now) == 0:
            self._bucket.take(now)
            return 0
        wait_ms = self._bucket.wait_ms(now, AGAIN)
        self._shut_until = now + wait_ms
        return wait_ms
