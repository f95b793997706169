"""`codesign example`: makes the illustrative recorded workshop, by the product itself.

The script (`programmes/example.py`) is played through a room as anybody's
commands are, by a clock of its own, so that an hour and a quarter takes a
second. Every identifier is derived: interrupted, it is taken up again.
"""

import asyncio
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Final
from urllib.parse import quote

import click

from codesign.app import give_up
from codesign.cli.errors import Refusal, refusing
from codesign.domain.ids import CommandId, WorkshopId, derived_id
from codesign.live.request import Refused, Request
from codesign.live.room import Room
from codesign.live.rooms import Rooms
from codesign.live.seams import Seams
from codesign.programmes.example import STARTS_AT, WORKSHOP, ExampleAct, acts, command_id
from codesign.replay.rebuild import workshop_at
from codesign.store.log import Log, open_log

_LOOK_EVERY_S: Final = 0.002


@click.command()
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False))
@refusing
def example(path: Path) -> None:
    """Make a database at PATH with the illustrative recorded workshop.

    It shows a quick meeting from the welcome to what was decided, with made-up
    people. The last line printed is the workshop's identifier.
    """
    if path.exists():
        message = f"{path} exists already; choose another name."
        raise Refusal(message)
    log = open_log(f"sqlite:///{quote(str(path))}", exclusive=True)
    try:
        click.echo(ensure_example(log))
    finally:
        log.close()


def ensure_example(log: Log) -> WorkshopId | None:
    """Return the illustrative workshop of a log, made first if the log is empty.

    A log with other workshops and not this one is left alone. Of several servers that start on
    one database one makes it, and the others wait until it is there.
    """
    with log.turn():
        head = log.head(WORKSHOP)
        if not head and log.workshops():
            return None
        if not workshop_at(log.read, WORKSHOP, head).published:
            asyncio.run(_play(log))
        return WORKSHOP


class _Clock:
    """The time within the script, in ms UTC."""

    def __init__(self) -> None:
        self.now = STARTS_AT

    def __call__(self) -> int:
        return self.now


async def _play(log: Log) -> None:
    clock = _Clock()
    new_id = _server_ids(log.head(WORKSHOP))
    seams = Seams(clock=clock, new_id=new_id, on_flush_failed=give_up)
    async with Rooms(log, seams) as rooms:
        for number, act in enumerate(acts()):
            clock.now = STARTS_AT + act.at_ms
            await _ask(rooms, _request(number, act))


def _server_ids(head: int) -> Callable[[], CommandId]:
    """Return what mints the identifiers of the server's own acts: never one twice."""
    numbers = count(head)
    return lambda: CommandId(derived_id(WORKSHOP, "server", next(numbers)))


def _request(number: int, act: ExampleAct) -> Request:
    return Request(
        id=command_id(number),
        command=act.command,
        by=act.by,
        for_=act.for_,
        via=act.via,
        lang="en",
    )


async def _ask(rooms: Rooms, request: Request) -> None:
    # An unknown workshop is opened empty: the first act creates it.
    answer = await rooms.create(WORKSHOP, request)
    if isinstance(answer, Refused):
        name = type(request.command).__name__
        message = f"The example does not fit the rules: {name} gave {answer.code}."
        raise Refusal(message)
    await _all_counted(await rooms.room(WORKSHOP))


async def _all_counted(room: Room) -> None:
    """Return once every closed round is counted: what follows may rest on the result."""
    while any(  # noqa: ASYNC110 - nothing in a room tells who is not connected
        each["closed_seq"] is not None and not each["counted"] and each["void_reason"] is None
        for each in (await room.board("facilitator")).records["rounds"].values()
    ):
        await asyncio.sleep(_LOOK_EVERY_S)
