"""What all tables must do, whichever database keeps them.

A test module subclasses `TablesContract` and gives it a `tables` fixture with none
yet, `again`, which opens the same ones once more as another process does, and
`lies_there`, which tells whether some bytes are in any file of theirs.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from codesign.domain.ids import WorkshopId
from codesign.store.errors import StorageError
from codesign.store.tables import STALE_MS, Change, Followed, Step, Tables
from tests.store.contract import HERE, THERE

NOW = 1_760_000_000_000
Again = Callable[[int], Tables]


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of the table of designs."""

    key: str = "hub"
    table: str = "designs"
    order: int = 0
    facets: Sequence[tuple[str, str]] = ()
    figures: Mapping[str, int] = field(default_factory=dict)
    words: str = ""
    record: Mapping[str, Any] = field(default_factory=dict)


def change(*rows: Row, workshop: WorkshopId = HERE, seq: int = 1, error: str = "") -> Change:
    followed = Followed(workshop, seq, published=True, error=error, since=NOW if error else 0)
    return Change(followed=followed, rows=rows)


def step(number: int, *changes: Change, since: int = 0, to: int = 1, erasing: bool = False) -> Step:
    return Step(
        edition=number,
        expected=since,
        position=to,
        mark=b"mark",
        at=NOW,
        changes=changes,
        erasing=erasing,
    )


def begun(tables: Tables, *changes: Change, position: int = 0) -> int:
    """An edition in use."""
    number = tables.begin(position, b"", NOW)
    assert number is not None
    assert tables.put(step(number, *changes, since=position, to=position + 1))
    assert tables.use(number) == "used"
    return number


def keys(tables: Tables, words: str = "", **facets: str) -> list[str]:
    return [each.key for each in tables.find("designs", facets, words).rows]


class TablesContract:
    def test_there_is_nothing_before_there_is_an_edition(self, tables: Tables) -> None:
        assert tables.in_use() is None
        assert tables.find("designs", {}) == (0, [])
        assert tables.values("designs", "place") == []

    def test_rows_are_read_as_they_were_put_the_highest_first(self, tables: Tables) -> None:
        low = Row(key="low", facets=[("place", "Tredegar"), ("place", "Ebbw Vale")])
        high = Row(key="high", order=7, figures={"people": 3}, record={"title": "Ŵyl", "no": None})
        begun(tables, change(low, high))

        found = tables.find("designs", {})
        assert found.total == 2
        assert [each.key for each in found.rows] == ["high", "low"]
        assert tables.row("designs", HERE, "high") == found.rows[0]
        assert (found.rows[0].figures, found.rows[0].record) == (high.figures, high.record)
        assert found.rows[1].facets == low.facets
        assert tables.row("designs", THERE, "high") is None
        assert tables.find("outcomes", {}).total == 0

    def test_figures_are_read_of_all_rows_of_a_table(self, tables: Tables) -> None:
        facets = [("place", "Tredegar")]
        rows = [Row(key=f"{n}", facets=facets, figures={"people": n}) for n in range(30)]
        begun(tables, change(*rows))

        told = tables.figures("designs")
        assert sorted(each.figures["people"] for each in told) == list(range(30))
        assert all(each.facets == facets for each in told)
        assert tables.figures("outcomes") == []

    def test_a_page_is_cut_out_and_all_are_counted(self, tables: Tables) -> None:
        begun(tables, change(*(Row(key=f"{n}", order=-n) for n in range(5))))

        found = tables.find("designs", {}, limit=2, offset=2)
        assert (found.total, [each.key for each in found.rows]) == (5, ["2", "3"])

    def test_rows_are_found_by_all_facets_that_are_asked_for(self, tables: Tables) -> None:
        both = [("place", "Tredegar"), ("model", "in_house")]
        begun(tables, change(Row(key="one", facets=both), Row(key="other", facets=both[:1])))

        assert keys(tables, place="Tredegar") == ["one", "other"]
        assert keys(tables, place="Tredegar", model="in_house") == ["one"]
        assert keys(tables, place="tredegar") == []
        assert tables.values("designs", "place") == [("Tredegar", 2)]

    @pytest.mark.parametrize("asked", ["garden", "GARDENS", "gard", "caf", "Café gardens", "ŵyl"])
    def test_words_are_found_by_how_they_begin_whatever_case_and_accents(
        self, tables: Tables, asked: str
    ) -> None:
        begun(tables, change(Row(words="The gardens' café, (at the Ŵyl)"), Row(key="no")))
        assert keys(tables, asked) == ["hub"]

    @pytest.mark.parametrize("asked", ["arden", "garden tram", "gardens NOT cafe", 'x" OR "garden'])
    def test_words_that_are_not_all_there_find_nothing_and_signs_mean_nothing(
        self, tables: Tables, asked: str
    ) -> None:
        begun(tables, change(Row(words="The gardens' café")))
        assert keys(tables, asked) == []

    def test_signs_alone_ask_for_nothing_in_particular(self, tables: Tables) -> None:
        begun(tables, change(Row(words="The gardens")))
        assert keys(tables, "!'\"* & |") == ["hub"]

    def test_a_workshops_rows_are_replaced_and_nobody_elses(self, tables: Tables) -> None:
        number = begun(
            tables,
            change(Row(key="old", words="tram", facets=[("place", "x")])),
            change(Row(key="old", words="boat"), workshop=THERE),
        )
        assert tables.put(step(number, change(Row(key="new", words="bus")), since=1, to=2))

        assert keys(tables) == ["new", "old"]
        assert (keys(tables, "tram"), keys(tables, "bus"), keys(tables, "boat")) == (
            [],
            ["new"],
            ["old"],
        )
        assert tables.values("designs", "place") == []

    def test_rows_stay_where_a_step_has_none_to_give(self, tables: Tables) -> None:
        number = begun(tables, change(Row()))
        passed = Change(followed=Followed(HERE, 9, published=True))
        assert tables.put(step(number, passed, since=1, to=5))

        assert keys(tables) == ["hub"]
        assert tables.followed(number, [HERE, THERE]) == {HERE: passed.followed}

    # --- position ---------------------------------------------------------

    def test_rows_and_position_are_kept_together_or_not_at_all(self, tables: Tables) -> None:
        number = begun(tables, change(Row(key="before")))
        twice = change(Row(key="twice"), Row(key="twice"))
        with pytest.raises(StorageError):
            tables.put(step(number, change(Row(key="after")), twice, since=1, to=9))

        edition = tables.in_use()
        assert edition is not None
        assert (edition.position, keys(tables)) == (1, ["before"])

    def test_of_two_that_follow_at_once_one_gets_the_step(
        self, tables: Tables, again: Again
    ) -> None:
        number = begun(tables)
        other = again(1)
        assert tables.put(step(number, change(Row(key="mine"), seq=2), since=1, to=2))
        assert not other.put(step(number, change(Row(key="theirs"), seq=2), since=1, to=2))

        edition = other.in_use()
        assert edition is not None
        assert (edition.position, edition.mark, keys(other)) == (2, b"mark", ["mine"])

    # --- editions -----------------------------------------------------------

    def test_an_edition_is_read_only_once_it_is_in_use(self, tables: Tables) -> None:
        begun(tables, change(Row(key="old")))
        number = tables.begin(0, b"", NOW)
        assert number is not None
        assert tables.put(step(number, change(Row(key="new", words="bus"))))
        assert (keys(tables), keys(tables, "bus")) == (["old"], [])

        assert tables.use(number) == "used"
        assert keys(tables) == ["new"]
        assert keys(tables, "bus") == ["new"]

    def test_an_edition_that_is_behind_takes_nobodys_place(self, tables: Tables) -> None:
        before = begun(tables, change(Row(key="old")))
        number = tables.begin(0, b"", NOW)
        assert number is not None
        assert tables.put(step(before, change(Row(key="newest"), seq=3), since=1, to=3))
        assert tables.put(step(number, change(Row(key="afresh")), to=2))
        assert tables.use(number) == "behind"
        assert keys(tables) == ["newest"]

        assert tables.put(step(number, since=2, to=3))
        assert tables.use(number) == "used"
        assert keys(tables) == ["afresh"]
        assert not tables.put(step(before, since=3, to=4)), "the old one is gone"

    def test_one_edition_is_made_at_a_time_and_one_that_broke_off_is_taken_away(
        self, tables: Tables, again: Again
    ) -> None:
        first = tables.begin(0, b"", NOW)
        assert first is not None
        assert again(1).begin(0, b"", NOW + STALE_MS - 1) is None
        second = again(1).begin(0, b"", NOW + STALE_MS)
        assert second is not None
        assert tables.edition(first) is None
        assert tables.use(first) == "gone"

    def test_who_reads_by_other_rules_gets_nothing(self, tables: Tables, again: Again) -> None:
        begun(tables, change(Row(facets=[("place", "x")])))
        newer = again(2)
        assert keys(newer) == []
        assert newer.values("designs", "place") == []
        assert newer.row("designs", HERE, "hub") is None

        afresh = begun(newer, change(Row(key="new")))
        older = tables.begin(5, b"", NOW)
        assert older is not None
        assert tables.use(older) == "gone", "nothing newer is replaced by something older"
        edition = tables.in_use()
        assert edition is not None
        assert (edition.number, edition.version) == (afresh, 2)

    def test_trouble_is_told_until_there_is_a_step(self, tables: Tables) -> None:
        number = begun(tables)
        tables.note_trouble(number, "The disk is full.", NOW)
        edition = tables.in_use()
        assert edition is not None
        assert (edition.trouble, edition.trouble_at) == ("The disk is full.", NOW)

        assert tables.put(step(number, since=1, to=2))
        edition = tables.in_use()
        assert edition is not None
        assert edition.trouble == ""

    def test_the_parked_are_told_the_longest_first(self, tables: Tables) -> None:
        number = begun(tables, change(error="KeyError"), change(workshop=THERE))
        [parked] = tables.parked(number)
        assert parked == Followed(HERE, 1, published=True, error="KeyError", since=NOW)

        assert tables.put(step(number, change(seq=2), since=1, to=2))
        assert tables.parked(number) == []

    # --- erasure ------------------------------------------------------------

    def test_erased_words_lie_in_no_file_and_in_no_index(
        self, tables: Tables, lies_there: Callable[[bytes], bool]
    ) -> None:
        words = "Zebracrossing by the quayside"
        said = Row(words=words, facets=[("place", "Quaysidetown")], record={"title": words})
        many = [Row(key=f"{n}", words=f"other words {n}") for n in range(60)]
        number = begun(tables, change(said), change(*many, workshop=THERE))
        unfinished = tables.begin(0, b"", NOW)
        assert unfinished is not None
        assert tables.put(step(unfinished, change(said)))
        assert lies_there(b"Zebracrossing")

        gone = step(number, change(Row(record={"title": ""})), since=1, to=2, erasing=True)
        assert tables.put(gone)
        for each in (b"Zebracrossing", b"zebracrossing", b"Quaysidetown", b"quayside"):
            assert not lies_there(each)
        assert tables.edition(unfinished) is None, "it may have held them too"
        assert keys(tables, "zebra") == []
        assert len(keys(tables, "other")) == 20
