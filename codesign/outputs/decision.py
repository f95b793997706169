"""The decision record: the fields a council must keep about one decision.

Whatever nobody recorded says so, with where it is entered, and keeps its
place: an empty field is a fact too.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from codesign.domain.events import Interest
from codesign.domain.ids import DecisionId
from codesign.outputs.dates import Dates
from codesign.outputs.document import (
    Block,
    Document,
    Fact,
    Facts,
    Line,
    Missing,
    Paragraph,
    Section,
)
from codesign.outputs.formal import NOT_NAMED, formally_decided
from codesign.outputs.making import document
from codesign.outputs.votes import (
    lineage_lines,
    method_told,
    reason_line,
    reasons_told,
    result_lines,
    tally_table,
)
from codesign.projections.counts import counts_told
from codesign.projections.decision_record import DecisionRecord, Declared, decision_record
from codesign.projections.outcomes import Choice, Outcome
from codesign.projections.reading import Reading
from codesign.projections.wording import counted, listed, sentence, shortened

_IN_REASONS: Final = "write it into the decision's reasons, at the facilitator's desk"
_INTERESTS: Final[dict[Interest, str]] = {
    "pecuniary": "money",
    "employment": "employment",
    "potential_bidder": "may bid for the work",
    "other": "another interest",
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
        lead=Line(text=found.question, source=found.titled_seq) if found.question else None,
        figures=(),
        facts=Facts(facts=tuple(_required(found, dates))),
        sections=(
            Section(
                heading="Rule used, turnout and tally", blocks=tuple(_vote(found.decided.vote))
            ),
            Section(
                heading="Around the decision", blocks=(Facts(facts=tuple(_around(found, dates))),)
            ),
        ),
    )


# --- what the Regulations ask for ---------------------------------------------------


def _required(found: DecisionRecord, dates: Dates) -> Iterator[Fact]:
    decided = found.decided
    text = Line(text=sentence(decided.text), source=decided.seq, tone="strong")
    yield Fact(
        name="Decision",
        lines=(text, *lineage_lines(decided.chosen), *_taken_back(found, dates)),
    )
    made = Line(text=f"{dates.moment(decided.at)}.", source=decided.seq)
    yield Fact(name="Date made", lines=(made,))
    yield Fact(name="Decision-maker and authority", lines=_authority(found))
    yield Fact(name="Reasons", lines=(_reasons(found),))
    yield Fact(name="Alternatives considered and rejected", lines=tuple(_alternatives(found)))
    interests = interest_lines(found.interests, found.declared, found.interests_seq)
    yield Fact(name="Conflicts of interest declared", lines=tuple(interests))
    yield Fact(name="Dispensations", lines=tuple(_dispensations(found)))


def _taken_back(found: DecisionRecord, dates: Dates) -> Iterator[Line]:
    mark = found.decided.withdrawn
    if mark is not None:
        reason = found.decided.withdrawn_reason or "the reason was removed"
        text = f"Taken back on {dates.moment(mark.at)}: {sentence(reason)}"
        yield Line(text=text, source=mark.seq)


def _authority(found: DecisionRecord) -> tuple[Line | Missing, ...]:
    text = "Decided in the room by the people of this workshop."
    missing = Missing(what=NOT_NAMED, where=_IN_REASONS)
    return (
        Line(text=text, source=found.decided.seq),
        *formally_decided(found.formal, missing),
    )


def _reasons(found: DecisionRecord) -> Line | Missing:
    decided = found.decided
    if not decided.reasons:
        return Missing(where=_IN_REASONS)
    return Line(text=sentence(decided.reasons), source=decided.seq)


def _alternatives(found: DecisionRecord) -> Iterator[Line | Missing]:
    vote, rejected = found.decided.vote, found.decided.rejected
    if vote is None:
        yield Missing(where="say which vote the decision rests on, at the facilitator's desk")
        return
    if not rejected:
        yield Line(text="No other option was put to the vote.", source=vote.opened_seq)
        return
    yield from (_alternative(vote, each) for each in rejected)
    yield from lineage_lines(rejected)
    yield Line(text="Reasons for rejecting them, beyond the votes:")
    yield Missing(where=_IN_REASONS)


def _alternative(vote: Outcome, choice: Choice) -> Line:
    shown = vote.ranking and choice.counts is not None
    told = counts_told(vote.method, choice.counts or {}) if shown else "votes not shown"
    return Line(text=f"{sentence(choice.words)} ({told})", source=choice.seq)


def interest_lines(
    counts: Mapping[Interest, int], declared: Iterable[Declared], seq: int | None
) -> Iterator[Line]:
    """Yield what interests were declared, and by whom where a view may know."""
    if seq is None:
        yield Line(text="None was declared in the workshop.")
        return
    if not counts:
        yield Line(text="None stands: what was declared was taken back.", source=seq)
        return
    natures = listed(
        f"{_INTERESTS[each]} ({counted(number, 'person', 'people')})"
        for each, number in sorted(counts.items())
    )
    yield Line(text=sentence(natures[0].upper() + natures[1:]), source=seq)
    for each in declared:
        yield Line(text=f"{each.name}: {_INTERESTS[each.interest]}.", source=seq, tone="quiet")


def _dispensations(found: DecisionRecord) -> Iterator[Line | Missing]:
    """Tell how many were let vote in spite of an interest; who and why to who may know."""
    if not found.dispensations:
        yield Missing(where=_IN_REASONS)
        return
    people = counted(found.dispensations, "person", "people")
    text = f"{people} could vote in spite of a declared interest."
    yield Line(text=text, source=found.dispensed_seq)
    for each in found.dispensed:
        text = sentence(f"{each.name}: {each.reason}")
        yield Line(text=text, source=each.seq, tone="quiet")


# --- what a careful council adds ----------------------------------------------------


def _vote(vote: Outcome | None) -> Iterator[Block]:
    if vote is None:
        line = Line(text="The decision rests on no vote that is on record.")
        yield Paragraph(lines=(line,))
        return
    yield from vote_blocks(vote)


def vote_blocks(vote: Outcome) -> Iterator[Block]:
    """Yield what was asked, how people voted and how it came out, with every count."""
    asked = Line(text=f"Asked: {sentence(vote.question)}", source=vote.opened_seq)
    rule = Line(text=f"{method_told(vote)}.", source=vote.opened_seq)
    yield Paragraph(lines=(asked, rule, *result_lines(vote)))
    table = tally_table(vote, f"Votes on “{shortened(vote.question)}”")
    if table is not None:
        yield table
    reasons = reasons_told(vote)
    if reasons is not None:
        yield reasons


def _around(found: DecisionRecord, dates: Dates) -> Iterator[Fact]:
    yield Fact(name="Objections, and how they were met", lines=tuple(_objections(found)))
    for name in (
        "Where each organisation stands",
        "Basis of consultation",
        "Equality: due regard",
        "Background papers",
    ):
        yield Fact(name=name, lines=(Missing(where=_IN_REASONS),))
    yield Fact(name="Publication date", lines=(_published(found, dates),))


def _objections(found: DecisionRecord) -> Iterator[Line | Missing]:
    vote = found.decided.vote
    if vote is not None:
        stopping = (each for choice in vote.choices for each in choice.reasons if each.stops)
        yield from (reason_line(vote.method, each) for each in stopping)
    if vote is not None and vote.method == "agree" and vote.ranking:
        for each in found.decided.chosen:
            against = counted((each.counts or {}).get("disagree", 0), "person", "people")
            text = f"{against} disagreed with “{shortened(each.words)}”."
            yield Line(text=text, source=vote.seq)
    yield Missing(where=_IN_REASONS)


def _published(found: DecisionRecord, dates: Dates) -> Line | Missing:
    if found.published is None:
        return Missing(
            what="Not published", where="publish the recording, at the facilitator's desk"
        )
    text = f"Published with the recording on {dates.moment(found.published.at)}."
    return Line(text=text, source=found.published.seq)
