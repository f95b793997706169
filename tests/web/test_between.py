"""A proxy that cuts, keeps back or does not upgrade: said in one sentence, and only then."""

import logging
from collections.abc import Iterator
from random import Random

import pytest

from codesign.web.between import AGAIN_AFTER_MS, CUTS, UNHEARD, Between
from tests.web.site import Clock, Site


@pytest.fixture
def said() -> Iterator[list[str]]:
    sentences: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: sentences.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("codesign.web.between")
    logger.addHandler(handler)
    yield sentences
    logger.removeHandler(handler)


def lose(between: Between, clock: Clock, quiet_s: float) -> None:
    heard_at = clock.now
    clock.pass_s(quiet_s)
    between.lost(heard_at)


def test_lines_cut_after_the_same_quiet_time_are_a_proxys_doing(said: list[str]) -> None:
    clock = Clock()
    between = Between(clock)
    for number in range(CUTS):
        assert not said
        lose(between, clock, 15 + number * 0.2)
    [sentence] = said
    assert "cuts lines that were quiet for 15 s" in sentence
    assert "proxy_read_timeout" in sentence
    assert "infra/README.md" in sentence


def test_a_hall_whose_wireless_drops_is_no_proxy(said: list[str]) -> None:
    clock, random = Clock(), Random(1)
    between = Between(clock)
    for _ in range(40):
        lose(between, clock, random.uniform(4, 30))
    # All at once, however alike: one access point.
    heard_at = clock.now - 15_000
    clock.pass_s(10)
    for _ in range(40):
        between.lost(heard_at)
    assert not said


def test_a_line_that_was_heard_of_just_now_was_not_cut_for_being_quiet(said: list[str]) -> None:
    clock = Clock()
    between = Between(clock)
    for _ in range(3 * CUTS):
        lose(between, clock, 3)
    assert not said


def test_streams_nobody_hears_are_kept_back_by_something(said: list[str]) -> None:
    clock = Clock()
    between = Between(clock)
    for _ in range(UNHEARD):
        assert not said
        opened_at = clock.now
        clock.pass_s(10)
        between.stream_ended(opened_at, answered=False)
    assert "proxy_buffering" in said[0]


def test_one_stream_that_is_heard_clears_the_proxy(said: list[str]) -> None:
    clock = Clock()
    between = Between(clock)
    for answered in (False, False, True, False, False):
        opened_at = clock.now
        clock.pass_s(10)
        between.stream_ended(opened_at, answered=answered)
    assert not said


async def test_a_websocket_that_comes_as_a_plain_request_is_said_once(
    site: Site, said: list[str]
) -> None:
    started = await site.start()
    curious = await site.browser().get(f"{started.path}/socket")
    assert (curious.status_code, curious.headers["upgrade"]) == (426, "websocket")
    assert not said
    for _ in range(3):
        headers = {"sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ=="}
        await site.browser().get(f"{started.path}/socket", **headers)
    assert len([each for each in said if "Upgrade and Connection" in each]) == 1


def test_it_is_said_again_after_an_hour(said: list[str]) -> None:
    clock = Clock()
    between = Between(clock)
    between.not_upgraded()
    clock.pass_s(AGAIN_AFTER_MS / 1000)
    between.not_upgraded()
    assert len(said) == 2
