"""Shapes of last year become shapes of today; shapes of next year ask for an upgrade."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

import msgspec
import pytest

from codesign.domain import events as e
from codesign.domain.ids import CommandId, IdeaId, WorkshopId
from codesign.domain.recorded import Recorded
from codesign.domain.words import SealedUnder
from codesign.store.errors import NewerLogError
from codesign.store.keys import Destruction, Keys
from codesign.store.mapper import Mapper
from codesign.store.sqlite_keys import SQLiteKeys
from codesign.store.upcasts import Fields, Shapes, sealed_fields

HERE = WorkshopId("workshop-------------A")
IDEA = IdeaId("idea-----------------A")
COMMAND = CommandId("command--------------A")


# Three releases of one event: first the words were called `note`, then `text`, and since the
# third the class has its present name and a rank.
@dataclass(frozen=True, slots=True, kw_only=True)
class NoteAdded:
    idea: IdeaId
    note: Annotated[str, SealedUnder("idea")]


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaNoted:
    idea: IdeaId
    text: Annotated[str, SealedUnder("idea")]
    rank: int


def call_it_text(fields: Fields) -> Fields:
    return {"idea": fields["idea"], "text": fields["note"]}


def give_it_a_rank(fields: Fields) -> Fields:
    return {**fields, "rank": 0}


FIRST = Shapes(classes={"NoteAdded": NoteAdded})
TODAY = Shapes(
    classes={"IdeaNoted": IdeaNoted},
    aliases={"NoteAdded": "IdeaNoted"},
    versions={"IdeaNoted": 3},
    upcasts={("IdeaNoted", 1): call_it_text, ("IdeaNoted", 2): give_it_a_rank},
    sealed_before={("IdeaNoted", 1): {"note": "idea"}, ("IdeaNoted", 2): {"text": "idea"}},
)


@pytest.fixture
def keys() -> Iterator[Keys]:
    keys = SQLiteKeys(":memory:")
    yield keys
    keys.close()


def written_then(keys: Keys, note: str = "A bus at nine") -> tuple[str, bytes]:
    event = NoteAdded(idea=IDEA, note=note)
    with keys.sealing() as sealing:
        return Mapper(keys, FIRST).encode(HERE, Recorded(3, event, COMMAND, 5, None), sealing)


def read_today(keys: Keys, topic: str, state: bytes) -> object:
    return Mapper(keys, TODAY).decode(HERE, 3, topic, state).event


def test_an_old_shape_under_an_old_name_is_read_as_todays(keys: Keys) -> None:
    topic, state = written_then(keys)

    assert topic == "NoteAdded.1"
    assert read_today(keys, topic, state) == IdeaNoted(idea=IDEA, text="A bus at nine", rank=0)


def test_words_destroyed_in_an_old_shape_stay_destroyed(keys: Keys) -> None:
    topic, state = written_then(keys)
    keys.destroy([Destruction(HERE, IDEA, 2)])

    assert read_today(keys, topic, state) == IdeaNoted(idea=IDEA, text="", rank=0)


def test_todays_shape_is_written_under_its_own_version(keys: Keys) -> None:
    event = IdeaNoted(idea=IDEA, text="A bus at nine", rank=2)
    with keys.sealing() as sealing:
        topic, state = Mapper(keys, TODAY).encode(
            HERE, Recorded(3, event, COMMAND, 5, None), sealing
        )

    assert topic == "IdeaNoted.3"
    assert read_today(keys, topic, state) == event


def test_the_server_of_then_asks_for_an_upgrade(keys: Keys) -> None:
    with pytest.raises(NewerLogError, match=r"IdeaNoted\.3"):
        FIRST.shape_of("IdeaNoted.3")


def test_an_upcast_may_add_words_that_were_never_sealed(keys: Keys) -> None:
    shapes = Shapes(
        versions={"IdeaWithdrawn": 2},
        upcasts={("IdeaWithdrawn", 1): lambda fields: fields},
    )
    state = msgspec.msgpack.encode(
        [COMMAND, 5, None, None, "room", None, None, None, None, {"idea": IDEA}]
    )

    event = Mapper(keys, shapes).decode(HERE, 3, "IdeaWithdrawn.1", state).event
    assert event == e.IdeaWithdrawn(idea=IDEA)


def test_sealed_fields_are_those_marked() -> None:
    assert sealed_fields(e.ThemeSplit) == {"title": "into"}
    assert sealed_fields(e.WorkshopCreated) == {"title": "", "question": ""}
    assert sealed_fields(e.BallotCast) == {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    text: Annotated[str, SealedUnder()]


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarksMade:
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PerhapsRemarked:
    text: Annotated[str, SealedUnder()] | None


@pytest.mark.parametrize("kind", [RemarksMade, PerhapsRemarked])
def test_a_mark_that_would_be_overlooked_is_refused(kind: type) -> None:
    with pytest.raises(TypeError, match="cannot be sealed"):
        sealed_fields(kind)
