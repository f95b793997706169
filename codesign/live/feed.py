"""What one audience is told: its board, and the way it is kept up to date.

A feed advances only with what is on disk. Everybody in it is told the same
bytes, encoded once. Whoever was away is brought up to date from the keys
that changed since, so that coming back costs no reload (SPEC.md O6, O7).
"""

import asyncio
from collections.abc import Iterable
from typing import Final, NamedTuple

from codesign.domain.views import Audience
from codesign.live.fanout import Fanout
from codesign.projections.board import Board
from codesign.projections.keys import Key
from codesign.projections.ops import Change, Op, Record
from codesign.protocol.codec import FRAME_BYTES, encode, snapshot_frames
from codesign.protocol.messages import Delta

# Rule D4: a hidden change waits for a visible one, at most this long.
HIDDEN_WAIT_S: Final = 1.0
# Beyond this many removals remembered, older ones are forgotten and whoever
# was away before them gets a snapshot.
GONE_AT_MOST: Final = 4_096


class Head(NamedTuple):
    """Where the log stands: version, its time (ms UTC), and rule D7's hash."""

    seq: int
    at: int
    hash8: bytes


class Feed:
    """One audience's board at `head`, and its fan-out, told up to `told`."""

    def __init__(self, audience: Audience, board: Board, epoch: bytes, head: Head) -> None:
        """Start with the board as it is at the head of the log."""
        self.audience = audience
        self.board = board
        self.epoch = epoch
        self.head = head
        self.told = head.seq
        self.fanout = Fanout()
        self._since = head.seq
        self._gone: dict[Key, int] = {}
        self._snapshot: list[bytes] | None = None
        self._caught_up: dict[int, bytes | None] = {}
        self._flush: asyncio.TimerHandle | None = None

    def advance(self, changes: Iterable[Change], head: Head) -> bool:
        """Take a commit in and tell it; hidden changes wait a moment.

        Returns:
            False when the delta is too large to tell (rule D6): everybody
            here needs a snapshot instead.
        """
        ops = self.board.apply(changes)
        self._remember_gone(ops, head.seq)
        self.head = head
        self._snapshot = None
        self._caught_up.clear()
        if ops:
            return self._tell(ops)
        if self._flush is None:
            self._flush = asyncio.get_running_loop().call_later(HIDDEN_WAIT_S, self._tell_hidden)
        return True

    def snapshot(self) -> list[bytes]:
        """Return the payloads of a snapshot at head, built once for everybody."""
        if self._snapshot is None:
            self._snapshot = snapshot_frames(
                self.epoch, self.head.seq, self.head.hash8, self.board.records
            )
        return self._snapshot

    def catch_up(self, seq: int, changed: Iterable[Key]) -> bytes | None:
        """Return one delta from after `seq` to head, or None when a snapshot is needed.

        Args:
            seq: the version somebody has, below head.
            changed: the keys of all records that changed since.
        """
        if seq not in self._caught_up:
            self._caught_up[seq] = self._catch_up(seq, changed)
        return self._caught_up[seq]

    def close(self) -> None:
        """Stop the timer."""
        self._stop_flush()

    def _catch_up(self, seq: int, changed: Iterable[Key]) -> bytes | None:
        ops: list[Op] = []
        for collection, key in changed:
            record: Record | None = self.board.records[collection].get(key)
            if record is not None:
                ops.append(("put", collection, key, record))
            elif self._gone.get((collection, key), 0) > seq:
                ops.append(("remove", collection, key))
            elif seq < self._since:
                # It may have been shown before this feed was kept: we cannot tell.
                return None
        payload = self._delta(seq + 1, ops)
        return payload if len(payload) <= FRAME_BYTES else None

    def _tell(self, ops: list[Op]) -> bool:
        self._stop_flush()
        payload = self._delta(self.told + 1, ops)
        # Before the telling: whoever turns slow in it has received this one.
        self.told = self.head.seq
        if len(payload) > FRAME_BYTES:
            return False
        self.fanout.tell(payload)
        return True

    def _tell_hidden(self) -> None:
        self._flush = None
        if self.told < self.head.seq:
            self._tell([])

    def _delta(self, first: int, ops: list[Op]) -> bytes:
        return encode(
            Delta(
                epoch=self.epoch,
                from_=first,
                to=self.head.seq,
                at=self.head.at,
                hash8=self.head.hash8,
                ops=ops,
            )
        )

    def _remember_gone(self, ops: list[Op], seq: int) -> None:
        for op in ops:
            if op[0] == "remove":
                self._gone[op[1], op[2]] = seq
            elif op[0] == "put":
                self._gone.pop((op[1], op[2]), None)
        if len(self._gone) > GONE_AT_MOST:
            self._gone.clear()
            self._since = seq

    def _stop_flush(self) -> None:
        if self._flush is not None:
            self._flush.cancel()
            self._flush = None
