"""What to send after a workshop: a text for an e-mail, plain and with links.

One for each kind of reader. It says no more than they may read: a letter to those
who were not there is written from what everybody may see.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from typing import Final, Literal, assert_never

from codesign.domain.events import View
from codesign.outputs.answers import answer_line
from codesign.outputs.dates import Dates
from codesign.outputs.votes import result_lines
from codesign.projections.decision_record import Decided
from codesign.projections.reading import Reading
from codesign.projections.summary import Summary, summary
from codesign.projections.wording import counted, listed, quoted, sentence

Readers = Literal["participants", "organisations", "absent"]

# Whose eyes a letter is written with. Organisations may come to provide what is planned, so they
# are told what every participant is, and not what partners alone are.
VIEWS: Final[dict[Readers, View]] = {
    "participants": "participant",
    "organisations": "participant",
    "absent": "public",
}
# A letter names the largest themes; the summary has them all.
_THEMES: Final = 5
_HELLO: Final = "Hello,"
_BYE: Final = "With kind regards"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A sentence, or a link in a sentence of its own."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Some paragraphs and a list, under a heading or under none."""

    heading: str = ""
    paragraphs: tuple[Words, ...] = ()
    items: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What to send: its subject and its parts."""

    subject: str
    parts: tuple[Part, ...]


def letter(reading: Reading, readers: Readers, base: str) -> Letter:
    """Return the letter to some readers.

    Args:
        reading: what they may read, at the version to tell of; its view is `VIEWS[readers]`.
        readers: who they are.
        base: the full address of the workshop, without a slash at the end.
    """
    found = summary(reading)
    dates = Dates(reading.workshop["timezone"])
    parts = (
        Part(paragraphs=(Words(text=_HELLO), *_opening(found, readers, dates))),
        Part(heading="What was decided", **_decided(found)),
        Part(heading="How people voted", items=tuple(_voted(found))),
        Part(heading="What people talked about", items=tuple(_themes(found))),
        _asked(found, readers),
        Part(heading="What happens next", **_next(found, dates, reading.at)),
        Part(heading="Read more", **_links(reading, readers, base)),
        Part(paragraphs=(Words(text=_BYE), *_from(reading))),
    )
    filled = (each for each in parts if each.paragraphs or each.items)
    return Letter(subject=_subject(found), parts=tuple(filled))


def asking_to_sign(
    reading: Reading,
    post: str,
    organisation: str,
    texts: Iterable[tuple[str, int]],
    address: str,
    until: int,
) -> Letter:
    """Return the letter that asks a post to say where its organisation stands.

    Args:
        reading: what its reader may read.
        post: to whom it goes.
        organisation: what it is called.
        texts: the titles and versions it is asked about.
        address: the link of its reader.
        until: when the link ends (ms UTC).
    """
    dates, title = Dates(reading.workshop["timezone"]), reading.workshop["title"]
    asked = (
        f"As {post} you are asked where {organisation} stands on this, from {quoted(title, 200)}:"
    )
    parts = (
        Part(paragraphs=(Words(text=_HELLO), Words(text=asked))),
        Part(items=tuple(Words(text=f"{quoted(each, 200)}, version {n}") for each, n in texts)),
        Part(
            paragraphs=(
                Words(text="Read it, and answer, by your own link", href=address),
                Words(
                    text=f"It holds until {dates.day(until)}. Whoever has it answers for you, so"
                    " send it to nobody else; for your board there is a PDF on the page."
                ),
            )
        ),
        Part(paragraphs=(Words(text=_BYE), *_from(reading))),
    )
    return Letter(subject=f"Where does {organisation} stand? {title}", parts=parts)


def plain(found: Letter) -> str:
    """Return a letter as plain text, links written out."""
    return "\n\n".join("\n".join(_plain_part(each)) for each in found.parts) + "\n"


def rich(found: Letter) -> str:
    """Return a letter as HTML that keeps its links when it is pasted; words are escaped."""
    return "".join(part for each in found.parts for part in _rich_part(each))


# --- what it says -------------------------------------------------------------------


def _subject(found: Summary) -> str:
    return f"{found.title}: what was decided, and what happens next"


def _opening(found: Summary, readers: Readers, dates: Dates) -> Iterator[Words]:
    title, when = quoted(found.title, 200), _when(found, dates)
    match readers:
        case "participants":
            yield Words(text=sentence(f"Thank you for taking part in {title}{when}"))
        case "organisations":
            text = f"Thank you for the part your organisation took in {title}{when}"
            yield Words(text=sentence(text))
        case "absent":
            yield Words(
                text=sentence(f"You could not be at {title}{when}. This is what came of it")
            )
        case _:
            assert_never(readers)
    if found.question:
        yield Words(text=sentence(f"The question was: {found.question}"))
    people = found.attendance.people
    if people:
        ideas = counted(found.everybodys.ideas, "idea")
        yield Words(text=f"{counted(people, 'person', 'people')} took part, with {ideas}.")


def _when(found: Summary, dates: Dates) -> str:
    days = list(dict.fromkeys(dates.day(each.starts_at) for each in found.sittings))
    if not days and found.opened is not None:
        days = [dates.day(found.opened.at)]
    return f" on {listed(days)}" if days else ""


def _decided(found: Summary) -> dict[str, tuple[Words, ...]]:
    standing = _standing(found)
    if not standing:
        return {"paragraphs": (Words(text="Nothing is recorded as decided yet."),)}
    return {"items": tuple(Words(text=_decision(each)) for each in standing)}


def _standing(found: Summary) -> list[Decided]:
    return [each for each in found.everybodys.decisions if each.withdrawn_reason is None]


def _decision(found: Decided) -> str:
    told = [sentence(found.text)]
    if found.reasons:
        told.append(sentence(f"Because: {found.reasons}"))
    told += [answer_line(each).text for each in found.answers]
    return " ".join(told)


def _voted(found: Summary) -> Iterator[Words]:
    for vote in found.everybodys.votes:
        if vote.void_reason is None and not vote.open:
            yield Words(text=f"{quoted(vote.question)} {result_lines(vote)[0].text}")


def _themes(found: Summary) -> Iterator[Words]:
    for each in found.everybodys.themes[:_THEMES]:
        answers = " ".join(answer_line(answer).text for answer in each.answers)
        told = f"{each.title} ({counted(each.ideas, 'idea')})"
        yield Words(text=f"{told}. {answers}" if answers else told)


def _asked(found: Summary, readers: Readers) -> Part:
    """Ask organisations for what they do about what nobody has answered yet."""
    if readers != "organisations":
        return Part()
    silent = [each.text for each in _standing(found) if not each.answers]
    silent += [each.title for each in found.everybodys.themes[:_THEMES] if not each.answers]
    if not silent:
        return Part()
    return Part(
        heading="What we ask of you",
        paragraphs=(
            Words(text="Please tell us what your organisation will do, who does it, and by when:"),
        ),
        items=tuple(Words(text=quoted(each, 200)) for each in silent),
    )


def _next(found: Summary, dates: Dates, at: int) -> dict[str, tuple[Words, ...]]:
    worded = (each.strip() for each in found.next_steps.splitlines())
    coming = (each for each in found.sittings if each.starts_at > at)
    return {
        "paragraphs": tuple(Words(text=each) for each in worded if each),
        "items": tuple(
            Words(text=f"{each.title}: {dates.span(each.starts_at, each.ends_at)}.")
            for each in coming
        ),
    }


def _links(reading: Reading, readers: Readers, base: str) -> dict[str, tuple[Words, ...]]:
    summary_link = Words(text="The summary on one page", href=f"{base}/summary")
    recording = Words(text="The recording", href=f"{base}/replay")
    if readers != "absent":
        mine = Words(text="What you contributed, and what became of it", href=f"{base}/mine")
        own = Words(text="They open on the device with which you took part.")
        return {"paragraphs": (own,), "items": (mine, summary_link, recording)}
    if reading.workshop["published"]:
        return {"items": (summary_link, recording)}
    ask = Words(text="The record is for those who took part. Write to us if you want to know more.")
    return {"paragraphs": (ask,)}


def _from(reading: Reading) -> Iterator[Words]:
    lead = reading.rows("organisations").get(str(reading.workshop["lead"]))
    if lead is not None:
        yield Words(text=str(lead["name"]))


# --- how it is written --------------------------------------------------------------


def _plain_part(part: Part) -> Iterator[str]:
    if part.heading:
        yield part.heading.upper()
    paragraphs = [_plain_words(each) for each in part.paragraphs]
    if paragraphs:
        yield "\n\n".join(paragraphs)
    yield from (f"- {_plain_words(each)}" for each in part.items)


def _plain_words(words: Words) -> str:
    line = " ".join(words.text.split())
    return f"{line}: {words.href}" if words.href else line


def _rich_part(part: Part) -> Iterator[str]:
    if part.heading:
        yield f"<p><strong>{escape(part.heading)}</strong></p>\n"
    yield from (f"<p>{_rich_words(each)}</p>\n" for each in part.paragraphs)
    if part.items:
        yield f"<ul>{''.join(f'<li>{_rich_words(each)}</li>' for each in part.items)}</ul>\n"


def _rich_words(words: Words) -> str:
    text = escape(words.text)
    return f'<a href="{escape(words.href)}">{text}</a>' if words.href else text
