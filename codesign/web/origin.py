"""Which pages may post here and connect: our own, and those the settings name.

Every request passes here. One that may change something, and every socket, must
come from a page of ours. A browser says truthfully which page that is (`Origin`,
and newer ones `Sec-Fetch-Site`). A cookie is sent along whatever page asks, so
with a login cookie the origin must be there and must be ours; this and the
cookie's `SameSite=Lax` are our defence against forged requests. A Bearer token is
only ever sent on purpose, and needs no origin; no other site can send one, since
we answer no CORS preflight.

What only reads may be linked to from anywhere and loaded by nobody else: a page
of others that puts an address of ours into a picture, a script or a frame gets
nothing, not even the time it takes to be refused something.
"""

from collections.abc import Callable
from typing import Final

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from codesign.web.hosts import own_origin
from codesign.web.logins import COOKIES, bearer, cookies

SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_FOREIGN: Final = frozenset({"cross-site", "same-site"})
_FRAMES: Final = frozenset({"iframe", "frame", "embed", "object", "fencedframe"})


class OriginCheck:
    """Refuses what comes from the pages of others, before any handler sees it.

    Args:
        app: the application behind it.
        own: our origin; None takes that at which each request found us.
        allowed: further origins whose pages may do what ours may.
        refusal: what to answer.
    """

    def __init__(
        self,
        app: ASGIApp,
        own: str | None,
        allowed: frozenset[str],
        refusal: Callable[[Request], Response],
    ) -> None:
        self._app = app
        self._own = own
        self._allowed = allowed
        self._refusal = refusal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] not in {"http", "websocket"} or self._may(scope):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            # Before it is accepted this is answered with 403.
            await send({"type": "websocket.close", "code": 1008, "reason": "origin"})
        else:
            await self._refusal(Request(scope))(scope, receive, send)

    def _may(self, scope: Scope) -> bool:
        headers = Headers(scope=scope)
        if headers.get("origin") in self._allowed:
            return True
        if scope["type"] == "http" and scope["method"] in SAFE_METHODS:
            return _is_visit(headers)
        return self._is_ours(scope, headers)

    def _is_ours(self, scope: Scope, headers: Headers) -> bool:
        if bearer(headers) is not None:
            return True
        if headers.get("sec-fetch-site") in _FOREIGN:
            return False
        origin = headers.get("origin")
        if origin is None:
            return not COOKIES & cookies(headers).keys()
        return origin == (self._own or own_origin(scope))


def _is_visit(headers: Headers) -> bool:
    """Tell whether our own page or a program asks to read, or somebody follows a link."""
    if headers.get("sec-fetch-site") not in _FOREIGN:
        return True
    navigates = headers.get("sec-fetch-mode") == "navigate"
    return navigates and headers.get("sec-fetch-dest") not in _FRAMES
