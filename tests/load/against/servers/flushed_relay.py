"""The least a Python server can do that has a note on disk before it tells it.

What comes goes to everybody of the room, once the commit it is in was flushed: on uvloop, with
SQLite in a thread that commits what has gathered. It knows nobody, checks nothing, seals
nothing, and understands only frames that nobody masks in earnest.
"""

import asyncio
import sqlite3
import threading
from collections import defaultdict
from queue import SimpleQueue
from typing import Final, cast

import uvloop
from websockets.utils import accept_key

_MEDIUM: Final = 126
_MOVE_EVERY_COMMITS: Final = 800

# Each with the name of its room.
Notes = list[tuple[bytes, bytes]]


class Rooms:
    """Everybody, by room, and the thread that writes."""

    def __init__(self) -> None:
        self.people: dict[bytes, set[asyncio.Transport]] = defaultdict(set)
        self._loop = asyncio.get_running_loop()
        self._given: SimpleQueue[tuple[bytes, bytes]] = SimpleQueue()
        threading.Thread(target=self._write, daemon=True).start()

    def give(self, room: bytes, said: bytes) -> None:
        """Have it written, and then told."""
        self._given.put((room, said))

    def _write(self) -> None:
        database = sqlite3.connect("relay.db", isolation_level=None)
        for setting in ("journal_mode=WAL", "synchronous=FULL", "wal_autocheckpoint=0"):
            database.execute(f"PRAGMA {setting}")
        database.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, room BLOB, said BLOB)")
        commits = 0
        while True:
            notes = [self._given.get()]
            while not self._given.empty():
                notes.append(self._given.get())
            database.execute("BEGIN IMMEDIATE")
            database.executemany("INSERT INTO note (room, said) VALUES (?, ?)", notes)
            database.execute("COMMIT")
            commits += 1
            if commits % _MOVE_EVERY_COMMITS == 0:
                database.execute("PRAGMA wal_checkpoint(PASSIVE)")
            self._loop.call_soon_threadsafe(self._tell, notes)

    def _tell(self, notes: Notes) -> None:
        by_room: dict[bytes, bytes] = defaultdict(bytes)
        for room, said in notes:
            by_room[room] += said
        for room, said in by_room.items():
            frame = b"\x82\x7e" + len(said).to_bytes(2, "big") + said
            for each in tuple(self.people[room]):
                each.write(frame)


class Line(asyncio.Protocol):
    """One person's, until they go."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms
        self._room = b""
        self._unread = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # uvloop's is one in all but name

    def connection_lost(self, exc: Exception | None) -> None:
        self._rooms.people[self._room].discard(self._transport)

    def data_received(self, data: bytes) -> None:
        data = self._unread + data
        if not self._room:
            self._shake_hands(data)
            return
        while len(data) >= (end := _end(data)):
            if data[0] & 0x0F <= 2:  # neither a ping nor a goodbye
                self._rooms.give(self._room, data[8 if data[1] & 0x7F == _MEDIUM else 6 : end])
            data = data[end:]
        self._unread = data

    def _shake_hands(self, head: bytes) -> None:
        self._room = head.split()[1]
        key = head.partition(b"Sec-WebSocket-Key: ")[2].partition(b"\r")[0].decode()
        self._transport.write(
            b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Accept: " + accept_key(key).encode() + b"\r\n\r\n"
        )
        self._rooms.people[self._room].add(self._transport)


def _end(data: bytes) -> int:
    """Return where the first frame ends; it may have yet to come."""
    size = data[1] & 0x7F if len(data) > 1 else 0
    return 8 + int.from_bytes(data[2:4], "big") if size == _MEDIUM else 6 + size


async def main() -> None:
    rooms = Rooms()
    server = await asyncio.get_running_loop().create_server(lambda: Line(rooms), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(main())
