"""One sentence says what is missing, whatever is; and only nothing is agreed."""

from itertools import product

import pytest

from codesign.domain.missing import Facts, Stand, missing

TRUST = Stand(organisation="the Trust", level="consent", version=3, suffices=True)
BELOW = Stand(organisation="the Trust", level="consent_with_reservations", version=3)
STALE = Stand(organisation="the Trust", level="will_deliver", version=1, suffices=True)
SILENT = Stand(organisation="the Trust")

# Every part that can be missing: what is given, and what the sentence says of it.
READABLE = ((True, ""), (False, "its words were removed, so it needs a new version"))
NEEDS = ((1, ""), (0, "it names no need it answers"))
OUTCOMES = ((1, ""), (0, "it names no outcome"))
UNASSESSED = (
    (0, ""),
    (1, "its effect on 1 protected characteristic is not assessed"),
    (8, "its effect on 8 protected characteristics is not assessed"),
)
STOPPING = ((0, ""), (1, "1 worry is open"), (2, "2 worries are open"))
ROOM = (
    ("carried", ""),
    ("none", "the room has not voted on it"),
    ("older", "the room voted on an earlier version"),
    ("unseen", "the result of the room's vote is not shown yet"),
    ("not_carried", "the room's vote did not carry"),
)
STANDS = (
    ((TRUST,), ""),
    ((), "nobody has said which organisations must agree"),
    ((SILENT,), "the Trust has not said where it stands"),
    ((STALE,), "the Trust signed version 1, now 3"),
    ((BELOW,), "the Trust agrees only with reservations"),
    ((TRUST, SILENT), "the Trust has not said where it stands"),
)
RULES = ("dual_key", "room", "organisations")
EVERYTHING = list(product(RULES, READABLE, NEEDS, OUTCOMES, UNASSESSED, STOPPING, ROOM, STANDS))


def facts(rule, readable, needs, outcomes, unassessed, stopping, room, stands):
    return Facts(
        version=3,
        rule=rule,
        readable=readable[0],
        needs=needs[0],
        outcomes=outcomes[0],
        unassessed=unassessed[0],
        stopping=stopping[0],
        room=room[0],
        stands=stands[0],
    )


def test_invariant_10_the_sentence_names_all_that_is_missing_and_nothing_else():
    assert len(EVERYTHING) == 3 * 2 * 2 * 2 * 3 * 3 * 5 * 6
    for rule, *parts in EVERYTHING:
        *others, room, stands = parts
        asked = [
            *others,
            *([] if rule == "organisations" else [room]),
            *([] if rule == "room" else [stands]),
        ]
        wanted = [said for _, said in asked if said]
        told = missing(facts(rule, *parts))
        assert bool(told) == bool(wanted)
        if wanted:
            assert told.startswith("Not agreed yet: ")
            assert told.endswith(f"{wanted[-1]}.")
            assert told.count(";") == len(wanted) - 1
            assert all(said in told for said in wanted)


@pytest.mark.parametrize(
    ("level", "told"),
    [
        ("consent_with_reservations", "agrees only with reservations"),
        ("stand_aside", "stands aside"),
        ("object", "objects"),
    ],
)
def test_who_stands_below_a_yes_is_named_with_where_it_stands(level, told):
    stand = Stand(organisation="the Trust", level=level, version=3)
    found = missing(Facts(version=3, rule="dual_key", stands=(stand,)))
    assert found == f"Not agreed yet: the Trust {told}."


def test_several_are_told_in_one_sentence():
    found = missing(Facts(version=3, rule="dual_key", room="none", stopping=2, stands=(SILENT,)))
    assert found == (
        "Not agreed yet: 2 worries are open; the room has not voted on it; "
        "and the Trust has not said where it stands."
    )
