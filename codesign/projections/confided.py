"""What the log holds for single people: on no board, so in no replay and no document.

Reports, private notes, what people need to take part, their addresses and their
own links are told to those who run the workshop, or to their owner, and are left
out of every export too. Answers to the question on leaving, hands, the lobby and
who may not write for now are told in the same way; an export of the log, which
is for those who run the workshop, has them.
"""

from typing import Final

from codesign.domain import events as e

_ASIDE: Final = (
    e.ExitAnswered,
    e.ExitAnswerWithdrawn,
    e.AdmissionAsked,
    e.ParticipantMuted,
    e.ParticipantUnmuted,
    e.HandRaised,
    e.HandLowered,
)
_CONFIDED: Final = (
    e.ReportMade,
    e.ReportMarked,
    e.NoteWritten,
    e.NoteWithdrawn,
    e.AccessNeedTold,
    e.AccessNeedDeleted,
    e.ContactGiven,
    e.ContactWithdrawn,
    e.LinkIssued,
    e.LinkRevoked,
)


def is_confided(event: e.Event) -> bool:
    """Tell whether it is for those who run the workshop and leaves the server in no export."""
    if isinstance(event, e.ContributionRedacted):
        return event.kind in {"report", "note"}
    return isinstance(event, _CONFIDED)


def is_off_the_board(event: e.Event) -> bool:
    """Tell whether no board ever shows that it happened."""
    return is_confided(event) or isinstance(event, _ASIDE)
