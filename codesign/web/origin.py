"""Which pages may post here and connect: our own, and those the settings name.

Every request that may change something, and every socket, passes here. A
browser says truthfully which page a request comes from (`Origin`). A cookie is
sent along whatever page asks, so with a login cookie the origin must be there
and must be ours; this and the cookie's `SameSite=Lax` are our defence against
forged requests. A Bearer token is only ever sent on purpose, and needs no
origin; no other site can send one, since we answer no CORS preflight.
"""

from collections.abc import Callable
from typing import Final

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from codesign.web.doors import own_origin
from codesign.web.logins import bearer, cookie

SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class OriginCheck:
    """Refuses what comes from the pages of others, before any handler sees it.

    Args:
        app: the application behind it.
        allowed: origins that are ours beside the one of the request itself.
        refusal: what to answer.
    """

    def __init__(
        self, app: ASGIApp, allowed: frozenset[str], refusal: Callable[[Request], Response]
    ) -> None:
        self._app = app
        self._allowed = allowed
        self._refusal = refusal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if not _changes_something(scope) or self._is_ours(scope):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            # Before it is accepted this is answered with 403.
            await send({"type": "websocket.close", "code": 1008, "reason": "origin"})
        else:
            await self._refusal(Request(scope))(scope, receive, send)

    def _is_ours(self, scope: Scope) -> bool:
        headers = Headers(scope=scope)
        if bearer(headers) is not None:
            return True
        origin = headers.get("origin")
        if origin is None:
            return cookie(headers) is None
        return origin == own_origin(scope) or origin in self._allowed


def _changes_something(scope: Scope) -> bool:
    if scope["type"] == "http":
        return scope["method"] not in SAFE_METHODS
    return bool(scope["type"] == "websocket")
