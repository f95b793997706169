"""What events of after the room change in the state."""

from dataclasses import replace
from typing import assert_never

from codesign.domain import events as e
from codesign.domain.recorded import Recorded
from codesign.domain.workshop import Contact, ExitAnswer, PersonalLink, Response, Workshop


def evolve_afterwards(workshop: Workshop, recorded: Recorded, event: e.AfterwardsEvent) -> None:  # noqa: C901, PLR0912 - one case an event, nothing else
    """Apply an event of after the room."""
    match event:
        case e.NextStepsWorded():
            workshop.next_steps, workshop.next_steps_seq = event.text, recorded.seq
        case e.ExitQuestionAsked():
            workshop.exit_question = event.question
        case e.ExitAnswered():
            workshop.exit_answers[event.participant] = ExitAnswer(
                question=workshop.exit_question,
                text=event.text,
                at=recorded.at,
                seq=recorded.seq,
            )
        case e.ExitAnswerWithdrawn():
            workshop.exit_answers.pop(event.participant, None)
        case e.ContactGiven():
            workshop.contacts[event.participant] = Contact(
                id=event.contact, address=event.address, at=recorded.at
            )
        case e.ContactWithdrawn():
            workshop.contacts.pop(event.participant, None)
        case e.ResponseGiven():
            workshop.responses[event.response] = _response(recorded, event)
        case e.ResponseWithdrawn():
            response = workshop.responses[event.response]
            workshop.responses[event.response] = replace(response, withdrawn=True, seq=recorded.seq)
        case e.LinkIssued():
            workshop.links[event.participant] = PersonalLink(
                id=event.link,
                expires_at=event.expires_at,
                issued_at=recorded.at,
                by=recorded.by,
            )
        case e.LinkRevoked():
            workshop.links.pop(event.participant, None)
        case _:
            assert_never(event)


def _response(recorded: Recorded, event: e.ResponseGiven) -> Response:
    return Response(
        id=event.response,
        about=event.about,
        about_id=event.id,
        organisation=event.organisation,
        stance=event.stance,
        why=event.why,
        post=event.post,
        by_when=event.by_when,
        at=recorded.at,
        seq=recorded.seq,
    )
