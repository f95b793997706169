"""Settings: every variable is understood or refused with a sentence that names it."""

import pytest

from codesign.app import memory_bytes
from codesign.settings import BadSettingError, Settings, from_environ


def test_nothing_set_gives_the_defaults() -> None:
    assert from_environ({"HOME": "/"}) == Settings()


def test_numbers_are_read() -> None:
    given = {
        "CODESIGN_ADMIT_BURST": "50",
        "CODESIGN_ADMIT_PER_S": "20",
        "CODESIGN_QUEUE_MB": "64",
        "CODESIGN_STOP_WITHIN_S": "9",
    }
    settings = from_environ(given)
    numbers = (settings.admit_burst, settings.admit_per_s, settings.queue_mb)
    assert (*numbers, settings.stop_within_s) == (50, 20, 64, 9)


@pytest.mark.parametrize(
    ("name", "value"),
    [("ADMIT_BURST", "0"), ("ADMIT_PER_S", "-1"), ("QUEUE_MB", "much"), ("STOP_WITHIN_S", "7")],
)
def test_a_number_that_cannot_be_used_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(BadSettingError, match=f"CODESIGN_{name} must be a whole number"):
        from_environ({f"CODESIGN_{name}": value})


@pytest.mark.parametrize("url", ["sqlite:///codesign.db", "postgresql://u@host/name"])
def test_the_log_is_in_a_file_or_on_a_server(url: str) -> None:
    assert from_environ({"CODESIGN_DATABASE_URL": url}).database_url == url


@pytest.mark.parametrize(
    "url", ["codesign.db", "mysql://u:secret@h/n", "postgresql://", "sqlite:///"]
)
def test_a_database_of_no_such_kind_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(BadSettingError, match="must look like sqlite:") as refusal:
        from_environ({"CODESIGN_DATABASE_URL": url})
    assert "secret" not in str(refusal.value)


def test_the_keys_of_a_file_are_in_a_file() -> None:
    with pytest.raises(BadSettingError, match="CODESIGN_KEYS_URL must be a file too"):
        from_environ({"CODESIGN_KEYS_URL": "postgresql://u@host/name"})


SHARED = {"CODESIGN_DATABASE_URL": "postgresql://u@host/name"}


@pytest.mark.parametrize("url", ["redis://:secret@host:6379/1", "rediss://host", "unix:///r.sock"])
def test_servers_that_share_a_database_may_tell_each_other_by_redis(url: str) -> None:
    assert from_environ({**SHARED, "CODESIGN_REDIS_URL": url}).redis_url == url


@pytest.mark.parametrize("url", ["host:6379", "http://:secret@host", "redis://"])
def test_an_address_of_no_redis_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(BadSettingError, match="CODESIGN_REDIS_URL must look like") as refusal:
        from_environ({**SHARED, "CODESIGN_REDIS_URL": url})
    assert "secret" not in str(refusal.value)


def test_redis_is_of_no_use_to_a_log_in_a_file() -> None:
    with pytest.raises(BadSettingError, match="which one server has alone"):
        from_environ({"CODESIGN_REDIS_URL": "redis://host"})


def test_an_unknown_setting_is_refused() -> None:
    with pytest.raises(BadSettingError, match="CODESIGN_TYPO"):
        from_environ({"CODESIGN_TYPO": "yes"})


def test_there_is_memory_to_take_a_share_of() -> None:
    assert memory_bytes() > 2**26


def test_the_log_is_for_people_or_for_programs() -> None:
    assert from_environ({"CODESIGN_LOG": "json"}).log == "json"
    with pytest.raises(BadSettingError, match="CODESIGN_LOG must be text or json"):
        from_environ({"CODESIGN_LOG": "xml"})


@pytest.mark.parametrize("address", ["127.0.0.1:9090", "[::1]:9090", ""])
def test_prometheus_reads_on_an_address_and_a_port(address: str) -> None:
    assert from_environ({"CODESIGN_METRICS": address}).metrics == address


@pytest.mark.parametrize("address", ["9090", "127.0.0.1", ":9090", "host:port", "host:70000"])
def test_an_address_without_host_or_port_is_refused(address: str) -> None:
    with pytest.raises(BadSettingError, match="CODESIGN_METRICS must be an address and a port"):
        from_environ({"CODESIGN_METRICS": address})
