"""Signed values and codes: what holds, and what does not."""

import pytest

from codesign.domain.ids import CommandId, ParticipantId, WorkshopId, is_id
from codesign.web.access import (
    CODE_ALPHABET,
    LOGIN_DAYS,
    LOGINS_AT_MOST,
    SEAT_S,
    TICKET_S,
    Access,
    BadTokenError,
    Login,
    Seat,
    Ticket,
    new_join_code,
    typed_code,
)
from tests.web.site import Clock, an_id

DAY_S = 24 * 60 * 60
WORKSHOP = WorkshopId(an_id())
OTHER_WORKSHOP = WorkshopId(an_id())
MAIR = ParticipantId(an_id())
GWYN = ParticipantId(an_id())


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def access(clock: Clock) -> Access:
    return Access(b"a secret of the server's own", clock)


def forged(token: str) -> str:
    middle = len(token) // 2
    return token[:middle] + ("A" if token[middle] != "A" else "B") + token[middle + 1 :]


# --- logins ---------------------------------------------------------------


def test_a_login_names_a_person_in_a_workshop_and_their_door(access: Access) -> None:
    login = Login(WORKSHOP, MAIR, "import")
    assert access.logins(access.login_token([login])) == (login,)


def test_one_cookie_holds_the_logins_of_several_workshops(access: Access) -> None:
    held = (Login(WORKSHOP, MAIR), Login(OTHER_WORKSHOP, GWYN))
    assert access.logins(access.login_token(held)) == held


def test_the_newest_logins_are_kept_when_there_are_too_many(access: Access) -> None:
    held = [Login(WorkshopId(an_id()), MAIR) for _ in range(LOGINS_AT_MOST + 5)]
    token = access.login_token(held)
    assert access.logins(token) == tuple(held[5:])
    assert len(token) < 4_096


@pytest.mark.parametrize("token", ["", "nonsense", "a.b.c", "\ud800", "é"])
def test_what_is_no_token_is_no_login(access: Access, token: str) -> None:
    assert access.logins(token) == ()


def test_a_forged_login_does_not_hold(access: Access) -> None:
    assert access.logins(forged(access.login_token([Login(WORKSHOP, MAIR)]))) == ()


def test_a_login_from_another_server_does_not_hold(access: Access, clock: Clock) -> None:
    elsewhere = Access(b"another secret", clock)
    assert access.logins(elsewhere.login_token([Login(WORKSHOP, MAIR)])) == ()


def test_a_login_lasts_half_a_year(access: Access, clock: Clock) -> None:
    token = access.login_token([Login(WORKSHOP, MAIR)])
    clock.pass_s(LOGIN_DAYS * DAY_S)
    assert access.logins(token)
    clock.pass_s(2)
    assert access.logins(token) == ()


# --- tickets --------------------------------------------------------------


def test_a_ticket_names_workshop_person_and_door(access: Access) -> None:
    ticket = Ticket(WORKSHOP, MAIR, "desk")
    assert access.read_ticket(access.ticket(ticket)) == ticket


def test_a_ticket_of_the_display_is_nobodys(access: Access) -> None:
    assert access.read_ticket(access.ticket(Ticket(WORKSHOP, None, "room"))).participant is None


def test_what_was_signed_holds_when_the_clock_is_set_back(access: Access, clock: Clock) -> None:
    login, ticket = Login(WORKSHOP, MAIR), Ticket(WORKSHOP, MAIR, "room")
    cookie, hello = access.login_token([login]), access.ticket(ticket)
    clock.pass_s(-3_600)
    assert access.logins(cookie) == (login,)
    assert access.read_ticket(hello) == ticket


def test_a_ticket_is_good_for_a_minute(access: Access, clock: Clock) -> None:
    token = access.ticket(Ticket(WORKSHOP, MAIR, "room"))
    clock.pass_s(TICKET_S)
    access.read_ticket(token)
    clock.pass_s(2)
    with pytest.raises(BadTokenError):
        access.read_ticket(token)


def test_a_forged_ticket_does_not_hold(access: Access) -> None:
    with pytest.raises(BadTokenError):
        access.read_ticket(forged(access.ticket(Ticket(WORKSHOP, MAIR, "room"))))


def test_no_value_stands_in_for_another(access: Access) -> None:
    seat = access.seat_token(Seat(WORKSHOP, MAIR, CommandId(an_id())))
    login = access.login_token([Login(WORKSHOP, MAIR)])
    ticket = access.ticket(Ticket(WORKSHOP, MAIR, "room"))
    link = access.facilitator_token(Login(WORKSHOP, MAIR))
    for wrong in (seat, ticket, link):
        assert access.logins(wrong) == ()
    for wrong in (seat, login, link):
        with pytest.raises(BadTokenError):
            access.read_ticket(wrong)
    for wrong in (login, ticket, link):
        with pytest.raises(BadTokenError):
            access.read_seat(wrong)
    for wrong in (login, ticket, seat):
        with pytest.raises(BadTokenError):
            access.read_facilitator_token(WORKSHOP, wrong)


@pytest.mark.parametrize("purpose", ["login", "display", "seat"])
def test_a_signature_holds_for_its_purpose_alone(access: Access, purpose: str) -> None:
    # With the very contents of a ticket, which no value of another purpose has today.
    signed = access._sign(purpose, [WORKSHOP, MAIR, "room", ""])
    with pytest.raises(BadTokenError):
        access.read_ticket(signed)


# --- links and seats ------------------------------------------------------


def test_a_facilitator_link_gives_its_owners_login_for_good(access: Access, clock: Clock) -> None:
    token = access.facilitator_token(Login(WORKSHOP, MAIR))
    clock.pass_s(5 * 365 * DAY_S)
    assert access.read_facilitator_token(WORKSHOP, token) == Login(WORKSHOP, MAIR)


def test_a_facilitator_link_opens_no_other_workshop(access: Access) -> None:
    with pytest.raises(BadTokenError):
        access.read_facilitator_token(
            OTHER_WORKSHOP, access.facilitator_token(Login(WORKSHOP, MAIR))
        )


def test_a_facilitator_link_cannot_be_made_somebody_elses(access: Access) -> None:
    token = access.facilitator_token(Login(WORKSHOP, MAIR))
    with pytest.raises(BadTokenError):
        access.read_facilitator_token(WORKSHOP, GWYN + token[len(MAIR) :])


@pytest.mark.parametrize("token", ["", "short", "A" * 44, "é" * 44])
def test_half_a_facilitator_link_opens_nothing(access: Access, token: str) -> None:
    with pytest.raises(BadTokenError):
        access.read_facilitator_token(WORKSHOP, token)


def test_a_seat_is_kept_for_a_day(access: Access, clock: Clock) -> None:
    seat = Seat(WORKSHOP, MAIR, CommandId(an_id()))
    token = access.seat_token(seat)
    clock.pass_s(SEAT_S)
    assert access.read_seat(token) == seat
    clock.pass_s(2)
    with pytest.raises(BadTokenError):
        access.read_seat(token)


# --- codes ----------------------------------------------------------------


def test_codes_hold_no_look_alikes_and_spell_no_words() -> None:
    assert not set("O0IL1S5B8Z2UVAE") & set(CODE_ALPHABET)


def test_join_codes_have_six_letters_and_digits_and_differ() -> None:
    codes = {new_join_code() for _ in range(200)}
    assert len(codes) > 190
    assert all(len(each) == 6 and set(each) <= set(CODE_ALPHABET) for each in codes)


@pytest.mark.parametrize("typed", ["cdf 347", " CDF-347 ", "cdf347\n", "C D F 3 4 7"])
def test_a_code_is_understood_however_it_is_typed(typed: str) -> None:
    assert typed_code(typed) == "CDF347"


def test_a_rejoin_code_has_eight_characters_and_stays_the_same(access: Access) -> None:
    code = access.rejoin_code(WORKSHOP, MAIR)
    assert len(code) == 8
    assert set(code) <= set(CODE_ALPHABET)
    assert access.rejoin_code(WORKSHOP, MAIR) == code


def test_rejoin_codes_differ_by_person_workshop_and_server(access: Access, clock: Clock) -> None:
    codes = {
        access.rejoin_code(WORKSHOP, MAIR),
        access.rejoin_code(WORKSHOP, GWYN),
        access.rejoin_code(OTHER_WORKSHOP, MAIR),
        Access(b"another secret", clock).rejoin_code(WORKSHOP, MAIR),
    }
    assert len(codes) == 4


def test_a_rejoin_code_finds_its_owner_and_nobody_else(access: Access) -> None:
    code = access.rejoin_code(WORKSHOP, MAIR).lower()
    assert access.rejoining(WORKSHOP, code, [GWYN, MAIR]) == MAIR
    assert access.rejoining(WORKSHOP, code, [GWYN]) is None
    assert access.rejoining(OTHER_WORKSHOP, code, [GWYN, MAIR]) is None
    assert access.rejoining(WORKSHOP, "", [GWYN, MAIR]) is None


def test_an_import_has_one_command_id_for_each_person(access: Access) -> None:
    assert is_id(access.import_id(WORKSHOP, MAIR))
    assert access.import_id(WORKSHOP, MAIR) == access.import_id(WORKSHOP, MAIR)
    assert access.import_id(WORKSHOP, MAIR) != access.import_id(WORKSHOP, GWYN)
