"""Who is in a room through other processes, as these say; silent ones are forgotten."""

from typing import Final

from codesign.domain.ids import ParticipantId
from codesign.protocol.notices import Here

# A process says again who is there this often, though nothing changed.
SAY_EVERY_MS: Final = 5_000
# Two of those may be lost.
BELIEVED_MS: Final = 12_500

_NOBODY: Final[frozenset[ParticipantId]] = frozenset()


class Elsewhere:
    """What the other processes said last, each for itself."""

    def __init__(self) -> None:
        self._said: dict[str, tuple[Here, int]] = {}

    def hear(self, here: Here, now: int) -> bool:
        """Note what a process says, at a time (ms); tell whether it is a new one."""
        is_new = here.process not in self._said
        self._said[here.process] = here, now + BELIEVED_MS
        return is_new

    def forget_silent(self, now: int) -> None:
        """Forget the processes that have said nothing for too long: they are gone."""
        self._said = {each: said for each, said in self._said.items() if said[1] > now}

    @property
    def people(self) -> frozenset[ParticipantId]:
        """Who is there."""
        return _NOBODY.union(*(here.people for here, _ in self._said.values()))

    @property
    def typing(self) -> frozenset[ParticipantId]:
        """Who types there."""
        return _NOBODY.union(*(here.typing for here, _ in self._said.values()))
