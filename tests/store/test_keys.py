"""Keys are made before they are needed, and when they are destroyed nothing is left of them."""

import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from codesign.store.errors import NewerLogError, StorageError, UnsealError
from codesign.store.keys import Destruction, Keys
from codesign.store.postgresql_keys import PostgreSQLKeys
from codesign.store.sqlite_keys import SCHEMA_VERSION, SQLiteKeys
from tests.store.keys_contract import HERE, KeysContract, OpenKeys, renew, seal


class TestSQLiteKeys(KeysContract):
    @pytest.fixture
    def open_keys(self, path: Path) -> OpenKeys:
        return lambda: SQLiteKeys(str(path))


class TestPostgreSQLKeys(KeysContract):
    @pytest.fixture
    def open_keys(self, database: str) -> OpenKeys:
        return lambda: PostgreSQLKeys(database)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "codesign.keys.db"


@pytest.fixture
def keys(path: Path) -> Iterator[Keys]:
    keys = SQLiteKeys(str(path))
    yield keys
    keys.close()


def stored_keys(path: Path) -> list[bytes]:
    with closing(sqlite3.connect(path)) as database:
        return [key for (key,) in database.execute("SELECT key FROM key WHERE destroyed = 0")]


def on_disk(path: Path) -> bytes:
    return b"".join(each.read_bytes() for each in sorted(path.parent.glob(f"{path.name}*")))


def test_each_owner_has_a_key_of_their_own(keys: Keys, path: Path) -> None:
    seal(keys, "idea")
    seal(keys, "idea")
    seal(keys, "person")

    assert len(set(stored_keys(path))) == 2


def test_every_keys_database_has_its_own_secret(keys: Keys, tmp_path: Path) -> None:
    other = SQLiteKeys(str(tmp_path / "other.keys.db"))

    assert other.server_secret != keys.server_secret
    assert other.identity != keys.identity
    other.close()


def test_keys_of_a_batch_that_failed_are_not_kept(keys: Keys, path: Path) -> None:
    with pytest.raises(RuntimeError), keys.sealing() as sealing:  # noqa: PT012 - it fails after
        sealing.seal(HERE, "idea", "text", b"here")
        raise RuntimeError

    assert stored_keys(path) == []
    assert keys.unseal(HERE, "idea", seal(keys, "idea"), b"here") == "A bus at nine"


# --- what a crash takes -----------------------------------------------------


def seed_of(path: Path) -> bytes:
    with closing(sqlite3.connect(path)) as database:
        seed: bytes = database.execute("SELECT seed FROM seed").fetchone()[0]
    return seed


def lose(path: Path, owner: str) -> None:
    """As a power cut does before the row is flushed."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        assert database.execute("DELETE FROM key WHERE owner = ?", (owner,)).rowcount == 1


def mended(keys: Keys, owner: str, sealed: bytes) -> str:
    with keys.mending() as mending:
        return mending.unseal(HERE, owner, sealed, b"here")


def test_a_key_that_a_crash_took_is_made_again(keys: Keys, path: Path) -> None:
    sealed = seal(keys, "idea")
    lose(path, "idea")
    with pytest.raises(UnsealError):
        keys.unseal(HERE, "idea", sealed, b"here")

    assert mended(keys, "idea", sealed) == "A bus at nine"
    assert keys.unseal(HERE, "idea", sealed, b"here") == "A bus at nine"
    assert keys.reading(HERE).unseal(HERE, "idea", seal(keys, "idea"), b"here") == "A bus at nine"


def test_no_key_is_made_for_words_it_never_sealed(keys: Keys, path: Path, tmp_path: Path) -> None:
    with closing(SQLiteKeys(str(tmp_path / "other.keys.db"))) as other:
        theirs = seal(other, "idea")

    with pytest.raises(UnsealError):
        mended(keys, "idea", theirs)
    assert stored_keys(path) == []


def test_settled_keys_need_no_mending_and_get_none(keys: Keys, path: Path) -> None:
    sealed = seal(keys, "idea")
    before = seed_of(path)
    keys.settle(7)

    assert keys.settled == 7
    assert seed_of(path) != before
    assert mended(keys, "idea", sealed) == "A bus at nine"
    lose(path, "idea")
    with pytest.raises(UnsealError):
        mended(keys, "idea", sealed)


def test_keys_are_to_be_settled_after_two_thousand(keys: Keys) -> None:
    with keys.sealing() as sealing:
        for number in range(1_999):
            sealing.seal(HERE, f"idea-{number}", "text", b"here")
    assert not keys.is_to_settle

    seal(keys, "idea-1999")
    assert keys.is_to_settle
    keys.settle(1)
    assert not keys.is_to_settle


def test_a_key_that_is_needed_at_once_leaves_nothing_to_mend(keys: Keys, path: Path) -> None:
    before = seed_of(path)
    with keys.sealing(at_once=True) as sealing:
        sealing.seal(HERE, "box", "text", b"here")

    assert seed_of(path) != before


def test_a_destroyed_key_cannot_be_made_again(keys: Keys, path: Path) -> None:
    sealed = seal(keys, "idea")
    seed = seed_of(path)
    assert seed in on_disk(path)

    keys.destroy([Destruction(HERE, "idea", 2)])

    assert seed not in on_disk(path)
    lose(path, "idea")
    with pytest.raises(UnsealError):
        mended(keys, "idea", sealed)


# --- destruction ------------------------------------------------------------


def test_destroyed_keys_are_in_no_file(keys: Keys, path: Path) -> None:
    for number in range(600):  # many pages
        seal(keys, f"idea-{number}")
    alive_and_dead = stored_keys(path)
    disk = on_disk(path)
    assert all(each in disk for each in alive_and_dead)

    keys.destroy([Destruction(HERE, f"idea-{number}", 2) for number in range(0, 600, 3)])

    dead = set(alive_and_dead) - set(stored_keys(path))
    disk = on_disk(path)
    assert len(dead) == 200
    assert not [each for each in dead if each in disk]


def test_destroyed_keys_are_in_no_file_while_others_come_and_go(keys: Keys, path: Path) -> None:
    dead: set[bytes] = set()
    for number in range(300):
        seal(keys, f"idea-{number}")
        if number % 3 == 0:
            before = set(stored_keys(path))
            renew(keys, f"idea-{number // 2}")
            keys.destroy([Destruction(HERE, f"idea-{number // 2}", 2)])
            dead |= before - set(stored_keys(path))

    disk = on_disk(path)
    assert len(dead) == 100
    assert not [each for each in dead if each in disk]


def test_a_destruction_that_a_reader_holds_up_says_so(keys: Keys, path: Path) -> None:
    seal(keys, "idea")
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM key").fetchall()

        with pytest.raises(StorageError) as held_up:
            keys.destroy([Destruction(HERE, "idea", 2)])
        reader.execute("COMMIT")

    assert held_up.value.reason == "storage_busy"


# --- what is wrong ----------------------------------------------------------


def test_only_this_account_can_read_the_keys(keys: Keys, path: Path) -> None:
    seal(keys, "idea")
    files = sorted(path.parent.glob(f"{path.name}*"))

    assert len(files) == 3
    assert {stat.S_IMODE(each.stat().st_mode) for each in files} == {0o600}


def test_keys_restored_with_wide_rights_are_closed_to_others(keys: Keys, path: Path) -> None:
    keys.close()
    path.chmod(0o644)

    SQLiteKeys(str(path)).close()

    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_keys_of_a_newer_version_are_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as newer:
        newer.execute(f"PRAGMA user_version={SCHEMA_VERSION + 1}")

    with pytest.raises(NewerLogError):
        SQLiteKeys(str(path))


def test_keys_that_cannot_be_written_are_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError) as unwritable:
        SQLiteKeys(str(tmp_path / "nowhere" / "codesign.keys.db"))

    assert unwritable.value.reason == "storage_unwritable"


def test_keys_that_are_not_this_accounts_are_told() -> None:
    with pytest.raises(StorageError) as unwritable:
        SQLiteKeys("/proc/version")

    assert unwritable.value.reason == "storage_unwritable"
