"""The few addresses of a running server that the command line calls (SPEC.md H1, H2)."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final, NamedTuple, Self, TypeVar

import httpx
import msgspec

from codesign.cli.errors import Refusal
from codesign.domain.commands import Command
from codesign.domain.ids import CommandId, ParticipantId, WorkshopId
from codesign.protocol.messages import Submit
from codesign.web.logins import COOKIES

T = TypeVar("T")

ANSWER_WITHIN_S: Final = 30.0
# Joining is one commit each on the server; so many take well under a second.
PEOPLE_AT_ONCE: Final = 100
# A restart, a deploy, a long checkpoint: whoever is away longer needs looking after.
PATIENCE_S: Final = 120.0
RETRY_S: Final = 0.5

_NOT_FOUND: Final = 404
_CONFLICT: Final = 409
_TOO_FAST: Final = 429
_SERVER_ERROR: Final = 500
_LOGIN_REFUSED: Final = frozenset({401, 403, _NOT_FOUND})


class AwayError(Exception):
    """The server does not answer, or not now; the same call may succeed later.

    Args:
        retry_s: after how many seconds, where the server said so.
    """

    def __init__(self, message: str, retry_s: int = 0) -> None:
        super().__init__(message)
        self.retry_s = retry_s


class LoginRefusedError(Exception):
    """The server does not know the workshop, or not this login for it."""


class Granted(NamedTuple):
    """What the facilitator of a new workshop gets."""

    login: str
    link: str


class Api:
    """A server at its address; use as an async context manager.

    Args:
        url: http://… or https://…, as people reach it.
    """

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        if not self.url.startswith(("http://", "https://")):
            message = f"An address looks like http://127.0.0.1:8000, not {url}."
            raise Refusal(message)
        self._client = httpx.AsyncClient(timeout=ANSWER_WITHIN_S)

    async def __aenter__(self) -> Self:
        """Open the client."""
        await self._client.__aenter__()
        return self

    async def __aexit__(self, *exc: object) -> None:
        """Close the client."""
        await self._client.aclose()

    def socket_url(self, workshop: WorkshopId) -> str:
        """Return the address of a workshop's socket."""
        return f"ws{self.url.removeprefix('http')}/w/{workshop}/socket"

    def page_url(self, workshop: WorkshopId) -> str:
        """Return the address of a workshop for people."""
        return f"{self.url}/w/{workshop}"

    async def create_workshop(
        self, workshop: WorkshopId, facilitator: ParticipantId, words: Mapping[str, str], token: str
    ) -> Granted | None:
        """Start a workshop; None if it exists already.

        Args:
            workshop: its identifier, minted here.
            facilitator: the identifier of who runs it.
            words: `title`, and optionally `question` and `name`.
            token: the create token, where the server asks for one.

        Raises:
            AwayError: nobody knows whether it was created.
        """
        body = {"workshop": workshop, "facilitator": facilitator, **words}
        answer = await self._post("/workshops", token, json=body)
        if answer.status_code == _CONFLICT:
            return None
        granted = _json(answer)
        return Granted(granted["login"], granted.get("facilitator_link", ""))

    async def add_people(
        self, workshop: WorkshopId, login: str, people: Mapping[ParticipantId, str]
    ) -> dict[ParticipantId, str]:
        """Put people on the roll, once however often it is asked; return their logins."""
        named = [{"participant": each, "name": name} for each, name in people.items()]
        logins: dict[ParticipantId, str] = {}
        for start in range(0, len(named), PEOPLE_AT_ONCE):
            some = named[start : start + PEOPLE_AT_ONCE]
            answer = await self._post(f"/w/{workshop}/people", login, json=some)
            logins |= _logins(_json(answer))
        return logins

    async def ticket(self, workshop: WorkshopId, login: str) -> str:
        """Return a ticket to open one connection within a minute.

        Raises:
            AwayError, LoginRefusedError: there is none.
        """
        answer = await self._post(f"/w/{workshop}/ticket", login)
        if answer.status_code in _LOGIN_REFUSED:
            raise LoginRefusedError(_message(answer))
        return str(_json(answer)["ticket"])

    async def ask(
        self, workshop: WorkshopId, login: str, command_id: CommandId, command: Command
    ) -> dict[str, Any]:
        """Send one command and return its answer (rule H1)."""
        answer = await self._post(
            f"/w/{workshop}/commands",
            login,
            content=submission(command_id, command),
            headers={"content-type": "application/msgpack"},
        )
        if not answer.headers.get("content-type", "").startswith("application/msgpack"):
            raise Refusal(_message(answer))
        return msgspec.msgpack.decode(answer.content, type=dict[str, Any])

    async def login_of_link(self, link: str) -> str:
        """Return the login that a facilitator link gives.

        Raises:
            AwayError: there is no answer.
        """
        page, _, token = link.partition("#")
        answer = await self._client_post(page, data={"token": token})
        login = next((answer.cookies[each] for each in COOKIES if each in answer.cookies), None)
        if login is None:
            message = "The server does not take this facilitator link; check it and try again."
            raise Refusal(message)
        return login

    async def _post(self, path: str, login: str, **body: Any) -> httpx.Response:  # noqa: ANN401 - handed on
        headers = {**body.pop("headers", {}), "accept": "application/json"}
        if login:
            headers["authorization"] = f"Bearer {login}"
        answer = await self._client_post(f"{self.url}{path}", headers=headers, **body)
        if answer.status_code >= _SERVER_ERROR or answer.status_code == _TOO_FAST:
            raise AwayError(_message(answer), retry_after_s(answer.headers))
        return answer

    async def _client_post(self, url: str, **request: Any) -> httpx.Response:  # noqa: ANN401 - handed on
        try:
            return await self._client.post(url, **request)
        except httpx.TransportError as error:
            raise AwayError(str(error)) from None


async def patiently(ask: Callable[[], Awaitable[T]]) -> T:
    """Ask again while the server is away, for as long as patience lasts.

    Raises:
        AwayError: it is away for good.
    """
    until = asyncio.get_running_loop().time() + PATIENCE_S
    while True:
        try:
            return await ask()
        except AwayError as error:
            if asyncio.get_running_loop().time() > until:
                raise
            await asyncio.sleep(max(RETRY_S, error.retry_s))


def retry_after_s(headers: Mapping[str, str]) -> int:
    """Return how many seconds an answer asks us to wait; 0 where it does not say."""
    text = headers.get("retry-after", "")
    return int(text) if text.isdecimal() else 0


def submission(
    command_id: CommandId,
    command: Command,
    *,
    for_: ParticipantId | None = None,
    said_at: int | None = None,
) -> bytes:
    """Return the message that asks for a command."""
    submit = Submit(
        id=command_id,
        type=type(command).__name__,
        data=msgspec.Raw(msgspec.msgpack.encode(command)),
        for_=for_,
        said_at=said_at,
    )
    return msgspec.msgpack.encode(submit)


def _logins(answered: Any) -> dict[ParticipantId, str]:  # noqa: ANN401 - whatever JSON says
    for each in answered:
        if "login" not in each:
            message = f"The server does not let {each['participant']} in: {each['message']}"
            raise Refusal(message)
    return {ParticipantId(each["participant"]): str(each["login"]) for each in answered}


def _json(answer: httpx.Response) -> Any:  # noqa: ANN401 - whatever JSON says
    if answer.is_error:
        raise Refusal(_message(answer))
    return answer.json()


def _message(answer: httpx.Response) -> str:
    """Return the server's own sentence, or the bare status."""
    try:
        return str(answer.json()["message"])
    except (ValueError, KeyError, TypeError):
        return f"The server at {answer.url.host} answered with status {answer.status_code}."
