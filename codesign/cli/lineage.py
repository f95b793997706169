"""`codesign lineage`: where a thing came from and what became of it, at any version."""

import click
import msgspec

from codesign.cli.errors import Refusal, refusing
from codesign.cli.options import at_version, database, workshop_argument
from codesign.cli.reading import opened, require_workshop, settings_with, version_of
from codesign.domain.events import View
from codesign.domain.views import VIEWS
from codesign.replay.recording import Recording


@click.command()
@workshop_argument
@click.argument("identifier")
@at_version
@click.option(
    "--view",
    type=click.Choice(VIEWS),
    default="facilitator",
    show_default=True,
    help="What of it may be told.",
)
@database
@refusing
def lineage(*, workshop: str, identifier: str, at: int | None, view: View, database: str) -> None:
    """Print where a thing of WORKSHOP came from and what became of it, as canonical JSON.

    IDENTIFIER is that of an idea, a theme, a vote, a redesign, an estimate: of anything
    that came from something. A version of a redesign is its identifier, a dot and the number.
    """
    with opened(settings_with(database)) as log:
        workshop_id = require_workshop(log, workshop)
        seq = version_of(log, workshop_id, at)
        found = Recording(log.read, workshop_id).lineage(view, identifier, seq)
    if found is None:
        message = f"At version {seq} there is nothing {identifier} that {view} may see."
        raise Refusal(message)
    click.echo(msgspec.json.encode(found, order="sorted"))
