"""What tests ask of what a server wrote into its log."""

# An exception as the server logs it (`codesign/logs.py`), in words or as JSON, and as Python
# writes one where nobody logs it.
_MARKS = (" raised=", '"raised":', "Traceback")


def exceptions_in(said: str) -> list[str]:
    """Return the lines that tell of something raised that nobody took."""
    return [line for line in said.splitlines() if any(each in line for each in _MARKS)]
