"""What `make faults` prints at its end: what was injected, by which test, and what was checked."""

import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

# What this machine can be made to do to us.
FAULTS = {
    "F1": "the process killed at any point",
    "F2": "power lost, not only the process",
    "F3": "a torn or bit-flipped write-ahead log",
    "F4": "the disk full",
    "F5": "an I/O error, a failed fsync",
    "F6": "a process stopped for a while, and going on",
    "F7": "the database server restarted",
    "F8": "the reply to a commit lost",
    "F9": "a slow open transaction of somebody else",
    "F10": "two processes write one workshop",
    "F11": "Redis killed, flushed, cut off",
    "F12": "notices lost, doubled, late, out of order",
    "F13": "the clock jumps, freezes, goes backwards",
    "F14": "slow readers",
    "F15": "everybody reconnects at once",
    "F16": "a restart under load",
    "F17": "malformed frames",
    "F18": "malformed messages",
    "F19": "a bad client",
    "F20": "an event that a table cannot take",
    "F21": "a very long workshop",
    "F22": "an older backup restored under live clients",
    "F23": "stopped during a commit, or twice",
    "F24": "a long read transaction",
}


def add_faults(items: list[pytest.Item], folder: Path) -> None:
    """Mark what belongs to the suite, and note on each test which faults it injects."""
    for item in items:
        marks = list(item.iter_markers("fault"))
        names = [name for mark in marks for name in mark.args]
        for name in names:
            assert name in FAULTS, f"{item.nodeid}: no fault is called {name}"
            item.user_properties.append(("fault", name))
        if marks or item.path.is_relative_to(folder):
            item.add_marker(pytest.mark.faults)


class Report:
    """Collects what the tests say they did."""

    def __init__(self) -> None:
        self._tests: dict[str, set[str]] = defaultdict(set)
        self._counts: Counter[str] = Counter()
        self._invariants: set[str] = set()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when != "call":
            return
        for kind, value in report.user_properties:
            self._note(report.nodeid.partition("[")[0], kind, value)

    def _note(self, test: str, kind: str, value: Any) -> None:
        match kind:
            case "fault":
                self._tests[value].add(test)
            case "invariant":
                self._invariants.add(value)
            case "count":
                what, how_many = value
                self._counts[what] += how_many

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        line = terminalreporter.line
        terminalreporter.section("what was injected, and what was checked")
        for name, what in FAULTS.items():
            tests = sorted(self._tests[name]) or ["NOBODY INJECTS IT"]
            line(f"{name:4} {what}: {', '.join(tests)}")
        line("invariants: " + (", ".join(sorted(self._invariants, key=_number)) or "none"))
        for what, how_many in sorted(self._counts.items()):
            line(f"{what}: {how_many:,}")


def _number(name: str) -> int:
    return int(re.sub(r"\D", "", name) or 0)
