"""uvicorn's HTTP connection, with a way to drop a streamed answer whose peer does not read.

ASGI lets an application end an answer, and then what the peer has yet to take is waited for: a
peer that reads nothing holds its connection and its buffers for as long as it likes. Here the
scope's `extensions` carry what drops the transport, for `web/stream.py`.

It leans on two attributes that uvicorn does not document: `scope`, made when a request begins,
and `transport`; `tests/web/test_stream_server.py` fails when one goes.
"""

from typing import Final

from typing_extensions import override  # `typing` has it from Python 3.12
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

# Where an application finds a function that drops the transport.
ABORT: Final = "codesign.abort"


class DroppableHttpProtocol(HttpToolsProtocol):
    """uvicorn's HTTP protocol, which an application can drop."""

    @override
    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.scope["extensions"] = {ABORT: self.transport.abort}  # type: ignore[dict-item]
