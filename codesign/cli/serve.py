"""`codesign serve`: the server, in one process."""

import logging
import os
import secrets
import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from functools import partial
from importlib.metadata import version
from ipaddress import ip_address

import click

from codesign.app import App, clock, create_app, metrics_read, run
from codesign.cli.errors import Refusal, refusing
from codesign.cli.example import ensure_example
from codesign.cli.link import path_to
from codesign.cli.neighbours import introduction, remarks
from codesign.logs import write_lines
from codesign.projections import catalogue
from codesign.settings import Settings, from_environ
from codesign.store.log import Log, open_log
from codesign.store.table_places import open_tables

logger = logging.getLogger(__name__)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port; 0 picks a free one.")
@refusing
def serve(host: str, port: int) -> None:
    """Run the server.

    On a loopback address anybody may start a workshop; elsewhere it takes the
    token printed here, or the one in CODESIGN_CREATE_TOKEN.
    """
    settings = from_environ(os.environ)
    write_lines(settings.log)
    # Behind a proxy we listen on loopback too, but people come from anywhere.
    at_home = _is_loopback(host) and not settings.base_url
    settings = settings if at_home else _with_token(settings)
    listening = _listen(host, port)
    with ExitStack() as stack:
        log = open_log(settings.database_url, settings.keys_url or None, exclusive=True)
        stack.enter_context(closing(log))
        _meet_the_others(log, settings)
        tables = open_tables(settings.database_url, catalogue.VERSION)
        stack.enter_context(closing(tables))
        example = ensure_example(log) if settings.example else None
        app = create_app(settings, log, tables, illustration=example, at_home=at_home)
        path = None if example is None else path_to(log, example)
        if settings.metrics:
            stack.enter_context(_metrics_read(app, settings.metrics))
        run(app, listening, partial(_announce, _address(settings, listening), settings, path))


def _meet_the_others(log: Log, settings: Settings) -> None:
    mine = (settings, log.server_secret, version("codesign"))
    found = log.introduce(introduction(*mine))
    for each in remarks(*mine, found, clock()):
        logger.warning("%s", each)


def _with_token(settings: Settings) -> Settings:
    if settings.create_token:
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
        message = f"Cannot listen on {host} port {port}: {error.strerror}. Try another --port."
        raise Refusal(message) from error
    return listening


@contextmanager
def _metrics_read(app: App, address: str) -> Iterator[None]:
    try:
        reading = metrics_read(app, address)
    except OSError as error:
        message = f"Prometheus cannot read on {address}: {error.strerror}. Try another port."
        raise Refusal(message) from error
    with closing(reading):
        yield


def _announce(address: str, settings: Settings, example_path: str | None) -> None:
    click.echo(f"Codesign is at {address}")
    if settings.create_token:
        click.echo(f"To start a workshop, use the token {settings.create_token}")
    if example_path is not None:
        click.echo(f"To run the illustrative workshop yourself: {address}{example_path}")
    sys.stdout.flush()


def _address(settings: Settings, listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    return settings.base_url or f"http://{shown}:{port}"
