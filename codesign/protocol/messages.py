"""The whole wire as two unions: what comes up and what goes down (SPEC.md)."""

from typing import Literal

import msgspec

from codesign.domain.events import Role, View
from codesign.domain.ids import CommandId, GroupId, ParticipantId, RoundId, StageId
from codesign.projections.ops import Op

PROTOCOL_VERSION = 1


class Have(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What a returning client holds: rule O5."""

    epoch: bytes
    seq: int
    hash8: bytes
    view: View
    group: GroupId | None = None


class Hello(msgspec.Struct, kw_only=True, tag="hello", tag_field="t", forbid_unknown_fields=True):
    """The first message: rules O1 to O3."""

    v: int
    ticket: str
    have: Have | None = None


class Submit(
    msgspec.Struct, kw_only=True, tag="command", tag_field="t", forbid_unknown_fields=True
):
    """A command as it travels; `for_` is `for` on the wire: rules C1 to C8."""

    id: CommandId
    type: str
    data: msgspec.Raw
    for_: ParticipantId | None = msgspec.field(default=None, name="for")
    said_at: int | None = None
    lang: str | None = None
    group: GroupId | None = None


class PresenceUp(
    msgspec.Struct, kw_only=True, tag="presence", tag_field="t", forbid_unknown_fields=True
):
    """Where somebody is typing: rule L6."""

    typing: StageId | None = None


class Pong(msgspec.Struct, kw_only=True, tag="pong", tag_field="t", forbid_unknown_fields=True):
    """The answer to a ping: rule L1."""

    now: int


Up = Hello | Submit | PresenceUp | Pong


class Limits(msgspec.Struct, kw_only=True):
    """What the server takes from one connection."""

    command_bytes: int
    inflight: int


class Welcome(msgspec.Struct, kw_only=True, tag="welcome", tag_field="t", omit_defaults=True):
    """Who one is and what follows: rules O4 to O9."""

    v: int
    epoch: bytes
    head: int
    view: View
    group: GroupId | None
    me: ParticipantId | None
    role: Role | None
    seats: list[ParticipantId]
    limits: Limits
    now: int
    mode: Literal["resume", "snapshot"]
    # This server is too old for what a newer one wrote (rule N7).
    behind: bool = False


class Snapshot(msgspec.Struct, kw_only=True, tag="snapshot", tag_field="t", omit_defaults=True):
    """A part of a board: rules S1 to S3."""

    epoch: bytes
    at: int
    part: int
    parts: int
    z: bool
    data: bytes
    hash: bytes | None = None
    hash8: bytes | None = None


class Mine(msgspec.Struct, kw_only=True, tag="mine", tag_field="t"):
    """What only this person sees: rule D8."""

    to: int
    ops: list[Op]


class Delta(msgspec.Struct, kw_only=True, tag="delta", tag_field="t"):
    """What changed for an audience: rules D1 to D7."""

    epoch: bytes
    from_: int = msgspec.field(name="from")
    to: int
    at: int
    hash8: bytes
    ops: list[Op]


class Ack(msgspec.Struct, kw_only=True, tag="ack", tag_field="t"):
    """A command took effect, or had none to take: rules C1 to C3."""

    id: CommandId
    seq: int


class Reject(msgspec.Struct, kw_only=True, tag="reject", tag_field="t", omit_defaults=True):
    """A command was refused: rules C6, C7 and C12."""

    id: CommandId
    code: str
    message: str
    retry_ms: int | None = None
    row: int | None = None
    field: str | None = None


class Presence(msgspec.Struct, kw_only=True, tag="presence", tag_field="t", omit_defaults=True):
    """Who is here, as it changed, and how far counts are in percent: rule L6."""

    here: int
    in_: list[ParticipantId] | None = msgspec.field(default=None, name="in")
    out: list[ParticipantId] | None = None
    typing: list[ParticipantId] | None = None
    counting: dict[RoundId, int] = {}


class Ping(msgspec.Struct, kw_only=True, tag="ping", tag_field="t"):
    """The server's clock and head: rules L1 and L2."""

    now: int
    head: int


class Drain(msgspec.Struct, kw_only=True, tag="drain", tag_field="t", omit_defaults=True):
    """The server is going away: rule L4; or sends people on, being `behind`: rule N7."""

    within_ms: int
    behind: bool = False


Down = Welcome | Snapshot | Mine | Delta | Ack | Reject | Presence | Ping | Drain
