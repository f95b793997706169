"""Rules: organisations say where they stand, and a redesign is agreed.

What the room decided prints at once; what organisations agree to comes after,
in the room or weeks later. Each position is on one exact text, proved by its hash:
a later version leaves it where it was, signed for what was read. Who signs holds
the organisation's mandate, or a facilitator types in what was confirmed in writing,
labelled so. Nothing is agreed while anything the rule asks for is missing.
"""

from typing import Final, get_args

from codesign.domain.act import Act
from codesign.domain.commands import (
    AgreeRedesign,
    MarkCondition,
    NameRoomVote,
    RecordFormalDecision,
    SetAgreementAside,
    SetAgreementTerms,
    TakePosition,
    WithdrawFormalDecision,
    WithdrawPosition,
)
from codesign.domain.desk_work import require_desk_work
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import (
    LEVELS,
    AgreementSetAside,
    AgreementTermsSet,
    Capacity,
    ConditionMarked,
    ConditionSet,
    Event,
    FormalDecisionRecorded,
    FormalDecisionWithdrawn,
    Level,
    ObjectionRaised,
    PositionGiven,
    PositionTaken,
    PositionWithdrawn,
    RedesignAgreed,
    RoomVoteNamed,
)
from codesign.domain.evolve.agreements import agreement_of
from codesign.domain.fields import day
from codesign.domain.ids import OrganisationId, PositionId
from codesign.domain.mandates import mandate_of
from codesign.domain.missing import facts_of, missing
from codesign.domain.permissions import fresh, require_contributor, require_running
from codesign.domain.redesigns import redesign, standing
from codesign.domain.rounds import round_
from codesign.domain.views import sees_stage
from codesign.domain.words import NAME_CHARS, TITLE_CHARS, one_line, optional_line, optional_words
from codesign.domain.words import words as some_words
from codesign.domain.workshop import FormalDecision, Position, Redesign, Workshop

AT_ONCE: Final = 50
# What a signature can bind to, the most first.
_CAPACITIES: Final[tuple[Capacity, ...]] = get_args(Capacity)
# What a mandate cannot promise by itself is promised subject to who can.
_PROMISING: Final[frozenset[Capacity]] = frozenset({"delegated_authority", "subject_to_governance"})


def position(workshop: Workshop, position_id: PositionId) -> Position:
    """Return the position of that id.

    Raises:
        CommandRejectedError: `no_such_position`.
    """
    found = workshop.positions.get(position_id)
    if found is None:
        raise CommandRejectedError("no_such_position")
    return found


def set_agreement_terms(
    workshop: Workshop, command: SetAgreementTerms, act: Act
) -> tuple[Event, ...]:
    """Say by which rule a redesign is agreed, and who must agree, on the record."""
    require_running(workshop, act)
    found = standing(workshop, command.redesign)
    if len(command.required) > AT_ONCE:
        raise CommandRejectedError("too_many")
    required = tuple(dict.fromkeys(command.required))
    for each in required:
        _require_listed(workshop, each)
    if sorted(command.order) != sorted(LEVELS):
        raise CommandRejectedError("bad_order")
    now = agreement_of(workshop, found.id)
    if (now.rule, now.required, now.order) == (command.rule, required, command.order):
        return ()
    return (
        AgreementTermsSet(
            redesign=found.id, rule=command.rule, required=required, order=command.order
        ),
    )


def name_room_vote(workshop: Workshop, command: NameRoomVote, act: Act) -> tuple[Event, ...]:
    """Name the vote by which the room answered to a version, carried or not."""
    require_running(workshop, act)
    found = standing(workshop, command.redesign)
    if found.version(command.version) is None:
        raise CommandRejectedError("no_such_version")
    if command.round is not None:
        vote = round_(workshop, command.round)
        if vote.group is not None:
            raise CommandRejectedError("other_board")
        if vote.void_reason is not None:
            raise CommandRejectedError("round_void")
    now = agreement_of(workshop, found.id)
    if now.round == command.round and (
        command.round is None or now.round_version == command.version
    ):
        return ()
    return (RoomVoteNamed(redesign=found.id, version=command.version, round=command.round),)


def take_position(workshop: Workshop, command: TakePosition, act: Act) -> tuple[Event, ...]:
    """Say where an organisation stands on the text as it is now (invariant 9)."""
    found = standing(workshop, command.redesign)
    capacity = _capacity(workshop, found, command, act)
    if (command.version, command.hash) != (found.now.number, found.now.hash):
        raise CommandRejectedError("version_overtaken")
    if found.now.redacted:
        raise CommandRejectedError("words_gone")
    fresh(workshop, command.position)
    authority = optional_words(command.authority, field="authority")
    if command.written and not authority:
        raise CommandRejectedError("confirmation_missing", field="authority")
    taken = PositionTaken(
        position=command.position,
        redesign=found.id,
        version=command.version,
        hash=command.hash,
        organisation=command.organisation,
        level=command.level,
        capacity=_promised(command.level, capacity),
        given=_given(command, act),
        signatory=optional_line(command.signatory, TITLE_CHARS, field="signatory")
        or _post(workshop, command),
        authority=authority,
    )
    return (taken, *_conditions(workshop, command), *_worry(workshop, command))


def withdraw_position(workshop: Workshop, command: WithdrawPosition, act: Act) -> tuple[Event, ...]:
    """Take a position back: who speaks for the organisation, or who runs the workshop."""
    found = position(workshop, command.position)
    _require_voice_or_running(workshop, found.organisation, act)
    if not found.stands:
        return ()
    return (PositionWithdrawn(position=found.id, reason=some_words(command.reason)),)


def mark_condition(workshop: Workshop, command: MarkCondition, act: Act) -> tuple[Event, ...]:
    """Say that a condition is met: whose it is, or who does desk work."""
    found = workshop.conditions.get(command.condition)
    if found is None:
        raise CommandRejectedError("no_such_condition")
    organisation = workshop.positions[found.position].organisation
    if _speaks(workshop, organisation, act):
        require_contributor(workshop, act)
    else:
        require_desk_work(workshop, act)
    if (found.met_seq is not None) == command.met:
        return ()
    return (ConditionMarked(condition=found.id, met=command.met),)


def agree_redesign(workshop: Workshop, command: AgreeRedesign, act: Act) -> tuple[Event, ...]:
    """Record that the version one read is agreed, or say what is missing (invariant 10)."""
    require_running(workshop, act)
    found = standing(workshop, command.redesign)
    if command.version != found.now.number:
        raise CommandRejectedError("version_overtaken")
    agreement = agreement_of(workshop, found.id)
    agreed = agreement.agreed
    if agreed is not None and agreed.aside is None and agreed.version == command.version:
        return ()
    lacking = missing(facts_of(workshop, found.id))
    if lacking:
        raise CommandRejectedError("not_agreed_yet", sentence=lacking)
    return (
        RedesignAgreed(
            redesign=found.id,
            version=command.version,
            hash=found.now.hash,
            rule=agreement.rule,
            round=agreement.round if agreement.rule != "organisations" else None,
            positions=agreement.positions,
        ),
    )


def set_agreement_aside(
    workshop: Workshop, command: SetAgreementAside, act: Act
) -> tuple[Event, ...]:
    """Let an agreement stand no longer, with a reason."""
    require_running(workshop, act)
    found = redesign(workshop, command.redesign)
    agreed = agreement_of(workshop, found.id).agreed
    if agreed is None or agreed.aside is not None:
        return ()
    return (AgreementSetAside(redesign=found.id, reason=some_words(command.reason)),)


def record_formal_decision(
    workshop: Workshop, command: RecordFormalDecision, act: Act
) -> tuple[Event, ...]:
    """Record what a body decided on what was agreed, or correct it."""
    require_desk_work(workshop, act)
    found = redesign(workshop, command.redesign)
    agreed = agreement_of(workshop, found.id).agreed
    if agreed is None or agreed.aside is not None:
        raise CommandRejectedError("not_agreed_yet")
    known = workshop.formal_decisions.get(command.formal_decision)
    if known is None:
        fresh(workshop, command.formal_decision)
    elif known.redesign != found.id:
        raise CommandRejectedError("no_such_formal_decision")
    recorded = FormalDecisionRecorded(
        formal_decision=command.formal_decision,
        redesign=found.id,
        version=agreed.version if known is None else known.version,
        outcome=command.outcome,
        on=day(command.on, field="on"),
        call_in_until=day(command.call_in_until, field="call_in_until")
        if command.call_in_until
        else "",
        body=one_line(command.body, TITLE_CHARS),
        minute=optional_line(command.minute, TITLE_CHARS),
        reasons=optional_words(command.reasons),
    )
    if recorded.call_in_until and recorded.call_in_until < recorded.on:
        raise CommandRejectedError("no_dates")
    return () if known is not None and _says(known, recorded) else (recorded,)


def withdraw_formal_decision(
    workshop: Workshop, command: WithdrawFormalDecision, act: Act
) -> tuple[Event, ...]:
    """Take a formal decision off the record: it was called in, or recorded in error."""
    require_desk_work(workshop, act)
    found = workshop.formal_decisions.get(command.formal_decision)
    if found is None:
        raise CommandRejectedError("no_such_formal_decision")
    if found.withdrawn_reason is not None:
        return ()
    reason = some_words(command.reason)
    return (FormalDecisionWithdrawn(formal_decision=found.id, reason=reason),)


def _capacity(workshop: Workshop, found: Redesign, command: TakePosition, act: Act) -> Capacity:
    """Return in what capacity this is said, if who asks may say it."""
    if command.written:
        require_running(workshop, act)
        _require_listed(workshop, command.organisation)
        return command.capacity or "officer_view"
    require_contributor(workshop, act)
    if not sees_stage(workshop, found.stage, act.who):
        raise CommandRejectedError("no_such_redesign")
    _require_listed(workshop, command.organisation)
    if not _speaks(workshop, command.organisation, act):
        raise CommandRejectedError("no_mandate")
    mandated = workshop.mandates[command.organisation].capacity
    # Nobody promises more than their mandate lets them.
    return max(mandated, command.capacity or mandated, key=_CAPACITIES.index)


def _promised(level: Level, capacity: Capacity) -> Capacity:
    if level == "will_deliver" and capacity not in _PROMISING:
        return "subject_to_governance"
    return capacity


def _given(command: TakePosition, act: Act) -> PositionGiven:
    if command.written:
        return "written"
    return "link" if act.via == "form" else "room"


def _post(workshop: Workshop, command: TakePosition) -> str:
    """Return the post of who speaks for it; who confirmed something in writing may be another."""
    return "" if command.written else workshop.mandates[command.organisation].post


def _conditions(workshop: Workshop, command: TakePosition) -> tuple[ConditionSet, ...]:
    if len(command.conditions) > AT_ONCE:
        raise CommandRejectedError("too_many")
    ids = [each.condition for each in command.conditions]
    for named in ids:
        fresh(workshop, named)
    if len({*ids, command.position}) != len(ids) + 1:
        raise CommandRejectedError("id_taken")
    return tuple(
        ConditionSet(
            condition=each.condition,
            position=command.position,
            text=some_words(each.text),
            owner=optional_line(each.owner, TITLE_CHARS),
            due=optional_line(each.due, NAME_CHARS),
        )
        for each in command.conditions
    )


def _worry(workshop: Workshop, command: TakePosition) -> tuple[ObjectionRaised, ...]:
    """Return the worry that comes with a position, of the version it is on, in whatever stage.

    Whose worry it is may take it back, so nobody raises one by typing in what another wrote.
    """
    worry = command.worry
    if worry is None:
        return ()
    if command.written:
        raise CommandRejectedError("no_mandate", field="worry")
    fresh(workshop, worry.objection)
    if worry.objection in {command.position, *(each.condition for each in command.conditions)}:
        raise CommandRejectedError("id_taken")
    return (
        ObjectionRaised(
            objection=worry.objection,
            redesign=command.redesign,
            version=command.version,
            stage=None,
            severity=worry.severity,
            reason=some_words(worry.reason, field="worry"),
        ),
    )


def _speaks(workshop: Workshop, organisation: OrganisationId, act: Act) -> bool:
    mandate = mandate_of(workshop, act.who)
    return mandate is not None and mandate.organisation == organisation


def _require_voice_or_running(workshop: Workshop, organisation: OrganisationId, act: Act) -> None:
    if act.is_system or not _speaks(workshop, organisation, act):
        require_running(workshop, act)
    else:
        require_contributor(workshop, act)


def _require_listed(workshop: Workshop, organisation: OrganisationId) -> None:
    found = workshop.organisations.get(organisation)
    if found is None or found.removed:
        raise CommandRejectedError("no_such_organisation")


def _says(known: FormalDecision, recorded: FormalDecisionRecorded) -> bool:
    if known.redacted or known.withdrawn_reason is not None:
        return False
    names = ("outcome", "on", "call_in_until", "body", "minute", "reasons")
    return all(getattr(known, name) == getattr(recorded, name) for name in names)
