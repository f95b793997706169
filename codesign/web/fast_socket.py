"""uvicorn's WebSocket connection, with a door: finished frames go out, and messages come in.

ASGI's `await send` costs a fan-out two and a half times the processor time of the
write itself. This class therefore offers, in `scope["extensions"]`, a `FrameDoor`: an
accepted connection joins a set of writers, and whoever holds the set writes
straight to the transport. The rule it keeps: **whoever is in the set may be written
to**. Pausing and every way of closing take the connection out, so that the loop
over the set tests nothing.

A finished frame may be written at any moment because uvicorn writes each of its own
frames, pings and pongs included, with one `transport.write` and fragments none. Every
place where it begins to close is overridden here, since data after a close frame is
a protocol error.

What comes in would, by ASGI, wake a task for each message, and stop and start the reading.
Through the door a binary message goes where it is acted on within the same turn of the
loop. Text and the end still come by ASGI's `receive`.

It also sees to seven things that uvicorn leaves open. A peer that does not read can
hold its connection through the keepalive, a close or a shutdown for as long as it
likes: here it has `LINGER_S`. It can make pongs pile up by pinging: here only up to
`PONGS_BYTES`. If it has said goodbye, a shutdown raises: here it does not. A
message may come in any number of empty fragments: here in `FRAGMENTS_AT_MOST`. Text
that is not UTF-8, and a broken head of an upgrade, leave a stack trace in its log:
here they are refused in silence. And an upgrade whose head websockets does not take
is never answered: here with 400.

What it leans on though uvicorn does not document it (`UNDOCUMENTED`, and
`tests/web/test_fast_socket_contract.py` fails with a sentence when one goes):

- `transport`, where frames go; `loop`, for the one timer of a closing connection;
- `conn`, websockets' protocol object, to fail a connection, its `handshake_exc`, and
  its `available_extensions`, since compression would make frames private;
- `writable`, the event `send` waits for: set means not paused;
- `handshake_initiated`, `handshake_complete`, `close_sent` and `disconnected`, to know
  whether the peer was accepted and is still there;
- `frames`, the fragments of the message that is coming in, and `curr_msg_data_type`,
  what it is;
- `scope`, which exists before the application runs, and `run_asgi`, which runs it;
- the names and moments of the methods overridden below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypedDict

from typing_extensions import override  # `typing` has it from Python 3.12
from uvicorn.protocols.utils import ClientDisconnected
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from codesign.live.outbox import EXTENSION, Hear, Watcher

if TYPE_CHECKING:
    import asyncio

    from uvicorn.config import Config
    from uvicorn.server import ServerState
    from websockets.frames import Frame

    from codesign.live.fanout import Write

INBOUND_BYTES: Final = 64 * 1024  # longer commands come by POST; a longer message closes 1009
# A browser sends one fragment a message. Room for a proxy that cuts at a packet's size.
FRAGMENTS_AT_MOST: Final = 256
# What may wait for a peer that pings and does not read; above any outbox's hard limit.
PONGS_BYTES: Final = 2 * 1024 * 1024
LINGER_S: Final = 10.0  # between a goodbye and dropping a peer that does not take it

UNDOCUMENTED: Final = (
    "transport",
    "loop",
    "conn",
    "writable",
    "handshake_initiated",
    "handshake_complete",
    "close_sent",
    "disconnected",
    "frames",
    "curr_msg_data_type",
)


class SocketSettings(TypedDict):
    """What uvicorn's configuration must say about WebSockets."""

    ws: type[WebSocketsSansIOProtocol]
    ws_max_size: int
    ws_per_message_deflate: bool


def socket_settings() -> SocketSettings:
    """Return the part of uvicorn's configuration that this class needs."""
    return {
        "ws": FastWebSocketProtocol,
        "ws_max_size": INBOUND_BYTES,
        "ws_per_message_deflate": False,
    }


class FrameDoor:
    """The way past ASGI for one connection: `live.outbox.Door` says what it offers."""

    __slots__ = ("_hear", "_held", "_protocol", "_rest", "_watcher", "_writers", "write")

    def __init__(self, protocol: FastWebSocketProtocol) -> None:
        self._protocol = protocol
        self._watcher: Watcher | None = None
        self._writers: dict[int, Write] | None = None
        self._hear: Hear | None = None
        # While nothing is heard: the timer that ends it, and the rest of what was read.
        self._rest: asyncio.TimerHandle | None = None
        self._held: list[bytes] = []
        self.write: Write = _refuse

    @property
    def buffered_bytes(self) -> int:
        """How much the transport holds."""
        return self._protocol.transport.get_write_buffer_size()

    @property
    def paused(self) -> bool:
        """Whether the transport holds more than it should."""
        return not self._protocol.writable.is_set()

    def watch(self, watcher: Watcher, soft_bytes: int) -> None:
        """Tell this watcher, and pause above so many bytes; resume at a quarter of them."""
        self._watcher = watcher
        transport = self._protocol.transport
        if not transport.is_closing():
            transport.set_write_buffer_limits(high=soft_bytes)

    def join(self, writers: dict[int, Write]) -> None:
        """Enter `write` there, unless it is paused or closed."""
        self.leave()
        if self.write is _refuse:
            raise RuntimeError("A connection joins after it was accepted")
        if self.write is not _ignore and not self.paused:
            self._writers = writers
            writers[id(self)] = self.write

    def leave(self) -> None:
        """Take `write` out again."""
        if self._writers is not None:
            self._writers.pop(id(self), None)
            self._writers = None

    def listen(self, hear: Hear) -> None:
        """Give binary messages to `hear` as they come, until it is closed."""
        self._hear = hear

    async def drained(self) -> None:
        """Wait until it is not paused, or closed."""
        await self._protocol.writable.wait()

    async def close(self, code: int, reason: str) -> None:
        """Write a close frame and nothing after it; harmless on what is closed."""
        if self.write is not _ignore:
            await self._protocol.send({"type": "websocket.close", "code": code, "reason": reason})

    def abort(self) -> None:
        """Drop the transport, unsent bytes and all."""
        self.shut()
        self._protocol.transport.abort()

    # From here on: the protocol's side of the door.

    def open(self, write: Write) -> None:
        """Let frames out: the handshake is done."""
        self.write = write

    def pause(self) -> None:
        """Leave the writers, and say so."""
        self.leave()
        if self._watcher is not None:
            self._watcher.on_paused()

    def resume(self) -> None:
        """Say that the peer reads again; whoever watches sees to what it missed."""
        if self._watcher is not None:
            self._watcher.on_resumed()

    @property
    def is_heard(self) -> bool:
        """Whether somebody listens here."""
        return self._hear is not None

    def take(self, message: bytes) -> None:
        """Let a message in, behind those that were read and not heard yet."""
        if self._is_resting:
            self._held.append(message)
        else:
            self._give(message)

    @property
    def _is_resting(self) -> bool:
        return self._rest is not None

    def _give(self, message: bytes) -> None:
        wait_ms = 0 if self._hear is None else self._hear(message)
        # It may have been closed for what was said.
        if wait_ms and self.is_heard:
            # Unread, it fills the peer's buffers and not ours (rule L8).
            self._protocol.transport.pause_reading()
            self._rest = self._protocol.loop.call_later(wait_ms / 1000, self._go_on)

    def _go_on(self) -> None:
        self._rest = None
        held, self._held = self._held, []
        for message in held:
            self.take(message)
        if not (self._is_resting or self._protocol.transport.is_closing()):
            self._protocol.transport.resume_reading()

    def shut(self) -> None:
        """Let nothing out or in any more."""
        self.leave()
        self.write = _ignore
        self._hear = None
        if self._rest is not None:
            # The peer's goodbye is still to be read.
            self._rest.cancel()
            self._go_on()
        watcher, self._watcher = self._watcher, None
        if watcher is not None:
            watcher.on_closed()


def _refuse(frame: bytes) -> None:
    message = f"A frame of {len(frame)} bytes came before the connection was accepted"
    raise RuntimeError(message)


def _ignore(frame: bytes) -> None:
    """What a closed connection does with a frame: its reader learns of the end from ASGI."""


def _is_utf8(fragments: list[bytes]) -> bool:
    try:
        b"".join(fragments).decode()
    except UnicodeDecodeError:
        return False
    return True


class FastWebSocketProtocol(WebSocketsSansIOProtocol):
    """uvicorn's sans-I/O WebSocket protocol with a `FrameDoor` in the ASGI scope."""

    linger_s: float = LINGER_S

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        # Whatever the configuration says: a compressed frame belongs to one connection.
        self.conn.available_extensions = None
        self._door = FrameDoor(self)
        self._linger: asyncio.TimerHandle | None = None

    @override
    async def run_asgi(self) -> None:
        extensions: dict[str, Any] = self.scope["extensions"]
        extensions[EXTENSION] = self._door
        try:
            await super().run_asgi()
        finally:
            self._part()

    @override
    async def send(self, message: Any) -> None:
        if self.close_sent and self.handshake_complete:
            # A frame that could not be read ended it meanwhile, which the application cannot know.
            raise ClientDisconnected
        if message["type"] == "websocket.close":
            self._part()
            self.writable.set()  # A peer that does not read must not put off its own close.
        await super().send(message)
        if message["type"] == "websocket.accept" and self._is_open():
            self._door.open(self.transport.write)

    @override
    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.conn.handshake_exc is not None and not self.handshake_initiated:
            # websockets takes shorter lines than httptools; uvicorn would wait for more.
            self._refuse_head()

    @override
    def pause_writing(self) -> None:
        super().pause_writing()
        self._door.pause()

    @override
    def resume_writing(self) -> None:
        super().resume_writing()
        self._door.resume()

    @override
    def handle_ping(self) -> None:
        super().handle_ping()
        if self._door.buffered_bytes > PONGS_BYTES:
            self._door.abort()

    @override
    def handle_cont(self, event: Frame) -> None:
        if len(self.frames) < FRAGMENTS_AT_MOST:
            super().handle_cont(event)
        elif not self.transport.is_closing():
            self.conn.fail(1009, "too many fragments")
            self.handle_parser_exception()

    @override
    def handle_close(self, event: Frame) -> None:
        self._part()
        super().handle_close(event)

    @override
    def send_receive_event_to_app(self) -> None:
        if self.curr_msg_data_type == "text" and not _is_utf8(self.frames):
            # uvicorn would say the same, with a stack trace in the log.
            self.conn.fail(1007, "not UTF-8")
            self.handle_parser_exception()
        elif self.curr_msg_data_type == "bytes" and self._door.is_heard:
            message, self.frames = b"".join(self.frames), []
            self._door.take(message)
        else:
            super().send_receive_event_to_app()

    @override
    def handle_parser_exception(self) -> None:
        self._part()
        if self.conn.close_sent is None:
            # It came before the upgrade was answered: there is no WebSocket yet to say it on.
            self._refuse_head()
        else:
            super().handle_parser_exception()

    @override
    def keepalive_timeout(self) -> None:
        self._part()
        if self.transport.get_write_buffer_size():
            # close() would wait for a buffer that nobody empties.
            self.transport.abort()
        else:
            super().keepalive_timeout()

    @override
    def eof_received(self) -> None:
        self._part()
        super().eof_received()

    @override
    def shutdown(self) -> None:
        self._part()
        if self.transport.is_closing():
            # Its goodbye is said, and uvicorn would raise saying another.
            self.stop_keepalive()
        else:
            super().shutdown()

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        self._door.shut()
        if self._linger is not None:
            self._linger.cancel()
        super().connection_lost(exc)

    def _is_open(self) -> bool:
        return self.handshake_complete and not self.close_sent and not self.transport.is_closing()

    def _refuse_head(self) -> None:
        self.transport.write(b"HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n")
        self.transport.close()

    def _part(self) -> None:
        """Begin to close: leave the writers now, and drop the transport before long."""
        self._door.shut()
        if self._linger is None and not self.disconnected:
            self._linger = self.loop.call_later(self.linger_s, self.transport.abort)
