"""Counting beside the room: quick counts in a thread, long ones in a process of their own.

A thread that counts for long holds the interpreter, and everybody waits; so
what may take long runs in `counting_process.py`, one process a count, which
says how far it has come. When the count is cancelled, because the room ends,
the process is killed. When the process dies of itself the count is taken once
more, in a thread: a slow room is better than a vote without a result.
"""

import asyncio
import logging
import os
import pickle
import sys
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from codesign.domain.ids import OptionId
from codesign.methods.counting import Result, Tell, Votes, count
from codesign.methods.terms import BUDGETS, RANKED, Method

RoomVotes = Votes[str, OptionId]
RoomResult = Result[OptionId]
# Counts the votes of a round, telling how far it has come.
Count = Callable[[RoomVotes, Tell], Awaitable[RoomResult]]

OfT = TypeVar("OfT")
FoundT = TypeVar("FoundT")
# Something to count: a function of a module, and what it counts. Both are pickled.
Work = Callable[[OfT, Tell], FoundT]

# Starts a process, as `asyncio.create_subprocess_exec` does.
Start = Callable[..., Awaitable[asyncio.subprocess.Process]]

# Those whose work grows with more than the number of marks.
LONG: Final[frozenset[Method]] = RANKED | BUDGETS
_LENGTH_BYTES: Final = 4

logger = logging.getLogger(__name__)


class CountDiedError(Exception):
    """The process that counted ended without a result."""


async def count_beside(
    votes: RoomVotes, tell: Tell, start: Start = asyncio.create_subprocess_exec
) -> RoomResult:
    """Return the result of a round; the event loop is never held up."""
    if votes.method not in LONG:
        return await in_thread(count, votes, tell)
    return await in_process(count, votes, tell, start)


async def in_thread(work: Work[OfT, FoundT], of: OfT, _tell: Tell) -> FoundT:
    """Return what was counted in a thread, which tells nothing meanwhile."""
    return await asyncio.to_thread(work, of, _quiet)


async def in_process(
    work: Work[OfT, FoundT],
    of: OfT,
    tell: Tell,
    start: Start = asyncio.create_subprocess_exec,
) -> FoundT:
    """Return what was counted in a process of its own, or in a thread where that dies."""
    try:
        return await process_alone(work, of, tell, start)
    except CountDiedError:
        logger.warning("%s by a process of its own ended early; it is taken again", work.__name__)
        return await in_thread(work, of, tell)


async def process_alone(
    work: Work[OfT, FoundT],
    of: OfT,
    tell: Tell,
    start: Start = asyncio.create_subprocess_exec,
) -> FoundT:
    """Return what was counted in a process of its own.

    Raises:
        CountDiedError: it ended without a result.
    """
    process = await start(
        *(sys.executable, "-m", "codesign.live.counting_process"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        # Wherever this process found the package, and from wherever it was started.
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    try:
        return await _heard(process, work, of, tell)
    except (OSError, asyncio.IncompleteReadError, pickle.UnpicklingError, EOFError) as error:
        raise CountDiedError from error
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def _heard(
    process: asyncio.subprocess.Process, work: Work[OfT, FoundT], of: OfT, tell: Tell
) -> FoundT:
    """Hand the work over, and hear how far it is until what it found comes."""
    assert process.stdin is not None  # noqa: S101 - both are pipes
    assert process.stdout is not None  # noqa: S101
    process.stdin.write(pickle.dumps((work, of)))
    process.stdin.close()
    while True:
        length = int.from_bytes(await process.stdout.readexactly(_LENGTH_BYTES))
        done, said = pickle.loads(await process.stdout.readexactly(length))  # noqa: S301 - our own process
        if done:
            found: FoundT = said
            return found
        tell(*said)


def _quiet(_done: int, _of: int) -> None:
    """Tell nothing: a thread is not the one to speak to the event loop."""
