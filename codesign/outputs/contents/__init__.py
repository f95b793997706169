"""Who prints each content of a programme's documents."""

from collections.abc import Mapping
from typing import Final

from codesign.outputs.contents import agreeing, deciding, designing, finding, people, weighing
from codesign.outputs.contents.unrecorded import unrecorded
from codesign.outputs.contents.writer import Writer, Written
from codesign.programmes.programme import Content

__all__ = ["HEADINGS", "WRITERS", "Writer", "Written"]


WRITERS: Final[Mapping[Content, Writer]] = {
    "purpose": people.purpose,
    "place": people.place,
    "partners": people.partners,
    "participation": people.participation,
    "interests": people.interests,
    "needs": finding.needs,
    "evidence": finding.evidence,
    "journeys": finding.journeys,
    "spend": unrecorded,
    "assets": finding.assets,
    "barriers": finding.barriers,
    "ideas": deciding.ideas,
    "votes": deciding.votes,
    "decisions": deciding.decisions,
    "responses": deciding.responses,
    "redesign": designing.redesign,
    "outcomes": designing.outcomes,
    "delivery_model": designing.delivery_model,
    "workforce": designing.workforce,
    "social_value": designing.social_value,
    "logic_model": designing.logic_model,
    "longlist": weighing.longlist,
    "criteria": weighing.criteria,
    "scores": weighing.scores,
    "sensitivity": weighing.sensitivity,
    "cost_benefit": weighing.cost_benefit,
    "who_pays": weighing.who_pays,
    "contributions": weighing.contributions,
    "objections": designing.objections,
    "agreement": agreeing.agreement,
    "equality": agreeing.equality,
    "risks": unrecorded,
    "plan": unrecorded,
    "next_steps": deciding.next_steps,
    "provenance": deciding.provenance,
}
# What a content is called below a heading that holds several.
HEADINGS: Final[Mapping[Content, str]] = {
    "purpose": "What was asked",
    "place": "The place",
    "partners": "The organisations",
    "participation": "Who took part",
    "interests": "Interests declared",
    "needs": "Needs",
    "evidence": "Evidence",
    "journeys": "Journeys of those who use the service",
    "spend": "What is spent now",
    "assets": "Buildings, people and other assets",
    "barriers": "Barriers, and freedoms sought",
    "ideas": "What people said",
    "votes": "How people voted",
    "decisions": "What was decided",
    "responses": "You said, we do",
    "redesign": "The redesigned service",
    "outcomes": "Outcomes and indicators",
    "delivery_model": "Delivery model and procurement",
    "workforce": "Workforce",
    "social_value": "Social value",
    "logic_model": "Logic model",
    "longlist": "Longlist",
    "criteria": "Criteria and weights",
    "scores": "Options and their scores",
    "sensitivity": "What would change the answer",
    "cost_benefit": "Costs and benefits",
    "who_pays": "Who pays, and who gains",
    "contributions": "Contributions",
    "objections": "Worries, and how they were met",
    "agreement": "Where each organisation stands",
    "equality": "Equality",
    "risks": "Risks",
    "plan": "Milestones",
    "next_steps": "What happens next",
    "provenance": "Where this comes from",
}
