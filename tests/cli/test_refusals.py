"""What a person can mend is one sentence and exit code 2, for every command alike."""

from pathlib import Path

import pytest

from codesign.cli import main
from codesign.cli.errors import Refusal, refusing
from codesign.domain.ids import ParticipantId
from codesign.programmes.example import WORKSHOP
from codesign.store.errors import InUseError, NewerLogError, StorageError
from codesign.store.log import open_log
from tests.cli.conftest import Command, refused
from tests.cli.conversations import folder_with

SOMEBODY = ParticipantId("p" * 21 + "A")
READING = (
    ("board",),
    ("export", "--format", "csv", "--out", "out"),
    ("export-person", SOMEBODY, "--out", "out"),
    ("erase", SOMEBODY),
    ("redact", "idea", SOMEBODY, "--reason", "A name"),
)


def of(workshop: str, words: tuple[str, ...]) -> tuple[str, ...]:
    return (words[0], workshop, *words[1:])


@pytest.mark.parametrize("words", READING, ids=lambda words: words[0])
def test_an_unknown_workshop_is_named(
    database: str, command: Command, words: tuple[str, ...]
) -> None:
    assert database
    for unknown in ("x" * 21 + "A", "../etc"):
        assert refused(command(*of(unknown, words))) == (
            f"There is no workshop {unknown} in this database."
        )


@pytest.mark.parametrize("words", READING, ids=lambda words: words[0])
def test_a_database_that_is_not_there_is_named_and_not_made(
    tmp_path: Path, command: Command, words: tuple[str, ...]
) -> None:
    path = tmp_path / "nowhere.db"

    said = refused(command(*of(WORKSHOP, words), "--database", f"sqlite:///{path}"))

    assert said == f"There is no database at {path}. Name it with CODESIGN_DATABASE_URL."
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("words", READING, ids=lambda words: words[0])
def test_a_wrong_setting_is_named(
    command: Command, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("CODESIGN_DATABASE_URL", "mysql://elsewhere")

    said = refused(command(*of(WORKSHOP, words)))
    assert said.startswith("CODESIGN_DATABASE_URL must look like sqlite:///codesign.db")


@pytest.mark.parametrize("words", READING[3:], ids=lambda words: words[0])
def test_what_changes_the_log_keeps_out_of_a_running_servers_way(
    database: str, command: Command, words: tuple[str, ...]
) -> None:
    server = open_log(database, exclusive=True)
    try:
        head = server.head(WORKSHOP)
        assert refused(command(*of(WORKSHOP, words))) == (
            "A server is using this database."
            " Have it do this with --url URL --login FACILITATOR_LINK."
        )
        assert server.head(WORKSHOP) == head
    finally:
        server.close()


def test_a_conversation_that_does_not_fit_is_refused_before_anything_is_sent(
    tmp_path: Path, command: Command
) -> None:
    folder = folder_with(tmp_path / "polis", votes="2,0,1,7\n")

    # Nobody listens at that address: asking anybody would be another sentence.
    said = refused(command("import", "polis", folder, "--url", "http://127.0.0.1:9"))

    assert said == ("votes.csv, line 2: vote must be from -1 to 1, not 7. Nothing was imported.")


@pytest.mark.parametrize("url", ["127.0.0.1:8000", "ftp://x", ""])
def test_an_address_that_is_none_is_named(tmp_path: Path, command: Command, url: str) -> None:
    folder = folder_with(tmp_path / "polis")

    assert refused(command("import", "polis", folder, "--url", url)) == (
        f"An address looks like http://127.0.0.1:8000, not {url}."
    )


def test_a_rehearsal_in_a_workshop_needs_its_facilitator(command: Command) -> None:
    assert refused(command("rehearse", WORKSHOP)) == (
        "To rehearse in a workshop, give its facilitator link with --login."
    )


@pytest.mark.parametrize(
    "error",
    [
        InUseError("It is in use."),
        NewerLogError("This database"),
        StorageError("storage_full"),
        Refusal("So."),
    ],
)
def test_a_failure_in_one_of_many_tasks_is_said_as_if_it_were_alone(error: Exception) -> None:
    @refusing
    def command() -> None:
        raise ExceptionGroup("tasks", [ExceptionGroup("more", [error]), ValueError("follows")])

    with pytest.raises(Refusal) as refusal:
        command()
    assert refusal.value.message == (error.message if isinstance(error, Refusal) else str(error))


def test_a_defect_of_ours_is_not_hidden() -> None:
    @refusing
    def command() -> None:
        raise ExceptionGroup("tasks", [ValueError("a defect")])

    with pytest.raises(ExceptionGroup):
        command()


def test_every_command_says_what_it_is_for(command: Command) -> None:
    for name, each in main.commands.items():
        said = command(name, "--help")
        assert said.exit_code == 0
        assert each.get_short_help_str(), name
