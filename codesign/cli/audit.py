"""`codesign audit`: who did what with the power to run a workshop."""

import click

from codesign.cli.errors import refusing
from codesign.cli.options import database, workshop_argument
from codesign.cli.reading import opened, require_workshop, settings_with
from codesign.outputs.dates import Dates
from codesign.projections.audit import audit
from codesign.replay.rebuild import workshop_at


@click.command(name="audit")
@workshop_argument
@database
@refusing
def audit_command(*, workshop: str, database: str) -> None:
    """Print who issued codes, changed roles, erased, redacted and published in WORKSHOP.

    One act a line, with tabs between: version, time, who, through which door,
    what, whom or what about. Works while the server runs.
    """
    with opened(settings_with(database)) as log:
        workshop_id = require_workshop(log, workshop)
        now = workshop_at(log.read, workshop_id, log.head(workshop_id))
        dates = Dates(now.timezone)
        for each in audit(log.read(workshop_id), now):
            said = (str(each.seq), dates.short(each.at), each.who, each.via, each.act)
            click.echo("\t".join((*said, " ".join(filter(None, (each.whom, each.more))))))
