"""Under which names this server answers.

The `Host` of a request is what a browser believes to talk to, and what links
and QR codes are made of where no base URL is set. A server at home, where
anybody may start a workshop, answers to no name but that of its own machine:
a foreign page whose name was made to point here cannot pretend to be ours.
"""

import re
from collections.abc import Callable
from ipaddress import ip_address
from typing import Final

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

_HOST: Final = re.compile(r"(?:[A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?")
_SCHEMES: Final = {"ws": "http", "wss": "https"}


class HostCheck:
    """Refuses requests to a host that cannot be, or that is not ours.

    Args:
        app: the application behind it.
        at_home: whether only this machine's own addresses are ours.
        refusal: what to answer.
    """

    def __init__(
        self, app: ASGIApp, refusal: Callable[[Request], Response], *, at_home: bool
    ) -> None:
        self._app = app
        self._at_home = at_home
        self._refusal = refusal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] not in {"http", "websocket"} or self._is_ours(scope):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            # Before it is accepted this is answered with 403.
            await send({"type": "websocket.close", "code": 1008, "reason": "host"})
        else:
            await self._refusal(Request(scope))(scope, receive, send)

    def _is_ours(self, scope: Scope) -> bool:
        hosts = Headers(scope=scope).getlist("host")
        if not hosts:
            # Probes of HTTP/1.0 name none.
            return scope.get("http_version") == "1.0"
        return len(hosts) == 1 and is_host(hosts[0]) and (not self._at_home or is_number(hosts[0]))


def is_host(text: str) -> bool:
    """Tell whether this can be the host, and port, of an address."""
    return _HOST.fullmatch(text) is not None


def is_number(host: str) -> bool:
    """Tell whether a host is an IP address or localhost: nobody can make these point elsewhere."""
    name = host.rpartition("]")[0].removeprefix("[") if "]" in host else host.partition(":")[0]
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def own_origin(scope: Scope) -> str:
    """Return the origin at which this request found us."""
    scheme = _SCHEMES.get(scope["scheme"], scope["scheme"])
    return f"{scheme}://{Headers(scope=scope).get('host', '')}"
