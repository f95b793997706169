"""On the real log, where a destroyed key leaves nothing to read."""

import pytest

from codesign.domain import events as e
from codesign.domain.ids import WorkshopId
from codesign.replay.recording import Recording
from codesign.replay.recordings import Recordings
from codesign.store.log import Append, Appended, open_log
from tests.given import ANNA, IDEA, TAKING_IDEAS, idea_submitted, recorded

WORKSHOP = WorkshopId("workshop-------------A")
PAST = (*TAKING_IDEAS, idea_submitted(text="My neighbour at number 9"))
REDACTED = e.ContributionRedacted(kind="idea", id=IDEA, reason="A name", text="[removed]")
ERASED = e.ParticipantErased(participant=ANNA)


@pytest.fixture
def log(tmp_path):
    found = open_log(f"sqlite:///{tmp_path}/codesign.db")
    yield found
    found.close()


def append(log, *past):
    head = log.head(WORKSHOP)
    events = tuple(recorded(*PAST, *past)[head:])
    (outcome,) = log.append([Append(workshop=WORKSHOP, expected=head, events=events)])
    assert isinstance(outcome, Appended)


def test_redacted_words_are_gone_from_every_frame(log):
    append(log)
    recording = Recordings(log.read).of(WORKSHOP)
    assert "number 9" in repr(recording.chunk("facilitator", 0))
    append(log, REDACTED)
    chunk = recording.chunk("facilitator", 0)
    assert "number 9" not in repr(chunk)
    put = next(step for step in chunk.steps if step.seq == len(PAST))
    ((_, _, _, record),) = [op for op in put.ops if op[1] == "ideas"]
    assert (record["text"], record["redacted"]) == ("", True)


def test_the_name_of_an_erased_person_is_gone_from_every_frame(log):
    append(log)
    recording = Recordings(log.read).of(WORKSHOP)
    assert "'anna'" in repr(recording.chunk("participant", 0))
    append(log, ERASED)
    assert "'anna'" not in repr(recording.chunk("participant", 0))


def test_an_erasure_of_long_ago_costs_no_keyframe(log):
    append(log, REDACTED, ERASED)
    recording = Recording(log.read, WORKSHOP, 5)
    recording.chunk("participant", 0)
    assert len(recording._keyframes) == log.head(WORKSHOP) // 5


def test_a_fresh_one_costs_them_all(log):
    append(log)
    recording = Recording(log.read, WORKSHOP, 5)
    recording.timeline("participant")
    assert recording._keyframes.nearest(len(PAST))
    append(log, REDACTED)
    recording.timeline("participant")
    assert recording._keyframes.nearest(len(PAST)) is None


def test_a_server_that_starts_afterwards_reads_the_same(log):
    append(log)
    recording = Recordings(log.read).of(WORKSHOP)
    recording.chunk("participant", 0)
    append(log, REDACTED, ERASED)
    fresh = Recordings(log.read).of(WORKSHOP)
    for view in ("public", "participant", "facilitator"):
        assert recording.chunk(view, 0) == fresh.chunk(view, 0)
        assert recording.timeline(view) == fresh.timeline(view)
