"""The fuzzer for as long as one likes, led by what reaches new code: `make fuzz`.

    python -m tests.faults.guided --seconds 600

It takes atheris (`pip install '.[fuzz]'`), which there is not for every Python.
Without it our own garbage is sent for the same time, and that is said.
"""

import argparse
import struct
import sys
import time
from random import Random

try:
    import atheris
except ImportError:
    atheris = None

if atheris is None:
    from tests.faults.fuzz import Target, by_ourselves, garbage, report
else:
    # What it leads by must be imported under its eyes.
    with atheris.instrument_imports(include=["codesign"]):
        from tests.faults.fuzz import Target, by_ourselves, garbage, report

SAID_EVERY = 25_000


def by_atheris(seconds: float, seed: int) -> None:
    """Let atheris choose, for so long; ends the process, with a trace if anything broke."""
    target = Target(seed)

    def one(data: bytes) -> None:
        # Half of what it tries are plain bytes; half choose one of our breakages, and add to it.
        if data[:1] < b"\x80":
            target.take(data[1:])
        else:
            (number,) = struct.unpack("!Q", data[1:9].ljust(8, b"\0"))
            target.take(garbage(target.workshop, Random(number)) + data[9:])
        # It leaves by the back door, so there is no saying it at the end.
        if target.seen["inputs"] % SAID_EVERY == 0:
            report(target, sys.stderr.write)

    flags = [f"-max_total_time={seconds:.0f}", f"-seed={seed}", "-max_len=4096"]
    atheris.Setup([sys.argv[0], *flags, "-print_final_stats=1"], one)
    atheris.Fuzz()


def main() -> None:
    """Run for the time asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    asked = parser.parse_args()
    sys.stderr.write(f"fuzz: seed {asked.seed}\n")
    if atheris is None:
        sys.stderr.write("fuzz: *** NOT LED BY COVERAGE: there is no atheris here ***\n")
        report(by_ourselves(asked.seconds, asked.seed), sys.stderr.write)
    else:
        by_atheris(asked.seconds, asked.seed)


if __name__ == "__main__":
    main()
