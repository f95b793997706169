"""What every benchmark reports: a figure beside its peer's from the same run on the same machine.

Rounds are interleaved, so that a busy minute of the machine hits both alike;
the ratio is the median over the rounds of same-round ratios. A ratio within
15 % of its aim is a tie, and passes with its spread printed.
"""

import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

ROUNDS: Final = 5
_TIE: Final = 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the report.

    `ratio` is figure to peer figure, `spread` its lowest and highest round.
    `at_least` and `at_most` are aims for the ratio; with neither it is told
    for information.
    """

    what: str
    unit: str
    figure: float
    peer: str
    peer_figure: float
    ratio: float
    spread: tuple[float, float]
    at_least: float | None = None
    at_most: float | None = None

    @property
    def aim(self) -> str:
        if self.at_least is not None:
            return f">= {self.at_least:g}"
        return "" if self.at_most is None else f"<= {self.at_most:g}"

    @property
    def ok(self) -> bool:
        if self.at_least is not None and self.ratio < self.at_least * (1 - _TIE):
            return False
        return self.at_most is None or self.ratio <= self.at_most * (1 + _TIE)


def interleaved(
    contenders: Sequence[Callable[[], float]], rounds: int = ROUNDS
) -> list[list[float]]:
    """Run each contender once a round, the first one another each time; return their figures."""
    figures: list[list[float]] = [[] for _ in contenders]
    for number in range(rounds):
        for place in range(len(contenders)):
            each = (place + number) % len(contenders)
            figures[each].append(contenders[each]())
    return figures


def compared(
    what: str,
    unit: str,
    ours: Sequence[float],
    peer: str,
    theirs: Sequence[float],
    *,
    at_least: float | None = None,
    at_most: float | None = None,
) -> Row:
    """Return the row of our rounds beside the peer's."""
    ratios = [our / their for our, their in zip(ours, theirs, strict=True)]
    return Row(
        what=what,
        unit=unit,
        figure=statistics.median(ours),
        peer=peer,
        peer_figure=statistics.median(theirs),
        ratio=statistics.median(ratios),
        spread=(min(ratios), max(ratios)),
        at_least=at_least,
        at_most=at_most,
    )


def table(rows: Iterable[Row]) -> str:
    """Return the rows as a Markdown table."""
    lines = ["| what | figure | peer | ratio (spread) | aim | |", "|---|---|---|---|---|---|"]
    lines += [
        f"| {row.what} | {row.figure:,.6g} {row.unit} | {row.peer}: {row.peer_figure:,.6g}"
        f" | {row.ratio:.2f} ({row.spread[0]:.2f} to {row.spread[1]:.2f})"
        f" | {row.aim} | {'' if not row.aim else 'ok' if row.ok else 'MISSED'} |"
        for row in rows
    ]
    return "\n".join(lines)
