"""The names of a workshop's records, a collection and a key in it, and what belongs together."""

from collections.abc import Iterator
from typing import Final

from codesign.domain import events as e
from codesign.domain.ids import BreakoutId, IdeaId, OptionId, RedesignId, RoundId, StageId, ThemeId
from codesign.domain.workshop import Workshop
from codesign.projections.records.entries import COLLECTIONS
from codesign.projections.records.redesigns import version_key
from codesign.projections.records.rounds import option_key, totals_key

Key = tuple[str, str]

WORKSHOP: Final[Key] = ("workshop", "workshop")
SPOTLIGHT: Final[Key] = ("spotlight", "spotlight")


def everything(workshop: Workshop) -> Iterator[Key]:
    """Yield the key of every record there may be, for any view."""
    if workshop.created:
        yield WORKSHOP
    yield from (("sessions", each) for each in workshop.sessions)
    yield from (("stages", each) for each in workshop.stages)
    yield from (("organisations", each) for each in workshop.organisations)
    yield from (("areas", each) for each in workshop.areas)
    yield from (("participants", each) for each in workshop.participants)
    yield from (("door_list", each) for each in workshop.door_list)
    yield from (("ideas", each) for each in workshop.ideas)
    yield from (("themes", each) for each in workshop.themes)
    for round_id in workshop.rounds:
        yield from whole_round(workshop, round_id)
        yield from totals_of(workshop, round_id)
    yield from (("decisions", each) for each in workshop.decisions)
    yield from (("breakouts", each) for each in workshop.breakouts)
    yield from (("groups", each) for each in workshop.groups)
    yield from (("report_backs", each) for each in workshop.report_backs)
    yield from (("annotations", each) for each in workshop.annotations)
    yield from (("responses", each) for each in workshop.responses)
    yield from compared(workshop)
    yield from (("outputs", each) for each in workshop.outputs)
    for redesign in workshop.redesigns:
        yield from redesign_and_versions(workshop, redesign)
        yield from agreement_and_positions(workshop, redesign)
    yield from (("amendments", each) for each in workshop.amendments)
    yield from (("objections", each) for each in workshop.objections)
    yield from ((COLLECTIONS[each.kind], key) for key, each in workshop.entries.items())
    if workshop.spotlight is not None:
        yield SPOTLIGHT


def whole_round(workshop: Workshop, round_id: RoundId) -> Iterator[Key]:
    """Yield what a round is made of: its options, its result and the reasons given in it."""
    yield ("rounds", round_id)
    yield from (
        ("options", option_key(round_id, each)) for each in workshop.polls[round_id].options
    )
    yield ("results", round_id)
    yield from resting_on(workshop, round_id)
    if workshop.rounds[round_id].reasons != "none":
        yield from reasons_in(workshop, round_id)


def reasons_in(workshop: Workshop, round_id: RoundId) -> Iterator[Key]:
    """Return the reasons in a round, those that ended too."""
    return (("reasons", each.id) for each in workshop.reasons.values() if each.round == round_id)


def totals_of(workshop: Workshop, round_id: RoundId) -> Iterator[Key]:
    """Yield the votes that people counted in a round."""
    yield from (("totals", totals_key(round_id, each)) for each in workshop.polls[round_id].totals)


def idea_and_options(workshop: Workshop, idea: IdeaId) -> Iterator[Key]:
    """Yield an idea and the options that stand for it."""
    yield ("ideas", idea)
    yield from options_for(workshop, OptionId(idea))


def theme_and_options(workshop: Workshop, theme: ThemeId) -> Iterator[Key]:
    """Yield a theme and the options that stand for it."""
    yield ("themes", theme)
    yield from options_for(workshop, OptionId(theme))


def options_for(workshop: Workshop, option: OptionId) -> Iterator[Key]:
    """Return the options that stand for an idea or a theme, in every round."""
    return (
        ("options", option_key(round_id, option))
        for round_id, poll in workshop.polls.items()
        if option in poll.options
    )


def redesign_and_versions(workshop: Workshop, redesign: RedesignId) -> Iterator[Key]:
    """Yield a redesign and all that it ever said."""
    yield ("redesigns", redesign)
    yield from (
        ("redesign_versions", version_key(redesign, each.number))
        for each in workshop.redesigns[redesign].versions
    )


def agreement_and_positions(workshop: Workshop, redesign: RedesignId) -> Iterator[Key]:
    """Yield how a redesign comes to be agreed, and everything said towards it."""
    yield ("agreements", redesign)
    for position in workshop.positions.values():
        if position.redesign == redesign:
            yield ("positions", position.id)
            yield from (("conditions", each) for each in position.conditions)
    assessed = workshop.equality_impacts.values()
    yield from (("equality_impacts", each.id) for each in assessed if each.redesign == redesign)
    decided = workshop.formal_decisions.values()
    yield from (("formal_decisions", each.id) for each in decided if each.redesign == redesign)


def resting_on(workshop: Workshop, round_id: RoundId) -> Iterator[Key]:
    """Yield the agreements and the worries that rest on a vote."""
    for agreement in workshop.agreements.values():
        if agreement.round == round_id:
            yield ("agreements", agreement.redesign)
    for objection in workshop.objections.values():
        if objection.round == round_id:
            yield ("objections", objection.id)


def redesigns_of(workshop: Workshop, stage: StageId) -> Iterator[Key]:
    """Yield the redesigns drafted in a stage, and what was said there or about them."""
    drafted = [each.id for each in workshop.redesigns.values() if each.stage == stage]
    for redesign in drafted:
        yield from redesign_and_versions(workshop, redesign)
        yield from agreement_and_positions(workshop, redesign)
    for amendment in workshop.amendments.values():
        if amendment.stage == stage or amendment.redesign in drafted:
            yield ("amendments", amendment.id)
    for objection in workshop.objections.values():
        if objection.stage == stage or objection.redesign in drafted:
            yield ("objections", objection.id)


def responses(workshop: Workshop) -> Iterator[Key]:
    """Yield every response: what they answer may have moved."""
    return (("responses", each) for each in workshop.responses)


def breakout_and_groups(workshop: Workshop, breakout: BreakoutId) -> Iterator[Key]:
    """Yield a breakout and its groups."""
    yield ("breakouts", breakout)
    yield from (
        ("groups", each.id) for each in workshop.groups.values() if each.breakout == breakout
    )


def entry_and_links(workshop: Workshop, key: str) -> Iterator[Key]:
    """Yield an entry and what names it: ideas and evidence a need, steps a persona."""
    entry = workshop.entries[key]
    yield (COLLECTIONS[entry.kind], key)
    yield from counted_from(workshop, key)
    match entry.says:
        case e.NeedStated():
            yield from (("ideas", each.id) for each in workshop.ideas.values() if key in each.needs)
            evidence = workshop.entries_of(e.EvidenceAdded)
            yield from (("evidence", each) for each, found in evidence if key in found.says.needs)
        case e.MilestoneSet():
            plan = workshop.entries_of(e.MilestoneSet)
            yield from (
                ("milestones", each) for each, found in plan if key in found.says.depends_on
            )
        case e.PersonaDescribed():
            steps = workshop.entries_of(e.JourneyStepMapped)
            yield from (
                ("journey_steps", each) for each, found in steps if found.says.persona == key
            )
        case _:
            return


def compared(workshop: Workshop) -> Iterator[Key]:
    """Yield what is counted from options, scores, estimates and pledges."""
    options = [*workshop.entries_of(e.DeliveryOptionDescribed)]
    redesigns = dict.fromkeys(
        (
            *workshop.appraisals,
            *(each.says.redesign for _, each in options),
            *(each.says.redesign for _, each in workshop.entries_of(e.PledgeMade)),
        )
    )
    for redesign in redesigns:
        yield ("appraisals", redesign)
        yield ("pools", redesign)
    yield from (("cost_benefits", each) for each, _ in options)


def counted_from(workshop: Workshop, key: str) -> Iterator[Key]:
    """Yield what is counted from an entry: a comparison, a balance, what is pledged in all."""
    match workshop.entries[key].says:
        case e.DeliveryOptionDescribed(redesign=redesign):
            yield ("appraisals", redesign)
            yield ("cost_benefits", key)
            figures = workshop.entries_of(e.EstimateRecorded)
            yield from (
                ("estimates", each) for each, found in figures if found.says.delivery_option == key
            )
            yield from _scores(workshop, key)
        case e.CriterionDescribed(redesign=redesign):
            yield ("appraisals", redesign)
            yield from _scores(workshop, key)
        case e.OptionScored(redesign=redesign):
            yield ("appraisals", redesign)
        case e.EstimateRecorded(delivery_option=option):
            yield ("cost_benefits", option)
        case e.PledgeMade(redesign=redesign):
            yield ("pools", redesign)
            options = workshop.entries_of(e.DeliveryOptionDescribed)
            yield from (
                ("cost_benefits", each)
                for each, found in options
                if found.says.redesign == redesign
            )
        case _:
            return


def _scores(workshop: Workshop, of: str) -> Iterator[Key]:
    """Return the scores of an option, or on a criterion."""
    return (
        ("scores", each)
        for each, found in workshop.entries_of(e.OptionScored)
        if of in {found.says.delivery_option, found.says.criterion}
    )


def all_of_stage(workshop: Workshop, stage: StageId) -> Iterator[Key]:
    """Yield a stage and all that it brought forth."""
    yield ("stages", stage)
    for idea in workshop.ideas.values():
        if idea.stage == stage:
            yield from idea_and_options(workshop, idea.id)
    for theme in workshop.themes.values():
        if theme.stage == stage:
            yield from theme_and_options(workshop, theme.id)
    yield from responses(workshop)
    rounds = [each.id for each in workshop.rounds.values() if each.stage == stage]
    for round_id in rounds:
        yield from whole_round(workshop, round_id)
    yield from (
        ("decisions", each.id) for each in workshop.decisions.values() if each.round in rounds
    )
    for breakout in workshop.breakouts.values():
        if breakout.stage == stage:
            yield from breakout_and_groups(workshop, breakout.id)
    yield from redesigns_of(workshop, stage)
    yield from (("report_backs", each) for each in workshop.report_backs)
    yield from _entries_of_stage(workshop, stage)


def _entries_of_stage(workshop: Workshop, stage: StageId) -> Iterator[Key]:
    for key, entry in workshop.entries.items():
        if entry.says.stage == stage:
            yield from entry_and_links(workshop, key)
