"""`codesign serve`: the server, in one process."""

import os
import secrets
import socket
import sys
from ipaddress import ip_address
from typing import Final

import click
import uvicorn
from dataclasses import replace

from codesign.app import create_app
from codesign.cli.errors import Refusal, refusing
from codesign.cli.example import ensure_example
from codesign.protocol.codec import FRAME_BYTES
from codesign.settings import Settings, from_environ
from codesign.store.log import open_log
from codesign.web.fast_socket import FastWebSocketProtocol

# Long enough for a commit and the goodbyes; a supervisor kills after 30 s.
SHUTDOWN_S: Final = 10
BACKLOG: Final = 2_048


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port; 0 picks a free one.")
@refusing
def serve(host: str, port: int) -> None:
    """Run the server.

    On a loopback address anybody may start a workshop; elsewhere it takes the
    token printed here, or the one in CODESIGN_CREATE_TOKEN.
    """
    settings = _with_token(from_environ(os.environ), host)
    listening = _listen(host, port)
    log = open_log(settings.database_url, settings.keys_url or None, exclusive=True)
    try:
        example = ensure_example(log) if settings.example else None
        app = create_app(settings, log, illustration=example)
        config = uvicorn.Config(
            app,
            ws=FastWebSocketProtocol,
            ws_max_size=FRAME_BYTES,
            ws_per_message_deflate=False,
            log_level="warning",
            backlog=BACKLOG,
            timeout_graceful_shutdown=SHUTDOWN_S,
            # Addresses hold no secrets, but who asked for what is nobody's business.
            access_log=False,
        )
        _announce(settings, listening)
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        log.close()


def _with_token(settings: Settings, host: str) -> Settings:
    if settings.create_token or _is_loopback(host):
        return settings
    return replace(settings, create_token=secrets.token_urlsafe(12))


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise Refusal(
            f"Cannot listen on {host} port {port}: {error.strerror}. Try another --port."
        ) from error
    return listening


def _announce(settings: Settings, listening: socket.socket) -> None:
    host, port = listening.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"Codesign is at {settings.base_url or f'http://{shown}:{port}'}")
    if settings.create_token:
        click.echo(f"To start a workshop, use the token {settings.create_token}")
    sys.stdout.flush()
