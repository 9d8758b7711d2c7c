"""Keeps a text from being run as a formula by the spreadsheet that opens a CSV file, and takes the guard off again.

XLSX needs none: its cells say that they are text.
"""

import re
from typing import Final

#: What a spreadsheet may take for a formula, full-width forms included, behind any number of guards.
FORMULA: Final = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
MARK: Final = "'"


def guarded(text: str) -> str:
    """Return `text` with an apostrophe before what would be a formula."""
    return MARK + text if FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Return the text that `guarded` was given."""
    return text[1:] if text.startswith(MARK) and FORMULA.match(text) else text
