"""The composition root: the log, the rooms and the routes, wired by calling constructors.

It owns the clock, the server's random identifiers and the lifespan.
"""

import asyncio
import logging
import os
import socket
import time
from base64 import urlsafe_b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final, NoReturn

import uvicorn
from starlette.applications import Starlette

from codesign.domain.ids import CommandId, WorkshopId
from codesign.live.room import Seams
from codesign.live.rooms import Rooms
from codesign.replay.recordings import Recordings
from codesign.settings import Settings
from codesign.store.log import FlushFailedError, Log
from codesign.web.access import Access
from codesign.web.doors import WEB_FOLDER, Doors
from codesign.web.fast_socket import socket_settings
from codesign.web.guesses import GuessLimit
from codesign.web.routes import exception_handlers, middleware, routes
from codesign.web.stream_server import DroppableHttpProtocol

# Long enough for a commit and the goodbyes; a supervisor kills after 30 s.
SHUTDOWN_S: Final = 10
# A hall that reconnects at once waits in the queue instead of being refused.
BACKLOG: Final = 2_048
# `EX_IOERR`: whatever looks after the process starts it again.
FLUSH_FAILED: Final = 74

_log = logging.getLogger(__name__)


def clock() -> int:
    """Return the time in milliseconds UTC."""
    return time.time_ns() // 1_000_000


def give_up(error: FlushFailedError) -> NoReturn:
    """End the process at once, saying why: nothing may be written, closed or answered any more."""
    _log.critical("%s Nothing more is acknowledged; this server ends.", error)
    logging.shutdown()
    os._exit(FLUSH_FAILED)


def new_id() -> CommandId:
    """Return 128 random bits as 22 base64url characters."""
    return CommandId(urlsafe_b64encode(os.urandom(16)).rstrip(b"=").decode())


def create_app(
    settings: Settings,
    log: Log,
    *,
    illustration: WorkshopId | None = None,
    static_folder: Path | None = None,
) -> Starlette:
    """Return the application over an open log; the caller closes the log afterwards.

    Args:
        settings: what was set from outside; an empty create token lets
            anybody create workshops.
        log: opened with `open_log`.
        illustration: the recorded workshop the home page offers to watch.
        static_folder: where the built front end is, if not in the package.
    """
    recordings = Recordings(log.read)
    seams = Seams(
        clock=clock,
        new_id=new_id,
        on_destroyed=recordings.forget,
        on_flush_failed=give_up,
    )
    rooms = Rooms(log, seams)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        async with rooms:
            yield

    async def workshop_of_code(code: str) -> WorkshopId | None:
        return await asyncio.to_thread(log.workshop_of_code, code)

    doors = Doors(
        rooms=rooms,
        recordings=recordings,
        access=Access(log.server_secret, clock),
        guesses=GuessLimit(clock),
        workshop_of_code=workshop_of_code,
        clock=clock,
        new_id=new_id,
        create_token=settings.create_token or None,
        base_url=settings.base_url or None,
        allowed_origins=settings.allowed_origins,
        illustration=illustration,
        static_folder=static_folder or WEB_FOLDER / "static",
    )
    return Starlette(
        routes=routes(doors),
        middleware=middleware(doors),
        exception_handlers=exception_handlers(doors),
        lifespan=lifespan,
    )


def run(app: Starlette, listening: socket.socket) -> None:
    """Serve the application on a bound socket until told to stop."""
    config = uvicorn.Config(
        app,
        **socket_settings(),
        http=DroppableHttpProtocol,
        log_level="warning",
        backlog=BACKLOG,
        timeout_graceful_shutdown=SHUTDOWN_S,
        # Addresses hold no secrets, but who asked for what is nobody's business.
        access_log=False,
        server_header=False,
    )
    uvicorn.Server(config).run(sockets=[listening])
