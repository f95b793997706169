"""The judge of proxies and worries fails where it should: each rule beside events that break it."""

from dataclasses import replace
from random import Random

import pytest

from codesign.domain import events as e
from codesign.domain.evolve import evolve
from codesign.domain.ids import OptionId, ParticipantId, ReasonId, RoundId
from codesign.domain.workshop import Workshop
from tests.faults.voting import Voting
from tests.given import (
    ANNA,
    BEN,
    COMMISSIONER,
    EVERYBODY,
    MAIR,
    ROUND,
    ROUND_2,
    TAKING_IDEAS,
    YES,
    id_of,
    option_added,
    past_fact,
    recorded,
    round_opened,
)
from tests.histories import a_deliberation

REASON = ReasonId(id_of("reason"))
ALL = (ANNA, BEN, COMMISSIONER)
OPENED = (*TAKING_IDEAS, round_opened(proxies_at_most=1, roll=ALL), option_added(YES))
NAMED = e.ProxyNamed(participant=ANNA, holder=BEN)
CAST = e.BallotCast(round=ROUND, marks={YES: 1})
FOR_ANNA = past_fact(CAST, by=BEN, for_=ANNA)
CONSENT = (
    *TAKING_IDEAS,
    round_opened("consent", roll=ALL),
    option_added(YES),
    past_fact(e.BallotCast(round=ROUND, marks={YES: -1}), by=ANNA),
    past_fact(e.ReasonGiven(reason=REASON, round=ROUND, option=YES, text="Who drives?"), by=ANNA),
    e.RoundClosed(round=ROUND),
)
WITHDRAWN = e.WorryWithdrawn(reason=REASON, round=ROUND)


AGAIN = round_opened("consent", round_id=ROUND_2, roll=ALL)
YES_ANEW = OptionId(id_of("yes_anew"))


def asked_of(roll: tuple[ParticipantId, ...]) -> e.RoundOpened:
    return replace(round_opened("simple_majority", round_id=ROUND_2, roll=roll), worry=REASON)


def published(outcome: str, round_id: RoundId = ROUND) -> e.ResultPublished:
    return e.ResultPublished(
        round=round_id,
        algorithm="consent",
        version=1,
        first=1,
        last=2,
        roll=3,
        cast=3,
        counts={},
        ranking=(),
        explanation={"verdicts": {YES: {"outcome": outcome}}},
    )


def judged(*past: object) -> list[str]:
    voting, workshop = Voting(), Workshop()
    for each in recorded(*past):  # type: ignore[arg-type]
        evolve(workshop, each)
        voting.look_at(each, workshop)
    return voting.at_rest(workshop)


@pytest.mark.parametrize(
    "past",
    [
        (*OPENED, NAMED, FOR_ANNA, past_fact(CAST, by=ANNA)),
        (*CONSENT, published("not_carried"), past_fact(WITHDRAWN, by=ANNA), published("carried")),
    ],
    ids=["a proxy who gives way", "a worry taken back"],
)
def test_where_all_is_well_nothing_is_said(past: tuple[object, ...]) -> None:
    assert judged(*past) == []


@pytest.mark.parametrize("seed", range(3))
def test_nothing_is_said_of_evenings_the_rules_let_happen(seed: int) -> None:
    voting, workshop = Voting(), Workshop()
    for each in a_deliberation(Random(seed)):
        evolve(workshop, each)
        voting.look_at(each, workshop)
    assert voting.at_rest(workshop) == []


@pytest.mark.parametrize(
    ("said", "past"),
    [
        (
            "passed their own vote on",
            (*EVERYBODY, NAMED, e.ProxyNamed(participant=BEN, holder=COMMISSIONER)),
        ),
        (
            "for more than 1 others",
            (
                *OPENED[:-2],
                round_opened(proxies_at_most=1, roll=(*ALL, MAIR)),
                option_added(YES),
                NAMED,
                e.ProxyNamed(participant=COMMISSIONER, holder=BEN),
                FOR_ANNA,
                past_fact(CAST, by=BEN, for_=COMMISSIONER),
            ),
        ),
        (
            "one of them could not vote",
            (
                *OPENED[:-2],
                round_opened(proxies_at_most=1, roll=(ANNA,)),
                option_added(YES),
                NAMED,
                FOR_ANNA,
            ),
        ),
        (
            "gave way to one cast in one's place",
            (*OPENED, NAMED, past_fact(CAST, by=ANNA), FOR_ANNA),
        ),
        ("carried over the worry", (*CONSENT, published("carried"))),
        ("taken back by somebody else", (*CONSENT, past_fact(WITHDRAWN, by=BEN))),
        (
            "without a vote of the others",
            (
                *CONSENT,
                asked_of((BEN,)),
                e.WorryNotUpheld(reason=REASON, round=ROUND, answered_in=ROUND_2),
            ),
        ),
        (
            "could vote on it",
            (
                *CONSENT,
                asked_of(ALL),
                published("carried", ROUND_2),
                e.WorryNotUpheld(reason=REASON, round=ROUND, answered_in=ROUND_2),
            ),
        ),
        (
            "about something else",
            (
                *CONSENT,
                AGAIN,
                e.WorryIntegrated(reason=REASON, round=ROUND, answered_in=ROUND_2),
            ),
        ),
        ("that no round had answered", (*CONSENT, e.WorryReopened(reason=REASON, round=ROUND))),
        (
            "by a round that does not say so",
            (
                *CONSENT,
                AGAIN,
                replace(option_added(YES_ANEW, round_id=ROUND_2), reworded_from=YES),
                e.WorryIntegrated(reason=REASON, round=ROUND, answered_in=ROUND_2),
                e.RoundVoided(round=ROUND_2, reason="A mistake"),
            ),
        ),
    ],
)
def test_what_breaks_a_rule_is_said(said: str, past: tuple[object, ...]) -> None:
    assert any(said in each for each in judged(*past)), judged(*past)
