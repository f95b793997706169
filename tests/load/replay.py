"""How fast a long recording opens: 50,000 events, in a process that has just been started.

The peer is the time allowed. A cold opening is the whole life of a process,
from its start to a chunk of the replay ready to be sent; a seek is what the
server does for it afterwards, to any place in the recording.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Final

from codesign.domain import events as e
from codesign.domain.ids import (
    CommandId,
    IdeaId,
    OptionId,
    ParticipantId,
    RoundId,
    StageId,
    ThemeId,
    WorkshopId,
)
from codesign.domain.recorded import Recorded
from codesign.live.garbage import left_for_later
from codesign.protocol.codec import canonical
from codesign.replay.keyframes import SPACING
from codesign.replay.recording import Recording
from codesign.store.log import Append, Appended, open_log
from tests.load.report import ROUNDS, Row, compared, table

EVENTS: Final = 50_000
PEOPLE: Final = 300
IDEAS: Final = 2_000
THEMES: Final = 25
OPTIONS: Final = 200
SEEKS: Final = 20
BATCH: Final = 1_000
COLD_S: Final = 1.0
SEEK_MS: Final = 50.0
WORKSHOP: Final = WorkshopId("workshop-------------A")
IDEA_STAGE, VOTE_STAGE = StageId("ideas----------------A"), StageId("vote-----------------A")
ROUND: Final = RoundId("round----------------A")
FACILITATOR: Final = ParticipantId("facilitator----------A")


def run(*, quick: bool = False) -> list[Row]:
    rounds = 2 if quick else ROUNDS
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        write(f"sqlite:///{folder}/codesign.db", recording())
        measured = [_measured(folder) for _ in range(rounds)]
    cold_s, seek_ms, timeline_ms = (list(each) for each in zip(*measured, strict=True))
    return [
        compared(
            f"cold process to a usable board, {EVENTS:,} events",
            "s",
            cold_s,
            "allowed, s",
            [COLD_S] * rounds,
            at_most=1,
        ),
        compared(
            "a seek: one chunk, encoded",
            "ms",
            seek_ms,
            "allowed, ms",
            [SEEK_MS] * rounds,
            at_most=1,
        ),
        compared(
            "chapters, moments and activity of it all",
            "ms",
            timeline_ms,
            "a seek, ms",
            seek_ms,
        ),
    ]


def _measured(folder: str) -> tuple[float, float, float]:
    """Return seconds to open, and ms to seek and for the timeline once it is open."""
    started = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "tests.load.replay", folder], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        cold_s = time.perf_counter() - started
        seek_ms, timeline_ms = json.loads(process.stdout.readline())
    return cold_s, seek_ms, timeline_ms


def _open(folder: str) -> None:
    """Be the cold process: open the recording at its end, say so, then seek about."""
    log = open_log(f"sqlite:///{folder}/codesign.db")
    recording = Recording(log.read, WORKSHOP)
    # As on the server, whose collector waits for a quiet moment.
    with left_for_later():
        assert canonical(recording.chunk("participant", EVENTS // SPACING - 1))
        sys.stdout.write("open\n")
        sys.stdout.flush()
        sys.stdout.write(json.dumps([_seeking_ms(recording), _timeline_ms(recording)]))
    log.close()


def _seeking_ms(recording: Recording) -> float:
    """Return the slowest of some seeks: somebody will make that one."""
    places = Random(1).sample(range(EVENTS // SPACING), SEEKS)
    slowest_s = 0.0
    for place in places:
        started = time.perf_counter()
        assert canonical(recording.chunk("participant", place))
        slowest_s = max(slowest_s, time.perf_counter() - started)
    return slowest_s * 1_000


def _timeline_ms(recording: Recording) -> float:
    started = time.perf_counter()
    assert canonical(recording.timeline("participant"))
    return (time.perf_counter() - started) * 1_000


# --- what is opened ----------------------------------------------------------------


def recording() -> list[Recorded]:
    """Return a long day, as it is in the log."""
    return [_recorded(seq, by, event) for seq, (by, event) in enumerate(_story(), 1)]


def write(url: str, events: Sequence[Recorded]) -> None:
    """Put a recording into a new database."""
    log = open_log(url)
    for first in range(0, len(events), BATCH):
        batch = tuple(events[first : first + BATCH])
        [outcome] = log.append([Append(workshop=WORKSHOP, expected=first, events=batch)])
        assert isinstance(outcome, Appended)
    log.close()


def _recorded(seq: int, by: ParticipantId, event: e.Event) -> Recorded:
    return Recorded(seq, event, CommandId(f"command-{seq:013}A"), 1_760_000_000_000 + seq * 200, by)


def _story() -> Iterator[tuple[ParticipantId, e.Event]]:
    """Yield a long day: everybody joins, writes, groups and votes until the log is full."""
    random = Random(1)
    people = [ParticipantId(f"person-{number:014}A") for number in range(PEOPLE)]
    before = list(_before_the_vote(random, people))
    yield from before
    options = [OptionId(f"idea-{number:016}A") for number in range(OPTIONS)]
    yield (
        FACILITATOR,
        e.RoundOpened(
            round=ROUND,
            stage=VOTE_STAGE,
            question="Which of these should we try?",
            method="agree",
            roll=tuple(people),
            named_roll=False,
            open_roll=False,
            open_options=False,
            tally="live",
            dots=0,
            dots_per_option=0,
        ),
    )
    for option in options:
        yield FACILITATOR, e.OptionAdded(round=ROUND, option=option, source="idea")
    for _ in range(EVENTS - len(before) - 1 - OPTIONS):
        marks = {random.choice(options): random.choice((1, 0, -1))}
        yield random.choice(people), e.BallotCast(round=ROUND, marks=marks)


def _before_the_vote(
    random: Random, people: list[ParticipantId]
) -> Iterator[tuple[ParticipantId, e.Event]]:
    yield FACILITATOR, _created()
    yield FACILITATOR, _joined(FACILITATOR, "facilitator")
    yield FACILITATOR, e.JoinCodeIssued(code="LONGDY")
    yield FACILITATOR, e.RecordingPublished()
    for person in people:
        yield person, _joined(person, "participant")
    yield FACILITATOR, _stage(IDEA_STAGE, "ideas")
    yield FACILITATOR, _stage(VOTE_STAGE, "vote")
    yield FACILITATOR, e.StageOpened(stage=IDEA_STAGE, until=None)
    ideas = [IdeaId(f"idea-{number:016}A") for number in range(IDEAS)]
    for idea in ideas:
        text = f"A bus at {random.randrange(24)}, so that people get to the clinic on time"
        yield random.choice(people), e.IdeaSubmitted(idea=idea, stage=IDEA_STAGE, text=text)
    themes = [ThemeId(f"theme-{number:015}A") for number in range(THEMES)]
    for theme in themes:
        yield FACILITATOR, e.ThemeFormed(theme=theme, stage=IDEA_STAGE, title="Getting there")
    for first in range(0, IDEAS, 10):
        grouped = tuple(ideas[first : first + 10])
        yield FACILITATOR, e.IdeasGrouped(theme=random.choice(themes), ideas=grouped)
    yield FACILITATOR, e.StageClosed(stage=IDEA_STAGE)
    yield FACILITATOR, e.StageOpened(stage=VOTE_STAGE, until=None)


def _created() -> e.WorkshopCreated:
    return e.WorkshopCreated(
        title="A long day",
        question="How do we get to the clinic?",
        shape="full",
        timezone="Europe/London",
        language="en",
        sensitive=False,
    )


def _joined(person: ParticipantId, role: e.Role) -> e.ParticipantJoined:
    return e.ParticipantJoined(
        participant=person, name=person[:13], organisation=None, role=role, device=True
    )


def _stage(stage: StageId, kind: e.StageKind) -> e.StageAdded:
    return e.StageAdded(
        stage=stage,
        kind=kind,
        title=kind,
        purpose="",
        minutes=0,
        anonymous=False,
        private=False,
        seen_by="public",
    )


if __name__ == "__main__":
    if len(sys.argv) > 1:
        _open(sys.argv[1])
    else:
        sys.stdout.write(table(run()) + "\n")
