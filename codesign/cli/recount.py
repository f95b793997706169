"""`codesign recount`: count every vote again from the log, and compare."""

from collections.abc import Iterator
from typing import Final, NamedTuple

import click

from codesign.cli.errors import refusing
from codesign.cli.options import database, workshop_argument
from codesign.cli.reading import opened, require_workshop, settings_with
from codesign.domain.counting import differences
from codesign.domain.events import ResultPublished
from codesign.domain.evolve import evolve
from codesign.domain.ids import RoundId, WorkshopId
from codesign.domain.workshop import Workshop
from codesign.store.log import Log

DIFFERS: Final = 1


class Recount(NamedTuple):
    """A recorded result counted again: by what it differs, nothing where it is right."""

    seq: int
    result: ResultPublished
    differs: tuple[str, ...]


@click.command()
@workshop_argument
@click.argument("round", required=False)
@database
@refusing
def recount(*, workshop: str, round: str | None, database: str) -> None:  # noqa: A002 - its name
    """Count the votes of WORKSHOP again, or those of ROUND, each as of when it was published.

    One result a line, with tabs between: version, round, way of voting, and
    whether the count is the same. Works while the server runs. Ends with
    status 1 when a recorded result differs from its votes.
    """
    with opened(settings_with(database)) as log:
        wrong = 0
        for each in recounts(log, require_workshop(log, workshop)):
            if round in {None, each.result.round}:
                wrong += bool(each.differs)
                click.echo(_line(each))
    if wrong:
        click.echo(f"{wrong} results are not what the votes in the log come to.", err=True)
        raise click.exceptions.Exit(DIFFERS)


def recounts(log: Log, workshop_id: WorkshopId) -> Iterator[Recount]:
    """Yield every result that was ever published, counted again."""
    workshop = Workshop()
    for recorded in log.read(workshop_id):
        if isinstance(recorded.event, ResultPublished):
            yield _counted_again(log, workshop_id, workshop, recorded.seq, recorded.event)
        evolve(workshop, recorded)


def _counted_again(
    log: Log, workshop_id: WorkshopId, workshop: Workshop, seq: int, result: ResultPublished
) -> Recount:
    found, poll = workshop.rounds[RoundId(result.round)], workshop.polls[result.round]
    drawn = log.hash(workshop_id, found.drawn_seq or 0) or b""
    return Recount(seq, result, differences(found, poll, result, drawn))


def _line(each: Recount) -> str:
    said = f"DIFFERS in {', '.join(each.differs)}" if each.differs else "the same"
    return "\t".join((str(each.seq), each.result.round, each.result.algorithm, said))
