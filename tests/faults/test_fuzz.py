"""The decoder and the dispatcher under garbage, and every command with every field wrong (F18)."""

import dataclasses
from itertools import product
from random import Random
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codesign.domain import commands as c
from codesign.domain.evolve import evolve
from codesign.domain.words import TEXT_CHARS
from codesign.domain.workshop import Workshop
from codesign.protocol.codec import (
    COMMAND_BYTES,
    BadCommandError,
    BadFrameError,
    canonical,
    command_of,
    decode,
)
from codesign.protocol.messages import Submit
from tests.faults.conftest import Faults
from tests.faults.fuzz import ODD_BYTES, ODD_NUMBERS, ODD_TEXTS, Target, garbage
from tests.histories import any_command
from tests.live.lines import an_id

pytestmark = pytest.mark.fault("F18")

COMMANDS = get_args(c.Command)
every_command = pytest.mark.parametrize("kind", COMMANDS, ids=lambda each: each.__name__)

# Anything MessagePack can say, and some that no float, key or depth of ours is.
ODD_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.sampled_from(ODD_NUMBERS)
    | st.floats()
    | st.binary(max_size=40)
    | st.sampled_from(ODD_TEXTS)
    | st.text(max_size=40),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=8) | st.integers(0, 9), inner, max_size=4)
    ),
    max_leaves=12,
)


@pytest.mark.parametrize("seed", range(2))
def test_garbage_is_refused_and_nothing_else_happens(seed: int, faults: Faults) -> None:
    random, target = Random(seed), Target(seed)
    for _ in range(faults.pick(1_500, 60_000)):
        target.take(garbage(target.workshop, random))
    # It is no use if all of it is refused at the first byte.
    for outcome in ("bad frames", "bad commands", "refused", "accepted", "events"):
        assert target.seen[outcome], target.seen
    faults.count("garbage messages decoded and dispatched", target.seen["inputs"])


def test_a_log_grown_from_garbage_is_one_that_can_be_folded_again() -> None:
    random, target = Random(3), Target(3)
    for _ in range(800):
        target.take(garbage(target.workshop, random))
    again = Workshop()
    for each in target.log:
        evolve(again, each)
    assert again == target.workshop


def submit(kind: type, data: Any) -> Submit | None:
    """Return the command message, None where its frame is refused already."""
    frame = {"t": "command", "id": an_id("fuzz"), "type": kind.__name__, "data": data}
    try:
        message = decode(msgspec.msgpack.encode(frame))
    except BadFrameError:
        return None
    assert isinstance(message, Submit)
    return message


def is_refused(kind: type, data: Any) -> bool:
    message = submit(kind, data)
    if message is None:
        return True
    try:
        command_of(message)
    except BadCommandError:
        return True
    return False


def a_good_one(kind: type) -> dict[str, Any]:
    """A command of that kind as data, with no number too large to be said."""
    for seed in range(100):
        data = msgspec.to_builtins(any_command(kind, seed))
        try:
            canonical(data)
        except OverflowError:
            continue
        return data
    raise AssertionError(kind)


@every_command
def test_a_command_is_taken_as_it_is_unless_only_the_server_asks_for_it(kind: type) -> None:
    assert is_refused(kind, a_good_one(kind)) == (kind is c.PublishResult)


@every_command
def test_a_field_that_is_missing_is_refused(kind: type) -> None:
    data = a_good_one(kind)
    for name in _needed(kind):
        assert is_refused(kind, {key: data[key] for key in data if key != name}), name


@every_command
def test_a_field_that_is_surplus_is_refused(kind: type) -> None:
    good = a_good_one(kind)
    for more in ("more", "", "type", "__class__", "Text", "\u202etext"):
        assert is_refused(kind, good | {more: None}), more


@every_command
def test_data_that_is_no_map_of_names_is_refused(kind: type) -> None:
    for data in (None, [], 0, "", b"", True, [[]], [{}], {0: 0}, {b"x": 0}):
        assert is_refused(kind, data), data


@every_command
@settings(max_examples=15)
@given(data=st.data())
def test_a_field_with_an_odd_value_is_refused_or_kept_as_it_is(kind: type, data: Any) -> None:
    good = a_good_one(kind)
    if not good:
        return
    name = data.draw(st.sampled_from(sorted(good)))
    odd = good | {name: data.draw(ODD_VALUES)}
    message = submit(kind, odd)
    assert message is not None
    try:
        command = command_of(message)
    except BadCommandError:
        return
    held = msgspec.to_builtins(command)
    assert held[name] == odd[name] or isinstance(odd[name], list | dict)


@every_command
def test_a_field_with_bytes_of_no_kind_we_know_is_refused(kind: type) -> None:
    data = a_good_one(kind)
    for name, odd in product(data, ODD_BYTES):
        frame = {
            "t": "command",
            "id": an_id("fuzz"),
            "type": kind.__name__,
            "data": data | {name: "MARK"},
        }
        payload = canonical(frame).replace(canonical("MARK"), odd)
        try:
            message = decode(payload)
        except BadFrameError:
            continue
        assert isinstance(message, Submit)
        with pytest.raises(BadCommandError):
            command_of(message)


def test_a_command_as_large_as_may_be_is_read_and_its_text_refused_by_its_rule() -> None:
    text = "x" * (COMMAND_BYTES - 200)
    assert len(text) > TEXT_CHARS
    data = {"idea": an_id("i"), "stage": an_id("s"), "text": text}
    assert not is_refused(c.SubmitIdea, data)


def _needed(kind: type) -> set[str]:
    return {
        each.name
        for each in dataclasses.fields(kind)
        if each.default is dataclasses.MISSING and each.default_factory is dataclasses.MISSING
    }
