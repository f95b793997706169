"""Bytes to messages and back: the only home of MessagePack on the wire.

What comes up is checked to the last field before anything acts on it; what
goes down is written with sorted keys, so that equal content is equal bytes.
"""

import dataclasses
import hashlib
import re
import zlib
from collections.abc import Iterator, Mapping
from typing import Any, Final, get_args, get_type_hints

import msgspec

from codesign.domain.commands import Command, PublishResult
from codesign.domain.ids import is_id
from codesign.projections.board import Records
from codesign.projections.ops import Op, Record
from codesign.protocol.messages import Down, Mine, Snapshot, Submit, Up

FRAME_BYTES: Final = 65_536
COMMAND_BYTES: Final = 49_152
POSTED_COMMAND_BYTES: Final = 2 * 1024 * 1024
# Below this, deflating costs more than it saves.
DEFLATE_FROM_BYTES: Final = 4_096

# The account of a count may hold anything, and only the server asks for it: it has no place here.
_COMMANDS: Final[dict[str, type[Command]]] = {
    each.__name__: each for each in get_args(Command) if each is not PublishResult
}
_UP: Final[msgspec.msgpack.Decoder[Up]] = msgspec.msgpack.Decoder(Up)
_DATA: Final = msgspec.msgpack.Decoder()
_ENCODER: Final = msgspec.msgpack.Encoder(order="sorted")


_QUOTED: Final = re.compile("'.*'", re.DOTALL)


class BadFrameError(Exception):
    """They sent something SPEC.md does not know; close with 4502 (rule F5)."""


class BadCommandError(Exception):
    """The type or data of a command do not fit; reject it (rule C4)."""


def decode(payload: bytes) -> Up:
    """Return the message in a frame.

    Raises:
        BadFrameError: the caller must close the connection.
    """
    try:
        message = _UP.decode(payload)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise BadFrameError(_shortly(error)) from None
    if isinstance(message, Submit):
        _require_command_id(message)
    return message


def decode_submit(payload: bytes) -> Submit:
    """Return a command posted over HTTP (rule H1).

    Raises:
        BadFrameError: the body is no command message.
    """
    message = decode(payload)
    if not isinstance(message, Submit):
        raise BadFrameError("no command")
    return message


def command_of(submit: Submit) -> Command:
    """Return the command a message asks for.

    Raises:
        BadCommandError: its type is unknown or its data does not fit.
    """
    kind = _COMMANDS.get(submit.type)
    if kind is None:
        raise BadCommandError("unknown type")
    try:
        data = _DATA.decode(submit.data)
        _require_no_surplus(data, kind)
        return msgspec.convert(data, kind)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise BadCommandError(_shortly(error)) from None


def encode(message: Down) -> bytes:
    """Return the payload of a frame."""
    return _ENCODER.encode(message)


def mine_frames(to: int, ops: list[Op]) -> list[bytes]:
    """Return payloads that tell somebody what is theirs, within the limit (rule D8)."""
    payload = encode(Mine(to=to, ops=ops))
    if len(payload) <= FRAME_BYTES or len(ops) == 1:
        return [payload]
    half = len(ops) // 2
    return mine_frames(to, ops[:half]) + mine_frames(to, ops[half:])


def canonical(value: object) -> bytes:
    """Return MessagePack with every map's keys sorted."""
    return _ENCODER.encode(value)


def board_hash(records: Records) -> bytes:
    """Return SHA-256 over all records (rule S2)."""
    return hashlib.sha256(canonical(records)).digest()


def snapshot_frames(epoch: bytes, at: int, hash8: bytes, records: Records) -> list[bytes]:
    """Return the payloads of a snapshot, each part within the limit (rules S1, S2)."""
    pages = list(_pages(records))
    last = len(pages) - 1
    whole = board_hash(records)
    return [
        encode(
            Snapshot(
                epoch=epoch,
                at=at,
                part=part,
                parts=len(pages),
                **_packed(page),
                hash=whole if part == last else None,
                hash8=hash8 if part == last else None,
            )
        )
        for part, page in enumerate(pages)
    ]


def _pages(records: Records) -> Iterator[bytes]:
    page: dict[str, dict[str, Record]] = {}
    size = 0
    for collection, key, record in _each(records):
        bytes_ = len(_ENCODER.encode(record)) + len(key) + len(collection) + 8
        if size and size + bytes_ > FRAME_BYTES - 1_024:
            yield canonical(page)
            page, size = {}, 0
        page.setdefault(collection, {})[key] = record
        size += bytes_
    yield canonical(page)


def _each(records: Records) -> Iterator[tuple[str, str, Record]]:
    for collection, held in records.items():
        for key, record in held.items():
            yield collection, key, record


def _packed(page: bytes) -> dict[str, Any]:
    if len(page) < DEFLATE_FROM_BYTES:
        return {"z": False, "data": page}
    return {"z": True, "data": zlib.compress(page)}


def _require_command_id(message: Submit) -> None:
    if not is_id(message.id):
        raise BadFrameError("the command's id is not well formed")


def _require_no_surplus(data: object, kind: type) -> None:
    if not isinstance(data, Mapping):
        return
    names = _FIELDS[kind]
    if not data.keys() <= names.keys():
        raise BadCommandError("surplus field")
    for name, value in data.items():
        nested = names[name]
        if nested is not None:
            for each in value if isinstance(value, list) else [value]:
                _require_no_surplus(each, nested)


def _fields(kind: type) -> dict[str, type | None]:
    return {name: _nested(hint) for name, hint in get_type_hints(kind).items()}


def _nested(hint: object) -> type | None:
    """Return the class of our own inside a field's type, if there is one."""
    for each in (hint, *get_args(hint)):
        if isinstance(each, type) and dataclasses.is_dataclass(each):
            return each
    return None


def _field_table() -> dict[type, dict[str, type | None]]:
    table: dict[type, dict[str, type | None]] = {}
    waiting: list[type] = list(_COMMANDS.values())
    while waiting:
        kind = waiting.pop()
        if kind not in table:
            table[kind] = _fields(kind)
            waiting += [each for each in table[kind].values() if each is not None]
    return table


_FIELDS: Final = _field_table()


def _shortly(error: Exception) -> str:
    """Say what was wrong without quoting what was sent: it ends in a log."""
    if not isinstance(error, msgspec.MsgspecError):
        return "too deep"
    said = str(error).split(" - at ")[0]
    # Types and our own names stand in backticks; theirs in quotes, and after this one.
    return "unknown field" if "unknown field" in said else _QUOTED.sub("", said)[:100].strip()
