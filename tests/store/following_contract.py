"""What following the log must do, whichever database keeps the log and the tables.

A test module subclasses `FollowingContract` and gives it an empty `log` and `tables`.
The tables here hold the ideas of published workshops, one a row.
"""

import logging
from collections.abc import Sequence
from itertools import count

import pytest

from codesign.domain import events as e
from codesign.domain.ids import IdeaId, WorkshopId
from codesign.domain.workshop import Workshop
from codesign.store.errors import StorageError
from codesign.store.following import Following
from codesign.store.log import Log
from codesign.store.tables import Tables
from tests.given import BEGUN, STAGE, id_of, recorded, stage_added, stage_opened
from tests.store.contract import HERE, THERE, append
from tests.store.tables_contract import NOW, Row, step

POISON = "poison"
ELSEWHERE = WorkshopId(id_of("elsewhere"))
_numbers = count()


def draw(_workshop: WorkshopId, now: Workshop) -> Sequence[Row]:
    """One row an idea; there is one that cannot be drawn."""
    ideas = [each for each in now.ideas.values() if not each.gone]
    if any(each.text == POISON for each in ideas):
        raise KeyError(POISON)
    return [Row(key=each.id, words=each.text, record={"text": each.text}) for each in ideas]


def idea(text: str) -> e.IdeaSubmitted:
    return e.IdeaSubmitted(idea=IdeaId(id_of(f"idea_{next(_numbers)}")), stage=STAGE, text=text)


def begin(log: Log, workshop: WorkshopId, *texts: str, published: bool = True) -> None:
    past = [*BEGUN[:2], stage_added(), stage_opened(), *(idea(each) for each in texts)]
    published_now = [e.RecordingPublished()] if published else []
    append(log, workshop, *(each.event for each in recorded(*past, *published_now)))


def following(log: Log, tables: Tables) -> Following:
    return Following(log, tables, draw, lambda: NOW)


def caught_up(log: Log, tables: Tables) -> Following:
    found = following(log, tables)
    while found.step():
        pass
    return found


def texts(tables: Tables, words: str = "") -> list[str]:
    return sorted(each.record["text"] for each in tables.find("designs", {}, words, limit=999).rows)


class FollowingContract:
    def test_what_is_published_is_in_the_tables_and_nothing_else(
        self, log: Log, tables: Tables
    ) -> None:
        begin(log, HERE, "A bus at nine")
        begin(log, THERE, "Said in confidence", published=False)
        caught_up(log, tables)

        assert texts(tables) == ["A bus at nine"]

    def test_what_comes_is_followed_and_what_is_taken_back_goes(
        self, log: Log, tables: Tables
    ) -> None:
        begin(log, HERE, "A bus at nine", published=False)
        found = caught_up(log, tables)
        append(log, HERE, e.RecordingPublished())
        append(log, THERE, None)
        found.step()
        assert texts(tables) == ["A bus at nine"]

        append(log, HERE, idea("A tram"))
        found.step()
        assert texts(tables) == ["A bus at nine", "A tram"]

        append(log, HERE, e.RecordingUnpublished())
        found.step()
        assert texts(tables) == []
        assert not found.step()

    def test_who_starts_again_goes_on_from_the_position(self, log: Log, tables: Tables) -> None:
        begin(log, HERE, "A bus at nine")
        caught_up(log, tables)
        before = tables.in_use()
        append(log, HERE, idea("A tram"))
        caught_up(log, tables)

        after = tables.in_use()
        assert before is not None
        assert after is not None
        assert before.number == after.number
        assert after.position == before.position + 1
        assert texts(tables) == ["A bus at nine", "A tram"]

    def test_redacted_words_are_found_no_more(self, log: Log, tables: Tables) -> None:
        begin(log, HERE)
        spoken = idea("Ask Mrs Pritchard of Mill Lane")
        append(log, HERE, spoken)
        found = caught_up(log, tables)
        assert texts(tables, "pritchard")

        gone = e.ContributionRedacted(kind="idea", id=spoken.idea, reason="", text="A neighbour")
        append(log, HERE, gone)
        found.step()
        assert texts(tables, "pritchard") == []
        assert texts(tables) == ["A neighbour"]

    def test_of_two_processes_each_may_follow_and_no_step_is_taken_twice(
        self, log: Log, tables: Tables
    ) -> None:
        begin(log, HERE, "A bus at nine")
        one, other = caught_up(log, tables), following(log, tables)
        for number in range(6):
            append(log, HERE, idea(f"Idea {number}"))
            (one, other)[number % 2].step()
            assert not (other, one)[number % 2].step(), "nothing is left to do"

        assert len(texts(tables)) == 7

    # --- parking ----------------------------------------------------------

    def test_a_workshop_that_cannot_be_followed_is_parked_and_nobody_waits_for_it(
        self, log: Log, tables: Tables, caplog: pytest.LogCaptureFixture
    ) -> None:
        begin(log, HERE, "A bus at nine")
        begin(log, THERE, "A boat")
        found = caught_up(log, tables)
        with caplog.at_level(logging.ERROR):
            append(log, HERE, idea(POISON))
            append(log, THERE, idea("A ferry"))
            found.step()

        assert texts(tables) == ["A boat", "A ferry"]
        [parked] = found.state().parked
        assert (parked.workshop, parked.since) == (HERE, NOW)
        assert parked.error.startswith("KeyError in following_contract.py:")
        assert found.state().behind == 0
        assert caplog.text.count(HERE) == 1
        assert POISON not in caplog.text + parked.error, "nobody's words are in an error"

    def test_a_parked_workshop_is_followed_again_once_it_is_mended(
        self, log: Log, tables: Tables
    ) -> None:
        begin(log, HERE, "A bus at nine")
        bad = idea(POISON)
        append(log, HERE, bad)
        found = caught_up(log, tables)
        assert texts(tables) == []

        append(log, HERE, idea("A tram"))
        found.step()
        assert texts(tables) == [], "tried with its next event, and parked still"
        append(log, HERE, e.IdeaWithdrawn(idea=bad.idea))
        found.step()
        assert texts(tables) == ["A bus at nine", "A tram"]
        assert found.state().parked == []

    def test_a_parked_workshop_is_tried_again_on_demand(
        self, log: Log, tables: Tables, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        begin(log, HERE, POISON)
        found = caught_up(log, tables)
        assert found.retry() == 0
        assert len(found.state().parked) == 1

        monkeypatch.setattr("tests.store.following_contract.POISON", "something else")
        assert found.retry() == 1
        assert (texts(tables), found.state().parked) == (["poison"], [])

    def test_trouble_that_is_no_workshops_fault_parks_nobody_and_passes(
        self, log: Log, tables: Tables, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        begin(log, HERE, "A bus at nine")
        found = caught_up(log, tables)
        append(log, HERE, idea("A tram"))

        def fail(*_: object) -> None:
            raise StorageError("storage_unreachable")

        with monkeypatch.context() as broken:
            broken.setattr(log, "read", fail)
            assert not found.step()
        edition = tables.in_use()
        assert edition is not None
        assert "cannot be reached" in edition.trouble
        assert found.state().parked == []
        assert found.state().behind == 1

        found.step()
        assert texts(tables) == ["A bus at nine", "A tram"]

    # --- rebuilding ---------------------------------------------------------

    def test_the_old_tables_are_read_until_the_new_ones_are_not_behind(
        self, log: Log, tables: Tables, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        begin(log, HERE, "A bus at nine")
        live = caught_up(log, tables)
        seen: list[list[str]] = []
        rebuilding = following(log, tables)
        drawn = rebuilding._drawn

        def drawn_while_people_work(workshop: WorkshopId, known: object = None) -> object:
            change = drawn(workshop, known)  # type: ignore[arg-type]
            if len(seen) < 3:
                append(log, HERE, idea(f"Idea {len(seen)}"))
                live.step()
                seen.append(texts(tables))
            return change

        monkeypatch.setattr(rebuilding, "_drawn", drawn_while_people_work)
        assert rebuilding.rebuild()
        assert [len(each) for each in seen] == [2, 3, 4], "no step back, and none left out"
        assert len(texts(tables)) == 4
        live.step()
        append(log, HERE, idea("The last"))
        live.step()
        assert len(texts(tables)) == 5

    def test_a_log_that_is_another_is_noticed_and_the_tables_are_made_anew(
        self, log: Log, tables: Tables, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        begin(log, HERE, "A bus at nine")
        found = caught_up(log, tables)
        begin(log, ELSEWHERE, "A tram")
        before = tables.in_use()
        assert before is not None
        # As after a restore: another event stands where this one was, or none.
        assert tables.put(step(before.number, since=before.position, to=before.position))

        while found.step():
            pass
        assert texts(tables) == ["A bus at nine", "A tram"]
        after = tables.in_use()
        assert after is not None
        assert after.number != before.number

    def test_words_erased_during_a_rebuild_are_in_neither_edition(
        self, log: Log, tables: Tables
    ) -> None:
        begin(log, HERE)
        spoken = idea("Ask Mrs Pritchard")
        append(log, HERE, spoken)
        live = caught_up(log, tables)
        rebuilding = following(log, tables)
        drawn = rebuilding._drawn

        def drawn_before_they_go(workshop: WorkshopId) -> object:
            change = drawn(workshop)
            gone = e.ContributionRedacted(kind="idea", id=spoken.idea, reason="", text="x")
            append(log, HERE, gone)
            live.step()
            return change

        rebuilding._drawn = drawn_before_they_go  # type: ignore[method-assign,assignment]
        assert not rebuilding.rebuild(), "to be begun again"
        assert following(log, tables).rebuild()
        assert texts(tables) == ["x"]
