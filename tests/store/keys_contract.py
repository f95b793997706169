"""What all keys must do, wherever they lie.

A test module subclasses `KeysContract` and gives it a fixture `open_keys` that
opens the same keys as another process would, however often it is called.
"""

import threading
from collections.abc import Callable, Iterator

import pytest

from codesign.domain.ids import WorkshopId
from codesign.store.errors import StorageError, UnsealError
from codesign.store.keys import Destruction, Keys

HERE = WorkshopId("here-----------------A")
THERE = WorkshopId("there----------------A")

OpenKeys = Callable[[], Keys]


def seal(keys: Keys, owner: str, text: str = "A bus at nine") -> bytes:
    with keys.sealing() as sealing:
        return sealing.seal(HERE, owner, text, b"here")


def renew(keys: Keys, owner: str) -> int:
    with keys.sealing() as sealing:
        return sealing.renew(HERE, owner)


class KeysContract:
    @pytest.fixture
    def keys(self, open_keys: OpenKeys) -> Iterator[Keys]:
        keys = open_keys()
        yield keys
        keys.close()

    @pytest.fixture
    def other(self, open_keys: OpenKeys) -> Iterator[Keys]:
        other = open_keys()
        yield other
        other.close()

    def test_what_was_sealed_is_read_with_the_key(self, keys: Keys) -> None:
        assert keys.unseal(HERE, "idea", seal(keys, "idea", "ŵy 🚌"), b"here") == "ŵy 🚌"

    def test_a_new_secret_is_another_and_stays(self, keys: Keys, open_keys: OpenKeys) -> None:
        sealed, before = seal(keys, "idea"), keys.server_secret
        keys.renew_server_secret()
        now = keys.server_secret
        assert len(now) == len(before)
        assert now != before
        again = open_keys()
        try:
            assert again.server_secret == now
            assert again.unseal(HERE, "idea", sealed, b"here") == "A bus at nine"
        finally:
            again.close()

    def test_a_sealed_text_is_layout_generation_nonce_and_ciphertext(self, keys: Keys) -> None:
        renew(keys, "idea")
        renew(keys, "idea")

        sealed = seal(keys, "idea", "four")

        assert sealed[:5] == bytes([1, 0, 0, 0, 2])
        assert len(sealed) == 5 + 12 + 4 + 16

    def test_after_a_renewal_in_a_batch_its_words_are_under_the_new_key(self, keys: Keys) -> None:
        with keys.sealing() as sealing:
            before = sealing.seal(HERE, "idea", "before", b"here")
            generation = sealing.renew(HERE, "idea")
            after = sealing.seal(HERE, "idea", "after", b"here")

        assert (before[4], generation, after[4]) == (1, 2, 2)
        assert keys.unseal(HERE, "idea", after, b"here") == "after"

    def test_keys_outlive_the_process(self, keys: Keys, open_keys: OpenKeys) -> None:
        sealed = seal(keys, "idea")
        keys.close()
        again = open_keys()

        assert again.unseal(HERE, "idea", sealed, b"here") == "A bus at nine"
        assert again.server_secret == keys.server_secret
        assert again.identity == keys.identity
        again.close()

    def test_keys_of_a_batch_that_failed_are_gone(self, keys: Keys) -> None:
        sealed = b""
        with pytest.raises(RuntimeError), keys.sealing() as sealing:  # noqa: PT012 - it fails after
            sealed = sealing.seal(HERE, "idea", "text", b"here")
            raise RuntimeError

        with pytest.raises(UnsealError):
            keys.unseal(HERE, "idea", sealed, b"here")
        assert keys.unseal(HERE, "idea", seal(keys, "idea"), b"here") == "A bus at nine"

    def test_two_processes_seal_under_the_same_key(self, keys: Keys, other: Keys) -> None:
        sealed = [seal(each, "idea") for each in (keys, other, keys)]

        assert [each[4] for each in sealed] == [1, 1, 1]
        assert [other.unseal(HERE, "idea", each, b"here") for each in sealed] == [
            "A bus at nine"
        ] * 3

    def test_two_processes_that_need_a_key_at_once_get_the_same(
        self, keys: Keys, other: Keys
    ) -> None:
        sealed: list[tuple[str, bytes]] = []

        def seal_many(by: Keys) -> None:
            for number in range(20):
                owner = f"idea-{number}"
                sealed.append((owner, seal(by, owner)))

        threads = [threading.Thread(target=seal_many, args=(each,)) for each in (keys, other)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()

        assert len(sealed) == 40
        assert {each[4] for _, each in sealed} == {1}
        assert {keys.unseal(HERE, owner, each, b"here") for owner, each in sealed} == {
            "A bus at nine"
        }

    # --- reading ------------------------------------------------------------

    def test_one_reading_unseals_all_words_of_a_workshop(self, keys: Keys) -> None:
        sealed = [(f"idea-{number}", seal(keys, f"idea-{number}")) for number in range(9)]
        renewed = ("idea-3", renew(keys, "idea-3"), seal(keys, "idea-3", "anew"))

        reading = keys.reading(HERE)

        assert {reading.unseal(HERE, owner, each, b"here") for owner, each in reversed(sealed)} == {
            "A bus at nine"
        }
        assert reading.unseal(HERE, renewed[0], renewed[2], b"here") == "anew"

    def test_a_reading_begun_after_a_destruction_reads_nothing(self, keys: Keys) -> None:
        sealed, kept = seal(keys, "idea"), seal(keys, "other")

        keys.destroy([Destruction(HERE, "idea", 2)])

        reading = keys.reading(HERE)
        assert reading.unseal(HERE, "idea", sealed, b"here") == ""
        assert reading.unseal(HERE, "other", kept, b"here") == "A bus at nine"

    def test_a_reading_takes_no_missing_key_for_an_erased_one(self, keys: Keys) -> None:
        sealed = seal(keys, "idea")

        with pytest.raises(UnsealError, match="is it the right one"):
            keys.reading(HERE).unseal(HERE, "other", sealed, b"here")

    # --- destruction --------------------------------------------------------

    def test_a_destroyed_key_reads_as_nothing(self, keys: Keys) -> None:
        sealed = seal(keys, "idea")

        keys.destroy([Destruction(HERE, "idea", 2)])

        assert keys.unseal(HERE, "idea", sealed, b"here") == ""

    def test_another_process_reads_nothing_either(self, keys: Keys, other: Keys) -> None:
        sealed = seal(keys, "idea")
        assert other.unseal(HERE, "idea", sealed, b"here") == "A bus at nine"

        keys.destroy([Destruction(HERE, "idea", 2)])

        assert other.unseal(HERE, "idea", sealed, b"here") == ""

    def test_a_newer_key_is_spared(self, keys: Keys) -> None:
        old = seal(keys, "idea", "old")
        generation = renew(keys, "idea")
        new = seal(keys, "idea", "new")

        keys.destroy([Destruction(HERE, "idea", generation)])

        assert keys.unseal(HERE, "idea", old, b"here") == ""
        assert keys.unseal(HERE, "idea", new, b"here") == "new"

    def test_a_generation_is_never_used_twice(self, keys: Keys) -> None:
        seal(keys, "idea")
        keys.destroy([Destruction(HERE, "idea", 2)])

        sealed = seal(keys, "idea", "new")

        assert sealed[4] == 2
        assert keys.unseal(HERE, "idea", sealed, b"here") == "new"

    def test_other_keys_are_spared(self, keys: Keys) -> None:
        with keys.sealing() as sealing:
            elsewhere = sealing.seal(THERE, "idea", "elsewhere", b"here")
        other = seal(keys, "other")

        keys.destroy([Destruction(HERE, "idea", 2)])

        assert keys.unseal(THERE, "idea", elsewhere, b"here") == "elsewhere"
        assert keys.unseal(HERE, "other", other, b"here") == "A bus at nine"

    def test_destroying_again_is_harmless(self, keys: Keys) -> None:
        seal(keys, "idea")
        for _ in range(2):
            keys.destroy([Destruction(HERE, "idea", 2)])
        keys.destroy([])

    # --- what is wrong ------------------------------------------------------

    def test_a_key_that_was_never_here_is_not_taken_for_erased(self, keys: Keys) -> None:
        sealed = seal(keys, "idea")

        with pytest.raises(UnsealError, match="is it the right one"):
            keys.unseal(HERE, "other", sealed, b"here")

    def test_words_bound_to_another_place_are_not_taken_for_erased(self, keys: Keys) -> None:
        sealed = seal(keys, "idea")

        with pytest.raises(UnsealError, match="damaged, or moved"):
            keys.unseal(HERE, "idea", sealed, b"there")

    def test_reading_with_closed_keys_is_not_taken_for_erased(self, keys: Keys) -> None:
        sealed = seal(keys, "idea")
        keys.close()

        with pytest.raises(StorageError):
            keys.unseal(HERE, "idea", sealed, b"here")
