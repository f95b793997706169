"""The write-ahead log beside a database: how it is emptied, and what a crash left of it.

A commit is on disk once the write-ahead log was flushed. From time to time its
pages are moved into the database file and it starts over; as long as somebody
reads what was there before, it cannot, and grows.

**When the disk does not confirm a flush** the kernel reports it once, keeps the
pages in memory as if they were written, and confirms the next flush although
they are not on disk. So a failed flush is never repeated, nothing is
acknowledged any more, and nothing is closed, since closing would write: the
process ends (`FlushFailedError`, `live/writer.py`). The next one begins from
what is really on disk: it drops the kernel's copy of the write-ahead log, lets
SQLite recover what was committed, and moves that into the database file by
writes and a flush of its own before it answers anybody. The commit that was
not confirmed is then there or not, and its commands, sent again under their
ids, are acknowledged or decided afresh.

**When the write-ahead log is damaged** SQLite takes it up to the first frame
that does not fit its checksum and says nothing. At the end that is usual: the
power went while it was being written, and nobody was told. In the middle it
means that acknowledged commits are gone. The difference is in the frames that
follow, and `report` tells it.

The format of the file: <https://www.sqlite.org/fileformat2.html#walformat>
"""

import logging
import os
import shutil
import sqlite3
import struct
from pathlib import Path
from typing import Final, NamedTuple

from codesign.store.database import BUSY_TIMEOUT_MS, PRIVATE, storage_error, translated
from codesign.store.errors import FlushFailedError

# Many times what a reader of one page takes.
_TRUNCATE_TIMEOUT_MS: Final = 200
# The write-ahead log is moved after so many rows, while every room waits; SQLite's own habit is
# 1,000 pages. One three times as long, about 12 MB, is moved in hardly more time.
_MOVE_EVERY_ROWS: Final = 3_000
# What a commit of one row costs in pages beside the row: the ends of the table and its index.
_ROWS_OF_A_COMMIT: Final = 4
# 16 MB, many times what is usual: somebody has been reading for long.
ALARM_FRAMES: Final = 4_096

_HEADER: Final = struct.Struct(">8I")
# The page number, the database's size if this frame ends a commit, and the salts of its header.
_FRAME: Final = struct.Struct(">4I")
_FRAME_HEADER_BYTES: Final = 24
# The last bit says which way round the checksums are read.
_MAGIC: Final = 0x377F0682
_WORD: Final = 2**32

_log = logging.getLogger(__name__)


class WriteAheadLog:
    """What a writer does with its write-ahead log after a commit.

    Args:
        connection: the writer's.
        path: of the database file.
    """

    def __init__(self, connection: sqlite3.Connection, path: str) -> None:
        self._connection = connection
        self._path = path
        self._rows = 0
        self._alarmed = False

    def committed(self, rows: int) -> None:
        """Note a commit of so many rows, and move the log into the database when it is time.

        Raises:
            FlushFailedError: the disk did not confirm it.
        """
        self._rows += rows + _ROWS_OF_A_COMMIT
        if self._rows >= _MOVE_EVERY_ROWS:
            self._rows = 0
            self._move()

    def truncate(self) -> bool:
        """Empty the log into the database; False when a reader is in the way."""
        with translated():
            # Not for long: whoever waits here holds up every room.
            self._connection.execute(f"PRAGMA busy_timeout={_TRUNCATE_TIMEOUT_MS}")
            try:
                found = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            finally:
                self._connection.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
        return not found[0]

    def recovered_frames(self) -> int | None:
        """Move what a crash left, and return how many frames of it were whole.

        None when another program is moving it at this moment.

        Raises:
            StorageError, FlushFailedError: it could not be moved.
        """
        with translated():
            frames = self._checkpoint()[0]
        return None if frames < 0 else frames

    def _move(self) -> None:
        try:
            frames, moved = self._checkpoint()
        except sqlite3.Error as error:
            failure = storage_error(error)
            if isinstance(failure, FlushFailedError):
                raise failure from error
            # The commit is on disk and stands; the next one tries again.
            self._alarm("cannot be moved into the database", failure)
        else:
            if frames - moved < ALARM_FRAMES:
                self._alarmed = False
            else:
                self._alarm("grows: a program has been reading for long", f"{frames:,} pages")

    def _checkpoint(self) -> tuple[int, int]:
        """Move what no reader is in the way of; return how many frames there are and are moved."""
        _, frames, moved = self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        return frames, moved

    def _alarm(self, what: str, detail: object) -> None:
        if not self._alarmed:
            _log.warning("the write-ahead log of %s %s (%s)", self._path, what, detail)
        self._alarmed = True


class Left(NamedTuple):
    """What lay in a write-ahead log when it was found.

    Args:
        commits: the numbers of the frames that end a commit, from 1.
        torn: whether the file ends within a frame.
    """

    commits: tuple[int, ...]
    torn: bool


def left_in(path: Path) -> Left:
    """Return what a crash left, read from the disk itself; before the database is opened.

    Not while this process has the database open: closing another handle would
    take away SQLite's locks.
    """
    try:
        with Path(f"{path}-wal").open("rb") as file:
            _forget_cached(file.fileno())
            return _left(file.read())
    except FileNotFoundError:
        return Left((), torn=False)


def _forget_cached(file: int) -> None:
    """Drop the kernel's copy: after a failed flush it is not what is on disk."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)


def _left(content: bytes) -> Left:
    if len(content) < _HEADER.size + _FRAME.size:
        return Left((), torn=len(content) % _HEADER.size > 0)
    page_bytes, salts = _header(content)
    size = _FRAME_HEADER_BYTES + page_bytes
    places = range(_HEADER.size, len(content) - _FRAME.size + 1, size)
    commits = []
    for number, place in enumerate(places, start=1):
        _, ends_commit, *found = _FRAME.unpack_from(content, place)
        if ends_commit and tuple(found) == salts:
            commits.append(number)
    return Left(tuple(commits), torn=(len(content) - _HEADER.size) % size > 0)


def _header(content: bytes) -> tuple[int, tuple[int, int]]:
    """Return the size of a page and the salts; of a damaged header those of the first frame."""
    magic, _, page_bytes, _, *salts, sum_1, sum_2 = _HEADER.unpack_from(content)
    if magic & ~1 == _MAGIC and _checksum(content[:24], magic & 1) == (sum_1, sum_2):
        return page_bytes, (salts[0], salts[1])
    first = _FRAME.unpack_from(content, _HEADER.size)
    return 4096, (first[2], first[3])


def _checksum(content: bytes, big_endian: int) -> tuple[int, int]:
    words = struct.unpack(f"{'>' if big_endian else '<'}{len(content) // 4}I", content)
    one = two = 0
    for even, odd in zip(words[::2], words[1::2], strict=True):
        one = (one + even + two) % _WORD
        two = (two + odd + one) % _WORD
    return one, two


def report(path: Path, left: Left, recovered: int | None, *, flushed: bool) -> None:
    """Say in the server's log what could not be recovered.

    Args:
        path: of the database file.
        left: what was found before it was opened.
        recovered: how many frames SQLite took; None when nobody can tell.
        flushed: whether each commit was flushed before the next began, so that a crash can
            tear the last one only. Of more that cannot be read a copy is kept, for somebody
            who can read more of it; of keys, which are not, a copy would outlive their erasure.
    """
    if recovered is None:
        return
    lost = sum(each > recovered for each in left.commits)
    if lost and not flushed:
        _log.warning(
            "the last %d commits in the write-ahead log of %s are not whole and are left out."
            " What was not flushed is made again",
            lost,
            path,
        )
    elif lost > 1:
        kept = _keep(path)
        _log.error(
            "the write-ahead log of %s is damaged: %d commits in it cannot be read, and what they"
            " held is lost. Kept of it: %s. A newer backup may hold more",
            path,
            lost,
            kept,
        )
    elif lost or left.torn:
        _log.warning(
            "the last commit in the write-ahead log of %s is not whole and is left out. If the"
            " power was cut, nobody had been told of it",
            path,
        )


def _keep(path: Path) -> str:
    kept = f"{path}-wal.damaged"
    try:
        Path(kept).touch(PRIVATE)
        shutil.copyfile(f"{path}-wal", kept)
    except OSError:
        return "nothing"
    return kept
