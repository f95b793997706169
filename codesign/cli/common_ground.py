"""`codesign common-ground`: what groups that differ agree on, and the opinion map."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final

import click
import msgspec

from codesign.cli.errors import Refusal, refusing
from codesign.cli.options import at_version, database, workshop_argument
from codesign.cli.reading import opened, require_workshop, settings_with, version_of
from codesign.domain.events import SplitBy
from codesign.domain.ids import AreaId, OptionId, OrganisationId, RoundId
from codesign.domain.splitting import KINDS, groups
from codesign.domain.workshop import Round, Workshop
from codesign.methods.common_ground import CommonGround, Opinion, common_ground
from codesign.methods.opinion_map import MILLION, NoMap, Place, Speaking, opinion_map
from codesign.methods.splits import rows
from codesign.replay.rebuild import workshop_at

Votes = Mapping[str, Mapping[OptionId, int]]

_JSON: Final = msgspec.json.Encoder(order="sorted")


@click.command("common-ground")
@workshop_argument
@at_version
@click.option(
    "--round", "round_id", default="", metavar="ID", help="Which vote, if not the only one."
)
@database
@refusing
def common_ground_command(*, workshop: str, at: int | None, round_id: str, database: str) -> None:
    """Print the common ground of an agree-or-disagree vote of WORKSHOP as canonical JSON.

    By organisation and by role, each group of fewer than seven voters together
    with the other small ones; and the opinion map, which takes thirty people and
    five in each group. Scores and places are millionths. The same log up to SEQ
    gives the same bytes.

    It is all that those who run it may have: the room is shown less.
    """
    with opened(settings_with(database)) as log:
        workshop_id = require_workshop(log, workshop)
        seq = version_of(log, workshop_id, at)
        then = workshop_at(log.read, workshop_id, seq)
    found = _agree_round(then, round_id)
    told = {"workshop": workshop_id, "at": seq, **_vote(then, found)}
    click.echo(_JSON.encode(told))


def _agree_round(workshop: Workshop, round_id: str) -> Round:
    agree = [each for each in workshop.rounds.values() if each.method == "agree"]
    asked = [each for each in agree if round_id in {"", each.id}]
    if len(asked) != 1:
        among = ", ".join(each.id for each in agree) or "none"
        message = f"Name with --round which agree-or-disagree vote; there are: {among}."
        raise Refusal(message)
    if not asked[0].tally_shown:
        message = f"The votes of {asked[0].id} are not shown yet; close and count it first."
        raise Refusal(message)
    return asked[0]


def _vote(workshop: Workshop, found: Round) -> dict[str, Any]:
    poll = workshop.polls[found.id]
    votes, statements = poll.on_record, tuple(poll.options)
    return {
        "round": found.id,
        "first": found.opened_seq,
        "last": found.last_seq or workshop.seq,
        "people": len(votes),
        "ground": {kind: _ground(workshop, found.id, kind) for kind in KINDS},
        "map": _map(votes, statements),
    }


# --- common ground ---------------------------------------------------------------------


def _ground(workshop: Workshop, round_id: RoundId, kind: SplitBy) -> dict[str, Any] | None:
    """Return the common ground of groups of a kind, None where all are in one."""
    of = groups(workshop, round_id)[kind]
    in_rows = rows({kind: of}).get(kind)
    if in_rows is None:
        return None
    poll = workshop.polls[round_id]
    found: CommonGround[OptionId, str | None] = common_ground(
        poll.ballots, in_rows, tuple(poll.options)
    )
    return {
        "version": found.version,
        "votes_at_least": found.votes_at_least,
        "groups": [
            {"group": group, "name": _name(workshop, group), "people": people}
            for group, people in found.people.items()
        ],
        "statements": [
            {
                "statement": each.statement,
                "bridging": _millionths(each.bridging),
                "consensus": _millionths(each.consensus),
                "opinions": [
                    {"group": group, **_opinion(opinion)}
                    for group, opinion in each.opinions.items()
                    if opinion.seen >= found.votes_at_least
                ],
            }
            for each in found.statements
        ],
    }


def _name(workshop: Workshop, group: str | None) -> str | None:
    organisation = workshop.organisations.get(OrganisationId(group or ""))
    found = organisation or workshop.areas.get(AreaId(group or ""))
    return group if found is None else found.name


def _opinion(opinion: Opinion) -> dict[str, int]:
    return {"agree": opinion.agree, "disagree": opinion.disagree, "passed": opinion.passed}


def _millionths(score: Fraction | None) -> int | None:
    return None if score is None else round(score * MILLION)


# --- the map ---------------------------------------------------------------------------


def _map(votes: Votes, statements: tuple[OptionId, ...]) -> dict[str, Any]:
    found = opinion_map(votes, statements)
    # Nothing in it is drawn by lot, so there is no seed to name.
    head = {"version": found.version, "seed": None}
    if isinstance(found, NoMap):
        return {**head, "none": found.reason, "number": found.number}
    return {
        **head,
        "groups": [
            {
                "people": sum(place.group == number for place in found.places.values()),
                "says": [_says(each) for each in speaking],
            }
            for number, speaking in enumerate(found.speaking)
        ],
        "places": [_place(each) for each in sorted(found.places.values())],
    }


def _says(speaking: Speaking[OptionId]) -> dict[str, Any]:
    return {
        "statement": speaking.statement,
        "direction": speaking.direction,
        "test": speaking.test,
        "difference": speaking.difference,
        **_opinion(speaking.opinion),
    }


def _place(place: Place) -> dict[str, int]:
    return {"x": place.x, "y": place.y, "group": place.group}
