"""The sources of a document as every format tells them: a number, an address, a time, what it was.

A mark is the number of its source, and a link that opens the replay at that
moment; the sources are listed at the end, and the last line says from what the
document was made.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from codesign.outputs.dates import Dates
from codesign.outputs.document import Document, Source

HEADING: Final = "Where each line comes from"
EXPLAINED: Final = "Each number opens the recording of the workshop at that moment."


class Listed(NamedTuple):
    """A source in the list at the end."""

    number: int
    when: str
    what: str
    address: str
    seq: int


class SourceMarks:
    """The marks of one document.

    Args:
        document: whose lines they stand behind.
        base: the address of the workshop, `/w/{id}` or with the host before
            it, without a slash at the end.
    """

    def __init__(self, document: Document, base: str) -> None:
        self._document = document
        self._base = base
        self._dates = Dates(document.timezone)
        self._numbered = {each.seq: (n, each) for n, each in enumerate(document.sources, 1)}

    def number(self, seq: int) -> int:
        """Return the number of a source."""
        return self._numbered[seq][0]

    def address(self, seq: int) -> str:
        """Return where the replay shows it."""
        return self._address(self._numbered[seq][1])

    def told(self, seq: int) -> str:
        """Return what a mark says to who cannot see where it stands."""
        number, source = self._numbered[seq]
        return f"Source {number}: {source.what}, {self._dates.short(source.at)}"

    def listed(self) -> Iterator[Listed]:
        """Yield the list of sources."""
        for number, each in self._numbered.values():
            when = self._dates.short(each.at)
            yield Listed(number, when, each.what, self._address(each), each.seq)

    def made_from(self) -> str:
        """Return from what the document was made, for whom, and the digest of its contents."""
        document = self._document
        return (
            f"Made from version {document.version} of the record, {self._dates.moment(document.at)}"
            f", as it may be seen by {document.made_for}. Times are those of {self._dates.name}. "
            f"SHA-256 of the contents: {document.digest}."
        )

    def _address(self, source: Source) -> str:
        return self._base + source.moment
