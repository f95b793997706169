"""Where a named post says where its organisation stands: a plain page, reached by a personal link.

It shows one exact version of a redesign, what changed since the post last saw it,
and who is awaited; what is answered goes through the same rules as in the room.
A form names what it makes, so that sending it twice answers once.
"""

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, get_args

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from codesign.domain.commands import ConditionPlan, TakePosition, WithdrawPosition, WorryPlan
from codesign.domain.events import Capacity, Level, Severity
from codesign.domain.ids import CommandId, ConditionId, ObjectionId, PositionId, RedesignId
from codesign.domain.mandates import mandate_of
from codesign.domain.workshop import Mandate
from codesign.live.request import Accepted
from codesign.live.request import Request as Asking
from codesign.outputs.contents.designing import standing
from codesign.outputs.dates import Dates
from codesign.outputs.document import Document
from codesign.outputs.html import sections
from codesign.outputs.sign_off import SignOff, sign_off
from codesign.projections.reading import Reading
from codesign.projections.stands import stands
from codesign.web.asking import ask
from codesign.web.delivering import Delivery
from codesign.web.doors import Doors
from codesign.web.forms import DAMAGED, Form, read_form
from codesign.web.languages import language_of
from codesign.web.links import TO_SIGN, PersonalLinks
from codesign.web.pages import Pages
from codesign.web.phrases import Phrase
from codesign.web.visitors import Person, Visitor, see, visitor

LEVELS: Final[Mapping[Level, str]] = {
    "will_deliver": "We will deliver our part",
    "endorse": "We support it",
    "consent": "We agree",
    "consent_with_reservations": "We agree, with reservations",
    "stand_aside": "Not for us, but we won't stop it",
    "object": "We do not agree",
}
CAPACITIES: Final[Mapping[Capacity, str]] = {
    "delegated_authority": "Yes, by delegated authority",
    "subject_to_governance": "Once our board or cabinet decides",
    "officer_view": "This is an officer's view",
    "community_view": "This is the community's view",
}
SEVERITIES: Final[Mapping[Severity, str]] = {
    "concern": "A concern: we can live with it",
    "objection": "We cannot agree to it like this",
    "block": "It must not go ahead",
}
_SEVERITIES: Final[dict[str, Severity]] = {each: each for each in SEVERITIES}
_LEVELS: Final[dict[str, Level]] = {each: each for each in LEVELS}
_CAPACITIES: Final[dict[str, Capacity]] = {each: each for each in CAPACITIES}
CHOOSE: Final = "Choose where your organisation stands."
OVERTAKEN: Final = (
    "The text was changed while you read: it is version %(now)s now. Nothing was recorded. "
    "What changed is marked below and your words are kept; look, and send them again."
)
ANSWERED: Final = (
    "Your answer was recorded already. Nothing was changed by this; to change it, send it again."
)
CONDITION_MISSING: Final = "Say what the condition is, or leave its other boxes empty too."
NO_VOICE: Final = (
    "You do not speak for an organisation in this workshop. Ask whoever sent you the link."
)
# A board that holds more says so in its paper; these are as many as a page shows.
CONDITIONS: Final = range(1, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """Who is asked about which redesign, with what they may read of it."""

    found: Visitor
    person: Person
    mandate: Mandate
    redesign: RedesignId
    reading: Reading

    @property
    def organisation(self) -> str:
        """What their organisation is called."""
        return str(self.reading.rows("organisations")[self.mandate.organisation]["name"])

    @property
    def path(self) -> str:
        """The address of their page."""
        return f"/w/{self.found.room.workshop_id}/sign/{self.redesign}"


class Signing:
    """The pages on which an organisation answers.

    Args:
        doors: what they reach.
        pages: draws them.
        links: asks for the personal link of who is not known here.
    """

    def __init__(self, doors: Doors, pages: Pages, links: PersonalLinks) -> None:
        self._doors = doors
        self._pages = pages
        self._links = links
        self._delivery = Delivery(doors, pages)

    def routes(self) -> list[BaseRoute]:
        """Return the address of the list, and of each redesign."""
        one = "/w/{workshop}/sign/{redesign}"
        return [
            Route("/w/{workshop}/sign", self.show, methods=["GET"]),
            Route(one, self.one, methods=["GET", "POST"]),
            Route(f"{one}/document", self.document, methods=["GET"]),
        ]

    async def show(self, request: Request) -> Response:
        """List what one is asked about, or show it where it is one thing; strangers need a link."""
        found = await visitor(self._doors, request)
        mandate = await self._mandate(found)
        if found.person is None or mandate is None:
            known = found.person is not None or found.outside is not None
            form = Form(fields={"to": TO_SIGN})
            return self._links.link_form(request, form, at_once=not known)
        reading = await self._reading(found, found.person)
        asked_about = standing(reading)
        if len(asked_about) == 1:
            return see(f"{request.url.path}/{asked_about[0].key}")
        return self._pages.page(
            "sign_all.html",
            reader=request,
            workshop=found.workshop,
            workshop_id=found.room.workshop_id,
            mandate=mandate,
            organisation=reading.rows("organisations")[mandate.organisation]["name"],
            redesigns=[(each, _position_of(reading, each.key, mandate)) for each in asked_about],
            levels=LEVELS,
        )

    async def one(self, request: Request) -> Response:
        """Show one redesign and take the organisation's answer."""
        one = await self._asked(request)
        form = Form()
        if request.method == "POST":
            form = await read_form(request)
            await self._act(one, form)
            if not form.errors:
                return see(f"{one.path}?done#answer")
            one = await self._asked(request)
        return await self._page(request, one, form)

    async def document(self, request: Request) -> Response:
        """Give the redesign as a document for a board, in the format asked for."""
        one = await self._asked(request)
        since = _since(request, Form(), one)

        def write(reading: Reading) -> Document | None:
            found = sign_off(reading, one.redesign, since=since, asked=_addressed(one))
            return None if found is None else found.document

        return await self._delivery.document(request, write, "for-sign-off")

    # --- who asks, and what is asked --------------------------------------

    async def _mandate(self, found: Visitor) -> Mandate | None:
        person = found.person
        if person is None:
            return None
        return await found.room.read(lambda workshop: mandate_of(workshop, person.id))

    async def _reading(self, found: Visitor, person: Person) -> Reading:
        recording = self._doors.recordings.of(found.room.workshop_id)
        group = found.room.group_of(person.id)
        return await asyncio.to_thread(recording.reading, person.view, None, group)

    async def _asked(self, request: Request) -> _Asked:
        found = await visitor(self._doors, request)
        person = found.require_person()
        mandate = await self._mandate(found)
        if mandate is None:
            raise HTTPException(403, NO_VOICE)
        reading = await self._reading(found, person)
        redesign = RedesignId(request.path_params["redesign"])
        if all(each.key != redesign for each in standing(reading)):
            raise HTTPException(404)
        return _Asked(
            found=found, person=person, mandate=mandate, redesign=redesign, reading=reading
        )

    # --- answering --------------------------------------------------------

    async def _act(self, one: _Asked, form: Form) -> None:
        match form.get("do"):
            case "answer":
                await self._answer(one, form)
            case "take_back":
                back = WithdrawPosition(
                    position=PositionId(form.get("own")), reason=form.get("reason")
                )
                await ask(self._doors, one.found.room, back, one.person.id, "form", form, "reason")
            case _:
                raise HTTPException(400, DAMAGED)

    async def _answer(self, one: _Asked, form: Form) -> None:
        command = _answer(one, form)
        if command is None:
            return
        given = Asking(
            id=CommandId(self._doors.new_id()), command=command, by=one.person.id, via="form"
        )
        answer = await one.found.room.submit(given)
        if isinstance(answer, Accepted):
            return
        if answer.code == "id_taken" and await self._said_already(one, command):
            return
        if answer.code == "version_overtaken":
            now = await one.found.room.read(
                lambda workshop: workshop.redesigns[one.redesign].now.number
            )
            form.note("answer", Phrase(OVERTAKEN, now=now), 409)
        elif answer.code == "id_taken":
            form.note("answer", ANSWERED, 409)
        else:
            form.note(answer.field or "answer", answer.message, 503 if answer.retry_ms else 422)

    async def _said_already(self, one: _Asked, command: TakePosition) -> bool:
        """Tell whether just this answer is on record: the form was sent twice."""
        reading = await self._reading(one.found, one.person)
        known = reading.rows("positions").get(command.position)
        if known is None or known["organisation"] != command.organisation:
            return False
        conditions = [
            (each["text"], each["owner"], each["due"])
            for each in reading.rows("conditions").values()
            if each["position"] == command.position
        ]
        return (known["level"], known["authority"], conditions) == (
            command.level,
            command.authority,
            [(each.text, each.owner, each.due) for each in command.conditions],
        ) and _raised_already(reading, command.worry)

    # --- the page ---------------------------------------------------------

    async def _page(self, request: Request, one: _Asked, form: Form) -> Response:
        since = _since(request, form, one)
        found = await asyncio.to_thread(sign_off, one.reading, one.redesign, since=since)
        if found is None:
            raise HTTPException(404)
        context = {
            "form": form,
            "done": "done" in request.query_params,
            "workshop": one.found.workshop,
            "workshop_id": one.found.room.workshop_id,
            "here": one.path,
            "mandate": one.mandate,
            "person": one.person,
            "organisation": one.organisation,
            "sign_off": found,
            "agreement": one.reading.rows("agreements")[one.redesign],
            "stands": stands(one.reading, one.redesign),
            "own": _position_of(one.reading, one.redesign, one.mandate),
            # Every word in it was escaped where it was made.
            "text": Markup(await asyncio.to_thread(_drawn, found, one)),  # noqa: S704
            "dates": Dates(str(one.found.workshop["timezone"]), language_of(request)),
            "levels": LEVELS,
            "capacities": CAPACITIES,
            "severities": SEVERITIES,
            "offered": _offered(one.mandate),
            "conditions": CONDITIONS,
            "organisations": one.reading.rows("organisations"),
            "new_ids": {
                each: self._doors.new_id()
                for each in ("position", "objection", *map(str, CONDITIONS))
            },
        }
        return self._pages.drawn("sign.html", context, form.status, reader=request)


def _drawn(found: SignOff, one: _Asked) -> str:
    return sections(found.document, f"/w/{one.found.room.workshop_id}", found.text)


def _addressed(one: _Asked) -> str:
    return ", ".join(filter(None, (one.mandate.post, one.organisation)))


def _offered(mandate: Mandate) -> list[Capacity]:
    """Return in what capacities somebody may answer: nobody promises more than their mandate."""
    every: tuple[Capacity, ...] = get_args(Capacity)
    return list(every[every.index(mandate.capacity) :])


def _positions(reading: Reading, redesign: str, mandate: Mandate) -> list[dict[str, Any]]:
    """Return every position an organisation ever took on a redesign."""
    rows = reading.rows("positions").items()
    own = ({**each, "id": key} for key, each in rows if each["redesign"] == redesign)
    return [each for each in own if each["organisation"] == mandate.organisation]


def _position_of(reading: Reading, redesign: str, mandate: Mandate) -> dict[str, Any] | None:
    """Return where an organisation stands now."""
    said = _positions(reading, redesign, mandate)
    standing = (
        each for each in said if each["replaced_by"] is None and each["withdrawn_reason"] is None
    )
    return next(standing, None)


def _since(request: Request, form: Form, one: _Asked) -> int | None:
    """Return the version to compare with: as asked, as just answered, or as last seen.

    A post has seen what it last answered, and before that what stood when it was named.
    """
    for wished in (form.get("version"), request.query_params.get("since", "")):
        if wished.isascii() and wished.isdecimal() and len(wished) < 6:  # noqa: PLR2004 - no text has more versions
            return int(wished)
    answered = [int(each["version"]) for each in _positions(one.reading, one.redesign, one.mandate)]
    if answered:
        return max(answered)
    versions = one.reading.rows("redesign_versions").values()
    sent = (
        int(each["version"])
        for each in versions
        if each["redesign"] == one.redesign and each["seq"] <= one.mandate.seq
    )
    return max(sent, default=None)


def _answer(one: _Asked, form: Form) -> TakePosition | None:
    """Return what a form answers, None where something of it is to be put right first."""
    level, version = _LEVELS.get(form.get("level")), form.get("version")
    if not (version.isascii() and version.isdecimal()):
        raise HTTPException(400, DAMAGED)
    if level is None:
        form.note("level", CHOOSE)
    conditions = tuple(_conditions(form))
    if level is None or form.errors:
        return None
    return TakePosition(
        position=PositionId(form.get("position")),
        redesign=one.redesign,
        version=int(version),
        hash=form.get("hash"),
        organisation=one.mandate.organisation,
        level=level,
        capacity=_CAPACITIES.get(form.get("capacity")),
        authority=form.get("authority"),
        conditions=conditions,
        worry=_worry(form),
    )


def _raised_already(reading: Reading, worry: WorryPlan | None) -> bool:
    if worry is None:
        return True
    known = reading.rows("objections").get(worry.objection, {})
    return (known.get("severity"), known.get("reason")) == (worry.severity, worry.reason)


def _worry(form: Form) -> WorryPlan | None:
    reason = form.get("worry")
    if not reason:
        return None
    return WorryPlan(
        objection=ObjectionId(form.get("objection")),
        severity=_SEVERITIES.get(form.get("severity"), "concern"),
        reason=reason,
    )


def _conditions(form: Form) -> Iterator[ConditionPlan]:
    for number in CONDITIONS:
        text, owner, due = (form.get(f"{each}_{number}") for each in ("text", "owner", "due"))
        if text:
            yield ConditionPlan(
                condition=ConditionId(form.get(f"condition_{number}")),
                text=text,
                owner=owner,
                due=due,
            )
        elif owner or due:
            form.note(f"text_{number}", CONDITION_MISSING)
