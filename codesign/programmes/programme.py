"""What a programme is to us: the documents it asks for, which sections they have, what each prints.

A programme has no events of its own. Every section names contents, and a content
is the same wherever it is printed; so a workshop that fills one programme's
document has filled most of another's.
"""

from dataclasses import dataclass
from typing import Literal

# What a section may print, each from one projection of the record.
Content = Literal[
    # the workshop and its people
    "purpose",
    "place",
    "partners",
    "participation",
    "interests",
    # what was found
    "needs",
    "evidence",
    "journeys",
    "spend",
    "assets",
    "barriers",
    # what was thought of
    "ideas",
    "votes",
    "decisions",
    "responses",
    # the redesign
    "redesign",
    "outcomes",
    "delivery_model",
    "workforce",
    "social_value",
    "logic_model",
    # choosing
    "longlist",
    "criteria",
    "scores",
    "sensitivity",
    # money
    "cost_benefit",
    "who_pays",
    "contributions",
    # agreeing
    "objections",
    "agreement",
    "equality",
    "risks",
    # afterwards
    "plan",
    "next_steps",
    "provenance",
]
# Open data beside the documents.
Data = Literal["ocds", "prov"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionPlan:
    """A section of a document: what it is called there, and what it prints, in that order."""

    heading: str
    prints: tuple[Content, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPlan:
    """A document a programme asks for; `summary` says in a sentence who reads it, and why."""

    title: str
    summary: str
    sections: tuple[SectionPlan, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A programme, in the words it is offered with; `years` is empty for what has no end.

    Documents and data are in the order in which they are offered.
    """

    title: str
    years: str
    summary: str
    documents: dict[str, DocumentPlan]
    data: tuple[Data, ...] = ("ocds", "prov")


def section(heading: str, *prints: Content) -> SectionPlan:
    """Return a section."""
    return SectionPlan(heading=heading, prints=prints)
