"""uvicorn's HTTP connection, with an end to what a peer may take its time over.

uvicorn waits for ever for a head or a body, and keeps a head of any length. A few
hundred peers that send a byte now and then would hold all its connections, and one
that never ends its head all its memory. Here a head has `HEAD_BYTES`,
`HEADERS_AT_MOST` and `GRACE_S`; a body must come at `BYTES_PER_S` after that; and
whoever sends on after the answer is dropped. A slow phone in a valley is well
above that rate.

What it leans on though uvicorn does not document it is in `UNDOCUMENTED`, and
`tests/web/test_bounded_http.py` fails with a sentence when one goes.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final, cast

from httptools import HttpParserUpgrade
from typing_extensions import override  # `typing` has it from Python 3.12

from codesign.web.stream_server import DroppableHttpProtocol

if TYPE_CHECKING:
    import asyncio

    from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

HEAD_BYTES: Final = 16 * 1024  # the login cookie has at most 4 KiB of it
HEADERS_AT_MOST: Final = 100  # websockets, which reads the head of an upgrade again, takes 128
GRACE_S: Final = 20.0
BYTES_PER_S: Final = 500

UNDOCUMENTED: Final = (
    "transport",
    "loop",
    "cycle",
    "headers",
    "url",
    "connection_made",
    "connection_lost",
    "data_received",
    "handle_websocket_upgrade",
    "on_message_begin",
    "on_headers_complete",
    "on_message_complete",
    "send_400_response",
)

_TOO_LONG: Final = b"431 Request Header Fields Too Large"
_TOO_SLOW: Final = b"408 Request Timeout"


class _HeadTooLongError(Exception):
    """Ends the parsing of a head; httptools wraps it."""


class BoundedHttpProtocol(DroppableHttpProtocol):
    """uvicorn's HTTP protocol on httptools, with limits to heads and to patience."""

    grace_s: float = GRACE_S

    def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 - handed on
        super().__init__(*arguments, **options)
        self._deadline: asyncio.TimerHandle | None = None
        self._began = 0.0
        # Of the request that is coming in: whether its head is, and how much came of it.
        self._in_head = True
        self._taken = 0
        self._head_too_long = False
        self._upgraded = False
        self._data = b""

    @override
    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._expect()

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_expecting()
        super().connection_lost(exc)

    @override
    def data_received(self, data: bytes) -> None:
        self._taken += len(data)
        self._data = data
        super().data_received(data)
        self._data = b""
        if self._upgraded or self.transport.is_closing():
            return
        if self._in_head and self._taken > HEAD_BYTES:
            self._refuse(_TOO_LONG)
        elif self._deadline is None and self._is_idle():
            # Blank lines between requests are no request, but put off uvicorn's own end to them.
            self._expect()

    @override
    def handle_websocket_upgrade(self) -> None:
        self._upgraded = True
        self._stop_expecting()
        # httptools raises where it stopped reading; what follows would be lost.
        upgrade = sys.exc_info()[1]
        rest = self._data[upgrade.args[0] :] if isinstance(upgrade, HttpParserUpgrade) else b""
        super().handle_websocket_upgrade()
        if rest and not self.transport.is_closing():
            cast("asyncio.Protocol", self.transport.get_protocol()).data_received(rest)

    @override
    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._in_head = True
        if self._deadline is None:
            self._expect()

    @override
    def on_headers_complete(self) -> None:
        length = len(self.url) + sum(len(name) + len(value) for name, value in self.headers)
        if length > HEAD_BYTES or len(self.headers) > HEADERS_AT_MOST:
            self._head_too_long = True
            raise _HeadTooLongError
        super().on_headers_complete()
        self._in_head = False

    @override
    def on_message_complete(self) -> None:
        super().on_message_complete()
        self._in_head = True
        self._stop_expecting()

    @override
    def send_400_response(self, msg: str) -> None:
        if self._head_too_long:
            self._refuse(_TOO_LONG)
        else:
            super().send_400_response(msg)

    def _is_idle(self) -> bool:
        cycle: RequestResponseCycle | None = self.cycle  # None before the first request
        return cycle is None or cycle.response_complete

    def _expect(self) -> None:
        """Give a request its time, from now on."""
        self._taken = 0
        self._began = self.loop.time()
        self._deadline = self.loop.call_later(self.grace_s, self._due)

    def _stop_expecting(self) -> None:
        self._taken = 0
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _due(self) -> None:
        """See how far it got: a body that comes fast enough gets as much time again."""
        self._deadline = None
        if self.transport.is_closing():
            return
        waited_s = self.loop.time() - self._began
        if self._in_head or self._is_idle() or self._taken < waited_s * BYTES_PER_S:
            self._refuse(_TOO_SLOW)
        else:
            self._deadline = self.loop.call_later(self.grace_s, self._due)

    def _refuse(self, status: bytes) -> None:
        if self._is_idle() or not self.cycle.response_started:
            self.transport.write(
                b"HTTP/1.1 " + status + b"\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
            )
        self.transport.close()
