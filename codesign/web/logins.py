"""Who a request is from: the login cookie of a browser, or a Bearer token.

One cookie holds a browser's logins for all its workshops, so that the home
page can list them. It is out of reach of scripts, is not sent along by other
sites' forms, and says nothing about what the person may do. Where a request
carries a Bearer token, the cookie is ignored.

Over https the cookie's name begins with `__Host-`: a browser then takes it from
this very host alone, so that no neighbour under the same domain can slip one in.
Over plain http, as in a hall, browsers allow no such name.
"""

from typing import Final

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection, cookie_parser
from starlette.responses import Response

from codesign.domain.ids import WorkshopId
from codesign.web.access import LOGIN_DAYS, Login
from codesign.web.doors import Doors

COOKIE: Final = "codesign"
HTTPS_COOKIE: Final = f"__Host-{COOKIE}"
COOKIES: Final = frozenset({COOKIE, HTTPS_COOKIE})


def cookies(headers: Headers) -> dict[str, str]:
    """Return all cookies of a request by their names."""
    return cookie_parser("; ".join(headers.getlist("cookie")))


def cookie(doors: Doors, request: HTTPConnection) -> str | None:
    """Return the value of the login cookie."""
    return cookies(request.headers).get(_name(doors, request))


def bearer(headers: Headers) -> str | None:
    """Return the token of `Authorization: Bearer`."""
    scheme, _, token = headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" and token.strip() else None


def logins(doors: Doors, request: HTTPConnection) -> tuple[Login, ...]:
    """Return all logins a request carries, the oldest first."""
    token = bearer(request.headers) or cookie(doors, request)
    return doors.access.logins(token) if token else ()


def login_for(doors: Doors, request: HTTPConnection, workshop: WorkshopId) -> Login | None:
    """Return the login a request carries for one workshop."""
    held = (each for each in logins(doors, request) if each.workshop == workshop)
    return next(held, None)


def remember(doors: Doors, request: HTTPConnection, response: Response, login: Login) -> None:
    """Let the browser keep a login beside those it has; one for each workshop."""
    _set(doors, request, response, (*_others(doors, request, login.workshop), login))


def forget(doors: Doors, request: HTTPConnection, response: Response, workshop: WorkshopId) -> None:
    """Let the browser forget its login for a workshop."""
    _set(doors, request, response, _others(doors, request, workshop))


def forget_all(doors: Doors, request: HTTPConnection, response: Response) -> None:
    """Let the browser forget all its logins."""
    _set(doors, request, response, ())


def _others(doors: Doors, request: HTTPConnection, workshop: WorkshopId) -> tuple[Login, ...]:
    token = cookie(doors, request)
    held = doors.access.logins(token) if token else ()
    return tuple(each for each in held if each.workshop != workshop)


def _set(
    doors: Doors, request: HTTPConnection, response: Response, held: tuple[Login, ...]
) -> None:
    response.set_cookie(
        _name(doors, request),
        doors.access.login_token(held),
        max_age=LOGIN_DAYS * 24 * 60 * 60,
        path="/",
        secure=doors.is_https(request),
        httponly=True,
        samesite="lax",
    )


def _name(doors: Doors, request: HTTPConnection) -> str:
    return HTTPS_COOKIE if doors.is_https(request) else COOKIE
