"""Clients by the thousand: each keeps to SPEC.md, knows nothing of the others, and costs little.

They hold no board, only what a client needs to come back: its version, and what it asked.
"""

import asyncio
import json
import random
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final

import msgspec

from codesign.domain.ids import CommandId, WorkshopId
from tests.load.peers import frame, keepalive_pong, pong

# Rule L5.
FIRST_PAUSE_S: Final = 2.0
PAUSE_AT_MOST_S: Final = 30.0
OPENING_S: Final = 30.0
_SWITCHED: Final = 101
_OK: Final = 200


class NotNowError(Exception):
    """The server told when to come again; 0 where it told nothing."""

    def __init__(self, retry_s: int) -> None:
        super().__init__(retry_s)
        self.retry_s = retry_s


@dataclass
class Client:
    """One person's line; `run` must be running."""

    port: int
    workshop: WorkshopId
    login: str
    welcomed: asyncio.Event = field(default_factory=asyncio.Event)
    _have: dict[str, Any] | None = None
    _view: str = ""
    _unanswered: dict[CommandId, tuple[bytes, asyncio.Future[str]]] = field(default_factory=dict)
    _writer: asyncio.StreamWriter | None = None

    async def ask(self, command: CommandId, payload: bytes) -> str:
        """Ask until it is answered; return `ack`, or why it was refused."""
        answer: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._unanswered[command] = payload, answer
        if self._writer is not None:
            self._writer.write(payload)
        return await answer

    def cut(self, *, reloaded: bool) -> None:
        """Lose the line, and where the page is loaded again also what is known of the board."""
        self.welcomed.clear()
        if reloaded:
            self._have = None
        if self._writer is not None:
            self._writer.transport.abort()

    async def run(self) -> None:
        """Keep the line until cancelled."""
        failures = 0
        while True:
            retry_s = 0
            try:
                await self._live()
            except NotNowError as turn:
                retry_s = turn.retry_s
            except (OSError, EOFError, TimeoutError):
                pass
            failures = 0 if self.welcomed.is_set() else failures + (not retry_s)
            self.welcomed.clear()
            await asyncio.sleep(_pause_s(failures, retry_s))

    async def _live(self) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            async with asyncio.timeout(OPENING_S):
                await self._say_hello(reader, writer)
            self._writer = writer
            while True:
                self._hear(writer, await _message(reader, writer))
        finally:
            self._writer = None
            writer.transport.abort()

    async def _say_hello(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host = f"Host: 127.0.0.1:{self.port}\r\n"
        writer.write(
            f"POST /w/{self.workshop}/ticket HTTP/1.1\r\n{host}Content-Length: 0\r\n"
            f"Authorization: Bearer {self.login}\r\n\r\n".encode()
        )
        ticket = json.loads(await _answer(reader, _OK))["ticket"]
        writer.write(
            f"GET /w/{self.workshop}/socket HTTP/1.1\r\n{host}Upgrade: websocket\r\n"
            "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            "Sec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        await _answer(reader, _SWITCHED)
        writer.write(frame({"t": "hello", "v": 1, "ticket": ticket, "have": self._have}))

    def _hear(self, writer: asyncio.StreamWriter, payload: bytes) -> None:
        told = msgspec.msgpack.decode(payload)
        match told["t"]:
            case "welcome":
                self._view = told["view"]
                for again, _ in self._unanswered.values():
                    writer.write(again)
                self.welcomed.set()
            case "snapshot" if "hash8" in told:
                self._hold(told, told["at"])
            case "delta":
                self._hold(told, told["to"])
            case "ping":
                writer.write(pong)
            case "ack" | "reject":
                _, answer = self._unanswered.pop(told["id"])
                answer.set_result(told.get("code", "ack"))
            case _:
                pass

    def _hold(self, told: dict[str, Any], seq: int) -> None:
        have = {"epoch": told["epoch"], "seq": seq, "hash8": told["hash8"], "view": self._view}
        self._have = have


def _pause_s(failures: int, retry_s: int) -> float:
    if retry_s:
        return retry_s + random.random()
    longest_s = FIRST_PAUSE_S if failures == 0 else 2.0 ** (failures - 1)
    return random.uniform(0, min(longest_s, PAUSE_AT_MOST_S))


async def _answer(reader: asyncio.StreamReader, wanted: int) -> bytes:
    """Return the body of an answer of this status."""
    lines = (await reader.readuntil(b"\r\n\r\n")).decode().lower().split("\r\n")
    headers = dict(each.split(": ", 1) for each in lines[1:] if each)
    body = b""
    with suppress(KeyError):
        body = await reader.readexactly(int(headers["content-length"]))
    if int(lines[0].split(" ")[1]) != wanted:
        raise NotNowError(int(headers.get("retry-after", 0)))
    return body


async def _message(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
    """Return the next message; what is no message ends the line."""
    opcode, size = await reader.readexactly(2)
    if size == 126:
        size = int.from_bytes(await reader.readexactly(2), "big")
    elif size == 127:
        size = int.from_bytes(await reader.readexactly(8), "big")
    payload = await reader.readexactly(size)
    if opcode == 0x89:
        writer.write(keepalive_pong(payload))
        return await _message(reader, writer)
    if opcode != 0x82:
        raise EOFError
    return payload
