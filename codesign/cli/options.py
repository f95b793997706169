"""Options that several commands share."""

import click

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
