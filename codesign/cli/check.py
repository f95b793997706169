"""`codesign check`: whether the log is whole."""

import click

from codesign.cli.errors import refusing
from codesign.cli.options import database
from codesign.cli.reading import opened, require_files, settings_with
from codesign.cli.wholeness import line, summary
from codesign.settings import Settings
from codesign.store.addresses import is_server, shown
from codesign.store.checking import check_file, check_workshops

DAMAGED = 1
_RESTORE = "Restore a backup with `python -m codesign restore`, or keep to the workshops that are."


@click.command()
@database
@refusing
def check(*, database: str) -> None:
    """Read every event of every workshop, and say of each whether it is whole.

    Works while the server runs. Ends with status 1 when anything is damaged.
    """
    settings = settings_with(database)
    faults = [] if is_server(settings.database_url) else _faults_of_files(settings)
    with opened(settings) as log:
        workshops = []
        for each in check_workshops(log):
            click.echo(line(each))
            workshops.append(each)
    faults += [each.fault for each in workshops if each.fault]
    click.echo(f"{_where(settings)}: {summary(workshops)}")
    if faults:
        click.echo(f"{len(faults)} things are not whole. {_RESTORE}", err=True)
        raise click.exceptions.Exit(DAMAGED)


def _faults_of_files(settings: Settings) -> list[str]:
    """Say what is wrong with the database files themselves; a server looks after its own."""
    faults = []
    files = require_files(settings)
    for path in (files.log, files.keys):
        found = check_file(path) if path.exists() else ["It is not there."]
        for fault in found:
            click.echo(f"{path}: NOT WHOLE. {fault}")
        faults += found
    return faults


def _where(settings: Settings) -> str:
    if is_server(settings.database_url):
        return shown(settings.database_url)
    return str(require_files(settings).log)
