"""A backup is whole or not there, and what was erased stays erased through it."""

import sqlite3
import stat
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from codesign.domain import events as e
from codesign.domain.ballot_box import BoxedBallot
from codesign.domain.ids import IdeaId
from codesign.store import backup
from codesign.store.backup import KEYS_FILE, LOG_FILE, MANIFEST, Places, make_backup, restore
from codesign.store.errors import BackupError, InUseError
from codesign.store.log import Append, Appended, Log, open_log
from tests import given
from tests.store.contract import (
    HERE,
    IDEA,
    PERSON,
    STAGE,
    THERE,
    append,
    batch,
    events_of,
    redacted,
    submitted,
)
from tests.store.test_log import disk, live_keys

NOW = 1_760_000_000_000


@pytest.fixture
def server(tmp_path: Path) -> Path:
    """The folder of a server."""
    folder = tmp_path / "server"
    folder.mkdir()
    return folder


@pytest.fixture
def log(server: Path) -> Iterator[Log]:
    log = opened(server)
    append(log, HERE, created(), submitted("A bus at nine"))
    yield log
    log.close()


def created() -> e.Event:
    return e.WorkshopRetitled(title="Buses", question="When?")


def opened(folder: Path) -> Log:
    return open_log(f"sqlite:///{folder}/codesign.db")


def in_place(folder: Path) -> Places:
    return Places(log=folder / "codesign.db", keys=folder / "codesign.keys.db")


def a_backup(folder: Path) -> Places:
    return Places(log=folder / "log", keys=folder / "keys")


def backed_up(server: Path, to: Path) -> Places:
    places = a_backup(to)
    make_backup(in_place(server), places, NOW)
    return places


# --- making one -----------------------------------------------------------------


def test_a_backup_is_made_while_the_server_writes(log: Log, server: Path, tmp_path: Path) -> None:
    going = threading.Event()
    stop = threading.Event()

    def write() -> None:
        # Each has a key of its own, which the copy of the keys must have if it has the idea.
        while not stop.is_set():
            idea = IdeaId(f"idea {log.head(HERE)}")
            append(log, HERE, e.IdeaSubmitted(idea=idea, stage=STAGE, text="One more"))
            going.set()

    writer = threading.Thread(target=write)
    writer.start()
    going.wait(10)
    try:
        manifests = [
            make_backup(in_place(server), a_backup(tmp_path / str(number)), NOW)
            for number in range(5)
        ]
    finally:
        stop.set()
        writer.join()

    # Each was opened and read to its end, all its words unsealed, before it was called a backup.
    events = [each.workshops[0].events for each in manifests]
    assert events == sorted(events)
    assert events[-1] > events[0]


def test_what_is_written_between_the_two_copies_is_in_neither_or_can_be_read(
    log: Log, server: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def copy_and_write(source: Path, to: Path) -> None:
        copy(source, to)
        idea = IdeaId(f"idea {log.head(HERE)}")
        append(log, HERE, e.IdeaSubmitted(idea=idea, stage=STAGE, text="One more"))

    copy = backup._copy
    monkeypatch.setattr(backup, "_copy", copy_and_write)
    before = log.head(HERE)

    manifest = make_backup(in_place(server), a_backup(tmp_path / "backup"), NOW)

    assert manifest.workshops[0].events == before
    assert log.head(HERE) == before + 2


def test_a_backup_holds_everything_in_files_for_this_account(
    log: Log, server: Path, tmp_path: Path
) -> None:
    places = backed_up(server, tmp_path / "backup")

    names = {each.relative_to(tmp_path / "backup") for each in (tmp_path / "backup").rglob("*.*")}
    assert names == {
        Path("log", LOG_FILE),
        Path("log", MANIFEST),
        Path("keys", KEYS_FILE),
        Path("keys", MANIFEST),
    }
    for each in (places.log / LOG_FILE, places.keys / KEYS_FILE):
        assert stat.S_IMODE(each.stat().st_mode) == 0o600
    copy = open_log(f"sqlite:///{places.log}/{LOG_FILE}", f"sqlite:///{places.keys}/{KEYS_FILE}")
    assert events_of(copy, HERE) == events_of(log, HERE)
    copy.close()


def test_the_log_of_a_backup_holds_no_keys(log: Log, server: Path, tmp_path: Path) -> None:
    places = backed_up(server, tmp_path / "backup")

    assert not [each for each in live_keys(server) if each in disk(places.log)]


def test_a_backup_takes_nobodys_place(log: Log, server: Path, tmp_path: Path) -> None:
    places = backed_up(server, tmp_path / "backup")
    before = disk(places.log) + disk(places.keys)

    with pytest.raises(BackupError, match="exists already"):
        backed_up(server, tmp_path / "backup")

    assert disk(places.log) + disk(places.keys) == before


def test_a_damaged_log_is_not_called_a_backup(log: Log, server: Path, tmp_path: Path) -> None:
    append(log, THERE, *[e.WorkshopClosed()] * 3)
    log._recorder._writer.execute("DELETE FROM event WHERE workshop = ? AND seq = 2", (THERE,))

    with pytest.raises(BackupError, match=f"Workshop {THERE} is not whole"):
        backed_up(server, tmp_path / "backup")

    assert list((tmp_path / "backup").iterdir()) == [], "nothing half made is left"


# --- putting one back -----------------------------------------------------------


def test_a_restored_log_is_the_one_that_was_backed_up_in_a_new_epoch(
    log: Log, server: Path, tmp_path: Path
) -> None:
    append(log, THERE, e.WorkshopClosed())
    epochs = {log.epoch(HERE), log.epoch(THERE)}
    before = events_of(log, HERE)
    places = backed_up(server, tmp_path / "backup")
    append(log, HERE, submitted("Lost with the disk"))
    log.close()

    restored = restore(places, in_place(server), overwrite=True)

    assert [each.workshop for each in restored.manifest.workshops] == [HERE, THERE]
    again = opened(server)
    assert events_of(again, HERE) == before
    new = {again.epoch(HERE), again.epoch(THERE)}
    assert len(new) == 2
    assert not new & epochs, "who was here before must notice"
    assert {len(each or b"") for each in new} == {16}
    again.close()


def test_a_backup_is_put_back_on_a_machine_that_has_nothing(
    log: Log, server: Path, tmp_path: Path
) -> None:
    places = backed_up(server, tmp_path / "backup")
    (tmp_path / "new").mkdir()

    restored = restore(places, in_place(tmp_path / "new"), overwrite=False)

    assert not restored.keys_kept
    again = opened(tmp_path / "new")
    assert events_of(again, HERE) == events_of(log, HERE)
    assert again.server_secret == log.server_secret, "links and logins stay good"
    again.close()


def test_nothing_is_overwritten_unasked(log: Log, server: Path, tmp_path: Path) -> None:
    places = backed_up(server, tmp_path / "backup")
    append(log, HERE, None)
    log.close()

    with pytest.raises(BackupError, match="Back it up first"):
        restore(places, in_place(server), overwrite=False)

    again = opened(server)
    assert again.head(HERE) == 3
    again.close()


def test_other_keys_are_not_overwritten_unasked(log: Log, server: Path, tmp_path: Path) -> None:
    places = backed_up(server, tmp_path / "backup")
    (tmp_path / "new").mkdir()
    opened(tmp_path / "new").close()
    (tmp_path / "new/codesign.db").unlink()
    others = (tmp_path / "new/codesign.keys.db").read_bytes()

    with pytest.raises(BackupError, match=r"codesign\.keys\.db already"):
        restore(places, in_place(tmp_path / "new"), overwrite=False)

    assert (tmp_path / "new/codesign.keys.db").read_bytes() == others


def test_nothing_is_restored_under_a_running_server(log: Log, server: Path, tmp_path: Path) -> None:
    places = backed_up(server, tmp_path / "backup")
    log.close()
    running = open_log(f"sqlite:///{server}/codesign.db", exclusive=True)

    with pytest.raises(InUseError):
        restore(places, in_place(server), overwrite=True)

    append(running, HERE, None)
    running.close()


def test_nothing_is_restored_under_a_program_that_reads(
    log: Log, server: Path, tmp_path: Path
) -> None:
    places = backed_up(server, tmp_path / "backup")
    append(log, HERE, None)

    with pytest.raises(BackupError, match="Let it finish, then restore"):
        restore(places, in_place(server), overwrite=True)

    append(log, HERE, None)
    assert log.head(HERE) == 4


def test_what_an_older_log_left_beside_it_is_not_taken_for_the_restored_ones(
    log: Log, server: Path, tmp_path: Path
) -> None:
    places = backed_up(server, tmp_path / "backup")
    append(log, HERE, submitted("Only in the write-ahead log"))
    wal = (server / "codesign.db-wal").read_bytes()
    log.close()
    (server / "codesign.db").write_bytes(b"damaged beyond reading" * 500)
    (server / "codesign.db-wal").write_bytes(wal)

    restore(places, in_place(server), overwrite=True)

    again = opened(server)
    assert again.head(HERE) == 2
    again.close()


@pytest.mark.parametrize("name", [f"log/{LOG_FILE}", f"keys/{KEYS_FILE}"])
def test_a_backup_that_is_damaged_is_not_put_in_place(
    log: Log, server: Path, tmp_path: Path, name: str
) -> None:
    places = backed_up(server, tmp_path / "backup")
    file = tmp_path / "backup" / name
    content = bytearray(file.read_bytes())
    content[-100] ^= 1
    file.write_bytes(content)
    (tmp_path / "new").mkdir()

    with pytest.raises(BackupError, match="damaged"):
        restore(places, in_place(tmp_path / "new"), overwrite=False)

    assert not (tmp_path / "new/codesign.db").exists()


def test_a_folder_that_is_no_backup_is_told(tmp_path: Path, server: Path) -> None:
    with pytest.raises(BackupError, match="There is no backup in"):
        restore(a_backup(tmp_path), in_place(server), overwrite=False)


def test_keys_of_another_log_are_refused(log: Log, server: Path, tmp_path: Path) -> None:
    places = backed_up(server, tmp_path / "backup")
    (tmp_path / "other").mkdir()
    opened(tmp_path / "other").close()
    others = backed_up(tmp_path / "other", tmp_path / "others")
    (tmp_path / "new").mkdir()

    with pytest.raises(BackupError, match="not those of the log"):
        restore(
            Places(log=places.log, keys=others.keys), in_place(tmp_path / "new"), overwrite=False
        )


# --- erasures -------------------------------------------------------------------


def erase_words(log: Log) -> None:
    append(log, HERE, redacted("[Removed]"))


def test_an_older_log_does_not_bring_back_what_was_erased_since(
    log: Log, server: Path, tmp_path: Path
) -> None:
    places = backed_up(server, tmp_path / "backup")
    erase_words(log)
    log.close()

    restored = restore(places, in_place(server), overwrite=True)

    assert restored.keys_kept
    again = opened(server)
    assert events_of(again, HERE) == [created(), submitted("")]
    again.close()


def test_older_keys_do_not_bring_back_what_was_erased_since(
    log: Log, server: Path, tmp_path: Path
) -> None:
    places = backed_up(server, tmp_path / "backup")
    erased = live_keys(server)
    erase_words(log)
    erased -= live_keys(server)
    log.close()
    (server / "codesign.keys.db").write_bytes(b"damaged beyond reading" * 500)

    restored = restore(places, in_place(server), overwrite=True)

    assert not restored.keys_kept
    assert not restored.erasures_unknown
    assert len(erased) == 1
    assert not [each for each in erased if each in disk(server)]
    again = opened(server)
    assert events_of(again, HERE) == [created(), submitted("")]
    again.close()


def test_keys_kept_elsewhere_and_newer_than_the_log_are_kept(
    log: Log, server: Path, tmp_path: Path
) -> None:
    places = backed_up(server, tmp_path / "backup")
    erase_words(log)
    log.close()
    (server / "codesign.db").unlink()

    restored = restore(
        Places(log=places.log, keys=tmp_path / "nowhere"), in_place(server), overwrite=False
    )

    assert restored.keys_kept
    again = opened(server)
    assert events_of(again, HERE) == [created(), submitted("")]
    again.close()


def test_where_nobody_knows_what_was_erased_since_that_is_said(
    log: Log, server: Path, tmp_path: Path
) -> None:
    places = backed_up(server, tmp_path / "backup")
    log.close()
    for name in ("codesign.db", "codesign.keys.db"):
        (server / name).write_bytes(b"damaged beyond reading" * 500)

    assert restore(places, in_place(server), overwrite=True).erasures_unknown


def test_an_erasure_after_a_restore_destroys_the_key_in_use(
    log: Log, server: Path, tmp_path: Path
) -> None:
    places = backed_up(server, tmp_path / "backup")
    erase_words(log)
    log.close()
    restore(places, in_place(server), overwrite=True)
    again = opened(server)
    append(again, HERE, e.IdeaReworded(idea=IDEA, text="Said again"))
    assert events_of(again, HERE)[2] == e.IdeaReworded(idea=IDEA, text="Said again")

    append(again, HERE, redacted("[Removed again]"), e.ParticipantErased(participant=PERSON))

    assert events_of(again, HERE)[2] == e.IdeaReworded(idea=IDEA, text="")
    again.close()


def test_a_folder_that_cannot_be_made_is_told(log: Log, server: Path, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("no folder")

    with pytest.raises(BackupError, match="cannot be read or written"):
        backed_up(server, file / "backup")


def test_a_restored_log_takes_new_events(log: Log, server: Path, tmp_path: Path) -> None:
    places = backed_up(server, tmp_path / "backup")
    log.close()
    restore(places, in_place(server), overwrite=True)
    again = opened(server)

    [result] = again.append([batch(HERE, 2, submitted("Sent again"))])

    assert isinstance(result, Appended)
    with closing(sqlite3.connect(server / "codesign.db")) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    again.close()


# --- secret votes ---------------------------------------------------------------


BALLOT = BoxedBallot(round=given.ROUND, voter=given.ANNA, marks={given.YES: 1}, options=1)


def a_vote_under_way(log: Log) -> None:
    past = (
        *given.TAKING_IDEAS,
        given.round_opened(secret=True),
        given.option_added(given.YES),
        given.past_fact(e.TurnoutRecorded(round=given.ROUND), by=given.ANNA),
    )
    events = tuple(given.recorded(*past))
    log.append([Append(workshop=THERE, expected=0, events=events, ballots=(BALLOT,))])


@pytest.mark.parametrize("elsewhere", [False, True], ids=["in place", "on another machine"])
def test_restored_in_the_middle_of_a_secret_vote_it_goes_on(
    log: Log, server: Path, tmp_path: Path, *, elsewhere: bool
) -> None:
    a_vote_under_way(log)
    backup = backed_up(server, tmp_path / "backup")
    log.close()
    there = tmp_path / "elsewhere" if elsewhere else server
    there.mkdir(exist_ok=True)

    restored = restore(backup, in_place(there), overwrite=True)

    assert restored.lost_ballots == 0
    with closing(opened(there)) as again:
        assert again.ballots(THERE, given.ROUND) == [{given.YES: 1}]


def test_ballots_of_a_box_that_was_opened_since_are_lost_and_that_is_said(
    log: Log, server: Path, tmp_path: Path
) -> None:
    a_vote_under_way(log)
    backup = backed_up(server, tmp_path / "backup")
    opening = e.BallotBoxOpened(round=given.ROUND, ballots=({given.YES: 1},))
    append(log, THERE, e.RoundClosed(round=given.ROUND), opening)
    log.close()

    restored = restore(backup, in_place(server), overwrite=True)

    # Or else the older copy would join the voter to the choice after all.
    assert restored.lost_ballots == 1
    with closing(opened(server)) as again:
        assert again.ballots(THERE, given.ROUND) == []
