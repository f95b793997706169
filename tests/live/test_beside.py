"""Work beside the loop: in order, on what has gathered, and to its end."""

import asyncio
import threading

from codesign.live.beside import InThread
from tests.faults.virtual import InVirtualThread, VirtualLoop


async def test_what_gathers_during_a_turn_is_the_next() -> None:
    turns: list[list[int]] = []
    begun, go = threading.Event(), threading.Event()

    def work(gathered: list[int]) -> None:
        turns.append(gathered)
        begun.set()
        assert go.wait(10)

    beside = InThread(work, "test")
    beside.start()
    try:
        beside.give(1)
        await asyncio.to_thread(begun.wait, 10)
        for each in (2, 3):
            beside.give(each)
        assert beside.waiting == 2
    finally:
        go.set()
        await beside.finish()
    assert turns == [[1], [2, 3]]


async def test_what_was_given_before_the_end_is_done() -> None:
    done: list[int] = []
    beside = InThread(done.extend, "test")
    for each in range(5):
        beside.give(each)
    beside.start()
    await beside.finish()
    assert done == [0, 1, 2, 3, 4]


def test_the_virtual_thread_keeps_the_same_promises() -> None:
    turns: list[list[int]] = []

    async def main() -> None:
        beside = InVirtualThread(turns.append, "test")
        beside.start()
        beside.give(1)
        beside.give(2)
        await asyncio.sleep(1)
        beside.give(3)
        await beside.finish()

    loop = VirtualLoop(1, thread_s=0.1)
    loop.run(main())
    loop.close()
    assert turns == [[1, 2], [3]]
