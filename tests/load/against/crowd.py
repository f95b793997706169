"""A crowd on lines into one server: who says a note, and when the last of their room has it.

One process reads all lines, so that its clock is the only one. Every note carries a number, and
each number that comes back is a delivery, however many of them share a frame.
"""

import re
import select
import socket
import time
from collections import deque
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Final, Self

from tests.load.peers import keepalive_pong, pong

if TYPE_CHECKING:
    from tests.load.against.dialects import Speaker

NUMBER: Final = re.compile(rb"@(\d{8})@")
# Of uvicorn four bytes follow, of ws none.
_PING: Final = re.compile(rb"\x89(?:\x00|\x04(.{4}))", re.DOTALL)
_CHUNK: Final = 256 * 1024
OPENS_WITHIN_S: Final = 30.0
# After the last note, for servers that have fallen behind.
ARRIVES_WITHIN_S: Final = 20.0


def pings_in(chunk: bytes) -> list[bytes]:
    """Return what each ping of a WebSocket's own asks.

    What only looks like one is answered in vain, which does no harm; one that is
    not answered ends the line.
    """
    return [found[1] or b"" for found in _PING.finditer(chunk)]


def cut_off(chunk: bytes) -> bytes:
    """Return the end of what was read, where a number or a ping may go on in the next."""
    begun = [place for place in (chunk.rfind(b"@", -9), chunk.rfind(b"\x89", -5)) if place >= 0]
    return chunk[min(begun) :] if begun else b""


class LostError(Exception):
    """The server closed a line, refused a note, or did not tell it to everybody in time.

    The message says what it did. Nothing more is to be had on these lines.
    """


@dataclass
class Heard:
    """What a round was like.

    `waits_s` is how long each note took until the last of its room had it, counted from when it
    was due; `seconds` from the first note to the last delivery.
    """

    waits_s: list[float] = field(default_factory=list)
    deliveries: int = 0
    seconds: float = 0.0
    client_cpu_s: float = 0.0

    def wait_ms(self, share: float) -> float:
        """Return the wait that this share of notes stayed below."""
        waits = sorted(self.waits_s)
        return 1_000 * waits[min(len(waits) - 1, int(len(waits) * share))]


@dataclass
class _Note:
    room: int
    due: float
    author: int
    missing: int
    author_has_it: bool = False

    def reaches(self, line: int) -> bool:
        """Count a delivery; the author's second does not count, who is told "mine" and "all"."""
        if line == self.author:
            if self.author_has_it:
                return False
            self.author_has_it = True
        self.missing -= 1
        return True


class Crowd:
    """Rooms of people, each on a line of their own."""

    def __init__(self, port: int, rooms: "Sequence[Sequence[Speaker]]") -> None:
        self.lost = ""  # why nothing more is to be had
        self._poll = select.epoll()
        self._lines: dict[int, socket.socket] = {}
        self._tails: dict[int, bytes] = {}
        self._rooms: list[deque[tuple[socket.socket, Speaker]]] = []
        self._numbers = count(1)
        self._heard_something = True
        self._under_way: dict[int, _Note] = {}
        self._prepared: list[deque[tuple[int, socket.socket, bytes]]] = [deque() for _ in rooms]
        try:
            for room in rooms:
                self._rooms.append(deque((self._opened(port, each), each) for each in room))
        except BaseException:
            self.__exit__()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._poll.close()
        for each in self._lines.values():
            each.close()

    def __len__(self) -> int:
        return len(self._lines)

    # --- rounds ---------------------------------------------------------------

    def paced(self, per_s: int, seconds: float) -> Heard:
        """Let so many notes a second be said, by everybody in turn, at even moments."""
        notes = round(per_s * seconds)
        self._prepare(-(-notes // len(self._rooms)))
        heard, said = Heard(), 0
        cpu_s, start = time.process_time(), time.perf_counter()
        until = start + seconds + ARRIVES_WITHIN_S
        while said < notes or self._under_way:
            now = time.perf_counter()
            while said < notes and (due := start + said / per_s) <= now:
                self._say(said % len(self._rooms), due)
                said += 1
            wait_s = max(0.0, start + said / per_s - now) if said < notes else 0.1
            self._take(heard, wait_s)
            self._require(now < until, "did not tell everybody in time")
        return _ended(heard, start, cpu_s)

    def saturated(self, in_flight: int, seconds: float, at_most: int) -> Heard:
        """Keep so many notes under way in each room for so long, or until so many were said."""
        self._prepare(at_most)
        heard = Heard()
        cpu_s, start = time.process_time(), time.perf_counter()
        for room in range(len(self._rooms)):
            for _ in range(in_flight):
                self._say(room, time.perf_counter())
        while self._under_way:
            now = time.perf_counter()
            for room in self._take(heard, 0.1):
                if now < start + seconds and self._prepared[room]:
                    self._say(room, time.perf_counter())
            self._require(
                now < start + seconds + ARRIVES_WITHIN_S, "did not tell everybody in time"
            )
        return _ended(heard, start, cpu_s)

    def settle(self, quiet_s: float = 0.05) -> None:
        """Read what came of itself, and answer pings, until nothing comes.

        A server that closes a line meanwhile is lost, and one that is lost is not read again.
        """
        with suppress(LostError):
            while self._heard_something and not self.lost:
                self._take(Heard(), quiet_s)
        self._heard_something = True

    # --- one line ---------------------------------------------------------------

    def _opened(self, port: int, speaker: "Speaker") -> socket.socket:
        line = socket.create_connection(("127.0.0.1", port), timeout=OPENS_WITHIN_S)
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._lines[line.fileno()] = line
        self._tails[line.fileno()] = b""
        line.sendall(
            f"GET {speaker.path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\n"
            "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            "Sec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        _wait_for(line, b"\r\n\r\n")
        for said, awaited in speaker.opening():
            line.sendall(said)
            if awaited:
                _wait_for(line, awaited)
        line.settimeout(0)
        self._poll.register(line, select.EPOLLIN)
        return line

    def _prepare(self, in_each: int) -> None:
        """Have so many notes ready in each room: making them is not what is measured."""
        for room, prepared in zip(self._rooms, self._prepared, strict=True):
            while len(prepared) < in_each:
                line, speaker = room[0]
                room.rotate(-1)
                number = next(self._numbers)
                prepared.append((number, line, speaker.note(number)))

    def _say(self, room: int, due: float) -> None:
        number, line, frame = self._prepared[room].popleft()
        self._under_way[number] = _Note(room, due, line.fileno(), len(self._rooms[room]))
        self._require(_sent(line, frame) == len(frame), "no longer takes what is said")

    def _take(self, heard: Heard, wait_s: float) -> Iterable[int]:
        """Read what there is; return the room of each note that the last has now."""
        complete = []
        events = self._poll.poll(wait_s, 1_024)
        self._heard_something = bool(events)
        for line, _ in events:
            chunk = self._tails[line] + _read(self._lines[line])
            self._require(len(chunk) > len(self._tails[line]), "closed a line")
            self._answer(line, chunk)
            now = time.perf_counter()
            for each in NUMBER.findall(chunk):
                note = self._under_way.get(int(each))
                if note is not None and note.reaches(line):
                    heard.deliveries += 1
                    if not note.missing:
                        del self._under_way[int(each)]
                        heard.waits_s.append(now - note.due)
                        complete.append(note.room)
            self._tails[line] = cut_off(chunk)
        return complete

    def _answer(self, line: int, chunk: bytes) -> None:
        self._require(b"\xa6reject" not in chunk, "refused a note")
        if b"\xa4ping" in chunk:
            _sent(self._lines[line], pong)
        for asked in pings_in(chunk):
            _sent(self._lines[line], keepalive_pong(asked))

    def _require(self, held: bool, otherwise: str) -> None:  # noqa: FBT001
        if not held:
            self.lost = otherwise
            raise LostError(otherwise)


def _ended(heard: Heard, start: float, cpu_s: float) -> Heard:
    heard.seconds = time.perf_counter() - start
    heard.client_cpu_s = time.process_time() - cpu_s
    return heard


def _read(line: socket.socket) -> bytes:
    """What came; nothing where the line is closed, in order or not."""
    try:
        return line.recv(_CHUNK)
    except ConnectionError:
        return b""


def _sent(line: socket.socket, frame: bytes) -> int:
    """How much of it the line took."""
    try:
        return line.send(frame)
    except (ConnectionError, BlockingIOError):
        return 0


def _wait_for(line: socket.socket, awaited: bytes) -> None:
    heard = b""
    while awaited not in heard:
        more = line.recv(_CHUNK)
        if not more:
            message = f"closed a line instead of saying {awaited!r}"
            raise LostError(message)
        heard += more
