"""How often something may be done: so many times at once, then one every so often.

A token bucket is kept as one number, the moment it will be full again. A clock
that jumps gives nothing away and takes nothing for good: after a jump backwards
a bucket is at worst empty.
"""

from collections import OrderedDict
from collections.abc import Hashable
from math import ceil
from typing import Generic, NamedTuple, TypeVar

KeyT = TypeVar("KeyT", bound=Hashable)


class Allowance(NamedTuple):
    """So many at once, then one every so many milliseconds."""

    burst: int
    every_ms: float


class Bucket:
    """What is left of one allowance; full at first."""

    __slots__ = ("_allowance", "_full_at")

    def __init__(self, allowance: Allowance) -> None:
        self._allowance = allowance
        self._full_at = 0.0

    def wait_ms(self, now: int, count: int = 1) -> int:
        """Return after how many milliseconds so many may be taken; 0 means now."""
        burst, every_ms = self._allowance
        return max(0, ceil(self._when_full(now) - now + (count - burst) * every_ms))

    def take(self, now: int) -> None:
        """Take one, whether or not it is there."""
        self._full_at = self._when_full(now) + self._allowance.every_ms

    def _when_full(self, now: int) -> float:
        burst, every_ms = self._allowance
        # Kept, or a clock that jumped back would empty it until it is there again.
        self._full_at = min(max(self._full_at, now), now + burst * every_ms)
        return self._full_at


class Buckets(Generic[KeyT]):
    """One bucket for each of many, of whom the least recently active is forgotten.

    Args:
        allowance: what each of them may do.
        at_most: how many are remembered.
    """

    def __init__(self, allowance: Allowance, at_most: int) -> None:
        self._allowance = allowance
        self._at_most = at_most
        self._buckets: OrderedDict[KeyT, Bucket] = OrderedDict()

    def __len__(self) -> int:
        return len(self._buckets)

    def wait_ms(self, key: KeyT, now: int) -> int:
        """Return after how many milliseconds one may be taken; 0 means now."""
        bucket = self._buckets.get(key)
        return 0 if bucket is None else bucket.wait_ms(now)

    def take(self, key: KeyT, now: int) -> None:
        """Take one, whether or not it is there."""
        self._buckets.setdefault(key, Bucket(self._allowance)).take(now)
        self._buckets.move_to_end(key)
        while len(self._buckets) > self._at_most:
            self._buckets.popitem(last=False)
