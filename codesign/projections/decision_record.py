"""The contents of a decision record: the fields a council must keep, as far as they are recorded.

They are those of the 2012 Regulations, regulation 12 (the decision and its
date, who made it, the reasons, the alternatives considered and rejected,
conflicts of interest declared, dispensations), and what a careful council
adds: the rule, the turnout, the tally. What nobody recorded is not here, and
the document says so; nothing is inferred.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from codesign.domain import events as e
from codesign.domain.events import Interest
from codesign.domain.ids import DecisionId, GroupId
from codesign.projections.answers import Answered, answers_to
from codesign.projections.keys import WORKSHOP
from codesign.projections.marks import Mark
from codesign.projections.outcomes import Choice, Outcome, outcomes
from codesign.projections.reading import Reading
from codesign.projections.wording import REMOVED

_NAMELESS: Final = "Somebody whose name was removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision of the room; `withdrawn` is set once it was taken back.

    `group` is the group whose vote it rests on, None for everybody's.
    """

    decision: DecisionId
    text: str
    reasons: str
    at: int
    group: GroupId | None
    seq: int
    withdrawn_reason: str | None
    withdrawn: Mark | None
    vote: Outcome | None
    chosen: tuple[Choice, ...]
    rejected: tuple[Choice, ...]
    answers: tuple[Answered, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """Somebody's interest, named only to views that may know."""

    name: str
    interest: Interest


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispensed:
    """Somebody who was let vote whatever interest they declared, and why, to who may know."""

    name: str
    reason: str
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRecord:
    """One decision and all that is on record around it.

    `formal` is what bodies decided on the redesigns it is about.
    """

    title: str
    question: str
    titled_seq: int
    decided: Decided
    interests: Mapping[Interest, int]
    declared: tuple[Declared, ...]
    interests_seq: int | None
    dispensations: int
    dispensed: tuple[Dispensed, ...]
    dispensed_seq: int
    formal: tuple[Mapping[str, Any], ...]
    published: Mark | None


def decided(reading: Reading) -> list[Decided]:
    """Return the decisions a view may see, in the order they were made."""
    votes = {each.round: each for each in outcomes(reading)}
    decisions = reading.rows("decisions")
    in_order = sorted(decisions, key=lambda each: decisions[each]["seq"])
    return [
        _decided(reading, DecisionId(each), decisions[each], votes.get(decisions[each]["round"]))
        for each in in_order
    ]


def decision_record(reading: Reading, decision_id: DecisionId) -> DecisionRecord | None:
    """Return the record of a decision, None where the view may not see it or there is none."""
    found = next((each for each in decided(reading) if each.decision == decision_id), None)
    if found is None:
        return None
    workshop = reading.workshop
    marks = reading.marks.of(e.InterestDeclared)
    return DecisionRecord(
        title=workshop["title"],
        question=workshop["question"],
        titled_seq=reading.titled_seq,
        decided=found,
        interests=reading.interests,
        declared=tuple(declared(reading)),
        interests_seq=marks[-1].seq if marks else None,
        dispensations=reading.dispensed,
        dispensed=tuple(_dispensed(reading)),
        dispensed_seq=reading.last_seq(e.InterestDispensed),
        formal=_formal_of(reading, found),
        published=(
            reading.marks.last(WORKSHOP, e.RecordingPublished) if workshop["published"] else None
        ),
    )


def formal_decisions(reading: Reading) -> list[Mapping[str, Any]]:
    """Return what bodies decided on agreed redesigns and stands, in the order it was recorded."""
    rows = reading.rows("formal_decisions").values()
    standing = (each for each in rows if each["withdrawn_reason"] is None)
    return sorted(standing, key=lambda each: int(each["seq"]))


def _formal_of(reading: Reading, found: Decided) -> tuple[Mapping[str, Any], ...]:
    """Return what bodies decided on the redesigns that the vote of a decision was about."""
    if found.vote is None:
        return ()
    agreements = reading.rows("agreements")
    about = {key for key, each in agreements.items() if each["round"] == found.vote.round}
    return tuple(each for each in formal_decisions(reading) if each["redesign"] in about)


def _decided(
    reading: Reading, decision_id: DecisionId, record: Mapping[str, Any], vote: Outcome | None
) -> Decided:
    choices = () if vote is None else _most_first(vote)
    chosen = set(record["options"])
    withdrawn = record["withdrawn_reason"] is not None
    return Decided(
        decision=decision_id,
        text=record["text"] or REMOVED,
        reasons=record["reasons"],
        at=record["at"],
        group=None if vote is None else vote.group,
        seq=record["seq"],
        withdrawn_reason=record["withdrawn_reason"],
        withdrawn=_taken_back(reading, decision_id) if withdrawn else None,
        vote=vote,
        chosen=tuple(each for each in choices if each.option in chosen),
        answers=answers_to(reading, decision_id),
        rejected=tuple(each for each in choices if each.option not in chosen),
    )


def _most_first(vote: Outcome) -> tuple[Choice, ...]:
    return tuple(each for equals in vote.ranking for each in equals) or vote.choices


def _taken_back(reading: Reading, decision_id: DecisionId) -> Mark | None:
    return reading.marks.last(("decisions", decision_id), e.DecisionWithdrawn)


def declared(reading: Reading) -> Iterator[Declared]:
    """Yield who declared which interest, to views that may know."""
    people = reading.rows("participants")
    for person in people.values():
        for interest in person.get("interests", ()):
            yield Declared(name=person["name"] or _NAMELESS, interest=interest)


def _dispensed(reading: Reading) -> Iterator[Dispensed]:
    for key, person in reading.rows("participants").items():
        if person.get("dispensed"):
            yield Dispensed(
                name=person["name"] or _NAMELESS,
                reason=person["dispensation"] or "the reason was removed",
                seq=reading.source(("participants", key), e.InterestDispensed),
            )
