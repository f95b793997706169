"""What is different between two texts can be read in one."""

from hypothesis import given
from hypothesis import strategies as st

from codesign.outputs.differences import Difference, Piece, differences

WORDS = st.text(alphabet="ab \n", max_size=30)


def test_words_that_stayed_came_and_went_are_told_apart() -> None:
    found = Difference("In short", "Within two hours", "Within one hour of a call")
    assert found.pieces == (
        Piece("same", "Within "),
        Piece("gone", "two hours"),
        Piece("new", "one hour of a call"),
    )


@given(WORDS, WORDS)
def test_both_texts_are_in_it_whole(before: str, after: str) -> None:
    pieces = Difference("", before, after).pieces
    assert "".join(each.text for each in pieces if each.kind != "new") == before
    assert "".join(each.text for each in pieces if each.kind != "gone") == after


def test_only_parts_that_differ_are_named_and_those_that_went_come_last() -> None:
    before = {"Where": "Here", "In short": "Help", "What stops": "The old line"}
    after = {"In short": "Help at night", "Where": "Here", "For whom": "Everybody"}
    assert differences(before, after) == (
        Difference("In short", "Help", "Help at night"),
        Difference("For whom", "", "Everybody"),
        Difference("What stops", "The old line", ""),
    )
