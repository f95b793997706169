"""What the server's own pages say: English where it is written, other languages in `translations/`.

A phrase's English is its key, so that a template reads as its page does. What has
no translation is said in English; tests hold that the pages a participant meets have
all of it. Catalogues are gettext's, for which translators have their tools.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Final, Self

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from codesign.projections.wording import ENGLISH
from codesign.web.languages import OTHERWISE, Language

CATALOGUES: Final = Path(__file__).parent / "translations"
# Of Welsh ordinals; all others end in “fed”.
_ENDINGS_CY: Final = {
    1: "af",
    2: "il",
    **dict.fromkeys((3, 4), "ydd"),
    **dict.fromkeys((5, 6), "ed"),
    **dict.fromkeys((11, 13, 14, 16, 17, 19), "eg"),
}
_VOWELS_CY: Final = frozenset("aeiouwyâêîôûŵŷ")
# Templates and the macros they share are drawn in one go, in the language of one reader.
_spoken: Final[ContextVar[Language]] = ContextVar("spoken", default=OTHERWISE)


class Phrase(str):
    """A sentence with values in it, that is put together anew in the reader's language.

    Args:
        text: in English, with its values as `%(name)s`.
        values: by their names.
    """

    text: str
    values: Mapping[str, object]

    def __new__(cls, text: str, **values: object) -> Self:
        """Say it in English."""
        said = super().__new__(cls, text % values)
        said.text, said.values = text, values
        return said


@contextmanager
def spoken_in(language: Language) -> Iterator[None]:
    """Let everything said meanwhile be said in a language."""
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


def spoken() -> Language:
    """Return the language that is spoken just now."""
    return _spoken.get()


def say(message: str) -> str:
    """Return a sentence in the language that is spoken, in English where that has none of it."""
    if isinstance(message, Phrase):
        return say(message.text) % message.values
    return _catalogue(spoken()).gettext(message) if message else ""


def say_counted(one: str, many: str, count: int) -> str:
    """Return which of two sentences suits a number, in the language that is spoken."""
    return _catalogue(spoken()).ngettext(one, many, count)


class Spoken:
    """Sentences put together in the language that is spoken (`wording.Speech`)."""

    def say(self, text: str, **values: object) -> str:
        """Return a sentence with its values."""
        return say(text) % values

    def counted(self, number: int, one: str, many: str) -> str:
        """Return a number with what is counted."""
        return f"{number:,} {say_counted(one, many, number)}"

    def ordinal(self, number: int) -> str:
        """Return which one."""
        if spoken() != "cy":
            return ENGLISH.ordinal(number)
        return f"{number}{_ENDINGS_CY.get(number, 'fed')}"

    def listed(self, words: Iterable[str]) -> str:
        """Return all of them, the last one joined by “and”."""
        if spoken() != "cy":
            return ENGLISH.listed(words)
        *most, last = words
        joining = "ac" if last[:1].lower() in _VOWELS_CY else "a"
        return f"{', '.join(most)} {joining} {last}" if most else last


@cache
def _catalogue(language: Language) -> NullTranslations:
    path = CATALOGUES / f"{language}.po"
    if not path.exists():
        return NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(path.read_bytes())))
    compiled.seek(0)
    return GNUTranslations(compiled)
