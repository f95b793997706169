"""What a server that starts has to remark about the others that share its database.

Each says its version and a mark of every setting that must be the same on all of them. A mark
is made with the server's secret, which they share: whoever else reads it learns nothing.
"""

import hmac
from collections.abc import Iterator
from typing import Final

from codesign.settings import PREFIX, Settings
from codesign.store.recorder import Neighbours

# People must not meet another server with each click.
_SHARED: Final = ("create_token", "base_url", "allowed_origins", "ocid_prefix", "redis_url")
_MARK_BYTES: Final = 3
# A deadline may come so much too early or too late, and nobody would wonder.
CLOCK_OFF_MS: Final = 30_000


def introduction(settings: Settings, secret: bytes, version: str) -> str:
    """Return what a server says of itself, at most 63 letters."""
    return " ".join(["codesign", version[:16], *_marks(settings, secret)])


def remarks(
    settings: Settings, secret: bytes, version: str, neighbours: Neighbours, now: int
) -> Iterator[str]:
    """Yield a sentence for all that does not fit together, and how to mend it.

    Args:
        settings: of this server.
        secret: what all that share its keys have.
        version: of this server.
        neighbours: what the others say.
        now: this server's time in ms UTC.
    """
    versions: set[str] = set()
    different: set[str] = set()
    for each in neighbours.say:
        _, its_version, *marks = each.split()
        versions.add(its_version)
        mine = _marks(settings, secret)
        different |= {
            name for name, *two in zip(_SHARED, mine, marks, strict=False) if len({*two}) > 1
        }
    for each in sorted(versions - {version[:16]}):
        yield (
            f"Another server on this database is version {each}, and this one is {version}. Bring"
            " all to the newer one: the older cannot read all that the newer writes."
        )
    for name in (each for each in _SHARED if each in different):
        minted = " (left out, each mints its own)" if name == "create_token" else ""
        yield (
            f"{PREFIX}{name.upper()} is not what another server on this database has{minted}."
            " Give all the same."
        )
    if neighbours.say and not settings.redis_url:
        yield (
            "Another server uses this database. What one writes the other tells up to a second"
            f" later: set {PREFIX}REDIS_URL on all of them to have it at once."
        )
    off_ms = 0 if neighbours.clock is None else now - neighbours.clock
    if abs(off_ms) > CLOCK_OFF_MS:
        yield (
            f"The clock here is {abs(off_ms) // 1000} s {'ahead of' if off_ms > 0 else 'behind'}"
            " the database server's, and times are recorded by it. Set both clocks by the network."
        )


def _marks(settings: Settings, secret: bytes) -> list[str]:
    values = {name: getattr(settings, name) for name in _SHARED}
    values["allowed_origins"] = " ".join(sorted(settings.allowed_origins))
    digests = (hmac.digest(secret, f"{name}={values[name]}".encode(), "sha256") for name in _SHARED)
    return [each[:_MARK_BYTES].hex() for each in digests]
