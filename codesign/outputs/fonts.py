"""The fonts of printed documents, which come with the program: the same page on every machine.

Source Sans for what we and most people write, Noto for other scripts. A
character that none of them has, such as an emoji, is told by its name: a page
with holes would hide that something was said.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Final

import fontpkg_noto_sans
import fontpkg_noto_sans_arabic
import fontpkg_source_sans_3
from fontTools.ttLib import TTFont

from codesign.outputs.printable import printable

_PACKAGES: Final = (fontpkg_source_sans_3, fontpkg_noto_sans, fontpkg_noto_sans_arabic)
FAMILIES: Final = tuple(each.FAMILY for each in _PACKAGES)
FOLDERS: Final = tuple(Path(each.ROOT) / "files" for each in _PACKAGES)
# Longer words may break anywhere, or they would run off the page.
_LONGEST_WORD_CHARS: Final = 36
_BREAK: Final = "\u200b"
_LONG_WORD: Final = re.compile(rf"\S{{{_LONGEST_WORD_CHARS}}}(?=\S)")
# Nothing is drawn for them: joiners, marks of direction, a place to break.
_UNSEEN: Final = frozenset("\n\u200b\u200c\u200d\u200e\u200f\u061c\u2060\ufe0e\ufe0f\xad")


def drawable(text: str) -> str:
    """Return words that the fonts can draw: what they cannot is named in square brackets."""
    whole = printable(text)
    return _LONG_WORD.sub(lambda it: it[0] + _BREAK, "".join(_pieces(whole)))


def _pieces(text: str) -> Iterator[str]:
    for known, run in groupby(text, key=_is_drawn):
        if known:
            yield "".join(run)
        else:
            yield from _named("".join(run))


def _is_drawn(character: str) -> bool:
    return character in _UNSEEN or ord(character) in _drawn()


def _named(run: str) -> Iterator[str]:
    """Yield the script of letters, once for all that stand together, and the names of signs."""
    for script, signs in groupby(run, key=_script):
        if script:
            yield f"[words in {script}]"
        else:
            yield from (f"[{_name(each)}]" for each in signs)


def _script(character: str) -> str:
    if unicodedata.category(character)[0] not in "LMN":
        return ""
    first = unicodedata.name(character, "").partition(" ")[0]
    return "Chinese or Japanese" if first == "CJK" else first.capitalize()


def _name(character: str) -> str:
    return unicodedata.name(character, "a sign that cannot be shown").lower()


@cache
def _drawn() -> frozenset[int]:
    """Return the characters that at least one of the fonts draws."""
    return frozenset(code for path in _files() for code in _characters(path))


def _characters(path: Path) -> Iterator[int]:
    with TTFont(path, lazy=True) as font:
        yield from font.getBestCmap()


def _files() -> Iterator[Path]:
    return (path for folder in FOLDERS for path in sorted(folder.glob("*.ttf")))
