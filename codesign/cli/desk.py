"""Commands a maintainer gives: to the running server, or in its place while it is stopped.

Either way they go through the one write path, `Room.submit`, and are events
like any others.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from codesign.app import clock, give_up, new_id
from codesign.cli.api import Api, AwayError
from codesign.cli.errors import Refusal
from codesign.cli.reading import opened, require_workshop
from codesign.domain.commands import Command
from codesign.domain.ids import SYSTEM, WorkshopId
from codesign.live.request import Refused, Request
from codesign.live.rooms import Rooms
from codesign.live.seams import Seams
from codesign.settings import Settings
from codesign.store.errors import InUseError
from codesign.store.log import Log

IN_USE = "A server is using this database. Have it do this with --url URL --login FACILITATOR_LINK."


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where commands go: to a server if it has a `url`, else into the database."""

    settings: Settings
    url: str = ""
    link: str = ""

    def ask(self, workshop: str, commands: Sequence[Command]) -> None:
        """Give the commands, one after the other.

        Raises:
            Refusal: one was refused; those before it stand.
        """
        if not self.url:
            return self._ask_here(workshop, commands)
        if not self.link:
            message = "With --url goes --login and the facilitator link of the workshop."
            raise Refusal(message)
        try:
            return asyncio.run(_ask_server(self, WorkshopId(workshop), commands))
        except AwayError:
            message = f"There is no answer from {self.url}."
            raise Refusal(message) from None

    def _ask_here(self, workshop: str, commands: Sequence[Command]) -> None:
        try:
            with opened(self.settings, exclusive=True) as log:
                asyncio.run(_ask_room(log, require_workshop(log, workshop), commands))
                if log.owes_destruction:
                    message = (
                        "It is recorded, but the words are not destroyed yet:"
                        " the next start of the server does that."
                    )
                    raise Refusal(message)
        except InUseError:
            raise Refusal(IN_USE) from None


async def _ask_room(log: Log, workshop: WorkshopId, commands: Sequence[Command]) -> None:
    seams = Seams(clock=clock, new_id=new_id, on_flush_failed=give_up)
    async with Rooms(log, seams) as rooms:
        room = await rooms.room(workshop)
        for command in commands:
            answer = await room.submit(Request(id=new_id(), command=command, by=SYSTEM, via="desk"))
            if isinstance(answer, Refused):
                raise Refusal(answer.message)


async def _ask_server(desk: Desk, workshop: WorkshopId, commands: Sequence[Command]) -> None:
    async with Api(desk.url) as api:
        login = await api.login_of_link(desk.link)
        for command in commands:
            answer = await api.ask(workshop, login, new_id(), command)
            if answer["t"] != "ack":
                raise Refusal(answer["message"])
