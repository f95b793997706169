"""What it costs to hear one message and to answer it, beside a relay on Node's ws.

Each person is alone in a room, so that only one answer goes out: what our server class costs
with nothing behind it, and what an idea costs that is decided, sealed and on disk.
"""

from contextlib import ExitStack
from functools import partial
from typing import Final

from tests.load.against.contenders import ECHO, ECHOING_WS, OURS
from tests.load.against.trips import Saturation, Scene, Trips, lines, ride
from tests.load.report import Row, compared, interleaved

# An answer costs so little that it takes many to be counted in ticks of the clock.
LONGER: Final = 4
SCENE: Final = Scene("alone in 100 rooms", 100, 1, Saturation(1))


def run(core: int, rounds: int, seconds: float) -> list[Row]:
    """Return the rows; each server has this core in its turn."""
    with ExitStack() as stack:
        rides = {
            each.name: Trips(
                SCENE, *lines(stack, each, core, (SCENE.rooms, SCENE.size)), LONGER * seconds
            )
            for each in (OURS, ECHO, ECHOING_WS)
        }
        turns = [partial(ride, each, rides) for each in rides.values()]
        cpu_ours, cpu_echo, cpu_ws = interleaved(turns, rounds)
    lost = [f"{name} {each.lost}" for name, each in rides.items() if each.lost]
    if lost:
        message = "; ".join(lost)
        raise RuntimeError(message)
    return [
        compared(
            "CPU a message that goes back",
            "us",
            cpu_echo,
            ECHOING_WS.name,
            cpu_ws,
            at_most=2.0,
            gate=2.5,
        ),
        compared(
            "CPU an idea, on disk and answered",
            "us",
            cpu_ours,
            f"{ECHOING_WS.name}, which keeps nothing",
            cpu_ws,
            at_most=4.0,
        ),
    ]
