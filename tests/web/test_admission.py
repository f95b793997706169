"""Coming in all at once: so many pass, the rest are told when it is their turn."""

from collections import Counter
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from websockets.exceptions import InvalidStatus

from codesign.live.buckets import Allowance
from codesign.web.admission import RETRY_AT_MOST_S, Admission, AdmissionCheck, Turnstile
from tests.live.hall import PATHS, Hall, on, served, until
from tests.live.hall import Path as Way
from tests.web.site import Clock, Site, a_site
from tests.web.sockets import a_socket


def turnstile(clock: Clock, burst: int = 5, per_s: int = 10) -> Turnstile:
    return Turnstile(Allowance(burst, 1000 / per_s), clock)


def test_so_many_pass_at_once_and_then_so_many_a_second_rule_l9() -> None:
    clock = Clock()
    gate = turnstile(clock)
    assert [gate.wait_s() > 0 for _ in range(7)] == [False] * 5 + [True] * 2
    clock.pass_s(0.2)
    assert [gate.wait_s() > 0 for _ in range(3)] == [False] * 2 + [True]


def test_each_is_told_a_later_turn_than_the_one_before_rule_l9() -> None:
    gate = turnstile(Clock())
    told = [gate.wait_s() for _ in range(105)][5:]
    assert told == sorted(told)
    assert all(count <= 10 for count in Counter(told).values()), "as many a second as may pass"
    assert told[0] == 1
    assert told[-1] == 11


def test_whoever_comes_when_told_passes_rule_l9() -> None:
    clock = Clock()
    gate = turnstile(clock)
    start = clock.now
    turns = Counter(gate.wait_s() for _ in range(205))
    assert turns.pop(0) == 5
    for wait_s, count in sorted(turns.items()):
        for n in range(count):
            clock.now = start + 1000 * wait_s + 1000 * n // count
            assert gate.wait_s() == 0, (wait_s, n)
    assert clock.now - start < 22_000, "200 at 10 a second"


def test_nobody_is_told_to_wait_longer_than_is_remembered() -> None:
    gate = turnstile(Clock())
    assert max(gate.wait_s() for _ in range(10_000)) == RETRY_AT_MOST_S


def test_a_clock_that_goes_back_does_not_close_the_gate() -> None:
    clock = Clock()
    gate = turnstile(clock)
    for _ in range(50):
        gate.wait_s()
    clock.pass_s(-3_600)
    assert gate.wait_s() <= RETRY_AT_MOST_S
    clock.pass_s(1)
    assert gate.wait_s() == 0


async def test_who_knocks_at_a_server_that_goes_away_is_not_sent_there_again_by_a_balancer(
    tmp_path: Path,
) -> None:
    admission = Admission(burst=2, per_s=1, clock=Clock())
    async with a_site(tmp_path, admission=admission) as site:
        started = await site.start()
        admission.close(3)
        answer = await started.facilitator.post(f"{started.path}/ticket")
        assert (answer.status_code, answer.headers["connection"]) == (503, "close")


async def test_a_ticket_too_many_is_refused_before_anybody_looks_at_it_rule_l9(
    tmp_path: Path,
) -> None:
    async with a_site(tmp_path, admission=Admission(burst=2, per_s=1, clock=Clock())) as site:
        started = await site.start()
        answers = [await started.facilitator.post(f"{started.path}/ticket") for _ in range(3)]
        stranger = await site.browser().post(f"{started.path}/ticket")
        assert [each.status_code for each in answers] == [200, 200, 503]
        assert stranger.status_code == 503
        assert answers[-1].json()["code"] == "too_many_coming"
        assert [each.headers["retry-after"] for each in (answers[-1], stranger)] == ["3", "4"]
        assert (await site.browser().get("/")).status_code == 200, "pages are open"


async def test_while_the_server_goes_away_nobody_comes_in_rule_l9(site: Site) -> None:
    started = await site.start()
    assert (await site.browser().get("/health")).status_code == 200
    site.doors.admission.close(retry_s=3)
    health = await site.browser().get("/health")
    assert (health.status_code, health.json()) == (503, {"status": "going away"})
    ticket = await started.facilitator.post(f"{started.path}/ticket")
    assert (ticket.status_code, ticket.headers["retry-after"]) == (503, "3")
    stream = await started.facilitator.post(f"{started.path}/stream")
    assert stream.status_code == 503
    async with a_socket(site, f"{started.path}/socket") as peer:
        assert (await peer.next())["type"] == "websocket.close", "a server that cannot say 503"


class Gated(Hall):
    """A hall behind a turnstile: one at once, and a second's worth more of one."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await self.check(scope, receive, send)

    @cached_property
    def check(self) -> AdmissionCheck:
        return AdmissionCheck(super().__call__, Admission(burst=1, per_s=1, clock=Clock()))


@on(*(way for way in PATHS if not way.streamed))
async def test_a_socket_too_many_gets_503_instead_of_the_upgrade_rule_l9(path: Way) -> None:
    async with served(path, Gated()) as server:
        await server.admit(2)
        with pytest.raises(InvalidStatus) as refused:
            await server.connect()
        assert refused.value.response.status_code == 503
        assert refused.value.response.headers["Retry-After"] == "3"
        assert len(server.hall.guests) == 2
        state = server.server.server_state
        await until(lambda: (len(state.connections), len(state.tasks)) == (2, 2))
