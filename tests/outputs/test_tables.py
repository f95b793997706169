import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign.outputs.tables import csv_lines, exact_csv_lines


def read(lines):
    return list(csv.reader(io.StringIO("".join(lines), newline="")))


@pytest.mark.parametrize("words", ["=1+1", "+44 20", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_words_a_spreadsheet_would_run_get_an_apostrophe(words):
    assert "".join(csv_lines(("text",), [[words]])).endswith((f"'{words}\r\n", f'"\'{words}"\r\n'))


@given(st.text())
def test_no_cell_of_words_begins_like_a_formula(words):
    (_, *rows) = csv.reader("".join(csv_lines(("text",), [["", words]])).split("\r\n")[:2])
    assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for row in rows for cell in row)


def test_a_whole_number_stays_one_and_nothing_is_an_empty_cell():
    assert list(csv_lines(("mark", "theme"), [(-1, None)])) == ["mark,theme\r\n", "-1,\r\n"]


@given(st.lists(st.text(st.characters(exclude_characters="\x00")), min_size=2))
def test_exact_lines_give_words_back_as_they_were(words):
    assert read(exact_csv_lines(["a"] * len(words), [words]))[1] == words


def test_a_table_of_any_length_is_given_line_by_line():
    rows = ([number] for number in range(10**9))
    lines = csv_lines(("n",), rows)
    assert [next(lines) for _ in range(3)] == ["n\r\n", "0\r\n", "1\r\n"]
