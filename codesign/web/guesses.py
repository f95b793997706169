"""How often one address may guess a code wrongly: some freely, then slowly.

Only wrong guesses count, since a whole hall shares one address. What is kept
is in memory and bounded; the address that guessed least recently is forgotten.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from typing import Final

FREE_GUESSES: Final = 20
# Twelve a minute: 85 million codes of six take an address thirteen years.
REFILL_MS: Final = 5_000
ADDRESSES_AT_MOST: Final = 10_000


class TooManyGuessesError(Exception):
    """Too many wrong codes came from this address.

    Args:
        retry_s: after how many seconds one more guess is taken.
    """

    def __init__(self, retry_s: int) -> None:
        super().__init__(f"Too many wrong codes; wait {retry_s} s.")
        self.retry_s = retry_s


@dataclass(slots=True)
class _Bucket:
    left: int
    since: int


class GuessLimit:
    """Counts wrong guesses by address.

    Args:
        clock: the time in ms UTC.
    """

    def __init__(self, clock: Callable[[], int]) -> None:
        self._clock = clock
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def require(self, address: str) -> None:
        """Let a guess be tried.

        Raises:
            TooManyGuessesError: this address has none left.
        """
        bucket = self._buckets.get(_place(address))
        if bucket is None:
            return
        self._refill(bucket)
        if bucket.left <= 0:
            raise TooManyGuessesError(_seconds(bucket.since + REFILL_MS - self._clock()))

    def note_wrong(self, address: str) -> None:
        """Count a wrong guess."""
        place = _place(address)
        bucket = self._buckets.setdefault(place, _Bucket(FREE_GUESSES, self._clock()))
        self._refill(bucket)
        bucket.left = max(0, bucket.left - 1)
        self._buckets.move_to_end(place)
        while len(self._buckets) > ADDRESSES_AT_MOST:
            self._buckets.popitem(last=False)

    def _refill(self, bucket: _Bucket) -> None:
        now = self._clock()
        gained = max(0, now - bucket.since) // REFILL_MS
        if bucket.left + gained >= FREE_GUESSES:
            bucket.left, bucket.since = FREE_GUESSES, now
        else:
            bucket.left += gained
            bucket.since += gained * REFILL_MS


def _place(address: str) -> str:
    # A household has a whole network of IPv6 addresses and can guess from each.
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is None:
        return parsed.exploded[:19]
    return address


def _seconds(milliseconds: int) -> int:
    return max(1, -(-milliseconds // 1000))
