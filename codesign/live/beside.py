"""A thread beside the event loop that does one kind of work, on all that has gathered at once.

The loop only puts something down and is told of it again; between two such moments no
task, future or executor stands in the way, which for one commit would cost as much
processor time as a tenth of everything else.
"""

import asyncio
from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread
from typing import Any, Generic, Protocol, TypeVar

ItemT = TypeVar("ItemT")
GivenT_contra = TypeVar("GivenT_contra", contravariant=True)


class Beside(Protocol[GivenT_contra]):
    """Somebody who works beside the loop, on what they were given and in its order."""

    @property
    def waiting(self) -> int:
        """How much waits for the work under way to be over."""

    def start(self) -> None:
        """Begin to work."""

    def give(self, item: GivenT_contra) -> None:
        """Put something down for the next turn; may be called before `start`."""

    async def finish(self) -> None:
        """Return when everything given so far is done; nothing may be given after."""


# Makes who does a work beside the loop, under a name.
WorkBeside = Callable[[Callable[[list[Any]], None], str], Beside[Any]]


class InThread(Generic[ItemT]):
    """A thread of its own.

    Args:
        work: called there with all that was given since it was called last; must not raise.
        name: of the thread.
    """

    def __init__(self, work: Callable[[list[ItemT]], None], name: str) -> None:
        self._work = work
        # None is the last of all.
        self._given: SimpleQueue[ItemT | None] = SimpleQueue()
        # Who never finishes it must still be able to end the process.
        self._thread = Thread(target=self._run, name=name, daemon=True)

    @property
    def waiting(self) -> int:
        """How much waits for the work under way to be over."""
        return self._given.qsize()

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def give(self, item: ItemT) -> None:
        """Put something down for the next turn."""
        self._given.put(item)

    async def finish(self) -> None:
        """Return when everything given so far is done."""
        self._given.put(None)
        await asyncio.to_thread(self._thread.join)

    def _run(self) -> None:
        item = self._given.get()
        while item is not None:
            gathered = [item]
            while not self._given.empty() and (item := self._given.get()) is not None:
                gathered.append(item)
            self._work(gathered)
            if item is not None:
                item = self._given.get()
