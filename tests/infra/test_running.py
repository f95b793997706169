"""What stands in infra/ agrees with the server, and the README's settings with the code."""

import re
import shlex
from configparser import RawConfigParser
from dataclasses import fields
from pathlib import Path

import pytest

from codesign.live.presence import PING_EVERY_S, PING_JITTER
from codesign.settings import PREFIX, Settings, from_environ
from codesign.web.health import Health
from codesign.web.metrics import Metrics

ROOT = Path(__file__).parents[2]
INFRA = ROOT / "infra"
README = (ROOT / "README.md").read_text("utf-8")
ABOUT = (INFRA / "README.md").read_text("utf-8")
# What the table says in words, since it depends on the machine or on another setting.
IN_WORDS = {
    "allowed_origins",
    "base_url",
    "create_token",
    "keys_url",
    "metrics",
    "ocid_prefix",
    "queue_mb",
    "redis_url",
}
ROW = re.compile(r"^\| (`CODESIGN_\w+`(?:, `CODESIGN_\w+`)*) \| ([^|]*) \|", re.MULTILINE)


def settings_table() -> dict[str, str]:
    """Return the names and the defaults in the README's table."""
    rows = re.findall(
        r"^\| (`CODESIGN_\w+`(?:, `CODESIGN_\w+`)*) \| ([^|]*) \|", README, re.MULTILINE
    )
    table = {}
    for names, defaults in rows:
        each_name = re.findall(rf"{PREFIX}(\w+)", names)
        each_default = defaults.split(", ") if len(each_name) > 1 else [defaults]
        table |= dict(zip(map(str.lower, each_name), each_default, strict=True))
    return table


def test_the_table_of_settings_has_each_setting_and_nothing_else() -> None:
    assert settings_table().keys() == {each.name for each in fields(Settings)}


def test_the_table_says_the_defaults_of_the_code() -> None:
    told = {name: each.strip("`") for name, each in settings_table().items()}
    shown = {True: "yes", False: "no"}
    for each in fields(Settings):
        if each.name not in IN_WORDS:
            assert told[each.name] == str(shown.get(each.default, each.default)), each.name


def environment_of(text: str) -> dict[str, str]:
    return dict(re.findall(rf"^#? ?({PREFIX}\w+)=(\S*)$", text, re.MULTILINE))


def test_the_settings_to_start_from_can_be_used() -> None:
    given = environment_of((INFRA / "codesign.env.example").read_text("utf-8"))
    assert given
    assert from_environ(given).base_url.startswith("https://")


@pytest.fixture
def compose() -> str:
    return (INFRA / "compose.yaml").read_text("utf-8")


def unit(name: str) -> RawConfigParser:
    read = RawConfigParser(strict=False, interpolation=None)
    read.optionxform = str  # type: ignore[assignment,method-assign]
    read.read_string((INFRA / name).read_text("utf-8"))
    return read


def test_whoever_stops_the_server_waits_for_longer_than_it_takes(compose: str) -> None:
    takes_s = Settings().stop_within_s
    assert int(unit("codesign.service")["Service"]["TimeoutStopSec"]) > takes_s
    assert int(re.findall(r"stop_grace_period: (\d+)s", compose)[0]) > takes_s


def test_settings_in_compose_can_be_used(compose: str) -> None:
    given = dict(re.findall(rf"^ +({PREFIX}\w+): \"?([^\"\n]+)\"?$", compose, re.MULTILINE))
    settings = from_environ(given)
    assert (settings.log, settings.metrics) == ("json", "0.0.0.0:9090")


@pytest.fixture
def several() -> str:
    return (INFRA / "compose-several.yaml").read_text("utf-8")


def test_nobody_outside_reaches_the_metrics_or_what_joins_servers(
    compose: str, several: str
) -> None:
    assert re.findall(r"ports: (.*)", compose + several) == ['["80:80", "443:443"]']
    assert "9090" not in (INFRA / "nginx.conf").read_text("utf-8")


def test_several_servers_share_redis_and_all_of_them_stand_before_people(several: str) -> None:
    services = re.findall(r"^  (\S+):$", several, re.MULTILINE)
    [joins] = re.findall(rf"{PREFIX}REDIS_URL: (redis://(\w+):6379)$", several, re.MULTILINE)
    given = {f"{PREFIX}REDIS_URL": joins[0], f"{PREFIX}DATABASE_URL": "postgresql://postgresql/c"}
    assert from_environ(given).redis_url == joins[0]
    assert joins[1] in services
    servers = {each for each in services if each.startswith("codesign")}
    assert len(servers) > 1
    assert several.count("environment: ") == several.count("depends_on: ") == len(servers)
    for name, there in (("upstream.conf", {"codesign"}), ("upstream-several.conf", servers)):
        lines = (INFRA / name).read_text("utf-8")
        assert set(re.findall(r"^server (\S+):8000 max_fails=1 ", lines, re.MULTILINE)) == there
    assert "./upstream-several.conf:/etc/nginx/upstream.conf:ro" in several


def test_the_people_of_a_workshop_meet_at_one_server_and_no_command_is_sent_twice() -> None:
    conf = (INFRA / "nginx.conf").read_text("utf-8")
    [found] = re.findall(r'"~(\^/w/\S+)" \$of_workshop', conf)
    pattern = re.compile(found.replace("(?<", "(?P<"))
    paths = ("/w/abc", "/w/abc/socket", "/w/abc/stream/up", "/w/abc/documents/x.pdf")
    assert {pattern.match(each)["of_workshop"] for each in paths} == {"abc"}  # type: ignore[index]
    assert pattern.match("/join") is None
    # So that whoever guesses codes is counted by one server, whatever workshop they try.
    assert re.findall(r"default +(\S+);", conf)[0] == "$remote_addr"
    assert "hash $workshop consistent;\n        include /etc/nginx/upstream.conf;" in conf
    # Nothing that a server has received; with non_idempotent nginx would send that too.
    assert re.findall(r"proxy_next_upstream (.*);", conf) == ["error"]


def test_the_proxy_waits_for_longer_than_the_server_is_ever_quiet() -> None:
    conf = (INFRA / "nginx.conf").read_text("utf-8")
    [waits_s] = re.findall(r"proxy_read_timeout (\d+)s", conf)
    # Two pings, so that one may be late.
    assert int(waits_s) > 2 * PING_EVERY_S * (1 + PING_JITTER)
    assert "proxy_buffering off" in conf


@pytest.mark.parametrize(
    ("name", "command"), [("codesign.service", "serve"), ("codesign-backup.service", "backup")]
)
def test_the_units_run_commands_there_are(name: str, command: str) -> None:
    line = unit(name)["Service"]["ExecStart"].replace("'exec ", "").replace("'", "")
    words = shlex.split(line)
    assert words[words.index("codesign") + 1] == command
    assert f"codesign {command}" in README


def test_every_figure_is_explained_and_every_explained_figure_there_is() -> None:
    collected = Metrics(Health(lambda: 0)).registry.collect()
    there = {each.name for each in collected if each.name.startswith("codesign_")}
    told = {each.removesuffix("_total") for each in re.findall(r"`(codesign_\w+?)[`{]", ABOUT)}
    assert told == there


def test_alerts_ask_for_figures_there_are() -> None:
    asked = re.findall(r"codesign_\w+", (INFRA / "alerts.yaml").read_text("utf-8"))
    collected = Metrics(Health(lambda: 0)).registry.collect()
    there = {each.name for each in collected}
    assert asked
    assert {re.sub(r"_(total|bucket)$", "", each) for each in asked} <= there


def test_what_an_alert_asks_for_is_there_before_the_first_of_it() -> None:
    """A figure that begins with its first event does not increase by it, and nobody is told."""
    registry = Metrics(Health(lambda: 0)).registry
    asked = re.findall(
        r'increase\((codesign_\w+)(?:{(\w+)(!?=)"(\w+)"})?\[',
        (INFRA / "alerts.yaml").read_text("utf-8"),
    )
    assert len(asked) == 4
    for figure, label, how, value in asked:
        labels = {label: "storage_full" if how == "!=" else value} if label else {}
        assert registry.get_sample_value(figure, labels) == 0, (figure, labels)


def test_every_file_in_the_folder_is_in_its_page() -> None:
    shown = {each.name for each in INFRA.iterdir() if not each.name.startswith((".", "__"))}
    made = {"codesign.env", "certs", "postgresql.password"}
    for each in shown - made - {"README.md", "Containerfile.dockerignore"}:
        assert f"`{each}`" in ABOUT, each
