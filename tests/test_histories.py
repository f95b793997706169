"""Made-up workshops: worth something only while what people mostly do happens in them."""

from collections import Counter
from random import Random

import pytest

from tests.histories import a_history

WORKSHOPS = 20
STEPS = 400


@pytest.fixture(scope="module")
def happened() -> Counter[str]:
    """How often what happened in all of them together."""
    logs = (a_history(Random(seed), STEPS) for seed in range(WORKSHOPS))
    return Counter(type(each.event).__name__ for log in logs for each in log)


# What grows here makes everything else rarer: no property is tried on what never happens.
@pytest.mark.parametrize(
    ("event", "in_each_at_least"),
    [
        ("IdeaSubmitted", 6),
        ("BallotCast", 4),
        ("ResultPublished", 3),
        ("ParticipantJoined", 3),
        ("IdeaHidden", 1),
        ("IdeasGrouped", 0.5),
        ("RedesignDrafted", 1),
        ("PositionTaken", 1),
        ("BreakoutOpened", 0.5),
        ("ParticipantErased", 0.5),
        ("DecisionRecorded", 0.2),
    ],
)
def test_what_people_mostly_do_happens_in_made_up_workshops(
    happened: Counter[str], event: str, in_each_at_least: float
) -> None:
    assert happened[event] >= in_each_at_least * WORKSHOPS
