"""Rules: what an option costs and brings is estimated, and a figure checked.

A figure is somebody's rough guess until the holder of a post has checked it on a day,
and is one again when it is estimated anew. All figures of a redesign are in the prices of
one year: nothing is added up across price bases. By which rates they are reckoned is data, with
its source and its date: whoever does desk work may put others in the place of the defaults.
"""

from typing import Final

from codesign.domain.act import Act
from codesign.domain.appraisal import option_of
from codesign.domain.commands import (
    CheckEstimate,
    DropRates,
    RecordEstimate,
    SetRates,
    UncheckEstimate,
)
from codesign.domain.desk_work import require_desk_work
from codesign.domain.entries import entry, require_entering, unless_said
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import (
    CostType,
    EstimateChecked,
    EstimateRecorded,
    EstimateUnchecked,
    Event,
    RatesDropped,
    RatesSet,
    Reach,
    StageKind,
    YearEstimate,
)
from codesign.domain.fields import GRADES, date_written, day, require_in, require_years, year
from codesign.domain.ids import EstimateId, OrganisationId
from codesign.domain.organisations import known_organisation
from codesign.domain.words import NAME_CHARS, TITLE_CHARS, one_line, optional_line
from codesign.domain.workshop import Workshop
from codesign.methods.cost_benefit import MILLE, Band, GradeTerms

MONEY_STAGES: Final[frozenset[StageKind]] = frozenset(
    {"money", "redesign", "choices", "agree", "plan"}
)
# Five hundred million pounds in a year: with as many figures as there may be, three times
# themselves by their grade, every sum and every value in today's money stays a whole number
# that a browser knows exactly (2 ** 53).
AMOUNT_AT_MOST: Final = 5 * 10**10
ESTIMATES_AT_MOST: Final = 1_000
# Per mille: what a grade may add to costs, take from benefits, and err by, so that there is
# always some cost left to divide by.
_TERMS_AT_MOST: Final = GradeTerms(on_costs=2_000, on_benefits=MILLE, known_error=900)
# A fifth a year, per ten thousand, and as many bands as anybody has.
_RATE_AT_MOST: Final = 2_000
_BANDS_AT_MOST: Final = 10


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


def set_rates(workshop: Workshop, command: SetRates, act: Act) -> tuple[Event, ...]:
    """Reckon all costs and benefits by rates that have a source and a date."""
    require_desk_work(workshop, act)
    recorded = RatesSet(
        source=one_line(command.source, TITLE_CHARS, field="source"),
        dated=date_written(command.dated, field="dated"),
        bands=_bands(command.bands),
        grades=_grades(command.grades),
    )
    if not recorded.dated:
        raise CommandRejectedError("bad_date", field="dated")
    return () if _reckons_by(workshop, recorded) else (recorded,)


def drop_rates(workshop: Workshop, _: DropRates, act: Act) -> tuple[Event, ...]:
    """Reckon all costs and benefits by the illustrative defaults again."""
    require_desk_work(workshop, act)
    return () if workshop.rates is None else (RatesDropped(),)


def _bands(bands: tuple[Band, ...]) -> tuple[Band, ...]:
    """Return discount rates of which the first holds from the first year, each later from later."""
    since = [each.since for each in bands]
    if not 1 <= len(bands) <= _BANDS_AT_MOST or since[0] != 0 or since != sorted(set(since)):
        raise CommandRejectedError("bad_bands", field="bands")
    for row, each in enumerate(bands, 1):
        if not 0 <= each.rate <= _RATE_AT_MOST:
            raise CommandRejectedError("bad_bands", field="bands", row=row)
    return bands


def _grades(grades: tuple[GradeTerms, ...]) -> tuple[GradeTerms, ...]:
    """Return what every grade means, none left out."""
    if len(grades) != len(GRADES):
        raise CommandRejectedError("bad_grade_terms", field="grades")
    for row, each in enumerate(grades, 1):
        for name in ("on_costs", "on_benefits", "known_error"):
            if not 0 <= getattr(each, name) <= getattr(_TERMS_AT_MOST, name):
                raise CommandRejectedError("bad_grade_terms", field="grades", row=row)
    return grades


def _reckons_by(workshop: Workshop, recorded: RatesSet) -> bool:
    held = workshop.rates
    if held is None:
        return False
    grades = tuple(held.rates.grades.values())
    now = (held.rates.source, held.rates.dated, held.rates.bands, grades)
    return now == (recorded.source, recorded.dated, recorded.bands, recorded.grades)


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
