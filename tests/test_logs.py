"""The server's log: what a line looks like, and that nothing anybody wrote is ever in one."""

import asyncio
import itertools
import json
import logging
import socket
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

import httpx
import msgspec
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount

from codesign.app import server_config
from codesign.domain.ids import CommandId
from codesign.live.request import Request
from codesign.live.room import RoomClosedError
from codesign.logs import JsonLines, TextLines, write_lines
from codesign.store.errors import StorageError
from tests.histories import TEXTS, a_command
from tests.live.hall import until
from tests.web.site import Site, Started, a_site, an_id, hidden_fields
from tests.web.sockets import a_socket

# Shorter words are in any sentence.
TELLING = 4


def a_record(name: str, message: str, *args: object, **extra: object) -> logging.LogRecord:
    logger = logging.getLogger(name)
    return logger.makeRecord(name, logging.WARNING, "f", 1, message, args, None, extra=extra)


def test_a_line_for_programs_is_an_object_with_what_belongs_to_it() -> None:
    line = JsonLines().format(a_record("codesign.live", "opened in %d ms", 3, workshop="Ab", seq=7))
    entry = json.loads(line)
    assert entry.pop("at").endswith("Z")
    assert entry == {
        "level": "warning",
        "logger": "codesign.live",
        "message": "opened in 3 ms",
        "workshop": "Ab",
        "seq": 7,
    }


def test_a_line_for_people_is_a_sentence_and_then_what_belongs_to_it() -> None:
    line = TextLines().format(a_record("codesign.live", "slow\n  disk", why="it is full", ms=3))
    assert line.endswith('Z warning slow disk logger=codesign.live why="it is full" ms=3')


def test_of_a_librarys_entry_only_its_fixed_words_are_kept() -> None:
    record = a_record("uvicorn.error", 'got "%s" from %(who)s, %5.2f%%', "Siân", secret="Siân")
    assert "Siân" not in TextLines().format(record)
    assert 'got "..." from ...' in TextLines().format(record)


def test_what_asyncio_shows_of_a_task_is_left_out() -> None:
    record = a_record("asyncio", "Task exception was never retrieved\nfuture: KeyError('Siân')")
    assert json.loads(JsonLines().format(record))["message"] == "Task exception was never retrieved"


def say_it_again() -> None:
    try:
        _ = {}["Siân"]
    except KeyError as error:
        message = "Siân said it"
        raise ValueError(message) from error


def test_an_exception_is_told_by_type_and_place_and_never_by_its_words() -> None:
    record = a_record("codesign.live", "room failed")
    with pytest.raises(ValueError, match="Siân") as caught:
        say_it_again()
    record.exc_info = (ValueError, caught.value, caught.tb)
    told = json.loads(JsonLines().format(record))["raised"]
    assert "Siân" not in told
    assert told.startswith("ValueError (test_logs.py:")
    assert ", from KeyError (test_logs.py:" in told


@pytest.fixture
def _as_before() -> Iterator[None]:
    root, ours = logging.getLogger(), logging.getLogger("codesign")
    handlers, levels = root.handlers[:], (root.level, ours.level)
    # A server that another test ran may have let uvicorn write by itself, and be held to take
    # warnings, which pytest has put back since.
    logging.captureWarnings(capture=False)
    theirs = logging.getLogger("uvicorn")
    writing, theirs.handlers, theirs.propagate = theirs.handlers, [], True
    yield
    theirs.handlers = writing
    root.handlers[:] = handlers
    root.setLevel(levels[0])
    ours.setLevel(levels[1])
    logging.captureWarnings(capture=False)


@pytest.mark.usefixtures("_as_before")
def test_everything_goes_to_the_error_stream_a_line_an_entry(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write_lines("json")
    logging.getLogger("codesign.web.audit").info("audit done")
    logging.getLogger("codesign.live").debug("too small to tell")
    logging.getLogger("uvicorn.error").info("a library chats")
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn("Siân's card", stacklevel=1)
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    done, warned = [each["message"] for each in lines]
    assert done == "audit done"
    assert warned.endswith(": UserWarning")


async def breaks(_scope: Any, _receive: Any, _send: Any) -> None:
    raise ValueError("Siân said it")


@pytest.mark.usefixtures("_as_before")
async def test_what_breaks_the_server_is_logged_without_its_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write_lines("json")
    config = server_config(Starlette(routes=[Mount("/", breaks)]))
    config.lifespan = "off"
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        serving = asyncio.create_task(server._serve([listening]))
        try:
            await until(lambda: server.started)
            async with httpx.AsyncClient() as client:
                address = f"http://127.0.0.1:{listening.getsockname()[1]}/"
                assert (await client.get(address)).status_code == 500
        finally:
            server.should_exit = True
            await serving
    said = capsys.readouterr().err
    assert "Siân" not in said
    [entry] = [each for each in map(json.loads, said.splitlines()) if "raised" in each]
    assert entry["message"] == "Exception in ASGI application"
    assert entry["raised"].startswith("ValueError (")


# --- an evening ----------------------------------------------------------------


class Breaking:
    """A log that fails now and then, with an exception that holds what it was given."""

    def __init__(self, append: Any) -> None:
        self._append = append
        self._times = itertools.count(1)

    def __call__(self, batch: Any) -> Any:
        times = next(self._times)
        if times % 9 == 4:
            raise RuntimeError(repr(batch))
        if times % 9 == 8:
            return [StorageError("storage_failed")] * len(batch)
        return self._append(batch)


@contextmanager
def everything_logged() -> Iterator[list[str]]:
    """Write all that is logged, however small, in both shapes."""
    lines: list[str] = []

    class Both(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.extend(shape.format(record) for shape in (TextLines(), JsonLines()))

    root, ours = logging.getLogger(), logging.getLogger("codesign")
    levels, handler = (root.level, ours.level), Both()
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    ours.setLevel(logging.DEBUG)
    try:
        yield lines
    finally:
        root.removeHandler(handler)
        root.setLevel(levels[0])
        ours.setLevel(levels[1])


async def an_evening(site: Site, started: Started, random: Random, steps: int) -> set[str]:
    """Do what people do, likely and silly; return all that was typed, and every secret."""
    typed = {"Llwybr y Gog", started.code, started.facilitator_link.partition("#")[2]}
    typed |= {text.strip() for text in TEXTS}
    typed |= await _at_the_door(site, started, random)
    for _ in range(steps):
        room = await site.doors.rooms.room(started.workshop)
        command, act = a_command(room.memory.workshop, random)
        request = Request(
            id=CommandId(an_id()), command=command, by=act.by, for_=act.for_, via=act.via
        )
        try:
            await room.submit(request)
        except RoomClosedError:
            await asyncio.sleep(0)
    return typed


async def _at_the_door(site: Site, started: Started, random: Random) -> set[str]:
    name = f"Angharad-{random.randrange(10**9)}"
    resident = site.browser()
    await resident.join(started, name=name)
    ticket = str((await resident.post(f"{started.path}/ticket")).json()["ticket"])
    async with a_socket(site, f"{started.path}/socket") as peer:
        peer.send(msgspec.msgpack.encode({"t": "hello", "v": 1, "ticket": ticket, "have": None}))
        peer.send(msgspec.msgpack.encode({"t": "command", "id": "Myfanwy", "type": "Myfanwy"}))
        peer.send_text("Myfanwy writes text")
        while (await peer.next())["type"] != "websocket.close":
            pass
    fields = hidden_fields((await resident.get(f"{started.path}/join?code=WRONGCODE")).text)
    await resident.post(f"{started.path}/join", fields | {"code": "WRONGCODE", "name": name})
    await resident.follow(f"{started.path}/f#guessed-token-Myfanwy")
    cookies = set(resident.client.cookies.values()) | set(
        started.facilitator.client.cookies.values()
    )
    return {name, ticket, "Myfanwy", "WRONGCODE", site.log.server_secret.hex(), *cookies}


@pytest.mark.parametrize("seed", range(2))
async def test_nothing_that_anybody_wrote_and_no_secret_is_in_the_log(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    random = Random(seed)
    with everything_logged() as lines:
        async with a_site(tmp_path) as site:
            started = await site.start(title="Llwybr y Gog")
            monkeypatch.setattr(site.log, "append", Breaking(site.log.append))
            typed = await an_evening(site, started, random, 60)
    assert any("room" in line and "RuntimeError" in line for line in lines)
    told = "\n".join(lines)
    known = {each for each in typed if len(each) >= TELLING}
    assert known
    assert {each for each in known if each in told} == set()
