"""What every log must do, whichever database keeps it.

A test module subclasses `LogContract` and gives it a `log` fixture with an
empty log.
"""

from collections.abc import Mapping, Sequence

import pytest

from codesign.domain import events as e
from codesign.domain.ballot_box import BoxedBallot
from codesign.domain.ids import (
    AccessNeedId,
    CommandId,
    IdeaId,
    OptionId,
    ParticipantId,
    RoundId,
    StageId,
    WorkshopId,
)
from codesign.domain.recorded import Recorded
from codesign.store.log import (
    Append,
    Appended,
    CodeTakenError,
    Log,
    ReadOn,
    StorageError,
    VersionTakenError,
)

HERE = WorkshopId("here-----------------A")
THERE = WorkshopId("there----------------A")
STAGE = StageId("stage----------------A")
IDEA = IdeaId("idea-----------------A")
PERSON = ParticipantId("person---------------A")
OTHER = ParticipantId("other----------------A")
ROUND = RoundId("round----------------A")
OTHER_ROUND = RoundId("other-round----------A")
YES, NO = OptionId("yes------------------A"), OptionId("no-------------------A")


def recorded(seq: int, event: e.Event | None = None) -> Recorded:
    event = event or e.StageExtended(stage=STAGE, minutes=seq)
    return Recorded(seq, event, CommandId(f"command-{seq:013}A"), 1_760_000_000_000 + seq, PERSON)


def batch(workshop: WorkshopId, expected: int, *events: e.Event | None) -> Append:
    """Return events that follow a version; None stands for any event."""
    numbered = enumerate(events, start=expected + 1)
    return Append(
        workshop=workshop,
        expected=expected,
        events=tuple(recorded(seq, event) for seq, event in numbered),
    )


def append(log: Log, workshop: WorkshopId, *events: e.Event | None) -> Appended:
    """Append at the head, and insist."""
    [result] = log.append([batch(workshop, log.head(workshop), *events)])
    assert isinstance(result, Appended), result
    return result


def events_of(log: Log, workshop: WorkshopId) -> Sequence[e.Event]:
    return [each.event for each in log.read(workshop)]


def submitted(text: str) -> e.Event:
    return e.IdeaSubmitted(idea=IDEA, stage=STAGE, text=text)


def redacted(text: str) -> e.Event:
    return e.ContributionRedacted(kind="idea", id=IDEA, reason="It named a driver", text=text)


def boxed(
    marks: Mapping[OptionId, int],
    voter: ParticipantId = PERSON,
    round_id: RoundId = ROUND,
    options: int = 2,
) -> BoxedBallot:
    return BoxedBallot(round=round_id, voter=voter, marks=marks, options=options)


def vote(log: Log, *ballots: BoxedBallot, turnout: bool = True) -> Appended:
    """Put ballots into their boxes, with the event that somebody voted or alone."""
    expected = log.head(HERE)
    voted = (recorded(expected + 1, e.TurnoutRecorded(round=ROUND)),) if turnout else ()
    [result] = log.append([Append(workshop=HERE, expected=expected, events=voted, ballots=ballots)])
    assert isinstance(result, Appended), result
    return result


class LogContract:
    # --- append and read ------------------------------------------------------

    def test_what_was_appended_is_read_back_in_order(self, log: Log) -> None:
        events = (recorded(1), recorded(2, submitted("A bus at nine")), recorded(3))

        log.append([Append(workshop=HERE, expected=0, events=events)])

        assert tuple(log.read(HERE)) == events

    def test_appending_tells_the_new_head_and_the_hash_of_its_last_event(self, log: Log) -> None:
        result = append(log, HERE, None, submitted("A bus at nine"))

        assert result == Appended(head=2, hash8=log.hash8(HERE, 2) or b"")
        assert len(result.hash8) == 8

    def test_workshops_do_not_see_each_other(self, log: Log) -> None:
        append(log, HERE, None, None)
        append(log, THERE, None)

        assert log.head(HERE) == 2
        assert [each.seq for each in log.read(THERE)] == [1]

    def test_what_follows_a_version_is_read_with_the_hash_of_its_last_event(self, log: Log) -> None:
        append(log, HERE, None, submitted("A bus at nine"), submitted("A tram"))

        newer = log.read_on(HERE, 1)
        assert newer == ReadOn(events=tuple(log.read(HERE, 1)), hash8=log.hash8(HERE, 3) or b"")
        assert log.read_on(HERE, 3) == log.read_on(THERE, 0) == ReadOn(events=(), hash8=b"")

    def test_where_several_workshops_are_is_told_at_once(self, log: Log) -> None:
        append(log, HERE, None, None)
        append(log, THERE, None)

        nowhere = WorkshopId("nowhere--------------A")
        assert log.heads([HERE, nowhere]) == {HERE: 2}
        assert log.heads([THERE, HERE]) == {HERE: 2, THERE: 1}
        assert log.heads([]) == {}

    def test_a_part_of_the_log_can_be_read(self, log: Log) -> None:
        append(log, HERE, *[None] * 5)

        assert [each.seq for each in log.read(HERE, 2)] == [3, 4, 5]
        assert [each.seq for each in log.read(HERE, 2, 4)] == [3, 4]
        assert [each.seq for each in log.read(HERE, 0, 1)] == [1]
        assert list(log.read(HERE, 5)) == []
        assert list(log.read(HERE, 3, 3)) == []

    def test_a_long_log_is_read_without_a_hole(self, log: Log) -> None:
        append(log, HERE, *[None] * 2_500)

        assert [each.seq for each in log.read(HERE)] == list(range(1, 2_501))

    @pytest.mark.parametrize("length", [999, 1_000, 1_001, 2_000])
    def test_no_length_of_log_is_read_short(self, log: Log, length: int) -> None:
        append(log, HERE, *[None] * length)

        assert sum(1 for _ in log.read(HERE)) == length

    def test_a_log_may_grow_while_it_is_read(self, log: Log) -> None:
        append(log, HERE, *[None] * 10)
        reading = log.read(HERE)
        first = next(reading)

        append(log, HERE, None)

        assert [first.seq, *(each.seq for each in reading)][:10] == list(range(1, 11))

    def test_before_its_first_event_a_workshop_is_nowhere(self, log: Log) -> None:
        assert list(log.read(HERE)) == []
        assert log.head(HERE) == 0
        assert log.epoch(HERE) is None
        assert log.hash8(HERE, 1) is None
        assert log.workshops() == []

    def test_a_hash_is_of_one_event_that_is_there(self, log: Log) -> None:
        append(log, HERE, None, None)

        assert log.hash8(HERE, 1) != log.hash8(HERE, 2)
        assert log.hash8(HERE, 0) is None
        assert log.hash8(HERE, 3) is None

    def test_an_epoch_is_given_once(self, log: Log) -> None:
        append(log, HERE, None)
        epoch = log.epoch(HERE)
        append(log, HERE, None)
        append(log, THERE, None)

        assert epoch is not None
        assert len(epoch) == 16
        assert log.epoch(HERE) == epoch
        assert log.epoch(THERE) != epoch

    def test_workshops_are_listed_from_the_oldest(self, log: Log) -> None:
        append(log, THERE, None)
        append(log, HERE, None)
        append(log, THERE, None)

        assert log.workshops() == [THERE, HERE]

    def test_what_was_begun_and_not_ended_is_owed(self, log: Log) -> None:
        need = AccessNeedId("need-----------------A")
        append(log, THERE, e.AccessNeedTold(need=need, name="", text="A ramp"))
        append(log, HERE, e.AccessNeedTold(need=need, name="", text="A ramp"))
        append(log, THERE, e.AccessNeedDeleted(need=need))

        assert log.owing_deletion() == [HERE]

    # --- versions ---------------------------------------------------------------

    def test_a_version_that_is_taken_is_refused(self, log: Log) -> None:
        append(log, HERE, None, None)

        [refusal] = log.append([batch(HERE, 1, submitted("too late"))])

        assert isinstance(refusal, VersionTakenError)
        assert refusal.head == 2
        assert log.head(HERE) == 2

    def test_a_version_that_is_not_there_yet_is_refused(self, log: Log) -> None:
        append(log, HERE, None)

        [refusal] = log.append([batch(HERE, 5, None)])

        assert isinstance(refusal, VersionTakenError)
        assert log.head(HERE) == 1

    def test_numbers_with_a_hole_are_a_mistake_of_the_caller(self) -> None:
        with pytest.raises(ValueError, match="do not follow version 3"):
            Append(workshop=HERE, expected=3, events=(recorded(4), recorded(6)))

    def test_nothing_to_append_is_a_mistake_of_the_caller(self) -> None:
        with pytest.raises(ValueError, match="do not follow"):
            Append(workshop=HERE, expected=3, events=())

    def test_a_room_that_is_refused_does_not_hold_up_the_others(self, log: Log) -> None:
        append(log, HERE, None)

        results = log.append(
            [batch(THERE, 0, None), batch(HERE, 0, None, None), batch(HERE, 1, None)]
        )

        assert [type(each) for each in results] == [Appended, VersionTakenError, Appended]
        assert log.head(HERE) == 2
        assert log.head(THERE) == 1

    def test_two_batches_of_one_room_follow_each_other(self, log: Log) -> None:
        results = log.append([batch(HERE, 0, None), batch(HERE, 1, None)])

        assert [type(each) for each in results] == [Appended, Appended]
        assert log.head(HERE) == 2

    def test_what_cannot_be_stored_fails_for_its_room_only(self, log: Log) -> None:
        unwritable = e.JoinCodeIssued(code="\ud800")

        results = log.append(
            [batch(HERE, 0, None), batch(THERE, 0, unwritable), batch(HERE, 1, submitted("x"))]
        )

        assert [type(each) for each in results] == [Appended, StorageError, Appended]
        assert log.workshops() == [HERE]
        assert events_of(log, HERE)[1] == submitted("x")

    def test_nothing_to_do_is_done(self, log: Log) -> None:
        assert log.append([]) == []

    # --- join codes -------------------------------------------------------------

    def test_a_join_code_leads_to_its_workshop(self, log: Log) -> None:
        append(log, HERE, e.JoinCodeIssued(code="K7MNPQ"))
        append(log, THERE, e.JoinCodeIssued(code="T4WXYZ"))

        assert log.workshop_of_code("K7MNPQ") == HERE
        assert log.workshop_of_code("T4WXYZ") == THERE
        assert log.workshop_of_code("AAAAAA") is None

    def test_a_newer_join_code_takes_the_place_of_the_older(self, log: Log) -> None:
        append(log, HERE, e.JoinCodeIssued(code="K7MNPQ"), e.JoinCodeIssued(code="T4WXYZ"))
        append(log, HERE, e.JoinCodeIssued(code="R2BCDF"))

        assert log.workshop_of_code("K7MNPQ") is None
        assert log.workshop_of_code("T4WXYZ") is None
        assert log.workshop_of_code("R2BCDF") == HERE

    def test_a_join_code_let_go_may_be_used_again(self, log: Log) -> None:
        append(log, HERE, e.JoinCodeIssued(code="K7MNPQ"))
        append(log, HERE, e.JoinCodeIssued(code="T4WXYZ"))
        append(log, THERE, e.JoinCodeIssued(code="K7MNPQ"))

        assert log.workshop_of_code("K7MNPQ") == THERE

    def test_a_join_code_in_use_is_refused_with_all_that_came_with_it(self, log: Log) -> None:
        append(log, HERE, e.JoinCodeIssued(code="K7MNPQ"))

        results = log.append(
            [batch(THERE, 0, None, e.JoinCodeIssued(code="K7MNPQ")), batch(HERE, 1, None)]
        )

        assert [type(each) for each in results] == [CodeTakenError, Appended]
        assert log.workshops() == [HERE]
        assert log.head(THERE) == 0
        assert log.epoch(THERE) is None
        assert log.workshop_of_code("K7MNPQ") == HERE

    def test_of_two_rooms_with_the_same_join_code_the_first_gets_it(self, log: Log) -> None:
        results = log.append(
            [batch(each, 0, e.JoinCodeIssued(code="K7")) for each in (HERE, THERE)]
        )

        assert [type(each) for each in results] == [Appended, CodeTakenError]

    # --- erasure ----------------------------------------------------------------

    def test_redacted_words_are_gone_and_the_words_in_their_place_are_there(self, log: Log) -> None:
        append(log, HERE, submitted("He drinks"), None)

        append(log, HERE, redacted("[Removed]"))

        assert events_of(log, HERE)[0] == submitted("")
        assert events_of(log, HERE)[2] == redacted("[Removed]")

    def test_words_after_a_redaction_last(self, log: Log) -> None:
        reworded = e.IdeaReworded(idea=IDEA, text="A bus at nine")
        append(log, HERE, submitted("He drinks"), redacted("[Removed]"), reworded)

        assert events_of(log, HERE) == [submitted(""), redacted("[Removed]"), reworded]

    def test_a_second_redaction_takes_the_words_of_the_first(self, log: Log) -> None:
        append(log, HERE, submitted("He drinks"), redacted("The driver drinks"))

        append(log, HERE, redacted("[Removed]"))

        first = e.ContributionRedacted(kind="idea", id=IDEA, reason="", text="")
        assert events_of(log, HERE) == [submitted(""), first, redacted("[Removed]")]

    def test_an_erased_person_keeps_their_seat_without_a_name(self, log: Log) -> None:
        joined = e.ParticipantJoined(
            participant=PERSON, name="Siân", organisation=None, role="participant", device=True
        )
        append(log, HERE, joined, e.ParticipantRenamed(participant=PERSON, name="Siân W"))

        append(log, HERE, e.ParticipantErased(participant=PERSON))

        first, second, _ = events_of(log, HERE)
        assert isinstance(first, e.ParticipantJoined)
        assert first.name == ""
        assert second == e.ParticipantRenamed(participant=PERSON, name="")

    def test_an_erasure_changes_no_hash(self, log: Log) -> None:
        append(log, HERE, submitted("He drinks"))
        before = log.hash8(HERE, 1)

        append(log, HERE, redacted("[Removed]"))

        assert log.hash8(HERE, 1) == before

    def test_an_erasure_leaves_other_words_alone(self, log: Log) -> None:
        other = e.IdeaSubmitted(idea=IdeaId("other"), stage=STAGE, text="A tram")
        append(log, HERE, e.WorkshopRetitled(title="Buses", question=""), submitted("x"), other)
        append(log, THERE, submitted("the same idea in another workshop"))

        append(log, HERE, redacted("[Removed]"))

        assert events_of(log, HERE)[0] == e.WorkshopRetitled(title="Buses", question="")
        assert events_of(log, HERE)[2] == other
        assert events_of(log, THERE) == [submitted("the same idea in another workshop")]

    def test_a_refused_erasure_destroys_nothing(self, log: Log) -> None:
        append(log, HERE, submitted("He drinks"))

        [refusal] = log.append([batch(HERE, 0, redacted("[Removed]"))])

        assert isinstance(refusal, VersionTakenError)
        assert events_of(log, HERE) == [submitted("He drinks")]

    def test_an_erasure_that_is_asked_again_works(self, log: Log) -> None:
        append(log, HERE, submitted("He drinks"))
        log.append([batch(HERE, 0, redacted("[Removed]"))])

        append(log, HERE, redacted("[Removed]"))

        assert events_of(log, HERE) == [submitted(""), redacted("[Removed]")]
        assert not log.owes_destruction

    # --- ballot boxes -----------------------------------------------------------

    def test_a_ballot_lies_in_its_box_and_not_in_the_log(self, log: Log) -> None:
        vote(log, boxed({YES: 1, NO: -1}))

        assert log.ballots(HERE, ROUND) == [{YES: 1, NO: -1}]
        assert log.owing() == [HERE]
        assert events_of(log, HERE) == [e.TurnoutRecorded(round=ROUND)]

    def test_boxes_do_not_mix(self, log: Log) -> None:
        vote(log, boxed({YES: 1}), boxed({NO: 1}, round_id=OTHER_ROUND))

        assert log.ballots(HERE, ROUND) == [{YES: 1}]
        assert log.ballots(HERE, OTHER_ROUND) == [{NO: 1}]
        assert log.ballots(THERE, ROUND) == []

    def test_a_changed_vote_takes_the_place_of_the_earlier_one(self, log: Log) -> None:
        voted = vote(log, boxed({YES: 1}), boxed({NO: 1}, voter=OTHER))

        changed = vote(log, boxed({YES: -1}), turnout=False)

        assert changed == voted
        assert sorted(map(str, log.ballots(HERE, ROUND))) == sorted(map(str, [{NO: 1}, {YES: -1}]))
        assert log.head(HERE) == 1

    def test_a_ballot_alone_comes_too_late_where_the_log_went_on(self, log: Log) -> None:
        vote(log, boxed({YES: 1}))
        append(log, HERE, e.RoundClosed(round=ROUND))

        late = Append(workshop=HERE, expected=1, events=(), ballots=(boxed({YES: -1}),))
        [refusal] = log.append([late])

        assert isinstance(refusal, VersionTakenError)
        assert log.ballots(HERE, ROUND) == [{YES: 1}]

    def test_a_refused_batch_leaves_no_ballot(self, log: Log) -> None:
        append(log, HERE, None)

        first = Append(workshop=HERE, expected=0, events=(recorded(1),), ballots=(boxed({YES: 1}),))
        [refusal] = log.append([first])

        assert isinstance(refusal, VersionTakenError)
        assert log.ballots(HERE, ROUND) == []

    def test_an_opened_box_is_empty_and_its_key_is_gone(self, log: Log) -> None:
        vote(log, boxed({YES: 1}), boxed({NO: 1}, round_id=OTHER_ROUND))
        opened = e.BallotBoxOpened(round=ROUND, ballots=({YES: 1},))

        append(log, HERE, e.RoundClosed(round=ROUND), opened)

        assert log.ballots(HERE, ROUND) == []
        assert log.ballots(HERE, OTHER_ROUND) == [{NO: 1}]
        assert log.owing() == [HERE]
        assert events_of(log, HERE)[-1] == opened
        append(log, HERE, e.BallotBoxOpened(round=OTHER_ROUND, ballots=({NO: 1},)))
        assert log.owing() == []
        assert not log.owes_destruction

    def test_a_refused_opening_leaves_the_box_as_it_is(self, log: Log) -> None:
        vote(log, boxed({YES: 1}))

        opening = batch(HERE, 5, e.BallotBoxOpened(round=ROUND, ballots=()))
        [refusal] = log.append([opening])

        assert isinstance(refusal, VersionTakenError)
        assert log.ballots(HERE, ROUND) == [{YES: 1}]

    def test_a_repeated_vote_is_one_ballot(self, log: Log) -> None:
        for turnout in (True, False, False):
            vote(log, boxed({YES: 1}), turnout=turnout)

        assert log.ballots(HERE, ROUND) == [{YES: 1}]

    # --- the rest ---------------------------------------------------------------

    def test_the_server_secret_stays_the_same(self, log: Log) -> None:
        assert len(log.server_secret) == 32
        assert log.server_secret == log.server_secret

    def test_closing_twice_is_harmless(self, log: Log) -> None:
        log.close()
        log.close()
