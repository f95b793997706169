"""A lineage is printed as canonical JSON, at any version, as a view may have it."""

import json
from pathlib import Path

import pytest

from codesign.domain import events as e
from codesign.store.log import Append, open_log
from tests.cli.conftest import Command, refused
from tests.given import IDEA, TAKING_IDEAS, THEME, id_of, idea_submitted, recorded, theme_formed

WORKSHOP = id_of("workshop")
PAST = (*TAKING_IDEAS, idea_submitted(), theme_formed(), e.IdeasGrouped(theme=THEME, ideas=(IDEA,)))


@pytest.fixture(autouse=True)
def stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{tmp_path}/codesign.db"
    monkeypatch.setenv("CODESIGN_DATABASE_URL", url)
    log = open_log(url)
    try:
        log.append([Append(workshop=WORKSHOP, expected=0, events=tuple(recorded(*PAST)))])
    finally:
        log.close()


def test_it_is_printed_as_canonical_json(command: Command) -> None:
    printed = command("lineage", WORKSHOP, IDEA).stdout
    told = json.loads(printed)

    assert printed == json.dumps(told, sort_keys=True, separators=(",", ":")) + "\n"
    (step,) = told["on"]
    assert (step["how"], step["seq"]) == ("under", len(PAST))
    assert told["things"][step["later"]]["id"] == THEME


def test_it_is_that_of_the_version_asked_for(command: Command) -> None:
    before = json.loads(command("lineage", WORKSHOP, IDEA, "--at", str(len(PAST) - 1)).stdout)
    assert before["on"] == []


def test_what_is_not_there_is_refused_in_a_sentence(command: Command) -> None:
    told = refused(command("lineage", WORKSHOP, "nothing"))
    assert "nothing that facilitator may see" in told
