"""What must be true of proxies and of worries, looked at with every event of a simulated evening.

The rules are said again here from the events alone and in the plainest way, so that
they judge what the real ones let through: V11 and V12 of SPEC.md.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from codesign.domain import events as e
from codesign.domain.ids import OptionId, ParticipantId, ReasonId, RoundId
from codesign.domain.recorded import Recorded
from codesign.domain.workshop import Workshop

OBJECTS = -1
Marks = Mapping[OptionId, int]


@dataclass
class Worry:
    """Whose worry it is, about what, and what became of it by which round."""

    voter: ParticipantId
    round: RoundId
    option: OptionId
    answer: str = ""
    answered_in: RoundId | None = None


@dataclass
class Voting:
    """What one workshop's events say of proxies, ballots and worries; `broken` is what is wrong."""

    holders: dict[ParticipantId, ParticipantId] = field(default_factory=dict)
    rounds: dict[RoundId, e.RoundOpened] = field(default_factory=dict)
    reworded: dict[RoundId, set[OptionId]] = field(default_factory=lambda: defaultdict(set))
    ballots: dict[tuple[RoundId, ParticipantId], Marks] = field(default_factory=dict)
    # By whom a ballot was cast in another's place, as long as it stands.
    casters: dict[tuple[RoundId, ParticipantId], ParticipantId] = field(default_factory=dict)
    carried: dict[RoundId, bool] = field(default_factory=dict)
    worries: dict[ReasonId, Worry] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)

    def look_at(self, recorded: Recorded, after: Workshop) -> None:
        """Take the next event in, with the workshop as it has become by it."""
        about = f"version {recorded.seq}"
        self.broken += [f"{about}: {each}" for each in self._wrong(recorded, after)]

    def at_rest(self, workshop: Workshop) -> list[str]:
        """Return all that is wrong once nothing more is to come."""
        return self.broken + [
            f"V11: {key} is {each.answer} by a round that does not say so"
            for key, each in self.worries.items()
            if each.answered_in is not None and not self._answers(each, workshop)
        ]

    def _answers(self, worry: Worry, workshop: Workshop) -> bool:
        assert worry.answered_in is not None
        stands = workshop.rounds[worry.answered_in].void_reason is None
        return stands and (
            worry.answer == "integrated" or self.carried.get(worry.answered_in, False)
        )

    def _wrong(self, recorded: Recorded, after: Workshop) -> Iterator[str]:
        yield from self._of_ballots(recorded, after)
        yield from self._of_worries(recorded)

    def _of_ballots(self, recorded: Recorded, after: Workshop) -> Iterator[str]:
        event = recorded.event
        match event:
            case e.ProxyNamed():
                yield from self._named(event)
            case e.ProxyWithdrawn():
                if self.holders.pop(event.participant, None) != event.holder:
                    yield "V12: a proxy ended that was none"
            case e.RoundOpened():
                self.rounds[event.round] = event
            case e.BallotCast() | e.TurnoutRecorded():
                yield from self._cast(recorded, event, after)
            case e.InterestDeclared() | e.MandateGiven():
                self._read_again(after)

    def _of_worries(self, recorded: Recorded) -> Iterator[str]:
        event = recorded.event
        match event:
            case e.OptionAdded(reworded_from=str(earlier)):
                self.reworded[event.round].add(earlier)
            case e.ReasonGiven():
                who = recorded.who
                if who is not None and self.rounds[event.round].method == "consent":
                    known = Worry(voter=who, round=event.round, option=event.option)
                    self.worries.setdefault(event.reason, known)
            case e.ResultPublished():
                yield from self._published(event)
            case e.WorryWithdrawn() | e.WorryIntegrated() | e.WorryNotUpheld():
                yield from self._answered(recorded, event)
            case e.WorryReopened():
                yield from self._reopened(event.reason)

    # --- proxies --------------------------------------------------------------

    def _named(self, event: e.ProxyNamed) -> Iterator[str]:
        self.holders[event.participant] = event.holder
        if self.holders.keys() & {*self.holders.values()}:
            yield "V12: who votes for somebody else passed their own vote on"

    def _cast(
        self, recorded: Recorded, event: e.BallotCast | e.TurnoutRecorded, after: Workshop
    ) -> Iterator[str]:
        who, by = recorded.who, recorded.by
        if who is None or by is None:
            return
        key, poll = (event.round, who), after.polls[event.round]
        if poll.proxies.get(who) == by != who:
            yield from self._in_their_place(event.round, who, by, {*poll.roll})
            self.casters[key] = by
            before = self.ballots.get(key, {})
        else:
            before = {} if self.casters.pop(key, None) else self.ballots.get(key, {})
        if isinstance(event, e.TurnoutRecorded):
            # Nobody knows what is in it, only that there is one.
            self.ballots[key] = {OptionId("?"): 0}
            return
        marks = {**before, **event.marks}
        self.ballots[key] = {each: mark for each, mark in marks.items() if mark is not None}
        if dict(poll.ballots.get(who, {})) != self.ballots[key]:
            yield f"V12: the ballot of {who} is not what was cast as theirs"

    def _in_their_place(
        self, key: RoundId, who: ParticipantId, by: ParticipantId, roll: set[ParticipantId]
    ) -> Iterator[str]:
        at_most = self.rounds[key].proxies_at_most
        others = {
            absent for (each, absent), caster in self.casters.items() if (each, caster) == (key, by)
        }
        if self.holders.get(who) != by:
            yield "V12: somebody voted for who had not named them"
        if not {who, by} <= roll:
            yield "V12: somebody voted in another's place where one of them could not vote"
        if len(others | {who}) > at_most:
            yield f"V12: somebody voted for more than {at_most} others"
        if self.ballots.get((key, who)) and (key, who) not in self.casters:
            yield "V12: a vote of one's own gave way to one cast in one's place"

    def _read_again(self, after: Workshop) -> None:
        """Take over what became of ballots where their voters are kept out, or hand on a seat."""
        for key, who in [*self.ballots]:
            poll = after.polls[key]
            if who not in poll.voted:
                self.ballots[key, who] = dict(poll.ballots.get(who, {}))
            if who not in poll.proxies:
                self.casters.pop((key, who), None)
        for key, poll in after.polls.items():
            for who, marks in poll.ballots.items():
                self.ballots[key, who] = dict(marks)
        for each, reason in after.reasons.items():
            if each in self.worries:
                self.worries[each].voter = reason.voter

    # --- worries --------------------------------------------------------------

    def _published(self, event: e.ResultPublished) -> Iterator[str]:
        verdicts = event.explanation.get("verdicts", {})
        carried = {option for option, each in verdicts.items() if each["outcome"] == "carried"}
        self.carried[event.round] = bool(carried)
        if self.rounds[event.round].method != "consent":
            return
        for (key, who), marks in self.ballots.items():
            for option in carried if key == event.round else ():
                if marks.get(OptionId(option)) == OBJECTS and not self._settled(key, who, option):
                    yield f"V11: {option} was carried over the worry of {who}"

    def _settled(self, key: RoundId, who: ParticipantId, option: str) -> bool:
        return any(
            (each.round, each.voter, each.option) == (key, who, option)
            and each.answer in {"withdrawn", "not_upheld"}
            for each in self.worries.values()
        )

    def _answered(
        self, recorded: Recorded, event: e.WorryWithdrawn | e.WorryIntegrated | e.WorryNotUpheld
    ) -> Iterator[str]:
        worry = self.worries[event.reason]
        if worry.answer:
            yield "V11: a worry was answered twice"
        if isinstance(event, e.WorryWithdrawn):
            worry.answer = "withdrawn"
            if recorded.who != worry.voter:
                yield "V11: a worry was taken back by somebody else"
            return
        answering = self.rounds[event.answered_in]
        worry.answered_in = event.answered_in
        if isinstance(event, e.WorryIntegrated):
            worry.answer = "integrated"
            if worry.option not in self.reworded[event.answered_in]:
                yield "V11: a new wording answers a worry about something else"
        else:
            worry.answer = "not_upheld"
            if answering.worry != event.reason or not self.carried.get(event.answered_in):
                yield "V11: a worry was not upheld without a vote of the others"
            if worry.voter in answering.roll:
                yield "V11: whose worry it is could vote on it"

    def _reopened(self, reason: ReasonId) -> Iterator[str]:
        worry = self.worries[reason]
        if worry.answer not in {"integrated", "not_upheld"}:
            yield "V11: a worry stands again that no round had answered"
        worry.answer, worry.answered_in = "", None
