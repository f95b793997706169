"""The networks of town halls: something before the server that does not let everything through."""

import asyncio
import re
import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

UPGRADE = re.compile(rb"^upgrade:\s*websocket", re.IGNORECASE | re.MULTILINE)
STREAM = re.compile(rb"^POST /w/[^ ]+/stream HTTP", re.MULTILINE)
REFUSAL = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


@dataclass
class Network:
    """What it does to sockets and to streams; may be changed while it runs.

    Args:
        refuses: sockets are refused at once.
        swallows: a socket's handshake is never answered.
        withholds: what comes down a stream is kept back.
    """

    refuses: bool = False
    swallows: bool = False
    withholds: bool = False
    url: str = ""
    sockets_asked: int = 0
    streams_asked: int = 0


@contextmanager
def a_network(to: str, network: Network) -> Iterator[Network]:
    """Stand between browsers and the server at an address, on a port of our own."""
    target = urlsplit(to)
    listening = socket.create_server(("127.0.0.1", 0))
    network.url = f"http://127.0.0.1:{listening.getsockname()[1]}"

    async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
                await _pass_on(network, reader, writer, (target.hostname or "", target.port or 80))
        finally:
            writer.close()

    running: Future[Callable[[], object]] = Future()

    async def run() -> None:
        over = asyncio.Event()
        loop = asyncio.get_running_loop()
        async with await asyncio.start_server(pass_on, sock=listening):
            running.set_result(lambda: loop.call_soon_threadsafe(over.set))
            await over.wait()
            for each in asyncio.all_tasks() - {asyncio.current_task()}:
                each.cancel()
            # Closing a connection takes a turn of the loop.
            await asyncio.sleep(0.05)

    # In a thread, since the browser's driver keeps a loop of its own running in this one.
    thread = threading.Thread(target=lambda: asyncio.run(run()))
    thread.start()
    stop = running.result()
    try:
        yield network
    finally:
        stop()
        thread.join()


async def _pass_on(
    network: Network,
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    server: tuple[str, int],
) -> None:
    head = await reader.readuntil(b"\r\n\r\n")
    if UPGRADE.search(head):
        network.sockets_asked += 1
        if network.refuses:
            writer.write(REFUSAL)
            await writer.drain()
            return
        if network.swallows:
            await reader.read()
            return
    up_reader, up_writer = await asyncio.open_connection(*server)
    # Whether a stream comes down here; what follows on this connection then is that stream.
    streamed = asyncio.Event()
    up = asyncio.create_task(_up(network, head, reader, up_writer, streamed))
    try:
        while piece := await up_reader.read(65_536):
            if network.withholds and streamed.is_set():
                continue
            writer.write(piece)
            await writer.drain()
    finally:
        up.cancel()
        up_writer.close()


async def _up(
    network: Network,
    head: bytes,
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    streamed: asyncio.Event,
) -> None:
    piece = head
    try:
        with suppress(OSError):
            while piece:
                if STREAM.search(piece):
                    network.streams_asked += 1
                    streamed.set()
                writer.write(piece)
                await writer.drain()
                piece = await reader.read(65_536)
    finally:
        writer.close()
