"""What every test may rely on, and the rule that nothing is skipped in silence.

A skipped test is listed with its reason when pytest ends. Where CI is set, it is a failure: that
machine is there to run everything.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import Phase, settings

from tests.faults.report import Report, add_faults

ROOT = Path(__file__).parents[1]

# No deadlines: a slow example on a busy machine says nothing about the code.
settings.register_profile("work", deadline=None)
# The same examples in every run, so that a failure in CI is the change's own.
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.register_profile("nightly", deadline=None, max_examples=5_000, print_blob=True)
# Whether a test notices is all that is asked; looking for the shortest way to see it takes minutes.
settings.register_profile(
    "mutants",
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if "CI" in os.environ else "work"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """Where the open data and the published schemas lie that tests read.

    They are not in the repository: beside it, or where CODESIGN_SHARED says.
    """
    folder = Path(os.environ.get("CODESIGN_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip("no open data: set CODESIGN_SHARED to the folder that holds data/")
    return folder


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--skipped-to", type=Path, help="add what was skipped, and why, to this file")
    parser.addoption(
        "--faults",
        choices=("short", "long"),
        default="short",
        help="how long the fault suite may take: seconds a test, or as long as `make faults`",
    )


def pytest_configure(config: pytest.Config) -> None:
    # A worker of pytest-xdist reports to the process that started it, which does the telling.
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Skipped(config.getoption("--skipped-to")))
        if config.getoption("--faults") == "long":
            config.pluginmanager.register(Report())


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(ROOT / "tests" / "e2e"):
            item.add_marker(pytest.mark.e2e)
    add_faults(items, ROOT / "tests" / "faults")


class Skipped:
    """Collects what was skipped and why, says so at the end, and fails the run in CI."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._reasons: dict[str, str] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        # An expected failure is reported as skipped too, though it was run.
        if report.skipped and not hasattr(report, "wasxfail"):
            self._note(report)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.skipped:
            self._note(report)

    def _note(self, report: pytest.TestReport | pytest.CollectReport) -> None:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        self._reasons[report.nodeid] = reason.removeprefix("Skipped: ")

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if not self._reasons:
            return
        if self._path is not None:
            with self._path.open("a", encoding="utf-8") as file:
                file.writelines(f"{test}: {reason}\n" for test, reason in self._reasons.items())
        if "CI" in os.environ and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if not self._reasons:
            return
        in_ci = ", and in CI that is a failure" if "CI" in os.environ else ""
        terminalreporter.section(f"NOT TESTED{in_ci}", sep="!", red=True, bold=True)
        for test, reason in self._reasons.items():
            terminalreporter.line(f"{test}: {reason}")
