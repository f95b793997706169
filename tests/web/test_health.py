"""Health: whether to send people here, and that trouble with the storage passes by itself."""

import logging
from pathlib import Path

import pytest

from codesign.store.errors import StorageError
from codesign.store.log import Appended
from codesign.web.health import TROUBLED_MS, Health
from tests.web.site import Clock, Site, a_site

FULL = StorageError("storage_full")
KEPT = Appended(head=1, hash8=b"")


async def status_of(site: Site, path: str = "/ready") -> tuple[int, str]:
    answer = await site.browser().get(path)
    return answer.status_code, answer.json()["status"]


async def test_people_are_sent_here_while_all_is_well(site: Site) -> None:
    assert await status_of(site) == (200, "ready")


async def test_nobody_is_sent_here_once_the_server_goes_away(site: Site) -> None:
    site.doors.admission.close(3)
    assert await status_of(site) == (503, "going_away")
    assert (await site.browser().get("/health")).status_code == 503


async def test_nobody_is_sent_here_while_nothing_is_kept(site: Site) -> None:
    site.doors.health.committed([FULL])
    assert await status_of(site) == (503, "storage_full")
    # It lives: ending it would help nobody.
    assert await status_of(site, "/health") == (200, "ok")
    site.doors.health.committed([KEPT])
    assert await status_of(site) == (200, "ready")


async def test_nobody_is_sent_here_while_the_storage_does_not_answer(tmp_path: Path) -> None:
    async def unreachable(_code: str) -> None:
        raise StorageError("storage_unreachable")

    async with a_site(tmp_path, workshop_of_code=unreachable) as site:
        assert await status_of(site) == (503, "storage_unreachable")


def test_trouble_is_forgotten_in_time_so_that_somebody_comes_and_tries() -> None:
    clock = Clock()
    health = Health(clock)
    health.committed([FULL])
    clock.pass_s(TROUBLED_MS / 1000 - 1)
    assert health.trouble == "storage_full"
    clock.pass_s(1)
    assert health.trouble is None


def test_one_command_that_cannot_be_kept_is_no_trouble_of_the_storage() -> None:
    health = Health(Clock())
    health.committed([StorageError("not_encodable"), KEPT])
    assert health.trouble is None


def test_trouble_and_its_end_are_said_once_each(caplog: pytest.LogCaptureFixture) -> None:
    clock = Clock()
    health = Health(clock)
    with caplog.at_level(logging.INFO):
        for outcome in (FULL, FULL, KEPT, KEPT):
            health.committed([outcome])
            clock.pass_s(2)
    assert caplog.messages == [
        "the storage keeps nothing that is written: The disk is full. Make room, then try again.",
        "the storage keeps what is written again, after 4 s",
    ]
