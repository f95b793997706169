"""Being removed: who may, what is said, and that it holds."""

from codesign.domain.errors import REASONS
from codesign.web.erasing import NOBODY, NOT_CONFIRMED
from tests.web.site import Site, Started, errors_in


async def names(site: Site, started: Started) -> set[object]:
    room = await site.doors.rooms.room(started.workshop)
    people = (await room.board("facilitator")).records["participants"]
    return {each["name"] for each in people.values()}


async def test_a_person_has_their_own_name_destroyed(site: Site) -> None:
    started = await site.start()
    resident = site.browser()
    await resident.join(started, "Mair")
    answer = await resident.post(f"{started.path}/erase", {"sure": "yes"})
    assert answer.status_code == 200
    assert "The name is destroyed" in answer.text
    assert await names(site, started) == {"Facilitator", ""}


async def test_the_device_forgets_the_workshop_but_no_other(site: Site) -> None:
    one, other = await site.start("One"), await site.start("Other")
    resident = site.browser()
    await resident.join(one)
    await resident.join(other)
    await resident.post(f"{one.path}/erase", {"sure": "yes"})
    assert (await resident.get(one.path)).headers["location"] == f"{one.path}/join"
    assert (await resident.get(other.path)).status_code == 200


async def test_an_old_login_of_somebody_removed_is_gone(site: Site) -> None:
    started = await site.start()
    resident, other_device = site.browser(), site.browser()
    await resident.join(started, "Mair")
    other_device.client.cookies.update(dict(resident.client.cookies))
    await resident.post(f"{started.path}/erase", {"sure": "yes"})
    answer = await other_device.get(started.path)
    assert answer.status_code == 410
    assert "Your name was destroyed here" in answer.text


async def test_a_rejoin_code_of_somebody_removed_holds_no_longer(site: Site) -> None:
    started = await site.start()
    resident = site.browser()
    await resident.join(started)
    code = str((await resident.config(started.path))["rejoinCode"])
    await resident.post(f"{started.path}/erase", {"sure": "yes"})
    answer = await site.browser().post(f"{started.path}/rejoin", {"code": code})
    assert answer.status_code == 422


async def test_it_is_not_done_without_the_tick(site: Site) -> None:
    started = await site.start()
    resident = site.browser()
    await resident.join(started, "Mair")
    answer = await resident.post(f"{started.path}/erase", {})
    assert errors_in(answer) == [NOT_CONFIRMED]
    assert "Mair" in await names(site, started)


async def test_a_facilitator_does_it_for_somebody_else(site: Site) -> None:
    started = await site.start()
    resident = site.browser()
    await resident.join(started, "Mair")
    me = str((await resident.config(started.path))["me"])
    page = await started.facilitator.get(f"{started.path}/erase")
    assert "Mair" in page.text
    fields = {"sure": "yes", "participant": me}
    answer = await started.facilitator.post(f"{started.path}/erase", fields)
    assert answer.status_code == 200
    assert await names(site, started) == {"Facilitator", ""}
    assert (await started.facilitator.get(started.path)).status_code == 200


async def test_a_facilitator_must_say_whose_name(site: Site) -> None:
    started = await site.start()
    answer = await started.facilitator.post(f"{started.path}/erase", {"sure": "yes"})
    assert errors_in(answer) == [NOBODY]


async def test_a_resident_can_only_have_their_own_name_destroyed(site: Site) -> None:
    started = await site.start()
    facilitator = str((await started.facilitator.config(started.path))["me"])
    mair, gwyn = site.browser(), site.browser()
    await mair.join(started, "Mair")
    await gwyn.join(started, "Gwyn")
    his = str((await gwyn.config(started.path))["me"])
    page = (await mair.get(f"{started.path}/erase")).text
    assert "Gwyn" not in page
    for target in (his, facilitator):
        await mair.post(f"{started.path}/erase", {"sure": "yes", "participant": target})
    assert await names(site, started) == {"Facilitator", "Gwyn", ""}


async def test_the_last_facilitator_is_told_what_to_do_first(site: Site) -> None:
    started = await site.start()
    me = str((await started.facilitator.config(started.path))["me"])
    fields = {"sure": "yes", "participant": me}
    answer = await started.facilitator.post(f"{started.path}/erase", fields)
    assert answer.status_code == 422
    assert REASONS["last_facilitator"] in errors_in(answer)


async def test_nobody_erases_without_a_login(site: Site) -> None:
    started = await site.start()
    assert (await site.browser().get(f"{started.path}/erase")).status_code == 303
    answer = await site.browser().post(f"{started.path}/erase", {"sure": "yes"})
    assert answer.status_code == 401
