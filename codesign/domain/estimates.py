"""Rules: what an option costs and brings is estimated, and a figure checked.

A figure is somebody's rough guess until the holder of a post has checked it on a day,
and is one again when it is estimated anew. All figures of a redesign are in the prices of
one year: nothing is added up across price bases.
"""

from typing import Final

from codesign.domain.act import Act
from codesign.domain.appraisal import option_of
from codesign.domain.commands import CheckEstimate, RecordEstimate, UncheckEstimate
from codesign.domain.desk_work import require_desk_work
from codesign.domain.entries import entry, require_entering, unless_said
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import (
    CostType,
    EstimateChecked,
    EstimateRecorded,
    EstimateUnchecked,
    Event,
    Reach,
    StageKind,
    YearEstimate,
)
from codesign.domain.fields import GRADES, day, require_in, require_years, year
from codesign.domain.ids import EstimateId, OrganisationId
from codesign.domain.participation import known_organisation
from codesign.domain.words import NAME_CHARS, TITLE_CHARS, one_line, optional_line
from codesign.domain.workshop import Workshop
from codesign.methods.cost_benefit import MILLE

MONEY_STAGES: Final[frozenset[StageKind]] = frozenset(
    {"money", "redesign", "choices", "agree", "plan"}
)
# A thousand million pounds in a year: with as many figures as there may be, every sum and
# every value in today's money stays a whole number that a browser knows exactly (2 ** 53).
AMOUNT_AT_MOST: Final = 10**11
ESTIMATES_AT_MOST: Final = 1_000


def record_estimate(workshop: Workshop, command: RecordEstimate, act: Act) -> tuple[Event, ...]:
    """Estimate a cost or benefit of an option, or estimate it anew."""
    key = command.estimate
    require_entering(workshop, "estimate", key, command.stage, MONEY_STAGES, act)
    option = option_of(workshop, command.delivery_option)
    require_in(command.grade, GRADES, "bad_grade", field="grade")
    found = workshop.entries.get(key)
    if found is not None and found.says.delivery_option != option.delivery_option:
        raise CommandRejectedError("no_such_entry", field="delivery_option")
    recorded = EstimateRecorded(
        estimate=key,
        stage=command.stage,
        redesign=option.redesign,
        delivery_option=option.delivery_option,
        side=command.side,
        cost_type=_cost_type(command),
        party=command.party,
        organisation=_party(workshop, command),
        by_year=_by_year(command),
        reach=_reach(command),
        grade=command.grade,
        price_base=year(command.price_base, field="price_base"),
        what=one_line(command.what, TITLE_CHARS, field="what"),
        source=optional_line(command.source, TITLE_CHARS, field="source"),
    )
    _require_fits_others(workshop, recorded)
    return unless_said(workshop, recorded)


def check_estimate(workshop: Workshop, command: CheckEstimate, act: Act) -> tuple[Event, ...]:
    """Record that the holder of a post checked a figure as it stands."""
    require_desk_work(workshop, act)
    _require_standing(workshop, command.estimate)
    post = one_line(command.post, NAME_CHARS, field="post")
    on = day(command.on, field="on")
    found = workshop.checks.get(command.estimate)
    if found is not None and (found.post, found.on) == (post, on):
        return ()
    return (EstimateChecked(estimate=command.estimate, post=post, on=on),)


def uncheck_estimate(workshop: Workshop, command: UncheckEstimate, act: Act) -> tuple[Event, ...]:
    """Let a figure count as rough again."""
    require_desk_work(workshop, act)
    _require_standing(workshop, command.estimate)
    if command.estimate not in workshop.checks:
        return ()
    return (EstimateUnchecked(estimate=command.estimate),)


def _cost_type(command: RecordEstimate) -> CostType | None:
    if command.side != "cost":
        return None
    return command.cost_type or "revenue"


def _party(workshop: Workshop, command: RecordEstimate) -> OrganisationId | None:
    if command.party != "organisation":
        return None
    organisation = known_organisation(workshop, command.organisation)
    if organisation is None:
        raise CommandRejectedError("no_such_organisation", field="organisation")
    return organisation


def _by_year(command: RecordEstimate) -> tuple[YearEstimate, ...]:
    """Return the years in their order, each with an amount, or a phase-in, that fits."""
    if not command.by_year:
        raise CommandRejectedError("no_years", field="by_year")
    require_years(each.year for each in command.by_year)
    most = AMOUNT_AT_MOST if command.reach is None else MILLE
    code = "bad_amount" if command.reach is None else "bad_share"
    for row, each in enumerate(command.by_year, 1):
        if not 0 <= each.amount <= most:
            raise CommandRejectedError(code, field="by_year", row=row)
        fiscal = command.side == "fiscal"
        if not 0 <= each.cashable <= (MILLE if fiscal else 0):
            raise CommandRejectedError("bad_cashable", field="by_year", row=row)
    return tuple(sorted(command.by_year, key=lambda each: each.year))


def _reach(command: RecordEstimate) -> Reach | None:
    reach = command.reach
    if reach is None:
        return None
    if command.side == "cost":
        raise CommandRejectedError("reach_of_a_cost", field="reach")
    for name in ("affected", "engaged", "impact", "deadweight"):
        if not 0 <= getattr(reach, name) <= MILLE:
            raise CommandRejectedError("bad_share", field=name)
    if reach.population < 0 or reach.unit_value < 0:
        raise CommandRejectedError("bad_amount", field="population")
    if reach.population * reach.unit_value > AMOUNT_AT_MOST:
        raise CommandRejectedError("bad_amount", field="unit_value")
    return reach


def _require_fits_others(workshop: Workshop, recorded: EstimateRecorded) -> None:
    """Hold domain.md 4.3, invariant 6: no figures in the prices of different years."""
    others = [
        each.says
        for key, each in workshop.entries_of(EstimateRecorded)
        if key != recorded.estimate and each.stands and each.says.redesign == recorded.redesign
    ]
    if len(others) >= ESTIMATES_AT_MOST:
        raise CommandRejectedError("too_many")
    if any(each.price_base != recorded.price_base for each in others):
        raise CommandRejectedError("price_bases_differ", field="price_base")


def _require_standing(workshop: Workshop, key: EstimateId) -> None:
    if not entry(workshop, "estimate", key).stands:
        raise CommandRejectedError("no_such_entry")
