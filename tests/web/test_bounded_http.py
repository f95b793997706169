"""What `web/bounded_http.py` leans on in uvicorn; what it does, tests/faults/test_handshakes.py."""

import asyncio
from importlib.metadata import version

import pytest
from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from codesign.web.bounded_http import UNDOCUMENTED


@pytest.mark.parametrize("name", UNDOCUMENTED)
async def test_uvicorn_still_has_what_we_lean_on(name: str) -> None:
    config = Config(app=None, lifespan="off")  # type: ignore[arg-type]
    config.load()
    stock = HttpToolsProtocol(config, ServerState(), {}, asyncio.get_running_loop())
    stock.url = b""  # it comes with a request
    assert hasattr(stock, name), f"uvicorn {version('uvicorn')} has no `{name}` any more"
