"""Identifiers: 128 random bits, minted in the browser, as 22 base64url characters.

They are text everywhere, in the log, on the wire and in exports, so that one
thing has one spelling. `uuid5` of a natural key makes resumable imports.
"""

import re
from typing import Final, NewType

WorkshopId = NewType("WorkshopId", str)
SessionId = NewType("SessionId", str)
StageId = NewType("StageId", str)
GroupId = NewType("GroupId", str)
OrganisationId = NewType("OrganisationId", str)
ParticipantId = NewType("ParticipantId", str)
IdeaId = NewType("IdeaId", str)
ThemeId = NewType("ThemeId", str)
RoundId = NewType("RoundId", str)
OptionId = NewType("OptionId", str)
DecisionId = NewType("DecisionId", str)
CommandId = NewType("CommandId", str)

# The server's own acts (a timer ends, a round is counted) are by this name.
SYSTEM: Final = ParticipantId("system")

# 22 characters carry 132 bits; the last one may only use its two high bits.
_FORM: Final = re.compile(r"[A-Za-z0-9_-]{21}[AQgw]")


def is_id(text: str) -> bool:
    """Tell whether the text is a well-formed identifier."""
    return _FORM.fullmatch(text) is not None
