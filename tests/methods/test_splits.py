"""Nobody's answer can be told from a split, however its numbers are taken off each other.

The attacker here is brute force: every table of whole numbers that agrees with what was
published, group by group and answer by answer.
"""

from collections import Counter
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codesign.methods.splits import Split, crossings, rows, split

COLUMNS = ("agree", "disagree", "neither")


def voters(**groups):
    """Voters named after their group: `a=3` are `a0`, `a1`, `a2`."""
    return {f"{group}{n}": group for group, size in groups.items() for n in range(size)}


def answering(groups, **given_by_group):
    """Answers by group, as numbers in the order of the columns."""
    said = {}
    for group, numbers in given_by_group.items():
        members = [voter for voter, of in groups.items() if of == group]
        answers = [c for c, number in zip(COLUMNS, numbers, strict=True) for _ in range(number)]
        said |= dict(zip(members, answers, strict=True))
    return said


def split_of(groups, said, earlier=()) -> Split:
    return split({"option": said}, rows({"organisation": groups}, earlier), COLUMNS)


# --- rows ----------------------------------------------------------------------------


def test_a_group_too_small_shares_a_row_with_the_next_smallest():
    found = rows({"organisation": voters(a=20, b=9, c=3)})["organisation"]

    assert Counter(found.values()) == {"a": 20, None: 12}


def test_small_groups_that_are_enough_together_share_a_row():
    found = rows({"organisation": voters(a=20, b=4, c=4)})["organisation"]

    assert Counter(found.values()) == {"a": 20, None: 8}


@pytest.mark.parametrize("groups", [voters(a=20), voters(a=20, b=6), voters(a=6, b=6), {}])
def test_there_is_no_split_where_one_row_would_be_left(groups):
    assert rows({"organisation": groups}) == {}


def test_rows_of_two_splits_cross_in_enough_people_or_in_none():
    organisations = voters(a=20, b=20)
    # One of the officers is in b: the officers less a would be that one.
    roles = {
        voter: "officer" if n < 20 else "resident"
        for n, voter in enumerate(
            [*list(organisations)[1:20], "b0", "a0", *list(organisations)[21:]]
        )
    }

    found = rows({"organisation": organisations, "role": roles})

    assert found.keys() == {"organisation"}


def test_two_splits_that_cross_well_are_both_given():
    organisations = voters(a=20, b=20)
    roles = {voter: "officer" if n % 2 else "resident" for n, voter in enumerate(organisations)}

    assert rows({"organisation": organisations, "role": roles}).keys() == {"organisation", "role"}


@pytest.mark.parametrize(
    "again", [voters(a=20, b=19), voters(a=21, b=20), {**voters(a=20, b=19), "a20": "a"}]
)
def test_who_asked_nearly_the_same_people_again_gives_no_second_split(again):
    before = crossings(rows({"organisation": voters(a=20, b=20)}))

    assert rows({"organisation": again}, [before]) == {}
    assert rows({"organisation": voters(a=20, b=20)}, [before])


def test_somebody_who_changed_sides_between_two_rounds_is_not_told_by_their_difference():
    before = crossings(rows({"organisation": voters(a=20, b=20)}))
    moved = {**voters(a=20, b=20), "a0": "b"}

    assert rows({"organisation": moved}, [before]) == {}


# --- numbers -------------------------------------------------------------------------


def test_numbers_that_tell_nothing_are_shown():
    groups = voters(a=20, b=20)
    found = split_of(groups, answering(groups, a=(8, 6, 6), b=(6, 7, 7)))

    assert found.options["option"].answers == COLUMNS
    assert found.options["option"].cells == {"organisation": ((8, 6, 6), (6, 7, 7))}


def test_answers_that_few_gave_are_put_together():
    groups = voters(a=20, b=20)
    found = split_of(groups, answering(groups, a=(12, 7, 1), b=(6, 13, 1)))

    assert found.options["option"].answers == ("agree", "disagree+neither")
    assert found.options["option"].cells == {"organisation": ((12, 8), (6, 14))}


def test_that_all_of_a_group_said_the_same_is_never_told():
    groups = voters(a=20, b=20, c=20)
    found = split_of(groups, answering(groups, a=(20, 0, 0), b=(8, 6, 6), c=(6, 7, 7)))

    divided = found.options["option"]
    assert divided is None or divided.cells["organisation"][0][0] is None


def test_an_option_on_which_nearly_all_agree_is_not_split():
    groups = voters(a=20, b=20)
    found = split_of(groups, answering(groups, a=(18, 1, 1), b=(19, 1, 0)))

    assert found.options == {"option": None}


# --- the attacker --------------------------------------------------------------------

# Small enough to try every table, with numbers under two hidden and rows of four.
FEWEST = 2
VALUES_LEFT = FEWEST


def fillings(size, columns):
    """Every way in which so many people can give these answers."""
    if columns == 1:
        yield (size,)
        return
    for first in range(size + 1):
        for others in fillings(size - first, columns - 1):
            yield (first, *others)


def tables(sizes, divided, bands, totals):
    """Every table of the crossings that agrees with the tally and with all that is shown."""
    columns = len(divided.answers)
    for table in product(*(list(fillings(size, columns)) for size in sizes)):
        if all(sum(row[c] for row in table) == totals[c] for c in range(columns)) and all(
            cell is None or cell == sum(table[place][c] for place in band)
            for kind, of_kind in bands.items()
            if kind in divided.cells
            for band, cells in zip(of_kind, divided.cells[kind], strict=True)
            for c, cell in enumerate(cells)
        ):
            yield table


@st.composite
def rounds(draw):
    """A round of at most 16 voters in up to two kinds of groups, and what they said."""
    people = [f"v{n}" for n in range(draw(st.integers(8, 16)))]
    kinds = {}
    for kind in draw(st.sampled_from([("organisation",), ("organisation", "role")])):
        names = st.sampled_from("ab" if kind == "role" else "abc")
        kinds[kind] = {voter: draw(names) for voter in people}
    said = {voter: draw(st.sampled_from(COLUMNS)) for voter in people}
    return kinds, said


@settings(max_examples=300, deadline=None)
@given(rounds())
def test_no_hidden_number_can_be_worked_out_not_even_with_ones_own_ballot(drawn):
    kinds, said = drawn
    in_rows = rows(kinds, fewest=FEWEST)
    found = split({"option": said}, in_rows, COLUMNS, fewest=FEWEST)
    divided = found.options["option"]
    if divided is None:
        return
    crossed = crossings(in_rows)
    places = sorted(set(crossed.values()), key=str)
    bands = {
        kind: [
            [n for n, place in enumerate(places) if place[number] == row.of]
            for row in found.rows[kind]
        ]
        for number, kind in enumerate(in_rows)
    }
    column = {a: n for n, merged in enumerate(divided.answers) for a in merged.split("+")}
    sizes = [sum(each == place for each in crossed.values()) for place in places]
    totals = Counter(column[each] for each in said.values())
    possible = list(tables(sizes, divided, bands, totals))
    ballots = {(places.index(crossed[voter]), column[each]) for voter, each in said.items()}
    for kind in divided.cells:
        for band, cells in zip(bands[kind], divided.cells[kind], strict=True):
            for c in (c for c, cell in enumerate(cells) if cell is None):
                for place, own in (None, None), *ballots:
                    values = {
                        sum(table[row][c] for row in band)
                        for table in possible
                        if place is None or table[place][own] > 0
                    }
                    assert len(values) >= VALUES_LEFT
                    assert max(values) >= FEWEST


@settings(max_examples=300, deadline=None)
@given(rounds())
def test_what_is_shown_is_true_and_not_small(drawn):
    kinds, said = drawn
    in_rows = rows(kinds, fewest=FEWEST)
    found = split({"option": said}, in_rows, COLUMNS, fewest=FEWEST)
    for kind, of_kind in found.rows.items():
        for n, row in enumerate(of_kind):
            members = [voter for voter, of in in_rows[kind].items() if of == row.of]
            assert row.voters == len(members) >= FEWEST + 2
            divided = found.options["option"]
            told = {} if divided is None else divided.cells
            for c, cell in enumerate(told[kind][n] if kind in told else ()):
                answers = divided.answers[c].split("+")
                assert cell is None or cell == sum(said[each] in answers for each in members)
                assert cell is None or cell >= FEWEST
