"""`codesign tables`: how the catalogue's tables stand, and what mends them."""

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Final

import click

from codesign.app import clock
from codesign.cli.errors import Refusal, refusing
from codesign.cli.options import database
from codesign.cli.reading import opened, settings_with
from codesign.outputs.dates import Dates
from codesign.projections import catalogue
from codesign.settings import Settings
from codesign.store.following import Following, State
from codesign.store.table_places import open_tables

PARKED: Final = 1
# An erasure in the middle takes a rebuild away, which is then begun again.
_TRIES: Final = 5
_PAUSE_S: Final = 1.0
_DATES: Final = Dates("Etc/UTC")


@click.group(name="tables")
def tables_command() -> None:
    """See to the tables of the catalogue, which the server keeps up from the log."""


@tables_command.command()
@database
@refusing
def status(*, database: str) -> None:
    """Say how far the tables are behind, and which workshops they cannot follow, and why.

    Works while the server runs. Ends with status 1 when anything stands still.
    """
    with _following(settings_with(database)) as following:
        state = following.state()
    for each in _lines(state):
        click.echo(each)
    if state.parked or state.edition is None or state.edition.trouble:
        raise click.exceptions.Exit(PARKED)


@tables_command.command()
@database
@refusing
def rebuild(*, database: str) -> None:
    """Make the tables anew beside those in use, and put them in their place.

    Works while the server runs; until then people read the old ones.
    """
    with _following(settings_with(database)) as following:
        for _ in range(_TRIES):
            if following.rebuild():
                click.echo(f"Made anew. {_lines(following.state())[0]}")
                return
            time.sleep(_PAUSE_S)
    message = (
        "Somebody else is making them anew at present. See `python -m codesign tables status`."
    )
    raise Refusal(message)


@tables_command.command()
@database
@refusing
def retry(*, database: str) -> None:
    """Try the workshops again that the tables cannot follow.

    Works while the server runs.
    """
    with _following(settings_with(database)) as following:
        parked = len(following.state().parked)
        healed = following.retry()
        click.echo(f"{healed} of {parked} parked workshops are followed again.")
        for each in _lines(following.state())[1:]:
            click.echo(each)


@contextmanager
def _following(settings: Settings) -> Iterator[Following]:
    with (
        opened(settings) as log,
        closing(open_tables(settings.database_url, catalogue.VERSION)) as tables,
    ):
        yield Following(log, tables, catalogue.catalogue_rows, clock)


def _lines(state: State) -> list[str]:
    edition = state.edition
    if edition is None:
        return ["There are no tables yet: the server makes them, or `tables rebuild`."]
    lag = f"{state.behind} events and {state.behind_ms / 1000:.1f} s behind the log"
    lines = [f"Tables {edition.number} are at position {edition.position}, {lag}."]
    if edition.version != state.version:
        lines.append("They were drawn by another version, whose server keeps them up.")
    if edition.trouble:
        lines.append(f"Standing still since {_DATES.short(edition.trouble_at)}: {edition.trouble}")
    lines += [
        f"{each.workshop} is parked at version {each.seq} since {_DATES.short(each.since)}: "
        + each.error
        for each in state.parked
    ]
    return lines
