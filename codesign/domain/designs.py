"""What a redesign says: the text that organisations agree to, and its one spelling.

A version is kept, hashed and agreed to as canonical JSON: UTF-8, keys sorted, no
spaces, empty parts left out. A later release may add parts without changing the
hash of what was agreed before.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from hashlib import sha256
from typing import Any, Final, get_args

from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import DeliveryModel
from codesign.domain.ids import AssetId, DecisionId, IdeaId, NeedId, OrganisationId, ThemeId
from codesign.domain.words import TITLE_CHARS, one_line, optional_words

# Every part of a version together, so that it fits into one record of a board.
DESIGN_BYTES: Final = 48_000
LISTED_AT_MOST: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What is to be different for people, and how one will know."""

    statement: str
    indicator: str = ""
    baseline: str = ""
    target: str = ""
    by: str = ""
    source: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What an organisation does in it."""

    organisation: OrganisationId
    part: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """What a version says: what it answers, then the service in plain words.

    `service` is the one it is about, as people call it: "home care". `stops` is what
    ends when this begins, `access` where and when it can be had,
    `workforce` who does the work and whose jobs move.
    """

    title: str = ""
    needs: tuple[NeedId, ...] = ()
    ideas: tuple[IdeaId, ...] = ()
    themes: tuple[ThemeId, ...] = ()
    decision: DecisionId | None = None
    user_group: str = ""
    place: str = ""
    service: str = ""
    summary: str = ""
    outcomes: tuple[Outcome, ...] = ()
    activities: str = ""
    service_model: str = ""
    eligibility: str = ""
    access: str = ""
    delivery_model: DeliveryModel | None = None
    partners: tuple[Part, ...] = ()
    workforce: str = ""
    assets: tuple[AssetId, ...] = ()
    social_value: str = ""
    dependencies: str = ""
    stops: str = ""


# Some parts of a design, as they are in JSON.
Changes = Mapping[str, Any]

_PARTS: Final = tuple(each.name for each in fields(Design))
_WORDS: Final = (
    "user_group",
    "place",
    "service",
    "summary",
    "activities",
    "service_model",
    "eligibility",
    "access",
    "workforce",
    "social_value",
    "dependencies",
    "stops",
)
_NAMED: Final = ("needs", "ideas", "themes", "assets")
_MODELS: Final = frozenset(get_args(DeliveryModel))


def tidy(design: Design) -> Design:
    """Return the design with its words cleaned and empty entries left out.

    Raises:
        CommandRejectedError: `empty_text` without a title, `text_too_long` or `too_many`.
    """
    listed = (design.needs, design.ideas, design.themes, design.outcomes, design.partners)
    if any(len(each) > LISTED_AT_MOST for each in (*listed, design.assets)):
        raise CommandRejectedError("too_many")
    outcomes = (_tidy_outcome(each) for each in design.outcomes)
    said: dict[str, Any] = {name: optional_words(getattr(design, name)) for name in _WORDS}
    named: dict[str, Any] = {name: _once(getattr(design, name)) for name in _NAMED}
    cleaned = replace(
        design,
        title=one_line(design.title, TITLE_CHARS),
        outcomes=tuple(each for each in outcomes if each.statement),
        partners=_tidy_parts(design.partners),
        **said,
        **named,
    )
    if len(canonical(cleaned).encode()) > DESIGN_BYTES:
        raise CommandRejectedError("text_too_long")
    return cleaned


def canonical(design: Design) -> str:
    """Return the one spelling of a design."""
    return spelled(plain(design))


def spelled(parts: Changes) -> str:
    """Return parts of a design as canonical JSON."""
    return json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def content_hash(content: str) -> str:
    """Return SHA-256 of a version's canonical JSON, as 64 hexadecimal digits."""
    return sha256(content.encode()).hexdigest()


def plain(design: Design) -> dict[str, Any]:
    """Return the parts of a design that say something, as they are in JSON."""
    return {name: value for name, value in _all_parts(design).items() if value}


def read_parts(text: str) -> dict[str, Any]:
    """Return parts of a design from their JSON.

    Words put in the place of destroyed ones are no JSON; they read as a summary.
    """
    try:
        parts = json.loads(text) if text else {}
    except ValueError:
        parts = None
    return parts if isinstance(parts, dict) else {"summary": text}


def read(text: str) -> Design:
    """Return the design that a version's canonical JSON says."""
    return with_changes(Design(), read_parts(text))


def changes(before: Design, after: Design) -> dict[str, Any]:
    """Return what differs, as it is after: what an amendment changes."""
    was, now = _all_parts(before), _all_parts(after)
    return {name: now[name] for name in _PARTS if was[name] != now[name]}


def with_changes(design: Design, parts: Changes) -> Design:
    """Return the design with these parts changed; others than there are go by."""
    known = {name: _part(name, parts[name]) for name in _PARTS if name in parts}
    return replace(design, **known)


def _all_parts(design: Design) -> dict[str, Any]:
    # As JSON has it: lists, and of a list's entries only what they say.
    parts = asdict(design)
    parts["outcomes"] = [_said(each) for each in parts["outcomes"]]
    parts["partners"] = [_said(each) for each in parts["partners"]]
    return {name: list(each) if isinstance(each, tuple) else each for name, each in parts.items()}


def _said(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if value}


def _part(name: str, value: Any) -> Any:  # noqa: ANN401 - JSON is of any kind, and so are parts
    match name:
        case "outcomes":
            return tuple(Outcome(**{"statement": "", **each}) for each in value)
        case "partners":
            return tuple(Part(**each) for each in value)
        case "needs" | "ideas" | "themes" | "assets":
            return tuple(value)
        case "delivery_model":
            return value if value in _MODELS else None
        case _:
            return value


def _tidy_outcome(outcome: Outcome) -> Outcome:
    return Outcome(
        **{each.name: optional_words(getattr(outcome, each.name)) for each in fields(Outcome)}
    )


def _tidy_parts(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Name each organisation once, the last word of it counting."""
    by = {each.organisation: optional_words(each.part) for each in parts}
    return tuple(Part(organisation=organisation, part=part) for organisation, part in by.items())


def _once(named: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(named))
