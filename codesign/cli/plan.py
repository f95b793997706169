"""A Polis conversation as acts of a workshop: pure, and the same every time.

Every identifier is derived from the conversation itself, so an import that is
run again asks for the very same commands and the server recognises what it
has. That rests on two things: each command here has an effect when its turn
comes (a vote that repeats the voter's last one is left out, because a command
that changes nothing leaves no trace to be recognised by), and what depends on
an earlier command waits for its answer.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from codesign.cli.polis import Comment, Conversation, Vote
from codesign.domain.commands import (
    AddOption,
    CastBallot,
    CloseRound,
    Command,
    HideIdea,
    OpenRound,
    OpenStage,
    OptionPlan,
    ReviseStage,
    StagePlan,
    SubmitIdea,
)
from codesign.domain.ids import (
    CommandId,
    IdeaId,
    OptionId,
    ParticipantId,
    RoundId,
    StageId,
    WorkshopId,
    derived_id,
)

FACILITATOR_NAME: Final = "Polis import"
STAGE_TITLE: Final = "Statements and votes"
STAGE_PURPOSE: Final = "Read what others say, vote on it, and add what is missing."
HIDDEN_BECAUSE: Final = "Moderated out in the original conversation."


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One command in its place.

    `at` is when it happened in the conversation (ms UTC), `said_at` what is
    recorded of that; it is sent once all of `after` are answered.
    """

    id: CommandId
    by: ParticipantId
    command: Command
    at: int = 0
    said_at: int | None = None
    after: tuple[CommandId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything the import will ask for.

    `opening` comes before anybody joins; `steps` are in the order of their
    times; `closing` comes when all of them are answered. `repeats` counts the
    votes that are left out since they say what the voter said last.
    """

    round: RoundId
    people: dict[ParticipantId, str]
    opening: tuple[Step, ...]
    steps: tuple[Step, ...]
    closing: tuple[Step, ...]
    repeats: int


class Names:
    """The identifiers of one import; an export finds the old numbers by the same ones.

    Args:
        key: what makes this import this one; another key, another workshop.
        attempt: which attempt at creating the workshop it is.
    """

    def __init__(self, key: str, attempt: int = 0) -> None:
        self.workshop = WorkshopId(derived_id(WorkshopId(key), "workshop", attempt))
        self.facilitator = ParticipantId(self._of("facilitator"))
        self.round = RoundId(self._of("round"))

    def command(self, kind: str, number: int = 0) -> CommandId:
        """Return the identifier of a command."""
        return CommandId(self._of(kind, number))

    def person(self, number: int) -> ParticipantId:
        """Return the identifier of a voter or author."""
        return ParticipantId(self._of("participant", number))

    def idea(self, number: int) -> IdeaId:
        """Return the identifier of a comment as an idea."""
        return IdeaId(self._of("comment", number))

    def option(self, number: int) -> OptionId:
        """Return the identifier of a comment as an option: that of its idea."""
        return OptionId(self.idea(number))

    def _of(self, kind: str, number: int = 0) -> str:
        return derived_id(self.workshop, kind, number)


def plan_import(conversation: Conversation, names: Names, stage: StageId) -> Plan:
    """Return the plan for a conversation, to be held in a stage for ideas."""
    ballots = list(_ballots(names, conversation.votes))
    return Plan(
        round=names.round,
        people={names.person(each): f"Participant {each}" for each in _numbers(conversation)},
        opening=_opening(names, conversation, stage),
        steps=_in_time(names, stage, conversation.comments, ballots),
        closing=(_by_facilitator(names, "close-round", CloseRound(round=names.round)),),
        repeats=len(conversation.votes) - len(ballots),
    )


def _numbers(conversation: Conversation) -> list[int]:
    """Return everybody, whichever file they are in."""
    voters = {each.voter for each in conversation.votes}
    return sorted(voters | {each.author for each in conversation.comments})


def _opening(names: Names, conversation: Conversation, stage: StageId) -> tuple[Step, ...]:
    plan = StagePlan(stage=stage, kind="ideas", title=STAGE_TITLE, purpose=STAGE_PURPOSE)
    opened = OpenRound(
        round=names.round,
        question=conversation.question or conversation.topic,
        method="agree",
        options=(),
        stage=stage,
        open_roll=True,
        open_options=True,
    )
    return (
        _by_facilitator(names, "revise-stage", ReviseStage(plan=plan)),
        _by_facilitator(names, "open-stage", OpenStage(stage=stage), after="revise-stage"),
        _by_facilitator(names, "open-round", opened, after="open-stage"),
    )


def _by_facilitator(names: Names, kind: str, command: Command, after: str = "") -> Step:
    return Step(
        id=names.command(kind),
        by=names.facilitator,
        command=command,
        after=(names.command(after),) if after else (),
    )


def _ballots(names: Names, votes: Sequence[Vote]) -> Iterator[tuple[Vote, Step]]:
    """Yield the votes that say something new, in the order of their times."""
    last: dict[tuple[int, int], tuple[int, CommandId]] = {}
    # Sorting is stable: of two votes at the same time the later line counts.
    for place, vote in sorted(enumerate(votes), key=lambda each: each[1].at):
        mark, earlier = last.get((vote.voter, vote.comment), (None, None))
        if mark != vote.mark:
            step = _ballot(names, place, vote, earlier)
            last[vote.voter, vote.comment] = vote.mark, step.id
            yield vote, step


def _ballot(names: Names, place: int, vote: Vote, earlier: CommandId | None) -> Step:
    added = names.command("add-option", vote.comment)
    return Step(
        id=names.command("vote", place),
        by=names.person(vote.voter),
        command=CastBallot(round=names.round, marks={names.option(vote.comment): vote.mark}),
        at=vote.at,
        said_at=vote.at,
        # A changed mind waits for the vote it changes, or a retry could turn them round.
        after=(added,) if earlier is None else (added, earlier),
    )


def _in_time(
    names: Names,
    stage: StageId,
    comments: Sequence[Comment],
    ballots: Sequence[tuple[Vote, Step]],
) -> tuple[Step, ...]:
    on: dict[int, list[Step]] = defaultdict(list)
    for vote, step in ballots:
        on[vote.comment].append(step)
    before: list[Step] = []
    after: list[Step] = []
    for comment in sorted(comments, key=lambda each: each.number):
        voted = on[comment.number]
        before += _submission(names, stage, comment, voted)
        after += _hiding(names, comment, voted)
    # Sorting is stable: what is put first comes first among equal times.
    return tuple(
        sorted([*before, *(step for _, step in ballots), *after], key=lambda each: each.at)
    )


def _submission(
    names: Names, stage: StageId, comment: Comment, voted: Sequence[Step]
) -> tuple[Step, Step]:
    """Return idea and option; a comment stamped after the first vote on it came before it."""
    at = min([comment.at, *(each.at for each in voted)])
    author, idea = names.person(comment.author), names.idea(comment.number)
    submit = Step(
        id=names.command("submit-idea", comment.number),
        by=author,
        command=SubmitIdea(idea=idea, stage=stage, text=comment.text),
        at=at,
        said_at=at,
    )
    plan = OptionPlan(option=names.option(comment.number), source="idea")
    add = Step(
        id=names.command("add-option", comment.number),
        by=author,
        command=AddOption(round=names.round, plan=plan),
        at=at,
        said_at=at,
        after=(submit.id,),
    )
    return submit, add


def _hiding(names: Names, comment: Comment, voted: Sequence[Step]) -> Iterator[Step]:
    """Yield the hiding of a comment moderated out: after its votes, which still count."""
    if comment.hidden:
        added = names.command("add-option", comment.number)
        yield Step(
            id=names.command("hide-idea", comment.number),
            by=names.facilitator,
            command=HideIdea(idea=names.idea(comment.number), reason=HIDDEN_BECAUSE),
            at=max([comment.at, *(each.at for each in voted)]),
            after=(added, *(each.id for each in voted)),
        )
