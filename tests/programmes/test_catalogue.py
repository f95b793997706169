"""Every programme can be printed whole from any workshop, and says what is missing."""

from collections import Counter
from typing import get_args

import pytest

from codesign.domain import events as e
from codesign.outputs.contents import HEADINGS, WRITERS
from codesign.outputs.document import Line, Missing, Paragraph, Section
from codesign.outputs.programme_documents import ProgrammeDocuments
from codesign.programmes.catalogue import PROGRAMMES
from codesign.programmes.programme import Content
from tests.given import BEGUN
from tests.outputs import fixture
from tests.projections.readings import reading_of

EACH = [(code, name) for code, each in PROGRAMMES.items() for name in each.documents]
READING = fixture.recording().reading("facilitator")


def lines(blocks):
    for each in blocks:
        if isinstance(each, Section):
            yield from lines(each.blocks)
        elif isinstance(each, Paragraph):
            yield from each.lines


@pytest.mark.parametrize(("code", "name"), EACH)
@pytest.mark.parametrize("reading", [READING, reading_of(*BEGUN)], ids=["full", "new"])
def test_a_document_has_every_section_in_order_and_none_is_empty(code, name, reading):
    documents = ProgrammeDocuments(reading, PROGRAMMES[code])
    document = documents.document(name)
    plan = PROGRAMMES[code].documents[name]
    headings = [each.heading.partition(". ")[2] for each in document.sections]
    assert headings == [each.heading for each in plan.sections]
    assert all(each.blocks for each in document.sections)


@pytest.mark.parametrize(("code", "name"), EACH)
def test_what_is_missing_stands_in_the_document_and_in_the_list(code, name):
    documents = ProgrammeDocuments(READING, PROGRAMMES[code])
    for section, state in zip(
        documents.document(name).sections, documents.state(name), strict=True
    ):
        printed = [each for each in lines(section.blocks) if isinstance(each, Missing)]
        assert {each.missing for each in state.gaps} <= set(printed)
        if state.filled:
            assert any(not isinstance(each, Missing) for each in section.blocks)
        for each in state.gaps:
            assert each.missing.what == "Not recorded in this workshop"


def test_every_content_has_somebody_who_prints_it_and_a_heading():
    assert set(WRITERS) == set(HEADINGS) == set(get_args(Content))


@pytest.mark.parametrize(("code", "name"), EACH)
def test_headings_of_a_document_differ(code, name):
    counts = Counter(each.heading for each in PROGRAMMES[code].documents[name].sections)
    assert max(counts.values()) == 1


def test_a_document_says_how_complete_it_is_and_whose_format_it_has():
    documents = ProgrammeDocuments(READING, PROGRAMMES["dd"])
    told = {
        fact.name: [each.text for each in fact.lines if isinstance(each, Line)]
        for fact in documents.document("options_appraisal").facts.facts
    }
    assert told["Programme"] == [
        "In the format of Delivering Differently, 2014 to 2015; the programme has ended."
    ]
    filled = sum(each.filled for each in documents.state("options_appraisal"))
    assert told["How complete"][0].startswith(f"{filled} of 11 sections are filled")


def test_ideas_that_were_taken_off_the_board_are_not_printed():
    for code, name in EACH:
        document = ProgrammeDocuments(READING, PROGRAMMES[code]).document(name)
        assert "The night team are useless" not in str(document)


def test_a_line_of_a_document_opens_the_event_it_came_from():
    kinds = {each.seq: type(each.event) for each in fixture.the_log()}
    document = ProgrammeDocuments(READING, PROGRAMMES["neutral"]).document("cabinet_report")
    (decision,) = document.sections[1].blocks[0].items
    assert kinds[decision.line.source] is e.DecisionRecorded
