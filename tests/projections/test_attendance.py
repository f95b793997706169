import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign.domain import events as e
from codesign.domain.ids import OrganisationId, ParticipantId
from codesign.projections.attendance import FEWEST, attendance, interests
from tests.given import ANNA, BEGUN, BEN, EVERYBODY, folded, id_of, joined, recorded


def workshop_of(*sizes, without=0):
    """So many people of each organisation, and so many of none."""
    past = list(BEGUN)
    number = 0
    for place, size in enumerate((*sizes, without)):
        organisation = OrganisationId(id_of(f"org_{place}")) if place < len(sizes) else None
        if organisation:
            past.append(
                e.OrganisationAdded(
                    organisation=organisation, name="", identifiers=(), potential_provider=False
                )
            )
        for _ in range(size):
            number += 1
            past.append(joined(ParticipantId(id_of(f"p{number}")), organisation=organisation))
    return folded(recorded(*past))


def numbers(workshop, view):
    return [each.people for each in attendance(workshop, view).by_organisation]


@pytest.mark.parametrize("view", ["facilitator", "partner", "participant"])
def test_who_sees_the_list_of_people_gets_every_number(view):
    assert numbers(workshop_of(1, 3, without=9), view) == [9, 3, 1]


def test_the_public_gets_no_number_under_five():
    assert numbers(workshop_of(1, 4, 3, without=9), "public") == [9, None, None, None]


def test_a_single_small_number_takes_the_next_one_with_it():
    assert numbers(workshop_of(2, 6, 8, without=9), "public") == [9, 8, None, None]


@pytest.mark.parametrize("sizes", [(1, 1, 1), (4, 4, 4), (4, 4, 3)])
def test_small_numbers_whose_sum_gives_them_away_take_the_next_one_with_them(sizes):
    assert numbers(workshop_of(*sizes, 6, without=9), "public") == [9, None, None, None, None]


def test_a_split_with_nothing_left_to_show_is_left_out():
    assert numbers(workshop_of(1, 2), "public") == []
    assert numbers(workshop_of(1, without=7), "public") == []


def test_a_workshop_without_anybody_has_no_split():
    assert numbers(workshop_of(), "public") == []


@given(st.lists(st.integers(1, 12), max_size=6))
def test_a_hidden_number_could_be_any_of_three_at_least(sizes):
    shares = attendance(workshop_of(*sizes), "public").by_organisation
    hidden = [each for each in shares if each.people is None]
    if not hidden:
        assert not shares or min(sizes) >= FEWEST
        return
    told = sum(each.people for each in shares if each.people is not None)
    rest, others = sum(sizes) - told, len(hidden) - 1
    assert sum(each < FEWEST for each in sizes) <= len(hidden)
    if sum(each < FEWEST for each in sizes) == len(hidden):
        possible = [
            each for each in range(1, FEWEST) if others <= rest - each <= others * (FEWEST - 1)
        ]
        assert len(possible) >= 3


def test_those_who_run_it_and_those_who_look_on_are_counted_apart():
    found = attendance(folded(recorded(*EVERYBODY)), "participant")
    assert (found.people, found.facilitators, found.observers) == (6, 2, 1)
    assert {each.of: each.people for each in found.by_role} == {
        "participant": 3,
        "table_helper": 2,
        "commissioner": 1,
    }


def test_the_public_is_not_told_of_single_observers():
    assert attendance(folded(recorded(*EVERYBODY)), "public").observers is None
    assert attendance(workshop_of(1), "public").observers == 0


def test_interests_are_counted_by_their_nature():
    workshop = folded(
        recorded(
            *EVERYBODY,
            e.InterestDeclared(participant=ANNA, interest="employment"),
            e.InterestDeclared(participant=ANNA, interest="other"),
            e.InterestDeclared(participant=BEN, interest="employment"),
        )
    )
    assert interests(workshop) == {"employment": 2, "other": 1}
