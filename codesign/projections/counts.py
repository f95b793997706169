"""An option's counts in plain words, for every way of voting."""

from collections.abc import Callable, Mapping
from typing import Final

from codesign.methods.marks import MARKS, score_name
from codesign.methods.terms import Method
from codesign.projections.wording import ENGLISH, Speech, counted

Counts = Mapping[str, int]

# What is written above a count's column, or after its number, by the count's name.
LABELS: Final[Mapping[str, str]] = {
    "agree": "agree",
    "disagree": "disagree",
    "pass": "pass",
    "approvals": "in support",
    "supporters": "in support",
    "yes": "yes",
    "no": "no",
    "abstain": "abstain",
    "plus_2": "+2",
    "plus_1": "+1",
    "zero": "0",
    "minus_1": "-1",
    "minus_2": "-2",
    "reservations": "agree with reservations",
    "stand_aside": "stand aside",
    "block": "block",
    "consent": "consent",
    "object": "object",
    **{f"fingers_{n}": counted(n, "finger") for n in range(6)},
    "votes": "votes for",
    "against": "votes against",
    "first": "first places",
    "ranked": "ranked it",
}


def counts_told(method: Method, counts: Counts, speech: Speech = ENGLISH) -> str:
    """Return an option's counts in words."""
    return _TOLD.get(method, _each)(counts, speech)


def mark_told(method: Method, mark: int) -> str:
    """Return what one voter's mark says of an option: "agrees", "block", "2 dots"."""
    match method:
        case "agree":
            return {1: "agree", -1: "disagree"}.get(mark, "pass")
        case "dots":
            return counted(mark, "dot")
        case "approval" | "budget_greedy" | "budget_equal_shares":
            return "in support"
        case "score":
            return f"score {mark}"
        case "quadratic":
            told = counted(abs(mark), "vote")
            return f"{told} {'for' if mark > 0 else 'against'}"
        case "ranked_irv" | "condorcet" | "schulze" | "borda" | "stv":
            return f"place {mark}"
        case _:
            return LABELS[MARKS[method][mark]]


def _each(counts: Counts, speech: Speech) -> str:
    return ", ".join(
        f"{number} {speech.say(LABELS[name])}" for name, number in counts.items() if name in LABELS
    )


def _temperatures(counts: Counts, speech: Speech) -> str:
    return ", ".join(
        speech.say("%(number)s at %(mark)s", number=number, mark=LABELS[name])
        for name, number in counts.items()
    )


def _fingers(counts: Counts, speech: Speech) -> str:
    shown = (
        speech.say("%(number)s with %(fingers)s", number=number, fingers=speech.say(LABELS[name]))
        for name, number in counts.items()
        if number
    )
    return ", ".join(shown) or speech.say("nobody")


def _dots(counts: Counts, speech: Speech) -> str:
    dots = speech.counted(counts["dots"], "dot", "dots")
    if "voters" not in counts:  # some were counted together, by hand or on paper
        return dots
    people = speech.counted(counts["voters"], "person", "people")
    return speech.say("%(dots)s from %(people)s", dots=dots, people=people)


def _scores(counts: Counts, speech: Speech) -> str:
    """Return the mean to one place, halves upwards, and of how many scores."""
    voters = sum(counts.values())
    if not voters:
        return speech.say("no scores")
    total = sum(mark * counts.get(score_name(mark), 0) for mark in range(len(counts)))
    tenths = (20 * total + voters) // (2 * voters)
    people = speech.counted(voters, "person", "people")
    mean = f"{tenths // 10}.{tenths % 10}"
    return speech.say("%(mean)s on average, from %(people)s", mean=mean, people=people)


_TOLD: Final[Mapping[Method, Callable[[Counts, Speech], str]]] = {
    "dots": _dots,
    "score": _scores,
    "temperature_check": _temperatures,
    "fist_to_five": _fingers,
}
