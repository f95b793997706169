"""The process that counts one thing: the work on its standard input, what it found on its output.

The work is a pickle of a function and what it counts. Each message is a pickle
preceded by its length in 4 bytes, the most significant first: pairs of whether
it is done, and either two whole numbers that say how far it is or what it
found. It is niced, so that the room goes before it.
"""

import os
import pickle
import sys
from time import monotonic
from typing import Any, Final

# The room is served before it also on one core; with more it takes another. Not 10 and above:
# beside two busy programs on each core it would get a twentieth of one, and a count of two
# seconds would take a minute.
NICE: Final = 3
# As often as a person sees a number move.
TELL_EVERY_S: Final = 0.2


def main() -> None:
    """Count what is on the standard input."""
    os.nice(NICE)
    work, of = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by our own parent
    # The first time at once: whoever waits sees that it has begun.
    told_at = monotonic() - TELL_EVERY_S

    def tell(done: int, whole: int) -> None:
        nonlocal told_at
        if monotonic() - told_at >= TELL_EVERY_S:
            told_at = monotonic()
            _say(done=False, what=(done, whole))

    _say(done=True, what=work(of, tell))


def _say(*, done: bool, what: Any) -> None:  # noqa: ANN401 - progress or what was found
    message = pickle.dumps((done, what))
    sys.stdout.buffer.write(len(message).to_bytes(4) + message)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
