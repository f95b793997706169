"""What is in the catalogue: agreed designs of published workshops, as everybody may see them."""

import json
from collections.abc import Iterator
from copy import deepcopy
from random import Random

import pytest

from codesign.domain import events as e
from codesign.domain.evolve import evolve
from codesign.domain.ids import CommandId, WorkshopId
from codesign.domain.recorded import Recorded
from codesign.domain.workshop import Practice, Workshop
from codesign.programmes.example import WORKSHOP as ILLUSTRATION
from codesign.projections.board import rendered
from codesign.projections.catalogue import CatalogueRow, catalogue_rows, one_case
from codesign.projections.wording import REMOVED
from tests.histories import an_agreement
from tests.outputs import whole
from tests.outputs.fixture import WORKSHOP

LATER = CommandId("later----------------A")


@pytest.fixture(scope="module")
def agreed() -> Workshop:
    workshop = Workshop()
    for each in whole.the_log():
        evolve(workshop, each)
    return happened(workshop, e.RecordingPublished())


def happened(workshop: Workshop, *events: e.Event) -> Workshop:
    """The same workshop, after these too."""
    later = deepcopy(workshop)
    for each in events:
        recorded = Recorded(
            later.seq + 1, each, CommandId("later----------------A"), later.at, None
        )
        evolve(later, recorded)
    return later


def rows(workshop: Workshop, table: str = "designs") -> list[CatalogueRow]:
    return [each for each in catalogue_rows(WORKSHOP, workshop) if each.table == table]


def the_design(workshop: Workshop) -> CatalogueRow:
    [design] = rows(workshop)
    return design


def test_a_design_says_what_was_agreed_by_whom_with_which_money(agreed: Workshop) -> None:
    design = the_design(agreed)
    record = design.record
    assert (record["title"], record["version"]) == (whole.V3.title, 3)
    assert record["hash"] == agreed.redesigns[whole.REDESIGN].versions[2].hash
    assert record["workshop"]["lead"] == "Northfield Council"
    assert [(each["name"], each["level"]) for each in record["positions"]] == [
        ("Northfield Council", "will_deliver"),
        ("Northfield Integrated Care Board", "consent"),
        ("County Ambulance Service", "stand_aside"),
        ("St Anne's Hospital Trust", "consent"),
    ]
    assert record["pool"]["pooled"]["confirmed"] == 15_000_000
    assert record["benefit"]["label"] == "A night team of council and NHS"
    assert [each["outcome"] for each in record["formal_decisions"]] == ["approved"]
    assert [each["what"] for each in record["needs"]] == [
        "help within two hours at night",
        "somebody to hand over to on the doorstep",
    ]


def test_it_is_found_by_place_area_year_and_model(agreed: Workshop) -> None:
    assert set(the_design(agreed).facets) == {
        ("place", "Northfield"),
        ("area", "E06000059"),
        ("year", "2025"),
        ("model", "public_partnership"),
    }


def test_each_outcome_is_a_row_of_its_own(agreed: Workshop) -> None:
    first, _ = rows(agreed, "outcomes")
    assert first.record["statement"].startswith("Fewer people over 75 are admitted")
    assert first.record["design"] == whole.REDESIGN
    assert first.facets == the_design(agreed).facets


def test_themes_and_needs_that_nothing_answers_are_open(agreed: Workshop) -> None:
    [itself] = rows(agreed, "workshops")
    titles = [each["title"] for each in itself.record["themes"]]
    answered = {agreed.themes[each].title for each in whole.DESIGN.themes}
    assert titles
    assert not answered & set(titles), "what an agreed design answers is not open"
    assert itself.record["needs"] == []
    aside = happened(agreed, _aside())
    assert len(rows(aside, "workshops")[0].record["needs"]) == 2


@pytest.mark.parametrize(
    "change",
    [
        lambda now: happened(now, e.RecordingUnpublished()),
        lambda now: _with(now, sensitive=True),
        lambda now: _with(now, practice=Practice(workshop=WORKSHOP, version=1)),
    ],
    ids=["taken back", "sensitive", "practice"],
)
def test_what_is_not_public_is_not_in_it(agreed: Workshop, change) -> None:
    assert catalogue_rows(WORKSHOP, change(agreed)) == ()


def test_the_illustration_that_every_server_has_is_not_in_it(agreed: Workshop) -> None:
    assert catalogue_rows(WorkshopId(ILLUSTRATION), agreed) == ()


def test_an_agreement_that_was_set_aside_leaves_no_design(agreed: Workshop) -> None:
    aside = happened(agreed, _aside())
    assert rows(aside) == []
    assert rows(aside, "outcomes") == []
    [itself] = rows(aside, "workshops")
    assert itself.figures["designs"] == 0


def test_removed_words_are_in_no_row(agreed: Workshop) -> None:
    gone = happened(
        agreed,
        e.ContributionRedacted(kind="redesign", id=whole.REDESIGN, reason="x", text=REMOVED),
        e.ContributionRedacted(kind="need", id=whole.OTHER_NEED, reason="x", text=REMOVED),
    )
    told = json.dumps([each.record for each in catalogue_rows(WORKSHOP, gone)])
    assert whole.V3.title not in told
    assert "on the doorstep" not in told
    assert all(whole.V3.title not in each.words for each in catalogue_rows(WORKSHOP, gone))


@pytest.mark.parametrize("seed", range(12))
def test_every_word_of_it_is_on_the_public_board(seed: int) -> None:
    workshop = Workshop()
    for each in an_agreement(Random(seed)):
        evolve(workshop, each)
    workshop.published, workshop.sensitive, workshop.practice = True, False, None
    public = set(_texts(rendered(workshop, "public").records))
    for row in catalogue_rows(WORKSHOP, workshop):
        said = set(_texts(dict(row.record))) - set(_texts(row.record["workshop"]))
        assert {each for each in said if len(each.split()) > 1} <= public, row.key


@pytest.mark.parametrize("name", ["home  care ", "Home care", "home care"])
def test_a_name_is_one_however_it_was_typed(name: str) -> None:
    assert one_case(name) == "Home care"


def _aside() -> e.Event:
    return e.AgreementSetAside(redesign=whole.REDESIGN, reason="The money is gone")


def _with(workshop: Workshop, **changes: object) -> Workshop:
    later = deepcopy(workshop)
    for name, value in changes.items():
        setattr(later, name, value)
    return later


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _texts(each)
