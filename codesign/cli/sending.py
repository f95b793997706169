"""Sends steps in the order of their times, some at once, each when its turn has come."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from codesign.cli.errors import Refusal
from codesign.cli.line import Line, RejectedError
from codesign.cli.pace import offsets_s
from codesign.cli.plan import Step
from codesign.domain.ids import CommandId, ParticipantId

# As many as a room takes into one commit. On a busy machine a quarter of it takes half as long
# again; more would only put the acts further out of the order of their times.
WINDOW: Final = 256


class Sender:
    """Sends the steps of one import.

    Args:
        lines: everybody's line.
        speed: so many times as fast as it was; None is flat out.
        done: called after each answer.
    """

    def __init__(
        self, lines: Mapping[ParticipantId, Line], speed: float | None, done: Callable[[], None]
    ) -> None:
        self._lines = lines
        self._speed = speed
        self._done = done
        self._window = asyncio.Semaphore(WINDOW)

    async def send(self, steps: Sequence[Step]) -> None:
        """Return when all steps are answered.

        Raises:
            Refusal: the server refused one for good.
        """
        loop = asyncio.get_running_loop()
        start = loop.time()
        sent: dict[CommandId, asyncio.Task[None]] = {}
        async with asyncio.TaskGroup() as tasks:
            due = offsets_s([each.at for each in steps], self._speed)
            for step, offset_s in zip(steps, due, strict=True):
                await asyncio.sleep(max(0, start + offset_s - loop.time()))
                for each in step.after:
                    await sent[each]
                await self._window.acquire()
                sent[step.id] = tasks.create_task(self._ask(step))

    async def _ask(self, step: Step) -> None:
        line = self._lines[step.by]
        try:
            await line.ask(step.id, step.command, said_at=step.said_at)
        except RejectedError as error:
            name = type(step.command).__name__
            message = f"The server refused {name} ({error.code}). {error} The rest was not sent."
            raise Refusal(message) from None
        self._window.release()
        self._done()
