"""Arguments and options that several commands share."""

from pathlib import Path

import click

workshop_argument = click.argument("workshop")

at_version = click.option(
    "--at", type=int, metavar="SEQ", help="At this version.  [default: the newest]"
)

database = click.option(
    "--database",
    default="",
    metavar="URL",
    help="Where the log is, such as sqlite:///codesign.db.  [default: as the server's settings]",
)

server_url = click.option(
    "--url",
    default="http://127.0.0.1:8000",
    show_default=True,
    help="Address of the running server.",
)

create_token = click.option(
    "--token",
    default="",
    envvar="CODESIGN_CREATE_TOKEN",
    help="What the server asks for to start a workshop, if it does.",
)

running_server = click.option(
    "--url", default="", help="Address of the running server, to have it do this."
)

facilitator_link = click.option(
    "--login", "link", default="", metavar="LINK", help="The facilitator link, for --url."
)

overwrite = click.option("--force", is_flag=True, help="Replace files that exist.")

keys_folder = click.option(
    "--keys",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Where the backup of the keys is.  [default: FOLDER/keys]",
)
