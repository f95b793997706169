"""The replay as it travels: a board and the steps that follow it (SPEC.md, rule H3).

Chunk k begins with the board at version 500 k and takes it, step by step, to
500 (k + 1). A browser that seeks to version n takes chunk n // 500 and at
most 499 steps; one that plays on takes the next chunk's steps and leaves its
records. Versions in which the view saw nothing move have no step.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from codesign.domain.recorded import Recorded
from codesign.projections.board import Records
from codesign.projections.ops import Op
from codesign.projections.veil import Veil, changes_then, rendered_then
from codesign.replay.folding import Folding


class Step(NamedTuple):
    """What one event moved on a board: its version, its time (ms UTC), the operations."""

    seq: int
    at: int
    ops: list[Op]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """The board at version `at`, and the steps after it."""

    at: int
    records: Records
    steps: list[Step]


def chunk_of(folding: Folding, following: Iterable[Recorded], veil: Veil) -> Chunk:
    """Return the chunk that begins where the folding stands; the folding goes on with it."""
    board = rendered_then(folding.workshop, veil)
    at = folding.workshop.seq
    records = {collection: dict(held) for collection, held in board.records.items()}
    steps = []
    for recorded in following:
        folding.take(recorded)
        ops = board.apply(changes_then(folding.workshop, recorded, veil))
        if ops:
            steps.append(Step(recorded.seq, recorded.at, ops))
    return Chunk(at=at, records=records, steps=steps)
