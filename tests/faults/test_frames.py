"""Malformed frames, over raw sockets, against a real server (F17).

At least as wide as the Autobahn test suite, whose case families are:

| Autobahn | what | here |
|---|---|---|
| 1.1, 1.2 | framing of text and binary, 0 to 65,536 bytes, chopped | test_1_… |
| 2.1 to 2.11 | pings and pongs | test_2_… |
| 3.1 to 3.7 | reserved bits | test_3_… |
| 4.1, 4.2 | opcodes that mean nothing yet | test_4_… |
| 5.1 to 5.20 | fragmentation | test_5_… |
| 6.1 to 6.23 | UTF-8 | test_6_… |
| 7.1 to 7.13 | the close handshake | test_7_… |
| 9.1 to 9.8 | limits and performance | test_9_… |
| 10.1 | messages in many frames | test_10_… |
| 12, 13 | compression, which we never agree on | test_12_… |
| none | masks, floods, endless fragments, garbage | test_beyond_… |

The server echoes nothing, so a message that arrived is one that is answered: a
command of no known type, padded to its size, is refused by its id. After every
test a connection that was there all the time still works, the server has written
no stack trace, and its memory is what it was.
"""

import os
import random
import struct
import zlib
from collections.abc import Iterator

import pytest

from tests.faults.conftest import Faults
from tests.faults.raw import (
    BINARY,
    CLOSE,
    CONT,
    GONE,
    PING,
    PONG,
    TEXT,
    Hall,
    Peer,
    await_kind,
    frame,
    message,
)
from tests.live.lines import an_id

pytestmark = [pytest.mark.fault("F17"), pytest.mark.usefixtures("nobody_else_notices")]

PROTOCOL_ERROR, NOT_UTF8, TOO_BIG, BAD_FRAME = 1002, 1007, 1009, 4502
LIMIT = 65_536


@pytest.fixture
def peer(hall: Hall) -> Iterator[Peer]:
    with hall.welcomed() as welcomed:
        yield welcomed


def sized(size: int, name: str = "sized") -> bytes:
    """Return a command message of exactly so many bytes."""
    for length in range(size - 40, 0, -1):
        made = message(t="command", id=an_id(name), type="x" * length, data={})
        if len(made) == size:
            return made
    raise AssertionError(size)


def answered(peer: Peer, name: str = "sized") -> bool:
    return await_kind(peer, "reject")["id"] == an_id(name)


def pieces(payload: bytes, size: int) -> list[bytes]:
    return [payload[at : at + size] for at in range(0, len(payload), size)]


def fragments(payload: bytes, size: int, opcode: int = BINARY) -> list[bytes]:
    cut = pieces(payload, size)
    last = len(cut) - 1
    return [frame(CONT if n else opcode, each, fin=n == last) for n, each in enumerate(cut)]


# --- 1: framing ---------------------------------------------------------------


@pytest.mark.parametrize("chop", [0, 997])
@pytest.mark.parametrize("size", [70, 125, 126, 127, 128, 256, 65_535, LIMIT])
def test_1_a_message_of_any_size_up_to_the_limit_arrives(peer: Peer, size: int, chop: int) -> None:
    peer.say(frame(BINARY, sized(size)), chop=chop)
    assert answered(peer)


def test_1_a_message_arrives_byte_by_byte(peer: Peer) -> None:
    peer.say(frame(BINARY, sized(130)), chop=1)
    assert answered(peer)


def test_1_many_messages_in_one_write_are_answered_in_order(peer: Peer) -> None:
    names = [f"message {n}" for n in range(50)]
    peer.say(b"".join(frame(BINARY, sized(100, each)) for each in names))
    assert [await_kind(peer, "reject")["id"] for _ in names] == [an_id(each) for each in names]


@pytest.mark.parametrize("size", [0, 125, 126, 127, 128, 65_535, LIMIT])
def test_1_text_of_any_size_closes_with_4502_rule_f1(peer: Peer, size: int) -> None:
    peer.say(frame(TEXT, b"*" * size))
    assert peer.close_code() == BAD_FRAME


@pytest.mark.parametrize("payload", [b"", b"\x00", b"\xc1", b"\x80", b"\xff" * 125])
def test_1_binary_that_is_no_message_closes_with_4502_rule_f5(peer: Peer, payload: bytes) -> None:
    peer.say(frame(BINARY, payload))
    assert peer.close_code() == BAD_FRAME


@pytest.mark.parametrize("long", [2, 8])
def test_1_a_length_written_too_long_is_read_or_refused(peer: Peer, long: int) -> None:
    peer.say(frame(BINARY, sized(100), long=long) + frame(CLOSE, struct.pack("!H", 1000)))
    assert peer.close_code() in {1000, PROTOCOL_ERROR}


# --- 2: pings and pongs -------------------------------------------------------


@pytest.mark.parametrize("chop", [0, 1])
@pytest.mark.parametrize(
    "payload", [b"", b"Hello, world!", bytes([0x00, 0xFF, 0xFE, 0xFD, 0x00]), b"\xfe" * 125]
)
def test_2_a_ping_is_answered_with_what_it_holds(peer: Peer, payload: bytes, chop: int) -> None:
    peer.say(frame(PING, payload), chop=chop)
    pong = peer.until(PONG)
    assert pong is not None
    assert pong.payload == payload


@pytest.mark.parametrize("opcode", [PING, PONG, CLOSE])
def test_2_a_control_frame_holds_at_most_125_bytes(peer: Peer, opcode: int) -> None:
    peer.say(frame(opcode, b"\x03\xe8" + b"*" * 124))
    assert peer.close_code() == PROTOCOL_ERROR


@pytest.mark.parametrize("payload", [b"", b"unsolicited"])
def test_2_a_pong_nobody_asked_for_is_ignored(peer: Peer, payload: bytes) -> None:
    peer.say(frame(PONG, payload) + frame(PING, b"after"))
    pong = peer.until(PONG)
    assert pong is not None
    assert pong.payload == b"after"


@pytest.mark.parametrize("chop", [0, 1])
def test_2_ten_pings_are_answered_in_order(peer: Peer, chop: int) -> None:
    sent = [b"payload-%d" % n for n in range(10)]
    peer.say(b"".join(frame(PING, each) for each in sent), chop=chop)
    pongs = (each.payload for each in peer.frames() if each.opcode == PONG)
    assert [next(pongs) for _ in sent] == sent


# --- 3: reserved bits ---------------------------------------------------------


@pytest.mark.parametrize("opcode", [TEXT, BINARY, CONT, PING, PONG, CLOSE])
@pytest.mark.parametrize("rsv", range(1, 8))
def test_3_no_reserved_bit_means_anything(peer: Peer, rsv: int, opcode: int) -> None:
    peer.say(frame(PING, b"before") + frame(opcode, b"", rsv=rsv) + frame(PING, b"after"))
    assert peer.close_code() == PROTOCOL_ERROR


# --- 4: opcodes ---------------------------------------------------------------


@pytest.mark.parametrize("payload", [b"", b"reserved"])
@pytest.mark.parametrize("opcode", [3, 4, 5, 6, 7, 11, 12, 13, 14, 15])
def test_4_no_reserved_opcode_means_anything(peer: Peer, opcode: int, payload: bytes) -> None:
    peer.say(frame(opcode, payload) + frame(PING))
    assert peer.close_code() == PROTOCOL_ERROR


# --- 5: fragmentation ---------------------------------------------------------


@pytest.mark.parametrize("opcode", [PING, PONG, CLOSE])
def test_5_control_frames_are_not_fragmented(peer: Peer, opcode: int) -> None:
    peer.say(frame(opcode, b"", fin=False) + frame(CONT, b""))
    assert peer.close_code() == PROTOCOL_ERROR


@pytest.mark.parametrize("chop", [0, 1, 7])
@pytest.mark.parametrize("size", [1, 50, 99])
def test_5_a_message_in_fragments_arrives_whole(peer: Peer, size: int, chop: int) -> None:
    peer.say(b"".join(fragments(sized(100), size)), chop=chop)
    assert answered(peer)


def test_5_fragments_may_be_empty(peer: Peer) -> None:
    whole = sized(100)
    frames = [frame(BINARY, b"", fin=False), frame(CONT, whole, fin=False), frame(CONT, b"")]
    peer.say(b"".join(frames))
    assert answered(peer)


@pytest.mark.parametrize("chop", [0, 1])
def test_5_a_ping_between_fragments_is_answered_at_once(peer: Peer, chop: int) -> None:
    first, *rest = fragments(sized(100), 50)
    peer.say(first + frame(PING, b"between"), chop=chop)
    pong = peer.until(PONG)
    assert pong is not None
    assert pong.payload == b"between"
    peer.say(b"".join(rest), chop=chop)
    assert answered(peer)


@pytest.mark.parametrize("fin", [1, 0])
@pytest.mark.parametrize("payload", [b"", b"non-continuation"])
def test_5_nothing_continues_nothing(peer: Peer, payload: bytes, fin: int) -> None:
    peer.say(frame(CONT, payload, fin=bool(fin)) + frame(PING))
    assert peer.close_code() == PROTOCOL_ERROR


def test_5_nothing_continues_what_is_whole(peer: Peer) -> None:
    peer.say(frame(BINARY, sized(100)) + frame(CONT, b"more"))
    assert peer.close_code() == PROTOCOL_ERROR


@pytest.mark.parametrize("opcode", [TEXT, BINARY])
def test_5_a_message_begins_only_after_the_last_one_ended(peer: Peer, opcode: int) -> None:
    peer.say(frame(BINARY, b"one", fin=False) + frame(opcode, b"two"))
    assert peer.close_code() == PROTOCOL_ERROR


# --- 6: UTF-8 -----------------------------------------------------------------

VALID_UTF8 = (
    "Hello-µ@ßöäüàá-UTF-8!!",
    "κόσμε",
    "Siop drwsio, ŵy a thŷ",
    "\x00\x7f\x80\u07ff\u0800\uffff\U00010000\U0010ffff",
    "\ufffe\uffff\ufdd0",
    "\u202eright to left\u202c\u200b",
    "\U0001f469\u200d\U0001f467",
)
INVALID_UTF8 = (
    b"\xce\xba\xe1\xbd\xb9\xcf\x83\xce\xbc\xce\xb5\xed\xa0\x80\x65\x64\x69\x74\x65\x64",
    b"\x80",
    b"\xbf",
    b"\x80\xbf\x80\xbf",
    b"\xc0 \xc1 \xc2 ",
    b"\xe0 \xef ",
    b"\xf0 \xf4 ",
    b"\xf8 \xfc ",
    b"\xc0",
    b"\xe0\x80",
    b"\xf0\x80\x80",
    b"\xf8\x80\x80\x80",
    b"\xdf",
    b"\xef\xbf",
    b"\xf7\xbf\xbf",
    b"\xfe",
    b"\xff",
    b"\xfe\xfe\xff\xff",
    b"\xc0\xaf",
    b"\xe0\x80\xaf",
    b"\xf0\x80\x80\xaf",
    b"\xc1\xbf",
    b"\xe0\x9f\xbf",
    b"\xf0\x8f\xbf\xbf",
    b"\xc0\x80",
    b"\xed\xa0\x80",
    b"\xed\xbf\xbf",
    b"\xed\xa0\x80\xed\xb0\x80",
    b"\xf4\x90\x80\x80",
    b"\xf5\x80\x80\x80",
)


@pytest.mark.parametrize("size", [1, 3, 1_000])
@pytest.mark.parametrize("text", VALID_UTF8)
def test_6_text_that_is_utf_8_is_still_no_message(peer: Peer, text: str, size: int) -> None:
    peer.say(b"".join(fragments(text.encode(), size, TEXT)))
    assert peer.close_code() == BAD_FRAME


@pytest.mark.parametrize("size", [1, 1_000])
@pytest.mark.parametrize("text", INVALID_UTF8)
def test_6_text_that_is_not_utf_8_closes_with_1007(peer: Peer, text: bytes, size: int) -> None:
    peer.say(b"".join(fragments(text, size, TEXT)))
    assert peer.close_code() == NOT_UTF8


def test_6_a_message_whose_words_are_not_utf_8_closes_with_4502(peer: Peer) -> None:
    whole = message(t="command", id=an_id("x"), type="Mair", data={})
    peer.say(frame(BINARY, whole.replace(b"Mair", b"\xff\xfe\xed\xa0")))
    assert peer.close_code() == BAD_FRAME


# --- 7: closing ---------------------------------------------------------------


@pytest.mark.parametrize(
    "code", [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999]
)
def test_7_a_goodbye_is_returned(peer: Peer, code: int) -> None:
    peer.say(frame(CLOSE, struct.pack("!H", code) + b"Hwyl fawr"))
    assert peer.close_code() == code


def test_7_a_goodbye_without_a_code_is_returned_without_one(peer: Peer) -> None:
    peer.say(frame(CLOSE))
    assert peer.close_code() == 1005


@pytest.mark.parametrize("length", [1, 122, 123])
def test_7_a_reason_may_fill_the_frame(peer: Peer, length: int) -> None:
    peer.say(frame(CLOSE, struct.pack("!H", 1000) + b"*" * length))
    assert peer.close_code() == 1000


@pytest.mark.parametrize(
    "code", [0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535]
)
def test_7_a_code_nobody_may_send_is_refused(peer: Peer, code: int) -> None:
    peer.say(frame(CLOSE, struct.pack("!H", code)))
    assert peer.close_code() == PROTOCOL_ERROR


def test_7_a_code_of_one_byte_is_none(peer: Peer) -> None:
    peer.say(frame(CLOSE, b"\x03"))
    assert peer.close_code() == PROTOCOL_ERROR


@pytest.mark.parametrize("reason", INVALID_UTF8[:6])
def test_7_a_reason_that_is_not_utf_8_is_refused(peer: Peer, reason: bytes) -> None:
    peer.say(frame(CLOSE, struct.pack("!H", 1000) + reason))
    assert peer.close_code() in {NOT_UTF8, PROTOCOL_ERROR}


@pytest.mark.parametrize("after", [frame(PING, b"late"), frame(BINARY, sized(100)), frame(CLOSE)])
def test_7_nothing_is_heard_after_a_goodbye(peer: Peer, after: bytes) -> None:
    peer.say(frame(CLOSE, struct.pack("!H", 1000)) + after)
    seen = list(peer.frames())
    assert [each.opcode for each in seen if each.opcode in {CLOSE, PONG}] == [CLOSE]
    assert seen[-1].opcode == CLOSE


def test_7_an_unfinished_message_does_not_hold_up_a_goodbye(peer: Peer) -> None:
    peer.say(frame(BINARY, b"half", fin=False) + frame(CLOSE, struct.pack("!H", 1000)))
    assert peer.close_code() in {1000, PROTOCOL_ERROR}


def test_7_whoever_just_goes_is_forgotten(hall: Hall) -> None:
    for cut in (b"", frame(BINARY, sized(100))[:9], frame(BINARY, b"", fin=False)):
        with hall.welcomed() as peer:
            peer.say(cut)


# --- 9, 10: limits ------------------------------------------------------------


@pytest.mark.parametrize("chop", [0, 4_096])
@pytest.mark.parametrize("size", [LIMIT + 1, 131_072, 1_048_576])
def test_9_a_message_over_the_limit_closes_with_1009_rule_f4(
    peer: Peer, size: int, chop: int
) -> None:
    peer.say(frame(BINARY, bytes(size)), chop=chop)
    assert peer.close_code() in {TOO_BIG, GONE}  # what we still send resets the line


@pytest.mark.parametrize("opcode", [TEXT, BINARY])
@pytest.mark.parametrize("claim", [LIMIT + 1, 2**31, 2**32, 2**62, 2**63 - 1])
def test_9_a_length_is_refused_when_it_is_claimed(peer: Peer, opcode: int, claim: int) -> None:
    peer.say(frame(opcode, b"", length=claim, long=8))
    assert peer.close_code() == TOO_BIG


@pytest.mark.parametrize("claim", [2**63, 2**64 - 1])
def test_9_a_length_has_63_bits(peer: Peer, claim: int) -> None:
    peer.say(frame(BINARY, b"", length=claim, long=8))
    assert peer.close_code() in {TOO_BIG, PROTOCOL_ERROR}


def test_9_fragments_together_keep_to_the_limit(peer: Peer) -> None:
    peer.say(b"".join(fragments(bytes(LIMIT + 1), 1_024)))
    assert peer.close_code() in {TOO_BIG, GONE}


def test_9_the_largest_messages_come_one_after_the_other(peer: Peer, faults: Faults) -> None:
    for _ in range(faults.pick(20, 500)):
        peer.say(frame(BINARY, sized(LIMIT)))
        assert answered(peer)


@pytest.mark.parametrize("size", [300, 1_300, 64_000])
def test_10_a_message_arrives_in_packets_of_a_proxy(peer: Peer, size: int) -> None:
    peer.say(b"".join(fragments(sized(LIMIT), size)))
    assert answered(peer)


# --- 12, 13: compression ------------------------------------------------------


@pytest.mark.parametrize(
    "offer",
    [
        "permessage-deflate",
        "permessage-deflate; client_max_window_bits",
        "permessage-deflate; server_no_context_takeover; client_no_context_takeover",
        "x-webkit-deflate-frame",
        "nonsense; a=b, permessage-deflate",
    ],
)
def test_12_compression_is_never_agreed_on_rule_f3(hall: Hall, offer: str) -> None:
    with Peer(hall.server) as peer:
        head = peer.upgrade(hall.path, Sec_WebSocket_Extensions=offer)
        assert b" 101 " in head
        assert b"extensions" not in head.lower()


def test_12_a_compressed_bomb_is_not_opened(peer: Peer) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    bomb = packer.compress(bytes(48 * 2**20)) + packer.flush()
    assert len(bomb) < LIMIT
    peer.say(frame(BINARY, bomb, rsv=4))
    assert peer.close_code() == PROTOCOL_ERROR


# --- beyond Autobahn ----------------------------------------------------------


@pytest.mark.parametrize("opcode", [TEXT, BINARY, PING, PONG, CLOSE, CONT])
def test_beyond_a_client_must_mask(peer: Peer, opcode: int) -> None:
    peer.say(frame(opcode, b"", masked=False))
    assert peer.close_code() == PROTOCOL_ERROR


def test_beyond_empty_fragments_do_not_go_on_for_ever(peer: Peer) -> None:
    peer.say(frame(BINARY, b"", fin=False))
    for _ in range(400):
        if not peer.say(frame(CONT, b"", fin=False)):
            break
    assert peer.close_code() in {TOO_BIG, GONE}


def test_beyond_a_message_that_never_ends_has_an_end(peer: Peer) -> None:
    peer.say(frame(BINARY, bytes(1_024), fin=False))
    for _ in range(400):
        if not peer.say(frame(CONT, bytes(1_024), fin=False)):
            break
    assert peer.close_code() in {TOO_BIG, GONE}


def test_beyond_a_flood_of_pings_that_nobody_reads_the_answers_to_is_dropped(peer: Peer) -> None:
    flood = frame(PING, b"*" * 125) * 500
    sent = 0
    while peer.say(flood) and sent < 128 * 2**20:
        sent += len(flood)
    assert sent < 128 * 2**20
    assert peer.is_dropped()


def test_beyond_a_flood_of_pongs_is_nothing(peer: Peer) -> None:
    peer.say(frame(PONG, b"*" * 125) * 20_000 + frame(PING, b"after"))
    pong = peer.until(PONG)
    assert pong is not None
    assert pong.payload == b"after"


def test_beyond_a_flood_of_commands_is_answered_or_ended(peer: Peer) -> None:
    peer.say(frame(BINARY, sized(100)) * 5_000)
    codes = {each.code for each in _first(peer, 1_000) if each.opcode == CLOSE}
    assert codes <= {4504, 4502, 4008}


def test_beyond_garbage_ends_a_line_and_nothing_else(hall: Hall, faults: Faults) -> None:
    chance = random.Random(17)
    for _ in range(faults.pick(30, 2_000)):
        with hall.opened() as peer:
            peer.say(chance.randbytes(chance.randrange(1, 400)), chop=chance.choice((0, 1, 13)))
    faults.count("lines of garbage", faults.pick(30, 2_000))


def test_beyond_frames_half_right_end_a_line_and_nothing_else(hall: Hall, faults: Faults) -> None:
    """Each bit of a good frame turned over."""
    whole = frame(BINARY, message(t="hello", v=1, ticket="x"))
    bits = range(0, len(whole) * 8, faults.pick(7, 1))
    for bit in bits:
        with hall.opened() as peer:
            turned = bytearray(whole)
            turned[bit // 8] ^= 1 << bit % 8
            peer.say(bytes(turned))
    faults.count("frames with a bit turned over", len(bits))


def test_beyond_lines_that_open_and_say_nothing_are_closed_rule_o1(hall: Hall) -> None:
    with hall.opened() as silent, hall.opened() as half:
        half.say(frame(BINARY, message(t="hello", v=1, ticket="x"))[:5])
        assert silent.close_code() == 4503
        assert half.close_code() == 4503


@pytest.mark.parametrize("line", range(3))
def test_beyond_a_hello_comes_once(peer: Peer, line: int) -> None:
    peer.say(frame(BINARY, message(t="hello", v=1, ticket=os.urandom(8).hex())))
    assert peer.close_code() == BAD_FRAME


def _first(peer: Peer, count: int) -> list[object]:
    return [each for each, _ in zip(peer.frames(), range(count), strict=False)]
