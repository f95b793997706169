"""Every document of a workshop carried to its agreement: what its lines rest on, how it looks."""

import random
from dataclasses import asdict
from functools import cache

import pytest

from codesign.domain import events as e
from codesign.domain.ids import IdeaId
from codesign.outputs.document import Document, tables_of
from codesign.outputs.figures import shares, told
from codesign.outputs.formats import FORMATS
from codesign.outputs.programme_documents import ProgrammeDocuments
from codesign.programmes.catalogue import PROGRAMMES
from tests.outputs import whole
from tests.outputs.fixture import named
from tests.outputs.papers import BASE
from tests.outputs.test_sources import sourced

EVENTS = {each.seq: each.event for each in whole.the_log()}
# What a line may rest on without a word of it: sums, counts, dates, who did what when.
COUNTED = {
    e.AmendmentResolved,
    e.CriteriaLocked,
    e.DecisionRecorded,
    e.EqualityImpactRecorded,
    e.EstimateRecorded,
    e.FormalDecisionRecorded,
    e.InterestDeclared,
    e.LeadNamed,
    e.ObjectionResolved,
    e.OptionScored,
    e.ParticipantJoined,
    e.PlaceNamed,
    e.PledgeConfirmed,
    e.PledgeMade,
    e.PositionTaken,
    e.RedesignAgreed,
    e.RedesignRevised,
    e.ResultPublished,
    e.RoundOpened,
    e.SpendLineRecorded,
    e.StageOpened,
    e.WorkshopCreated,
}
# What came of a redesign.
OF_THE_REDESIGN = (
    e.RedesignDrafted,
    e.RedesignRevised,
    e.AmendmentProposed,
    e.ObjectionRaised,
    e.DeliveryOptionDescribed,
    e.OptionScored,
    e.EstimateRecorded,
    e.PledgeMade,
    e.PositionTaken,
    e.RedesignAgreed,
    e.FormalDecisionRecorded,
    e.EqualityImpactRecorded,
    e.MilestoneSet,
    e.RiskRecorded,
)


@cache
def documents() -> tuple[Document, ...]:
    reading = whole.recording().reading("public")
    found = []
    for programme in PROGRAMMES.values():
        written = ProgrammeDocuments(reading, programme)
        found += [written.document(name) for name in programme.documents]
    return tuple(found)


@cache
def all_lines() -> tuple[tuple[str, int], ...]:
    lines = (sourced((each.facts, *each.sections)) for each in documents())
    return tuple(line for of_one in lines for line in of_one)


def words_of(event: e.Event) -> list[str]:
    return [each for each in asdict(event).values() if isinstance(each, str) and " " in each]


def says(event: e.Event, text: str) -> bool:
    """Whether words of the line are words of the event: either within the other."""
    line = text.strip("“”.… ")
    return any(each[:24] in text or line[:24] in each for each in words_of(event))


def test_a_hundred_lines_at_random_lead_to_the_event_that_says_them() -> None:
    sample = random.Random(11).sample(sorted(set(all_lines())), 100)
    said = [says(EVENTS[source], text) for text, source in sample]
    silent = {
        type(EVENTS[source])
        for (_, source), is_said in zip(sample, said, strict=True)
        if not is_said
    }
    assert silent <= COUNTED
    assert sum(said) > 40


def test_every_idea_finds_the_lines_it_reached_and_no_others() -> None:
    """Those of the theme that the redesign took up reach all that came of it; others do not."""
    of = whole.recording()
    things = {source: of.lineage("public", source) for _, source in all_lines()}
    about = {
        source: (found.things[0].collection, found.things[0].id)
        for source, found in things.items()
        if found is not None
    }
    came_of_it = {
        source for _, source in all_lines() if isinstance(EVENTS[source], OF_THE_REDESIGN)
    }
    assert len(came_of_it) > 40
    taken_up = {IdeaId(named("comment", each)) for each in range(4, 9)}
    for seq, event in EVENTS.items():
        if isinstance(event, e.IdeaSubmitted):
            found = of.lineage("public", event.idea)
            if found is None:
                assert event.text == "The night team are useless"
                continue
            reached = {(each.collection, each.id) for each in found.things}
            lines = {source for source, thing in about.items() if thing in reached}
            assert seq in lines
            assert came_of_it <= lines if event.idea in taken_up else not came_of_it & lines


def test_every_section_of_a_whole_workshop_is_filled() -> None:
    """Nothing that is on record is left out of a document that has a place for it."""
    reading = whole.recording().reading("public")
    written = ProgrammeDocuments(reading, PROGRAMMES["neutral"])
    for name in PROGRAMMES["neutral"].documents:
        assert [each.heading for each in written.state(name) if not each.filled] == [], name


def test_no_number_and_no_word_is_broken_while_all_fit_on_a_page() -> None:
    tables = [table for each in documents() for table in tables_of(each.sections)]
    assert len(tables) > 60
    for table in tables:
        widths = shares(table, bars=False)
        for place, (column, width) in enumerate(zip(table.columns, widths, strict=True)):
            cells = [told(column, row.cells[place]) for row in table.rows]
            whole_ones = cells if column.kind != "words" else " ".join(cells).split()
            longest = max(map(len, (*whole_ones, *column.name.split())))
            assert longest <= width or longest > 20, (table.caption, column.name)


def test_a_caption_says_more_than_the_heading_it_stands_under() -> None:
    for document in documents():
        for heading, caption in _captions(document.sections):
            assert heading.split(". ", 1)[-1] != caption, document.kind


def _captions(blocks, heading=""):
    for each in blocks:
        if hasattr(each, "heading"):
            yield from _captions(each.blocks, each.heading)
        elif hasattr(each, "caption"):
            yield heading, each.caption


@pytest.mark.parametrize("format_", FORMATS)
def test_every_document_is_printed_in_every_format(format_: str) -> None:
    for each in documents():
        assert FORMATS[format_].render(each, BASE)
