"""Rules: organisations pledge what they put in, and a pledge is confirmed by an authority.

A pledge counts as indicative, or as waiting for approval, until it is confirmed: by the
authority delegated to whoever speaks for the organisation, or by a named decision of its
own. Said anew it is to be confirmed anew. Only confirmed pooled money is in the shared pot.
"""

from codesign.domain.act import Act
from codesign.domain.commands import ConfirmPledge, MakePledge, UnconfirmPledge
from codesign.domain.desk_work import require_desk_work
from codesign.domain.entries import entry, require_entering, unless_said
from codesign.domain.errors import CommandRejectedError
from codesign.domain.estimates import AMOUNT_AT_MOST, MONEY_STAGES
from codesign.domain.events import (
    Event,
    PledgeConfirmed,
    PledgeMade,
    PledgeUnconfirmed,
    YearAmount,
)
from codesign.domain.fields import day, require_years
from codesign.domain.ids import OrganisationId, PledgeId
from codesign.domain.organisations import known_organisation
from codesign.domain.redesigns import standing
from codesign.domain.words import TITLE_CHARS, optional_line, optional_words
from codesign.domain.workshop import Workshop


def make_pledge(workshop: Workshop, command: MakePledge, act: Act) -> tuple[Event, ...]:
    """Say what an organisation puts into a redesign, or say it anew."""
    key = command.pledge
    require_entering(workshop, "pledge", key, command.stage, MONEY_STAGES, act)
    standing(workshop, command.redesign)
    found = workshop.entries.get(key)
    if found is not None and found.says.redesign != command.redesign:
        raise CommandRejectedError("no_such_entry")
    what = optional_words(command.what, field="what")
    made = PledgeMade(
        pledge=key,
        stage=command.stage,
        redesign=command.redesign,
        organisation=_organisation(workshop, command.organisation, field="organisation"),
        kind=command.kind,
        by_year=_by_year(command, what),
        standing=command.standing,
        host=_host(workshop, command),
        what=what,
        conditions=optional_words(command.conditions, field="conditions"),
        legal_basis=optional_line(command.legal_basis, TITLE_CHARS, field="legal_basis"),
    )
    return unless_said(workshop, made)


def confirm_pledge(workshop: Workshop, command: ConfirmPledge, act: Act) -> tuple[Event, ...]:
    """Record that a pledge holds: by delegated authority, or by the decision that is named."""
    require_desk_work(workshop, act)
    pledge = _standing_pledge(workshop, command.pledge)
    authority = optional_line(command.authority, TITLE_CHARS, field="authority")
    mandate = workshop.mandates.get(pledge.organisation)
    delegated = mandate is not None and mandate.capacity == "delegated_authority"
    if not authority and not delegated:
        raise CommandRejectedError("needs_authority", field="authority")
    on = day(command.on, field="on")
    found = workshop.confirmations.get(command.pledge)
    if found is not None and (found.authority, found.on) == (authority, on):
        return ()
    return (PledgeConfirmed(pledge=command.pledge, authority=authority, on=on),)


def unconfirm_pledge(workshop: Workshop, command: UnconfirmPledge, act: Act) -> tuple[Event, ...]:
    """Let a pledge count as not confirmed again."""
    require_desk_work(workshop, act)
    _standing_pledge(workshop, command.pledge)
    if command.pledge not in workshop.confirmations:
        return ()
    return (PledgeUnconfirmed(pledge=command.pledge),)


def _organisation(
    workshop: Workshop, organisation: OrganisationId | None, *, field: str
) -> OrganisationId:
    found = known_organisation(workshop, organisation)
    if found is None:
        raise CommandRejectedError("no_such_organisation", field=field)
    return found


def _host(workshop: Workshop, command: MakePledge) -> OrganisationId | None:
    """Return who keeps the account: only pooled money has one."""
    if command.host is None or command.kind != "pooled":
        return None
    return _organisation(workshop, command.host, field="host")


def _by_year(command: MakePledge, what: str) -> tuple[YearAmount, ...]:
    require_years(each.year for each in command.by_year)
    for row, each in enumerate(command.by_year, 1):
        if not 0 < each.amount <= AMOUNT_AT_MOST:
            raise CommandRejectedError("bad_amount", field="by_year", row=row)
    if command.kind == "in_kind":
        if not what:
            raise CommandRejectedError("empty_text", field="what")
    elif not command.by_year:
        raise CommandRejectedError("no_years", field="by_year")
    return tuple(sorted(command.by_year, key=lambda each: each.year))


def _standing_pledge(workshop: Workshop, key: PledgeId) -> PledgeMade:
    found = entry(workshop, "pledge", key)
    if not found.stands:
        raise CommandRejectedError("no_such_entry")
    made: PledgeMade = found.says
    return made
