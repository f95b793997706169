"""Events of documents that were published."""

from dataclasses import dataclass

from codesign.domain.events.kinds import OutputFormat
from codesign.domain.ids import OutputId


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputPublished:
    """A document was published, made from `version` of the record for the public.

    `programme` and `document` are the names it is asked for with, `digest` is
    SHA-256 of its contents and `sha256` that of its bytes, both in 64
    hexadecimal digits: whoever has the file can tell that it is this one.
    """

    output: OutputId
    programme: str
    document: str
    format: OutputFormat
    version: int
    digest: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputWithdrawn:
    """A published document is no longer given to everybody; who has it, has it."""

    output: OutputId


PublishingEvent = OutputPublished | OutputWithdrawn
