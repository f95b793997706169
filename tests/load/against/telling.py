"""What telling a room costs beside a relay on Node's ws, which keeps nothing."""

from contextlib import ExitStack
from typing import Final

from tests.load.against.contenders import WS
from tests.load.fanout import DELIVERIES, Contender, Crowd, crowd
from tests.load.report import Row, compared, interleaved

SIZES: Final = (500, 2_000)


def run(core: int, rounds: int, *, quick: bool) -> list[Row]:
    """Return a row a size; the server of Node runs on this core, as ours does."""
    deliveries = DELIVERIES // 4 if quick else DELIVERIES
    return [_row(core, size, rounds, deliveries // size) for size in SIZES]


def _row(core: int, size: int, rounds: int, tellings: int) -> Row:
    with ExitStack() as stack:
        ours = Contender(stack.enter_context(crowd("ours", size)), tellings)
        people = stack.enter_context(Crowd(stack.enter_context(WS.serving(core)), size))
        cpu_ours, cpu_ws = interleaved([ours, Contender(people, tellings)], rounds)
    what = f"CPU a delivery, {size:,} people, told by itself"
    return compared(what, "us", cpu_ours, WS.name, cpu_ws, at_most=0.8, gate=0.9)
