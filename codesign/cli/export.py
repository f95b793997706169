"""`codesign export`: a workshop as open data, of any version, for those who run it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, get_args

import click

from codesign.cli.errors import Refusal, refusing
from codesign.cli.files import make_folder, write_whole
from codesign.cli.options import at_version, database, overwrite, workshop_argument
from codesign.cli.progress import progress
from codesign.cli.reading import opened, require_workshop, settings_with, version_of
from codesign.domain.ids import RoundId, WorkshopId
from codesign.domain.recorded import Recorded
from codesign.methods.terms import BUDGETS
from codesign.outputs.exports import csv_files, event_log
from codesign.outputs.pabulib import NotBudgetError, pabulib_lines
from codesign.outputs.polis import NotPolisError, PolisExport, RecountError
from codesign.projections.findings import findings
from codesign.replay.recording import Recording
from codesign.store.log import Log

Format = Literal["polis", "pabulib", "csv", "jsonl"]
Files = Mapping[str, Iterable[bytes]]

# Fewer are read in a blink; a bar for them would only flicker.
WORTH_A_BAR: Final = 5_000


@click.command()
@workshop_argument
@click.option(
    "--format",
    "format_",
    required=True,
    type=click.Choice(get_args(Format)),
    help="polis: one vote as a Polis export. pabulib: one budget vote as a .pb file. "
    "csv: tables. jsonl: every event.",
)
@at_version
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The folder to fill.")
@click.option(
    "--round",
    "round_id",
    default="",
    metavar="ID",
    help="Which vote, for polis and pabulib, if not the only.",
)
@overwrite
@database
@refusing
def export(  # noqa: PLR0913 - arguments and options
    *,
    workshop: str,
    format_: Format,
    at: int | None,
    out: Path,
    round_id: str,
    force: bool,
    database: str,
) -> None:
    """Write WORKSHOP, as of now or of version SEQ, to files in a folder.

    It is all that those who run it may have, names included: decide what of
    it you publish. Works while the server runs.
    """
    with opened(settings_with(database)) as log:
        workshop_id = require_workshop(log, workshop)
        source = _Source(log, workshop_id, version_of(log, workshop_id, at))
        files = _MAKERS[format_](source, round_id)
        make_folder(out)
        write_whole({out / name: pieces for name, pieces in files.items()}, force=force)
    for name in files:
        click.echo(str(out / name))


@dataclass(frozen=True, slots=True)
class _Source:
    """A workshop's log up to a version."""

    log: Log
    workshop: WorkshopId
    seq: int

    def read(self, workshop: WorkshopId, after: int, upto: int | None) -> Iterator[Recorded]:
        """Yield events as the log does, with a bar where there are many."""
        expected = (self.log.head(workshop) if upto is None else upto) - after
        if expected < WORTH_A_BAR:
            yield from self.log.read(workshop, after, upto)
            return
        with progress("Reading events", expected) as going:
            for recorded in self.log.read(workshop, after, upto):
                yield recorded
                going.advance()

    def events(self) -> Iterator[Recorded]:
        """Yield every event up to the version."""
        return self.read(self.workshop, 0, self.seq)

    def recording(self) -> Recording:
        """Return what reads it as those who run the workshop may."""
        return Recording(self.read, self.workshop)


def _csv(source: _Source, _round_id: str) -> Files:
    recording = source.recording()
    files = csv_files(
        recording.reading("facilitator", source.seq),
        recording.ballots("facilitator", source.seq),
        map(findings, recording.materials("facilitator", source.seq)),
    )
    return {name: _encoded(lines) for name, lines in files.items()}


def _jsonl(source: _Source, _round_id: str) -> Files:
    withheld = source.recording().ballots("facilitator", source.seq).withheld
    return {"events.jsonl": event_log(source.workshop, source.events(), withheld, names=True)}


def _polis(source: _Source, round_id: str) -> Files:
    recording = source.recording()
    reading = recording.reading("facilitator", source.seq)
    asked = [
        key
        for key, each in reading.rows("rounds").items()
        if each["method"] == "agree" and round_id in {"", key}
    ]
    if len(asked) != 1:
        among = ", ".join(asked) or "none"
        message = f"Name with --round which agree-or-disagree vote to export; there are: {among}."
        raise Refusal(message)
    ballots = recording.ballots("facilitator", source.seq)
    try:
        vote = PolisExport(source.workshop, RoundId(asked[0]), reading, ballots, source.events)
    except NotPolisError:
        if reading.rows("rounds")[asked[0]]["secret"]:
            message = (
                f"The votes of {asked[0]} are secret, so they have no voters and no times, which"
                " Polis's files need. Export them with --format csv."
            )
            raise Refusal(message) from None
        message = f"The votes of {asked[0]} are not shown yet; close and count it first."
        raise Refusal(message) from None
    return {name: _recounted(lines) for name, lines in vote.files().items()}


def _pabulib(source: _Source, round_id: str) -> Files:
    recording = source.recording()
    reading = recording.reading("facilitator", source.seq)
    asked = [
        key
        for key, each in reading.rows("rounds").items()
        if each["method"] in BUDGETS and round_id in {"", key}
    ]
    if len(asked) != 1:
        among = ", ".join(asked) or "none"
        message = f"Name with --round which budget vote to export; there are: {among}."
        raise Refusal(message)
    ballots = recording.ballots("facilitator", source.seq)
    try:
        lines = pabulib_lines(reading, ballots, RoundId(asked[0]))
    except NotBudgetError:
        message = (
            f"{asked[0]} has no place in the format: it must be counted and shown,"
            " and every vote a ballot of its own."
        )
        raise Refusal(message) from None
    return {"budget.pb": _encoded(lines)}


def _encoded(lines: Iterable[str]) -> Iterator[bytes]:
    return (each.encode() for each in lines)


def _recounted(lines: Iterable[str]) -> Iterator[bytes]:
    try:
        yield from _encoded(lines)
    except RecountError as error:
        message = f"{error} Nothing was written."
        raise Refusal(message) from None


_MAKERS: Final[Mapping[Format, Callable[[_Source, str], Files]]] = {
    "polis": _polis,
    "pabulib": _pabulib,
    "csv": _csv,
    "jsonl": _jsonl,
}
