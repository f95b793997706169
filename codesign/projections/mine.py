"""What is mine alone: my ballots, all my ideas however hidden, and what the desk is told.

A table helper's phone also holds what belongs to each person it acts for.
Operations on it are idempotent: they put and remove whole records.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Final

from codesign.domain import events as e
from codesign.domain.entries import ANYBODYS
from codesign.domain.evolve.rounds import open_rounds_of
from codesign.domain.ids import NOBODY, IdeaId, OptionId, ParticipantId, ReasonId, RoundId
from codesign.domain.permissions import HELPING, may_act_for, runners
from codesign.domain.proxies import can_cast_for
from codesign.domain.recorded import Recorded
from codesign.domain.views import sees_stage
from codesign.domain.workshop import KINDS, Poll, Workshop
from codesign.projections import desk, display
from codesign.projections.ops import MineOp, Op, Put, Record
from codesign.projections.records.entries import said

COLLECTIONS: Final = (
    "ballots",
    "proxies",
    "areas",
    "ideas",
    "entries",
    "closing",
    *desk.COLLECTIONS,
    *display.COLLECTIONS,
)


def seats(workshop: Workshop, participant: ParticipantId) -> frozenset[ParticipantId]:
    """Return the people one connection acts for: oneself and those helped."""
    person = workshop.participants.get(participant)
    if person is None:
        return frozenset({participant})
    helped = (each.id for each in workshop.participants.values() if may_act_for(person, each))
    return frozenset({participant, *helped})


def mine(workshop: Workshop, participants: Collection[ParticipantId]) -> list[Op]:
    """Return everything that belongs to these people, from nothing."""
    operations: list[Op] = [("clear",)]
    if NOBODY in participants:
        operations.append(display.display(workshop))
    running = runners(workshop)
    # Those who run the workshop last: of people they act for they are told more than these are.
    for participant in sorted(participants, key=lambda each: (each in running, each)):
        operations.extend(
            _ballot(workshop, each, participant) for each in _rolls(workshop, participant)
        )
        for absent, holder in workshop.proxies.items():
            if participant in {absent, holder}:
                operations.append(_proxy(workshop, absent, participant))
            if participant == holder:
                held = (_cast_for(workshop, each, absent, holder) for each in workshop.polls)
                operations.extend(each for each in held if each[0] == "put")
        operations.extend(
            _idea(workshop, each.id)
            for each in workshop.ideas.values()
            if each.author == participant and each.copy_of is None
        )
        operations.extend(
            _entry(workshop, key)
            for key, each in workshop.entries.items()
            if each.author == participant and each.kind in ANYBODYS
        )
        told = (_closing(workshop, participant), _area(workshop, participant))
        operations.extend(each for each in told if each[0] == "put")
        operations.extend(desk.told(workshop, participant))
    return operations


def mine_changes(workshop: Workshop, recorded: Recorded) -> Iterator[MineOp]:
    """Return what the event, already evolved, changed for single people."""
    yield from _own_changes(workshop, recorded)
    yield from desk.told_changes(workshop, recorded)
    yield from display.display_changes(workshop, recorded.event)


def _own_changes(  # noqa: C901, PLR0912, PLR0915 - one case a kind of event
    workshop: Workshop, recorded: Recorded
) -> Iterator[MineOp]:
    event = recorded.event
    match event:
        case e.BallotCast() | e.TurnoutRecorded() | e.ReasonGiven():
            if recorded.who is not None:
                yield from _ballots(workshop, event.round, recorded.who)
        case e.ProxyNamed() | e.ProxyWithdrawn():
            yield from _named(workshop, event.participant, event.holder)
        case e.MandateGiven():
            yield from _taken_over(workshop, event)
        case e.InterestDeclared():
            yield from _barred(workshop, event.participant)
        case e.ContributionRedacted(kind="reason"):
            yield from _of_voter(workshop, ReasonId(event.id))
        case e.RoundOpened():
            for voter in event.roll:
                yield from _ballots(workshop, event.round, voter)
        case e.VoterAdded():
            yield from _ballots(workshop, event.round, event.participant)
            for absent, holder in workshop.proxies.items():
                if holder == event.participant:
                    yield holder, _cast_for(workshop, event.round, absent, holder)
        case e.PeopleAssigned():
            yield from _off_rolls(workshop, event)
        case e.TotalsRecorded() | e.TotalsWithdrawn():
            # Also of those whom an earlier version of the count named.
            for voter in workshop.polls[event.round].roll:
                yield from _ballots(workshop, event.round, voter)
        case (
            e.IdeaSubmitted()
            | e.IdeaReworded()
            | e.IdeaWithdrawn()
            | e.IdeaHidden()
            | e.IdeaRestored()
            | e.IdeaTidied()
            | e.IdeaUntidied()
        ):
            yield from _of_author(workshop, event.idea)
        case (
            e.NeedStated()
            | e.EvidenceAdded()
            | e.PersonaDescribed()
            | e.JourneyStepMapped()
            | e.AssetMapped()
            | e.BarrierRaised()
        ):
            yield from _of_enterer(workshop, getattr(event, KINDS[type(event)]))
        case e.EntryWithdrawn() | e.EntryRestored():
            yield from _of_enterer(workshop, event.id)
        case e.IdeasJoined():
            for each in workshop.joined[event.idea]:
                yield from _of_author(workshop, each)
        case e.IdeasParted():
            for each in event.ideas:
                yield from _of_author(workshop, each)
        case (
            e.ExitAnswered()
            | e.ExitAnswerWithdrawn()
            | e.ContactGiven()
            | e.ContactWithdrawn()
            | e.LinkIssued()
            | e.LinkRevoked()
            | e.ParticipantErased()
        ):
            yield event.participant, _closing(workshop, event.participant)
            yield event.participant, _area(workshop, event.participant)
        case e.AreaChosen():
            yield event.participant, _area(workshop, event.participant)
        case e.IdeasLetThrough() | e.IdeasHeldBack():
            for each in event.ideas:
                yield from _of_author(workshop, each)
        case e.ContributionRedacted(kind="idea"):
            yield from _of_author(workshop, IdeaId(event.id))
        case e.ContributionRedacted() if event.kind in ANYBODYS:
            yield from _of_enterer(workshop, event.id)
        case _:
            return


def reseated(workshop: Workshop, event: e.Event) -> Iterable[ParticipantId]:
    """Return the people whose audience or seats the event may have changed."""
    match event:
        case e.ParticipantJoined():
            return (event.participant,) if event.device else _helpers(workshop)
        case e.HelperAssigned() | e.DeviceChanged():
            return _helpers(workshop)
        case (
            e.ParticipantLeft()
            | e.ParticipantReturned()
            | e.ParticipantAdmitted()
            | e.AdmissionWithdrawn()
            | e.ParticipantRemoved()
            | e.ParticipantReadmitted()
            | e.ParticipantErased()
        ):
            return (event.participant, *_helpers(workshop))
        case (
            e.RoleChanged()
            | e.InterestDeclared()
            | e.InterestWithdrawn()
            | e.OrganisationChosen()
            | e.OrganisationCorrected()
        ):
            return (event.participant,)
        case e.OrganisationAdded():
            members = workshop.participants.values()
            return [each.id for each in members if each.organisation == event.organisation]
        case e.BreakoutOpened() | e.StageClosed():
            # Another breakout may have been the room's until now.
            return {who for each in workshop.breakouts.values() for who in each.places}
        case e.PeopleAssigned():
            return event.places
        case _:
            return ()


def _helpers(workshop: Workshop) -> list[ParticipantId]:
    return [each.id for each in workshop.participants.values() if each.role in HELPING]


def _rolls(workshop: Workshop, participant: ParticipantId) -> Iterator[RoundId]:
    return (each for each, poll in workshop.polls.items() if participant in poll.roll)


def _off_rolls(workshop: Workshop, event: e.PeopleAssigned) -> Iterator[MineOp]:
    """Take away the ballots of those who went to another group before they voted."""
    for found in open_rounds_of(workshop, event.breakout):
        roll = workshop.polls[found.id].roll
        for who in event.places:
            if who not in roll:
                yield who, ("remove", "ballots", f"{found.id}.{who}")
                yield from _held(workshop, found.id, who)


def _ballots(workshop: Workshop, round_id: RoundId, voter: ParticipantId) -> Iterator[MineOp]:
    """Tell a voter their ballot, and who votes in their place what they cast."""
    yield voter, _ballot(workshop, round_id, voter)
    holder = workshop.proxies.get(voter)
    if holder is not None:
        yield holder, _cast_for(workshop, round_id, voter, holder)


def _held(workshop: Workshop, round_id: RoundId, who: ParticipantId) -> Iterator[MineOp]:
    """Tell those concerned whether somebody still votes in another's place in a round."""
    for absent, holder in workshop.proxies.items():
        if who in {absent, holder}:
            yield holder, _cast_for(workshop, round_id, absent, holder)


def _named(workshop: Workshop, absent: ParticipantId, holder: ParticipantId) -> Iterator[MineOp]:
    """Tell both that one votes in the other's place, or no longer, and in which votes."""
    yield from ((each, _proxy(workshop, absent, each)) for each in (absent, holder))
    for round_id in workshop.polls:
        yield holder, _cast_for(workshop, round_id, absent, holder)


def _proxy(workshop: Workshop, absent: ParticipantId, told: ParticipantId) -> Op:
    """Tell one of the two; who was named before, and is no more, learns nothing of who is now."""
    holder = workshop.proxies.get(absent)
    if holder is None or told not in {absent, holder}:
        return ("remove", "proxies", absent)
    return ("put", "proxies", absent, {"holder": holder})


def _cast_for(
    workshop: Workshop, round_id: RoundId, absent: ParticipantId, holder: ParticipantId
) -> Op:
    """Tell who votes in a person's place what they cast, never what that person cast themselves.

    Whoever also helps that person is told as their helper.
    """
    found, poll = workshop.rounds[round_id], workshop.polls[round_id]
    ballot = _ballot(workshop, round_id, absent)
    if may_act_for(workshop.participants[holder], workshop.participants[absent]):
        return ballot
    key, record = ballot[2], ballot[3]
    stands = workshop.proxies.get(absent) == holder and sees_stage(workshop, found.stage, holder)
    if not (stands and can_cast_for(found, poll, absent, holder)):
        return ("remove", "ballots", key)
    if absent in poll.voters and absent not in poll.proxies:
        nothing: Record = {"marks": {}, "held": "voted_themselves"}
        kept = {name: record[name] for name in ("round", "voter", "counted")}
        return ("put", "ballots", key, {**kept, **nothing})
    return ("put", "ballots", key, {**record, "held": "to_cast"})


def _ballot(workshop: Workshop, round_id: RoundId, voter: ParticipantId) -> Put:
    poll = workshop.polls[round_id]
    marks = poll.ballots.get(voter, {})
    totals = poll.counted_in.get(voter)
    record: Record = {
        "round": round_id,
        "voter": voter,
        "marks": {str(option): mark for option, mark in marks.items()},
        "counted": None if totals is None else poll.totals[totals].counted,
        **_reasons(workshop, poll, voter, marks),
    }
    if voter in poll.proxies:
        record = {**record, "cast_by": poll.proxies[voter]}
    if workshop.rounds[round_id].secret:
        # That is all anybody is told of it, its voter too.
        record = {**record, "voted": voter in poll.voted}
    return ("put", "ballots", f"{round_id}.{voter}", record)


def _reasons(
    workshop: Workshop, poll: Poll, voter: ParticipantId, marks: Iterable[OptionId]
) -> Record:
    """Return why the voter marked options as they did, nothing where they did not say."""
    given = {option: poll.reasons.get((voter, option)) for option in marks}
    told: Record = {
        str(option): {"reason": reason, "text": workshop.reasons[reason].text}
        for option, reason in given.items()
        if reason is not None
    }
    return {"reasons": told} if told else {}


def _taken_over(workshop: Workshop, event: e.MandateGiven) -> Iterator[MineOp]:
    """Hand the ballots of an organisation to who speaks for it now, and to nobody else of it."""
    for round_id, poll in workshop.polls.items():
        if poll.voices.get(event.organisation) != event.participant:
            continue
        yield event.participant, _ballot(workshop, round_id, event.participant)
        for each in workshop.participants:
            if each not in poll.roll:
                yield each, ("remove", "ballots", f"{round_id}.{each}")


def _barred(workshop: Workshop, who: ParticipantId) -> Iterator[MineOp]:
    """Take away the ballots of votes that an interest keeps somebody from, and others they cast."""
    for found in workshop.rounds.values():
        if not (found.open and found.barring):
            continue
        roll = workshop.polls[found.id].roll
        if who not in roll:
            yield who, ("remove", "ballots", f"{found.id}.{who}")
        if found.proxies_at_most:
            for each in roll:
                yield from _ballots(workshop, found.id, each)
            yield from _held(workshop, found.id, who)


def _of_voter(workshop: Workshop, reason_id: ReasonId) -> Iterator[MineOp]:
    reason = workshop.reasons[reason_id]
    poll = workshop.polls[reason.round]
    if reason.voter is None or reason.voter not in poll.roll:
        return
    if reason.voter in poll.proxies:
        # Who gave it in their place has it on their screen too.
        yield from _ballots(workshop, reason.round, reason.voter)
    else:
        yield reason.voter, _ballot(workshop, reason.round, reason.voter)


def _of_author(workshop: Workshop, idea_id: IdeaId) -> Iterator[MineOp]:
    author = workshop.ideas[idea_id].author
    # What a group brought to everybody's board is on that board; the original is its author's.
    if author is not None and workshop.ideas[idea_id].copy_of is None:
        yield author, _idea(workshop, idea_id)


def _idea(workshop: Workshop, idea_id: IdeaId) -> Op:
    idea = workshop.ideas[idea_id]
    record: dict[str, str | int | bool | None] = {
        "stage": idea.stage,
        "group": idea.group,
        "author": idea.author,
        "text": idea.text,
        "at": idea.at,
        "hidden": idea.hidden_reason is not None,
        "withdrawn": idea.withdrawn,
        "waiting": idea.waiting,
        "redacted": idea.redacted,
    }
    if idea.tidied is not None:
        record |= {"tidied": idea.tidied}
    if idea.joined_into is not None:
        record |= {"joined_into": idea.joined_into}
    return ("put", "ideas", idea.id, record)


def _of_enterer(workshop: Workshop, key: str) -> Iterator[MineOp]:
    entry = workshop.entries[key]
    if entry.author is not None and entry.kind in ANYBODYS:
        yield entry.author, _entry(workshop, key)


def _entry(workshop: Workshop, key: str) -> Op:
    """Tell somebody what they entered themselves, also where it is shown to nobody yet."""
    entry = workshop.entries[key]
    says = said(workshop, entry, "participant")
    if "needs" in says:
        # Who wrote it chose them; what became of a need is seen on the board.
        says = {**says, "needs": list(entry.says.needs)}
    record: Record = {
        "kind": entry.kind,
        "stage": entry.says.stage,
        "author": entry.author,
        "at": entry.at,
        "hidden": entry.hidden,
        "withdrawn": not entry.stands,
        "redacted": entry.redacted,
        "says": says,
    }
    return ("put", "entries", key, record)


def _area(workshop: Workshop, participant: ParticipantId) -> Op:
    """Tell a person of which area they said they are."""
    found = workshop.participants.get(participant)
    if found is None or found.area is None:
        return ("remove", "areas", participant)
    return ("put", "areas", participant, {"area": found.area})


def _closing(workshop: Workshop, participant: ParticipantId) -> Op:
    """Tell a person their answer on leaving, their address, and who made them a link till when."""
    answer = workshop.exit_answers.get(participant)
    contact = workshop.contacts.get(participant)
    link = workshop.links.get(participant)
    if answer is None and contact is None and link is None:
        return ("remove", "closing", participant)
    record: Record = {
        "question": None if answer is None else answer.question,
        "answer": None if answer is None else answer.text,
        "contact": None if contact is None else contact.address,
        "link_at": None if link is None else link.issued_at,
        "link_by": None if link is None else link.by,
        "link_expires_at": None if link is None else link.expires_at,
    }
    return ("put", "closing", participant, record)
