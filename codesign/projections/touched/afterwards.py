"""Which records an event of the time after the room may have changed."""

from collections.abc import Iterable
from typing import assert_never

from codesign.domain import events as e
from codesign.domain.workshop import Workshop
from codesign.projections.keys import WORKSHOP, Key


def touched_afterwards(workshop: Workshop, event: e.AfterwardsEvent) -> Iterable[Key]:  # noqa: ARG001 - as all its kind; one case a kind of event
    """Return the keys of the records an event of the time after the room may have changed."""
    match event:
        case (
            e.ExitAnswered()
            | e.ExitAnswerWithdrawn()
            | e.ContactGiven()
            | e.ContactWithdrawn()
            | e.LinkIssued()
            | e.LinkRevoked()
        ):
            # On no board: told to single people (mine.py).
            return []
        case e.NextStepsWorded() | e.ExitQuestionAsked():
            return [WORKSHOP]
        case e.ResponseGiven() | e.ResponseWithdrawn():
            return [("responses", event.response)]
        case _:
            assert_never(event)
