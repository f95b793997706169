"""Every line has a source: the event that says it, in any document, of any view."""

import dataclasses
import random
from collections.abc import Iterable, Iterator
from functools import cache

import pytest

from codesign.domain import events as e
from codesign.outputs.decision import decision_document
from codesign.outputs.document import (
    Block,
    Bullets,
    Facts,
    Line,
    Missing,
    Paragraph,
    Section,
    Table,
)
from codesign.outputs.one_page import one_page_summary
from codesign.outputs.programme_documents import ProgrammeDocuments
from codesign.programmes.catalogue import PROGRAMMES
from codesign.programmes.example import WORKSHOP
from codesign.replay.recording import Recording
from tests.outputs import fixture
from tests.replay.logs import reader

EVENTS = {each.seq: each.event for each in fixture.the_log()}
# Lines that name a thing in its own words, and the event that gave it those.
WORDED = {
    e.IdeaSubmitted: "text",
    e.ThemeFormed: "title",
    e.OrganisationAdded: "name",
    e.SessionPlanned: "title",
}


@cache
def documents():
    reading = fixture.recording().reading("facilitator")
    found = [one_page_summary(reading), decision_document(reading, fixture.DECISION)]
    for programme in PROGRAMMES.values():
        written = ProgrammeDocuments(reading, programme)
        found += [written.document(name) for name in programme.documents]
    return found


def sourced(blocks: Iterable[Block]) -> Iterator[tuple[str, int]]:
    """Yield every line and row with a source, as its words and the source."""
    for block in blocks:
        match block:
            case Section():
                yield from sourced(block.blocks)
            case Table():
                yield from ((str(row.cells[0]), row.source) for row in block.rows if row.source)
            case Paragraph() | Bullets() | Facts():
                yield from of_lines(block)


def of_lines(block: Paragraph | Bullets | Facts) -> Iterator[tuple[str, int]]:
    match block:
        case Paragraph():
            lines = block.lines
        case Bullets():
            lines = [line for item in block.items for line in (item.line, *item.below)]
        case Facts():
            lines = [line for fact in block.facts for line in fact.lines]
    for line in lines:
        if not isinstance(line, Missing) and line.source:
            yield line.text, line.source


@cache
def all_lines():
    return [
        (document, *each)
        for document in documents()
        for each in sourced((document.facts, *document.sections))
    ]


def test_a_hundred_lines_at_random_lead_to_the_event_that_says_them():
    rng = random.Random(7)
    checked = 0
    for document, text, source in rng.sample(all_lines(), 100):
        listed = {each.seq: each for each in document.sources}
        assert listed[source].moment == f"/replay#at={source}"
        event = EVENTS[source]
        field = WORDED.get(type(event))
        if field is not None:
            said = getattr(event, field)
            assert said[:30] in text or text.rstrip("….")[:30] in said
            checked += 1
    assert checked > 40


def test_every_idea_finds_every_line_it_reached():
    """From an idea to each line that prints it: in every document that prints ideas at all."""
    ideas = {seq: event for seq, event in EVENTS.items() if isinstance(event, e.IdeaSubmitted)}
    hidden = {event.idea for event in EVENTS.values() if isinstance(event, e.IdeaHidden)}
    printing = [each for each in documents() if each.kind in {"Commissioning brief", "Bid"}]
    assert printing
    for seq, event in ideas.items():
        reached = [(each.kind, text) for each, text, source in all_lines() if source == seq]
        kinds = {kind for kind, _ in reached}
        assert ("Commissioning brief" in kinds) == (event.idea not in hidden)
        assert all(event.text[:20] in text or "Considered" in text for _, text in reached)


def test_a_line_without_a_source_says_nothing_that_somebody_did():
    reading = fixture.recording().reading("facilitator")
    document = ProgrammeDocuments(reading, PROGRAMMES["neutral"]).document("commissioning_brief")
    bare = [
        line.text
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Paragraph)
        for line in block.lines
        if isinstance(line, Line) and line.source is None
    ]
    words = {
        value
        for event in EVENTS.values()
        for value in dataclasses.asdict(event).values()
        if isinstance(value, str) and " " in value
    }
    assert not [each for each in bare if any(each in said or said in each for said in words)]


@pytest.mark.parametrize("view", ["public", "facilitator"])
def test_the_illustrative_workshop_says_on_every_document_that_it_is_made_up(view):
    reading = Recording(reader(fixture.the_log()), WORKSHOP).reading(view)
    programme = ProgrammeDocuments(reading, PROGRAMMES["neutral"])
    made_up = [one_page_summary(reading), decision_document(reading, fixture.DECISION)]
    made_up += [programme.document(name) for name in PROGRAMMES["neutral"].documents]
    assert {each.watermark.partition(":")[0] for each in made_up} == {"Illustrative"}
    assert {each.watermark for each in documents()} == {""}
