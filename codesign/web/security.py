"""Headers that every answer carries: what a page may load, and who may frame it.

Scripts come from our own files only, and nothing of ours is an inline script, a
handler in an attribute or a style in one, so that words somebody typed can
never run or restyle a page. That needs no nonce, which browsers before 2022
read differently; with `nosniff`, none of our answers but `/static` is a script.
Where a browser knows Trusted Types, no text becomes markup except through the
one policy of Svelte's own, for the templates that it compiled.
"""

from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from codesign.web.hosts import is_host, own_origin

_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; "
    # A picture in a data: address cannot run anything; the QR code and the small marks are ones.
    "img-src 'self' data:; font-src 'self'; "
    "manifest-src 'self'; worker-src 'self'; connect-src 'self'{sockets}; object-src 'none'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types svelte-trusted-html"
)
_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # No address of ours is told to another site; our own pages need it for the origin check.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": (
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=(), midi=(),"
        " display-capture=(), browsing-topics=()"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # Asked at every answer that says nothing else: what is personal is kept by nobody.
    "Cache-Control": "no-store",
}
# A year, for this host alone: what else a council runs under its name is not ours to decide.
_HTTPS_ONLY: Final = "max-age=31536000"


class SecurityHeaders:
    """Puts the headers on every answer that has not set them itself.

    Args:
        app: the application behind it.
        base_url: how people reach this server; None takes it from each request.
    """

    def __init__(self, app: ASGIApp, base_url: str | None = None) -> None:
        self._app = app
        self._base_url = base_url

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and add to the answer's headers on the way back."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add(MutableHeaders(scope=message), scope)
            await send(message)

        await self._app(scope, receive, send_with_headers)

    def _add(self, headers: MutableHeaders, scope: Scope) -> None:
        scheme, _, host = (self._base_url or own_origin(scope)).partition("://")
        for name, value in _HEADERS.items():
            headers.setdefault(name, value)
        headers.setdefault("Content-Security-Policy", policy(host))
        if scheme == "https":
            headers.setdefault("Strict-Transport-Security", _HTTPS_ONLY)


def policy(host: str) -> str:
    """Return the content security policy of a page found at this host."""
    # Safari before 15.4 does not take 'self' to cover sockets.
    sockets = f" ws://{host} wss://{host}" if is_host(host) else ""
    return _POLICY.format(sockets=sockets)
