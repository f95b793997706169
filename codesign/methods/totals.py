"""Votes that people counted: what a number of people can have given, and adding it up.

Totals say how many marks each option got from so many people, never who gave
which: hands raised, dots on a table's sheet, a pile of paper. In the terms of
`tally.py` each of the people is a voter of whom only the sum is known, so
how many people gave an option its dots is not known of them.

Where a count needs to know what stood together on one sheet, there are no
totals: rankings, quadratic votes and Equal Shares take every sheet as a ballot.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from codesign.methods.marks import MARKS, score_name
from codesign.methods.terms import Method, Terms

OptionT = TypeVar("OptionT", bound=str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals(Generic[OptionT]):
    """What `cast` people gave together, as named whole numbers per option."""

    cast: int
    counts: Mapping[OptionT, Mapping[str, int]]


def names_of(method: Method, terms: Terms | None = None) -> tuple[str, ...]:
    """Return the counts of an option that can be known without ballots; none takes no totals."""
    match method:
        case "agree":
            return ("agree", "disagree", "pass")
        case "dots":
            return ("dots",)
        case "approval":
            return ("approvals",)
        case "budget_greedy":
            return ("supporters",)
        case "score":
            return tuple(score_name(mark) for mark in range((terms or Terms()).highest + 1))
        case (
            "temperature_check"
            | "simple_majority"
            | "absolute_majority"
            | "super_majority"
            | "unanimity"
            | "consensus"
            | "consent"
            | "fist_to_five"
        ):
            return tuple(MARKS[method].values())
        case _:
            return ()


def possible(
    method: Method,
    totals: Totals[OptionT],
    *,
    terms: Terms | None = None,
    dots: int = 0,
    dots_per_option: int = 0,
) -> bool:
    """Tell whether so many people can have given that, each of them something.

    Args:
        method: of the round.
        totals: what was counted.
        terms: of the round; the defaults when None.
        dots: how many each person has, where the method is dots.
        dots_per_option: how many of them one option may get of one person.
    """
    names = names_of(method, terms)
    each = [_given(names, named) for named in totals.counts.values()]
    if totals.cast < 0 or None in each:
        return False
    given = [marks for marks in each if marks is not None]
    if method == "dots":
        per_option = totals.cast * dots_per_option
        fits = all(marks <= per_option for marks in given) and sum(given) <= totals.cast * dots
    else:
        fits = all(marks <= totals.cast for marks in given)
    return fits and sum(given) >= totals.cast


def added(
    method: Method,
    counts: Mapping[str, int],
    option: OptionT,
    totals: Iterable[Totals[OptionT]],
    terms: Terms | None = None,
) -> dict[str, int]:
    """Return an option's counts from ballots with those of totals, what is known of both."""
    told = [each.counts.get(option, {}) for each in totals]
    return {
        name: counts[name] + sum(each.get(name, 0) for each in told)
        for name in names_of(method, terms)
    }


def _given(names: Iterable[str], named: Mapping[str, int]) -> int | None:
    """Return how many marks these are, None where they are none of this method."""
    if not set(named) <= set(names) or any(number < 0 for number in named.values()):
        return None
    return sum(named.values())
