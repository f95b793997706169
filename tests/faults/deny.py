"""The deny list: what a board must not show, said anew rather than asked of what draws boards.

Written from the workshop's state and the view alone; nothing of `projections/` is used.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from codesign.domain.events import View
from codesign.domain.ids import GroupId, IdeaId, ParticipantId, RoundId, StageId, ThemeId
from codesign.domain.views import Audience
from codesign.domain.workshop import Idea, Round, Workshop
from codesign.protocol.codec import canonical

Records = Mapping[str, Mapping[str, Any]]

# Which field of one's own records says whose they are.
_OWNERS = {"ballots": "voter", "ideas": "author"}
_LADDER = ("public", "participant", "partner", "facilitator")


def seen_but_denied(
    workshop: Workshop,
    audience: Audience,
    seats: frozenset[ParticipantId],
    board: Records,
    mine: Mapping[tuple[str, str], Any],
) -> Iterator[str]:
    """Yield, in words, everything on the board or among one's own that is not for this audience."""
    view = audience.view
    yield from _ideas(workshop, view, board)
    yield from _of_closed_stages(workshop, view, board)
    yield from _of_other_groups(workshop, audience, board)
    yield from _tallies(workshop, board)
    yield from _people(workshop, view, board)
    yield from _somebody_elses(workshop, seats, mine)


def _closed_to(workshop: Workshop, view: View, stage: StageId | None) -> bool:
    if stage is None:
        return False
    return _LADDER.index(view) < _LADDER.index(workshop.stages[stage].seen_by)


def _ideas(workshop: Workshop, view: View, board: Records) -> Iterator[str]:
    for key, record in board.get("ideas", {}).items():
        idea = workshop.ideas[IdeaId(key)]
        why = _why_not(workshop, idea, view)
        if why:
            yield f"an idea that is {why}"
        if workshop.stages[idea.stage].anonymous and {"author", "organisation"} & record.keys():
            yield "who wrote an anonymous idea"
        if idea.redacted and not idea.text and record["text"]:
            yield "redacted words"


def _why_not(workshop: Workshop, idea: Idea, view: View) -> str:
    stage = workshop.stages[idea.stage]
    if idea.withdrawn:
        return "withdrawn"
    if idea.waiting:
        return "not let through yet"
    if idea.hidden_reason is not None and view != "facilitator":
        return "hidden"
    if stage.private and not stage.revealed:
        return "private"
    return "in a closed stage" if _closed_to(workshop, view, idea.stage) else ""


def _of_closed_stages(workshop: Workshop, view: View, board: Records) -> Iterator[str]:
    for key in board.get("rounds", {}):
        if _closed_to(workshop, view, workshop.rounds[RoundId(key)].stage):
            yield "a round in a closed stage"
    for key in board.get("themes", {}):
        if _closed_to(workshop, view, workshop.themes[ThemeId(key)].stage):
            yield "a theme in a closed stage"
    for collection in ("options", "results", "decisions"):
        for key, record in board.get(collection, {}).items():
            of = record["round"] if collection != "results" else key
            if of and _closed_to(workshop, view, workshop.rounds[RoundId(of)].stage):
                yield f"{collection} of a round in a closed stage"


def _of_other_groups(workshop: Workshop, audience: Audience, board: Records) -> Iterator[str]:
    made: dict[str, GroupId | None] = {
        **{each.id: each.group for each in workshop.ideas.values()},
        **{each.id: each.group for each in workshop.themes.values()},
        **{each.id: each.group for each in workshop.rounds.values()},
    }
    for collection in ("ideas", "themes", "rounds", "options", "results"):
        for key in board.get(collection, {}):
            group = made[key.partition(".")[0]]
            if group is not None and not _may_look(workshop, group, audience):
                yield f"{collection} of another group"


def _may_look(workshop: Workshop, group: GroupId, audience: Audience) -> bool:
    opened = workshop.breakouts[workshop.groups[group].breakout].boards_open
    return opened or audience.view == "facilitator" or audience.group == group


def _tallies(workshop: Workshop, board: Records) -> Iterator[str]:
    counted = {
        record["round"] for record in board.get("options", {}).values() if "counts" in record
    }
    for key in {*board.get("results", {}), *counted}:
        if not _may_be_counted(workshop.rounds[RoundId(key)]):
            yield "a tally before its time"


def _may_be_counted(found: Round) -> bool:
    if found.tally == "live":
        return True
    return found.result is not None and (found.tally == "at_close" or found.revealed)


def _people(workshop: Workshop, view: View, board: Records) -> Iterator[str]:
    told = canonical(board) if view == "public" else b""
    for person in workshop.participants.values():
        if person.id.encode() in told:
            yield "a person, in public"
        record = board.get("participants", {}).get(person.id)
        if person.erased and record is not None and record.get("name"):
            yield "the name of somebody who was erased"


def _somebody_elses(
    workshop: Workshop, seats: frozenset[ParticipantId], mine: Mapping[tuple[str, str], Any]
) -> Iterator[str]:
    people = [workshop.participants[each] for each in seats if each in workshop.participants]
    runs = any(each.role in {"facilitator", "co_facilitator"} for each in people)
    for (collection, _), record in mine.items():
        owned = collection in _OWNERS and record[_OWNERS[collection]] in seats
        if collection in _OWNERS and not (owned or _cast_for(workshop, seats, record)):
            yield f"somebody else's {collection}"
        if collection in {"held", "notes", "heard"} and not runs:
            yield f"{collection}, which only those who run the workshop are told"


def _cast_for(
    workshop: Workshop, seats: frozenset[ParticipantId], record: Mapping[str, Any]
) -> bool:
    """Tell whether it is a ballot of somebody who named one of them, without what is their own."""
    voter = record.get("voter")
    if voter is None or workshop.proxies.get(voter) not in seats:
        return False
    poll = workshop.polls[RoundId(record["round"])]
    return voter in poll.proxies or not (record["marks"] or record.get("reasons"))
