"""Long work says how far it has come, on standard error only."""

import pytest

from codesign.cli import progress as module
from codesign.cli.progress import progress


def test_where_nobody_watches_it_says_a_line_now_and_then(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LINE_EVERY_S", 0)
    with progress("Sending", 10) as going:
        going.advance()
        going.advance(4)

    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == "Sending: 1 of 10\nSending: 5 of 10\n"


def test_short_work_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("Sending", 10) as going:
        going.advance(10)

    assert capsys.readouterr() == ("", "")


def test_where_somebody_watches_it_is_a_bar(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with progress("Sending", 10) as going:
        going.advance(10)

    said = capsys.readouterr()
    assert said.out == ""
    assert "100%" in said.err
