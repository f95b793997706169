"""Whoever holds the log counts every vote again, and hears loudly of a result that is not so."""

from dataclasses import replace

from codesign.domain.events import ResultPublished
from codesign.programmes.example import WORKSHOP
from codesign.store.log import Append, open_log
from tests.cli.conftest import Command


def test_every_result_of_a_workshop_is_counted_again_and_is_the_same(
    database: str, command: Command
) -> None:
    assert database
    said = command("recount", WORKSHOP)
    lines = [line.split("\t") for line in said.stdout.splitlines()]
    assert [line[-1] for line in lines] == ["the same", "the same"]
    assert said.exit_code == 0


def test_one_round_is_counted_again(database: str, command: Command) -> None:
    assert database
    every = command("recount", WORKSHOP).stdout.splitlines()
    round_id = every[0].split("\t")[1]
    assert command("recount", WORKSHOP, round_id).stdout.splitlines() == every[:1]


def test_a_result_that_its_votes_do_not_come_to_is_said_loudly(
    database: str, command: Command
) -> None:
    log = open_log(database)
    try:
        events = list(log.read(WORKSHOP))
        last = next(each for each in reversed(events) if isinstance(each.event, ResultPublished))
        assert isinstance(last.event, ResultPublished)
        forged = replace(last.event, cast=last.event.cast + 1, ranking=last.event.ranking[::-1])
        head = len(events)
        # As if somebody had written it into the log: no rule would let it in.
        written = last._replace(seq=head + 1, event=forged, id="A" * 22)
        log.append([Append(workshop=WORKSHOP, expected=head, events=(written,))])
    finally:
        log.close()
    said = command("recount", WORKSHOP)
    assert said.stdout.splitlines()[-1].endswith("DIFFERS in cast, ranking")
    assert said.stderr == "1 results are not what the votes in the log come to.\n"
    assert said.exit_code == 1
