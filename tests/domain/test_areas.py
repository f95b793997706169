"""SPEC.md V13: the areas people can say they are of, and who is told."""

import pytest

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.ids import AreaId
from codesign.domain.splitting import voter_rows
from codesign.domain.views import VIEWS
from codesign.projections.heard import heard
from codesign.projections.mine import mine
from codesign.projections.records import RENDERERS
from tests.given import (
    ANNA,
    BEN,
    FACILITATOR,
    HELPER,
    MAIR,
    ROUND,
    STRANGER,
    TAKING_IDEAS,
    YES,
    folded,
    given,
    id_of,
    idea_submitted,
    joined,
    option_added,
    past_fact,
    recorded,
    round_opened,
)
from tests.projections.readings import reading_of

TOP = AreaId(id_of("top"))
MILL = AreaId(id_of("mill"))
ADDED = e.AreaAdded(area=TOP, name="Top of the valley")
TWO = (*TAKING_IDEAS, ADDED, e.AreaAdded(area=MILL, name="Mill Lane"))
OF_TOP = e.AreaChosen(participant=ANNA, area=TOP)


def test_areas_are_added_corrected_and_taken_off_by_who_runs_the_workshop():
    add = c.AddArea(area=TOP, name=" Top of the  valley ")
    given(*TAKING_IDEAS).when(add).then(ADDED)
    given(*TAKING_IDEAS, ADDED).when(add).then_nothing()
    given(*TAKING_IDEAS).when(add, by=ANNA).then_rejected("role_not_allowed")
    remove = c.RemoveArea(area=TOP)
    given(*TWO).when(remove).then(e.AreaRemoved(area=TOP))
    given(*TWO, e.AreaRemoved(area=TOP)).when(remove).then_nothing()
    given(*TWO, e.AreaRemoved(area=TOP)).when(add).then(ADDED)
    given(*TWO).when(c.RemoveArea(area=id_of("none"))).then_rejected("no_such_area")
    given(*TWO, OF_TOP).when(remove).then_rejected("area_in_use")


def test_no_list_is_longer_than_anybody_reads():
    fifty = (e.AreaAdded(area=AreaId(id_of(f"area{n}")), name=f"Area {n}") for n in range(50))
    given(*TAKING_IDEAS, *fifty).when(c.AddArea(area=TOP, name="Top")).then_rejected("too_many")


@pytest.mark.parametrize(("who", "by"), [(ANNA, ANNA), (ANNA, FACILITATOR), (MAIR, HELPER)])
def test_a_person_says_their_area_or_who_helps_them_does(who, by):
    choose = c.ChooseArea(participant=who, area=TOP)
    given(*TWO).when(choose, by=by).then(e.AreaChosen(participant=who, area=TOP))


def test_nobody_else_says_it_and_it_must_be_on_the_list():
    given(*TWO).when(c.ChooseArea(participant=ANNA, area=TOP), by=BEN).then_rejected(
        "role_not_allowed"
    )
    gone = e.AreaRemoved(area=TOP)
    given(*TWO, gone).when(c.ChooseArea(participant=ANNA, area=TOP), by=ANNA).then_rejected(
        "no_such_area"
    )
    nowhere = c.ChooseArea(participant=ANNA, area=None)
    given(*TWO).when(nowhere, by=ANNA).then_nothing()
    given(*TWO, OF_TOP).when(nowhere, by=ANNA).then(e.AreaChosen(participant=ANNA, area=None))


def test_who_joins_or_is_added_at_the_door_may_say_it_at_once():
    join = c.JoinWorkshop(participant=STRANGER, name="Sian", area=TOP)
    chosen = e.AreaChosen(participant=STRANGER, area=TOP)
    assert chosen in given(*TWO).when(join, by=STRANGER).events
    lobby = e.DoorChanged(door="lobby")
    assert chosen in given(*TWO, lobby).when(join, by=STRANGER).events
    add = c.AddParticipant(participant=STRANGER, name="Sian", area=TOP)
    assert chosen in given(*TWO).when(add, by=HELPER).events
    wrong = c.JoinWorkshop(participant=STRANGER, name="Sian", area=id_of("none"))
    given(*TWO).when(wrong, by=STRANGER).then_rejected("no_such_area")


def test_only_who_runs_the_workshop_and_oneself_are_told_who_is_from_where():
    workshop = folded(recorded(*TWO, OF_TOP))
    told = [RENDERERS["participants"](workshop, ANNA, view) or {} for view in VIEWS]
    assert ["area" in each for each in told] == [False, False, False, True]
    assert ("put", "areas", ANNA, {"area": TOP}) in mine(workshop, [ANNA])
    assert not [op for op in mine(workshop, [BEN]) if op[:2] == ("put", "areas")]


def test_an_erased_person_is_of_no_area():
    workshop = folded(recorded(*TWO, OF_TOP, e.ParticipantErased(participant=ANNA)))
    assert workshop.participants[ANNA].area is None


def a_vote_of(*sizes: int) -> list:
    """A counted vote of people of two areas, so many of each."""
    people = [(n, area) for area, size in enumerate(sizes) for n in range(size)]
    voters = {id_of(f"v{area}_{n}"): (TOP, MILL)[area] for n, area in people}
    return recorded(
        *TWO,
        *(joined(each) for each in voters),
        *(e.AreaChosen(participant=each, area=area) for each, area in voters.items()),
        round_opened(roll=tuple(voters)),
        option_added(YES),
        *(past_fact(e.BallotCast(round=ROUND, marks={YES: 1}), by=each) for each in voters),
        e.RoundClosed(round=ROUND),
        e.ResultPublished(
            round=ROUND,
            algorithm="agree",
            version=1,
            first=1,
            last=2,
            roll=len(voters),
            cast=len(voters),
            counts={},
            ranking=(),
        ),
    )


def test_a_vote_is_split_by_area_where_each_has_enough_people():
    assert set(voter_rows(folded(a_vote_of(8, 9)), ROUND)["area"].values()) == {TOP, MILL}
    assert "area" not in voter_rows(folded(a_vote_of(14, 3)), ROUND)


def test_who_is_heard_is_told_by_area_to_who_runs_the_workshop():
    past = (*TWO, OF_TOP, idea_submitted(by=ANNA))
    told = {each.of: each for each in heard(reading_of(*past, view="facilitator")).by_area}
    assert (told[TOP].people, told[TOP].wrote, told[TOP].ideas) == (1, 1, 1)
    assert (told[""].wrote, told[""].ideas) == (0, 0)
    assert heard(reading_of(*past, view="participant")).by_area == ()
