"""SPEC.md, rule H3."""

import msgspec

from codesign.replay.keyframes import SPACING
from codesign.replay.recording import Recording
from tests.given import BEGUN, TAKING_IDEAS, idea_submitted, recorded
from tests.outputs import fixture
from tests.replay.logs import WORKSHOP, reader


def of(log, spacing=SPACING):
    return Recording(reader(log), WORKSHOP, spacing)


def test_a_chunk_holds_500_versions():
    assert SPACING == 500


def test_the_first_chunk_begins_with_an_empty_board():
    chunk = of(recorded(*BEGUN)).chunk("participant", 0)
    assert chunk.at == 0
    assert not any(chunk.records.values())
    assert chunk.steps[0].seq == 1


def test_a_chunk_reaches_to_the_version_the_next_one_begins_with():
    log = fixture.the_log()
    recording = of(log, 50)
    first, second = recording.chunk("participant", 0), recording.chunk("participant", 1)
    assert second.at == 50
    assert first.steps[-1].seq <= 50 < second.steps[0].seq


def test_there_is_no_chunk_beyond_the_head_or_before_the_beginning():
    recording = of(recorded(*BEGUN), 3)
    assert recording.chunk("public", 1).steps == []
    assert recording.chunk("public", 2) is None
    assert recording.chunk("public", -1) is None


def test_a_workshop_that_does_not_exist_has_no_chunk():
    assert of([]).chunk("public", 0) is None


def test_versions_in_which_a_view_saw_nothing_move_have_no_step():
    log = recorded(*TAKING_IDEAS, idea_submitted())
    steps = of(log).chunk("public", 0).steps
    assert {step.seq for step in steps} < {each.seq for each in log}


def test_the_steps_do_not_change_the_board_they_begin_with():
    recording = of(fixture.the_log(), 50)
    before = recording.chunk("participant", 1).records
    assert before == recording.board("participant", 50).records


def test_it_travels_as_a_map_of_board_and_steps():
    chunk = of(recorded(*BEGUN)).chunk("participant", 0)
    sent = msgspec.msgpack.decode(msgspec.msgpack.encode(chunk))
    assert sent.keys() == {"at", "records", "steps"}
    seq, at, ops = sent["steps"][0]
    assert (seq, at) == (1, chunk.steps[0].at)
    assert ops[0][:2] == ["put", "workshop"]
