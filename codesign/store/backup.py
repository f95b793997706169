"""Copies of the log and its keys: how they are made, checked, and put back.

A backup is two folders, so that they can be kept apart: who holds only the log
cannot read what people said, and an erased word is gone for good once the last
copy of its key is. Each holds a database and `backup.json`, its manifest.

**Making one** does not stop the server. The log is copied first and the keys
after it, each as of one moment: keys are committed before the events they
seal, so the copy of the keys holds all that the copy of the log needs. Then
both are opened, which puts another seed into the copy of the keys, so that it
makes none of those to come; checked event by event; and hashed. A backup is whole or not
there: it is built under another name.

**Putting one back** gives every workshop a new epoch. A browser that was there
before holds another history: it drops its board, takes the restored one, and
sends again what was not answered. Erasures stay done: keys that are still here
are kept if they are this log's, since they hold all that older ones held but
for what was destroyed; otherwise every destruction that the log in place or
the restored one names is carried out again on the restored keys.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import Final
from urllib.parse import quote

import msgspec

from codesign.store.checking import Checked, check_file, check_workshops
from codesign.store.database import PRIVATE, connect, transaction, translated
from codesign.store.errors import BackupError, StorageError
from codesign.store.files import lock
from codesign.store.keys import Destruction
from codesign.store.log import open_log

LOG_FILE: Final = "codesign.db"
KEYS_FILE: Final = "codesign.keys.db"
MANIFEST: Final = "backup.json"
_FORMAT: Final = 1
_EPOCH_BYTES: Final = 16
_BESIDES: Final = ("-wal", "-shm")


class Kept(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A workshop as it was copied; the fields are those of `Checked`."""

    workshop: str
    events: int
    last_at: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a folder of a backup holds.

    `made_at` is in ms UTC; `keys` says which keys belong to it, `sha256` and
    `bytes` are of the database file. The folder of the keys lists no workshops.
    """

    format: int = _FORMAT
    made_at: int
    keys: str
    sha256: str
    bytes: int
    workshops: list[Kept] = []


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where a log and its keys are."""

    log: Path
    keys: Path


@contextmanager
def _in_a_sentence() -> Iterator[None]:
    """Say what went wrong with a file."""
    try:
        yield
    except OSError as error:
        message = f"{error.filename} cannot be read or written: {error.strerror}."
        raise BackupError(message) from None


# --- making one ---------------------------------------------------------------


@_in_a_sentence()
def make_backup(source: Places, to: Places, now: int) -> Manifest:
    """Copy a log and its keys into two new folders; the server may be running.

    Args:
        source: the files.
        to: the folders to make.
        now: in ms UTC, for the manifests.

    Raises:
        BackupError: a folder cannot be made, or what was copied is not whole.
        StorageError: the source cannot be read, or the copy not be written.
    """
    for folder in (to.log, to.keys):
        if folder.exists():
            message = f"{folder} exists already. Name a new folder for this backup."
            raise BackupError(message)
    with _unfinished(to.log) as log_folder, _unfinished(to.keys) as keys_folder:
        made = Places(log=log_folder / LOG_FILE, keys=keys_folder / KEYS_FILE)
        # In this order: see above.
        _copy(source.log, made.log)
        _copy(source.keys, made.keys)
        workshops = [_kept(each) for each in _require_whole(made)]
        keys = _identity(made.keys)
        manifest = _manifest(made.log, now, keys, workshops)
        _write_manifest(log_folder, manifest)
        _write_manifest(keys_folder, _manifest(made.keys, now, keys, []))
        keys_folder.rename(to.keys)
        log_folder.rename(to.log)
        _flush_folder(to.keys.parent)
        _flush_folder(to.log.parent)
    return manifest


@contextmanager
def _unfinished(folder: Path) -> Iterator[Path]:
    """Yield a folder to fill; unless it was renamed it is removed again."""
    temporary = folder.with_name(f".{folder.name}.unfinished")
    folder.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(temporary, ignore_errors=True)
    temporary.mkdir(mode=0o700)
    try:
        yield temporary
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _copy(source: Path, to: Path) -> None:
    """Copy a database that may be in use, as of one moment; it is on disk afterwards."""
    with translated(), closing(connect(str(source))) as database:
        to.touch(PRIVATE)
        with closing(sqlite3.connect(to)) as copy:
            # All pages in one step: with several, every commit meanwhile would start it over.
            database.backup(copy)
    _flush(to)


def _require_whole(places: Places) -> list[Checked]:
    """Open a log that nobody uses, carry out what it owes, and check all of it."""
    for path in (places.log, places.keys):
        if faults := check_file(path):
            message = f"{path} is not whole: {faults[0]}"
            raise BackupError(message)
    with closing(open_log(_url(places.log), _url(places.keys))) as log:
        found = list(check_workshops(log))
    for each in found:
        if each.fault:
            message = f"Workshop {each.workshop} is not whole. {each.fault}"
            raise BackupError(message)
    return found


def _kept(checked: Checked) -> Kept:
    return Kept(
        workshop=checked.workshop,
        events=checked.events,
        last_at=checked.last_at,
        sha256=checked.sha256,
    )


def _manifest(file: Path, now: int, keys: str, workshops: list[Kept]) -> Manifest:
    return Manifest(
        made_at=now,
        keys=keys,
        sha256=_sha256(file),
        bytes=file.stat().st_size,
        workshops=workshops,
    )


def _write_manifest(folder: Path, manifest: Manifest) -> None:
    path = folder / MANIFEST
    path.write_bytes(msgspec.json.format(msgspec.json.encode(manifest)))
    _flush(path)


# --- putting one back ---------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What was put back.

    `keys_kept` tells whether the keys in place were kept; `erasures_unknown`
    that there was a log in place of which nobody could read what was erased
    since the backup; `lost_ballots` are those of secret votes under way that
    nobody can read, because their key is gone.
    """

    manifest: Manifest
    keys_kept: bool
    erasures_unknown: bool
    lost_ballots: int


def _read_manifest(folder: Path, name: str) -> Manifest:
    """Return the manifest of one folder of a backup, its file checked against it."""
    try:
        manifest = msgspec.json.decode((folder / MANIFEST).read_bytes(), type=Manifest)
    except (OSError, msgspec.MsgspecError) as error:
        message = f"There is no backup in {folder} that this version can read ({error})."
        raise BackupError(message) from None
    file = folder / name
    if not file.exists() or _sha256(file) != manifest.sha256:
        message = f"{file} is damaged: it is not what was backed up. Take another backup."
        raise BackupError(message)
    return manifest


@_in_a_sentence()
def restore(source: Places, to: Places, *, overwrite: bool) -> Restored:
    """Put a backup in place while no server uses it; every workshop gets a new epoch.

    Args:
        source: the folders of the backup; the keys may be missing where those
            in place are this log's.
        to: the files.
        overwrite: whether a log in place may be replaced.

    Raises:
        BackupError: the backup is damaged or does not fit, something is in place, or a
            program reads it.
        InUseError: a server is using what is in place.
        StorageError: what is in place cannot be written.
    """
    manifest = _read_manifest(source.log, LOG_FILE)
    keys_kept = _is_whole(to.keys) and _identity(to.keys) == manifest.keys
    for path in [to.log] if keys_kept else [to.log, to.keys]:
        if path.exists() and not overwrite:
            raise BackupError(_in_place(path))
    with closing(lock(to.log)):
        for path in [to.log] if keys_kept else [to.log, to.keys]:
            _have_alone(path)
        new = Places(log=_beside(to.log), keys=_beside(to.keys))
        try:
            if not keys_kept:
                _take_keys(source.keys, new.keys, manifest)
            _take(source.log / LOG_FILE, new.log)
            erased, lost = _put_in_place(new, to, keys_kept=keys_kept)
        finally:
            for path in (new.log, new.keys):
                _remove(path)
    return Restored(
        manifest=manifest,
        keys_kept=keys_kept,
        erasures_unknown=erased is None and not keys_kept,
        lost_ballots=lost,
    )


def _have_alone(path: Path) -> None:
    """Empty the write-ahead log of what is to be replaced, with nobody else at it.

    A program that had it open would, when it ends, remove the write-ahead log
    of what took its place. A database too damaged for this nobody has open.
    """
    if not path.exists():
        return
    try:
        with translated(), closing(connect(str(path))) as database:
            database.execute("PRAGMA journal_mode=DELETE")
    except StorageError as error:
        if error.reason == "storage_busy":
            message = f"Another program has {path} open. Let it finish, then restore."
            raise BackupError(message) from None


def _put_in_place(
    new: Places, to: Places, *, keys_kept: bool
) -> tuple[list[Destruction] | None, int]:
    """Make the copies what they are to be, then let them take their places.

    Returns:
        The erasures that the log in place names, None when it cannot be read;
        and how many secret ballots are lost.
    """
    erased = _destructions(to.log)
    _begin_new_history(new.log, erased or [])
    found = _require_whole(Places(log=new.log, keys=to.keys if keys_kept else new.keys))
    if not keys_kept:
        _put(new.keys, to.keys)
    _put(new.log, to.log)
    return erased, sum(each.lost_ballots for each in found)


def _take_keys(folder: Path, to: Path, manifest: Manifest) -> None:
    if _read_manifest(folder, KEYS_FILE).keys != manifest.keys:
        message = f"The keys in {folder} are not those of the log. Name the right ones with --keys."
        raise BackupError(message)
    _take(folder / KEYS_FILE, to)


def _begin_new_history(log: Path, erased: list[Destruction]) -> None:
    with translated(), closing(connect(str(log))) as database, transaction(database):
        for (number,) in database.execute("SELECT number FROM workshop").fetchall():
            database.execute(
                "UPDATE workshop SET epoch = ? WHERE number = ?", (os.urandom(_EPOCH_BYTES), number)
            )
        database.executemany("INSERT OR IGNORE INTO destruction VALUES (?, ?, ?)", erased)


def _destructions(log: Path) -> list[Destruction] | None:
    """Return every erasure that a log in place names; None when it cannot be read."""
    if not log.exists():
        return []
    try:
        with translated(), closing(connect(str(log))) as database:
            rows = database.execute("SELECT workshop, owner, generation FROM destruction")
            return [Destruction(*each) for each in rows.fetchall()]
    except StorageError:
        return None


def _is_whole(keys: Path) -> bool:
    return keys.exists() and not check_file(keys)


def _identity(keys: Path) -> str:
    """Return which keys these are, in hex; empty when the file has none."""
    try:
        with translated(), closing(connect(str(keys))) as database:
            rows = database.execute("SELECT value FROM secret WHERE name = 'identity'").fetchall()
    except StorageError:
        return ""
    return rows[0][0].hex() if rows else ""


def _in_place(path: Path) -> str:
    return (
        f"There is a database at {path} already. Back it up first if anything in it may be needed,"
        " then use --force to replace it."
    )


# --- files --------------------------------------------------------------------


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.restoring")


def _take(source: Path, to: Path) -> None:
    _remove(to)
    to.touch(PRIVATE)
    shutil.copyfile(source, to)


def _put(new: Path, place: Path) -> None:
    """Give a finished database its place."""
    _flush(new)
    # First: a write-ahead log of the old one must never be taken for one of the new.
    for suffix in _BESIDES:
        Path(f"{place}{suffix}").unlink(missing_ok=True)
    _flush_folder(place.parent)
    new.replace(place)
    _flush_folder(place.parent)


def _remove(path: Path) -> None:
    for suffix in ("", *_BESIDES):
        with suppress(FileNotFoundError):
            Path(f"{path}{suffix}").unlink()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _flush(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _flush_folder(path: Path) -> None:
    folder = os.open(path, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _url(path: Path) -> str:
    return f"sqlite:///{quote(str(path.absolute()))}"
