"""Servers on one database say at start what does not fit together."""

import pytest

from codesign.cli.neighbours import introduction, remarks
from codesign.settings import Settings
from codesign.store.recorder import Neighbours

SECRET = b"the same on all"
MINE = Settings(create_token="C", base_url="https://c.example", redis_url="redis://r")
NOW = 1_760_000_000_000


def remarked(other: Settings | None = None, version: str = "1.2.0", clock: int = NOW) -> list[str]:
    said = () if other is None else (introduction(other, SECRET, version),)
    return list(remarks(MINE, SECRET, "1.2.0", Neighbours(said, clock), NOW))


def test_nothing_is_said_where_all_fits() -> None:
    assert remarked() == remarked(MINE) == []


@pytest.mark.parametrize(
    ("other", "name"),
    [
        (Settings(create_token="D", base_url=MINE.base_url, redis_url="redis://r"), "CREATE_TOKEN"),
        (
            Settings(create_token="C", base_url="https://d.example", redis_url="redis://r"),
            "BASE_URL",
        ),
        (Settings(create_token="C", base_url=MINE.base_url), "REDIS_URL"),
    ],
)
def test_a_setting_that_is_not_the_same_is_named(other: Settings, name: str) -> None:
    [remark] = remarked(other)
    assert remark.startswith(f"CODESIGN_{name} is not what another server on this database has")


def test_another_version_beside_this_one_is_said() -> None:
    [remark] = remarked(MINE, version="1.3.0")
    assert remark.startswith("Another server on this database is version 1.3.0, and this one is")


def test_several_servers_without_redis_are_told_that_it_is_slower() -> None:
    alone = Settings()
    said = (introduction(alone, SECRET, "1"),)
    [remark] = remarks(alone, SECRET, "1", Neighbours(said, NOW), NOW)
    assert "set CODESIGN_REDIS_URL on all of them" in remark


@pytest.mark.parametrize(
    ("off_s", "how"), [(3_600, "3600 s behind the"), (-3_600, "3600 s ahead of the")]
)
def test_a_clock_an_hour_off_is_said(off_s: int, how: str) -> None:
    [remark] = remarked(clock=NOW + off_s * 1000)
    assert remark.startswith(f"The clock here is {how} database server's")


def test_what_a_server_says_of_itself_fits_and_gives_no_setting_away() -> None:
    long = Settings(create_token="secret" * 30, base_url="https://c.example", redis_url="redis://r")
    said = introduction(long, SECRET, "10.11.12.dev345+g6789abc")
    assert len(said) <= 63
    assert said.isascii()
    assert introduction(long, b"another secret", "1") != introduction(long, SECRET, "1")
