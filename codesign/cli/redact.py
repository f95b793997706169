"""`codesign redact`: destroys the words of one contribution for good."""

from typing import get_args

import click

from codesign.cli.desk import Desk
from codesign.cli.errors import refusing
from codesign.cli.options import database, facilitator_link, running_server, workshop_argument
from codesign.cli.reading import settings_with
from codesign.domain.commands import RedactContribution
from codesign.domain.events import Contribution


@click.command()
@workshop_argument
@click.argument("kind", type=click.Choice(get_args(Contribution)))
@click.argument("identifier", metavar="ID")
@click.option("--reason", required=True, help="Why; it stays on record.")
@click.option("--with", "text", default="", metavar="TEXT", help="What stands in their place.")
@running_server
@facilitator_link
@database
@refusing
def redact(  # noqa: PLR0913 - arguments and options
    *,
    workshop: str,
    kind: Contribution,
    identifier: str,
    reason: str,
    text: str,
    url: str,
    link: str,
    database: str,
) -> None:
    """Destroy the words of one contribution to WORKSHOP for good.

    KIND is idea, theme, option or decision, and ID its identifier. Its place
    and its votes stay. This cannot be taken back. The server must be stopped,
    or be told with --url and --login to do it.
    """
    command = RedactContribution(kind=kind, id=identifier, reason=reason, text=text)
    Desk(settings=settings_with(database), url=url, link=link).ask(workshop, [command])
    click.echo(f"The words of {kind} {identifier} are destroyed.", err=True)
