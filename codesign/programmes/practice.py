"""What a practice room begins with: what stood on the board of another at a moment.

Stages, ideas and themes come along, in their words and without anybody's
name: ideas come as cards that nobody signed. Votes, people, groups and
decisions stay where they are.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from codesign.domain.agenda import IDEA_STAGES
from codesign.domain.commands import CloseStage, Command, GroupIdeas, OpenStage, RecordCard
from codesign.domain.ids import IdeaId, StageId, ThemeId, WorkshopId, derived_id
from codesign.domain.words import TITLE_CHARS
from codesign.programmes.agendas import template_of
from codesign.programmes.templates import StageTemplate

# As much as one may ask of a room at once, with some left for the first acts of one's own.
IDEAS_AT_MOST: Final = 300
THEMES_AT_MOST: Final = 60

Records = Mapping[str, Mapping[str, Mapping[str, Any]]]


def title_of(title: str, *, sensitive: bool) -> str:
    """Return what a practice room is called; a sensitive workshop is not named by it."""
    return "Practice room" if sensitive else f"Practice: {title}"[:TITLE_CHARS]


def stages_of(records: Records) -> tuple[StageTemplate, ...]:
    """Return the agenda, as far as the view may see it."""
    return tuple(template_of(each) for _, each in _stages(records))


def ideas_of(records: Records) -> list[tuple[str, Mapping[str, Any]]]:
    """Return the ideas that come along, the oldest first."""
    kinds = {key: each["kind"] for key, each in _stages(records)}
    ideas = sorted(records["ideas"].items(), key=lambda each: int(each[1]["seq"]))
    return [
        each for each in ideas if kinds.get(each[1]["stage"]) in IDEA_STAGES and _is_told(each[1])
    ][:IDEAS_AT_MOST]


def themes_of(records: Records) -> list[tuple[str, Mapping[str, Any]]]:
    """Return the themes that come along, the oldest first."""
    themes = sorted(records["themes"].items(), key=lambda each: int(each[1]["seq"]))
    return [each for each in themes if each[1]["title"] and _is_told(each[1])][:THEMES_AT_MOST]


def practice_of(records: Records, practice: WorkshopId) -> Iterator[Command]:
    """Yield what puts the board into a practice room that was started with `stages_of`.

    Every identifier is derived from the room's: asked twice, it is there once.
    """
    stages = {
        key: StageId(derived_id(practice, "stage", number))
        for number, (key, _) in enumerate(_stages(records))
    }
    ideas = ideas_of(records)
    cards = {
        key: IdeaId(derived_id(practice, "practice idea", number))
        for number, (key, _) in enumerate(ideas)
    }
    for key, stage in stages.items():
        own = [(idea, each) for idea, each in ideas if each["stage"] == key]
        if own:
            yield OpenStage(stage=stage)
        for idea, each in own:
            yield RecordCard(
                idea=cards[idea], stage=stage, text=str(each.get("tidied") or each["text"])
            )
    for number, (key, each) in enumerate(themes_of(records)):
        yield GroupIdeas(
            theme=ThemeId(derived_id(practice, "practice theme", number)),
            ideas=tuple(cards[idea] for idea, about in ideas if about["theme"] == key),
            title=str(each["title"]),
            stage=stages.get(each["stage"] or ""),
        )
    yield from _present_stage(records, stages, [each["stage"] for _, each in ideas])


def _present_stage(
    records: Records, stages: Mapping[str, StageId], with_ideas: list[str]
) -> Iterator[Command]:
    live = stages.get(records["workshop"]["workshop"]["live_stage"] or "")
    if live is not None:
        yield OpenStage(stage=live)
    elif with_ideas:
        # The last that was opened to put ideas in; on the agenda, not in the order of ideas.
        yield CloseStage(stage=[each for key, each in stages.items() if key in with_ideas][-1])


def _stages(records: Records) -> list[tuple[str, Mapping[str, Any]]]:
    held = (
        each
        for each in records["stages"].items()
        if not each[1]["closed_to_you"] and not each[1]["skipped"]
    )
    return sorted(held, key=lambda each: int(each[1]["order"]))


def _is_told(record: Mapping[str, Any]) -> bool:
    own_board = record["group"] is None
    return own_board and not record["redacted"] and record.get("hidden_reason") is None
