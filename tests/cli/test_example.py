"""The illustrative workshop is made by the product, the same wherever it is made."""

from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from codesign.cli import main
from codesign.cli.example import ensure_example
from codesign.domain.ids import WorkshopId
from codesign.domain.recorded import Recorded
from codesign.domain.workshop import Workshop
from codesign.programmes.example import LENGTH_MS, STARTS_AT, WORKSHOP, acts
from codesign.replay.rebuild import workshop_at
from codesign.store.log import Append, Log, open_log


def opened(path: Path) -> Log:
    return open_log(f"sqlite:///{path}")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Recorded], Workshop]:
    log = opened(tmp_path_factory.mktemp("example") / "example.db")
    try:
        assert ensure_example(log) == WORKSHOP
        events = list(log.read(WORKSHOP))
        return events, workshop_at(log.read, WORKSHOP, len(events))
    finally:
        log.close()


def test_it_has_everything_worth_watching(made: tuple[list[Recorded], Workshop]) -> None:
    events, workshop = made
    happened = Counter(type(each.event).__name__ for each in events)

    assert len(workshop.participants) >= 14
    assert sum(not each.device for each in workshop.participants.values()) == 2
    assert {each.role for each in workshop.participants.values()} >= {"table_helper"}
    assert len(workshop.organisations) >= 4
    assert len(workshop.ideas) >= 20
    assert any(each.anonymous and each.opened_at for each in workshop.stages.values())
    assert {"ThemeFormed", "ThemeNamed", "ThemesMerged", "ThemeSplit"} <= happened.keys()
    assert {"IdeaReworded", "IdeaWithdrawn", "IdeaHidden", "TimerEnded"} <= happened.keys()
    assert happened["RoundVoided"] == 1
    assert happened["ResultPublished"] == 2
    assert happened["DecisionRecorded"] == 3
    assert workshop.closed
    assert workshop.published


def test_people_without_a_device_take_part_through_their_helper(
    made: tuple[list[Recorded], Workshop],
) -> None:
    events, workshop = made
    helped = {each.id for each in workshop.participants.values() if not each.device}

    for kind in ("IdeaSubmitted", "BallotCast"):
        assert helped <= {each.for_ for each in events if type(each.event).__name__ == kind}


def test_a_round_set_aside_is_held_again_on_the_same_terms(
    made: tuple[list[Recorded], Workshop],
) -> None:
    _, workshop = made
    void, again, approval = workshop.rounds.values()

    assert void.void_reason
    assert again.rerun_of == void.id
    assert (again.result is not None, approval.result is not None) == (True, True)


def test_it_spans_the_evening_and_never_goes_back(made: tuple[list[Recorded], Workshop]) -> None:
    events, _ = made
    times = [each.at for each in events]

    assert times == sorted(times)
    assert (times[0], times[-1]) == (STARTS_AT, STARTS_AT + LENGTH_MS)


def test_every_act_of_the_script_takes_effect(made: tuple[list[Recorded], Workshop]) -> None:
    events, _ = made
    asked = [act.command for act in acts()]

    by_script = {each.id for each in events if each.via != "system"}
    # The end of a timer is the server's own act, asked for in time.
    assert len(by_script) == sum(type(each).__name__ != "EndTimer" for each in asked)


def test_made_twice_it_is_the_same(tmp_path: Path, made: tuple[list[Recorded], Workshop]) -> None:
    log = opened(tmp_path / "again.db")
    try:
        ensure_example(log)
        assert list(log.read(WORKSHOP)) == made[0]
    finally:
        log.close()


def test_interrupted_it_is_taken_up_again(
    tmp_path: Path, made: tuple[list[Recorded], Workshop]
) -> None:
    log = opened(tmp_path / "interrupted.db")
    try:
        # As far as the closing of the second round, before it was counted.
        closing = [each.seq for each in made[0] if type(each.event).__name__ == "RoundClosed"]
        first = tuple(made[0][: closing[0]])
        log.append([Append(workshop=WORKSHOP, expected=0, events=first)])

        ensure_example(log)

        kinds = [(type(each.event).__name__, each.at) for each in log.read(WORKSHOP)]
        assert kinds == [(type(each.event).__name__, each.at) for each in made[0]]
    finally:
        log.close()


def test_a_log_with_other_workshops_is_left_alone(
    tmp_path: Path, made: tuple[list[Recorded], Workshop]
) -> None:
    log = opened(tmp_path / "used.db")
    other = WorkshopId("o" * 21 + "A")
    try:
        log.append([Append(workshop=other, expected=0, events=(made[0][0],))])

        assert ensure_example(log) is None
        assert log.workshops() == [other]
    finally:
        log.close()


def test_the_command_prints_its_identifier_last_and_replaces_nothing(tmp_path: Path) -> None:
    path = tmp_path / "with a space.db"

    first = CliRunner().invoke(main, ["example", str(path)])
    again = CliRunner().invoke(main, ["example", str(path)])

    assert first.exit_code == 0, first.stderr
    assert first.stdout.splitlines()[-1] == WORKSHOP
    assert again.exit_code == 2
    assert again.stderr == f"{path} exists already; choose another name.\n"
