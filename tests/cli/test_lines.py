"""Everybody's lines are opened together and closed together."""

import asyncio
import resource
from collections.abc import Iterator

import pytest

from codesign.cli.errors import Refusal
from codesign.cli.lines import Lines, allow_files
from codesign.domain.ids import ParticipantId
from tests.cli.server import Doorkeeper
from tests.live.hall import until

WITHIN_S = 5


async def test_it_waits_until_everybody_is_in_and_closes_all_at_the_end() -> None:
    server = Doorkeeper()
    logins = {ParticipantId(f"p{n}"): f"login {n}" for n in range(40)}
    async with asyncio.timeout(WITHIN_S), server.serving() as exchange:
        async with Lines(exchange) as lines:
            await lines.open_all(logins)
            assert {each["ticket"] for each in server.hellos} == {
                f"ticket of {login}" for login in logins.values()
            }
            assert lines.by_person.keys() == logins.keys()
        await until(lambda: all(each.state.name == "CLOSED" for each in server.open))


async def test_one_who_is_not_let_in_ends_it_for_all() -> None:
    server = Doorkeeper()
    server.close_at_once = 4500
    async with asyncio.timeout(WITHIN_S), server.serving() as exchange:
        with pytest.raises(ExceptionGroup) as failed:
            async with Lines(exchange) as lines:
                await lines.open_all({ParticipantId("p"): "login"})
    assert failed.group_contains(Refusal)


@pytest.fixture
def file_limit() -> Iterator[tuple[int, int]]:
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)
    yield limit
    resource.setrlimit(resource.RLIMIT_NOFILE, limit)


def test_as_many_files_are_allowed_as_it_takes(file_limit: tuple[int, int]) -> None:
    _, hard = file_limit
    resource.setrlimit(resource.RLIMIT_NOFILE, (300, hard))

    allow_files(400)
    assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] == 400
    allow_files(350)
    assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] == 400


def test_more_files_than_the_system_allows_are_refused(file_limit: tuple[int, int]) -> None:
    _, hard = file_limit
    if hard == resource.RLIM_INFINITY:
        pytest.skip("this system allows any number of files")
    with pytest.raises(Refusal, match=rf"the system allows {hard}"):
        allow_files(hard + 1)
