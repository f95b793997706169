"""A named post says where its organisation stands, by a link of its own and without a script."""

import re
from html import unescape

from codesign.domain.designs import Design, canonical, content_hash
from codesign.domain.ids import OrganisationId, RedesignId
from codesign.web.links import BAD_LINK
from codesign.web.signatories import POST_MISSING
from codesign.web.signing import ANSWERED, CHOOSE, CONDITION_MISSING, NO_VOICE
from tests.given import id_of
from tests.web.site import Browser, Site, Started, errors_in, hidden_fields
from tests.web.test_after import ask

TRUST = OrganisationId(id_of("trust"))
COUNCIL = OrganisationId(id_of("council"))
REDESIGN = RedesignId(id_of("redesign"))
LINK = re.compile(r"/w/[\w-]{22}/sign#[\w-]{44}")
DAY_MS = 24 * 60 * 60 * 1000
V1 = Design(title="Help at night", summary="Within two hours of a call")
V2 = Design(title="Help at night", summary="Within one hour of a call")


async def drafted(site: Site) -> Started:
    """A redesign that two organisations must agree to."""
    started = await site.start()
    for key, name in ((TRUST, "Acute Trust"), (COUNCIL, "Northfield Council")):
        await ask(site, started, "AddOrganisation", organisation=key, name=name)
    await ask(site, started, "DraftRedesign", redesign=REDESIGN, design=V1)
    required = (TRUST, COUNCIL)
    await ask(site, started, "SetAgreementTerms", redesign=REDESIGN, required=required)
    return started


async def link_of(site: Site, started: Started, **fields: str) -> str:
    """The link that a facilitator makes for a post of the Trust."""
    here = f"{started.path}/after/sign"
    form = {
        "do": "name",
        "place": f"o-{TRUST}",
        "organisation": TRUST,
        "newcomer": site.doors.new_id(),
        "post": "Chief Operating Officer",
        "capacity": "subject_to_governance",
        "days": "90",
    }
    answer = await started.facilitator.post(here, form | fields)
    assert answer.status_code == 303, errors_in(answer)
    found = LINK.search(unescape((await started.facilitator.get(here)).text))
    assert found
    return found[0]


async def opened(site: Site, link: str) -> Browser:
    """A browser that followed the link."""
    browser = site.browser()
    page, _, token = link.partition("#")
    form = await browser.get(page)
    assert 'name="to" value="sign"' in form.text
    answer = await browser.post(page.replace("/sign", "/me"), {"to": "sign", "token": token})
    assert answer.status_code == 303, errors_in(answer)
    assert answer.headers["location"] == page
    return browser


def page_of(started: Started) -> str:
    return f"{started.path}/sign/{REDESIGN}"


async def answered(browser: Browser, started: Started, **fields: str):
    hidden = hidden_fields((await browser.get(page_of(started))).text)
    named = {"do": "answer", "level": "consent", **fields}
    return await browser.post(page_of(started), hidden | named)


async def positions(site: Site, started: Started):
    room = await site.doors.rooms.room(started.workshop)
    return (await room.board("facilitator")).records["positions"]


async def test_a_post_answers_by_its_link_and_the_room_has_it_at_once(site: Site) -> None:
    started = await drafted(site)
    browser = await opened(site, await link_of(site, started))
    assert (await browser.get(f"{started.path}/sign")).headers["location"] == page_of(started)
    page = (await browser.get(page_of(started))).text
    assert "Acute Trust has not said where it stands" in page
    assert "Within two hours" in page
    answer = await answered(browser, started, authority="Board, 15 January")
    assert answer.headers["location"] == f"{page_of(started)}?done#answer"
    (position,) = (await positions(site, started)).values()
    assert (position["level"], position["version"], position["hash"]) == (
        "consent",
        1,
        content_hash(canonical(V1)),
    )
    assert (position["given"], position["signatory"]) == ("link", "Chief Operating Officer")
    assert position["capacity"] == "subject_to_governance"
    page = (await browser.get(f"{page_of(started)}?done")).text
    assert "Recorded" in page
    assert "Acute Trust has not said where it stands" not in page
    assert "Northfield Council has not said where it stands" in page


async def test_no_token_of_a_link_is_in_the_log(site: Site) -> None:
    started = await drafted(site)
    token = (await link_of(site, started)).partition("#")[2]
    held = list(site.log.read(started.workshop))
    assert held
    assert not any(token[22:] in repr(each) for each in held)


async def test_an_answer_without_a_level_keeps_all_that_was_typed(site: Site) -> None:
    started = await drafted(site)
    browser = await opened(site, await link_of(site, started))
    typed = {"authority": "Minute 7", "text_1": "Transport is paid", "owner_2": "Finance"}
    answer = await answered(browser, started, level="", **typed)
    assert answer.status_code == 422
    assert errors_in(answer) == [CHOOSE, CONDITION_MISSING]
    assert all(f'value="{each}"' in answer.text for each in typed.values())
    assert not await positions(site, started)


async def test_conditions_come_with_who_sees_to_them_and_by_when(site: Site) -> None:
    started = await drafted(site)
    browser = await opened(site, await link_of(site, started))
    fields = {"text_2": "Transport is paid", "owner_2": "Finance, Council", "due_2": "March"}
    assert (await answered(browser, started, **fields)).status_code == 303
    room = await site.doors.rooms.room(started.workshop)
    (condition,) = (await room.board("public")).records["conditions"].values()
    assert (condition["text"], condition["owner"], condition["due"]) == tuple(fields.values())


async def test_nobody_promises_more_than_their_mandate(site: Site) -> None:
    started = await drafted(site)
    browser = await opened(site, await link_of(site, started, capacity="officer_view"))
    page = (await browser.get(page_of(started))).text
    assert 'value="delegated_authority"' not in page
    await answered(browser, started, capacity="delegated_authority")
    (position,) = (await positions(site, started)).values()
    assert position["capacity"] == "officer_view"


async def test_an_answer_to_a_text_that_went_on_is_refused_with_what_changed(site: Site) -> None:
    started = await drafted(site)
    browser = await opened(site, await link_of(site, started))
    hidden = hidden_fields((await browser.get(page_of(started))).text)
    await ask(
        site, started, "ReviseRedesign", redesign=REDESIGN, version=1, design=V2, why="Faster"
    )
    form = hidden | {"do": "answer", "level": "endorse", "authority": "Minute 7"}
    answer = await browser.post(page_of(started), form)
    assert answer.status_code == 409
    assert "it is version 2 now" in errors_in(answer)[0]
    assert re.search(r"<del[^>]*>.*two hours ", answer.text)
    assert re.search(r"<ins[^>]*>.*one hour ", answer.text)
    assert 'value="Minute 7"' in answer.text
    assert not await positions(site, started)
    again = await browser.post(page_of(started), form | hidden_fields(answer.text))
    assert again.status_code == 303
    (position,) = (await positions(site, started)).values()
    assert (position["version"], position["level"]) == (2, "endorse")


async def test_who_answered_an_earlier_version_sees_what_changed_since(site: Site) -> None:
    started = await drafted(site)
    browser = await opened(site, await link_of(site, started))
    await answered(browser, started)
    assert 'id="changes"' not in (await browser.get(page_of(started))).text
    await ask(
        site, started, "ReviseRedesign", redesign=REDESIGN, version=1, design=V2, why="Faster"
    )
    page = (await browser.get(page_of(started))).text
    assert "You answered an earlier version" in page
    assert "What changed since version 1" in page


async def test_sending_the_form_twice_is_one_answer_and_another_is_asked_for_again(
    site: Site,
) -> None:
    started = await drafted(site)
    browser = await opened(site, await link_of(site, started))
    hidden = hidden_fields((await browser.get(page_of(started))).text)
    form = hidden | {"do": "answer", "level": "consent", "text_1": "Transport is paid"}
    for _ in range(2):
        assert (await browser.post(page_of(started), form)).status_code == 303
    assert len(await positions(site, started)) == 1
    other = await browser.post(page_of(started), form | {"level": "object"})
    assert (other.status_code, errors_in(other)) == (409, [ANSWERED])
    changed = form | hidden_fields(other.text) | {"do": "answer", "level": "object"}
    assert (await browser.post(page_of(started), changed)).status_code == 303
    said = (await positions(site, started)).values()
    assert [each["level"] for each in said if each["replaced_by"] is None] == ["object"]


async def test_a_page_of_others_cannot_answer(site: Site) -> None:
    started = await drafted(site)
    browser = await opened(site, await link_of(site, started))
    hidden = hidden_fields((await browser.get(page_of(started))).text)
    form = hidden | {"do": "answer", "level": "consent"}
    for origin in ("https://elsewhere.example", None):
        assert (await browser.post(page_of(started), form, origin=origin)).status_code == 403
    assert not await positions(site, started)


async def test_an_answer_is_taken_back_with_a_reason(site: Site) -> None:
    started = await drafted(site)
    browser = await opened(site, await link_of(site, started))
    await answered(browser, started)
    (key,) = await positions(site, started)
    back = {"do": "take_back", "own": key, "reason": ""}
    assert (await browser.post(page_of(started), back)).status_code == 422
    assert (await browser.post(page_of(started), back | {"reason": "Asked anew"})).is_redirect
    (position,) = (await positions(site, started)).values()
    assert position["withdrawn_reason"] == "Asked anew"
    assert "Acute Trust has not said" in (await browser.get(page_of(started))).text


async def test_a_link_that_ended_says_so_and_its_post_speaks_no_more(site: Site) -> None:
    started = await drafted(site)
    link = await link_of(site, started, days="30")
    browser = await opened(site, link)
    page, _, token = link.partition("#")
    me = page.replace("/sign", "/me")
    form = {
        "do": "end",
        "place": f"o-{TRUST}",
        "organisation": TRUST,
        "participant": token[:22],
    }
    assert (await started.facilitator.post(f"{started.path}/after/sign", form)).is_redirect
    late = await site.browser().post(me, {"to": "sign", "token": token})
    assert (late.status_code, errors_in(late)) == (403, [BAD_LINK])
    assert 'name="to" value="sign"' in late.text
    answer = await browser.get(page_of(started))
    assert answer.status_code == 403
    assert NO_VOICE in unescape(answer.text)


async def test_a_link_ends_with_its_time(site: Site) -> None:
    started = await drafted(site)
    page, _, token = (await link_of(site, started, days="30")).partition("#")
    site.clock.now += 30 * DAY_MS
    late = await site.browser().post(page.replace("/sign", "/me"), {"to": "sign", "token": token})
    assert errors_in(late) == [BAD_LINK]


async def test_who_speaks_for_nobody_is_asked_for_a_link(site: Site) -> None:
    started = await drafted(site)
    mair = site.browser()
    await mair.join(started)
    page = await mair.get(f"{started.path}/sign")
    assert "somebody in the workshop already" in page.text
    assert (await mair.get(page_of(started))).status_code == 403
    stranger = await site.browser().get(f"{started.path}/sign")
    assert "data-at-once" in stranger.text


async def test_a_link_needs_a_post_and_names_who_is_new_once(site: Site) -> None:
    started = await drafted(site)
    here = f"{started.path}/after/sign"
    newcomer = site.doors.new_id()
    form = {"do": "name", "place": f"o-{TRUST}", "organisation": TRUST, "newcomer": newcomer}
    form |= {"capacity": "officer_view", "days": "30", "name": "Sian Rees", "post": ""}
    answer = await started.facilitator.post(here, form)
    assert (answer.status_code, errors_in(answer)) == (422, [POST_MISSING])
    assert 'value="Sian Rees"' in answer.text
    for _ in range(2):
        sent = await started.facilitator.post(here, form | {"post": "Director"})
        assert sent.status_code == 303
    room = await site.doors.rooms.room(started.workshop)
    people = (await room.board("facilitator")).records["participants"].values()
    assert [each["name"] for each in people].count("Sian Rees") == 1
    page = unescape((await started.facilitator.get(here)).text)
    assert "Director</strong> (Sian Rees) speaks for it" in page


async def test_who_is_awaited_has_a_text_to_be_sent_with_their_link(site: Site) -> None:
    started = await drafted(site)
    link = await link_of(site, started)
    page = unescape((await started.facilitator.get(f"{started.path}/after/sign")).text)
    text = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)
    assert text
    assert link in text[1]
    assert "“Help at night”, version 1" in text[1]
    await answered(await opened(site, link), started)
    page = (await started.facilitator.get(f"{started.path}/after/sign")).text
    assert "A text to send" not in page


async def test_who_answered_an_earlier_version_is_awaited_again(site: Site) -> None:
    started = await drafted(site)
    browser = await opened(site, await link_of(site, started))
    await answered(browser, started)
    here = f"{started.path}/after/sign"
    assert "A text to send" not in (await started.facilitator.get(here)).text
    await ask(
        site, started, "ReviseRedesign", redesign=REDESIGN, version=1, design=V2, why="Faster"
    )
    page = (await started.facilitator.get(here)).text
    assert "Answered version 1, now 2" in page
    assert "A text to send" in page


async def test_who_signs_is_named_by_one_act(site: Site) -> None:
    started = await drafted(site)
    before = {each.id for each in site.log.read(started.workshop)}
    await link_of(site, started)
    after = {each.id for each in site.log.read(started.workshop)}
    assert len(after - before) == 1


async def test_only_those_who_run_the_workshop_name_who_signs(site: Site) -> None:
    started = await drafted(site)
    browser = await opened(site, await link_of(site, started))
    assert (await browser.get(f"{started.path}/after/sign")).status_code == 403
    assert (await browser.post(f"{started.path}/after/sign", {"do": "end"})).status_code == 403


async def test_the_document_for_a_board_is_the_text_with_what_changed(site: Site) -> None:
    started = await drafted(site)
    browser = await opened(site, await link_of(site, started))
    await answered(browser, started)
    await ask(
        site, started, "ReviseRedesign", redesign=REDESIGN, version=1, design=V2, why="Faster"
    )
    told = (await browser.get(f"{page_of(started)}/document?format=md&since=1")).text
    assert "Chief Operating Officer, Acute Trust" in told
    assert "Was: Within two hours of a call" in told
    assert "Now: Within one hour of a call" in told
    assert "Acute Trust" in told.partition("Where each organisation stands")[2]
    made = await browser.get(f"{page_of(started)}/document?format=pdf")
    assert made.content.startswith(b"%PDF")


async def test_what_worries_an_organisation_comes_with_its_answer_and_keeps_its_words(
    site: Site,
) -> None:
    started = await drafted(site)
    browser = await opened(site, await link_of(site, started))
    typed = {"worry": "Who covers the shift?", "severity": "objection"}
    refused = await answered(browser, started, level="", **typed)
    assert ">Who covers the shift?</textarea>" in refused.text
    assert (await answered(browser, started, **typed)).status_code == 303
    room = await site.doors.rooms.room(started.workshop)
    (worry,) = (await room.board("facilitator")).records["objections"].values()
    assert (worry["reason"], worry["severity"], worry["version"]) == (*typed.values(), 1)
    assert "1 worry is open" in (await browser.get(page_of(started))).text
