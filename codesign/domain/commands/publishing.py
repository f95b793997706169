"""Commands for documents that are published."""

from dataclasses import dataclass

from codesign.domain.events import OutputFormat
from codesign.domain.ids import OutputId


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishOutput:
    """Put on record that a document was made from a version, and give it to everybody."""

    output: OutputId
    programme: str
    document: str
    format: OutputFormat
    version: int
    digest: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawOutput:
    """Give a published document to the workshop's people alone again."""

    output: OutputId


PublishingCommand = PublishOutput | WithdrawOutput
