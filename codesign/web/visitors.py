"""Who stands at the door of one workshop, and what its log says about them now."""

import re
from dataclasses import dataclass
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse, Response

from codesign.domain.events import Role, View
from codesign.domain.ids import GroupId, ParticipantId, WorkshopId, is_id
from codesign.domain.permissions import RUNNING
from codesign.domain.recorded import Via
from codesign.domain.views import VIEWS, Outside, may_see
from codesign.live.connection import door
from codesign.live.room import Room
from codesign.projections.ops import Record
from codesign.web.access import Login
from codesign.web.doors import Doors
from codesign.web.errors import ErasedError, LoginNeededError, NotAllowedError, NotInsideError
from codesign.web.logins import login_for
from codesign.web.pages import NO_STORE

# No log has more events than nine digits count.
_VERSION: Final = re.compile("[1-9][0-9]{0,8}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody on the roll, as the log has them now."""

    id: ParticipantId
    name: str
    role: Role
    view: View
    login: Login

    @property
    def runs(self) -> bool:
        """Tell whether they run the workshop."""
        return self.role in RUNNING

    @property
    def via(self) -> Via:
        """The door their commands come through: a facilitator's is the desk."""
        return door(self.login.via, self.view)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """A request to a workshop, by a person or by nobody we know."""

    room: Room
    workshop: Record
    person: Person | None
    # Why the person of the login may not be inside; then `person` is None.
    outside: Outside | None = None

    @property
    def view(self) -> View:
        """What they may see."""
        return self.person.view if self.person else "public"

    def require_person(self) -> Person:
        """Return who it is.

        Raises:
            NotInsideError: they wait to be let in, or were put out.
            LoginNeededError: nobody we know.
        """
        if self.outside is not None:
            raise NotInsideError(self.room.workshop_id, self.outside)
        if self.person is None:
            raise LoginNeededError(self.room.workshop_id)
        return self.person

    def require_running(self) -> Person:
        """Return who it is, if they run the workshop.

        Raises:
            LoginNeededError, NotAllowedError.
        """
        person = self.require_person()
        if not person.runs:
            raise NotAllowedError
        return person

    def require_view(self, view: View) -> None:
        """Let them look with this view's eyes; strangers only once it is published.

        Raises:
            NotInsideError, LoginNeededError, NotAllowedError.
        """
        if not self.workshop["published"]:
            self.require_person()
        if not may_see(self.view, view):
            raise NotAllowedError

    def require_group(self, group: GroupId) -> None:
        """Let them look at the board of a group: their own, or any where they run the workshop.

        Raises:
            LoginNeededError, NotAllowedError.
        """
        if not self.room.may_watch(self.require_person().id, group):
            raise NotAllowedError


def workshop_id(request: HTTPConnection) -> WorkshopId:
    """Return the workshop that an address names.

    Raises:
        HTTPException: 404, it cannot be one.
    """
    text = request.path_params["workshop"]
    if not is_id(text):
        raise HTTPException(404)
    return WorkshopId(text)


def require_login(doors: Doors, request: HTTPConnection) -> Login:
    """Return the login a request carries for the workshop that its address names.

    Raises:
        LoginNeededError: it carries none.
    """
    workshop = workshop_id(request)
    login = login_for(doors, request, workshop)
    if login is None:
        raise LoginNeededError(workshop)
    return login


async def visitor(doors: Doors, request: HTTPConnection) -> Visitor:
    """Return who asks.

    Raises:
        NoWorkshopError: there is no such workshop.
        ErasedError: the login's person was removed.
    """
    room = await doors.rooms.room(workshop_id(request))
    records = (await room.board("facilitator")).records
    login = login_for(doors, request, room.workshop_id)
    outside = None if login is None else room.outside(login.participant)
    return Visitor(
        room=room,
        workshop=records["workshop"]["workshop"],
        person=None if outside else _person(room, records["participants"], login),
        outside=outside,
    )


def group_asked(request: HTTPConnection) -> GroupId | None:
    """Return the group whose board is asked for, None for the room's."""
    asked = request.query_params.get("group")
    return GroupId(asked) if asked else None


def view_asked(request: HTTPConnection, otherwise: View) -> View:
    """Return the view that is asked for.

    Raises:
        HTTPException: 404, there is no such view.
    """
    asked = request.query_params.get("view", otherwise)
    for each in VIEWS:
        if each == asked:
            return each
    raise HTTPException(404)


def audience_asked(request: HTTPConnection, found: Visitor) -> tuple[View, GroupId | None]:
    """Return the view and the group that are asked for; without a word, the visitor's own view.

    Raises:
        HTTPException: there is none such, or the visitor may not look as it.
    """
    view, group = view_asked(request, found.view), group_asked(request)
    found.require_view(view)
    if group is not None:
        found.require_group(group)
    return view, group


def version_asked(request: HTTPConnection, name: str = "at") -> int | None:
    """Return the version that is asked for under a name, None where none is: the newest.

    Raises:
        HTTPException: 404, it cannot be one.
    """
    asked = request.query_params.get(name)
    if asked is None:
        return None
    if not _VERSION.fullmatch(asked):
        raise HTTPException(404)
    return int(asked)


def address(request: HTTPConnection) -> str:
    """Return the network address a request comes from."""
    return request.client.host if request.client else ""


def see(path: str) -> Response:
    """Send the browser on to another page of ours."""
    return RedirectResponse(path, 303, headers=NO_STORE)


def _person(room: Room, people: dict[str, Record], login: Login | None) -> Person | None:
    # The log may have been restored to before they joined: then nobody knows them.
    if login is None or login.participant not in people:
        return None
    record = people[login.participant]
    if record["erased"]:
        raise ErasedError
    return Person(
        id=login.participant,
        name=str(record["name"]),
        role=record["role"],  # type: ignore[arg-type]
        view=room.view_of(login.participant),
        login=login,
    )
