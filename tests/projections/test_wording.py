import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign.projections.wording import counted, listed, quoted, sentence, shortened


@pytest.mark.parametrize(
    ("number", "told"), [(0, "0 people"), (1, "1 person"), (1_200, "1,200 people")]
)
def test_a_number_is_told_with_what_it_counts(number, told):
    assert counted(number, "person", "people") == told


def test_the_usual_plural_need_not_be_given():
    assert counted(2, "idea") == "2 ideas"


@pytest.mark.parametrize(
    ("words", "told"), [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_a_list_is_told_as_people_say_it(words, told):
    assert listed(words) == told


def test_a_text_is_cut_after_a_word():
    assert shortened("One number to ring at night, always", 30) == "One number to ring at night…"


def test_a_very_long_word_is_cut_where_it_stands():
    assert shortened("x" * 50, 10) == "x" * 9 + "…"


@given(st.text(), st.integers(2, 200))
def test_a_shortened_text_is_one_line_and_not_longer_than_asked(text, chars):
    line = shortened(text, chars)
    assert len(line) <= chars
    assert "\n" not in line


def test_a_quotation_has_its_marks():
    assert quoted("A bus") == "“A bus”"


@pytest.mark.parametrize("text", ["A bus.", "A bus?", "“A bus”", "A bu…"])
def test_a_sentence_ends_once(text):
    assert sentence(text) == text
    assert sentence("A bus") == "A bus."
