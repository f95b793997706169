"""What comes before the first frame, and what is posted, malformed: over raw sockets (F17).

How long a peer may take over it is in tests/web/test_bounded_http.py.
"""

import random
from collections.abc import Iterator
from typing import Any

import pytest

from tests.faults.conftest import Faults
from tests.faults.raw import (
    BINARY,
    PING,
    Hall,
    Peer,
    await_kind,
    frame,
    message,
)

pytestmark = [pytest.mark.fault("F17"), pytest.mark.usefixtures("nobody_else_notices")]


@pytest.fixture
def peer(hall: Hall) -> Iterator[Peer]:
    with Peer(hall.server) as one:
        yield one


# --- the upgrade --------------------------------------------------------------


@pytest.mark.parametrize(
    "changed",
    [
        {"Upgrade": None},
        {"Upgrade": "h2c"},
        {"Upgrade": "web socket"},
        {"Connection": None},
        {"Connection": "keep-alive"},
        {"Sec_WebSocket_Version": None},
        {"Sec_WebSocket_Version": "12"},
        {"Sec_WebSocket_Version": "130"},
        {"Sec_WebSocket_Version": "13, 8"},
        {"Sec_WebSocket_Version": "nonsense"},
        {"Sec_WebSocket_Key": None},
        {"Sec_WebSocket_Key": ""},
        {"Sec_WebSocket_Key": "c2hvcnQ="},
        {"Sec_WebSocket_Key": "not base64 at all, %%%%"},
        {"Host": None},
        {"Host": "evil example"},
        {"Host": "[::1"},
        {"Host": "evil.example"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "cross-site"},
    ],
    ids=str,
)
def test_an_upgrade_that_is_not_right_is_refused(
    hall: Hall, peer: Peer, changed: dict[str, Any]
) -> None:
    head = peer.upgrade(hall.path, **changed)
    assert 400 <= int(head.split()[1]) < 500


@pytest.mark.parametrize("method", ["POST", "PUT", "HEAD", "CONNECT", "NONSENSE"])
def test_only_a_get_opens_a_socket(hall: Hall, peer: Peer, method: str) -> None:
    peer.say(
        f"{method} {hall.path} HTTP/1.1\r\nHost: {peer.host}\r\nUpgrade: websocket\r\n"
        "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        "Sec-WebSocket-Version: 13\r\n\r\n".encode()
    )
    assert 400 <= peer.status() < 500


@pytest.mark.parametrize(
    "path", ["/", "/w/nonsense/socket", "/socket", "/w//socket", "/w/%00/socket"]
)
def test_a_socket_stands_nowhere_else(peer: Peer, path: str) -> None:
    assert 400 <= int(peer.upgrade(path).split()[1]) < 500


@pytest.mark.parametrize(
    "header",
    [
        {"X_Long": "x" * 9_000},
        {"X_Long": "x" * 20_000},
        {"Cookie": "codesign=" + "x" * 9_000},
    ],
    ids=lambda each: f"{next(iter(each))} {len(next(iter(each.values())))}",
)
def test_a_header_that_is_too_long_is_refused(
    hall: Hall, peer: Peer, header: dict[str, Any]
) -> None:
    assert 400 <= int(peer.upgrade(hall.path, **header).split()[1]) < 500


def test_too_many_headers_are_refused(hall: Hall, peer: Peer) -> None:
    many = {f"X_{n}": "v" for n in range(120)}
    assert b" 431 " in peer.upgrade(hall.path, **many)


def test_a_head_that_never_ends_is_dropped(peer: Peer) -> None:
    peer.say(b"GET / HTTP/1.1\r\nHost: " + peer.host.encode() + b"\r\nA: ")
    sent = 0
    while sent < 64 * 2**20 and peer.say(b"b" * 65_536):
        sent += 65_536
    assert sent < 64 * 2**20
    assert peer.is_dropped()


def test_a_hello_that_comes_with_the_upgrade_is_heard(hall: Hall, peer: Peer) -> None:
    hello = frame(BINARY, message(t="hello", v=1, ticket=hall.ticket()))
    assert b" 101 " in peer.upgrade(hall.path, extra=hello)
    assert await_kind(peer, "welcome")["me"] == hall.facilitator


@pytest.mark.parametrize("early", [frame(7), frame(PING, b"", masked=False), b"\xff" * 300])
def test_frames_that_come_before_the_answer_are_refused(
    hall: Hall, early: bytes, faults: Faults
) -> None:
    for _ in range(faults.pick(10, 200)):
        with Peer(hall.server) as peer:
            peer.say(
                f"GET {hall.path} HTTP/1.1\r\nHost: {peer.host}\r\nUpgrade: websocket\r\n"
                "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                "Sec-WebSocket-Version: 13\r\n\r\n".encode()
            )
            peer.say(early)
            assert peer.is_dropped()


# --- any request --------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        b"\x00" * 100,
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200),
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET / HTTP/9.9\r\nHost: x\r\n\r\n",
        b"GET  / HTTP/1.1\r\nHost: x\r\n\r\n",
        b"get / HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost : x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\n folded\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\x00y\r\n\r\n",
        b"GET /\xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET http:// HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET //evil.example/%2e%2e HTTP/1.1\r\nHost: x\r\n\r\n",
        b"POST /start HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"POST /start HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
        b"POST /start HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST /start HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"POST /start HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: nonsense\r\n\r\n",
    ],
)
def test_a_request_that_is_none_is_refused(peer: Peer, said: bytes) -> None:
    peer.say(said)
    assert 400 <= peer.status() < 500


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2f..%2fapp.py",
        "/static/%2e%2e/%2e%2e/app.py",
        "/static//etc/passwd",
        "/static/.env",
        "/static/build/.vite/manifest.json",
        "/static/%00",
        "/static/\\..\\app.py",
        "/w/../../etc/passwd",
    ],
)
def test_no_path_leads_out(peer: Peer, path: str) -> None:
    peer.say(f"GET {path} HTTP/1.1\r\nHost: {peer.host}\r\n\r\n".encode())
    assert peer.status() == 404


def test_many_requests_in_one_write_are_answered(peer: Peer) -> None:
    one = f"GET /health HTTP/1.1\r\nHost: {peer.host}\r\n\r\n".encode()
    peer.say(one * 20)
    assert peer.status() == 200


def test_garbage_is_refused(hall: Hall, faults: Faults) -> None:
    chance = random.Random(19)
    for _ in range(faults.pick(20, 2_000)):
        with Peer(hall.server) as peer:
            peer.say(chance.randbytes(chance.randrange(1, 600)))


# --- bodies -------------------------------------------------------------------

DOORS = {
    "/start": 64 * 1024,
    "/join": 64 * 1024,
    "/forget": 64 * 1024,
    "/workshops": 1024 * 1024,
}
ROOM_DOORS = {
    "/join": 64 * 1024,
    "/rejoin": 64 * 1024,
    "/erase": 64 * 1024,
    "/f": 64 * 1024,
    "/people": 1024 * 1024,
    "/commands": 2 * 1024 * 1024,
}


@pytest.mark.parametrize("door", [*DOORS, *(f"/w{each}" for each in ROOM_DOORS)])
def test_no_door_takes_more_than_fits(hall: Hall, peer: Peer, door: str) -> None:
    inside = door.startswith("/w/")
    limit = ROOM_DOORS[door[2:]] if inside else DOORS[door]
    path = f"/w/{hall.workshop}{door[2:]}" if inside else door
    # Who has joined already is not asked to, whatever they send.
    login = "" if door == "/w/join" else f"Authorization: Bearer {hall.login}\r\n"
    peer.say(
        f"POST {path} HTTP/1.1\r\nHost: {peer.host}\r\n{login}"
        f"Content-Length: {limit + 1}\r\n\r\n".encode()
        + b"x" * (limit + 1)
    )
    assert peer.status() == 413


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 200_000,
        b'{"a":' * 100_000,
        b'{"workshop": NaN}',
        b'{"workshop": "\\ud800", "facilitator": "\\u0000"}',
        b'{"title": 1e999}',
        b"\xff\xfe",
        b"123456789" * 1_000,
        b"null",
        b"[]",
        b'"words"',
    ],
    ids=lambda each: each[:12].decode(errors="replace"),
)
@pytest.mark.parametrize("door", ["/workshops", "/people", "/commands"])
def test_a_body_that_is_none_is_refused_in_words(
    hall: Hall, peer: Peer, door: str, body: bytes
) -> None:
    path = door if door == "/workshops" else f"/w/{hall.workshop}{door}"
    peer.say(
        f"POST {path} HTTP/1.1\r\nHost: {peer.host}\r\nAuthorization: Bearer {hall.login}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n".encode()
        + body
    )
    assert peer.status() in ({200} if (door, body) == ("/people", b"[]") else {400, 403})
