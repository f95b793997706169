"""How busy it was, as a view could see it: counts of beats in stretches of time."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from codesign.domain.ids import OrganisationId
from codesign.projections.beats import Beats, organisation_told
from codesign.projections.reading import Reading

_SECOND_MS: Final = 1_000
_MINUTE_MS: Final = 60 * _SECOND_MS
_HOUR_MS: Final = 60 * _MINUTE_MS
_BUCKETS_MS: Final = (
    *(each * _SECOND_MS for each in (1, 5, 10, 15, 30)),
    *(each * _MINUTE_MS for each in (1, 2, 5, 10, 15, 30)),
    *(each * _HOUR_MS for each in (1, 3, 6, 12, 24, 7 * 24, 4 * 7 * 24)),
)
# What a phone can draw side by side.
BUCKETS_AT_MOST: Final = 120
# A longer pause is a break, and not part of how busy it was.
_IDLE_S: Final = 5 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Bucket:
    """How many things happened in a stretch of time; those of organisations are among all."""

    at: int
    total: int
    by_organisation: Mapping[OrganisationId, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """The stretches in which anything happened, each `bucket_ms` long; the others are left out."""

    bucket_ms: int
    buckets: tuple[Bucket, ...]


def activity(reading: Reading, beats: Beats) -> Activity:
    """Return how busy it was, as far as the view could see it."""
    all_times: list[int] = []
    of_organisations: list[tuple[OrganisationId, int]] = []
    for origin, times in beats.seen(reading):
        all_times.extend(times)
        organisation = organisation_told(reading.records, origin)
        if organisation is not None:
            of_organisations.extend((organisation, at) for at in times)
    bucket_ms = _bucket_ms(all_times)
    counts = Counter(at - at % bucket_ms for at in all_times)
    shares: defaultdict[int, Counter[OrganisationId]] = defaultdict(Counter)
    for organisation, at in of_organisations:
        shares[at - at % bucket_ms][organisation] += 1
    buckets = (
        Bucket(at=at, total=counts[at], by_organisation=dict(shares.get(at, {})))
        for at in sorted(counts)
    )
    return Activity(bucket_ms=bucket_ms, buckets=tuple(buckets))


def _bucket_ms(times: Iterable[int]) -> int:
    """Return the finest stretch that shows a shape: neither too many nor nearly all of one."""
    seconds = sorted({at // _SECOND_MS for at in times})
    busy_s = sum(min(after - before, _IDLE_S) for before, after in pairwise(seconds))
    for bucket_ms in _BUCKETS_MS:
        bucket_s = bucket_ms // _SECOND_MS
        few = len({at // bucket_s for at in seconds}) <= BUCKETS_AT_MOST
        if few and busy_s <= bucket_s * BUCKETS_AT_MOST:
            return bucket_ms
    return _BUCKETS_MS[-1]
