"""Rules: desk work, which goes on between and after sittings, whatever stage is live."""

from codesign.domain.act import Act
from codesign.domain.permissions import require_running
from codesign.domain.workshop import Workshop


def require_desk_work(workshop: Workshop, act: Act) -> None:
    """Let only those pass who do desk work.

    Raises:
        CommandRejectedError: `role_not_allowed`.
    """
    require_running(workshop, act)
