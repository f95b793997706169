"""How the processes over one log tell each other that something happened, and who is where.

What a bus says is a hint. It may lose, double, delay and reorder everything, and be gone
altogether: a room then reads from the log what it missed (`lookout.py`), later and no less.
So nothing that travels here is content: only how far the log has come, and who is connected.
"""

import asyncio
from collections.abc import Callable
from typing import Protocol

from codesign.domain.ids import WorkshopId
from codesign.protocol.notices import Notice

Hear = Callable[[Notice], None]


class Bus(Protocol):
    """A way to the other processes; `run` must be running to hear and be heard."""

    @property
    def alone(self) -> bool:
        """Whether no other process can write this log."""

    @property
    def process(self) -> str:
        """What tells this process from the others."""

    def tell(self, notice: Notice) -> None:
        """Tell the others, without waiting; this process does not hear it."""

    def listen(self, workshop: WorkshopId) -> None:
        """Hear what is told of a workshop from now on, or a moment later."""

    def forget(self, workshop: WorkshopId) -> None:
        """Hear of it no more."""

    async def run(self, hear: Hear, unsure: Callable[[], None]) -> None:
        """Serve until cancelled.

        Args:
            hear: given what others told of the workshops listened to.
            unsure: called whenever something may have been told that nobody heard.
        """


class Silence:
    """No way to others: there are none, or only the log tells of them.

    Args:
        alone: whether there are none.
    """

    process = ""

    def __init__(self, *, alone: bool) -> None:
        self.alone = alone

    def tell(self, notice: Notice) -> None:
        """Tell nobody."""

    def listen(self, workshop: WorkshopId) -> None:
        """Hear nothing."""

    def forget(self, workshop: WorkshopId) -> None:
        """Hear nothing."""

    async def run(self, hear: Hear, unsure: Callable[[], None]) -> None:
        """Wait until cancelled."""
        del hear, unsure
        await asyncio.get_running_loop().create_future()
