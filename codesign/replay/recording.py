"""One workshop's past, kept ready for being asked again and again.

It holds the workshop at present (which is what the veil is made of), the
marks and beats of its log, and keyframes. Every answer first catches up with
the log, so that no answer is given by rules that no longer hold. When an
event destroys words, the keyframes that held them are dropped before anything
is answered; what is read again is read without those words.
"""

from collections.abc import Callable, Iterator
from itertools import count
from threading import Lock

from codesign.domain.events import View, destroys_words_of
from codesign.domain.ids import GroupId, RoundId, WorkshopId
from codesign.domain.recorded import Recorded
from codesign.domain.supposing import Supposed, suppose, suppositions
from codesign.domain.workshop import Workshop
from codesign.projections.audit import Entry, audit
from codesign.projections.ballots import Ballots, ballots
from codesign.projections.beats import Beats
from codesign.projections.board import Board
from codesign.projections.derivations import Derivations
from codesign.projections.findings import Material, material
from codesign.projections.keys import Key
from codesign.projections.lineage import Lineage, lineage, thing_at, thing_of
from codesign.projections.marks import Marks
from codesign.projections.reading import Reading, reading
from codesign.projections.timeline import Timeline, timeline
from codesign.projections.veil import Veil, rendered_then
from codesign.replay.chunks import Chunk, Step, chunk_of
from codesign.replay.folding import Folding, without_destroyed, words_of
from codesign.replay.keyframes import SPACING, Keyframes

# The store's `Log.read`: a workshop's events after one version, up to another or to the end.
Read = Callable[[WorkshopId, int, int | None], Iterator[Recorded]]


class Recording:
    """The past of one workshop. May be asked from several threads; they take turns.

    Every answer is for an audience: a view, and the group whose member asks,
    None for somebody in none.
    """

    def __init__(self, read: Read, workshop_id: WorkshopId, spacing: int = SPACING) -> None:
        self._spacing = spacing
        self._read = read
        self._id = workshop_id
        self._lock = Lock()
        self._keyframes = Keyframes()
        self._present = Folding()
        self._marks = Marks()
        self._beats = Beats()
        self._derivations = Derivations()
        self._destroyed: dict[str, int] = {}
        self._legible: set[str] = set()

    def chunk(self, view: View, number: int, group: GroupId | None = None) -> Chunk | None:
        """Return a chunk of the replay, None beyond the head."""
        with self._lock:
            veil = self._veil(view, group)
            at = number * self._spacing
            if not veil.present.created or not 0 <= at <= veil.present.seq:
                return None
            return chunk_of(self._then(at), self._events(at, at + self._spacing), veil)

    def board(self, view: View, seq: int, group: GroupId | None = None) -> Board:
        """Return the board as it was at a version, or at the head where that is earlier."""
        with self._lock:
            veil = self._veil(view, group)
            return rendered_then(self._then(seq).workshop, veil)

    def reading(self, view: View, seq: int | None = None, group: GroupId | None = None) -> Reading:
        """Return what outputs are written from, at a version or at the head."""
        with self._lock:
            veil = self._veil(view, group)
            then = self._then(veil.present.seq if seq is None else seq).workshop
            return reading(self._id, then, veil, self._marks.upto(then.seq))

    def audit(self) -> list[Entry]:
        """Return who did what to run it, for those who run it."""
        with self._lock:
            present = self._veil("facilitator", None).present
            return list(audit(self._read(self._id, 0, present.seq), present))

    def ballots(self, view: View, seq: int | None = None, group: GroupId | None = None) -> Ballots:
        """Return the single ballots a view may have, at a version or at the head."""
        with self._lock:
            veil = self._veil(view, group)
            then = self._then(veil.present.seq if seq is None else seq).workshop
            return ballots(then, veil)

    def material(
        self, view: View, round_id: RoundId, seq: int | None = None, group: GroupId | None = None
    ) -> Material | None:
        """Return what a view may have counted of a vote, at a version or at the head."""
        with self._lock:
            veil = self._veil(view, group)
            then = veil.present if seq is None else self._then(seq).workshop
            return material(then, veil, round_id)

    def supposed(self, round_id: RoundId) -> list[Supposed]:
        """Return how the options of a vote would stand otherwise, for those who run it."""
        with self._lock:
            present = self._veil("facilitator", None).present
            if round_id not in present.rounds or not present.rounds[round_id].tally_shown:
                return []
            may_be = suppositions(present, round_id)
            return [suppose(present, round_id, each) for each in may_be]

    def materials(
        self, view: View, seq: int | None = None, group: GroupId | None = None
    ) -> list[Material]:
        """Return the same of every vote it may."""
        with self._lock:
            veil = self._veil(view, group)
            then = veil.present if seq is None else self._then(seq).workshop
            of_each = (material(then, veil, each) for each in then.rounds)
            return [each for each in of_each if each is not None]

    def lineage(
        self,
        view: View,
        about: str | int,
        seq: int | None = None,
        group: GroupId | None = None,
    ) -> Lineage | None:
        """Return where a thing came from and what became of it, at a version or at the head.

        Args:
            view: with whose eyes.
            about: the identifier of a thing, that of a version being `redesign.number`; or
                the version of the record whose event brought or changed it.
            seq: the version it is told at.
            group: whose board is seen beside everybody's.

        Returns:
            None where there is no such thing, or the view may not see it.
        """
        with self._lock:
            veil = self._veil(view, group)
            then = veil.present if seq is None else self._then(seq).workshop
            key = self._thing(then, about)
            if key is None:
                return None
            return lineage(self._derivations, self._marks, then, veil, key)

    def _thing(self, then: Workshop, about: str | int) -> Key | None:
        if isinstance(about, int):
            return thing_at(then, self._marks, about)
        return thing_of(then, about)

    def steps(self, view: View, group: GroupId | None = None) -> Iterator[Step]:
        """Yield every step from an empty board to the head."""
        for number in count():
            chunk = self.chunk(view, number, group)
            if chunk is None:
                return
            yield from chunk.steps

    def timeline(self, view: View, group: GroupId | None = None) -> Timeline:
        """Return the chapters, the key moments and the activity of the whole."""
        with self._lock:
            veil = self._veil(view, group)
            present = reading(self._id, veil.present, veil, self._marks)
            return timeline(present, self._beats)

    def _veil(self, view: View, group: GroupId | None) -> Veil:
        self._catch_up()
        return Veil(self._present.workshop, view, group)

    def _catch_up(self) -> None:
        for recorded in self._read(self._id, self._present.workshop.seq, None):
            self._note_words(recorded)
            self._present.take(recorded)
            self._marks.take(self._present.workshop, recorded)
            self._beats.take(self._present.workshop, recorded)
            self._derivations.take(self._present.workshop, recorded)
            if recorded.seq % self._spacing == 0:
                self._keyframes.keep(self._present.still())

    def _note_words(self, recorded: Recorded) -> None:
        owner = destroys_words_of(recorded.event)
        if owner is not None:
            self._destroyed[owner] = recorded.seq
            # Of an erasure long ago nothing could be read, and no keyframe holds it.
            if owner in self._legible:
                self._keyframes.forget()
        self._legible.update(words_of(recorded.event))

    def _then(self, seq: int) -> Folding:
        start = self._keyframes.nearest(seq)
        folding = Folding(start)
        for recorded in self._events(folding.workshop.seq, seq):
            folding.take(recorded)
            if recorded.seq % self._spacing == 0:
                self._keyframes.keep(folding.still())
        return folding

    def _events(self, after: int, upto: int) -> Iterator[Recorded]:
        events = self._read(self._id, after, min(upto, self._present.workshop.seq))
        return (without_destroyed(each, self._destroyed) for each in events)
