"""How many may come in at once: a hall whose wireless drops comes back all together.

Coming in is what costs most: a ticket, a handshake, a hello, a board. So many
come in at once and then so many a second; everybody else is answered with 503
before anything is done for them, and told when it is their turn: each a little
later than the one before, so that they do not all come back together either.
Tickets are counted apart from connections, since a browser can read how long to
wait only there. A server that is going away lets nobody in.
"""

from collections.abc import Callable
from typing import Final

from starlette.types import ASGIApp, Receive, Scope, Send

from codesign.live.buckets import Allowance, Bucket

# However many are waiting: whoever was told this long asks again then.
RETRY_AT_MOST_S: Final = 30
_BODY: Final = (
    b'{"code":"too_many_coming","message":"Many people are coming in just now. Wait a moment."}'
)
_STREAM: Final = "/stream"
_TICKET: Final = "/ticket"


class Turnstile:
    """Lets so many through at once, then so many a second, and gives the rest their turn.

    Args:
        allowance: how many.
        clock: milliseconds that pass evenly.
    """

    def __init__(self, allowance: Allowance, clock: Callable[[], int]) -> None:
        self._allowance = allowance
        self._bucket = Bucket(allowance)
        self._clock = clock
        self._last_turn = 0.0

    def wait_s(self) -> int:
        """Let one through and return 0, or return after how many seconds to come again."""
        now = self._clock()
        wait_ms = self._bucket.wait_ms(now)
        if wait_ms == 0:
            self._bucket.take(now)
            return 0
        latest = now + RETRY_AT_MOST_S * 1000
        turn = max(self._last_turn, now + wait_ms) + self._allowance.every_ms
        self._last_turn = min(turn, latest)
        return min(RETRY_AT_MOST_S, int(self._last_turn - now) // 1000 + 1)


class Admission:
    """Who may come in now.

    Args:
        burst: how many at once.
        per_s: how many a second after that.
        clock: milliseconds that pass evenly.
    """

    def __init__(self, burst: int, per_s: int, clock: Callable[[], int]) -> None:
        every_ms = 1000 / per_s
        self._tickets = Turnstile(Allowance(burst, every_ms), clock)
        # Whoever has a ticket was counted; a second's worth more for those who had one left.
        self._connections = Turnstile(Allowance(burst + per_s, every_ms), clock)
        self._closed_for_s = 0

    @property
    def is_open(self) -> bool:
        """Tell whether anybody may come in at all."""
        return not self._closed_for_s

    def close(self, retry_s: int) -> None:
        """Let nobody in any more; they may try another server, or this one after so long."""
        self._closed_for_s = max(1, retry_s)

    def wait_s(self, scope: Scope) -> int:
        """Return 0 to let a request pass, or after how many seconds to come again."""
        turnstile = self._turnstile(scope)
        if turnstile is None:
            return 0
        return self._closed_for_s or turnstile.wait_s()

    def _turnstile(self, scope: Scope) -> Turnstile | None:
        path = scope.get("path", "")
        if scope["type"] == "websocket":
            return self._connections
        if scope["type"] != "http" or scope["method"] != "POST":
            return None
        if path.endswith(_TICKET):
            return self._tickets
        return self._connections if path.endswith(_STREAM) else None


class AdmissionCheck:
    """Refuses whoever would come in too soon, before anything else looks at them.

    Args:
        app: the application behind it.
        admission: who may.
    """

    def __init__(self, app: ASGIApp, admission: Admission) -> None:
        self._app = app
        self._admission = admission

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        wait_s = self._admission.wait_s(scope)
        if not wait_s:
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await self._refuse(send, "http.response", wait_s)
        elif "websocket.http.response" in (scope.get("extensions") or {}):
            await self._refuse(send, "websocket.http.response", wait_s)
        else:
            # A server that cannot say 503 here says 403, which a browser takes for a lost line.
            await send({"type": "websocket.close", "code": 1013, "reason": "busy"})

    async def _refuse(self, send: Send, kind: str, wait_s: int) -> None:
        headers = [
            (b"content-type", b"application/json"),
            (b"content-length", b"%d" % len(_BODY)),
            (b"cache-control", b"no-store"),
            (b"retry-after", b"%d" % wait_s),
        ]
        if not self._admission.is_open:
            # A balancer that keeps its connections would send the next one here again.
            headers.append((b"connection", b"close"))
        await send({"type": f"{kind}.start", "status": 503, "headers": headers})
        await send({"type": f"{kind}.body", "body": _BODY})
