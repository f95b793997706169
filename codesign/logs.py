"""The server's log: one line an entry on the error stream, with nothing in it that anybody wrote.

Ours is written with care: sentences, words for acts, identifiers and figures. What a library says
may hold anything, a name in the text of an exception among it; so of a library's entry only its
fixed words are kept, and of an exception only its type and where it was raised.
"""

import json
import logging
import re
import sys
import time
from pathlib import PurePath
from types import TracebackType
from typing import Any, Final, Literal, get_args

from typing_extensions import override  # `typing` has it from Python 3.12

Shape = Literal["text", "json"]
SHAPES: Final[tuple[Shape, ...]] = get_args(Shape)

_OURS: Final = "codesign"
_WARNINGS: Final = "py.warnings"
# What every record has: anything else was given as `extra`.
_COMMON: Final = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_UNTOLD: Final = "..."
_PLACEHOLDER: Final = re.compile(r"%(\(\w+\))?[-+ #0]*[\d*]*(\.\d+)?[a-zA-Z]")
_NEEDS_QUOTES: Final = re.compile(r'[\s"=]')


def write_lines(shape: Shape = "text") -> None:
    """Write what is logged to the error stream, whatever was set up before.

    Args:
        shape: `text` for people, a sentence and then key=value; `json` for
            programs, an object a line with `at`, `level`, `logger` and `message`.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if shape == "json" else TextLines())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger(_OURS).setLevel(logging.INFO)
    logging.captureWarnings(capture=True)


class Entries(logging.Formatter):
    """What both shapes tell of a record."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        """Return the line of a record."""
        return self.line(_entry(record))

    def line(self, entry: dict[str, Any]) -> str:
        """Return the line of an entry; `at`, `level`, `logger` and `message` come first."""
        raise NotImplementedError


class JsonLines(Entries):
    """An object a line."""

    @override
    def line(self, entry: dict[str, Any]) -> str:
        """Return the entry as JSON."""
        return json.dumps(entry, ensure_ascii=False, default=str)


class TextLines(Entries):
    """The time, how grave it is, a sentence, and what belongs to it."""

    @override
    def line(self, entry: dict[str, Any]) -> str:
        """Return the entry as words and key=value."""
        at, level, logger, message, *others = entry.items()
        told = [f"{name}={_value(each)}" for name, each in (logger, *others)]
        return f"{at[1]} {level[1]} {message[1]} {' '.join(told)}"


def _value(value: object) -> str:
    text = str(value)
    return json.dumps(text, ensure_ascii=False) if _NEEDS_QUOTES.search(text) else text


def _entry(record: logging.LogRecord) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "at": f"{time.strftime('%Y-%m-%dT%H:%M:%S', time.gmtime(record.created))}"
        f".{int(record.msecs):03}Z",
        "level": record.levelname.lower(),
        "logger": record.name,
        "message": _message(record),
    }
    if _is_ours(record):
        entry |= {name: each for name, each in vars(record).items() if name not in _COMMON}
    if record.exc_info and record.exc_info[1] is not None:
        entry["raised"] = _raised(record.exc_info[1])
    return entry


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name == _OURS or record.name.startswith(f"{_OURS}.")


def _message(record: logging.LogRecord) -> str:
    if _is_ours(record):
        return " ".join(record.getMessage().split())
    # asyncio puts what it speaks of, as Python shows it, on the lines after the first.
    first = str(record.msg).strip().partition("\n")[0]
    if record.name == _WARNINGS:
        # FILE:LINE: CATEGORY: what it warns of
        return ": ".join(record.getMessage().split(": ")[:2])
    return _PLACEHOLDER.sub(_UNTOLD, first)


def _raised(error: BaseException) -> str:
    """Tell an exception and what it came from by type and place, the last raised first."""
    told, seen = [], set[int]()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        told.append(f"{type(cause).__name__} {_place(cause.__traceback__)}".strip())
        cause = cause.__cause__ or cause.__context__
    return ", from ".join(told)


def _place(traceback: TracebackType | None) -> str:
    """Return where it went through, the innermost last."""
    places = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        places.append(f"{PurePath(code.co_filename).name}:{traceback.tb_lineno} {code.co_name}")
        traceback = traceback.tb_next
    return f"({' > '.join(places)})" if places else ""
