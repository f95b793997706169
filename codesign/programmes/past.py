"""Programmes that have ended, offered as formats: what they asked for still makes a good case.

Headings that were found in a form, a template or guidance of the programme are
used word for word; where none was found, they follow from what its prospectus
asked for.
"""

from typing import Final

from codesign.programmes.neutral import BUY_IN, IMPLEMENTATION_PLAN, OPTIONS_APPRAISAL
from codesign.programmes.programme import DocumentPlan, Programme, section

DELIVERING_DIFFERENTLY: Final = Programme(
    title="Delivering Differently",
    years="2014 to 2015",
    summary="New ways to deliver a council's service: options compared, and a plan for the best.",
    documents={
        "expression_of_interest": DocumentPlan(
            title="Expression of interest",
            summary="Which services, why together, which options to explore, and by when.",
            sections=(
                section("Authorities, and who leads", "place", "partners"),
                section("Services in scope, and reasons for grouping them", "purpose", "redesign"),
                section("What drives the change", "needs", "evidence", "spend"),
                section("Users and stakeholders", "participation", "journeys"),
                section("Options to explore", "longlist", "ideas"),
                section("Ambition", "outcomes"),
                section("Leadership commitment", "agreement", "decisions"),
                section("Readiness", "assets", "barriers"),
                section("Timetable to implementation", "plan", "next_steps"),
            ),
        ),
        "options_appraisal": DocumentPlan(
            title="Options appraisal",
            summary="Models from in-house to outsourced, scored for desirability, viability and "
            "feasibility.",
            sections=OPTIONS_APPRAISAL.sections,
        ),
        "implementation_plan": IMPLEMENTATION_PLAN,
        "buy_in": BUY_IN,
    },
)
NEIGHBOURHOODS: Final = Programme(
    title="Delivering Differently in Neighbourhoods",
    years="2014 to 2016",
    summary="Services redesigned for a neighbourhood, with local people and parish councils.",
    documents={
        "expression_of_interest": DocumentPlan(
            title="Expression of interest",
            summary="A neighbourhood, its problem, what could be done, and a first look at costs.",
            sections=(
                section("Commissioner and neighbourhood", "place", "partners"),
                section("The problem and its users", "purpose", "needs", "evidence"),
                section("Innovative proposal", "redesign", "ideas"),
                section("Role of local people and groups, devolution", "participation"),
                section("Expected benefits and costs", "outcomes", "cost_benefit"),
                section("Partners", "agreement"),
                section("Use of the grant", "contributions"),
                section("Feasibility and plan", "plan"),
                section("Sharing what is learnt", "next_steps"),
            ),
        ),
        "implementation_plan": IMPLEMENTATION_PLAN,
        "buy_in": BUY_IN,
    },
)
_OPERATIONAL_PLAN: Final = DocumentPlan(
    title="Operational plan",
    summary="How a neighbourhood's service will work, why it is better, and who is behind it.",
    sections=(
        section("Summary of the big picture", "purpose"),
        section("Our neighbourhood and its people", "place"),
        section("What we know", "needs", "evidence", "assets"),
        section("Spend in the neighbourhood", "spend"),
        section("Our Place proposal", "redesign", "outcomes"),
        section("Logic model", "logic_model"),
        section("Community engagement", "participation", "ideas", "responses"),
        section("Partner involvement and buy-in", "partners", "agreement"),
        section("Options for the new service model and why better", "scores", "votes"),
        section("Business case and cost benefit analysis", "cost_benefit"),
        section("Who pays, who benefits; pooled and aligned budgets", "who_pays", "contributions"),
        section("Governance and accountability", "decisions"),
        section("Project management", "plan", "risks"),
        section("Financial management and budget", "contributions"),
        section("Equality", "equality"),
        section("Annex: where this comes from", "provenance"),
    ),
)
OUR_PLACE: Final = Programme(
    title="Our Place",
    years="2013 to 2016",
    summary="Neighbourhoods design their services with those who pay for them. It grew out of "
    "Neighbourhood Community Budgets.",
    documents={"operational_plan": _OPERATIONAL_PLAN, "buy_in": BUY_IN},
)
NEIGHBOURHOOD_BUDGETS: Final = Programme(
    title="Neighbourhood Community Budgets",
    years="2012 to 2013",
    summary="Twelve pioneers drew up plans to join up what is spent on their streets.",
    documents={"operational_plan": _OPERATIONAL_PLAN, "buy_in": BUY_IN},
)
WHOLE_PLACE: Final = Programme(
    title="Whole Place Community Budgets",
    years="2011 to 2013",
    summary="One case for a place, whoever pays and whoever gains. Not the same as Our Place, "
    "which worked for neighbourhoods.",
    documents={
        "business_case": DocumentPlan(
            title="Business case",
            summary="The five cases, beside what happens if nothing changes.",
            sections=(
                section("Strategic case", "purpose", "needs", "evidence", "spend", "redesign"),
                section("Economic case", "scores", "cost_benefit"),
                section("Commercial case", "delivery_model"),
                section("Financial case", "who_pays", "contributions"),
                section("Management case", "plan", "risks"),
                section("Barriers, and freedoms sought", "barriers"),
                section("Partners, and where they stand", "agreement"),
            ),
        ),
        "investment_agreement": DocumentPlan(
            title="Investment agreement",
            summary="Who invests what for which outcomes, and how returns are shared.",
            # The fields of Greater Manchester's template, in its order.
            sections=(
                section("Programme title", "purpose"),
                section("Investor partners", "partners"),
                section("Description", "redesign"),
                section("Location of programme", "place"),
                section("Length of programme", "plan"),
                section("Source of investment", "contributions"),
                section("Cost of programme", "cost_benefit"),
                section("Key outcomes", "outcomes"),
                section("Performance management framework summary", "logic_model"),
                section("Return on investment", "cost_benefit"),
                section("Reinvestment and repayment strategy", "who_pays"),
                section("Milestones", "plan"),
                section("Lead contacts", "partners"),
                section("Parties, and where they stand", "agreement"),
            ),
        ),
    },
)
TOTAL_PLACE: Final = Programme(
    title="Total Place",
    years="2009 to 2010",
    summary="Count all that is spent in a place, look deep at one theme, and ask how it could "
    "be spent better.",
    documents={
        "count_report": DocumentPlan(
            title="Total Place report",
            summary="Counting, culture and customer insight, and what follows from them.",
            sections=(
                section("Introduction and theme", "purpose"),
                section("The place", "place"),
                section("High-level count and deep dive", "spend"),
                section("Customer insight", "needs", "journeys"),
                section("Culture", "ideas", "objections"),
                section("Redesign proposals and savings", "redesign", "cost_benefit", "who_pays"),
                section("Shared assets", "assets"),
                section("Barriers and freedoms sought", "barriers"),
                section("Leadership and governance", "partners", "agreement"),
                section("Next steps", "plan", "next_steps"),
            ),
        )
    },
)
TRANSFORMATION_NETWORK: Final = Programme(
    title="Public Service Transformation Network",
    years="2013 to 2015",
    summary="Places that want to follow the first pilots say what they would reform, and who is "
    "bought in.",
    documents={
        "expression_of_interest": DocumentPlan(
            title="Expression of interest",
            summary="Service areas to reform, how it can succeed, and evidence of buy-in.",
            sections=(
                section("Place and lead contact", "place", "partners"),
                section("Service areas to reform", "purpose", "redesign"),
                section("Why these, and the evidence", "needs", "evidence", "spend"),
                section("What will change and how it can succeed", "outcomes", "logic_model"),
                section("Evidence that local partners are bought in", "agreement"),
                section("Local contribution to the network", "contributions"),
                section("Help wanted: data, freedoms, people", "barriers"),
                section("Readiness and timetable", "plan", "next_steps"),
            ),
        )
    },
)
TRANSFORMATION_AWARD: Final = Programme(
    title="Transformation Challenge Award",
    years="2013 to 2016",
    summary="Money for the cost of changing how authorities work together.",
    documents={
        "bid": DocumentPlan(
            title="Bid",
            summary="What changes for users, what it costs to change, and what each agency saves.",
            sections=(
                section("Lead authority and partners", "partners"),
                section("Summary", "purpose", "redesign"),
                section("Change for service users", "needs", "journeys"),
                section("How partners come together", "participation", "agreement"),
                section("Funding sought and match, by year", "contributions"),
                section("Savings by agency and year", "who_pays"),
                section("Cost benefit analysis", "cost_benefit"),
                section("Deliverability", "plan", "risks"),
                section("Sustainability and replication", "logic_model"),
                section("Equality", "equality"),
                section("Sign-off", "decisions", "agreement"),
            ),
        )
    },
)
