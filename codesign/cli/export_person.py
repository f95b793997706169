"""`codesign export-person`: everything that is held about one person, as JSON."""

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import click
import msgspec

from codesign.cli.errors import Refusal, refusing
from codesign.cli.files import write_whole
from codesign.cli.options import database, overwrite, workshop_argument
from codesign.cli.reading import opened, require_workshop, settings_with
from codesign.domain.evolve import evolve
from codesign.domain.ids import ParticipantId, WorkshopId
from codesign.domain.recorded import Recorded
from codesign.domain.workshop import Workshop
from codesign.logs import write_lines
from codesign.store.log import Log
from codesign.web import audit


@click.command(name="export-person")
@workshop_argument
@click.argument("participant")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The file to write.")
@overwrite
@database
@refusing
def export_person(
    *,
    workshop: str,
    participant: str,
    out: Path,
    force: bool,
    database: str,
) -> None:
    """Write everything that is held about PARTICIPANT in WORKSHOP to a file.

    It is JSON: their entry, their ideas, their ballots as they stand, what they
    gave on leaving, their personal link, and every recorded act by them, for them
    or about them, with its time in milliseconds UTC. Works while the server runs.
    """
    with opened(settings_with(database)) as log:
        held = held_about(log, require_workshop(log, workshop), ParticipantId(participant))
    encoded = msgspec.json.format(msgspec.json.encode(held, order="sorted"), indent=2)
    write_lines()
    audit.noted("person_exported", workshop=workshop, participant=participant)
    write_whole({out: [encoded, b"\n"]}, force=force)
    click.echo(str(out))


def held_about(log: Log, workshop_id: WorkshopId, person: ParticipantId) -> dict[str, Any]:
    """Return what a workshop's log holds about a person."""
    workshop = Workshop()
    acts = []
    for recorded in log.read(workshop_id):
        evolve(workshop, recorded)
        if person in _people_of(recorded):
            acts.append(_act(recorded))
    if person not in workshop.participants:
        message = f"There is no participant {person} in this workshop."
        raise Refusal(message)
    return {
        "workshop": {"id": workshop_id, "title": workshop.title},
        "entry": msgspec.to_builtins(workshop.participants[person]),
        "ideas": [
            msgspec.to_builtins(each) for each in workshop.ideas.values() if each.author == person
        ],
        "ballots": list(_ballots(workshop, person)),
        "exit_answer": msgspec.to_builtins(workshop.exit_answers.get(person)),
        "contact": msgspec.to_builtins(workshop.contacts.get(person)),
        "link": msgspec.to_builtins(workshop.links.get(person)),
        "acts": acts,
    }


def _ballots(workshop: Workshop, person: ParticipantId) -> Iterator[dict[str, Any]]:
    for round_id, poll in workshop.polls.items():
        if person in poll.roll:
            found = workshop.rounds[round_id]
            vote: dict[str, Any] = {"round": round_id, "question": found.question}
            if found.secret:
                # How, nobody knows, not even the server once the box was opened.
                yield {**vote, "secret": True, "voted": person in poll.voted}
            else:
                yield {**vote, "marks": dict(poll.ballots.get(person, {}))}


def _people_of(recorded: Recorded) -> set[object]:
    """Return who acted, for whom, and whom the event names as the one it is about."""
    named = {getattr(recorded.event, name, None) for name in ("participant", "helper")}
    return {recorded.by, recorded.for_} | named


def _act(recorded: Recorded) -> dict[str, Any]:
    event = recorded.event
    envelope = {
        "seq": recorded.seq,
        "id": recorded.id,
        "at": recorded.at,
        "said_at": recorded.said_at,
        "by": recorded.by,
        "for": recorded.for_,
        "via": recorded.via,
    }
    data = {each.name: msgspec.to_builtins(getattr(event, each.name)) for each in fields(event)}
    return {**envelope, "type": type(event).__name__, "data": data}
