"""What people need to take part: told without a seat, read by few, deleted after the event."""

import pytest

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.access_needs import (
    DAY_MS,
    DAYS_AFTER_THE_LAST_SESSION,
    DAYS_WITHOUT_A_SESSION,
    TOLD_AT_MOST,
    due,
)
from codesign.domain.ids import SYSTEM, AccessNeedId, ParticipantId, SessionId
from tests.given import (
    ANNA,
    BEN,
    CO_FACILITATOR,
    EVERYBODY,
    FACILITATOR,
    HELPER,
    NOW,
    folded,
    given,
    id_of,
    past_fact,
    recorded,
)

NEED = AccessNeedId(id_of("need"))
STRANGER = ParticipantId(id_of("stranger"))
SESSION = SessionId(id_of("session"))
TOLD = e.AccessNeedTold(need=NEED, name="Mair", text="A hearing loop")
TELL = c.TellAccessNeed(need=NEED, name=" Mair ", text="A hearing loop")
DELETE = c.DeleteAccessNeed(need=NEED)
PAST = (*EVERYBODY, past_fact(TOLD, by=STRANGER, at=NOW))
EVENING = e.SessionPlanned(
    session=SESSION, title="Evening", starts_at=NOW + DAY_MS, ends_at=NOW + 2 * DAY_MS
)


@pytest.mark.parametrize("who", [STRANGER, ANNA])
def test_anybody_may_tell_what_they_need_with_a_seat_or_without(who):
    given(*EVERYBODY).when(TELL, by=who).then(TOLD)


def test_a_name_need_not_be_given():
    unnamed = c.TellAccessNeed(need=NEED, text="Step-free")
    told = e.AccessNeedTold(need=NEED, name="", text="Step-free")
    given(*EVERYBODY).when(unnamed, by=STRANGER).then(told)


def test_nothing_is_no_need():
    nothing = c.TellAccessNeed(need=NEED, text=" ")
    given(*EVERYBODY).when(nothing, by=STRANGER).then_rejected("empty_text")


def test_a_closed_workshop_collects_nothing_more():
    given(*EVERYBODY, e.WorkshopClosed()).when(TELL, by=STRANGER).then_rejected("workshop_closed")


def test_nobody_fills_a_desk_with_them():
    many = [
        e.AccessNeedTold(need=AccessNeedId(id_of(f"need{n}")), name="", text="A ramp")
        for n in range(TOLD_AT_MOST)
    ]
    given(*EVERYBODY, *many).when(TELL, by=STRANGER).then_rejected("too_many")


@pytest.mark.parametrize("who", [STRANGER, FACILITATOR, CO_FACILITATOR])
def test_who_told_it_and_who_reads_it_may_delete_it(who):
    given(*PAST).when(DELETE, by=who).then(e.AccessNeedDeleted(need=NEED))


@pytest.mark.parametrize("who", [ANNA, BEN, HELPER])
def test_nobody_else_may(who):
    given(*PAST).when(DELETE, by=who).then_rejected("role_not_allowed")


def test_deleting_it_again_changes_nothing_and_what_never_was_is_refused():
    given(*PAST, e.AccessNeedDeleted(need=NEED)).when(DELETE).then_nothing()
    given(*EVERYBODY).when(DELETE).then_rejected("no_such_access_need")


def test_its_identifier_names_nothing_else_after_it_was_deleted():
    past = (*PAST, e.AccessNeedDeleted(need=NEED))
    given(*past).when(TELL, by=STRANGER).then_rejected("id_taken")


def test_a_person_who_is_erased_takes_what_they_needed_along():
    past = (*EVERYBODY, past_fact(TOLD, by=ANNA, at=NOW))
    given(*past).when(c.EraseParticipant(participant=ANNA), by=ANNA).then(
        e.ParticipantErased(participant=ANNA), e.AccessNeedDeleted(need=NEED)
    )


@pytest.mark.parametrize(
    ("more", "days"),
    [
        ((), DAYS_WITHOUT_A_SESSION),
        ((EVENING,), 2 + DAYS_AFTER_THE_LAST_SESSION),
        ((e.WorkshopClosed(),), 0),
    ],
    ids=["without a session", "after the last session", "closed"],
)
def test_the_server_deletes_it_when_it_is_no_longer_needed(more, days):
    workshop = folded(recorded(*PAST, *more))
    assert due(workshop) == [(NOW + days * DAY_MS, DELETE)]
    given(*PAST, *more).when(DELETE, by=SYSTEM, at=NOW + days * DAY_MS).then(
        e.AccessNeedDeleted(need=NEED)
    )


def test_the_server_does_not_delete_it_before():
    given(*PAST, EVENING).when(DELETE, by=SYSTEM, at=NOW + 2 * DAY_MS).then_nothing()
