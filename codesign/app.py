"""The composition root: the log, the rooms and the routes, wired by calling constructors.

It owns the clock, the server's random identifiers and the lifespan.
"""

import asyncio
import logging
import os
import socket
import time
from base64 import urlsafe_b64encode
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Final, NoReturn

import uvicorn
from starlette.applications import Starlette

from codesign.domain.ids import CommandId, WorkshopId
from codesign.live import garbage
from codesign.live.bus import Bus, Silence
from codesign.live.connections import Connections
from codesign.live.outbox import Limits
from codesign.live.rooms import Rooms
from codesign.live.rousing import rouse
from codesign.live.seams import Seams
from codesign.live.tables import keep_tables
from codesign.outputs.rendering import Renderings
from codesign.projections.catalogue import catalogue_rows
from codesign.replay.recordings import Recordings
from codesign.settings import Settings
from codesign.store.addresses import is_server, shown
from codesign.store.following import Following
from codesign.store.log import FlushFailedError, Log
from codesign.store.tables import Tables
from codesign.web.access import Access
from codesign.web.admission import Admission
from codesign.web.between import Between
from codesign.web.bounded_http import BoundedHttpProtocol
from codesign.web.doors import WEB_FOLDER, Doors
from codesign.web.fast_socket import socket_settings
from codesign.web.guesses import GuessLimit
from codesign.web.health import Health
from codesign.web.metrics import Metrics, Reading
from codesign.web.routes import exception_handlers, middleware, routes
from codesign.web.server import Departure, DrainingServer

# Of the time for stopping, what is left for requests under way and the last commit.
SHUTDOWN_S: Final = 5
# Of the memory there is, what may wait to be sent where no setting says otherwise.
QUEUE_SHARE: Final = 4
MIB: Final = 1024 * 1024
# A hall that reconnects at once waits in the queue instead of being refused.
BACKLOG: Final = 2_048
# Between some hundred events that the tables take in, so that rooms answer first.
REST_S: Final = 0.005
# `EX_IOERR`: whatever looks after the process starts it again.
FLUSH_FAILED: Final = 74

App = Starlette

_log = logging.getLogger(__name__)


def clock() -> int:
    """Return the time in milliseconds UTC."""
    return time.time_ns() // 1_000_000


def give_up(error: FlushFailedError) -> NoReturn:
    """End the process at once, saying why: nothing may be written, closed or answered any more."""
    _log.critical("%s Nothing more is acknowledged; this server ends.", error)
    logging.shutdown()
    os._exit(FLUSH_FAILED)


def elapsed() -> int:
    """Return milliseconds that pass evenly, whatever the clock is set to."""
    return time.monotonic_ns() // 1_000_000


def new_id() -> CommandId:
    """Return 128 random bits as 22 base64url characters."""
    return CommandId(urlsafe_b64encode(os.urandom(16)).rstrip(b"=").decode())


def create_app(  # noqa: PLR0913 - two databases, and what tests and `serve` set beside
    settings: Settings,
    log: Log,
    tables: Tables,
    *,
    illustration: WorkshopId | None = None,
    at_home: bool = False,
    static_folder: Path | None = None,
    limits: Limits | None = None,
) -> Starlette:
    """Return the application over an open log and its tables; the caller closes them afterwards.

    Args:
        settings: what was set from outside; an empty create token lets
            anybody create workshops.
        log: opened with `open_log`.
        tables: opened with `open_tables`, and kept up while the application runs.
        illustration: the recorded workshop the home page offers to watch.
        at_home: whether only this machine's own addresses are ours.
        static_folder: where the built front end is, if not in the package.
        limits: how far one connection may fall behind, if not as far as ever.
    """
    limits = limits or Limits()
    recordings = Recordings(log.read)
    renderings = Renderings()

    def forget(workshop: WorkshopId) -> None:
        recordings.forget(workshop)
        renderings.forget()

    health = Health(elapsed)
    metrics = Metrics(health)
    seams = Seams(
        clock=clock,
        new_id=new_id,
        on_destroyed=forget,
        on_flush_failed=give_up,
        elapsed=elapsed,
        meters=metrics,
    )
    queue_bytes = settings.queue_mb * MIB or memory_bytes() // QUEUE_SHARE
    connections = Connections(queue_bytes, metrics, limits)
    rooms = Rooms(log, seams, connections, bus_for(settings, log.server_secret))
    admission = Admission(settings.admit_burst, settings.admit_per_s, elapsed)

    following = Following(log, tables, catalogue_rows, clock, REST_S)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        async with renderings, rooms:
            stopping = asyncio.Event()
            watching = (
                asyncio.create_task(rouse(rooms, log.owing)),
                asyncio.create_task(metrics.sample(rooms, lambda: admission.is_open)),
                asyncio.create_task(metrics.sample_tables(following.state)),
                asyncio.create_task(garbage.collect(rooms.quiet_ms)),
            )
            keeping = asyncio.create_task(keep_tables(following, stopping))
            yield
            for each in watching:
                each.cancel()
            following.stop()
            stopping.set()
            await asyncio.gather(*watching, keeping, return_exceptions=True)

    async def workshop_of_code(code: str) -> WorkshopId | None:
        return await asyncio.to_thread(log.workshop_of_code, code)

    doors = Doors(
        rooms=rooms,
        recordings=recordings,
        renderings=renderings,
        tables=tables,
        following=following,
        access=Access(log.server_secret, clock),
        guesses=GuessLimit(elapsed),
        admission=admission,
        health=health,
        between=Between(elapsed),
        limits=limits,
        workshop_of_code=workshop_of_code,
        clock=clock,
        elapsed=elapsed,
        new_id=new_id,
        create_token=settings.create_token or None,
        base_url=settings.base_url or None,
        allowed_origins=settings.allowed_origins,
        at_home=at_home,
        ocid_prefix=settings.ocid_prefix,
        illustration=illustration,
        static_folder=static_folder or WEB_FOLDER / "static",
    )
    app = Starlette(
        routes=routes(doors),
        middleware=middleware(doors),
        exception_handlers=exception_handlers(doors),
        lifespan=lifespan,
    )
    app.state.metrics = metrics
    app.state.departure = Departure(
        admission=admission,
        connections=connections,
        rooms=rooms,
        per_s=settings.admit_per_s,
        within_s=settings.stop_within_s - SHUTDOWN_S,
    )
    return app


def bus_for(settings: Settings, secret: bytes) -> Bus:
    """Return the way to the other processes that may write the same log.

    Args:
        settings: where the log is, and Redis.
        secret: what they all have, and nobody else.
    """
    if not settings.redis_url:
        return Silence(alone=not is_server(settings.database_url))
    # Here, so that whoever has one server does not load the client.
    from codesign.live.redis_bus import RedisBus  # noqa: PLC0415

    return RedisBus(settings.redis_url, shown(settings.redis_url), secret, new_id())


def memory_bytes() -> int:
    """Return how much memory this process may use: its group's limit, or all there is."""
    there = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    for limit in (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory.limit_in_bytes")):
        with suppress(OSError, ValueError):
            there = min(there, int(limit.read_text()))
    return there


def metrics_read(app: App, address: str) -> Reading:
    """Let Prometheus read on `HOST:PORT` what an application counts; the caller closes it.

    Raises:
        OSError: nothing can listen there.
    """
    return Reading(app.state.metrics, address)


def run(app: Starlette, listening: socket.socket, ready: Callable[[], None]) -> None:
    """Serve an application of `create_app` on a bound socket until told to stop.

    Args:
        app: what to serve.
        listening: where.
        ready: called once people can connect.
    """
    DrainingServer(server_config(app), app.state.departure, ready).run(sockets=[listening])


def server_config(app: Starlette) -> uvicorn.Config:
    """Return how uvicorn serves the application."""
    return uvicorn.Config(
        app,
        **socket_settings(),
        http=BoundedHttpProtocol,
        log_level="warning",
        # Its own handlers would write what an exception says, whoever's words they are.
        log_config=None,
        backlog=BACKLOG,
        timeout_graceful_shutdown=SHUTDOWN_S,
        # Addresses hold no secrets, but who asked for what is nobody's business.
        access_log=False,
        server_header=False,
    )
