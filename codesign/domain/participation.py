"""Rules: joining, people without a device, roles, leaving, erasure.

A person without a device is a full participant: on the roll, counted in
every denominator, and acted for by a table helper or a facilitator.
"""

from dataclasses import replace

from codesign.domain.access_needs import deleted_with
from codesign.domain.act import Act
from codesign.domain.areas import area_chosen
from codesign.domain.closing import contact_destroyed
from codesign.domain.commands import (
    AddParticipant,
    AssignHelper,
    ChangeRole,
    ChooseOrganisation,
    DeclareInterest,
    EraseParticipant,
    InviteFacilitator,
    JoinWorkshop,
    LeaveWorkshop,
    RenameParticipant,
    ReturnToWorkshop,
    WithdrawInterest,
)
from codesign.domain.dealing import assigned, places_of_late_comers
from codesign.domain.electorates import is_barred, proxies_ended
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import (
    AdmissionAsked,
    Event,
    HelperAssigned,
    InterestDeclared,
    InterestWithdrawn,
    OrganisationChosen,
    ParticipantErased,
    ParticipantJoined,
    ParticipantLeft,
    ParticipantRenamed,
    ParticipantReturned,
    ParticipantSeated,
    ParticipantUnlisted,
    RoleChanged,
    VoterAdded,
)
from codesign.domain.ids import ParticipantId
from codesign.domain.organisations import known_organisation
from codesign.domain.permissions import (
    HELPING,
    VOTING,
    fresh,
    may_act_for,
    person,
    require_facilitator,
    require_helping,
    require_running,
    require_self_or_running,
)
from codesign.domain.views import may_bid, sees_stage_as
from codesign.domain.words import NAME_CHARS, TABLE_CHARS, one_line, optional_line
from codesign.domain.workshop import (
    Participant,
    Workshop,
)


def join_workshop(workshop: Workshop, command: JoinWorkshop, act: Act) -> tuple[Event, ...]:
    """Come in as oneself, or ask to where there is a lobby; open rolls grow by who came in.

    An importer brings those whom a facilitator listed, past the door; who is
    on the door list passes the lobby.
    """
    if act.by != command.participant:
        raise CommandRejectedError("role_not_allowed")
    _require_new(workshop, command.participant)
    if _must_ask(workshop, command, act):
        return (_asking(workshop, command), *_of_area(workshop, command))
    joined = ParticipantJoined(
        participant=command.participant,
        name=one_line(command.name, NAME_CHARS),
        organisation=known_organisation(workshop, command.organisation),
        role="observer" if command.observer else "participant",
        device=True,
    )
    return (
        joined,
        *_of_area(workshop, command),
        *newcomer_arriving(workshop, joined, act),
    )


def _of_area(workshop: Workshop, command: JoinWorkshop | AddParticipant) -> tuple[Event, ...]:
    return area_chosen(workshop, command.participant, None, command.area)


def _must_ask(workshop: Workshop, command: JoinWorkshop, act: Act) -> bool:
    if workshop.door == "lobby" and command.participant in workshop.door_list:
        return False
    return workshop.door != "open" and act.via != "import"


def _asking(workshop: Workshop, command: JoinWorkshop) -> AdmissionAsked:
    if workshop.door == "locked":
        raise CommandRejectedError("door_locked")
    return AdmissionAsked(
        participant=command.participant,
        name=one_line(command.name, NAME_CHARS),
        organisation=known_organisation(workshop, command.organisation),
        role="observer" if command.observer else "participant",
    )


def invite_facilitator(
    workshop: Workshop, command: InviteFacilitator, act: Act
) -> tuple[Event, ...]:
    """Give a seat to somebody who will run the workshop or help at a table, by a link of theirs.

    Putting that seat out takes the link back.
    """
    require_running(workshop, act)
    if command.role not in HELPING:
        raise CommandRejectedError("role_not_allowed")
    if command.role == "facilitator":
        require_facilitator(workshop, act)
    _require_new(workshop, command.participant)
    joined = ParticipantJoined(
        participant=command.participant,
        name=one_line(command.name, NAME_CHARS),
        organisation=None,
        role=command.role,
        device=True,
    )
    return (joined, *newcomer_arriving(workshop, joined, act))


def add_participant(workshop: Workshop, command: AddParticipant, act: Act) -> tuple[Event, ...]:
    """Add a person at the door or a table; a table helper who adds one helps them."""
    require_helping(workshop, act)
    _require_new(workshop, command.participant)
    table = optional_line(command.table, TABLE_CHARS)
    helper = None if command.device else helper_for(workshop, command.helper, table, act)
    joined = ParticipantJoined(
        participant=command.participant,
        name=one_line(command.name, NAME_CHARS),
        organisation=known_organisation(workshop, command.organisation),
        role="participant",
        device=command.device,
        helper=helper,
    )
    seated = (ParticipantSeated(participant=joined.participant, table=table),) if table else ()
    of_area = _of_area(workshop, command)
    return (joined, *seated, *of_area, *newcomer_arriving(workshop, joined, act))


def leave_workshop(workshop: Workshop, command: LeaveWorkshop, act: Act) -> tuple[Event, ...]:
    """Leave for good; the last facilitator stays, so that somebody can run it."""
    leaver = person(workshop, command.participant)
    if leaver.left:
        return ()
    _require_entry_or_helper(workshop, leaver, act)
    if is_last_facilitator(workshop, leaver):
        raise CommandRejectedError("last_facilitator")
    return (ParticipantLeft(participant=leaver.id),)


def return_to_workshop(
    workshop: Workshop, command: ReturnToWorkshop, act: Act
) -> tuple[Event, ...]:
    """Come back after leaving; open rolls grow by this person again.

    A table helper brings back people without a device only; who was put out
    is readmitted, not returned.
    """
    returner = unerased(workshop, command.participant)
    if returner.removed:
        raise CommandRejectedError("removed")
    if act.by != returner.id:
        require = require_running if returner.device else require_helping
        require(workshop, act)
    if not returner.left:
        return ()
    along = arriving(workshop, as_if(returner, left=False))
    return (ParticipantReturned(participant=returner.id), *along)


def rename_participant(
    workshop: Workshop, command: RenameParticipant, act: Act
) -> tuple[Event, ...]:
    """Go by another name."""
    named = unerased(workshop, command.participant)
    _require_entry_or_helper(workshop, named, act)
    name = one_line(command.name, NAME_CHARS)
    return () if name == named.name else (ParticipantRenamed(participant=named.id, name=name),)


def choose_organisation(
    workshop: Workshop, command: ChooseOrganisation, act: Act
) -> tuple[Event, ...]:
    """Speak for another organisation, or for none."""
    chooser = unerased(workshop, command.participant)
    _require_entry_or_helper(workshop, chooser, act)
    organisation = known_organisation(workshop, command.organisation)
    if organisation == chooser.organisation:
        return ()
    if may_bid(workshop, chooser.organisation):
        # Else whoever may bid could look into stages closed to bidders.
        require_running(workshop, act)
    return (OrganisationChosen(participant=chooser.id, organisation=organisation),)


def change_role(workshop: Workshop, command: ChangeRole, act: Act) -> tuple[Event, ...]:
    """Give a person another role; a workshop keeps at least one facilitator.

    Only a facilitator makes another one, or takes that role away.
    """
    require_running(workshop, act)
    changed = unerased(workshop, command.participant)
    if changed.role == command.role:
        return ()
    if is_last_facilitator(workshop, changed):
        raise CommandRejectedError("last_facilitator")
    if "facilitator" in (changed.role, command.role):
        require_facilitator(workshop, act)
    if command.role in HELPING and not changed.device:
        raise CommandRejectedError("needs_device")
    return (
        RoleChanged(participant=changed.id, role=command.role),
        *onto_open_rolls(workshop, as_if(changed, role=command.role)),
    )


def assign_helper(workshop: Workshop, command: AssignHelper, act: Act) -> tuple[Event, ...]:
    """Let a table helper act for a person without a device."""
    require_helping(workshop, act)
    helped = unerased(workshop, command.participant)
    if helped.device:
        raise CommandRejectedError("not_for_them")
    helper = _helper(workshop, command.helper)
    if helper == helped.helper:
        return ()
    return (HelperAssigned(participant=helped.id, helper=helper),)


def declare_interest(workshop: Workshop, command: DeclareInterest, act: Act) -> tuple[Event, ...]:
    """Declare an interest in what is decided here."""
    require_self_or_running(workshop, act, command.participant)
    declarer = unerased(workshop, command.participant)
    if command.interest in declarer.interests:
        return ()
    return (InterestDeclared(participant=declarer.id, interest=command.interest),)


def withdraw_interest(workshop: Workshop, command: WithdrawInterest, act: Act) -> tuple[Event, ...]:
    """Take back an interest; one's own too only those who run the workshop can.

    Else whoever may gain could look into stages closed to them.
    """
    require_running(workshop, act)
    declarer = unerased(workshop, command.participant)
    if command.interest not in declarer.interests:
        return ()
    return (InterestWithdrawn(participant=declarer.id, interest=command.interest),)


def erase_participant(workshop: Workshop, command: EraseParticipant, act: Act) -> tuple[Event, ...]:
    """Destroy a person's name, also after they left.

    A facilitator's stays while they are the last one.
    """
    if act.by != command.participant:
        require_self_or_running(workshop, act, command.participant)
    if command.participant in workshop.door_list.keys() - workshop.participants.keys():
        return (ParticipantUnlisted(participant=command.participant),)
    erased = person(workshop, command.participant)
    if erased.erased:
        return ()
    if is_last_facilitator(workshop, erased):
        raise CommandRejectedError("last_facilitator")
    return (
        *contact_destroyed(workshop, erased.id),
        *proxies_ended(workshop, erased.id),
        ParticipantErased(participant=erased.id),
        *deleted_with(workshop, erased.id),
    )


def as_if(person: Participant, **changes: object) -> Participant:
    """Return the person as they will be."""
    return replace(person, **changes)  # type: ignore[arg-type]


def may_vote(person: Participant) -> bool:
    """Tell whether the person is on the roll of a round that opens now."""
    return person.role in VOTING and person.here


def helper_for(
    workshop: Workshop, helper: ParticipantId | None, table: str, act: Act
) -> ParticipantId | None:
    """Return who helps a newcomer: whom one says, else the helper of the table, else who asks.

    Raises:
        CommandRejectedError: `no_such_participant` or `role_not_allowed`.
    """
    if helper is not None:
        return _helper(workshop, helper)
    of_table = [
        each.id
        for each in workshop.participants.values()
        if table and each.table == table and each.role in HELPING and each.here
    ]
    if len(of_table) == 1:
        return of_table[0]
    adder = workshop.participants.get(act.by)
    return adder.id if adder is not None and adder.role == "table_helper" else None


def newcomer_arriving(workshop: Workshop, joined: ParticipantJoined, act: Act) -> tuple[Event, ...]:
    """Put a newcomer on the open rolls of what they may see and, while groups meet, into one."""
    return arriving(workshop, newcomer(joined, act))


def newcomer(joined: ParticipantJoined, act: Act) -> Participant:
    """Return the person who joined as the event says, as they will be."""
    return Participant(
        id=joined.participant,
        name=joined.name,
        organisation=joined.organisation,
        role=joined.role,
        device=joined.device,
        helper=joined.helper,
        joined_at=act.at,
    )


def arriving(workshop: Workshop, *people: Participant) -> tuple[Event, ...]:
    """Put those who come on the open rolls and, while groups meet, into a group."""
    rolls = (added for each in people for added in onto_open_rolls(workshop, each))
    return (*rolls, *_into_groups(workshop, people))


def _into_groups(workshop: Workshop, people: tuple[Participant, ...]) -> tuple[Event, ...]:
    if workshop.breakout is None or not workshop.breakouts[workshop.breakout].open:
        return ()
    breakout = workshop.breakouts[workshop.breakout]
    return assigned(workshop, breakout, places_of_late_comers(workshop, breakout, people))


def onto_open_rolls(
    workshop: Workshop, person: Participant, *, by_proxy: bool = False
) -> tuple[VoterAdded, ...]:
    """Put a person, as they are from now on, on the open rolls of what they may see.

    One whom another votes for `by_proxy` is put on those that take that, here or away.
    """
    if not (may_vote(person) or by_proxy):
        return ()
    there = as_if(person, left=False)
    return tuple(
        VoterAdded(round=each.id, participant=person.id)
        for each in workshop.rounds.values()
        if each.open
        and each.open_roll
        and each.group is None
        and person.id not in workshop.polls[each.id].roll
        and (may_vote(person) or each.proxies_at_most > 0)
        and sees_stage_as(workshop, each.stage, there)
        and not is_barred(person, each.barring)
    )


def _helper(workshop: Workshop, helper: ParticipantId | None) -> ParticipantId | None:
    if helper is None:
        return None
    found = person(workshop, helper)
    if found.role not in HELPING or not found.here:
        raise CommandRejectedError("role_not_allowed")
    return helper


def unerased(workshop: Workshop, participant: ParticipantId) -> Participant:
    """Return the person, who may have left.

    Raises:
        CommandRejectedError: `no_such_participant` or `person_erased`.
    """
    found = person(workshop, participant)
    if found.erased:
        raise CommandRejectedError("person_erased")
    return found


def _require_new(workshop: Workshop, participant: ParticipantId) -> None:
    if participant in workshop.participants:
        raise CommandRejectedError("already_on_roll")
    if participant not in workshop.door_list:
        fresh(workshop, participant)


def _require_entry_or_helper(workshop: Workshop, subject: Participant, act: Act) -> None:
    asker = workshop.participants.get(act.by)
    if asker is not None and may_act_for(asker, subject):
        return
    require_self_or_running(workshop, act, subject.id)


def is_last_facilitator(workshop: Workshop, subject: Participant) -> bool:
    """Tell whether nobody else here is a facilitator."""
    return subject.role == "facilitator" and not any(
        each.role == "facilitator" and each.id != subject.id and each.here
        for each in workshop.participants.values()
    )
