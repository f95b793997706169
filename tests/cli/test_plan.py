"""What an import asks for, in which order, and that it is the same every time."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from codesign.cli.plan import Names, Plan, Step, plan_import
from codesign.cli.polis import Comment, Conversation, Vote
from codesign.domain.act import Act
from codesign.domain.commands import (
    AddOption,
    CastBallot,
    CreateWorkshop,
    HideIdea,
    JoinWorkshop,
    SubmitIdea,
)
from codesign.domain.decide import decide
from codesign.domain.evolve import evolve
from codesign.domain.ids import IdeaId, StageId, is_id
from codesign.domain.recorded import Recorded
from codesign.domain.workshop import Workshop
from codesign.programmes.templates import agenda

NAMES = Names("a key")
STAGE = StageId("s" * 21 + "A")
NOW = 1_700_000_000_000


def comment(number: int, at: int = 0, *, author: int = 1, hidden: bool = False) -> Comment:
    return Comment(number=number, author=author, at=at, text=f"Idea {number}", hidden=hidden)


def vote(voter: int, comment: int, at: int, mark: int = 1) -> Vote:
    return Vote(voter=voter, comment=comment, at=at, mark=mark)


def conversation(comments: list[Comment], votes: list[Vote]) -> Conversation:
    return Conversation(topic="T", question="", comments=tuple(comments), votes=tuple(votes))


def planned(comments: list[Comment], votes: list[Vote]) -> Plan:
    return plan_import(conversation(comments, votes), NAMES, STAGE)


def ballots(plan: Plan) -> list[Step]:
    return [each for each in plan.steps if isinstance(each.command, CastBallot)]


def test_a_comment_becomes_an_idea_of_its_author_and_an_option() -> None:
    submit, add = planned([comment(3, at=50, author=9)], []).steps

    assert submit.command == SubmitIdea(idea=NAMES.idea(3), stage=STAGE, text="Idea 3")
    assert isinstance(add.command, AddOption)
    assert add.command.plan.option == NAMES.option(3) == NAMES.idea(3)
    assert (submit.by, add.by) == (NAMES.person(9), NAMES.person(9))
    assert (submit.said_at, add.said_at) == (50, 50)
    assert add.after == (submit.id,)


def test_a_vote_becomes_a_ballot_that_waits_for_its_option() -> None:
    plan = planned([comment(0)], [vote(4, 0, at=70, mark=-1)])

    _, add, ballot = plan.steps
    assert ballot.command == CastBallot(round=plan.round, marks={NAMES.option(0): -1})
    assert (ballot.by, ballot.said_at, ballot.after) == (NAMES.person(4), 70, (add.id,))


def test_votes_are_cast_in_the_order_of_their_times() -> None:
    plan = planned([comment(0), comment(1)], [vote(1, 0, at=9), vote(2, 1, at=7), vote(1, 1, at=8)])

    assert [each.said_at for each in ballots(plan)] == [7, 8, 9]


def test_of_two_votes_at_the_same_time_the_later_line_counts() -> None:
    plan = planned([comment(0)], [vote(1, 0, at=7, mark=-1), vote(1, 0, at=7, mark=1)])

    assert [each.command.marks[NAMES.option(0)] for each in ballots(plan)] == [-1, 1]


def test_a_changed_mind_waits_for_the_vote_it_changes() -> None:
    plan = planned([comment(0)], [vote(1, 0, at=7, mark=-1), vote(1, 0, at=9, mark=1)])

    first, second = ballots(plan)
    assert first.id in second.after


def test_a_vote_that_says_the_same_again_is_left_out_and_counted() -> None:
    votes = [vote(1, 0, at=7), vote(1, 0, at=8), vote(1, 0, at=9, mark=0), vote(1, 0, at=10)]

    plan = planned([comment(0)], votes)

    assert [each.said_at for each in ballots(plan)] == [7, 9, 10]
    assert plan.repeats == 1


def test_a_comment_stamped_after_the_first_vote_on_it_is_submitted_with_that_vote() -> None:
    submit, add, ballot = planned([comment(0, at=100)], [vote(1, 0, at=40)]).steps

    assert (submit.said_at, add.said_at, ballot.said_at) == (40, 40, 40)


def test_a_comment_moderated_out_is_hidden_by_the_facilitator_after_its_votes() -> None:
    plan = planned([comment(0, hidden=True)], [vote(1, 0, at=5), vote(2, 0, at=9)])

    hide = plan.steps[-1]
    assert isinstance(hide.command, HideIdea)
    assert hide.by == NAMES.facilitator
    assert set(hide.after) >= {each.id for each in ballots(plan)}


def test_voters_and_authors_take_part_whichever_file_they_are_in() -> None:
    plan = planned([comment(0, author=7)], [vote(8, 0, at=1)])

    assert plan.people == {
        NAMES.person(7): "Participant 7",
        NAMES.person(8): "Participant 8",
    }


def test_the_same_conversation_gives_the_same_plan_and_another_key_another_workshop() -> None:
    asked = conversation([comment(0)], [vote(1, 0, at=1)])

    assert plan_import(asked, NAMES, STAGE) == plan_import(asked, Names("a key"), STAGE)
    assert Names("another key").workshop != NAMES.workshop != Names("a key", attempt=1).workshop


conversations = st.builds(
    conversation,
    st.builds(
        lambda times: [
            comment(number, at, author=number % 3, hidden=number % 2 == 1)
            for number, at in enumerate(times)
        ],
        st.lists(st.integers(0, 50), min_size=3, max_size=3),
    ),
    st.lists(
        st.builds(
            vote, st.integers(0, 4), st.integers(0, 2), st.integers(0, 50), st.integers(-1, 1)
        ),
        max_size=40,
    ),
)


@given(conversations)
def test_every_step_waits_only_for_earlier_ones_and_has_an_identifier_of_its_own(
    asked: Conversation,
) -> None:
    plan = plan_import(asked, NAMES, STAGE)
    steps = (*plan.opening, *plan.steps, *plan.closing)

    before: set[str] = set()
    for step in steps:
        assert set(step.after) <= before
        before.add(step.id)
    assert len(before) == len(steps)
    assert all(is_id(each) for each in before)
    assert all(one.at <= other.at for one, other in pairwise(plan.steps))


@given(conversations)
def test_played_in_its_order_every_step_takes_effect_and_the_last_votes_stand(
    asked: Conversation,
) -> None:
    room = Workshop()
    plan = plan_import(asked, NAMES, STAGE)
    started = CreateWorkshop(
        facilitator=NAMES.facilitator,
        facilitator_name="F",
        title="T",
        join_code="CODE",
        agenda=agenda("quick", [STAGE, *(StageId(f"{n}" * 21 + "A") for n in range(3))]),
    )
    take(room, Step(id=plan.opening[0].id, by=NAMES.facilitator, command=started))
    for step in (*plan.opening, *joins(plan), *plan.steps, *plan.closing):
        assert take(room, step), step

    stands = {
        (voter, option): mark
        for voter, ballot in room.polls[plan.round].ballots.items()
        for option, mark in ballot.items()
    }
    in_time = sorted(asked.votes, key=lambda each: each.at)
    assert stands == {
        (NAMES.person(each.voter), NAMES.option(each.comment)): each.mark for each in in_time
    }
    hidden = {each.id for each in room.ideas.values() if each.hidden_reason}
    assert hidden == {IdeaId(NAMES.idea(each.number)) for each in asked.comments if each.hidden}


def joins(plan: Plan) -> list[Step]:
    return [
        Step(
            id=NAMES.command("join", place),
            by=each,
            command=JoinWorkshop(participant=each, name=name),
        )
        for place, (each, name) in enumerate(plan.people.items())
    ]


def take(room: Workshop, step: Step) -> int:
    """Let the rules judge a step; return how many events it made."""
    act = Act(by=step.by, at=NOW, via="import", said_at=step.said_at)
    events = decide(room, step.command, act)
    for event in events:
        recorded = Recorded(
            seq=room.seq + 1, event=event, id=step.id, at=NOW, by=step.by, via="import"
        )
        evolve(room, recorded)
    return len(events)
