"""The one-page summary: what was asked, decided, voted and said, who took part, what follows."""

from collections.abc import Iterator
from typing import Final

from codesign.domain.events import Role, View
from codesign.outputs.answers import answer_line
from codesign.outputs.dates import Dates
from codesign.outputs.document import (
    Block,
    Bullets,
    Column,
    Document,
    Fact,
    Facts,
    Figure,
    Item,
    Line,
    Missing,
    Paragraph,
    Row,
    Section,
    Table,
)
from codesign.outputs.formal import NOT_NAMED, formally_decided
from codesign.outputs.making import document
from codesign.outputs.votes import (
    brought_line,
    lineage_lines,
    method_told,
    reasons_told,
    result_lines,
    supposal_lines,
    tally_table,
)
from codesign.projections.attendance import Share
from codesign.projections.decision_record import Decided, formal_decisions
from codesign.projections.outcomes import Outcome
from codesign.projections.reading import Reading
from codesign.projections.summary import (
    Ahead,
    Contents,
    GroupBoard,
    Said,
    Summary,
    ThemeFound,
    VoteTurnout,
    summary,
)
from codesign.projections.wording import counted, listed, quoted, sentence, shortened

# What fits on a page; the rest is counted, and a source away.
_OPTIONS: Final = 4
_THEMES: Final = 6
_IDEA_CHARS: Final = 100
_OPTION_CHARS: Final = 60
_REASONS: Final = 2
_REASON_CHARS: Final = 160

_ROLES: Final[dict[Role, tuple[str, str]]] = {
    "participant": ("participant", "participants"),
    "table_helper": ("table helper", "table helpers"),
    "commissioner": ("commissioner", "commissioners"),
}
_NOT_SHOWN: Final = "Numbers under 5 are not shown, nor any number they could be worked out from."


def one_page_summary(reading: Reading) -> Document:
    """Return the summary of a workshop, as a view may read it at a version."""
    found = summary(reading)
    dates = Dates(reading.workshop["timezone"])
    return document(
        reading,
        kind="Workshop summary",
        title=found.title,
        lead=Line(text=found.question, source=found.titled_seq) if found.question else None,
        figures=_figures(found),
        facts=Facts(facts=tuple(_facts(found, dates, reading))),
        sections=(
            Section(heading="What was decided", blocks=tuple(_decisions(found.everybodys))),
            Section(heading="How people voted", blocks=tuple(_votes(found.everybodys))),
            Section(heading="What people said", blocks=tuple(_themes(found.everybodys))),
            *_groups(found),
            Section(heading="Who took part", blocks=tuple(people(found))),
            *_who_was_heard(found),
            Section(heading="What happens next", blocks=tuple(_next(found, dates, reading.at))),
        ),
        one_page=True,
    )


def _figures(found: Summary) -> tuple[Figure, ...]:
    board = found.everybodys
    held = sum(bool(each.ranking) for each in board.votes)
    standing = sum(each.withdrawn_reason is None for each in board.decisions)
    figures = (
        (found.attendance.people, "person took part", "people took part"),
        (board.ideas, "idea", "ideas"),
        (len(board.themes), "theme", "themes"),
        (held, "vote counted", "votes counted"),
        (standing, "decision", "decisions"),
    )
    return tuple(
        Figure(number=number, of=one if number == 1 else many) for number, one, many in figures
    )


def _facts(found: Summary, dates: Dates, reading: Reading) -> Iterator[Fact]:
    where = "name it in the reasons of the decision, at the facilitator's desk"
    missing = Missing(what=NOT_NAMED, where=where)
    yield Fact(name="When", lines=tuple(_when(found, dates)))
    yield Fact(name="Who", lines=(_who(found, reading.view),))
    yield Fact(
        name="Formal decision",
        lines=tuple(formally_decided(formal_decisions(reading), missing)),
    )


def _when(found: Summary, dates: Dates) -> Iterator[Line | Missing]:
    for each in found.sittings:
        text = f"{dates.span(each.starts_at, each.ends_at)}, {each.title}"
        yield Line(text=sentence(text), source=each.seq)
    if found.opened is not None and not found.sittings:
        yield Line(text=f"Began {dates.moment(found.opened.at)}.", source=found.opened.seq)
    if found.closed is not None:
        yield Line(text=f"Closed {dates.moment(found.closed.at)}.", source=found.closed.seq)
    if not found.sittings and found.opened is None:
        yield Missing(where="plan a session at the facilitator's desk")


def _who(found: Summary, view: View) -> Line:
    attendance = found.attendance
    told = [counted(attendance.people, "person", "people") + " taking part"]
    told.append(counted(attendance.facilitators, "facilitator"))
    if attendance.observers is None:
        told.append("some observers")
    elif attendance.observers:
        told.append(counted(attendance.observers, "observer"))
    roles = [_role(each) for each in attendance.by_role]
    split = f" ({listed(roles)})" if len(roles) > 1 and view != "public" else ""
    told[0] += split
    return Line(text=sentence(listed(told)), source=found.attendance_seq)


def _role(share: Share) -> str:
    one, many = _ROLES[share.of]  # type: ignore[index]
    return counted(share.people or 0, one, many)


# --- decisions, votes, themes -----------------------------------------------------


def _decisions(found: Contents) -> Iterator[Block]:
    standing = [each for each in found.decisions if each.withdrawn_reason is None]
    if not standing:
        yield Paragraph(lines=(Line(text="No decision has been recorded."),))
    else:
        yield Bullets(items=tuple(_decision(each) for each in standing))
    withdrawn = [each for each in found.decisions if each.withdrawn_reason is not None]
    yield from (Paragraph(lines=(_withdrawn(each),)) for each in withdrawn)


def _decision(found: Decided) -> Item:
    below = []
    if found.reasons:
        below.append(Line(text=f"Because: {sentence(found.reasons)}", source=found.seq))
    if found.vote is not None:
        text = sentence(f"It rests on the vote {quoted(found.vote.question)}")
        below.append(Line(text=text, source=found.vote.seq, tone="quiet"))
    below += lineage_lines(found.chosen)
    below += map(answer_line, found.answers)
    line = Line(text=sentence(found.text), source=found.seq, tone="strong")
    return Item(line=line, below=tuple(below))


def _withdrawn(found: Decided) -> Line:
    source = found.seq if found.withdrawn is None else found.withdrawn.seq
    reason = found.withdrawn_reason or "the reason was removed"
    text = f"Taken back: {quoted(found.text)}. {sentence(reason)}"
    return Line(text=text, source=source, tone="quiet")


def _votes(found: Contents) -> Iterator[Block]:
    if not found.votes:
        yield Paragraph(lines=(Line(text="No vote has been held."),))
    held_again = {each.rerun_of for each in found.votes}
    for vote in found.votes:
        if vote.void_reason is None or vote.round not in held_again:
            yield Section(heading=vote.question, blocks=tuple(_vote(found, vote)))


def _vote(found: Contents, vote: Outcome) -> Iterator[Block]:
    lines = result_lines(vote)
    if vote.void_reason is None:
        lines.append(Line(text=f"{method_told(vote)}.", source=vote.opened_seq, tone="quiet"))
    earlier = next((each for each in found.votes if each.round == vote.rerun_of), None)
    if earlier is not None and earlier.void_reason is not None:
        reason = earlier.void_reason or "the reason was removed"
        text = f"An earlier vote on this was set aside and not counted: {sentence(reason)}"
        lines.append(Line(text=text, source=earlier.seq))
    lines += supposal_lines(vote)
    yield Paragraph(lines=tuple(lines))
    table = tally_table(
        vote, f"Votes on “{shortened(vote.question)}”", at_most=_OPTIONS, chars=_OPTION_CHARS
    )
    if table is not None:
        yield table
    reasons = reasons_told(vote, at_most=_REASONS, chars=_REASON_CHARS)
    if reasons is not None:
        yield reasons


def _themes(found: Contents) -> Iterator[Block]:
    if not found.ideas:
        yield Paragraph(lines=(Line(text="No ideas have been put forward."),))
    if found.themes:
        yield Bullets(items=tuple(_theme(each) for each in found.themes[:_THEMES]))
    more = found.themes[_THEMES:]
    if more:
        names = listed(each.title for each in more)
        yield Paragraph(lines=(Line(text=f"And: {names}.", source=more[0].seq, tone="quiet"),))
    if found.ungrouped:
        yield from _ungrouped(found)


def _ungrouped(found: Contents) -> Iterator[Block]:
    alone = counted(len(found.ungrouped), "idea stands", "ideas stand")
    text = f"{alone} under no theme." if found.themes else f"{alone} as written; no themes yet."
    ideas = () if found.themes else found.ungrouped[:_THEMES]
    yield Paragraph(lines=(Line(text=text, source=found.ungrouped[0].seq, tone="quiet"),))
    if ideas:
        yield Bullets(items=tuple(_alone(each) for each in ideas))


def _alone(found: Said) -> Item:
    line, *below = _said(found)
    return Item(line=line, below=tuple(below))


def _theme(found: ThemeFound) -> Item:
    text = f"{found.title}: {counted(found.ideas, 'idea')}"
    below = [*brought_line(found.brought), *(line for each in found.top for line in _said(each))]
    below += map(answer_line, found.answers)
    return Item(line=Line(text=text, source=found.seq, tone="strong"), below=tuple(below))


def _said(found: Said) -> Iterator[Line]:
    text = shortened(found.text, _IDEA_CHARS)
    yield Line(text=f"{text} (tidied)" if found.tidied else text, source=found.seq)
    yield from brought_line(found.brought)


def _groups(found: Summary) -> Iterator[Section]:
    """Yield what each group has on its own board: what it brought to everybody is above too."""
    if found.groups:
        boards = (Section(heading=each.told, blocks=tuple(_group(each))) for each in found.groups)
        yield Section(heading="What each group worked on", blocks=tuple(boards))


def _group(found: GroupBoard) -> Iterator[Block]:
    contents = found.contents
    if found.prompt:
        asked = Line(text=f"Asked: {sentence(found.prompt)}", source=found.seq, tone="quiet")
        yield Paragraph(lines=(asked,))
    yield from _themes(contents)
    if contents.votes:
        yield from _votes(contents)
    if contents.decisions:
        yield from _decisions(contents)


# --- people, and what is next -------------------------------------------------------


def people(found: Summary) -> Iterator[Block]:
    """Yield how many took part, by organisation."""
    shares = found.attendance.by_organisation
    if not shares:
        text = "The numbers are too small to show by organisation."
        if not found.attendance.people:
            text = "Nobody has joined yet."
        yield Paragraph(lines=(Line(text=text, source=found.attendance_seq),))
        return
    shown = [each for each in shares if each.people is not None]
    hidden = [each for each in shares if each.people is None]
    yield Table(
        caption="People by organisation",
        columns=(Column(name="Organisation"), Column(name="People", kind="bar")),
        rows=tuple(
            Row(cells=(_organisation(each), each.people), source=found.attendance_seq)
            for each in shown
        ),
        note=f"Also {listed(map(_organisation, hidden))}. {_NOT_SHOWN}" if hidden else "",
    )


def _organisation(share: Share) -> str:
    return _named(share.of)


def _named(organisation: str | None) -> str:
    return organisation or "Residents and others with no organisation"


def _who_was_heard(found: Summary) -> Iterator[Section]:
    """Yield ideas and votes by organisation, where any are told."""
    blocks = tuple(_heard(found))
    if blocks:
        yield Section(heading="Who was heard", blocks=blocks)


def _heard(found: Summary) -> Iterator[Block]:
    told = found.heard
    source = found.attendance_seq
    if told.ideas:
        with_people = told.wrote is not None
        yield Table(
            caption="Ideas by organisation",
            columns=(
                Column(name="Organisation"),
                Column(name="Ideas", kind="bar"),
                *((Column(name="People who wrote", kind="number"),) if with_people else ()),
            ),
            rows=tuple(
                Row(
                    cells=(_named(each.of), each.ideas, *((each.wrote,) if with_people else ())),
                    source=source,
                )
                for each in told.by_organisation
                if each.ideas
            ),
            note="Without ideas of stages in which nobody is named, and without cards.",
        )
        if told.unheard:
            text = f"No idea came from {listed(told.unheard)}."
            yield Paragraph(lines=(Line(text=text, source=source, tone="quiet"),))
    if found.turnouts:
        yield Paragraph(lines=tuple(map(_turnout_line, found.turnouts)))


def _turnout_line(found: VoteTurnout) -> Line:
    told = listed(
        f"{'smaller groups together' if each.of is None else _named(each.of)} "
        + ("not shown" if each.voted is None else f"{each.voted} of {each.people}")
        for each in found.groups
    )
    return Line(text=f"Voted on {quoted(found.question, 60)}: {told}.", source=found.seq)


def _next(found: Summary, dates: Dates, at: int) -> Iterator[Block]:
    blocks = tuple(next_blocks(found, dates, at))
    yield from blocks
    if not blocks:
        yield Paragraph(lines=(Missing(where="plan a session at the facilitator's desk"),))


def next_blocks(found: Summary, dates: Dates, at: int) -> Iterator[Block]:
    """Yield what happens next: in words, and by what is planned or still open."""
    worded = [each for each in found.next_steps.splitlines() if each.strip()]
    if worded:
        lines = (Line(text=each, source=found.next_steps_seq) for each in worded)
        yield Paragraph(lines=tuple(lines))
    items = [Line(text=text, source=source) for text, source in _coming(found, dates, at)]
    if items:
        yield Bullets(items=tuple(Item(line=each) for each in items))


def _coming(found: Summary, dates: Dates, at: int) -> Iterator[tuple[str, int]]:
    for each in found.sittings:
        if each.starts_at > at:
            when = dates.span(each.starts_at, each.ends_at)
            yield f"{each.title}: {when}.", each.seq
    for vote in found.everybodys.votes:
        if vote.open:
            yield f"The vote “{shortened(vote.question)}” is open.", vote.opened_seq
    for stage in found.ahead:
        yield _stage_ahead(stage, dates), stage.seq


def _stage_ahead(stage: Ahead, dates: Dates) -> str:
    if not stage.open:
        return f"“{stage.title}” is still to come."
    if stage.open_until is None:
        return f"“{stage.title}” is open now."
    return f"“{stage.title}” is open until {dates.moment(stage.open_until)}."
