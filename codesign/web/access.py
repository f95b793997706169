"""Who may come in: values signed with the server's secret, and codes to type.

Every kind of value has a salt of its own, so that none can stand in for
another. None of them says what a person may do: that is in the workshop's log
and is asked there each time. Nothing here is stored.

- A *login* says which person a browser is, in each workshop it joined.
- A *ticket* opens one connection within a minute; it never travels in a URL.
- A *personal link* gives its owner's login weeks later; the log says until when it holds.
- A *facilitator link* gives its owner's login to whoever opens it.
- A *display code* opens the room display on a computer that is nobody's; it is in the log.
- A *seat* is the place a form keeps, so that sending it twice joins once.
- A *rejoin code* moves a person to a second device, or from the door list to their first.
- A *paper code* tells which stage or round a sheet of paper is for.
- A *join code* is on the wall and in the log; it lets newcomers in.
"""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final, get_args

from itsdangerous import BadData, TimestampSigner, URLSafeTimedSerializer
from typing_extensions import override  # `typing` has it from Python 3.12

from codesign.domain.display import CODE_CHARS
from codesign.domain.ids import CommandId, LinkId, ParticipantId, WorkshopId
from codesign.domain.recorded import Via

LOGIN_DAYS: Final = 180  # sign-off and corrections come weeks or months after the room
TICKET_S: Final = 60
SEAT_S: Final = 24 * 60 * 60  # a page opened in the morning still joins in the evening
ID_CHARS: Final = 22
LOGINS_AT_MOST: Final = 40  # keeps the cookie under the 4 KiB that browsers take

JOIN_CODE_CHARS: Final = 6
REJOIN_CODE_CHARS: Final = 8
# Two of 85 million codes are the same so rarely that a sixth try means something else is wrong.
CODES_TRIED: Final = 5
# Without O and 0, I, L and 1, S and 5, B and 8, Z and 2, U and V; without vowels, so that no
# code spells a word.
CODE_ALPHABET: Final = "CDFGHJKMNPQRTWXY34679"

Clock = Callable[[], int]


class BadTokenError(Exception):
    """The value is not ours, is for something else, or is too old: get a new one."""


@dataclass(frozen=True, slots=True)
class Login:
    """A browser is this person in this workshop; `via` is the door they came through."""

    workshop: WorkshopId
    participant: ParticipantId
    via: Via = "room"


@dataclass(frozen=True, slots=True)
class Ticket:
    """Who a connection is for; without a participant it is the room's display.

    `display_code` is what opened a display; empty where a login did.
    """

    workshop: WorkshopId
    participant: ParticipantId | None
    via: Via
    display_code: str = ""


@dataclass(frozen=True, slots=True)
class OpenedDisplay:
    """A browser shows what a room display shows, by this code."""

    workshop: WorkshopId
    code: str


@dataclass(frozen=True, slots=True)
class Seat:
    """The identifiers a form was given: the same however often it is sent."""

    workshop: WorkshopId
    participant: ParticipantId
    command: CommandId


class _ClockedSigner(TimestampSigner):
    """Stamps by the clock it is given."""

    def __init__(self, *arguments: Any, clock: Clock, **options: Any) -> None:  # noqa: ANN401 - handed on
        super().__init__(*arguments, **options)
        self._clock = clock

    @override
    def get_timestamp(self) -> int:
        """Return the time in seconds."""
        return self._clock() // 1000


class Access:
    """Makes and reads the signed values and codes.

    Args:
        secret: the server's secret; whoever has it can be anybody.
        clock: the time in ms UTC.
    """

    def __init__(self, secret: bytes, clock: Clock) -> None:
        self._secret = secret
        self._clock = clock

    def login_token(self, logins: Iterable[Login]) -> str:
        """Return the logins as the value of a cookie or a Bearer token; the last ones fit."""
        kept = list(logins)[-LOGINS_AT_MOST:]
        return self._sign("login", [[each.workshop, each.participant, each.via] for each in kept])

    def logins(self, token: str) -> tuple[Login, ...]:
        """Return the logins of a cookie or a Bearer token; none if it does not hold."""
        try:
            held = self._read("login", token, LOGIN_DAYS * 24 * 60 * 60)
            return tuple(Login(*_texts(each, 3)) for each in held)  # type: ignore[arg-type]
        except (BadTokenError, TypeError):
            return ()

    def ticket(self, ticket: Ticket) -> str:
        """Return the ticket as the text of a `hello`."""
        return self._sign(
            "ticket",
            [ticket.workshop, ticket.participant or "", ticket.via, ticket.display_code],
        )

    def read_ticket(self, token: str) -> Ticket:
        """Return the ticket of a `hello`.

        Raises:
            BadTokenError: it is not ours, or older than a minute.
        """
        workshop, participant, via, code = _texts(self._read("ticket", token, TICKET_S), 4)
        if via not in get_args(Via):
            raise BadTokenError
        person = ParticipantId(participant) if participant else None
        return Ticket(WorkshopId(workshop), person, via, code)  # type: ignore[arg-type]

    def facilitator_token(self, login: Login) -> str:
        """Return the last part of a person's facilitator link: short, to be copied by hand too."""
        return f"{login.participant}{self._link_mark(login)}"

    def read_facilitator_token(self, workshop: WorkshopId, token: str) -> Login:
        """Return the login a facilitator link gives.

        Raises:
            BadTokenError: it is not ours, or for another workshop.
        """
        login = Login(workshop, ParticipantId(token[:ID_CHARS]))
        if not same_secret(token[ID_CHARS:], self._link_mark(login)):
            raise BadTokenError
        return login

    def personal_token(self, workshop: WorkshopId, participant: ParticipantId, link: LinkId) -> str:
        """Return the last part of a person's own link; another `link` makes another one."""
        return f"{participant}{self._personal_mark(workshop, participant, link)}"

    def is_personal(
        self, workshop: WorkshopId, participant: ParticipantId, link: LinkId, token: str
    ) -> bool:
        """Tell whether this is the last part of a person's own link."""
        return same_secret(token, self.personal_token(workshop, participant, link))

    def display_token(self, opened: OpenedDisplay) -> str:
        """Return the value of a room display's cookie."""
        return self._sign("display", [opened.workshop, opened.code])

    def read_display(self, token: str) -> OpenedDisplay | None:
        """Return which display a cookie opened; the workshop says whether the code holds still."""
        try:
            read = self._read("display", token, LOGIN_DAYS * 24 * 60 * 60)
            workshop, code = _texts(read, 2)
        except BadTokenError:
            return None
        return OpenedDisplay(WorkshopId(workshop), code)

    def seat_token(self, seat: Seat) -> str:
        """Return the seat as the value of a hidden field."""
        return self._sign("seat", [seat.workshop, seat.participant, seat.command])

    def read_seat(self, token: str) -> Seat:
        """Return the seat of a hidden field.

        Raises:
            BadTokenError: it is not ours, or older than a day.
        """
        workshop, participant, command = _texts(self._read("seat", token, SEAT_S), 3)
        return Seat(WorkshopId(workshop), ParticipantId(participant), CommandId(command))

    def rejoin_code(self, workshop: WorkshopId, participant: ParticipantId) -> str:
        """Return the code that moves this person to a second device."""
        return _typeable(self._digest("rejoin", workshop, participant))

    def paper_code(self, workshop: WorkshopId, kind: str, key: str) -> str:
        """Return the code on sheets of paper of a stage or a round; nobody can work it out."""
        return _typeable(self._digest("paper", workshop, kind, key))

    def rejoining(
        self, workshop: WorkshopId, code: str, people: Iterable[ParticipantId]
    ) -> ParticipantId | None:
        """Return whose rejoin code this is, or None."""
        typed = typed_code(code).encode()
        found = None
        for each in people:
            # Every one is compared, so that the time taken tells nothing.
            if hmac.compare_digest(self.rejoin_code(workshop, each).encode(), typed):
                found = each
        return found

    def import_id(self, workshop: WorkshopId, participant: ParticipantId) -> CommandId:
        """Return the one command id under which an importer may join this person.

        The log acknowledges a command it holds again, so the importer can ask
        again for those it joined itself, and for nobody else.
        """
        return CommandId(_as_id(self._digest("import", workshop, participant)))

    def _personal_mark(self, workshop: WorkshopId, participant: ParticipantId, link: LinkId) -> str:
        return _as_id(self._digest("personal-link", workshop, participant, link))

    def _link_mark(self, login: Login) -> str:
        return _as_id(self._digest("facilitator-link", login.workshop, login.participant))

    def _digest(self, purpose: str, *parts: str) -> bytes:
        message = "\0".join((f"codesign.{purpose}", *parts)).encode()
        return hmac.digest(self._secret, message, "sha256")

    def _sign(self, purpose: str, value: object) -> str:
        return self._serializer(purpose).dumps(value)

    def _read(self, purpose: str, token: str, seconds: int) -> list[object]:
        try:
            value, signed = self._serializer(purpose).loads(token, return_timestamp=True)
        except (BadData, ValueError) as error:
            raise BadTokenError from error
        # What we signed later than now is ours too: somebody set the clock back since.
        if not isinstance(value, list) or self._clock() // 1000 - signed.timestamp() > seconds:
            raise BadTokenError
        return value

    def _serializer(self, purpose: str) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(
            self._secret,
            salt=f"codesign.{purpose}",
            signer=_ClockedSigner,
            signer_kwargs={
                "clock": self._clock,
                "key_derivation": "hmac",
                "digest_method": hashlib.sha256,
            },
        )


def facilitator_path(access: Access, login: Login) -> str:
    """Return the last part of the address that makes any device this person's.

    What gives the right comes after the `#`, which no browser sends: it stands in
    no log and in no `Referer`, and the page drops it from the browser's history.
    """
    return f"/w/{login.workshop}/f#{access.facilitator_token(login)}"


def personal_path(
    access: Access, workshop: WorkshopId, participant: ParticipantId, link: LinkId
) -> str:
    """Return the last part of the address by which a person comes back.

    As in a facilitator link, what gives the right comes after the `#`.
    """
    return f"/w/{workshop}/me#{access.personal_token(workshop, participant, link)}"


def signing_path(
    access: Access, workshop: WorkshopId, participant: ParticipantId, link: LinkId
) -> str:
    """Return the last part of the same person's address that leads to where they sign."""
    return f"/w/{workshop}/sign#{access.personal_token(workshop, participant, link)}"


def _typeable(digest: bytes) -> str:
    number, code = int.from_bytes(digest, "big"), ""
    for _ in range(REJOIN_CODE_CHARS):
        number, place = divmod(number, len(CODE_ALPHABET))
        code += CODE_ALPHABET[place]
    return code


def new_join_code() -> str:
    """Return a join code nobody can guess; the log tells whether it is taken."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(JOIN_CODE_CHARS))


def new_display_code() -> str:
    """Return a display code nobody can guess."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_CHARS))


def typed_code(text: str) -> str:
    """Return a code as it was meant, however it was typed."""
    return "".join(each for each in text.upper() if each.isalnum())


def same_secret(one: str, other: str) -> bool:
    """Tell whether two secrets are the same, in a time that tells nothing."""
    return hmac.compare_digest(one.encode(errors="replace"), other.encode(errors="replace"))


def _texts(value: object, count: int) -> list[str]:
    if not isinstance(value, list) or len(value) != count:
        raise BadTokenError
    if not all(isinstance(each, str) for each in value):
        raise BadTokenError
    return value


def _as_id(digest: bytes) -> str:
    return urlsafe_b64encode(digest[:16]).rstrip(b"=").decode()
