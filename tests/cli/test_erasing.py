"""Erasing and redacting while the server is stopped: the words go, everything else stays."""

from pathlib import Path

import pytest

from codesign.domain.ids import ParticipantId
from codesign.domain.workshop import Idea, Workshop
from codesign.programmes.example import WORKSHOP
from codesign.replay.rebuild import workshop_at
from codesign.store.log import open_log
from tests.cli.conftest import Command, refused


def workshop_of(database: str) -> Workshop:
    log = open_log(database)
    try:
        return workshop_at(log.read, WORKSHOP, log.head(WORKSHOP))
    finally:
        log.close()


def named(workshop: Workshop, name: str) -> ParticipantId:
    return next(each.id for each in workshop.participants.values() if each.name == name)


def ideas_of(workshop: Workshop, person: ParticipantId) -> list[Idea]:
    return [each for each in workshop.ideas.values() if each.author == person]


def test_erasing_destroys_the_name_and_no_result_changes(database: str, command: Command) -> None:
    before = workshop_of(database)
    fintan = named(before, "Fintan")

    done = command("erase", WORKSHOP, fintan)

    assert done.exit_code == 0, done.stderr
    after = workshop_of(database)
    assert (after.participants[fintan].erased, after.participants[fintan].name) == (True, "")
    assert [each.text for each in ideas_of(after, fintan)] == [
        each.text for each in ideas_of(before, fintan)
    ]
    assert {key: each.result for key, each in after.rounds.items()} == {
        key: each.result for key, each in before.rounds.items()
    }


def test_with_contributions_the_words_of_all_their_ideas_go_too(
    database: str, command: Command
) -> None:
    before = workshop_of(database)
    edie = named(before, "Edie")
    words = [each.text for each in ideas_of(before, edie)]

    done = command("erase", WORKSHOP, edie, "--contributions")

    assert done.exit_code == 0, done.stderr
    after = workshop_of(database)
    # One of them was written where nobody sees who wrote what.
    assert len(words) == 3
    assert {each.text for each in ideas_of(after, edie)} == {"[removed]"}
    folder = Path(database.removeprefix("sqlite:///")).parent
    held = b"".join(each.read_bytes() for each in folder.iterdir())
    assert not any(each.encode() in held for each in words)


@pytest.mark.parametrize(("options", "text"), [((), "[removed]"), (("--with", "Who?"), "Who?")])
def test_redacting_puts_other_words_in_the_place(
    database: str, command: Command, options: tuple[str, ...], text: str
) -> None:
    idea = next(iter(workshop_of(database).ideas))

    done = command("redact", WORKSHOP, "idea", idea, "--reason", "It names somebody", *options)

    assert done.exit_code == 0, done.stderr
    after = workshop_of(database).ideas[idea]
    assert (after.redacted, after.text) == (True, text)


def test_what_the_rules_refuse_is_said_in_their_words(database: str, command: Command) -> None:
    assert database
    nobody = "n" * 21 + "A"

    assert refused(command("erase", WORKSHOP, nobody)) == (
        "This person is not on the list. Add them first."
    )
    assert refused(command("redact", WORKSHOP, "theme", nobody, "--reason", "A name")) == (
        "This theme is not on the board. Reload the page."
    )
