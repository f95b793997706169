"""Published documents, as the state holds them."""

from dataclasses import dataclass

from codesign.domain.events import OutputFormat
from codesign.domain.ids import OutputId


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A document that was published; fields as in `OutputPublished`."""

    id: OutputId
    programme: str
    document: str
    format: OutputFormat
    version: int
    digest: str
    sha256: str
    at: int
    seq: int
    withdrawn: bool = False
