"""What came from what: each step from one thing to the next, and the event that made it.

Like marks it is one fold of the log, and it holds no word of what was said. A step
that was taken back stays with the event that ended it, so that the steps of any
version of the past are known without folding again. Which of them a view may follow
is decided where they are followed (`lineage.py`).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, Literal, NamedTuple

from codesign.domain import events as e
from codesign.domain.designs import Design
from codesign.domain.ids import IdeaId, RedesignId
from codesign.domain.recorded import Recorded
from codesign.domain.workshop import Workshop
from codesign.projections.keys import Key
from codesign.projections.records.redesigns import version_key

# What the later thing is to the earlier one.
How = Literal[
    "supports",
    "answers",
    "under",
    "same_as",
    "copied",
    "merged",
    "split",
    "voted_on",
    "asked_again",
    "reason",
    "answered_in",
    "decided",
    "response",
    "draws_on",
    "version",
    "suggested",
    "accepted",
    "worry",
    "integrated",
    "not_upheld",
    "option",
    "criterion",
    "scored",
    "estimated",
    "preferred_by",
    "pledged",
    "position",
    "replaced",
    "condition",
    "room_vote",
    "agreed",
    "formal_decision",
    "equality",
    "risk",
    "milestone",
    "waits_for",
    "step",
]
# Told even where it ended: what was voted on was voted on with the ideas it had then, and
# ideas are put under a theme before everybody's eyes.
TOLD_AFTERWARDS: Final[frozenset[How]] = frozenset({"under"})
# What of a vote goes on with a step; None where all of it does.
Carries = frozenset[str] | None


class Derivation(NamedTuple):
    """A step: `later` came about from `earlier` by the event `seq`.

    It stands until the event `until`, None while it stands.
    """

    how: How
    earlier: Key
    later: Key
    seq: int
    carries: Carries = None
    until: int | None = None

    @property
    def ends(self) -> tuple[Key, Key]:
        """The two things it joins."""
        return self.earlier, self.later

    def goes_on(self, after: "Derivation") -> bool:
        """Tell whether the step `after` takes along what came by this one.

        Not where it had left again before, of a theme not what came under it later, and
        of a vote only what was chosen.
        """
        if self.until is not None and after.seq >= self.until:
            return False
        if self.how == "under" and after.seq < self.seq:
            return False
        return self.carries is None or after.carries is None or bool(self.carries & after.carries)


class Derivations:
    """Every step of a log."""

    def __init__(self) -> None:
        self._all: list[Derivation] = []
        self._standing: dict[tuple[How, Key, Key], int] = {}
        self._of: defaultdict[Key, list[int]] = defaultdict(list)

    def take(self, workshop: Workshop, recorded: Recorded) -> None:
        """Note what one event, already evolved into the workshop, made of what."""
        stated = _STATED.get(type(recorded.event))
        if stated is not None:
            for each in stated(workshop, recorded.event):
                self._apply(each, recorded)

    def of(self, key: Key, seq: int) -> Iterator[Derivation]:
        """Yield the steps to and from a thing that are told at a version, oldest first."""
        for index in self._of.get(key, ()):
            each = self._all[index]
            if each.seq > seq:
                continue
            if each.until is None or each.until > seq:
                yield each._replace(until=None)
            elif each.how in TOLD_AFTERWARDS:
                yield each

    def _apply(self, stated: "Stated", recorded: Recorded) -> None:
        wanted = {(stated.how, *stated.ends(other)) for other in stated.others}
        for index in self._of.get(stated.key, ()):
            each = self._all[index]
            if each.how == stated.how and each.until is None and stated.is_of(each):
                again = (each.how, *each.ends) in wanted and each.carries == stated.carries
                if not again:
                    self._end(index, recorded.seq)
        for how, earlier, later in sorted(wanted):
            if (how, earlier, later) not in self._standing:
                self._begin(Derivation(how, earlier, later, recorded.seq, stated.carries))

    def _begin(self, derivation: Derivation) -> None:
        index = len(self._all)
        self._all.append(derivation)
        self._standing[derivation.how, derivation.earlier, derivation.later] = index
        for each in derivation.ends:
            self._of[each].append(index)

    def _end(self, index: int, seq: int) -> None:
        ended = self._all[index]
        self._all[index] = ended._replace(until=seq)
        del self._standing[ended.how, ended.earlier, ended.later]


class Stated(NamedTuple):
    """All that a thing came from in one way, or with `onwards` went into, as an event has it."""

    how: How
    key: Key
    others: tuple[Key, ...]
    onwards: bool = False
    carries: Carries = None

    def ends(self, other: Key) -> tuple[Key, Key]:
        """Return the earlier and the later of the thing and another."""
        return (self.key, other) if self.onwards else (other, self.key)

    def is_of(self, derivation: Derivation) -> bool:
        """Tell whether a step is one of those that this says all of."""
        return (derivation.earlier if self.onwards else derivation.later) == self.key


def _keys(collection: str, ids: Iterable[str]) -> tuple[Key, ...]:
    return tuple((collection, each) for each in ids)


def _version(redesign: RedesignId, number: int) -> Key:
    return ("redesign_versions", version_key(redesign, number))


def _standing_version(workshop: Workshop, redesign: RedesignId | None) -> tuple[Key, ...]:
    if redesign is None:
        return ()
    return (_version(redesign, workshop.redesigns[redesign].now.number),)


# --- ideas and themes ----------------------------------------------------------------


def _evidence(_: Workshop, event: e.EvidenceAdded) -> Iterator[Stated]:
    needs = _keys("needs", event.needs)
    yield Stated("supports", ("evidence", event.evidence), needs, onwards=True)


def _needs_answered(_: Workshop, event: e.NeedsAnswered) -> Iterator[Stated]:
    yield Stated("answers", ("ideas", event.idea), _keys("needs", event.needs))


def _step(_: Workshop, event: e.JourneyStepMapped) -> Iterator[Stated]:
    yield Stated("step", ("journey_steps", event.journey_step), (("personas", event.persona),))


def _placed(workshop: Workshop, ideas: Iterable[IdeaId]) -> Iterator[Stated]:
    """Yield where ideas are now, and those that were put with them."""
    for head in ideas:
        for each in (head, *workshop.joined.get(head, ())):
            idea = workshop.ideas[each]
            under = () if idea.theme is None else (("themes", str(idea.theme)),)
            into = () if idea.joined_into is None else (("ideas", str(idea.joined_into)),)
            yield Stated("under", ("ideas", each), under, onwards=True)
            yield Stated("same_as", ("ideas", each), into, onwards=True)


def _moved(
    workshop: Workshop, event: e.IdeasGrouped | e.IdeasUngrouped | e.IdeasParted | e.IdeasJoined
) -> Iterator[Stated]:
    heads = (event.idea,) if isinstance(event, e.IdeasJoined) else event.ideas
    yield from _placed(workshop, heads)


def _merged(workshop: Workshop, event: e.ThemesMerged) -> Iterator[Stated]:
    for each in event.merged:
        yield Stated("merged", ("themes", each), (("themes", event.theme),), onwards=True)
        yield from _placed(workshop, workshop.themes[each].held)


def _split(workshop: Workshop, event: e.ThemeSplit) -> Iterator[Stated]:
    yield Stated("split", ("themes", event.into), (("themes", event.theme),))
    yield from _placed(workshop, event.ideas)


def _dissolved(workshop: Workshop, event: e.ThemeDissolved) -> Iterator[Stated]:
    yield from _placed(workshop, workshop.themes[event.theme].held)


def _restored(workshop: Workshop, event: e.ThemeRestored) -> Iterator[Stated]:
    yield Stated("merged", ("themes", event.theme), (), onwards=True)
    yield from _placed(workshop, event.ideas)


def _reported_back(workshop: Workshop, event: e.ReportedBack) -> Iterator[Stated]:
    for idea in event.ideas:
        yield Stated("copied", ("ideas", idea.idea), (("ideas", idea.of),))
    for theme in event.themes:
        yield Stated("copied", ("themes", theme.theme), (("themes", theme.of),))
    themes = {each.theme for each in event.themes}
    brought = {each.idea for each in event.ideas}
    ideas = workshop.ideas.values()
    yield from _placed(
        workshop, [each.id for each in ideas if each.theme in themes or each.id in brought]
    )


def _report_withdrawn(workshop: Workshop, event: e.ReportBackWithdrawn) -> Iterator[Stated]:
    report = workshop.report_backs[event.report_back]
    # What others had put under its themes stands on its own again.
    loose = [each.id for each in workshop.ideas.values() if each.theme is None]
    yield from _placed(workshop, [*report.ideas, *loose])


# --- votes and decisions ---------------------------------------------------------------


def _opened(_: Workshop, event: e.RoundOpened) -> Iterator[Stated]:
    round_ = ("rounds", event.round)
    if event.rerun_of is not None:
        # What was voted on then goes on only where it is an option again.
        yield Stated("asked_again", round_, (("rounds", event.rerun_of),), carries=frozenset())
    if event.worry is not None:
        yield Stated("answered_in", ("reasons", event.worry), (round_,), onwards=True)


def _voted_on(workshop: Workshop, event: e.OptionAdded | e.OptionWithdrawn) -> Iterator[Stated]:
    option = workshop.polls[event.round].option(event.option)
    if option is not None and option.source != "text":
        polls = workshop.polls.items()
        rounds = [round_id for round_id, poll in polls if option.id in poll.options]
        yield Stated(
            "voted_on",
            (f"{option.source}s", option.id),
            _keys("rounds", rounds),
            onwards=True,
            carries=frozenset({str(option.id)}),
        )


def _reason(_: Workshop, event: e.ReasonGiven) -> Iterator[Stated]:
    of = frozenset({str(event.option)})
    yield Stated("reason", ("reasons", event.reason), (("rounds", event.round),), carries=of)


def _answered_in(
    _: Workshop, event: e.WorryIntegrated | e.WorryNotUpheld | e.WorryReopened
) -> Iterator[Stated]:
    rounds = () if isinstance(event, e.WorryReopened) else (("rounds", str(event.answered_in)),)
    yield Stated("answered_in", ("reasons", event.reason), rounds, onwards=True)


def _decided(_: Workshop, event: e.DecisionRecorded) -> Iterator[Stated]:
    rounds = () if event.round is None else (("rounds", str(event.round)),)
    # A decision that names no option rests on the vote as a whole.
    chosen = frozenset(map(str, event.options)) or None
    yield Stated("decided", ("decisions", event.decision), rounds, carries=chosen)


def _response(_: Workshop, event: e.ResponseGiven) -> Iterator[Stated]:
    yield Stated("response", ("responses", event.response), ((f"{event.about}s", event.id),))


# --- redesigns ---------------------------------------------------------------------------


def _named(design: Design) -> dict[How, set[Key]]:
    decision = () if design.decision is None else (design.decision,)
    return {
        "answers": set(_keys("needs", design.needs)),
        "draws_on": {
            *_keys("ideas", design.ideas),
            *_keys("themes", design.themes),
            *_keys("decisions", decision),
            *_keys("assets", design.assets),
        },
    }


def _redesigned(
    workshop: Workshop, event: e.RedesignDrafted | e.RedesignRevised
) -> Iterator[Stated]:
    """Yield what a version came from: the one before, and what it names beyond that one."""
    number = event.version if isinstance(event, e.RedesignRevised) else 1
    versions = workshop.redesigns[event.redesign].versions
    before = _named(versions[number - 2].design) if number > 1 else {}
    key = _version(event.redesign, number)
    for how, named in _named(versions[number - 1].design).items():
        yield Stated(how, key, tuple(named - before.get(how, set())))
    if isinstance(event, e.RedesignRevised):
        yield Stated("version", key, (_version(event.redesign, number - 1),))
        if event.amendment is not None:
            yield Stated("accepted", key, (("amendments", event.amendment),))


def _redacted(workshop: Workshop, event: e.ContributionRedacted) -> Iterator[Stated]:
    """Yield that a redesign answers nothing any more: that was destroyed with its words."""
    if event.kind == "redesign":
        for each in workshop.redesigns[RedesignId(event.id)].versions:
            key = _version(RedesignId(event.id), each.number)
            yield Stated("answers", key, ())
            yield Stated("draws_on", key, ())


def _suggested(
    workshop: Workshop, event: e.AmendmentProposed | e.AmendmentRebased
) -> Iterator[Stated]:
    found = workshop.amendments[event.amendment]
    yield Stated("suggested", ("amendments", found.id), (_version(found.redesign, event.version),))


def _worried(_: Workshop, event: e.ObjectionRaised) -> Iterator[Stated]:
    version = _version(event.redesign, event.version)
    yield Stated("worry", ("objections", event.objection), (version,))


def _worry_resolved(workshop: Workshop, event: e.ObjectionResolved) -> Iterator[Stated]:
    found = workshop.objections[event.objection]
    answer = () if event.version is None else (_version(found.redesign, event.version),)
    vote = () if event.round is None else (("rounds", str(event.round)),)
    yield Stated("integrated", ("objections", found.id), answer, onwards=True)
    yield Stated("not_upheld", ("objections", found.id), vote)


def _worry_reopened(_: Workshop, event: e.ObjectionReopened) -> Iterator[Stated]:
    yield Stated("integrated", ("objections", event.objection), (), onwards=True)
    yield Stated("not_upheld", ("objections", event.objection), ())


# --- choices, money, agreement, plan ---------------------------------------------------


def _option(workshop: Workshop, event: e.DeliveryOptionDescribed) -> Iterator[Stated]:
    of = _standing_version(workshop, event.redesign)
    yield Stated("option", ("delivery_options", event.delivery_option), of)


def _criterion(workshop: Workshop, event: e.CriterionDescribed) -> Iterator[Stated]:
    of = _standing_version(workshop, event.redesign)
    yield Stated("criterion", ("criteria", event.criterion), of)


def _scored(_: Workshop, event: e.OptionScored) -> Iterator[Stated]:
    of = (("delivery_options", str(event.delivery_option)), ("criteria", str(event.criterion)))
    yield Stated("scored", ("scores", event.score), of)


def _estimated(_: Workshop, event: e.EstimateRecorded) -> Iterator[Stated]:
    of = ("delivery_options", str(event.delivery_option))
    yield Stated("estimated", ("estimates", event.estimate), (of,))


def _preferred(_: Workshop, event: e.PreferredOptionSelected) -> Iterator[Stated]:
    by = () if event.round is None else (("rounds", str(event.round)),)
    yield Stated("preferred_by", ("delivery_options", event.delivery_option), by)


def _preferred_none(workshop: Workshop, event: e.PreferenceWithdrawn) -> Iterator[Stated]:
    for key, each in workshop.entries_of(e.DeliveryOptionDescribed):
        if each.says.redesign == event.redesign:
            yield Stated("preferred_by", ("delivery_options", key), ())


def _pledged(workshop: Workshop, event: e.PledgeMade) -> Iterator[Stated]:
    of = _standing_version(workshop, event.redesign)
    yield Stated("pledged", ("pledges", event.pledge), of)


def _position(workshop: Workshop, event: e.PositionTaken) -> Iterator[Stated]:
    key = ("positions", str(event.position))
    yield Stated("position", key, (_version(event.redesign, event.version),))
    before = workshop.positions.values()
    replaced = [each.id for each in before if each.replaced_by == event.position]
    yield Stated("replaced", key, _keys("positions", replaced))


def _condition(_: Workshop, event: e.ConditionSet) -> Iterator[Stated]:
    of = ("positions", str(event.position))
    yield Stated("condition", ("conditions", event.condition), (of,))


def _room_vote(_: Workshop, event: e.RoomVoteNamed) -> Iterator[Stated]:
    rounds = () if event.round is None else (("rounds", str(event.round)),)
    yield Stated("room_vote", ("agreements", event.redesign), rounds)


def _agreed(_: Workshop, event: e.RedesignAgreed) -> Iterator[Stated]:
    version = _version(event.redesign, event.version)
    of = (version, *_keys("positions", event.positions))
    yield Stated("agreed", ("agreements", event.redesign), of)


def _set_aside(_: Workshop, event: e.AgreementSetAside) -> Iterator[Stated]:
    yield Stated("agreed", ("agreements", event.redesign), ())


def _formal(_: Workshop, event: e.FormalDecisionRecorded) -> Iterator[Stated]:
    version = _version(event.redesign, event.version)
    key = ("formal_decisions", str(event.formal_decision))
    yield Stated("formal_decision", key, (version,))


def _equality(workshop: Workshop, event: e.EqualityImpactRecorded) -> Iterator[Stated]:
    of = _standing_version(workshop, event.redesign)
    yield Stated("equality", ("equality_impacts", event.equality_impact), of)


def _risk(workshop: Workshop, event: e.RiskRecorded) -> Iterator[Stated]:
    of = _standing_version(workshop, event.redesign)
    yield Stated("risk", ("risks", event.risk), of)


def _milestone(workshop: Workshop, event: e.MilestoneSet) -> Iterator[Stated]:
    key = ("milestones", str(event.milestone))
    yield Stated("milestone", key, _standing_version(workshop, event.redesign))
    yield Stated("waits_for", key, _keys("milestones", event.depends_on))


_STATED: Final[dict[type, Callable[[Workshop, Any], Iterable[Stated]]]] = {
    e.EvidenceAdded: _evidence,
    e.NeedsAnswered: _needs_answered,
    e.JourneyStepMapped: _step,
    e.IdeasGrouped: _moved,
    e.IdeasUngrouped: _moved,
    e.IdeasParted: _moved,
    e.IdeasJoined: _moved,
    e.ThemesMerged: _merged,
    e.ThemeSplit: _split,
    e.ThemeDissolved: _dissolved,
    e.ThemeRestored: _restored,
    e.ReportedBack: _reported_back,
    e.ReportBackWithdrawn: _report_withdrawn,
    e.RoundOpened: _opened,
    e.OptionAdded: _voted_on,
    e.OptionWithdrawn: _voted_on,
    e.ReasonGiven: _reason,
    e.WorryIntegrated: _answered_in,
    e.WorryNotUpheld: _answered_in,
    e.WorryReopened: _answered_in,
    e.DecisionRecorded: _decided,
    e.ResponseGiven: _response,
    e.RedesignDrafted: _redesigned,
    e.RedesignRevised: _redesigned,
    e.ContributionRedacted: _redacted,
    e.AmendmentProposed: _suggested,
    e.AmendmentRebased: _suggested,
    e.ObjectionRaised: _worried,
    e.ObjectionResolved: _worry_resolved,
    e.ObjectionReopened: _worry_reopened,
    e.DeliveryOptionDescribed: _option,
    e.CriterionDescribed: _criterion,
    e.OptionScored: _scored,
    e.EstimateRecorded: _estimated,
    e.PreferredOptionSelected: _preferred,
    e.PreferenceWithdrawn: _preferred_none,
    e.PledgeMade: _pledged,
    e.PositionTaken: _position,
    e.ConditionSet: _condition,
    e.RoomVoteNamed: _room_vote,
    e.RedesignAgreed: _agreed,
    e.AgreementSetAside: _set_aside,
    e.FormalDecisionRecorded: _formal,
    e.EqualityImpactRecorded: _equality,
    e.RiskRecorded: _risk,
    e.MilestoneSet: _milestone,
}
