"""The past as a view may see it now.

Every frame of a replay keeps two rules: what the view could not see then it
does not see (the renderers, on the workshop as it was), and what it may not
see now it does not see either (the veil, from the workshop as it is). So an
idea hidden, withdrawn or closed off later is in no earlier frame, a person
goes by the name they have now in every frame, and a stage that is anonymous
was always so. At the head both rules are one, and the frame is the live board.

What merely went by stays to be seen: a theme that was merged, a session that
was cancelled, an earlier wording, the result of a round set aside later.
Words that were destroyed come out of the log empty; they are shown as removed.
"""

from collections.abc import Callable, Mapping
from typing import Final

from codesign.domain.events import View
from codesign.domain.evolve.entries import WORDS
from codesign.domain.ids import (
    AmendmentId,
    BreakoutId,
    ConditionId,
    DecisionId,
    EqualityImpactId,
    FormalDecisionId,
    GroupId,
    IdeaId,
    ObjectionId,
    OptionId,
    ParticipantId,
    PositionId,
    ReasonId,
    RedesignId,
    ReportBackId,
    ResponseId,
    RoundId,
    StageId,
    ThemeId,
)
from codesign.domain.recorded import Recorded
from codesign.domain.splitting import unsplit
from codesign.domain.views import Audience, sees_board
from codesign.domain.workshop import Amendment, Objection, Workshop
from codesign.projections.board import Board, changes, rendered
from codesign.projections.ops import Change, Record
from codesign.projections.records.afterwards import annotation_record
from codesign.projections.records.agenda import stage_record
from codesign.projections.records.appraisal import appraisal_open
from codesign.projections.records.entries import COLLECTIONS, entry_shown, shown_among
from codesign.projections.records.money import cost_benefit_open, pool_open
from codesign.projections.records.people import participant_record
from codesign.projections.records.placing import is_on_their_board
from codesign.projections.records.redesigns import version_of
from codesign.projections.records.rounds import decision_record, option_source_shown
from codesign.projections.records.showing import idea_shown, round_named, stage_shown


class Veil:
    """What an audience may not see any more, as the workshop is at present."""

    def __init__(self, present: Workshop, view: View, group: GroupId | None = None) -> None:
        self.present = present
        self.view = view
        self.group = group
        self._audience = Audience(view, group)

    def over(self, collection: str, key: str, then: Record | None) -> Record | None:
        """Return what is left of a record of the past, None where that is nothing."""
        covers = _COVERS.get(collection)
        if then is None or covers is None:
            return then
        # What was in the spotlight then is covered as it is in its own collection.
        if collection == "spotlight" or is_on_their_board(
            self.present, collection, key, self._audience
        ):
            return covers(self, key, then)
        return None

    def sees_board(self, group: GroupId | None) -> bool:
        """Tell whether the audience may see a group's board now."""
        return sees_board(self.present, group, self._audience)


def rendered_then(then: Workshop, veil: Veil) -> Board:
    """Return the board of a version of the past."""
    board = rendered(then, veil.view, veil.group)
    for collection, records in board.records.items():
        board.records[collection] = {
            key: left
            for key, drawn in records.items()
            if (left := veil.over(collection, key, drawn)) is not None
        }
    return board


def changes_then(then: Workshop, recorded: Recorded, veil: Veil) -> list[Change]:
    """Return what the event, already evolved into the past, changed for the veil's view."""
    return [
        (collection, key, veil.over(collection, key, drawn))
        for collection, key, drawn in changes(then, recorded, veil.view, veil.group)
    ]


def _stage(veil: Veil, key: str, then: Record) -> Record | None:
    now = stage_record(veil.present, key, veil.view)
    if now is None or not now["closed_to_you"]:
        return then
    return {name: True if name == "closed_to_you" else then[name] for name in now}


def _participant(veil: Veil, key: str, then: Record) -> Record | None:
    if participant_record(veil.present, key, veil.view) is None:
        return None
    person = veil.present.participants[ParticipantId(key)]
    return {**then, "name": person.name, "erased": person.erased}


def _listed(veil: Veil, key: str, then: Record) -> Record | None:
    """Cover who was erased or taken off the door list since."""
    listed = veil.present.door_list.get(ParticipantId(key))
    return None if listed is None else {**then, "name": listed.name}


def _idea(veil: Veil, key: str, then: Record) -> Record | None:
    idea = veil.present.ideas[IdeaId(key)]
    if not idea_shown(veil.present, idea, veil.view):
        return None
    kept = _naming_shown(veil, _removed_where_empty(then, "text"))
    if not veil.present.stages[idea.stage].anonymous:
        return kept
    return {name: value for name, value in kept.items() if name not in _NAMING}


def _entry(veil: Veil, key: str, then: Record) -> Record | None:
    """Cover an entry taken back since, and who made it where that is told no more."""
    if not entry_shown(veil.present, key, veil.view):
        return None
    entry = veil.present.entries[key]
    main = WORDS[entry.kind][0]
    kept = _naming_shown(veil, _removed_where_empty(then, main))
    if not veil.present.stages[entry.says.stage].anonymous:
        return kept
    return {name: value for name, value in kept.items() if name not in _MADE_BY}


def _appraisal(veil: Veil, key: str, then: Record) -> Record | None:
    redesign = RedesignId(key)
    kept = {name: each for name, each in then.items() if name != "locked_by" or _named(veil, then)}
    return kept if appraisal_open(veil.present, redesign, veil.view) else None


def _named(veil: Veil, then: Record) -> bool:
    return not veil.present.stages[StageId(str(then["stage"]))].anonymous


def _cost_benefit(veil: Veil, key: str, then: Record) -> Record | None:
    return then if cost_benefit_open(veil.present, key, veil.view) else None


def _pool(veil: Veil, key: str, then: Record) -> Record | None:
    return then if pool_open(veil.present, RedesignId(key), veil.view) else None


def _naming_shown(veil: Veil, then: Record) -> Record:
    """Return a record without those needs and milestones that are covered themselves."""
    kept = then
    for name in ("needs", "depends_on"):
        if then.get(name):
            shown = shown_among(veil.present, then[name], veil.view)  # type: ignore[arg-type]
            kept = {**kept, name: shown}
    return kept


def _theme(veil: Veil, key: str, then: Record) -> Record | None:
    theme = veil.present.themes[ThemeId(key)]
    if theme.taken_back:
        return None
    return _of_stage(veil, theme.stage, _removed_where_empty(then, "title"))


def _round(veil: Veil, key: str, then: Record) -> Record | None:
    return _result(veil, key, _removed_where_empty(then, "question"))


def _result(veil: Veil, key: str, then: Record) -> Record | None:
    """Cover what was supposed of groups by which the vote may not be told any more."""
    if "what_ifs" in then and unsplit(veil.present, RoundId(key)) is not None:
        left = [each for each in then["what_ifs"] if each["by"] is None]  # type: ignore[union-attr,index,call-overload]
        then = {**then, "what_ifs": left}
    return _of_stage(veil, veil.present.rounds[RoundId(key)].stage, then)


def _reason(veil: Veil, key: str, then: Record) -> Record | None:
    """Cover a reason whose author marked the option otherwise since, as an idea taken back is."""
    reason = veil.present.reasons[ReasonId(key)]
    if reason.ended:
        return None
    stage = veil.present.rounds[reason.round].stage
    kept = _removed_where_empty(then, "text")
    if stage is not None and veil.present.stages[stage].anonymous:
        kept = {name: value for name, value in kept.items() if name not in _NAMING}
    return _of_stage(veil, stage, kept)


def _option(veil: Veil, key: str, then: Record) -> Record | None:
    round_id, _, option_id = key.partition(".")
    stage = veil.present.rounds[RoundId(round_id)].stage
    option = veil.present.polls[RoundId(round_id)].option(OptionId(option_id))
    if option is None or not option_source_shown(veil.present, option, veil.view):
        then = {name: value for name, value in then.items() if name != "voted_words"}
    own_words = then["source"] == "text"
    return _of_stage(veil, stage, _removed_where_empty(then, "text") if own_words else then)


def _decision(veil: Veil, key: str, then: Record) -> Record | None:
    if decision_record(veil.present, DecisionId(key), veil.view) is None:
        return None
    return _removed_where_empty(then, "text")


def _response(veil: Veil, key: str, then: Record) -> Record | None:
    """Cover what was said about what is covered itself; one taken back went by."""
    found = veil.present.responses[ResponseId(key)]
    return None if veil.over(f"{found.about}s", found.about_id, _ANY) is None else then


def _redesign(veil: Veil, key: str, then: Record) -> Record | None:
    return _of_stage(veil, veil.present.redesigns[RedesignId(key)].stage, then)


def _version(veil: Veil, key: str, then: Record) -> Record | None:
    stage = version_of(veil.present, key)[0].stage
    return _of_stage(veil, stage, _unnamed(veil, stage, _removed_where_empty(then, "design")))


def _amendment(veil: Veil, key: str, then: Record) -> Record | None:
    found = veil.present.amendments[AmendmentId(key)]
    return _said_of(veil, found, then)


def _objection(veil: Veil, key: str, then: Record) -> Record | None:
    found = veil.present.objections[ObjectionId(key)]
    return _said_of(veil, found, then)


def _agreement(veil: Veil, key: str, then: Record) -> Record | None:
    """Cover the vote it rested on where that is closed to the view now."""
    left = _redesign(veil, key, then)
    round_id = then.get("round")
    if left is None or round_id is None:
        return left
    seen = round_named(veil.present, RoundId(str(round_id)), veil.view)
    return left if seen else {**left, "round": None, "round_version": None}


def _position(veil: Veil, key: str, then: Record) -> Record | None:
    redesign = veil.present.positions[PositionId(key)].redesign
    return _redesign(veil, redesign, then)


def _condition(veil: Veil, key: str, then: Record) -> Record | None:
    position = veil.present.conditions[ConditionId(key)].position
    return _position(veil, position, _removed_where_empty(then, "text"))


def _equality_impact(veil: Veil, key: str, then: Record) -> Record | None:
    redesign = veil.present.equality_impacts[EqualityImpactId(key)].redesign
    return _redesign(veil, redesign, then)


def _formal_decision(veil: Veil, key: str, then: Record) -> Record | None:
    redesign = veil.present.formal_decisions[FormalDecisionId(key)].redesign
    return _redesign(veil, redesign, _removed_where_empty(then, "body"))


def _said_of(veil: Veil, found: Amendment | Objection, then: Record) -> Record | None:
    """Cover what was said of a redesign where either's stage is closed to the view now."""
    if _redesign(veil, found.redesign, then) is None:
        return None
    kept = _unnamed(veil, found.stage, _removed_where_empty(then, "reason"))
    return _of_stage(veil, found.stage, kept)


def _unnamed(veil: Veil, stage: StageId | None, then: Record) -> Record:
    """Leave out who said it where the stage is anonymous."""
    if stage is None or not veil.present.stages[stage].anonymous:
        return then
    return {name: value for name, value in then.items() if name not in _NAMING}


def _spotlight(veil: Veil, _key: str, then: Record) -> Record | None:
    kind, key = str(then["kind"]), str(then["id"])
    if kind == "stage":
        return then
    # What was shown is covered as it is in its own collection.
    return None if veil.over(f"{kind}s", key, _ANY) is None else then


def _breakout(veil: Veil, key: str, then: Record) -> Record | None:
    return _of_stage(veil, veil.present.breakouts[BreakoutId(key)].stage, then)


def _group(veil: Veil, key: str, then: Record) -> Record | None:
    return _breakout(veil, veil.present.groups[GroupId(key)].breakout, then)


def _report(veil: Veil, key: str, then: Record) -> Record | None:
    report = veil.present.report_backs[ReportBackId(key)]
    return None if report.taken_back else _group(veil, report.group, then)


def _annotation(veil: Veil, key: str, then: Record) -> Record | None:
    if annotation_record(veil.present, key, veil.view) is None:
        return None
    return _removed_where_empty(then, "text")


def _of_stage(veil: Veil, stage: StageId | None, then: Record) -> Record | None:
    return then if stage_shown(veil.present, stage, veil.view) else None


def _removed_where_empty(then: Record, words: str) -> Record:
    # Nobody can write nothing, so empty words are destroyed ones.
    return then if then[words] else {**then, "redacted": True}


# What an idea's record says of who wrote it.
_NAMING: Final = frozenset({"author", "organisation", "on_card"})

# What the record of an entry says of who made it.
_MADE_BY: Final = frozenset({"author", "author_organisation"})

# A record of any collection, for asking whether it is covered: the words do not matter.
_ANY: Final[Record] = {"text": "-", "title": "-", "question": "-"}

_COVERS: Final[Mapping[str, Callable[[Veil, str, Record], Record | None]]] = {
    "stages": _stage,
    "participants": _participant,
    "door_list": _listed,
    "ideas": _idea,
    "themes": _theme,
    "rounds": _round,
    "options": _option,
    "results": _result,
    "reasons": _reason,
    "decisions": _decision,
    "responses": _response,
    "redesigns": _redesign,
    "redesign_versions": _version,
    "amendments": _amendment,
    "objections": _objection,
    "agreements": _agreement,
    "positions": _position,
    "conditions": _condition,
    "formal_decisions": _formal_decision,
    "equality_impacts": _equality_impact,
    "spotlight": _spotlight,
    "breakouts": _breakout,
    "groups": _group,
    "report_backs": _report,
    "annotations": _annotation,
    **dict.fromkeys(COLLECTIONS.values(), _entry),
    "appraisals": _appraisal,
    "cost_benefits": _cost_benefit,
    "pools": _pool,
}
