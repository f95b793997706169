"""Sheets to print, and the codes on them: from a filled-in sheet to where it is typed in.

A code is a digest under the server's secret, looked up among the stages and
rounds of the workshop. It opens nothing by itself: only those who run the
workshop or help in it can follow it, and it leads them to a form.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from codesign.domain.agenda import IDEA_STAGES
from codesign.domain.ids import ParticipantId
from codesign.domain.totals import PAPER_AT_MOST
from codesign.projections.board import Records
from codesign.projections.ops import Record
from codesign.web.access import typed_code
from codesign.web.agendas import run_sheet
from codesign.web.doors import Doors
from codesign.web.errors import NotAllowedError
from codesign.web.invitation import join_url
from codesign.web.pages import Pages, qr_code
from codesign.web.visitors import Visitor, see, visitor

CARDS: Final = 4
LARGE_CARDS: Final = 2
# How many voting sheets are printed at once, and at most; each has a number of its own.
SHEETS: Final = 20
SHEETS_AT_MOST: Final = 200
WRONG_CODE: Final = "No sheet of this workshop has this code. Look at it again."
# How many boxes there are to mark beside a choice, where it is not one.
_BOXES: Final = {"agree": 3}
_YES_NO: Final = "Write yes, no or abstain in each box."
_PLACES: Final = "Write 1 beside your first choice, 2 beside your second, as far as you like."
# What to write in the boxes, where it is not a cross beside all one supports.
_TO_WRITE: Final = {
    "agree": "Put one cross in each line.",
    "temperature_check": "Write a number from -2 to +2 in each box: how warm are you to it?",
    "simple_majority": _YES_NO,
    "absolute_majority": _YES_NO,
    "super_majority": _YES_NO,
    "unanimity": _YES_NO,
    "consensus": "Write agree, reservations, stand aside or block in each box. "
    "Say overleaf why you block.",
    "consent": "Write consent or object in each box. Say overleaf why you object.",
    "fist_to_five": "Write in each box how many fingers you show, from 0 to 5.",
    "ranked_irv": _PLACES,
    "condorcet": _PLACES,
    "schulze": _PLACES,
    "borda": _PLACES,
    "stv": _PLACES,
}


class Papers:
    """The pages for paper.

    Args:
        doors: what they reach.
        pages: draws them.
    """

    def __init__(self, doors: Doors, pages: Pages) -> None:
        self._doors = doors
        self._pages = pages

    async def show(self, request: Request) -> Response:
        """List the sheets there are to print."""
        found, records = await self._helping(request)
        context = {"stages": _idea_stages(records), "rounds": _open_rounds(records)}
        return self._pages.drawn("papers.html", {**_common(found), **context})

    async def door(self, request: Request) -> Response:
        """Show personal codes to cut out."""
        found, records = await self._helping(request)
        found.require_running()
        context = {"people": list(self._coming(request, found, records))}
        return self._sheet(request, found, "door", "Door list with personal codes", context)

    async def tables(self, request: Request) -> Response:
        """Show a card for each table."""
        found, records = await self._helping(request)
        seated = [*records["participants"].values(), *records["door_list"].values()]
        context = {
            "tables": sorted({str(each["table"]) for each in seated if each["table"]}),
            "join_address": f"{urlsplit(self._doors.url(request)).netloc}/join",
            "join_code": found.workshop["join_code"],
            "qr": qr_code(join_url(self._doors, request, found)),
        }
        return self._sheet(request, found, "tables", "Cards for the tables", context)

    async def agenda(self, request: Request) -> Response:
        """Show the run sheet."""
        found, records = await self._helping(request)
        context = {"stages": run_sheet(records)}
        return self._sheet(request, found, "agenda", "Run sheet", context)

    async def ideas(self, request: Request) -> Response:
        """Show idea cards for a stage."""
        found, records = await self._helping(request)
        key = request.path_params["stage"]
        stage = records["stages"].get(key)
        if stage is None or stage["kind"] not in IDEA_STAGES:
            raise HTTPException(404)
        code = self._code(found, "stage", key)
        copies = LARGE_CARDS if _is_large(request) else CARDS
        qr = qr_code(self._leading(request, found, code))
        context = {"stage": stage, "code": code, "copies": copies, "qr": qr}
        return self._sheet(request, found, "ideas", "Idea cards", context)

    async def votes(self, request: Request) -> Response:
        """Show voting sheets for a round, its options in their declared order."""
        found, records = await self._helping(request)
        key = request.path_params["round"]
        round_ = records["rounds"].get(key)
        if round_ is None:
            raise HTTPException(404)
        code = self._code(found, "round", key)
        first, many = _numbers(request)
        context = {
            "round": round_,
            "options": list(_options(records, key)),
            "boxes": _BOXES.get(str(round_["method"]), 1),
            "what_to_mark": _what_to_mark(round_),
            "code": code,
            "first": first,
            "many": many,
            "sheets": [
                {"number": each, "qr": qr_code(self._leading(request, found, code, each))}
                for each in range(first, first + many)
            ],
        }
        return self._sheet(request, found, "votes", "Voting sheets", context)

    async def follow(self, request: Request) -> Response:
        """Go from the code on a sheet to its place in the room."""
        found, records = await self._helping(request)
        typed = typed_code(request.query_params.get("code", ""))
        paper = _whole(request.query_params.get("paper", ""), 0)
        number = f".{paper}" if 0 < paper <= PAPER_AT_MOST else ""
        for kind, collection in (("round", "rounds"), ("stage", "stages")):
            for key in records[collection]:
                if typed_code(self._code(found, kind, key)) == typed:
                    return see(f"/w/{found.room.workshop_id}#paper-{kind}-{key}{number}")
        raise HTTPException(404, WRONG_CODE)

    async def _helping(self, request: Request) -> tuple[Visitor, Records]:
        found = await visitor(self._doors, request)
        if found.require_person().view != "facilitator":
            raise NotAllowedError
        return found, (await found.room.board("facilitator")).records

    def _sheet(
        self,
        request: Request,
        found: Visitor,
        kind: str,
        heading: str,
        context: Mapping[str, object],
    ) -> Response:
        more = {"kind": kind, "heading": heading, "large": _is_large(request)}
        return self._pages.drawn("papers_sheet.html", {**_common(found), **more, **context})

    def _leading(self, request: Request, found: Visitor, code: str, paper: int = 0) -> str:
        """Return the address that a sheet's code leads to; it opens nothing by itself."""
        number = f"&paper={paper}" if paper else ""
        return self._doors.url(request, f"/w/{found.room.workshop_id}/paper?code={code}{number}")

    def _code(self, found: Visitor, kind: str, key: str) -> str:
        return self._doors.access.paper_code(found.room.workshop_id, kind, key)

    def _coming(
        self, request: Request, found: Visitor, records: Records
    ) -> Iterator[dict[str, object]]:
        workshop = found.room.workshop_id
        # Without the code: who they are stands in no address and no log.
        address = self._doors.url(request, f"/w/{workshop}/rejoin")
        for key, listed in records["door_list"].items():
            organisation = records["organisations"].get(str(listed["organisation"]), {})
            code = self._doors.access.rejoin_code(workshop, ParticipantId(key))
            yield {
                "name": listed["name"],
                "organisation": organisation.get("name"),
                "table": listed["table"],
                "code": f"{code[:4]} {code[4:]}",
                "qr": qr_code(address),
            }


def _common(found: Visitor) -> dict[str, object]:
    return {"workshop": found.workshop, "workshop_id": found.room.workshop_id}


def _is_large(request: Request) -> bool:
    return request.query_params.get("large") == "yes"


def _numbers(request: Request) -> tuple[int, int]:
    """Return the first number to print on voting sheets, and how many there are to be."""
    many = min(max(_whole(request.query_params.get("many", ""), SHEETS), 1), SHEETS_AT_MOST)
    first = max(_whole(request.query_params.get("first", ""), 1), 1)
    return min(first, PAPER_AT_MOST + 1 - many), many


def _whole(text: str, otherwise: int) -> int:
    digits = text.isascii() and text.isdecimal() and len(text) <= len(str(PAPER_AT_MOST))
    return int(text) if digits else otherwise


def _idea_stages(records: Records) -> list[dict[str, Any]]:
    stages = ({**each, "id": key} for key, each in records["stages"].items())
    return sorted((each for each in stages if each["kind"] in IDEA_STAGES), key=_order)


def _open_rounds(records: Records) -> list[dict[str, Any]]:
    return [{**each, "id": key} for key, each in records["rounds"].items() if each["open"]]


def _order(stage: Record) -> int:
    return int(str(stage["order"]))


def _options(records: Records, round_id: str) -> Iterator[str]:
    mine = (each for each in records["options"].values() if each["round"] == round_id)
    for option in sorted(mine, key=lambda each: int(str(each["seq"]))):
        match option["source"]:
            case "idea":
                yield str(records["ideas"].get(str(option["option"]), {}).get("text", ""))
            case "theme":
                yield str(records["themes"].get(str(option["option"]), {}).get("title", ""))
            case _:
                yield str(option["text"])


def _what_to_mark(round_: Record) -> str:
    terms = round_["terms"]
    match round_["method"]:
        case "dots":
            each = f", at most {round_['dots_per_option']} in one box"
            return f"You have {round_['dots']} dots. Write how many you give{each}."
        case "score" if isinstance(terms, Mapping):
            return f"Write a score from 0 to {terms['highest']} beside what you want to score."
        case "quadratic" if isinstance(terms, Mapping):
            return (
                f"You have {terms['credits']} credits. Write how many votes you give. "
                "One vote costs 1, two cost 4, three cost 9."
            )
        case method:
            return _TO_WRITE.get(str(method), "Put a cross beside all you support.")
