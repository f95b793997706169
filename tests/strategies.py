"""Made-up events of every kind, drawn from their annotations.

They are well-formed and mean nothing: for stories that hang together, see
`histories.py`.
"""

import base64
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, Literal, NewType, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from codesign.domain.events import Event
from codesign.domain.ids import SYSTEM, WorkshopId
from codesign.domain.recorded import Recorded, Via
from codesign.methods.terms import Share

# As many bits as JavaScript counts exactly.
_WHOLE = st.integers(min_value=-(2**53), max_value=2**53)
# No lone surrogates: they have no UTF-8.
_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
# What an explanation may be made of.
_PLAIN = st.recursive(
    st.one_of(st.none(), st.booleans(), _WHOLE, _TEXT),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_TEXT, inner, max_size=3)),
    max_leaves=6,
)


def ids() -> st.SearchStrategy[str]:
    """Draw well-formed identifiers."""
    return st.binary(min_size=16, max_size=16).map(_base64url)


def events(*kinds: type) -> st.SearchStrategy[Event]:
    """Draw events of these kinds, or of any."""
    return st.one_of([_record(each) for each in kinds or get_args(Event)])


def recorded(
    seq: int | None = None, event: st.SearchStrategy[Event] | None = None
) -> st.SearchStrategy[Recorded]:
    """Draw events in their envelopes."""
    return st.builds(
        Recorded,
        seq=st.integers(1, 2**40) if seq is None else st.just(seq),
        event=events() if event is None else event,
        id=ids(),
        at=st.integers(0, 2**45),
        by=st.one_of(st.none(), st.just(SYSTEM), ids()),
        for_=st.one_of(st.none(), ids()),
        via=_drawn_from(Via),
        said_at=st.one_of(st.none(), st.integers(0, 2**45)),
        stage=st.one_of(st.none(), ids()),
        group=st.one_of(st.none(), ids()),
        lang=st.sampled_from([None, "en", "cy"]),
    )


def workshop_ids() -> st.SearchStrategy[WorkshopId]:
    """Draw identifiers of workshops."""
    return ids().map(WorkshopId)


def _base64url(bits: bytes) -> str:
    return base64.urlsafe_b64encode(bits).decode().rstrip("=")


def _record(kind: type) -> st.SearchStrategy[Any]:
    hints = get_type_hints(kind)
    return st.builds(kind, **{each.name: _drawn_from(hints[each.name]) for each in fields(kind)})


def _drawn_from(hint: Any) -> st.SearchStrategy[Any]:
    if isinstance(hint, NewType):
        return ids()
    if hint is Any:
        return _PLAIN
    if hint is Share:
        return st.tuples(st.integers(1, 9), st.integers(0, 9)).map(
            lambda each: Share(parts=each[0], whole=sum(each))
        )
    if is_dataclass(hint) and isinstance(hint, type):
        return _record(hint)
    if get_origin(hint) is not None:
        return _composite(get_origin(hint), get_args(hint))
    return {str: _TEXT, int: _WHOLE, bool: st.booleans(), NoneType: st.none()}[hint]


def _composite(origin: Any, parts: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    if origin is Literal:
        return st.sampled_from(parts)
    if origin in {Union, UnionType}:
        return st.one_of([_drawn_from(each) for each in parts])
    if origin is tuple:
        return st.lists(_drawn_from(parts[0]), max_size=4).map(tuple)
    assert origin is Mapping, f"draw {origin} here"
    return st.dictionaries(_drawn_from(parts[0]), _drawn_from(parts[1]), max_size=4)
