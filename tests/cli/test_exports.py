"""What is taken out of the log comes whole, and takes nobody's place unasked."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from codesign.cli.errors import Refusal
from codesign.cli.export_person import held_about
from codesign.cli.files import write_whole
from codesign.domain.events import (
    ContactGiven,
    ContactWithdrawn,
    ExitAnswered,
    ExitQuestionAsked,
    LinkIssued,
)
from codesign.domain.ids import ParticipantId, WorkshopId
from codesign.programmes.example import WORKSHOP
from codesign.replay.rebuild import workshop_at
from codesign.store.log import Append, open_log
from tests.cli.conftest import Command, refused
from tests.given import ANNA, BEN, CONTACT, EVERYBODY, LINK, NOW, past_fact, recorded


def test_tables_are_written_beside_each_other(
    database: str, command: Command, tmp_path: Path
) -> None:
    out = tmp_path / "some" / "folder"

    done = command("export", WORKSHOP, "--format", "csv", "--out", out)

    assert done.exit_code == 0, (done.stderr, database)
    assert {Path(each) for each in done.stdout.splitlines()} == set(out.iterdir())
    with (out / "ideas.csv").open(encoding="utf-8") as file:
        assert any("Draught-proof" in row["text"] for row in csv.DictReader(file))


def test_the_log_is_written_up_to_the_version_asked_for(
    database: str, command: Command, tmp_path: Path
) -> None:
    done = command("export", WORKSHOP, "--format", "jsonl", "--at", 40, "--out", tmp_path / "out")

    assert done.exit_code == 0, (done.stderr, database)
    lines = (tmp_path / "out/events.jsonl").read_text(encoding="utf-8").splitlines()
    _, *events = [json.loads(each) for each in lines]
    assert [each["seq"] for each in events] == list(range(1, 41))


def test_a_workshop_without_such_a_vote_has_no_polis_export(
    database: str, command: Command, tmp_path: Path
) -> None:
    assert database
    said = refused(command("export", WORKSHOP, "--format", "polis", "--out", tmp_path / "out"))

    assert said == "Name with --round which agree-or-disagree vote to export; there are: none."
    assert not (tmp_path / "out").exists()


def test_files_that_exist_are_replaced_only_when_that_is_wanted(
    database: str, command: Command, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "rounds.csv").write_text("mine")
    words = ("export", WORKSHOP, "--format", "csv", "--out", out)

    assert refused(command(*words)) == (
        f"{out / 'rounds.csv'} exists already. Choose another, or use --force to replace it."
    )
    assert [each.name for each in out.iterdir()] == ["rounds.csv"]
    assert command(*words, "--force").exit_code == 0, database
    assert (out / "rounds.csv").read_text() != "mine"


def test_a_folder_that_cannot_be_made_is_named(
    database: str, command: Command, tmp_path: Path
) -> None:
    assert database
    (tmp_path / "file").touch()

    said = refused(command("export", WORKSHOP, "--format", "csv", "--out", tmp_path / "file/out"))
    assert said == f"{tmp_path / 'file/out'} cannot be made: Not a directory."


def test_of_files_that_belong_together_all_are_there_or_none(tmp_path: Path) -> None:
    def failing() -> Iterator[bytes]:
        yield b"half"
        raise Refusal("It does not add up.")

    with pytest.raises(Refusal, match="add up"):
        write_whole({tmp_path / "a": [b"whole"], tmp_path / "b": failing()}, force=False)
    assert not list(tmp_path.iterdir())


def test_everything_about_a_person_is_in_one_file(
    database: str, command: Command, tmp_path: Path
) -> None:
    edie = person_named(database, "Edie")
    out = tmp_path / "edie.json"

    done = command("export-person", WORKSHOP, edie, "--out", out)

    assert done.exit_code == 0, done.stderr
    held = json.loads(out.read_text())
    assert held["entry"]["name"] == "Edie"
    assert len(held["ideas"]) == 3
    assert [len(each["marks"]) for each in held["ballots"]] == [2, 3, 2]
    kinds = [each["type"] for each in held["acts"]]
    assert kinds.count("IdeaSubmitted") == kinds.count("BallotCast") == 3
    assert "ParticipantJoined" in kinds
    assert all(each["at"] for each in held["acts"])
    # What others wrote is theirs.
    assert "Asha" not in out.read_text()
    assert out.stat().st_mode & 0o077 == 0


def test_what_somebody_gave_on_leaving_is_in_the_file_until_they_take_it_back(
    tmp_path: Path,
) -> None:
    given = (
        *EVERYBODY,
        ExitQuestionAsked(question="What next time?"),
        past_fact(ExitAnswered(participant=ANNA, text="More tea"), by=ANNA),
        past_fact(ContactGiven(participant=ANNA, contact=CONTACT, address="anna@a.org"), by=ANNA),
        LinkIssued(participant=ANNA, link=LINK, expires_at=NOW + 1),
    )
    log = open_log(f"sqlite:///{tmp_path / 'log.db'}")
    workshop = WorkshopId("w" * 21 + "A")
    log.append([Append(workshop=workshop, expected=0, events=tuple(recorded(*given)))])
    held = held_about(log, workshop, ANNA)
    assert held["exit_answer"]["text"] == "More tea"
    assert held["contact"]["address"] == "anna@a.org"
    assert held["link"]["expires_at"] == NOW + 1
    assert held_about(log, workshop, BEN)["contact"] is None
    gone = recorded(*given, ContactWithdrawn(participant=ANNA, contact=CONTACT))[-1:]
    log.append([Append(workshop=workshop, expected=len(given), events=tuple(gone))])
    assert held_about(log, workshop, ANNA)["contact"] is None
    assert "anna@a.org" not in str(held_about(log, workshop, ANNA))
    log.close()


def test_nothing_is_held_about_nobody(database: str, command: Command, tmp_path: Path) -> None:
    assert database
    nobody = "n" * 21 + "A"

    said = refused(command("export-person", WORKSHOP, nobody, "--out", tmp_path / "x.json"))
    assert said == f"There is no participant {nobody} in this workshop."


def person_named(database: str, name: str) -> ParticipantId:
    log = open_log(database)
    try:
        people = workshop_at(log.read, WORKSHOP, log.head(WORKSHOP)).participants.values()
        return next(each.id for each in people if each.name == name)
    finally:
        log.close()
