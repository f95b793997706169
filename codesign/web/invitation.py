"""How to join, as the room, its display and the sheets show it."""

from starlette.requests import Request

from codesign.web.doors import Doors
from codesign.web.pages import qr_code
from codesign.web.visitors import Visitor


def join_url(doors: Doors, request: Request, found: Visitor) -> str:
    """Return the address that a QR code holds: it fills the code in."""
    return doors.url(request, f"/join?code={found.workshop['join_code']}")


def invitation(doors: Doors, request: Request, found: Visitor) -> dict[str, object]:
    """Return what the live application shows of how to join."""
    link = join_url(doors, request, found)
    return {
        "joinCode": found.workshop["join_code"],
        "joinUrl": link,
        "joinAddress": doors.url(request, "/join"),
        "qrSvg": qr_code(link),
    }
