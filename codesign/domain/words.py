"""What people type: made safe to keep and show, refused when empty or too long.

Lengths are in characters after clean-up. Nothing is cut: a text that is too
long is refused as a whole, so that no sentence is recorded half.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Annotated, Final

from codesign.domain.errors import CommandRejectedError

NAME_CHARS: Final = 100
TABLE_CHARS: Final = 40
TITLE_CHARS: Final = 200
TEXT_CHARS: Final = 4_000

# Invisible characters that can reorder or hide the text around them, and two that
# XML, so any office document, may not hold. Joiners and tags stay: emoji, the Welsh
# flag and whole scripts are built with them.
_UNSAFE: Final = (
    "\u200b\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffe\uffff"
)
# Those, control characters other than a new line and a tab, and halves of characters.
_DROPPED: Final = re.compile(f"[{_UNSAFE}\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
# Letters and symbols that look like nothing at all.
_BLANK: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0")


@dataclass(frozen=True, slots=True)
class SealedUnder:
    """Marks an event field that is stored encrypted.

    Args:
        owner: the event field naming the person or contribution whose key
            seals it; empty for the workshop itself.
    """

    owner: str = ""


# Titles and other words of the workshop itself.
WorkshopWords = Annotated[str, SealedUnder()]


def words(text: str, limit_chars: int = TEXT_CHARS, *, field: str | None = None) -> str:
    """Return the text cleaned and trimmed; a refusal names the command's `field` it is about.

    Raises:
        CommandRejectedError: `empty_text` or `text_too_long`.
    """
    cleaned = optional_words(text, limit_chars, field=field)
    if not cleaned:
        raise CommandRejectedError("empty_text", field=field)
    return cleaned


def one_line(text: str, limit_chars: int, *, field: str | None = None) -> str:
    """Return the text cleaned and on one line: a name or a title.

    Raises:
        CommandRejectedError: `empty_text` or `text_too_long`.
    """
    line = optional_line(text, limit_chars, field=field)
    if not line:
        raise CommandRejectedError("empty_text", field=field)
    return line


def optional_line(text: str, limit_chars: int, *, field: str | None = None) -> str:
    """Return the text cleaned and on one line; empty where nothing of it can be seen.

    Raises:
        CommandRejectedError: `text_too_long`.
    """
    return _within(" ".join(_cleaned(text, 4 * limit_chars, field).split()), limit_chars, field)


def optional_words(text: str, limit_chars: int = TEXT_CHARS, *, field: str | None = None) -> str:
    """Return the text cleaned and trimmed; empty where nothing of it can be seen.

    Raises:
        CommandRejectedError: `text_too_long`.
    """
    return _within(_cleaned(text, limit_chars, field), limit_chars, field)


def _cleaned(text: str, limit_chars: int, field: str | None) -> str:
    # What is dropped may be long, but not without end.
    if len(text) > 4 * limit_chars:
        raise CommandRejectedError("text_too_long", field=field)
    kept = _DROPPED.sub("", "\n".join(text.splitlines()))
    # After the clean-up, which may have joined a letter to its accent.
    return unicodedata.normalize("NFC", kept).strip()


def _within(cleaned: str, limit_chars: int, field: str | None) -> str:
    if len(cleaned) > limit_chars:
        raise CommandRejectedError("text_too_long", field=field)
    return cleaned if any(_is_seen(c) for c in cleaned) else ""


def _is_seen(character: str) -> bool:
    if character in _BLANK:
        return False
    return unicodedata.category(character) not in {"Cc", "Cf", "Mn", "Zl", "Zp", "Zs"}
