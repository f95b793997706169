"""The codec: checked to the last field on the way in, canonical on the way out."""

import zlib
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign.domain import commands as c
from codesign.domain.commands import PublishResult
from codesign.domain.evolve import evolve
from codesign.domain.ids import ParticipantId, StageId
from codesign.domain.workshop import Workshop
from codesign.protocol.codec import (
    DEFLATE_FROM_BYTES,
    FRAME_BYTES,
    BadCommandError,
    BadFrameError,
    board_hash,
    canonical,
    command_of,
    decode,
    decode_submit,
    encode,
    mine_frames,
    snapshot_frames,
)
from codesign.protocol.messages import Ack, Delta, Hello, Presence, Reject, Submit
from tests.histories import a_command, a_history
from tests.live.lines import an_id


def submit(type_: str, data: Any, **more: Any) -> Submit:
    frame = {"t": "command", "id": an_id("codec"), "type": type_, "data": data, **more}
    message = decode(canonical(frame))
    assert isinstance(message, Submit)
    return message


@given(st.randoms(use_true_random=False))
def test_every_command_comes_through_the_wire_as_it_was(random: Any) -> None:
    log = a_history(random, 5)
    workshop = Workshop()
    for each in log:
        evolve(workshop, each)
    command, _ = a_command(workshop, random)
    if isinstance(command, PublishResult):
        return  # only the server asks for it
    data = msgspec.to_builtins(command)
    if any(abs(each) >= 2**63 for each in _integers(data)):
        return  # no MessagePack has bytes for it
    assert command_of(submit(type(command).__name__, data)) == command


def _integers(value: Any) -> list[int]:
    if isinstance(value, dict):
        return [each for held in value.values() for each in _integers(held)]
    if isinstance(value, list | tuple):
        return [each for held in value for each in _integers(held)]
    return [value] if isinstance(value, int) else []


def test_every_command_has_its_class_name_on_the_wire() -> None:
    assert len({each.__name__ for each in get_args(c.Command)}) == len(get_args(c.Command))


def test_who_it_is_for_and_when_it_was_said_travel_beside_the_data() -> None:
    message = submit("WithdrawIdea", {"idea": an_id()}, **{"for": an_id("seat"), "said_at": 5})
    assert (message.for_, message.said_at) == (ParticipantId(an_id("seat")), 5)


@pytest.mark.parametrize(
    ("type_", "data"),
    [
        ("NoSuchCommand", {}),
        ("WithdrawIdea", {}),
        ("WithdrawIdea", {"idea": 5}),
        ("WithdrawIdea", {"idea": "x", "more": None}),
        ("WithdrawIdea", ["x"]),
        ("ExtendStage", {"stage": "x", "minutes": 1.0}),
        ("AddStage", {"plan": {"stage": "x", "kind": "ideas", "title": "t", "more": 1}}),
        ("AddStage", {"plan": {"stage": "x", "kind": "nonsense", "title": "t"}}),
        ("OpenRound", {"round": "x", "question": "?", "method": "dots", "options": [{"no": 1}]}),
    ],
)
def test_data_that_does_not_fit_its_command_is_refused_rule_c4(type_: str, data: Any) -> None:
    with pytest.raises(BadCommandError):
        command_of(submit(type_, data))


def test_data_that_nests_without_end_is_refused_rule_c4() -> None:
    deep: Any = "x"
    for _ in range(500):
        deep = [deep]
    with pytest.raises(BadCommandError):
        command_of(submit("WithdrawIdea", {"idea": deep}))


@given(st.binary(max_size=300))
def test_no_bytes_do_more_than_be_refused_rule_f5(payload: bytes) -> None:
    for read in (decode, decode_submit):
        try:
            message = read(payload)
        except BadFrameError:
            continue
        if isinstance(message, Submit):
            with pytest.raises(BadCommandError):
                command_of(message)


def test_text_that_is_not_utf_8_is_refused_rule_f5() -> None:
    with pytest.raises(BadFrameError):
        decode(canonical({"t": "hello", "v": 1, "ticket": "x"}).replace(b"\xa1x", b"\xa1\xff"))


@pytest.mark.parametrize(
    "frame",
    [
        {"t": "hello", "v": "my secret words", "ticket": "x"},
        {"t": "my 'secret' words", "v": 1},
        {"t": "hello", "v": 1, "ticket": "x", "my `secret` words": 1},
        {"t": "hello", "v": 1, "ticket": "x", "have": {"view": "secret"}},
    ],
)
def test_what_was_sent_is_not_quoted_in_the_complaint(frame: dict[str, Any]) -> None:
    with pytest.raises(BadFrameError) as caught:
        decode(canonical(frame))
    assert "secret" not in str(caught.value)


def test_what_was_asked_is_not_quoted_in_the_complaint() -> None:
    for type_, data in (("secret", {}), ("WithdrawIdea", {"idea": "x", "secret": 1})):
        with pytest.raises(BadCommandError) as caught:
            command_of(submit(type_, data))
        assert "secret" not in str(caught.value)


def test_only_a_message_that_says_so_is_a_command_rule_h1() -> None:
    with pytest.raises(BadFrameError):
        decode_submit(canonical({"id": an_id("x"), "type": "WithdrawIdea", "data": {}}))


def test_only_a_command_is_taken_over_http_rule_h1() -> None:
    with pytest.raises(BadFrameError):
        decode_submit(canonical({"t": "hello", "v": 1, "ticket": "x"}))


def test_a_hello_may_come_without_what_it_has() -> None:
    assert decode(canonical({"t": "hello", "v": 1, "ticket": "x"})) == Hello(v=1, ticket="x")


def test_down_messages_have_sorted_keys_and_leave_out_what_is_not_there_rule_f2() -> None:
    assert list(msgspec.msgpack.decode(encode(Ack(id=an_id("a"), seq=1)))) == ["id", "seq", "t"]
    told = msgspec.msgpack.decode(encode(Reject(id=an_id("a"), code="busy", message="Wait.")))
    assert "retry_ms" not in told
    assert msgspec.msgpack.decode(encode(Presence(here=2))) == {"t": "presence", "here": 2}
    delta = Delta(epoch=b"e", from_=1, to=2, at=3, hash8=b"h", ops=[("remove", "ideas", "x")])
    assert msgspec.msgpack.decode(encode(delta))["from"] == 1


def a_board(records: int, size: int) -> dict[str, dict[str, Any]]:
    ideas = {
        an_id(f"idea {n}"): {"text": "x" * size, "stage": StageId("s")} for n in range(records)
    }
    return {"ideas": ideas, "themes": {}}


@pytest.mark.parametrize(("records", "size"), [(0, 0), (3, 10), (100, 500), (500, 900)])
def test_parts_of_a_snapshot_fit_and_make_the_board_again_rule_s1(records: int, size: int) -> None:
    board = a_board(records, size)
    parts = [msgspec.msgpack.decode(each) for each in snapshot_frames(b"e", 7, b"h" * 8, board)]
    made: dict[str, dict[str, Any]] = {"ideas": {}, "themes": {}}
    for number, part in enumerate(parts):
        assert (part["part"], part["parts"], part["at"]) == (number, len(parts), 7)
        page = zlib.decompress(part["data"]) if part["z"] else part["data"]
        assert len(page) <= FRAME_BYTES
        assert part["z"] == (len(page) >= DEFLATE_FROM_BYTES)
        for collection, some in msgspec.msgpack.decode(page).items():
            made[collection].update(some)
    assert made == board
    assert parts[-1]["hash"] == board_hash(board)
    assert all("hash" not in part for part in parts[:-1])


@pytest.mark.parametrize(("ops", "size"), [(0, 0), (3, 10), (300, 500), (3, 60_000)])
def test_what_is_mine_comes_in_as_many_messages_as_it_takes_rule_d8(ops: int, size: int) -> None:
    all_of_it: list[Any] = [("clear",)]
    all_of_it += [("put", "ideas", an_id(f"idea {n}"), {"text": "x" * size}) for n in range(ops)]
    frames = mine_frames(7, all_of_it)
    said = [msgspec.msgpack.decode(each) for each in frames]
    assert all(len(each) <= FRAME_BYTES for each in frames)
    assert len(frames) == 1 or sum(map(len, frames)) > FRAME_BYTES
    assert [each["to"] for each in said] == [7] * len(frames)
    assert [tuple(op) for each in said for op in each["ops"]] == all_of_it


def test_the_hash_does_not_depend_on_the_order_of_records_rule_s2() -> None:
    board = a_board(5, 5)
    turned = {name: dict(reversed(held.items())) for name, held in reversed(board.items())}
    assert board_hash(board) == board_hash(turned)
    turned["ideas"][an_id("idea 0")] = {"text": "y"}
    assert board_hash(board) != board_hash(turned)
