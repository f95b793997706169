"""Ending every link at once."""

from codesign.programmes.example import WORKSHOP
from codesign.store.log import open_log
from tests.cli.conftest import Command, refused


def test_no_link_from_before_is_good_any_more(database: str, command: Command) -> None:
    before = command("link", WORKSHOP).stdout
    done = command("new-secret")
    assert done.exit_code == 0, (done.stderr, database)
    assert done.stdout.splitlines()[-1] == "python -m codesign link WORKSHOP"
    assert command("link", WORKSHOP).stdout != before


def test_while_a_server_runs_it_is_refused(database: str, command: Command) -> None:
    log = open_log(database, exclusive=True)
    try:
        secret = log.server_secret
        assert "Stop it first" in refused(command("new-secret"))
        assert log.server_secret == secret
    finally:
        log.close()
