"""What whoever watches a server wants counted; here nobody does.

Called from the event loop, `committed` from the writer's thread.
"""

from collections.abc import Sequence

from codesign.live.request import Answer


class Meters:
    """Takes note of nothing: for tests, and for commands that open a room or two."""

    def answered(self, answer: Answer) -> None:
        """Note how a command went."""

    def committed(self, seconds: float, outcomes: Sequence[object]) -> None:
        """Note one commit: how long it took, and for each room what was kept, or an exception."""

    def ended(self, why: str) -> None:
        """Note the end of a line: a close code's name, or `left` where its person went."""

    def repaired(self, workshops: int) -> None:
        """Note in how many open workshops the log had more than anybody had said."""

    def dropped(self, lines: int) -> None:
        """Note how many lines were dropped because too much waited in all of them."""
