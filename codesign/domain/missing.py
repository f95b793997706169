"""What a redesign still needs to be agreed, in one sentence.

Everything that decides is in `Facts`, so that every combination can be tried.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, assert_never

from codesign.domain.assurance import unassessed
from codesign.domain.events import AgreementRule, Level
from codesign.domain.evolve.agreements import agreement_of
from codesign.domain.ids import OrganisationId, RedesignId
from codesign.domain.rounds import carried
from codesign.domain.workshop import Agreement, Workshop

# Whether the room voted on this version: not at all, about an older one, with a result that
# is not shown yet, without a yes, or yes.
RoomVote = Literal["none", "older", "unseen", "not_carried", "carried"]

_LEVELS_TOLD: Final[dict[Level, str]] = {
    "will_deliver": "will deliver it",
    "endorse": "endorses it",
    "consent": "agrees",
    "consent_with_reservations": "agrees only with reservations",
    "stand_aside": "stands aside",
    "object": "objects",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Where a required organisation stands; `level` None where it has not said.

    `suffices` tells whether that is a yes by the order that was set.
    """

    organisation: str
    level: Level | None = None
    version: int = 0
    suffices: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that decides whether a version is agreed."""

    version: int
    rule: AgreementRule
    readable: bool = True
    needs: int = 1
    outcomes: int = 1
    unassessed: int = 0
    stopping: int = 0
    room: RoomVote = "carried"
    stands: Sequence[Stand] = field(default_factory=tuple)


def missing(facts: Facts) -> str:
    """Return what is missing, in one sentence; empty where nothing is (invariant 10)."""
    parts = [*_of_the_text(facts), *_of_the_room(facts), *_of_organisations(facts)]
    if not parts:
        return ""
    *before, last = parts
    listed = f"{'; '.join(before)}; and {last}" if before else last
    return f"Not agreed yet: {listed}."


def facts_of(workshop: Workshop, redesign: RedesignId) -> Facts:
    """Return what decides about the present version of a redesign."""
    now = workshop.redesigns[redesign].now
    agreement = agreement_of(workshop, redesign)
    worries = (each for each in workshop.objections.values() if each.redesign == redesign)
    return Facts(
        version=now.number,
        rule=agreement.rule,
        readable=not now.redacted,
        needs=len(now.design.needs),
        outcomes=len(now.design.outcomes),
        unassessed=unassessed(workshop, redesign),
        stopping=sum(each.stops for each in worries),
        room=_room_vote(workshop, agreement, now.number),
        stands=tuple(_stand(workshop, agreement, each) for each in agreement.required),
    )


def suffices(agreement: Agreement, level: Level) -> bool:
    """Tell whether a level is a yes, or more, by the order that was set."""
    return agreement.order.index(level) <= agreement.order.index("consent")


def _of_the_text(facts: Facts) -> Iterator[str]:
    if not facts.readable:
        yield "its words were removed, so it needs a new version"
    if not facts.needs:
        yield "it names no need it answers"
    if not facts.outcomes:
        yield "it names no outcome"
    if facts.unassessed:
        of = "characteristic" if facts.unassessed == 1 else "characteristics"
        yield f"its effect on {facts.unassessed} protected {of} is not assessed"
    if facts.stopping:
        worries = "worry is" if facts.stopping == 1 else "worries are"
        yield f"{facts.stopping} {worries} open"


def _of_the_room(facts: Facts) -> Iterator[str]:
    if facts.rule == "organisations":
        return
    match facts.room:
        case "none":
            yield "the room has not voted on it"
        case "older":
            yield "the room voted on an earlier version"
        case "unseen":
            yield "the result of the room's vote is not shown yet"
        case "not_carried":
            yield "the room's vote did not carry"
        case "carried":
            return
        case _:
            assert_never(facts.room)


def _of_organisations(facts: Facts) -> Iterator[str]:
    if facts.rule == "room":
        return
    if not facts.stands:
        yield "nobody has said which organisations must agree"
    for each in facts.stands:
        if each.level is None:
            yield f"{each.organisation} has not said where it stands"
        elif each.version != facts.version:
            yield f"{each.organisation} signed version {each.version}, now {facts.version}"
        elif not each.suffices:
            yield f"{each.organisation} {_LEVELS_TOLD[each.level]}"


def _room_vote(workshop: Workshop, agreement: Agreement, version: int) -> RoomVote:
    if agreement.round is None:
        return "none"
    if agreement.round_version != version:
        return "older"
    return "carried" if carried(workshop.rounds[agreement.round]) else "not_carried"


def _stand(workshop: Workshop, agreement: Agreement, organisation: OrganisationId) -> Stand:
    name = workshop.organisations[organisation].name
    positions = (workshop.positions[each] for each in agreement.positions)
    found = next((each for each in positions if each.organisation == organisation), None)
    if found is None:
        return Stand(organisation=name)
    return Stand(
        organisation=name,
        level=found.level,
        version=found.version,
        suffices=suffices(agreement, found.level),
    )
