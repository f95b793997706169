"""What stands between the server and its people: a proxy that does not let through what it should.

The server sees only how lines go wrong, so it waits until they go wrong in the same way again and
again, and then says in the log what to look at: once, and again after an hour where it goes on.
"""

import logging
from collections import deque
from collections.abc import Callable
from typing import Final

# So many in a row tell a proxy from a hall whose wireless drops.
CUTS: Final = 6
UNHEARD: Final = 3
# A proxy cuts to the second; people go at any time.
ALIKE_MS: Final = 1_500
# Below this a line is lost for other reasons; above, our own pings come before.
CUT_AFTER_MS: Final = range(4_000, 30_000)
# Lines that end together count once: one cable, one phone that sleeps with two tabs.
TOGETHER_MS: Final = 2_000
# A browser gives up on a stream that says nothing after ten seconds.
GIVEN_UP_AFTER_MS: Final = range(4_000, 15_000)
AGAIN_AFTER_MS: Final = 3_600_000

logger = logging.getLogger(__name__)


class Between:
    """Notes how lines end.

    Args:
        elapsed: ms that pass evenly.
    """

    def __init__(self, elapsed: Callable[[], int]) -> None:
        self._elapsed = elapsed
        self._quiet_ms: deque[int] = deque(maxlen=CUTS)
        self._cut_at = -TOGETHER_MS
        self._unheard = 0
        self._said_at: dict[str, int] = {}

    def lost(self, heard_at: int) -> None:
        """Note a line that ended without a goodbye, and when it was last heard of."""
        now = self._elapsed()
        if now - self._cut_at < TOGETHER_MS or now - heard_at not in CUT_AFTER_MS:
            return
        self._cut_at = now
        self._quiet_ms.append(now - heard_at)
        shortest, longest = min(self._quiet_ms), max(self._quiet_ms)
        if len(self._quiet_ms) == CUTS and longest - shortest <= ALIKE_MS:
            self._say(
                "cuts",
                f"Something before this server cuts lines that were quiet for {shortest // 1000} s:"
                " let it wait for 75 s at least (nginx: proxy_read_timeout).",
            )

    def stream_ended(self, opened_at: int, *, answered: bool) -> None:
        """Note a streamed answer that ended, and whether its person ever sent something back."""
        given_up = not answered and self._elapsed() - opened_at in GIVEN_UP_AFTER_MS
        self._unheard = self._unheard + 1 if given_up else 0
        if self._unheard >= UNHEARD:
            self._say(
                "keeps back",
                "Streamed answers do not reach people: something before this server keeps them"
                " back. Let it pass on at once what it gets (nginx: proxy_buffering off).",
            )

    def not_upgraded(self) -> None:
        """Note a WebSocket that came as a plain request."""
        self._say(
            "does not upgrade",
            "A WebSocket came as a plain request: something before this server does not pass on"
            " the headers Upgrade and Connection. People get the slower way meanwhile.",
        )

    def _say(self, what: str, sentence: str) -> None:
        now = self._elapsed()
        if now - self._said_at.get(what, -AGAIN_AFTER_MS) >= AGAIN_AFTER_MS:
            self._said_at[what] = now
            logger.warning("%s See infra/README.md.", sentence)
