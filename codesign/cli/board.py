"""`codesign board`: the board of a view at a version, rebuilt from the log."""

import click
import msgspec

from codesign.cli.errors import Refusal, refusing
from codesign.cli.options import at_version, database, workshop_argument
from codesign.cli.reading import opened, require_workshop, settings_with, version_of
from codesign.domain.events import View
from codesign.domain.ids import GroupId
from codesign.domain.views import VIEWS
from codesign.domain.workshop import Workshop
from codesign.projections.board import rendered
from codesign.protocol.codec import board_hash
from codesign.replay.rebuild import workshop_at


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
@click.option(
    "--group",
    "group_name",
    default="",
    metavar="NAME",
    help="As a member of this group, by its name or identifier; of the last so named.",
)
@click.option("--hash", "hashed", is_flag=True, help="Print the hash of the board instead of it.")
@database
@refusing
def board(
    *,
    workshop: str,
    at: int | None,
    view: View,
    group_name: str,
    hashed: bool,
    database: str,
) -> None:
    """Print the board of WORKSHOP as canonical JSON: sorted keys, no spaces.

    Equal boards print equal bytes. The hash is the one that the last part of
    a snapshot carries to a browser.
    """
    with opened(settings_with(database)) as log:
        workshop_id = require_workshop(log, workshop)
        seq = version_of(log, workshop_id, at)
        then = workshop_at(log.read, workshop_id, seq)
        group = _group(then, group_name) if group_name else None
        records = rendered(then, view, group).records
    if hashed:
        click.echo(board_hash(records).hex())
    else:
        click.echo(msgspec.json.encode(records, order="sorted"))


def _group(workshop: Workshop, name: str) -> GroupId:
    found = [each.id for each in workshop.groups.values() if name in {each.id, each.name}]
    if not found:
        names = ", ".join(dict.fromkeys(each.name for each in workshop.groups.values()))
        message = f"There is no group {name} at this version. Groups: {names or 'none'}."
        raise Refusal(message)
    return found[-1]
