"""What somebody does about a theme or a decision, as a line of a document."""

from typing import Final

from codesign.domain.events import Stance
from codesign.outputs.document import Line
from codesign.projections.answers import Answered
from codesign.projections.wording import ENGLISH, Speech, sentence

STANCES: Final[dict[Stance, str]] = {
    "done": "We did this",
    "doing": "We are doing this",
    "looking": "We are looking into this",
    "not_doing": "We are not doing this",
}


def answer_line(found: Answered, speech: Speech = ENGLISH) -> Line:
    """Return what is done, with who, when and why as far as that was said."""
    told = speech.say(STANCES[found.stance])
    who = [each for each in (found.whose, found.post) if each]
    told += f" ({speech.listed(who)})" if who else ""
    told += f", {found.by_when}" if found.by_when else ""
    return Line(text=sentence(f"{told}: {found.why}" if found.why else told), source=found.seq)
