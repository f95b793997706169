"""What if: those who run the workshop show it, never about few people, and it is on record."""

from dataclasses import replace

import pytest

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.supposing import COMPARISONS_AT_MOST, Supposition, suppose, suppositions
from tests.given import ANNA, CHARITY, COUNCIL, ROUND, given, joined
from tests.voted import BENCH, BUS, CAR_PARK, TRAM, came, result, voted

COUNTED = (*came(), *voted(), result())
WITHOUT = c.ShowWhatIf(round=ROUND, supposes="without", by="organisation", of=COUNCIL)
RANKING = ((BENCH,), (BUS,), (TRAM,), (CAR_PARK,))
SHOWN = e.WhatIfShown(
    round=ROUND,
    supposes="without",
    by="organisation",
    of=COUNCIL,
    version=1,
    ranking=RANKING,
)


def test_what_may_be_supposed_is_of_groups_that_the_vote_is_split_by():
    assert suppositions(given(*COUNTED).workshop, ROUND) == [
        Supposition("without", "organisation", ""),
        Supposition("without", "organisation", CHARITY),
        Supposition("without", "organisation", COUNCIL),
        Supposition("alike", "organisation"),
        Supposition("passes_against"),
        Supposition("as_approval"),
    ]


def test_what_is_shown_is_on_record_with_the_order_it_gave():
    given(*COUNTED).when(WITHOUT).then(SHOWN)


def test_it_can_be_counted_again_from_what_is_on_record():
    workshop = given(*COUNTED, SHOWN).workshop
    (found,) = workshop.rounds[ROUND].what_ifs
    again = suppose(workshop, ROUND, Supposition(found.supposes, found.by, found.of))
    assert again.ranking == found.ranking == RANKING


def test_showing_it_twice_changes_nothing():
    given(*COUNTED, SHOWN).when(WITHOUT).then_nothing()


def test_it_is_kept_back_again():
    hide = c.HideWhatIf(round=ROUND, supposes="without", by="organisation", of=COUNCIL)
    hidden = e.WhatIfHidden(round=ROUND, supposes="without", by="organisation", of=COUNCIL)
    after = given(*COUNTED, SHOWN).when(hide).then(hidden)
    assert after.workshop.rounds[ROUND].what_ifs == ()
    after.when(hide).then_nothing()


@pytest.mark.parametrize("command", [WITHOUT, c.HideWhatIf(round=ROUND, supposes="passes_against")])
def test_only_those_who_run_the_workshop_suppose(command):
    past = (*COUNTED, joined(ANNA))
    given(*past).when(command, by=ANNA).then_rejected("role_not_allowed")


@pytest.mark.parametrize(
    "command",
    [
        c.ShowWhatIf(round=ROUND, supposes="without", by="organisation", of="nobody"),
        c.ShowWhatIf(round=ROUND, supposes="without", by="role", of="participant"),
        c.ShowWhatIf(round=ROUND, supposes="without", by="organisation", of=None),
        c.ShowWhatIf(round=ROUND, supposes="passes_against", by="organisation"),
    ],
)
def test_what_leaves_out_few_or_means_nothing_is_refused(command):
    given(*COUNTED).when(command).then_rejected("not_to_suppose")


@pytest.mark.parametrize(
    "past",
    [
        (*came(anonymous=True), *voted(), result()),
        (*came(), *voted(tally="live"), result()),
    ],
)
def test_nobody_is_left_out_where_a_vote_is_not_split(past):
    given(*past).when(WITHOUT).then_rejected("not_to_suppose")


@pytest.mark.parametrize(
    ("past", "code"),
    [
        ((*came(), *voted()), "result_not_ready"),
        ((*came(), *voted(tally="at_reveal"), result()), "result_not_ready"),
        ((*COUNTED, e.RoundVoided(round=ROUND, reason="wrong")), "round_void"),
        (came(), "no_such_round"),
    ],
)
def test_only_a_result_that_is_shown_can_be_supposed_about(past, code):
    given(*past).when(WITHOUT).then_rejected(code)


def test_counting_again_leaves_nothing_supposed_of_the_first_count():
    again = e.CountReopened(round=ROUND, reason="late paper")
    assert given(*COUNTED, SHOWN, again).workshop.rounds[ROUND].what_ifs == ()


def test_an_order_is_counted_anew_only_where_that_takes_a_moment():
    ranked = tuple(
        replace(each, method="borda") if isinstance(each, e.RoundOpened) else each
        for each in COUNTED
        if not isinstance(getattr(each, "event", each), e.BallotCast)
    )
    workshop = given(*ranked).workshop
    assert Supposition("first_choices") in suppositions(workshop, ROUND)
    workshop.polls[ROUND].ballots.update(
        {f"{n}": {BUS: 1} for n in range(COMPARISONS_AT_MOST // 16 + 1)}
    )
    assert {each.supposes for each in suppositions(workshop, ROUND)} == {"first_choices"}
