"""`codesign board`: the board of a view at a version, rebuilt from the log."""

import click
import msgspec

from codesign.cli.errors import refusing
from codesign.cli.options import at_version, database, workshop_argument
from codesign.cli.reading import opened, require_workshop, settings_with, version_of
from codesign.domain.events import View
from codesign.domain.views import VIEWS
from codesign.protocol.codec import board_hash
from codesign.replay.rebuild import board_at


@click.command()
@workshop_argument
@at_version
@click.option(
    "--view",
    type=click.Choice(VIEWS),
    default="facilitator",
    show_default=True,
    help="Whose board.",
)
@click.option("--hash", "hashed", is_flag=True, help="Print the hash of the board instead of it.")
@database
@refusing
def board(*, workshop: str, at: int | None, view: View, hashed: bool, database: str) -> None:
    """Print the board of WORKSHOP as canonical JSON: sorted keys, no spaces.

    Equal boards print equal bytes. The hash is the one that the last part of
    a snapshot carries to a browser.
    """
    with opened(settings_with(database)) as log:
        workshop_id = require_workshop(log, workshop)
        seq = version_of(log, workshop_id, at)
        records = board_at(log.read, workshop_id, seq, view).records
    if hashed:
        click.echo(board_hash(records).hex())
    else:
        click.echo(msgspec.json.encode(records, order="sorted"))
