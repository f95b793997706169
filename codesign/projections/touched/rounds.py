"""Which records an event of rounds may have changed."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from codesign.domain import events as e
from codesign.domain.ids import RoundId
from codesign.domain.workshop import Workshop
from codesign.projections.keys import Key, reasons_in, responses, totals_of, whole_round
from codesign.projections.records.rounds import option_key, totals_key


def touched_rounds(workshop: Workshop, event: e.RoundsEvent) -> Iterable[Key]:  # noqa: C901, PLR0912 - one case a kind of event
    """Return the keys of the records an event of rounds may have changed."""
    match event:
        case e.BallotCast():
            return _ballot_cast(workshop, event)
        case e.VoterAdded() | e.TurnoutRecorded() | e.BallotsFoundMissing() | e.BallotBoxOpened():
            # The ballots are on no board, the count that follows tells them; that none is
            # missing any more is.
            return [("rounds", event.round)]
        case e.OptionAdded() | e.OptionWithdrawn():
            return [("options", option_key(event.round, event.option))]
        case e.RoundOpened() | e.RingFenceSet():
            return [("rounds", event.round)]
        case e.TotalsRecorded() | e.TotalsConfirmed() | e.TotalsWithdrawn():
            return _totals(workshop, event)
        case (
            e.RoundClosed()
            | e.ResultPublished()
            | e.ChairCast()
            | e.WorryWithdrawn()
            | e.WorryNotUpheld()
            | e.WorryReopened()
            | e.ResultRevealed()
            | e.ResultConcealed()
            | e.WhatIfShown()
            | e.WhatIfHidden()
            | e.RoundVoided()
            | e.RoundRestored()
        ):
            return whole_round(workshop, event.round)
        case e.CountReopened():
            # What is supposed of votes that asked the same may rest on groups they lose by it.
            supposed = (each.id for each in workshop.rounds.values() if each.what_ifs)
            return [
                *whole_round(workshop, event.round),
                *(("results", each) for each in supposed),
            ]
        case e.DecisionRecorded() | e.DecisionWithdrawn():
            # It may rest on another vote now, which others see: so do the responses to it.
            return [("decisions", event.decision), *responses(workshop)]
        case e.WorryIntegrated():
            return [("reasons", event.reason), ("rounds", event.answered_in)]
        case e.ReasonGiven():
            # It may stand in place of another that the same person gave.
            about = (event.round, event.option)
            reasons = workshop.reasons.values()
            return [("reasons", each.id) for each in reasons if (each.round, each.option) == about]
        case _:
            assert_never(event)


def _ballot_cast(workshop: Workshop, event: e.BallotCast) -> Iterable[Key]:
    yield ("rounds", event.round)
    if workshop.rounds[event.round].tally_shown:
        yield from (("options", option_key(event.round, each)) for each in event.marks)
        if workshop.rounds[event.round].reasons != "none":
            yield from reasons_in(workshop, event.round)


def _totals(
    workshop: Workshop, event: e.TotalsRecorded | e.TotalsConfirmed | e.TotalsWithdrawn
) -> Iterator[Key]:
    yield ("totals", totals_key(event.round, event.totals))
    yield from whole_round(workshop, event.round)


def redacted_round(workshop: Workshop, round_id: RoundId) -> Iterator[Key]:
    """Yield what shows the words of a round."""
    yield ("rounds", round_id)
    yield from totals_of(workshop, round_id)
