"""What is sent after a workshop: each reader is told no more than they may read, in two forms."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from codesign.domain import events as e
from codesign.outputs.letter import VIEWS, Letter, Part, Readers, Words, letter, plain, rich
from tests.given import (
    DECISION,
    EVERYBODY,
    NOW,
    RESPONSE,
    ROUND,
    SESSION,
    TAKING_IDEAS,
    YES,
    folded,
    idea_submitted,
    option_added,
    organisation_added,
    recorded,
    round_opened,
    stage_added,
    stage_opened,
    theme_formed,
)
from tests.projections.readings import reading_of

BASE = "https://hall.example/w/x"
ALL: tuple[Readers, ...] = ("participants", "organisations", "absent")
PAST = (
    *TAKING_IDEAS,
    idea_submitted(),
    theme_formed(),
    e.DecisionRecorded(
        decision=DECISION, text="A bus at nine", reasons="It helps most", round=None, options=()
    ),
    e.NextStepsWorded(text="The council reads this.\n\nYou hear by May."),
)


def to(readers: Readers, *past) -> Letter:
    return letter(reading_of(*(past or PAST), view=VIEWS[readers]), readers, BASE)


@pytest.mark.parametrize("readers", ALL)
def test_every_reader_is_told_what_was_decided_why_and_what_happens_next(readers):
    told = plain(to(readers))
    assert "- A bus at nine. Because: It helps most." in told
    assert "The council reads this.\n\nYou hear by May." in told
    assert "Getting about" in told


def test_the_whole_letter_to_those_who_took_part():
    assert (
        plain(to("participants"))
        == """\
Hello,

Thank you for taking part in “Getting about” on Thursday 9 October 2025.

The question was: How do we get to the clinic?

6 people took part, with 1 idea.

WHAT WAS DECIDED
- A bus at nine. Because: It helps most.

WHAT PEOPLE TALKED ABOUT
- Transport (0 ideas)

WHAT HAPPENS NEXT
The council reads this.

You hear by May.

READ MORE
They open on the device with which you took part.
- What you contributed, and what became of it: https://hall.example/w/x/mine
- The summary on one page: https://hall.example/w/x/summary
- The recording: https://hall.example/w/x/replay

With kind regards
"""
    )


def test_organisations_are_asked_for_what_nobody_answered_yet():
    assert "Please tell us what your organisation will do" in plain(to("organisations"))
    given = e.ResponseGiven(
        response=RESPONSE,
        about="decision",
        id=DECISION,
        organisation=None,
        stance="doing",
        why="",
        post="",
        by_when="by May",
    )
    told = plain(to("organisations", *PAST, given))
    asked = told.partition("WHAT WE ASK OF YOU")[2].partition("WHAT HAPPENS NEXT")[0]
    assert "“Transport”" in asked
    assert "A bus at nine" not in asked
    assert "A bus at nine. Because: It helps most. We are doing this, by May." in told


def test_those_who_were_not_there_get_no_link_that_stays_shut_for_them():
    assert "http" not in plain(to("absent"))
    told = plain(to("absent", *PAST, e.RecordingPublished()))
    assert f"{BASE}/summary" in told
    assert "/mine" not in told


def test_what_only_partners_may_see_is_in_no_letter():
    past = (
        *EVERYBODY,
        stage_added(seen_by="partner"),
        stage_opened(),
        organisation_added(),
        round_opened(),
        option_added(YES),
        e.DecisionRecorded(
            decision=DECISION, text="Between us", reasons="", round=ROUND, options=(YES,)
        ),
    )
    for readers in ALL:
        assert "Between us" not in plain(to(readers, *past))


def test_the_next_session_is_named_with_its_day_and_time():
    planned = e.SessionPlanned(
        session=SESSION,
        title="We meet again",
        starts_at=NOW + 7 * 86_400_000,
        ends_at=NOW + 7 * 86_400_000 + 7_200_000,
        venue="",
        call_link="",
    )
    told = plain(to("participants", *PAST, planned))
    assert "- We meet again: Thursday 16 October 2025, 09:53 to 11:53." in told


def test_it_is_signed_by_the_organisation_that_leads():
    organisation = organisation_added()
    led = e.LeadNamed(organisation=organisation.organisation)
    told = plain(to("participants", *PAST, organisation, led))
    assert told.endswith("With kind regards\n\nprovider\n")


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name == "href"]


@pytest.mark.parametrize("readers", ALL)
def test_nothing_anybody_wrote_becomes_markup(readers):
    nasty = '<img src=x onerror="alert(1)"><a href="javascript:x">'
    past = [
        replace(each, text=nasty, reasons=nasty)
        if isinstance(each, e.DecisionRecorded)
        else replace(each, text=nasty)
        if isinstance(each, e.NextStepsWorded)
        else each
        for each in PAST
    ]
    found = _Tags()
    found.feed(rich(to(readers, *past)))
    assert set(found.tags) <= {"p", "strong", "ul", "li", "a"}
    assert all(str(each).startswith(BASE) for each in found.links)


def test_links_are_kept_where_it_is_rich_and_written_out_where_it_is_plain():
    found = Letter(
        subject="s", parts=(Part(heading="Read", items=(Words(text="All", href="https://a"),)),)
    )
    assert plain(found) == "READ\n- All: https://a\n"
    assert rich(found) == (
        '<p><strong>Read</strong></p>\n<ul><li><a href="https://a">All</a></li></ul>\n'
    )


def test_what_was_taken_back_or_set_aside_is_not_sent():
    back = e.DecisionWithdrawn(decision=DECISION, reason="Not yet")
    past = (
        *PAST,
        back,
        round_opened(),
        option_added(YES),
        e.RoundClosed(round=ROUND),
        e.RoundVoided(round=ROUND, reason="Wrong sheets"),
    )
    assert folded(recorded(*past)).rounds[ROUND].void_reason
    told = plain(to("participants", *past))
    assert "A bus at nine" not in told
    assert "Which ones?" not in told
    assert "Nothing is recorded as decided yet." in told
