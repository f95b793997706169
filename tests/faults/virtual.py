"""An event loop whose time is made up and whose every accident comes from a seed.

Callbacks that are ready run in the order they came, as asyncio promises. What it does
not promise is drawn: when a thread finishes, how late a timer is. Time jumps from one
moment to the next at which something is due, so that an hour takes no time; when
nothing is due any more and somebody still waits, that is a deadlock, and said so.
"""

import asyncio
import heapq
import itertools
from collections import deque
from collections.abc import Callable, Coroutine
from contextvars import Context
from random import Random
from typing import Any, Final, Generic, TypeVar

ItemT = TypeVar("ItemT")
ValueT = TypeVar("ValueT")

_LATE_S: Final = (0.0, 0.0, 0.001, 0.02)


class DeadlockError(Exception):
    """Somebody waits for what nobody will do."""


class VirtualLoop(asyncio.AbstractEventLoop):
    """Runs coroutines in virtual time.

    Accidents are drawn by the moment they belong to, never one after the other from one
    source: sets of our connections have no order, and must not change what comes.

    Args:
        seed: of all accidents.
        thread_s: how long a thread takes at the mean before it does its work, and again
            before anybody hears of it.
    """

    def __init__(self, seed: int, thread_s: float = 0.0) -> None:
        self.steps = 0
        self.errors: list[dict[str, Any]] = []
        self._seed = seed
        self._thread_s = thread_s
        self._now = 0.0
        self._ready: deque[asyncio.Handle] = deque()
        self._timers: list[tuple[float, int, asyncio.TimerHandle]] = []
        self._numbers = itertools.count()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._closed = False

    # --- what asyncio asks of a loop --------------------------------------

    def time(self) -> float:
        return self._now

    def call_soon(
        self, callback: Callable[..., object], *args: Any, context: Context | None = None
    ) -> asyncio.Handle:
        handle = asyncio.Handle(callback, args, self, context)
        self._ready.append(handle)
        return handle

    call_soon_threadsafe = call_soon

    def call_later(
        self,
        delay: float,
        callback: Callable[..., object],
        *args: Any,
        context: Context | None = None,
    ) -> asyncio.TimerHandle:
        return self.call_at(self._now + delay, callback, *args, context=context)

    def call_at(
        self,
        when: float,
        callback: Callable[..., object],
        *args: Any,
        context: Context | None = None,
    ) -> asyncio.TimerHandle:
        handle = asyncio.TimerHandle(when, callback, args, self, context)
        late = _LATE_S[hash((self._seed, when)) % len(_LATE_S)]
        heapq.heappush(self._timers, (when + late, next(self._numbers), handle))
        return handle

    def _timer_handle_cancelled(self, handle: asyncio.TimerHandle) -> None:
        pass  # it is passed over when its time comes

    def create_future(self) -> asyncio.Future[Any]:
        return asyncio.Future(loop=self)

    def create_task(
        self, coro: Any, *, name: str | None = None, context: Context | None = None, **_: Any
    ) -> asyncio.Task[Any]:
        task = asyncio.Task(coro, loop=self, name=name, context=context)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def run_in_executor(
        self, executor: object, func: Callable[..., ValueT], *args: Any
    ) -> asyncio.Future[ValueT]:
        """Call it in one go at a moment drawn, and tell at a later one.

        That is all a thread of ours may do: nobody but the log is shared, and the log
        does one thing at a time.
        """
        done: asyncio.Future[ValueT] = self.create_future()
        self.call_later(self._a_while(executor is None), self._work, done, func, args)
        return done

    def _a_while(self, kind: object) -> float:
        if not self._thread_s:
            return 0.0
        return Random(hash((self._seed, self._now, kind))).expovariate(1 / self._thread_s)

    def get_debug(self) -> bool:
        return False

    def is_running(self) -> bool:
        return True

    def is_closed(self) -> bool:
        return self._closed

    def call_exception_handler(self, context: dict[str, Any]) -> None:
        self.errors.append(context)

    # --- running ------------------------------------------------------------

    @property
    def unfinished(self) -> list[asyncio.Task[Any]]:
        """The tasks that still run."""
        return [task for task in self._tasks if not task.done()]

    def run(self, main: Coroutine[Any, Any, ValueT]) -> ValueT:
        """Run until this is done.

        Raises:
            DeadlockError: it waits, and nothing is due.
        """
        asyncio._set_running_loop(self)
        try:
            task = self.create_task(main)
            while not task.done():
                self._step(task)
            return task.result()
        finally:
            asyncio._set_running_loop(None)

    def close(self) -> None:
        """Drop everything; what still ran is never heard of again."""
        for task in self._tasks:
            task._log_destroy_pending = False  # type: ignore[attr-defined]
        self._closed = True

    def _step(self, main: asyncio.Task[Any]) -> None:
        if not self._ready:
            self._pass_time(main)
        handle = self._ready.popleft()
        if not handle.cancelled():
            self.steps += 1
            handle._run()

    def _pass_time(self, main: asyncio.Task[Any]) -> None:
        while self._timers:
            when, _, handle = heapq.heappop(self._timers)
            if not handle.cancelled():
                self._now = max(self._now, when)
                self._ready.append(handle)
                return
        message = f"nothing is due, and {main!r} waits"
        raise DeadlockError(message)

    def _work(
        self, done: asyncio.Future[ValueT], func: Callable[..., ValueT], args: tuple[Any, ...]
    ) -> None:
        # Cancelled or not, what a thread was given to do it does.
        try:
            tell, outcome = _set_result, func(*args)
        except BaseException as error:  # noqa: BLE001 - as an executor does
            tell, outcome = _set_exception, error  # type: ignore[assignment]
        self.call_later(self._a_while(2), tell, done, outcome)


class InVirtualThread(Generic[ItemT]):
    """A thread of a virtual loop for one kind of work, as `live.beside.InThread` is a real one."""

    def __init__(self, work: Callable[[list[ItemT]], None], name: str) -> None:
        self._work = work
        self._name = name
        self._given: list[ItemT] = []
        self._working: asyncio.Future[None] | None = None

    @property
    def waiting(self) -> int:
        return len(self._given)

    def start(self) -> None:
        self._go_on()

    def give(self, item: ItemT) -> None:
        self._given.append(item)
        if self._working is None:
            self._go_on()

    async def finish(self) -> None:
        while self._working is not None:
            await asyncio.wait({self._working})

    def _go_on(self, _: object = None) -> None:
        self._working = None
        if self._given:
            loop = asyncio.get_running_loop()
            self._working = loop.run_in_executor(self._name, self._take)  # type: ignore[arg-type]
            self._working.add_done_callback(self._go_on)

    def _take(self) -> None:
        gathered, self._given = self._given, []
        self._work(gathered)


def _set_result(done: asyncio.Future[Any], result: object) -> None:
    if not done.done():
        done.set_result(result)


def _set_exception(done: asyncio.Future[Any], error: BaseException) -> None:
    if not done.done():
        done.set_exception(error)
