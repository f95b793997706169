import csv
import os
import random
import subprocess
import sys
from collections import Counter
from math import comb

import pytest

from codesign.methods.opinion_map import (
    NoMap,
    OpinionMap,
    one_proportion,
    opinion_map,
    placed,
    two_proportions,
)

STATEMENTS = tuple(f"s{n:02}" for n in range(12))


def camps(*sizes, seed=1, statements=STATEMENTS):
    """Camps that agree and disagree by turns, with some noise and some silence."""
    drawn = random.Random(seed)
    votes = {}
    for camp, size in enumerate(sizes):
        for n in range(size):
            votes[f"camp{camp}_{n}"] = {
                statement: drawn.choice((-1, 0, 1))
                if drawn.random() < 0.15
                else (1 if (place // 2 + camp) % len(sizes) == 0 else -1)
                for place, statement in enumerate(statements)
                if drawn.random() < 0.9
            }
    return votes


def adjusted_rand(one, other):
    """Return how alike two groupings are: 1 the same, 0 as by chance (Hubert and Arabie, 1985)."""
    together = sum(comb(n, 2) for n in Counter(zip(one, other, strict=True)).values())
    in_one, in_other = (sum(comb(n, 2) for n in Counter(g).values()) for g in (one, other))
    by_chance = in_one * in_other / comb(len(one), 2)
    return (together - by_chance) / ((in_one + in_other) / 2 - by_chance)


# --- the tests of proportions ---------------------------------------------------


@pytest.mark.parametrize(
    ("successes", "number", "z"), [(8, 10, 2.110579), (10, 10, 3.316625), (0, 0, 1.0), (1, 3, 0)]
)
def test_one_share_against_a_half(successes, number, z):
    assert one_proportion(successes, number) == pytest.approx(z, abs=1e-6)


@pytest.mark.parametrize(
    ("inside", "outside", "z"),
    [
        ((8, 10), (2, 10), 2.569047),
        ((10, 10), (0, 10), 4.281744),
        ((9, 12), (1, 20), 3.996446),
        ((0, 0), (0, 0), 0),
    ],
)
def test_one_share_against_another(inside, outside, z):
    assert two_proportions(*inside, *outside) == pytest.approx(z, abs=1e-6)


# --- the gate -------------------------------------------------------------------


def test_under_thirty_people_there_is_no_map():
    assert opinion_map(camps(15, 14), STATEMENTS) == NoMap(
        version=1, reason="too_few_people", number=29
    )
    assert isinstance(opinion_map(camps(15, 15), STATEMENTS), OpinionMap)


def test_with_a_group_under_five_there_is_no_map():
    found = opinion_map(camps(30, 4), STATEMENTS)
    assert isinstance(found, NoMap)
    assert (found.reason, found.number) == ("group_too_small", 4)


def test_where_all_vote_alike_there_are_no_groups():
    votes = {f"p{n}": dict.fromkeys(STATEMENTS, 1) for n in range(40)}
    found = opinion_map(votes, STATEMENTS)
    assert isinstance(found, NoMap)
    assert found.reason == "all_alike"


def test_who_voted_on_fewer_than_seven_statements_is_not_placed():
    votes = camps(20, 20) | {"hasty": dict.fromkeys(STATEMENTS[:6], 1)}
    assert "hasty" not in placed(votes, STATEMENTS)


def test_where_few_voted_enough_the_fifteen_most_active_are_placed():
    votes = {f"p{n:02}": dict.fromkeys(STATEMENTS[: 1 + n % 5], 1) for n in range(20)}
    assert len(placed(votes, STATEMENTS)) == 15


def test_nothing_speaks_for_a_group_on_fewer_than_seven_votes():
    votes = camps(20, 20)
    for n in range(6):
        votes[f"camp0_{n}"]["rare"] = 1
        votes[f"camp1_{n}"]["rare"] = -1
    found = opinion_map(votes, (*STATEMENTS, "rare"))
    told = {each.statement for group in found.speaking for each in group}
    assert told
    assert "rare" not in told


# --- the map --------------------------------------------------------------------


@pytest.mark.parametrize("sizes", [(20, 20), (40, 15), (20, 20, 20)])
def test_camps_are_found_whole(sizes):
    votes = camps(*sizes)
    found = opinion_map(votes, STATEMENTS)
    ours = [found.groups[person] for person in found.places]
    theirs = [person.split("_")[0] for person in found.places]
    assert adjusted_rand(ours, theirs) == 1
    assert [ours.count(n) for n in range(len(sizes))] == sorted(sizes, reverse=True)


def test_what_speaks_for_a_group_is_what_it_says_and_others_do_not():
    found = opinion_map(camps(20, 20), STATEMENTS)
    for group in found.speaking:
        assert group
        for each in group:
            said = each.opinion.agree if each.direction == "agree" else each.opinion.disagree
            assert said * 2 > each.opinion.seen


def test_the_order_of_a_persons_votes_makes_no_difference():
    votes = camps(20, 20)
    turned = {person: dict(reversed(said.items())) for person, said in votes.items()}
    assert opinion_map(turned, STATEMENTS) == opinion_map(votes, STATEMENTS)


def test_the_same_votes_give_the_same_bytes_in_two_processes():
    program = (
        "from tests.methods.test_opinion_map import STATEMENTS, camps;"
        "from codesign.methods.opinion_map import opinion_map;"
        "print(opinion_map(camps(25, 20), STATEMENTS))"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": "."},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1


# --- beside Polis ---------------------------------------------------------------


def conversation(folder):
    """Return votes, statements that were not moderated out, and the groups Polis found."""

    def rows(name):
        with (folder / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    people = rows("participants-votes.csv")
    votes = {each["participant"]: {} for each in people}
    for vote in sorted(rows("votes.csv"), key=lambda each: int(each["timestamp"])):
        votes[vote["voter-id"]][vote["comment-id"]] = int(vote["vote"])
    statements = [each["comment-id"] for each in rows("comments.csv") if each["moderated"] != "-1"]
    groups = {each["participant"]: each["group-id"] for each in people if each["group-id"]}
    return votes, statements, groups


@pytest.mark.parametrize(
    ("name", "at_least"),
    [
        # Polis and we place the same 138 people in two groups; 17 stand on the other side of the
        # border, for its clusters began from those of an earlier hour, and ours from nothing.
        ("15-per-hour-seattle", 0.5),
        # Polis kept everybody it had ever placed, also under seven votes, and two groups of 347 and
        # 34, found while there were fewer votes; from nothing, three groups fit better. Its 34 are
        # spread over two of ours.
        ("scoop-hivemind.affordable-housing", 0.05),
    ],
)
def test_groups_of_real_conversations_resemble_those_of_polis(name, at_least, shared):
    votes, statements, theirs = conversation(shared / "data" / "polis" / name)
    found = opinion_map(votes, statements)
    both = [person for person in found.places if person in theirs]
    alike = adjusted_rand([found.groups[each] for each in both], [theirs[each] for each in both])
    assert alike > at_least
