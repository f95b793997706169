"""What starting a workshop takes on an address other than loopback."""

from starlette.exceptions import HTTPException
from starlette.requests import Request

from codesign.web.access import Seat, same_secret
from codesign.web.audit import noted
from codesign.web.doors import Doors
from codesign.web.errors import too_many
from codesign.web.forms import Form
from codesign.web.guesses import TooManyGuessesError
from codesign.web.logins import bearer
from codesign.web.visitors import address


class CreateToken:
    """The create token, asked of whoever starts a workshop.

    Args:
        doors: where it is, if one is needed.
    """

    def __init__(self, doors: Doors) -> None:
        self._doors = doors

    @property
    def needed(self) -> bool:
        """Tell whether starting a workshop takes it here."""
        return self._doors.create_token is not None

    def check(self, request: Request, form: Form) -> None:
        """Say in the form what is wrong with the token in it."""
        if not self.needed:
            return
        if not form.get("token"):
            form.note("token", "Type the create token. Whoever runs this server has it.")
            return
        try:
            if not self._is_it(request, form.get("token")):
                form.note("token", "That is not it. Ask whoever runs this server.")
        except TooManyGuessesError as error:
            problem = too_many(error)
            form.note("token", problem.message, problem.status)

    def require(self, request: Request) -> None:
        """Let a program pass that sent it.

        Raises:
            HTTPException: 403.
            TooManyGuessesError: too many tries from this address.
        """
        if self.needed and not self._is_it(request, bearer(request.headers) or ""):
            raise HTTPException(403, "Creating a workshop here takes the create token.")

    def note_used(self, seat: Seat) -> None:
        """Say in the server's log that a workshop was started with it."""
        if self.needed:
            noted("create_token_used", workshop=seat.workshop, by=seat.participant)

    def _is_it(self, request: Request, token: str) -> bool:
        self._doors.guesses.require(address(request))
        if same_secret(token, self._doors.create_token or ""):
            return True
        self._doors.guesses.note_wrong(address(request))
        noted("create_token_refused")
        return False
