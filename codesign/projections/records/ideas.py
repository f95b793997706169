"""How ideas and themes look to a view."""

from typing import Any

from codesign.domain.events import View
from codesign.domain.ids import IdeaId, ThemeId
from codesign.domain.workshop import Workshop
from codesign.projections.ops import Record
from codesign.projections.records.entries import shown_among
from codesign.projections.records.showing import idea_shown, stage_shown


def idea_record(workshop: Workshop, key: str, view: View) -> Record | None:
    """Render an idea; without its author in an anonymous stage and to the public.

    Nor is it told there that it came on a card: few people write on paper.
    """
    idea = workshop.ideas[IdeaId(key)]
    if not idea_shown(workshop, idea, view):
        return None
    record: dict[str, Any] = {
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
        "needs": shown_among(workshop, idea.needs, view),
        "from_idea": idea.copy_of,
        "from_group": idea.copy_of and workshop.ideas[idea.copy_of].group,
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
