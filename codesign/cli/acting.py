"""A rehearsal as it goes on: people who act when they have thought, and one who leads."""

import asyncio
import random
from collections import Counter
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from codesign.app import new_id
from codesign.cli.board_copy import BoardCopy
from codesign.cli.line import Line, RejectedError
from codesign.cli.progress import progress
from codesign.cli.simulated import Person
from codesign.domain.commands import (
    CloseRound,
    CloseStage,
    Command,
    OpenRound,
    OpenStage,
    OptionPlan,
    RevealResult,
)
from codesign.domain.events import StageKind
from codesign.domain.ids import OptionId, RoundId, StageId

# A person reads and thinks this long before the next thing they do; nobody in a short rehearsal
# thinks through most of it.
THINKS_S: Final = (2.0, 12.0)
THINKS_AT_MOST: Final = 0.1
# How the time is shared out where the rehearsal leads itself.
SHARES: Final[tuple[tuple[StageKind, float], ...]] = (
    ("ideas", 0.4),
    ("themes", 0.25),
    ("vote", 0.25),
)
DOTS: Final = 5
OPTIONS_AT_MOST: Final = 12
QUESTION: Final = "Which of these matter most?"


@dataclass(slots=True)
class Seen:
    """What happened: acts by kind, refusals by code, and how long each answer took."""

    acts: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    answers_ms: list[float] = field(default_factory=list)

    async def ask(self, line: Line, command: Command) -> bool:
        """Ask and note how it went."""
        began = asyncio.get_running_loop().time()
        try:
            await line.ask(new_id(), command)
        except RejectedError as error:
            # The room moved on while somebody was still typing: that is life.
            self.refused[error.code] += 1
            return False
        self.answers_ms.append(1000 * (asyncio.get_running_loop().time() - began))
        self.acts[type(command).__name__] += 1
        return True


async def act_out(
    seen: Seen,
    people: Sequence[Line],
    board: BoardCopy,
    seconds: float,
    leading: Coroutine[Any, Any, None] | None,
) -> None:
    """Let everybody act until the time is over."""
    try:
        async with asyncio.timeout(seconds), asyncio.TaskGroup() as tasks:
            if leading is not None:
                tasks.create_task(leading)
            tasks.create_task(_show_time(seconds))
            for line in people:
                tasks.create_task(_take_part(seen, line, board, seconds))
    except TimeoutError:
        return


async def lead(seen: Seen, desk: Line, board: BoardCopy, seconds: float) -> None:
    """Open one stage after the other, hold a vote, and close."""
    await board.until(lambda copy: bool(copy.of("stages")))
    for kind, share in SHARES:
        stage = _stage(board, kind)
        await seen.ask(desk, OpenStage(stage=stage))
        if kind == "vote":
            await _hold_vote(seen, desk, board, share * seconds)
            await seen.ask(desk, CloseStage(stage=stage))
        else:
            await asyncio.sleep(share * seconds)


async def _hold_vote(seen: Seen, desk: Line, board: BoardCopy, seconds: float) -> None:
    round_id = RoundId(new_id())
    source = "theme" if board.of("themes") else "idea"
    plans = tuple(
        OptionPlan(option=OptionId(each), source="theme" if source == "theme" else "idea")
        for each in list(board.of(f"{source}s"))[:OPTIONS_AT_MOST]
    )
    opened = OpenRound(
        round=round_id,
        question=QUESTION,
        method="dots",
        options=plans,
        dots=DOTS,
        tally="at_reveal",
    )
    if not await seen.ask(desk, opened):
        return
    await asyncio.sleep(seconds)
    await seen.ask(desk, CloseRound(round=round_id))
    await board.until(lambda copy: copy.of("rounds")[round_id]["counted"])
    await seen.ask(desk, RevealResult(round=round_id))


async def _take_part(seen: Seen, line: Line, board: BoardCopy, seconds: float) -> None:
    person = Person(chance=random.Random(), new_id=new_id)  # noqa: S311 - no secret
    while True:
        thinks_s = random.uniform(*THINKS_S)  # noqa: S311 - no secret
        await asyncio.sleep(min(thinks_s, thinks_s / THINKS_S[1] * THINKS_AT_MOST * seconds))
        command = person.next_act(board.records)
        if command is not None:
            await seen.ask(line, command)


async def _show_time(seconds: float) -> None:
    with progress("Rehearsing", round(seconds)) as going:
        while True:
            await asyncio.sleep(1)
            going.advance()


def _stage(board: BoardCopy, kind: StageKind) -> StageId:
    return next(StageId(key) for key, each in board.of("stages").items() if each["kind"] == kind)
