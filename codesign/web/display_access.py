"""Who may show the room display: those who run the workshop, and whom its code let in.

The code's cookie stands beside the login's, so that somebody who tries the
display on their own device stays who they are. It gives a view of what is
public, and ends when the workshop gives out another code or takes it back.
"""

from typing import Final

from starlette.requests import HTTPConnection
from starlette.responses import Response

from codesign.domain.permissions import RUNNING
from codesign.live.room import Room
from codesign.web.access import LOGIN_DAYS, OpenedDisplay, same_secret
from codesign.web.doors import Doors
from codesign.web.errors import LoginNeededError, NotAllowedError
from codesign.web.logins import cookies, login_for

COOKIE: Final = "codesign-display"
HTTPS_COOKIE: Final = f"__Host-{COOKIE}"


def display_code(doors: Doors, request: HTTPConnection, room: Room) -> str:
    """Return the code by which a request may show the display, empty for those who run the room.

    Raises:
        LoginNeededError, NotAllowedError: it may not.
    """
    workshop = room.memory.workshop
    login = login_for(doors, request, room.workshop_id)
    person = workshop.participants.get(login.participant) if login else None
    if person is not None and person.here and person.role in RUNNING:
        return ""
    opened = _opened(doors, request)
    if opened is not None and is_code(room, opened):
        return opened.code
    if person is None:
        raise LoginNeededError(room.workshop_id)
    raise NotAllowedError


def is_code(room: Room, opened: OpenedDisplay) -> bool:
    """Tell whether this code opens the display of this room now."""
    current = room.memory.workshop.display_code
    return (
        bool(current) and opened.workshop == room.workshop_id and same_secret(opened.code, current)
    )


def remember_display(
    doors: Doors, request: HTTPConnection, response: Response, opened: OpenedDisplay
) -> None:
    """Let the browser show the display from now on."""
    response.set_cookie(
        _name(doors, request),
        doors.access.display_token(opened),
        max_age=LOGIN_DAYS * 24 * 60 * 60,
        path="/",
        secure=doors.is_https(request),
        httponly=True,
        samesite="lax",
    )


def _opened(doors: Doors, request: HTTPConnection) -> OpenedDisplay | None:
    token = cookies(request.headers).get(_name(doors, request))
    return doors.access.read_display(token) if token else None


def _name(doors: Doors, request: HTTPConnection) -> str:
    return HTTPS_COOKIE if doors.is_https(request) else COOKIE
