"""Our counts beside those of the packages that researchers use, on random ballots.

Ties are put in one declared order on both sides. Where a package breaks them in a
way of its own, the cases without a tie are compared.
"""

import random
import warnings

import pytest

from codesign.methods.budgets import Envelope, EqualShares, equal_shares, greedy
from codesign.methods.ranked import by_points, instant_runoff, pairwise
from codesign.methods.scores import count_scores
from codesign.methods.stv import elect
from codesign.methods.tally import count
from codesign.methods.ties import tie_order

CASES = 300

# Their own warnings are theirs.
pytestmark = pytest.mark.filterwarnings("ignore")


def imported(name):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pytest.importorskip(
            name, reason=f"{name} is not installed: pip install '.[oracles]'"
        )


def names(options):
    return sorted(str(option) for option in options)


# --- budgets --------------------------------------------------------------------


def budget(seed):
    drawn = random.Random(seed)
    options = [f"p{n}" for n in range(drawn.randint(1, 8))]
    costs = {option: drawn.randint(1, 60) for option in options}
    ballots = {
        f"v{n}": frozenset(option for option in options if drawn.random() < 0.45)
        for n in range(drawn.randint(1, 12))
    }
    order = drawn.sample(options, len(options))
    ties = tie_order("earliest_submitted", order)
    return ballots, Envelope(amount=drawn.randint(10, 120), costs=costs), ties


class Pabutools:
    """The same budget, as pabutools sees it."""

    def __init__(self, ballots, envelope, ties):
        self.election = imported("pabutools.election")
        self.rules = imported("pabutools.rules")
        projects = {
            name: self.election.Project(name, cost) for name, cost in envelope.costs.items()
        }
        self.instance = self.election.Instance(
            list(projects.values()), budget_limit=envelope.amount
        )
        self.profile = self.election.ApprovalProfile(
            [self.election.ApprovalBallot([projects[name] for name in b]) for b in ballots.values()]
        )
        self.ties = imported("pabutools.tiebreaking").TieBreakingRule(
            lambda _instance, _profile, project: ties.order.index(project.name)
        )

    def greedy(self):
        return self.rules.greedy_utilitarian_welfare(
            self.instance,
            self.profile,
            sat_class=self.election.Cost_Sat,
            tie_breaking=self.ties,
        )

    def equal_shares(self, satisfaction, increment=None):
        measure = {"cost": self.election.Cost_Sat, "cardinality": self.election.Cardinality_Sat}
        return self.rules.method_of_equal_shares(
            self.instance,
            self.profile,
            sat_class=measure[satisfaction],
            tie_breaking=self.ties,
            voter_budget_increment=increment,
        )


def test_greedy_agrees_with_pabutools_ties_included():
    for seed in range(CASES):
        ballots, envelope, ties = budget(seed)
        theirs = [
            project.name
            for project in Pabutools(ballots, envelope, ties).greedy()
            # It also funds what nobody ticked.
            if any(project.name in ballot for ballot in ballots.values())
        ]
        assert list(greedy(ballots, envelope, ties).winners) == theirs, seed


@pytest.mark.parametrize("satisfaction", ["cost", "cardinality"])
@pytest.mark.parametrize(("completion", "increment"), [("none", None), ("add1", 1)])
def test_equal_shares_agrees_with_pabutools_ties_included(satisfaction, completion, increment):
    asked = EqualShares(satisfaction=satisfaction, completion=completion, unit=1)
    for seed in range(CASES):
        ballots, envelope, ties = budget(seed)
        theirs = Pabutools(ballots, envelope, ties).equal_shares(satisfaction, increment)
        ours = equal_shares(ballots, envelope, ties, asked).winners
        assert list(ours) == [project.name for project in theirs], seed


# --- ranked ballots -------------------------------------------------------------


def rankings(seed, *, complete):
    drawn = random.Random(seed)
    options = [str(n) for n in range(drawn.randint(2, 6))]
    ballots = []
    for _ in range(drawn.randint(1, 15)):
        order = drawn.sample(options, len(options))
        ballots.append(tuple(order if complete else order[: drawn.randint(1, len(order))]))
    return options, ballots


def test_one_against_one_agrees_with_pref_voting():
    profiles = imported("pref_voting.profiles")
    c1 = imported("pref_voting.c1_methods")
    margins = imported("pref_voting.margin_based_methods")
    scoring = imported("pref_voting.scoring_methods")
    for seed in range(CASES):
        options, ballots = rankings(seed, complete=True)
        theirs = profiles.Profile([[int(option) for option in ballot] for ballot in ballots])
        ours = pairwise(ballots, options)
        winner = theirs.condorcet_winner()
        assert ours.condorcet == (None if winner is None else str(winner)), seed
        assert sorted(ours.smith) == names(c1.top_cycle(theirs)), seed
        assert sorted(ours.schulze) == names(margins.beat_path(theirs)), seed
        assert sorted(by_points(ours.borda)[0]) == names(scoring.borda(theirs)), seed


def test_instant_runoff_agrees_with_pyrankvote_where_nothing_is_tied():
    pyrankvote = imported("pyrankvote")
    compared, seed = 0, 0
    while compared < CASES:
        seed += 1
        options, ballots = rankings(seed, complete=False)
        ours = instant_runoff(ballots, options, tie_order("show_tie", options))
        if any(each.tie or len(each.dropped) > 1 for each in ours.rounds):
            continue
        candidates = {option: pyrankvote.Candidate(option) for option in options}
        theirs = pyrankvote.instant_runoff_voting(
            list(candidates.values()),
            [pyrankvote.Ballot([candidates[option] for option in ballot]) for ballot in ballots],
        )
        assert list(ours.winners) == [each.name for each in theirs.get_winners()], seed
        compared += 1


def test_instant_runoff_agrees_with_pref_voting_ties_included():
    profiles = imported("pref_voting.profiles")
    iterative = imported("pref_voting.iterative_methods")
    tied = 0
    for seed in range(CASES):
        options, ballots = rankings(seed, complete=True)
        order = random.Random(seed).sample(options, len(options))
        ours = instant_runoff(ballots, options, tie_order("earliest_submitted", order))
        theirs = iterative.instant_runoff_tb(
            profiles.Profile([[int(option) for option in ballot] for ballot in ballots]),
            # They name first who drops out first.
            tie_breaker=[int(option) for option in reversed(order)],
        )
        assert list(ours.winners) == names(theirs), seed
        tied += any(each.tie for each in ours.rounds)
    assert tied > CASES / 4


def test_transferred_votes_agree_with_pref_voting_ties_included():
    profiles = imported("pref_voting.profiles_with_ties")
    proportional = imported("pref_voting.proportional_methods")
    tied = 0
    for seed in range(CASES):
        options, ballots = rankings(seed, complete=False)
        drawn = random.Random(seed)
        order, seats = drawn.sample(options, len(options)), drawn.randint(1, len(options))
        ours = elect(ballots, options, seats, tie_order("earliest_submitted", order))
        theirs = profiles.ProfileWithTies(
            [{int(option): place for place, option in enumerate(b, start=1)} for b in ballots],
            candidates=[int(option) for option in options],
        )
        elected = proportional.stv_wig(
            theirs,
            num_seats=seats,
            quota_rule="droop",
            tie_break_key=lambda option, order=order: order.index(str(option)),
        )
        assert sorted(ours.elected) == names(elected), seed
        tied += any(stage.tie for stage in ours.stages)
    assert tied > CASES / 8


# --- ticks and scores -----------------------------------------------------------


def graded(seed, least, highest):
    drawn = random.Random(seed)
    options = [str(n) for n in range(drawn.randint(2, 6))]
    ballots = {}
    for n in range(drawn.randint(1, 12)):
        marked = [option for option in options if drawn.random() < 0.7] or options[:1]
        ballots[f"v{n}"] = {option: drawn.randint(least, highest) for option in marked}
    theirs = [{int(option): mark for option, mark in each.items()} for each in ballots.values()]
    profiles = imported("pref_voting.grade_profiles")
    candidates = [int(option) for option in options]
    return (
        ballots,
        options,
        profiles.GradeProfile(theirs, [*range(highest + 1)], candidates=candidates),
    )


def test_ticks_agree_with_pref_voting_ties_included():
    methods = imported("pref_voting.grade_methods")
    for seed in range(CASES):
        ballots, options, theirs = graded(seed, 1, 1)
        assert sorted(count("approval", ballots, options).ranking[0]) == names(
            methods.approval(theirs)
        )


def test_scores_agree_with_pref_voting_ties_included():
    methods = imported("pref_voting.grade_methods")
    for seed in range(CASES):
        ballots, options, theirs = graded(seed, 0, 5)
        best = methods.score_voting(theirs, evaluation_method="mean")
        assert sorted(count_scores(ballots, options).ranking[0]) == names(best), seed
