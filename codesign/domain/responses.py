"""Rules: "we did". What somebody does about a theme or a decision, and why, who and when.

It is given after the event and said anew as things go on, by those who run the
workshop or a commissioner; an answer that says no says why.
"""

from typing import assert_never

from codesign.domain.act import Act
from codesign.domain.commands import GiveResponse, WithdrawResponse
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import Event, Responded, ResponseGiven, ResponseWithdrawn
from codesign.domain.ids import DecisionId, ResponseId, ThemeId
from codesign.domain.organisations import known_organisation
from codesign.domain.permissions import fresh, require_present, require_running, runs
from codesign.domain.rounds import decision
from codesign.domain.themes import theme
from codesign.domain.views import sees_stage
from codesign.domain.words import NAME_CHARS, optional_line, optional_words
from codesign.domain.workshop import Response, Workshop


def give_response(workshop: Workshop, command: GiveResponse, act: Act) -> tuple[Event, ...]:
    """Say what is done about a theme or a decision, or say it anew."""
    _require_may_respond(workshop, act)
    found = workshop.responses.get(command.response)
    if found is None:
        fresh(workshop, command.response)
    elif (found.about, found.about_id) != (command.about, command.id):
        raise CommandRejectedError("no_such_response")
    _require_there(workshop, command.about, command.id, act)
    why = optional_words(command.why)
    if command.stance == "not_doing" and not why:
        raise CommandRejectedError("why_not")
    given = ResponseGiven(
        response=command.response,
        about=command.about,
        id=command.id,
        organisation=known_organisation(workshop, command.organisation),
        stance=command.stance,
        why=why,
        post=optional_line(command.post, NAME_CHARS),
        by_when=optional_line(command.by_when, NAME_CHARS),
    )
    return () if found is not None and _says(found, given) else (given,)


def withdraw_response(workshop: Workshop, command: WithdrawResponse, act: Act) -> tuple[Event, ...]:
    """Take a response back."""
    _require_may_respond(workshop, act)
    found = workshop.responses.get(command.response)
    if found is None:
        raise CommandRejectedError("no_such_response")
    return () if found.withdrawn else (ResponseWithdrawn(response=ResponseId(found.id)),)


def _require_may_respond(workshop: Workshop, act: Act) -> None:
    if act.is_system or require_present(workshop, act).role != "commissioner":
        require_running(workshop, act)


def _require_there(workshop: Workshop, about: Responded, key: str, act: Act) -> None:
    """Refuse what is not there and what the asker may not see alike."""
    match about:
        case "theme":
            stage, code = theme(workshop, ThemeId(key)).stage, "no_such_theme"
        case "decision":
            of = decision(workshop, DecisionId(key)).round
            stage, code = None if of is None else workshop.rounds[of].stage, "no_such_decision"
        case _:
            assert_never(about)
    if not (runs(workshop, act) or sees_stage(workshop, stage, act.who)):
        raise CommandRejectedError(code)


def _says(found: Response, given: ResponseGiven) -> bool:
    if found.withdrawn or found.redacted:
        return False
    now = (given.organisation, given.stance, given.why, given.post, given.by_when)
    return (found.organisation, found.stance, found.why, found.post, found.by_when) == now
