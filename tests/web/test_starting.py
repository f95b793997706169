"""Starting a workshop: two questions, once however often it is sent, and who may."""

import asyncio
import re
from pathlib import Path

import pytest

from codesign.domain.ids import WorkshopId
from codesign.web.access import LOGIN_DAYS
from codesign.web.guesses import GUESSES
from codesign.web.planning import (
    FACILITATOR,
    LONG_LINE,
    LONG_NAME,
    LONG_QUESTION,
    LONG_TITLE,
    NO_SHAPE,
    NO_TITLE,
)
from tests.web.site import Browser, Site, a_site, an_id, errors_in, hidden_fields

TOKEN = "the create token of this server"


async def board(site: Site, workshop: str) -> dict[str, dict[str, dict[str, object]]]:
    room = await site.doors.rooms.room(WorkshopId(workshop))
    return (await room.board("facilitator")).records  # type: ignore[return-value]


async def start(browser: Browser, **fields: str) -> str:
    """Return the workshop that was started."""
    answer = await browser.submit("/start", "/start", {"shape": "quick"} | fields)
    assert answer.status_code == 303, errors_in(answer)
    return answer.headers["location"].split("/")[2]


def asked(**fields: object) -> dict[str, object]:
    return {"workshop": an_id(), "facilitator": an_id(), "title": "A better bus"} | fields


# --- the form -------------------------------------------------------------


async def test_two_questions_are_enough(site: Site) -> None:
    workshop = await start(site.browser(), title="A better bus")
    records = await board(site, workshop)
    stages = sorted(records["stages"].values(), key=lambda each: each["order"])  # type: ignore[arg-type, return-value]
    assert [each["kind"] for each in stages] == ["ideas", "themes", "vote", "close"]
    assert not any(each["open"] for each in stages)
    assert records["workshop"]["workshop"]["live_stage"] is None
    assert [each["name"] for each in records["participants"].values()] == [FACILITATOR]


async def test_quick_is_chosen_beforehand_and_the_rest_is_folded_away(site: Site) -> None:
    page = (await site.browser().get("/start")).text
    assert re.search(r'value="quick" id="shape" checked', page)
    assert re.search(r"<details[^>]*>\s*<summary[^>]*><span[^>]*>More settings", page)
    assert "<details open" not in page


async def test_everything_else_is_under_more_settings(site: Site) -> None:
    workshop = await start(
        site.browser(),
        title="A better bus",
        shape="half_day",
        name="Angharad",
        question="What would make you take the bus?",
        organisations=" Stagecoach \n\nTown Council\nStagecoach\n",
        areas="Sirhowy\n Dukestown\n",
        anonymous="yes",
        private="yes",
        sensitive="yes",
        language="cy",
    )
    records = await board(site, workshop)
    found = records["workshop"]["workshop"]
    assert (found["question"], found["shape"]) == ("What would make you take the bus?", "half_day")
    assert (found["sensitive"], found["language"]) == (True, "cy")
    assert [each["name"] for each in records["organisations"].values()] == [
        "Stagecoach",
        "Town Council",
    ]
    assert [each["name"] for each in records["areas"].values()] == ["Sirhowy", "Dukestown"]
    assert [each["name"] for each in records["participants"].values()] == ["Angharad"]
    ideas = [each for each in records["stages"].values() if each["kind"] == "ideas"]
    assert [(each["anonymous"], each["private"]) for each in ideas] == [(True, True)]


async def test_a_name_is_needed_and_the_choice_stays(site: Site) -> None:
    answer = await site.browser().submit("/start", "/start", {"title": " ", "shape": "half_day"})
    assert answer.status_code == 422
    assert errors_in(answer) == [NO_TITLE]
    assert re.search(r'value="half_day" id="shape-half_day" checked', answer.text)
    assert site.log.workshops() == []


async def test_every_field_that_is_wrong_is_named_and_kept(site: Site) -> None:
    typed = {
        "title": "t" * 201,
        "shape": "enormous",
        "name": "n" * 101,
        "question": "q" * 4_001,
        "organisations": "o" * 101,
        "areas": "a" * 101,
        "sensitive": "yes",
    }
    answer = await site.browser().submit("/start", "/start", typed)
    assert set(errors_in(answer)) == {
        LONG_TITLE,
        NO_SHAPE,
        LONG_NAME,
        LONG_QUESTION,
        LONG_LINE,
    }
    for name in ("title", "shape", "name", "question", "organisations", "areas"):
        assert f'href="#{name}"' in answer.text
        assert f'id="{name}"' in answer.text
    assert typed["title"] in answer.text
    assert typed["organisations"] in answer.text
    assert re.search(r'name="sensitive"[^>]*checked', answer.text)
    assert re.search(r"<details[^>]* open", answer.text)


@pytest.mark.parametrize("field", ["organisations", "areas"])
async def test_more_names_than_fit_are_refused_as_a_whole(site: Site, field: str) -> None:
    many = "\n".join(f"Name {number}" for number in range(51))
    fields = {"title": "A better bus", "shape": "quick", field: many}
    answer = await site.browser().submit("/start", "/start", fields)
    assert f"more than 50 {field}" in errors_in(answer)[0]


async def test_a_form_sent_twice_starts_one_workshop(site: Site) -> None:
    browser = site.browser()
    hidden = hidden_fields((await browser.get("/start")).text)
    fields = hidden | {"title": "A better bus", "shape": "quick", "organisations": "Stagecoach"}
    answers = await asyncio.gather(*(browser.post("/start", fields) for _ in range(3)))
    assert len({each.headers["location"] for each in answers}) == 1
    (workshop,) = site.log.workshops()
    assert len((await board(site, workshop))["organisations"]) == 1


async def test_going_back_to_the_form_starts_another_workshop(site: Site) -> None:
    browser = site.browser()
    hidden = hidden_fields((await browser.get("/start")).text)
    for title in ("One", "Other"):
        await browser.post("/start", hidden | {"title": title, "shape": "quick"})
    assert len(site.log.workshops()) == 2


async def test_a_join_code_that_is_taken_is_replaced_by_the_next(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = iter(["CDFGHJ", "CDFGHJ", "CDFGHJ", "KMNPQR"])
    monkeypatch.setattr("codesign.web.planning.new_join_code", lambda: next(codes))
    first, second = await site.start("One"), await site.start("Other")
    assert (first.code, second.code) == ("CDFGHJ", "KMNPQR")


# --- who may --------------------------------------------------------------


async def test_where_a_token_is_set_the_form_asks_for_it(tmp_path: Path) -> None:
    async with a_site(tmp_path, create_token=TOKEN) as site:
        browser = site.browser()
        fields = {"title": "A better bus", "shape": "quick"}
        assert 'name="token"' in (await browser.get("/start")).text
        assert "Type the create token" in errors_in(await browser.post("/start", fields))[0]
        wrong = await browser.post("/start", fields | {"token": "guess"})
        assert errors_in(wrong) == ["That is not it. Ask whoever runs this server."]
        assert site.log.workshops() == []
        right = await browser.post("/start", fields | {"token": TOKEN})
        assert right.status_code == 303


async def test_on_a_loopback_address_nobody_is_asked_for_a_token(site: Site) -> None:
    assert 'name="token"' not in (await site.browser().get("/start")).text


async def test_guessing_the_create_token_is_slowed_down(tmp_path: Path) -> None:
    async with a_site(tmp_path, create_token=TOKEN) as site:
        browser = site.browser()
        fields = {"title": "A better bus", "shape": "quick", "token": "guess"}
        for _ in range(GUESSES.burst):
            await browser.post("/start", fields)
        assert (await browser.post("/start", fields)).status_code == 429
        assert (await browser.api("/workshops", asked(), bearer="guess")).status_code == 429


# --- by JSON --------------------------------------------------------------


async def test_a_program_starts_a_workshop_and_gets_its_login(site: Site) -> None:
    body = asked(question="Why?", organisations=["Stagecoach"], areas=["Sirhowy"], name="Ann")
    answer = await site.browser().api("/workshops", body)
    assert answer.status_code == 201
    granted = answer.json()
    assert granted["workshop"] == body["workshop"]
    records = await board(site, str(body["workshop"]))
    assert [each["name"] for each in records["areas"].values()] == ["Sirhowy"]
    found = records["workshop"]["workshop"]
    assert found["join_code"] == granted["join_code"]
    assert granted["facilitator_link"].startswith(f"http://hall.example/w/{body['workshop']}/f#")
    ticket = await site.browser().api(f"/w/{body['workshop']}/ticket", bearer=granted["login"])
    read = site.doors.access.read_ticket(ticket.json()["ticket"])
    assert (read.participant, read.via) == (body["facilitator"], "import")


async def test_asked_again_it_is_refused_and_gives_no_login(site: Site) -> None:
    body = asked()
    await site.browser().api("/workshops", body)
    again = await site.browser().api("/workshops", body)
    assert again.status_code == 409
    assert again.json()["code"] == "already_created"
    assert "login" not in again.json()


async def test_a_program_needs_the_token_too(tmp_path: Path) -> None:
    async with a_site(tmp_path, create_token=TOKEN) as site:
        assert (await site.browser().api("/workshops", asked())).status_code == 403
        assert (await site.browser().api("/workshops", asked(), bearer="no")).status_code == 403
        assert (await site.browser().api("/workshops", asked(), bearer=TOKEN)).status_code == 201


@pytest.mark.parametrize(
    "body",
    [
        [],
        "text",
        asked(title=7),
        asked(workshop="short"),
        asked(facilitator=None),
        asked(shape="enormous"),
        asked(organisations="Stagecoach"),
        asked(organisations=[1]),
        asked(areas="Sirhowy"),
        {},
    ],
)
async def test_what_does_not_fit_is_refused_in_words(site: Site, body: object) -> None:
    answer = await site.browser().api("/workshops", body)
    assert answer.status_code == 400
    assert answer.json()["message"]
    assert site.log.workshops() == []


async def test_what_the_rules_refuse_is_refused_with_their_code(site: Site) -> None:
    answer = await site.browser().api("/workshops", asked(title=" "))
    assert (answer.status_code, answer.json()["code"]) == (409, "empty_text")


async def test_a_body_that_is_no_json_is_refused(site: Site) -> None:
    answer = await site.browser().client.post("/workshops", content=b"{")
    assert answer.status_code == 400


async def test_a_body_that_is_too_long_is_refused(site: Site) -> None:
    answer = await site.browser().client.post("/workshops", content=b" " * (1024 * 1024 + 1))
    assert answer.status_code == 413


# --- afterwards -----------------------------------------------------------


async def test_the_facilitators_role_survives_a_restart(tmp_path: Path) -> None:
    async with a_site(tmp_path) as site:
        started = await site.start()
        cookies = dict(started.facilitator.client.cookies)
    async with a_site(tmp_path) as site:
        browser = site.browser()
        browser.client.cookies.update(cookies)
        assert (await browser.config(started.path))["role"] == "facilitator"
        assert (await browser.get(f"{started.path}/started")).status_code == 200


async def test_and_ends_when_the_login_does(site: Site) -> None:
    started = await site.start()
    site.clock.pass_s(LOGIN_DAYS * 24 * 60 * 60 + 2)
    assert (await started.facilitator.get(started.path)).status_code == 303
