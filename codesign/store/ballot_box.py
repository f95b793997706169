"""The ballots of secret rounds, sealed, in a table beside the events.

A ballot is committed with the event that its voter voted, or alone where they
had voted before. It is sealed under a key of its round (`keys.py`), bound to
its voter, and as long for every choice, so that the database, its write-ahead
log, an old page or a backup of them tells no more than who voted. Opening the
box takes the rows away in the transaction that records the ballots, and the
key is destroyed like that of erased words: from then on nothing joins a voter
to a choice, whoever kept the rows.
"""

from typing import Final

import msgspec

from codesign.domain.ballot_box import BoxedBallot
from codesign.domain.ids import OptionId, ParticipantId, RoundId, WorkshopId
from codesign.store.errors import UnsealError
from codesign.store.keys import Sealing, Unsealing

# Round, voter, sealed ballot.
BallotRow = tuple[RoundId, ParticipantId, bytes]
Marks = dict[OptionId, int]

# An identifier of 22 characters in quotation marks, a colon, a comma, and a mark of six.
_MARK_BYTES: Final = 32
_BRACES_BYTES: Final = 2
_ENCODER: Final = msgspec.json.Encoder(order="sorted")
_DECODER: Final = msgspec.json.Decoder(Marks)


def box_key(round_id: RoundId) -> str:
    """Return the owner of the key that seals a round's ballots; no identifier looks like it."""
    return f"ballots of {round_id}"


def sealed(workshop: WorkshopId, ballot: BoxedBallot, sealing: Sealing) -> BallotRow:
    """Return the row that keeps a ballot."""
    text = _ENCODER.encode(ballot.marks).decode()
    bound_to = _bound_to(workshop, ballot.round, ballot.voter)
    padded = _padded(text, ballot.options)
    return (
        ballot.round,
        ballot.voter,
        sealing.seal(workshop, box_key(ballot.round), padded, bound_to),
    )


def unsealed(workshop: WorkshopId, row: BallotRow, keys: Unsealing) -> Marks | None:
    """Return the marks that a row keeps, None where nobody can read them any more."""
    round_id, voter, kept = row
    try:
        text = keys.unseal(workshop, box_key(round_id), kept, _bound_to(workshop, round_id, voter))
    except UnsealError:
        # The keys are of an older backup than the log, or the row was damaged or moved.
        return None
    return _DECODER.decode(text) if text else None


def _padded(text: str, options: int) -> str:
    """Fill up with blanks to a length that depends on how many options there are alone."""
    whole = _BRACES_BYTES + _MARK_BYTES * options
    return text.ljust(-(-len(text) // whole) * whole)


def _bound_to(workshop: WorkshopId, round_id: RoundId, voter: ParticipantId) -> bytes:
    return msgspec.msgpack.encode((workshop, round_id, voter))
