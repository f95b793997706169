"""What stands before several servers: every connection goes to the next that says it is ready."""

import asyncio
import itertools
import socket
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress

LOOK_EVERY_S = 0.05
_READY = b"GET /ready HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"


class Balancer:
    """On a port of its own; may be told of other servers while it runs.

    Args:
        ports: where the servers listen, on this machine.
    """

    def __init__(self, ports: Sequence[int]) -> None:
        self.ports = list(ports)
        # How many connections each got.
        self.given = dict.fromkeys(self.ports, 0)
        self._ready: list[int] = []
        self._turns = itertools.count()
        self._open: set[asyncio.StreamWriter] = set()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"

    async def serve(self, running: Callable[[], None], over: asyncio.Event) -> None:
        async with await asyncio.start_server(self._pass_on, sock=self._listening):
            looking = asyncio.create_task(self._look())
            running()
            await over.wait()
            looking.cancel()
            for each in self._open:
                each.transport.abort()
            everybody = asyncio.all_tasks() - {asyncio.current_task()}
            await asyncio.gather(*everybody, return_exceptions=True)

    async def _look(self) -> None:
        while True:
            answers = await asyncio.gather(*map(_is_ready, self.ports))
            self._ready = [
                port for port, is_ready in zip(self.ports, answers, strict=True) if is_ready
            ]
            await asyncio.sleep(LOOK_EVERY_S)

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            async with AsyncExitStack() as stack:
                await stack.enter_async_context(self._held(writer))
                up_reader, up_writer = await self._connected()
                await stack.enter_async_context(self._held(up_writer))
                # Where one way ends, so does the other, once it has said what it had to.
                ways = (_copy(reader, up_writer), _copy(up_reader, writer))
                tasks = [asyncio.create_task(each) for each in ways]
                await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
                for each in (writer, up_writer):
                    each.close()
                await asyncio.gather(*tasks)

    @asynccontextmanager
    async def _held(self, writer: asyncio.StreamWriter) -> AsyncIterator[None]:
        self._open.add(writer)
        try:
            yield
        finally:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()
            self._open.discard(writer)

    async def _connected(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        ready = self._ready or self.ports
        port = ready[next(self._turns) % len(ready)]
        up = await asyncio.open_connection("127.0.0.1", port)
        self.given[port] += 1
        return up


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while piece := await reader.read(65_536):
            writer.write(piece)
            await writer.drain()


async def _is_ready(port: int) -> bool:
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    try:
        async with asyncio.timeout(2):
            writer.write(_READY)
            return b" 200 " in await reader.readline()
    except (OSError, TimeoutError):
        return False
    finally:
        writer.transport.abort()
        with suppress(OSError):
            await writer.wait_closed()


@contextmanager
def balancing(ports: Sequence[int]) -> Iterator[Balancer]:
    """A balancer for the length of a test, in a thread of its own."""
    balancer = Balancer(ports)
    running: Future[Callable[[], object]] = Future()

    async def serve() -> None:
        over = asyncio.Event()
        loop = asyncio.get_running_loop()
        await balancer.serve(
            lambda: running.set_result(lambda: loop.call_soon_threadsafe(over.set)), over
        )

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    stop = running.result(30)
    try:
        yield balancer
    finally:
        stop()
        thread.join()
