"""What a vote tells beyond its result, over HTTP: rule H4."""

import asyncio
from typing import Any

import msgspec

from codesign.domain.commands import CloseRound, OpenRound, OptionPlan
from codesign.domain.ids import OptionId, RoundId
from tests.web.site import Browser, Site, Started, an_id
from tests.web.test_downloads import ask
from tests.web.test_home import publish


async def a_counted_vote(site: Site, started: Started) -> tuple[Browser, str]:
    """A resident, and where the findings of a vote are in which nobody voted."""
    resident = site.browser()
    await resident.join(started)
    round_id, option = RoundId(an_id()), OptionId(an_id())
    plan = OptionPlan(option=option, source="text", text="Yes")
    opened = OpenRound(round=round_id, question="Yes?", method="agree", options=(plan,))
    await ask(site, started, opened)
    await ask(site, started, CloseRound(round=round_id))
    path = f"{started.path}/rounds/{round_id}/findings"
    for _ in range(200):
        if (await started.facilitator.get(path)).status_code == 200:
            return resident, path
        await asyncio.sleep(0.01)
    raise AssertionError


async def told(browser: Browser, path: str) -> Any:
    answer = await browser.get(path)
    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "no-store"
    return msgspec.msgpack.decode(answer.content)


async def test_h4_who_may_see_the_result_is_told_what_else_it_says(site: Site) -> None:
    started = await site.start()
    resident, path = await a_counted_vote(site, started)

    found = await told(resident, path)

    assert set(found) >= {"split", "unsplit", "shared", "map"}
    assert found["no_map"] == "too_few_people"
    assert found == await told(started.facilitator, path)


async def test_h4_strangers_are_told_once_it_is_published(site: Site) -> None:
    started = await site.start()
    _, path = await a_counted_vote(site, started)
    stranger = site.browser()
    assert (await stranger.get(path)).status_code != 200
    await publish(site, started)
    await told(stranger, path)


async def test_h4_before_the_count_and_of_other_votes_there_is_nothing(site: Site) -> None:
    started = await site.start()
    resident, path = await a_counted_vote(site, started)
    assert (await resident.get(f"{path}?at=3")).status_code == 404
    assert (await resident.get(f"{path}?at=none")).status_code == 404
    other = f"{started.path}/rounds/{an_id()}/findings"
    assert (await resident.get(other)).status_code == 404


async def test_h4_only_those_who_run_the_workshop_are_told_what_may_be_supposed(site: Site) -> None:
    started = await site.start()
    resident, path = await a_counted_vote(site, started)
    what_if = path.replace("findings", "what-if")
    assert await told(started.facilitator, what_if) == {"what_ifs": []}
    assert (await resident.get(what_if)).status_code == 403


async def test_h4_a_resident_may_not_have_the_facilitators_view(site: Site) -> None:
    started = await site.start()
    resident, path = await a_counted_vote(site, started)
    assert (await resident.get(f"{path}?view=facilitator")).status_code == 403
    assert (await resident.get(f"{path}?view=everybody")).status_code == 404


async def test_h5_who_runs_the_workshop_is_told_who_was_heard_and_nobody_else(site: Site) -> None:
    started = await site.start()
    resident, _ = await a_counted_vote(site, started)
    found = await told(started.facilitator, f"{started.path}/heard")
    assert found["heard"]["ideas"] == 0
    assert found["turnouts"]
    assert (await resident.get(f"{started.path}/heard")).status_code != 200
