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
from typing import Final

from codesign.domain.ids import OptionId
from codesign.methods.counting import Result, Tell, Votes, count
from codesign.methods.terms import BUDGETS, RANKED, Method

RoomVotes = Votes[str, OptionId]
RoomResult = Result[OptionId]
# Counts the votes of a round, telling how far it has come.
Count = Callable[[RoomVotes, Tell], Awaitable[RoomResult]]

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
        return await count_in_thread(votes, tell)
    try:
        return await count_in_process(votes, tell, start)
    except CountDiedError:
        logger.warning("a count by %s ended early; it is taken again", votes.method)
        return await count_in_thread(votes, tell)


async def count_in_thread(votes: RoomVotes, _tell: Tell) -> RoomResult:
    """Return the result of a round, counted in a thread, which tells nothing meanwhile."""
    return await asyncio.to_thread(count, votes)


async def count_in_process(
    votes: RoomVotes, tell: Tell, start: Start = asyncio.create_subprocess_exec
) -> RoomResult:
    """Return the result of a round, counted in a process of its own.

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
        return await _heard(process, votes, tell)
    except (OSError, asyncio.IncompleteReadError, pickle.UnpicklingError, EOFError) as error:
        raise CountDiedError from error
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def _heard(process: asyncio.subprocess.Process, votes: RoomVotes, tell: Tell) -> RoomResult:
    """Hand the votes over, and hear how far it is until the result comes."""
    assert process.stdin is not None  # noqa: S101 - both are pipes
    assert process.stdout is not None  # noqa: S101
    process.stdin.write(pickle.dumps(votes))
    process.stdin.close()
    while True:
        length = int.from_bytes(await process.stdout.readexactly(_LENGTH_BYTES))
        said = pickle.loads(await process.stdout.readexactly(length))  # noqa: S301 - our own process
        if isinstance(said, Result):
            return said
        tell(*said)
