"""Rules: who does desk work, that is enters figures, plans and texts, also between sessions.

Those who run the workshop and commissioners may; others are named for it.
It goes on whatever stage is live, and after the event.
"""

from codesign.domain.act import Act
from codesign.domain.commands import EndDeskWork, GrantDeskWork
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import DeskWorkEnded, DeskWorkGranted, Event
from codesign.domain.participation import unerased
from codesign.domain.permissions import require_contributor, require_running, runs
from codesign.domain.workshop import Workshop


def grant_desk_work(workshop: Workshop, command: GrantDeskWork, act: Act) -> tuple[Event, ...]:
    """Name a person for desk work; somebody who only observes is not."""
    require_running(workshop, act)
    named = unerased(workshop, command.participant)
    if named.role == "observer":
        raise CommandRejectedError("role_not_allowed")
    return () if named.desk_work else (DeskWorkGranted(participant=named.id),)


def end_desk_work(workshop: Workshop, command: EndDeskWork, act: Act) -> tuple[Event, ...]:
    """Name a person for desk work no longer."""
    require_running(workshop, act)
    named = unerased(workshop, command.participant)
    return (DeskWorkEnded(participant=named.id),) if named.desk_work else ()


def require_desk_work(workshop: Workshop, act: Act) -> None:
    """Let only those pass who do desk work, and the server.

    Raises:
        CommandRejectedError: `desk_work_only`, or as `require_contributor`.
    """
    if runs(workshop, act):
        return
    # Who can never be named is not told to ask for it.
    require_contributor(workshop, act)
    if not does_desk_work(workshop, act):
        raise CommandRejectedError("desk_work_only")


def does_desk_work(workshop: Workshop, act: Act) -> bool:
    """Tell whether the asker may do desk work."""
    who = workshop.participants.get(act.who)
    named = who is not None and who.here and (who.desk_work or who.role == "commissioner")
    return runs(workshop, act) or named
