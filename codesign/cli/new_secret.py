"""`codesign new-secret`: ends every link and login, for when somebody may have the old secret."""

import click

from codesign.cli.errors import refusing
from codesign.cli.options import database
from codesign.cli.reading import opened, settings_with


@click.command("new-secret")
@database
@refusing
def new_secret(*, database: str) -> None:
    """Sign with another secret from now on; the server must be stopped.

    Every login, facilitator link, personal link and code for a second device
    ends, and sheets printed before can no longer be typed in by their code.
    Print new facilitator links with `codesign link`; the desk gives people new
    codes to come back by. Nothing that was recorded changes, and what is sealed
    stays readable.
    """
    with opened(settings_with(database), exclusive=True) as log:
        log.renew_server_secret()
    click.echo("Every link and login has ended. Start the server, then print new links:")
    click.echo("python -m codesign link WORKSHOP")
