"""Counts of what is spent, made by the server: what the browser must count alike."""

from dataclasses import asdict
from random import Random
from typing import Any, Final

from codesign.methods.spend_count import DIMENSIONS, Spend, Sum, count_spending


def _lines(random: Random) -> list[Spend]:
    return [_line(random) for _ in range(random.randrange(12))]


def _line(random: Random) -> Spend:
    organisation = random.choice("ABC")
    whole = random.randrange(1, 8)
    return Spend(
        organisation=organisation,
        financial_year=random.choice((2025, 2026)),
        gross=random.choice((1, 999, 620_000_000, 10**15)),
        income=random.choice((0, 0, 501)),
        parts=random.randint(1, whole),
        whole=whole,
        funded_by=random.choice([None, None, *(each for each in "ABCZ" if each != organisation)]),
        service=random.choice(("night", "falls")),
        area=random.choice(("", "E06000059")),
        cofog=random.choice(("", "07")),
        intervention=random.choice((None, "prevention", "reactive")),
    )


def _case(seed: int) -> dict[str, Any]:
    lines = _lines(Random(seed))
    counted = count_spending(lines)
    return {
        "lines": [asdict(each) for each in lines],
        "total": _sum(counted.total),
        "by": {
            name: {str(key or ""): _sum(each) for key, each in counted.by[name].items()}
            for name in DIMENSIONS
        },
    }


def _sum(found: Sum) -> dict[str, int]:
    return asdict(found)


CASES: Final = [_case(seed) for seed in range(20)]
