"""The limit on guessing codes: generous to a hall, slow to a machine."""

import pytest

from codesign.web.guesses import ADDRESSES_AT_MOST, GUESSES, GuessLimit, TooManyGuessesError
from tests.web.site import Clock

HALL = "203.0.113.7"
ELSEWHERE = "203.0.113.8"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def limit(clock: Clock) -> GuessLimit:
    return GuessLimit(clock)


def guess_wrong(limit: GuessLimit, address: str, times: int) -> None:
    for _ in range(times):
        limit.require(address)
        limit.note_wrong(address)


def test_twenty_wrong_guesses_are_free(limit: GuessLimit) -> None:
    guess_wrong(limit, HALL, GUESSES.burst)
    with pytest.raises(TooManyGuessesError):
        limit.require(HALL)


def test_right_guesses_do_not_count(limit: GuessLimit) -> None:
    for _ in range(500):
        limit.require(HALL)


def test_one_address_does_not_slow_another(limit: GuessLimit) -> None:
    guess_wrong(limit, HALL, GUESSES.burst)
    limit.require(ELSEWHERE)


def test_after_that_one_guess_every_five_seconds(limit: GuessLimit, clock: Clock) -> None:
    guess_wrong(limit, HALL, GUESSES.burst)
    with pytest.raises(TooManyGuessesError) as refused:
        limit.require(HALL)
    assert refused.value.retry_s == 5
    clock.pass_s(5)
    guess_wrong(limit, HALL, 1)
    with pytest.raises(TooManyGuessesError):
        limit.require(HALL)


def test_a_quiet_address_gets_its_free_guesses_back(limit: GuessLimit, clock: Clock) -> None:
    guess_wrong(limit, HALL, GUESSES.burst)
    clock.pass_s(10 * 60)
    guess_wrong(limit, HALL, GUESSES.burst)
    with pytest.raises(TooManyGuessesError):
        limit.require(HALL)


def test_a_clock_that_goes_back_gives_nothing_away(limit: GuessLimit, clock: Clock) -> None:
    guess_wrong(limit, HALL, GUESSES.burst)
    clock.pass_s(-3600)
    with pytest.raises(TooManyGuessesError):
        limit.require(HALL)


def test_a_household_cannot_guess_from_each_of_its_ipv6_addresses(limit: GuessLimit) -> None:
    for number in range(GUESSES.burst):
        guess_wrong(limit, f"2001:db8:1:2::{number:x}", 1)
    with pytest.raises(TooManyGuessesError):
        limit.require("2001:db8:1:2:ffff::1")
    limit.require("2001:db8:1:3::1")


def test_what_is_remembered_is_bounded(limit: GuessLimit) -> None:
    guess_wrong(limit, HALL, GUESSES.burst)
    for number in range(ADDRESSES_AT_MOST):
        limit.note_wrong(f"address {number}")
    limit.require(HALL)  # the oldest was forgotten
    assert len(limit._buckets) == ADDRESSES_AT_MOST
