"""The process that counts one round: votes on its standard input, the result on its output.

Each message is a pickle preceded by its length in 4 bytes, the most significant
first: pairs of whole numbers that say how far the count has come, then the
result. It is niced, so that the room goes before it.
"""

import os
import pickle
import sys
from time import monotonic
from typing import Any, Final

from codesign.methods.counting import count

NICE: Final = 10
# As often as a person sees a number move.
TELL_EVERY_S: Final = 0.2


def main() -> None:
    """Count what is on the standard input."""
    os.nice(NICE)
    votes = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by our own parent
    # The first time at once: whoever waits sees that it has begun.
    told_at = monotonic() - TELL_EVERY_S

    def tell(done: int, of: int) -> None:
        nonlocal told_at
        if monotonic() - told_at >= TELL_EVERY_S:
            told_at = monotonic()
            _say((done, of))

    _say(count(votes, tell))


def _say(value: Any) -> None:  # noqa: ANN401 - progress or a result
    message = pickle.dumps(value)
    sys.stdout.buffer.write(len(message).to_bytes(4) + message)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
