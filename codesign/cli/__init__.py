"""The command line: one module a command, registered here."""

import click

from codesign.cli.importing import import_
from codesign.cli.serve import serve


@click.group()
def main() -> None:
    """Redesign local services together, live, with a record of every decision."""


main.add_command(serve)
main.add_command(import_)
