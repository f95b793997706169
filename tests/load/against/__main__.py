"""`python -m tests.load.against`: ours beside what people would use instead, in one run.

Run it alone, with nothing else at work on the machine. It ends by itself in about twelve minutes;
what it starts listens on 127.0.0.1 only, and ends with it.
"""

import argparse
import os
import sys
from typing import Final

from tests.load import growth
from tests.load.__main__ import machine
from tests.load.against import hearing, telling, trips
from tests.load.against import on_postgresql as postgresql
from tests.load.against.contenders import OURS
from tests.load.hosting import raise_limits
from tests.load.peers import cores
from tests.load.report import ROUNDS, Row, table

SECONDS: Final = 2.0


def main() -> int:
    """Print the tables; exit with 1 where a gate was missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.load.against", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a short form, for a first look")
    quick = parser.parse_args().quick
    rounds, seconds = (2, 1.0) if quick else (ROUNDS, SECONDS)
    raise_limits()
    sys.stdout.write(f"{machine()}; load when it began {os.getloadavg()[0]:.1f}\n\n")
    server_core, our_core = cores()
    on_postgresql = postgresql.run(rounds, quick=quick)
    growing = growth.run(quick=quick)
    told = telling.run(server_core, rounds, quick=quick)
    os.sched_setaffinity(0, {our_core})
    heard = hearing.run(server_core, rounds, seconds)
    found = trips.trips(server_core, rounds, seconds)
    people = trips.IDLE // 10 if quick else trips.IDLE
    idle = trips.idle(server_core, 2 if quick else 3, people)
    rows: list[Row] = [*trips.rows(found), *told, *heard, idle, *on_postgresql, *growing]
    sys.stdout.write(f"{trips.table_of_all(found)}\n\n{table(rows)}\n")
    served = not any(rides[OURS.name].lost for _, rides in found)
    return 0 if served and all(row.ok for row in rows) else 1


if __name__ == "__main__":
    raise SystemExit(main())
