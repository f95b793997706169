"""The programme of a workshop that is in none: what a commissioner needs today."""

from typing import Final

from codesign.programmes.programme import DocumentPlan, Programme, section

COMMISSIONING_BRIEF: Final = DocumentPlan(
    title="Commissioning brief",
    summary="What is to be commissioned, for whom and why: the beginning of a specification.",
    # The order is that of published guides to service specifications.
    sections=(
        section("Purpose and strategic context", "purpose"),
        section("Need", "needs", "evidence", "journeys"),
        section("Aims and outcomes", "outcomes"),
        section("Scope: who and where", "place"),
        section("Service model and standards", "redesign"),
        section("Partners and interdependencies", "partners"),
        section("Workforce and safeguarding", "workforce"),
        section("Social value", "social_value"),
        section("Equality and accessibility", "equality"),
        section("Delivery model and procurement route", "delivery_model"),
        section("Budget and funders", "contributions"),
        section("Performance, monitoring and information sharing", "logic_model"),
        section("Risks", "risks"),
        section("Mobilisation, term, review and exit", "plan"),
        section(
            "How this was designed",
            "participation",
            "ideas",
            "votes",
            "objections",
            "agreement",
            "provenance",
        ),
    ),
)
OPTIONS_APPRAISAL: Final = DocumentPlan(
    title="Options appraisal",
    summary="The choices that were compared, on what, by whom, and what would change the answer.",
    sections=(
        section("Service definition and baseline", "purpose", "spend"),
        section("Objectives and critical success factors", "outcomes"),
        section("Needs and market", "needs", "evidence", "partners"),
        section("Longlist", "longlist"),
        section("Criteria and weights", "criteria"),
        section("Scores, with reasons", "scores"),
        section("Financial appraisal", "cost_benefit", "who_pays"),
        section("Risks, workforce and procurement route", "risks", "workforce", "delivery_model"),
        section("Equality", "equality"),
        section("What would change the answer", "sensitivity"),
        section("Recommendation, and options rejected with reasons", "decisions", "votes"),
    ),
)
IMPLEMENTATION_PLAN: Final = DocumentPlan(
    title="Implementation plan",
    summary="Who does what by when, with what money, and what could go wrong.",
    sections=(
        section("Objectives", "purpose", "outcomes"),
        section("Governance", "partners", "agreement"),
        section("Milestones, owners, dates and dependencies", "plan"),
        section("Resources and budget", "contributions"),
        section("People", "workforce"),
        section("Legal form and procurement steps", "delivery_model"),
        section("Communications", "responses", "next_steps"),
        section("Risks", "risks"),
        section("Benefits, and how they are known", "logic_model"),
        section("Where this comes from", "provenance"),
    ),
)
BUY_IN: Final = DocumentPlan(
    title="Where each organisation stands",
    summary="Evidence that partners are bought in: level, capacity, conditions and money of each.",
    sections=(
        section("What is asked of them", "purpose", "redesign"),
        section("Where each organisation stands", "agreement"),
        section("What each contributes", "contributions"),
        section("What is still open", "objections"),
        section("Who took part", "partners", "participation"),
        section("Where this comes from", "provenance"),
    ),
)
CABINET_REPORT: Final = DocumentPlan(
    title="Cabinet report (draft)",
    summary="A draft for the officers who write the report on which the formal decision rests.",
    sections=(
        section("Purpose of the report", "purpose"),
        section("Recommendations", "decisions"),
        section("Background and need", "place", "needs", "evidence"),
        section("Proposal", "redesign", "outcomes"),
        section("Options considered and rejected", "scores", "votes"),
        section("Consultation and engagement", "participation", "ideas", "responses"),
        section("Partners, and where they stand", "agreement"),
        section("Financial implications", "cost_benefit", "who_pays", "contributions"),
        section("Legal implications and procurement", "delivery_model"),
        section("Equality implications", "equality"),
        section("Workforce implications", "workforce"),
        section("Risks", "risks"),
        section("Conflicts of interest declared", "interests"),
        section("Next steps and timetable", "plan", "next_steps"),
        section("Background papers", "provenance"),
    ),
)

NEUTRAL: Final = Programme(
    title="Neighbourhood commissioning",
    years="",
    summary="What a council or its partners need today to commission a service. No bid, no form.",
    documents={
        "commissioning_brief": COMMISSIONING_BRIEF,
        "options_appraisal": OPTIONS_APPRAISAL,
        "implementation_plan": IMPLEMENTATION_PLAN,
        "buy_in": BUY_IN,
        "cabinet_report": CABINET_REPORT,
    },
)
