"""A fuzzer on what takes bytes from outside: the decoder, and the dispatcher behind it (F18).

`Target.take` is one peer's message: decoded, made a command, decided against a
workshop that grows, stored and drawn. Whatever the bytes, it may only refuse.
`garbage` makes such bytes by itself: real messages broken in one place or many.
`tests/faults/guided.py` drives both for as long as one likes (`make fuzz`).
"""

import time
from collections import Counter
from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING, Any

import msgspec

from codesign.domain import commands as c
from codesign.domain.ids import CommandId, ParticipantId, WorkshopId
from codesign.domain.recorded import Recorded
from codesign.domain.views import VIEWS, Audience
from codesign.domain.workshop import Workshop
from codesign.live.batch import Asked, Batch
from codesign.live.connection import request_of
from codesign.live.loading import Memory
from codesign.projections.board import project
from codesign.protocol.codec import (
    FRAME_BYTES,
    BadCommandError,
    BadFrameError,
    canonical,
    decode,
    decode_submit,
)
from codesign.protocol.messages import Submit
from codesign.store.errors import StorageError
from codesign.store.log import Append
from tests import histories
from tests.fakes import FakeLog

if TYPE_CHECKING:
    from codesign.live.request import Answer

WORKSHOP = WorkshopId("fuzzed---------------A")
EVENTS_AT_MOST = 400  # then it begins anew, so that an input is decided in little time
STEPS = 25

# What real people never send, and hostile ones do.
ODD_TEXTS = (
    "",
    " ",
    "\x00\x01\x1b[31m",
    "\u200b\u200d\ufeff",
    "\u202eevil\u202c",
    "\u2066\u2069",
    "\ufffe\uffff",
    "مرحبا بالعالم",
    "e\u0301" * 40,
    "\U0001f469\u200d\U0001f467",
    "<script>alert(1)</script>",
    "{{7*7}}",
    "=HYPERLINK(1)",
    "../../etc/passwd",
    "\r\nSet-Cookie: x",
    "x" * 201,
    "y" * 4_001,
    "z" * 20_000,
    "system",
)
ODD_NUMBERS = (0, -1, 1, 2**31, 2**53 + 1, 2**63 - 1, -(2**63), 2**64 - 1)
ODD_BYTES = (
    b"\xa3\xed\xa0\x80",  # a lone surrogate, as text
    b"\xa2\xff\xfe",  # text that is not UTF-8
    b"\xcb\x7f\xf8\x00\x00\x00\x00\x00\x00",  # NaN
    b"\xcb\x7f\xf0\x00\x00\x00\x00\x00\x00",  # infinity
    b"\xca\x00\x00\x00\x00",  # 0.0
    b"\xd4\x05\x00",  # an extension nobody knows
    b"\xd6\xff\x00\x00\x00\x00",  # a timestamp
    b"\xc7\x0c\xff" + b"\xff" * 12,  # a timestamp far away
    b"\xc1",  # never used
    b"\xdd\xff\xff\xff\xff",  # four billion items
    b"\xdf\xff\xff\xff\xff",
    b"\xdb\xff\xff\xff\xff",
    b"\xc6\x7f\xff\xff\xff",
    b"\x91" * 3_000 + b"\xc0",  # nested deep
    b"\x81\xa1x" * 3_000 + b"\xc0",
)


class Target:
    """A workshop at the far end of a wire; says what became of all it was sent."""

    def __init__(self, seed: int = 0) -> None:
        self.seen: Counter[str] = Counter()
        self._random = Random(seed)
        self._begin()

    def take(self, payload: bytes) -> None:
        """Do with a message what the server does; anything but a refusal is raised."""
        payload = payload[:FRAME_BYTES]
        self.seen["inputs"] += 1
        message = self._decoded(payload)
        if not isinstance(message, Submit):
            return
        by, via = self._random.choice(self._askers), self._random.choice(("room", "desk", "import"))
        try:
            request = request_of(message, by, via)
        except BadCommandError:
            self.seen["bad commands"] += 1
            return
        self._require_whole(message, request.command)
        answers: list[Answer] = []
        batch = Batch(self._memory, self._memory.workshop.at + 1)
        batch.decide(Asked(request, answers.append))
        for reply, answer in batch.answers:
            reply(answer)
        assert len(answers) == 1
        self.seen[type(answers[0]).__name__.lower()] += 1
        if batch.recorded:
            self._store(batch)

    def _decoded(self, payload: bytes) -> object:
        try:
            message = decode(payload)
        except BadFrameError:
            self.seen["bad frames"] += 1
            message = None
        try:
            posted = decode_submit(payload)
        except BadFrameError:
            posted = None
        # A command is the same by both doors.
        assert isinstance(message, Submit) == isinstance(posted, Submit)
        return message

    def _require_whole(self, message: Submit, command: c.Command) -> None:
        """Nothing that was sent is dropped or made up: what is left out is a default."""
        sent = msgspec.msgpack.decode(message.data)
        held = msgspec.to_builtins(command)
        assert _within(sent, held), "a command is not what was sent"

    def _store(self, batch: Batch) -> None:
        self.seen["events"] += len(batch.recorded)
        append = Append(workshop=WORKSHOP, expected=self._stored, events=tuple(batch.recorded))
        (answer,) = self._log.append([append])
        if isinstance(answer, Exception):
            assert isinstance(answer, StorageError), answer
            self.seen[answer.reason] += 1
            self._begin()  # as a room does, which forgets what was not kept
            return
        self._stored = answer.head
        workshop = self._memory.workshop
        audiences = [Audience(view, group) for view in VIEWS for group in (None, *workshop.groups)]
        canonical([*project(workshop, batch.keys, audiences).values()])
        for each in self._log.read(WORKSHOP, after=self._stored - len(batch.recorded)):
            assert each == batch.recorded[each.seq - 1 - self._stored + len(batch.recorded)]
        if self._stored > EVENTS_AT_MOST:
            self._begin()

    def _begin(self) -> None:
        log = histories.a_history(self._random, STEPS)
        self._memory, self._log = Memory(), FakeLog()
        for each in log:
            self._memory.take(each)
        (answer,) = self._log.append([Append(workshop=WORKSHOP, expected=0, events=tuple(log))])
        assert not isinstance(answer, Exception), answer
        self._stored = answer.head
        people = list(self._memory.workshop.participants)
        self._askers = [*people, ParticipantId(""), ParticipantId(histories.new_id(self._random))]

    @property
    def workshop(self) -> Workshop:
        return self._memory.workshop

    @property
    def log(self) -> list[Recorded]:
        return list(self._log.read(WORKSHOP))


def _within(sent: Any, held: Any) -> bool:
    """Tell whether all of what was sent is in what is held."""
    if isinstance(sent, dict):
        return isinstance(held, dict) and all(
            key in held and _within(value, held[key]) for key, value in sent.items()
        )
    if isinstance(sent, list):
        return len(sent) == len(held) and all(map(_within, sent, held))
    return bool(sent == held)


# --- bytes by ourselves -------------------------------------------------------


def a_message(workshop: Workshop, random: Random) -> bytes:
    """A message as a browser sends it, mostly a command that could be."""
    if random.random() < 0.1:
        return canonical(
            random.choice(
                (
                    {"t": "hello", "v": 1, "ticket": "x", "have": None},
                    {"t": "presence", "typing": None},
                    {"t": "pong", "now": 1},
                )
            )
        )
    command, act = histories.a_command(workshop, random)
    frame: dict[str, Any] = {
        "t": "command",
        "id": CommandId(histories.new_id(random)),
        "type": type(command).__name__,
        "data": msgspec.to_builtins(command),
    }
    if act.for_:
        frame["for"] = act.for_
    if act.said_at is not None:
        frame["said_at"] = act.said_at
    try:
        return canonical(frame)
    except OverflowError:  # some made-up numbers have no bytes
        return canonical({**frame, "data": {}})


def garbage(workshop: Workshop, random: Random) -> bytes:
    """A message broken in one place or many, or never whole."""
    whole = a_message(workshop, random)
    kind = random.randrange(8)
    if kind == 0:
        return whole
    if kind == 1:
        return random.randbytes(random.randrange(64))
    if kind == 2:
        return _flipped(whole, random)
    if kind == 3:
        return whole[: random.randrange(len(whole))]
    if kind == 4:
        at = random.randrange(len(whole))
        return whole[:at] + random.choice(ODD_BYTES) + whole[at + random.randrange(3) :]
    return _bent(whole, random)


def _flipped(whole: bytes, random: Random) -> bytes:
    turned = bytearray(whole)
    for _ in range(random.choice((1, 1, 2, 8))):
        turned[random.randrange(len(turned))] ^= 1 << random.randrange(8)
    return bytes(turned)


def _bent(whole: bytes, random: Random) -> bytes:
    """Change what a message says and keep it MessagePack: fields missing, surplus, wrong, odd."""
    value = msgspec.msgpack.decode(whole)
    for _ in range(random.choice((1, 1, 2, 4))):
        inside = value.get("data") if random.random() < 0.8 else None
        _bend(inside or value, random)
    packed = canonical(value)
    mark = canonical("BYTES")
    return packed.replace(mark, random.choice(ODD_BYTES)) if mark in packed else packed


def _bend(value: Any, random: Random) -> None:
    held = value
    while isinstance(held, dict | list) and held:
        keys = list(held) if isinstance(held, dict) else list(range(len(held)))
        key = random.choice(keys)
        if isinstance(held[key], dict | list) and held[key] and random.random() < 0.8:
            held = held[key]
            continue
        chance = random.random()
        if chance < 0.15:
            del held[key]
        elif chance < 0.25 and isinstance(held, dict):
            held[random.choice(("more", "", "__class__", "t", "for", "text"))] = _odd(random)
        else:
            held[key] = _odd(random)
        return


def _odd(random: Random) -> Any:
    return random.choice(
        (
            random.choice(ODD_TEXTS),
            random.choice(ODD_TEXTS),
            random.choice(ODD_NUMBERS),
            "BYTES",
            None,
            True,
            b"bytes",
            [],
            {},
            [[[[[]]]]],
            [random.choice(ODD_TEXTS)] * random.choice((1, 50, 1_000)),
            {random.choice(ODD_TEXTS): random.choice(ODD_NUMBERS)},
            dict.fromkeys(map(str, range(500))),
        )
    )


# --- for as long as one likes -------------------------------------------------


def by_ourselves(seconds: float, seed: int) -> Target:
    """Send garbage for so long."""
    random, target = Random(seed), Target(seed)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        target.take(garbage(target.workshop, random))
    return target


def report(target: Target, write: Callable[[str], object]) -> None:
    told = ", ".join(f"{name} {times:,}" for name, times in sorted(target.seen.items()))
    write(f"fuzz: {told}\n")
