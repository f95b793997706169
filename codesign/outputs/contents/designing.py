"""What documents print of redesigns: the version they stand at, and what was said against it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from codesign.domain.events import AmendmentState, DeliveryModel, ObjectionState
from codesign.outputs.contents.writer import Written
from codesign.outputs.document import (
    Block,
    Bullets,
    Column,
    Fact,
    Facts,
    Item,
    Line,
    Missing,
    Paragraph,
    Row,
    Section,
    Table,
)
from codesign.projections.reading import Reading
from codesign.projections.records.redesigns import version_key
from codesign.projections.wording import REMOVED, sentence

_DRAFT_ONE: Final = Missing(where="draft a redesign in its stage, in the room", to="")
MODELS: Final[dict[DeliveryModel, str]] = {
    "in_house_bau": "In house, as now",
    "in_house_reengineered": "In house, redesigned",
    "shared_service": "A service shared with other councils",
    "public_partnership": "A partnership of public bodies",
    "latc": "A trading company owned by the council",
    "public_service_mutual": "A public service mutual",
    "joint_venture": "A joint venture",
    "cic": "A community interest company",
    "charitable_trust": "A charitable trust",
    "vcse_contract": "A contract with a voluntary or community organisation",
    "grant_to_vcse": "A grant to a voluntary or community organisation",
    "community_led": "Led by the community",
    "parish_town_devolved": "Devolved to a parish or town council",
    "outsourced_private": "A contract with a private provider",
    "hybrid": "A mix of these",
    "stop_or_reduce": "Stopped or reduced",
    "other": "Another model",
}
_FACTS: Final = (
    ("In short", "summary"),
    ("For whom", "user_group"),
    ("Where", "place"),
    ("Which service", "service"),
    ("How it works", "service_model"),
    ("What is done", "activities"),
    ("Who can have it", "eligibility"),
    ("Where and when", "access"),
    ("Depends on", "dependencies"),
    ("What stops", "stops"),
)
_WORDED: Final = (*_FACTS, ("Workforce", "workforce"), ("Social value", "social_value"))
_OUTCOME: Final = (
    ("Outcome", "statement"),
    ("Indicator", "indicator"),
    ("Baseline", "baseline"),
    ("Target", "target"),
    ("By", "by"),
    ("Owner", "owner"),
)
_SETTLED: Final[dict[AmendmentState | ObjectionState, str]] = {
    "open": "still open",
    "accepted": "made",
    "rejected": "not made",
    "withdrawn": "taken back by who said it",
    "superseded": "overtaken by another",
    "integrated": "the redesign was changed to answer it",
    "not_upheld": "the group chose to go on",
    "recorded": "put on record",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A redesign that is worked on, at the version it stands at."""

    key: str
    version: int
    hash: str
    design: Mapping[str, Any]
    seq: int

    @property
    def title(self) -> str:
        """What it is called."""
        return str(self.design.get("title") or REMOVED)


def standing(reading: Reading) -> list[Standing]:
    """Return the redesigns that are worked on, in the order they were drafted."""
    rows = reading.rows("redesigns")
    versions = reading.rows("redesign_versions")
    worked_on = [key for key, each in rows.items() if each["withdrawn_reason"] is None]
    found = []
    for key in sorted(worked_on, key=lambda each: rows[each]["seq"]):
        now = versions[version_key(key, rows[key]["version"])]  # type: ignore[arg-type]
        found.append(
            Standing(
                key=key,
                version=now["version"],
                hash=now["hash"],
                design=now["design"],
                seq=now["seq"],
            )
        )
    return found


def parts_told(reading: Reading, design: Mapping[str, Any]) -> dict[str, str]:
    """Return what a version says as plain text under the name of each part, in their order."""
    told = {"Title": design.get("title", "")}
    told |= {name: design.get(part, "") for name, part in _WORDED}
    told["Delivery model"] = MODELS.get(design.get("delivery_model", ""), "")
    told |= {name: "\n".join(lines) for name, lines in _listed_parts(reading, design)}
    return {name: text for name, text in told.items() if text}


def _listed_parts(
    reading: Reading, design: Mapping[str, Any]
) -> Iterator[tuple[str, Iterable[str]]]:
    outcomes = design.get("outcomes", ())
    yield "Outcomes", (_outcome_told(each) for each in outcomes)
    yield (
        "Partners, and their part",
        (_partner(reading, each) for each in design.get("partners", ())),
    )
    for name, part, words in (
        ("Needs it answers", "needs", "what"),
        ("Ideas it takes up", "ideas", "text"),
        ("Themes it takes up", "themes", "title"),
        ("Buildings and other assets", "assets", "name"),
    ):
        rows = reading.rows(part)
        keys = design.get(part, ())
        yield name, (rows[each][words] or REMOVED for each in keys if each in rows)


def _outcome_told(outcome: Mapping[str, Any]) -> str:
    measured = (
        f"{name.lower()}: {outcome[part]}" for name, part in _OUTCOME[1:] if outcome.get(part)
    )
    return "; ".join((outcome["statement"], *measured))


def redesign(reading: Reading) -> Written:
    """Print each redesign: what it answers, for whom, and how it works."""
    return _of_each(reading, lambda it: (Facts(facts=tuple(_facts(reading, it))),))


def outcomes(reading: Reading) -> Written:
    """Print what is to be different for people, and how one will know."""
    return _of_each(reading, _outcomes)


def delivery_model(reading: Reading) -> Written:
    """Print who is to run it, in what form."""

    def model(it: Standing) -> tuple[Block, ...]:
        found = it.design.get("delivery_model")
        return _paragraph(sentence(MODELS[found]), it) if found else ()

    return _of_each(reading, model)


def workforce(reading: Reading) -> Written:
    """Print who does the work, and whose jobs move."""
    return _of_each(reading, lambda it: _paragraph(it.design.get("workforce", ""), it))


def social_value(reading: Reading) -> Written:
    """Print what else a place gains by it."""
    return _of_each(reading, lambda it: _paragraph(it.design.get("social_value", ""), it))


def logic_model(reading: Reading) -> Written:
    """Print what goes in, what is done and what is to come of it, as the redesign says it."""
    return _of_each(reading, lambda it: tuple(_logic(reading, it)))


def objections(reading: Reading) -> Written:
    """Print every worry and every suggested change, and what became of it."""
    items = tuple(_answered(reading))
    if items:
        return (Bullets(items=items),)
    if not standing(reading):
        return _DRAFT_ONE
    nothing = Line(text="Nobody suggested a change to it or raised a worry about it.")
    return (Paragraph(lines=(nothing,)),)


def _of_each(reading: Reading, write: Callable[[Standing], tuple[Block, ...]]) -> Written:
    """Return what is written of each redesign, under its title where there are several."""
    found = standing(reading)
    if not found:
        return _DRAFT_ONE
    written = [(each, write(each)) for each in found]
    filled = [(each, blocks) for each, blocks in written if blocks]
    if not filled:
        return Missing(where="write it into the redesign, in its stage", to="")
    if len(found) == 1:
        return filled[0][1]
    return tuple(Section(heading=each.title, blocks=blocks) for each, blocks in filled)


def _facts(reading: Reading, it: Standing) -> Iterator[Fact]:
    design = it.design
    named = f"{it.title}, version {it.version}"
    yield Fact(
        name="Redesign",
        lines=(
            Line(text=named, source=it.seq, tone="strong"),
            Line(text=f"SHA-256 of this version: {it.hash}", source=it.seq, tone="quiet"),
        ),
    )
    for name, part in _FACTS:
        if design.get(part):
            yield Fact(name=name, lines=(Line(text=design[part], source=it.seq),))
    yield from _listed("Partners, and their part", _partners(reading, it))
    yield from _listed("What it answers", _answers(reading, it))


def _listed(name: str, lines: Iterator[Line]) -> Iterator[Fact]:
    found = tuple(lines)
    if found:
        yield Fact(name=name, lines=found)


def _partners(reading: Reading, it: Standing) -> Iterator[Line]:
    for each in it.design.get("partners", ()):
        yield Line(text=sentence(_partner(reading, each)), source=it.seq)


def _partner(reading: Reading, partner: Mapping[str, Any]) -> str:
    known = reading.rows("organisations").get(partner["organisation"])
    name = REMOVED if known is None else str(known["name"])
    return f"{name}: {partner['part']}" if partner.get("part") else name


def _answers(reading: Reading, it: Standing) -> Iterator[Line]:
    """Yield the themes, ideas and the decision it answers, each from its own moment."""
    for collection, part, words in (
        ("themes", "themes", "title"),
        ("ideas", "ideas", "text"),
    ):
        rows = reading.rows(collection)
        for key in it.design.get(part, ()):
            if key in rows and rows[key].get("hidden_reason") is None:
                yield Line(text=rows[key][words] or REMOVED, source=rows[key]["seq"])
    decision = reading.rows("decisions").get(it.design.get("decision", ""))
    if decision is not None:
        yield Line(text=f"Decided: {decision['text'] or REMOVED}", source=decision["seq"])


def _outcomes(it: Standing) -> tuple[Block, ...]:
    rows = tuple(
        Row(
            cells=tuple(each.get(part, "") or "not recorded" for _, part in _OUTCOME), source=it.seq
        )
        for each in it.design.get("outcomes", ())
    )
    if not rows:
        return ()
    columns = tuple(Column(name=name) for name, _ in _OUTCOME)
    return (Table(caption=f"Outcomes of {it.title}", columns=columns, rows=rows),)


def _paragraph(text: str, it: Standing) -> tuple[Block, ...]:
    return (Paragraph(lines=(Line(text=text, source=it.seq),)),) if text else ()


def _logic(reading: Reading, it: Standing) -> Iterator[Block]:
    inputs = tuple(_partners(reading, it))
    done = it.design.get("activities")
    came = tuple(
        Line(text=each["statement"], source=it.seq) for each in it.design.get("outcomes", ())
    )
    if not (done or came):
        return
    none = (Missing(where="write it into the redesign, in its stage", to=""),)
    activities = (Line(text=done, source=it.seq),) if done else none
    yield Facts(
        facts=(
            Fact(name="Inputs: partners, and their part", lines=inputs or none),
            Fact(name="Activities", lines=activities),
            Fact(name="Outcomes", lines=came or none),
        )
    )


def _answered(reading: Reading) -> Iterator[Item]:
    said = [("Worry", each) for each in reading.rows("objections").values()]
    said += [("Suggested change", each) for each in reading.rows("amendments").values()]
    for kind, each in sorted(said, key=lambda it: int(it[1]["seq"])):
        text = sentence(f"{kind}, version {each['version']}: {each['reason'] or REMOVED}")
        settled = sentence(_SETTLED[each["state"]].capitalize())
        reply = f" {sentence(each['reply'])}" if each["reply"] else ""
        line = Line(text=f"{settled}{reply}", source=each["settled_seq"] or each["seq"])
        yield Item(line=Line(text=text, source=each["seq"]), below=(line,))


def titled(reading: Reading, redesign: str) -> str:
    """Return what a redesign is called at the version it stands at, in quotation marks."""
    stands = reading.rows("redesigns").get(redesign)
    if stands is None:
        return REMOVED
    version = reading.rows("redesign_versions").get(version_key(redesign, stands["version"]), {})  # type: ignore[arg-type]
    return f"“{version.get('design', {}).get('title') or REMOVED}”"
