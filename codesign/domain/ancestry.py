"""Rules: a workshop takes up what another agreed or left open, and says so from its first day.

Only the server says it, when it starts the workshop with what was taken up. It is said by
identifiers and a hash and in no words, so that nothing of the other workshop that is
erased there lives on here by it.
"""

import re
from typing import Final

from codesign.domain.act import LATEST, Act
from codesign.domain.commands import NameAncestor
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import AncestorNamed, Event
from codesign.domain.permissions import require_system
from codesign.domain.workshop import Workshop

_HASH: Final = re.compile(r"[0-9a-f]{64}")


def name_ancestor(workshop: Workshop, command: NameAncestor, act: Act) -> tuple[Event, ...]:
    """Put on record which workshop this one starts from; it has one and keeps it."""
    require_system(act)
    if workshop.ancestor is not None:
        return ()
    if not 0 < command.version <= LATEST:
        raise CommandRejectedError("no_such_moment")
    if (command.redesign is None) != (command.redesign_version is None):
        raise CommandRejectedError("no_such_redesign")
    if command.redesign is not None and not _HASH.fullmatch(command.hash):
        raise CommandRejectedError("no_such_redesign")
    return (
        AncestorNamed(
            workshop=command.workshop,
            version=command.version,
            redesign=command.redesign,
            redesign_version=command.redesign_version,
            hash=command.hash if command.redesign is not None else "",
        ),
    )
