"""One version of a redesign, for those who are asked to say where their organisation stands.

It prints by the writers of the programmes' documents, of all that is recorded
about this redesign and of nothing else, so that a board decides on the words
that everybody has. What changed since a version its reader knows comes first.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from codesign.domain.ids import RedesignId
from codesign.outputs.contents import HEADINGS, WRITERS
from codesign.outputs.contents.designing import Standing, parts_told, standing
from codesign.outputs.differences import Difference, differences
from codesign.outputs.document import (
    Document,
    Fact,
    Facts,
    Line,
    Missing,
    Paragraph,
    Section,
)
from codesign.outputs.making import document
from codesign.programmes.programme import Content
from codesign.projections.reading import Reading
from codesign.projections.records.redesigns import version_key
from codesign.projections.wording import listed

_PRINTED: Final[tuple[Content, ...]] = (
    "redesign",
    "outcomes",
    "needs",
    "delivery_model",
    "workforce",
    "social_value",
    "cost_benefit",
    "who_pays",
    "contributions",
    "equality",
    "risks",
    "plan",
    "objections",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOff:
    """A redesign as it stands, and what is different since version `since`.

    `since` is None where its reader knows no earlier version; `text` is what the document
    says of the redesign itself.
    """

    standing: Standing
    since: int | None
    differences: tuple[Difference, ...]
    text: tuple[Section, ...]
    document: Document


def sign_off(
    reading: Reading, redesign: RedesignId, *, since: int | None = None, asked: str = ""
) -> SignOff | None:
    """Return a redesign for signing, None where this reader sees no such redesign.

    Args:
        reading: what the reader may read.
        redesign: which.
        since: the version its reader knows; one that never was counts as none.
        asked: who is asked, in words, for the head of the document.
    """
    found = next((each for each in standing(reading) if each.key == redesign), None)
    if found is None:
        return None
    known = since if since is not None and 1 <= since < found.version else None
    changed = () if known is None else _changed(reading, found, known)
    about = reading.about(redesign)
    text = tuple(_text(about))
    sections = (*_changes(found, known, changed), *text, *_agreement(about))
    return SignOff(
        standing=found,
        since=known,
        differences=changed,
        text=text,
        document=document(
            about,
            kind="For sign-off",
            title=found.title,
            lead=_lead(about, found),
            figures=(),
            facts=Facts(facts=tuple(_facts(about, found, asked))),
            sections=sections,
        ),
    )


def _changed(reading: Reading, found: Standing, since: int) -> tuple[Difference, ...]:
    then = reading.rows("redesign_versions")[version_key(RedesignId(found.key), since)]
    return differences(parts_told(reading, then["design"]), parts_told(reading, found.design))


def _lead(about: Reading, found: Standing) -> Line:
    agreement = about.rows("agreements")[found.key]
    if "agreed_version" in agreement and agreement["set_aside"] is None:
        text = f"Version {agreement['agreed_version']} is agreed."
        return Line(text=text, source=agreement["agreed_seq"])
    return Line(text=agreement["missing"] or "Nothing is missing for it to be agreed.")


def _facts(about: Reading, found: Standing, asked: str) -> Iterator[Fact]:
    if asked:
        yield Fact(name="Asked", lines=(Line(text=asked),))
    yield Fact(name="Workshop", lines=(Line(text=str(about.workshop["title"])),))
    yield Fact(name="Version", lines=(Line(text=str(found.version), source=found.seq),))


def _text(about: Reading) -> Iterator[Section]:
    gaps = []
    for content in _PRINTED:
        written = WRITERS[content](about)
        if isinstance(written, Missing):
            gaps.append(HEADINGS[content].lower())
        else:
            yield Section(heading=HEADINGS[content], blocks=written)
    if gaps:
        nothing = Line(text=f"Nothing is recorded about {listed(gaps)}.")
        yield Section(heading="Not recorded", blocks=(Paragraph(lines=(nothing,)),))


def _agreement(about: Reading) -> Iterator[Section]:
    written = WRITERS["agreement"](about)
    if not isinstance(written, Missing):
        yield Section(heading=HEADINGS["agreement"], blocks=written)


def _changes(
    found: Standing, since: int | None, changed: tuple[Difference, ...]
) -> Iterator[Section]:
    if since is None:
        return
    facts = Facts(facts=tuple(Fact(name=each.part, lines=_both(each, found)) for each in changed))
    unchanged = Paragraph(lines=(Line(text="No word of it."),))
    heading = f"What changed since version {since}"
    yield Section(heading=heading, blocks=(facts if changed else unchanged,))


def _both(changed: Difference, found: Standing) -> tuple[Line, Line]:
    was = f"Was: {changed.before}" if changed.before else "Was not there."
    now = f"Now: {changed.after}" if changed.after else "Is gone."
    return Line(text=was, tone="quiet"), Line(text=now, source=found.seq)
