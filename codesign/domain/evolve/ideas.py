"""What events of ideas and themes change in the state."""

from dataclasses import replace
from typing import assert_never

from codesign.domain import events as e
from codesign.domain.evolve.agreements import (
    redact_agreement,
    redact_condition,
    redact_formal_decision,
    redact_position,
)
from codesign.domain.evolve.appraisal import redact_reasons
from codesign.domain.evolve.assurance import redact_equality_impact
from codesign.domain.evolve.entries import redact_entry
from codesign.domain.evolve.estimates import redact_check
from codesign.domain.evolve.pledges import redact_authority
from codesign.domain.evolve.redesigns import redact_amendment, redact_objection, redact_redesign
from codesign.domain.evolve.replacing import (
    replace_idea,
    replace_round,
    replace_stage,
    replace_theme,
)
from codesign.domain.ids import (
    AmendmentId,
    AnnotationId,
    ConditionId,
    DecisionId,
    DeliveryOptionId,
    EqualityImpactId,
    EstimateId,
    FormalDecisionId,
    IdeaId,
    NoteId,
    ObjectionId,
    OptionId,
    PledgeId,
    PositionId,
    ReasonId,
    RedesignId,
    ReportId,
    ResponseId,
    RoundId,
    ThemeId,
)
from codesign.domain.recorded import Recorded
from codesign.domain.workshop import Idea, Theme, Workshop


def evolve_ideas(workshop: Workshop, recorded: Recorded, event: e.IdeasEvent) -> None:  # noqa: C901, PLR0912, PLR0915 - one case an event, nothing else
    """Apply an event of ideas and themes."""
    match event:
        case e.IdeaSubmitted() | e.CardRecorded():
            workshop.ideas[event.idea] = _submitted(workshop, recorded, event)
        case e.IdeaReworded():
            _reword(workshop, recorded, event)
        case e.IdeaWithdrawn():
            replace_idea(workshop, event.idea, withdrawn=True)
        case e.IdeaHidden():
            replace_idea(workshop, event.idea, hidden_reason=event.reason)
        case e.IdeaRestored():
            replace_idea(workshop, event.idea, hidden_reason=None, withdrawn=False)
        case e.IdeasRevealed():
            replace_stage(workshop, event.stage, revealed=True)
        case e.IdeasConcealed():
            replace_stage(workshop, event.stage, revealed=False)
        case e.IdeasLetThrough():
            _let_through(workshop, recorded, event)
        case e.IdeasHeldBack():
            for idea in event.ideas:
                replace_idea(workshop, idea, waiting=True)
        case e.ContributionRedacted():
            _redact(workshop, recorded, event)
        case e.ThemeFormed():
            workshop.themes[event.theme] = Theme(
                id=event.theme,
                stage=event.stage,
                title=event.title,
                seq=recorded.seq,
                words_of=event.theme,
                group=recorded.group,
            )
        case e.ThemeNamed():
            replace_theme(
                workshop, event.theme, title=event.title, words_of=event.theme, redacted=False
            )
        case e.IdeasGrouped():
            put_under(workshop, event.ideas, event.theme)
        case e.IdeasUngrouped():
            put_under(workshop, event.ideas, None)
        case e.ThemesMerged():
            _merge(workshop, event)
        case e.ThemeSplit():
            _split(workshop, recorded, event)
        case e.ThemeDissolved():
            _dissolve(workshop, event.theme)
        case e.IdeaTidied():
            replace_idea(workshop, event.idea, tidied=event.text, tidied_seq=recorded.seq)
        case e.IdeaUntidied():
            replace_idea(workshop, event.idea, tidied=None, tidied_seq=None)
        case e.IdeasJoined():
            _join(workshop, recorded, event)
        case e.IdeasParted():
            _part(workshop, event.ideas)
        case _:
            assert_never(event)


def ideas_under(workshop: Workshop, theme: ThemeId) -> tuple[IdeaId, ...]:
    """Return the ideas under a theme, in the order they came."""
    return tuple(each.id for each in workshop.ideas.values() if each.theme == theme)


def ideas_worded_by(workshop: Workshop, idea: IdeaId) -> list[Idea]:
    """Return the idea and those copies whose words are still its own; the idea itself always."""
    return [each for each in workshop.ideas.values() if idea in {each.id, each.words_of}]


def themes_worded_by(workshop: Workshop, theme: ThemeId) -> list[Theme]:
    """Return the theme and those copies whose words are still its own; the theme itself always."""
    return [each for each in workshop.themes.values() if theme in {each.id, each.words_of}]


def _let_through(workshop: Workshop, recorded: Recorded, event: e.IdeasLetThrough) -> None:
    """Put them last, with the time of now: that they waited, and how long, is nobody's."""
    for each in event.ideas:
        idea = workshop.ideas.pop(each)
        workshop.ideas[each] = replace(
            idea, waiting=False, at=recorded.at, seq=recorded.seq, words_seq=recorded.seq
        )


def _submitted(
    workshop: Workshop, recorded: Recorded, event: e.IdeaSubmitted | e.CardRecorded
) -> Idea:
    on_card = isinstance(event, e.CardRecorded)
    who = None if on_card else recorded.who
    author = workshop.participants.get(who) if who else None
    return Idea(
        id=event.idea,
        stage=event.stage,
        author=who,
        organisation=author.organisation if author else None,
        text=event.text,
        at=recorded.at,
        said_at=recorded.said_at,
        seq=recorded.seq,
        words_seq=recorded.seq,
        words_of=event.idea,
        lang=recorded.lang,
        waiting=workshop.intake == "held",
        group=recorded.group,
        on_card=on_card,
    )


def _reword(workshop: Workshop, recorded: Recorded, event: e.IdeaReworded) -> None:
    replace_idea(
        workshop,
        event.idea,
        text=event.text,
        words_seq=recorded.seq,
        words_of=event.idea,
        lang=recorded.lang,
        redacted=False,
        # Their author's new words end what was tidied in the old ones.
        tidied=None,
        tidied_seq=None,
        # New words wait like new ideas, or holding would be easy to get round.
        waiting=workshop.ideas[event.idea].waiting or workshop.intake == "held",
    )


def _redact(  # noqa: C901, PLR0912, PLR0915 - one case a kind of thing
    workshop: Workshop, recorded: Recorded, event: e.ContributionRedacted
) -> None:
    match event.kind:
        case "idea":
            _redact_idea(workshop, recorded.seq, IdeaId(event.id), event.text)
        case "theme":
            _redact_theme(workshop, ThemeId(event.id), event.text)
        case "round":
            _redact_round(workshop, RoundId(event.id), event.text)
        case "decision":
            _redact_decision(workshop, DecisionId(event.id), event.text)
        case "option":
            _redact_option(workshop, OptionId(event.id), event.text)
        case "report" | "note" | "annotation":
            _redact_beside(workshop, event)
        case "response":
            response = workshop.responses[ResponseId(event.id)]
            workshop.responses[response.id] = replace(
                response, why=event.text, post="", by_when="", seq=recorded.seq, redacted=True
            )
        case "reason":
            reason = workshop.reasons[ReasonId(event.id)]
            workshop.reasons[reason.id] = replace(
                reason, text=event.text, seq=recorded.seq, redacted=True
            )
        case "criterion" | "score":
            redact_entry(workshop, recorded, event.id, event.text)
        case "delivery_option":
            redact_entry(workshop, recorded, event.id, event.text)
            redact_reasons(workshop, DeliveryOptionId(event.id))
        case "estimate":
            redact_entry(workshop, recorded, event.id, event.text)
            redact_check(workshop, EstimateId(event.id))
        case "pledge":
            redact_entry(workshop, recorded, event.id, event.text)
            redact_authority(workshop, PledgeId(event.id))
        case "redesign":
            redact_redesign(workshop, RedesignId(event.id), event.text)
            redact_agreement(workshop, RedesignId(event.id))
        case "amendment":
            redact_amendment(workshop, AmendmentId(event.id), event.text)
        case "objection":
            redact_objection(workshop, ObjectionId(event.id), event.text)
        case (
            "need"
            | "evidence"
            | "persona"
            | "journey_step"
            | "asset"
            | "barrier"
            | "spend_line"
            | "milestone"
            | "risk"
        ):
            redact_entry(workshop, recorded, event.id, event.text)
        case "position":
            redact_position(workshop, PositionId(event.id), event.text)
        case "condition":
            redact_condition(workshop, ConditionId(event.id), event.text)
        case "formal_decision":
            redact_formal_decision(workshop, FormalDecisionId(event.id), event.text)
        case "equality_impact":
            redact_equality_impact(workshop, EqualityImpactId(event.id), event.text)
        case _:
            assert_never(event.kind)


def _redact_beside(workshop: Workshop, event: e.ContributionRedacted) -> None:
    """Put other words in the place of what was written about the workshop, not in it."""
    if event.kind == "report":
        report = workshop.reports[ReportId(event.id)]
        workshop.reports[report.id] = replace(report, text=event.text, redacted=True)
    elif event.kind == "note":
        note = workshop.notes[NoteId(event.id)]
        workshop.notes[note.id] = replace(note, text=event.text, redacted=True)
    else:
        annotation = workshop.annotations[AnnotationId(event.id)]
        workshop.annotations[annotation.id] = replace(annotation, text=event.text, redacted=True)


def _redact_idea(workshop: Workshop, seq: int, idea_id: IdeaId, text: str) -> None:
    """Put other words in the place of an idea's, and of its copies' that were its own."""
    for idea in ideas_worded_by(workshop, idea_id):
        gone = {"tidied": None, "tidied_seq": None}
        replace_idea(workshop, idea.id, text=text, words_seq=seq, redacted=True, **gone)
    _redact_voted_words(workshop, idea_id, text)
    # A reason was destroyed with the words; that it was hidden was not.
    reason = None if workshop.ideas[idea_id].hidden_reason is None else ""
    replace_idea(workshop, idea_id, words_of=idea_id, hidden_reason=reason)


def _redact_theme(workshop: Workshop, theme_id: ThemeId, title: str) -> None:
    for theme in themes_worded_by(workshop, theme_id):
        replace_theme(workshop, theme.id, title=title, redacted=True)
    _redact_voted_words(workshop, theme_id, title)
    replace_theme(workshop, theme_id, words_of=theme_id)


def _redact_round(workshop: Workshop, round_id: RoundId, text: str) -> None:
    found, poll = workshop.rounds[round_id], workshop.polls[round_id]
    replace_round(
        workshop,
        round_id,
        question=text,
        void_reason=_gone(found.void_reason),
        recount_reason=_gone(found.recount_reason),
        ring_fences=tuple(replace(each, name="") for each in found.ring_fences),
        redacted=True,
    )
    for each in tuple(poll.totals.values()):
        gone = _gone(each.withdrawn_reason)
        poll.totals[each.id] = replace(each, table="", withdrawn_reason=gone)


def _gone(reason: str | None) -> str | None:
    """Return what is left of a reason that was destroyed: that there was one."""
    return None if reason is None else ""


def _redact_decision(workshop: Workshop, decision_id: DecisionId, text: str) -> None:
    decision = workshop.decisions[decision_id]
    reason = None if decision.withdrawn_reason is None else ""
    workshop.decisions[decision_id] = replace(
        decision, text=text, reasons="", withdrawn_reason=reason, redacted=True
    )


def _redact_option(workshop: Workshop, option_id: OptionId, text: str) -> None:
    for poll in workshop.polls.values():
        for options in (poll.options, poll.withdrawn):
            option = options.get(option_id)
            if option is not None:
                options[option_id] = replace(option, text=text, voted_words=text, redacted=True)


def _redact_voted_words(workshop: Workshop, key: str, text: str) -> None:
    for poll in workshop.polls.values():
        for options in (poll.options, poll.withdrawn):
            for option in tuple(options.values()):
                if key in {option.id, option.voted_words_of}:
                    options[option.id] = replace(option, voted_words=text, voted_words_of=key)


def _join(workshop: Workshop, recorded: Recorded, event: e.IdeasJoined) -> None:
    """Put ideas with another, under its theme; those that were with them come along."""
    _part_from_heads(workshop, event.joined)
    theme = workshop.ideas[event.idea].theme
    for each in event.joined:
        brought = workshop.joined.pop(each, ())
        for one in (each, *brought):
            idea = workshop.ideas[one]
            parted = idea.theme if idea.joined_into is None else idea.parted_theme
            replace_idea(
                workshop,
                one,
                theme=theme,
                parted_theme=parted,
                joined_into=event.idea,
                joined_seq=recorded.seq,
            )
        held = workshop.joined.get(event.idea, ())
        workshop.joined[event.idea] = (*held, each, *brought)


def _part(workshop: Workshop, ideas: tuple[IdeaId, ...]) -> None:
    _part_from_heads(workshop, ideas)
    for each in ideas:
        idea = workshop.ideas[each]
        before = workshop.themes.get(idea.parted_theme) if idea.parted_theme else None
        gone = before is not None and not before.stands
        replace_idea(
            workshop,
            each,
            # Where its own theme is no more, it stays with what it was put with.
            theme=idea.theme if gone else idea.parted_theme,
            parted_theme=None,
            joined_into=None,
            joined_seq=None,
        )


def _part_from_heads(workshop: Workshop, ideas: tuple[IdeaId, ...]) -> None:
    for each in ideas:
        head = workshop.ideas[each].joined_into
        if head is not None:
            left = tuple(one for one in workshop.joined.get(head, ()) if one != each)
            if left:
                workshop.joined[head] = left
            else:
                workshop.joined.pop(head, None)


def _merge(workshop: Workshop, event: e.ThemesMerged) -> None:
    for theme in event.merged:
        held = ideas_under(workshop, theme)
        put_under(workshop, held, event.theme)
        replace_theme(workshop, theme, gone_into=event.theme, held=held)


def _dissolve(workshop: Workshop, theme: ThemeId) -> None:
    held = ideas_under(workshop, theme)
    replace_theme(workshop, theme, dissolved=True, held=held)
    put_under(workshop, held, None)


def _split(workshop: Workshop, recorded: Recorded, event: e.ThemeSplit) -> None:
    workshop.themes[event.into] = Theme(
        id=event.into,
        stage=workshop.themes[event.theme].stage,
        title=event.title,
        seq=recorded.seq,
        words_of=event.into,
        group=workshop.themes[event.theme].group,
        split_from=event.theme,
    )
    put_under(workshop, event.ideas, event.into)


def put_under(workshop: Workshop, ideas: tuple[IdeaId, ...], theme: ThemeId | None) -> None:
    """Put ideas under a theme, or under none."""
    """Put ideas under a theme, or none; what says the same as one of them goes along."""
    for idea in ideas:
        for each in (idea, *workshop.joined.get(idea, ())):
            replace_idea(workshop, each, theme=theme)
