"""What telling a room costs and how long it takes, beside a relay on Node's ws.

The relay keeps nothing, and neither is anything kept here: what is compared is the way out.
"""

from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Final

from tests.load.against.contenders import WS
from tests.load.fanout import DELIVERIES, Contender, Crowd, crowd
from tests.load.report import Row, compared, interleaved

SIZES: Final = (500, 2_000)
# How often a room of so many is told something, and for how long.
PER_S: Final = {500: 20, 2_000: 10}
SECONDS: Final = 2


@dataclass
class Paced:
    """One server that is asked at even moments: a call is a round, and returns the median wait."""

    crowd: Crowd
    per_s: int
    seconds: int
    p99_ms: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        waits = sorted(self.crowd.hear_paced(self.per_s * self.seconds, self.per_s))
        self.p99_ms.append(waits[len(waits) * 99 // 100] * 1000)
        return waits[len(waits) // 2] * 1000


def run(core: int, rounds: int, *, quick: bool) -> list[Row]:
    """Return the rows of each size; the server of Node runs on this core, as ours does."""
    deliveries = DELIVERIES // 4 if quick else DELIVERIES
    seconds = 1 if quick else SECONDS
    return [row for size in SIZES for row in _rows(core, size, rounds, deliveries // size, seconds)]


def _rows(core: int, size: int, rounds: int, tellings: int, seconds: int) -> list[Row]:
    with ExitStack() as stack:
        ours = stack.enter_context(crowd("ours", size))
        theirs = stack.enter_context(Crowd(stack.enter_context(WS.serving(core)), size))
        cpu_ours, cpu_ws = interleaved(
            [Contender(ours, tellings), Contender(theirs, tellings)], rounds
        )
        paced, paced_ws = (Paced(each, PER_S[size], seconds) for each in (ours, theirs))
        p50_ours, p50_ws = interleaved([paced, paced_ws], rounds)
    what = f"{size:,} people told {PER_S[size]} times a second"
    return [
        compared(
            f"CPU a delivery, {size:,} people, told by itself",
            "us",
            cpu_ours,
            WS.name,
            cpu_ws,
            at_most=0.8,
            gate=0.9,
        ),
        compared(f"{what}, p50", "ms", p50_ours, WS.name, p50_ws, at_most=1.0, gate=1.15),
        compared(
            f"{what}, p99", "ms", paced.p99_ms, WS.name, paced_ws.p99_ms, at_most=1.0, gate=1.5
        ),
    ]
