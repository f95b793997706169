"""The illustrative workshop in a database of its own, for commands to work on."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from codesign.cli import main
from codesign.cli.example import ensure_example
from codesign.store.log import open_log

Command = Callable[..., Result]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the database, to be copied."""
    folder = tmp_path_factory.mktemp("made")
    log = open_log(f"sqlite:///{folder}/codesign.db")
    try:
        ensure_example(log)
    finally:
        log.close()
    return folder


@pytest.fixture
def database(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a copy, which the settings name too."""
    folder = shutil.copytree(made, tmp_path / "data")
    url = f"sqlite:///{folder}/codesign.db"
    monkeypatch.setenv("CODESIGN_DATABASE_URL", url)
    return url


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run a command as typed."""
    monkeypatch.delenv("CODESIGN_KEYS_URL", raising=False)
    return lambda *words: CliRunner().invoke(main, [str(each) for each in words])


def refused(result: Result) -> str:
    """The sentence a command refused with."""
    assert result.exit_code == 2, (result.stdout, result.stderr, result.exception)
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    return result.stderr.strip()
