"""Reports and private notes: who may make them, and of what."""

import pytest

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.ids import NoteId, ReportId
from tests.domain.test_breakouts import BREAKOUT, WRITTEN
from tests.given import (
    ANNA,
    BEGUN,
    BEN,
    CARYS,
    CO_FACILITATOR,
    DECISION,
    EVERYBODY,
    FACILITATOR,
    HELPER,
    IDEA,
    OBSERVER,
    TAKING_IDEAS,
    TAKING_IDEAS_OF_PARTNERS,
    THEME,
    given,
    id_of,
    idea_submitted,
    joined,
    theme_formed,
)

REPORT = ReportId(id_of("report"))
NOTE = NoteId(id_of("note"))


def report(about: e.Reported = "idea", key: str = IDEA) -> c.MakeReport:
    return c.MakeReport(
        report=REPORT, about=about, id=key, concern="safeguarding", text="A child is named"
    )


def made(about: e.Reported = "idea", key: str = IDEA) -> e.ReportMade:
    return e.ReportMade(
        report=REPORT, about=about, id=key, concern="safeguarding", text="A child is named"
    )


@pytest.mark.parametrize("reporter", [ANNA, BEN, OBSERVER, HELPER])
def test_anybody_inside_may_report_what_they_see(reporter):
    given(*TAKING_IDEAS, idea_submitted()).when(report(), by=reporter).then(made())


def test_a_muted_person_may_still_report():
    muted = e.ParticipantMuted(participant=ANNA)
    given(*EVERYBODY, muted).when(report("workshop", ""), by=ANNA).then(made("workshop", ""))


def test_asking_about_what_one_may_not_see_tells_nothing():
    past = (*TAKING_IDEAS_OF_PARTNERS, idea_submitted(), theme_formed())
    given(*past).when(report(), by=CARYS).then_rejected("no_such_idea")
    given(*past).when(report("theme", THEME), by=CARYS).then_rejected("no_such_theme")
    given(*past).when(report("decision", DECISION), by=CARYS).then_rejected("no_such_decision")
    hidden = (*TAKING_IDEAS, idea_submitted(), e.IdeaHidden(idea=IDEA, reason="x"))
    given(*hidden).when(report(), by=BEN).then_rejected("no_such_idea")
    given(*hidden).when(report(), by=ANNA).then(made())


def test_what_is_on_another_group_s_board_is_reported_by_nobody_who_does_not_see_it():
    theme, idea = report("theme", THEME), report("idea", IDEA)
    for command, code in ((theme, "no_such_theme"), (idea, "no_such_idea")):
        given(*WRITTEN).when(command, by=BEN).then_rejected(code)
        given(*WRITTEN).when(command, by=FACILITATOR).then(made(command.about, command.id))
    opened = (*WRITTEN, e.BoardsOpened(breakout=BREAKOUT))
    given(*opened).when(theme, by=BEN).then(made("theme", THEME))


def test_nobody_is_told_of_a_report_about_themselves_and_the_reporter_is_told_if_nobody_is():
    alone = (*BEGUN, joined(ANNA))
    given(*alone).when(report("participant", FACILITATOR), by=ANNA).then_rejected("nobody_to_tell")
    both = given(*EVERYBODY, made("participant", FACILITATOR))
    mark = c.MarkReport(report=REPORT, state="looking")
    both.when(mark, by=FACILITATOR).then_rejected("no_such_report")
    both.when(mark, by=CO_FACILITATOR).then(e.ReportMarked(report=REPORT, state="looking"))


def test_a_report_is_marked_by_those_who_run_the_workshop_and_that_is_taken_back():
    reported = given(*EVERYBODY, made())
    reported.when(c.MarkReport(report=REPORT, state="done")).then(
        e.ReportMarked(report=REPORT, state="done")
    ).when(c.MarkReport(report=REPORT, state="new")).then(
        e.ReportMarked(report=REPORT, state="new")
    )
    reported.when(c.MarkReport(report=REPORT, state="new")).then_nothing()
    reported.when(c.MarkReport(report=REPORT, state="done"), by=HELPER).then_rejected(
        "role_not_allowed"
    )


def test_private_notes_are_written_reworded_and_taken_away_by_those_who_run_the_workshop():
    written = e.NoteWritten(note=NOTE, text="Rang the duty desk")
    write = c.WriteNote(note=NOTE, text="Rang the duty desk")
    given(*EVERYBODY).when(write).then(written).when(write).then_nothing()
    given(*EVERYBODY, written).when(c.WithdrawNote(note=NOTE)).then(
        e.NoteWithdrawn(note=NOTE)
    ).when(write).then(written)
    given(*EVERYBODY).when(write, by=HELPER).then_rejected("role_not_allowed")
    given(*EVERYBODY).when(c.WithdrawNote(note=NOTE)).then_rejected("no_such_note")


@pytest.mark.parametrize(
    ("kind", "key", "past"),
    [
        ("report", REPORT, made()),
        ("note", NOTE, e.NoteWritten(note=NOTE, text="Names a child")),
    ],
)
def test_the_words_of_a_report_or_a_note_can_be_destroyed(kind, key, past):
    given(*EVERYBODY, past).when(
        c.RedactContribution(kind=kind, id=key, reason="Names a child")
    ).then(e.ContributionRedacted(kind=kind, id=key, reason="Names a child", text="[removed]"))
