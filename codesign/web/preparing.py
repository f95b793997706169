"""Before the room: what a workshop is about, when it meets, its agenda, and who needs what.

Plain pages for those who run the workshop, usable on a bus a week ahead. Each
form is a few commands; the first that is refused is said beside its field,
and what was taken by then is kept.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from codesign.domain import commands as c
from codesign.domain.ids import (
    AccessNeedId,
    AreaId,
    CommandId,
    OrganisationId,
    SessionId,
    StageId,
    derived_id,
)
from codesign.live.request import Refused
from codesign.live.request import Request as Asked
from codesign.outputs.dates import Dates
from codesign.programmes.agendas import AGENDAS, grown
from codesign.programmes.templates import SHAPES, planned
from codesign.projections.board import Records
from codesign.projections.ops import Record
from codesign.web.agendas import chosen, kinds_in_order, offered, run_sheet
from codesign.web.doors import Doors
from codesign.web.forms import Form, read_form
from codesign.web.invitation import join_url
from codesign.web.pages import Pages
from codesign.web.planning import areas_of, organisations_of, shape_of
from codesign.web.visitors import Person, Visitor, see, visitor
from codesign.web.when import NO_DATE, coming, read_span, read_until, written

ASKING: Final = "No account needed. Tell us there what you need to take part."
NEW: Final = "new"
DEFAULT_TITLE: Final = "Session"
NOT_SURE: Final = "Tick the box first: you have read what publishing means."
NO_STAGE: Final = "Choose a stage."
# Beside which field a refusal is said.
_FIELDS: Final = {
    "bad_area": "area",
    "bad_link": "call_link",
    "no_dates": "starts",
    "empty_text": "title",
    "no_such_stage": "stage",
}


class Preparing:
    """The pages on which a workshop is prepared, and what is published afterwards.

    Args:
        doors: what they reach.
        pages: draws them.
    """

    def __init__(self, doors: Doors, pages: Pages) -> None:
        self._doors = doors
        self._pages = pages

    async def show(self, request: Request) -> Response:
        """Show all that is prepared so far, and where to change it."""
        found, person, records = await self._running(request)
        told = await found.room.told(person.id, "access_needs")
        needs = sorted(told.items(), key=lambda each: int(str(each[1]["at"])))
        sessions, stages = coming(records, 0), run_sheet(records)
        link = join_url(self._doors, request, found)
        context = {
            "lead": records["organisations"].get(str(found.workshop["lead"])),
            "shape": SHAPES[found.workshop["shape"]],  # type: ignore[index]
            "sessions": sessions,
            "needs": [{**each, "id": key} for key, each in needs],
            "stages": stages,
            "reminder": _reminder(found, coming(records, self._doors.clock()), stages, link),
            "now": self._doors.clock(),
        }
        return self._page("prepare.html", found, context)

    async def delete_need(self, request: Request) -> Response:
        """Delete what somebody needs before its time."""
        found, person, _ = await self._running(request)
        form = await read_form(request)
        need = AccessNeedId(form.get("need"))
        await self._ask(found, person, [c.DeleteAccessNeed(need=need)], form)
        return see(f"/w/{found.room.workshop_id}/prepare#needs")

    # --- settings ---------------------------------------------------------

    async def settings(self, request: Request) -> Response:
        """Show or change what the workshop is about and who leads it."""
        found, person, records = await self._running(request)
        about = found.workshop
        form = Form(
            fields={
                **{each: str(about[each]) for each in ("title", "question", "place", "area")},
                "lead": str(about["lead"] or ""),
                "sensitive": "yes" if about["sensitive"] else "",
            }
        )
        if request.method == "POST":
            form = await read_form(request)
            await self._ask(found, person, self._settings(found, form, records), form)
            if not form.errors:
                return self._back(found)
        context = {
            "organisations": records["organisations"],
            "areas": records["areas"],
            "form": form,
        }
        return self._page("settings.html", found, context, form.status)

    def _settings(self, found: Visitor, form: Form, records: Records) -> Iterable[c.Command]:
        yield c.RetitleWorkshop(title=form.get("title"), question=form.get("question"))
        yield c.NamePlace(place=form.get("place"), area=form.get("area"))
        for name in _new(organisations_of(form), records["organisations"]):
            key = OrganisationId(self._doors.new_id())
            yield c.AddOrganisation(organisation=key, name=name)
        for name in _new(areas_of(form), records["areas"]):
            yield c.AddArea(area=AreaId(self._doors.new_id()), name=name)
        lead = OrganisationId(form.get("lead")) if form.get("lead") else None
        if lead != found.workshop["lead"]:
            yield c.NameLead(organisation=lead)
        if form.ticked("sensitive") != found.workshop["sensitive"]:
            yield c.MarkSensitive(sensitive=form.ticked("sensitive"))

    # --- sessions ---------------------------------------------------------

    async def session(self, request: Request) -> Response:
        """Plan a session, move it, or cancel it."""
        found, person, records = await self._running(request)
        key = request.path_params["session"]
        planned_so_far = records["sessions"].get(key)
        if planned_so_far is None and key != NEW:
            raise HTTPException(404)
        zone = str(found.workshop["timezone"])
        form = Form(fields=written(planned_so_far, zone) | {"session": self._doors.new_id()})
        if request.method == "POST":
            form = await read_form(request)
            session = SessionId(form.get("session") if key == NEW else key)
            commands = _session(form, session, zone)
            if not form.errors:
                await self._ask(found, person, commands, form)
            if not form.errors:
                return self._back(found, "#when")
        context = {"form": form, "planned": planned_so_far, "zone": Dates(zone).name}
        return self._page("session.html", found, context, form.status)

    # --- the agenda -------------------------------------------------------

    async def agenda(self, request: Request) -> Response:
        """Show the agenda with its times; open stages until a date, add stages, grow."""
        found, person, records = await self._running(request)
        form = Form(fields={"token": self._doors.new_id()})
        if request.method == "POST":
            form = await read_form(request)
            commands = await self._agenda(request, found, records, form)
            if not form.errors:
                await self._ask(found, person, commands, form)
            if not form.errors:
                return see(f"/w/{found.room.workshop_id}/agenda")
        context = {
            "form": form,
            "stages": run_sheet(records),
            "sessions": coming(records, self._doors.clock()),
            "agendas": AGENDAS,
            "last": await offered(self._doors, request, besides=found.room.workshop_id),
            "shapes": SHAPES,
        }
        return self._page("agenda.html", found, context, form.status)

    async def _agenda(
        self, request: Request, found: Visitor, records: Records, form: Form
    ) -> list[c.Command]:
        ids = (
            StageId(derived_id(found.room.workshop_id, f"stage/{form.get('token')}", number))
            for number in count()
        )
        match form.get("do"):
            case "until":
                return _open_until(form, str(found.workshop["timezone"]))
            case "close":
                return [c.CloseStage(stage=StageId(form.get("stage")))]
            case "add":
                template = await chosen(self._doors, request, form.get("agenda"))
                # Sent twice, they are there already.
                return [
                    c.AddStage(plan=each)
                    for each in planned(template.stages if template else (), ids)
                    if each.stage not in records["stages"]
                ]
            case "grow":
                shape = shape_of(form.get("shape"))
                if shape is None:
                    return []
                there = [(StageId(key), kind) for key, kind in kinds_in_order(records)]
                return [c.ChangeShape(shape=shape), *grown(shape, there, ids)]
            case _:
                raise HTTPException(400)

    # --- as others see it -------------------------------------------------

    async def preview(self, request: Request) -> Response:
        """Show what a participant is shown, before anybody is there."""
        found, _, _ = await self._running(request)
        records = (await found.room.board("participant")).records
        context = {
            "stages": run_sheet(records),
            "sessions": coming(records, self._doors.clock()),
            "organisations": records["organisations"],
            "areas": records["areas"],
            "now": self._doors.clock(),
        }
        return self._page("preview.html", found, context)

    async def publish(self, request: Request) -> Response:
        """Say what publishing means, then publish; or take it back at once."""
        found, person, records = await self._running(request)
        form = Form()
        if request.method == "POST":
            form = await read_form(request)
            back = form.get("do") == "unpublish"
            if not back and not form.ticked("sure"):
                form.note("sure", NOT_SURE)
            else:
                command = c.UnpublishRecording() if back else c.PublishRecording()
                await self._ask(found, person, [command], form)
            if not form.errors:
                return see(f"/w/{found.room.workshop_id}/publish")
        context = {
            "form": form,
            "lead": records["organisations"].get(str(found.workshop["lead"])),
            "replay": self._doors.url(request, f"/w/{found.room.workshop_id}/replay"),
        }
        return self._page("publish.html", found, context, form.status)

    # --- asking and drawing -----------------------------------------------

    async def _running(self, request: Request) -> tuple[Visitor, Person, Records]:
        found = await visitor(self._doors, request)
        person = found.require_running()
        return found, person, (await found.room.board("facilitator")).records

    async def _ask(
        self, found: Visitor, person: Person, commands: Iterable[c.Command], form: Form
    ) -> None:
        for each in commands:
            asked = Asked(
                id=CommandId(self._doors.new_id()), command=each, by=person.id, via="form"
            )
            answer = await found.room.submit(asked)
            if isinstance(answer, Refused):
                status = 503 if answer.retry_ms else 422
                return form.note(_FIELDS.get(answer.code, ""), answer.message, status)
        return None

    def _back(self, found: Visitor, part: str = "") -> Response:
        return see(f"/w/{found.room.workshop_id}/prepare{part}")

    def _page(
        self, template: str, found: Visitor, context: dict[str, Any], status: int = 200
    ) -> Response:
        common = {
            "workshop": found.workshop,
            "workshop_id": found.room.workshop_id,
            "dates": Dates(str(found.workshop["timezone"])),
        }
        return self._pages.drawn(template, {**common, **context}, status)


def _reminder(
    found: Visitor, sessions: list[dict[str, Any]], stages: list[dict[str, Any]], link: str
) -> str:
    dates = Dates(str(found.workshop["timezone"]))
    paragraphs = [str(found.workshop["title"])]
    for each in sessions[:1]:
        home = f"From home: {each['call_link']}" if each["call_link"] else ""
        lines = (dates.span(each["starts_at"], each["ends_at"]), each["venue"], home)
        paragraphs.append("\n".join(line for line in lines if line))
    paragraphs += [
        f"“{each['title']}” is open until {dates.moment(each['until'])}."
        for each in stages
        if each["open"] and each["until"]
    ]
    return "\n\n".join((*paragraphs, f"Join here: {link}\n{ASKING}"))


def _new(names: Iterable[str], known: Mapping[str, Record]) -> Iterator[str]:
    """Return the names that nothing there bears yet."""
    there = {str(each["name"]) for each in known.values()}
    return (each for each in names if each not in there)


def _session(form: Form, session: SessionId, zone: str) -> list[c.Command]:
    if form.get("do") == "cancel":
        return [c.CancelSession(session=session)]
    span = read_span(form, zone)
    if span is None:
        return []
    return [
        c.PlanSession(
            session=session,
            title=form.get("title") or DEFAULT_TITLE,
            starts_at=span[0],
            ends_at=span[1],
            venue=form.get("venue"),
            call_link=form.get("call_link"),
        )
    ]


def _open_until(form: Form, zone: str) -> list[c.Command]:
    until = read_until(form, zone)
    if not form.get("stage"):
        form.note("stage", NO_STAGE)
    if until is None:
        form.note("until", NO_DATE)
    return [c.OpenStage(stage=StageId(form.get("stage")), until=until)]
