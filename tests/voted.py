"""A vote of thirty people from two organisations and of residents, counted."""

from codesign.domain import events as e
from codesign.domain.ids import OptionId, OrganisationId, ParticipantId, RoundId
from tests.given import (
    BEGUN,
    CHARITY,
    COUNCIL,
    ROUND,
    Past,
    id_of,
    joined,
    option_added,
    organisation_added,
    past_fact,
    round_opened,
    stage_added,
    stage_opened,
)

COUNCILLORS = [ParticipantId(id_of(f"council_{n}")) for n in range(12)]
CHARITABLE = [ParticipantId(id_of(f"charity_{n}")) for n in range(10)]
RESIDENTS = [ParticipantId(id_of(f"resident_{n}")) for n in range(8)]
PEOPLE = (*COUNCILLORS, *CHARITABLE, *RESIDENTS)
# All groups alike; one half against the other; passed by half; nearly unanimous.
BUS, CAR_PARK, TRAM, BENCH = (
    OptionId(id_of(each)) for each in ("bus", "car_park", "tram", "bench")
)
OPTIONS = (BUS, CAR_PARK, TRAM, BENCH)

AGREE, DISAGREE, PASS = 1, -1, 0


def _marks(number: int, *, with_car_park: bool) -> dict[OptionId, int]:
    return {
        BUS: DISAGREE if number % 4 == 3 else AGREE,
        CAR_PARK: AGREE if with_car_park else DISAGREE,
        TRAM: (AGREE, PASS)[number % 2],
        BENCH: AGREE,
    }


MARKS: dict[ParticipantId, dict[OptionId, int]] = {
    **{each: _marks(n, with_car_park=n < 7) for n, each in enumerate(COUNCILLORS)},
    **{each: _marks(n, with_car_park=n >= 5) for n, each in enumerate(CHARITABLE)},
    **{each: _marks(n, with_car_park=n >= 6) for n, each in enumerate(RESIDENTS)},
}


def came(*, anonymous: bool = False, seen_by: e.View = "public") -> tuple[Past, ...]:
    """Everybody there, and a stage open."""
    return (
        *BEGUN,
        organisation_added(COUNCIL, potential_provider=False),
        organisation_added(CHARITY, potential_provider=False),
        *(joined(each, organisation=COUNCIL) for each in COUNCILLORS),
        *(joined(each, organisation=CHARITY) for each in CHARITABLE),
        *(joined(each) for each in RESIDENTS),
        stage_added(anonymous=anonymous, seen_by=seen_by),
        stage_opened(),
    )


def voted(
    round_id: RoundId = ROUND,
    *,
    method: e.Method = "agree",
    tally: e.TallyShown = "at_close",
    voters: tuple[ParticipantId, ...] = PEOPLE,
    dots: int = 0,
) -> tuple[Past, ...]:
    """The vote, closed."""
    return (
        round_opened(
            method,
            round_id=round_id,
            roll=PEOPLE,
            tally=tally,
            dots=dots,
            dots_per_option=dots,
        ),
        *(option_added(each, round_id=round_id) for each in OPTIONS),
        *(
            past_fact(e.BallotCast(round=round_id, marks=_fitting(method, MARKS[each])), by=each)
            for each in voters
        ),
        e.RoundClosed(round=round_id),
    )


def _fitting(method: e.Method, marks: dict[OptionId, int]) -> dict[OptionId, int | None]:
    if method == "agree":
        return dict(marks)
    return {option: 1 for option, mark in marks.items() if mark == AGREE}


def result(round_id: RoundId = ROUND, *, cast: int = len(PEOPLE)) -> e.ResultPublished:
    """Its count; the numbers do not matter here."""
    return e.ResultPublished(
        round=round_id,
        algorithm="agree",
        version=1,
        first=1,
        last=1,
        roll=len(PEOPLE),
        cast=cast,
        counts={},
        ranking=(OPTIONS,),
    )


def moved(
    person: ParticipantId, organisation: OrganisationId | None = CHARITY
) -> e.OrganisationChosen:
    """Somebody who says afterwards that they are from elsewhere."""
    return e.OrganisationChosen(participant=person, organisation=organisation)
