"""Who goes into which group: evenly, by organisation, tables together, and the same again."""

from collections import Counter

import pytest

from codesign.domain.dealing import spread
from codesign.domain.ids import BreakoutId, GroupId, OrganisationId, ParticipantId, StageId
from codesign.domain.workshop import Breakout, Organisation, Participant, Stage, Workshop

STAGE = StageId("stage")
GROUPS = tuple(GroupId(each) for each in ("blue", "green", "red"))
HOW = ("random", "mixed", "together")


def person(key: str, organisation: str | None = None, helper: str | None = None) -> Participant:
    return Participant(
        id=ParticipantId(key),
        name=key,
        organisation=None if organisation is None else OrganisationId(organisation),
        role="table_helper" if key.startswith("helper") else "participant",
        device=helper is None,
        helper=None if helper is None else ParticipantId(helper),
        joined_at=0,
    )


def room(*people: Participant) -> tuple[Workshop, Breakout]:
    stage = Stage(
        id=STAGE,
        kind="ideas",
        title="",
        purpose="",
        minutes=0,
        anonymous=False,
        private=False,
        seen_by="public",
    )
    breakout = Breakout(
        id=BreakoutId("b"),
        stage=STAGE,
        number=1,
        prompt="",
        minutes=0,
        choosing=False,
        groups=GROUPS,
    )
    organisations = {
        each: Organisation(id=each, name=each, identifiers=(), potential_provider=False)
        for person in people
        if (each := person.organisation) is not None
    }
    workshop = Workshop(
        stages={STAGE: stage},
        organisations=organisations,
        participants={each.id: each for each in people},
    )
    return workshop, breakout


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize("number", [1, 3, 10, 40])
def test_people_alone_are_spread_evenly(how, number):
    workshop, breakout = room(*(person(f"p{each}") for each in range(number)))
    dealt = spread(workshop, breakout, how, 7, everybody=True)
    sizes = Counter(dealt.values())
    assert len(dealt) == number
    assert max(sizes.values()) - min(sizes[each] for each in GROUPS) <= 1


@pytest.mark.parametrize("how", HOW)
def test_a_table_is_never_parted(how):
    table = [person(f"t{each}", helper="helper") for each in range(4)]
    workshop, breakout = room(person("helper"), *table, *(person(f"p{n}") for n in range(7)))
    dealt = spread(workshop, breakout, how, 7, everybody=True)
    assert len({dealt[each.id] for each in table} | {dealt[ParticipantId("helper")]}) == 1


def test_mixed_puts_people_of_one_organisation_apart():
    people = [person(f"{o}{n}", o) for o in ("council", "charity") for n in range(3)]
    workshop, breakout = room(*people)
    dealt = spread(workshop, breakout, "mixed", 7, everybody=True)
    for organisation in ("council", "charity"):
        assert len({dealt[e.id] for e in people if e.organisation == organisation}) == len(GROUPS)


def test_together_keeps_an_organisation_in_one_group_as_far_as_it_fits():
    people = [person(f"{o}{n}", o) for o in ("council", "charity", "health") for n in range(3)]
    workshop, breakout = room(*people)
    dealt = spread(workshop, breakout, "together", 7, everybody=True)
    for organisation in ("council", "charity", "health"):
        assert len({dealt[e.id] for e in people if e.organisation == organisation}) == 1


def test_the_same_seed_gives_the_same_groups_and_another_may_not():
    workshop, breakout = room(*(person(f"p{each}") for each in range(20)))
    first = spread(workshop, breakout, "random", 1, everybody=True)
    assert spread(workshop, breakout, "random", 1, everybody=True) == first
    assert spread(workshop, breakout, "random", 2, everybody=True) != first
