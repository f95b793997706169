"""What documents print of needs, ideas, votes, decisions and what came of them."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from codesign.domain import events as e
from codesign.outputs.answers import answer_line
from codesign.outputs.contents.writer import Written
from codesign.outputs.dates import Dates
from codesign.outputs.decision import vote_blocks
from codesign.outputs.document import (
    Block,
    Bullets,
    Item,
    Line,
    Missing,
    Paragraph,
    Section,
)
from codesign.outputs.formal import NOT_NAMED, formally_decided
from codesign.outputs.one_page import next_blocks
from codesign.outputs.votes import brought_line
from codesign.projections.answers import answers_to
from codesign.projections.decision_record import Decided, decided, formal_decisions
from codesign.projections.groups import brought_from
from codesign.projections.outcomes import outcomes
from codesign.projections.reading import Reading
from codesign.projections.summary import summary
from codesign.projections.wording import REMOVED, counted, sentence, shortened

Idea = Mapping[str, Any]

# Of an idea, in a list of them; the whole stands in the recording.
_IDEA_CHARS: Final = 300


def ideas(reading: Reading) -> Written:
    """Print every idea under its theme, themes with the most ideas first."""
    said = _ideas(reading)
    if not said:
        return Missing(where="open a stage for ideas, in the room", to="")
    return tuple(_themes(reading, said))


def _themes(reading: Reading, said: list[Idea]) -> Iterator[Block]:
    themes = reading.on_board("themes", None)
    held = {key: [each for each in said if each["theme"] == key] for key in themes}
    for key in sorted(held, key=lambda each: (-len(held[each]), themes[each]["seq"])):
        under = held[key]
        title = f"{themes[key]['title'] or REMOVED}: {counted(len(under), 'idea')}"
        answers = [Line(text=title, source=themes[key]["seq"], tone="strong")]
        answers += map(answer_line, answers_to(reading, key))
        yield Paragraph(lines=tuple(answers))
        if under:
            yield Bullets(items=tuple(_said(reading, each) for each in under))
    alone = [each for each in said if each["theme"] not in themes]
    if alone:
        text = "Under no theme" if themes else "As written; not grouped into themes"
        yield Paragraph(lines=(Line(text=text, tone="strong"),))
        yield Bullets(items=tuple(_said(reading, each) for each in alone))


def _ideas(reading: Reading) -> list[Idea]:
    """Return the ideas of everybody's board, in the order they were put forward."""
    return sorted(reading.ideas(None).values(), key=lambda each: int(each["seq"]))


def _said(reading: Reading, idea: Idea) -> Item:
    tidied = "tidied" in idea
    text = (idea["tidied"] if tidied else idea["text"]) or REMOVED
    source = idea["tidied_seq"] if tidied else idea["words_seq"]
    line = Line(text=shortened(text, _IDEA_CHARS), source=source)
    return Item(line=line, below=brought_line(brought_from(reading, idea)))


def votes(reading: Reading) -> Written:
    """Print every vote of everybody's board: what was asked, how, and what came of it."""
    held = [each for each in outcomes(reading) if each.group is None]
    if not held:
        return Missing(where="hold a vote, in the room", to="")
    return tuple(
        Section(heading=each.question or REMOVED, blocks=tuple(vote_blocks(each))) for each in held
    )


def decisions(reading: Reading) -> Written:
    """Print the decisions that stand, with their reasons, and those that were taken back."""
    found = decided(reading)
    if not found:
        return Missing(where="record what the room decided, at the facilitator's desk", to="")
    dates = Dates(reading.workshop["timezone"])
    items = tuple(_decision(each, dates) for each in found)
    missing = Missing(what=NOT_NAMED, where="name it in the reasons of the decision", to="/after")
    formal = tuple(formally_decided(formal_decisions(reading), missing))
    return (Bullets(items=items), Paragraph(lines=formal))


def _decision(found: Decided, dates: Dates) -> Item:
    below = [Line(text=f"Made {dates.moment(found.at)}.", source=found.seq, tone="quiet")]
    if found.withdrawn is not None:
        reason = found.withdrawn_reason or "the reason was removed"
        text = sentence(f"Taken back {dates.moment(found.withdrawn.at)}: {reason}")
        below.append(Line(text=text, source=found.withdrawn.seq))
    if found.reasons:
        below.append(Line(text=sentence(f"Because: {found.reasons}"), source=found.seq))
    for each in found.rejected:
        text = sentence(f"Considered, and not chosen: {shortened(each.words)}")
        below.append(Line(text=text, source=each.seq))
    below += map(answer_line, found.answers)
    line = Line(text=sentence(found.text), source=found.seq, tone="strong")
    return Item(line=line, below=tuple(below))


def responses(reading: Reading) -> Written:
    """Print what was said and what is done about it: "you said, we do"."""
    titles = {key: each["title"] for key, each in reading.rows("themes").items()}
    titles |= {key: each["text"] for key, each in reading.rows("decisions").items()}
    items = tuple(
        Item(
            line=Line(text=f"You said: {titles[key] or REMOVED}", tone="strong", source=seq),
            below=tuple(map(answer_line, answers)),
        )
        for key, seq in _answerable(reading)
        if (answers := answers_to(reading, key))
    )
    if not items:
        where = "say what comes of each theme and decision, after the meeting"
        return Missing(where=where, to="/after/answers")
    return (Bullets(items=items),)


def _answerable(reading: Reading) -> list[tuple[str, int]]:
    both = (*reading.rows("decisions").items(), *reading.rows("themes").items())
    return [(key, each["seq"]) for key, each in both]


def next_steps(reading: Reading) -> Written:
    """Print what happens next, in words and by what is planned."""
    dates = Dates(reading.workshop["timezone"])
    blocks = tuple(next_blocks(summary(reading), dates, reading.at))
    if not blocks:
        return Missing(where="write what happens next, after the meeting", to="/after")
    return blocks


def provenance(reading: Reading) -> Written:
    """Print what the document rests on, and how anybody can check it."""
    dates = Dates(reading.workshop["timezone"])
    began = reading.marks.of(e.WorkshopCreated)
    lines = [
        Line(
            text=f"The record began {dates.moment(began[0].at)} and had {reading.seq:,} events "
            f"by {dates.moment(reading.at)}.",
            source=began[0].seq,
        ),
        Line(
            text="Every number behind a line opens the recording at the moment it comes from. "
            "Nothing in the record was deleted: what was taken back says so."
        ),
        Line(
            text="Whoever holds the record can count every vote again from it and print this "
            "document again, to the same contents."
        ),
    ]
    if reading.workshop["published"]:
        published = reading.marks.last(("workshop", "workshop"), e.RecordingPublished)
        if published is not None:
            text = f"The recording was published {dates.moment(published.at)}."
            lines.append(Line(text=text, source=published.seq))
    return (Paragraph(lines=tuple(lines)),)
