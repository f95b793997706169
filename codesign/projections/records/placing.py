"""On which group's board a thing of a workshop is."""

from codesign.domain.ids import (
    AnnotationId,
    DecisionId,
    GroupId,
    IdeaId,
    ReasonId,
    ResponseId,
    RoundId,
    ThemeId,
)
from codesign.domain.views import Audience, sees_board
from codesign.domain.workshop import Response, Workshop


def is_on_their_board(workshop: Workshop, collection: str, key: str, audience: Audience) -> bool:
    """Tell whether a thing is on a board that an audience may see."""
    # Where people were never split into groups, all is everybody's: nearly always.
    if not workshop.groups:
        return True
    return sees_board(workshop, board_of(workshop, collection, key), audience)


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


def answered_now(workshop: Workshop, response: Response) -> str:
    """Return what a response is about now: a theme that was merged goes by the one it went into."""
    key = response.about_id
    while response.about == "theme":
        into = workshop.themes[ThemeId(key)].gone_into
        if into is None:
            break
        key = into
    return key
