"""Contents that the record has no events for yet: they say so in every document.

A document keeps their place, since an empty field is a fact too, and whoever
edits it sees what is still to be written.
"""

from typing import Final

from codesign.outputs.contents.writer import Written
from codesign.outputs.document import Missing
from codesign.projections.reading import Reading

NO_FORM: Final = Missing(where="write it into the document: the room has no place for it yet")


def unrecorded(_reading: Reading) -> Written:
    """Print that nothing is recorded."""
    return NO_FORM
