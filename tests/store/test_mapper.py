"""The format: what goes in comes out, always as the same bytes, and words only with their key."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from types import MappingProxyType
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codesign.domain import events as e
from codesign.domain.ids import CommandId, IdeaId, OptionId, RoundId, StageId, WorkshopId
from codesign.domain.recorded import Recorded
from codesign.store.errors import NewerLogError, StorageError, UnsealError
from codesign.store.keys import Destruction, Keys
from codesign.store.mapper import Mapper, hash8
from codesign.store.sqlite_keys import SQLiteKeys
from codesign.store.upcasts import sealed_fields
from tests.strategies import events, recorded, workshop_ids

HERE = WorkshopId("workshop-------------A")
ELSEWHERE = WorkshopId("elsewhere------------A")
IDEA = IdeaId("idea-----------------A")
SUBMITTED = Recorded(
    7,
    e.IdeaSubmitted(
        idea=IDEA, stage=StageId("stage----------------A"), text="Bws am naw, a ŵyl i bawb"
    ),
    CommandId("command--------------A"),
    1_760_000_000_000,
    None,
)

UNSEALED = [each for each in get_args(e.Event) if not sealed_fields(each)]


# One for all examples: Hypothesis cannot have a fixture for each.
@pytest.fixture(scope="module")
def keys() -> Iterator[Keys]:
    keys = SQLiteKeys(":memory:")
    yield keys
    keys.close()


@pytest.fixture(scope="module")
def mapper(keys: Keys) -> Mapper:
    return Mapper(keys)


def encode(keys: Keys, recorded: Recorded, workshop: WorkshopId = HERE) -> tuple[str, bytes]:
    with keys.sealing() as sealing:
        return Mapper(keys).encode(workshop, recorded, sealing)


def fields_of(state: bytes) -> dict[str, Any]:
    fields: dict[str, Any] = msgspec.msgpack.decode(state)[9]
    return fields


def with_fields(state: bytes, fields: dict[str, Any]) -> bytes:
    return msgspec.msgpack.encode([*msgspec.msgpack.decode(state)[:9], fields])


@pytest.mark.parametrize("kind", get_args(e.Event), ids=lambda kind: kind.__name__)
@settings(max_examples=30)  # of each kind
@given(data=st.data())
def test_every_event_comes_back_as_it_was(
    keys: Keys, mapper: Mapper, kind: type, data: st.DataObject
) -> None:
    workshop = data.draw(workshop_ids())
    original = data.draw(recorded(event=events(kind)))

    topic, state = encode(keys, original, workshop)

    # Equality tells tuples from lists, and overlooks the order of maps, which the log sorts.
    assert mapper.decode(workshop, original.seq, topic, state) == original


@given(original=recorded(event=events(*UNSEALED)))
def test_the_same_event_has_the_same_bytes(keys: Keys, original: Recorded) -> None:
    assert encode(keys, original) == encode(keys, original)


@given(original=recorded())
def test_every_map_is_stored_with_sorted_keys_and_no_float(keys: Keys, original: Recorded) -> None:
    _, state = encode(keys, original)

    assert is_canonical(msgspec.msgpack.decode(state))


def is_canonical(value: object) -> bool:
    if isinstance(value, dict):
        return list(value) == sorted(value) and all(map(is_canonical, value.values()))
    if isinstance(value, list):
        return all(map(is_canonical, value))
    return not isinstance(value, float)


def test_marks_in_any_order_have_the_same_bytes(keys: Keys) -> None:
    first, second = OptionId("option-1-------------A"), OptionId("option-2-------------A")
    ballot = e.BallotCast(round=RoundId("round----------------A"), marks={first: 1, second: None})
    reordered = replace(ballot, marks={second: None, first: 1})

    assert encode(keys, SUBMITTED._replace(event=ballot)) == encode(
        keys, SUBMITTED._replace(event=reordered)
    )


def test_a_read_only_map_has_the_bytes_of_a_map(keys: Keys) -> None:
    marks = {OptionId("option-1-------------A"): 1, OptionId("option-2-------------A"): None}
    ballot = e.BallotCast(round=RoundId("round----------------A"), marks=marks)
    read_only = replace(ballot, marks=MappingProxyType(dict(reversed(marks.items()))))

    assert encode(keys, SUBMITTED._replace(event=ballot)) == encode(
        keys, SUBMITTED._replace(event=read_only)
    )


def test_the_state_is_an_array_of_envelope_and_fields(keys: Keys) -> None:
    topic, state = encode(keys, SUBMITTED._replace(event=e.TimerEnded(stage=StageId("stage"))))

    assert topic == "TimerEnded.1"
    assert msgspec.msgpack.decode(state) == [
        "command--------------A",
        1_760_000_000_000,
        None,
        None,
        "room",
        None,
        None,
        None,
        None,
        {"stage": "stage"},
    ]


def test_the_hash_covers_the_name_and_the_stored_bytes() -> None:
    expected = hashlib.sha256(b"TimerEnded.1\0state").digest()[:8]

    assert hash8("TimerEnded.1", b"state") == expected


def test_the_library_takes_our_events_and_gives_them_back(keys: Keys, mapper: Mapper) -> None:
    with keys.sealing() as sealing:
        stored = mapper.to_stored_event(HERE, SUBMITTED, sealing)

    assert stored.originator_id == HERE
    assert stored.originator_version == 7
    assert mapper.to_recorded(stored) == SUBMITTED


# --- words ----------------------------------------------------------------


@given(original=recorded())
def test_words_are_nowhere_in_the_bytes(keys: Keys, original: Recorded) -> None:
    event = original.event
    told = {each: "canary" + getattr(event, each) for each in sealed_fields(type(event))}

    _, state = encode(keys, original._replace(event=replace(event, **told)))

    assert b"canary" not in state


def test_the_same_words_are_sealed_differently_each_time(keys: Keys) -> None:
    assert encode(keys, SUBMITTED) != encode(keys, SUBMITTED)


def test_no_words_need_no_key(keys: Keys, mapper: Mapper) -> None:
    silent = SUBMITTED._replace(event=replace(SUBMITTED.event, text=""))

    topic, state = encode(keys, silent, ELSEWHERE)

    assert fields_of(state)["text"] == b""
    assert mapper.decode(ELSEWHERE, 7, topic, state) == silent


def test_destroyed_words_read_as_empty(keys: Keys, mapper: Mapper) -> None:
    erased = IdeaId("erased---------------A")
    topic, state = encode(keys, SUBMITTED._replace(event=replace(SUBMITTED.event, idea=erased)))

    keys.destroy([Destruction(HERE, erased, 2)])

    event = mapper.decode(HERE, 7, topic, state).event
    assert event == replace(SUBMITTED.event, idea=erased, text="")


def test_words_whose_key_was_never_here_are_not_taken_for_erased(keys: Keys) -> None:
    topic, state = encode(keys, SUBMITTED)
    others = SQLiteKeys(":memory:")

    with pytest.raises(UnsealError, match=r"IdeaSubmitted\.1 at workshop.*@7.*is it the right one"):
        Mapper(others).decode(HERE, 7, topic, state)
    others.close()


def test_words_under_another_key_of_the_same_name_are_not_taken_for_erased(keys: Keys) -> None:
    topic, state = encode(keys, SUBMITTED)
    others = SQLiteKeys(":memory:")
    encode(others, SUBMITTED)

    with pytest.raises(UnsealError, match="do not fit their key"):
        Mapper(others).decode(HERE, 7, topic, state)
    others.close()


def test_words_do_not_fit_another_workshop(keys: Keys, mapper: Mapper) -> None:
    encode(keys, SUBMITTED, ELSEWHERE)
    topic, state = encode(keys, SUBMITTED)

    with pytest.raises(UnsealError):
        mapper.decode(ELSEWHERE, 7, topic, state)


def test_words_do_not_fit_another_command(keys: Keys, mapper: Mapper) -> None:
    topic, state = encode(keys, SUBMITTED)
    other = msgspec.msgpack.decode(state)
    other[0] = "other----------------A"

    with pytest.raises(UnsealError):
        mapper.decode(HERE, 7, topic, msgspec.msgpack.encode(other))


def test_words_do_not_fit_another_event_of_the_same_command(keys: Keys, mapper: Mapper) -> None:
    topic, state = encode(keys, SUBMITTED)

    with pytest.raises(UnsealError):
        mapper.decode(HERE, 8, topic, state)


def test_words_do_not_fit_another_field(keys: Keys, mapper: Mapper) -> None:
    retitled = SUBMITTED._replace(event=e.WorkshopRetitled(title="Title", question="Question"))
    topic, state = encode(keys, retitled)
    fields = fields_of(state)
    swapped = {"title": fields["question"], "question": fields["title"]}

    with pytest.raises(UnsealError):
        mapper.decode(HERE, 7, topic, with_fields(state, swapped))


def test_words_do_not_fit_another_owner(keys: Keys, mapper: Mapper) -> None:
    other = IdeaId("other----------------A")
    encode(keys, SUBMITTED._replace(event=replace(SUBMITTED.event, idea=other)))
    topic, state = encode(keys, SUBMITTED)

    with pytest.raises(UnsealError):
        mapper.decode(HERE, 7, topic, with_fields(state, {**fields_of(state), "idea": other}))


@pytest.mark.parametrize("at", [0, 1, 5, 17, -1], ids=["layout", "key", "nonce", "text", "tag"])
def test_a_flipped_bit_in_sealed_words_is_told(keys: Keys, mapper: Mapper, at: int) -> None:
    topic, state = encode(keys, SUBMITTED)
    sealed = bytearray(fields_of(state)["text"])
    sealed[at] ^= 1

    with pytest.raises(UnsealError):
        mapper.decode(
            HERE, 7, topic, with_fields(state, {**fields_of(state), "text": bytes(sealed)})
        )


@pytest.mark.parametrize("words", [b"short", "words in clear"])
def test_words_that_were_never_sealed_are_told(
    keys: Keys, mapper: Mapper, words: bytes | str
) -> None:
    topic, state = encode(keys, SUBMITTED)

    with pytest.raises(UnsealError):
        mapper.decode(HERE, 7, topic, with_fields(state, {**fields_of(state), "text": words}))


# --- what cannot be stored or read ----------------------------------------


@pytest.mark.parametrize(
    "event",
    [
        e.JoinCodeIssued(code="\ud800"),
        e.TimerStarted(stage=StageId("stage"), ends_at=2**70),
        e.TimerStarted(stage=StageId("stage"), ends_at=1j),
        replace(SUBMITTED.event, text="\ud800"),
    ],
)
def test_what_has_no_bytes_is_refused(keys: Keys, event: e.Event) -> None:
    with pytest.raises(StorageError) as refusal:
        encode(keys, SUBMITTED._replace(event=event))

    assert refusal.value.reason == "not_encodable"


@pytest.mark.parametrize("topic", ["IdeaSubmitted.2", "IdeaDreamt.1", "IdeaSubmitted", "", "x.y"])
def test_an_event_of_a_later_version_asks_for_an_upgrade(
    keys: Keys, mapper: Mapper, topic: str
) -> None:
    _, state = encode(keys, SUBMITTED)

    with pytest.raises(NewerLogError, match="newer version"):
        mapper.decode(HERE, 7, topic, state)


def test_a_longer_envelope_asks_for_an_upgrade(keys: Keys, mapper: Mapper) -> None:
    topic, state = encode(keys, SUBMITTED)
    longer = msgspec.msgpack.encode([*msgspec.msgpack.decode(state), "more"])

    with pytest.raises(NewerLogError, match="newer version"):
        mapper.decode(HERE, 7, topic, longer)


def test_bytes_that_are_no_event_are_damage(mapper: Mapper) -> None:
    with pytest.raises(StorageError) as damage:
        mapper.decode(HERE, 7, "TimerEnded.1", b"\xc1")

    assert damage.value.reason == "storage_damaged"
