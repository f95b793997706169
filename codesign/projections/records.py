"""How each thing of a workshop looks to a view: one function a collection.

A renderer returns None where the view may not see the thing at all, and
`board_of` says on which group's board a thing is. These functions are the
only place where visibility is decided.
"""

from collections.abc import Callable, Mapping
from typing import Final, assert_never

from codesign.domain.events import Channel, View
from codesign.domain.ids import (
    AnnotationId,
    BreakoutId,
    DecisionId,
    GroupId,
    IdeaId,
    OptionId,
    OrganisationId,
    ParticipantId,
    ReasonId,
    ReportBackId,
    ResponseId,
    RoundId,
    SessionId,
    StageId,
    ThemeId,
    TotalsId,
)
from codesign.domain.splitting import unsplit
from codesign.domain.totals import cast_size, counted_totals, roll_size, turnout
from codesign.domain.views import may_see
from codesign.domain.workshop import (
    Breakout,
    Idea,
    Option,
    Poll,
    Response,
    Round,
    Spotlight,
    Stage,
    WhatIf,
    Workshop,
)
from codesign.methods.tally import option_counts
from codesign.methods.terms import Share, Term, own_terms
from codesign.projections.attendance import FEWEST
from codesign.projections.ops import Record, Value

Renderer = Callable[[Workshop, str, View], Record | None]


def stage_shown(workshop: Workshop, stage: StageId | None, view: View) -> bool:
    """Tell whether a view may see what a stage brought forth."""
    return stage is None or may_see(view, workshop.stages[stage].seen_by)


def idea_shown(workshop: Workshop, idea: Idea, view: View) -> bool:
    """Tell whether a view may read an idea on the board."""
    stage = workshop.stages[idea.stage]
    if idea.gone or idea.waiting or not may_see(view, stage.seen_by):
        return False
    if stage.private and not stage.revealed:
        return False
    return idea.hidden_reason is None or view == "facilitator"


def option_key(round_id: RoundId, option: OptionId) -> str:
    """Return the id of an option's record; an option belongs to one round."""
    return f"{round_id}.{option}"


def totals_key(round_id: RoundId, totals: TotalsId) -> str:
    """Return the id of the record of votes that people counted in a round."""
    return f"{round_id}.{totals}"


def workshop_record(workshop: Workshop, _key: str, view: View) -> Record | None:
    """Render the workshop itself."""
    record: dict[str, str | int | bool | None] = {
        "title": workshop.title,
        "question": workshop.question,
        "shape": workshop.shape,
        "timezone": workshop.timezone,
        "language": workshop.language,
        "sensitive": workshop.sensitive,
        "place": workshop.place,
        "area": workshop.area,
        "lead": workshop.lead,
        "published": workshop.published,
        "closed": workshop.closed,
        "paused_at": workshop.paused_at,
        "intake": workshop.intake,
        "live_stage": workshop.live_stage,
        "next_steps": workshop.next_steps,
        "exit_question": workshop.exit_question,
        "people": sum(each.inside for each in workshop.participants.values()),
        "breakout": workshop.breakout,
        "practice": workshop.practice is not None,
    }
    if view == "facilitator":
        record["join_code"] = workshop.join_code
        record["door"] = workshop.door
        record["display_code"] = workshop.display_code
        record["display_shows"] = workshop.display_shows
        record["hall"] = workshop.hall
        if workshop.practice is not None:
            record["practice_of"] = workshop.practice.workshop
            record["practice_version"] = workshop.practice.version
    return record


def session_record(workshop: Workshop, key: str, view: View) -> Record | None:
    """Render a dated sitting; the way into its call is for the workshop's people."""
    session = workshop.sessions.get(SessionId(key))
    if session is None:
        return None
    record: Record = {
        "title": session.title,
        "starts_at": session.starts_at,
        "ends_at": session.ends_at,
        "venue": session.venue,
    }
    return record if view == "public" else {**record, "call_link": session.call_link}


def stage_record(workshop: Workshop, key: str, view: View) -> Record | None:
    """Render a stage; to a view it is closed to, only that and until when."""
    stage = workshop.stages[StageId(key)]
    record: dict[str, str | int | bool | None] = {
        "kind": stage.kind,
        "title": stage.title,
        "order": workshop.agenda.index(stage.id),
        "open": stage.open,
        "until": stage.until,
        "timer_ends_at": stage.timer_ends_at,
        "closed_to_you": not may_see(view, stage.seen_by),
    }
    return record if record["closed_to_you"] else {**record, **_stage_terms(workshop, stage, view)}


def _stage_terms(workshop: Workshop, stage: Stage, view: View) -> Record:
    terms: dict[str, str | int | bool] = {
        "purpose": stage.purpose,
        "minutes": stage.minutes,
        "anonymous": stage.anonymous,
        "private": stage.private,
        "revealed": stage.revealed,
        "seen_by": stage.seen_by,
        "skipped": stage.skipped,
        "opened_at": stage.opened_at,
        "closed_at": stage.closed_at,
    }
    if view == "facilitator" and stage.private and not stage.revealed:
        terms["unrevealed"] = sum(
            each.stage == stage.id and each.shown for each in workshop.ideas.values()
        )
    return terms


def organisation_record(workshop: Workshop, key: str, view: View) -> Record | None:
    """Render an organisation; who may bid is for those who plan around it."""
    organisation = workshop.organisations[OrganisationId(key)]
    if organisation.removed:
        return None
    record: dict[str, object] = {
        "name": organisation.name,
        "identifiers": [
            {"scheme": each.scheme, "id": each.id} for each in organisation.identifiers
        ],
    }
    if may_see(view, "partner"):
        record["potential_provider"] = organisation.potential_provider
    mandate = workshop.mandates.get(organisation.id)
    if mandate is not None:
        record["capacity"] = mandate.capacity
        if view != "public":
            record["voice"] = mandate.participant
    return record  # type: ignore[return-value]


def participant_record(workshop: Workshop, key: str, view: View) -> Record | None:
    """Render a person; never to the public, and nobody who was not let in yet.

    Why somebody is no longer inside is not said here.
    """
    person = workshop.participants[ParticipantId(key)]
    if view == "public" or not person.came:
        return None
    record: dict[str, object] = {
        "name": person.name,
        "organisation": person.organisation,
        "role": person.role,
        "device": person.device,
        "left": not person.inside,
        "erased": person.erased,
    }
    if view == "facilitator":
        record |= {
            "helper": person.helper,
            "interests": list(person.interests),
            "dispensed": person.dispensed,
            "joined_at": person.joined_at,
            "table": person.table,
        }
    return record  # type: ignore[return-value]


def door_list_record(workshop: Workshop, key: str, view: View) -> Record | None:
    """Render who is expected, to those who run the workshop or help in it."""
    listed = workshop.door_list.get(ParticipantId(key))
    if listed is None or view != "facilitator":
        return None
    return {"name": listed.name, "organisation": listed.organisation, "table": listed.table}


def idea_record(workshop: Workshop, key: str, view: View) -> Record | None:
    """Render an idea; without its author in an anonymous stage and to the public.

    Nor is it told there that it came on a card: few people write on paper.
    """
    idea = workshop.ideas[IdeaId(key)]
    if not idea_shown(workshop, idea, view):
        return None
    record: dict[str, str | int | bool | None] = {
        "stage": idea.stage,
        "text": idea.text,
        "theme": idea.theme,
        "at": idea.at,
        "said_at": idea.said_at,
        "seq": idea.seq,
        "words_seq": idea.words_seq,
        "lang": idea.lang,
        "redacted": idea.redacted,
        "group": idea.group,
        **_lineage(workshop, idea.copy_of),
    }
    if not workshop.stages[idea.stage].anonymous:
        record["organisation"] = idea.organisation
        record["on_card"] = idea.on_card
        if view != "public":
            record["author"] = idea.author
    if view == "facilitator":
        record["hidden_reason"] = idea.hidden_reason
    if idea.tidied is not None:
        record |= {"tidied": idea.tidied, "tidied_seq": idea.tidied_seq}
    if idea.joined_into is not None:
        record |= {"joined_into": idea.joined_into, "joined_seq": idea.joined_seq}
    return record


def _lineage(workshop: Workshop, original: IdeaId | None) -> Mapping[str, str | None]:
    """Name the idea, and the group, that something was copied from."""
    group = None if original is None else workshop.ideas[original].group
    return {"from_idea": original, "from_group": group}


def theme_record(workshop: Workshop, key: str, view: View) -> Record | None:
    """Render a theme that stands."""
    theme = workshop.themes[ThemeId(key)]
    if not theme.stands or not stage_shown(workshop, theme.stage, view):
        return None
    return {
        "title": theme.title,
        "stage": theme.stage,
        "seq": theme.seq,
        "split_from": theme.split_from,
        "redacted": theme.redacted,
        "group": theme.group,
        "from_theme": theme.copy_of,
        "from_group": theme.copy_of and workshop.themes[theme.copy_of].group,
    }


def round_record(workshop: Workshop, key: str, view: View) -> Record | None:
    """Render a round with its terms and turnout."""
    found = workshop.rounds[RoundId(key)]
    if not stage_shown(workshop, found.stage, view):
        return None
    poll = workshop.polls[found.id]
    record = {**_round_terms(found), **_round_state(found, poll)}
    if view == "facilitator":
        record["turnout"] = _by_name(turnout(found, poll))
    return record


def _round_terms(found: Round) -> Record:
    return {
        "stage": found.stage,
        "question": found.question,
        "method": found.method,
        "open_roll": found.open_roll,
        "open_options": found.open_options,
        "tally": found.tally,
        "dots": found.dots,
        "dots_per_option": found.dots_per_option,
        "terms": {
            name: _term(value) for name, value in own_terms(found.method, found.terms).items()
        },
        "tie": found.tie,
        "reasons": found.reasons,
        "electorate": found.electorate,
        "barring": found.barring,
        "cast_by_chair": found.cast_by_chair,
        "exclusions": found.exclusions,
        "ring_fences": [
            {
                "name": each.name,
                "options": each.options,
                "at_most": each.at_most,
                "at_least": each.at_least,
            }
            for each in found.ring_fences
        ],
        "rerun_of": found.rerun_of,
        "binding": found.binding,
        "secret": found.secret,
        "opened_at": found.opened_at,
        "opened_seq": found.opened_seq,
        "redacted": found.redacted,
        "group": found.group,
    }


def _term(value: Term) -> Value:
    """Return a term as the wire has it: a share with its two names."""
    return {"parts": value.parts, "whole": value.whole} if isinstance(value, Share) else value


def _round_state(found: Round, poll: Poll) -> Record:
    return {
        "open": found.open,
        "closed_seq": found.closed_seq,
        "closed_at": found.closed_at,
        "reopened": found.reopened,
        "recount_reason": found.recount_reason,
        "counted": found.result is not None,
        "tally_shown": found.tally_shown,
        "void_reason": found.void_reason,
        "roll": roll_size(poll),
        "cast": cast_size(found, poll),
    }


def option_record(workshop: Workshop, key: str, view: View) -> Record | None:
    """Render an option, with how it stands where everybody may see that."""
    round_id, _, option_id = key.partition(".")
    found = workshop.rounds[RoundId(round_id)]
    if not stage_shown(workshop, found.stage, view):
        return None
    poll = workshop.polls[found.id]
    option = poll.options.get(OptionId(option_id))
    if option is None:
        return None
    record = _option_terms(workshop, found, option, view)
    if not found.tally_shown:
        return record
    totals = counted_totals(found, poll)
    counts = option_counts(found.method, option.id, poll.tallies[option.id], totals, found.terms)
    return {**record, "counts": counts}


def _option_terms(workshop: Workshop, found: Round, option: Option, view: View) -> Record:
    voted = _voted_words(workshop, option, found.group, view)
    return {
        **({} if voted is None else {"voted_words": voted}),
        "round": found.id,
        "option": option.id,
        "source": option.source,
        "text": option.text,
        "seq": option.seq,
        "cost": option.cost,
        "needs": option.needs,
        "redacted": option.redacted,
    }


def option_source_shown(workshop: Workshop, option: Option, view: View) -> bool:
    """Tell whether a view may read what an option stands for."""
    match option.source:
        case "idea":
            return idea_shown(workshop, workshop.ideas[IdeaId(option.id)], view)
        case "theme":
            return stage_shown(workshop, workshop.themes[ThemeId(option.id)].stage, view)
        case "text":
            return True
        case _:
            assert_never(option.source)


def _voted_words(
    workshop: Workshop, option: Option, group: GroupId | None, view: View
) -> str | None:
    """Return the words an option was put to the vote under, where it bears others now."""
    if option.source == "text" or not option_source_shown(workshop, option, view):
        return None
    if board_of(workshop, f"{option.source}s", option.id) not in {None, group}:
        return None
    return None if option.voted_words == _present_words(workshop, option) else option.voted_words


def _present_words(workshop: Workshop, option: Option) -> str | None:
    if option.source == "idea":
        return workshop.ideas[IdeaId(option.id)].words
    theme = workshop.themes[ThemeId(option.id)]
    return theme.title if theme.stands else None


def totals_record(workshop: Workshop, key: str, view: View) -> Record | None:
    """Render votes that people counted, to those who run the workshop or help in it.

    They see them before the round closes: it is they who read the hands and
    the paper, and a second one of them who confirms the figures.
    """
    if view != "facilitator":
        return None
    round_id, _, totals_id = key.partition(".")
    found = workshop.polls[RoundId(round_id)].totals[TotalsId(totals_id)]
    return {
        "round": round_id,
        "totals": found.id,
        "counted": found.counted,
        "table": found.table,
        "voters": list(found.voters),
        "people": found.people,
        "cast": found.cast,
        "counts": {str(each): dict(named) for each, named in found.counts.items()},
        "by": found.by,
        "confirmed_by": found.confirmed_by,
        "withdrawn_reason": found.withdrawn_reason,
        "at": found.at,
        "said_at": found.said_at,
        "seq": found.seq,
        "paper": found.paper,
    }


def reason_record(workshop: Workshop, key: str, view: View) -> Record | None:
    """Render why somebody marked an option as they did, once everybody may see how votes stand.

    Without its author as of an idea: in an anonymous stage, and to the public.
    """
    reason = workshop.reasons[ReasonId(key)]
    found = workshop.rounds[reason.round]
    if reason.ended or not found.tally_shown or found.void_reason is not None:
        return None
    if not stage_shown(workshop, found.stage, view):
        return None
    record: dict[str, str | int | bool | None] = {
        "round": reason.round,
        "option": reason.option,
        "mark": reason.mark,
        "text": reason.text,
        "at": reason.at,
        "seq": reason.seq,
        "redacted": reason.redacted,
    }
    if found.stage is None or not workshop.stages[found.stage].anonymous:
        record["organisation"] = reason.organisation
        if view != "public":
            record["author"] = reason.voter
    return record


def result_record(workshop: Workshop, key: str, view: View) -> Record | None:
    """Render a published count once everybody may see it."""
    found = workshop.rounds[RoundId(key)]
    if found.result is None or not found.tally_shown:
        return None
    if found.void_reason is not None or not stage_shown(workshop, found.stage, view):
        return None
    result = found.result
    return {
        "algorithm": result.algorithm,
        "version": result.version,
        "first": result.first,
        "last": result.last,
        "roll": result.roll,
        "cast": result.cast,
        "counts": {str(each): dict(named) for each, named in result.counts.items()},
        "ranking": result.ranking,
        "turnout": _turnout_told(result.turnout, view),
        "explanation": result.explanation,
        "what_ifs": [_what_if(each) for each in _supposable(workshop, found)],
        "seq": found.result_seq,
    }


def _supposable(workshop: Workshop, found: Round) -> list[WhatIf]:
    """Return what is supposed of a vote, of groups only while it may be told by groups."""
    by_groups = bool(found.what_ifs) and unsplit(workshop, found.id) is None
    return [each for each in found.what_ifs if by_groups or each.by is None]


def _what_if(what_if: WhatIf) -> Record:
    return {
        "supposes": what_if.supposes,
        "by": what_if.by,
        "of": what_if.of,
        "ranking": what_if.ranking,
        "seq": what_if.seq,
    }


def _turnout_told(by_channel: Mapping[Channel, int], view: View) -> dict[str, int]:
    """Tell the public by which ways votes came only where no number tells of single people."""
    if view == "public" and any(people < FEWEST for people in by_channel.values()):
        return {}
    return _by_name(by_channel)


def _by_name(by_channel: Mapping[Channel, int]) -> dict[str, int]:
    return {str(channel): people for channel, people in by_channel.items()}


def decision_record(workshop: Workshop, key: str, view: View) -> Record | None:
    """Render a decision, where the round it rests on may be seen."""
    decision = workshop.decisions[DecisionId(key)]
    stage = None if decision.round is None else workshop.rounds[decision.round].stage
    if not stage_shown(workshop, stage, view):
        return None
    return {
        "text": decision.text,
        "reasons": decision.reasons,
        "round": decision.round,
        "options": list(decision.options),
        "at": decision.at,
        "seq": decision.seq,
        "withdrawn_reason": decision.withdrawn_reason,
        "redacted": decision.redacted,
    }


def response_record(workshop: Workshop, key: str, view: View) -> Record | None:
    """Render what somebody does about a theme or decision, to those who may see that.

    What was said about a theme that was merged stands with the one it went into.
    """
    found = workshop.responses[ResponseId(key)]
    about = answered_now(workshop, found)
    if found.withdrawn or not _answered_shown(workshop, found, about, view):
        return None
    return {
        "about": found.about,
        "id": about,
        "organisation": found.organisation,
        "stance": found.stance,
        "why": found.why,
        "post": found.post,
        "by_when": found.by_when,
        "at": found.at,
        "seq": found.seq,
        "redacted": found.redacted,
    }


def answered_now(workshop: Workshop, response: Response) -> str:
    """Return what a response is about now: a theme that was merged goes by the one it went into."""
    key = response.about_id
    while response.about == "theme":
        into = workshop.themes[ThemeId(key)].gone_into
        if into is None:
            break
        key = into
    return key


def _answered_shown(workshop: Workshop, response: Response, about: str, view: View) -> bool:
    match response.about:
        case "theme":
            # One closed to the view does not open because it was merged into another.
            own = workshop.themes[ThemeId(response.about_id)].stage
            shown = theme_record(workshop, about, view) is not None
            return shown and stage_shown(workshop, own, view)
        case "decision":
            return decision_record(workshop, about, view) is not None
        case _:
            assert_never(response.about)


def spotlight_record(workshop: Workshop, _key: str, view: View) -> Record | None:
    """Render what everybody is shown, to those who may see it."""
    turned = workshop.spotlight
    if turned is None or not _spotlit_shown(workshop, turned, view):
        return None
    return {"kind": turned.kind, "id": turned.id, "seq": turned.seq}


def _spotlit_shown(workshop: Workshop, turned: Spotlight, view: View) -> bool:
    match turned.kind:
        case "stage":
            return True
        case "idea":
            return idea_shown(workshop, workshop.ideas[IdeaId(turned.id)], view)
        case "theme":
            return theme_record(workshop, turned.id, view) is not None
        case "round":
            return stage_shown(workshop, workshop.rounds[RoundId(turned.id)].stage, view)
        case "decision":
            return decision_record(workshop, turned.id, view) is not None
        case _:
            assert_never(turned.kind)


def breakout_record(workshop: Workshop, key: str, view: View) -> Record | None:
    """Render a breakout; before it was ever held, for those who run the workshop only."""
    breakout = workshop.breakouts[BreakoutId(key)]
    if not _breakout_shown(workshop, breakout, view):
        return None
    return {
        "stage": breakout.stage,
        "number": breakout.number,
        "prompt": breakout.prompt,
        "minutes": breakout.minutes,
        "choosing": breakout.choosing,
        "open": breakout.open,
        "boards_open": breakout.boards_open,
        "opened_at": breakout.opened_at,
        "closed_at": breakout.closed_at,
        "ends_at": breakout.ends_at,
        "back_at": breakout.back_at,
        "message": breakout.message,
        "message_at": breakout.message_at,
    }


def _breakout_shown(workshop: Workshop, breakout: Breakout, view: View) -> bool:
    if breakout.cancelled or not stage_shown(workshop, breakout.stage, view):
        return False
    return bool(breakout.opened_at) or view == "facilitator"


def group_record(workshop: Workshop, key: str, view: View) -> Record | None:
    """Render a group; who is in it is seen in the room, and never told to the public."""
    group = workshop.groups[GroupId(key)]
    breakout = workshop.breakouts[group.breakout]
    if group.id not in breakout.groups or not _breakout_shown(workshop, breakout, view):
        return None
    record: dict[str, object] = {
        "breakout": group.breakout,
        "number": breakout.number,
        "order": breakout.groups.index(group.id),
        "name": group.name,
        "place": group.place,
        "prompt": group.prompt or breakout.prompt,
        "ends_at": group.ends_at,
    }
    if view != "public":
        record["reporter"] = group.reporter
        record["members"] = [
            who
            for who, place in breakout.places.items()
            if place == group.id and workshop.participants[who].here
        ]
    return record  # type: ignore[return-value]


def report_back_record(workshop: Workshop, key: str, view: View) -> Record | None:
    """Render what a group brought to everybody's board."""
    report = workshop.report_backs[ReportBackId(key)]
    if report.taken_back or group_record(workshop, report.group, view) is None:
        return None
    return {
        "group": report.group,
        "ideas": list(report.ideas),
        "themes": list(report.themes),
        "at": report.at,
        "seq": report.seq,
    }


def annotation_record(workshop: Workshop, key: str, view: View) -> Record | None:
    """Render what somebody wrote beside a moment of the recording, to whom they chose."""
    found = workshop.annotations[AnnotationId(key)]
    if found.withdrawn or not may_see(view, found.seen_by):
        return None
    record: dict[str, str | int | bool | None] = {
        "moment": found.moment,
        "text": found.text,
        "seen_by": found.seen_by,
        "at": found.at,
        "seq": found.seq,
        "redacted": found.redacted,
        "group": found.group,
    }
    if view != "public":
        record["author"] = found.by
    return record


def board_of(  # noqa: C901 - one case a kind of thing
    workshop: Workshop, collection: str, key: str
) -> GroupId | None:
    """Return the group whose board a thing is on; None for what is everybody's."""
    match collection:
        case "ideas":
            return workshop.ideas[IdeaId(key)].group
        case "themes":
            return workshop.themes[ThemeId(key)].group
        case "rounds" | "results":
            return workshop.rounds[RoundId(key)].group
        case "options":
            return workshop.rounds[RoundId(key.partition(".")[0])].group
        case "reasons":
            return workshop.rounds[workshop.reasons[ReasonId(key)].round].group
        case "annotations":
            return workshop.annotations[AnnotationId(key)].group
        case "decisions":
            rests_on = workshop.decisions[DecisionId(key)].round
            return None if rests_on is None else workshop.rounds[rests_on].group
        case "responses":
            found = workshop.responses[ResponseId(key)]
            return board_of(workshop, f"{found.about}s", answered_now(workshop, found))
        case "spotlight" if workshop.spotlight is not None:
            return board_of(workshop, f"{workshop.spotlight.kind}s", workshop.spotlight.id)
        case _:
            return None


RENDERERS: Final[Mapping[str, Renderer]] = {
    "workshop": workshop_record,
    "sessions": session_record,
    "stages": stage_record,
    "organisations": organisation_record,
    "participants": participant_record,
    "door_list": door_list_record,
    "ideas": idea_record,
    "themes": theme_record,
    "rounds": round_record,
    "options": option_record,
    "totals": totals_record,
    "results": result_record,
    "reasons": reason_record,
    "decisions": decision_record,
    "responses": response_record,
    "spotlight": spotlight_record,
    "breakouts": breakout_record,
    "groups": group_record,
    "report_backs": report_back_record,
    "annotations": annotation_record,
}
