"""A file that does not fit: which one, in which line, and why."""


class MisfitError(Exception):
    """A file breaks the rules of its format: which one, in which line, and why.

    Args:
        file: its name.
        line: counted from 1.
        reason: a whole sentence.
        so: a whole sentence about what was not done.
    """

    def __init__(
        self, file: str, line: int, reason: str, so: str = "Nothing was imported."
    ) -> None:
        super().__init__(f"{file}, line {line}: {reason} {so}")
        self.file = file
        self.line = line
        self.reason = reason
