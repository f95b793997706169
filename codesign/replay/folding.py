"""A workshop being rebuilt from the log, which can be left standing at any version.

Standing still is cheap: a still shares every ballot with the workshop it was
taken of, and whichever goes on copies a ballot before it changes it. So a
long workshop can be kept at a hundred versions at the cost of a few.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final, get_args

from codesign.domain.events import BallotBoxOpened, BallotCast, Event
from codesign.domain.evolve import evolve
from codesign.domain.ids import OptionId, ParticipantId, RoundId
from codesign.domain.recorded import Recorded
from codesign.domain.workshop import Poll, Workshop
from codesign.store.upcasts import sealed_fields

# Whose words were destroyed, and by which event.
Destroyed = Mapping[str, int]

# The words of each kind of event that a person or a contribution owns: field -> whose they are.
_SEALED: Final[Mapping[type, Mapping[str, str]]] = {
    kind: {name: owner for name, owner in sealed_fields(kind).items() if owner}
    for kind in get_args(Event)
}


class Folding:
    """A workshop that advances event by event."""

    def __init__(self, start: Workshop | None = None) -> None:
        """Start from a still, which stays as it is, or from nothing."""
        self.workshop = Workshop() if start is None else _still(start)
        self._own: set[tuple[RoundId, ParticipantId | OptionId]] = set()

    def take(self, recorded: Recorded) -> None:
        """Apply one event."""
        event = recorded.event
        if isinstance(event, BallotCast) and recorded.who is not None:
            self._make_own(event, recorded.who)
        elif isinstance(event, BallotBoxOpened):
            self._make_tallies_own(event.round, self.workshop.polls[event.round].options)
        evolve(self.workshop, recorded)

    def still(self) -> Workshop:
        """Return the workshop as it is now; nothing that follows changes it."""
        self._own.clear()
        return _still(self.workshop)

    def _make_own(self, event: BallotCast, voter: ParticipantId) -> None:
        poll = self.workshop.polls[event.round]
        if (event.round, voter) not in self._own:
            self._own.add((event.round, voter))
            if voter in poll.ballots:
                poll.ballots[voter] = dict(poll.ballots[voter])
        self._make_tallies_own(event.round, event.marks)

    def _make_tallies_own(self, round_id: RoundId, options: Iterable[OptionId]) -> None:
        tallies = self.workshop.polls[round_id].tallies
        for option in options:
            if (round_id, option) not in self._own:
                self._own.add((round_id, option))
                tallies[option] = dict(tallies[option])


def words_of(event: Event) -> list[str]:
    """Return the people and contributions of whom the event holds words that can be read."""
    sealed = _SEALED[type(event)].items()
    return [getattr(event, owner) for name, owner in sealed if getattr(event, name)]


def without_destroyed(recorded: Recorded, destroyed: Destroyed) -> Recorded:
    """Return the event as the log will give it once the keys are gone.

    An erasure is on record a moment before its keys are destroyed; nobody may
    read the words in that moment.
    """
    if not destroyed:
        return recorded
    gone = {
        name: ""
        for name, owner in _SEALED[type(recorded.event)].items()
        if recorded.seq < destroyed.get(getattr(recorded.event, owner), 0)
    }
    return recorded._replace(event=replace(recorded.event, **gone)) if gone else recorded  # type: ignore[arg-type]


def _still(workshop: Workshop) -> Workshop:
    return replace(
        workshop,
        agenda=list(workshop.agenda),
        sessions=dict(workshop.sessions),
        stages=dict(workshop.stages),
        organisations=dict(workshop.organisations),
        participants=dict(workshop.participants),
        door_list=dict(workshop.door_list),
        ideas=dict(workshop.ideas),
        themes=dict(workshop.themes),
        rounds=dict(workshop.rounds),
        polls={key: _still_poll(poll) for key, poll in workshop.polls.items()},
        decisions=dict(workshop.decisions),
        reports=dict(workshop.reports),
        notes=dict(workshop.notes),
        annotations=dict(workshop.annotations),
        joined=dict(workshop.joined),
        exit_answers=dict(workshop.exit_answers),
        contacts=dict(workshop.contacts),
        responses=dict(workshop.responses),
        reasons=dict(workshop.reasons),
        appraisals=dict(workshop.appraisals),
        checks=dict(workshop.checks),
        confirmations=dict(workshop.confirmations),
        outputs=dict(workshop.outputs),
        redesigns=dict(workshop.redesigns),
        amendments=dict(workshop.amendments),
        objections=dict(workshop.objections),
        entries=dict(workshop.entries),
        agreements=dict(workshop.agreements),
        equality_impacts=dict(workshop.equality_impacts),
        positions=dict(workshop.positions),
        conditions=dict(workshop.conditions),
        formal_decisions=dict(workshop.formal_decisions),
        mandates=dict(workshop.mandates),
        areas=dict(workshop.areas),
        proxies=dict(workshop.proxies),
        links=dict(workshop.links),
        running=dict(workshop.running),
        breakouts=dict(workshop.breakouts),
        groups=dict(workshop.groups),
        report_backs=dict(workshop.report_backs),
        access_needs=dict(workshop.access_needs),
        access_needs_told=set(workshop.access_needs_told),
        desk_acts=dict(workshop.desk_acts),
        own_acts=dict(workshop.own_acts),
    )


def _still_poll(poll: Poll) -> Poll:
    return Poll(
        roll=dict(poll.roll),
        options=dict(poll.options),
        ballots=dict(poll.ballots),
        voted=dict(poll.voted),
        opened=poll.opened,
        tallies=dict(poll.tallies),
        typed_for=dict(poll.typed_for),
        totals=dict(poll.totals),
        counted_in=dict(poll.counted_in),
        reasons=dict(poll.reasons),
        voices=dict(poll.voices),
        settled=poll.settled,
        proxies=dict(poll.proxies),
        stood=poll.stood,
        withdrawn=dict(poll.withdrawn),
        voted_seq=poll.voted_seq,
    )
