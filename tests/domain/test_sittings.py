import pytest

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.act import LATEST
from codesign.domain.words import TITLE_CHARS
from tests.given import (
    ANNA,
    BEGUN,
    CO_FACILITATOR,
    COUNCIL,
    EVERYBODY,
    FACILITATOR,
    NOW,
    SESSION,
    STAGE,
    STAGE_2,
    created,
    given,
    organisation_added,
    stage_added,
)

PLANNED = e.SessionPlanned(session=SESSION, title="Evening", starts_at=NOW, ends_at=NOW + 1)


def create(**changes):
    terms = {
        "facilitator": FACILITATOR,
        "facilitator_name": "facilitator",
        "title": "Getting about",
        "question": "How do we get to the clinic?",
        "join_code": "oak-fern",
    }
    return c.CreateWorkshop(**{**terms, **changes})


def plan(session=SESSION, title="Evening", starts_at=NOW, ends_at=NOW + 1):
    return c.PlanSession(session=session, title=title, starts_at=starts_at, ends_at=ends_at)


# --- beginning --------------------------------------------------------------


def test_a_workshop_begins_with_its_facilitator_and_join_code():
    given().when(create()).then(*BEGUN)


def test_a_workshop_begins_with_the_planned_agenda():
    agenda = (
        c.StagePlan(stage=STAGE, kind="ideas", title="ideas"),
        c.StagePlan(stage=STAGE_2, kind="vote", title="vote"),
    )
    given().when(create(agenda=agenda)).then(
        *BEGUN, stage_added(STAGE, "ideas"), stage_added(STAGE_2, "vote")
    )


def test_a_workshop_begins_once():
    given(*BEGUN).when(create()).then_rejected("already_created")


def test_nobody_begins_a_workshop_in_another_persons_name():
    given().when(create(), by=ANNA).then_rejected("role_not_allowed")


def test_nobody_begins_a_workshop_for_somebody():
    given().when(create(), for_=ANNA).then_rejected("no_such_participant")


def test_the_facilitators_identifier_must_be_well_formed():
    given().when(create(facilitator="me"), by="me").then_rejected("bad_id")


@pytest.mark.parametrize("stages", [(STAGE, STAGE), (FACILITATOR,)])
def test_no_two_things_of_the_first_agenda_share_an_identifier(stages):
    agenda = tuple(c.StagePlan(stage=each, kind="ideas", title="Ideas") for each in stages)
    given().when(create(agenda=agenda)).then_rejected("id_taken")


@pytest.mark.parametrize(
    "field", ["title", "facilitator_name", "join_code", "timezone", "language"]
)
def test_a_workshop_needs_these_words(field):
    given().when(create(**{field: " "})).then_rejected("empty_text")


def test_a_workshop_may_begin_without_a_question():
    given().when(create(question="")).then(
        e.WorkshopCreated(
            title="Getting about",
            question="",
            shape="quick",
            timezone="Europe/London",
            language="en",
            sensitive=False,
        ),
        *BEGUN[1:],
    )


# --- title, shape, join code -------------------------------------------------


def test_a_facilitator_may_reword_title_and_question():
    given(*BEGUN).when(c.RetitleWorkshop(title=" Getting\nthere ", question="")).then(
        e.WorkshopRetitled(title="Getting there", question="")
    )


def test_the_same_title_and_question_change_nothing():
    same = c.RetitleWorkshop(title="Getting about", question="How do we get to the clinic?")
    given(*BEGUN).when(same).then_nothing()


def test_a_title_that_is_too_long_is_refused():
    long = c.RetitleWorkshop(title="x" * (TITLE_CHARS + 1), question="")
    given(*BEGUN).when(long).then_rejected("text_too_long")


def test_a_workshop_may_grow_into_another_shape():
    given(*BEGUN).when(c.ChangeShape(shape="full")).then(e.ShapeChanged(shape="full"))


def test_the_same_shape_changes_nothing():
    given(*BEGUN).when(c.ChangeShape(shape="quick")).then_nothing()


def test_a_new_join_code_replaces_the_old_one():
    given(*BEGUN).when(c.IssueJoinCode(code="ash-elm")).then(e.JoinCodeIssued(code="ash-elm"))


def test_the_same_join_code_changes_nothing():
    given(*BEGUN).when(c.IssueJoinCode(code="oak-fern")).then_nothing()


def test_a_join_code_cannot_be_empty():
    given(*BEGUN).when(c.IssueJoinCode(code="")).then_rejected("empty_text")


# --- sessions ----------------------------------------------------------------


def test_a_session_is_planned_with_its_dates():
    given(*BEGUN).when(plan()).then(PLANNED)


def test_the_plan_of_a_session_may_change():
    moved = e.SessionPlanned(session=SESSION, title="Morning", starts_at=NOW + 1, ends_at=NOW + 2)
    command = plan(title="Morning", starts_at=NOW + 1, ends_at=NOW + 2)
    given(*BEGUN, PLANNED).when(command).then(moved)


def test_the_same_plan_changes_nothing():
    given(*BEGUN, PLANNED).when(plan()).then_nothing()


@pytest.mark.parametrize(
    ("starts_at", "ends_at"), [(NOW, NOW), (NOW, NOW - 1), (-1, NOW), (NOW, LATEST + 1)]
)
def test_a_session_ends_after_it_starts_and_within_the_calendar(starts_at, ends_at):
    given(*BEGUN).when(plan(starts_at=starts_at, ends_at=ends_at)).then_rejected("no_dates")


def test_a_session_needs_a_title():
    given(*BEGUN).when(plan(title="")).then_rejected("empty_text")


def test_a_sessions_identifier_must_be_well_formed():
    given(*BEGUN).when(plan(session="evening")).then_rejected("bad_id")


def test_a_session_cannot_take_the_identifier_of_something_else():
    given(*BEGUN).when(plan(session=FACILITATOR)).then_rejected("id_taken")


def test_a_session_may_be_cancelled():
    cancelled = e.SessionCancelled(session=SESSION)
    given(*BEGUN, PLANNED).when(c.CancelSession(session=SESSION)).then(cancelled)


def test_a_session_is_cancelled_once():
    past = (*BEGUN, PLANNED, e.SessionCancelled(session=SESSION))
    given(*past).when(c.CancelSession(session=SESSION)).then_rejected("no_such_session")


def test_a_cancelled_session_may_be_planned_again():
    past = (*BEGUN, PLANNED, e.SessionCancelled(session=SESSION))
    given(*past).when(plan()).then(PLANNED)


# --- recording ---------------------------------------------------------------


def test_a_recording_may_be_published():
    given(*BEGUN).when(c.PublishRecording()).then(e.RecordingPublished())


def test_a_published_recording_is_published_already():
    given(*BEGUN, e.RecordingPublished()).when(c.PublishRecording()).then_nothing()


def test_the_recording_of_a_sensitive_workshop_is_never_published():
    past = (created(sensitive=True), *BEGUN[1:])
    given(*past).when(c.PublishRecording()).then_rejected("is_sensitive")


def test_a_published_recording_may_be_taken_back():
    past = (*BEGUN, e.RecordingPublished())
    given(*past).when(c.UnpublishRecording()).then(e.RecordingUnpublished())


def test_what_is_not_published_cannot_be_taken_back():
    given(*BEGUN).when(c.UnpublishRecording()).then_nothing()


# --- closing -----------------------------------------------------------------


def test_a_workshop_may_be_closed():
    given(*BEGUN).when(c.CloseWorkshop()).then(e.WorkshopClosed())


def test_a_closed_workshop_is_closed_already():
    given(*BEGUN, e.WorkshopClosed()).when(c.CloseWorkshop()).then_nothing()


def test_a_closed_workshop_may_be_reopened():
    given(*BEGUN, e.WorkshopClosed()).when(c.ReopenWorkshop()).then(e.WorkshopReopened())


def test_an_open_workshop_is_open_already():
    given(*BEGUN).when(c.ReopenWorkshop()).then_nothing()


def test_a_closed_workshop_still_records_desk_work():
    past = (*BEGUN, e.WorkshopClosed())
    given(*past).when(c.RetitleWorkshop(title="Bus", question="")).then(
        e.WorkshopRetitled(title="Bus", question="")
    )


# --- who may -----------------------------------------------------------------

RUNNING_ONLY = [
    c.RetitleWorkshop(title="Bus", question=""),
    c.ChangeShape(shape="full"),
    c.IssueJoinCode(code="ash-elm"),
    plan(),
    c.CancelSession(session=SESSION),
    c.NamePlace(place="Bristol"),
    c.MarkSensitive(sensitive=True),
    c.UnpublishRecording(),
    c.CloseWorkshop(),
    c.ReopenWorkshop(),
]


@pytest.mark.parametrize("command", RUNNING_ONLY, ids=lambda each: type(each).__name__)
def test_only_those_who_run_the_workshop_may_change_it(command):
    given(*EVERYBODY).when(command, by=ANNA).then_rejected("role_not_allowed")


def test_a_co_facilitator_runs_the_workshop_too():
    given(*EVERYBODY).when(c.CloseWorkshop(), by=CO_FACILITATOR).then(e.WorkshopClosed())


# --- the place, the lead, and what is sensitive ---------------------------------------

COUNCIL_LEADS = (*BEGUN, organisation_added(COUNCIL), e.LeadNamed(organisation=COUNCIL))
SPEAKS_FOR_IT = e.OrganisationChosen(participant=FACILITATOR, organisation=COUNCIL)


def test_a_place_is_named_with_its_code_or_without():
    named = e.PlaceNamed(place="Bristol", area="E06000023")
    given(*BEGUN).when(c.NamePlace(place=" Bristol", area="e06000023")).then(named)
    given(*BEGUN, named).when(c.NamePlace(place="Bristol", area="E06000023")).then_nothing()
    given(*BEGUN, named).when(c.NamePlace(place="")).then(e.PlaceNamed(place="", area=""))


@pytest.mark.parametrize("code", ["Bristol", "E0600002", "X06000023", "E060000231"])
def test_what_is_no_code_of_an_area_is_refused(code):
    given(*BEGUN).when(c.NamePlace(place="Bristol", area=code)).then_rejected("bad_area")


@pytest.mark.parametrize("link", ["javascript:alert(1)", "call.example", "https://", "http://a b"])
def test_only_a_whole_address_is_a_link_to_a_call(link):
    plan = c.PlanSession(
        session=SESSION, title="Evening", starts_at=NOW, ends_at=NOW + 1, call_link=link
    )
    given(*BEGUN).when(plan).then_rejected("bad_link")


def test_a_session_says_where_it_is_and_how_to_call_in():
    plan = {
        "session": SESSION,
        "title": "Evening",
        "starts_at": NOW,
        "ends_at": NOW + 1,
        "venue": "The hall",
        "call_link": "https://call.example/1?x=y",
    }
    given(*BEGUN).when(c.PlanSession(**plan)).then(e.SessionPlanned(**plan))
    given(*BEGUN, e.SessionPlanned(**plan)).when(c.PlanSession(**plan)).then_nothing()


def test_only_a_facilitator_publishes_and_names_the_lead():
    for wish in (c.PublishRecording(), c.NameLead(organisation=None)):
        given(*EVERYBODY).when(wish, by=CO_FACILITATOR).then_rejected("facilitators_only")


def test_where_an_organisation_leads_only_its_facilitators_publish():
    given(*COUNCIL_LEADS).when(c.PublishRecording()).then_rejected("lead_publishes")
    given(*COUNCIL_LEADS, SPEAKS_FOR_IT).when(c.PublishRecording()).then(e.RecordingPublished())


def test_taking_back_is_for_everybody_who_runs_the_workshop():
    past = (*EVERYBODY, e.RecordingPublished())
    given(*past).when(c.UnpublishRecording(), by=CO_FACILITATOR).then(e.RecordingUnpublished())


def test_what_becomes_sensitive_is_published_no_longer():
    mark = c.MarkSensitive(sensitive=True)
    marked = e.SensitivityMarked(sensitive=True)
    given(*BEGUN).when(mark).then(marked)
    given(*BEGUN, e.RecordingPublished()).when(mark).then(e.RecordingUnpublished(), marked)
    given(*BEGUN, marked).when(c.PublishRecording()).then_rejected("is_sensitive")


def test_only_a_facilitator_says_that_it_need_not_stay_with_its_people():
    past = (*EVERYBODY, e.SensitivityMarked(sensitive=True))
    ordinary = c.MarkSensitive(sensitive=False)
    given(*past).when(ordinary, by=CO_FACILITATOR).then_rejected("facilitators_only")
    given(*past).when(ordinary).then(e.SensitivityMarked(sensitive=False))
