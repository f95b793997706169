"""`codesign backup`: a copy of everything, made while the server runs."""

from pathlib import Path

import click

from codesign.app import clock
from codesign.cli.errors import refusing
from codesign.cli.options import database, keys_folder
from codesign.cli.reading import require_files, settings_with
from codesign.cli.wholeness import places, summary
from codesign.store.backup import make_backup


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@keys_folder
@database
@refusing
def backup(folder: Path, *, keys: Path | None, database: str) -> None:
    """Copy the log and its keys into FOLDER, which must be new.

    The server may be running. The copy is opened and checked to the last event
    before it is called a backup. The log is in FOLDER/log and the keys are in
    FOLDER/keys: keep them apart, and the keys for no longer than an erasure
    may take.
    """
    source = require_files(settings_with(database))
    to = places(folder, keys)
    made = make_backup(source, to, clock())
    click.echo(f"{to.log}: {summary(made.workshops)}")
    click.echo(f"{to.keys}: the keys that open it. Keep them in another place.")
