"""When the room was busy: the times at which something moved on the boards.

A beat is counted only where the board of a view changed at that moment, so
that activity tells nobody when something hidden happened: a vote counts when
the turnout grew or the tally is live, an idea when it was on the board. Ideas
of anonymous stages count for no organisation.
"""

from array import array
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from codesign.domain import events as e
from codesign.domain.events import View
from codesign.domain.ids import (
    GroupId,
    IdeaId,
    OrganisationId,
    ParticipantId,
    RoundId,
    StageId,
    ThemeId,
)
from codesign.domain.recorded import Recorded
from codesign.domain.totals import cast_size
from codesign.domain.views import may_see
from codesign.domain.workshop import Workshop
from codesign.projections.board import Records
from codesign.projections.keys import WORKSHOP, Key
from codesign.projections.reading import Reading


class Origin(NamedTuple):
    """What a beat came from: a record, who could see it then, and whose it was.

    `words` says that nothing but its words changed.
    """

    about: Key
    stage: StageId | None
    least: View
    organisation: OrganisationId | None
    group: GroupId | None = None
    words: bool = False


class Beats:
    """A fold of the log: times of beats, by what they came from."""

    def __init__(self) -> None:
        self._times: dict[Origin, array[int]] = {}
        self._cast: dict[RoundId, int] = {}
        self._inside: set[ParticipantId] = set()

    def take(self, workshop: Workshop, recorded: Recorded) -> None:
        """Note one event, already evolved into the workshop."""
        origin = self._origin(workshop, recorded.event)
        if origin is not None:
            times = self._times.get(origin)
            if times is None:
                times = self._times[origin] = array("q")
            times.append(recorded.at)

    def seen(self, reading: Reading) -> Iterator[tuple[Origin, "array[int]"]]:
        """Yield the beats that whoever has this reading of the present may know of."""
        for origin, times in self._times.items():
            if _was_seen(reading, origin) and _is_told(reading.records, origin):
                yield origin, times

    def _origin(  # noqa: C901, PLR0912 - one case a kind of event
        self, workshop: Workshop, event: e.Event
    ) -> Origin | None:
        match event:
            case e.BallotCast() | e.TurnoutRecorded() | e.TotalsConfirmed():
                return self._votes(workshop, event.round)
            case e.TotalsRecorded() | e.TotalsWithdrawn():
                # In a binding round they count once they are confirmed.
                counted = not workshop.rounds[event.round].binding
                return self._votes(workshop, event.round, counted=counted)
            case e.IdeaSubmitted() | e.CardRecorded() | e.IdeaRestored():
                return _idea(workshop, event.idea)
            case e.IdeaReworded():
                return _in_words(_idea(workshop, event.idea))
            case e.IdeasGrouped() | e.IdeasUngrouped() | e.IdeasLetThrough():
                found = (_idea(workshop, each) for each in event.ideas)
                return next((each for each in found if each is not None), None)
            case e.ThemeFormed() | e.ThemeDissolved():
                return _theme(workshop, event.theme)
            case e.ThemeNamed():
                return _in_words(_theme(workshop, event.theme))
            case e.ThemeSplit():
                return _theme(workshop, event.into)
            case e.ThemesMerged():
                return _theme(workshop, event.merged[0])
            case (
                e.OptionAdded()
                | e.OptionWithdrawn()
                | e.RoundOpened()
                | e.RoundClosed()
                | e.ResultRevealed()
                | e.ChairCast()
                | e.WorryWithdrawn()
                | e.WorryIntegrated()
                | e.WorryNotUpheld()
                | e.WorryReopened()
                | e.CountReopened()
                | e.RoundVoided()
            ):
                return _round(workshop, event.round)
            case e.ReportedBack():
                about = ("report_backs", event.report_back)
                return _of(workshop, about, _stage_of(workshop, event.group))
            case e.StageOpened() | e.StageClosed():
                return _of(workshop, ("stages", event.stage), event.stage)
            case (
                e.ParticipantJoined()
                | e.ParticipantAdmitted()
                | e.ParticipantLeft()
                | e.ParticipantReturned()
            ):
                moved = self._moved(workshop, event.participant)
                return _of(workshop, WORKSHOP, None) if moved else None
            case e.ParticipantRemoved() | e.ParticipantReadmitted() | e.AdmissionWithdrawn():
                # That somebody was put out is no beat; how many are inside is kept up with.
                self._moved(workshop, event.participant)
                return None
            case _:
                return None

    def _moved(self, workshop: Workshop, who: ParticipantId) -> bool:
        """Tell whether somebody came in or went out: who was put out before goes unseen."""
        inside = workshop.participants[who].inside
        moved = inside != (who in self._inside)
        (self._inside.add if inside else self._inside.discard)(who)
        return moved

    def _votes(
        self, workshop: Workshop, round_id: RoundId, *, counted: bool = True
    ) -> Origin | None:
        found = workshop.rounds[round_id]
        cast = cast_size(found, workshop.polls[round_id])
        before = self._cast.get(round_id, 0)
        self._cast[round_id] = cast
        moved = cast != before or (counted and found.tally_shown)
        return _round(workshop, round_id) if moved else None


def _idea(workshop: Workshop, idea_id: IdeaId) -> Origin | None:
    idea = workshop.ideas[idea_id]
    stage = workshop.stages[idea.stage]
    if not idea.shown or (stage.private and not stage.revealed):
        return None
    organisation = None if stage.anonymous else idea.organisation
    return Origin(("ideas", idea.id), stage.id, stage.seen_by, organisation, idea.group)


def _in_words(origin: Origin | None) -> Origin | None:
    return None if origin is None else origin._replace(words=True)


def _theme(workshop: Workshop, theme_id: ThemeId) -> Origin:
    theme = workshop.themes[theme_id]
    return _of(workshop, ("themes", theme_id), theme.stage, theme.group)


def _round(workshop: Workshop, round_id: RoundId) -> Origin:
    found = workshop.rounds[round_id]
    return _of(workshop, ("rounds", round_id), found.stage, found.group)


def _stage_of(workshop: Workshop, group: GroupId) -> StageId:
    return workshop.breakouts[workshop.groups[group].breakout].stage


def _of(
    workshop: Workshop, about: Key, stage: StageId | None, group: GroupId | None = None
) -> Origin:
    least: View = "public" if stage is None else workshop.stages[stage].seen_by
    return Origin(about, stage, least, None, group)


def _was_seen(reading: Reading, origin: Origin) -> bool:
    # That a board was opened to others later does not tell when its group was busy.
    own = origin.group in {None, reading.group} or reading.view == "facilitator"
    return own and may_see(reading.view, origin.least)


def _is_told(records: Records, origin: Origin) -> bool:
    if origin.stage is not None and records["stages"][origin.stage]["closed_to_you"]:
        return False
    collection, key = origin.about
    record = records[collection].get(key, {})
    # Of words that were destroyed nobody sees any more that they were changed before.
    if origin.words and record.get("redacted"):
        return False
    # A theme may have been merged meanwhile; that it once stood is no secret.
    return collection in {"themes", "stages"} or key in records[collection]


def organisation_told(records: Records, origin: Origin) -> OrganisationId | None:
    """Return whose beat it was, where the board says so still."""
    collection, key = origin.about
    record: Mapping[str, object] = records[collection].get(key, {}) if collection == "ideas" else {}
    return origin.organisation if "organisation" in record else None
