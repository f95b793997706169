"""A made-up past as a view may read it."""

from collections.abc import Sequence

from codesign.domain.events import View
from codesign.domain.recorded import Recorded
from codesign.projections.reading import Reading
from codesign.projections.timeline import Timeline
from codesign.replay.recording import Recording
from tests.given import Past, recorded
from tests.replay.logs import WORKSHOP, reader


def log_of(past: Sequence[Past]) -> list[Recorded]:
    """The past with a second for each event."""
    return [each._replace(at=each.at + each.seq * 1_000) for each in recorded(*past)]


def reading_of(*past: Past, view: View = "participant", at: int | None = None) -> Reading:
    return Recording(reader(log_of(past)), WORKSHOP).reading(view, at)


def timeline_of(*past: Past, view: View = "participant") -> Timeline:
    return Recording(reader(log_of(past)), WORKSHOP).timeline(view)
