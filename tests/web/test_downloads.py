"""Documents over HTTP: for whom, as of when, as which view, and safely."""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from codesign.domain.commands import Command, RecordDecision, RetitleWorkshop, WithdrawDecision
from codesign.domain.ids import CommandId, DecisionId, GroupId, ParticipantId
from codesign.live.request import Accepted, Request
from codesign.outputs.rendering import Renderings
from tests.web.site import Browser, Site, Started, a_site, an_id
from tests.web.test_home import publish

HOSTILE = '<script>alert("x")</script>'


async def ask(site: Site, started: Started, command: Command, group: GroupId | None = None) -> int:
    me = ParticipantId(str((await started.facilitator.config(started.path))["me"]))
    room = await site.doors.rooms.room(started.workshop)
    answer = await room.submit(Request(id=CommandId(an_id()), command=command, by=me, group=group))
    assert isinstance(answer, Accepted)
    return answer.seq


async def decide(site: Site, started: Started, text: str = "Run the bus at nine") -> DecisionId:
    decision = DecisionId(an_id())
    await ask(site, started, RecordDecision(decision=decision, text=text))
    return decision


async def resident_of(site: Site, started: Started) -> Browser:
    browser = site.browser()
    await browser.join(started, "Mair Evans")
    return browser


async def test_the_summary_is_ready_for_everybody_in_the_workshop(site: Site) -> None:
    started = await site.start()
    for browser in (started.facilitator, await resident_of(site, started)):
        answer = await browser.get(f"{started.path}/summary")
        assert answer.status_code == 200
        assert "A better bus" in answer.text


async def test_every_shell_offers_what_there_is_to_read(site: Site) -> None:
    started = await site.start()
    config = await started.facilitator.config(started.path)
    for each in config["outputs"]:  # type: ignore[attr-defined]
        assert each["title"]
        assert (await started.facilitator.get(each["href"])).status_code == 200


@pytest.mark.parametrize("page", ["summary", "decisions"])
async def test_strangers_read_it_once_it_is_published_and_not_before(site: Site, page: str) -> None:
    started = await site.start()
    await site.browser().join(started, "Mair Evans")
    stranger = site.browser()
    assert (await stranger.get(f"{started.path}/{page}")).status_code == 303
    await publish(site, started)
    answer = await stranger.get(f"{started.path}/{page}")
    assert answer.status_code == 200
    assert "Mair" not in answer.text


@pytest.mark.parametrize("page", ["summary", "decisions"])
async def test_a_resident_may_not_read_as_the_facilitator(site: Site, page: str) -> None:
    started = await site.start()
    resident = await resident_of(site, started)
    assert (await resident.get(f"{started.path}/{page}?view=facilitator")).status_code == 403
    assert (await resident.get(f"{started.path}/{page}?view=public")).status_code == 200


async def test_a_document_tells_of_an_earlier_version(site: Site) -> None:
    started = await site.start("The old title")
    before = site.log.head(started.workshop)
    await ask(site, started, RetitleWorkshop(title="The new title", question=""))
    now = await started.facilitator.get(f"{started.path}/summary")
    then = await started.facilitator.get(f"{started.path}/summary?at={before}")
    assert "The new title" in now.text
    assert "The old title" in then.text


@pytest.mark.parametrize("query", ["at=0", "at=-1", "at=x", "at=", "at=9999999999", "view=god"])
async def test_what_cannot_be_asked_is_not_found(site: Site, query: str) -> None:
    started = await site.start()
    assert (await started.facilitator.get(f"{started.path}/summary?{query}")).status_code == 404


async def test_decisions_lead_to_their_records(site: Site) -> None:
    started = await site.start()
    assert (
        "Nothing has been decided yet"
        in (await started.facilitator.get(f"{started.path}/decisions")).text
    )
    decision = await decide(site, started)
    page = (await started.facilitator.get(f"{started.path}/decisions")).text
    assert "Run the bus at nine" in page
    assert f'href="{started.path}/decisions/{decision}"' in page
    record = await started.facilitator.get(f"{started.path}/decisions/{decision}")
    assert record.status_code == 200
    assert "Run the bus at" in record.text


async def test_a_decision_taken_back_says_so(site: Site) -> None:
    started = await site.start()
    decision = await decide(site, started)
    await ask(site, started, WithdrawDecision(decision=decision, reason="Counted wrongly"))
    page = (await started.facilitator.get(f"{started.path}/decisions")).text
    assert "Taken back: Counted wrongly" in page


async def test_a_decision_that_is_not_there_is_not_found(site: Site) -> None:
    started = await site.start()
    answer = await started.facilitator.get(f"{started.path}/decisions/{an_id()}")
    assert answer.status_code == 404


async def test_a_document_is_kept_as_a_file_when_asked(site: Site) -> None:
    started = await site.start()
    answer = await started.facilitator.get(f"{started.path}/summary?keep")
    head = site.log.head(started.workshop)
    assert answer.headers["content-disposition"] == f'attachment; filename="summary-{head}.html"'


async def test_a_document_that_did_not_change_is_not_sent_again(site: Site) -> None:
    started = await site.start()
    etag = (await started.facilitator.get(f"{started.path}/summary")).headers["etag"]
    again = await started.facilitator.client.get(
        f"{started.path}/summary", headers={"if-none-match": etag, "accept": "text/html"}
    )
    assert (again.status_code, again.content) == (304, b"")
    await ask(site, started, RetitleWorkshop(title="New", question=""))
    changed = await started.facilitator.client.get(
        f"{started.path}/summary", headers={"if-none-match": etag, "accept": "text/html"}
    )
    assert changed.status_code == 200


async def test_a_document_may_load_nothing_and_run_nothing(site: Site) -> None:
    started = await site.start(HOSTILE)
    decision = await decide(site, started, HOSTILE)
    for path in ("summary", f"decisions/{decision}", "decisions"):
        answer = await started.facilitator.get(f"{started.path}/{path}")
        assert "<script>" not in answer.text
    policy = (await started.facilitator.get(f"{started.path}/summary")).headers[
        "content-security-policy"
    ]
    assert "script-src" not in policy
    assert "default-src 'none'" in policy
    assert "style-src 'sha256-" in policy


# --- tables and steps, as of a moment --------------------------------------------------


async def test_tables_and_steps_are_those_of_the_version_and_the_view(site: Site) -> None:
    started = await site.start()
    facilitator = started.facilitator
    answer = await facilitator.get(f"{started.path}/tables/ideas.csv?at=3&view=public")
    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.headers["content-disposition"] == 'attachment; filename="ideas-3.csv"'
    assert answer.text.startswith("id,")
    steps = (await facilitator.get(f"{started.path}/steps.jsonl?at=3&view=public")).text
    lines = [json.loads(each) for each in steps.splitlines()]
    assert lines[0]["view"] == "public"
    assert {each["seq"] for each in lines[1:]} <= {1, 2, 3}
    assert not any("participants" in str(each) for each in lines)
    assert (await facilitator.get(f"{started.path}/tables/secrets.csv")).status_code == 404


async def test_tables_and_steps_of_a_view_are_for_those_who_may_have_it(site: Site) -> None:
    started = await site.start()
    resident = site.browser()
    await resident.join(started)
    for name in ("tables/ideas.csv", "steps.jsonl"):
        page = f"{started.path}/{name}"
        assert (await site.browser().get(page)).status_code == 303
        assert (await resident.get(f"{page}?view=facilitator")).status_code == 403
        assert (await resident.get(page)).status_code == 200


FILES = {
    "pdf": ("application/pdf", b"%PDF"),
    "odt": ("application/vnd.oasis.opendocument.text", b"PK"),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
    "csv": ("application/zip", b"PK"),
    "md": ("text/markdown; charset=utf-8", b"# A better bus"),
}


async def test_a_document_is_had_in_every_format(site: Site) -> None:
    started = await site.start()
    for format_, (media_type, begins) in FILES.items():
        answer = await started.facilitator.get(f"{started.path}/summary?format={format_}")
        assert answer.status_code == 200
        assert answer.headers["content-type"] == media_type
        assert answer.headers["content-disposition"].startswith('attachment; filename="summary-')
        assert answer.content.startswith(begins)
    answer = await started.facilitator.get(f"{started.path}/summary?format=exe")
    assert answer.status_code == 404


async def test_a_format_shows_no_more_than_its_view_may_see(site: Site) -> None:
    started = await site.start()
    resident = await resident_of(site, started)
    page = f"{started.path}/summary?format=md"
    assert (await resident.get(f"{page}&view=facilitator")).status_code == 403
    assert (await site.browser().get(page)).status_code == 303


async def test_a_document_that_cannot_be_made_says_why_and_leaves_the_workshop_as_it_is(
    tmp_path: Path,
) -> None:
    async def starts(*_command: str, **pipes: Any) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(sys.executable, "-c", "1 / 0", **pipes)

    async with Renderings(starts) as broken, a_site(tmp_path, renderings=broken) as site:
        started = await site.start()
        head = site.log.head(started.workshop)
        answer = await started.facilitator.get(f"{started.path}/summary?format=pdf")
        assert answer.status_code == 500
        assert "The program that makes it failed" in answer.text
        assert site.log.head(started.workshop) == head
        assert (await started.facilitator.get(f"{started.path}/summary")).status_code == 200


async def test_a_document_that_takes_long_is_asked_for_again(tmp_path: Path) -> None:
    async def starts(*_command: str, **pipes: Any) -> asyncio.subprocess.Process:
        slow = "import time; time.sleep(30)"
        return await asyncio.create_subprocess_exec(sys.executable, "-c", slow, **pipes)

    async with (
        Renderings(starts, patience_s=0.1) as slow,
        a_site(tmp_path, renderings=slow) as site,
    ):
        started = await site.start()
        answer = await started.facilitator.get(f"{started.path}/summary?format=pdf")
        assert answer.status_code == 202
        assert "Look again" in answer.text
