"""Personal links: to come back weeks later on another device, and who has one.

What gives the right comes after the `#` of the address, so that no log and no
`Referer` has it. The log holds until when it is good; wrong ones count as guesses.
"""

from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from codesign.domain.commands import (
    AddParticipant,
    ChangeDevice,
    Command,
    IssueLink,
    ReturnToWorkshop,
    RevokeLink,
)
from codesign.domain.ids import LinkId, OrganisationId, ParticipantId
from codesign.domain.links import good_link
from codesign.domain.workshop import Participant, Workshop
from codesign.live.room import Room
from codesign.outputs.dates import Dates
from codesign.projections.afterwards import linked
from codesign.web.access import ID_CHARS, Login, personal_path
from codesign.web.asking import ask
from codesign.web.audit import noted
from codesign.web.codes import may_guess
from codesign.web.doors import Doors
from codesign.web.forms import DAMAGED, Form, read_form
from codesign.web.logins import login_for, remember
from codesign.web.pages import Pages
from codesign.web.visitors import Person, Visitor, address, see, visitor, workshop_id

BAD_LINK: Final = (
    "This link opens nothing now: it has ended, or is not whole. Ask whoever sent it for a new one."
)
# What a form with a link says where its owner is to sign.
TO_SIGN: Final = "sign"
# How long a link holds, in days and in words.
TERMS: Final = {30: "a month", 90: "three months", 180: "half a year", 366: "a year"}
USUAL_DAYS: Final = 90


class PersonalLinks:
    """The pages of personal links.

    Args:
        doors: what they reach.
        pages: draws them.
    """

    def __init__(self, doors: Doors, pages: Pages) -> None:
        self._doors = doors
        self._pages = pages

    # --- coming back by one -----------------------------------------------

    async def show(self, request: Request) -> Response:
        """Show where a personal link leads; its script posts what the server was not told."""
        workshop = workshop_id(request)
        await self._doors.rooms.room(workshop)
        held = login_for(self._doors, request, workshop)
        return self.link_form(request, Form(), at_once=held is None)

    async def follow(self, request: Request) -> Response:
        """Turn a personal link into a login, also of somebody who had left."""
        workshop = workshop_id(request)
        room = await self._doors.rooms.room(workshop)
        form = await read_form(request)
        participant = await self._owner(request, room, form)
        if participant is not None:
            await self._come_back(room, form, participant)
        if participant is None or form.errors:
            return self.link_form(request, form, at_once=False)
        noted("personal_link_followed", workshop=workshop, by=participant)
        closed = await room.read(lambda workshop: workshop.closed)
        leads_to = "/sign" if form.get("to") == TO_SIGN else "/mine" if closed else ""
        response = see(f"/w/{workshop}{leads_to}")
        remember(self._doors, request, response, Login(workshop, participant))
        return response

    async def _owner(self, request: Request, room: Room, form: Form) -> ParticipantId | None:
        if not may_guess(self._doors, request, form, "token"):
            return None
        # Without the script somebody pastes the whole link.
        token = form.get("token").rpartition("#")[2]
        participant, now = ParticipantId(token[:ID_CHARS]), self._doors.clock()
        link = await room.read(lambda workshop: good_link(workshop, participant, now))
        access = self._doors.access
        if link and access.is_personal(room.workshop_id, participant, link.id, token):
            return participant
        self._doors.guesses.note_wrong(address(request))
        form.note("token", BAD_LINK, 403)
        return None

    async def _come_back(self, room: Room, form: Form, participant: ParticipantId) -> None:
        for command in await room.read(lambda workshop: _coming_back(workshop, participant)):
            await ask(self._doors, room, command, participant, "form", form, "token")

    def link_form(self, request: Request, form: Form, *, at_once: bool) -> Response:
        """Ask for a personal link; where the address had it, its script sends it `at_once`."""
        return self._pages.page(
            "link.html",
            form.status,
            reader=request,
            form=form,
            workshop_id=workshop_id(request),
            at_once=at_once,
            personal=True,
            signs=form.get("to") == TO_SIGN,
        )

    # --- who has one ------------------------------------------------------

    async def show_all(self, request: Request) -> Response:
        """List everybody with their link, and make, send again or end one."""
        found = await visitor(self._doors, request)
        person = found.require_running()
        form = Form()
        if request.method == "POST":
            form = await read_form(request)
            await self._act(found, person, form)
            if not form.errors:
                return see(f"{request.url.path}#{form.get('place')}")
        return await self._all(request, found, person, form)

    async def _act(self, found: Visitor, person: Person, form: Form) -> None:
        place, participant = form.get("place"), ParticipantId(form.get("participant"))
        command: Command
        match form.get("do"):
            case "link":
                command = issuing(self._doors, participant, form)
            case "unlink":
                command = RevokeLink(participant=participant)
            case "add":
                return await self._add(found, person, form)
            case _:
                raise HTTPException(400, DAMAGED)
        return await ask(self._doors, found.room, command, person.id, "desk", form, place)

    async def _add(self, found: Visitor, person: Person, form: Form) -> None:
        """Put somebody on the roll who was not there, with a link to come in by.

        The form names them, so that sending it twice adds them once.
        """
        participant = ParticipantId(form.get("participant"))
        organisation = form.get("organisation")
        add = AddParticipant(
            participant=participant,
            name=form.get("name"),
            organisation=OrganisationId(organisation) if organisation else None,
            device=True,
        )
        await ask(self._doors, found.room, add, person.id, "desk", form, "name")
        if not form.errors:
            link = issuing(self._doors, participant, form)
            await ask(self._doors, found.room, link, person.id, "desk", form, "name")

    async def _all(self, request: Request, found: Visitor, person: Person, form: Form) -> Response:
        now = self._doors.clock()
        people, links = await found.room.read(
            lambda workshop: (linked(workshop, now), dict(workshop.links))
        )
        workshop = found.room.workshop_id
        facilitates = person.role == "facilitator"
        context = {
            "form": form,
            "workshop": found.workshop,
            "workshop_id": workshop,
            "dates": Dates(str(found.workshop["timezone"])),
            "people": [each for each in people if facilitates or not each.runs],
            "newcomer": self._doors.new_id(),
            "organisations": (await found.room.board("facilitator")).records["organisations"],
            "terms": TERMS,
            "usual_days": USUAL_DAYS,
            "addresses": {
                each.participant: self._doors.url(
                    request,
                    personal_path(
                        self._doors.access, workshop, each.participant, links[each.participant].id
                    ),
                )
                for each in people
                # Whoever may not make a link must not read it either.
                if each.expires_at is not None and (facilitates or not each.runs)
            },
        }
        return self._pages.drawn("after_links.html", context, form.status)


def issuing(doors: Doors, participant: ParticipantId, form: Form) -> IssueLink:
    """Return the command that makes a link for as long as a form says."""
    return IssueLink(participant=participant, link=LinkId(doors.new_id()), days=days_of(form))


def days_of(form: Form) -> int:
    """Return for how many days a form wants a link to hold."""
    days = form.get("days")
    return int(days) if days.isascii() and days.isdecimal() and len(days) < 5 else USUAL_DAYS  # noqa: PLR2004 - no term is longer


def _coming_back(workshop: Workshop, participant: ParticipantId) -> list[Command]:
    """Return what makes a person be here, with a device of their own."""
    person: Participant = workshop.participants[participant]
    commands: list[Command] = []
    if person.left:
        commands.append(ReturnToWorkshop(participant=participant))
    if not person.device:
        commands.append(ChangeDevice(participant=participant, device=True))
    return commands
