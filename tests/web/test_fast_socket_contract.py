"""What `web/fast_socket.py` leans on in uvicorn and websockets, though nobody promised it.

When one of these fails after an upgrade, read that module's opening, then uvicorn's
`websockets_sansio_impl.py`, and mend the one with the other before the pin moves.
"""

import asyncio
import inspect
from importlib.metadata import version

import pytest
from uvicorn.config import Config
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState
from websockets.server import ServerProtocol

from codesign.web.fast_socket import UNDOCUMENTED, FastWebSocketProtocol, socket_settings

OVERRIDDEN = {
    "run_asgi": (),
    "data_received": ("data",),
    "send": ("message",),
    "pause_writing": (),
    "resume_writing": (),
    "handle_ping": (),
    "handle_cont": ("event",),
    "handle_close": ("event",),
    "send_receive_event_to_app": (),
    "handle_parser_exception": (),
    "keepalive_timeout": (),
    "eof_received": (),
    "shutdown": (),
    "connection_lost": ("exc",),
}
# Every method that closes the transport or sends a close frame. We take part in each.
CLOSING = ("transport.close(", "send_close(", "conn.fail(")


@pytest.fixture
async def stock():
    """A connection as uvicorn makes it."""
    config = Config(app=None, lifespan="off", **{**socket_settings(), "ws_max_size": 1234})
    config.load()
    return WebSocketsSansIOProtocol(config, ServerState(), {}, asyncio.get_running_loop())


def source_of(name):
    return inspect.getsource(getattr(WebSocketsSansIOProtocol, name))


@pytest.mark.parametrize("name", UNDOCUMENTED)
async def test_uvicorn_still_has_what_we_lean_on(stock, name):
    assert hasattr(stock, name), f"uvicorn {version('uvicorn')} has no `{name}` any more"


@pytest.mark.parametrize(("name", "takes"), OVERRIDDEN.items())
def test_uvicorn_still_calls_what_we_override(name, takes):
    method = getattr(WebSocketsSansIOProtocol, name, None)
    assert method is not None, f"uvicorn {version('uvicorn')} has no method `{name}` any more"
    parameters = tuple(inspect.signature(method).parameters)[1:]
    assert parameters == takes, f"uvicorn's `{name}` takes {parameters}, we expect {takes}"
    assert name in vars(FastWebSocketProtocol), f"we no longer override `{name}`"


def test_uvicorn_closes_nowhere_that_we_do_not_know_of():
    closing = {
        name
        for name, method in vars(WebSocketsSansIOProtocol).items()
        if inspect.isfunction(method) and any(words in source_of(name) for words in CLOSING)
    }
    # Before the handshake is done there is nobody in any set.
    before = {"handle_connect"}
    unknown = closing - set(OVERRIDDEN) - before
    assert not unknown, f"uvicorn closes a connection in {unknown}, and we do not leave there"


def test_uvicorn_writes_each_frame_with_one_write():
    source = inspect.getsource(WebSocketsSansIOProtocol)
    assert "writelines" not in source, "a frame of ours could land inside one of uvicorn's"
    assert "fin=False" not in source, "a frame of ours could land between uvicorn's fragments"


async def test_writable_is_an_event_that_is_set_while_a_connection_keeps_up(stock):
    assert isinstance(stock.writable, asyncio.Event)
    assert stock.writable.is_set()
    stock.pause_writing()
    assert not stock.writable.is_set()
    stock.resume_writing()
    assert stock.writable.is_set()


async def test_the_limit_on_messages_reaches_the_parser(stock):
    assert isinstance(stock.conn, ServerProtocol)
    assert stock.conn.max_message_size == 1234, "uvicorn no longer hands on ws_max_size"


async def test_compression_is_agreed_on_by_an_attribute_of_the_protocol(stock):
    assert hasattr(stock.conn, "available_extensions"), "websockets renamed available_extensions"


async def test_a_connection_begins_unaccepted_and_open(stock):
    assert (stock.handshake_complete, stock.close_sent, stock.disconnected) == (False,) * 3
    assert stock.frames == []


def test_the_scope_is_there_before_the_application_runs():
    source = source_of("handle_connect")
    assert source.index("self.scope") < source.index("self.run_asgi()")
    assert '"extensions"' in source


def test_uvicorn_makes_the_class_from_its_configuration():
    config = Config(app=None, **socket_settings())
    config.load()
    assert config.ws_protocol_class is FastWebSocketProtocol
    assert config.ws_max_size == 64 * 1024
    assert config.ws_per_message_deflate is False
