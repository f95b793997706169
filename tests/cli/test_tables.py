"""`codesign tables`: how they stand, and what mends them."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from codesign.cli import main
from codesign.cli.tables import PARKED
from codesign.domain.ids import WorkshopId
from codesign.domain.workshop import Workshop
from codesign.projections import catalogue
from codesign.store.log import Log, open_log
from tests.store.contract import HERE
from tests.store.following_contract import begin


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/codesign.db"


@pytest.fixture
def log(url: str) -> Iterator[Log]:
    log = open_log(url)
    yield log
    log.close()


def tables(url: str, command: str) -> Result:
    return CliRunner().invoke(main, ["tables", command, "--database", url])


def test_they_are_made_and_said_to_be_up_to_date(url: str, log: Log) -> None:
    begin(log, HERE, "A bus at nine")
    before = tables(url, "status")
    assert (before.exit_code, "There are no tables yet" in before.output) == (PARKED, True)

    made = tables(url, "rebuild")
    assert (made.exit_code, made.output.startswith("Made anew. Tables ")) == (0, True)
    after = tables(url, "status")
    assert after.exit_code == 0
    assert "0 events and 0.0 s behind the log" in after.output


def test_a_parked_workshop_is_shown_with_its_error_and_heals(
    url: str, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(log, HERE, "A bus at nine")

    def fail(_workshop: WorkshopId, _now: Workshop) -> Sequence[catalogue.CatalogueRow]:
        raise KeyError("a bus")

    with monkeypatch.context() as broken:
        broken.setattr(catalogue, "catalogue_rows", fail)
        tables(url, "rebuild")
        shown = tables(url, "status")
        assert shown.exit_code == PARKED
        assert f"{HERE} is parked at version 0 since " in shown.output
        assert "KeyError in test_tables.py:" in shown.output
        assert "0 of 1 parked workshops are followed again." in tables(url, "retry").output

    assert tables(url, "retry").output == "1 of 1 parked workshops are followed again.\n"
    assert tables(url, "status").exit_code == 0
