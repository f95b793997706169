"""pycrdt-websocket on uvicorn with uvloop, and its SQLite store: written while it is told."""

import socket

import uvicorn
import uvloop
from pycrdt.store import SQLiteYStore
from pycrdt.websocket import ASGIServer, WebsocketServer, YRoom


class Rooms(WebsocketServer):
    """Gives each room a store in a file of its own: they lock one another out of one they share."""

    async def get_room(self, name: str) -> YRoom:
        if name not in self.rooms:
            file = f"room-{name.strip('/')}.db"
            store = type("Store", (SQLiteYStore,), {"db_path": file})(name)
            self.rooms[name] = YRoom(ready=self.rooms_ready, ystore=store, log=self.log)
        room = self.rooms[name]
        await self.start_room(room)
        return room


async def main() -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=4096) as listening:
        async with Rooms() as rooms:
            config = uvicorn.Config(
                ASGIServer(rooms),
                log_level="critical",
                ws="websockets-sansio",
                ws_ping_interval=None,
            )
            print(listening.getsockname()[1], flush=True)
            await uvicorn.Server(config).serve([listening])


if __name__ == "__main__":
    uvloop.run(main())
