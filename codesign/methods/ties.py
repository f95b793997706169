"""Ties: the rule that is declared before voting opens, and what it did.

A tie is broken only where a single order is needed: to name one winner, to drop
one option from a ranked count, to spend money on one project before another.
Everywhere else equals stand together and are shown as equals. Whenever a rule
was used, the result says between whom, by which rule, and with what outcome.

Rules: `show_tie` breaks nothing. `chair_casts` follows the order the chair
recorded. `lower_cost` puts the cheaper first, and of equally cheap ones the
earlier. `earliest_submitted` follows the order in which the options were put
up. `lot` orders options by SHA-256 over the seed and the option, so that
anybody can draw the same lot again; its seed is not known while votes are cast.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Generic, Literal, TypeVar, assert_never

TieRule = Literal["show_tie", "chair_casts", "lower_cost", "earliest_submitted", "lot"]

OptionT = TypeVar("OptionT", bound=str)
_NO_COSTS: Final[Mapping[str, int]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie(Generic[OptionT]):
    """A tie that mattered: between whom, for what, and who came first by the rule.

    `first` is None when the rule broke nothing.
    """

    about: str
    among: tuple[OptionT, ...]
    rule: TieRule
    first: OptionT | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TieOrder(Generic[OptionT]):
    """A declared rule as an order over all options, the favoured first.

    `order` is empty where the rule breaks nothing; `cast` are the orders of a
    chair, each for the ties among its own options.
    """

    rule: TieRule
    order: tuple[OptionT, ...]
    cast: tuple[tuple[OptionT, ...], ...] = ()

    def ranked(self, equals: Iterable[OptionT]) -> tuple[OptionT, ...] | None:
        """Return the equals in the rule's order, or None when it breaks nothing."""
        among = set(equals)
        if len(among) < 2:  # noqa: PLR2004 - one alone is no tie
            return tuple(among)
        # What the chair said first about a tie stands.
        for order in (self.order, *self.cast):
            if among <= set(order):
                return tuple(each for each in order if each in among)
        return None

    def settle(self, about: str, equals: Sequence[OptionT]) -> Tie[OptionT]:
        """Return the tie, settled or not."""
        ranked = self.ranked(equals)
        return Tie(
            about=about, among=tuple(equals), rule=self.rule, first=ranked[0] if ranked else None
        )


def tie_order(
    rule: TieRule,
    options: Sequence[OptionT],
    *,
    costs: Mapping[OptionT, int] | None = None,
    cast_by_chair: Sequence[Sequence[OptionT]] = (),
    seed: bytes = b"",
) -> TieOrder[OptionT]:
    """Return the order that a rule puts the options in.

    Args:
        rule: as declared when the round opened.
        options: in the order they were put up.
        costs: what each costs, for `lower_cost`; one that is missing costs nothing.
        cast_by_chair: for `chair_casts`, an order for each tie the chair settled,
            the favoured first; ties with others stay open.
        seed: for `lot`: the round's id and the hash of the event that closed it.
    """
    match rule:
        case "show_tie" | "chair_casts":
            order: Sequence[OptionT] = ()
        case "lower_cost":
            known = costs if costs is not None else _NO_COSTS
            order = sorted(options, key=lambda option: known.get(option, 0))
        case "earliest_submitted":
            order = options
        case "lot":
            order = sorted(options, key=lambda option: _lot(seed, option))
        case _:
            assert_never(rule)
    cast = cast_by_chair if rule == "chair_casts" else ()
    return TieOrder(rule=rule, order=tuple(order), cast=tuple(tuple(each) for each in cast))


def _lot(seed: bytes, option: str) -> bytes:
    return hashlib.sha256(seed + b"\0" + option.encode()).digest()
