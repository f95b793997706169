"""One field or more of a record replaced, in place of the record."""

from dataclasses import replace

from codesign.domain.ids import (
    BreakoutId,
    GroupId,
    IdeaId,
    ParticipantId,
    RoundId,
    StageId,
    ThemeId,
    TotalsId,
)
from codesign.domain.workshop import Workshop


def replace_stage(workshop: Workshop, stage: StageId, **changes: object) -> None:
    """Change fields of a stage."""
    workshop.stages[stage] = replace(workshop.stages[stage], **changes)  # type: ignore[arg-type]


def replace_person(workshop: Workshop, participant: ParticipantId, **changes: object) -> None:
    """Change fields of a person."""
    person = workshop.participants[participant]
    workshop.participants[participant] = replace(person, **changes)  # type: ignore[arg-type]


def replace_idea(workshop: Workshop, idea: IdeaId, **changes: object) -> None:
    """Change fields of an idea."""
    workshop.ideas[idea] = replace(workshop.ideas[idea], **changes)  # type: ignore[arg-type]


def replace_entry(workshop: Workshop, entry: str, **changes: object) -> None:
    """Change fields of an entry."""
    workshop.entries[entry] = replace(workshop.entries[entry], **changes)  # type: ignore[arg-type]


def replace_theme(workshop: Workshop, theme: ThemeId, **changes: object) -> None:
    """Change fields of a theme."""
    workshop.themes[theme] = replace(workshop.themes[theme], **changes)  # type: ignore[arg-type]


def replace_breakout(workshop: Workshop, breakout: BreakoutId, **changes: object) -> None:
    """Change fields of a breakout."""
    workshop.breakouts[breakout] = replace(workshop.breakouts[breakout], **changes)  # type: ignore[arg-type]


def replace_group(workshop: Workshop, group: GroupId, **changes: object) -> None:
    """Change fields of a group of a breakout."""
    workshop.groups[group] = replace(workshop.groups[group], **changes)  # type: ignore[arg-type]


def replace_totals(
    workshop: Workshop, round_id: RoundId, totals_id: TotalsId, **changes: object
) -> None:
    """Change fields of votes that people counted."""
    totals = workshop.polls[round_id].totals
    totals[totals_id] = replace(totals[totals_id], **changes)  # type: ignore[arg-type]


def replace_round(workshop: Workshop, round_id: RoundId, **changes: object) -> None:
    """Change fields of a round."""
    workshop.rounds[round_id] = replace(workshop.rounds[round_id], **changes)  # type: ignore[arg-type]
