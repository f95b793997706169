"""Practice rooms: from a moment of a recording, without names, and thrown away."""

from pathlib import Path

import pytest

from codesign.domain.commands import GroupIdeas, HideIdea, OpenStage, SubmitIdea
from codesign.domain.ids import (
    CommandId,
    IdeaId,
    ParticipantId,
    StageId,
    ThemeId,
    WorkshopId,
)
from codesign.live.request import Request
from tests.web.site import Browser, Site, Started, a_site, an_id, errors_in, hidden_fields
from tests.web.test_downloads import ask
from tests.web.test_home import publish

ANN = "Ann Pritchard"


async def a_board(site: Site) -> Started:
    """Start a workshop with an idea of a resident's under a theme, and one that was hidden."""
    started = await site.start(organisations="Town Council")
    records = await board(site, started.workshop)
    stage = next(key for key, each in records["stages"].items() if each["kind"] == "ideas")
    await ask(site, started, OpenStage(stage=StageId(stage)))
    await site.browser().join(started, ANN)
    ann = next(
        key
        for key, each in (await board(site, started.workshop))["participants"].items()
        if each["name"] == ANN
    )
    shown, hidden = IdeaId(an_id()), IdeaId(an_id())
    for idea, text in ((shown, "A bus at nine"), (hidden, "Something unkind")):
        said = SubmitIdea(idea=idea, stage=StageId(stage), text=text)
        room = await site.doors.rooms.room(started.workshop)
        await room.submit(Request(id=CommandId(an_id()), command=said, by=ParticipantId(ann)))
    await ask(site, started, HideIdea(idea=hidden, reason="Unkind"))
    await ask(site, started, GroupIdeas(theme=ThemeId(an_id()), ideas=(shown,), title="Buses"))
    return started


async def board(site: Site, workshop: str) -> dict[str, dict[str, dict[str, object]]]:
    room = await site.doors.rooms.room(WorkshopId(workshop))
    return (await room.board("facilitator")).records  # type: ignore[return-value]


async def practise(browser: Browser, started: Started, query: str = "", **fields: str) -> str:
    page = f"{started.path}/practice"
    answer = await browser.submit(f"{page}{query}", page, fields)
    assert answer.status_code == 303, errors_in(answer) or answer.text
    return answer.headers["location"].split("/")[2]


async def test_a_practice_room_has_the_words_that_were_on_the_board_and_nobodys_name(
    site: Site,
) -> None:
    started = await a_board(site)
    practice = await practise(started.facilitator, started, "?view=facilitator")
    records = await board(site, practice)
    about = records["workshop"]["workshop"]
    assert about["practice"]
    assert about["practice_of"] == started.workshop
    assert about["title"] == "Practice: A better bus"
    assert [each["text"] for each in records["ideas"].values()] == ["A bus at nine"]
    assert [each["author"] for each in records["ideas"].values()] == [None]
    (theme,) = records["themes"]
    assert [each["theme"] for each in records["ideas"].values()] == [theme]
    assert [each["name"] for each in records["participants"].values()] == ["Facilitator"]
    assert [each["name"] for each in records["organisations"].values()] == ["Town Council"]
    live = records["stages"][str(about["live_stage"])]
    assert (live["kind"], live["open"]) == ("ideas", True)
    assert ANN not in repr(list(site.log.read(WorkshopId(practice), 0, None)))


async def test_it_begins_as_the_moment_was(site: Site) -> None:
    started = await a_board(site)
    practice = await practise(started.facilitator, started, "?at=3&view=facilitator")
    assert not (await board(site, practice))["ideas"]


async def test_a_form_sent_twice_opens_one_room(site: Site) -> None:
    started = await a_board(site)
    page = f"{started.path}/practice"
    seat = hidden_fields((await started.facilitator.get(page)).text)
    rooms = set()
    for _ in range(2):
        answer = await started.facilitator.post(page, seat)
        rooms.add(answer.headers["location"])
    assert len(rooms) == 1


async def test_the_real_workshop_knows_nothing_of_it(site: Site) -> None:
    started = await a_board(site)
    room = await site.doors.rooms.room(started.workshop)
    before = room.head
    await practise(started.facilitator, started)
    assert room.head == before


async def test_who_takes_part_opens_no_practice_room_from_what_is_not_published(
    site: Site,
) -> None:
    started = await a_board(site)
    resident = site.browser()
    await resident.join(started, "Ben")
    assert (await resident.get(f"{started.path}/practice")).status_code == 403
    assert (await site.browser().get(f"{started.path}/practice")).status_code in {303, 403}
    assert (await resident.post(f"{started.path}/practice")).status_code == 403


async def test_from_a_published_recording_whoever_may_start_a_workshop_practises_publicly(
    tmp_path: Path,
) -> None:
    async with a_site(tmp_path, create_token="the token") as site:
        started = await site.start(token="the token")
        await publish(site, started)
        stranger = site.browser()
        page = f"{started.path}/practice"
        refused = await stranger.submit(page, page, {})
        assert errors_in(refused) == ["Type the create token. Whoever runs this server has it."]
        assert (await stranger.get(f"{page}?view=facilitator")).status_code == 403
        practice = await practise(stranger, started, token="the token")
        texts = [each["text"] for each in (await board(site, practice))["ideas"].values()]
        assert texts == []


async def test_who_runs_a_workshop_opens_ten_without_the_token_and_none_out_of_a_practice_room(
    tmp_path: Path,
) -> None:
    async with a_site(tmp_path, create_token="the token") as site:
        started = await site.start(token="the token")
        page = f"{started.path}/practice"
        opened = [await practise(started.facilitator, started) for _ in range(10)]
        assert len(set(opened)) == 10
        refused = await started.facilitator.submit(page, page, {})
        assert errors_in(refused) == ["Type the create token. Whoever runs this server has it."]
        assert "many practice rooms lately" in refused.text
        await practise(started.facilitator, started, token="the token")

        inner = f"/w/{opened[0]}/practice"
        refused = await started.facilitator.submit(inner, inner, {})
        assert errors_in(refused) == ["Type the create token. Whoever runs this server has it."]


@pytest.mark.parametrize("path", ["started", "prepare", "publish", "after", "settings", "sheet"])
async def test_every_page_says_that_it_is_practice(site: Site, path: str) -> None:
    started = await a_board(site)
    practice = await practise(started.facilitator, started)
    page = (await started.facilitator.get(f"/w/{practice}/{path}")).text
    assert "Practice room." in page


async def test_who_joins_is_told_that_it_is_practice_and_documents_say_so(site: Site) -> None:
    started = await a_board(site)
    practice = await practise(started.facilitator, started)
    code = (await board(site, practice))["workshop"]["workshop"]["join_code"]
    assert (
        "It is for practice" in (await site.browser().get(f"/w/{practice}/join?code={code}")).text
    )
    summary = await started.facilitator.get(f"/w/{practice}/summary")
    assert "Practice, not a record" in summary.text


async def test_thrown_away_nothing_is_left_and_nobody_comes_in(site: Site) -> None:
    started = await a_board(site)
    practice = await practise(started.facilitator, started, "?view=facilitator")
    code = (await board(site, practice))["workshop"]["workshop"]["join_code"]
    page = f"/w/{practice}/practice/end"
    answer = await started.facilitator.submit(page, page, {})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    left = repr(list(site.log.read(WorkshopId(practice), 0, None)))
    assert "A bus at nine" not in left
    assert "Facilitator" not in left
    newcomer = site.browser()
    join = f"/w/{practice}/join"
    refused = await newcomer.submit(f"{join}?code={code}", join, {"name": "Nia"})
    assert refused.status_code != 303
    assert "(practice)" not in (await started.facilitator.get("/")).text


async def test_a_real_workshop_has_no_page_to_throw_it_away(site: Site) -> None:
    started = await a_board(site)
    page = f"{started.path}/practice/end"
    assert (await started.facilitator.get(page)).status_code == 403
    assert (await started.facilitator.post(page)).status_code == 403
