"""A planning release in the Open Contracting Data Standard 1.1.5: what is planned, by whom, why.

It is a draft for the authority that publishes it. Only what the public may read
is in it, and nothing is said that the record does not hold. The prefix of its
contracting process must be registered by the publisher, so there is no default.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import msgspec

from codesign.outputs.contents.designing import standing
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
# Documents of the neutral programme, under the standard's own codes for them.
_DOCUMENTS: Final[Mapping[str, tuple[str, str]]] = {
    "commissioning_brief": ("procurementPlan", "Commissioning brief"),
    "options_appraisal": ("feasibilityStudy", "Options appraisal"),
    "implementation_plan": ("projectPlan", "Implementation plan"),
}


class NotReleasableError(Exception):
    """A release would be wrong, or nobody's; the message says what is missing."""


def release(reading: Reading, base: str, prefix: str) -> bytes:
    """Return a release package with one planning release, as JSON.

    Args:
        reading: of the public.
        base: the address of the workshop with its host, without a slash at the end.
        prefix: of the publisher's contracting processes, as registered.

    Raises:
        NotReleasableError: nobody leads, there is no such prefix, it is made up or was
            only tried out, or the reader is not the public.
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
    package = _package(reading, base, prefix)
    return msgspec.json.format(msgspec.json.encode(package), indent=2) + b"\n"


def _is_registered(prefix: str) -> bool:
    shaped = len(prefix) == _PREFIX_CHARS and prefix.startswith("ocds-") and prefix[5:].isalnum()
    return shaped and prefix != PLACEHOLDER and prefix.isascii()


def _package(reading: Reading, base: str, prefix: str) -> dict[str, Any]:
    lead = reading.rows("organisations")[reading.workshop["lead"]]
    return {
        "uri": f"{base}/data/ocds.json?at={reading.seq}",
        "version": "1.1",
        "publishedDate": iso(reading.at),
        "publisher": {"name": one_line(lead["name"])},
        "license": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
        "releases": [_release(reading, base, prefix)],
    }


def _release(reading: Reading, base: str, prefix: str) -> dict[str, Any]:
    parties = [_party(reading, key) for key in reading.rows("organisations")]
    buyer = _reference(reading, reading.workshop["lead"])
    return {
        "ocid": f"{prefix}-{reading.workshop_id}",
        # The position in the record: a release is never edited, the next has another id.
        "id": f"{reading.workshop_id}-planning-{reading.seq}",
        "date": iso(reading.at),
        "tag": ["planning"],
        "initiationType": "tender",
        "language": reading.workshop["language"][:2],
        "parties": parties,
        "buyer": buyer,
        "planning": {
            "rationale": _rationale(reading),
            "budget": {"project": one_line(reading.workshop["title"]), "uri": f"{base}/summary"},
            "documents": list(_documents(reading, base)),
            "milestones": list(_milestones(reading)),
        },
        **_tender(reading, buyer),
    }


def _party(reading: Reading, key: str) -> dict[str, Any]:
    record = reading.rows("organisations")[key]
    leads = key == reading.workshop["lead"]
    party: dict[str, Any] = {
        **_reference(reading, key),
        "roles": ["buyer", "procuringEntity"] if leads else ["interestedParty"],
    }
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


def _milestones(reading: Reading) -> Iterator[dict[str, str]]:
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
