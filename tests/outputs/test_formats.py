"""Every format of a document: the same bytes everywhere, marks that open, words that stay words."""

import io
import os
import re
import subprocess
import sys
import zlib
from dataclasses import replace

import pdfua
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openxml_audit import OdfValidator, OpenXmlValidator

from codesign.outputs.document import Line, Paragraph, Section
from codesign.outputs.formats import FORMATS
from codesign.outputs.printable import printable
from tests.outputs.papers import (
    BASE,
    DECISION,
    SUMMARY,
    addresses_in,
    dates_in,
    every_block,
    files_in,
    tags_of,
    words_of,
    xml_in,
)

DOCUMENTS = {"every block": every_block(), "summary": SUMMARY, "decision": DECISION}
# Rendered with another locale, time zone, hash seed and day than the first time.
ELSEWHERE = """
import datetime, sys, time
class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls(2031, 2, 3, 4, 5, 6, tzinfo=tz)
    utcnow = today = now
datetime.datetime = Later
then = time.gmtime(1_927_857_906)
time.time, time.localtime = (lambda: 1_927_857_906.0), (lambda *_: then)
from codesign.outputs.formats import FORMATS
from tests.outputs.papers import BASE, DECISION, SUMMARY, every_block
import zlib
for document in (every_block(), SUMMARY, DECISION):
    for each in FORMATS.values():
        print(zlib.crc32(each.render(document, BASE)))
"""


def rendered(document, format_):
    return FORMATS[format_].render(document, BASE)


def test_the_same_document_is_the_same_bytes_in_another_place_and_on_another_day():
    here = [
        zlib.crc32(each.render(document, BASE))
        for document in DOCUMENTS.values()
        for each in FORMATS.values()
    ]
    env = {**os.environ, "TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    run = subprocess.run(
        [sys.executable, "-c", ELSEWHERE], env=env, capture_output=True, text=True, check=True
    )
    assert [int(each) for each in run.stdout.split()] == here


@pytest.mark.parametrize("format_", ["odt", "docx", "xlsx", "csv"])
def test_an_archive_holds_no_date(format_):
    assert dates_in(rendered(SUMMARY, format_)) == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS)
@pytest.mark.parametrize("format_", FORMATS)
def test_every_source_opens_the_replay_at_its_moment(format_, document):
    found = addresses_in(rendered(document, format_).replace(b"&amp;", b"&"), format_)
    moments = {BASE + each.moment for each in document.sources}
    if format_ == "csv":
        # It holds tables alone.
        assert found & moments
    else:
        assert moments <= found


@pytest.mark.parametrize("format_", sorted(FORMATS.keys() - {"pdf"}))
def test_every_format_says_from_what_it_was_made_and_what_it_must_not_be_taken_for(format_):
    document = DOCUMENTS["every block"]
    said = words_of(rendered(document, format_), format_)
    for each in ("version7oftherecord", document.digest, "Illustrative:allmadeup"):
        assert each in said


def test_the_digest_is_of_the_contents():
    assert every_block().digest == every_block().digest
    assert every_block().digest != every_block("Other words").digest


# --- what people write --------------------------------------------------------------

HOSTILE = (
    '=HYPERLINK("http://evil.example","x")',
    "+1-2",
    "@SUM(A1)",
    "-2+3",
    "]]><script>alert(1)</script>&amp;<!--",
    "#set page(fill: red) #panic() *bold* _it_ $x^2$ <label> @ref `raw` \\ // /* ",
    '"); #import "@preview/x:0.1.0" ("',
    "\u202eevil\u202c \u2066x\u2069 \u200f\u05e9\u05dc\u05d5\u05dd",
    "اردو میں ایک خیال",
    "a\x00b\x01c\x08d\x0be\x1ff\x7fgh\ufffei\ufdd0j\U0001ffffk",
    "a\tb\nc\rd\r\ne\x85f\u2028g\u2029h",
    "😀👩‍👩‍👧 বাংলা 中文 ગુજરાતી",
    "a\u0301\u0302\u0303\u0304 e\u20dd",
    " ",
    "",
    "'",
    "\ufeffBOM",
)


LONG = ("x" * 10_000, "ten thousand characters " * 420)


def check(format_, said, document):
    content = rendered(document, format_)
    if format_ == "pdf":
        with pikepdf.open(io.BytesIO(content)) as pdf:
            assert len(pdf.pages) >= 1
        return
    shown = re.sub(r"\s", "", printable(said))
    if format_ in {"odt", "docx", "xlsx"}:
        assert shown in words_of(content, format_)
    if format_ == "xlsx":
        sheets = [part for name, part in xml_in(content).items() if "worksheets/sheet" in name]
        assert not [each for part in sheets for each in part.iter() if each.tag.endswith("}f")]
    if format_ == "csv":
        for name, part in files_in(content).items():
            lines = part.decode().split("\r\n") if name.endswith(".csv") else []
            assert not [each for each in lines if each.startswith(("=", "+", "@", '"=', '"+'))]


@pytest.mark.parametrize("format_", FORMATS)
def test_words_that_would_break_a_file_do_not(format_):
    for said in HOSTILE:
        check(format_, said, every_block(said))


@pytest.mark.parametrize("format_", sorted(FORMATS.keys() - {"csv", "xlsx"}))
def test_ten_thousand_characters_stay_on_the_page(format_):
    for said in LONG:
        line = Line(text=said, source=3)
        paragraph = Paragraph(lines=(line,))
        document = replace(every_block(), sections=(Section(heading="Long", blocks=(paragraph,)),))
        check(format_, said, document)


@pytest.mark.parametrize("format_", FORMATS)
@given(said=st.text(max_size=60))
@settings(max_examples=15)
def test_whatever_people_write_can_be_printed(format_, said):
    check(format_, said, every_block(said))


def test_what_no_font_can_draw_is_named_in_a_pdf():
    told = tags_of(rendered(every_block("😀 বাংলা"), "pdf"))
    assert "[grinning face] [words in Bengali]: Every block" in told


# --- validators ---------------------------------------------------------------------


@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS)
@pytest.mark.parametrize("format_", ["odt", "docx", "xlsx"])
def test_a_validator_finds_nothing_wrong(tmp_path, format_, document):
    path = tmp_path / f"it.{format_}"
    path.write_bytes(rendered(document, format_))
    validator = OdfValidator() if format_ == "odt" else OpenXmlValidator()
    found = validator.validate(path)
    assert found.is_valid, [str(each) for each in found.errors]


@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS)
def test_a_pdf_passes_the_rules_of_pdf_ua_that_can_be_checked(tmp_path, document):
    path = tmp_path / "it.pdf"
    path.write_bytes(rendered(document, "pdf"))
    assert not pdfua.validate(path).findings


def test_a_pdf_has_a_language_a_title_and_tags_for_headings_lists_tables_and_links():
    told = tags_of(rendered(DOCUMENTS["every block"], "pdf"))
    for each in ("en", "Words: Every block", "/H1", "/H2", "/H3", "/LI", "/TH", "/TD", "/Link"):
        assert f'"{each}"' in told


def test_an_odt_says_what_it_is_in_its_first_bytes():
    assert rendered(SUMMARY, "odt")[30:77] == (b"mimetypeapplication/vnd.oasis.opendocument.text")


@pytest.mark.parametrize(
    ("format_", "header"), [("odt", "table-header-rows"), ("docx", "tblHeader")]
)
def test_a_table_has_a_header_row_and_says_what_it_shows(format_, header):
    parts = xml_in(rendered(SUMMARY, format_))
    part = parts["content.xml" if format_ == "odt" else "word/document.xml"]
    tags = [each.tag.rpartition("}")[2] for each in part.iter()]
    assert tags.count(header) == 4
    assert tags.count("title" if format_ == "odt" else "tblCaption") == 4


def test_a_workbook_holds_numbers_that_can_be_added():
    sheet = xml_in(rendered(every_block(), "xlsx"))["xl/worksheets/sheet2.xml"]
    values = [each.text for each in sheet.iter() if each.tag.endswith("}v")]
    assert {"1234", "1234.5", "-0.7"} <= set(values)


def test_money_is_told_in_print_and_plain_in_csv():
    assert "£1,234.50" in words_of(rendered(every_block(), "html"), "html")
    assert ",1234.50," in words_of(rendered(every_block(), "csv"), "csv")


def test_the_name_of_a_sheet_is_no_longer_than_excel_takes():
    book = xml_in(rendered(every_block("\N{GRINNING FACE}" * 40), "xlsx"))["xl/workbook.xml"]
    names = [each.get("name") for each in book.iter() if each.tag.endswith("}sheet")]
    assert len(names) == len(set(names)) > 2
    assert max(len(each.encode("utf-16-le")) // 2 for each in names) <= 31
