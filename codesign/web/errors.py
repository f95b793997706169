"""Exceptions become answers: a page in plain words for people, JSON for programs.

No answer tells how the server is made; what went wrong is in its log.
"""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from codesign.domain.ids import WorkshopId
from codesign.domain.views import Outside
from codesign.live.room import RoomClosedError
from codesign.live.rooms import NoWorkshopError
from codesign.store.errors import UNREADABLE
from codesign.web.guesses import TooManyGuessesError
from codesign.web.pages import NO_STORE, Pages
from codesign.web.phrases import Phrase


class LoginNeededError(Exception):
    """Nobody can tell who this is: let them join first."""

    def __init__(self, workshop: WorkshopId) -> None:
        super().__init__(workshop)
        self.workshop = workshop


class NotAllowedError(Exception):
    """This person may not see or do this."""


class ErasedError(Exception):
    """This login's person asked to be removed."""


class TooFastError(Exception):
    """This person asks for more than anybody needs.

    Args:
        retry_s: after how many seconds to ask again.
    """

    def __init__(self, retry_s: int) -> None:
        super().__init__(f"Too much at once; wait {retry_s} s.")
        self.retry_s = retry_s


class NotInsideError(Exception):
    """This login's person waits to be let in, or was put out."""

    def __init__(self, workshop: WorkshopId, why: Outside) -> None:
        super().__init__(workshop, why)
        self.workshop = workshop
        self.why = why


class Problem(NamedTuple):
    """What to answer: the HTTP status, a stable code, a title, and what to do."""

    status: int
    code: str
    title: str
    message: str
    retry_s: int | None = None


NOT_FOUND: Final = Problem(
    404,
    "not_found",
    "Page not found",
    "If you typed the address, check it. If you have a join code, use it on the start page.",
)
NO_WORKSHOP: Final = Problem(
    404,
    "no_workshop",
    "There is no such workshop here",
    "Check the link, or ask whoever sent it for the join code.",
)
LOGIN_NEEDED: Final = Problem(
    401, "login_needed", "Join first", "Join this workshop on this device, then try again."
)
NOT_ALLOWED: Final = Problem(
    403,
    "not_allowed",
    "This page is not for you",
    "Only the people who run this workshop can open it. If that is you, open it with your"
    " facilitator link.",
)
FOREIGN: Final = Problem(
    403,
    "foreign_origin",
    "This came from another site",
    "To keep you safe, nothing was done. Open the page here again and send it from there.",
)
UNKNOWN_HOST: Final = Problem(
    421,
    "unknown_host",
    "This server is not known by that name",
    "Use its number, such as http://127.0.0.1:8000. To let people reach it by name, whoever runs"
    " it sets CODESIGN_BASE_URL.",
)
ERASED: Final = Problem(
    410,
    "erased",
    "You were removed from this workshop",
    "Your name was destroyed here, as you asked. You can join again as somebody new.",
)
OUTSIDE: Final[Mapping[Outside, Problem]] = {
    "waiting": Problem(
        403,
        "waiting",
        "You are waiting to be let in",
        "The facilitator sees your name and lets you in. Keep this page open: it goes on by"
        " itself.",
    ),
    "removed": Problem(
        403,
        "removed",
        "You were asked to leave this workshop",
        "What you gave stays as it is. If this was a mistake, speak to the facilitator: they can"
        " let you back in at once.",
    ),
    "banned": Problem(
        403,
        "banned",
        "You cannot come into this workshop",
        "The facilitators decided that you cannot take part. What you gave stays as it is. If you"
        " think that is wrong, write to whoever invited you.",
    ),
}
BROKEN: Final = Problem(
    500,
    "server_failed",
    "Something went wrong here",
    "It is our fault, not yours. Everything that was shown as saved is safe. Try again in a"
    " minute.",
)
STORAGE: Final = Problem(
    503,
    "storage_failed",
    "This cannot be opened just now",
    "The server cannot reach its records. Nothing that was shown as saved is lost. Try again in a"
    " minute.",
    retry_s=60,
)
ROOM_CLOSED: Final = Problem(
    503,
    "room_closed",
    "This room is being opened afresh",
    "Nothing that was shown as saved is lost. Open the page again.",
    retry_s=1,
)
FAILED: Final = "That did not work"
_TITLES: Final[Mapping[int, str]] = {
    400: "That did not arrive whole",
    403: "This is not allowed",
    404: NOT_FOUND.title,
    405: "That does not work here",
    410: "This is gone",
    413: "That is too much at once",
}


class Errors:
    """Answers for everything that can go wrong.

    Args:
        pages: draws the ones for people.
    """

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    def handlers(self) -> dict[Any, Any]:
        """Return the handler of each exception, as Starlette wants them."""
        return {
            HTTPException: self._http,
            NoWorkshopError: self._fixed(NO_WORKSHOP),
            NotAllowedError: self._fixed(NOT_ALLOWED),
            ErasedError: self._fixed(ERASED),
            RoomClosedError: self._fixed(ROOM_CLOSED),
            **dict.fromkeys(UNREADABLE, self._fixed(STORAGE)),
            LoginNeededError: self._login_needed,
            NotInsideError: self._not_inside,
            TooManyGuessesError: self._too_many,
            TooFastError: self._too_fast,
            Exception: self._fixed(BROKEN),
        }

    def answer(self, request: Request, problem: Problem) -> Response:
        """Return a page to a browser, and JSON to a program."""
        if "text/html" in request.headers.get("accept", ""):
            answer: Response = self._pages.page(
                "error.html", problem.status, reader=request, problem=problem
            )
        else:
            body = {"code": problem.code, "message": problem.message}
            answer = JSONResponse(body, status_code=problem.status, headers=NO_STORE)
        if problem.retry_s is not None:
            answer.headers["Retry-After"] = str(problem.retry_s)
        return answer

    def _fixed(self, problem: Problem) -> Any:  # noqa: ANN401 - Starlette's type for handlers
        async def answer(request: Request, _error: Exception) -> Response:
            return self.answer(request, problem)

        return answer

    async def _http(self, request: Request, error: HTTPException) -> Response:
        status = error.status_code
        if status == NOT_FOUND.status:
            return self.answer(request, NOT_FOUND)
        title = _TITLES.get(status, FAILED)
        answer = self.answer(request, Problem(status, f"http_{status}", title, error.detail))
        answer.headers.update(error.headers or {})
        return answer

    async def _login_needed(self, request: Request, error: LoginNeededError) -> Response:
        if request.method == "GET" and "text/html" in request.headers.get("accept", ""):
            return RedirectResponse(f"/w/{error.workshop}/join", 303, headers=NO_STORE)
        return self.answer(request, LOGIN_NEEDED)

    async def _not_inside(self, request: Request, error: NotInsideError) -> Response:
        problem = OUTSIDE[error.why]
        if "text/html" not in request.headers.get("accept", ""):
            return self.answer(request, problem)
        return self._pages.page(
            "outside.html",
            problem.status,
            reader=request,
            problem=problem,
            workshop_id=error.workshop,
        )

    async def _too_many(self, request: Request, error: TooManyGuessesError) -> Response:
        return self.answer(request, too_many(error))

    async def _too_fast(self, request: Request, error: TooFastError) -> Response:
        return self.answer(request, _too_fast(error))


def _too_fast(error: TooFastError) -> Problem:
    return Problem(
        429,
        "too_fast",
        "That was a lot at once",
        Phrase("Nothing is lost. Wait %(seconds)s seconds, then try again.", seconds=error.retry_s),
        retry_s=error.retry_s,
    )


def too_many(error: TooManyGuessesError) -> Problem:
    """Return what to say to an address that guessed too often."""
    return Problem(
        429,
        "too_many_guesses",
        "Too many wrong codes",
        Phrase(
            "Too many wrong codes came from here. Wait %(seconds)s seconds, then try again.",
            seconds=error.retry_s,
        ),
        retry_s=error.retry_s,
    )
