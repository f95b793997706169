"""Rules: what people write beside a moment of the recording."""

import pytest

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.ideas import REDACTED_WORDS
from codesign.domain.ids import AnnotationId
from tests.given import ANNA, BEN, EVERYBODY, FACILITATOR, given, id_of

NOTE = AnnotationId(id_of("annotation"))
WRITTEN = e.MomentAnnotated(
    annotation=NOTE, moment=3, group=None, seen_by="participant", text="Here it turned"
)
WRITE = c.AnnotateMoment(annotation=NOTE, moment=3, text=" Here it turned ")


def test_whoever_took_part_writes_beside_a_moment_also_after_the_close():
    given(*EVERYBODY).when(WRITE, by=ANNA).then(WRITTEN)
    given(*EVERYBODY, e.WorkshopClosed()).when(WRITE, by=ANNA).then(WRITTEN)


def test_the_same_words_again_change_nothing_and_other_words_reword():
    past = given(*EVERYBODY).when(WRITE, by=ANNA).then(WRITTEN)
    past.when(WRITE, by=ANNA).then_nothing()
    again = given(*EVERYBODY).when(WRITE, by=ANNA).then(WRITTEN)
    reworded = c.AnnotateMoment(annotation=NOTE, moment=3, text="Here", seen_by="public")
    again.when(reworded, by=ANNA).then(
        e.MomentAnnotated(annotation=NOTE, moment=3, group=None, seen_by="public", text="Here")
    )


def test_only_its_author_rewords_it():
    given(*EVERYBODY).when(WRITE, by=ANNA).then(WRITTEN).when(
        c.AnnotateMoment(annotation=NOTE, moment=3, text="Other"), by=BEN
    ).then_rejected("not_yours")


@pytest.mark.parametrize("moment", [0, -1, 10_000])
def test_there_must_be_such_a_moment(moment: int):
    command = c.AnnotateMoment(annotation=NOTE, moment=moment, text="x")
    given(*EVERYBODY).when(command, by=ANNA).then_rejected("no_such_moment")


def test_nobody_writes_for_an_audience_they_are_outside_of():
    command = c.AnnotateMoment(annotation=NOTE, moment=3, text="x", seen_by="facilitator")
    given(*EVERYBODY).when(command, by=ANNA).then_rejected("outside_audience")
    given(*EVERYBODY).when(command, by=FACILITATOR).then(
        e.MomentAnnotated(annotation=NOTE, moment=3, group=None, seen_by="facilitator", text="x")
    )


def test_its_author_and_those_who_run_the_workshop_take_it_away():
    take_away = c.WithdrawAnnotation(annotation=NOTE)
    gone = e.AnnotationWithdrawn(annotation=NOTE)
    for who in (ANNA, FACILITATOR):
        past = given(*EVERYBODY).when(WRITE, by=ANNA).then(WRITTEN).when(take_away, by=who)
        past.then(gone).when(take_away, by=who).then_nothing()
    given(*EVERYBODY).when(WRITE, by=ANNA).then(WRITTEN).when(take_away, by=BEN).then_rejected(
        "not_yours"
    )
    given(*EVERYBODY).when(take_away, by=ANNA).then_rejected("no_such_annotation")


def test_its_words_can_be_destroyed():
    given(*EVERYBODY).when(WRITE, by=ANNA).then(WRITTEN).when(
        c.RedactContribution(kind="annotation", id=NOTE, reason="Names a child")
    ).then(
        e.ContributionRedacted(
            kind="annotation", id=NOTE, reason="Names a child", text=REDACTED_WORDS
        )
    )
