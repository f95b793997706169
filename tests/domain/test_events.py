from dataclasses import is_dataclass
from typing import Annotated, get_args, get_origin, get_type_hints

import pytest

from codesign.domain import commands, events
from codesign.domain.commands import (
    Command,
    ConditionPlan,
    GroupPlan,
    ImpactPlan,
    Listing,
    OptionPlan,
    ReasonPlan,
    Rejection,
    Rewording,
    RingFencePlan,
    SpendPlan,
    SpendRow,
    StagePlan,
    WorryPlan,
)
from codesign.domain.events import (
    ContributionRedacted,
    CriterionWeight,
    Event,
    IdeaCopied,
    IdeasRevealed,
    Identifier,
    ParticipantErased,
    Reach,
    ThemeCopied,
    YearAmount,
    YearEstimate,
    destroys_words_of,
)
from codesign.domain.words import SealedUnder
from tests.given import ANNA, IDEA, STAGE


def shapes(module):
    """The dataclasses the modules of a package define themselves."""
    within = f"{module.__name__}."
    own = [
        each for each in vars(module).values() if getattr(each, "__module__", "").startswith(within)
    ]
    return {each for each in own if is_dataclass(each)}


def test_every_event_of_the_glossary_can_be_told_of():
    assert set(get_args(Event)) == shapes(events) - {
        CriterionWeight,
        IdeaCopied,
        Identifier,
        Reach,
        ThemeCopied,
        YearAmount,
        YearEstimate,
    }


def test_every_command_of_the_glossary_can_be_asked():
    assert set(get_args(Command)) == shapes(commands) - {
        StagePlan,
        Rejection,
        OptionPlan,
        Listing,
        GroupPlan,
        RingFencePlan,
        ReasonPlan,
        Rewording,
        ConditionPlan,
        ImpactPlan,
        SpendPlan,
        SpendRow,
        WorryPlan,
    }


@pytest.mark.parametrize("shape", sorted(get_args(Event) + get_args(Command), key=str))
def test_what_is_asked_and_what_happened_never_changes_afterwards(shape):
    assert shape.__dataclass_params__.frozen
    assert not hasattr(shape, "__dict__") or "__slots__" in vars(shape)


@pytest.mark.parametrize("event", get_args(Event))
def test_no_event_holds_a_float(event):
    assert "float" not in str(get_type_hints(event))


@pytest.mark.parametrize("event", get_args(Event))
def test_sealed_words_name_a_field_that_says_whose_they_are(event):
    hints = get_type_hints(event, include_extras=True)
    for hint in hints.values():
        if get_origin(hint) is Annotated:
            sealed = next(each for each in get_args(hint) if isinstance(each, SealedUnder))
            assert not sealed.owner or sealed.owner in hints


def test_erasing_a_person_destroys_words_of_theirs():
    assert destroys_words_of(ParticipantErased(participant=ANNA)) == ANNA


def test_redacting_a_contribution_destroys_its_words():
    redacted = ContributionRedacted(kind="idea", id=IDEA, reason="Named a neighbour", text="")
    assert destroys_words_of(redacted) == IDEA


def test_nothing_else_destroys_words():
    assert destroys_words_of(IdeasRevealed(stage=STAGE)) is None
