"""How published documents look: the same to everybody."""

from codesign.domain.events import View
from codesign.domain.ids import OutputId
from codesign.domain.workshop import Workshop
from codesign.projections.ops import Record


def output_record(workshop: Workshop, key: str, _view: View) -> Record | None:
    """Render a published document, until it is taken back."""
    found = workshop.outputs[OutputId(key)]
    if found.withdrawn:
        return None
    return {
        "programme": found.programme,
        "document": found.document,
        "format": found.format,
        "version": found.version,
        "digest": found.digest,
        "sha256": found.sha256,
        "at": found.at,
        "seq": found.seq,
    }
