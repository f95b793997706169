"""What events of redesigns, suggested changes and worries change in the state."""

from dataclasses import replace
from typing import assert_never

from codesign.domain import events as e
from codesign.domain.designs import Design, read, read_parts
from codesign.domain.ids import (
    AmendmentId,
    ObjectionId,
    OrganisationId,
    ParticipantId,
    RedesignId,
)
from codesign.domain.recorded import Recorded
from codesign.domain.workshop import Amendment, Objection, Redesign, Version, Workshop


def evolve_redesigns(workshop: Workshop, recorded: Recorded, event: e.RedesignsEvent) -> None:  # noqa: C901, PLR0912 - one case an event, nothing else
    """Apply an event of redesigns, suggested changes and worries."""
    match event:
        case e.RedesignDrafted():
            workshop.redesigns[event.redesign] = Redesign(
                id=event.redesign,
                stage=event.stage,
                seq=recorded.seq,
                versions=(_version(workshop, recorded, event),),
            )
        case e.RedesignRevised():
            found = workshop.redesigns[event.redesign]
            versions = (*found.versions, _version(workshop, recorded, event))
            _replace_redesign(workshop, found.id, versions=versions)
        case e.RedesignWithdrawn():
            _replace_redesign(workshop, event.redesign, withdrawn_reason=event.reason)
        case e.RedesignRestored():
            _replace_redesign(workshop, event.redesign, withdrawn_reason=None)
        case e.AmendmentProposed():
            workshop.amendments[event.amendment] = _proposed(workshop, recorded, event)
        case e.AmendmentRebased():
            _replace_amendment(
                workshop,
                event.amendment,
                version=event.version,
                changes=read_parts(event.changes),
                words_seq=recorded.seq,
                redacted=False,
            )
        case e.AmendmentResolved():
            _replace_amendment(
                workshop,
                event.amendment,
                state=event.decision,
                made=event.version,
                reply=event.reason,
                settled_seq=recorded.seq,
            )
        case e.AmendmentReopened():
            _replace_amendment(
                workshop, event.amendment, state="open", made=None, reply="", settled_seq=None
            )
        case e.ObjectionRaised():
            workshop.objections[event.objection] = _raised(workshop, recorded, event)
        case e.ObjectionResolved():
            _replace_objection(
                workshop,
                event.objection,
                state=event.resolution,
                answered_by=event.version,
                round=event.round,
                reply=event.reason,
                settled_seq=recorded.seq,
            )
        case e.ObjectionReopened():
            _replace_objection(
                workshop,
                event.objection,
                state="open",
                answered_by=None,
                round=None,
                reply="",
                settled_seq=None,
            )
        case _:
            assert_never(event)


def redact_redesign(workshop: Workshop, redesign: RedesignId, text: str) -> None:
    """Put other words in the place of all that a redesign ever said; its hashes stay."""
    found = workshop.redesigns[redesign]
    gone = None if found.withdrawn_reason is None else ""
    # What it answers was sealed with its words, so it goes with them.
    left = Design(summary=text)
    versions = tuple(replace(each, design=left, why="", redacted=True) for each in found.versions)
    _replace_redesign(workshop, redesign, versions=versions, withdrawn_reason=gone)


def redact_amendment(workshop: Workshop, amendment: AmendmentId, text: str) -> None:
    """Put other words in the place of a suggested change and its reasons."""
    _replace_amendment(workshop, amendment, changes={}, reason=text, reply="", redacted=True)


def redact_objection(workshop: Workshop, objection: ObjectionId, text: str) -> None:
    """Put other words in the place of a worry and the reason it was settled with."""
    _replace_objection(workshop, objection, reason=text, reply="", redacted=True)


def _version(
    workshop: Workshop, recorded: Recorded, event: e.RedesignDrafted | e.RedesignRevised
) -> Version:
    number, why, amendment = 1, "", None
    if isinstance(event, e.RedesignRevised):
        number, why, amendment = event.version, event.why, event.amendment
    return Version(
        number=number,
        design=read(event.content),
        hash=event.hash,
        why=why,
        amendment=amendment,
        author=recorded.who,
        organisation=_organisation_of(workshop, recorded.who),
        at=recorded.at,
        seq=recorded.seq,
        lang=recorded.lang,
    )


def _proposed(workshop: Workshop, recorded: Recorded, event: e.AmendmentProposed) -> Amendment:
    return Amendment(
        id=event.amendment,
        redesign=event.redesign,
        version=event.version,
        stage=event.stage,
        changes=read_parts(event.changes),
        reason=event.reason,
        author=recorded.who,
        organisation=_organisation_of(workshop, recorded.who),
        at=recorded.at,
        seq=recorded.seq,
        words_seq=recorded.seq,
        lang=recorded.lang,
    )


def _raised(workshop: Workshop, recorded: Recorded, event: e.ObjectionRaised) -> Objection:
    return Objection(
        id=event.objection,
        redesign=event.redesign,
        version=event.version,
        stage=event.stage,
        severity=event.severity,
        reason=event.reason,
        author=recorded.who,
        organisation=_organisation_of(workshop, recorded.who),
        at=recorded.at,
        seq=recorded.seq,
        lang=recorded.lang,
    )


def _organisation_of(workshop: Workshop, who: ParticipantId | None) -> OrganisationId | None:
    person = workshop.participants.get(who) if who else None
    return person.organisation if person else None


def _replace_redesign(workshop: Workshop, key: RedesignId, **changes: object) -> None:
    workshop.redesigns[key] = replace(workshop.redesigns[key], **changes)  # type: ignore[arg-type]


def _replace_amendment(workshop: Workshop, key: AmendmentId, **changes: object) -> None:
    workshop.amendments[key] = replace(workshop.amendments[key], **changes)  # type: ignore[arg-type]


def _replace_objection(workshop: Workshop, key: ObjectionId, **changes: object) -> None:
    workshop.objections[key] = replace(workshop.objections[key], **changes)  # type: ignore[arg-type]
