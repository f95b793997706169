"""The crowd of the comparison: it hears every note once, and answers every ping."""

import pytest

from tests.load.against.crowd import NUMBER, cut_off, pings_in


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
