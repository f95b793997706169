"""What tests ask of what a server wrote into its log."""

# An exception as the server logs it (`codesign/logs.py`), in words or as JSON, and as Python
# writes one where nobody logs it.
_MARKS = (" raised=", '"raised":', "Traceback")


def shows_an_exception(said: str) -> bool:
    """Tell whether something was raised that nobody took."""
    return any(each in said for each in _MARKS)
