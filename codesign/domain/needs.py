"""Rules: needs and what is known of how things are: evidence, journeys, assets, barriers.

A need says who needs what, so that why. Evidence has a source and a grade, and
names the needs it speaks of. An idea names the needs it answers.
"""

import re
from collections.abc import Sequence
from typing import Final

from codesign.domain.act import Act
from codesign.domain.commands import (
    AddEvidence,
    AnswerNeeds,
    DescribePersona,
    MapAsset,
    MapJourneyStep,
    RaiseBarrier,
    StateNeed,
)
from codesign.domain.entries import require_entering, require_entries, unless_said
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import (
    AssetMapped,
    BarrierRaised,
    Event,
    EvidenceAdded,
    JourneyStepMapped,
    NeedsAnswered,
    NeedStated,
    PersonaDescribed,
    StageKind,
)
from codesign.domain.fields import GRADES, date_written, links, require_in
from codesign.domain.ideas import idea
from codesign.domain.ids import OrganisationId
from codesign.domain.organisations import known_organisation
from codesign.domain.permissions import require_contributor, runs
from codesign.domain.views import sees_board_of, sees_stage
from codesign.domain.words import (
    NAME_CHARS,
    TITLE_CHARS,
    one_line,
    optional_line,
    optional_words,
    words,
)
from codesign.domain.workshop import Workshop
from codesign.methods.terms import MONEY_AT_MOST

NEED_STAGES: Final[frozenset[StageKind]] = frozenset({"needs"})
# Where what is known about how things are now is put down.
KNOWING_STAGES: Final[frozenset[StageKind]] = frozenset({"needs", "money"})
EMOTIONS: Final = range(-2, 3)
PLACES: Final = range(1, 1_001)
CONTACTS: Final = range(10_001)
LINK_CHARS: Final = 2_000
_UPRN: Final = re.compile(r"[0-9]{1,12}")


def state_need(workshop: Workshop, command: StateNeed, act: Act) -> tuple[Event, ...]:
    """Say who needs what, or say it anew."""
    require_entering(workshop, "need", command.need, command.stage, NEED_STAGES, act)
    return unless_said(
        workshop,
        NeedStated(
            need=command.need,
            stage=command.stage,
            user_group=one_line(command.user_group, TITLE_CHARS, field="user_group"),
            what=words(command.what, field="what"),
            so_that=optional_words(command.so_that, field="so_that"),
            scale=optional_line(command.scale, TITLE_CHARS, field="scale"),
            characteristics=tuple(dict.fromkeys(command.characteristics)),
        ),
    )


def add_evidence(workshop: Workshop, command: AddEvidence, act: Act) -> tuple[Event, ...]:
    """Say what is known and where from, or say it anew."""
    require_entering(workshop, "evidence", command.evidence, command.stage, KNOWING_STAGES, act)
    require_in(command.grade, GRADES, "bad_grade", field="grade")
    needs = links(command.needs, field="needs")
    require_entries(workshop, "need", needs, act, field="needs")
    return unless_said(
        workshop,
        EvidenceAdded(
            evidence=command.evidence,
            stage=command.stage,
            kind=command.kind,
            statement=words(command.statement, field="statement"),
            source=optional_line(command.source, TITLE_CHARS, field="source"),
            link=_link(command.link),
            as_of=date_written(command.as_of, field="as_of"),
            area=optional_line(command.area, NAME_CHARS, field="area"),
            grade=command.grade,
            needs=needs,
        ),
    )


def describe_persona(workshop: Workshop, command: DescribePersona, act: Act) -> tuple[Event, ...]:
    """Invent a person to think with, or describe them anew."""
    require_entering(workshop, "persona", command.persona, command.stage, KNOWING_STAGES, act)
    return unless_said(
        workshop,
        PersonaDescribed(
            persona=command.persona,
            stage=command.stage,
            name=one_line(command.name, NAME_CHARS, field="name"),
            about=optional_words(command.about, field="about"),
        ),
    )


def map_journey_step(workshop: Workshop, command: MapJourneyStep, act: Act) -> tuple[Event, ...]:
    """Put a step of a journey on the map, or put it there anew."""
    require_entering(
        workshop, "journey_step", command.journey_step, command.stage, KNOWING_STAGES, act
    )
    require_entries(workshop, "persona", (command.persona,), act, field="persona")
    require_in(command.place, PLACES, "bad_number", field="place")
    require_in(command.emotion, EMOTIONS, "bad_number", field="emotion")
    require_in(command.contacts, CONTACTS, "bad_number", field="contacts")
    if command.cost_per_contact is not None:
        require_in(
            command.cost_per_contact, range(MONEY_AT_MOST), "bad_money", field="cost_per_contact"
        )
    return unless_said(
        workshop,
        JourneyStepMapped(
            journey_step=command.journey_step,
            stage=command.stage,
            persona=command.persona,
            place=command.place,
            lane=command.lane,
            step=one_line(command.step, TITLE_CHARS, field="step"),
            touchpoint=optional_line(command.touchpoint, TITLE_CHARS, field="touchpoint"),
            organisations=_organisations(workshop, command.organisations),
            emotion=command.emotion,
            contacts=command.contacts,
            duplicate=command.duplicate,
            cost_per_contact=command.cost_per_contact,
        ),
    )


def map_asset(workshop: Workshop, command: MapAsset, act: Act) -> tuple[Event, ...]:
    """Put something that is there already on the map, or put it there anew."""
    require_entering(workshop, "asset", command.asset, command.stage, KNOWING_STAGES, act)
    uprn = command.uprn.strip()
    if uprn and not _UPRN.fullmatch(uprn):
        raise CommandRejectedError("bad_uprn", field="uprn")
    return unless_said(
        workshop,
        AssetMapped(
            asset=command.asset,
            stage=command.stage,
            kind=command.kind,
            name=one_line(command.name, TITLE_CHARS, field="name"),
            owner=known_organisation(workshop, command.owner),
            uprn=uprn,
            area=optional_line(command.area, NAME_CHARS, field="area"),
            condition=optional_line(command.condition, TITLE_CHARS, field="condition"),
            availability=optional_line(command.availability, TITLE_CHARS, field="availability"),
        ),
    )


def raise_barrier(workshop: Workshop, command: RaiseBarrier, act: Act) -> tuple[Event, ...]:
    """Name a rule that stands in the way, or name it anew."""
    require_entering(workshop, "barrier", command.barrier, command.stage, KNOWING_STAGES, act)
    return unless_said(
        workshop,
        BarrierRaised(
            barrier=command.barrier,
            stage=command.stage,
            rule=words(command.rule, field="rule"),
            owner_body=optional_line(command.owner_body, NAME_CHARS, field="owner_body"),
            effect=optional_words(command.effect, field="effect"),
            freedom_sought=optional_words(command.freedom_sought, field="freedom_sought"),
        ),
    )


def answer_needs(workshop: Workshop, command: AnswerNeeds, act: Act) -> tuple[Event, ...]:
    """Say which needs an idea answers: whoever may read both may say so, as with themes."""
    if not runs(workshop, act):
        require_contributor(workshop, act)
    found = idea(workshop, command.idea)
    if not runs(workshop, act) and not (
        sees_stage(workshop, found.stage, act.who) and sees_board_of(workshop, found.group, act.who)
    ):
        raise CommandRejectedError("no_such_idea")
    if not found.shown and found.author != act.who:
        raise CommandRejectedError("idea_not_shown")
    needs = links(command.needs, field="needs")
    require_entries(workshop, "need", needs, act, field="needs")
    return () if needs == found.needs else (NeedsAnswered(idea=found.id, needs=needs),)


def _link(text: str) -> str:
    link = optional_line(text, LINK_CHARS, field="link")
    if link and not link.startswith(("https://", "http://")):
        raise CommandRejectedError("bad_link", field="link")
    return link


def _organisations(
    workshop: Workshop, named: Sequence[OrganisationId]
) -> tuple[OrganisationId, ...]:
    found = links(named, field="organisations")
    for each in found:
        known_organisation(workshop, each)
    return found
