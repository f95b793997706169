"""The checker fails where it should: each promise beside a history that breaks it."""

import dataclasses
from collections.abc import Callable
from itertools import count
from typing import Any

import pytest

from codesign.domain.commands import Command, HideIdea, RetitleWorkshop, SubmitIdea
from codesign.domain.events import IdeaHidden, WorkshopRetitled
from codesign.domain.ids import CommandId, ParticipantId, WorkshopId
from codesign.domain.recorded import Recorded
from codesign.domain.views import Audience
from codesign.projections.board import rendered
from codesign.projections.mine import mine, seats
from tests.faults.history import History, Kept, Recorder, check
from tests.given import (
    ANNA,
    FACILITATOR,
    IDEA,
    STAGE,
    TAKING_IDEAS,
    folded,
    id_of,
    idea_submitted,
    recorded,
)

WORKSHOP = WorkshopId(id_of("workshop"))
EPOCH = b"e" * 16
LOG = recorded(*TAKING_IDEAS, idea_submitted(text="A bus at nine"))
HEAD = len(LOG)
SUBMIT = LOG[-1].id
SUBMITTED = SubmitIdea(idea=IDEA, stage=STAGE, text="A bus at nine")


class Day:
    """A short history in which all is well, to be spoilt in one place."""

    def __init__(self) -> None:
        self.log = list(LOG)
        self.history = History(clock=count().__next__)
        self.pen = Recorder(self.history, "Anna", WORKSHOP)

    def comes(self, view: str = "partner", at: int = HEAD - 1) -> "Day":
        """Anna opens the room, and has the board before her idea."""
        self.pen.opened()
        self.told("welcome", view=view, group=None, head=at, mode="snapshot")
        self.told("mine", to=at, ops=[["clear"]])
        self.told("snapshot", at=at, part=0, parts=1, hash8=hash_of(at), epoch=EPOCH)
        return self

    def says(self, command_id: CommandId = SUBMIT, command: Command = SUBMITTED) -> "Day":
        self.pen.sent(command_id, ANNA, command=command)
        return self

    def hears(self, seq: int = HEAD, command_id: CommandId = SUBMIT) -> "Day":
        """What is hers, the delta, and the answer, in this order."""
        self.told("mine", to=seq, ops=[["put", "ideas", IDEA, {}]])
        self.delta(seq)
        return self.told("ack", id=command_id, seq=seq)

    def delta(self, seq: int = HEAD, first: int | None = None, **more: Any) -> "Day":
        fields = {"from": first or seq, "to": seq, "hash8": hash_of(seq), "epoch": EPOCH, "ops": []}
        return self.told("delta", **{**fields, **more})

    def told(self, kind: str, **fields: Any) -> "Day":
        self.pen.told({"t": kind, **fields})
        return self

    def rests(self, seq: int = HEAD, view: str = "partner", **more: Any) -> "Day":
        workshop = folded(self.log[:seq])
        held = seats(workshop, ANNA)
        own = {(op[1], op[2]): op[3] for op in mine(workshop, held) if op[0] == "put"}
        what = {"board": rendered(workshop, view).records, "mine": own, "quiet": True, **more}
        self.pen.holds(Audience(view), seq, what["board"], what["mine"], held, quiet=what["quiet"])
        return self

    def broken(self, **changes: Any) -> set[str]:
        hashes = [hash_of(each.seq) for each in self.log]
        kept = dataclasses.replace(Kept(EPOCH, self.log, hashes), **changes)
        return {each.promise for each in check(self.history, {WORKSHOP: kept})}


def hash_of(seq: int) -> bytes:
    return seq.to_bytes(8, "big")


def retitled(seq: int, title: str, command: str) -> Recorded:
    event = WorkshopRetitled(title=title, question="")
    return LOG[-1]._replace(seq=seq, event=event, id=CommandId(id_of(command)), by=FACILITATOR)


def whole_day() -> Day:
    return Day().comes().says().hears().rests()


def test_a_day_on_which_all_was_well_breaks_nothing() -> None:
    assert whole_day().broken() == set()


# --- what was acknowledged ----------------------------------------------------


def test_i1_an_acknowledged_command_that_is_not_in_the_log() -> None:
    day = Day().comes().says().told("ack", id=SUBMIT, seq=HEAD - 1)
    day.log.pop()

    assert day.broken() == {"I1"}


def test_i1_an_acknowledgement_beyond_the_head() -> None:
    assert "I1" in Day().comes().says().hears(seq=HEAD + 1).broken()


def test_i1_a_delta_of_an_event_that_is_another_one_in_the_log() -> None:
    assert Day().comes().delta(hash8=b"another?").broken() == {"I1"}


def test_i1_nothing_to_change_is_acknowledged_where_it_was_judged() -> None:
    nothing = RetitleWorkshop(title="Getting about", question="How do we get to the clinic?")
    day = Day().comes()
    day.pen.sent(CommandId(id_of("nothing")), FACILITATOR, command=nothing)
    day.told("ack", id=id_of("nothing"), seq=HEAD - 1)

    assert day.broken() == set()


@pytest.mark.parametrize("gone", [lambda log: log.pop(3), lambda log: log.append(log[-1])])
def test_i2_a_hole_or_a_double_in_the_versions(gone: Callable[[list[Recorded]], None]) -> None:
    day = Day()
    gone(day.log)
    day.pen.opened()

    assert "I2" in day.broken()


def test_i2_another_epoch() -> None:
    assert Day().comes().delta(epoch=b"another one 1234").broken() == {"I2"}


def test_i3_a_command_that_took_effect_twice() -> None:
    day = Day()
    day.log += [
        retitled(HEAD + 1, "a", "x"),
        retitled(HEAD + 2, "b", "y"),
        retitled(HEAD + 3, "c", "x"),
    ]
    day.pen.opened()

    assert day.broken() == {"I3"}


def test_i3_an_effect_the_rules_do_not_give() -> None:
    day = Day().comes().says(command=SubmitIdea(idea=IDEA, stage=STAGE, text="A van")).hears()

    assert day.broken() == {"I3"}


def test_i3_an_effect_the_rules_refuse() -> None:
    day = Day().comes().says()
    event = IdeaHidden(idea=IDEA, reason="a name")
    day.log.append(LOG[-1]._replace(seq=HEAD + 1, event=event, id=CommandId(id_of("hide"))))
    day.says(CommandId(id_of("hide")), HideIdea(idea=IDEA, reason="a name")).hears()

    assert day.broken() == {"I3"}


def test_i3_two_different_answers_to_one_command() -> None:
    day = whole_day().says()
    day.log.append(retitled(HEAD + 1, "later", "later"))
    day.told("ack", id=SUBMIT, seq=HEAD + 1)

    assert "I3" in day.broken()


def test_i4_a_refused_command_that_took_effect() -> None:
    day = Day().comes().says().told("reject", id=SUBMIT, code="stage_closed")

    assert day.broken() == {"I4"}


def test_i4_a_refusal_that_was_not_the_last_word_is_none() -> None:
    day = Day().comes().says().told("reject", id=SUBMIT, code="storage_full").says().hears()

    assert day.broken() == set()


def test_i13_a_command_sent_after_an_acknowledgement_and_recorded_before() -> None:
    day = Day()
    first, second = CommandId(id_of("first")), CommandId(id_of("second"))
    day.log += [retitled(HEAD + 1, "b", "second"), retitled(HEAD + 2, "a", "first")]
    day.pen.opened()
    day.pen.sent(first, FACILITATOR)
    day.told("ack", id=first, seq=HEAD + 2)
    day.pen.sent(second, FACILITATOR)
    day.told("ack", id=second, seq=HEAD + 1)

    assert day.broken() == {"I13"}


# --- what was told ------------------------------------------------------------


def test_i5_a_gap_between_deltas() -> None:
    assert Day().comes(at=HEAD - 3).delta(HEAD, first=HEAD - 1).broken() == {"I5"}


def test_i5_a_part_of_a_snapshot_out_of_turn() -> None:
    day = Day().comes().told("snapshot", at=HEAD, part=1, parts=3)

    assert day.broken() == {"I5"}


def test_o6_a_delta_before_what_is_mine() -> None:
    day = (
        Day().comes().told("welcome", view="partner", group=None, head=HEAD, mode="resume").delta()
    )

    assert day.broken() == {"O6"}


def test_o7_a_delta_between_the_parts_of_a_snapshot() -> None:
    day = Day().comes().told("snapshot", at=HEAD - 1, part=0, parts=2).delta()

    assert day.broken() == {"O7"}


def test_d8_what_is_mine_after_its_delta() -> None:
    day = Day().comes().says().delta().told("mine", to=HEAD, ops=[["put", "ideas", IDEA, {}]])

    assert day.told("ack", id=SUBMIT, seq=HEAD).broken() == {"D8"}


def test_c1_an_answer_to_what_was_not_asked() -> None:
    assert Day().comes().told("ack", id=SUBMIT, seq=HEAD).broken() >= {"C1"}


def test_c1_answers_out_of_order() -> None:
    day = Day().comes().says(CommandId(id_of("first"))).says()
    day.told("mine", to=HEAD, ops=[]).delta().told("ack", id=SUBMIT, seq=HEAD)

    assert day.broken() == {"C1"}


def test_c3_an_answer_before_the_delta_it_answers() -> None:
    day = Day().comes().says().told("ack", id=SUBMIT, seq=HEAD)

    assert day.delta().broken() == {"C3"}


def test_c3_an_answer_before_a_delta_that_shows_nothing() -> None:
    day = Day().comes()
    day.log.append(retitled(HEAD + 1, "Getting about", "same"))
    day.log[-1] = day.log[-1]._replace(
        event=WorkshopRetitled(title="Getting about", question="How do we get to the clinic?")
    )
    day.delta().pen.sent(CommandId(id_of("same")), FACILITATOR)
    day.told("ack", id=id_of("same"), seq=HEAD + 1)

    assert day.delta(HEAD + 1).broken() == set()


# --- what was held ------------------------------------------------------------


def test_i6_somebody_stays_behind() -> None:
    assert Day().comes().rests(HEAD - 1).broken() == {"I6"}


def test_i6_somebody_ends_with_another_board() -> None:
    board = rendered(folded(LOG[:-1]), "partner").records

    assert whole_day().rests(board=board).broken() == {"I6"}


def test_i6_somebody_ends_without_what_is_theirs() -> None:
    assert whole_day().rests(mine={}).broken() == {"I6"}


def test_i7_a_board_that_is_not_that_versions() -> None:
    board = rendered(folded(LOG[:-1]), "partner").records

    assert Day().comes().delta().rests(board=board, quiet=False).broken() == {"I7"}


def test_i9_an_idea_that_was_hidden() -> None:
    day = Day().comes("partner")
    shown = rendered(folded(LOG), "partner").records
    day.log.append(LOG[-1]._replace(seq=HEAD + 1, event=IdeaHidden(idea=IDEA, reason="a name")))

    assert "I9" in day.rests(HEAD + 1, board=shown).broken()


def test_i9_a_person_in_public() -> None:
    board = rendered(folded(LOG), "partner").records

    assert "I9" in Day().comes("public").rests(view="public", board=board).broken()


def test_i9_what_is_somebody_elses() -> None:
    other = {("ideas", IDEA): {"author": ParticipantId(id_of("ben"))}}

    assert "I9" in whole_day().rests(mine=other).broken()


# --- what was measured and found ----------------------------------------------


def test_i10_more_memory_than_there_may_be() -> None:
    day = whole_day()
    day.pen.measured("resident bytes", 2_000, at_most=1_000)

    assert day.broken() == {"I10"}


def test_i12_erased_words_that_remain() -> None:
    day = whole_day()
    day.pen.remains("the write-ahead log")

    assert day.broken() == {"I12"}


def test_what_was_told_before_an_erasure_is_not_compared_with_what_is_left_of_it() -> None:
    board = rendered(folded(LOG[:-1]), "partner").records
    day = Day().comes().delta().rests(board=board, quiet=False)

    assert day.broken(worded_from=HEAD + 1) == set()
