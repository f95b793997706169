"""The small forms for after the room: each asks for one command."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from starlette.exceptions import HTTPException

from codesign.domain import commands as c
from codesign.domain.events import Identifier, Responded, Stance
from codesign.domain.ids import (
    DecisionId,
    IdeaId,
    OrganisationId,
    ParticipantId,
    ResponseId,
    ThemeId,
)
from codesign.outputs.answers import STANCES
from codesign.projections.board import Records
from codesign.projections.ops import Record
from codesign.web.forms import DAMAGED, Form

_ABOUT: Final[dict[str, Responded]] = {"theme": "theme", "decision": "decision"}
_STANCES: Final[dict[str, Stance]] = {each: each for each in STANCES}


def command_of(form: Form, records: Records, new_id: str) -> c.Command:
    """Return the command that a form asks.

    Args:
        form: what was sent.
        records: the board of those who run the workshop, for what the form leaves as it is.
        new_id: the identifier of what the form makes, where it makes something.

    Raises:
        HTTPException: 400, it asks nothing known.
    """
    makes = _COMMANDS.get(form.get("do"))
    if makes is None:
        raise HTTPException(400, DAMAGED)
    return makes(form, records, new_id)


def _response(form: Form, _records: Records, new_id: str) -> c.Command:
    about, stance = _ABOUT.get(form.get("about")), _STANCES.get(form.get("stance"))
    if about is None or stance is None:
        raise HTTPException(400, DAMAGED)
    return c.GiveResponse(
        response=ResponseId(form.get("response") or new_id),
        about=about,
        id=form.get("id"),
        stance=stance,
        organisation=_organisation(form),
        why=form.get("why"),
        post=form.get("post"),
        by_when=form.get("by_when"),
    )


def _reasons(form: Form, records: Records, _new_id: str) -> c.Command:
    key = form.get("decision")
    decision: Mapping[str, Any] = _entry(records, "decisions", key)
    return c.RecordDecision(
        decision=DecisionId(key),
        text=decision["text"],
        reasons=form.get("reasons"),
        round=decision["round"],
        options=tuple(decision["options"]),
    )


def _entry(records: Records, collection: str, key: str) -> Record:
    found = records[collection].get(key)
    if found is None:
        raise HTTPException(400, DAMAGED)
    return found


def _organisation(form: Form) -> OrganisationId | None:
    key = form.get("organisation")
    return OrganisationId(key) if key else None


def _join(form: Form, _records: Records, _new_id: str) -> c.Command:
    if not form.get("into"):
        raise HTTPException(400, DAMAGED)
    return c.JoinIdeas(idea=IdeaId(form.get("into")), joined=(IdeaId(form.get("idea")),))


def _under(form: Form, _records: Records, _new_id: str) -> c.Command:
    ideas = (IdeaId(form.get("idea")),)
    theme = form.get("theme")
    return c.GroupIdeas(theme=ThemeId(theme), ideas=ideas) if theme else c.UngroupIdeas(ideas=ideas)


def _renamed(form: Form, records: Records, _new_id: str) -> c.Command:
    key = form.get("organisation")
    entry: Mapping[str, Any] = _entry(records, "organisations", key)
    return c.AddOrganisation(
        organisation=OrganisationId(key),
        name=form.get("name"),
        identifiers=tuple(Identifier(**each) for each in entry["identifiers"]),
        potential_provider=entry["potential_provider"],
    )


_COMMANDS: Final[Mapping[str, Callable[[Form, Records, str], c.Command]]] = {
    "next": lambda form, _, __: c.WordNextSteps(text=form.get("text")),
    "question": lambda form, _, __: c.AskExitQuestion(question=form.get("question")),
    "reasons": _reasons,
    "respond": _response,
    "withdraw": lambda form, _, __: c.WithdrawResponse(response=ResponseId(form.get("response"))),
    "tidy": lambda form, _, __: c.TidyIdea(idea=IdeaId(form.get("idea")), text=form.get("text")),
    "untidy": lambda form, _, __: c.UntidyIdea(idea=IdeaId(form.get("idea"))),
    "join": _join,
    "part": lambda form, _, __: c.PartIdeas(ideas=(IdeaId(form.get("idea")),)),
    "under": _under,
    "title": lambda form, _, __: c.NameTheme(
        theme=ThemeId(form.get("theme")), title=form.get("title")
    ),
    "merge": lambda form, _, __: c.MergeThemes(
        theme=ThemeId(form.get("into")), merged=(ThemeId(form.get("theme")),)
    ),
    "restore": lambda form, _, __: c.RestoreTheme(theme=ThemeId(form.get("theme"))),
    "name": lambda form, _, __: c.RenameParticipant(
        participant=ParticipantId(form.get("participant")), name=form.get("name")
    ),
    "organisation": lambda form, _, __: c.CorrectOrganisation(
        participant=ParticipantId(form.get("participant")), organisation=_organisation(form)
    ),
    "rename": _renamed,
}
