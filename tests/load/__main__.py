"""`python -m tests.load [NAME...]`: run the benchmarks and print one table.

Run it alone: on a busy machine the ratios hold, but their spread grows.
"""

import argparse
import importlib
import os
import platform
import sqlite3
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.load.report import Row, table

# One module a subject, each with `run(quick) -> list[Row]`.
BENCHMARKS: Final = (
    "append",
    "read",
    "replay",
    "browser",
    "fanout",
    "growth",
    "hop",
    "storm",
    "idle",
    "restart",
    "sharing",
    "slow",
    "count",
    "spending",
    "correcting",
    "money",
)


def main() -> int:
    """Print the table; exit with 1 when an aim was missed."""
    asked = _arguments()
    rows = list(_rows(asked.names or list(BENCHMARKS), quick=asked.quick))
    sys.stdout.write(f"{machine()}\n\n{table(rows)}\n")
    return 0 if all(row.ok for row in rows) else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--quick", action="store_true", help="a short form, for a first look")
    asked = parser.parse_args()
    for each in asked.names:
        if each not in BENCHMARKS:
            parser.error(f"There is no benchmark {each}: name some of {', '.join(BENCHMARKS)}.")
    return asked


def _rows(names: list[str], *, quick: bool) -> Iterator[Row]:
    for name in names:
        sys.stderr.write(f"measuring {name} ...\n")
        yield from importlib.import_module(f"tests.load.{name}").run(quick=quick)


def machine() -> str:
    """Return the day, and what the figures were taken on."""
    return (
        f"{time.strftime('%Y-%m-%d', time.gmtime())}, {os.cpu_count()} cores of {_processor()}, "
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}"
    )


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor()


if __name__ == "__main__":
    raise SystemExit(main())
