"""Where a thing came from and what became of it, as far as a view may know.

Steps are followed from one thing in both directions (`derivations.py`), and only
between things that the view may see: then, and now (`veil.py`). So nothing is told
of what is hidden, not even that it is there. A step is never told to be earlier than
what it joins: how long something waited to be let through is nobody's.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from codesign.domain.evolve.entries import WORDS
from codesign.domain.ids import GroupId, RedesignId, ThemeId
from codesign.domain.views import Audience
from codesign.domain.workshop import Workshop
from codesign.projections.board import look
from codesign.projections.derivations import Derivation, Derivations, How
from codesign.projections.keys import Key
from codesign.projections.marks import Marks
from codesign.projections.ops import Record, Value
from codesign.projections.reading import is_former
from codesign.projections.records.entries import COLLECTIONS
from codesign.projections.records.placing import board_of
from codesign.projections.records.redesigns import version_key
from codesign.projections.veil import Veil

Direction = Literal["back", "on"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """Something on record in its words, empty where it has none or they were removed.

    `more` is what else tells it apart: a version's number, a position's level.
    `seq` is the event that brought it, at `at` (ms UTC); `group` whose board it is on.
    """

    collection: str
    id: str
    words: str
    more: str | int | None
    seq: int
    at: int
    group: GroupId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How one thing came from another, by the event `seq` at `at` (ms UTC).

    `earlier` and `later` are places in the things of a lineage. `ended` tells that
    it is so no more.
    """

    how: How
    earlier: int
    later: int
    seq: int
    at: int
    ended: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """What one thing, the first of `things`, came from and went into, at version `at`.

    Steps run from what is nearest to what is farthest.
    """

    at: int
    things: tuple[Thing, ...]
    back: tuple[Step, ...]
    on: tuple[Step, ...]


def lineage(
    derivations: Derivations, marks: Marks, then: Workshop, veil: Veil, key: Key
) -> Lineage | None:
    """Return the lineage of a thing at a version, None where the view may not see it."""
    seen = _Seen(then, veil, marks)
    first = seen.thing(key)
    if first is None:
        return None
    told = _Told(seen, first)
    back, on = (
        tuple(told.steps(_followed(derivations, seen, key, direction))) for direction in _DIRECTIONS
    )
    return Lineage(at=then.seq, things=tuple(told.things), back=back, on=on)


def thing_at(workshop: Workshop, marks: Marks, seq: int) -> Key | None:
    """Return what an event is about, None where no lineage is told of that."""
    mark = marks.find(seq)
    if mark is None:
        return None
    return mark.about if _is_held(workshop, mark.about) else thing_of(workshop, mark.about[1], seq)


def thing_of(workshop: Workshop, identifier: str, seq: int | None = None) -> Key | None:
    """Return the thing that has an identifier, which may name its collection before a slash.

    A redesign goes by a version of it: the one that is named (`redesign.number`), else
    the one that the event `seq` wrote, else the one it stands at.
    """
    if "/" in identifier:
        collection, _, key = identifier.partition("/")
        return (collection, key)
    redesign = workshop.redesigns.get(RedesignId(identifier.partition(".")[0]))
    if redesign is not None:
        if "." in identifier:
            return ("redesign_versions", identifier)
        written = next((each for each in redesign.versions if each.seq == seq), redesign.now)
        return ("redesign_versions", version_key(redesign.id, written.number))
    for collection, of in _HELD.items():
        if identifier in of(workshop):
            return (collection, identifier)
    entry = workshop.entries.get(identifier)
    return None if entry is None else (COLLECTIONS[entry.kind], identifier)


# --- what may be seen ------------------------------------------------------------------


class _Seen:
    """Things as a view may see them, each drawn once."""

    def __init__(self, then: Workshop, veil: Veil, marks: Marks) -> None:
        self.then = then
        self._veil = veil
        self._marks = marks
        self._audience = Audience(veil.view, veil.group)
        self._things: dict[Key, Thing | None] = {}

    def thing(self, key: Key) -> Thing | None:
        """Return a thing, None where the view may not see it."""
        if key not in self._things:
            self._things[key] = self._drawn(key) if _is_held(self.then, key) else None
        return self._things[key]

    def record(self, collection: str, key: str) -> Record | None:
        """Return a record as it was then, as far as it may be seen now."""
        drawn = look(self.then, collection, key, self._audience)
        return self._veil.over(collection, key, drawn)

    def since(self, derivation: Derivation) -> int | None:
        """Return from which event on a step could be seen, None where it never could.

        That is where one of its ends may not be seen, and where it had ended before
        both were there for everybody.
        """
        earlier, later = (self.thing(each) for each in derivation.ends)
        if earlier is None or later is None:
            return None
        seq = max(derivation.seq, earlier.seq, later.seq)
        return seq if derivation.until is None or seq < derivation.until else None

    def at(self, seq: int) -> int:
        """Return when an event was, ms UTC."""
        return self._marks.at(seq).at

    def _drawn(self, key: Key) -> Thing | None:
        collection, identifier = key
        record = self.record(collection, identifier)
        if record is not None:
            told = _told(self, collection, identifier, record)
            seq = _seq(self.then, collection, identifier, record)
        elif collection == "themes" and self._is_former(ThemeId(identifier)):
            theme = self.then.themes[ThemeId(identifier)]
            told, seq = (theme.title, None), theme.seq
        else:
            return None
        return Thing(
            collection=collection,
            id=identifier,
            words=told[0],
            more=told[1],
            seq=seq,
            at=self.at(seq),
            group=board_of(self.then, collection, identifier),
        )

    def _is_former(self, theme: ThemeId) -> bool:
        return is_former(self.then, self._veil, self.then.themes[theme])


def _is_held(workshop: Workshop, key: Key) -> bool:
    collection, identifier = key
    if collection == "redesign_versions":
        redesign, _, number = identifier.partition(".")
        found = workshop.redesigns.get(RedesignId(redesign))
        return found is not None and number.isdecimal() and found.version(int(number)) is not None
    if collection in _HELD:
        return identifier in _HELD[collection](workshop)
    entry = workshop.entries.get(identifier)
    return entry is not None and COLLECTIONS[entry.kind] == collection


_HELD: Final[Mapping[str, Callable[[Workshop], Mapping[Any, object]]]] = {
    "ideas": lambda workshop: workshop.ideas,
    "themes": lambda workshop: workshop.themes,
    "rounds": lambda workshop: workshop.rounds,
    "reasons": lambda workshop: workshop.reasons,
    "decisions": lambda workshop: workshop.decisions,
    "responses": lambda workshop: workshop.responses,
    "amendments": lambda workshop: workshop.amendments,
    "objections": lambda workshop: workshop.objections,
    "agreements": lambda workshop: workshop.redesigns,
    "positions": lambda workshop: workshop.positions,
    "conditions": lambda workshop: workshop.conditions,
    "formal_decisions": lambda workshop: workshop.formal_decisions,
    "equality_impacts": lambda workshop: workshop.equality_impacts,
}


# --- what is said of a thing --------------------------------------------------------------

_Words = tuple[str, str | int | None]
# The field that has the words of a thing, and the one that has what else tells it apart.
_FIELDS: Final[Mapping[str, tuple[str, str]]] = {
    "themes": ("title", ""),
    "rounds": ("question", ""),
    "reasons": ("text", ""),
    "decisions": ("text", ""),
    "responses": ("why", "stance"),
    "amendments": ("reason", "state"),
    "objections": ("reason", "state"),
    "conditions": ("text", ""),
    "formal_decisions": ("body", "outcome"),
    "equality_impacts": ("mitigation", "characteristic"),
    "needs": ("what", "user_group"),
    "scores": ("reason", "points"),
    "estimates": ("what", "side"),
    "milestones": ("title", "due"),
    "delivery_options": ("label", "status"),
    **{
        COLLECTIONS[kind]: (WORDS[kind][0], "")
        for kind in WORDS
        if kind not in {"need", "score", "estimate", "milestone", "delivery_option", "pledge"}
    },
}


def _told(seen: _Seen, collection: str, key: str, record: Record) -> _Words:
    match collection:
        case "ideas":
            return _text(record.get("tidied", record["text"])), None
        case "redesign_versions":
            return _text(_of(record["design"], "title")), _more(record["version"])
        case "positions":
            return _organisation(seen, record), _more(record["level"])
        case "pledges":
            return _organisation(seen, record), _more(record["kind"])
        case "agreements":
            stands = record.get("set_aside") is None
            version = record.get("agreed_version") if stands else None
            return _design_title(seen, key), _more(version)
        case _:
            words, more = _FIELDS[collection]
            return _text(record[words]), _more(record[more]) if more else None


def _organisation(seen: _Seen, record: Record) -> str:
    key = str(record["organisation"])
    if key not in seen.then.organisations:
        return ""
    organisation = seen.record("organisations", key)
    return "" if organisation is None else _text(organisation["name"])


def _design_title(seen: _Seen, redesign: str) -> str:
    found = seen.then.redesigns[RedesignId(redesign)]
    version = seen.thing(("redesign_versions", version_key(found.id, found.now.number)))
    return "" if version is None else version.words


def _of(value: Value, name: str) -> Value:
    return value.get(name) if isinstance(value, Mapping) else None


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ""


def _more(value: Value) -> str | int | None:
    return value if isinstance(value, str | int) else None


def _seq(workshop: Workshop, collection: str, key: str, record: Record) -> int:
    """Return the event that brought a thing; of an agreement, what agreed it or the redesign."""
    if collection == "agreements":
        agreed = record.get("agreed_seq")
        return int(str(agreed)) if agreed else workshop.redesigns[RedesignId(key)].seq
    return int(str(record["opened_seq" if collection == "rounds" else "seq"]))


# --- following ---------------------------------------------------------------------------

_DIRECTIONS: Final[tuple[Direction, ...]] = ("back", "on")


def _followed(
    derivations: Derivations, seen: _Seen, key: Key, direction: Direction
) -> Iterator[Derivation]:
    """Yield the steps reached from a thing, the nearest first."""
    waiting = list(_next(derivations, seen, key, direction))
    met = set(waiting)
    for each in waiting:
        yield each
        far = each.later if direction == "on" else each.earlier
        for one in _next(derivations, seen, far, direction):
            first, after = (each, one) if direction == "on" else (one, each)
            if one not in met and first.goes_on(after):
                met.add(one)
                waiting.append(one)


def _next(
    derivations: Derivations, seen: _Seen, key: Key, direction: Direction
) -> Iterator[Derivation]:
    for each in derivations.of(key, seen.then.seq):
        near = each.earlier if direction == "on" else each.later
        if near == key and seen.since(each) is not None:
            yield each


class _Told:
    """Steps as they are told, and the things they join, each in its place."""

    def __init__(self, seen: _Seen, first: Thing) -> None:
        self._seen = seen
        self.things = [first]
        self._places: dict[Key, int] = {(first.collection, first.id): 0}

    def steps(self, followed: Iterable[Derivation]) -> Iterator[Step]:
        """Yield steps that could be seen."""
        for each in followed:
            seq = self._seen.since(each)
            if seq is not None:
                yield Step(
                    how=each.how,
                    earlier=self._place(each.earlier),
                    later=self._place(each.later),
                    seq=seq,
                    at=self._seen.at(seq),
                    ended=each.until is not None,
                )

    def _place(self, key: Key) -> int:
        thing = self._seen.thing(key)
        if thing is not None and key not in self._places:
            self._places[key] = len(self.things)
            self.things.append(thing)
        return self._places[key]
