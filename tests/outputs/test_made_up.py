"""Documents of made-up workshops: each line leads to an event, each idea to the lines it reached.

The short form looks at a few, `make faults` at 50 ideas and 100 lines.
"""

from collections.abc import Iterator
from dataclasses import asdict
from random import Random
from typing import Any, Final, Literal, NamedTuple

import pytest

from codesign.domain import events as e
from codesign.domain.ids import IdeaId
from codesign.domain.recorded import Recorded
from codesign.outputs.programme_documents import ProgrammeDocuments
from codesign.programmes.catalogue import PROGRAMMES
from codesign.replay.recording import Recording
from tests.histories import a_history
from tests.outputs.test_sources import sourced
from tests.replay.logs import WORKSHOP, reader

Thing = tuple[str, str]
_IDEAS: Final = {"short": 8, "long": 50}


class Made(NamedTuple):
    """A made-up workshop, and every line of its documents with the event it rests on."""

    log: list[Recorded]
    recording: Recording
    lines: list[tuple[str, int]]


@pytest.fixture(scope="module")
def made(request: pytest.FixtureRequest) -> list[Made]:
    logs = (a_history(Random(seed), 400) for seed in range(100))
    enough = _IDEAS[request.config.getoption("--faults")]
    found: list[Made] = []
    while sum(len(_ideas(each.log)) for each in found) < enough:
        found.append(_made(next(logs)))
    return found


def _made(log: list[Recorded]) -> Made:
    recording = Recording(reader(log), WORKSHOP)
    reading = recording.reading("facilitator")
    lines: list[tuple[str, int]] = []
    for programme in PROGRAMMES.values():
        written = ProgrammeDocuments(reading, programme)
        for name in programme.documents:
            document = written.document(name)
            lines += sourced((document.facts, *document.sections))
    return Made(log, recording, lines)


def test_lines_at_random_rest_on_an_event_that_was_there(made: list[Made]) -> None:
    """And what they are about can be followed, or is nobody's to follow."""
    for number, (log, recording, lines) in enumerate(made):
        for _, source in Random(number).sample(lines, min(len(lines), 20)):
            assert 1 <= source <= len(log)
            found = recording.lineage("facilitator", source)
            assert found is None or found.things[0].seq <= len(log)


def test_an_idea_finds_every_line_it_reached_and_every_line_its_ideas(made: list[Made]) -> None:
    reached_further = 0
    for log, recording, lines in made:
        of_lines = {source: _lineage(recording, source, "back") for _, source in lines}
        naming = {each.seq: {*_words(asdict(each.event))} for each in log}
        for idea in _ideas(log):
            _, onward = _lineage(recording, idea, "on")
            for source, (about, behind) in of_lines.items():
                assert (about in onward) == (("ideas", idea) in behind), (idea, source)
                reached_further += about in onward and idea not in naming[source]
    # Some of them through a theme, a vote, a redesign: by what names no idea.
    assert reached_further


def _ideas(log: list[Recorded]) -> list[IdeaId]:
    return [each.event.idea for each in log if isinstance(each.event, e.IdeaSubmitted)]


def _lineage(
    recording: Recording, about: str | int, way: Literal["back", "on"]
) -> tuple[Thing | None, set[Thing]]:
    """Return what something is about, and with it all that it came from, or went into."""
    found = recording.lineage("facilitator", about)
    if found is None:
        return None, set()
    things = [(each.collection, each.id) for each in found.things]
    far = {things[each.earlier if way == "back" else each.later] for each in getattr(found, way)}
    return things[0], far | {things[0]}


def _words(said: Any) -> Iterator[str]:
    match said:
        case str():
            yield said
        case dict():
            for each in said.items():
                yield from _words(each)
        case list() | tuple() | set():
            for each in said:
                yield from _words(each)
        case _:
            return
