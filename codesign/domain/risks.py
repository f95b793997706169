"""Rules: the risk register. How likely, how bad, what is done about it, and by which post."""

from typing import Final

from codesign.domain.act import Act
from codesign.domain.commands import RecordRisk
from codesign.domain.entries import require_entering, unless_said
from codesign.domain.events import Event, RiskRecorded, StageKind
from codesign.domain.fields import require_in
from codesign.domain.organisations import known_organisation
from codesign.domain.redesigns import known_redesign
from codesign.domain.words import NAME_CHARS, optional_line, optional_words, words
from codesign.domain.workshop import Workshop

RISK_STAGES: Final[frozenset[StageKind]] = frozenset({"redesign", "agree", "plan"})
SCALE: Final = range(1, 6)


def record_risk(workshop: Workshop, command: RecordRisk, act: Act) -> tuple[Event, ...]:
    """Put what may go wrong into the register, or judge it anew."""
    require_entering(workshop, "risk", command.risk, command.stage, RISK_STAGES, act)
    require_in(command.likelihood, SCALE, "bad_number", field="likelihood")
    require_in(command.impact, SCALE, "bad_number", field="impact")
    return unless_said(
        workshop,
        RiskRecorded(
            risk=command.risk,
            stage=command.stage,
            redesign=known_redesign(workshop, command.redesign),
            description=words(command.description, field="description"),
            likelihood=command.likelihood,
            impact=command.impact,
            response=optional_words(command.response, field="response"),
            owner=known_organisation(workshop, command.owner),
            post=optional_line(command.post, NAME_CHARS, field="post"),
        ),
    )
