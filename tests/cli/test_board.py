"""The board of a view at a version, in bytes that can be compared."""

import json

from codesign.domain.views import VIEWS
from codesign.programmes.example import WORKSHOP
from codesign.protocol.codec import board_hash
from codesign.replay.rebuild import board_at
from codesign.store.log import open_log
from tests.cli.conftest import Command, refused


def test_it_is_canonical_json_of_the_rebuilt_board(database: str, command: Command) -> None:
    log = open_log(database)
    try:
        for view in VIEWS:
            records = board_at(log.read, WORKSHOP, 60, view).records
            printed = command("board", WORKSHOP, "--at", 60, "--view", view)
            hashed = command("board", WORKSHOP, "--at", 60, "--view", view, "--hash")

            canonical = json.dumps(
                records, sort_keys=True, separators=(",", ":"), ensure_ascii=False
            )
            assert printed.stdout == f"{canonical}\n"
            assert hashed.stdout == f"{board_hash(records).hex()}\n"
    finally:
        log.close()


def test_without_a_version_it_is_the_newest(database: str, command: Command) -> None:
    newest = command("board", WORKSHOP)

    assert newest.exit_code == 0, database
    assert json.loads(newest.stdout)["workshop"]["workshop"]["published"] is True


def test_a_version_that_is_not_there_is_refused(database: str, command: Command) -> None:
    assert database
    for version in (0, -1, 100_000):
        said = refused(command("board", WORKSHOP, "--at", version))
        assert said.startswith("This workshop has the versions 1 to ")
        assert said.endswith(f", and no {version}.")
