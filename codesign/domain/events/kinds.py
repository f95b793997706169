"""The closed lists that events and commands choose from."""

from dataclasses import dataclass
from typing import Final, Literal, get_args

Shape = Literal["quick", "half_day", "full"]
StageKind = Literal[
    "welcome",
    "needs",
    "money",
    "ideas",
    "themes",
    "vote",
    "redesign",
    "choices",
    "agree",
    "plan",
    "close",
]
# The least privileged audience that may see what a stage brings forth.
View = Literal["facilitator", "partner", "participant", "public"]
Role = Literal[
    "facilitator",
    "co_facilitator",
    "table_helper",
    "participant",
    "commissioner",
    "observer",
]
# By which groups of its voters a vote is split.
SplitBy = Literal["organisation", "role", "area"]
# When everybody may see how the votes stand.
TallyShown = Literal["live", "at_close", "at_reveal"]
# How votes reach a count: one's own device, a helper typing for one, somebody one named to vote
# in one's place, or counted by people.
Channel = Literal["device", "helper", "proxy", "table", "hands", "paper"]
# Who votes: everybody for themselves, or each organisation through who holds its mandate.
Electorate = Literal["participants", "organisations"]
# What a mandate lets its holder do for the organisation.
Capacity = Literal["delegated_authority", "subject_to_governance", "officer_view", "community_view"]
# Whether voters may say why, or must of a mark that stops a proposal.
Reasons = Literal["none", "optional", "required"]
# How people count votes without a ballot each.
# What answered a worry: a new wording, or a vote of the others; or who raised it took it back.
WorryAnswer = Literal["integrated", "not_upheld", "withdrawn"]
Counted = Literal["table", "hands", "paper"]
OptionSource = Literal["idea", "theme", "text"]
Interest = Literal["pecuniary", "employment", "potential_bidder", "other"]
Contribution = Literal[
    "idea",
    "theme",
    "option",
    "round",
    "decision",
    "report",
    "note",
    "annotation",
    "response",
    "reason",
    "redesign",
    "amendment",
    "objection",
    "need",
    "evidence",
    "persona",
    "journey_step",
    "asset",
    "barrier",
    "delivery_option",
    "criterion",
    "score",
    "estimate",
    "pledge",
    "position",
    "condition",
    "formal_decision",
    "spend_line",
    "milestone",
    "risk",
    "equality_impact",
]
# How new people come in: at once, after waiting to be let in, or not at all.
Door = Literal["open", "lobby", "locked"]
# What becomes of new ideas: shown at once, held until let through, or not taken.
Intake = Literal["open", "held", "locked"]
# What everybody can be shown at once.
Shown = Literal["stage", "idea", "theme", "round", "decision"]
# What the room display shows: the stage and what belongs to it, always the board, the last
# result, or nothing.
DisplayShows = Literal["follow", "board", "results", "blank"]
# What the hall is like: light on dark for a dark one, dark on light for a bright one.
Hall = Literal["dark", "light"]
# What somebody can report: a thing, a person, or something else about the workshop.
Reported = Literal["idea", "theme", "decision", "participant", "workshop"]
Concern = Literal["safeguarding", "hurtful", "private", "other"]
# What the facilitators did with a report so far.
ReportState = Literal["new", "looking", "done"]
# What can be answered after the event with what was done about it.
Responded = Literal["theme", "decision"]
# Who would run a redesigned service, from the way it is now to a way not listed.
DeliveryModel = Literal[
    "in_house_bau",
    "in_house_reengineered",
    "shared_service",
    "public_partnership",
    "latc",
    "public_service_mutual",
    "joint_venture",
    "cic",
    "charitable_trust",
    "vcse_contract",
    "grant_to_vcse",
    "community_led",
    "parish_town_devolved",
    "outsourced_private",
    "hybrid",
    "stop_or_reduce",
    "other",
]
# How much a worry weighs: the last two keep an agreement from being made.
Severity = Literal["concern", "objection", "block"]
# What becomes of a suggested change.
AmendmentState = Literal["open", "accepted", "rejected", "withdrawn", "superseded"]
# What becomes of a worry: the text answers it, it was taken back, a vote went on
# without, or it stays on record.
ObjectionState = Literal["open", "integrated", "withdrawn", "not_upheld", "recorded"]
# The formats a document is published in.
OutputFormat = Literal["html", "odt", "docx", "pdf", "xlsx", "csv", "md"]
# What a redesign means for people of a protected characteristic.
Impact = Literal["positive", "neutral", "negative", "unknown"]
# Who must say yes to a redesign: the room and every required organisation, or one of the two.
AgreementRule = Literal["dual_key", "room", "organisations"]
# Where an organisation stands, the strongest first.
Level = Literal[
    "will_deliver", "endorse", "consent", "consent_with_reservations", "stand_aside", "object"
]
LEVELS: Final[tuple[Level, ...]] = get_args(Level)
# How an organisation said so: in the room, by a personal link, or in a letter somebody typed in.
PositionGiven = Literal["room", "link", "written"]
FormalOutcome = Literal["approved", "approved_with_changes", "deferred", "refused"]
# Where somebody stands with what the room asked for.
Stance = Literal["done", "doing", "looking", "not_doing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """What an official register calls an organisation, e.g. scheme GB-LAE."""

    scheme: str
    id: str
