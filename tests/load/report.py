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
    for information. `gate` is what it must hold where that is less than the
    aim: missing the aim is told, missing the gate fails.
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
    gate: float | None = None

    @property
    def aim(self) -> str:
        if self.at_least is not None:
            return f">= {self.at_least:g}"
        return "" if self.at_most is None else f"<= {self.at_most:g}"

    @property
    def ok(self) -> bool:
        """Whether it holds what it must: its gate, or where it has none its aim."""
        return self._reaches(self.gate)

    @property
    def verdict(self) -> str:
        if not self.aim:
            return ""
        gate = "" if self.gate is None else f", the gate is {self.gate:g}"
        if not self.ok:
            return f"MISSED{gate}"
        return "ok" if self._reaches(None) else f"short of its aim{gate}"

    def _reaches(self, gate: float | None) -> bool:
        """Tell whether the ratio reaches a gate, or where there is none the aim."""
        if self.at_least is not None:
            return self.ratio >= (gate or self.at_least) * (1 - _TIE)
        return self.at_most is None or self.ratio <= (gate or self.at_most) * (1 + _TIE)


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
    gate: float | None = None,
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
        gate=gate,
    )


def table(rows: Iterable[Row]) -> str:
    """Return the rows as a Markdown table."""
    lines = ["| what | figure | peer | ratio (spread) | aim | |", "|---|---|---|---|---|---|"]
    lines += [
        f"| {row.what} | {row.figure:,.6g} {row.unit} | {row.peer}: {row.peer_figure:,.6g}"
        f" | {row.ratio:.2f} ({row.spread[0]:.2f} to {row.spread[1]:.2f})"
        f" | {row.aim} | {row.verdict} |"
        for row in rows
    ]
    return "\n".join(lines)
