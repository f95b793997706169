"""uvicorn's server, which sends everybody away in waves before it shuts down.

uvicorn closes all WebSockets at once, with 1012. Here, when a signal says so, it
first stops listening and drains; then it shuts down as ever. A second signal
ends the waiting. What it leans on though uvicorn does not document it is
`servers` and `_captured_signals`; `tests/web/test_server.py` fails when one goes.
"""

import logging
import signal
import socket
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType
from typing import Final

import uvicorn
from typing_extensions import override  # `typing` has it from Python 3.12

from codesign.live.connections import Connections
from codesign.live.rooms import Rooms
from codesign.web.admission import Admission

logger = logging.getLogger(__name__)

# What whoever knocks meanwhile is told: about as long as a restart takes.
BACK_IN_S: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """How to send everybody away.

    Args:
        admission: whom to let in no more.
        connections: whom to send away.
        rooms: which nobody waits for any longer once they are gone.
        per_s: how many a second the next server can take.
        within_s: at most so long.
    """

    admission: Admission
    connections: Connections
    rooms: Rooms
    per_s: float
    within_s: float

    async def drain(self) -> None:
        """Return when everybody has gone, or time is up."""
        self.admission.close(BACK_IN_S)
        await self.connections.drain(self.per_s, self.within_s)
        self.rooms.open_no_more()

    def hurry(self) -> None:
        """Wait for nothing more; may be called from a signal's handler."""
        self.connections.hurry()


class DrainingServer(uvicorn.Server):
    """A server that drains first.

    Args:
        config: as for uvicorn's own.
        departure: how.
        ready: called once it takes connections, and a signal ends it in order.
    """

    def __init__(
        self,
        config: uvicorn.Config,
        departure: Departure,
        ready: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__(config)
        self._departure = departure
        self._ready = ready

    @override
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            logger.info("serving")
            self._ready()

    @override
    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        if self.should_exit:
            self._departure.hurry()
        # To uvicorn always the same one: at a second Ctrl-C it would leave without closing the log.
        super().handle_exit(signal.SIGTERM, frame)

    @override
    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for each in self.servers:
            each.close()
        logger.info("going away", extra={"lines": len(self._departure.connections)})
        await self._departure.drain()
        await super().shutdown(sockets)
        # uvicorn would now send itself the signal again, and die of it with the log open.
        self._captured_signals.clear()
