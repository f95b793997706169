from dataclasses import replace

from codesign.domain import events as e
from codesign.projections.summary import IDEAS_PER_THEME, Contents, summary
from tests.given import (
    ANNA,
    BEGUN,
    COUNCIL,
    DECISION,
    EVERYBODY,
    IDEA,
    IDEA_2,
    IDEA_3,
    NOW,
    ROUND,
    STAGE,
    STAGE_2,
    TAKING_IDEAS,
    THEME,
    THEME_2,
    id_of,
    idea_submitted,
    option_added,
    round_opened,
    stage_added,
    stage_opened,
    theme_formed,
)
from tests.projections.readings import reading_of

IDEAS = (IDEA, IDEA_2, IDEA_3)
GROUPED = (
    *TAKING_IDEAS,
    *(idea_submitted(each, text=each.strip("-A")) for each in IDEAS),
    theme_formed(),
    theme_formed(THEME_2),
    e.IdeasGrouped(theme=THEME_2, ideas=(IDEA, IDEA_3)),
)


def summed(*past, view="participant", at=None):
    return summary(reading_of(*past, view=view, at=at))


def test_it_is_ready_when_the_workshop_has_only_begun():
    found = summed(*BEGUN)
    assert (found.title, found.question) == ("Getting about", "How do we get to the clinic?")
    assert found.titled_seq == 1
    assert found.everybodys == Contents(ideas=0, ungrouped=(), themes=(), votes=(), decisions=())
    assert found.groups == ()
    assert (found.opened, found.closed, found.sittings) == (None, None, ())


def test_the_title_comes_from_the_event_that_gave_it():
    retitled = e.WorkshopRetitled(title="Getting home", question="")
    found = summed(*BEGUN, retitled)
    assert (found.title, found.titled_seq) == ("Getting home", len(BEGUN) + 1)


def test_sessions_come_in_order_of_their_dates_and_without_those_cancelled():
    def planned(name, day):
        return e.SessionPlanned(
            session=id_of(name), title=name, starts_at=NOW + day, ends_at=NOW + day + 1
        )

    past = (*BEGUN, planned("second", 2), planned("first", 1), planned("gone", 0))
    found = summed(*past, e.SessionCancelled(session=id_of("gone")))
    assert [(each.title, each.seq) for each in found.sittings] == [
        ("first", len(BEGUN) + 2),
        ("second", len(BEGUN) + 1),
    ]


def test_themes_come_with_the_largest_first_and_ideas_in_none_apart():
    found = summed(*GROUPED)
    assert [(each.title, each.ideas) for each in found.everybodys.themes] == [
        ("Transport", 2),
        ("Transport", 0),
    ]
    assert [each.text for each in found.everybodys.themes[0].top] == ["idea", "idea_3"]
    assert [each.text for each in found.everybodys.ungrouped] == ["idea_2"]


def test_ideas_are_ordered_by_the_last_vote_they_were_in():
    result = e.ResultPublished(
        round=ROUND,
        algorithm="agree",
        version=1,
        first=1,
        last=1,
        roll=3,
        cast=1,
        counts={},
        ranking=((IDEA_3,), (IDEA,)),
    )
    past = (
        *GROUPED,
        round_opened(),
        *(option_added(each, "idea") for each in (IDEA, IDEA_3)),
        e.RoundClosed(round=ROUND),
        result,
    )
    assert [each.text for each in summed(*past).everybodys.themes[0].top] == ["idea_3", "idea"]


def test_no_theme_lists_more_than_it_is_known_by():
    many = [idea_submitted(id_of(f"many_{each}")) for each in range(9)]
    grouped = e.IdeasGrouped(theme=THEME, ideas=tuple(each.event.idea for each in many))
    (theme,) = summed(*TAKING_IDEAS, *many, theme_formed(), grouped).everybodys.themes
    assert theme.ideas == 9
    assert len(theme.top) == IDEAS_PER_THEME


def test_an_idea_that_was_taken_off_the_board_is_told_to_nobody():
    hidden = e.IdeaHidden(idea=IDEA, reason="x")
    assert summed(*GROUPED, hidden).everybodys.ideas == 2
    assert summed(*GROUPED, hidden).everybodys.themes[0].ideas == 1
    assert summed(*GROUPED, hidden, view="facilitator").everybodys.ideas == 2


def test_an_earlier_version_is_told_as_it_was_then():
    assert summed(*GROUPED, at=len(TAKING_IDEAS) + 1).everybodys.ideas == 1


def test_organisations_are_named():
    added = e.OrganisationAdded(
        organisation=COUNCIL, name="The council", identifiers=(), potential_provider=False
    )
    chosen = e.OrganisationChosen(participant=ANNA, organisation=COUNCIL)
    shares = summed(*EVERYBODY, added, chosen).attendance.by_organisation
    assert {each.of: each.people for each in shares} == {None: 5, "The council": 1}


def test_stages_that_are_open_or_to_come_are_ahead():
    past = (
        *BEGUN,
        stage_added(),
        replace(stage_added(STAGE_2), title="later"),
        replace(stage_added(id_of("skipped")), title="skipped"),
        e.StageSkipped(stage=id_of("skipped")),
        replace(stage_added(id_of("closed")), title="closed to them", seen_by="facilitator"),
        stage_opened(STAGE, until=NOW + 10**9),
    )
    found = summed(*past).ahead
    assert [(each.title, each.open, each.open_until) for each in found] == [
        ("ideas", True, NOW + 10**9),
        ("later", False, None),
    ]
    assert summed(*past, e.WorkshopClosed()).ahead == ()


def test_the_end_is_told_unless_it_was_taken_back():
    past = (*TAKING_IDEAS, e.WorkshopClosed())
    assert summed(*past).closed.seq == len(past)
    assert summed(*past, e.WorkshopReopened()).closed is None
    assert summed(*past).opened.seq == len(TAKING_IDEAS)


def test_removed_words_are_told_to_be_removed():
    past = (
        *TAKING_IDEAS,
        idea_submitted(text=""),
        replace(theme_formed(), title=""),
        e.IdeasGrouped(theme=THEME, ideas=(IDEA,)),
        e.DecisionRecorded(decision=DECISION, text="", reasons="", round=None, options=()),
    )
    found = summed(*past)
    (theme,) = found.everybodys.themes
    (decision,) = found.everybodys.decisions
    assert theme.title == theme.top[0].text == decision.text == "[words removed]"
