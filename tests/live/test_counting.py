"""Counting beside the room: in a thread or a process, with the same result, and never for ever."""

import asyncio
import pickle
import signal
from typing import Any

import pytest

from codesign.domain.ids import OptionId, RoundId
from codesign.live.counting import (
    LONG,
    CountDiedError,
    count_beside,
    in_thread,
    process_alone,
)
from codesign.methods.ballots import Bounds
from codesign.methods.counting import Votes, count
from codesign.methods.terms import TERMS, Method, Terms
from codesign.projections.findings import Material, findings


class Started:
    """Every process that was started, as it is."""

    def __init__(self) -> None:
        self.processes: asyncio.Queue[asyncio.subprocess.Process] = asyncio.Queue()

    async def start(self, *command: str, **how: Any) -> asyncio.subprocess.Process:
        process = await asyncio.create_subprocess_exec(*command, **how)
        self.processes.put_nowait(process)
        return process


@pytest.fixture
def started() -> Started:
    return Started()


PROJECTS = tuple(f"project_{n}" for n in range(40))


def quiet(_done: int, _of: int) -> None:
    pass


def votes(method: Method, voters: int = 30, unit: int = 100) -> Votes[str, str]:
    """Each voter ticks, or ranks, three options, everybody other ones."""
    ballots = {
        f"voter_{n}": {
            PROJECTS[(7 * n + k * k) % 40]: k if "budget" not in method else 1 for k in (1, 2, 3)
        }
        for n in range(voters)
    }
    budget = method.startswith("budget")
    return Votes(
        method=method,
        terms=Terms(amount=100_000, unit=unit) if budget else Terms(),
        options=PROJECTS,
        ballots=ballots,
        roll=tuple(ballots),
        bounds=Bounds(costs={each: 9_000 + 130 * n for n, each in enumerate(PROJECTS)}),
        tie="lower_cost",
    )


@pytest.mark.parametrize("method", ["ranked_irv", "budget_equal_shares"])
async def test_a_process_and_a_thread_come_to_the_same_result(method: Method) -> None:
    asked = votes(method)
    assert await process_alone(count, asked, quiet) == await in_thread(count, asked, quiet)


async def test_a_process_says_how_far_it_is() -> None:
    heard: list[tuple[int, int]] = []
    # Raised a penny at a time it takes long enough to be told of.
    await process_alone(
        count, votes("budget_equal_shares", 300, unit=1), lambda *each: heard.append(each)
    )
    assert heard
    assert all(0 <= done <= of for done, of in heard)


async def test_a_count_that_is_cancelled_leaves_no_process_behind(
    started: Started,
) -> None:
    asked = votes("budget_equal_shares", 900, unit=1)
    task = asyncio.create_task(process_alone(count, asked, quiet, started.start))
    process = await started.processes.get()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    # Killed, and not waited for until it was done.
    assert process.returncode == -signal.SIGKILL


async def test_when_the_process_dies_the_count_is_taken_again(
    started: Started,
) -> None:
    asked = votes("budget_equal_shares", 300, unit=1)
    task = asyncio.create_task(count_beside(asked, quiet, started.start))
    (await started.processes.get()).kill()
    assert await task == count(asked)


async def test_a_process_that_ends_without_a_result_is_told_apart() -> None:
    broken = pickle.loads(pickle.dumps(votes("stv")))  # noqa: S301 - our own
    object.__setattr__(broken, "ballots", {"voter": {"nothing": 1}})
    with pytest.raises(CountDiedError):
        await process_alone(count, broken, quiet)


def test_what_may_take_long_is_never_counted_in_the_rooms_own_process() -> None:
    assert {each for each in TERMS if "budget" in each} | {
        "ranked_irv",
        "condorcet",
        "schulze",
        "borda",
        "stv",
    } == LONG


async def test_what_a_vote_tells_beyond_its_result_is_counted_alike_in_a_process() -> None:
    options = tuple(OptionId(f"option_{n}") for n in range(6))
    asked = Material(
        round=RoundId("round"),
        method="agree",
        first=1,
        last=2,
        options=options,
        votes={f"{n}": {each: n * k % 3 - 1 for k, each in enumerate(options)} for n in range(40)},
        rows={"role": {f"{n}": ("participant", "commissioner")[n % 2] for n in range(40)}},
        unsplit=None,
    )
    assert await process_alone(findings, asked, quiet) == findings(asked)
