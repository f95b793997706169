"""Votes that people counted: what a number of people can have given, and adding it up.

Totals say how many marks each option got from so many people, never who gave
which: hands raised, dots on a table's sheet, a pile of paper. In the terms of
`tally.py` each of the people is a voter of whom only the sum is known, so
how many people gave an option its dots is not known of them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Generic, Literal, TypeVar, assert_never

Method = Literal["agree", "dots", "approval"]
# The counts of an option that can be known without ballots.
NAMES: Final[Mapping[Method, tuple[str, ...]]] = {
    "agree": ("agree", "disagree", "pass"),
    "dots": ("dots",),
    "approval": ("approvals",),
}

OptionT = TypeVar("OptionT", bound=str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals(Generic[OptionT]):
    """What `cast` people gave together, as named whole numbers per option."""

    cast: int
    counts: Mapping[OptionT, Mapping[str, int]]


def possible(
    method: Method, totals: Totals[OptionT], *, dots: int = 0, dots_per_option: int = 0
) -> bool:
    """Tell whether so many people can have given that, each of them something.

    Args:
        method: of the round.
        totals: what was counted.
        dots: how many each person has, where the method is dots.
        dots_per_option: how many of them one option may get of one person.
    """
    each = [_given(method, named) for named in totals.counts.values()]
    if totals.cast < 0 or None in each:
        return False
    given = [marks for marks in each if marks is not None]
    match method:
        case "agree" | "approval":
            fits = all(marks <= totals.cast for marks in given)
        case "dots":
            per_option = totals.cast * dots_per_option
            fits = all(marks <= per_option for marks in given) and sum(given) <= totals.cast * dots
        case _:
            assert_never(method)
    return fits and sum(given) >= totals.cast


def added(
    method: Method,
    counts: Mapping[str, int],
    option: OptionT,
    totals: Iterable[Totals[OptionT]],
) -> dict[str, int]:
    """Return an option's counts from ballots with those of totals, what is known of both."""
    told = [each.counts.get(option, {}) for each in totals]
    return {name: counts[name] + sum(each.get(name, 0) for each in told) for name in NAMES[method]}


def _given(method: Method, named: Mapping[str, int]) -> int | None:
    """Return how many marks these are, None where they are none of this method."""
    if not set(named) <= set(NAMES[method]) or any(number < 0 for number in named.values()):
        return None
    return sum(named.values())
