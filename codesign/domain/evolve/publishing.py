"""What events of published documents change in the state."""

from dataclasses import replace
from typing import assert_never

from codesign.domain import events as e
from codesign.domain.recorded import Recorded
from codesign.domain.workshop import Output, Workshop


def evolve_publishing(workshop: Workshop, recorded: Recorded, event: e.PublishingEvent) -> None:
    """Apply an event of a published document."""
    match event:
        case e.OutputPublished():
            workshop.outputs[event.output] = Output(
                id=event.output,
                programme=event.programme,
                document=event.document,
                format=event.format,
                version=event.version,
                digest=event.digest,
                sha256=event.sha256,
                at=recorded.at,
                seq=recorded.seq,
            )
        case e.OutputWithdrawn():
            found = workshop.outputs[event.output]
            workshop.outputs[event.output] = replace(found, withdrawn=True)
        case _:
            assert_never(event)
