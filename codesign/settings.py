"""Settings: `CODESIGN_*` variables, read once at the edge and passed on as values."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from codesign.logs import SHAPES, Shape

PREFIX: Final = "CODESIGN_"
# Where the tests find real data; not for the server.
SHARED: Final = "CODESIGN_SHARED"
DATABASE_URL: Final = "sqlite:///codesign.db"


class BadSettingError(Exception):
    """A variable cannot be used; the message says which and what it should look like."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What can be set from outside.

    Args:
        database_url: where the log is, `sqlite:///FILE` or
            `postgresql://USER@HOST/NAME` (CODESIGN_DATABASE_URL).
        keys_url: where its keys are; beside it by default, or in a schema of
            their own in the same PostgreSQL database (CODESIGN_KEYS_URL).
        redis_url: where the servers that share a PostgreSQL database tell each
            other what they wrote, `redis://HOST:PORT`, `rediss://…` or
            `unix://PATH`; without it they read it from the database every second
            (CODESIGN_REDIS_URL).
        create_token: what creating a workshop needs on an address other than
            loopback; minted and printed at start when empty (CODESIGN_CREATE_TOKEN).
        base_url: how people reach this server, e.g. https://codesign.example.org;
            taken from each request when empty (CODESIGN_BASE_URL).
        allowed_origins: further origins whose pages may connect, separated by
            spaces (CODESIGN_ALLOWED_ORIGINS).
        admit_burst: how many people may come in at once (CODESIGN_ADMIT_BURST).
        admit_per_s: how many a second after that, and how many a second are
            sent away when the server stops (CODESIGN_ADMIT_PER_S).
        queue_mb: how much may wait in all connections together to be taken, in
            MiB; a quarter of the memory there is when 0 (CODESIGN_QUEUE_MB).
        stop_within_s: how long stopping may take; less than whoever stops the
            server waits before killing it (CODESIGN_STOP_WITHIN_S).
        ocid_prefix: of the contracting processes of whoever publishes from this
            server, as registered; without one there are no OCDS releases
            (CODESIGN_OCID_PREFIX).
        log: how the log looks: "text" for people, "json" for programs, a line
            an entry either way (CODESIGN_LOG).
        metrics: where Prometheus reads, HOST:PORT; nowhere when empty. Anybody who
            gets there can read how much goes on (CODESIGN_METRICS).
        example: whether an empty database gets the illustrative recorded
            workshop, "yes" or "no" (CODESIGN_EXAMPLE).
    """

    database_url: str = DATABASE_URL
    keys_url: str = ""
    redis_url: str = ""
    create_token: str = ""
    base_url: str = ""
    allowed_origins: frozenset[str] = frozenset()
    admit_burst: int = 500
    admit_per_s: int = 200
    queue_mb: int = 0
    stop_within_s: int = 25
    ocid_prefix: str = ""
    log: Shape = "text"
    metrics: str = ""
    example: bool = True


def from_environ(environ: Mapping[str, str]) -> Settings:
    """Return the settings in these variables.

    Raises:
        BadSettingError: a variable is unknown or cannot be used.
    """
    given = {
        name.removeprefix(PREFIX): value
        for name, value in environ.items()
        if name.startswith(PREFIX) and name != SHARED
    }
    default = Settings()
    settings = Settings(
        database_url=given.pop("DATABASE_URL", "") or DATABASE_URL,
        keys_url=given.pop("KEYS_URL", ""),
        redis_url=given.pop("REDIS_URL", ""),
        create_token=given.pop("CREATE_TOKEN", ""),
        base_url=_origin(given.pop("BASE_URL", "")),
        allowed_origins=frozenset(
            _origin(each) for each in given.pop("ALLOWED_ORIGINS", "").split()
        ),
        admit_burst=_whole(given, "ADMIT_BURST", default.admit_burst, 1),
        admit_per_s=_whole(given, "ADMIT_PER_S", default.admit_per_s, 1),
        queue_mb=_whole(given, "QUEUE_MB", default.queue_mb, 0),
        stop_within_s=_whole(given, "STOP_WITHIN_S", default.stop_within_s, 8),
        ocid_prefix=given.pop("OCID_PREFIX", ""),
        log=_shape(given.pop("LOG", "text")),
        metrics=_address(given.pop("METRICS", "")),
        example=_yes(given.pop("EXAMPLE", "yes")),
    )
    if given:
        unknown = ", ".join(f"{PREFIX}{name}" for name in sorted(given))
        message = f"{unknown}: there is no such setting. See the README."
        raise BadSettingError(message)
    _require_database("DATABASE_URL", settings.database_url)
    if settings.keys_url:
        _require_database("KEYS_URL", settings.keys_url)
        _require_keys_of(settings)
    if settings.redis_url:
        _require_redis(settings)
    return settings


def _require_database(name: str, url: str) -> None:
    scheme, found, rest = url.partition("://")
    on_file = scheme == "sqlite" and rest.startswith("/") and rest != "/"
    on_server = scheme in {"postgresql", "postgres"} and bool(rest.strip("/"))
    if not found or not (on_file or on_server):
        # Not the address itself: it may hold a password.
        message = (
            f"{PREFIX}{name} must look like sqlite:///codesign.db or"
            f" postgresql://user@host/name, and begins with {scheme[:12]!r}."
        )
        raise BadSettingError(message)


def _require_keys_of(settings: Settings) -> None:
    if settings.database_url.startswith("sqlite") and not settings.keys_url.startswith("sqlite"):
        message = f"{PREFIX}KEYS_URL must be a file too where the log is one: sqlite:///keys.db."
        raise BadSettingError(message)


def _require_redis(settings: Settings) -> None:
    if not re.fullmatch("(redis|rediss|unix)://.+", settings.redis_url):
        # Not the address itself: it may hold a password.
        message = f"{PREFIX}REDIS_URL must look like redis://host:6379 or unix:///run/redis.sock."
        raise BadSettingError(message)
    if settings.database_url.startswith("sqlite"):
        message = (
            f"{PREFIX}REDIS_URL is for servers that share a PostgreSQL database, and the log is"
            f" in a file, which one server has alone. Leave it out, or set {PREFIX}DATABASE_URL."
        )
        raise BadSettingError(message)


def _origin(url: str) -> str:
    if url and not url.startswith(("http://", "https://")):
        message = f"{url!r} must begin with http:// or https://."
        raise BadSettingError(message)
    return url.rstrip("/")


def _whole(given: dict[str, str], name: str, default: int, least: int) -> int:
    text = given.pop(name, "") or str(default)
    if not text.isdecimal() or int(text) < least:
        message = f"{PREFIX}{name} must be a whole number, at least {least}, not {text!r}."
        raise BadSettingError(message)
    return int(text)


def _shape(text: str) -> Shape:
    for shape in SHAPES:
        if text == shape:
            return shape
    message = f"{PREFIX}LOG must be text or json, not {text!r}."
    raise BadSettingError(message)


def _address(text: str) -> str:
    host, _, port = text.rpartition(":")
    if text and not (host and port.isdecimal() and int(port) < 2**16):
        message = f"{PREFIX}METRICS must be an address and a port, 127.0.0.1:9090, not {text!r}."
        raise BadSettingError(message)
    return text


def _yes(text: str) -> bool:
    if text.lower() not in {"yes", "no"}:
        message = f"{PREFIX}EXAMPLE must be yes or no, not {text!r}."
        raise BadSettingError(message)
    return text.lower() == "yes"
