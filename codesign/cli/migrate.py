"""`codesign migrate`: moves everything from files to a PostgreSQL server."""

from contextlib import closing

import click

from codesign.cli.errors import Refusal, refusing
from codesign.cli.options import database
from codesign.cli.progress import progress
from codesign.cli.reading import opened, require_files, settings_with
from codesign.cli.wholeness import line, summary
from codesign.settings import Settings
from codesign.store.addresses import is_server, shown
from codesign.store.checking import check_workshops
from codesign.store.log import open_log


@click.command()
@click.argument("to", metavar="URL")
@click.option("--keys", default="", metavar="URL", help="Another PostgreSQL database for the keys.")
@database
@refusing
def migrate(*, to: str, keys: str, database: str) -> None:
    """Copy the log, its keys and its ballot boxes to the PostgreSQL database at URL.

    The server must be stopped, and the database hold no workshops. What arrived
    is compared with what was sent before it is kept, and every event is read
    once more afterwards. The files stay as they are.
    """
    for each in (to, keys or to):
        if not is_server(each):
            message = f"{shown(each)} is no PostgreSQL database: postgresql://user@host/name."
            raise Refusal(message)
    _copy(settings_with(database), to, keys)
    _check(to, keys)
    click.echo(
        f"All of it is at {shown(to)}. Set CODESIGN_DATABASE_URL to it"
        + (" and CODESIGN_KEYS_URL to where the keys are" if keys else "")
        + ", start the server, and do not start one on the files again."
    )


def _copy(settings: Settings, to: str, keys: str) -> None:
    # Here, so that the other commands do not load the driver.
    from codesign.store import migrating  # noqa: PLC0415

    files = require_files(settings)
    source = files.log, files.keys
    # Settles what a crash left and what an erasure owes, and keeps servers away.
    with (
        opened(settings, exclusive=True),
        progress("Rows copied", migrating.rows_in(source)) as done,
    ):
        made = migrating.migrate(source, to, keys or to, done.advance)
    click.echo(
        f"{made.events:,} events, {made.keys:,} keys and {made.ballots:,} ballots in boxes arrived"
        f" as they were sent, sha256 {made.sha256[:12]}"
    )


def _check(to: str, keys: str) -> None:
    with closing(open_log(to, keys or None)) as log:
        found = []
        for each in check_workshops(log):
            click.echo(line(each))
            found.append(each)
    click.echo(f"{shown(to)}: {summary(found)}")
    if faults := [each.fault for each in found if each.fault]:
        message = f"{len(faults)} workshops are not whole, and were not before: see `check`."
        raise Refusal(message)
