"""Acts of those who run a workshop or the server, that are no facts of the workshop: one line each.

What is a fact of the workshop, such as an erasure, a role or a code, is an event
in its log (`projections/audit.py`). What is not, such as who followed a
facilitator link or used the create token, is written here: a word for the act and
identifiers, never a name, a code, a token or anything somebody wrote.
"""

import logging
from typing import Final

from codesign.domain.ids import is_id

logger = logging.getLogger(__name__)

_NOT_AN_ID: Final = "?"


def noted(act: str, **identifiers: str) -> None:
    """Write that something was done.

    Args:
        act: a stable word.
        identifiers: of the workshop, of who did it; what is no identifier is not written.
    """
    told = (f"{name}={each if is_id(each) else _NOT_AN_ID}" for name, each in identifiers.items())
    logger.info("audit %s %s", act, " ".join(told))
