"""Keys are made before they are needed, and when they are destroyed nothing is left of them."""

import sqlite3
import stat
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from codesign.domain.ids import WorkshopId
from codesign.store.errors import NewerLogError, StorageError, UnsealError
from codesign.store.keys import SCHEMA_VERSION, Destruction, Keys

HERE = WorkshopId("here-----------------A")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "codesign.keys.db"


@pytest.fixture
def keys(path: Path) -> Iterator[Keys]:
    keys = Keys(str(path))
    yield keys
    keys.close()


def seal(keys: Keys, owner: str, text: str = "A bus at nine") -> bytes:
    with keys.sealing() as sealing:
        return sealing.seal(HERE, owner, text, b"here")


def renew(keys: Keys, owner: str) -> int:
    with keys.sealing() as sealing:
        return sealing.renew(HERE, owner)


def stored_keys(path: Path) -> list[bytes]:
    with closing(sqlite3.connect(path)) as database:
        return [key for (key,) in database.execute("SELECT key FROM key WHERE destroyed = 0")]


def on_disk(path: Path) -> bytes:
    return b"".join(each.read_bytes() for each in sorted(path.parent.glob(f"{path.name}*")))


def test_what_was_sealed_is_read_with_the_key(keys: Keys) -> None:
    assert keys.unseal(HERE, "idea", seal(keys, "idea", "ŵy 🚌"), b"here") == "ŵy 🚌"


def test_a_sealed_text_is_layout_generation_nonce_and_ciphertext(keys: Keys) -> None:
    renew(keys, "idea")
    renew(keys, "idea")

    sealed = seal(keys, "idea", "four")

    assert sealed[:5] == bytes([1, 0, 0, 0, 2])
    assert len(sealed) == 5 + 12 + 4 + 16


def test_each_owner_has_a_key_of_their_own(keys: Keys, path: Path) -> None:
    seal(keys, "idea")
    seal(keys, "idea")
    seal(keys, "person")

    assert len(set(stored_keys(path))) == 2


def test_keys_outlive_the_process(keys: Keys, path: Path) -> None:
    sealed = seal(keys, "idea")
    keys.close()
    again = Keys(str(path))

    assert again.unseal(HERE, "idea", sealed, b"here") == "A bus at nine"
    assert again.server_secret == keys.server_secret
    assert again.identity == keys.identity
    again.close()


def test_every_keys_database_has_its_own_secret(keys: Keys, tmp_path: Path) -> None:
    other = Keys(str(tmp_path / "other.keys.db"))

    assert other.server_secret != keys.server_secret
    assert other.identity != keys.identity
    other.close()


def test_keys_of_a_batch_that_failed_are_not_kept(keys: Keys, path: Path) -> None:
    with pytest.raises(RuntimeError), keys.sealing() as sealing:  # noqa: PT012 - it fails after
        sealing.seal(HERE, "idea", "text", b"here")
        raise RuntimeError

    assert stored_keys(path) == []
    assert keys.unseal(HERE, "idea", seal(keys, "idea"), b"here") == "A bus at nine"


def test_two_processes_seal_under_the_same_key(keys: Keys, path: Path) -> None:
    other = Keys(str(path))
    sealed = [seal(each, "idea") for each in (keys, other, keys)]

    assert len(stored_keys(path)) == 1
    assert [other.unseal(HERE, "idea", each, b"here") for each in sealed] == ["A bus at nine"] * 3
    other.close()


def test_two_processes_that_need_a_key_at_once_get_the_same(keys: Keys, path: Path) -> None:
    others = [Keys(str(path)) for _ in range(4)]
    threads = [
        threading.Thread(target=lambda k=k: [seal(k, f"idea-{n}") for n in range(20)])
        for k in others
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert len(stored_keys(path)) == 20
    for each in others:
        each.close()


# --- destruction ------------------------------------------------------------


def test_a_destroyed_key_reads_as_nothing(keys: Keys) -> None:
    sealed = seal(keys, "idea")

    keys.destroy([Destruction(HERE, "idea", 2)])

    assert keys.unseal(HERE, "idea", sealed, b"here") == ""


def test_another_process_reads_nothing_either(keys: Keys, path: Path) -> None:
    other = Keys(str(path))
    sealed = seal(keys, "idea")
    assert other.unseal(HERE, "idea", sealed, b"here") == "A bus at nine"

    keys.destroy([Destruction(HERE, "idea", 2)])

    assert other.unseal(HERE, "idea", sealed, b"here") == ""
    other.close()


def test_a_newer_key_is_spared(keys: Keys) -> None:
    old = seal(keys, "idea", "old")
    generation = renew(keys, "idea")
    new = seal(keys, "idea", "new")

    keys.destroy([Destruction(HERE, "idea", generation)])

    assert keys.unseal(HERE, "idea", old, b"here") == ""
    assert keys.unseal(HERE, "idea", new, b"here") == "new"


def test_a_generation_is_never_used_twice(keys: Keys) -> None:
    seal(keys, "idea")
    keys.destroy([Destruction(HERE, "idea", 2)])

    sealed = seal(keys, "idea", "new")

    assert sealed[4] == 2
    assert keys.unseal(HERE, "idea", sealed, b"here") == "new"


def test_other_keys_are_spared(keys: Keys) -> None:
    there = WorkshopId("there----------------A")
    with keys.sealing() as sealing:
        elsewhere = sealing.seal(there, "idea", "elsewhere", b"here")
    other = seal(keys, "other")

    keys.destroy([Destruction(HERE, "idea", 2)])

    assert keys.unseal(there, "idea", elsewhere, b"here") == "elsewhere"
    assert keys.unseal(HERE, "other", other, b"here") == "A bus at nine"


def test_destroying_again_is_harmless(keys: Keys) -> None:
    seal(keys, "idea")
    for _ in range(2):
        keys.destroy([Destruction(HERE, "idea", 2)])
    keys.destroy([])


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


def test_a_key_that_was_never_here_is_not_taken_for_erased(keys: Keys) -> None:
    sealed = seal(keys, "idea")

    with pytest.raises(UnsealError, match="is it the right one"):
        keys.unseal(HERE, "other", sealed, b"here")


def test_words_bound_to_another_place_are_not_taken_for_erased(keys: Keys) -> None:
    sealed = seal(keys, "idea")

    with pytest.raises(UnsealError, match="damaged, or moved"):
        keys.unseal(HERE, "idea", sealed, b"there")


def test_only_this_account_can_read_the_keys(keys: Keys, path: Path) -> None:
    seal(keys, "idea")
    files = sorted(path.parent.glob(f"{path.name}*"))

    assert len(files) == 3
    assert {stat.S_IMODE(each.stat().st_mode) for each in files} == {0o600}


def test_keys_restored_with_wide_rights_are_closed_to_others(keys: Keys, path: Path) -> None:
    keys.close()
    path.chmod(0o644)

    Keys(str(path)).close()

    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_keys_of_a_newer_version_are_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as newer:
        newer.execute(f"PRAGMA user_version={SCHEMA_VERSION + 1}")

    with pytest.raises(NewerLogError):
        Keys(str(path))


def test_keys_that_cannot_be_written_are_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError) as unwritable:
        Keys(str(tmp_path / "nowhere" / "codesign.keys.db"))

    assert unwritable.value.reason == "storage_unwritable"


def test_keys_that_are_not_this_accounts_are_told() -> None:
    with pytest.raises(StorageError) as unwritable:
        Keys("/proc/version")

    assert unwritable.value.reason == "storage_unwritable"


def test_reading_with_closed_keys_is_not_taken_for_erased(keys: Keys) -> None:
    sealed = seal(keys, "idea")
    keys.close()

    with pytest.raises(StorageError):
        keys.unseal(HERE, "idea", sealed, b"here")
