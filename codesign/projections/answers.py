"""What somebody does about a theme or a decision, as a view may read it."""

from dataclasses import dataclass

from codesign.domain.events import Stance
from codesign.projections.reading import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One response; `whose` names an organisation, `post` a person by their post."""

    whose: str
    stance: Stance
    why: str
    post: str
    by_when: str
    seq: int


def answers_to(reading: Reading, about: str) -> tuple[Answered, ...]:
    """Return the responses to the theme or decision of that id, in the order they were given."""
    names = reading.rows("organisations")
    given = (each for each in reading.rows("responses").values() if each["id"] == about)
    return tuple(
        Answered(
            whose="" if each["organisation"] is None else names[each["organisation"]]["name"],
            stance=each["stance"],
            why=each["why"],
            post=each["post"],
            by_when=each["by_when"],
            seq=each["seq"],
        )
        for each in sorted(given, key=lambda each: each["seq"])
    )
