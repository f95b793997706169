"""Messages one behind the other: rule T2."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign.protocol.codec import BadFrameError
from codesign.protocol.streaming import framed, goodbye, messages


@given(st.lists(st.binary(max_size=300)))
def test_t2_what_is_put_behind_lengths_is_taken_apart_again(payloads: list[bytes]) -> None:
    assert messages(b"".join(map(framed, payloads))) == payloads


@given(st.lists(st.binary(min_size=1, max_size=50), min_size=1), st.data())
def test_t2_a_batch_that_is_cut_short_is_refused_or_ends_at_a_message(
    payloads: list[bytes], data: st.DataObject
) -> None:
    whole = b"".join(map(framed, payloads))
    cut = whole[: data.draw(st.integers(0, len(whole) - 1))]
    try:
        assert b"".join(map(framed, messages(cut))) == cut
    except BadFrameError:
        assert cut != b""


@pytest.mark.parametrize("batch", [b"\x00", b"\x00\x00\x00\x02a", goodbye(4000, "going_away")])
def test_t2_a_length_that_leads_past_the_end_is_a_bad_frame(batch: bytes) -> None:
    with pytest.raises(BadFrameError):
        messages(batch)


def test_t2_the_goodbye_is_the_longest_length_the_code_and_the_reason() -> None:
    assert goodbye(4008, "too_slow") == b"\xff\xff\xff\xff\x0f\xa8too_slow"
    assert framed(b"ab") == b"\x00\x00\x00\x02ab"
