"""One WebSocket of one person: what it may send, what it holds, what it is told.

Keyed by itself, never by the person: the late end of a dead connection must
not touch the healthy one that took its place. All sending goes through the
outbox, which never waits; reading is one loop, in `serve`.
"""

import itertools
from collections.abc import Callable
from typing import Final, Literal, NamedTuple, Protocol

from codesign.domain.events import View
from codesign.domain.ids import CommandId, ParticipantId, StageId
from codesign.domain.permissions import runners
from codesign.domain.recorded import Via
from codesign.domain.views import Audience, audience_of
from codesign.live.feed import Feed
from codesign.live.loading import Memory
from codesign.live.outbox import Outbox
from codesign.live.pace import intake
from codesign.live.request import Accepted, Answer, Request
from codesign.projections.mine import mine, seats
from codesign.projections.ops import Op
from codesign.protocol.close_codes import CloseCode
from codesign.protocol.codec import (
    COMMAND_BYTES,
    BadCommandError,
    BadFrameError,
    command_of,
    decode,
    encode,
    mine_frames,
)
from codesign.protocol.messages import (
    PROTOCOL_VERSION,
    Ack,
    Down,
    Have,
    Limits,
    Pong,
    PresenceUp,
    Reject,
    Submit,
    Welcome,
)

# Rule C1.
INFLIGHT_AT_MOST: Final = 16

Mode = Literal["resume", "snapshot"]

_keys = itertools.count(1)


class Seat(NamedTuple):
    """Whose connection it is, as a ticket says, and through which door they came.

    `display_code` is what opened a room display; None where a login did.
    """

    participant: ParticipantId
    via: Via
    display_code: str | None = None


class Host(Protocol):
    """What a connection needs of its room; nothing here waits."""

    @property
    def memory(self) -> Memory:
        """What the room knows, as on disk."""

    def now(self) -> int:
        """Return the time in ms UTC."""

    def feed(self, audience: Audience) -> Feed:
        """Return the feed of an audience, kept from now on."""

    def ask(self, request: Request, reply: Callable[[Answer], None]) -> None:
        """Ask for a command; the reply is called once, after the commit."""

    def types(self, participant: ParticipantId, stage: StageId | None) -> None:
        """Note that somebody is typing in a stage, or stopped."""

    def reseated(self, connection: "Connection") -> None:
        """Note that a connection acts for other people than before."""

    def lags(self, connection: "Connection") -> None:
        """Note that a connection is told nothing for a while."""

    def keeps_up(self, connection: "Connection") -> None:
        """Note that a connection is told everything again."""


class Connection:
    """A person's line into a room, from welcome to close.

    A hall has thousands that only listen: what one holds meanwhile is kept small.
    """

    __slots__ = (
        "_answers",
        "_at",
        "_elapsed",
        "_feed",
        "_going",
        "_hearing",
        "_host",
        "_intake",
        "_pages",
        "_slow",
        "_unanswered",
        "_wake_reader",
        "audience",
        "closing",
        "display_code",
        "have",
        "heard_at",
        "key",
        "outbox",
        "participant",
        "runs",
        "seats",
        "stored_hash8",
        "via",
    )

    def __init__(
        self,
        seat: Seat,
        have: Have | None,
        elapsed: Callable[[], int],
        wake_reader: Callable[[], object],
    ) -> None:
        """Take what the ticket and the hello said, and how to end the reading."""
        self.key = next(_keys)
        self.participant = seat.participant
        self.via = seat.via
        self.display_code = seat.display_code
        self._wake_reader = wake_reader
        self.audience = Audience("public")
        self.seats: frozenset[ParticipantId] = frozenset()
        # Whether it is told what those who run the workshop are told alone.
        self.runs = False
        self.heard_at = elapsed()
        self.have = have
        # The hash of the event at the version the client has, as stored here.
        self.stored_hash8: bytes | None = None
        self._elapsed = elapsed
        self._host: Host | None = None
        self._feed: Feed | None = None
        self._intake = intake(seat.via)
        self._unanswered = 0
        # Told to go away, and only waiting for the last answers (rule L4).
        self._going = False
        # The rest of what is its own and of a snapshot; deltas wait until it is gone (rule O7).
        self._pages: list[bytes] = []
        # Whether it is in the fan-out; while it is not, the version it was told last.
        self._hearing = False
        self._at = 0
        self._slow = False
        # Answers that wait for the deltas before them (rule C3).
        self._answers: list[Ack | Reject] = []
        self.outbox: Outbox | None = None
        self.closing: CloseCode | None = None

    # --- opening ----------------------------------------------------------

    def open(self, host: "Host") -> None:
        """Welcome the person and bring the board up to date; one turn, no waiting."""
        self._host = host
        self._enter(host)
        have = self.have
        if have is not None and self._can_resume(host, have):
            self._welcome(host, "resume")
            self._at = have.seq
            self.tell_mine_afresh(host)
        else:
            self._welcome(host, "snapshot")
            self._send_snapshot(host)
        self._pump()

    def has_moved(self, host: Host) -> bool:
        """Tell whether the person now sees something else or acts for others."""
        return _standing(host, self.participant) != (self.audience, self.seats, self.runs)

    def stop_hearing(self) -> None:
        """Leave the audience; `reopen` follows."""
        self._hearing = False
        self._out.leave()
        self._pages.clear()

    def reopen(self, host: Host) -> None:
        """Start over with a fresh snapshot on the same line (rules O9, O10, D6)."""
        self.stop_hearing()
        self._enter(host)
        self._welcome(host, "snapshot")
        self._send_snapshot(host)
        self._pump()
        host.reseated(self)

    def _enter(self, host: "Host") -> None:
        self.audience, self.seats, self.runs = _standing(host, self.participant)
        self._feed = host.feed(self.audience)

    def _can_resume(self, host: "Host", have: Have) -> bool:
        """Tell whether the rest can be told from there on (rule O5)."""
        if (have.view, have.group) != self.audience:
            return False
        if (have.epoch, have.hash8) != (host.memory.epoch, self.stored_hash8):
            return False
        if have.seq >= host.memory.head.seq:
            return have.seq == host.memory.head.seq
        changed = host.memory.changed_since(have.seq)
        return changed is not None and self._in_feed.catch_up(have.seq, changed) is not None

    def _welcome(self, host: "Host", mode: Mode) -> None:
        person = host.memory.workshop.participants.get(self.participant)
        self.tell(
            Welcome(
                v=PROTOCOL_VERSION,
                epoch=host.memory.epoch,
                head=host.memory.head.seq,
                view=self.audience.view,
                group=self.audience.group,
                me=self.participant if person else None,
                role=person.role if person else None,
                seats=sorted(self.seats),
                limits=Limits(command_bytes=COMMAND_BYTES, inflight=INFLIGHT_AT_MOST),
                now=host.now(),
                mode=mode,
                behind=host.memory.newer is not None,
            )
        )

    def _send_snapshot(self, host: "Host") -> None:
        self.tell_mine_afresh(host)
        self._take_snapshot()

    def _take_snapshot(self) -> None:
        self._pages.extend(self._in_feed.snapshot())
        self._at = self._in_feed.head.seq

    def _send_pages(self) -> None:
        while self._pages and not self._slow:
            self._out.send(self._pages.pop(0))

    def _pump(self) -> None:
        """Send pages while the line takes them, then what happened meanwhile."""
        self._send_pages()
        if not self._pages and not self._slow:
            self._catch_up()

    def _catch_up(self) -> None:
        feed = self._in_feed
        if self._at < feed.head.seq and self._host is not None:
            changed = self._host.memory.changed_since(self._at)
            payload = None if changed is None else feed.catch_up(self._at, changed)
            if payload is None:
                self._take_snapshot()
                return self._pump()
            self._out.send(payload)
        self._at = feed.head.seq
        if not self._slow:
            self._hearing = True
            self._out.join(feed.fanout)
            if self._host is not None:
                self._host.keeps_up(self)
        self._tell_answers()
        return None

    # --- telling ----------------------------------------------------------

    def tell(self, message: Down) -> None:
        """Send one message to this connection alone."""
        self.send(encode(message))

    def send(self, payload: bytes) -> None:
        """Send one finished payload to this connection alone."""
        self._out.send(payload)

    def tell_mine(self, seq: int, ops: list[Op]) -> None:
        """Tell what only this person sees (rule D8)."""
        # Behind what waits already, which is older: it would be put in its place.
        self._pages.extend(mine_frames(seq, ops))
        self._send_pages()

    def tell_mine_afresh(self, host: "Host") -> None:
        """Tell everything that is this person's alone, from nothing (rule O6)."""
        self.tell_mine(host.memory.head.seq, mine(host.memory.workshop, self.seats))

    # --- hearing ----------------------------------------------------------

    def receive(self, payload: bytes) -> int:
        """Act on one message from the person.

        Returns:
            After how many milliseconds to read the next one; 0 means at once.

        Raises:
            BadFrameError: it fits nothing; the connection must be closed.
        """
        now = self.heard_at = self._elapsed()
        self._intake.take(now)
        self._act_on(payload)
        return self._intake.wait_ms(now)

    def _act_on(self, payload: bytes) -> None:
        message = decode(payload)
        if isinstance(message, Submit):
            self._submit(message)
        elif isinstance(message, PresenceUp):
            self._types(message)
        elif not isinstance(message, Pong):
            raise BadFrameError("hello comes once")

    def _submit(self, submit: Submit) -> None:
        if self._going:
            return None  # the client asks again elsewhere
        if self._unanswered >= INFLIGHT_AT_MOST:
            return self.hang_up(CloseCode.TOO_MANY_UNANSWERED)
        try:
            request = request_of(submit, self.participant, door(self.via, self.audience.view))
        except BadCommandError:
            return self.tell(bad_command(submit.id))
        self._unanswered += 1
        if self._host is not None:
            self._host.ask(request, lambda answer: self._answer(submit.id, answer))
        return None

    def _answer(self, command_id: CommandId, answer: Answer) -> None:
        message = answer_message(command_id, answer)
        if isinstance(message, Reject) and message.code == "too_fast":
            # It says nothing of the board, and the time after which to ask again runs already:
            # told late, what was sent meanwhile would be taken before it (rules C1, C9).
            return self._tell_answer(message)
        self._answers.append(message)
        if self._hearing:
            self._tell_answers()
        return None

    def _tell_answers(self) -> None:
        while self._answers:
            self._tell_answer(self._answers.pop(0))

    def _tell_answer(self, answer: Ack | Reject) -> None:
        self._unanswered -= 1
        self.tell(answer)
        if self._going and not self._unanswered:
            self.hang_up(CloseCode.GOING_AWAY)

    def _types(self, message: PresenceUp) -> None:
        if self._host is None or (message.typing and not self._shows_writers(message)):
            return
        self._host.types(self.participant, message.typing)

    def _shows_writers(self, message: PresenceUp) -> bool:
        records = self._in_feed.board.records
        stage = records["stages"].get(message.typing or "")
        if records["workshop"]["workshop"]["intake"] == "held":
            # Somebody who writes and puts nothing on the board would be told apart.
            return False
        # Where nobody may know who wrote what, nobody may see who is writing.
        return bool(stage and not stage.get("anonymous", True) and not stage.get("private", True))

    # --- the line ---------------------------------------------------------

    def on_slow(self) -> None:
        """Note where it stands: it is told nothing more until it has drained."""
        self._slow = True
        if self._hearing:
            self._hearing = False
            self._at = self._in_feed.told
        if self._host is not None:
            self._host.lags(self)

    def on_ready(self) -> None:
        """Go on with the snapshot, or tell what was missed."""
        self._slow = False
        if self._feed is not None and self.closing is None:
            self._pump()

    def on_overflow(self) -> None:
        """Give up on a line that cannot keep up (rule L3)."""
        self.hang_up(CloseCode.TOO_SLOW)

    def hang_up(self, code: CloseCode) -> None:
        """End the connection; the reader closes with this code."""
        if self.closing is None:
            self.closing = code
            self._wake_reader()

    def go_away(self) -> None:
        """Hang up for a restart once what was asked is answered (rule L4)."""
        self._going = True
        if not self._unanswered:
            self.hang_up(CloseCode.GOING_AWAY)

    @property
    def is_slow(self) -> bool:
        """Whether more waits than should; who keeps up holds at most `Limits.soft_bytes`."""
        return self._slow

    @property
    def queued_bytes(self) -> int:
        """How much waits to be taken by the person's device."""
        return 0 if self.outbox is None else self.outbox.queued_bytes

    def abort(self) -> None:
        """End the line at once."""
        if self.outbox is not None:
            self.outbox.abort()

    @property
    def _out(self) -> Outbox:
        assert self.outbox is not None  # noqa: S101 - set before the room hears of it
        return self.outbox

    @property
    def _in_feed(self) -> Feed:
        assert self._feed is not None  # noqa: S101 - set by `_enter`
        return self._feed


def _standing(
    host: Host, participant: ParticipantId
) -> tuple[Audience, frozenset[ParticipantId], bool]:
    workshop = host.memory.workshop
    return (
        audience_of(workshop, participant),
        seats(workshop, participant),
        participant in runners(workshop),
    )


def door(came: Via, view: View) -> Via:
    """Return the door of somebody's commands now: the desk's is open while they run the room."""
    if came == "import":
        return "import"
    return "desk" if view == "facilitator" else "room"


def request_of(submit: Submit, by: ParticipantId, via: Via) -> Request:
    """Return the request a command message makes.

    Raises:
        BadCommandError: its type or data do not fit (rule C4).
    """
    return Request(
        id=submit.id,
        command=command_of(submit),
        by=by,
        for_=submit.for_,
        via=via,
        said_at=submit.said_at,
        group=submit.group,
        lang=submit.lang,
    )


def answer_message(command_id: CommandId, answer: Answer) -> Ack | Reject:
    """Return the message that gives the answer."""
    if isinstance(answer, Accepted):
        return Ack(id=command_id, seq=answer.seq)
    return Reject(
        id=command_id,
        code=answer.code,
        message=answer.message,
        retry_ms=answer.retry_ms,
        row=answer.row,
        field=answer.field,
    )


def bad_command(command_id: CommandId) -> Reject:
    """Return the answer to a command that does not fit (rule C4)."""
    return Reject(
        id=command_id,
        code="bad_command",
        message="This page and the server do not fit together. Reload the page and try again.",
    )
