"""What is still open after the room, in words, each with where it is settled."""

from typing import Any, assert_never

from codesign.outputs.dates import Dates
from codesign.projections.afterwards import Loose
from codesign.projections.wording import counted, quoted


def told(loose: Loose, here: str, dates: Dates) -> dict[str, Any]:
    """Return what is still open and the address where it is settled.

    Args:
        loose: what is open.
        here: the address of the workshop.
        dates: writes its times.
    """
    text, address = _told(loose, here, dates)
    return {"kind": loose.kind, "id": loose.id, "text": text, "href": address}


def _told(loose: Loose, here: str, dates: Dates) -> tuple[str, str]:  # noqa: C901, PLR0912 - one case a kind
    words, many = quoted(loose.words), loose.many
    # A vote of no stage is at the desk alone.
    room = f"{here}#stage-{loose.stage}" if loose.stage else f"{here}#desk"
    match loose.kind:
        case "stage_open":
            until = "" if loose.until is None else f" until {dates.moment(loose.until)}"
            return f"{words} is open{until}.", f"{here}/agenda"
        case "vote_open":
            return f"The vote {words} is still open.", room
        case "vote_uncounted":
            return f"The vote {words} is not counted yet.", room
        case "vote_not_shown":
            return f"The vote {words} is counted, and its result is not shown.", room
        case "paper":
            waits = counted(many, "count waits", "counts wait")
            text = f"{waits} for a second person, in the vote {words}."
            return text, f"{here}#paper-round-{loose.id}"
        case "ideas_held":
            text = (
                f"{counted(many, 'idea waits', 'ideas wait')} for you to read before it is shown."
            )
            return (text if many == 1 else text.replace("it is", "they are")), f"{here}#desk"
        case "ideas_private":
            ideas = counted(many, "idea in", "ideas in")
            return f"{ideas} {words} {'is' if many == 1 else 'are'} not shown yet.", room
        case "reports":
            return f"{counted(many, 'report', 'reports')} not dealt with.", f"{here}#desk"
        case "decision_without_reasons":
            return f"No reason is written down for {words}.", f"{here}/after#reasons-{loose.id}"
        case "no_response":
            text = f"{counted(many, 'decision has', 'decisions have')} no answer: who does what?"
            return text, f"{here}/after/answers"
        case "no_next_steps":
            return "What happens next is not written down.", f"{here}/after#next"
        case _:
            assert_never(loose.kind)
