"""A write-ahead log torn, flipped or kept from being emptied (F3, F24); a long workshop (F21)."""

import logging
import os
import random
import shutil
import sqlite3
import tracemalloc
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from codesign.domain import events as e
from codesign.domain.ids import CommandId
from codesign.domain.recorded import Recorded
from codesign.live.feed import Feed
from codesign.live.loading import RECENT_EVENTS, load
from codesign.projections.board import rendered
from codesign.store.database import Readers
from codesign.store.errors import StorageError
from codesign.store.log import Append, Appended, Log, open_log
from codesign.store.wal import ALARM_FRAMES, left_in, report
from tests.faults.conftest import Faults
from tests.faults.crash import prepare, url_of
from tests.faults.failing_disk import FailingDisk
from tests.faults.test_crash import hold, write
from tests.live.lines import IDEAS, WORKSHOP
from tests.store.contract import HERE, append, submitted

FRAME = 24 + 4096
APPENDS = 9


# --- damaged --------------------------------------------------------------------


@pytest.fixture(scope="module")
def left(disk_library: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[int]]:
    """What a killed server left in a folder, and the heads it had acknowledged."""
    folder = tmp_path_factory.mktemp("left")
    disk = FailingDisk(disk_library, tmp_path_factory.mktemp("no-rules"))
    return folder, write(folder, disk, APPENDS, erasing="")


def opened_with(left: Path, to: Path, wal: bytes) -> Log:
    """Open a copy of what was left, with another write-ahead log of the events."""
    to.mkdir()
    for name in ("codesign.db", "codesign.keys.db", "codesign.keys.db-wal"):
        shutil.copy(left / name, to / name)
    (to / "codesign.db-wal").write_bytes(wal)
    return open_log(url_of(to), exclusive=True)


def ends(left: Path) -> list[int]:
    """Where, in bytes, the commits of the acknowledged events end in the write-ahead log."""
    return [32 + each * FRAME for each in left_in(left / "codesign.db").commits[-APPENDS:]]


@pytest.mark.fault("F3")
@pytest.mark.timeout(600)
def test_a_write_ahead_log_cut_within_its_last_frame_loses_the_last_commit_only(
    left: tuple[Path, list[int]],
    faults: Faults,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    folder, acked = left
    wal = (folder / "codesign.db-wal").read_bytes()[: ends(folder)[-1]]
    cuts = range(1, FRAME + 1, faults.pick(173, 1))
    for cut in cuts:
        caplog.clear()
        with closing(opened_with(folder, tmp_path / "cut", wal[:-cut])) as log:
            hold(log, acked[-2])
            assert log.head(HERE) == acked[-2]
            append(log, HERE, submitted("It goes on"))
        assert ("is not whole and is left out" in caplog.text) == (cut < FRAME)
        shutil.rmtree(tmp_path / "cut")
    faults.count("torn write-ahead logs", len(cuts))
    faults.checked("I1", "I2")


@pytest.mark.fault("F3")
@pytest.mark.timeout(600)
def test_a_flipped_bit_loses_nothing_before_it_and_is_never_silent(
    left: tuple[Path, list[int]],
    faults: Faults,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    folder, acked = left
    commits = ends(folder)
    wal = (folder / "codesign.db-wal").read_bytes()[: commits[-1]]
    chance = random.Random(3)
    flips = faults.pick(25, 1_000)
    for _ in range(flips):
        caplog.clear()
        place = chance.randrange(len(wal))
        flipped = bytearray(wal)
        flipped[place] ^= 1 << chance.randrange(8)
        before = [head for head, end in zip(acked, commits, strict=True) if end <= place]
        after = [end for end in commits if end - FRAME > place]
        with closing(opened_with(folder, tmp_path / "flip", bytes(flipped))) as log:
            hold(log, max(before, default=0))
            if before:
                assert log.head(HERE) == before[-1]
        assert "is not whole" in caplog.text or "is damaged" in caplog.text, place
        if len(after) > 1:
            assert "is damaged" in caplog.text
            kept = tmp_path / "flip/codesign.db-wal.damaged"
            assert kept.read_bytes() == flipped, "somebody may read more of it"
            assert kept.stat().st_mode & 0o077 == 0
        shutil.rmtree(tmp_path / "flip")
    faults.count("flipped bits", flips)
    faults.checked("I1", "I2")


def test_a_damaged_write_ahead_log_of_the_keys_is_told_and_not_kept(
    left: tuple[Path, list[int]], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder, _ = left
    wal = bytearray((folder / "codesign.keys.db-wal").read_bytes())
    wal[32 + 24 + 100] ^= 1
    to = tmp_path / "flip"
    shutil.copytree(folder, to)
    (to / "codesign.keys.db-wal").write_bytes(wal)

    open_log(url_of(to), exclusive=True).close()

    assert "codesign.keys.db are not whole" in caplog.text
    assert not list(to.glob("*.damaged")), "it would hold keys that are destroyed one day"


def test_nothing_is_called_damaged_while_a_tool_empties_the_write_ahead_log(
    left: tuple[Path, list[int]], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    found = left_in(left[0] / "codesign.db")

    report(tmp_path / "codesign.db", found, None, flushed=True)

    assert len(found.commits) >= APPENDS
    assert caplog.text == ""


def test_a_whole_write_ahead_log_is_told_nothing_of(
    left: tuple[Path, list[int]], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder, acked = left
    shutil.copytree(folder, tmp_path / "copy")

    with closing(open_log(url_of(tmp_path / "copy"), exclusive=True)) as log:
        assert log.head(HERE) == acked[-1]

    assert caplog.text == ""


@pytest.mark.fault("F3")
def test_a_database_that_is_damaged_is_refused_in_a_sentence(tmp_path: Path) -> None:
    log = open_log(url_of(tmp_path))
    append(log, HERE, *[submitted("x")] * 50)
    log.close()
    path = tmp_path / "codesign.db"
    content = bytearray(path.read_bytes())
    content[:4096] = os.urandom(4096)
    path.write_bytes(content)

    with pytest.raises(StorageError, match="python -m codesign restore"):
        open_log(url_of(tmp_path), exclusive=True)


# --- kept from being emptied -------------------------------------------------------


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    log = open_log(url_of(tmp_path))
    yield log
    log.close()


def write_much(log: Log, frames: int) -> None:
    """Fill so many pages of the write-ahead log."""
    for _ in range(frames // 512):
        append(log, HERE, *[e.WorkshopRetitled(title="x" * 3_000, question="")] * 512)


@pytest.mark.fault("F24")
def test_without_a_long_reader_the_write_ahead_log_stays_small(log: Log, tmp_path: Path) -> None:
    write_much(log, 2 * ALARM_FRAMES)

    assert (tmp_path / "codesign.db-wal").stat().st_size < ALARM_FRAMES * FRAME


@pytest.mark.fault("F24")
def test_a_long_reader_is_named_in_the_log_once_and_the_growth_undone_when_it_ends(
    log: Log, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    wal = tmp_path / "codesign.db-wal"
    append(log, HERE, None)
    with closing(sqlite3.connect(tmp_path / "codesign.db", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM event").fetchall()
        with caplog.at_level(logging.WARNING):
            write_much(log, 2 * ALARM_FRAMES)
        assert wal.stat().st_size > ALARM_FRAMES * FRAME
        assert caplog.text.count("a program has been reading for long") == 1
        reader.execute("COMMIT")

    write_much(log, 2_048)
    assert wal.stat().st_size <= ALARM_FRAMES * FRAME
    caplog.clear()
    with closing(sqlite3.connect(tmp_path / "codesign.db", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM event").fetchall()
        write_much(log, 2 * ALARM_FRAMES)
    assert "a program has been reading for long" in caplog.text, "the next one is named too"


@pytest.mark.fault("F24")
def test_a_reader_of_ours_that_takes_too_long_is_broken_off(log: Log, tmp_path: Path) -> None:
    append(log, HERE, *[None] * 2_000)
    readers = Readers(str(tmp_path / "codesign.db"), at_most_s=0)
    slow = "SELECT count(*) FROM event AS one, event AS other"

    with pytest.raises(sqlite3.OperationalError, match="interrupted"), readers.lend() as reader:
        reader.execute(slow).fetchall()
    patient = Readers(str(tmp_path / "codesign.db"))
    with patient.lend() as reader:
        assert reader.execute(slow).fetchall() == [(4_000_000,)]
    readers.close()
    patient.close()


# --- a very long workshop -------------------------------------------------------------


async def a_long_workshop(folder: Path, events: int) -> Log:
    """A workshop in which the same few things were reworded again and again."""
    await prepare(folder)
    log = open_log(url_of(folder))
    head = log.head(WORKSHOP)
    while head < events:
        some = [_event(head + number) for number in range(1, 2_001)]
        [result] = log.append([Append(workshop=WORKSHOP, expected=head, events=tuple(some))])
        assert isinstance(result, Appended)
        head = result.head
    return log


def _event(seq: int) -> Recorded:
    event = e.StageExtended(stage=IDEAS, minutes=seq)
    return Recorded(seq, event, CommandId(f"{seq:021}A"), 1_760_000_000_000 + seq, None)


@pytest.mark.fault("F21")
@pytest.mark.timeout(300)
async def test_ten_times_as_long_a_workshop_costs_no_more_to_join(
    tmp_path: Path, faults: Faults
) -> None:
    length = faults.pick(4_000, 20_000)
    costs = []
    for events in (length, 10 * length):
        folder = tmp_path / str(events)
        folder.mkdir()
        log = await a_long_workshop(folder, events)
        tracemalloc.start()
        memory = load(log, WORKSHOP)
        held, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        feed = Feed("participant", rendered(memory.workshop, "participant"), b"", memory.head)
        assert memory.head.seq >= events
        assert len(memory.recent) <= RECENT_EVENTS
        costs.append((sum(map(len, feed.snapshot())), held / events, peak - held))
        log.close()
    (short_page, short_each, _), (long_page, long_each, long_spare) = costs
    assert long_page <= short_page + 64, "what is sent grows with the board, not with the log"
    # The room keeps every command's identifier, to answer it again, and nothing else of the past.
    assert long_each <= 1.15 * short_each
    assert long_each < 500
    # Reading goes page by page: what it takes for a moment does not grow with the log.
    assert long_spare < 4_000_000
    faults.count("events in the longest workshop", 10 * length)
