"""A way to Redis on which lines do everything that lines can do, a seed saying what and when.

| trouble | what happens |
|---|---|
| calm | nothing |
| lossy | of what is told to listeners some is lost, doubled, or comes after what was told later |
| slow | every reply is late, and comes in pieces |
| withheld | Redis answers, and listeners are told nothing |
| black hole | lines are taken, and nothing goes through either way |
| nonsense | what comes back is no reply, or another than was asked for |

`cut` ends every line at once, and `orphan` leaves them open with nobody at the other end.
"""

import asyncio
import threading
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from random import Random
from typing import Literal, get_args

Trouble = Literal["calm", "lossy", "slow", "withheld", "black hole", "nonsense"]
TROUBLES: tuple[Trouble, ...] = get_args(Trouble)[1:]

LATE_AT_MOST_S = 0.05
# In which those at the other ends, who may be in this loop too, notice that their lines ended.
TURNS_TO_HEAR_OF_IT = 10
_NONSENSE = (
    b"HTTP/1.1 400 Bad Request\r\n\r\n",
    b"\xff\xfe\x00",
    b":-9\r\n",
    b"$-9\r\n",
    b"*3\r\n",
)


class ChaoticWay:
    """Between servers and a Redis; `trouble` may change while it runs.

    Args:
        to: the address of the Redis, a socket on this machine.
        draw: decides what becomes of each reply.
    """

    def __init__(self, to: str, draw: Random) -> None:
        self.trouble: Trouble = "calm"
        # How often what happened to a reply or a line.
        self.counts: Counter[str] = Counter()
        self._to = to.removeprefix("unix://")
        self._draw = draw
        self._lines: set[_Line] = set()

    def __len__(self) -> int:
        return len(self._lines)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[str]:
        """Be there meanwhile, at this address."""
        carrying: set[asyncio.Task[None]] = set()

        async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.current_task()
            assert task is not None
            carrying.add(task)
            await self._carry(reader, writer)
            carrying.discard(task)

        server = await asyncio.start_server(take, "127.0.0.1", 0)
        try:
            yield f"redis://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        finally:
            server.close()
            self.cut()
            await asyncio.gather(*carrying, return_exceptions=True)
            for _ in range(TURNS_TO_HEAR_OF_IT):
                await asyncio.sleep(0)

    def cut(self) -> None:
        """End every line, without a goodbye."""
        self.counts["lines cut"] += len(self._lines)
        for each in self._lines:
            each.cut()

    def orphan(self) -> None:
        """Leave every line open that there is, and nobody at its other end."""
        self.counts["lines orphaned"] += len(self._lines)
        for each in self._lines:
            each.is_orphan = True

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            async with AsyncExitStack() as stack:
                await stack.enter_async_context(_held(writer))
                up_reader, up_writer = await asyncio.open_unix_connection(self._to)
                await stack.enter_async_context(_held(up_writer))
                line = _Line(writer, up_writer)
                self._lines.add(line)
                stack.callback(self._lines.discard, line)
                ways = (self._up(line, reader), self._down(line, up_reader))
                tasks = [asyncio.create_task(each) for each in ways]
                await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
                for each in tasks:
                    each.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)

    async def _up(self, line: "_Line", reader: asyncio.StreamReader) -> None:
        while asked := await reader.read(65_536):
            if self.trouble == "black hole" or line.is_orphan:
                self.counts["questions swallowed"] += 1
            else:
                line.up.write(asked)
                await line.up.drain()

    async def _down(self, line: "_Line", reader: asyncio.StreamReader) -> None:
        said = b""
        while more := await reader.read(65_536):
            said += more
            while end := end_of_reply(said):
                reply, said = said[:end], said[end:]
                for piece, late_s in () if line.is_orphan else self._upset(line, reply):
                    await asyncio.sleep(late_s)
                    line.down.write(piece)
                    await line.down.drain()

    def _upset(self, line: "_Line", reply: bytes) -> Iterator[tuple[bytes, float]]:
        """Yield what comes of a reply, and after how many seconds."""
        is_told = b"message\r\n" in reply[:24]
        match self.trouble:
            case "lossy" if is_told:
                yield from ((each, 0.0) for each in self._lossy(line, reply))
            case "slow":
                self.counts["replies in pieces"] += 1
                cut = self._draw.randrange(1, len(reply))
                for piece in (reply[:cut], reply[cut:]):
                    yield piece, self._draw.uniform(0, LATE_AT_MOST_S)
            case "withheld" if is_told:
                self.counts["notices withheld"] += 1
            case "black hole":
                self.counts["replies swallowed"] += 1
            case "nonsense":
                self.counts["replies of nonsense"] += 1
                yield self._draw.choice((*_NONSENSE, self._draw.randbytes(len(reply)))), 0.0
            case _:
                yield reply, 0.0

    def _lossy(self, line: "_Line", reply: bytes) -> Sequence[bytes]:
        what = self._draw.choice(("lost", "doubled", "late", "in order"))
        self.counts[f"notices {what}"] += 1
        if what == "late":
            line.late.append(reply)
        late = line.late if what in {"doubled", "in order"} else []
        line.late = [] if late else line.late
        return [*{"doubled": (reply, reply), "in order": (reply,)}.get(what, ()), *late]


class _Line:
    """One connection: what goes down to a server, and up to Redis."""

    def __init__(self, down: asyncio.StreamWriter, up: asyncio.StreamWriter) -> None:
        self.down = down
        self.up = up
        self.is_orphan = False
        # Told only after something that was told later.
        self.late: list[bytes] = []

    def cut(self) -> None:
        self.down.transport.abort()
        self.up.transport.abort()


@asynccontextmanager
async def _held(writer: asyncio.StreamWriter) -> AsyncIterator[None]:
    try:
        yield
    finally:
        writer.transport.abort()
        with suppress(OSError):
            await writer.wait_closed()


def end_of_reply(said: bytes, begin: int = 0) -> int | None:
    """Return where the reply of Redis ends that begins here; None where it is not all there."""
    head = said.find(b"\r\n", begin)
    if head < 0:
        return None
    kind, size, end = said[begin : begin + 1], said[begin + 1 : head], head + 2
    if kind in {b"$", b"="} and int(size) >= 0:
        end += int(size) + 2
    for _ in range(int(size) * (2 if kind == b"%" else 1) if kind in {b"*", b">", b"%"} else 0):
        inner = end_of_reply(said, end)
        if inner is None:
            return None
        end = inner
    return end if end <= len(said) else None


@contextmanager
def a_chaotic_way(to: str, draw: Random) -> Iterator[tuple[ChaoticWay, str]]:
    """A way for the length of a test, in a thread of its own, and its address."""
    way = ChaoticWay(to, draw)
    opened = threading.Event()
    found: list[tuple[str, Callable[[], object]]] = []

    async def be_there() -> None:
        over = asyncio.Event()
        loop = asyncio.get_running_loop()
        async with way.open() as url:
            found.append((url, lambda: loop.call_soon_threadsafe(over.set)))
            opened.set()
            await over.wait()

    thread = threading.Thread(target=lambda: asyncio.run(be_there()))
    thread.start()
    try:
        assert opened.wait(30)
        yield way, found[0][0]
    finally:
        for _, end in found:
            end()
        thread.join()
