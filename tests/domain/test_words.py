import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign.domain.errors import CommandRejectedError
from codesign.domain.words import one_line, optional_words, words


def test_words_are_trimmed():
    assert words("  A bus at nine \n") == "A bus at nine"


def test_words_keep_their_lines_and_tabs():
    assert words("A bus:\n\n\tat nine") == "A bus:\n\n\tat nine"


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_every_way_to_end_a_line_becomes_one(ending):
    assert words(f"A bus{ending}at nine") == "A bus\nat nine"


def test_an_accent_typed_apart_is_the_same_letter():
    assert words("tw\u0302r") == words("tŵr") == "tŵr"


def test_an_accent_split_off_by_something_invisible_is_the_same_letter():
    assert words("tw\u200b\u0302r") == "tŵr"


@pytest.mark.parametrize("unsafe", ["\u202e", "\u2066", "\ufeff", "\x00", "\x1b", "\ud800"])
def test_what_hides_or_reorders_text_is_removed(unsafe):
    assert words(f"A{unsafe} bus") == "A bus"


@pytest.mark.parametrize("character", ["\ufffe", "\uffff"])
def test_what_no_office_document_may_hold_is_removed(character):
    assert words(f"A{character} bus") == "A bus"


@pytest.mark.parametrize(
    "text",
    [
        "\U0001f469\U0001f3fd\u200d\U0001f33e",  # a farmer: woman, joiner, wheat
        "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f",  # Wales
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",  # Persian, with a non-joiner
        "\u200f\u05e9\u05dc\u05d5\u05dd",  # Hebrew, with its direction
    ],
)
def test_what_scripts_and_emoji_are_built_with_stays(text):
    assert words(text) == text


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "\u200b", "\u200d", "\u00a0", "\u3164", "\u2800", "\ufe0f", "\u0301"]
)
def test_what_cannot_be_seen_is_empty(text):
    assert optional_words(text) == ""
    with pytest.raises(CommandRejectedError) as rejected:
        words(text)
    assert rejected.value.code == "empty_text"


def test_an_emoji_this_python_does_not_know_yet_can_be_seen():
    shaking_face = "\U0001fae8"
    assert words(shaking_face) == shaking_face


def test_a_text_of_just_the_limit_fits():
    assert words("x" * 10, 10) == "x" * 10


@pytest.mark.parametrize("length", [11, 41, 10_000])
def test_a_text_over_the_limit_is_refused_whole(length):
    with pytest.raises(CommandRejectedError) as rejected:
        words("x" * length, 10)
    assert rejected.value.code == "text_too_long"


def test_length_is_counted_after_the_clean_up():
    assert words("  " + "x\u200b" * 10 + "  ", 10) == "x" * 10


def test_a_name_or_title_is_on_one_line():
    assert one_line(" Anna\n\u00a0 \u200b  ap\tRhys ", 100) == "Anna ap Rhys"


def test_a_line_over_the_limit_is_refused():
    with pytest.raises(CommandRejectedError) as rejected:
        one_line("x" * 11, 10)
    assert rejected.value.code == "text_too_long"


@given(st.text(st.characters(), max_size=200))
def test_cleaning_twice_is_cleaning_once(text):
    once = optional_words(text)
    assert optional_words(once) == once


@given(st.text(min_size=1, max_size=80))
def test_a_line_stays_as_it_is_when_cleaned_again(text):
    if not optional_words(text):
        return
    line = one_line(text, 400)
    assert one_line(line, 400) == line
    assert "\n" not in line


@given(st.text(st.characters(), max_size=200))
def test_what_is_kept_can_be_stored_and_printed(text):
    cleaned = optional_words(text)
    assert cleaned.encode().decode() == cleaned
    assert cleaned == unicodedata.normalize("NFC", cleaned)
