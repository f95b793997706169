"""What the pages around the room say in Welsh: all of it, and nothing of it in two languages."""

import ast
import inspect
import re
from collections.abc import Iterator, Sequence
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType
from typing import Final

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from httpx import Response
from jinja2.ext import babel_extract
from typing_extensions import override

from codesign.domain import errors as domain_errors
from codesign.live.request import ROOM_REASONS
from codesign.outputs import answers, contributions
from codesign.outputs.dates import Dates
from codesign.projections import counts
from codesign.web import codes, erasing, errors, forms, joining, links, signing, telling_needs
from codesign.web.doors import WEB_FOLDER
from codesign.web.errors import Problem
from codesign.web.languages import COOKIE
from codesign.web.pages import UNNAMED
from codesign.web.phrases import CATALOGUES, Phrase, Spoken, say, spoken_in
from tests.web.site import Browser, Site, Started
from tests.web.test_after import ask
from tests.web.test_signing import REDESIGN, V1, V2, answered, drafted, link_of, opened, page_of

# Modules whose every sentence may stand on a page that speaks Welsh.
SAYING: Final = (codes, erasing, errors, forms, joining, links, signing, telling_needs)
# Modules that put sentences together in the language of the reader, and their lists of words.
PUT_TOGETHER: Final[dict[ModuleType, tuple[str, ...]]] = {
    contributions: ("_STATES", "_COUNTED", "_AGREED", "_UNITS"),
    answers: ("STANCES",),
    counts: ("LABELS",),
}
# Refusals that the forms of these pages can meet.
REFUSALS: Final = (
    *("bad_contact", "bad_days", "bad_id", "door_locked", "empty_text", "id_taken"),
    *("idea_being_voted", "idea_not_shown", "last_facilitator", "muted", "no_exit_question"),
    *("no_mandate", "no_such_access_need", "no_such_area", "no_such_idea", "no_such_organisation"),
    *("no_such_position", "no_such_redesign", "not_admitted", "not_yours", "person_erased"),
    *("reason_missing", "removed", "role_not_allowed", "stage_closed", "text_too_long"),
    *("version_overtaken", "words_gone", "workshop_closed"),
)


# The same in the room, by the codes of the refusals.
IN_THE_ROOM: Final = Path(__file__).parents[2] / "frontend/src/views/refusals.cy.ts"


@cache
def catalogue(language: str = "cy") -> Catalog:
    with (CATALOGUES / f"{language}.po").open("rb") as file:
        return read_po(file, abort_invalid=True)


def in_templates() -> Iterator[str | tuple[str, ...]]:
    """Yield every phrase of every template; those for who runs things have none."""
    options = {"trimmed": "true", "newstyle_gettext": "true"}
    for path in (WEB_FOLDER / "templates").glob("*.html"):
        with path.open("rb") as file:
            for _, _, said, _ in babel_extract(file, ("_", "gettext", "ngettext"), (), options):
                known = said if isinstance(said, tuple) else (said,)
                yield tuple(each for each in known if each is not None)


def in_modules() -> Iterator[str]:
    for module in SAYING:
        constants = [value for name, value in vars(module).items() if name.strip("_")[:1].isupper()]
        yield from (each for value in constants for each in sentences(value))


def sentences(value: object) -> Iterator[str]:
    match value:
        case Phrase():
            yield value.text
        case Problem():
            yield from (value.title, value.message)
        case str() if " " in value:
            yield value
        case dict():
            yield from (each for inner in value.values() for each in sentences(inner))
        case _:
            pass


def every_phrase() -> set[str | tuple[str, ...]]:
    said = {each if len(each) > 1 else each[0] for each in map(tuple, in_templates())}
    refused = {domain_errors.REASONS[each] for each in REFUSALS}
    passing = {ROOM_REASONS[each] for each in ("busy", "newer_server", "too_fast")}
    return {*said, *in_modules(), *refused, *passing, UNNAMED}


def test_every_phrase_of_these_pages_has_its_welsh() -> None:
    missing = [each for each in every_phrase() if not translated(each)]
    assert missing == []


def translated(phrase: str | tuple[str, ...]) -> bool:
    found = catalogue().get(phrase[0] if isinstance(phrase, tuple) else phrase)
    return found is not None and bool(found.string) and all(found.string or ())


def test_a_translation_has_the_values_and_the_markup_of_its_english() -> None:
    parts = re.compile(r"%\(\w+\)s|<[^>]+>|https?://\S+\w|CODESIGN_\w+|“codesign[^”]*”")
    for message in filter(lambda each: each.id, catalogue()):
        one, many = _last(message.id), _last(message.string or "")
        assert sorted(parts.findall(many)) == sorted(parts.findall(one)), one


def _last(said: str | Sequence[str]) -> str:
    return said if isinstance(said, str) else said[-1]


# --- what is spoken to whom -------------------------------------------------------


def language(answer: Response) -> str:
    found = re.search(r'<html lang="(\w+)"', answer.text)
    assert found is not None
    return found[1]


@pytest.mark.parametrize(
    ("accepted", "spoken"),
    [
        ("", "en"),
        ("cy", "cy"),
        ("cy-GB,cy;q=0.9,en;q=0.8", "cy"),
        ("en-GB,en;q=0.9,cy;q=0.8", "en"),
        ("fr,cy;q=0.5", "cy"),
        ("cy;q=0, en", "en"),
        ("cy;q=much", "en"),
        ("tlh", "en"),
    ],
)
async def test_a_page_speaks_what_the_device_asks_for(
    site: Site, accepted: str, spoken: str
) -> None:
    answer = await site.browser().get("/join", **{"accept-language": accepted})
    assert language(answer) == spoken


async def test_a_choice_stays_on_the_device_and_in_the_room(site: Site) -> None:
    started = await site.start()
    browser = site.browser()
    chosen = await browser.get("/join?lang=cy", **{"accept-language": "en"})
    assert language(chosen) == "cy"
    assert "Ymuno â gweithdy" in chosen.text
    await browser.join(started)
    later = await browser.get("/privacy", **{"accept-language": "en"})
    assert language(later) == "cy"
    assert (await browser.config(started.path))["language"] == "cy"


async def test_leaving_a_device_forgets_the_choice(site: Site) -> None:
    browser = site.browser()
    await browser.get("/?lang=cy")
    assert language(await browser.get("/")) == "cy"
    await browser.post("/leave", {})
    assert language(await browser.get("/")) == "en"


async def test_a_language_nobody_knows_changes_nothing(site: Site) -> None:
    answer = await site.browser().get("/?lang=%22%3E%3Cscript%3E")
    assert language(answer) == "en"
    assert COOKIE not in answer.headers.get("set-cookie", "")
    assert "<script>" not in answer.text


async def test_the_link_to_the_other_language_keeps_the_rest_of_the_address(site: Site) -> None:
    started = await site.start()
    answer = await site.browser().get(f"{started.path}/join?code={started.code}")
    assert f'href="?code={started.code}&amp;lang=cy"' in answer.text
    back = await site.browser().get(f"{started.path}/join?code={started.code}&lang=cy")
    assert f'href="?code={started.code}&amp;lang=en"' in back.text


async def test_no_address_makes_the_link_lead_elsewhere(site: Site) -> None:
    answer = await site.browser().get("//other.example/x", accept="text/html")
    assert 'href="?lang=cy"' in answer.text


async def test_a_refused_form_offers_no_way_to_lose_what_was_typed(site: Site) -> None:
    answer = await site.browser().post("/join", {"code": "XXXXXX"})
    assert "lang=cy" not in answer.text


async def test_a_page_for_who_runs_things_speaks_english_all_over(site: Site) -> None:
    answer = await site.browser().get("/start", cookie=f"{COOKIE}=cy")
    assert language(answer) == "en"
    assert "Skip to main content" in answer.text
    assert 'hreflang="cy"' not in answer.text


def test_a_sentence_with_values_is_put_together_in_the_language_spoken() -> None:
    phrase = Phrase("Write it shorter: at most %(most)s characters.", most=500)
    assert phrase == "Write it shorter: at most 500 characters."
    with spoken_in("cy"):
        assert say(phrase) == "Ysgrifennwch ef yn fyrrach: 500 nod ar y mwyaf."
        assert say("Nobody ever said this.") == "Nobody ever said this."
    assert say(phrase) == phrase


def test_days_are_named_in_welsh() -> None:
    dates = Dates("Europe/London", "cy")
    assert dates.span(1_760_029_800_000, 1_760_037_000_000) == (
        "Dydd Iau 9 Hydref 2025, 18:10 tan 20:10"
    )
    assert dates.short(1_760_029_800_000) == "9 Hyd 2025, 18:10:00"


# --- no page mixes ----------------------------------------------------------------

# A translation that marks what it touched: what stands on a page without a mark was forgotten.
MARKED: Final = re.compile(r"⟦[^⟦⟧]*⟧")


class _Marking:
    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, one: str, many: str, count: int) -> str:
        return f"⟦{one if count == 1 else many}⟧"


@pytest.fixture
def marking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("codesign.web.phrases._catalogue", lambda _: _Marking())


class _Reader(HTMLParser):
    """Collects what a page says in its own language, also to who does not see it."""

    def __init__(self) -> None:
        super().__init__()
        self.said = ""
        # The language inside each element that is open; None where nothing is to be read.
        self._open: list[tuple[str, str | None]] = []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        inherited = self._open[-1][1] if self._open else "cy"
        language = None if tag in {"script", "style", "svg"} else given.get("lang", inherited)
        if language == "cy":
            told = (given.get(each) for each in ("aria-label", "alt", "title", "placeholder"))
            self.said += " ".join(filter(None, told)) + " "
        if tag not in {"meta", "link", "input", "br", "hr", "img"}:
            self._open.append((tag, language))

    @override
    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    @override
    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1][1] == "cy":
            self.said += data + " "


def unmarked(answer: Response, *theirs: str) -> list[str]:
    """Return the words of a page that no translator was shown, and that are nobody's own."""
    assert language(answer) == "cy"
    reader = _Reader()
    reader.feed(answer.text)
    # Addresses and codes to go back by are nobody's language.
    text = re.sub(r"https?://\S+|\b[0-9A-Z]{4} [0-9A-Z]{4}\b", " ", reader.said)
    # What is put into a sentence may be marked too, so from the inside outwards.
    while MARKED.search(text):
        text = MARKED.sub(" ", text)
    for each in sorted((*theirs, "Codesign"), key=len, reverse=True):
        text = text.replace(each, " ")
    return re.findall(r"[^\W\d_]{2,}.{0,30}", text)


async def welsh(site: Site, browser: Browser | None = None) -> Browser:
    reading = browser or site.browser()
    await reading.get("/?lang=cy")
    return reading


async def _arrived(site: Site, started: Started) -> Browser:
    browser = await welsh(site)
    await browser.join(started)
    return browser


@pytest.mark.usefixtures("marking")
@pytest.mark.parametrize(
    "path", ["/", "/join", "/leave", "/privacy", "/accessibility", "/nowhere", "/w/A/join"]
)
async def test_no_page_that_anybody_finds_says_anything_outside_the_catalogue(
    site: Site, path: str
) -> None:
    answer = await (await welsh(site)).get(path, accept="text/html")
    assert unmarked(answer) == []


@pytest.mark.usefixtures("marking")
@pytest.mark.parametrize(
    "path", ["join", "join?code=CODE", "access", "access?code=CODE", "rejoin", "me"]
)
async def test_no_page_on_the_way_in_says_anything_outside_the_catalogue(
    site: Site, path: str
) -> None:
    started = await site.start("A better bus")
    path = path.replace("CODE", started.code)
    answer = await (await welsh(site)).get(f"{started.path}/{path}", accept="text/html")
    assert unmarked(answer, "A better bus") == []


@pytest.mark.usefixtures("marking")
@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/join", {"code": ""}),
        ("join", {"code": "CODE", "name": ""}),
        ("join", {"code": "CODE", "name": "n" * 500}),
        ("access", {"code": "CODE", "needs": "", "name": "n" * 500}),
        ("access", {"code": "CODE", "needs": "A loop"}),
        ("rejoin", {"code": "AAAAAAAA"}),
        ("me", {"token": "#nothing"}),
        ("/leave", {}),
    ],
)
async def test_no_answer_to_a_form_says_anything_outside_the_catalogue(
    site: Site, path: str, fields: dict[str, str]
) -> None:
    started = await site.start("A better bus")
    fields = {name: value.replace("CODE", started.code) for name, value in fields.items()}
    path = path if path.startswith("/") else f"{started.path}/{path}"
    answer = await (await welsh(site)).post(path, fields)
    assert unmarked(answer, "A better bus") == []


@pytest.mark.usefixtures("marking")
@pytest.mark.parametrize("path", ["/", "PATH/erase", "PATH/mine"])
async def test_no_page_of_who_is_inside_says_anything_outside_the_catalogue(
    site: Site, path: str
) -> None:
    started = await site.start("A better bus")
    browser = await _arrived(site, started)
    answer = await browser.get(path.replace("PATH", started.path), accept="text/html")
    assert unmarked(answer, "A better bus", "Mair") == []


@pytest.mark.usefixtures("marking")
@pytest.mark.parametrize("query", ["", "?since=1"])
async def test_no_page_to_sign_on_says_anything_outside_the_catalogue(
    site: Site, query: str
) -> None:
    started = await drafted(site)
    browser = await welsh(site, await opened(site, await link_of(site, started)))
    await answered(browser, started, authority="Board", text_1="More vans", owner_1="Council")
    refused = await answered(browser, started, level="", owner_1="Council", worry="Vans")
    revised = {"redesign": REDESIGN, "version": 1, "design": V2, "why": "Faster"}
    await ask(site, started, "ReviseRedesign", **revised)
    shown = await browser.get(f"{page_of(started)}{query}")
    theirs = (
        "Word",
        "OpenDocument",
        "A better bus",
        "Acute Trust",
        "Northfield Council",
        "Chief Operating Officer",
    )
    for answer in (refused, shown):
        said = ("Word", "OpenDocument", "Board", "More vans", "Council", V1.title, "Vans")
        assert unmarked(answer, *theirs, *said) == []


def test_what_became_of_a_contribution_has_its_welsh_to_the_last_part() -> None:
    said = {each for module, lists in PUT_TOGETHER.items() for each in parts_of(module, lists)}
    assert [each for each in said if not translated(each)] == []
    assert len(said) > 60


def parts_of(module: ModuleType, lists: Sequence[str]) -> Iterator[str]:
    """Yield what a module says in any language: its sentences, and those it chooses from."""
    for call in ast.walk(ast.parse(inspect.getsource(module))):
        match call:
            case ast.Call(func=ast.Attribute(attr="say"), args=[text, *_]):
                yield from (each for each in map(_constant, ast.walk(text)) if each)
            case ast.Call(func=ast.Attribute(attr="counted"), args=[_, ast.Constant(one), _]):
                yield str(one)
            case _:
                pass
    for name in lists:
        values = vars(module)[name].values()
        words = (each[0] if isinstance(each, tuple) else each for each in values)
        # A mark from -2 to 2 is the same in every language.
        yield from (each for each in words if each and not re.fullmatch(r"[+-]?\d", each))


def _constant(node: ast.AST) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def test_the_room_says_in_welsh_why_it_refused_something_in_the_words_of_the_pages() -> None:
    known = {**domain_errors.REASONS, **ROOM_REASONS}
    told = re.findall(r"^  (\w+): *\n? *'([^']+)',$", IN_THE_ROOM.read_text("utf-8"), re.MULTILINE)
    assert len(told) == IN_THE_ROOM.read_text("utf-8").count("',\n") > 100
    assert {code for code, _ in told} <= {*known, "bad_command"}
    for code, welsh in told:
        on_pages = catalogue().get(known.get(code, ""))
        if on_pages is not None and on_pages.string:
            assert welsh == on_pages.string, code


def test_sentences_are_put_together_in_the_language_spoken() -> None:
    speech = Spoken()
    assert speech.counted(3, "dot", "dots") == "3 dots"
    assert (speech.ordinal(1), speech.ordinal(22), speech.ordinal(13)) == ("first", "22nd", "13th")
    assert speech.listed(["the council", "Head"]) == "the council and Head"
    with spoken_in("cy"):
        assert speech.counted(1, "dot", "dots") == "1 dot"
        assert speech.counted(3, "dot", "dots") == "3 o ddotiau"
        assert [speech.ordinal(each) for each in (1, 2, 5, 8)] == ["1af", "2il", "5ed", "8fed"]
        assert (
            speech.listed(["Cyngor y Bryn", "Aelwyd", "Owain"]) == "Cyngor y Bryn, Aelwyd ac Owain"
        )
        assert speech.listed(["Cyngor"]) == "Cyngor"
