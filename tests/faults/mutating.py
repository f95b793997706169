"""Switching a protection off in a copy of the program, and asking its tests whether they notice."""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

ROOT = Path(__file__).parents[2]
AT_ONCE = 2
# A mutant may wait for ever; what nobody notices in this time is noticed by its silence.
PATIENCE_S = 240
TESTS_FAILED = 1  # pytest's exit codes: 0 all passed, 2 and more it could not run
# What the tests of each side need in the copy; links, because copying takes longer than testing.
FOLDERS = ("codesign", "tests")
BROWSER_FOLDERS = (*FOLDERS, "frontend")
FILES = ("pyproject.toml", "README.md", "Makefile", "CHANGELOG.md")

Verdict = Literal["caught", "survived", "broken"]


@dataclass(frozen=True)
class Mutation:
    """One protection: where it stands, how it is switched off, who must notice.

    `text` must occur exactly once in `file`, and each of `tests` must fail once it
    is replaced: pytest's ids, or of a file of the front end one test file of it.
    """

    name: str
    file: str
    text: str
    replacement: str
    tests: tuple[str, ...]

    @property
    def in_browser(self) -> bool:
        """Whether it is a protection of the front end."""
        return self.file.startswith("frontend/")


@dataclass(frozen=True)
class Outcome:
    """What became of one mutation; `why` says it in words."""

    mutation: Mutation
    verdict: Verdict
    why: str = ""


def run(mutation: Mutation, root: Path = ROOT) -> Outcome:
    """Switch one protection off in a copy, and run the tests that must notice."""
    source = (root / mutation.file).read_text(encoding="utf-8")
    if source.count(mutation.text) != 1:
        found = source.count(mutation.text)
        return Outcome(mutation, "broken", f"its text occurs {found} times in {mutation.file}")
    with _copy_of(root, BROWSER_FOLDERS if mutation.in_browser else FOLDERS) as copy:
        # What is copied are links: a new file, or the original would change too.
        (copy / mutation.file).unlink()
        mutated = source.replace(mutation.text, mutation.replacement)
        (copy / mutation.file).write_text(mutated, encoding="utf-8")
        try:
            return (
                _asked_of_browser(mutation, copy) if mutation.in_browser else _asked(mutation, copy)
            )
        except subprocess.TimeoutExpired:
            return Outcome(mutation, "caught", "its tests waited for ever")


@contextmanager
def _copy_of(root: Path, folders: Sequence[str]) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix=".mutant-", dir=root) as folder:
        copy = Path(folder)
        for name in folders:
            shutil.copytree(root / name, copy / name, copy_function=os.link, symlinks=True)
        for name in FILES:
            os.link(root / name, copy / name)
        yield copy


def _asked(mutation: Mutation, copy: Path) -> Outcome:
    tests = _pytest(copy, mutation.tests)
    if tests.returncode > TESTS_FAILED:
        return Outcome(mutation, "broken", (tests.stdout + tests.stderr)[-600:])
    return _outcome(mutation, _failed(tests.stdout))


def _asked_of_browser(mutation: Mutation, copy: Path) -> Outcome:
    tests = _vitest(copy, mutation.tests)
    # A file that could not be run has no result, and so is not taken for one that noticed.
    found = re.findall(r'"failureMessages":\["', tests.stdout)
    if tests.returncode > TESTS_FAILED or (tests.returncode and not found):
        return Outcome(mutation, "broken", (tests.stdout + tests.stderr)[-600:])
    return _outcome(mutation, list(mutation.tests) if found else [])


def failing_already(mutations: Sequence[Mutation], root: Path = ROOT) -> frozenset[str]:
    """Return which of their tests fail with every protection on, and so would notice nothing.

    Those of the front end are all named as soon as one of them fails.
    """
    tests = sorted({test for each in mutations if not each.in_browser for test in each.tests})
    pages = sorted({test for each in mutations if each.in_browser for test in each.tests})
    failing: set[str] = set()
    if tests:
        # Starting workers takes longer than one test.
        workers = ("-n", "logical") if len(tests) > 1 else ()
        asked = _pytest(root, tests, *workers, patience_s=None)
        if asked.returncode > TESTS_FAILED:
            sys.exit(
                f"The tests of these rows cannot be run:\n{(asked.stdout + asked.stderr)[-600:]}"
            )
        failed = _failed(asked.stdout)
        failing |= {each for each in tests if any(f.startswith(each) for f in failed)}
    if pages and _vitest(root, pages, patience_s=None).returncode:
        failing |= set(pages)
    return frozenset(failing)


def _pytest(
    folder: Path,
    tests: Sequence[str],
    *options: str,
    patience_s: float | None = PATIENCE_S,
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-q", "--tb=no", "-rfE", "-p", "no:cacheprovider"]
    environment = {
        "PYTHONPATH": str(folder),
        "HYPOTHESIS_PROFILE": "mutants",
        "CODESIGN_SHARED": os.environ.get("CODESIGN_SHARED", str(ROOT.parent / "shared")),
    }
    return _run([*command, *options, *tests], folder, environment, patience_s)


def _failed(told: str) -> list[str]:
    return re.findall(r"^(?:FAILED|ERROR) (\S+)", told, re.MULTILINE)


def _vitest(
    folder: Path, tests: Sequence[str], patience_s: float | None = PATIENCE_S
) -> subprocess.CompletedProcess[str]:
    pages = folder / "frontend"
    names = [each.removeprefix("frontend/") for each in tests]
    command = [str(pages / "node_modules/.bin/vitest"), "run", "--reporter=json", *names]
    return _run(command, pages, {"CI": "1"}, patience_s)


def _run(
    command: Sequence[str],
    folder: Path,
    environment: dict[str, str],
    patience_s: float | None,
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=patience_s,
        check=False,
    )


def _outcome(mutation: Mutation, failed: Sequence[str]) -> Outcome:
    passed = [each for each in mutation.tests if not any(f.startswith(each) for f in failed)]
    if passed:
        return Outcome(mutation, "survived", f"{', '.join(passed)} did not notice")
    return Outcome(mutation, "caught")


def _tried(mutation: Mutation, failing: frozenset[str]) -> Outcome:
    useless = [each for each in mutation.tests if each in failing]
    if useless:
        return Outcome(mutation, "broken", f"{', '.join(useless)} fails with the protection on")
    return run(mutation)


def main(mutations: Sequence[Mutation], arguments: Sequence[str]) -> int:
    """Print what became of each, two at a time; return 0 when every one was caught.

    A row whose tests fail also with every protection on is broken: it would be taken for caught.
    """
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("names", nargs="*", help="of the rows to try; all by default")
    parser.add_argument("--total-to", type=Path, help="write the last line to this file too")
    asked = parser.parse_args(arguments)
    unknown = set(asked.names) - {each.name for each in mutations}
    if unknown:
        sys.exit(f"There is no mutation called {', '.join(sorted(unknown))}.")
    chosen = [each for each in mutations if not asked.names or each.name in asked.names]
    failing = failing_already(chosen)
    caught = 0
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for outcome in pool.map(lambda each: _tried(each, failing), chosen):
            caught += outcome.verdict == "caught"
            why = f": {outcome.why}" if outcome.why else ""
            print(f"{outcome.verdict:9} {outcome.mutation.name}{why}", flush=True)
    total = f"mutations: {caught} caught of {len(chosen)} tried"
    print(total)
    if asked.total_to is not None:
        asked.total_to.write_text(f"{total}\n", encoding="utf-8")
    return 0 if caught == len(chosen) else 1
