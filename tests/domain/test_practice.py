"""Practice rooms: nobody's record, never published, thrown away for good."""

from random import Random

import pytest

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.ids import SYSTEM, WorkshopId
from codesign.store.upcasts import sealed_fields
from tests.domain.test_taking_back import Room
from tests.given import (
    ANNA,
    BEGUN,
    CO_FACILITATOR,
    EVERYBODY,
    IDEA,
    TAKING_IDEAS,
    given,
    id_of,
    idea_submitted,
    theme_formed,
)
from tests.histories import a_history
from tests.replay.logs import destroyed

BEGIN = c.BeginPractice(workshop=WorkshopId(id_of("another")), version=12)
PRACTICE = e.PracticeBegun(workshop=WorkshopId(id_of("another")), version=12)


def test_only_the_server_marks_a_workshop_as_practice_and_it_stays_so():
    given(*BEGUN).when(BEGIN).then_rejected("role_not_allowed")
    given(*BEGUN).when(BEGIN, by=SYSTEM).then(PRACTICE).when(BEGIN, by=SYSTEM).then_nothing()


def test_a_practice_room_is_never_published():
    given(*BEGUN, PRACTICE).when(c.PublishRecording()).then_rejected("is_practice")


def test_what_really_happened_is_not_thrown_away():
    given(*EVERYBODY).when(c.ThrowPracticeAway()).then_rejected("not_practice")


@pytest.mark.parametrize("by", [ANNA, CO_FACILITATOR])
def test_only_a_facilitator_throws_a_practice_room_away(by):
    given(*EVERYBODY, PRACTICE).when(c.ThrowPracticeAway(), by=by).then_rejected(
        "facilitators_only"
    )


def test_nothing_of_words_and_names_is_left_and_nobody_comes_in():
    room = Room(*TAKING_IDEAS, idea_submitted(), theme_formed(), PRACTICE)
    room.ask(c.ThrowPracticeAway())
    assert room.workshop.closed
    assert room.workshop.ideas[IDEA].redacted
    assert not any(each.name or each.here for each in room.workshop.participants.values())
    given(*(each.event for each in room.log)).when(
        c.JoinWorkshop(participant=id_of("new"), name="Nia"), by=id_of("new")
    ).then_rejected("door_locked")


def test_of_a_practice_room_thrown_away_no_word_of_anybody_can_be_read():
    thrown = 0
    for seed in range(400):
        log = a_history(Random(seed), 80)
        throwing = {each.id for each in log if isinstance(each.event, e.PracticeThrownAway)}
        if not throwing:
            continue
        thrown += 1
        at_once = [
            (each.event.kind, each.event.id)
            for each in log
            if isinstance(each.event, e.ContributionRedacted) and each.id in throwing
        ]
        assert len(at_once) == len(set(at_once)), "each once"
        gone = destroyed(log)
        of_the_workshop = {
            each.event.organisation for each in log if isinstance(each.event, e.OrganisationAdded)
        }
        for each in log:
            for field, owner in sealed_fields(type(each.event)).items():
                if owner and getattr(each.event, field):
                    key = getattr(each.event, owner)
                    assert key in of_the_workshop or gone.get(key, 0) >= each.seq, (seed, each)
    assert thrown > 2
