"""What an import remembers lies in one private file, whole or not there."""

from pathlib import Path

import pytest

from codesign.cli.errors import Refusal
from codesign.cli.state import State, StateFile, state_folder


def test_what_was_written_is_read_and_each_import_has_its_own(tmp_path: Path) -> None:
    file = StateFile("one", tmp_path / "state")
    assert file.read() is None

    file.write(State(attempt=1, login="secret"))
    file.write(State(attempt=2, login="other secret"))

    assert file.read() == State(attempt=2, login="other secret")
    assert StateFile("two", tmp_path / "state").read() is None


def test_nobody_else_may_read_it(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    StateFile("one", folder).write(State(login="secret"))

    (written,) = folder.iterdir()
    assert folder.stat().st_mode & 0o777 == 0o700
    assert written.stat().st_mode & 0o777 == 0o600


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    file = StateFile("one", tmp_path)
    file.write(State(login="secret"))
    (written,) = tmp_path.iterdir()
    written.write_text("{")

    with pytest.raises(Refusal, match=str(written)):
        file.read()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(Refusal, match="cannot be written"):
        StateFile("one", tmp_path / "file" / "state").write(State())


@pytest.mark.parametrize(("set_to", "base"), [("/var/state", "/var/state"), ("relative", "~")])
def test_it_lies_where_the_system_wants_it(
    monkeypatch: pytest.MonkeyPatch, set_to: str, base: str
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", set_to)

    expected = Path.home() / ".local/state" if base == "~" else Path(base)
    assert state_folder() == expected / "codesign"
