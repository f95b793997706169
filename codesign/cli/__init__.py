"""The command line: one module a command, registered here."""

import click

from codesign.cli.audit import audit_command
from codesign.cli.backup import backup
from codesign.cli.board import board
from codesign.cli.check import check
from codesign.cli.common_ground import common_ground_command
from codesign.cli.count import count
from codesign.cli.erase import erase
from codesign.cli.example import example
from codesign.cli.export import export
from codesign.cli.export_person import export_person
from codesign.cli.importing import import_
from codesign.cli.lineage import lineage
from codesign.cli.link import link
from codesign.cli.migrate import migrate
from codesign.cli.new_secret import new_secret
from codesign.cli.output import output
from codesign.cli.recount import recount
from codesign.cli.redact import redact
from codesign.cli.rehearse import rehearse
from codesign.cli.restore import restore
from codesign.cli.serve import serve
from codesign.cli.tables import tables_command


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Redesign local services together, live, with a record of every decision."""


for command in (
    serve,
    import_,
    export,
    output,
    board,
    count,
    recount,
    common_ground_command,
    rehearse,
    example,
    lineage,
    link,
    erase,
    redact,
    export_person,
    audit_command,
    backup,
    restore,
    migrate,
    new_secret,
    check,
    tables_command,
):
    main.add_command(command)
