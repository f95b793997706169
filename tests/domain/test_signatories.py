"""A named post signs by a link of its own: one act, whole or not at all."""

from dataclasses import replace

import pytest

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.ids import ParticipantId
from tests.domain.test_agreements import CEO, MANDATED
from tests.given import (
    ANNA,
    COUNCIL,
    EVERYBODY,
    FACILITATOR,
    HELPER,
    LINK,
    NOW,
    PROVIDER,
    given,
    id_of,
    organisation_added,
    past_fact,
)

DAY = 24 * 60 * 60 * 1000
NEW = ParticipantId(id_of("newcomer"))
NAME = c.NameSignatory(
    organisation=COUNCIL,
    participant=NEW,
    post="Director of Adult Care",
    capacity="delegated_authority",
    link=LINK,
)
PAST = (*EVERYBODY, organisation_added(COUNCIL))
GIVEN = e.MandateGiven(
    organisation=COUNCIL,
    participant=NEW,
    capacity="delegated_authority",
    post="Director of Adult Care",
)
ISSUED = e.LinkIssued(participant=NEW, link=LINK, expires_at=NOW + 90 * DAY)
JOINED = e.ParticipantJoined(
    participant=NEW,
    name="Director of Adult Care",
    organisation=COUNCIL,
    role="participant",
    device=True,
)


def test_who_was_not_there_comes_onto_the_roll_speaks_and_has_a_link_by_one_act():
    given(*PAST).when(NAME).then(JOINED, GIVEN, ISSUED)
    named = replace(JOINED, name="Sian Rees")
    given(*PAST).when(replace(NAME, name="Sian Rees")).then(named, GIVEN, ISSUED)


def test_who_is_known_is_not_added_again_and_an_earlier_link_ends():
    known = (*PAST, JOINED, GIVEN)
    given(*known).when(NAME).then(ISSUED)
    other = replace(NAME, post="Chief Executive")
    given(*known).when(other).then(replace(GIVEN, post="Chief Executive"), ISSUED)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"post": " "}, "empty_text"),
        ({"organisation": PROVIDER}, "no_such_organisation"),
        ({"participant": ANNA}, "not_its_voice"),
        ({"days": 0}, "bad_days"),
        ({"link": COUNCIL}, "id_taken"),
    ],
    ids=["no post", "no organisation", "of no organisation", "no day", "no fresh link"],
)
def test_where_one_part_of_it_is_refused_nothing_of_it_happens(change, code):
    given(*PAST).when(replace(NAME, **change)).then_rejected(code)


def test_naming_and_ending_is_for_those_who_run_the_workshop():
    for by in (ANNA, HELPER):
        given(*PAST).when(NAME, by=by).then_rejected("role_not_allowed")
    end = c.EndSignatory(organisation=COUNCIL)
    given(*MANDATED).when(end, by=CEO).then_rejected("role_not_allowed")


def test_ending_it_takes_the_mandate_back_and_the_link():
    end = c.EndSignatory(organisation=COUNCIL)
    past = (*PAST, JOINED, GIVEN, past_fact(ISSUED, by=FACILITATOR))
    withdrawn = e.MandateWithdrawn(organisation=COUNCIL)
    given(*past).when(end).then(e.LinkRevoked(participant=NEW), withdrawn)
    given(*PAST, JOINED, GIVEN).when(end).then(withdrawn)
    given(*PAST).when(end).then_nothing()
