"""Which agendas a workshop can start from: the templates, and those of one's own workshops."""

from collections.abc import Iterator
from typing import Any, Final

from starlette.requests import Request

from codesign.domain.events import StageKind
from codesign.domain.ids import WorkshopId
from codesign.domain.permissions import RUNNING
from codesign.live.rooms import NoWorkshopError
from codesign.programmes.agendas import AGENDAS, AgendaTemplate, template_of
from codesign.projections.board import Records
from codesign.projections.ops import Record
from codesign.web.access import Login
from codesign.web.doors import Doors
from codesign.web.logins import logins

# What stands before a workshop whose agenda is to be copied.
LAST: Final = "last:"
OFFERED_AT_MOST: Final = 5


async def offered(
    doors: Doors, request: Request, besides: WorkshopId | None = None
) -> dict[str, str]:
    """Return the titles of the workshops one runs whose agenda can be copied, the latest first.

    A sensitive one is not named to whoever looks at the screen.
    """
    found: dict[str, str] = {}
    for login in reversed(logins(doors, request)):
        records = await _run_by(doors, login) if login.workshop != besides else None
        if records and len(found) < OFFERED_AT_MOST:
            about = records["workshop"]["workshop"]
            if not about["sensitive"]:
                found[f"{LAST}{login.workshop}"] = str(about["title"])
    return found


async def chosen(doors: Doors, request: Request, choice: str) -> AgendaTemplate | None:
    """Return the agenda that was chosen, None where it is none of ours or not one's own."""
    if not choice.startswith(LAST):
        return AGENDAS.get(choice)
    workshop = choice.removeprefix(LAST)
    login = next((each for each in logins(doors, request) if each.workshop == workshop), None)
    records = await _run_by(doors, login) if login else None
    return _copied(records) if records else None


def in_order(records: Records) -> list[tuple[str, Record]]:
    """Return the stages in their order on the agenda."""
    return sorted(records["stages"].items(), key=lambda each: int(str(each[1]["order"])))


def kinds_in_order(records: Records) -> list[tuple[str, StageKind]]:
    """Return the stages in their order, each with its kind."""
    return [(key, each["kind"]) for key, each in in_order(records)]  # type: ignore[misc]


def run_sheet(records: Records) -> list[dict[str, Any]]:
    """Return the stages that will be held, each with the minute it begins in."""
    return list(_timed(records))


def _timed(records: Records) -> Iterator[dict[str, Any]]:
    minute = 0
    for key, stage in in_order(records):
        if not stage.get("skipped"):
            yield {**stage, "id": key, "from_minute": minute}
            minute += int(str(stage.get("minutes", 0)))


def _copied(records: Records) -> AgendaTemplate:
    about = records["workshop"]["workshop"]
    stages = tuple(template_of(each) for _, each in in_order(records) if not each["skipped"])
    return AgendaTemplate(
        title=str(about["title"]),
        summary="",
        shape=about["shape"],  # type: ignore[arg-type]
        stages=stages,
    )


async def _run_by(doors: Doors, login: Login) -> Records | None:
    try:
        room = await doors.rooms.room(login.workshop)
    except NoWorkshopError:
        return None
    records = (await room.board("facilitator")).records
    person = records["participants"].get(login.participant)
    runs = person and person["role"] in RUNNING and not (person["erased"] or person["left"])
    return records if runs else None
