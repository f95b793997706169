"""Sittings and stages, as the state holds them."""

from dataclasses import dataclass

from codesign.domain.events import StageKind, View
from codesign.domain.ids import SessionId, StageId


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A dated sitting; times in ms UTC."""

    id: SessionId
    title: str
    starts_at: int
    ends_at: int
    venue: str = ""
    call_link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A part of the agenda.

    `open` while it takes contributions, then `until` tells whether it is the
    live stage (None) or open up to a time. `opened_at` is 0 before the first
    opening; `timer_ends_at` is None when no timer runs.
    """

    id: StageId
    kind: StageKind
    title: str
    purpose: str
    minutes: int
    anonymous: bool
    private: bool
    seen_by: View
    open: bool = False
    skipped: bool = False
    revealed: bool = False
    until: int | None = None
    opened_at: int = 0
    closed_at: int = 0
    timer_ends_at: int | None = None
