"""Ask the registries whether what we install has known holes.

A hole fails. A registry that cannot be reached is said in capitals and fails only
with `--strict`: a hall, a fresh machine behind a wall and a train have no registry
and must be able to run the tests. It is no test that was skipped: whether a
registry answers says nothing about the change at hand.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final, Literal, NamedTuple

ROOT: Final = Path(__file__).parents[1]
WITHIN_S: Final = 90

State = Literal["clean", "holes", "unreachable"]


class Answer(NamedTuple):
    """What one audit found: what to print, and how it ended."""

    state: State
    text: str


def main(arguments: list[str]) -> int:
    """Audit both worlds; return 1 where there is a hole, or with --strict where nobody answered."""
    strict = "--strict" in arguments
    failed = False
    for name, audit in AUDITS.items():
        answer = audit()
        if answer.state == "clean":
            print(f"{name}: no known holes")
        elif answer.state == "holes":
            print(f"{name}: KNOWN HOLES\n{answer.text}", file=sys.stderr)
            failed = True
        else:
            print(
                f"\n*** {name}: NOT AUDITED, since nobody answered. Run `make audit` where there is"
                f" a network. ***\n    {answer.text}\n",
                file=sys.stderr,
            )
            failed |= strict
    return int(failed)


def of_python() -> Answer:
    """Audit the Python packages that are installed."""
    command = [str(Path(sys.executable).parent / "pip-audit"), "--skip-editable"]
    done = _run([*command, "--format", "json", "--progress-spinner", "off", "--timeout", "15"])
    return python_answer(done.stdout, done.stderr)


def of_npm() -> Answer:
    """Audit the packages that are in the browser's build."""
    done = _run(["npm", "--prefix", str(ROOT / "frontend"), "audit", "--omit=dev", "--json"])
    return npm_answer(done.stdout, done.stderr)


def python_answer(stdout: str, stderr: str) -> Answer:
    """Return what pip-audit said: {"dependencies": [{"name", "version", "vulns": [{"id"}]}]}."""
    try:
        found = json.loads(stdout)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return Answer("unreachable", _last_line(stderr))
    holes = [
        f"{each['name']} {each['version']}: {hole['id']}"
        for each in found
        for hole in each.get("vulns", ())
    ]
    return Answer("holes" if holes else "clean", "\n".join(holes))


def npm_answer(stdout: str, stderr: str) -> Answer:
    """Return what npm audit said: {"vulnerabilities": {name: {"severity"}}}."""
    try:
        found = json.loads(stdout)["vulnerabilities"]
    except (ValueError, KeyError, TypeError):
        return Answer("unreachable", _npm_error(stdout) or _last_line(stderr))
    holes = [f"{name}: {each['severity']}" for name, each in found.items()]
    return Answer("holes" if holes else "clean", "\n".join(holes))


AUDITS: Final[dict[str, Callable[[], Answer]]] = {"Python packages": of_python, "npm": of_npm}


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            command, capture_output=True, text=True, timeout=WITHIN_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return subprocess.CompletedProcess(command, 1, "", str(error))


def _npm_error(stdout: str) -> str:
    try:
        return str(json.loads(stdout)["message"])[:300]
    except (ValueError, KeyError, TypeError):
        return ""


def _last_line(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[-1][:300] if lines else "no answer"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
