"""The golden bytes: what each kind of event was stored as when its shape was released.

`python -m tests.store.golden` writes the file of every kind and version that
has none yet, `golden/<name>.<version>.msgpack`. Once released, a file is never
written again, because somebody's log holds those bytes; only a shape that no
release has yet may be changed without a new version, by deleting its file.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from codesign.domain.recorded import Recorded
from codesign.store.keys import KEY_BYTES, Keys
from codesign.store.mapper import Mapper
from codesign.store.sqlite_keys import SQLiteKeys
from tests.store.examples import EXAMPLES, FULLER, WORKSHOP

FOLDER: Final = Path(__file__).parent / "golden"
FULLER_FOLDER: Final = FOLDER / "fuller"


@contextmanager
def golden_keys() -> Iterator[Keys]:
    """Lend keys and nonces that are always the same, with a key for every example."""
    keys = SQLiteKeys(":memory:", random=lambda size_bytes: bytes(range(size_bytes)))
    try:
        for each in (*EXAMPLES, *FULLER):
            encode(keys, each)
        keys._writer.execute("UPDATE key SET key = ?", (bytes(range(KEY_BYTES)),))
        yield keys
    finally:
        keys.close()


def encode(keys: Keys, example: Recorded) -> tuple[str, bytes]:
    with keys.sealing() as sealing:
        return Mapper(keys).encode(WORKSHOP, example, sealing)


def write_missing() -> list[Path]:
    written = []
    with golden_keys() as keys:
        for folder, examples in ((FOLDER, EXAMPLES), (FULLER_FOLDER, FULLER)):
            folder.mkdir(exist_ok=True)
            for example in examples:
                topic, state = encode(keys, example)
                path = folder / f"{topic}.msgpack"
                if not path.exists():
                    path.write_bytes(state)
                    written.append(path)
    return written


if __name__ == "__main__":
    for each in write_missing():
        print(each.name)  # noqa: T201 - a command says what it did
