"""What takes grouping back: what each idea and each theme was under before."""

from collections.abc import Iterator, Mapping
from typing import Final

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.ids import IdeaId, ThemeId
from codesign.domain.taking_back.step import Step, StepsOf
from codesign.domain.workshop import Subject, Workshop


def _under(w: Workshop, idea: IdeaId) -> c.Command:
    was = w.ideas[idea].theme
    if was is None or not w.themes[was].stands:
        return c.UngroupIdeas(ideas=(idea,))
    return c.GroupIdeas(theme=was, ideas=(idea,))


def _ideas_of(w: Workshop, *themes: ThemeId) -> tuple[Subject, ...]:
    return tuple(("under", each.id) for each in w.ideas.values() if each.theme in themes)


def _grouped(w: Workshop, event: e.IdeasGrouped) -> Iterator[Step]:
    for idea in event.ideas:
        yield Step(("under", idea), _under(w, idea), event.theme, more=True)


def _ungrouped(w: Workshop, event: e.IdeasUngrouped) -> Iterator[Step]:
    for idea in event.ideas:
        yield Step(("under", idea), _under(w, idea), idea, more=True)


def _formed(_w: Workshop, event: e.ThemeFormed) -> Iterator[Step]:
    yield Step(("theme", event.theme), c.DissolveTheme(theme=event.theme), event.theme)


def _named(w: Workshop, event: e.ThemeNamed) -> Iterator[Step]:
    # A title read as empty has been destroyed since. It counts as an act all the same: what
    # follows has to stand in the places it took while the title could be read.
    back = c.NameTheme(theme=event.theme, title=w.themes[event.theme].title)
    yield Step(("title", event.theme), back, event.theme, more=True)


def _merged(w: Workshop, event: e.ThemesMerged) -> Iterator[Step]:
    for each in event.merged:
        back = c.RestoreTheme(theme=each)
        yield Step(("theme", each), back, event.theme, also=_ideas_of(w, each), more=True)


def _split(_w: Workshop, event: e.ThemeSplit) -> Iterator[Step]:
    back = c.MergeThemes(theme=event.theme, merged=(event.into,))
    also = tuple(("under", each) for each in event.ideas)
    yield Step(("theme", event.into), back, event.into, also=also, more=True)


def _dissolved(w: Workshop, event: e.ThemeDissolved) -> Iterator[Step]:
    back = c.RestoreTheme(theme=event.theme)
    also = _ideas_of(w, event.theme)
    yield Step(("theme", event.theme), back, event.theme, also=also, more=True)


def _theme_restored(w: Workshop, event: e.ThemeRestored) -> Iterator[Step]:
    went = w.themes[event.theme].gone_into
    back: c.Command = c.DissolveTheme(theme=event.theme)
    if went is not None and w.themes[went].stands:
        back = c.MergeThemes(theme=went, merged=(event.theme,))
    also = tuple(("under", each) for each in event.ideas)
    yield Step(("theme", event.theme), back, event.theme, also=also, more=True)


GROUPING_STEPS: Final[Mapping[type, StepsOf]] = {
    e.IdeasGrouped: _grouped,
    e.IdeasUngrouped: _ungrouped,
    e.ThemeFormed: _formed,
    e.ThemeNamed: _named,
    e.ThemesMerged: _merged,
    e.ThemeSplit: _split,
    e.ThemeDissolved: _dissolved,
    e.ThemeRestored: _theme_restored,
}
