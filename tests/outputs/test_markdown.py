from dataclasses import replace

import pytest

from codesign.outputs.decision import decision_document
from codesign.outputs.document import Column, Line, Paragraph, Row, Section, Table
from codesign.outputs.markdown import text
from codesign.outputs.one_page import one_page_summary
from tests.outputs import fixture

BASE = f"https://codesign.example/w/{fixture.WORKSHOP}"
RECORDING = fixture.recording()
SUMMARY = one_page_summary(RECORDING.reading("public"))


def told(*lines):
    section = Section(heading="x", blocks=(Paragraph(lines=lines),))
    return text(replace(SUMMARY, sections=(section,)), BASE)


def test_it_tells_what_the_page_tells():
    found = text(SUMMARY, BASE)
    assert found.startswith("# Home at night\n\nWorkshop summary.\n")
    assert "31 of 42 voted (74%). “A carer within two hours” came first" in found
    assert "| A carer within two hours [10] | 55 | 31 |" in found
    assert "- **Formal decision:** The workshop advises." in found
    assert "not shown" in found
    assert "Times are those of Europe/London. SHA-256 of the contents: " in found


def test_its_numbers_lead_to_the_moments_they_come_from():
    found = text(SUMMARY, BASE)
    for number, source in enumerate(SUMMARY.sources, 1):
        assert f"[{number}]" in found
        assert f"<{BASE}/replay#at={source.seq}>" in found


def test_what_is_missing_is_told():
    document = decision_document(RECORDING.reading("public"), fixture.DECISION)
    assert "- **Dispensations:** _Not recorded in this workshop._" in text(document, BASE)


@pytest.mark.parametrize(
    ("words", "escaped"),
    [
        ("*bold* _it_ `code`", r"\*bold\* \_it\_ \`code\`"),
        ("[a](b) <b>", r"\[a\](b) \<b\>"),
        ("# no heading", r"\# no heading"),
        ("1. no list", r"1\. no list"),
        ("12) no list", r"12\) no list"),
        ("- no list", r"\- no list"),
        ("two\n\n# lines", "two # lines"),
        ("a | b", r"a \| b"),
    ],
)
def test_words_people_wrote_are_words(words, escaped):
    assert escaped in told(Line(text=words))


def test_a_document_without_sources_has_no_list_of_them():
    document = replace(SUMMARY, lead=None, figures=(), sections=(), sources=())
    document = replace(document, facts=replace(document.facts, facts=()))
    assert "Where each line comes from" not in text(document, BASE)


def test_a_table_keeps_its_note():
    table = Table(
        caption="x", columns=(Column(name="a"),), rows=(Row(cells=("one",)),), note="And 2 more."
    )
    section = Section(heading="x", blocks=(table,))
    assert "| one |\n\nAnd 2 more." in text(replace(SUMMARY, sections=(section,)), BASE)
