"""One event of every kind, the same for ever: what the golden bytes in `golden/` hold.

An example is of today's shape. Where a shape has changed, its old bytes stay
in `golden/` and still have to read as the example here.
"""

from typing import Final

from codesign.domain import events as e
from codesign.domain.designs import content_hash
from codesign.domain.ids import (
    SYSTEM,
    AccessNeedId,
    AmendmentId,
    AnnotationId,
    AreaId,
    AssetId,
    BarrierId,
    BreakoutId,
    CommandId,
    ConditionId,
    ContactId,
    CriterionId,
    DecisionId,
    DeliveryOptionId,
    EqualityImpactId,
    EstimateId,
    EvidenceId,
    FormalDecisionId,
    GroupId,
    IdeaId,
    JourneyStepId,
    LinkId,
    MilestoneId,
    NeedId,
    NoteId,
    ObjectionId,
    OptionId,
    OrganisationId,
    OutputId,
    ParticipantId,
    PersonaId,
    PledgeId,
    PositionId,
    ReasonId,
    RedesignId,
    ReportBackId,
    ReportId,
    ResponseId,
    RiskId,
    RoundId,
    ScoreId,
    SessionId,
    SpendLineId,
    StageId,
    ThemeId,
    TotalsId,
    WorkshopId,
)
from codesign.domain.recorded import Recorded
from codesign.methods.cost_benefit import Band, GradeTerms

WORKSHOP: Final = WorkshopId("workshop-------------A")
COMMAND: Final = CommandId("command--------------A")
SESSION: Final = SessionId("session--------------A")
STAGE: Final = StageId("stage----------------A")
STAGE_2: Final = StageId("stage-2--------------A")
BREAKOUT: Final = BreakoutId("breakout-------------A")
REPORT_BACK: Final = ReportBackId("report-back----------A")
GROUP: Final = GroupId("group----------------A")
ORGANISATION: Final = OrganisationId("organisation---------A")
AREA: Final = AreaId("area-----------------A")
PERSON: Final = ParticipantId("person---------------A")
HELPER: Final = ParticipantId("helper---------------A")
IDEA: Final = IdeaId("idea-----------------A")
IDEA_2: Final = IdeaId("idea-2---------------A")
THEME: Final = ThemeId("theme----------------A")
THEME_2: Final = ThemeId("theme-2--------------A")
ROUND: Final = RoundId("round----------------A")
ROUND_2: Final = RoundId("round-2--------------A")
OPTION: Final = OptionId("option---------------A")
OPTION_2: Final = OptionId("option-2-------------A")
TOTALS: Final = TotalsId("totals---------------A")
DECISION: Final = DecisionId("decision-------------A")
REPORT: Final = ReportId("report---------------A")
REDESIGN: Final = RedesignId("redesign-------------A")
OUTPUT: Final = OutputId("output---------------A")
AMENDMENT: Final = AmendmentId("amendment------------A")
OBJECTION: Final = ObjectionId("objection------------A")
POSITION: Final = PositionId("position-------------A")
CONDITION: Final = ConditionId("condition------------A")
FORMAL_DECISION: Final = FormalDecisionId("formal-decision------A")
NOTE: Final = NoteId("note-----------------A")
ANNOTATION: Final = AnnotationId("annotation-----------A")
ACCESS_NEED: Final = AccessNeedId("access-need----------A")
CONTACT: Final = ContactId("contact--------------A")
RESPONSE: Final = ResponseId("response-------------A")
REASON: Final = ReasonId("reason-------------A")
DELIVERY_OPTION: Final = DeliveryOptionId("delivery-option------A")
CRITERION: Final = CriterionId("criterion------------A")
SCORE: Final = ScoreId("score----------------A")
ESTIMATE: Final = EstimateId("estimate-------------A")
PLEDGE: Final = PledgeId("pledge---------------A")
LINK: Final = LinkId("link-----------------A")
NEED: Final = NeedId("need-----------------A")
EVIDENCE: Final = EvidenceId("evidence-------------A")
PERSONA: Final = PersonaId("persona--------------A")
JOURNEY_STEP: Final = JourneyStepId("journey-step---------A")
ASSET: Final = AssetId("asset----------------A")
SPEND_LINE: Final = SpendLineId("spend-line-----------A")
MILESTONE: Final = MilestoneId("milestone------------A")
RISK: Final = RiskId("risk-----------------A")
EQUALITY_IMPACT: Final = EqualityImpactId("equality-impact------A")
BARRIER: Final = BarrierId("barrier--------------A")

NOON: Final = 1_760_000_000_000

# A version as it is kept: its canonical JSON.
DRAFTED: Final = (
    '{"access":"Week nights","summary":"Help within two hours","title":"Help at night"}'
)
REVISED: Final = (
    '{"access":"Every night","summary":"Help within two hours","title":"Help at night"}'
)

_EVENTS: Final[tuple[e.Event, ...]] = (
    e.WorkshopCreated(
        title="The bus to Llanfair",
        question="How do people get to the clinic?",
        shape="half_day",
        timezone="Europe/London",
        language="cy",
        sensitive=True,
    ),
    e.WorkshopRetitled(title="Y bws i Lanfair", question=""),
    e.ShapeChanged(shape="full"),
    e.JoinCodeIssued(code="K7MNPQ"),
    e.SessionPlanned(session=SESSION, title="Hall", starts_at=NOON, ends_at=NOON + 7_200_000),
    e.SessionCancelled(session=SESSION),
    e.RecordingPublished(),
    e.RecordingUnpublished(),
    e.WorkshopClosed(),
    e.WorkshopReopened(),
    e.StageAdded(
        stage=STAGE,
        kind="ideas",
        title="Ideas",
        purpose="",
        minutes=20,
        anonymous=True,
        private=False,
        seen_by="public",
        before=None,
    ),
    e.StageRevised(
        stage=STAGE,
        title="Ideas for the bus",
        purpose="Everything counts 🚌",
        minutes=0,
        anonymous=True,
        private=True,
        seen_by="participant",
    ),
    e.StageMoved(stage=STAGE, before=STAGE_2),
    e.StageSkipped(stage=STAGE),
    e.StageOpened(stage=STAGE, until=NOON + 86_400_000),
    e.StageClosed(stage=STAGE),
    e.StageExtended(stage=STAGE, minutes=5),
    e.TimerStarted(stage=STAGE, ends_at=NOON + 60_000),
    e.TimerStopped(stage=STAGE),
    e.TimerEnded(stage=STAGE),
    e.OrganisationAdded(
        organisation=ORGANISATION,
        name="Llanfair Town Council",
        identifiers=(e.Identifier(scheme="GB-LAE", id="XXX"),),
        potential_provider=False,
    ),
    e.ParticipantJoined(
        participant=PERSON,
        name="Siân Ŵyn",
        organisation=ORGANISATION,
        role="participant",
        device=False,
        helper=HELPER,
    ),
    e.ParticipantLeft(participant=PERSON),
    e.ParticipantReturned(participant=PERSON),
    e.ParticipantRenamed(participant=PERSON, name="Siân"),
    e.OrganisationChosen(participant=PERSON, organisation=None),
    e.RoleChanged(participant=PERSON, role="table_helper"),
    e.HelperAssigned(participant=PERSON, helper=HELPER),
    e.InterestDeclared(participant=PERSON, interest="potential_bidder"),
    e.ParticipantErased(participant=PERSON),
    e.IdeaSubmitted(idea=IDEA, stage=STAGE, text="A bus at nine,\nand one at noon"),
    e.IdeaReworded(idea=IDEA, text="A bus at nine"),
    e.IdeaWithdrawn(idea=IDEA),
    e.IdeaHidden(idea=IDEA, reason="Names a driver"),
    e.IdeaRestored(idea=IDEA),
    e.IdeasRevealed(stage=STAGE),
    e.ContributionRedacted(
        kind="idea", id=IDEA, reason="It named a driver", text="The bus is often late"
    ),
    e.ThemeFormed(theme=THEME, stage=STAGE, title="Times"),
    e.ThemeNamed(theme=THEME, title="Times of day"),
    e.IdeasGrouped(theme=THEME, ideas=(IDEA, IDEA_2)),
    e.IdeasUngrouped(ideas=(IDEA,)),
    e.ThemesMerged(theme=THEME, merged=(THEME_2,)),
    e.ThemeSplit(theme=THEME, into=THEME_2, title="Evenings", ideas=(IDEA_2,)),
    e.ThemeDissolved(theme=THEME),
    e.RoundOpened(
        round=ROUND_2,
        stage=STAGE,
        question="What first?",
        method="dots",
        roll=(PERSON, HELPER),
        named_roll=False,
        open_roll=True,
        open_options=False,
        tally="at_reveal",
        dots=3,
        dots_per_option=2,
        rerun_of=ROUND,
    ),
    e.OptionAdded(round=ROUND, option=OPTION, source="text", text="A bus at nine"),
    e.VoterAdded(round=ROUND, participant=PERSON),
    e.BallotCast(round=ROUND, marks={OPTION_2: -1, OPTION: None}),
    e.RoundClosed(round=ROUND),
    e.ResultPublished(
        round=ROUND,
        algorithm="agree",
        version=1,
        first=12,
        last=345,
        roll=40,
        cast=38,
        counts={OPTION_2: {"disagree": 1, "agree": 36}, OPTION: {"agree": 2, "disagree": 0}},
        ranking=((OPTION_2,), (OPTION,)),
    ),
    e.ResultRevealed(round=ROUND),
    e.RoundVoided(round=ROUND, reason="The roll was wrong"),
    e.DecisionRecorded(
        decision=DECISION,
        text="We ask for a bus at nine.",
        reasons="It meets the surgery's hours.",
        round=ROUND,
        options=(OPTION_2,),
    ),
    e.DecisionWithdrawn(decision=DECISION, reason="The surgery moved"),
    e.StageRestored(stage=STAGE),
    e.StageShortened(stage=STAGE, minutes=5),
    e.RoomPaused(),
    e.RoomResumed(),
    e.DoorChanged(door="lobby"),
    e.IntakeChanged(intake="held"),
    e.SpotlightTurned(kind="idea", id=IDEA),
    e.HandRaised(participant=PERSON),
    e.HandLowered(participant=PERSON),
    e.ReportMade(
        report=REPORT,
        about="idea",
        id=IDEA,
        concern="safeguarding",
        text="A child is named here",
    ),
    e.ReportMarked(report=REPORT, state="looking"),
    e.NoteWritten(note=NOTE, text="Rang the duty desk at noon"),
    e.NoteWithdrawn(note=NOTE),
    e.AdmissionAsked(
        participant=PERSON, name="Siân Ŵyn", organisation=ORGANISATION, role="participant"
    ),
    e.ParticipantAdmitted(participant=PERSON),
    e.AdmissionWithdrawn(participant=PERSON),
    e.ParticipantMuted(participant=PERSON),
    e.ParticipantUnmuted(participant=PERSON),
    e.ParticipantRemoved(participant=PERSON, banned=True, reason="Shouted at others"),
    e.ParticipantReadmitted(participant=PERSON),
    e.InterestWithdrawn(participant=PERSON, interest="potential_bidder"),
    e.IdeasConcealed(stage=STAGE),
    e.IdeasLetThrough(ideas=(IDEA, IDEA_2)),
    e.IdeasHeldBack(ideas=(IDEA,)),
    e.ResultConcealed(round=ROUND),
    e.RoundRestored(round=ROUND),
    e.ParticipantListed(
        participant=PERSON,
        name="Siân Ŵyn",
        organisation=ORGANISATION,
        table="By the window",
        area=AREA,
    ),
    e.ParticipantUnlisted(participant=PERSON),
    e.ParticipantSeated(participant=PERSON, table="3"),
    e.DeviceChanged(participant=PERSON, device=True),
    e.TotalsRecorded(
        totals=TOTALS,
        round=ROUND,
        counted="hands",
        table="",
        voters=(PERSON,),
        people=9,
        cast=8,
        counts={OPTION_2: {"disagree": 1, "agree": 7}, OPTION: {"agree": 2}},
        paper=0,
    ),
    e.TotalsConfirmed(totals=TOTALS, round=ROUND),
    e.TotalsWithdrawn(totals=TOTALS, round=ROUND, reason="Counted twice"),
    e.CountReopened(round=ROUND, reason="Three sheets were found in a bag"),
    e.BreakoutPlanned(
        breakout=BREAKOUT, stage=STAGE, prompt="What helps at night?", minutes=15, choosing=True
    ),
    e.GroupPlanned(breakout=BREAKOUT, group=GROUP, name="Glas", place="By the stove", prompt=""),
    e.GroupDropped(group=GROUP),
    e.BreakoutCancelled(breakout=BREAKOUT),
    e.PeopleAssigned(breakout=BREAKOUT, places={PERSON: GROUP, HELPER: None}),
    e.BreakoutOpened(breakout=BREAKOUT, ends_at=NOON + 900_000),
    e.BreakoutCalledBack(breakout=BREAKOUT, back_at=NOON + 960_000),
    e.BreakoutClosed(breakout=BREAKOUT),
    e.GroupTimerStarted(breakout=BREAKOUT, group=GROUP, ends_at=NOON + 300_000),
    e.GroupTimerStopped(breakout=BREAKOUT, group=None),
    e.BoardsOpened(breakout=BREAKOUT),
    e.BoardsClosed(breakout=BREAKOUT),
    e.ReporterNamed(group=GROUP, participant=PERSON),
    e.GroupsTold(breakout=BREAKOUT, text="Tea is ready ☕"),
    e.ReportedBack(
        report_back=REPORT_BACK,
        group=GROUP,
        ideas=(e.IdeaCopied(of=IDEA, idea=IDEA_2),),
        themes=(e.ThemeCopied(of=THEME, theme=THEME_2),),
    ),
    e.ReportBackWithdrawn(report_back=REPORT_BACK),
    e.CardRecorded(idea=IDEA_2, stage=STAGE, text="A bench at the stop"),
    e.DisplayCodeIssued(code="K7MNPQRT"),
    e.DisplayCodeWithdrawn(),
    e.DisplayDirected(shows="results", hall="light"),
    e.MomentAnnotated(
        annotation=ANNOTATION, moment=3, group=None, seen_by="participant", text="Here it turned"
    ),
    e.AnnotationWithdrawn(annotation=ANNOTATION),
    e.PracticeBegun(workshop=WorkshopId("another-workshop-----A"), version=12),
    e.PlaceNamed(place="Llanfair", area="W04000178"),
    e.LeadNamed(organisation=ORGANISATION),
    e.SensitivityMarked(sensitive=True),
    e.AccessNeedTold(need=ACCESS_NEED, name="Siân", text="A hearing loop"),
    e.AccessNeedDeleted(need=ACCESS_NEED),
    e.IdeaTidied(idea=IDEA, words_of=IDEA, text="A bus at nine, and one at noon"),
    e.IdeaUntidied(idea=IDEA),
    e.IdeasJoined(idea=IDEA, joined=(IDEA_2,)),
    e.IdeasParted(ideas=(IDEA_2,)),
    e.ThemeRestored(theme=THEME_2, ideas=(IDEA_2,)),
    e.OrganisationCorrected(participant=PERSON, organisation=ORGANISATION, ideas=(IDEA,)),
    e.NextStepsWorded(text="The council answers each theme by March."),
    e.ExitQuestionAsked(question="What will you tell a neighbour about today?"),
    e.ExitAnswered(participant=PERSON, text="That somebody listened"),
    e.ExitAnswerWithdrawn(participant=PERSON),
    e.ContactGiven(participant=PERSON, contact=CONTACT, address="sian@example.org"),
    e.ContactWithdrawn(participant=PERSON, contact=CONTACT),
    e.ResponseGiven(
        response=RESPONSE,
        about="theme",
        id=THEME,
        organisation=ORGANISATION,
        stance="not_doing",
        why="The road is the county's",
        post="Clerk to the Council",
        by_when="by March 2026",
    ),
    e.ResponseWithdrawn(response=RESPONSE),
    e.LinkIssued(participant=PERSON, link=LINK, expires_at=NOON + 90 * 86_400_000),
    e.LinkRevoked(participant=PERSON),
    e.OrganisationRemoved(organisation=ORGANISATION),
    e.OptionWithdrawn(round=ROUND, option=OPTION),
    e.RingFenceSet(
        round=ROUND, name="For the young", options=(OPTION,), at_most=500_000, at_least=0
    ),
    e.PracticeThrownAway(),
    e.ReasonGiven(reason=REASON, round=ROUND, option=OPTION, text="It leaves the valley out"),
    e.ChairCast(round=ROUND, order=(OPTION_2, OPTION)),
    e.TurnoutRecorded(round=ROUND),
    e.BallotBoxOpened(round=ROUND, ballots=({OPTION: 1}, {OPTION_2: -1, OPTION: 1})),
    e.WhatIfShown(
        round=ROUND,
        supposes="without",
        by="organisation",
        of=ORGANISATION,
        version=1,
        ranking=((OPTION,),),
    ),
    e.WhatIfHidden(round=ROUND, supposes="passes_against", by=None, of=None),
    e.MandateGiven(organisation=ORGANISATION, participant=PERSON, capacity="delegated_authority"),
    e.InterestDispensed(participant=PERSON, reason="Everybody here lives on that road"),
    e.RedesignDrafted(redesign=REDESIGN, stage=STAGE, content=DRAFTED, hash=content_hash(DRAFTED)),
    e.RedesignRevised(
        redesign=REDESIGN,
        version=2,
        content=REVISED,
        hash=content_hash(REVISED),
        why="Mae angen yr hwyr hefyd",
        amendment=AMENDMENT,
    ),
    e.RedesignWithdrawn(redesign=REDESIGN, reason="The other one is better"),
    e.RedesignRestored(redesign=REDESIGN),
    e.AmendmentProposed(
        amendment=AMENDMENT,
        redesign=REDESIGN,
        version=1,
        stage=STAGE,
        changes='{"access":"Every night"}',
        reason="Falls happen at weekends too",
    ),
    e.AmendmentRebased(amendment=AMENDMENT, version=2, changes='{"access":"Every night"}'),
    e.AmendmentResolved(amendment=AMENDMENT, decision="accepted", version=3, reason=""),
    e.AmendmentReopened(amendment=AMENDMENT),
    e.ObjectionRaised(
        objection=OBJECTION,
        redesign=REDESIGN,
        version=1,
        stage=None,
        severity="block",
        reason="Who covers the shift?",
    ),
    e.ObjectionResolved(
        objection=OBJECTION, resolution="not_upheld", version=None, round=ROUND, reason="Voted"
    ),
    e.ObjectionReopened(objection=OBJECTION),
    e.WorryWithdrawn(reason=REASON, round=ROUND),
    e.WorryIntegrated(reason=REASON, round=ROUND, answered_in=ROUND_2),
    e.WorryNotUpheld(reason=REASON, round=ROUND, answered_in=ROUND_2),
    e.WorryReopened(reason=REASON, round=ROUND),
    e.MandateWithdrawn(organisation=ORGANISATION),
    e.DispensationWithdrawn(participant=PERSON),
    e.DeskWorkGranted(participant=PERSON),
    e.DeskWorkEnded(participant=PERSON),
    e.NeedStated(
        need=NEED,
        stage=STAGE,
        user_group="People over 75 living alone",
        what="help within two hours at night",
        so_that="they are not admitted",
        scale="about 1,400",
        characteristics=("age", "disability"),
    ),
    e.EvidenceAdded(
        evidence=EVIDENCE,
        stage=STAGE,
        kind="statistic",
        statement="One in seven admissions is at night",
        source="Trust returns",
        link="https://example.org/returns",
        as_of="2026-03",
        area="E06000059",
        grade=3,
        needs=(NEED,),
    ),
    e.PersonaDescribed(persona=PERSONA, stage=STAGE, name="Nell", about="82, on her own"),
    e.JourneyStepMapped(
        journey_step=JOURNEY_STEP,
        stage=STAGE,
        persona=PERSONA,
        place=2,
        lane="staff",
        step="Asks the same again",
        touchpoint="Telephone",
        organisations=(ORGANISATION,),
        emotion=-2,
        contacts=3,
        duplicate=True,
        cost_per_contact=4_200,
    ),
    e.AssetMapped(
        asset=ASSET,
        stage=STAGE,
        kind="building",
        name="The old school",
        owner=ORGANISATION,
        uprn="100023336956",
        area="Llanfair",
        condition="Dry",
        availability="Evenings",
    ),
    e.BarrierRaised(
        barrier=BARRIER,
        stage=STAGE,
        rule="Each body asks for consent anew",
        owner_body="Department of Health",
        effect="One story told five times",
        freedom_sought="One consent for all",
    ),
    e.NeedsAnswered(idea=IDEA, needs=(NEED,)),
    e.EntryWithdrawn(kind="need", id=NEED, reason="Said twice"),
    e.EntryRestored(kind="need", id=NEED),
    e.DeliveryOptionDescribed(
        delivery_option=DELIVERY_OPTION,
        stage=STAGE,
        redesign=REDESIGN,
        model="public_partnership",
        bau=False,
        do_minimum=False,
        label="Ymateb cyflym",
        scope="The whole county",
        solution="A team at night",
        delivery="With the health board",
        implementation="From April",
        funding="A shared pot",
    ),
    e.DeliveryOptionSifted(
        delivery_option=DELIVERY_OPTION, sift="carried_forward", reason="It can be done"
    ),
    e.CriterionDescribed(
        criterion=CRITERION,
        stage=STAGE,
        redesign=REDESIGN,
        group="desirability",
        name="Fast help",
        about="Within two hours",
    ),
    e.CriteriaLocked(
        redesign=REDESIGN,
        stage=STAGE,
        number=2,
        criteria=(e.CriterionWeight(criterion=CRITERION, weight=100, gate=40),),
    ),
    e.OptionScored(
        score=SCORE,
        stage=STAGE,
        redesign=REDESIGN,
        delivery_option=DELIVERY_OPTION,
        criterion=CRITERION,
        lock=2,
        points=71,
        reason="The team is near",
    ),
    e.OwnWeightsGiven(
        redesign=REDESIGN,
        organisation=ORGANISATION,
        lock=2,
        weights=(e.CriterionWeight(criterion=CRITERION, weight=100),),
    ),
    e.DeliveryOptionRejected(delivery_option=DELIVERY_OPTION, redesign=REDESIGN, reason="Too slow"),
    e.PreferredOptionSelected(
        redesign=REDESIGN, delivery_option=DELIVERY_OPTION, reason="It helps soonest", round=ROUND
    ),
    e.PreferenceWithdrawn(redesign=REDESIGN),
    e.EstimateRecorded(
        estimate=ESTIMATE,
        stage=STAGE,
        redesign=REDESIGN,
        delivery_option=DELIVERY_OPTION,
        side="fiscal",
        cost_type=None,
        party="organisation",
        organisation=ORGANISATION,
        by_year=(e.YearEstimate(year=2026, amount=500, cashable=300),),
        reach=e.Reach(
            population=100,
            affected=600,
            engaged=400,
            impact=750,
            deadweight=250,
            unit_value=480_000,
        ),
        grade=5,
        price_base=2026,
        what="Fewer nights in hospital",
        source="Trust returns",
    ),
    e.EstimateChecked(estimate=ESTIMATE, post="Head of Finance", on="2026-03-31"),
    e.EstimateUnchecked(estimate=ESTIMATE),
    e.PledgeMade(
        pledge=PLEDGE,
        stage=STAGE,
        redesign=REDESIGN,
        organisation=ORGANISATION,
        kind="pooled",
        by_year=(e.YearAmount(year=2026, amount=15_000_000),),
        standing="subject_to_approval",
        host=ORGANISATION,
        what="Seed money",
        conditions="Others join",
        legal_basis="s.75 NHS Act 2006",
    ),
    e.PledgeConfirmed(pledge=PLEDGE, authority="Cabinet, 15 January", on="2026-01-15"),
    e.PledgeUnconfirmed(pledge=PLEDGE),
    e.OutputPublished(
        output=OUTPUT,
        programme="neutral",
        document="cabinet_report",
        format="pdf",
        version=176,
        digest="0123456789abcdef" * 4,
        sha256="fedcba9876543210" * 4,
    ),
    e.OutputWithdrawn(output=OUTPUT),
    e.AgreementTermsSet(
        redesign=REDESIGN, rule="dual_key", required=(ORGANISATION,), order=e.LEVELS
    ),
    e.RoomVoteNamed(redesign=REDESIGN, version=2, round=ROUND),
    e.PositionTaken(
        position=POSITION,
        redesign=REDESIGN,
        version=2,
        hash=content_hash(REVISED),
        organisation=ORGANISATION,
        level="consent_with_reservations",
        capacity="subject_to_governance",
        given="link",
        signatory="Director of Operations",
        authority="Board of 15 January",
    ),
    e.ConditionSet(
        condition=CONDITION,
        position=POSITION,
        text="A second driver is paid",
        owner="Head of Transport",
        due="2026-03-31",
    ),
    e.ConditionMarked(condition=CONDITION, met=True),
    e.PositionWithdrawn(position=POSITION, reason="The board said no"),
    e.RedesignAgreed(
        redesign=REDESIGN,
        version=2,
        hash=content_hash(REVISED),
        rule="dual_key",
        round=ROUND,
        positions=(POSITION,),
    ),
    e.AgreementSetAside(redesign=REDESIGN, reason="Wrong version"),
    e.FormalDecisionRecorded(
        formal_decision=FORMAL_DECISION,
        redesign=REDESIGN,
        version=2,
        outcome="approved",
        on="2026-01-15",
        call_in_until="2026-01-22",
        body="Cabinet",
        minute="Minute 42",
        reasons="It answers the need",
    ),
    e.FormalDecisionWithdrawn(formal_decision=FORMAL_DECISION, reason="Called in"),
    e.EqualityImpactRecorded(
        equality_impact=EQUALITY_IMPACT,
        redesign=REDESIGN,
        characteristic="age",
        impact="unknown",
        evidence="Nobody asked yet",
        mitigation="A survey by May",
    ),
    e.BallotsFoundMissing(round=ROUND, missing=3),
    e.SpendLineRecorded(
        spend_line=SPEND_LINE,
        stage=STAGE,
        organisation=ORGANISATION,
        service="Night nursing",
        area="E06000059",
        financial_year=2026,
        gross=620_000_000,
        income=1_200_050,
        basis="apportioned",
        driver="Population over 75",
        parts=2,
        whole=5,
        cofog="07",
        intervention="reactive",
        controllability="part",
        grade=4,
        source="Ledger",
        funded_by=None,
        reason="Year end",
    ),
    e.MilestoneSet(
        milestone=MILESTONE,
        stage=STAGE,
        title="Cabinet decides",
        owner=ORGANISATION,
        post="Head of Commissioning",
        due="2026-04-15",
        type="approval",
        depends_on=(),
        status="scheduled",
        redesign=None,
    ),
    e.RiskRecorded(
        risk=RISK,
        stage=STAGE,
        redesign=None,
        description="Nobody to drive at night",
        likelihood=4,
        impact=3,
        response="Train two more",
        owner=None,
        post="Fleet Manager",
    ),
    e.ProxyNamed(participant=PERSON, holder=HELPER),
    e.ProxyWithdrawn(participant=PERSON, holder=HELPER),
    e.AreaAdded(area=AREA, name="Top of the valley"),
    e.AreaRemoved(area=AREA),
    e.AreaChosen(participant=PERSON, area=AREA),
    e.RatesSet(
        source="Green Book, February 2026, table 7",
        dated="2026-02",
        bands=(Band(since=0, rate=350), Band(since=31, rate=300)),
        grades=tuple(
            GradeTerms(on_costs=each * 100, on_benefits=each * 50, known_error=each * 30)
            for each in range(6)
        ),
    ),
    e.RatesDropped(),
    e.AncestorNamed(
        workshop=WorkshopId("another-workshop-----A"),
        version=331,
        redesign=RedesignId("redesign-------------A"),
        redesign_version=3,
        hash="b" * 64,
    ),
)


def _recorded(seq: int, event: e.Event) -> Recorded:
    """Fill the envelope, fuller for every other event."""
    at = NOON + seq * 1_000
    if seq % 2:
        return Recorded(seq, event, COMMAND, at, SYSTEM, via="system")
    return Recorded(
        seq, event, COMMAND, at, HELPER, PERSON, "desk", at - 3_600_000, STAGE, GROUP, "cy"
    )


EXAMPLES: Final = tuple(_recorded(seq, event) for seq, event in enumerate(_EVENTS, start=1))

# Of shapes that grew: with what the older one had no place for.
FULLER: Final = (
    _recorded(
        1,
        e.SessionPlanned(
            session=SESSION,
            title="Hall",
            starts_at=NOON,
            ends_at=NOON + 7_200_000,
            venue="Neuadd y Dref, Stryd Fawr",
            call_link="https://call.example/hall",
        ),
    ),
    _recorded(
        2,
        e.RoundOpened(
            round=ROUND_2,
            stage=STAGE,
            question="Go on all the same?",
            method="simple_majority",
            roll=(PERSON, HELPER),
            named_roll=True,
            open_roll=False,
            open_options=False,
            tally="at_close",
            dots=0,
            dots_per_option=0,
            worry=REASON,
        ),
    ),
    _recorded(
        3,
        e.OptionAdded(
            round=ROUND_2,
            option=OPTION_2,
            source="text",
            text="A bus at ten",
            reworded_from=OPTION,
        ),
    ),
    _recorded(
        4,
        e.MandateGiven(
            organisation=ORGANISATION,
            participant=PERSON,
            capacity="delegated_authority",
            post="Head of Transport",
        ),
    ),
    _recorded(
        5,
        e.EqualityImpactRecorded(
            equality_impact=EQUALITY_IMPACT,
            redesign=REDESIGN,
            characteristic="age",
            impact="unknown",
            evidence="",
            mitigation="A survey",
            due="2027-05",
        ),
    ),
)
