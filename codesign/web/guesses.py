"""How often one address may guess a code wrongly: some freely, then slowly.

Only wrong guesses count, since a whole hall shares one address. What is kept
is in memory and bounded; the address that guessed least recently is forgotten.
"""

from collections.abc import Callable
from ipaddress import IPv6Address, ip_address
from typing import Final

from codesign.live.buckets import Allowance, Buckets

# Then twelve a minute: 85 million codes of six take an address thirteen years.
GUESSES: Final = Allowance(burst=20, every_ms=5_000)
ADDRESSES_AT_MOST: Final = 10_000


class TooManyGuessesError(Exception):
    """Too many wrong codes came from this address.

    Args:
        retry_s: after how many seconds one more guess is taken.
    """

    def __init__(self, retry_s: int) -> None:
        super().__init__(f"Too many wrong codes; wait {retry_s} s.")
        self.retry_s = retry_s


class GuessLimit:
    """Counts wrong guesses by address.

    Args:
        clock: milliseconds that pass evenly.
    """

    def __init__(self, clock: Callable[[], int]) -> None:
        self._clock = clock
        self._buckets: Buckets[str] = Buckets(GUESSES, ADDRESSES_AT_MOST)

    def require(self, address: str) -> None:
        """Let a guess be tried.

        Raises:
            TooManyGuessesError: this address has none left.
        """
        wait_ms = self._buckets.wait_ms(_place(address), self._clock())
        if wait_ms:
            raise TooManyGuessesError(_seconds(wait_ms))

    def note_wrong(self, address: str) -> None:
        """Count a wrong guess."""
        self._buckets.take(_place(address), self._clock())


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
