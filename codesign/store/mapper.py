"""A recorded event to and from the bytes that are stored for ever.

The format, in MessagePack; same event, same bytes:

    topic   the event's name and the version of its shape: "IdeaSubmitted.1"
    state   [id, at, by, for, via, said_at, stage, group, lang, data]

`data` is a map of the event's fields with sorted keys, as is every map in it.
There are no floats, and integers take their shortest form. Text that belongs
to a person or a contribution is a binary value in `data`, sealed as `keys.py`
says and bound to where it stands: the associated data is the MessagePack array
[workshop, seq, id, field]. An empty text is an empty binary value. A field of
the envelope that comes later goes after `data`, so that its length tells.

The workshop and the seq stand beside the bytes, in the table's own columns.
A hash is SHA-256 over the topic, a NUL byte and the state.
"""

from collections.abc import Callable, Mapping
from hashlib import sha256
from types import GenericAlias
from typing import Any, Final

import msgspec
from eventsourcing.persistence import StoredEvent

from codesign.domain.ids import CommandId, GroupId, ParticipantId, StageId, WorkshopId
from codesign.domain.recorded import Recorded, Via
from codesign.store.errors import NewerLogError, StorageError, UnsealError
from codesign.store.keys import Sealing, Unsealing
from codesign.store.upcasts import Fields, Sealed, Shape, Shapes, sealed_fields


def _plain(value: object) -> object:
    if isinstance(value, Mapping):  # read-only ones; the encoder knows only `dict`
        return dict(value)
    message = f"a {type(value).__name__} cannot be stored"
    raise TypeError(message)


_ENCODER: Final = msgspec.msgpack.Encoder(order="sorted", enc_hook=_plain)
# The state's first nine: id, at, by, for, via, said_at, stage, group, lang.
_ENVELOPE: Final = (
    CommandId,
    int,
    ParticipantId | None,
    ParticipantId | None,
    Via,
    int | None,
    StageId | None,
    GroupId | None,
    str | None,
)
_HASH_BYTES: Final = 8

# Workshop, seq, state and what unseals its words to the event.
_Reader = Callable[[WorkshopId, int, bytes, Unsealing], Recorded]


def _decoder(data: object) -> Callable[[bytes], tuple[Any, ...]]:
    """Return what reads and checks a state whose last member is of this type."""
    state_type: Any = GenericAlias(tuple, (*_ENVELOPE, data))
    decoder: msgspec.msgpack.Decoder[tuple[Any, ...]] = msgspec.msgpack.Decoder(state_type)
    return decoder.decode


def stored_hash(topic: str, state: bytes) -> bytes:
    """Return the 32 bytes of the stored event's hash."""
    return sha256(topic.encode() + b"\0" + state).digest()


def hash8(topic: str, state: bytes) -> bytes:
    """Return the first 8 bytes of the stored event's hash."""
    return stored_hash(topic, state)[:_HASH_BYTES]


class Mapper:
    """Turns events into rows of the log and back.

    Args:
        keys: to unseal with where nothing else is named.
        shapes: the names and versions of all events.
    """

    def __init__(self, keys: Unsealing, shapes: Shapes | None = None) -> None:
        self._keys = keys
        self._shapes = shapes or Shapes()
        self._readers: dict[str, _Reader] = {}
        self._written = {
            each: (self._shapes.topic(each), tuple(sealed_fields(each).items()))
            for each in self._shapes.classes.values()
        }

    def encode(
        self, workshop: WorkshopId, recorded: Recorded, sealing: Sealing
    ) -> tuple[str, bytes]:
        """Return the topic and the state to store.

        Raises:
            StorageError: the event holds something that has no bytes.
        """
        seq, event, id_, at, by, for_, via, said_at, stage, group, lang = recorded
        topic, sealed = self._written[type(event)]
        data: object = event
        try:
            if sealed:
                data = _sealed(workshop, recorded, dict(sealed), sealing)
            state = _ENCODER.encode((id_, at, by, for_, via, said_at, stage, group, lang, data))
        except (TypeError, ValueError, OverflowError) as error:
            raise StorageError("not_encodable", f"{topic} at {seq}: {error}") from error
        return topic, state

    def decode(
        self,
        workshop: WorkshopId,
        seq: int,
        topic: str,
        state: bytes,
        unsealing: Unsealing | None = None,
    ) -> Recorded:
        """Return the event that these bytes hold.

        Args:
            workshop: whose event it is.
            seq: its version.
            topic: its name and shape.
            state: the bytes.
            unsealing: what to unseal with, if not the keys themselves (`Keys.reading`).

        Raises:
            NewerLogError: this server does not know the event, or its shape.
            StorageError: `storage_damaged`.
            UnsealError: its words cannot be read though nobody erased them.
        """
        try:
            reader = self._readers.get(topic) or self._reader(topic)
            return reader(workshop, seq, state, unsealing or self._keys)
        except msgspec.ValidationError as error:
            where = f"{topic} at {workshop}@{seq} ({error})"
            raise NewerLogError(where) from error
        except msgspec.DecodeError as error:
            where = f"{topic} at {workshop}@{seq}"
            raise StorageError("storage_damaged", where) from error
        except UnsealError as error:
            message = f"{topic} at {workshop}@{seq}: {error}"
            raise UnsealError(message) from error

    def to_stored_event(
        self, workshop: WorkshopId, recorded: Recorded, sealing: Sealing
    ) -> StoredEvent:
        """Return the event as the library's recorders take it.

        Its originator is our 22-character id as it stands: the library takes
        text, and one thing has one spelling.
        """
        topic, state = self.encode(workshop, recorded, sealing)
        return StoredEvent(workshop, recorded.seq, topic, state)

    def to_recorded(self, stored: StoredEvent, unsealing: Unsealing | None = None) -> Recorded:
        """Return the event that the library's recorders gave; raises as `decode`."""
        workshop, seq = WorkshopId(str(stored.originator_id)), stored.originator_version
        return self.decode(workshop, seq, stored.topic, stored.state, unsealing)

    def _reader(self, topic: str) -> _Reader:
        """Choose, once for each topic, the shortest way from its bytes to the event."""
        shape = self._shapes.shape_of(topic)
        event_class = self._shapes.classes[shape[0]]
        today = topic == self._shapes.topic(event_class)
        if today and not self._shapes.sealed(shape):
            reader = self._plain_reader(event_class)
        else:
            reader = self._full_reader(shape, event_class)
        self._readers[topic] = reader
        return reader

    def _plain_reader(self, event_class: type[Any]) -> _Reader:
        """Read straight into the class: most of a long log, and what makes opening it quick."""
        decode = _decoder(event_class)
        # Recorded._make without its call in between.
        new = tuple.__new__

        def read(_workshop: WorkshopId, seq: int, state: bytes, _unsealing: Unsealing) -> Recorded:
            id_, at, by, for_, via, said_at, stage, group, lang, event = decode(state)
            return new(Recorded, (seq, event, id_, at, by, for_, via, said_at, stage, group, lang))

        return read

    def _full_reader(self, shape: Shape, event_class: type[Any]) -> _Reader:
        """Unseal in the shape that was stored, then bring it into today's."""
        sealed = self._shapes.sealed(shape)
        decode = _decoder(Fields)

        def read(workshop: WorkshopId, seq: int, state: bytes, unsealing: Unsealing) -> Recorded:
            *envelope, data = decode(state)
            _unseal(data, sealed, (workshop, seq, envelope[0]), unsealing)
            event = msgspec.convert(self._shapes.upcast(shape, data), event_class)
            return Recorded(seq, event, *envelope)

        return read


def _unseal(
    data: Fields, sealed: Sealed, place: tuple[WorkshopId, int, CommandId], unsealing: Unsealing
) -> None:
    for field, owner_field in sealed.items():
        value = data.get(field, b"")
        if not isinstance(value, bytes):
            message = f"{field} was stored unsealed"
            raise UnsealError(message)
        owner = data[owner_field] if owner_field else ""
        data[field] = (
            unsealing.unseal(place[0], owner, value, _ENCODER.encode((*place, field)))
            if value
            else ""
        )


def _sealed(
    workshop: WorkshopId, recorded: Recorded, sealed: Sealed, sealing: Sealing
) -> Mapping[str, Any]:
    event = recorded.event
    data: Fields = {name: getattr(event, name) for name in event.__slots__}
    for field, owner_field in sealed.items():
        text = data[field]
        owner = data[owner_field] if owner_field else ""
        bound_to = _ENCODER.encode((workshop, recorded.seq, recorded.id, field))
        data[field] = sealing.seal(workshop, owner, text, bound_to) if text else b""
    return data
