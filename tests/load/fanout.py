"""What telling a room costs: against a bare protocol, `await send_bytes`, and itself in batches.

Each server is a process on one core, the crowd of connections on another. The crowd asks
for the next delta when the last but `IN_FLIGHT` has reached everybody, so that nobody
falls behind, and counts bytes: every frame of a run has the same length. Processor time
comes from the server's own account of itself, so neither the crowd nor whatever else the machine
does is in it. Deliveries a second are by the clock: on a busy machine they say little, and
the processor time beside them says more. Pings are off, since the crowd answers none.
"""

import asyncio
import gc
import os
import resource
import select
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import IO, Final, Literal, cast

import psutil
import uvicorn
import uvloop
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.utils import accept_key

from codesign.live.fanout import Fanout
from codesign.live.frames import server_frame
from codesign.live.outbox import Limits, outbox_for
from codesign.web.fast_socket import socket_settings
from tests.load.report import ROUNDS, Row, compared, interleaved, table

Kind = Literal["ours", "bare", "naive"]

DELTA: Final = bytes(200)
IN_FLIGHT: Final = 4
DELIVERIES: Final = 50_000  # a round; about half a second of the server's core
IDLE: Final = 2_000
BATCH: Final = 8
SILENT_AT_MOST_S: Final = 10.0


def run(*, quick: bool = False) -> list[Row]:
    """Return the rows: all of them in about two minutes, a short form in a few seconds."""
    _raise_limits()
    rounds, deliveries = (3, DELIVERIES // 4) if quick else (ROUNDS, DELIVERIES)
    sizes = (500,) if quick else (500, 2_000)
    rows = [row for size in sizes for row in _telling(size, rounds, deliveries)]
    return [*rows, _in_batches(rounds, deliveries), _idle(rounds, IDLE // 10 if quick else IDLE)]


def _telling(size: int, rounds: int, deliveries: int) -> list[Row]:
    with ExitStack() as stack:
        kinds: tuple[Kind, ...] = ("ours", "bare", "naive")
        crowds = [stack.enter_context(crowd(kind, size)) for kind in kinds]
        ours, bare, naive = (Contender(each, deliveries // size) for each in crowds)
        cpu_ours, cpu_bare, cpu_naive = interleaved([ours, bare, naive], rounds)
    aims = {"at_least": 2.5, "gate": 2.0} if size == 500 else {}
    return [
        compared(
            f"CPU a delivery, {size} people",
            "us",
            cpu_ours,
            "bare uvloop protocol",
            cpu_bare,
            at_most=1.10,
            gate=1.25,
        ),
        compared(f"CPU a delivery, {size} people", "us", cpu_ours, "await send_bytes", cpu_naive),
        compared(
            f"deliveries, {size} people",
            "/s",
            ours.rates,
            "await send_bytes in a loop",
            naive.rates,
            **aims,
        ),
    ]


def _in_batches(rounds: int, deliveries: int) -> Row:
    with crowd("ours", 500) as people:
        singly = Contender(people, deliveries // 500)
        batched = Contender(people, deliveries // 500, deltas=BATCH)
        interleaved([batched, singly], rounds)
    what = f"deltas, {BATCH} a frame, 500 people"
    return compared(what, "/s", batched.rates, "1 a frame", singly.rates, at_least=6, gate=4)


def _idle(rounds: int, size: int) -> Row:
    ours, plain = interleaved(
        [lambda: _idle_kb("ours", size), lambda: _idle_kb("naive", size)], rounds
    )
    return compared(f"memory an idle connection, {size:,}", "KB", ours, "plain Starlette", plain)


def _idle_kb(kind: Kind, size: int) -> float:
    # A first connection brings in what is loaded once.
    with serving(kind) as server, Crowd(server, 1):
        before = server.settled_rss()
        with Crowd(server, size):
            return (server.settled_rss() - before) / size / 1024


# --- the crowd ------------------------------------------------------------------


class Crowd:
    """So many connections to one server, read as cheaply as Python can."""

    def __init__(self, server: "Server", size: int) -> None:
        self.server = server
        self.size = size
        self._sockets = [_joined(server.port) for _ in range(size)]
        self._buffer = memoryview(bytearray(256 * 1024))
        self._poll = select.epoll()
        self._read = {}
        for each in self._sockets:
            each.settimeout(0)
            self._poll.register(each, select.EPOLLIN)
            self._read[each.fileno()] = each.recv_into

    def __enter__(self) -> "Crowd":
        return self

    def __exit__(self, *_: object) -> None:
        self._poll.close()
        for each in self._sockets:
            each.close()

    def hear(self, tellings: int, deltas: int) -> None:
        """Ask for so many tellings of so many deltas each, and wait until all have all."""
        each = self.size * len(server_frame(DELTA * deltas))
        asked = received = 0
        while received < tellings * each:
            while asked < tellings and asked * each - received < IN_FLIGHT * each:
                self._sockets[0].send(_asking(deltas))
                asked += 1
            received += self._take(SILENT_AT_MOST_S)

    def hear_paced(self, tellings: int, per_s: int) -> list[float]:
        """Ask at even moments; return the seconds of each delivery from when it was due."""
        each = len(server_frame(DELTA))
        waits_s: list[float] = []
        start, asked, received = time.perf_counter(), 0, 0
        while len(waits_s) < tellings * self.size:
            due_in_s = start + asked / per_s - time.perf_counter()
            if asked < tellings and due_in_s <= 0:
                self._sockets[0].send(_asking(1))
                asked += 1
                continue
            still_to_come = len(waits_s) < asked * self.size
            if still_to_come:
                received += self._take(SILENT_AT_MOST_S if asked == tellings else due_in_s)
            else:
                time.sleep(due_in_s)
            passed_s = time.perf_counter() - start
            # What was asked first arrives first, at least nearly.
            waits_s += (
                passed_s - delivery // self.size / per_s
                for delivery in range(len(waits_s), received // each)
            )
        return waits_s

    def _take(self, wait_s: float) -> int:
        buffer, read = self._buffer, self._read
        taken = sum(read[number](buffer) for number, _ in self._poll.poll(wait_s, self.size))
        if not taken and wait_s == SILENT_AT_MOST_S:
            raise ConnectionError("the server has stopped telling")
        return taken


@dataclass
class Contender:
    """One server being measured: a call is a round."""

    crowd: Crowd
    tellings: int
    deltas: int = 1
    rates: list[float] = field(default_factory=list)  # deltas delivered a second

    def __call__(self) -> float:
        """Return the microseconds of the server's processor time for each delivery."""
        self.crowd.hear(IN_FLIGHT, self.deltas)
        deliveries = self.tellings * self.crowd.size
        cpu_s, start = self.crowd.server.cpu_s(), time.perf_counter()
        self.crowd.hear(self.tellings, self.deltas)
        self.rates.append(deliveries * self.deltas / (time.perf_counter() - start))
        return (self.crowd.server.cpu_s() - cpu_s) / deliveries * 1e6


def _joined(port: int) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port))
    connection.sendall(
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    )
    answer = b""
    while not answer.endswith(b"\r\n\r\n"):
        answer += connection.recv(1)
    if b" 101 " not in answer:
        raise ConnectionError(answer)
    return connection


# A masked binary frame of one byte, how many deltas to tell; a mask of zeros changes nothing.
_ASKING_BYTES: Final = 7


def _asking(deltas: int) -> bytes:
    return b"\x82\x81\x00\x00\x00\x00" + bytes([deltas])


# --- the servers, seen from the crowd ----------------------------------------------


@dataclass
class Server:
    """A server in a process of its own."""

    process: "subprocess.Popen[str]"
    answers: IO[str]
    questions: IO[str]
    port: int = 0

    def cpu_s(self) -> float:
        """Ask for the processor time it has used so far."""
        print(file=self.questions, flush=True)
        return float(self.answers.readline())

    def settled_rss(self) -> int:
        """Return its memory in bytes once that has stopped growing."""
        before, now = -1, self._rss()
        while before != now:
            time.sleep(0.2)
            before, now = now, self._rss()
        return now

    def _rss(self) -> int:
        return int(psutil.Process(self.process.pid).memory_info().rss)


@contextmanager
def crowd(kind: Kind, size: int, rooms: int = 1) -> Iterator[Crowd]:
    """A server of this kind with so many connections; ours may spread them over rooms."""
    with serving(kind, rooms) as server, Crowd(server, size) as people:
        yield people


@contextmanager
def serving(kind: Kind, rooms: int = 1) -> Iterator[Server]:
    ours, theirs = _cores()
    os.sched_setaffinity(0, {ours})
    with subprocess.Popen(
        [sys.executable, "-m", "tests.load.fanout", kind, str(theirs), str(rooms)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        server = Server(process, process.stdout, process.stdin)
        try:
            server.port = int(process.stdout.readline())
            yield server
        finally:
            process.kill()
            os.sched_setaffinity(0, set(_MAY_USE))


_MAY_USE: Final = sorted(os.sched_getaffinity(0))


def _cores() -> tuple[int, int]:
    """One core for the crowd and one for the server; with a single one, they share it."""
    return _MAY_USE[-1], _MAY_USE[0]


def _raise_limits() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


# --- the servers, in their own processes -------------------------------------------


def serve(kind: Kind, core: int, rooms: int) -> None:
    """Serve until killed. Prints the port, then its processor time for each line it reads."""
    os.sched_setaffinity(0, {core})
    _fanouts.extend(Fanout() for _ in range(rooms))
    _raise_limits()
    servers: dict[Kind, Callable[[socket.socket], None]] = {
        "ours": lambda sock: _serve_asgi(sock, _ours, socket_settings()["ws"]),
        "naive": lambda sock: _serve_asgi(sock, _naive, WebSocketsSansIOProtocol),
        "bare": _serve_bare,
    }
    with socket.create_server(("127.0.0.1", 0), backlog=4096) as sock:
        servers[kind](sock)


def _answer() -> None:
    if not sys.stdin.readline():
        sys.exit()  # Whoever measures is gone.
    print(time.process_time(), flush=True)


def _begin(sock: socket.socket) -> None:
    asyncio.get_running_loop().add_reader(sys.stdin.fileno(), _answer)
    print(sock.getsockname()[1], flush=True)


def _serve_asgi(
    sock: socket.socket,
    endpoint: Callable[[WebSocket], object],
    protocol: type[WebSocketsSansIOProtocol],
) -> None:
    app = Starlette(routes=[WebSocketRoute("/", endpoint)])
    settings = {**socket_settings(), "ws": protocol, "ws_ping_interval": None}
    config = uvicorn.Config(app, log_level="critical", lifespan="off", **settings)

    async def main() -> None:
        _begin(sock)
        await uvicorn.Server(config).serve([sock])

    uvloop.run(main())


# One a room; whoever comes in joins the next.
_fanouts: Final[deque[Fanout]] = deque()


class _Owner:
    def on_slow(self) -> None:
        """The crowd reads all the time; were one slow, its bytes would be missing for ever."""

    on_ready = on_overflow = on_slow


async def _ours(websocket: WebSocket) -> None:
    await websocket.accept()
    outbox = outbox_for(websocket.scope, websocket.send, _Owner(), Limits())
    async with outbox:
        outbox.join(_fanouts[0])
        _fanouts.rotate()
        try:
            while asked := await websocket.receive_bytes():
                for each in _fanouts:
                    each.tell(DELTA * asked[0])
        except WebSocketDisconnect:
            return


_naive_room: Final[set[WebSocket]] = set()


async def _naive(websocket: WebSocket) -> None:
    await websocket.accept()
    _naive_room.add(websocket)
    try:
        while asked := await websocket.receive_bytes():
            payload = DELTA * asked[0]
            for each in tuple(_naive_room):
                await each.send_bytes(payload)
    except WebSocketDisconnect:
        _naive_room.discard(websocket)


_bare_room: Final[set[asyncio.Transport]] = set()
_bare_frames: Final = {deltas: server_frame(DELTA * deltas) for deltas in (1, BATCH)}


class Bare(asyncio.Protocol):
    """The least a Python server can do: a handshake, and finished frames to everybody."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # uvloop's is one in all but name

    def connection_lost(self, exc: Exception | None) -> None:
        _bare_room.discard(self._transport)

    def data_received(self, data: bytes) -> None:
        if data.startswith(b"GET"):
            self._shake_hands(data)
            return
        for asked in data[_ASKING_BYTES - 1 :: _ASKING_BYTES]:
            frame = _bare_frames[asked]
            for transport in _bare_room:
                transport.write(frame)

    def _shake_hands(self, data: bytes) -> None:
        key = data.partition(b"Sec-WebSocket-Key: ")[2].partition(b"\r")[0].decode()
        self._transport.write(
            b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Accept: " + accept_key(key).encode() + b"\r\n\r\n"
        )
        _bare_room.add(self._transport)


def _serve_bare(sock: socket.socket) -> None:
    async def main() -> None:
        _begin(sock)
        loop = asyncio.get_running_loop()
        server = await loop.create_server(Bare, sock=sock)
        await server.serve_forever()

    uvloop.run(main())


if __name__ == "__main__":
    if len(sys.argv) > 2:
        serve(cast("Kind", sys.argv[1]), *map(int, sys.argv[2:]))
    else:
        gc.freeze()
        print(table(run(quick="quick" in sys.argv)))
