"""A batch: commands decided one after the other against one advancing state."""

import logging
from collections.abc import Callable, Collection
from typing import NamedTuple

from codesign.domain.act import Act
from codesign.domain.ballot_box import BoxedBallot, boxed
from codesign.domain.breakouts import place_of
from codesign.domain.decide import decide
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import Event, JoinCodeIssued
from codesign.domain.ids import CommandId, GroupId, ParticipantId, RoundId
from codesign.domain.recorded import Recorded
from codesign.live.loading import Memory
from codesign.live.request import SERVER_FAULT, Accepted, Answer, Refused, Request, refused
from codesign.projections.keys import Key

Reply = Callable[[Answer], None]
# In the order they were touched, each once.
Keys = dict[Key, None]

logger = logging.getLogger(__name__)


class Asked(NamedTuple):
    """A command in the inbox, with whom to tell how it went."""

    request: Request
    reply: Reply


class Batch:
    """Commands decided one after the other against one advancing state."""

    def __init__(
        self, memory: Memory, now: int, codes_taken: Collection[CommandId] = frozenset()
    ) -> None:
        """Begin with what is in memory; events are stamped not before `now`.

        Args:
            memory: what the room knows; it advances with every command decided.
            now: the time in ms UTC.
            codes_taken: the commands whose join code is another workshop's.
        """
        self._codes_taken = codes_taken
        self.memory = memory
        self._now = now
        self.recorded: list[Recorded] = []
        self._boxed: dict[tuple[RoundId, ParticipantId], BoxedBallot] = {}
        self.keys: Keys = {}
        self.answers: list[tuple[Reply, Answer]] = []

    @property
    def boxed(self) -> tuple[BoxedBallot, ...]:
        """The secret ballots that are to be kept, of each voter in a round the last."""
        return tuple(self._boxed.values())

    def decide(self, asked: Asked) -> None:
        """Decide one command, keep its events, and note its answer."""
        self.answers.append((asked.reply, self._decided(asked.request)))

    def _decided(self, request: Request) -> Answer:
        known = self.memory.answered.get(request.id)
        if known is not None:
            return answered_before(request, *known)
        if request.id in self._codes_taken:
            return refused("code_taken")
        act = self._act(request)
        try:
            events = decide(self.memory.workshop, request.command, act)
            group = place_of(self.memory.workshop, act)
            ballot = boxed(self.memory.workshop, request.command, act)
        except CommandRejectedError as error:
            logger.debug("rejected %s: %s", type(request.command).__name__, error.code)
            return Refused(code=error.code, message=error.message, row=error.row, field=error.field)
        except Exception:
            # A fault of ours, and nothing is changed yet: the rest of the room is not its hostage.
            logger.exception("%s cannot be decided", type(request.command).__name__)
            return refused(SERVER_FAULT)
        if ballot is not None:
            self._boxed[ballot.round, ballot.voter] = ballot
        for event in events:
            self._keep(request, group, event)
        return Accepted(seq=self.memory.workshop.seq)

    def _act(self, request: Request) -> Act:
        return Act(
            by=request.by,
            at=max(self._now, self.memory.workshop.at),
            for_=request.for_,
            via=request.via,
            said_at=request.said_at,
            group=request.group,
        )

    def _keep(self, request: Request, group: GroupId | None, event: Event) -> None:
        workshop = self.memory.workshop
        recorded = Recorded(
            seq=workshop.seq + 1,
            event=event,
            id=request.id,
            at=max(self._now, workshop.at),
            by=request.by,
            for_=request.for_,
            via=request.via,
            said_at=request.said_at,
            stage=workshop.live_stage,
            group=group,
            lang=request.lang,
        )
        self.recorded.append(recorded)
        self.keys.update(dict.fromkeys(self.memory.take(recorded)))


def answered_before(request: Request, seq: int, by: ParticipantId | None) -> Answer:
    """Return the answer to a command whose id the log holds (rule C2)."""
    if by != request.by:
        return refused("id_taken")
    return Accepted(seq=seq)


def refuse(asked: list[Asked], answer: Refused) -> None:
    """Give all of them the same refusal."""
    for each in asked:
        each.reply(answer)


def issuing_codes(batch: Batch) -> set[CommandId]:
    """Return the commands of a batch that issue a join code."""
    return {each.id for each in batch.recorded if isinstance(each.event, JoinCodeIssued)}
