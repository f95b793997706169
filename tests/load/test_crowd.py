"""The crowd of the comparison: it hears every note once, and answers every ping."""

import socket
import struct
from threading import Event, Thread

import pytest

from tests.load.against.crowd import NUMBER, Crowd, cut_off, pings_in


def test_a_ping_is_found_behind_what_only_looks_like_one() -> None:
    assert pings_in(b"\x89\xa1 told \x89\x04abcd told") == [b"abcd"]


def test_every_ping_is_found_of_either_kind() -> None:
    assert pings_in(b"\x89\x00\x89\x04\n\x89\x00!") == [b"", b"\n\x89\x00!"]


@pytest.mark.parametrize("whole", [b"told @00000012@ told", b"told \x89\x04abcd told"])
def test_what_is_cut_in_two_is_heard_once(whole: bytes) -> None:
    for cut in range(1, len(whole)):
        first, second = whole[:cut], cut_off(whole[:cut]) + whole[cut:]
        heard = [
            *NUMBER.findall(first),
            *NUMBER.findall(second),
            *pings_in(first),
            *pings_in(second),
        ]
        assert len(heard) == 1, cut


class Silent:
    """Somebody who opens a line and says nothing."""

    path = "/"

    def opening(self) -> list[tuple[bytes, bytes]]:
        return []

    def note(self, number: int) -> bytes:
        raise AssertionError(number)


def welcome_and_close(server: socket.socket, opened: Event, lingering: bytes) -> None:
    line, _ = server.accept()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, lingering)
    line.recv(4_096)
    line.sendall(b"HTTP/1.1 101 Switching Protocols\r\n\r\n")
    assert opened.wait(5)
    line.close()


IN_ORDER, RESET = struct.pack("ii", 0, 0), struct.pack("ii", 1, 0)


@pytest.mark.parametrize("lingering", [IN_ORDER, RESET], ids=["in order", "reset"])
def test_a_server_that_closed_a_line_is_lost_and_holds_up_no_other(lingering: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        opened = Event()
        closing = Thread(target=welcome_and_close, args=(server, opened, lingering))
        closing.start()
        with Crowd(server.getsockname()[1], [[Silent()]]) as crowd:
            opened.set()
            closing.join()
            for _ in ("this scene", "the next"):
                crowd.settle()
                assert crowd.lost == "closed a line"
