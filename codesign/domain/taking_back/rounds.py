"""What takes back what was done to votes, their options and what was decided."""

from collections.abc import Callable
from typing import Any, Final

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.ids import RoundId
from codesign.domain.taking_back.step import TAKEN_BACK, Step, StepOf, Steps, overtaking
from codesign.domain.workshop import Subject, Workshop


def _round(back: Callable[[RoundId], c.Command]) -> StepOf:
    return lambda _w, event, _at: Step(("round", event.round), back(event.round), event.round)


def _void(round_id: RoundId) -> c.Command:
    return c.VoidRound(round=round_id, reason=TAKEN_BACK)


def _supposed(event: e.WhatIfShown | e.WhatIfHidden) -> dict[str, Any]:
    return {"round": event.round, "supposes": event.supposes, "by": event.by, "of": event.of}


def _what_if(event: e.WhatIfShown | e.WhatIfHidden) -> Subject:
    return "what_if", f"{event.round}.{event.supposes}.{event.by}.{event.of}"


def _option_added(_w: Workshop, event: e.OptionAdded, _at: int) -> Step:
    # The options a vote opens with are taken back with it.
    back = c.WithdrawOption(round=event.round, option=event.option)
    return Step(("option", event.option), back, event.round, alone=True)


def _option_withdrawn(w: Workshop, event: e.OptionWithdrawn, _at: int) -> Step:
    was = w.polls[event.round].options[event.option]
    plan = c.OptionPlan(option=was.id, source=was.source, text=was.text, cost=was.cost)
    back = c.AddOption(round=event.round, plan=plan)
    return Step(("option", event.option), back, event.round)


def _totals(w: Workshop, event: e.TotalsRecorded, _at: int) -> Step:
    known = event.totals in w.polls[event.round].totals
    back = c.WithdrawTotals(totals=event.totals, round=event.round, reason=TAKEN_BACK)
    return Step(("totals", event.totals), None if known else back, event.round)


def _decision(w: Workshop, event: e.DecisionRecorded | e.DecisionWithdrawn, _at: int) -> Step:
    was = w.decisions.get(event.decision)
    back: c.Command = c.WithdrawDecision(decision=event.decision, reason=TAKEN_BACK)
    stood = was is not None and was.withdrawn_reason is None
    if was is not None and (stood or isinstance(event, e.DecisionWithdrawn)):
        back = c.RecordDecision(
            decision=was.id,
            text=was.text,
            reasons=was.reasons,
            round=was.round,
            options=was.options,
        )
    return Step(("decision", event.decision), back, event.decision)


ROUND_STEPS: Final[Steps] = {
    e.RoundOpened: _round(_void),
    # A closed vote is never opened again; it is asked anew, under an id the asker brings.
    e.RoundClosed: _round(lambda round_id: c.RerunRound(round=round_id, rerun_of=round_id)),
    e.RoundVoided: _round(lambda round_id: c.RestoreRound(round=round_id)),
    e.RoundRestored: _round(_void),
    e.CountReopened: _round(lambda round_id: c.CloseRound(round=round_id)),
    e.ResultRevealed: _round(lambda round_id: c.ConcealResult(round=round_id)),
    e.ResultConcealed: _round(lambda round_id: c.RevealResult(round=round_id)),
    e.WhatIfShown: lambda _w, event, _at: Step(
        _what_if(event), c.HideWhatIf(**_supposed(event)), event.round
    ),
    e.WhatIfHidden: lambda _w, event, _at: Step(
        _what_if(event), c.ShowWhatIf(**_supposed(event)), event.round
    ),
    e.OptionAdded: _option_added,
    e.OptionWithdrawn: _option_withdrawn,
    e.TotalsRecorded: _totals,
    e.TotalsWithdrawn: overtaking("totals", "totals"),
    e.TotalsConfirmed: overtaking("totals", "totals"),
    e.DecisionRecorded: _decision,
    e.DecisionWithdrawn: _decision,
}
