"""Documents to read and to take away, as of any version."""

from starlette.routing import BaseRoute

from codesign.domain.ids import WorkshopId
from codesign.web.doors import Doors
from codesign.web.pages import Pages


def offered(workshop: WorkshopId) -> list[dict[str, str]]:
    """Return what can be read or taken away, with titles and addresses."""
    return []


class Downloads:
    """The documents.

    Args:
        doors: what they reach.
        pages: draws the ones to read here.
    """

    def __init__(self, doors: Doors, pages: Pages) -> None:
        self._doors = doors
        self._pages = pages

    def routes(self) -> list[BaseRoute]:
        """Return the address of each document."""
        return []
