"""A small workshop to print: all made up, and the same to the last byte every time."""

from dataclasses import replace

from codesign.domain import commands as c
from codesign.domain.act import Act
from codesign.domain.counting import publication, votes
from codesign.domain.decide import decide
from codesign.domain.evolve import evolve
from codesign.domain.ids import (
    SYSTEM,
    CommandId,
    DecisionId,
    IdeaId,
    OptionId,
    OrganisationId,
    ParticipantId,
    RoundId,
    SessionId,
    StageId,
    ThemeId,
    WorkshopId,
    derived_id,
)
from codesign.domain.recorded import Recorded
from codesign.domain.workshop import Workshop
from codesign.methods.counting import count
from codesign.replay.recording import Recording
from tests.replay.logs import reader

WORKSHOP = WorkshopId("home-at-night--------A")
# Thursday 9 October 2025, 18:00 in London.
START = 1_760_029_200_000
MINUTE = 60_000


def named(kind: str, number: int = 0) -> str:
    return derived_id(WORKSHOP, kind, number)


FACILITATOR = ParticipantId(named("facilitator"))
IDEAS, THEMES, VOTE, AGREE = (StageId(named("stage", each)) for each in range(4))
VOID, DOTS, SUPPORT = (RoundId(named("round", each)) for each in range(3))
DECISION = DecisionId(named("decision"))

ORGANISATIONS = (
    ("Northfield Council", 7, False),
    ("Northfield Integrated Care Board", 5, False),
    ("St Anne's Hospital Trust", 4, False),
    ("County Ambulance Service", 3, False),
    ("Elm Park Neighbours", 4, True),
)
RESIDENTS = 19

SAID = {
    "Somebody to ring at night": (
        "One number to ring at night that a person answers, not a menu of nine choices.",
        "The night number printed on the fridge magnet everybody over 75 already has.",
        "A nurse on the night line who may send a carer without asking anybody.",
        "If I ring twice in a night, somebody rings me back in the morning.",
    ),
    "A carer within two hours": (
        "Two carers in a van overnight for the four estates, with a key safe code list.",
        "Let the ambulance crew hand over to the carer on the doorstep and go.",
        "Same faces, so that my mother is not frightened at three in the morning.",
        "Start at weekends, when nobody can get hold of the day team.",
        "Pay the travel between calls, or nobody will take the night shift.",
    ),
    "Neighbours who look in": (
        "Neighbours on a rota who sit with somebody until the carer comes.",
        "Expenses and a phone for the volunteers, paid within the week.",
    ),
    "Coming home from hospital": (
        "Nobody is sent home after eight in the evening without a call the same night.",
        "The ward tells the night team who is going home today, before tea.",
        "A bag with milk, bread and the medicines, carried in by the driver.",
    ),
}
DOTS_GIVEN = (  # theme by theme, of each of those who voted
    *((2, 2, 1, 0),) * 9,
    *((1, 2, 0, 2),) * 8,
    *((2, 1, 2, 0),) * 7,
    *((0, 2, 1, 2),) * 7,
)


class Teller:
    """Asks as people would, and keeps the log."""

    def __init__(self) -> None:
        self.workshop = Workshop()
        self.log: list[Recorded] = []
        self.at = START

    def __call__(
        self, command: c.Command, by: ParticipantId = FACILITATOR, minutes: float = 0.1
    ) -> None:
        self.at += int(minutes * MINUTE)
        act = Act(by=by, at=self.at)
        for event in decide(self.workshop, command, act):
            seq = self.workshop.seq + 1
            recorded = Recorded(
                seq=seq, event=event, id=CommandId(named("command", seq)), at=self.at, by=by
            )
            evolve(self.workshop, recorded)
            self.log.append(recorded)

    def counted(self, round_id: RoundId) -> None:
        self(c.CloseRound(round=round_id), minutes=2)
        found, poll = self.workshop.rounds[round_id], self.workshop.polls[round_id]
        result = count(votes(found, poll, b""))
        published = replace(publication(found, poll, result), turnout={}, explanation={})
        self(published, by=SYSTEM)


def people() -> list[tuple[ParticipantId, str, OrganisationId | None]]:
    found = []
    for place, (_, size, _) in enumerate(ORGANISATIONS):
        found += [OrganisationId(named("organisation", place))] * size
    found += [None] * RESIDENTS
    return [
        (ParticipantId(named("participant", number)), f"Person {number}", organisation)
        for number, organisation in enumerate(found)
    ]


def told() -> Teller:
    tell = Teller()
    _begin(tell)
    _say(tell)
    _group(tell)
    _vote(tell)
    _decide(tell)
    return tell


def the_log() -> list[Recorded]:
    return told().log


def recording(log: list[Recorded] | None = None) -> Recording:
    return Recording(reader(the_log() if log is None else log), WORKSHOP)


def _begin(tell: Teller) -> None:
    kinds = (
        (IDEAS, "ideas", "Ideas", 25),
        (THEMES, "themes", "Themes", 15),
        (VOTE, "vote", "Vote", 15),
        (AGREE, "agree", "What we agree", 10),
    )
    tell(
        c.CreateWorkshop(
            facilitator=FACILITATOR,
            facilitator_name="Carys Morgan",
            title="Home at night",
            question="What would help people over 75 who live alone get help within two hours "
            "at night, so that they need not go to hospital?",
            shape="half_day",
            join_code="ELM275",
            agenda=tuple(
                c.StagePlan(stage=stage, kind=kind, title=title, minutes=minutes)
                for stage, kind, title, minutes in kinds
            ),
        )
    )
    for number, (title, day) in enumerate((("Elm Park hall", 0), ("Desk work, by video", 14))):
        starts_at = START + day * 24 * 60 * MINUTE + 10 * MINUTE
        tell(
            c.PlanSession(
                session=SessionId(named("session", number)),
                title=title,
                starts_at=starts_at,
                ends_at=starts_at + 120 * MINUTE,
            )
        )
    for place, (name, _, provider) in enumerate(ORGANISATIONS):
        organisation = OrganisationId(named("organisation", place))
        tell(c.AddOrganisation(organisation=organisation, name=name, potential_provider=provider))
    for person, name, organisation in people():
        tell(c.JoinWorkshop(participant=person, name=name, organisation=organisation), person)
    seated = people()
    tell(c.DeclareInterest(participant=seated[20][0], interest="potential_bidder"))
    tell(c.DeclareInterest(participant=seated[3][0], interest="employment"))


def _say(tell: Teller) -> None:
    tell(c.OpenStage(stage=IDEAS), minutes=3)
    authors = people()
    texts = [text for ideas in SAID.values() for text in ideas]
    for number, text in enumerate(texts):
        author = authors[(number * 5) % len(authors)][0]
        idea = IdeaId(named("comment", number))
        tell(c.SubmitIdea(idea=idea, stage=IDEAS, text=text), author, 0.8)
    rude = IdeaId(named("comment", len(texts)))
    tell(c.SubmitIdea(idea=rude, stage=IDEAS, text="The night team are useless"), authors[9][0])
    tell(c.HideIdea(idea=rude, reason="Names a team of six people"))


def _group(tell: Teller) -> None:
    tell(c.OpenStage(stage=THEMES), minutes=2)
    number = 0
    for place, (title, ideas) in enumerate(SAID.items()):
        grouped = tuple(IdeaId(named("comment", number + each)) for each in range(len(ideas)))
        number += len(ideas)
        theme = ThemeId(named("theme", place))
        tell(c.GroupIdeas(theme=theme, ideas=grouped, title=title), minutes=1.5)


def _vote(tell: Teller) -> None:
    tell(c.OpenStage(stage=VOTE), minutes=2)
    themes = [OptionId(named("theme", place)) for place in range(len(SAID))]
    voters = tuple(person for person, _, _ in people())
    tell(
        c.OpenRound(
            round=VOID,
            question="Which of these should we redesign first?",
            method="dots",
            dots=5,
            dots_per_option=2,
            roll=voters,
            options=tuple(c.OptionPlan(option=each, source="theme") for each in themes),
        )
    )
    tell(c.VoidRound(round=VOID, reason="Two tables had not been given the list of themes"))
    tell(c.RerunRound(round=DOTS, rerun_of=VOID), minutes=4)
    for voter, dots in zip(voters, DOTS_GIVEN, strict=False):
        marks = {theme: each for theme, each in zip(themes, dots, strict=True) if each}
        tell(c.CastBallot(round=DOTS, marks=marks), voter)
    tell.counted(DOTS)
    first = [OptionId(named("comment", each)) for each in (4, 5, 7, 9)]
    tell(
        c.OpenRound(
            round=SUPPORT,
            question="How should a carer within two hours begin?",
            method="approval",
            roll=voters,
            options=tuple(c.OptionPlan(option=each, source="idea") for each in first),
        ),
        minutes=2,
    )
    for number, voter in enumerate(voters[:34]):
        ticked = [first[0], first[1]] if number % 2 else [first[0], first[1], first[3]]
        ticked = ticked if number % 3 else ticked[:2]
        tell(c.CastBallot(round=SUPPORT, marks=dict.fromkeys(ticked, 1)), voter)
    tell.counted(SUPPORT)


def _decide(tell: Teller) -> None:
    tell(c.OpenStage(stage=AGREE), minutes=2)
    tell(
        c.RecordDecision(
            decision=DECISION,
            text="We ask for a six-month trial of two carers in a van overnight, with the "
            "ambulance crew handing over on the doorstep.",
            reasons="It can begin with the staff there are, and it answers what most people "
            "were worried about: being alone until the morning.",
            round=SUPPORT,
            options=(OptionId(named("comment", 4)), OptionId(named("comment", 5))),
        ),
        minutes=6,
    )
    tell(c.CloseStage(stage=AGREE), minutes=3)
