"""Rendering beside the rooms: kept once made, ended when it takes too long, told when it failed."""

import asyncio
import sys

import pytest

from codesign.outputs.rendering import RenderingFailedError, Renderings
from tests.outputs.papers import BASE, every_block

DOCUMENT = every_block()


class Starts:
    """Starts another program in place of the renderer, and counts how often."""

    def __init__(self, program):
        self.program = program
        self.count = 0
        self.processes = []

    async def __call__(self, *_command, **pipes):
        self.count += 1
        process = await asyncio.create_subprocess_exec(sys.executable, "-c", self.program, **pipes)
        self.processes.append(process)
        return process


READ = "import sys; sys.stdin.buffer.read(); "


async def test_a_document_is_rendered_in_a_process_of_its_own():
    async with Renderings() as renderings:
        made = await renderings.file(DOCUMENT, "pdf", BASE)
    assert made is not None
    assert made.startswith(b"%PDF")


async def test_a_file_that_was_made_is_not_made_again_until_words_are_destroyed():
    starts = Starts(READ + "print('+done', end='')")
    async with Renderings(starts) as renderings:
        for _ in range(3):
            assert await renderings.file(DOCUMENT, "odt", BASE) == b"done"
        assert starts.count == 1
        await renderings.file(DOCUMENT, "docx", BASE)
        assert starts.count == 2
        renderings.forget()
        await renderings.file(DOCUMENT, "odt", BASE)
        assert starts.count == 3


async def test_a_whole_hall_that_asks_for_the_same_file_waits_for_one():
    starts = Starts(READ + "print('+done', end='')")
    async with Renderings(starts) as renderings:
        asked = [renderings.file(DOCUMENT, "odt", BASE) for _ in range(40)]
        assert await asyncio.gather(*asked) == [b"done"] * 40
    assert starts.count == 1


async def test_one_that_takes_too_long_is_ended_and_said_to_be():
    starts = Starts("import time; time.sleep(60)")
    async with Renderings(starts, within_s=1.5) as renderings:
        with pytest.raises(RenderingFailedError, match=r"longer than 1\.5 seconds"):
            await renderings.file(DOCUMENT, "odt", BASE)
    assert starts.processes[0].returncode is not None


async def test_who_asks_for_what_takes_long_is_told_to_ask_again():
    starts = Starts(READ + "import time; time.sleep(0.5); print('+done', end='')")
    async with Renderings(starts, patience_s=0.05) as renderings:
        assert await renderings.file(DOCUMENT, "odt", BASE) is None
        assert renderings.being_made == 1
        while (made := await renderings.file(DOCUMENT, "odt", BASE)) is None:
            pass
        assert made == b"done"
    assert starts.count == 1


async def test_a_renderer_that_breaks_fails_its_request_alone_and_is_tried_again():
    starts = Starts(READ + "raise ValueError('the words of somebody')")
    async with Renderings(starts) as renderings:
        for _ in range(2):
            with pytest.raises(RenderingFailedError, match="failed") as told:
                await renderings.file(DOCUMENT, "odt", BASE)
            assert "somebody" not in str(told.value)
        assert starts.count == 2
        assert renderings.being_made == 0


async def test_a_template_that_cannot_be_read_is_said_to_be():
    async with Renderings() as renderings:
        with pytest.raises(RenderingFailedError, match="not a Word document"):
            await renderings.file(DOCUMENT, "docx", BASE, b"nonsense")


async def test_closing_leaves_no_process_behind():
    starts = Starts("import time; time.sleep(60)")
    async with Renderings(starts, patience_s=0.3) as renderings:
        assert await renderings.file(DOCUMENT, "odt", BASE) is None
    assert starts.processes[0].returncode is not None
