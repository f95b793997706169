"""Where a thing came from and what became of it, over HTTP: rule H6."""

from typing import Any

import msgspec
import pytest

from codesign.domain.commands import GroupIdeas, HideIdea, OpenStage, SubmitIdea
from codesign.domain.ids import IdeaId, StageId, ThemeId
from tests.web.site import Browser, Site, Started, an_id
from tests.web.test_downloads import ask, resident_of

IDEA, THEME = IdeaId(an_id()), ThemeId(an_id())


async def an_idea_under_a_theme(site: Site, started: Started) -> Browser:
    resident = await resident_of(site, started)
    board = await (await site.doors.rooms.room(started.workshop)).board("facilitator")
    stages = board.records["stages"]
    stage = StageId(next(key for key, each in stages.items() if each["kind"] == "ideas"))
    await ask(site, started, OpenStage(stage=stage))
    await ask(site, started, SubmitIdea(idea=IDEA, stage=stage, text="A bus at nine"))
    await ask(site, started, GroupIdeas(theme=THEME, ideas=(IDEA,), title="Buses"))
    return resident


async def told(browser: Browser, started: Started, about: object, **query: object) -> Any:
    answer = await browser.get(address(started, about, **query))
    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "no-store"
    return msgspec.msgpack.decode(answer.content)


def address(started: Started, about: object, **query: object) -> str:
    asked = "".join(f"&{name}={value}" for name, value in query.items())
    return f"{started.path}/lineage?about={about}{asked}"


async def test_h6_a_thing_is_told_with_the_steps_from_and_to_it(site: Site) -> None:
    started = await site.start()
    resident = await an_idea_under_a_theme(site, started)

    found = await told(resident, started, THEME)

    assert [each["words"] for each in found["things"]] == ["Buses", "A bus at nine"]
    assert found["on"] == []
    (step,) = found["back"]
    assert (step["how"], step["earlier"], step["later"]) == ("under", 1, 0)
    assert found == await told(started.facilitator, started, f"themes/{THEME}")


async def test_h6_an_event_leads_to_what_it_was_about(site: Site) -> None:
    started = await site.start()
    resident = await an_idea_under_a_theme(site, started)
    (step,) = (await told(resident, started, THEME))["back"]
    assert (await told(resident, started, step["seq"]))["things"][0]["id"] == THEME


async def test_h6_it_is_told_of_any_version(site: Site) -> None:
    started = await site.start()
    resident = await an_idea_under_a_theme(site, started)
    (step,) = (await told(resident, started, THEME))["back"]
    before = await told(resident, started, IDEA, at=step["seq"] - 1)
    assert (before["at"], before["on"]) == (step["seq"] - 1, [])


async def test_h6_what_a_view_may_not_see_has_no_lineage_for_it(site: Site) -> None:
    started = await site.start()
    resident = await an_idea_under_a_theme(site, started)
    await ask(site, started, HideIdea(idea=IDEA, reason="x"))
    assert (await resident.get(address(started, IDEA))).status_code == 404
    assert (await told(resident, started, THEME))["back"] == []
    assert len((await told(started.facilitator, started, THEME))["back"]) == 1
    asked = address(started, THEME, view="facilitator")
    assert (await resident.get(asked)).status_code == 403


@pytest.mark.parametrize("about", ["", "nothing", "ideas/x", "x" * 81, "1", "999999999"])
async def test_h6_what_is_not_there_is_not_found(site: Site, about: str) -> None:
    started = await site.start()
    resident = await an_idea_under_a_theme(site, started)
    assert (await resident.get(address(started, about))).status_code == 404


async def test_h6_strangers_are_told_nothing_before_it_is_published(site: Site) -> None:
    started = await site.start()
    await an_idea_under_a_theme(site, started)
    answer = await site.browser().get(address(started, THEME))
    assert answer.status_code != 200
