"""After the room: small forms for those who run it, each one act that another takes back."""

from codesign.domain import commands as c
from codesign.domain.errors import REASONS
from codesign.domain.events import Identifier
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
    assert "Before: “A buss at nine”" in await tidying(site, started)
    assert "As its author wrote it: “A buss at nine”" in await tidying(site, started, "idea", idea)
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


# --- tidying -------------------------------------------------------------------------


async def tidying(site: Site, started, *thing: str) -> str:
    """The page to tidy up on, or the one of a single thing."""
    path = "/".join((f"{started.path}/after/tidy", *thing))
    answer = await started.facilitator.get(path)
    assert answer.status_code == 200
    return answer.text


async def tidy(site: Site, started, kind: str, key: str, do: str, **fields: str):
    names = {"person": "participant"}
    asked = {"do": do, "place": "words", names.get(kind, kind): key, **fields}
    return await started.facilitator.post(f"{started.path}/after/tidy/{kind}/{key}", asked)


async def with_ideas(site: Site, *texts: str):
    started = await site.start()
    room = await site.doors.rooms.room(started.workshop)
    stages = (await room.board("facilitator")).records["stages"]
    stage = next(key for key, each in stages.items() if each["kind"] == "ideas")
    await ask(site, started, "OpenStage", stage=stage)
    keys = []
    for text in texts:
        keys.append(site.doors.new_id())
        await ask(site, started, "SubmitIdea", idea=keys[-1], stage=stage, text=text)
    return started, *keys


async def test_ideas_that_say_the_same_are_put_together_and_parted(site: Site) -> None:
    started, one, other = await with_ideas(site, "A bus at nine", "A bus at 9")
    answer = await tidy(site, started, "idea", other, "join", into=one)
    assert answer.headers["location"] == f"{started.path}/after/tidy/idea/{other}#words"
    assert "It was put with “A bus at nine”" in await tidying(site, started, "idea", other)
    assert "Put with another" in await tidying(site, started)
    await tidy(site, started, "idea", other, "part")
    assert "It was put with" not in await tidying(site, started, "idea", other)


async def test_putting_an_idea_with_none_is_refused(site: Site) -> None:
    started, one = await with_ideas(site, "A bus at nine")
    assert (await tidy(site, started, "idea", one, "join", into="")).status_code == 400


async def test_an_idea_is_moved_to_a_theme_and_out_of_it(site: Site) -> None:
    started, one = await with_ideas(site, "A bus at nine")
    theme = site.doors.new_id()
    await ask(site, started, "GroupIdeas", theme=theme, ideas=(), title="Buses")
    await tidy(site, started, "idea", one, "under", theme=theme)
    assert f'value="{theme}" selected' in await tidying(site, started, "idea", one)
    await tidy(site, started, "idea", one, "under", theme="")
    assert "Under no theme" in await tidying(site, started)


async def test_a_theme_is_renamed_put_with_another_and_stands_again(site: Site) -> None:
    started, _ = await with_ideas(site, "A bus at nine")
    one, other = site.doors.new_id(), site.doors.new_id()
    await ask(site, started, "GroupIdeas", theme=one, ideas=(), title="Busses")
    await ask(site, started, "GroupIdeas", theme=other, ideas=(), title="Trains")
    await tidy(site, started, "theme", one, "title", title="Buses")
    assert "Buses" in await tidying(site, started)
    await tidy(site, started, "theme", other, "merge", into=one)
    assert 'struck">Trains' in await tidying(site, started)
    await tidy(site, started, "theme", one, "restore", theme=other)
    assert 'struck">' not in await tidying(site, started)


async def test_a_name_and_an_organisation_are_corrected(site: Site) -> None:
    started = await site.start()
    council = site.doors.new_id()
    identifiers = (Identifier(scheme="GB-COH", id="123"),)
    entry = {"organisation": council, "name": "Vael Council", "identifiers": identifiers}
    await ask(site, started, "AddOrganisation", **entry, potential_provider=True)
    mair = site.browser()
    await mair.join(started, "Mare")
    me = str((await mair.config(started.path))["me"])
    await tidy(site, started, "person", me, "name", name="Mair")
    await tidy(site, started, "person", me, "organisation", organisation=council)
    await tidy(site, started, "organisation", council, "rename", name="Vale Council")
    page = await tidying(site, started)
    assert 'Mair <span class="quiet">Vale Council</span>' in page
    room = await site.doors.rooms.room(started.workshop)
    record = (await room.board("facilitator")).records["organisations"][council]
    assert record["potential_provider"]
    assert record["identifiers"] == [{"scheme": "GB-COH", "id": "123"}]


async def test_what_is_being_voted_on_is_not_tidied_and_the_words_typed_stay(site: Site) -> None:
    started, one = await with_ideas(site, "A buss at nine")
    option = c.OptionPlan(option=one, source="idea")
    vote = {"round": site.doors.new_id(), "question": "Which?", "method": "approval"}
    await ask(site, started, "OpenRound", **vote, options=(option,))
    answer = await tidy(site, started, "idea", one, "tidy", text="A bus at nine")
    assert answer.status_code == 422
    assert errors_in(answer) == [REASONS["idea_being_voted"]]
    assert ">A bus at nine</textarea>" in answer.text


async def test_only_what_is_there_can_be_tidied(site: Site) -> None:
    started = await site.start()
    for path in ("idea/nothing", "nothing/nothing", "person/nothing"):
        answer = await started.facilitator.get(f"{started.path}/after/tidy/{path}")
        assert answer.status_code == 404
    nothing = {"do": "reasons", "place": "p", "decision": "nothing", "reasons": "So"}
    assert (await started.facilitator.post(f"{started.path}/after", nothing)).status_code == 400
