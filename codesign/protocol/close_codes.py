"""Why a connection is closed (SPEC.md, close codes): below 4500 come back, above stop."""

from enum import IntEnum


class CloseCode(IntEnum):
    """The reasons we hang up; the name is the reason text on the wire."""

    GOING_AWAY = 4000
    TOO_SLOW = 4008
    NO_PONG = 4009
    ROOM_FAILED = 4010
    VERSION_NOT_SPOKEN = 4500
    BAD_TICKET = 4501
    BAD_FRAME = 4502
    NO_HELLO = 4503
    TOO_MANY_UNANSWERED = 4504
    TOO_MANY_CONNECTIONS = 4505
    NOT_INSIDE = 4506
