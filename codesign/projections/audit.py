"""Who did what with the power to run a workshop, in the order of the log.

For those who run it, and for whoever answers for them. It says nothing that
anybody wrote, and no code; a name that was destroyed is not said either. Acts that
are no facts of the workshop are lines in the server's own log (`web/audit.py`).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from codesign.domain import events as e
from codesign.domain.ids import SYSTEM, ParticipantId
from codesign.domain.recorded import Recorded, Via
from codesign.domain.workshop import Workshop

# What each act is called, and the field that says whom or what it is about.
_ACTS: Final[Mapping[type, tuple[str, str]]] = {
    e.JoinCodeIssued: ("issued a join code", ""),
    e.DisplayCodeIssued: ("issued a code for the room display", ""),
    e.DisplayCodeWithdrawn: ("took back the code for the room display", ""),
    e.RecordingPublished: ("published the recording", ""),
    e.OutputPublished: ("published a document", ""),
    e.OutputWithdrawn: ("took a published document back", ""),
    e.RecordingUnpublished: ("took the recording back", ""),
    e.LeadNamed: ("named the lead organisation", ""),
    e.SensitivityMarked: ("changed whether the workshop is sensitive", ""),
    e.AccessNeedDeleted: ("deleted what somebody needed to take part", ""),
    e.WorkshopClosed: ("closed the workshop", ""),
    e.WorkshopReopened: ("reopened the workshop", ""),
    e.DoorChanged: ("changed who may come in", ""),
    e.ParticipantAdmitted: ("let in", "participant"),
    e.ParticipantMuted: ("muted", "participant"),
    e.ParticipantUnmuted: ("unmuted", "participant"),
    e.ParticipantRemoved: ("put out", "participant"),
    e.ParticipantReadmitted: ("let back in", "participant"),
    e.RoleChanged: ("changed the role of", "participant"),
    e.DeskWorkGranted: ("named for desk work", "participant"),
    e.DeskWorkEnded: ("no longer named for desk work", "participant"),
    e.HelperAssigned: ("changed the table helper of", "participant"),
    e.ParticipantErased: ("destroyed the name of", "participant"),
    e.IdeaHidden: ("hid the idea", "idea"),
    e.ContributionRedacted: ("destroyed the words of", "id"),
    e.RoundVoided: ("set aside the round", "round"),
    e.RoundRestored: ("counted again the round", "round"),
    e.ResultRevealed: ("revealed the result of the round", "round"),
    e.WhatIfShown: ("showed what if of the round", "round"),
    e.WhatIfHidden: ("kept back what if of the round", "round"),
    e.ResultConcealed: ("concealed the result of the round", "round"),
    e.DecisionWithdrawn: ("took back the decision", "decision"),
    e.IdeaTidied: ("tidied the words of the idea", "idea"),
    e.IdeaUntidied: ("gave its own words back to the idea", "idea"),
    e.IdeasJoined: ("put others with the idea", "idea"),
    e.OrganisationCorrected: ("corrected the organisation of", "participant"),
    e.LinkIssued: ("made a personal link for", "participant"),
    e.LinkRevoked: ("ended the personal link of", "participant"),
}
_REMOVED: Final = "somebody whose name was destroyed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One act: who, through which door, did what to whom or what; `at` in ms UTC.

    `about` is an identifier, empty where the act is about the workshop itself;
    `who` and `whom` say names, `more` the new role or the kind of contribution.
    """

    seq: int
    at: int
    by: ParticipantId | None
    via: Via
    who: str
    act: str
    about: str
    whom: str
    more: str


def audit(log: Iterable[Recorded], workshop: Workshop) -> Iterator[Entry]:
    """Yield the acts in a log; names are those the workshop has now."""
    for recorded in log:
        found = _ACTS.get(type(recorded.event))
        if found is not None:
            act, field = found
            about = str(getattr(recorded.event, field)) if field else ""
            yield Entry(
                seq=recorded.seq,
                at=recorded.at,
                by=recorded.by,
                via=recorded.via,
                who=_name(workshop, recorded.by or ""),
                act=act,
                about=about,
                whom=_name(workshop, about) if field == "participant" else about,
                more=str(getattr(recorded.event, "role", getattr(recorded.event, "kind", ""))),
            )


def _name(workshop: Workshop, key: str) -> str:
    if key == SYSTEM:
        return "the server"
    person = workshop.participants.get(ParticipantId(key))
    return _REMOVED if person is None or person.erased else person.name
