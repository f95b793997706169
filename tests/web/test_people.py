"""The importer's door: many people at once, and nobody impersonated."""

import pytest

from tests.web.site import Site, Started, an_id, bearer_of


async def facilitator_bearer(site: Site, started: Started) -> str:
    me = (await started.facilitator.config(started.path))["me"]
    return bearer_of(site, started.workshop, str(me))


async def test_a_list_of_people_is_joined_and_each_gets_a_login(site: Site) -> None:
    started = await site.start()
    people = [{"participant": an_id(), "name": f"Person {number}"} for number in range(3)]
    bearer = await facilitator_bearer(site, started)
    answer = await site.browser().api(f"{started.path}/people", people, bearer=bearer)
    assert answer.status_code == 200
    assert [each["participant"] for each in answer.json()] == [
        each["participant"] for each in people
    ]
    recorded = list(site.log.read(started.workshop))[-3:]
    assert {each.via for each in recorded} == {"import"}
    login = answer.json()[0]["login"]
    ticket = await site.browser().api(f"{started.path}/ticket", bearer=login)
    read = site.doors.access.read_ticket(ticket.json()["ticket"])
    assert (read.participant, read.via) == (people[0]["participant"], "import")


async def test_asked_again_the_same_people_get_logins_and_nobody_joins_twice(site: Site) -> None:
    started = await site.start()
    people = [{"participant": an_id(), "name": "Mair"}]
    bearer = await facilitator_bearer(site, started)
    await site.browser().api(f"{started.path}/people", people, bearer=bearer)
    head = site.log.head(started.workshop)
    again = await site.browser().api(f"{started.path}/people", people, bearer=bearer)
    assert "login" in again.json()[0]
    assert site.log.head(started.workshop) == head


async def test_nobody_gets_the_login_of_somebody_who_joined_by_themselves(site: Site) -> None:
    started = await site.start()
    resident = site.browser()
    await resident.join(started)
    me = (await resident.config(started.path))["me"]
    bearer = await facilitator_bearer(site, started)
    people = [{"participant": me, "name": "Mair"}]
    answer = await site.browser().api(f"{started.path}/people", people, bearer=bearer)
    assert answer.json()[0]["code"] == "already_on_roll"
    assert "login" not in answer.json()[0]


async def test_one_person_who_is_refused_does_not_hold_up_the_others(site: Site) -> None:
    started = await site.start()
    people = [
        {"participant": an_id(), "name": " "},
        {"participant": an_id(), "name": "Mair", "organisation": an_id()},
        {"participant": an_id(), "name": "Gwyn"},
    ]
    bearer = await facilitator_bearer(site, started)
    answer = await site.browser().api(f"{started.path}/people", people, bearer=bearer)
    assert [each.get("code") for each in answer.json()] == [
        "empty_text",
        "no_such_organisation",
        None,
    ]


async def test_a_cookie_does_not_open_this_door(site: Site) -> None:
    started = await site.start()
    answer = await started.facilitator.client.post(
        f"{started.path}/people", json=[], headers={"origin": "http://hall.example"}
    )
    assert answer.status_code == 403


async def test_only_a_facilitators_login_opens_it(site: Site) -> None:
    started = await site.start()
    resident = site.browser()
    await resident.join(started)
    me = (await resident.config(started.path))["me"]
    bearer = bearer_of(site, started.workshop, str(me))
    answer = await site.browser().api(f"{started.path}/people", [], bearer=bearer)
    assert answer.status_code == 403
    assert (await site.browser().api(f"{started.path}/people", [])).status_code == 401


@pytest.mark.parametrize(
    "body",
    [
        {},
        [1],
        [{"participant": "short", "name": "Mair"}],
        [{"participant": "system", "name": "Mair"}],
        [{"participant": an_id()}],
        [{"participant": an_id(), "name": "Mair", "organisation": 7}],
    ],
)
async def test_what_does_not_fit_joins_nobody(site: Site, body: object) -> None:
    started = await site.start()
    head = site.log.head(started.workshop)
    bearer = await facilitator_bearer(site, started)
    answer = await site.browser().api(f"{started.path}/people", body, bearer=bearer)
    assert answer.status_code == 400
    assert site.log.head(started.workshop) == head


async def test_more_than_two_thousand_are_refused(site: Site) -> None:
    started = await site.start()
    people = [{"participant": an_id(), "name": "Mair"}] * 2_001
    bearer = await facilitator_bearer(site, started)
    answer = await site.browser().api(f"{started.path}/people", people, bearer=bearer)
    assert answer.status_code == 413
