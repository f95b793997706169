"""A whole service in one thread, in made-up time, with every accident drawn from a seed.

Rooms, feeds, connections, outboxes, writer and log are the real ones. The loop, the
disk, the bus, the lines and the browsers are ours, and all of them misbehave: processes
are killed, commits lose their reply, disks fill up, lines are cut or fall silent, clocks
jump. In every other run a second process may serve the same workshops too, by a clock of
its own and over a bus that loses, doubles, delays and reorders. At the end everything is
mended, everybody comes to rest, and the history is checked. What goes wrong goes wrong
again with the same seed:

    PYTHONHASHSEED=0 python -m tests.faults.simulation 17
    PYTHONHASHSEED=0 python -m tests.faults.simulation 1000-2000
"""

import asyncio
import itertools
import logging
import random as global_random
import sys
import time
import zlib
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from random import Random
from typing import Final
from unittest.mock import patch

import msgspec

from codesign.domain.commands import Command, CreateWorkshop, RetitleWorkshop
from codesign.domain.events import (
    CardRecorded,
    Event,
    IdeaReworded,
    IdeaSubmitted,
    ParticipantJoined,
    destroys_words_of,
)
from codesign.domain.ids import SYSTEM, CommandId, ParticipantId, WorkshopId
from codesign.live import feed
from codesign.live.connection import Seat
from codesign.live.counting import in_thread
from codesign.live.outbox import Limits
from codesign.live.request import Accepted, Answer, Refused, Request
from codesign.live.room import RoomClosedError
from codesign.live.rooms import NoWorkshopError, Rooms
from codesign.live.seams import Seams
from codesign.live.serving import serve_connection
from codesign.methods.counting import count
from codesign.protocol import codec
from codesign.protocol.close_codes import CloseCode
from codesign.protocol.codec import canonical
from codesign.store.errors import StorageError
from codesign.store.log import Log
from tests.fakes import FakeBuses
from tests.faults.browser import Browser
from tests.faults.disk import Disk, Mount
from tests.faults.history import Broken, History, Kept, Moment, Recorder, Told, check
from tests.faults.network import Wire
from tests.faults.virtual import DeadlockError, InVirtualThread, VirtualLoop
from tests.histories import START, a_command, deliberating, new_id, the_first

STEPS: Final = 60
# Everything is mended by then: a silent line is noticed within a minute.
REST_WITHIN_S: Final = 600
BROWSERS_AT_MOST: Final = 8
HOUR_MS: Final = 3_600_000


@dataclass
class Outcome:
    """What one seed came to."""

    seed: int
    broken: list[Broken]
    steps: int
    counts: Counter[str]
    commands: int
    moments: int
    digest: int


class Clock:
    """The server's wall clock, which people set: it jumps, stands still and goes back."""

    def __init__(self) -> None:
        self._off_by_ms = 0
        self._stands_at: int | None = None

    def __call__(self) -> int:
        if self._stands_at is not None:
            return self._stands_at
        return START + int(asyncio.get_running_loop().time() * 1000) + self._off_by_ms

    def jump(self, by_ms: int) -> None:
        self._stands_at = None
        self._off_by_ms += by_ms

    def stand_still(self) -> None:
        self._stands_at = self()


class Server:
    """One process: rooms over a mount of the disk, and the lines into it.

    `ahead_ms` is how far its clock is ahead of the other's.
    """

    def __init__(self, world: "World", name: str, ahead_ms: int = 0) -> None:
        self.mount = Mount(world.disk, world.random(f"mount {name}"))
        self.dead = self.leaving = False
        self.wires: list[Wire] = []
        self._world = world
        self._random = world.random(f"server {name}")
        self._tasks: list[asyncio.Task[None]] = []
        seams = Seams(
            clock=lambda: world.clock() + ahead_ms,
            new_id=lambda: CommandId(new_id(self._random)),
            on_destroyed=self._on,
            # Virtual time has no processes.
            count=partial(in_thread, count),
            beside=InVirtualThread,
        )
        bus = world.buses.bus(name) if world.is_shared else None
        self.rooms = Rooms(self.mount.log(), seams, bus=bus)
        self._started = asyncio.Event()
        self._stop = asyncio.Event()

    def _on(self, workshop: WorkshopId) -> None:
        self._world.counts["caches dropped for an erasure"] += 1

    async def start(self) -> "Server":
        self._running = asyncio.create_task(self._run())
        await self._started.wait()
        return self

    async def stop(self) -> None:
        """Go in good order, perhaps sending people away in waves; the last commit is finished."""
        self.leaving = True
        if self._random.random() < 0.5:
            self._world.counts["people sent away in waves"] += len(self.rooms.connections)
            await self.rooms.connections.drain(per_s=4, within_s=6)
        self._stop.set()
        await asyncio.wait({self._running})
        self.dead = True
        for wire in self.wires:
            wire.cut()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def kill(self) -> None:
        """Be gone from one moment to the next; nothing more comes out of it."""
        self.dead = True
        self.mount.kill()
        for wire in self.wires:
            wire.cut()
        # What follows is our own tidying up: nobody hears of it, and nothing is kept.
        for task in (self._running, *self._tasks):
            task.cancel()
        await asyncio.gather(self._running, *self._tasks, return_exceptions=True)

    def accept(self, workshop: WorkshopId, random: Random) -> Wire:
        wire = Wire(random, self._world.limits)
        self.wires.append(wire)
        self._tasks.append(asyncio.create_task(self._serve(workshop, wire)))
        return wire

    async def post(self, workshop: WorkshopId, request: Request) -> Answer | None:
        """Ask over HTTP; None when no answer came back."""
        try:
            answer = await self._asked(workshop, request)
        except (StorageError, RoomClosedError, NoWorkshopError, asyncio.CancelledError):
            return None
        return None if self.dead else answer

    async def _asked(self, workshop: WorkshopId, request: Request) -> Answer:
        if isinstance(request.command, CreateWorkshop):
            return await self.rooms.create(workshop, request)
        room = await self.rooms.room(workshop)
        return await room.submit(request)

    async def _run(self) -> None:
        async with self.rooms:
            self._started.set()
            await self._stop.wait()

    async def _serve(self, workshop: WorkshopId, wire: Wire) -> None:
        def admit(ticket: str) -> Seat:
            return Seat(ParticipantId(ticket), "room")

        try:
            await serve_connection(self.rooms, workshop, wire, admit)
        except (StorageError, RoomClosedError):
            await wire.close(CloseCode.ROOM_FAILED, "room_failed")
        except asyncio.CancelledError:
            if not self.leaving and not self.dead:
                self._world.wrong.append("a connection's task was cancelled by nobody")
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a finding
            if not self.dead:
                self._world.wrong.append(f"a connection ended with {error!r}")
        finally:
            wire.finish()


@dataclass
class World:
    """Everything there is in one run."""

    seed: int
    disk: Disk = field(default_factory=Disk)
    clock: Clock = field(default_factory=Clock)
    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.numbers = itertools.count()
        draw = self.random("world")
        self.draw = draw
        loop = asyncio.get_running_loop()
        self.history = History(clock=_in_order(loop))
        soft_bytes = draw.choice((400, 4_000, 64_000))
        self.limits = Limits(
            soft_bytes=soft_bytes,
            hard_bytes=soft_bytes + max(feed.FRAME_BYTES, codec.FRAME_BYTES) * draw.choice((2, 4)),
            patience_s=draw.choice((1.0, 10.0)),
            closing_s=5.0,
        )
        self.workshops = [WorkshopId(new_id(draw)) for _ in range(draw.choice((1, 1, 2)))]
        self.browsers: dict[tuple[WorkshopId, ParticipantId], Browser] = {}
        self.posts: set[asyncio.Task[None]] = set()
        self._living: list[asyncio.Task[None]] = []
        self.logs: dict[WorkshopId, Kept] = {}
        self.is_shared = self.seed % 2 == 0
        self.buses = FakeBuses(self.random("bus"))
        self.server: Server | None = None
        self.other: Server | None = None

    def random(self, name: str) -> Random:
        """A source of accidents of its own, so that the order of drawing changes no other's."""
        return Random(f"{self.seed} {name}")

    # --- people -------------------------------------------------------------

    def browser(self, workshop: WorkshopId, participant: ParticipantId) -> Browser:
        """A person's browser, opened now if they have none."""
        key = workshop, participant
        if key not in self.browsers:
            name = f"{participant[:8]} in {workshop[:4]}"

            lines = itertools.count()

            def dial() -> Wire | None:
                random = self.random(f"line {next(lines)} of {name}")
                there = self._there()
                return random.choice(there).accept(workshop, random) if there else None

            recorder = Recorder(self.history, name, workshop)
            browser = Browser(participant, dial, recorder, self.random(f"browser {name}"))
            self.browsers[key] = browser
            self._living.append(asyncio.create_task(browser.live()))
        return self.browsers[key]

    def post(self, workshop: WorkshopId, command: Command, by: ParticipantId) -> None:
        """Ask over HTTP, again and again with the same id until there is an answer."""
        command_id = CommandId(new_id(self.draw))
        recorder = Recorder(self.history, f"post {next(self.numbers)}", workshop)
        recorder.opened()
        posting = self._post(recorder, workshop, Request(id=command_id, command=command, by=by))
        task = asyncio.create_task(posting)
        self.posts.add(task)
        task.add_done_callback(self.posts.discard)

    async def _post(self, recorder: Recorder, workshop: WorkshopId, request: Request) -> None:
        for _ in range(200):
            there = self._there()
            if there:
                server = self.draw.choice(there)
                recorder.sent(request.id, request.by, command=request.command)
                answer = await server.post(workshop, request)
                if answer is None:
                    recorder.opened()  # there will be no answer to that one
                elif isinstance(answer, Accepted):
                    return recorder.told({"t": "ack", "id": request.id, "seq": answer.seq})
                else:
                    recorder.told({"t": "reject", "id": request.id, "code": answer.code})
                    if answer.retry_ms is None:
                        return None
            await asyncio.sleep(2)
        self.wrong.append(f"{type(request.command).__name__} was never answered")
        return None

    def _there(self) -> list[Server]:
        """The processes that somebody may be connected to now."""
        both = (self.server, self.other)
        return [each for each in both if each is not None and not each.dead and not each.leaving]

    # --- what happens -------------------------------------------------------

    async def play(self, day: "Day | None" = None) -> None:
        """Begin, let the day go by, come to rest and leave."""
        self.server = await Server(self, "0").start()
        for workshop in self.workshops:
            command, act = the_first(self.random(f"first of {workshop}"))
            # The same join code for two of them would be refused, which is tried elsewhere.
            self.post(workshop, replace(command, join_code=f"code-{workshop[:6]}"), act.by)
        await self.answered()
        await (day or World.a_bad_day)(self)
        await self._come_to_rest()
        await self._leave()

    async def a_bad_day(self) -> None:
        """Let people ask for anything, and anything happen to them."""
        for _ in range(STEPS):
            await self._something()
            await asyncio.sleep(self.draw.choice((0, 0, 0.05, 0.3, 2)))

    async def answered(self) -> None:
        """Wait until whatever was posted is answered."""
        await self._until(lambda: not self.posts, 60, "all posts answered")

    async def _something(self) -> None:
        chance = self.draw.random()
        if chance < 0.72:
            return self._somebody_asks()
        happens = self.draw.choice(ACCIDENTS)
        await happens(self)
        return None

    def _somebody_asks(self) -> None:
        workshop = self.draw.choice(self.workshops)
        state = self.disk.states[workshop]
        for _ in range(self.draw.choice((1, 1, 1, 8))):
            # Every third day is one of votes, since few of the others come to a proxy or a worry.
            about_votes = self.seed % 3 == 1 and self.draw.random() < 0.7
            command, act = (deliberating if about_votes else a_command)(state, self.draw)
            if act.by == SYSTEM or not _fits_the_wire(command):
                continue
            if self._has_a_browser(workshop, act.by) and self.draw.random() < 0.9:
                command_id = CommandId(new_id(self.draw))
                self.browser(workshop, act.by).submit(command_id, command, act.for_)
            elif act.for_ is None:
                self.post(workshop, command, act.by)

    def _has_a_browser(self, workshop: WorkshopId, participant: ParticipantId) -> bool:
        if (workshop, participant) in self.browsers:
            return True
        known = participant in self.disk.states[workshop].participants
        return known and len(self.browsers) < BROWSERS_AT_MOST

    async def _come_to_rest(self) -> None:
        """Mend everything, say one more thing, and wait until nothing is on its way."""
        self.clock.jump(0)
        if self.server is None:
            await self._start()
        assert self.server is not None
        self.buses.silent, self.buses.trouble = False, 0.0
        for each in self._there():
            each.mount.mend()
        for browser in self.browsers.values():
            browser.reads_slowly, browser.sitting_out = 0.0, False
        await self._until(lambda: not self.posts, REST_WITHIN_S, "all posts answered")
        for workshop in self.workshops:
            await self._say_one_more_thing(self.server, workshop)
        await self._until(self._rests, REST_WITHIN_S, "everybody at rest")
        self._write_down()

    def _write_down(self) -> None:
        for (workshop, participant), browser in self.browsers.items():
            person = self.disk.states[workshop].participants[participant]
            if browser.stopped and not person.erased:
                self.wrong.append(f"somebody on the roll was sent away with {browser.stopped}")
            elif not browser.stopped and not browser.outside:
                browser.holds(quiet=True)
        for workshop in self.workshops:
            self._look_for_erased_words(workshop)
            self.wrong += self.disk.voting[workshop].at_rest(self.disk.states[workshop])
            self.logs[workshop] = self.disk.kept(workshop)

    def _look_for_erased_words(self, workshop: WorkshopId) -> None:
        """Read the log as anybody would now: what was destroyed must come out empty."""
        log = list(Log(self.disk.recorder, self.disk.keys).read(workshop))
        destroyed = {destroys_words_of(each.event): each.seq for each in log}
        pen = Recorder(self.history, "whoever reads the log", workshop)
        for each in log:
            owner, words = _words_of(each.event)
            if words and each.seq < destroyed.get(owner, 0):
                pen.remains(f"version {each.seq}")

    async def _say_one_more_thing(self, server: Server, workshop: WorkshopId) -> None:
        command = RetitleWorkshop(title="The end", question=new_id(self.draw))
        request = Request(id=CommandId(new_id(self.draw)), command=command, by=SYSTEM, via="system")
        answer = await server.post(workshop, request)
        # A room that could not be read before the mending is being given up just now.
        while answer is None or (isinstance(answer, Refused) and answer.retry_ms is not None):
            await asyncio.sleep(1)
            answer = await server.post(workshop, request)
        if not isinstance(answer, Accepted) and not self.disk.states[workshop].closed:
            self.wrong.append(f"the mended server answered {answer}")

    def _rests(self) -> bool:
        return all(self._rests_in(*key, browser) for key, browser in self.browsers.items())

    def _rests_in(self, workshop: WorkshopId, participant: ParticipantId, browser: Browser) -> bool:
        state = self.disk.states[workshop]
        waits_outside = browser.outside and not state.participants[participant].inside
        return bool(browser.stopped) or waits_outside or browser.rests_at(state.seq)

    async def _until(self, condition: Callable[[], bool], within_s: float, what: str) -> None:
        loop = asyncio.get_running_loop()
        until = loop.time() + within_s
        while not condition():
            if loop.time() > until:
                self.wrong.append(f"not within {within_s} s: {what}")
                return
            await asyncio.sleep(0.25)

    async def _leave(self) -> None:
        for task in self._living:
            task.cancel()
        await asyncio.gather(*self._living, return_exceptions=True)
        for each in self._there():
            await each.stop()
        for task in self.posts:
            task.cancel()
        await asyncio.gather(*self.posts, return_exceptions=True)

    async def _start(self) -> None:
        self.server = await Server(self, str(next(self.numbers))).start()

    # --- accidents ----------------------------------------------------------

    async def kill(self) -> None:
        if self.server is not None:
            self.counts["processes killed"] += 1
            server, self.server = self.server, None
            await server.kill()
            await asyncio.sleep(self.draw.choice((0, 0.5, 8)))
            await self._start()

    async def restart(self) -> None:
        if self.server is not None:
            self.counts["restarts in good order"] += 1
            server, self.server = self.server, None
            await server.stop()
            await self._start()

    async def cut(self) -> None:
        if self.server is not None and self.server.wires:
            self.counts["lines cut"] += 1
            self.draw.choice(self.server.wires[-8:]).cut()

    async def cut_all(self) -> None:
        if self.server is not None:
            self.counts["lines cut"] += len(self.server.wires)
            for wire in self.server.wires:
                wire.cut()

    async def silence(self) -> None:
        if self.server is not None and self.server.wires:
            self.counts["lines fallen silent"] += 1
            self.draw.choice(self.server.wires[-8:]).fall_silent()

    async def read_slowly(self) -> None:
        if self.browsers:
            self.counts["slow readers"] += 1
            browser = self.draw.choice([*self.browsers.values()])
            browser.reads_slowly = self.draw.choice((0.0, 0.4, 3.0))

    async def sit_out(self) -> None:
        if self.browsers:
            self.counts["people away for a while"] += 1
            browser = self.draw.choice([*self.browsers.values()])
            browser.sitting_out = not browser.sitting_out
            if browser.wire is not None and browser.sitting_out:
                browser.wire.cut()

    async def trouble(self) -> None:
        if self.server is not None:
            self.server.mount.trouble = self.draw.choice(("full", "failing", "", ""))

    async def lose_replies(self) -> None:
        if self.server is not None:
            self.server.mount.unsure = self.draw.choice((0.0, 0.3))

    async def be_unreadable(self) -> None:
        if self.server is not None:
            self.server.mount.unreadable = self.draw.choice((0.0, 0.0, 0.02))

    async def set_clock(self) -> None:
        self.counts["clocks set or stopped"] += 1
        if self.draw.random() < 0.3:
            self.clock.stand_still()
        else:
            self.clock.jump(self.draw.choice((-HOUR_MS, HOUR_MS, -3_000, 90_000)))

    async def sweep(self) -> None:
        if self.server is not None:
            self.server.rooms.sweep()

    async def come_too(self) -> None:
        """Another process serves the same workshops, or goes again."""
        if self.other is not None:
            other, self.other = self.other, None
            await (other.kill() if self.draw.random() < 0.5 else other.stop())
        elif self.is_shared:
            self.counts["second processes"] += 1
            ahead_ms = self.draw.choice((0, 300_000, -300_000))
            self.other = await Server(self, f"other {next(self.numbers)}", ahead_ms).start()

    async def trouble_the_bus(self) -> None:
        self.buses.trouble = self.draw.choice((0.0, 0.1, 0.5))
        self.buses.silent = self.draw.random() < 0.2
        self.buses.cut()

    async def let_time_pass(self) -> None:
        await asyncio.sleep(self.draw.choice((5, 30, 90)))


ACCIDENTS: Final[tuple[Callable[[World], Awaitable[None]], ...]] = (
    World.kill,
    World.restart,
    World.cut,
    World.cut,
    World.cut_all,
    World.silence,
    World.read_slowly,
    World.sit_out,
    World.trouble,
    World.trouble,
    World.lose_replies,
    World.be_unreadable,
    World.set_clock,
    World.sweep,
    World.come_too,
    World.come_too,
    World.trouble_the_bus,
    World.let_time_pass,
)


# What goes on in a world that has begun, before it comes to rest.
Day = Callable[[World], Awaitable[None]]


def _words_of(event: Event) -> tuple[str, str]:
    match event:
        case ParticipantJoined(participant=owner, name=words):
            return owner, words
        case (
            IdeaSubmitted(idea=owner, text=words)
            | CardRecorded(idea=owner, text=words)
            | IdeaReworded(idea=owner, text=words)
        ):
            return owner, words
        case _:
            return "", ""


def _in_order(loop: asyncio.AbstractEventLoop) -> Callable[[], float]:
    """Moments in virtual time, no two of them the same."""
    numbers = itertools.count()
    return lambda: loop.time() + next(numbers) * 1e-9


def _in_short(moment: Moment) -> tuple[object, ...]:
    """What a run is known by: the epoch and the keys are random bytes, and change nothing."""
    fact = moment.fact
    told = fact.message if isinstance(fact, Told) else {}
    what = [told.get(name) for name in ("t", "id", "seq", "from", "to", "at", "mode")]
    return moment.at, moment.client, type(fact).__name__, what


def _fits_the_wire(command: Command) -> bool:
    try:
        canonical(msgspec.to_builtins(command))
    except OverflowError:
        return False
    return True


# --- running it --------------------------------------------------------------


@contextmanager
def _tight(draw: Random) -> Iterator[None]:
    """Make queues tiny and pages small, so that their edges are met all the time."""
    sizes = {
        "codesign.live.room.BATCH_AT_MOST": draw.choice((1, 2, 256)),
        "codesign.live.loading.RECENT_EVENTS": draw.choice((3, 20, 1_024)),
        "codesign.live.feed.FRAME_BYTES": draw.choice((600, 65_536, 65_536)),
        "codesign.protocol.codec.FRAME_BYTES": draw.choice((1_500, 65_536)),
        "codesign.live.feed.GONE_AT_MOST": draw.choice((1, 4_096)),
    }
    with ExitStack() as stack:
        for name, size in sizes.items():
            stack.enter_context(patch(name, size))
        yield


def run(seed: int, day: Day | None = None) -> Outcome:
    """Play one seed to its end and check it; a day of accidents, or the one that is given."""
    draw = Random(f"{seed} loop")
    global_random.seed(seed)
    thread_s = draw.choice((0.0, 0.002, 0.05))
    loop = VirtualLoop(seed, thread_s)
    world: World | None = None

    async def main() -> World:
        nonlocal world
        world = World(seed)
        await world.play(day)
        return world

    with _tight(draw), _quietly():
        try:
            loop.run(main())
        except DeadlockError as error:
            assert world is not None
            world.wrong.append(str(error))
        assert world is not None
        broken = check(world.history, world.logs)
    broken += [Broken("step", each) for each in world.disk.broken]
    broken += [Broken("run", each) for each in world.wrong]
    broken += [Broken("run", f"an error nobody took: {each}") for each in loop.errors]
    broken += [Broken("I10", f"a task is left over: {task!r}") for task in loop.unfinished]
    loop.close()
    world.disk.keys.close()
    return Outcome(
        seed=seed,
        broken=broken,
        steps=loop.steps,
        counts=world.counts + world.disk.counts + world.buses.counts,
        commands=sum(len(each.log) for each in world.logs.values()),
        moments=len(world.history.moments),
        digest=zlib.crc32(repr([_in_short(each) for each in world.history.moments]).encode()),
    )


@contextmanager
def _quietly() -> Iterator[None]:
    """Faults are injected by the thousand; what the program logs about them is not news."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)


def main(arguments: list[str]) -> int:
    """Play the seeds named until they are done or somebody interrupts; print what went wrong."""
    failed: list[int] = []
    counts: Counter[str] = Counter()
    started = time.monotonic()
    with suppress(KeyboardInterrupt):
        for seed in _seeds(arguments):
            outcome = run(seed)
            counts += outcome.counts + Counter(seeds=1, steps=outcome.steps)
            if outcome.broken:
                failed.append(seed)
                for promise, how in outcome.broken[:12]:
                    print(f"seed {seed}: {promise}: {how}"[:1000], flush=True)
    a_second = counts["seeds"] / (time.monotonic() - started)
    print(f"{a_second:.1f} seeds a second; failed: {failed}")
    for what, how_many in sorted(counts.items()):
        print(f"{what}: {how_many:,}")
    return bool(failed)


def _seeds(arguments: list[str]) -> Iterator[int]:
    for argument in arguments:
        first, _, last = argument.partition("-")
        yield from range(int(first), int(last or first) + 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
