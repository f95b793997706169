import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign.domain.ids import SYSTEM, is_id


@given(st.binary(min_size=16, max_size=16))
def test_any_128_bits_in_base64url_are_an_identifier(bits):
    assert is_id(base64.urlsafe_b64encode(bits).decode().rstrip("="))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A" * 21,
        "A" * 23,
        "A" * 21 + "B",  # more than 128 bits: the same thing spelled in a second way
        "A" * 21 + "=",
        "A" * 20 + "+A",
        "A" * 20 + "/A",
        "A" * 20 + " A",
        "A" * 22 + "\n",
        "Ŵ" * 22,
    ],
)
def test_anything_else_is_not_an_identifier(text):
    assert not is_id(text)


def test_nobody_can_join_under_the_name_of_the_server():
    assert not is_id(SYSTEM)
