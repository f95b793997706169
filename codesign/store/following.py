"""Keeps the tables up: follows the log of all workshops, and draws anew what changed.

A step reads what is new after the edition's position, folds the workshops it is of,
and writes their rows and the new position in one transaction. A workshop is read to
its end, so that its rows may be a little ahead of the position and never behind it.
Of a workshop that is not published nothing is read at all: it has no rows, and
`RecordingPublished` alone gives it some.

**A workshop that cannot be followed is parked, and nobody waits for it.** Its rows are
taken away, since whatever was taken back meanwhile would be in them. It is tried again
with its next event, at every start, and when somebody asks for it.

**Rebuilding** folds one workshop after the other into an edition beside the one in
use, follows what is new since, and takes its place once it is not behind.
"""

import logging
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from threading import Event as Flag
from threading import Lock
from traceback import extract_tb
from typing import Final, NamedTuple

from codesign.domain import events as e
from codesign.domain.evolve import evolve
from codesign.domain.ids import WorkshopId
from codesign.domain.workshop import Workshop
from codesign.store.errors import UNREADABLE, FlushFailedError, StorageError
from codesign.store.log import Log, News
from codesign.store.tables import Change, Edition, Followed, Step, TableRow, Tables

# Draws the rows of a workshop as it stands.
Draw = Callable[[WorkshopId, Workshop], Sequence[TableRow]]

# Events of one step: a moment's work, and lost at most when another process was quicker.
STEP_EVENTS: Final = 1_000
# Workshops whose state is kept between steps: those being worked on and published at once.
_STATES_KEPT: Final = 8
# After so many events folded the room may go first.
_REST_EVERY: Final = 500
_PUBLISHED: Final = e.RecordingPublished.__name__
# After these, words that were in the rows are to be found nowhere any more.
_ERASING: Final = frozenset(
    each.__name__
    for each in (
        e.ContributionRedacted,
        e.ParticipantErased,
        e.RecordingUnpublished,
        e.PracticeThrownAway,
    )
)
_log = logging.getLogger(__name__)


class StoppedError(Exception):
    """The server stops; what was begun is gone on with at the next start."""


class State(NamedTuple):
    """How the tables stand: how many events and ms they are behind, and who is parked."""

    edition: Edition | None
    version: int
    behind: int
    behind_ms: int
    parked: Sequence[Followed]


class Following:
    """Keeps tables up with a log. May be asked from several threads; they take turns.

    Args:
        log: what is followed.
        tables: where the rows go.
        draw: draws them; raising for a workshop parks that one.
        clock: the time in ms UTC.
        rest_s: how long to rest after some hundred events, to let others go first.
    """

    def __init__(
        self, log: Log, tables: Tables, draw: Draw, clock: Callable[[], int], rest_s: float = 0
    ) -> None:
        self._log = log
        self._tables = tables
        self._draw = draw
        self._clock = clock
        self._stopping = Flag()
        self._turn = Lock()
        self._folds = _Folds(log, lambda: self._rest(rest_s))

    def stop(self) -> None:
        """Break off what is done at present, from another thread."""
        self._stopping.set()

    def start(self) -> None:
        """Try again what was parked: another version of the program may be able to."""
        try:
            self.retry()
        except StoppedError:
            return
        except Exception as error:  # noqa: BLE001 - as in a step
            self._note(None, error)

    def step(self) -> bool:
        """Go on by a step, or rebuild where there is nothing to go on from.

        Returns:
            Whether there may be more to do at once. What goes wrong is noted and logged.
        """
        edition = None
        try:
            with self._turn:
                edition = self._tables.in_use()
                return self._go_on(edition)
        except StoppedError:
            return False
        except Exception as error:  # noqa: BLE001 - whatever it is, the next try may succeed
            self._note(edition, error)
            return False

    def rebuild(self) -> bool:
        """Make an edition beside the one in use, and put it in its place.

        Returns:
            False when another process does, or words were erased meanwhile: try again later.

        Raises:
            StoppedError, StorageError.
        """
        with self._turn:
            return self._rebuilt()

    def retry(self) -> int:
        """Try the parked workshops again; return how many are followed now."""
        with self._turn:
            return self._retried()

    def state(self) -> State:
        """Return how the tables stand, for those who run the server."""
        edition = self._tables.in_use()
        behind, since = self._behind(0 if edition is None else edition.position)
        return State(
            edition=edition,
            version=self._tables.version,
            behind=behind,
            behind_ms=0 if since is None else max(0, self._clock() - since),
            parked=[] if edition is None else self._tables.parked(edition.number),
        )

    def _rebuilt(self) -> bool:
        newest = self._log.newest()
        position, mark = (0, b"") if newest is None else (newest.position, newest.hash8)
        number = self._tables.begin(position, mark, self._clock())
        if number is None:
            return False
        for each in self._log.workshops():
            if not self._put(number, position, position, mark, [self._drawn(each)]):
                return False
        while (outcome := self._tables.use(number)) == "behind":
            made = self._tables.edition(number)
            if made is None or not self._follow(made):
                return False
        return outcome == "used"

    def _retried(self) -> int:
        edition = self._tables.in_use()
        if edition is None or edition.version != self._tables.version:
            return 0
        parked = self._tables.parked(edition.number)
        changes = [self._drawn(each.workshop, each) for each in parked]
        healed = sum(not each.followed.error for each in changes)
        position, mark = edition.position, edition.mark
        kept = self._put(edition.number, position, position, mark, changes)
        return healed if kept else 0

    def _go_on(self, edition: Edition | None) -> bool:
        if edition is None or edition.version < self._tables.version:
            return self._rebuilt()
        if edition.version > self._tables.version:
            # A newer server keeps them up, and this one is about to go.
            return False
        return self._follow(edition)

    def _follow(self, edition: Edition) -> bool:
        news = self._log.news(edition.position, STEP_EVENTS)
        if edition.position:
            if not news or (news[0].position, news[0].hash8) != (edition.position, edition.mark):
                # Restored, or another one altogether: what was drawn from it is of no use.
                _log.warning("the log is another than the tables were drawn from; they are rebuilt")
                self._tables.discard(edition.number)
                return True
            news = news[1:]
        if not news:
            return False
        known = self._tables.followed(edition.number, list({each.workshop for each in news}))
        changes = [self._change(each, known.get(each[0].workshop)) for each in _by_workshop(news)]
        last = news[-1]
        return self._put(
            edition.number,
            edition.position,
            last.position,
            last.hash8,
            [each for each in changes if each is not None],
            erasing=any(_erases(each, known) for each in news),
        )

    def _change(self, news: Sequence[News], known: Followed | None) -> Change | None:
        last = news[-1]
        parked = known is not None and bool(known.error)
        if known is not None and last.seq <= known.seq and not parked:
            return None
        silent = known is None or not (known.published or parked)
        if silent and not any(each.name == _PUBLISHED for each in news):
            return Change(followed=Followed(last.workshop, last.seq, published=False))
        return self._drawn(last.workshop, known)

    def _drawn(self, workshop: WorkshopId, known: Followed | None = None) -> Change:
        """Fold a workshop to its end and draw its rows; park it where that cannot be done."""
        try:
            now = self._folds.now(workshop)
            rows = self._draw(workshop, now) if now.published else []
            return Change(followed=Followed(workshop, now.seq, now.published), rows=rows)
        except (StoppedError, FlushFailedError):
            raise
        except Exception as error:
            if isinstance(error, StorageError) and error.reason != "storage_damaged":
                # Nothing is wrong with the workshop.
                raise
            return self._parked(workshop, known, error)

    def _parked(self, workshop: WorkshopId, known: Followed | None, error: Exception) -> Change:
        said = self._folds.said(error)
        self._folds.forget(workshop)
        parked = known is not None and bool(known.error)
        if not parked:
            _log.error("workshop %s is in no table any more: %s", workshop, said)
        since = known.since if known is not None and parked else self._clock()
        seq = 0 if known is None else known.seq
        followed = Followed(workshop, seq, published=True, error=said, since=since)
        return Change(followed=followed, rows=[])

    def _put(
        self,
        number: int,
        expected: int,
        position: int,
        mark: bytes,
        changes: Sequence[Change],
        *,
        erasing: bool = False,
    ) -> bool:
        step = Step(
            edition=number,
            expected=expected,
            position=position,
            mark=mark,
            at=self._clock(),
            changes=changes,
            erasing=erasing or any(each.followed.error for each in changes),
        )
        return self._tables.put(step)

    def _behind(self, position: int) -> tuple[int, int | None]:
        """Return how many events are not in the tables yet, and when the first of them was."""
        newest = self._log.newest()
        if newest is None or newest.position <= position:
            return 0, None
        [first] = self._log.news(position + 1, 1)
        told = next(iter(self._log.read(first.workshop, first.seq - 1, first.seq)))
        return newest.position - position, told.at

    def _rest(self, rest_s: float) -> None:
        if self._stopping.wait(rest_s) if rest_s else self._stopping.is_set():
            raise StoppedError

    def _note(self, edition: Edition | None, error: Exception) -> None:
        said = _said(error)
        if edition is None or edition.trouble != said:
            _log.error("the tables stand still: %s", said)
        if edition is not None:
            try:
                self._tables.note_trouble(edition.number, said, self._clock())
            except (StorageError, FlushFailedError) as further:
                _log.error("nor can that be noted beside them: %s", further)


class _Folds:
    """The workshops as they stand, of those asked for last."""

    def __init__(self, log: Log, rest: Callable[[], None]) -> None:
        self._log = log
        self._rest = rest
        self._kept: OrderedDict[WorkshopId, Workshop] = OrderedDict()
        self._folded = 0
        self._at = 0

    def now(self, workshop: WorkshopId) -> Workshop:
        """Return a workshop, caught up with its log; a published one is kept for the next time."""
        # Taken out: what breaks off halfway is not gone on with.
        state = self._kept.pop(workshop, None) or Workshop()
        self._at = state.seq
        self._rest()
        for recorded in self._log.read(workshop, state.seq):
            self._at = recorded.seq
            evolve(state, recorded)
            self._folded += 1
            if self._folded % _REST_EVERY == 0:
                self._rest()
        if state.published:
            self._kept[workshop] = state
            if len(self._kept) > _STATES_KEPT:
                self._kept.popitem(last=False)
        return state

    def forget(self, workshop: WorkshopId) -> None:
        """Keep nothing of it."""
        self._kept.pop(workshop, None)

    def said(self, error: Exception) -> str:
        """Say what went wrong where, and nothing of what anybody wrote."""
        return _said(error) if isinstance(error, UNREADABLE) else f"{_said(error)}, at {self._at}"


def _said(error: Exception) -> str:
    """Say an error without what is in it, unless it is one of ours, which hold no words."""
    if isinstance(error, (*UNREADABLE, FlushFailedError)):
        return str(error)
    frames = extract_tb(error.__traceback__)
    where = f" in {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{where}"


def _erases(news: News, known: Mapping[WorkshopId, Followed]) -> bool:
    """Tell whether words that may be in a table are to be nowhere any more."""
    before = known.get(news.workshop)
    return news.name in _ERASING and before is not None and before.published


def _by_workshop(news: Iterable[News]) -> list[list[News]]:
    found: dict[WorkshopId, list[News]] = {}
    for each in news:
        found.setdefault(each.workshop, []).append(each)
    return list(found.values())
