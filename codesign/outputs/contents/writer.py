"""What prints a content: blocks from what a view may read, or that nothing is recorded."""

from collections.abc import Callable

from codesign.outputs.document import Block, Missing
from codesign.projections.reading import Reading

Written = tuple[Block, ...] | Missing
Writer = Callable[[Reading], Written]
