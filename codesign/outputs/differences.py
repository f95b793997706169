"""What is different between two texts, word by word, so that both can be read in one."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

Kind = Literal["same", "new", "gone"]

# A word with the blanks after it: what is put together again is what was taken apart.
_WORD: Final = re.compile(r"\s+|\S+\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stayed, came or went."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A part that reads otherwise; a text is empty where there was, or is, none."""

    part: str
    before: str
    after: str

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Both texts in one, what went before what came in its place."""
        return tuple(_pieces(_WORD.findall(self.before), _WORD.findall(self.after)))


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Difference, ...]:
    """Return the parts that differ, in the order they have after; those that went come last."""
    names = dict.fromkeys((*after, *before))
    told = (Difference(each, before.get(each, ""), after.get(each, "")) for each in names)
    return tuple(each for each in told if each.before != each.after)


def _pieces(before: list[str], after: list[str]) -> Iterator[Piece]:
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(before[a:b]))
            continue
        if b > a:
            yield Piece("gone", "".join(before[a:b]))
        if d > c:
            yield Piece("new", "".join(after[c:d]))
