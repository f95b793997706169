"""A redesign whose choices are compared and paid for: what tests of these begin with.

The figures are those of the illustrative fixture: domain.md, section 6.4.
"""

from dataclasses import replace
from typing import Final

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.commands import Command
from codesign.domain.designs import Design, canonical, content_hash
from codesign.domain.ids import (
    CriterionId,
    DeliveryOptionId,
    EstimateId,
    OrganisationId,
    ParticipantId,
    PledgeId,
    RedesignId,
    ScoreId,
)
from tests.given import (
    COUNCIL,
    EVERYBODY,
    FACILITATOR,
    PROVIDER,
    STAGE,
    Given,
    Past,
    given,
    id_of,
    organisation_added,
    past_fact,
    stage_added,
)

REDESIGN: Final = RedesignId(id_of("redesign"))
REDESIGN_2: Final = RedesignId(id_of("redesign_2"))
BAU: Final = DeliveryOptionId(id_of("bau"))
LEAST: Final = DeliveryOptionId(id_of("least"))
RESPONSE: Final = DeliveryOptionId(id_of("response"))
ALLIANCE: Final = DeliveryOptionId(id_of("alliance"))
FAST: Final = CriterionId(id_of("fast"))
FAIR: Final = CriterionId(id_of("fair"))
COST: Final = CriterionId(id_of("cost"))
DOABLE: Final = CriterionId(id_of("doable"))
LASTING: Final = CriterionId(id_of("lasting"))
CRITERIA: Final = (FAST, FAIR, COST, DOABLE, LASTING)
TRUST: Final = OrganisationId(id_of("trust"))
ESTIMATE: Final = EstimateId(id_of("estimate"))
ESTIMATE_2: Final = EstimateId(id_of("estimate_2"))
PLEDGE: Final = PledgeId(id_of("pledge"))
PLEDGE_2: Final = PledgeId(id_of("pledge_2"))
SCORES: Final = {
    RESPONSE: (100, 60, 50, 60, 70),
    ALLIANCE: (30, 80, 85, 80, 80),
    BAU: (0, 40, 90, 100, 40),
    LEAST: (20, 45, 80, 90, 45),
}


def redesign_drafted(redesign: RedesignId = REDESIGN) -> e.RedesignDrafted:
    content = canonical(Design(title="Help at night within two hours"))
    return e.RedesignDrafted(
        redesign=redesign, stage=None, content=content, hash=content_hash(content)
    )


def option(
    key: DeliveryOptionId, *, bau: bool = False, do_minimum: bool = False, label: str = ""
) -> c.DescribeDeliveryOption:
    return c.DescribeDeliveryOption(
        delivery_option=key,
        stage=STAGE,
        redesign=REDESIGN,
        label=label or key.strip("-A"),
        model="in_house_bau" if bau else "public_partnership",
        bau=bau,
        do_minimum=do_minimum,
    )


def criterion(key: CriterionId) -> c.DescribeCriterion:
    return c.DescribeCriterion(
        criterion=key, stage=STAGE, redesign=REDESIGN, name=key.strip("-A"), group="desirability"
    )


def weights(*numbers: int, of: tuple[CriterionId, ...] = CRITERIA) -> tuple[e.CriterionWeight, ...]:
    return tuple(
        e.CriterionWeight(criterion=key, weight=weight)
        for key, weight in zip(of, numbers, strict=True)
    )


def lock(*numbers: int) -> c.LockCriteria:
    return c.LockCriteria(
        redesign=REDESIGN, stage=STAGE, criteria=weights(*(numbers or (30, 25, 20, 15, 10)))
    )


def score(
    key: DeliveryOptionId, what: CriterionId, points: int, *, name: str = ""
) -> c.ScoreOption:
    return c.ScoreOption(
        score=ScoreId(id_of(name or f"{key.strip('-A')[:8]}_{what.strip('-A')}")),
        delivery_option=key,
        criterion=what,
        points=points,
        reason="As the figures say",
    )


def all_scores(*options: DeliveryOptionId) -> list[Command]:
    return [
        score(key, what, points)
        for key in options
        for what, points in zip(CRITERIA, SCORES[key], strict=True)
    ]


def estimate(
    key: EstimateId = ESTIMATE,
    *,
    side: e.EstimateSide = "cost",
    organisation: OrganisationId = COUNCIL,
    amount: int = 120_000_00,
    year: int = 2026,
    grade: int = 6,
    price_base: int = 2026,
    option: DeliveryOptionId = RESPONSE,
) -> c.RecordEstimate:
    return c.RecordEstimate(
        estimate=key,
        stage=STAGE,
        delivery_option=option,
        side=side,
        what="The team at night",
        organisation=organisation,
        by_year=(e.YearEstimate(year=year, amount=amount),),
        price_base=price_base,
        grade=grade,
    )


def pledge(
    key: PledgeId = PLEDGE,
    *,
    organisation: OrganisationId = COUNCIL,
    kind: e.PledgeKind = "pooled",
    amount: int = 150_000_00,
    what: str = "",
) -> c.MakePledge:
    return c.MakePledge(
        pledge=key,
        stage=STAGE,
        redesign=REDESIGN,
        organisation=organisation,
        kind=kind,
        what=what,
        by_year=(e.YearAmount(year=2026, amount=amount),) if amount else (),
    )


def confirm(key: PledgeId = PLEDGE, authority: str = "Cabinet, 15 January") -> c.ConfirmPledge:
    return c.ConfirmPledge(pledge=key, authority=authority, on="2026-01-15")


def after(past: tuple[Past, ...], *asked: Command, by: ParticipantId = FACILITATOR) -> Given:
    """The past with what comes of asking this, one after the other."""
    now = given(*past)
    for each in asked:
        events = now.when(each, by=by).events
        now = Given((*now.past, *(past_fact(event, by=by) for event in events)))
    return now


CHOOSING: Final[tuple[Past, ...]] = (
    *EVERYBODY,
    organisation_added(COUNCIL, potential_provider=False),
    organisation_added(TRUST, potential_provider=False),
    organisation_added(PROVIDER),
    replace(stage_added(kind="choices"), seen_by="partner"),
    redesign_drafted(),
)
OPTIONS: Final[tuple[Command, ...]] = (
    option(BAU, bau=True),
    option(LEAST, do_minimum=True),
    option(RESPONSE),
    option(ALLIANCE),
)
# Four options and five criteria with their weights.
COMPARING: Final[tuple[Past, ...]] = after(
    CHOOSING, *OPTIONS, *(criterion(each) for each in CRITERIA), lock()
).past
