"""Everybody's lines to one workshop, and the files a process may have open for them."""

import asyncio
import resource
from collections.abc import Mapping
from typing import Final, Self

from codesign.cli.board_copy import BoardCopy
from codesign.cli.errors import Refusal
from codesign.cli.line import Exchange, Line
from codesign.cli.progress import progress
from codesign.domain.ids import ParticipantId

# Besides the sockets: standard streams, the client's own connections, libraries.
OTHER_FILES: Final = 200


class Lines:
    """Opens lines and keeps them open until it is left; use as an async context manager.

    Args:
        exchange: what they share.
    """

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self._tasks = asyncio.TaskGroup()
        self._running: list[asyncio.Task[None]] = []
        self.by_person: dict[ParticipantId, Line] = {}

    async def __aenter__(self) -> Self:
        """Begin."""
        await self._tasks.__aenter__()
        return self

    async def __aexit__(self, *exc: object) -> None:
        """Close all lines."""
        for each in self._running:
            each.cancel()
        await self._tasks.__aexit__(*exc)  # type: ignore[arg-type]

    def open(self, person: ParticipantId, login: str, board: BoardCopy | None = None) -> Line:
        """Return a person's line, on its way to be opened."""
        line = Line(self._exchange, login, board)
        self.by_person[person] = line
        self._running.append(self._tasks.create_task(line.run()))
        return line

    async def open_all(self, logins: Mapping[ParticipantId, str]) -> None:
        """Return when everybody is in."""
        allow_files(len(logins) + OTHER_FILES)
        opening = [self.open(person, login) for person, login in logins.items()]
        with progress("Connecting", len(opening)) as going:
            for line in opening:
                await line.welcomed.wait()
                going.advance()


def allow_files(count: int) -> None:
    """Raise how many files this process may have open at once.

    Raises:
        Refusal: the system does not let us.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY or soft >= count:
        return
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (count, hard))
    except (ValueError, OSError):
        message = (
            f"This takes {count} open files and the system allows {hard}; raise it with ulimit -n."
        )
        raise Refusal(message) from None
