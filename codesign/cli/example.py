"""`codesign example`: makes the illustrative recorded workshop, by the product itself."""

from codesign.domain.ids import WorkshopId
from codesign.store.log import Log


def ensure_example(log: Log) -> WorkshopId | None:
    """Return the illustrative workshop, made first if the log is empty."""
    return None
