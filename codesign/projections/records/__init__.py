"""How each thing of a workshop looks to a view: one function a collection.

A renderer returns None where the view may not see the thing at all, and
`board_of` says on which group's board a thing is. These functions are the
only place where visibility is decided.
One module a topic.
"""

from collections.abc import Mapping
from typing import Final

from codesign.projections.records.afterwards import annotation_record, response_record
from codesign.projections.records.agenda import stage_record
from codesign.projections.records.agreements import (
    agreement_record,
    condition_record,
    formal_decision_record,
    position_record,
)
from codesign.projections.records.appraisal import appraisal_record
from codesign.projections.records.assurance import equality_impact_record
from codesign.projections.records.breakouts import breakout_record, group_record, report_back_record
from codesign.projections.records.entries import ENTRY_RENDERERS
from codesign.projections.records.ideas import idea_record, theme_record
from codesign.projections.records.money import cost_benefit_record, pool_record
from codesign.projections.records.people import (
    area_record,
    door_list_record,
    organisation_record,
    participant_record,
)
from codesign.projections.records.publishing import output_record
from codesign.projections.records.redesigns import (
    amendment_record,
    objection_record,
    redesign_record,
    version_record,
)
from codesign.projections.records.rounds import (
    decision_record,
    option_record,
    reason_record,
    result_record,
    round_record,
    totals_record,
)
from codesign.projections.records.showing import Renderer
from codesign.projections.records.workshop import session_record, spotlight_record, workshop_record

RENDERERS: Final[Mapping[str, Renderer]] = {
    "workshop": workshop_record,
    "sessions": session_record,
    "stages": stage_record,
    "organisations": organisation_record,
    "areas": area_record,
    "participants": participant_record,
    "door_list": door_list_record,
    "ideas": idea_record,
    "themes": theme_record,
    "rounds": round_record,
    "options": option_record,
    "totals": totals_record,
    "results": result_record,
    "reasons": reason_record,
    "decisions": decision_record,
    "redesigns": redesign_record,
    "redesign_versions": version_record,
    "amendments": amendment_record,
    "objections": objection_record,
    "agreements": agreement_record,
    "positions": position_record,
    "conditions": condition_record,
    "formal_decisions": formal_decision_record,
    "equality_impacts": equality_impact_record,
    "responses": response_record,
    "outputs": output_record,
    "spotlight": spotlight_record,
    "breakouts": breakout_record,
    "groups": group_record,
    "report_backs": report_back_record,
    "annotations": annotation_record,
    **ENTRY_RENDERERS,
    "appraisals": appraisal_record,
    "cost_benefits": cost_benefit_record,
    "pools": pool_record,
}
