"""The count of what is spent: nothing twice, and the parts of it always its whole.

A line counts its share of gross and income, each rounded half up to a whole minor
unit, once. One that another counted organisation paid for is netted out: that
organisation's own lines of the year hold the money already. It is netted where the
payer has a line in the same year at all; a payer that is not counted pays from outside,
and its money is counted where it is spent. `frontend/src/views/spending/count.ts` is
the same count, held to this one by `tests/protocol/frames/spend_count.json`.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Spend:
    """A line to be counted; amounts in minor units, `parts` of `whole` of which count."""

    organisation: str
    financial_year: int
    gross: int
    income: int
    parts: int
    whole: int
    funded_by: str | None
    service: str = ""
    area: str = ""
    cofog: str = ""
    intervention: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """Lines added up: `net` is gross less income; `netted` is what was not counted again."""

    lines: int = 0
    gross: int = 0
    income: int = 0
    netted: int = 0

    @property
    def net(self) -> int:
        """What is spent after income."""
        return self.gross - self.income


@dataclass(frozen=True, slots=True, kw_only=True)
class SpendCount:
    """A count: the whole, and its parts by each of `DIMENSIONS`, the largest first."""

    total: Sum
    by: dict[str, dict[Hashable, Sum]]


# By what a count is parted.
DIMENSIONS: Final[dict[str, Callable[[Spend], Hashable]]] = {
    "organisation": lambda each: each.organisation,
    "financial_year": lambda each: each.financial_year,
    "cofog": lambda each: each.cofog,
    "area": lambda each: each.area,
    "intervention": lambda each: each.intervention,
    "service": lambda each: each.service,
}


def share_of(amount: int, parts: int, whole: int) -> int:
    """Return a share of an amount of nothing or more, rounded half up to a whole minor unit."""
    return (2 * amount * parts + whole) // (2 * whole)


def count_spending(lines: Sequence[Spend]) -> SpendCount:
    """Count lines, netting out what counted organisations passed on to each other."""
    counted = {(each.organisation, each.financial_year) for each in lines}
    amounts = [
        (
            each,
            share_of(each.gross, each.parts, each.whole),
            share_of(each.income, each.parts, each.whole),
            each.funded_by is not None and (each.funded_by, each.financial_year) in counted,
        )
        for each in lines
    ]
    return SpendCount(
        total=_sums(amounts, lambda _: None).get(None, Sum()),
        by={name: _ordered(_sums(amounts, key)) for name, key in DIMENSIONS.items()},
    )


def _sums(
    amounts: Iterable[tuple[Spend, int, int, bool]], key_of: Callable[[Spend], Hashable]
) -> dict[Hashable, Sum]:
    added: dict[Hashable, list[int]] = {}
    for line, gross, income, passed_on in amounts:
        sums = added.setdefault(key_of(line), [0, 0, 0, 0])
        sums[0] += 1
        if passed_on:
            sums[3] += gross - income
        else:
            sums[1] += gross
            sums[2] += income
    return {
        key: Sum(lines=lines, gross=gross, income=income, netted=netted)
        for key, (lines, gross, income, netted) in added.items()
    }


def _ordered(sums: dict[Hashable, Sum]) -> dict[Hashable, Sum]:
    return dict(sorted(sums.items(), key=lambda each: (-each[1].gross, str(each[0]))))
