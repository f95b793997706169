"""Identifiers: 128 random bits, minted in the browser, as 22 base64url characters.

They are text everywhere, in the log, on the wire and in exports, so that one
thing has one spelling. `uuid5` of a natural key makes resumable imports.
"""

import re
from base64 import urlsafe_b64encode
from hashlib import sha1
from typing import Final, NewType

AnnotationId = NewType("AnnotationId", str)
WorkshopId = NewType("WorkshopId", str)
SessionId = NewType("SessionId", str)
StageId = NewType("StageId", str)
BreakoutId = NewType("BreakoutId", str)
GroupId = NewType("GroupId", str)
ReportBackId = NewType("ReportBackId", str)
OrganisationId = NewType("OrganisationId", str)
AreaId = NewType("AreaId", str)
ParticipantId = NewType("ParticipantId", str)
IdeaId = NewType("IdeaId", str)
ThemeId = NewType("ThemeId", str)
RoundId = NewType("RoundId", str)
OptionId = NewType("OptionId", str)
DecisionId = NewType("DecisionId", str)
ReportId = NewType("ReportId", str)
NoteId = NewType("NoteId", str)
AccessNeedId = NewType("AccessNeedId", str)
TotalsId = NewType("TotalsId", str)
ResponseId = NewType("ResponseId", str)
ReasonId = NewType("ReasonId", str)
NeedId = NewType("NeedId", str)
EvidenceId = NewType("EvidenceId", str)
PersonaId = NewType("PersonaId", str)
JourneyStepId = NewType("JourneyStepId", str)
AssetId = NewType("AssetId", str)
BarrierId = NewType("BarrierId", str)
SpendLineId = NewType("SpendLineId", str)
MilestoneId = NewType("MilestoneId", str)
RiskId = NewType("RiskId", str)
EqualityImpactId = NewType("EqualityImpactId", str)
ContactId = NewType("ContactId", str)
LinkId = NewType("LinkId", str)
RedesignId = NewType("RedesignId", str)
DeliveryOptionId = NewType("DeliveryOptionId", str)
CriterionId = NewType("CriterionId", str)
ScoreId = NewType("ScoreId", str)
EstimateId = NewType("EstimateId", str)
PledgeId = NewType("PledgeId", str)
AmendmentId = NewType("AmendmentId", str)
ObjectionId = NewType("ObjectionId", str)
OutputId = NewType("OutputId", str)
PositionId = NewType("PositionId", str)
ConditionId = NewType("ConditionId", str)
FormalDecisionId = NewType("FormalDecisionId", str)
CommandId = NewType("CommandId", str)

# The server's own acts (a timer ends, a round is counted) are by this name.
SYSTEM: Final = ParticipantId("system")
# A room display is nobody's: it sees what is public and asks for nothing.
NOBODY: Final = ParticipantId("")

# 22 characters carry 132 bits; the last one may only use its two high bits.
_FORM: Final = re.compile(r"[A-Za-z0-9_-]{21}[AQgw]")


# The namespace of `derived_id`. A new one would give every imported thing a new identifier.
_NAMESPACE: Final = bytes.fromhex("0f3a8c52d1c94d1e9b1f6c0a7e2b4d58")


def derived_id(workshop: WorkshopId, kind: str, number: int) -> str:
    """Return the identifier of what an import calls by a number: always the same one.

    It is the uuid5 of "workshop/kind/number", so that an import may be taken
    up again after a failure, and an export finds the number although the name
    was erased. `kind` is the import's word for it: `participant`, `comment`.
    """
    name = f"{workshop}/{kind}/{number}".encode()
    raw = bytearray(sha1(_NAMESPACE + name, usedforsecurity=False).digest()[:16])
    raw[6] = raw[6] & 0x0F | 0x50
    raw[8] = raw[8] & 0x3F | 0x80
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def is_id(text: str) -> bool:
    """Tell whether the text is a well-formed identifier."""
    return _FORM.fullmatch(text) is not None
