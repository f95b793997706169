"""A Polis conversation as a log, the way an import records it."""

import csv
from collections.abc import Iterator
from pathlib import Path

from codesign.domain import events as e
from codesign.domain.evolve import evolve
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
from codesign.domain.recorded import Recorded
from codesign.domain.workshop import Workshop
from codesign.methods.tally import count

WORKSHOP = WorkshopId("conversation---------A")
FACILITATOR = ParticipantId(derived_id(WORKSHOP, "facilitator", 0))
STAGE = StageId(derived_id(WORKSHOP, "stage", 0))
ROUND = RoundId(derived_id(WORKSHOP, "round", 0))
# After everything anybody said.
IMPORTED_AT = 1_760_000_000_000


def participant(number: int) -> ParticipantId:
    return ParticipantId(derived_id(WORKSHOP, "participant", number))


def comment(number: int) -> str:
    return derived_id(WORKSHOP, "comment", number)


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def log_of(folder: Path) -> list[Recorded]:
    log = [
        Recorded(
            seq=seq,
            event=event,
            id=CommandId(derived_id(WORKSHOP, "command", seq)),
            at=IMPORTED_AT,
            by=by,
            via="import",
            said_at=said_at,
        )
        for seq, (event, by, said_at) in enumerate(_told(folder), 1)
    ]
    return [*log, *_counted(log)]


def _told(folder: Path) -> Iterator[tuple[e.Event, ParticipantId, int | None]]:
    comments, votes = rows(folder, "comments.csv"), rows(folder, "votes.csv")
    numbers = {int(each["author-id"]) for each in comments} | {
        int(each["voter-id"]) for each in votes
    }
    for event in _begun(folder, sorted(numbers)):
        yield event, FACILITATOR, None
    for each in sorted(comments, key=lambda each: int(each["timestamp"])):
        by, at = participant(int(each["author-id"])), int(each["timestamp"])
        number = int(each["comment-id"])
        idea = IdeaId(comment(number))
        yield e.IdeaSubmitted(idea=idea, stage=STAGE, text=each["comment-body"]), by, at
        yield e.OptionAdded(round=ROUND, option=OptionId(idea), source="idea"), by, at
        if each["moderated"] == "-1":
            yield e.IdeaHidden(idea=idea, reason="moderated out"), FACILITATOR, None
    for each in sorted(votes, key=lambda each: int(each["timestamp"])):
        option = OptionId(comment(int(each["comment-id"])))
        cast = e.BallotCast(round=ROUND, marks={option: int(each["vote"])})
        yield cast, participant(int(each["voter-id"])), int(each["timestamp"])
    yield e.RoundClosed(round=ROUND), FACILITATOR, None


def _begun(folder: Path, numbers: list[int]) -> Iterator[e.Event]:
    yield e.WorkshopCreated(
        title=folder.name,
        question="",
        shape="quick",
        timezone="Pacific/Auckland",
        language="en",
        sensitive=False,
    )
    people = [(FACILITATOR, "Import", "facilitator")]
    people += [(participant(each), f"Participant {each}", "participant") for each in numbers]
    for person, name, role in people:
        yield e.ParticipantJoined(
            participant=person, name=name, organisation=None, role=role, device=True
        )
    yield e.StageAdded(
        stage=STAGE,
        kind="ideas",
        title="Statements",
        purpose="",
        minutes=0,
        anonymous=False,
        private=False,
        seen_by="public",
    )
    yield e.StageOpened(stage=STAGE, until=None)
    yield e.RoundOpened(
        round=ROUND,
        stage=STAGE,
        question="Do you agree?",
        method="agree",
        roll=tuple(participant(each) for each in numbers),
        open_roll=True,
        named_roll=False,
        open_options=True,
        tally="at_close",
        dots=0,
        dots_per_option=0,
    )


def _counted(log: list[Recorded]) -> list[Recorded]:
    workshop = Workshop()
    for each in log:
        evolve(workshop, each)
    poll = workshop.polls[ROUND]
    result = count("agree", poll.ballots, poll.options)
    published = e.ResultPublished(
        round=ROUND,
        algorithm=result.algorithm,
        version=result.version,
        first=1,
        last=workshop.seq,
        roll=len(poll.roll),
        cast=result.cast,
        counts=result.counts,
        ranking=result.ranking,
    )
    return [log[-1]._replace(seq=workshop.seq + 1, event=published)]
