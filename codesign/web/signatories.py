"""Who signs for each organisation: a named post, with a link of its own until a day.

A link to sign is its owner's personal link that leads to where they answer; whoever
has it speaks for the organisation, so ending it takes the mandate back too.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from codesign.domain.commands import EndSignatory, NameSignatory
from codesign.domain.events import Capacity
from codesign.domain.ids import LinkId, OrganisationId, ParticipantId, RedesignId
from codesign.domain.permissions import VOTING
from codesign.outputs.contents.designing import Standing, standing
from codesign.outputs.dates import Dates
from codesign.outputs.letter import Letter, asking_to_sign, plain, rich
from codesign.projections.afterwards import Linked, linked
from codesign.projections.reading import Reading
from codesign.projections.stands import Stand, stand_of
from codesign.web.access import signing_path
from codesign.web.asking import ask
from codesign.web.doors import Doors
from codesign.web.forms import DAMAGED, Form, read_form
from codesign.web.links import TERMS, USUAL_DAYS, days_of
from codesign.web.pages import Pages
from codesign.web.visitors import Person, Visitor, see, visitor

CAPACITIES: Final[Mapping[Capacity, str]] = {
    "delegated_authority": "Yes, by delegated authority",
    "subject_to_governance": "Once its board or cabinet decides",
    "officer_view": "No: an officer's view",
    "community_view": "No: the community's view",
}
_CAPACITIES: Final[dict[str, Capacity]] = {each: each for each in CAPACITIES}
POST_MISSING: Final = "Name the post that is to answer, such as Director of Adult Care."


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """An organisation, who speaks for it, and what it is asked.

    `voice` is None where nobody speaks for it, `members` are those who could. `address` is
    empty without a link that may be read here; `letter` asks for what is awaited.
    """

    organisation: OrganisationId
    name: str
    post: str
    capacity: Capacity | None
    voice: Linked | None
    members: Mapping[ParticipantId, str]
    asked: tuple[tuple[Standing, Stand], ...]
    address: str
    letter: Letter | None = None

    @property
    def required(self) -> bool:
        """Whether nothing is agreed without it."""
        return any(each.required for _, each in self.asked)

    @property
    def awaited(self) -> tuple[Standing, ...]:
        """The redesigns on whose text as it is now it has not answered."""
        return tuple(found for found, each in self.asked if each.awaited)


class Signatories:
    """The page of who signs.

    Args:
        doors: what it reaches.
        pages: draws it.
    """

    def __init__(self, doors: Doors, pages: Pages) -> None:
        self._doors = doors
        self._pages = pages

    async def show(self, request: Request) -> Response:
        """Show who signs for each organisation; name one with a link, or end that."""
        found = await visitor(self._doors, request)
        person = found.require_running()
        form = Form()
        if request.method == "POST":
            form = await read_form(request)
            await self._act(found, person, form)
            if not form.errors:
                return see(f"{request.url.path}#{form.get('place')}")
        signatories = await self._signatories(request, found, person)
        return self._pages.page(
            "after_signatories.html",
            form.status,
            form=form,
            workshop=found.workshop,
            workshop_id=found.room.workshop_id,
            dates=Dates(str(found.workshop["timezone"])),
            signatories=[
                (
                    each,
                    # Every word in it was escaped where it was made.
                    each.letter
                    and {"plain": plain(each.letter), "rich": Markup(rich(each.letter))},  # noqa: S704
                )
                for each in signatories
            ],
            capacities=CAPACITIES,
            terms=TERMS,
            usual_days=USUAL_DAYS,
            newcomer=self._doors.new_id(),
        )

    # --- what its forms ask -----------------------------------------------

    async def _act(self, found: Visitor, person: Person, form: Form) -> None:
        match form.get("do"):
            case "name":
                await self._name(found, person, form)
            case "end":
                await self._end(found, person, form)
            case _:
                raise HTTPException(400, DAMAGED)

    async def _name(self, found: Visitor, person: Person, form: Form) -> None:
        """Let a post speak for an organisation, and give it a link.

        The form names who is new, so that sending it twice adds them once.
        """
        place, capacity = form.get("place"), _CAPACITIES.get(form.get("capacity"))
        if capacity is None:
            raise HTTPException(400, DAMAGED)
        if not form.get("post"):
            form.note(f"post-{place}", POST_MISSING)
            return
        name = NameSignatory(
            organisation=OrganisationId(form.get("organisation")),
            participant=ParticipantId(form.get("who") or form.get("newcomer")),
            post=form.get("post"),
            capacity=capacity,
            link=LinkId(self._doors.new_id()),
            name=form.get("name"),
            days=days_of(form),
        )
        await ask(self._doors, found.room, name, person.id, "desk", form, f"post-{place}")

    async def _end(self, found: Visitor, person: Person, form: Form) -> None:
        end = EndSignatory(organisation=OrganisationId(form.get("organisation")))
        await ask(self._doors, found.room, end, person.id, "desk", form, form.get("place"))

    # --- what it shows ----------------------------------------------------

    async def _signatories(
        self, request: Request, found: Visitor, person: Person
    ) -> list[Signatory]:
        """Return the organisations, those first that must agree."""
        now = self._doors.clock()
        people, links = await found.room.read(
            lambda workshop: (linked(workshop, now), dict(workshop.links))
        )
        by_id = {each.participant: each for each in people}
        facilitates = person.role == "facilitator"
        # Whoever may not make a link must not read it either.
        addresses = {
            key: self._doors.url(
                request,
                signing_path(self._doors.access, found.room.workshop_id, key, links[key].id),
            )
            for key, each in by_id.items()
            if each.expires_at is not None and (facilitates or not each.runs)
        }
        recording = self._doors.recordings.of(found.room.workshop_id)

        def told() -> list[Signatory]:
            # What is printed to be sent is what its reader may see.
            reading = recording.reading("participant")
            every = (
                _signatory(reading, OrganisationId(key), by_id, addresses)
                for key in reading.rows("organisations")
            )
            return sorted(every, key=lambda each: (not each.required, each.name.casefold()))

        return await asyncio.to_thread(told)


def _signatory(
    reading: Reading,
    organisation: OrganisationId,
    people: Mapping[ParticipantId, Linked],
    addresses: Mapping[ParticipantId, str],
) -> Signatory:
    record = reading.rows("organisations")[organisation]
    key = ParticipantId(record.get("voice", ""))
    found = Signatory(
        organisation=organisation,
        name=str(record["name"]),
        post=str(record.get("post", "")),
        capacity=record.get("capacity"),
        voice=people.get(key),
        members=_members(reading, organisation),
        asked=tuple(
            (each, stand_of(reading, RedesignId(each.key), organisation))
            for each in standing(reading)
        ),
        address=addresses.get(key, ""),
    )
    return replace(found, letter=_letter(reading, found))


def _members(reading: Reading, organisation: OrganisationId) -> Mapping[ParticipantId, str]:
    return {
        ParticipantId(key): str(each["name"])
        for key, each in reading.rows("participants").items()
        if each["organisation"] == organisation
        and each["role"] in VOTING
        and not (each["left"] or each["erased"])
    }


def _letter(reading: Reading, found: Signatory) -> Letter | None:
    if found.voice is None or found.voice.expires_at is None or not found.address:
        return None
    if not found.awaited:
        return None
    addressed = found.post or found.voice.name
    told = [(each.title, each.version) for each in found.awaited]
    return asking_to_sign(
        reading, addressed, found.name, told, found.address, found.voice.expires_at
    )
