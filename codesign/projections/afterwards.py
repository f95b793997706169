"""What those who run a workshop need after the room: what is open, what people said and left.

Nothing of it is on a board. The people who run the workshop are told it on their
own pages, so it is in no replay, no document and no other page. Answers to the
question on leaving come without a name where the closing stage is anonymous, and
then in an order that tells nobody's.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from codesign.domain.ids import ParticipantId, StageId, ThemeId
from codesign.domain.links import good_link
from codesign.domain.permissions import report_readers
from codesign.domain.workshop import Round, Stage, Workshop

Unsettled = Literal[
    "stage_open",
    "vote_open",
    "vote_uncounted",
    "vote_not_shown",
    "paper",
    "ideas_held",
    "ideas_private",
    "reports",
    "decision_without_reasons",
    "no_response",
    "no_next_steps",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loose:
    """Something that is still open: what it is, its identifier and words, and how many.

    `stage` is where in the room it is settled, and `until` when it ends by itself
    (ms UTC), where there is such.
    """

    kind: Unsettled
    id: str = ""
    words: str = ""
    stage: StageId | None = None
    many: int = 1
    until: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """An answer to the question on leaving; without a name where the stage is anonymous."""

    question: str
    text: str
    name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptInformed:
    """Somebody who asked to hear what becomes of this."""

    participant: ParticipantId
    name: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """A person on the roll, with the link they come back by; None where none holds now."""

    participant: ParticipantId
    name: str
    organisation: str
    runs: bool
    made_by: str
    issued_at: int | None
    expires_at: int | None


def loose_ends(workshop: Workshop, reader: ParticipantId) -> list[Loose]:
    """Return what is still open, for a reader who runs the workshop: reports about them are not."""
    found = [*_stages(workshop), *_votes(workshop), *_contributions(workshop, reader)]
    return [*found, *_answers(workshop)]


def said_on_leaving(workshop: Workshop) -> list[Said]:
    """Return the answers to the question on leaving."""
    nameless = any(each.kind == "close" and each.anonymous for each in workshop.stages.values())
    answers = workshop.exit_answers.items()
    if nameless:
        told = (Said(question=each.question, text=each.text, name=None) for _, each in answers)
        return sorted(told, key=lambda each: (each.question, each.text))
    return [
        Said(question=each.question, text=each.text, name=workshop.participants[who].name)
        for who, each in sorted(answers, key=lambda each: each[1].seq)
    ]


def kept_informed(workshop: Workshop) -> list[KeptInformed]:
    """Return who wants to hear what becomes of this, and where, by their names."""
    found = (
        KeptInformed(participant=who, name=workshop.participants[who].name, address=contact.address)
        for who, contact in workshop.contacts.items()
    )
    return sorted(found, key=lambda each: (each.name.casefold(), each.participant))


def themes_gone(workshop: Workshop) -> dict[ThemeId, str]:
    """Return the titles of themes that were joined with another or taken apart, to be restored."""
    gone = (each for each in workshop.themes.values() if not each.stands and not each.taken_back)
    return {each.id: each.title for each in gone if not each.redacted}


def linked(workshop: Workshop, at: int) -> list[Linked]:
    """Return everybody who can come back, with the link that holds at a time (ms UTC), by name."""
    people = (each for each in workshop.participants.values() if each.came)
    found = [_linked(workshop, each.id, at) for each in people if not each.erased]
    kept = (each for each in found if not workshop.participants[each.participant].removed)
    return sorted(kept, key=lambda each: (each.name.casefold(), each.participant))


def _linked(workshop: Workshop, participant: ParticipantId, at: int) -> Linked:
    person = workshop.participants[participant]
    link = good_link(workshop, participant, at)
    organisation = person.organisation and workshop.organisations[person.organisation].name
    maker = None if link is None or link.by is None else workshop.participants.get(link.by)
    return Linked(
        participant=participant,
        name=person.name,
        organisation=organisation or "",
        runs=participant in workshop.running,
        made_by="" if maker is None else maker.name,
        issued_at=None if link is None else link.issued_at,
        expires_at=None if link is None else link.expires_at,
    )


def _stages(workshop: Workshop) -> Iterator[Loose]:
    for each in (workshop.stages[key] for key in workshop.agenda):
        if each.open and each.until is not None:
            yield Loose(kind="stage_open", stage=each.id, words=each.title, until=each.until)
        private = _waiting_to_be_shown(workshop, each)
        if private:
            yield Loose(kind="ideas_private", stage=each.id, words=each.title, many=private)


def _waiting_to_be_shown(workshop: Workshop, stage: Stage) -> int:
    if not stage.private or stage.revealed:
        return 0
    return sum(each.stage == stage.id and each.shown for each in workshop.ideas.values())


def _votes(workshop: Workshop) -> Iterator[Loose]:
    for found in workshop.rounds.values():
        if found.void_reason is None:
            yield from _vote(workshop, found)


def _vote(workshop: Workshop, found: Round) -> Iterator[Loose]:
    state = _vote_state(found)
    if state is not None:
        yield Loose(kind=state, id=found.id, words=found.question, stage=found.stage)
    totals = workshop.polls[found.id].totals.values()
    waiting = sum(each.stands and not each.counts_in(found) for each in totals)
    if waiting:
        yield Loose(kind="paper", id=found.id, words=found.question, many=waiting)


def _vote_state(found: Round) -> Unsettled | None:
    if found.open:
        return "vote_open"
    if found.result is None:
        return "vote_uncounted"
    return None if found.tally_shown else "vote_not_shown"


def _contributions(workshop: Workshop, reader: ParticipantId) -> Iterator[Loose]:
    held = sum(each.held for each in workshop.ideas.values())
    if held:
        yield Loose(kind="ideas_held", many=held)
    reports = sum(
        each.state != "done" and reader in report_readers(workshop, each.about, each.about_id)
        for each in workshop.reports.values()
    )
    if reports:
        yield Loose(kind="reports", many=reports)


def _answers(workshop: Workshop) -> Iterator[Loose]:
    answered = {each.about_id for each in workshop.responses.values() if not each.withdrawn}
    standing = [each for each in workshop.decisions.values() if each.withdrawn_reason is None]
    for each in standing:
        if not each.reasons and not each.redacted:
            yield Loose(kind="decision_without_reasons", id=each.id, words=each.text)
    silent = sum(each.id not in answered for each in standing)
    if silent:
        yield Loose(kind="no_response", many=silent)
    if not workshop.next_steps:
        yield Loose(kind="no_next_steps")
