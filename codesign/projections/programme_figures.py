"""What published workshops come to, by place, programme or year.

A workshop counts once in each group it is of. Of one with fewer than five people the
people are not counted (`catalogue.py`), so that no sum tells of few, nor any difference
of two sums.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

By = Literal["place", "programme", "year"]
KINDS: Final[tuple[By, ...]] = ("place", "programme", "year")

# A workshop's facets and figures, as its row in the catalogue has them.
Row = tuple[Sequence[tuple[str, str]], Mapping[str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What the workshops of one value come to; `value` is None for those that have none.

    `pooled` is what is confirmed of shared pots, in minor units.
    """

    value: str | None
    workshops: int
    people: int
    ideas: int
    designs: int
    pooled: int


def grouped(rows: Iterable[Row], by: By) -> list[Group]:
    """Return the groups of one kind in order of their values, those without a value last."""
    found: dict[str | None, list[Mapping[str, int]]] = {}
    for facets, figures in rows:
        values: list[str | None] = [value for name, value in facets if name == by]
        for value in values or [None]:
            found.setdefault(value, []).append(figures)
    in_order = sorted(found, key=lambda each: (each is None, each or ""))
    return [_group(each, found[each]) for each in in_order]


def together(rows: Iterable[Row]) -> Group:
    """Return what all of them come to."""
    return _group(None, [figures for _, figures in rows])


def _group(value: str | None, figures: Sequence[Mapping[str, int]]) -> Group:
    def total(name: str) -> int:
        return sum(each.get(name, 0) for each in figures)

    return Group(
        value=value,
        workshops=len(figures),
        people=total("people"),
        ideas=total("ideas"),
        designs=total("designs"),
        pooled=total("pooled"),
    )
