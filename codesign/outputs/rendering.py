"""Rendering beside the rooms: one niced process a document, few at a time, each for so long.

Setting pages takes the better part of a second, and what people wrote may take a
renderer longer than we foresee, or break it. Neither may be felt in a room: the
process is killed when its time is up, and only its request fails. A file that
was made is kept for who asks for the same next; the same document gives the
same bytes.
"""

import asyncio
import hashlib
import logging
import os
import pickle
import sys
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Final, Self

from codesign.outputs.document import Document
from codesign.outputs.formats import Format
from codesign.outputs.rendering_process import DONE, REFUSED

# Starts a process, as `asyncio.create_subprocess_exec` does.
Start = Callable[..., Awaitable[asyncio.subprocess.Process]]

# A room needs a processor too.
AT_ONCE: Final = 2
WITHIN_S: Final = 60
# Whoever asked for a file that takes longer is told so, and asks again.
PATIENCE_S: Final = 15
KEPT_FILES: Final = 64
# More that wait would be a flood, or a broken renderer.
WAITING_AT_MOST: Final = 200

logger = logging.getLogger(__name__)


class RenderingFailedError(Exception):
    """A document could not be rendered; the message says why, to who asked."""


class TemplateRefusedError(RenderingFailedError):
    """The template that came with the request cannot be used."""


class Renderings:
    """The documents that are being rendered, and those that were. Closed with `async with`.

    Args:
        start: starts a process.
        within_s: how long one may take.
        patience_s: how long `file` waits for it.
    """

    def __init__(
        self,
        start: Start = asyncio.create_subprocess_exec,
        within_s: float = WITHIN_S,
        patience_s: float = PATIENCE_S,
    ) -> None:
        self._start = start
        self._within_s = within_s
        self._patience_s = patience_s
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._files: OrderedDict[bytes, asyncio.Task[bytes]] = OrderedDict()
        self._making: set[asyncio.Task[bytes]] = set()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        for each in self._making:
            each.cancel()
        await asyncio.gather(*self._making, return_exceptions=True)

    async def file(
        self, document: Document, format_: Format, base: str, template: bytes | None = None
    ) -> bytes | None:
        """Return the file, None while it is still being made: ask again.

        Args:
            document: what to render.
            format_: how.
            base: the address of the workshop, with its host.
            template: of a Word file, the council's own.

        Raises:
            RenderingFailedError: it could not be made. Asked again, it is tried again.
        """
        work = pickle.dumps((document, format_, base, template))
        key = hashlib.sha256(work).digest()
        task = self._task(key, work)
        done, _ = await asyncio.wait({task}, timeout=self._patience_s)
        if not done:
            return None
        if task.cancelled() or task.exception() is not None:
            self._files.pop(key, None)
        return task.result()

    @property
    def being_made(self) -> int:
        """How many documents are being made, or wait for it."""
        return len(self._making)

    def forget(self) -> None:
        """Leave no file in memory: words were destroyed somewhere.

        Who is being answered at this moment still gets the answer.
        """
        self._files.clear()

    def _task(self, key: bytes, work: bytes) -> asyncio.Task[bytes]:
        task = self._files.pop(key, None)
        if task is None:
            if len(self._making) >= WAITING_AT_MOST:
                message = "Too many documents are being made at once. Try again in a minute."
                raise RenderingFailedError(message)
            task = asyncio.create_task(self._made(work))
            self._making.add(task)
            task.add_done_callback(self._making.discard)
        self._files[key] = task
        self._forget()
        return task

    def _forget(self) -> None:
        """Drop the files that nobody asked for the longest; those being made stay."""
        done = [key for key, each in self._files.items() if each.done()]
        for key in done[: max(0, len(self._files) - KEPT_FILES)]:
            del self._files[key]

    async def _made(self, work: bytes) -> bytes:
        async with self._turns:
            try:
                return await asyncio.wait_for(self._rendered(work), self._within_s)
            except TimeoutError:
                logger.warning("a document was not rendered within %s s", self._within_s)
                message = f"It took longer than {self._within_s:g} seconds and was stopped."
                raise RenderingFailedError(message) from None

    async def _rendered(self, work: bytes) -> bytes:
        process = await self._start(
            *(sys.executable, "-m", "codesign.outputs.rendering_process"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            # Wherever this process found the package, and from wherever it was started.
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        try:
            made, said = await process.communicate(work)
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()
        return _content(made, said)


def _content(made: bytes, said: bytes) -> bytes:
    how, content = made[:1], made[1:]
    if how == DONE:
        return content
    if how == REFUSED:
        raise TemplateRefusedError(content.decode())
    # What a renderer says of its failure may quote what people wrote.
    last = said.decode(errors="replace").strip().rpartition("\n")[2].partition(":")[0]
    logger.error("a renderer ended without a file: %s", last)
    message = "The program that makes it failed. The workshop is not affected; try another format."
    raise RenderingFailedError(message)
