"""Words people wrote, as every format can carry them.

XML, PDF and spreadsheets have no place for control characters, and what turns
the direction of all that follows would put a document's own words in disorder.
Letters of every script, and the marks they need, stay.
"""

import re
import unicodedata
from typing import Final

# Embeddings, overrides and isolates: directions that reach beyond the word they were meant for.
_TURNING: Final = range(0x202A, 0x202F), range(0x2066, 0x206A)
_DROPPED: Final = str.maketrans(
    {code: None for codes in _TURNING for code in codes}
    | {code: None for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\n\t\x85"}
    | {"\t": " ", "\x85": "\n", "\u2028": "\n", "\u2029": "\n", "\ufeff": None}
)
# What is no character, or half of one.
_NONE: Final = re.compile("[\ud800-\udfff\ufdd0-\ufdef]")
_LAST_TWO: Final = 0xFFFE


def printable(text: str) -> str:
    """Return words without control characters; a line feed is kept, and others made one."""
    kept = _NONE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").translate(_DROPPED))
    whole = "".join(each for each in kept if ord(each) & _LAST_TWO != _LAST_TWO)
    return unicodedata.normalize("NFC", whole)


def one_line(text: str) -> str:
    """Return the same on one line."""
    return " ".join(printable(text).split())


def heading(text: str) -> str:
    """Return the same for a heading, which must say something to who jumps from one to the next."""
    return one_line(text) or "[no words]"
