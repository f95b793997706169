"""Which records an event of ideas and themes may have changed."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from codesign.domain import events as e
from codesign.domain.evolve.ideas import ideas_worded_by, themes_worded_by
from codesign.domain.ids import IdeaId, OptionId, RedesignId, RoundId, ThemeId
from codesign.domain.workshop import Workshop
from codesign.projections.keys import (
    Key,
    all_of_stage,
    entry_and_links,
    idea_and_options,
    redesign_and_versions,
    responses,
    theme_and_options,
)
from codesign.projections.records.rounds import option_key
from codesign.projections.touched.rounds import redacted_round


def touched_ideas(workshop: Workshop, event: e.IdeasEvent) -> Iterable[Key]:  # noqa: C901, PLR0912 - one case a kind of event
    """Return the keys of the records an event of ideas and themes may have changed."""
    match event:
        case e.IdeaSubmitted() | e.CardRecorded():
            return [("ideas", event.idea), ("stages", event.stage)]
        case e.IdeasRevealed() | e.IdeasConcealed():
            return all_of_stage(workshop, event.stage)
        case e.IdeaReworded() | e.IdeaWithdrawn() | e.IdeaHidden() | e.IdeaRestored():
            stage = workshop.ideas[event.idea].stage
            return [*idea_and_options(workshop, event.idea), ("stages", stage)]
        case e.IdeasLetThrough() | e.IdeasHeldBack():
            stages = {workshop.ideas[each].stage: None for each in event.ideas}
            return [
                *(key for each in event.ideas for key in idea_and_options(workshop, each)),
                *(("stages", each) for each in stages),
            ]
        case e.IdeaTidied() | e.IdeaUntidied():
            return idea_and_options(workshop, event.idea)
        case e.IdeasJoined():
            return with_joined(workshop, (event.idea,))
        case e.IdeasParted():
            return [("ideas", each) for each in event.ideas]
        case e.ContributionRedacted():
            return _redacted(workshop, event)
        case e.ThemeFormed() | e.ThemeNamed():
            return theme_and_options(workshop, event.theme)
        case e.IdeasGrouped() | e.IdeasUngrouped():
            return with_joined(workshop, event.ideas)
        case e.ThemesMerged():
            return _merged(workshop, event)
        case e.ThemeSplit():
            return [("themes", event.into), *with_joined(workshop, event.ideas)]
        case e.ThemeDissolved():
            return [
                *theme_and_options(workshop, event.theme),
                *(("ideas", each) for each in workshop.ideas),
                *responses(workshop),
            ]
        case _:
            assert_never(event)


def options_worded_by(workshop: Workshop, key: str) -> Iterator[Key]:
    """Return the options whose words may have been destroyed with those of an idea or a theme."""
    worded: set[str] = {each.id for each in ideas_worded_by(workshop, IdeaId(key))}
    worded.update(each.id for each in themes_worded_by(workshop, ThemeId(key)))
    return (
        ("options", option_key(round_id, option.id))
        for round_id, poll in workshop.polls.items()
        for option in poll.options.values()
        if option.voted_words_of == key or str(option.id) in worded
    )


def with_joined(workshop: Workshop, ideas: Iterable[IdeaId]) -> Iterator[Key]:
    """Yield ideas, and those that each stands for."""
    for each in ideas:
        yield ("ideas", each)
        yield from (("ideas", one) for one in workshop.joined.get(each, ()))


def _redacted(  # noqa: C901, PLR0912 - one case a kind of thing
    workshop: Workshop, event: e.ContributionRedacted
) -> Iterable[Key]:
    match event.kind:
        case "idea":
            ideas = [("ideas", each.id) for each in ideas_worded_by(workshop, IdeaId(event.id))]
            return [*ideas, *options_worded_by(workshop, event.id)]
        case "theme":
            themes = [("themes", each.id) for each in themes_worded_by(workshop, ThemeId(event.id))]
            return [*themes, *options_worded_by(workshop, event.id)]
        case "response":
            return [("responses", event.id)]
        case "round":
            return redacted_round(workshop, RoundId(event.id))
        case "decision":
            return [("decisions", event.id)]
        case "reason":
            return [("reasons", event.id)]
        case "redesign":
            of = RedesignId(event.id)
            return [("agreements", of), *redesign_and_versions(workshop, of)]
        case "amendment":
            return [("amendments", event.id)]
        case "objection":
            return [("objections", event.id)]
        case "position" | "condition" | "formal_decision" | "equality_impact":
            return [(f"{event.kind}s", event.id)]
        case "annotation":
            return [("annotations", event.id)]
        case "report" | "note":
            return []
        case "option":
            return [
                ("options", option_key(round_id, OptionId(event.id)))
                for round_id, poll in workshop.polls.items()
                if event.id in poll.options
            ]
        case "delivery_option" | "criterion" | "score" | "estimate" | "pledge":
            return entry_and_links(workshop, event.id)
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
            return entry_and_links(workshop, event.id)
        case _:
            assert_never(event.kind)


def _merged(workshop: Workshop, event: e.ThemesMerged) -> Iterable[Key]:
    for theme in (event.theme, *event.merged):
        yield from theme_and_options(workshop, theme)
    yield from responses(workshop)
    yield from (("ideas", each.id) for each in workshop.ideas.values() if each.theme == event.theme)
