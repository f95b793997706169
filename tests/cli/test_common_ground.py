"""Common ground is printed as canonical JSON, the same bytes whoever counts."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from codesign.domain.recorded import Recorded
from codesign.store.log import Append, open_log
from tests.cli.conftest import Command, refused
from tests.given import COUNCIL, ROUND, ROUND_2, id_of, recorded
from tests.outputs import polis_log
from tests.voted import BENCH, BUS, PEOPLE, came, result, voted

WORKSHOP = id_of("workshop")
CONVERSATIONS = ("scoop-hivemind.affordable-housing", "15-per-hour-seattle")


@pytest.fixture
def stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Put a log into a database that the settings name."""

    def store(log: list[Recorded], workshop: str = WORKSHOP) -> None:
        url = f"sqlite:///{tmp_path}/codesign.db"
        monkeypatch.setenv("CODESIGN_DATABASE_URL", url)
        opened = open_log(url)
        try:
            opened.append([Append(workshop=workshop, expected=0, events=tuple(log))])
        finally:
            opened.close()

    return store


COUNTED = (*came(), *voted(), result())


def test_it_is_printed_as_canonical_json_by_declared_groups(stored, command: Command) -> None:
    stored(recorded(*COUNTED))

    printed = command("common-ground", WORKSHOP).stdout
    told = json.loads(printed)

    assert printed == json.dumps(told, sort_keys=True, separators=(",", ":")) + "\n"
    ground = told["ground"]["organisation"]
    assert [each["people"] for each in ground["groups"]] == [12, 10, 8]
    assert ground["groups"][0]["group"] == COUNCIL
    # 8 of 10 of the charity agree with the bus, 9 of 12 of the council, 6 of 8 residents.
    assert [each["statement"] for each in ground["statements"][:2]] == [BENCH, BUS]
    assert ground["statements"][1]["bridging"] == 700_000
    assert told["ground"]["role"] is None


def test_a_small_room_has_no_map_and_says_why(stored, command: Command) -> None:
    stored(recorded(*came(), *voted(voters=PEOPLE[:29]), result()))

    told = json.loads(command("common-ground", WORKSHOP).stdout)

    assert told["map"] == {"version": 1, "seed": None, "none": "too_few_people", "number": 29}


def test_it_is_told_as_of_a_version(stored, command: Command) -> None:
    stored(recorded(*COUNTED))

    assert json.loads(command("common-ground", WORKSHOP, "--at", len(COUNTED)).stdout)
    early = command("common-ground", WORKSHOP, "--at", len(COUNTED) - 1)
    assert "close and count it first" in refused(early)


def test_one_of_several_votes_must_be_named(stored, command: Command) -> None:
    stored(recorded(*COUNTED, *voted(ROUND_2), result(ROUND_2)))

    assert ROUND_2 in refused(command("common-ground", WORKSHOP))
    assert json.loads(command("common-ground", WORKSHOP, "--round", ROUND).stdout)["round"] == ROUND


def printed_by_a_process(seed: str) -> bytes:
    return subprocess.run(
        [sys.executable, "-m", "codesign", "common-ground", polis_log.WORKSHOP],
        env={**os.environ, "PYTHONHASHSEED": seed},
        check=True,
        capture_output=True,
    ).stdout


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_real_conversations_give_the_same_bytes_in_two_processes(
    name: str, shared: Path, stored
) -> None:
    stored(polis_log.log_of(shared / "data" / "polis" / name), polis_log.WORKSHOP)

    one, other = printed_by_a_process("1"), printed_by_a_process("2")

    assert one == other
    told = json.loads(one)
    assert len(told["map"]["groups"]) >= 2
    assert sum(each["people"] for each in told["map"]["groups"]) == len(told["map"]["places"])
