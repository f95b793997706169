"""The stored names and versions of events, and how old shapes become today's.

An event is stored under a name of ours and the version of its shape,
`IdeaSubmitted.1`. Both are permanent. To rename a class, add its old name to
`ALIASES`. To change a shape, raise its number in `VERSIONS`, add a pure
function from the old fields to the new ones to `UPCASTS` and, if the old
shape had sealed fields, those to `SEALED_BEFORE`. History is never edited,
and `tests/store/golden` holds bytes of every version ever written.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Annotated, Any, Final, get_args, get_origin, get_type_hints

from codesign.domain.events import Event
from codesign.domain.words import SealedUnder
from codesign.store.errors import NewerLogError

Fields = dict[str, Any]
Upcast = Callable[[Fields], Fields]
Shape = tuple[str, int]
# Field name -> the field naming whose key seals it; empty for the workshop's own key.
Sealed = Mapping[str, str]

# Old stored name -> today's class name.
ALIASES: Final[Mapping[str, str]] = {}
# Class name -> version of its shape, where not 1.
VERSIONS: Final[Mapping[str, int]] = {
    "MandateGiven": 2,
    "OptionAdded": 3,
    "ResultPublished": 3,
    "RoundOpened": 6,
    "SessionPlanned": 2,
    "TotalsRecorded": 2,
}
# (class name, version) -> the function to the next version.
UPCASTS: Final[Mapping[Shape, Upcast]] = {
    # How the votes came was not recorded.
    ("ResultPublished", 1): lambda data: {**data, "turnout": {}},
    # How it came about was not recorded.
    ("ResultPublished", 2): lambda data: {**data, "explanation": {}},
    # Options had no costs.
    ("OptionAdded", 1): lambda data: {**data, "cost": 0, "needs": ()},
    # Words were never put otherwise.
    ("OptionAdded", 2): lambda data: {**data, "reworded_from": None},
    # Every round was advisory.
    ("RoundOpened", 1): lambda data: {**data, "binding": False},
    # Each field has the default that says so.
    ("RoundOpened", 2): lambda data: data,
    ("RoundOpened", 3): lambda data: data,
    # None was about a worry.
    ("RoundOpened", 4): lambda data: {**data, "worry": None},
    # Nobody voted in another's place.
    ("RoundOpened", 5): lambda data: {**data, "proxies_at_most": 0},
    # Voting sheets had no numbers.
    ("TotalsRecorded", 1): lambda data: {**data, "paper": 0},
    # As which post somebody speaks was not said.
    ("MandateGiven", 1): lambda data: {**data, "post": ""},
    # Where it is was said elsewhere.
    ("SessionPlanned", 1): lambda data: {**data, "venue": "", "call_link": ""},
}
# (class name, version) -> the sealed fields of a shape of the past.
SEALED_BEFORE: Final[Mapping[Shape, Sealed]] = {
    ("MandateGiven", 1): {},
    ("OptionAdded", 1): {"text": "option"},
    ("OptionAdded", 2): {"text": "option"},
    ("RoundOpened", 1): {"question": "round"},
    ("RoundOpened", 2): {"question": "round"},
    ("RoundOpened", 3): {"question": "round"},
    ("RoundOpened", 4): {"question": "round"},
    ("RoundOpened", 5): {"question": "round"},
    ("TotalsRecorded", 1): {"table": "round"},
    ("SessionPlanned", 1): {"title": ""},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shapes:
    """Every shape that the log may hold, of the past and of today."""

    classes: Mapping[str, type[Any]] = field(
        default_factory=lambda: {each.__name__: each for each in get_args(Event)}
    )
    aliases: Mapping[str, str] = field(default_factory=lambda: ALIASES)
    versions: Mapping[str, int] = field(default_factory=lambda: VERSIONS)
    upcasts: Mapping[Shape, Upcast] = field(default_factory=lambda: UPCASTS)
    sealed_before: Mapping[Shape, Sealed] = field(default_factory=lambda: SEALED_BEFORE)

    def topic(self, event_class: type) -> str:
        """Return what an event of this class is stored under today."""
        name = event_class.__name__
        return f"{name}.{self.version(name)}"

    def version(self, name: str) -> int:
        """Return today's version of the shape."""
        return self.versions.get(name, 1)

    def shape_of(self, topic: str) -> Shape:
        """Return the class name and version that a stored topic stands for.

        Raises:
            NewerLogError: this server does not know the name or the version.
        """
        stored_name, _, digits = topic.rpartition(".")
        name = self.aliases.get(stored_name, stored_name)
        if name not in self.classes or not digits.isdecimal():
            raise NewerLogError(topic)
        version = int(digits)
        if not 1 <= version <= self.version(name):
            raise NewerLogError(topic)
        return name, version

    def sealed(self, shape: Shape) -> Sealed:
        """Return the sealed fields of a shape, of today or of the past."""
        name, version = shape
        if version == self.version(name):
            return sealed_fields(self.classes[name])
        return self.sealed_before.get(shape, {})

    def upcast(self, shape: Shape, data: Fields) -> Fields:
        """Bring fields of this shape into today's."""
        name, version = shape
        for each in range(version, self.version(name)):
            data = self.upcasts[name, each](data)
        return data


def sealed_fields(event_class: type) -> dict[str, str]:
    """Return which fields are stored encrypted, and the field naming the owner of the key.

    Raises:
        TypeError: a mark sits where it would be overlooked: inside a tuple, an
            optional or a nested record.
    """
    hints = get_type_hints(event_class, include_extras=True)
    found = {}
    for each in fields(event_class):
        mark = _mark(hints[each.name])
        if mark is not None:
            found[each.name] = mark.owner
        elif _hides_a_mark(hints[each.name]):
            message = f"{event_class.__name__}.{each.name} cannot be sealed: mark a plain str"
            raise TypeError(message)
    return found


def _mark(hint: object) -> SealedUnder | None:
    if get_origin(hint) is not Annotated or get_args(hint)[0] is not str:
        return None
    return next((each for each in get_args(hint)[1:] if isinstance(each, SealedUnder)), None)


def _hides_a_mark(hint: object) -> bool:
    if isinstance(hint, SealedUnder):
        return True
    if isinstance(hint, type) and is_dataclass(hint):
        inner = get_type_hints(hint, include_extras=True)
        return any(_hides_a_mark(each) for each in inner.values())
    return any(_hides_a_mark(each) for each in get_args(hint))
