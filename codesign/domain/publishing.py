"""Rules: publishing a document, which says of which version it is and what its bytes were.

Whoever may publish the recording may, and what may not be published as a recording
may not as a document. It refers to one version of the record, and nothing that
comes later changes it: what is published anew is another.
"""

import re
from typing import Final

from codesign.domain.act import Act
from codesign.domain.commands import PublishOutput, WithdrawOutput
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import Event, OutputPublished, OutputWithdrawn
from codesign.domain.permissions import fresh, require_running
from codesign.domain.sittings import require_may_publish
from codesign.domain.workshop import Workshop

# Names of programmes and documents, as in addresses; SHA-256 in hexadecimal.
_NAME: Final = re.compile(r"[A-Za-z0-9_-]{1,40}")
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


def publish_output(workshop: Workshop, command: PublishOutput, act: Act) -> tuple[Event, ...]:
    """Put on record that a document was made, and give it to everybody."""
    require_may_publish(workshop, act)
    fresh(workshop, command.output)
    if not 0 < command.version <= workshop.seq:
        raise CommandRejectedError("no_such_moment")
    names = (command.programme, command.document)
    digests = (command.digest, command.sha256)
    if not all(map(_NAME.fullmatch, names)) or not all(map(_DIGEST.fullmatch, digests)):
        raise CommandRejectedError("no_such_output")
    published = OutputPublished(
        output=command.output,
        programme=command.programme,
        document=command.document,
        format=command.format,
        version=command.version,
        digest=command.digest,
        sha256=command.sha256,
    )
    return () if _stands(workshop, published) else (published,)


def withdraw_output(workshop: Workshop, command: WithdrawOutput, act: Act) -> tuple[Event, ...]:
    """Give a published document to the workshop's people alone again."""
    require_running(workshop, act)
    found = workshop.outputs.get(command.output)
    if found is None:
        raise CommandRejectedError("no_such_output")
    return () if found.withdrawn else (OutputWithdrawn(output=found.id),)


def _stands(workshop: Workshop, event: OutputPublished) -> bool:
    """Tell whether the same document of the same version is published already."""
    same = (event.programme, event.document, event.format, event.version)
    return any(
        (each.programme, each.document, each.format, each.version) == same and not each.withdrawn
        for each in workshop.outputs.values()
    )
