"""`codesign restore`: puts a backup in place."""

from pathlib import Path

import click

from codesign.cli.errors import Refusal, refusing
from codesign.cli.options import database, keys_folder
from codesign.cli.reading import file_paths, settings_with
from codesign.cli.wholeness import line, lost, places, summary
from codesign.store.backup import Places
from codesign.store.backup import restore as put_back
from codesign.store.errors import InUseError

_KEYS_KEPT = "The keys in place belong to this log and were kept: what was erased stays erased."
_KEYS_RESTORED = "The keys were restored too, and every erasure on record was carried out again."
_ERASURES_UNKNOWN = (
    "Nobody could read what was erased after the backup was made:"
    " look up who asked for it since, and erase it again."
)
_IN_USE = "A server is using this database. Stop it, then restore."


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@keys_folder
@click.option("--force", is_flag=True, help="Replace the database that is in place.")
@database
@refusing
def restore(folder: Path, *, keys: Path | None, force: bool, database: str) -> None:
    """Put the backup in FOLDER in place; the server must be stopped.

    Whoever has a workshop open gets it as it was when the backup was made, and
    sends again what had no answer. What was erased since stays erased.
    """
    settings = settings_with(database)
    log, keys_file = file_paths(settings)
    to = Places(log=log, keys=keys_file)
    try:
        restored = put_back(places(folder, keys), to, overwrite=force)
    except InUseError:
        raise Refusal(_IN_USE) from None
    for each in restored.manifest.workshops:
        click.echo(line(each))
    click.echo(f"{log}: {summary(restored.manifest.workshops)}")
    click.echo(_KEYS_KEPT if restored.keys_kept else _KEYS_RESTORED)
    if restored.lost_ballots:
        click.echo(f"{lost(restored.lost_ballots)}.", err=True)
    if restored.erasures_unknown:
        click.echo(_ERASURES_UNKNOWN, err=True)
