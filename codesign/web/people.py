"""Joining many people at once, for importers and rehearsals: SPEC's door `import`.

Only a facilitator's Bearer login opens it, never a cookie. A login is given
for those joined through this very door and for nobody else, so that nobody can
be impersonated; asked again, it gives the same people their logins again.
"""

import asyncio
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from codesign.domain.commands import JoinWorkshop
from codesign.domain.ids import OrganisationId, ParticipantId, is_id
from codesign.live.request import Refused
from codesign.live.request import Request as Asked
from codesign.live.room import Room
from codesign.web.access import Login
from codesign.web.doors import Doors
from codesign.web.errors import NotAllowedError
from codesign.web.forms import read_json
from codesign.web.logins import bearer
from codesign.web.pages import NO_STORE
from codesign.web.visitors import visitor

PEOPLE_AT_MOST: Final = 2_000


class People:
    """The importer's door.

    Args:
        doors: what it reaches.
    """

    def __init__(self, doors: Doors) -> None:
        self._doors = doors

    async def join(self, request: Request) -> Response:
        """Join a list of {participant, name, organisation?, observer?}.

        The answer lists for each, in their order, {participant, login} or
        {participant, code, message}.
        """
        found = await visitor(self._doors, request)
        found.require_running()
        if bearer(request.headers) is None:
            raise NotAllowedError
        commands = _commands(await read_json(request))
        # All at once, so that the room commits them together.
        answers = await asyncio.gather(*(self._join(found.room, each) for each in commands))
        return JSONResponse(answers, headers=NO_STORE)

    async def _join(self, room: Room, command: JoinWorkshop) -> dict[str, str]:
        access, participant = self._doors.access, command.participant
        asked = Asked(
            id=access.import_id(room.workshop_id, participant),
            command=command,
            by=participant,
            via="import",
        )
        answer = await room.submit(asked)
        if isinstance(answer, Refused):
            return {"participant": participant, "code": answer.code, "message": answer.message}
        login = Login(room.workshop_id, participant, "import")
        return {"participant": participant, "login": access.login_token([login])}


def _commands(value: object) -> list[JoinWorkshop]:
    if not isinstance(value, list) or not all(_is_person(each) for each in value):
        raise HTTPException(400, "The body must be a list of {participant, name, organisation?}.")
    if len(value) > PEOPLE_AT_MOST:
        raise HTTPException(413, f"Send at most {PEOPLE_AT_MOST} people at a time.")
    return [_command(each) for each in value]


def _command(person: dict[str, Any]) -> JoinWorkshop:
    organisation = person.get("organisation")
    return JoinWorkshop(
        participant=ParticipantId(person["participant"]),
        name=person["name"],
        organisation=None if organisation is None else OrganisationId(organisation),
        observer=person.get("observer") is True,
    )


def _is_person(value: object) -> bool:
    return (
        isinstance(value, dict)
        and isinstance(value.get("participant"), str)
        and is_id(value["participant"])
        and isinstance(value.get("name"), str)
        and isinstance(value.get("organisation"), str | None)
    )
