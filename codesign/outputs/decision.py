"""The decision record: the fields a council must keep about one decision.

Whatever nobody recorded says so, with where it is entered, and keeps its
place: an empty field is a fact too.
"""

from collections.abc import Iterator
from typing import Final

from codesign.domain.events import Interest
from codesign.domain.ids import DecisionId
from codesign.outputs.dates import Dates
from codesign.outputs.document import (
    Block,
    Bullets,
    Document,
    Fact,
    Item,
    Line,
    Missing,
    Paragraph,
    Section,
)
from codesign.outputs.making import document
from codesign.outputs.votes import method_told, result_lines, tally_table, turnout
from codesign.projections.decision_record import DecisionRecord, decision_record
from codesign.projections.outcomes import Choice, Outcome, counts_told
from codesign.projections.reading import Reading
from codesign.projections.wording import counted, listed, sentence, shortened

_IN_REASONS: Final = "write it into the reasons of the decision, at the facilitator's desk"
_INTERESTS: Final[dict[Interest, str]] = {
    "pecuniary": "money",
    "employment": "employment",
    "potential_bidder": "may bid for the work",
    "other": "other",
}


def decision_document(reading: Reading, decision_id: DecisionId) -> Document | None:
    """Return the record of a decision, None where the view may not see it or there is none."""
    found = decision_record(reading, decision_id)
    if found is None:
        return None
    dates = Dates(reading.workshop["timezone"])
    return document(
        reading,
        kind="Decision record",
        title=found.title,
        lead=Line(text=found.question, source=1) if found.question else None,
        figures=(),
        facts=tuple(_facts(found, dates)),
        sections=tuple(_sections(found)),
    )


def _facts(found: DecisionRecord, dates: Dates) -> Iterator[Fact]:
    decided = found.decided
    text = Line(text=sentence(decided.text), source=decided.seq, tone="strong")
    yield Fact(name="Decision", lines=(text, *_taken_back(found, dates)))
    made = Line(text=f"{dates.moment(decided.at)}.", source=decided.seq)
    yield Fact(name="Date made", lines=(made,))
    yield Fact(
        name="Decision-maker and authority",
        lines=(
            Line(
                text="Decided in the room by the people of this workshop, which advises.",
                source=decided.seq,
            ),
            Line(text="The body that takes the formal decision, and its authority:"),
            Missing(what="not yet named", where=_IN_REASONS),
        ),
    )
    yield Fact(name="Publication date", lines=(_published(found, dates),))


def _taken_back(found: DecisionRecord, dates: Dates) -> Iterator[Line]:
    mark = found.decided.withdrawn
    if mark is not None:
        reason = found.decided.withdrawn_reason or "the reason was removed"
        text = f"Taken back on {dates.moment(mark.at)}: {sentence(reason)}"
        yield Line(text=text, source=mark.seq)


def _published(found: DecisionRecord, dates: Dates) -> Line | Missing:
    if found.published is None:
        return Missing(where="publish the recording, at the facilitator's desk")
    return Line(
        text=f"Published with its recording {dates.moment(found.published.at)}.",
        source=found.published.seq,
    )


def _sections(found: DecisionRecord) -> Iterator[Section]:
    yield Section(heading="Reasons", blocks=(_reasons(found),))
    yield Section(
        heading="Alternatives considered and rejected, with reasons",
        blocks=tuple(_alternatives(found)),
    )
    yield Section(heading="Conflicts of interest declared", blocks=tuple(_interests(found)))
    yield _missing("Dispensations", _IN_REASONS)
    yield Section(heading="Rule used, turnout and tally", blocks=tuple(_vote(found.decided.vote)))
    yield Section(heading="Objections, and how they were met", blocks=tuple(_objections(found)))
    yield _missing("Where each organisation stands", _IN_REASONS)
    yield _missing("Basis of consultation", _IN_REASONS)
    yield _missing("Equality: due regard", _IN_REASONS)
    yield _missing("Background papers", _IN_REASONS)


def _missing(heading: str, where: str) -> Section:
    return Section(heading=heading, blocks=(Paragraph(lines=(Missing(where=where),)),))


def _reasons(found: DecisionRecord) -> Block:
    decided = found.decided
    if not decided.reasons:
        return Paragraph(lines=(Missing(where=_IN_REASONS),))
    return Paragraph(lines=(Line(text=sentence(decided.reasons), source=decided.seq),))


def _alternatives(found: DecisionRecord) -> Iterator[Block]:
    vote, rejected = found.decided.vote, found.decided.rejected
    if vote is None:
        yield Paragraph(lines=(Missing(where="say which vote the decision rests on"),))
        return
    if not rejected:
        text = "No other option was put to the vote."
        yield Paragraph(lines=(Line(text=text, source=vote.opened_seq),))
        return
    yield Bullets(items=tuple(_alternative(vote, each) for each in rejected))
    lines = (Line(text="Reasons for rejecting each, beyond the votes:"), Missing(where=_IN_REASONS))
    yield Paragraph(lines=lines)


def _alternative(vote: Outcome, choice: Choice) -> Item:
    if choice.counts is None or not vote.ranking:
        told = "How many voted for it is not shown."
    else:
        told = f"{counts_told(vote.method, choice.counts)}, {turnout(vote)}."
    below = Line(text=told[0].upper() + told[1:], source=vote.seq, tone="quiet")
    return Item(line=Line(text=sentence(choice.words), source=choice.seq), below=(below,))


def _interests(found: DecisionRecord) -> Iterator[Block]:
    if found.interests_seq is None:
        yield Paragraph(lines=(Line(text="None was declared in the workshop."),))
        return
    natures = listed(
        f"{counted(number, 'person', 'people')}: {_INTERESTS[each]}"
        for each, number in sorted(found.interests.items())
    )
    yield Paragraph(lines=(Line(text=sentence(natures), source=found.interests_seq),))
    if found.declared:
        lines = (
            Line(text=f"{each.name}: {_INTERESTS[each.interest]}", source=found.interests_seq)
            for each in found.declared
        )
        yield Bullets(items=tuple(Item(line=each) for each in lines))


def _vote(vote: Outcome | None) -> Iterator[Block]:
    if vote is None:
        text = "The decision rests on no vote that is on record."
        yield Paragraph(lines=(Line(text=text), Missing(where=_IN_REASONS)))
        return
    asked = Line(text=f"Asked: {sentence(vote.question)}", source=vote.opened_seq)
    rule = Line(text=f"{method_told(vote)}.", source=vote.opened_seq)
    yield Paragraph(lines=(asked, rule, *result_lines(vote)))
    table = tally_table(vote, f"Votes on “{shortened(vote.question)}”")
    if table is not None:
        yield table


def _objections(found: DecisionRecord) -> Iterator[Block]:
    vote = found.decided.vote
    if vote is not None and vote.method == "agree" and vote.ranking:
        for each in found.decided.chosen:
            against = (each.counts or {}).get("disagree", 0)
            text = (
                f"{counted(against, 'person', 'people')} disagreed with “{shortened(each.words)}”."
            )
            yield Paragraph(lines=(Line(text=text, source=vote.seq),))
    yield Paragraph(lines=(Missing(where=_IN_REASONS),))
