"""`codesign output`: the documents of a programme, of any version, in any format."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, get_args

import click

from codesign.cli.errors import Refusal, refusing
from codesign.cli.files import make_folder, write_whole
from codesign.cli.options import at_version, database, overwrite, server_url, workshop_argument
from codesign.cli.reading import opened, require_workshop, settings_with, version_of
from codesign.domain.events import View
from codesign.domain.ids import DecisionId
from codesign.domain.views import VIEWS
from codesign.outputs import docx
from codesign.outputs.decision import decision_document
from codesign.outputs.document import Document
from codesign.outputs.docx import TemplateError
from codesign.outputs.formats import FORMATS, Format
from codesign.outputs.ocds import NotReleasableError, release
from codesign.outputs.one_page import one_page_summary
from codesign.outputs.programme_documents import ProgrammeDocuments
from codesign.outputs.prov import provenance
from codesign.programmes.catalogue import PROGRAMMES
from codesign.projections.reading import Reading
from codesign.replay.recording import Recording

# What every workshop has, whatever programme it is in.
OCDS: Final = "ocds"
PROV: Final = "prov"
SUMMARY: Final = "summary"
DECISIONS: Final = "decisions"
ALL: Final = "all"


@click.command()
@workshop_argument
@click.option(
    "--programme",
    default="neutral",
    show_default=True,
    type=click.Choice(list(PROGRAMMES)),
    help="In whose format.",
)
@click.option(
    "--document",
    "asked",
    default=ALL,
    show_default=True,
    metavar="NAME",
    help="summary, decisions (a record each), one of the programme's, or all of these; "
    "ocds or prov for open data of what the public may read.",
)
@click.option(
    "--format",
    "format_",
    default="pdf",
    show_default=True,
    type=click.Choice(get_args(Format)),
    help="In which format.",
)
@at_version
@click.option(
    "--view",
    type=click.Choice(VIEWS),
    default="facilitator",
    show_default=True,
    help="What of it may be told: public names nobody.",
)
@click.option(
    "--after",
    type=int,
    metavar="SEQ",
    help="For ocds: the version that the last release was made from; this one updates it.",
)
@click.option(
    "--template",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A Word document (.docx) whose look to take, for --format docx.",
)
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The folder to fill.")
@server_url
@overwrite
@database
@refusing
def output(  # noqa: PLR0913 - arguments and options
    *,
    workshop: str,
    programme: str,
    asked: str,
    format_: Format,
    at: int | None,
    view: View,
    after: int | None,
    template: Path | None,
    out: Path,
    url: str,
    force: bool,
    database: str,
) -> None:
    """Write the documents of WORKSHOP, as of now or of version SEQ, to files in a folder.

    Every line leads to the moment of the recording it comes from, at the
    address of --url. The same version gives the same bytes. Works while the
    server runs.
    """
    if template is not None and format_ != "docx":
        message = "A template is for Word files: add --format docx, or leave --template out."
        raise Refusal(message)
    settings = settings_with(database)
    with opened(settings) as log:
        workshop_id = require_workshop(log, workshop)
        seq = version_of(log, workshop_id, at)
        seen: View = "public" if asked in {OCDS, PROV} else view
        reading = Recording(log.read, workshop_id).reading(seen, seq)
    base = f"{(settings.base_url or url).rstrip('/')}/w/{workshop_id}"
    if asked == OCDS:
        files = {f"ocds-{seq}.json": _release(reading, base, settings.ocid_prefix, after)}
    elif asked == PROV:
        files = {f"prov-{seq}.jsonld": provenance(reading, base)}
    else:
        files = {
            f"{name}-{seq}.{FORMATS[format_].extension}": _rendered(each, format_, base, template)
            for name, each in _asked(reading, programme, asked)
        }
    make_folder(out)
    write_whole({out / name: [content] for name, content in files.items()}, force=force)
    for name in files:
        click.echo(str(out / name))


def _asked(reading: Reading, programme: str, asked: str) -> Iterator[tuple[str, Document]]:
    documents = ProgrammeDocuments(reading, PROGRAMMES[programme])
    names = PROGRAMMES[programme].documents
    if asked not in {SUMMARY, DECISIONS, ALL, *names}:
        has = ", ".join((SUMMARY, DECISIONS, *names))
        message = f"{programme} has no {asked}; it has {has}. For open data: {OCDS} or {PROV}."
        raise Refusal(message)
    if asked in {SUMMARY, ALL}:
        yield SUMMARY, one_page_summary(reading)
    if asked in {DECISIONS, ALL}:
        yield from _decisions(reading).items()
    for name in names:
        if asked in {name, ALL}:
            yield name.replace("_", "-"), documents.document(name)


def _decisions(reading: Reading) -> Mapping[str, Document]:
    """Return a record a decision, in the order they were made."""
    rows = reading.rows("decisions")
    in_order = sorted(rows, key=lambda each: rows[each]["seq"])
    records = (decision_document(reading, DecisionId(each)) for each in in_order)
    return {f"decision-{n}": each for n, each in enumerate(records, 1) if each is not None}


def _release(reading: Reading, base: str, prefix: str, after: int | None) -> bytes:
    try:
        return release(reading, base, prefix, after)
    except NotReleasableError as error:
        message = (
            f"{error} Name the prefix with CODESIGN_OCID_PREFIX." if not prefix else str(error)
        )
        raise Refusal(message) from None


def _rendered(document: Document, format_: Format, base: str, template: Path | None) -> bytes:
    if template is None:
        return FORMATS[format_].render(document, base)
    try:
        return docx.file(document, base, template.read_bytes())
    except TemplateError as error:
        raise Refusal(str(error)) from None
