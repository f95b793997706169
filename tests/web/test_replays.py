"""The past over HTTP: rule H3, through views one may have now."""

from typing import Any

import msgspec
import pytest

from codesign.domain.commands import (
    AssignPeople,
    GroupPlan,
    OpenBreakout,
    OpenStage,
    PlanBreakout,
    SubmitIdea,
)
from codesign.domain.ids import BreakoutId, GroupId, IdeaId, ParticipantId
from codesign.domain.views import VIEWS
from tests.web.site import Browser, Site, Started, an_id
from tests.web.test_downloads import ask
from tests.web.test_home import publish


async def chunk(browser: Browser, started: Started, view: str, number: int = 0) -> Any:
    answer = await browser.get(f"{started.path}/replay/{view}/{number}")
    assert answer.status_code == 200, answer.text
    return msgspec.msgpack.decode(answer.content)


async def resident_of(site: Site, started: Started) -> Browser:
    browser = site.browser()
    await browser.join(started)
    return browser


async def test_h3_a_chunk_is_a_board_and_the_steps_after_it(site: Site) -> None:
    started = await site.start()
    found = await chunk(started.facilitator, started, "facilitator")
    assert set(found) == {"at", "records", "steps"}
    assert found["at"] == 0
    assert [len(each) for each in found["steps"]] == [3] * len(found["steps"])


async def test_h3_beyond_the_head_there_is_nothing(site: Site) -> None:
    started = await site.start()
    answer = await started.facilitator.get(f"{started.path}/replay/public/7")
    assert answer.status_code == 404


async def test_h3_a_resident_may_not_have_the_facilitators_view(site: Site) -> None:
    started = await site.start()
    resident = await resident_of(site, started)
    for page in ("replay/facilitator/0", "moments?view=facilitator"):
        assert (await resident.get(f"{started.path}/{page}")).status_code == 403
    await chunk(resident, started, "participant")


async def test_h3_who_runs_the_workshop_may_have_every_view(site: Site) -> None:
    started = await site.start()
    for view in VIEWS:
        await chunk(started.facilitator, started, view)


@pytest.mark.parametrize("page", ["replay", "replay/public/0", "moments", "moments?view=public"])
async def test_strangers_see_it_once_it_is_published_and_not_before(site: Site, page: str) -> None:
    started = await site.start()
    stranger = site.browser()
    assert (await stranger.get(f"{started.path}/{page}")).status_code == 303
    await publish(site, started)
    assert (await stranger.get(f"{started.path}/{page}")).status_code == 200


@pytest.mark.parametrize("view", ["facilitator", "partner", "participant"])
async def test_strangers_see_only_what_is_public(site: Site, view: str) -> None:
    started = await site.start()
    await publish(site, started)
    stranger = site.browser()
    assert (await stranger.get(f"{started.path}/replay/{view}/0")).status_code == 403
    assert (await stranger.get(f"{started.path}/moments?view={view}")).status_code == 403


async def test_no_name_is_in_the_public_view(site: Site) -> None:
    started = await site.start()
    await site.browser().join(started, "Mair Evans")
    await publish(site, started)
    answer = await site.browser().get(f"{started.path}/replay/public/0")
    assert b"Mair" not in answer.content
    shell = await site.browser().get(f"{started.path}/replay")
    assert "Mair" not in shell.text


async def test_a_view_that_does_not_exist_is_not_found(site: Site) -> None:
    started = await site.start()
    for page in ("replay/god/0", "moments?view=god", "replay/public/x"):
        assert (await started.facilitator.get(f"{started.path}/{page}")).status_code == 404


async def test_a_long_chunk_travels_compressed(site: Site) -> None:
    started = await site.start("A better bus", question="Why? " * 700)
    answer = await started.facilitator.get(f"{started.path}/replay/public/0")
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["vary"] == "Accept-Encoding"


async def test_the_replay_shell_is_told_where_the_past_is(site: Site) -> None:
    started = await site.start()
    resident = await resident_of(site, started)
    config = await resident.config(f"{started.path}/replay")
    assert (config["page"], config["view"]) == ("replay", "partner")
    assert config["chunksUrl"] == f"{started.path}/replay"
    assert config["head"] == site.log.head(started.workshop)


async def part(site: Site, started: Started, residents: dict[GroupId, Browser]) -> None:
    """Let groups meet, one resident in each, and let the facilitator write in the last."""
    room = await site.doors.rooms.room(started.workshop)
    stages = room.memory.workshop.stages.values()
    stage = next(each.id for each in stages if each.kind == "ideas")
    breakout = BreakoutId(an_id())
    places = {
        ParticipantId(str((await each.config(started.path))["me"])): group
        for group, each in residents.items()
    }
    plan = PlanBreakout(
        breakout=breakout,
        stage=stage,
        groups=tuple(GroupPlan(group=each, name=f"Table {each}") for each in residents),
    )
    for each in (
        OpenStage(stage=stage),
        plan,
        AssignPeople(breakout=breakout, places=places),
        OpenBreakout(breakout=breakout),
    ):
        await ask(site, started, each)
    written = SubmitIdea(idea=IdeaId(an_id()), stage=stage, text="Said in the group")
    await ask(site, started, written, group=list(residents)[-1])


@pytest.mark.parametrize("page", ["replay/participant/0?", "moments?view=participant&", "summary?"])
async def test_the_past_of_a_groups_board_is_for_its_members_and_those_who_run_it(
    site: Site, page: str
) -> None:
    started = await site.start()
    blue, green = GroupId(an_id()), GroupId(an_id())
    at_blue, at_green = [await resident_of(site, started) for _ in range(2)]
    await part(site, started, {blue: at_blue, green: at_green})
    address = f"{started.path}/{page}group={green}"
    assert (await at_blue.get(address)).status_code == 403
    assert (await at_green.get(address)).status_code == 200
    assert (await started.facilitator.get(address)).status_code == 200
    assert (await site.browser().get(address)).status_code == 303


async def test_what_was_said_in_a_group_is_in_no_other_past(site: Site) -> None:
    started = await site.start()
    blue, green = GroupId(an_id()), GroupId(an_id())
    at_blue, at_green = [await resident_of(site, started) for _ in range(2)]
    await part(site, started, {blue: at_blue, green: at_green})
    path = f"{started.path}/replay/participant/0"
    own = await at_green.get(f"{path}?group={green}")
    others = [await at_blue.get(each) for each in (path, f"{path}?group={blue}")]
    assert b"Said in the group" in own.content
    assert all(b"Said in the group" not in each.content for each in others)


async def test_the_replay_offers_the_boards_of_those_groups_that_one_may_watch(site: Site) -> None:
    started = await site.start()
    blue, green = GroupId(an_id()), GroupId(an_id())
    at_blue, at_green = [await resident_of(site, started) for _ in range(2)]
    assert (await at_blue.config(f"{started.path}/replay"))["groups"] == []
    await part(site, started, {blue: at_blue, green: at_green})
    offered = {
        name: [each["id"] for each in (await browser.config(f"{started.path}/replay"))["groups"]]  # type: ignore[attr-defined]
        for name, browser in {
            "blue": at_blue,
            "green": at_green,
            "runs": started.facilitator,
        }.items()
    }
    assert offered == {"blue": [blue], "green": [green], "runs": [blue, green]}
