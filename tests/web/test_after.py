"""After the room: small forms for those who run it, each one act that another takes back."""

from codesign.domain import commands as c
from codesign.domain.errors import REASONS
from codesign.live.request import Accepted, Request
from tests.web.site import Site, errors_in
from tests.web.test_erasing import names

DECIDE = {"decision": "decision-------------A", "text": "We ask for a bus at nine."}


async def ask(site: Site, started, kind, **data):
    room = await site.doors.rooms.room(started.workshop)
    me = (await started.facilitator.config(started.path))["me"]
    command = getattr(c, kind)(**data)
    answer = await room.submit(Request(id=site.doors.new_id(), command=command, by=me))
    assert isinstance(answer, Accepted), answer


async def test_what_happens_next_goes_into_the_summary(site: Site) -> None:
    started = await site.start()
    fields = {"do": "next", "place": "next", "text": "The council answers by March."}
    answer = await started.facilitator.post(f"{started.path}/after", fields)
    assert answer.headers["location"] == f"{started.path}/after#next"
    summary = (await started.facilitator.get(f"{started.path}/summary")).text
    assert "The council answers by " in summary


async def test_what_comes_of_a_decision_goes_into_the_summary_and_can_be_taken_back(
    site: Site,
) -> None:
    started = await site.start()
    await ask(site, started, "RecordDecision", **DECIDE)
    given = {"do": "respond", "about": "decision", "id": DECIDE["decision"], "stance": "doing"}
    fields = {**given, "place": "answers", "post": "Head of Transport", "by_when": "by March"}
    answer = await started.facilitator.post(f"{started.path}/after", fields)
    assert answer.status_code == 303
    told = "We are doing this (Head of Transport), by March"
    page = (await started.facilitator.get(f"{started.path}/after/answers")).text
    assert told in page
    line = "We are doing this (Head of Transport), by "
    assert line in (await started.facilitator.get(f"{started.path}/summary")).text
    response = page.split('name="do" value="withdraw"')[1].split('name="response" value="')[1]
    withdraw = {"do": "withdraw", "place": "answers", "response": response[:22]}
    await started.facilitator.post(f"{started.path}/after/answers", withdraw)
    assert line not in (await started.facilitator.get(f"{started.path}/summary")).text


async def test_a_no_without_a_why_is_refused_and_keeps_what_was_typed(site: Site) -> None:
    started = await site.start()
    await ask(site, started, "RecordDecision", **DECIDE)
    key = DECIDE["decision"]
    fields = {"do": "respond", "about": "decision", "id": key, "stance": "not_doing"}
    typed = {**fields, "place": f"n-{key}", "post": "Clerk to the Council"}
    answer = await started.facilitator.post(f"{started.path}/after/answers", typed)
    assert answer.status_code == 422
    assert errors_in(answer)[-1] == REASONS["why_not"]
    assert "Clerk to the Council" in answer.text


async def test_only_those_who_run_the_workshop_tidy_up(site: Site) -> None:
    started = await site.start()
    resident = site.browser()
    await resident.join(started)
    fields = {"do": "next", "place": "next", "text": "x"}
    assert (await resident.get(f"{started.path}/after")).status_code == 403
    assert (await resident.post(f"{started.path}/after", fields)).status_code == 403
    assert (await site.browser().post(f"{started.path}/after", fields)).status_code == 401


async def test_a_form_that_asks_for_nothing_known_does_nothing(site: Site) -> None:
    started = await site.start()
    before = await names(site, started)
    answer = await started.facilitator.post(f"{started.path}/after", {"do": "explode"})
    assert answer.status_code == 400
    assert await names(site, started) == before


async def test_a_tidied_idea_says_so_in_the_summary_and_keeps_its_authors_words(site: Site) -> None:
    started = await site.start()
    room = await site.doors.rooms.room(started.workshop)
    stages = (await room.board("facilitator")).records["stages"]
    stage = next(key for key, each in stages.items() if each["kind"] == "ideas")
    idea = "idea-----------------A"
    await ask(site, started, "OpenStage", stage=stage)
    await ask(site, started, "SubmitIdea", idea=idea, stage=stage, text="A buss at nine")
    fields = {"do": "tidy", "place": f"i-{idea}", "idea": idea, "text": "A bus at nine"}
    await started.facilitator.post(f"{started.path}/after/tidy", fields)
    summary = (await started.facilitator.get(f"{started.path}/summary")).text
    assert "A bus at nine <span" in summary
    assert "(tidied)" in summary
    page = (await started.facilitator.get(f"{started.path}/after/tidy")).text
    assert "As its author wrote it: “A buss at nine”" in page
    back = {"do": "untidy", "place": f"i-{idea}", "idea": idea}
    await started.facilitator.post(f"{started.path}/after/tidy", back)
    assert "(tidied)" not in (await started.facilitator.get(f"{started.path}/summary")).text


# --- what is open, and what people left ---------------------------------------------


async def overview(site: Site, started) -> str:
    return (await started.facilitator.get(f"{started.path}/after")).text


async def test_what_is_still_open_leads_to_where_it_is_settled(site: Site) -> None:
    started = await site.start()
    room = await site.doors.rooms.room(started.workshop)
    stages = (await room.board("facilitator")).records["stages"]
    stage = next(key for key, each in stages.items() if each["kind"] == "ideas")
    await ask(site, started, "OpenStage", stage=stage, until=site.clock.now + 86_400_000)
    await ask(site, started, "RecordDecision", **DECIDE)
    page = await overview(site, started)
    assert f'href="{started.path}/agenda">“Ideas” is open until' in page
    assert "No reason is written down for “We ask for a bus at nine.”." in page
    assert f'href="{started.path}/after/answers">1 decision has no answer' in page
    assert f'href="{started.path}/after#next"' in page


async def test_a_reason_is_written_down_where_it_was_missing(site: Site) -> None:
    started = await site.start()
    await ask(site, started, "RecordDecision", **DECIDE)
    place = f"reasons-{DECIDE['decision']}"
    fields = {"do": "reasons", "place": place, **DECIDE, "reasons": "It helps most."}
    answer = await started.facilitator.post(f"{started.path}/after", fields)
    assert answer.status_code == 303
    assert "No reason is written down" not in await overview(site, started)
    assert "Because: It helps " in (await started.facilitator.get(f"{started.path}/summary")).text


async def test_answers_and_addresses_are_for_those_who_run_it(site: Site) -> None:
    started = await site.start()
    question = {"do": "question", "place": "question", "question": "What next time?"}
    await started.facilitator.post(f"{started.path}/after", question)
    mair = site.browser()
    await mair.join(started)
    me = (await mair.config(started.path))["me"]
    room = await site.doors.rooms.room(started.workshop)
    for command in (
        c.AnswerExit(text="More tea"),
        c.GiveContact(contact="contact--------------A", address="mair@example.org"),
    ):
        asked = Request(id=site.doors.new_id(), command=command, by=me)
        assert isinstance(await room.submit(asked), Accepted)
    page = await overview(site, started)
    assert "More tea<br>" in page
    assert "mair@example.org" in page
    for path in ("/summary", "/steps.jsonl", ""):
        told = (await mair.get(f"{started.path}{path}")).text
        assert "More tea" not in told
        assert "mair@example.org" not in told


async def test_texts_to_send_are_for_those_who_run_it_and_lead_back_here(site: Site) -> None:
    started = await site.start()
    await ask(site, started, "RecordDecision", **DECIDE)
    page = (await started.facilitator.get(f"{started.path}/after/send")).text
    for title in ("To those who took part", "To organisations", "To those who were not there"):
        assert title in page
    assert f'<a href="http://hall.example{started.path}/mine">' in page
    assert f"became of it: http://hall.example{started.path}/mine" in page
    resident = site.browser()
    await resident.join(started)
    assert (await resident.get(f"{started.path}/after/send")).status_code == 403
