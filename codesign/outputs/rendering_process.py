"""The process that renders one document: what to render on its input, the file on its output.

The first byte says how it went: `+` before the file, `-` before the reason, in
words for who asked. It is niced, so that every room goes before it.
"""

import os
import pickle
import sys
from typing import Final

from codesign.outputs import docx
from codesign.outputs.docx import TemplateError
from codesign.outputs.formats import FORMATS

NICE: Final = 15
DONE: Final = b"+"
REFUSED: Final = b"-"


def main() -> None:
    """Render what is on the standard input."""
    os.nice(NICE)
    # Written by our own parent.
    document, format_, base, template = pickle.load(sys.stdin.buffer)  # noqa: S301
    try:
        if template is None:
            made = DONE + FORMATS[format_].render(document, base)
        else:
            made = DONE + docx.file(document, base, template)
    except TemplateError as error:
        made = REFUSED + str(error).encode()
    sys.stdout.buffer.write(made)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
