"""The page as it leaves the server; how it looks is in `golden/`, one file each."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign.outputs.decision import decision_document
from codesign.outputs.document import (
    Bullets,
    Column,
    Facts,
    Item,
    Line,
    Missing,
    Paragraph,
    Row,
    Section,
    Table,
)
from codesign.outputs.html import STYLE_HASH, page
from codesign.outputs.html_style import STYLE
from codesign.outputs.one_page import one_page_summary
from tests.outputs import fixture

TOKENS = Path(__file__).parents[2] / "frontend/src/styles/_tokens.scss"

GOLDEN = Path(__file__).parent / "golden"
BASE = f"/w/{fixture.WORKSHOP}"
RECORDING = fixture.recording()
SUMMARY = one_page_summary(RECORDING.reading("participant"))
VOID = {"meta", "br", "rect"}


def documents():
    reading = RECORDING.reading("public")
    return {
        "summary.html": page(one_page_summary(reading), BASE),
        "decision.html": page(decision_document(reading, fixture.DECISION), BASE),
    }


def write_golden():
    for name, html in documents().items():
        (GOLDEN / name).write_text(html, encoding="utf-8")


class Reader(HTMLParser):
    """Reads a page, and fails where an element is not closed in its place."""

    def __init__(self, html):
        super().__init__()
        self.open, self.seen, self.headings, self.links = [], [], [], []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.seen.append(tag)
        if tag in {"h1", "h2", "h3", "h4"}:
            self.headings.append(int(tag[1]))
        if tag == "a":
            self.links.append(dict(attrs))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop() == tag


@pytest.mark.parametrize("name", ["summary.html", "decision.html"])
def test_a_page_is_the_golden_one_to_the_last_byte(name):
    # Look at the page, then: python -c "from tests.outputs.test_html import *; write_golden()"
    assert documents()[name] == (GOLDEN / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["summary.html", "decision.html"])
def test_a_page_is_whole_and_its_headings_leave_no_level_out(name):
    read = Reader(documents()[name])
    assert read.headings[0] == 1
    for above, below in zip(read.headings, read.headings[1:], strict=False):
        assert below <= above + 1


def test_a_source_mark_opens_the_replay_at_the_moment_its_line_comes_from():
    marks = [each for each in Reader(page(SUMMARY, BASE)).links if each.get("class")]
    assert marks
    for each in marks:
        number = re.match(r"Source (\d+): ", each["aria-label"]).group(1)
        source = SUMMARY.sources[int(number) - 1]
        assert each["href"] == f"{BASE}/replay#at={source.seq}"


def test_every_source_is_listed_with_its_time_and_what_it_was():
    html = page(SUMMARY, BASE)
    listed = re.findall(r"<li><a href=\"[^\"]+\">([^<]+)</a> ([^<]+) <span", html)
    assert [what for _, what in listed] == [each.what for each in SUMMARY.sources]
    assert listed[0][0] == "9 Oct 2025, 18:00:06"


def test_a_page_says_which_version_it_was_made_from():
    assert (
        "Made from version 176 of the record, Thursday 9 October 2025, 18:57, as it may be seen "
        "by participants of the workshop. Times are those of Europe/London." in page(SUMMARY, BASE)
    )


def test_the_same_document_gives_the_same_bytes():
    again = one_page_summary(fixture.recording().reading("participant"))
    assert page(again, BASE) == page(SUMMARY, BASE)


def test_a_page_needs_nothing_beside_it():
    html = page(SUMMARY, BASE)
    read = Reader(html)
    assert not set(read.seen) & {"script", "img", "link", "iframe", "object"}
    assert "style=" not in html
    assert "@import" not in html
    assert "url(" not in html


def test_its_colours_are_those_of_the_screens_in_both_lights():
    sheet = TOKENS.read_text()
    lights = re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)[:2]
    for light, of_the_screens in zip(lights, sheets(sheet), strict=True):
        used = dict(re.findall(r"--([\w-]+): (#\w+|rgba\([^)]*\))", light))
        assert used.keys() >= {"table", "paper", "ink", "accent", "on-accent", "warn", "shadow-far"}
        own = {"focus", "focus-text"}
        assert {key: of_the_screens[key] for key in used.keys() - own} == {
            key: value for key, value in used.items() if key not in own
        }


def sheets(sheet: str) -> list[dict[str, str]]:
    """Return the light and the dark colours of the screens, by their names."""
    found = re.findall(r"\$(?:light|dark): \((.*?)\n\);", sheet, re.DOTALL)
    return [dict(re.findall(r"([\w-]+): (#\w+|rgba\([^)]*\))", each)) for each in found]


def test_the_hash_of_its_style_is_what_a_strict_policy_must_allow():
    assert re.fullmatch(r"sha256-[A-Za-z0-9+/]{43}=", STYLE_HASH)


hostile = st.sampled_from(
    ["<script>x</script>", '"><img src=x onerror=y>', "&lt;", "'\"<>&", "a\nb"]
)


@given(hostile, hostile)
def test_words_people_wrote_are_words(text, name):
    line = Line(text=text, source=1)
    document = replace(
        SUMMARY,
        title=text,
        lead=line,
        facts=Facts(facts=()),
        sections=(
            Section(
                heading=name,
                blocks=(
                    Paragraph(lines=(line, Missing(where=name, what=text))),
                    Bullets(items=(Item(line=line, below=(line,)),)),
                    Table(
                        caption=name,
                        columns=(Column(name=text), Column(name=name), Column(name=text)),
                        rows=(Row(cells=(text, name, None)), Row(cells=(name, text, text))),
                        note=text,
                    ),
                ),
            ),
        ),
    )
    read = Reader(page(document, f"/w/{name}"))
    assert not set(read.seen) & {"script", "img"}


def test_a_mark_stays_with_the_last_word_unless_that_must_break():
    def told(text):
        block = Section(heading="x", blocks=(Paragraph(lines=(Line(text=text, source=1),)),))
        return page(replace(SUMMARY, sections=(block,)), BASE)

    assert '<p>A <span class="kept">bus<a' in told("A bus")
    assert f"<p>A {'x' * 200}<a" in told(f"A {'x' * 200}")


def test_what_is_missing_runs_on_from_the_line_before_it():
    lines = (Line(text="The body is"), Missing(what="not named", where="name it"), Line(text="End"))
    block = Section(heading="x", blocks=(Paragraph(lines=lines),))
    html = page(replace(SUMMARY, sections=(block,)), BASE)
    assert '<p>The body is <span class="missing">not named</span>' in html
    assert "<p>End</p>" in html


def test_numbers_are_drawn_beside_themselves_and_hidden_ones_are_not():
    table = Table(
        caption="x",
        columns=(Column(name="a"), Column(name="b", kind="bar"), Column(name="c", kind="number")),
        rows=(Row(cells=("one", 1_200, 1)), Row(cells=("two", 300, None))),
    )
    html = page(replace(SUMMARY, sections=(Section(heading="x", blocks=(table,)),)), BASE)
    assert '<span class="number">1,200</span>' in html
    assert '<rect width="25" height="10"/>' in html
    assert '<td class="number">not shown</td>' in html


@pytest.mark.parametrize(("columns", "boxed"), [(4, False), (5, True)])
def test_a_table_too_wide_for_a_phone_is_pushed_along_in_a_named_box(columns, boxed):
    table = Table(
        caption="Who & what",
        columns=tuple(Column(name=str(each)) for each in range(columns)),
        rows=(Row(cells=("one",) * columns),),
    )
    html = page(replace(SUMMARY, sections=(Section(heading="x", blocks=(table,)),)), BASE)
    box = '<div class="wide" role="region" tabindex="0" aria-label="Who &amp; what">\n<table'
    assert (box in html) is boxed
    Reader(html)


@pytest.mark.parametrize(
    ("words", "looks"),
    [
        (("Age", "better", "none given"), ("<table>", False)),
        (("Gender reassignment", "no difference", "Neighbourhood"), ("<table>", True)),
        (("Link", "see", f"https://{'x' * 60}"), ('<table class="loose">', True)),
    ],
    ids=["short words", "words that fill a phone", "an address, which breaks"],
)
def test_no_word_is_broken_on_a_phone_but_one_too_long_for_any(words, looks):
    columns = tuple(Column(name=each) for each in ("Characteristic", "Impact", "Evidence"))
    table = Table(caption="Who", columns=columns, rows=(Row(cells=words),))
    html = page(replace(SUMMARY, sections=(Section(heading="x", blocks=(table,)),)), BASE)
    drawn, boxed = looks
    assert drawn in html
    assert ('<div class="wide"' in html) is boxed


def test_a_bar_of_nothing_has_no_length():
    table = Table(
        caption="x",
        columns=(Column(name="a"), Column(name="b", kind="bar")),
        rows=(Row(cells=("one", 0)),),
    )
    html = page(replace(SUMMARY, sections=(Section(heading="x", blocks=(table,)),)), BASE)
    assert '<rect width="0" height="10"/>' in html


def test_a_document_without_sources_has_no_list_of_them():
    document = replace(SUMMARY, lead=None, facts=Facts(facts=()), sections=(), sources=())
    assert "Where each line comes from" not in page(document, BASE)
