"""The writers of one audience: what is told once reaches every connection in it.

Telling never awaits and tests nothing per connection. Whoever is in the set is
open and keeps up: a connection takes itself out the moment it pauses or closes
(`outbox.py`), and comes back when it has caught up.

There are two kinds of members. *Writers* take a finished frame straight into
their transport; the frame is built once for all of them. *Plain* members take
the payload into a queue of their own, for servers that offer only ASGI's `send`.

Members are keyed by the connection itself, never by a participant or a tab: the
late close of a dead connection must not remove the one that replaced it.
"""

import logging
from collections.abc import Callable
from typing import TypeAlias

from codesign.live.frames import server_frame

Write: TypeAlias = Callable[[bytes], None]

logger = logging.getLogger(__name__)


class Fanout:
    """Everybody who is told the same bytes.

    A member that turns slow while it is being told has still received what it
    was told: it is behind only by what is told after.
    """

    __slots__ = ("plain", "writers")

    def __init__(self) -> None:
        self.writers: dict[int, Write] = {}
        self.plain: dict[int, Write] = {}

    def __len__(self) -> int:
        return len(self.writers) + len(self.plain)

    def tell(self, payload: bytes) -> None:
        """Give the payload to every member, once and in the order of telling."""
        if self.writers:
            _write_to_all(self.writers, server_frame(payload))
        if self.plain:
            _write_to_all(self.plain, payload)


def _write_to_all(members: dict[int, Write], data: bytes) -> None:
    # Over a copy: a full transport calls pause_writing inside write, and the member leaves.
    for write in tuple(members.values()):
        try:
            write(data)
        except Exception:
            # Whatever broke one member must not cost the others.
            logger.warning("A connection broke while it was told something", exc_info=True)
            _drop(members, write)


def _drop(members: dict[int, Write], broken: Write) -> None:
    """Take out a member that cannot be written to.

    A transport raises once it is gone, and its connection ends on its own. Were one
    to live on, the `head` in its next ping would tell the browser what it missed.
    """
    for key, write in tuple(members.items()):
        if write == broken:
            del members[key]
