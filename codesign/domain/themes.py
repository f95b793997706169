"""Rules: ideas are grouped under themes; originals and votes are always kept.

A theme that is being voted on stays as it is until the vote closes. What is
closed to somebody's view is not there for them to group. A group gathers its
own ideas on its own board; nothing goes together across boards.
"""

from typing import Final

from codesign.domain.act import Act
from codesign.domain.agenda import open_stage_for, stage
from codesign.domain.breakouts import place_of
from codesign.domain.commands import (
    DissolveTheme,
    GroupIdeas,
    MergeThemes,
    NameTheme,
    RestoreTheme,
    SplitTheme,
    UngroupIdeas,
)
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import (
    Event,
    IdeasGrouped,
    IdeasUngrouped,
    StageKind,
    ThemeDissolved,
    ThemeFormed,
    ThemeNamed,
    ThemeRestored,
    ThemesMerged,
    ThemeSplit,
)
from codesign.domain.ideas import idea, open_board_for
from codesign.domain.ids import GroupId, IdeaId, OptionId, StageId, ThemeId
from codesign.domain.permissions import fresh, require_contributor, runs
from codesign.domain.views import sees_board_of, sees_stage
from codesign.domain.words import TITLE_CHARS, one_line
from codesign.domain.workshop import Theme, Workshop

THEME_STAGES: Final[frozenset[StageKind]] = frozenset({"themes"})
AT_ONCE: Final = 500


def theme(workshop: Workshop, theme_id: ThemeId) -> Theme:
    """Return the theme of that id, if it still stands.

    Raises:
        CommandRejectedError: `no_such_theme` or `theme_gone`.
    """
    found = workshop.themes.get(theme_id)
    if found is None:
        raise CommandRejectedError("no_such_theme")
    if not found.stands:
        raise CommandRejectedError("theme_gone")
    return found


def group_ideas(workshop: Workshop, command: GroupIdeas, act: Act) -> tuple[Event, ...]:
    """Put ideas under a theme, forming it if it is new."""
    _require_may_group(workshop, act)
    ideas = _shown_ideas(workshop, command.ideas, act)
    if command.theme in workshop.themes:
        found = _theme_for(workshop, command.theme, act)
        _require_one_board(workshop, ideas, found.group)
        _require_not_voted(workshop, found.id, *_themes_of(workshop, ideas))
        moving = tuple(each for each in ideas if workshop.ideas[each].theme != found.id)
        return (IdeasGrouped(theme=found.id, ideas=moving),) if moving else ()
    fresh(workshop, command.theme)
    if command.stage is not None and not _sees(workshop, stage(workshop, command.stage).id, act):
        raise CommandRejectedError("stage_closed")
    group = place_of(workshop, act)
    _require_one_board(workshop, ideas, group)
    _require_not_voted(workshop, *_themes_of(workshop, ideas))
    formed = ThemeFormed(
        theme=command.theme,
        stage=_stage_of(workshop, group) if group or not command.stage else command.stage,
        title=one_line(command.title, TITLE_CHARS),
    )
    return (formed, IdeasGrouped(theme=command.theme, ideas=ideas)) if ideas else (formed,)


def name_theme(workshop: Workshop, command: NameTheme, act: Act) -> tuple[Event, ...]:
    """Give a theme another title."""
    _require_may_group(workshop, act)
    found = _theme_for(workshop, command.theme, act)
    _require_not_voted(workshop, found.id)
    title = one_line(command.title, TITLE_CHARS)
    return () if title == found.title else (ThemeNamed(theme=found.id, title=title),)


def ungroup_ideas(workshop: Workshop, command: UngroupIdeas, act: Act) -> tuple[Event, ...]:
    """Let ideas stand on their own again."""
    _require_may_group(workshop, act)
    ideas = _known_ideas(workshop, command.ideas, act)
    grouped = tuple(each for each in ideas if workshop.ideas[each].theme is not None)
    _require_not_voted(workshop, *_themes_of(workshop, grouped))
    return (IdeasUngrouped(ideas=grouped),) if grouped else ()


def merge_themes(workshop: Workshop, command: MergeThemes, act: Act) -> tuple[Event, ...]:
    """Join other themes into this one; their ideas move with them."""
    _require_may_group(workshop, act)
    found = _theme_for(workshop, command.theme, act)
    if len(command.merged) > AT_ONCE:
        raise CommandRejectedError("too_many")
    others = [_theme_for(workshop, each, act) for each in command.merged if each != found.id]
    if any(each.group != found.group for each in others):
        raise CommandRejectedError("other_board")
    merged = tuple(dict.fromkeys(each.id for each in others))
    _require_not_voted(workshop, found.id, *merged)
    return (ThemesMerged(theme=found.id, merged=merged),) if merged else ()


def split_theme(workshop: Workshop, command: SplitTheme, act: Act) -> tuple[Event, ...]:
    """Make a theme of its own from some ideas of a theme."""
    _require_may_group(workshop, act)
    found = _theme_for(workshop, command.theme, act)
    fresh(workshop, command.into)
    ideas = _known_ideas(workshop, command.ideas, act)
    if not ideas or any(workshop.ideas[each].theme != found.id for each in ideas):
        raise CommandRejectedError("no_such_idea")
    _require_not_voted(workshop, found.id)
    title = one_line(command.title, TITLE_CHARS)
    return (ThemeSplit(theme=found.id, into=command.into, title=title, ideas=ideas),)


def dissolve_theme(workshop: Workshop, command: DissolveTheme, act: Act) -> tuple[Event, ...]:
    """Take a theme apart; its ideas stand on their own."""
    _require_may_group(workshop, act)
    found = _theme_for(workshop, command.theme, act)
    _require_not_voted(workshop, found.id)
    return (ThemeDissolved(theme=found.id),)


def restore_theme(workshop: Workshop, command: RestoreTheme, act: Act) -> tuple[Event, ...]:
    """Let a theme stand again, with what it held and nobody has moved on since.

    Ideas that are named come with it wherever they are.
    """
    _require_may_group(workshop, act)
    found = workshop.themes.get(command.theme)
    if found is None or not _sees(workshop, found.stage, act):
        raise CommandRejectedError("no_such_theme")
    _require_own_board(workshop, found.group, act)
    if found.stands:
        return ()
    if found.taken_back:
        raise CommandRejectedError("theme_gone")
    now = _where_it_went(workshop, found)
    named = _shown_ideas(workshop, command.ideas, act)
    _require_one_board(workshop, named, found.group)
    gone = () if now is None else (now,)
    _require_not_voted(workshop, found.id, *gone, *_themes_of(workshop, named))
    held = (each for each in found.held if workshop.ideas[each].theme == now)
    return (ThemeRestored(theme=found.id, ideas=tuple(dict.fromkeys([*held, *named]))),)


def _where_it_went(workshop: Workshop, found: Theme) -> ThemeId | None:
    """Return the theme that its ideas are under now, None where that was taken apart too."""
    while found.gone_into is not None:
        found = workshop.themes[found.gone_into]
    return found.id if found.stands else None


def _require_may_group(workshop: Workshop, act: Act) -> None:
    if runs(workshop, act):
        return
    require_contributor(workshop, act)
    group = place_of(workshop, act)
    if group is not None:
        stage_id = _stage_of(workshop, group)
        assert stage_id is not None  # noqa: S101 - a breakout has one
        open_board_for(workshop, group, stage_id, act)
    elif workshop.live_stage is None:
        raise CommandRejectedError("stage_closed")
    else:
        open_stage_for(workshop, workshop.live_stage, THEME_STAGES, act)


def _stage_of(workshop: Workshop, group: GroupId | None) -> StageId | None:
    if group is None:
        return workshop.live_stage
    return workshop.breakouts[workshop.groups[group].breakout].stage


def _sees(workshop: Workshop, stage_id: StageId | None, act: Act) -> bool:
    return runs(workshop, act) or sees_stage(workshop, stage_id, act.who)


def _theme_for(workshop: Workshop, theme_id: ThemeId, act: Act) -> Theme:
    found = theme(workshop, theme_id)
    if not _sees(workshop, found.stage, act):
        raise CommandRejectedError("no_such_theme")
    _require_own_board(workshop, found.group, act)
    return found


def _require_own_board(workshop: Workshop, group: GroupId | None, act: Act) -> None:
    """Keep hands off the boards of others, also where these may be looked at."""
    if runs(workshop, act):
        return
    if not sees_board_of(workshop, group, act.who):
        raise CommandRejectedError("no_such_theme")
    if group != place_of(workshop, act):
        raise CommandRejectedError("other_board")


def _require_one_board(
    workshop: Workshop, ideas: tuple[IdeaId, ...], group: GroupId | None
) -> None:
    if any(workshop.ideas[each].group != group for each in ideas):
        raise CommandRejectedError("other_board")


def _known_ideas(workshop: Workshop, ideas: tuple[IdeaId, ...], act: Act) -> tuple[IdeaId, ...]:
    if len(ideas) > AT_ONCE:
        raise CommandRejectedError("too_many")
    known = tuple(dict.fromkeys(idea(workshop, each).id for each in ideas))
    if not all(_sees(workshop, workshop.ideas[each].stage, act) for each in known):
        raise CommandRejectedError("no_such_idea")
    for each in known:
        _require_own_board(workshop, workshop.ideas[each].group, act)
    return known


def _shown_ideas(workshop: Workshop, ideas: tuple[IdeaId, ...], act: Act) -> tuple[IdeaId, ...]:
    known = _known_ideas(workshop, ideas, act)
    if not all(workshop.ideas[each].shown for each in known):
        raise CommandRejectedError("idea_not_shown")
    return known


def _themes_of(workshop: Workshop, ideas: tuple[IdeaId, ...]) -> list[ThemeId]:
    themes = (workshop.ideas[each].theme for each in ideas)
    return [each for each in themes if each is not None]


def _require_not_voted(workshop: Workshop, *themes: ThemeId) -> None:
    for round_id, poll in workshop.polls.items():
        if workshop.rounds[round_id].open and any(
            OptionId(each) in poll.options for each in themes
        ):
            raise CommandRejectedError("theme_being_voted")
