"""A planning release in the Open Contracting Data Standard 1.1.5: what is planned, by whom, why.

It is a draft for the authority that publishes it. Only what the public may read
is in it, and nothing is said that the record does not hold. The prefix of its
contracting process must be registered by the publisher, so there is no default.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from typing import Any, Final

import msgspec

from codesign.outputs.contents.designing import standing
from codesign.outputs.contents.finding import printed
from codesign.outputs.dates import Dates, iso
from codesign.outputs.making import watermark
from codesign.outputs.printable import one_line
from codesign.projections.decision_record import decided
from codesign.projections.reading import Reading
from codesign.projections.summary import summary
from codesign.projections.wording import sentence

MEDIA_TYPE: Final = "application/json"
# What stands in examples; nobody may publish under it.
PLACEHOLDER: Final = "ocds-xxxxxx"
_PREFIX_CHARS: Final = 11
# Who funds what in which year (https://extensions.open-contracting.org/en/extensions/budget/).
_BREAKDOWN: Final = (
    "https://raw.githubusercontent.com/open-contracting-extensions/"
    "ocds_budget_breakdown_extension/master/extension.json"
)
_CURRENCY: Final = "GBP"
_MINOR: Final = 100
# Our words for milestones, as the standard spells them.
_TYPES: Final[Mapping[str, str]] = {"pre_procurement": "preProcurement"}
_STATUS: Final[Mapping[str, str]] = {"partially_met": "partiallyMet", "not_met": "notMet"}
# Whether the effect on people is still to be found out.
_FOLLOWED_UP: Final[Mapping[bool, str]] = {
    True: "Find out what it means",
    False: "Deal with what it means",
}
# A year, a month or a day, as forms take them.
_DUE: Final = re.compile(r"[1-9]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
# Documents of the neutral programme, under the standard's own codes for them.
_DOCUMENTS: Final[Mapping[str, tuple[str, str]]] = {
    "commissioning_brief": ("procurementPlan", "Commissioning brief"),
    "options_appraisal": ("feasibilityStudy", "Options appraisal"),
    "implementation_plan": ("projectPlan", "Implementation plan"),
}


class NotReleasableError(Exception):
    """A release would be wrong, or nobody's; the message says what is missing."""


def release(reading: Reading, base: str, prefix: str, after: int | None = None) -> bytes:
    """Return a release package with one planning release, as JSON.

    A release is never edited: what changed since is another one of the same contracting
    process, an update.

    Args:
        reading: of the public.
        base: the address of the workshop with its host, without a slash at the end.
        prefix: of the publisher's contracting processes, as registered.
        after: the version of the record that the last release was made from, None for
            the first.

    Raises:
        NotReleasableError: nobody leads, there is no such prefix, it is made up or was
            only tried out, the reader is not the public, or nothing was recorded since.
    """
    if reading.view != "public":
        message = "A release holds what the public may read, and nothing else."
        raise NotReleasableError(message)
    if not _is_registered(prefix):
        message = (
            "A release needs the prefix that the publisher registered with the Open Contracting "
            "Partnership, such as ocds-a1b2c3."
        )
        raise NotReleasableError(message)
    if watermark(reading):
        message = f"Nothing of this workshop is released. {watermark(reading)}"
        raise NotReleasableError(message)
    lead = reading.workshop["lead"]
    if lead not in reading.rows("organisations"):
        message = "Say in the settings of the workshop which organisation leads: it is the buyer."
        raise NotReleasableError(message)
    if after is not None and not 0 < after < reading.seq:
        message = (
            f"An update is of a later version than the release before it; this is version "
            f"{reading.seq}. Leave the earlier one out where this is the first."
        )
        raise NotReleasableError(message)
    package = _package(reading, base, prefix, "planning" if after is None else "planningUpdate")
    return msgspec.json.format(msgspec.json.encode(package), indent=2) + b"\n"


def _is_registered(prefix: str) -> bool:
    shaped = len(prefix) == _PREFIX_CHARS and prefix.startswith("ocds-") and prefix[5:].isalnum()
    return shaped and prefix != PLACEHOLDER and prefix.isascii()


def _package(reading: Reading, base: str, prefix: str, tag: str) -> dict[str, Any]:
    lead = reading.rows("organisations")[reading.workshop["lead"]]
    return {
        "uri": f"{base}/data/ocds.json?at={reading.seq}",
        "version": "1.1",
        "publishedDate": iso(reading.at),
        "publisher": {"name": one_line(lead["name"])},
        "license": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
        "extensions": [_BREAKDOWN],
        "releases": [_release(reading, base, prefix, tag)],
    }


def _release(reading: Reading, base: str, prefix: str, tag: str) -> dict[str, Any]:
    funders = {each["organisation"] for _, each in _pooled(reading)}
    parties = [_party(reading, key, funds=key in funders) for key in reading.rows("organisations")]
    buyer = _reference(reading, reading.workshop["lead"])
    return {
        "ocid": f"{prefix}-{reading.workshop_id}",
        # The position in the record: a release is never edited, the next has another id.
        "id": f"{reading.workshop_id}-planning-{reading.seq}",
        "date": iso(reading.at),
        "tag": [tag],
        "initiationType": "tender",
        "language": reading.workshop["language"][:2],
        "parties": parties,
        "buyer": buyer,
        "planning": {
            "rationale": _rationale(reading),
            "budget": _budget(reading, base),
            "documents": list(_documents(reading, base)),
            "milestones": [*_sittings(reading), *_milestones(reading), *_follow_ups(reading)],
        },
        **_tender(reading, buyer),
    }


def _party(reading: Reading, key: str, *, funds: bool) -> dict[str, Any]:
    record = reading.rows("organisations")[key]
    leads = key == reading.workshop["lead"]
    party: dict[str, Any] = {
        **_reference(reading, key),
        "roles": ["buyer", "procuringEntity"] if leads else ["interestedParty"],
    }
    if funds:
        party["roles"] += ["funder", "sourceParty"]
    identifiers = [_identifier(each, record["name"]) for each in record["identifiers"]]
    if identifiers:
        party["identifier"], *others = identifiers
        if others:
            party["additionalIdentifiers"] = others
    return party


def _reference(reading: Reading, key: str) -> dict[str, str]:
    """Return an organisation as others name it: under its own identifier where it has one."""
    record = reading.rows("organisations")[key]
    own = record["identifiers"]
    known = f"{own[0]['scheme']}-{own[0]['id']}" if own else key
    return {"id": one_line(known), "name": one_line(record["name"])}


def _identifier(identifier: Mapping[str, str], name: str) -> dict[str, str]:
    return {
        "scheme": one_line(identifier["scheme"]),
        "id": one_line(identifier["id"]),
        "legalName": one_line(name),
    }


def _rationale(reading: Reading) -> str:
    record = reading.workshop
    told = [sentence(record["question"] or record["title"])]
    if record["place"]:
        area = f" ({record['area']})" if record["area"] else ""
        told.append(f"Place: {sentence(record['place'] + area)}")
    standing = [each for each in decided(reading) if each.withdrawn_reason is None]
    told += [f"Decided in the workshop: {sentence(each.text)}" for each in standing]
    told.append("The workshop advises; the formal decision is the buyer's.")
    return one_line(" ".join(told))


def _documents(reading: Reading, base: str) -> Iterator[dict[str, str]]:
    for name, (kind, title) in _DOCUMENTS.items():
        for media_type, format_ in (("application/pdf", "pdf"), ("text/html", "html")):
            address = f"{base}/documents/neutral/{name}?format={format_}&at={reading.seq}"
            yield {
                "id": f"{name}-{format_}",
                "documentType": kind,
                "title": title,
                "url": address,
                "format": media_type,
                "language": reading.workshop["language"][:2],
                "datePublished": iso(reading.at),
            }


def _tender(reading: Reading, buyer: Mapping[str, str]) -> dict[str, Any]:
    """Return what would be bought, where there is one redesign to be named."""
    designs = standing(reading)
    if len(designs) != 1:
        return {}
    (it,) = designs
    described = (it.design.get(each, "") for each in ("summary", "service_model"))
    tender = {
        "id": f"{it.key}-{it.version}",
        "title": one_line(it.title),
        "description": one_line(" ".join(sentence(each) for each in described if each)),
        "status": "planning",
        "procuringEntity": dict(buyer),
        "mainProcurementCategory": "services",
    }
    return {"tender": {name: value for name, value in tender.items() if value}}


def _budget(reading: Reading, base: str) -> dict[str, Any]:
    """Return what is confirmed of the shared pot, by who funds it in which year.

    Money that is not confirmed, and money that each keeps to itself, is no budget yet.
    """
    budget: dict[str, Any] = {
        "id": f"{reading.workshop_id}-budget",
        "project": one_line(reading.workshop["title"]),
        "uri": f"{base}/summary",
    }
    lines = list(_pooled(reading))
    if lines:
        budget["description"] = "Confirmed contributions to the shared pot, and nothing else."
        budget["amount"] = _value(sum(year["amount"] for year, _ in lines))
        budget["budgetBreakdown"] = [_budget_line(reading, *each) for each in lines]
    return budget


def _pooled(reading: Reading) -> Iterator[tuple[Mapping[str, int], Mapping[str, Any]]]:
    """Yield the years of every confirmed pledge to the shared pot that may be printed."""
    organisations = reading.rows("organisations")
    for key, each in printed(reading, "pledges").items():
        confirmed = each["kind"] == "pooled" and each["status"] == "confirmed"
        if confirmed and each["organisation"] in organisations:
            yield from ((year, {**each, "id": key}) for year in each["by_year"])


def _budget_line(
    reading: Reading, year: Mapping[str, int], pledge: Mapping[str, Any]
) -> dict[str, Any]:
    begins = year["year"]
    return {
        "id": f"{pledge['id']}-{begins}",
        "description": f"Shared pot, {begins}/{(begins + 1) % 100:02}",
        "amount": _value(year["amount"]),
        "period": {
            "startDate": f"{begins}-04-01T00:00:00Z",
            "endDate": f"{begins + 1}-03-31T23:59:59Z",
        },
        "sourceParty": _reference(reading, pledge["organisation"]),
    }


def _value(minor: int) -> dict[str, Any]:
    whole, hundredths = divmod(minor, _MINOR)
    return {"amount": minor / _MINOR if hundredths else whole, "currency": _CURRENCY}


def _milestones(reading: Reading) -> Iterator[dict[str, str]]:
    """Yield the milestones of the plan, each due on the last day that is said."""
    for key, each in printed(reading, "milestones").items():
        owner = reading.rows("organisations").get(each["owner"] or "", {}).get("name", "")
        answers = ", ".join(filter(None, (each["post"], owner)))
        milestone = {
            "id": key,
            "title": one_line(each["title"]),
            "type": _TYPES.get(each["type"], each["type"]),
            "description": one_line(f"Answers for it: {answers}") if answers else "",
            "dueDate": _last_moment(each["due"]),
            "status": _STATUS.get(each["status"], each["status"]),
        }
        yield {name: value for name, value in milestone.items() if value}


def _follow_ups(reading: Reading) -> Iterator[dict[str, str]]:
    """Yield what is to be found out or done for people the law protects, where it has a date."""
    for key, each in reading.rows("equality_impacts").items():
        due = _last_moment(each["due"])
        if not due or not each["mitigation"]:
            continue
        about = each["characteristic"].replace("_", " ")
        milestone = {
            "id": key,
            "title": f"{_FOLLOWED_UP[each['impact'] == 'unknown']} for people: {about}",
            "type": "assessment",
            "description": one_line(each["mitigation"]),
            "dueDate": due,
        }
        if each["impact"] == "unknown":
            # Of what is done about a known effect nobody records that it was.
            milestone["status"] = "scheduled" if due > iso(reading.at) else "notMet"
        yield milestone


def _last_moment(due: str) -> str:
    """Return the end of a year, a month or a day; nothing for other words."""
    if not _DUE.fullmatch(due):
        return ""
    year, month, day = (*map(int, due.split("-")), 0, 0)[:3]
    month = month or 12
    return f"{year:04}-{month:02}-{day or monthrange(year, month)[1]:02}T23:59:59Z"


def _sittings(reading: Reading) -> Iterator[dict[str, str]]:
    """Yield the sittings: they are the engagement that took place, or will."""
    dates = Dates(reading.workshop["timezone"])
    for number, each in enumerate(summary(reading).sittings, 1):
        yield {
            "id": f"session-{number}",
            "title": one_line(each.title),
            "type": "engagement",
            "description": dates.span(each.starts_at, each.ends_at),
            "dueDate": iso(each.starts_at),
            "status": "met" if each.ends_at <= reading.at else "scheduled",
        }
