"""Small turns of English that timelines and outputs share, and how another language is said."""

from collections.abc import Iterable
from typing import Final, Protocol

# Stands for words that were destroyed.
REMOVED: Final = "[words removed]"
# A quotation on a line that must stay a line.
QUOTE_CHARS: Final = 90


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return "1 person" or "1,200 people"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(words: Iterable[str]) -> str:
    """Return "a, b and c"."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def shortened(text: str, chars: int = QUOTE_CHARS) -> str:
    """Return the text on one line, cut after a word where it is longer."""
    line = " ".join(text.split())
    if len(line) <= chars:
        return line
    head = line[: chars - 1]
    # A very long word is cut where it stands.
    whole = head.rpartition(" ")[0] if " " in head[chars // 2 :] else head
    return f"{whole.rstrip(' ,;:.-')}…"


def quoted(text: str, chars: int = QUOTE_CHARS) -> str:
    """Return the text in quotation marks, shortened to a line."""
    return f"“{shortened(text, chars)}”"


def sentence(text: str) -> str:
    """Return the text ending as a sentence does."""
    return text if text.endswith((".", "!", "?", "…", "”")) else f"{text}."


class Speech(Protocol):
    """A language in which sentences are put together; each is known by its English."""

    def say(self, text: str, **values: object) -> str:
        """Return a sentence with its values, which stand in it as `%(name)s`."""

    def counted(self, number: int, one: str, many: str) -> str:
        """Return a number with what is counted: "1 dot", "1,200 dots"."""

    def ordinal(self, number: int) -> str:
        """Return which one: "first", "2nd"."""

    def listed(self, words: Iterable[str]) -> str:
        """Return "a, b and c"."""


class _English:
    def say(self, text: str, **values: object) -> str:
        return text % values

    def counted(self, number: int, one: str, many: str) -> str:
        return counted(number, one, many)

    def ordinal(self, number: int) -> str:
        ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        if number % 100 in range(11, 14):
            ending = "th"
        return "first" if number == 1 else f"{number}{ending}"

    def listed(self, words: Iterable[str]) -> str:
        return listed(words)


ENGLISH: Final[Speech] = _English()
