"""What prints a content: blocks from what a view may read, or that nothing is recorded."""

from collections.abc import Callable
from typing import Final

from codesign.outputs.document import Block, Column, Missing
from codesign.projections.reading import Reading

Written = tuple[Block, ...] | Missing
Writer = Callable[[Reading], Written]

# A workshop records no other currency.
CURRENCY: Final = "GBP"


def money_column(name: str) -> Column:
    """Return a column of money."""
    return Column(name=name, kind="money", currency=CURRENCY)
