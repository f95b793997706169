"""What was ever stored is read for ever, and today's bytes are still those of its release."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from codesign.domain.recorded import Recorded
from codesign.store.keys import Keys
from codesign.store.mapper import Mapper
from codesign.store.upcasts import Shapes
from tests.store.examples import EXAMPLES, FULLER, WORKSHOP
from tests.store.golden import FOLDER, FULLER_FOLDER, encode, golden_keys

EXAMPLE_OF = {type(each.event).__name__: each for each in EXAMPLES}
FILES = sorted(FOLDER.glob("*.msgpack"))


@pytest.fixture(scope="module")
def keys() -> Iterator[Keys]:
    with golden_keys() as keys:
        yield keys


def test_every_kind_of_event_has_an_example() -> None:
    assert set(EXAMPLE_OF) == set(Shapes().classes)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_old_bytes_read_as_the_event_they_were(keys: Keys, file: Path) -> None:
    name, _ = Shapes().shape_of(file.stem)
    example = EXAMPLE_OF[name]

    assert Mapper(keys).decode(WORKSHOP, example.seq, file.stem, file.read_bytes()) == example


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: type(example.event).__name__)
def test_today_writes_the_bytes_of_the_release(keys: Keys, example: Recorded) -> None:
    topic, state = encode(keys, example)

    assert (FOLDER / f"{topic}.msgpack").read_bytes() == state


def test_every_version_ever_written_has_its_bytes() -> None:
    shapes = Shapes()
    ever = {f"{name}.{v}" for name in shapes.classes for v in range(1, shapes.version(name) + 1)}

    assert {file.stem for file in FILES} >= ever


@pytest.mark.parametrize("example", FULLER, ids=lambda example: type(example.event).__name__)
def test_what_a_shape_grew_by_is_written_and_read_for_ever_too(
    keys: Keys, example: Recorded
) -> None:
    topic, state = encode(keys, example)
    stored = (FULLER_FOLDER / f"{topic}.msgpack").read_bytes()

    assert stored == state
    assert Mapper(keys).decode(WORKSHOP, example.seq, topic, stored) == example
