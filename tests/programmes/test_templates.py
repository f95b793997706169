"""Agenda templates: what a workshop starts with."""

from typing import get_args

import pytest

from codesign.domain.act import Act
from codesign.domain.commands import CreateWorkshop
from codesign.domain.decide import decide
from codesign.domain.events import Shape, StageKind
from codesign.domain.ids import ParticipantId, StageId, derived_id
from codesign.domain.workshop import Workshop
from codesign.programmes.templates import SHAPES, agenda

FACILITATOR = ParticipantId("FFFFFFFFFFFFFFFFFFFFFA")


def ids(count: int = 20) -> list[StageId]:
    return [StageId(derived_id("w", "stage", number)) for number in range(count)]  # type: ignore[arg-type]


def test_every_shape_has_a_template() -> None:
    assert set(SHAPES) == set(get_args(Shape))


def test_the_quick_shape_is_ideas_themes_vote_and_close() -> None:
    plans = agenda("quick", ids())
    assert [(each.kind, each.minutes) for each in plans] == [
        ("ideas", 15),
        ("themes", 10),
        ("vote", 10),
        ("close", 5),
    ]


def test_the_half_day_goes_from_needs_to_agreement_without_money() -> None:
    kinds = [each.kind for each in SHAPES["half_day"].stages]
    assert kinds.index("needs") < kinds.index("agree")
    assert "money" not in kinds


def test_half_a_day_is_at_most_four_hours() -> None:
    assert SHAPES["half_day"].minutes <= 240


def test_the_full_programme_has_every_kind_of_stage() -> None:
    assert {each.kind for each in SHAPES["full"].stages} == set(get_args(StageKind))


def test_a_shape_grows_into_the_next_without_loss() -> None:
    kinds = [
        {each.kind for each in SHAPES[shape].stages} for shape in ("quick", "half_day", "full")
    ]
    assert kinds[0] <= kinds[1] <= kinds[2]


def test_only_stages_that_take_ideas_become_anonymous_or_private() -> None:
    plans = agenda("half_day", ids(), anonymous=True, private=True)
    assert {each.kind for each in plans if each.anonymous} == {"needs", "ideas"}
    assert {each.kind for each in plans if each.private} == {"needs", "ideas"}


def test_who_may_bid_does_not_see_the_choices_compared() -> None:
    choices = next(each for each in agenda("full", ids()) if each.kind == "choices")
    assert choices.seen_by == "partner"


@pytest.mark.parametrize("shape", get_args(Shape))
def test_a_workshop_starts_from_every_template_and_no_stage_opens_by_itself(shape: Shape) -> None:
    command = CreateWorkshop(
        facilitator=FACILITATOR,
        facilitator_name="Facilitator",
        title="A better bus",
        shape=shape,
        join_code="CDFGHJ",
        agenda=agenda(shape, ids()),
    )
    events = decide(Workshop(), command, Act(by=FACILITATOR, at=1))
    names = [type(each).__name__ for each in events]
    assert names.count("StageAdded") == len(SHAPES[shape].stages)
    assert "StageOpened" not in names
