"""The whole trip of a note, and what a line costs: ours in the same rounds as its peers.

A trip is from a client through the server, onto the disk where it keeps anything, to the last
client of the room. At a given pace notes come one by one; saturated, so many are under way in each
room all the time. The server has one core with all its threads, the crowd has the other.
"""

import statistics
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from tests.load.against.contenders import HOCUSPOCUS, OURS, PEERS, Contender, Serving
from tests.load.against.crowd import Crowd, Heard, LostError
from tests.load.report import Row, compared, interleaved

IDLE: Final = 2_000
IDLE_A_ROOM: Final = 500
# More than any server here takes in a second.
SAID_AT_MOST_PER_S: Final = 4_000


@dataclass(frozen=True, slots=True)
class Pace:
    """So many notes a second in all."""

    per_s: int


@dataclass(frozen=True, slots=True)
class Saturation:
    """So many notes under way in each room all the time."""

    in_flight: int


@dataclass(frozen=True, slots=True)
class Scene:
    """Rooms of people, and how they write."""

    what: str
    rooms: int
    size: int
    writing: Pace | Saturation


ROOM, ROOMS = (1, 200), (20, 50)
SCENES: Final = (
    Scene("200 people, 100 notes/s", *ROOM, Pace(100)),
    Scene("200 people, saturated", *ROOM, Saturation(8)),
    Scene("20 rooms of 50, 500 notes/s", *ROOMS, Pace(500)),
    Scene("20 rooms of 50, saturated", *ROOMS, Saturation(2)),
)


@dataclass
class Trips:
    """One server in one scene: a call is a round. Figures are one a round.

    `lost` says why there are no more, where the server failed its people.
    """

    scene: Scene
    serving: Serving
    crowd: Crowd
    seconds: float
    cpu_us: list[float] = field(default_factory=list)  # of the server, for each delivery
    p50_ms: list[float] = field(default_factory=list)  # until the last of the room has it
    p99_ms: list[float] = field(default_factory=list)
    per_s: list[float] = field(default_factory=list)  # deliveries
    client: list[float] = field(default_factory=list)  # how much of its core the crowd used
    lost: str = ""

    def __call__(self) -> float:
        if not self.crowd.lost:
            with suppress(LostError):
                self._ride()
        self.lost = self.crowd.lost
        return self.cpu_us[-1] if self.cpu_us else 0.0

    def _ride(self) -> None:
        before_s = self.serving.cpu_s()
        heard = self._heard()
        self.cpu_us.append((self.serving.cpu_s() - before_s) / heard.deliveries * 1e6)
        self.p50_ms.append(heard.wait_ms(0.5))
        self.p99_ms.append(heard.wait_ms(0.99))
        self.per_s.append(heard.deliveries / heard.seconds)
        self.client.append(heard.client_cpu_s / heard.seconds)

    def _heard(self) -> Heard:
        if isinstance(self.scene.writing, Pace):
            return self.crowd.paced(self.scene.writing.per_s, self.seconds)
        at_most = round(self.seconds * SAID_AT_MOST_PER_S / self.scene.rooms)
        return self.crowd.saturated(self.scene.writing.in_flight, self.seconds, at_most)


Figures = Callable[[Trips], Sequence[float]]


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure of a round, and what its ratio to Hocuspocus should be and must be."""

    what: str
    unit: str
    figures: Figures
    at_most: float | None = None
    at_least: float | None = None
    gate: float | None = None


_CPU: Final = "server CPU a delivery"
PACED: Final = (
    Measure(_CPU, "us", lambda each: each.cpu_us, at_most=0.7, gate=0.85),
    Measure("all have it, p50", "ms", lambda each: each.p50_ms, at_most=0.9, gate=1.15),
    Measure("all have it, p99", "ms", lambda each: each.p99_ms, at_most=0.8, gate=1.1),
)
SATURATED: Final = (
    Measure("deliveries", "/s", lambda each: each.per_s, at_least=2.0, gate=1.5),
    Measure(_CPU, "us", lambda each: each.cpu_us),
)


# Every server's rounds in a scene, by its name.
Found = tuple[Scene, dict[str, Trips]]


def measures(scene: Scene) -> Sequence[Measure]:
    """Return what is told of a scene."""
    return PACED if isinstance(scene.writing, Pace) else SATURATED


def trips(core: int, rounds: int, seconds: float) -> list[Found]:
    """Return every server's rounds in every scene, by its name; each has this core in its turn."""
    return [each for shape in (ROOM, ROOMS) for each in _in(shape, core, rounds, seconds)]


def _in(shape: tuple[int, int], core: int, rounds: int, seconds: float) -> list[Found]:
    """Measure the scenes that share their rooms, on servers and lines opened once."""
    found = []
    scenes = [each for each in SCENES if (each.rooms, each.size) == shape]
    with ExitStack() as stack:
        opened = {each.name: lines(stack, each, core, shape) for each in (OURS, *PEERS)}
        for scene in scenes:
            sys.stderr.write(f"measuring {scene.what} ...\n")
            rides = {name: Trips(scene, *each, seconds) for name, each in opened.items()}
            interleaved([partial(ride, each, rides) for each in rides.values()], rounds)
            found.append((scene, rides))
    return found


def ride(trips: Trips, all_rides: Mapping[str, Trips]) -> float:
    """Ride once, and let all lines be quiet again; return the processor time a delivery."""
    figure = trips()
    for each in all_rides.values():
        each.crowd.settle()
    return figure


def lines(
    stack: ExitStack, contender: Contender, core: int, shape: tuple[int, int]
) -> tuple[Serving, Crowd]:
    """Open a server on this core, and everybody's lines into so many rooms of so many people."""
    serving = stack.enter_context(contender.serving(core))
    crowd = Crowd(serving.port, contender.speakers(serving, *shape))
    return serving, stack.enter_context(crowd)


def rows(found: Sequence[Found]) -> list[Row]:
    """Return what is held to an aim: ours beside Hocuspocus."""
    return [
        compared(
            f"{scene.what}: {each.what}",
            each.unit,
            each.figures(rides[OURS.name]),
            HOCUSPOCUS.name,
            each.figures(rides[HOCUSPOCUS.name]),
            at_most=each.at_most,
            at_least=each.at_least,
            gate=each.gate,
        )
        for scene, rides in found
        for each in measures(scene)
        if each.gate is not None and not rides[OURS.name].lost and not rides[HOCUSPOCUS.name].lost
    ]


def table_of_all(found: Sequence[Found]) -> str:
    """Return the ratios of ours to each peer as a Markdown table, and then the figures."""
    names = [each.name for each in PEERS]
    lines = [
        _line("ours to theirs, ratio (spread)", names),
        "|---" * (len(names) + 1) + "|",
    ]
    lines += [
        _line(
            f"{scene.what}: {each.what}",
            [_ratio(each, rides[OURS.name], rides[name]) for name in names],
        )
        for scene, rides in found
        for each in measures(scene)
    ]
    lines += ["", _line("medians", [OURS.name, *names]), "|---" * (len(names) + 2) + "|"]
    lines += [
        _line(
            f"{scene.what}: {each.what}, {each.unit}",
            [_median(each, ride) for ride in rides.values()],
        )
        for scene, rides in found
        for each in (*measures(scene), _CLIENT)
    ]
    keeps = "; ".join(f"{each.name}: {each.keeps}" for each in (OURS, *PEERS))
    lost = [
        f"{name}, {scene.what}: no figures, since it {ride.lost}."
        for scene, rides in found
        for name, ride in rides.items()
        if ride.lost
    ]
    return "\n".join([*lines, "", f"On disk when something is told: {keeps}.", *lost])


_WHOLE: Final = 100
_CLIENT: Final = Measure("the crowd's core in use", "share", lambda each: each.client)


def _line(first: str, others: Sequence[str]) -> str:
    return f"| {' | '.join([first, *others])} |"


def _ratio(measure: Measure, ours: Trips, theirs: Trips) -> str:
    if ours.lost or theirs.lost:
        return "failed"
    row = compared("", "", measure.figures(ours), "", measure.figures(theirs))
    return f"{row.ratio:.2f} ({row.spread[0]:.2f} to {row.spread[1]:.2f})"


def _median(measure: Measure, ride: Trips) -> str:
    if ride.lost:
        return "failed"
    figure = statistics.median(measure.figures(ride))
    return f"{figure:,.0f}" if figure >= _WHOLE else f"{figure:.3g}"


# --- lines that only wait ------------------------------------------------------------


def idle(core: int, rounds: int, people: int) -> Row:
    """Return what a line costs in memory, beside Hocuspocus."""
    ours, theirs = interleaved(
        [lambda: _idle_kb(OURS, core, people), lambda: _idle_kb(HOCUSPOCUS, core, people)], rounds
    )
    return compared(
        f"memory an idle line, {people:,} in rooms of {min(people, IDLE_A_ROOM)}",
        "KB",
        ours,
        HOCUSPOCUS.name,
        theirs,
        at_most=1.0,
        gate=1.3,
    )


def _idle_kb(contender: Contender, core: int, people: int) -> float:
    size = min(people, IDLE_A_ROOM)
    with contender.serving(core) as serving:
        # The rooms and their first lines bring in what is there once.
        rooms = contender.speakers(serving, people // size, size)
        first = [room[:1] for room in rooms]
        with Crowd(serving.port, first) as few:
            few.settle()
            before = serving.settled_rss()
            with Crowd(serving.port, [room[1:] for room in rooms]) as many:
                many.settle()
                return (serving.settled_rss() - before) / len(many) / 1024
