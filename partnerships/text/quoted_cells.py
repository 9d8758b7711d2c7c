"""Lines of cells with a separator between them, as CSV has them, also where quotes were not doubled.

Python's reader takes “"Мир" хор” for «Мир хор», and a quote that nobody closed for the beginning of all that follows.
"""

import re
from collections.abc import Iterator


def cut_lines(text: str, mark: str) -> Iterator[list[str]]:
    """Yield the cells of each line; a cell is quoted where its last quote stands before a separator or a line end."""
    sign = re.escape(mark)
    cell = re.compile(rf'"((?:[^"]|"")*+)"(?=[{sign}\r\n]|\Z)|[^{sign}\r\n]*')
    at = 0
    cells: list[str] = []
    while at < len(text) or cells:
        found = cell.match(text, at)
        if not found:
            break
        cells.append(found[0] if found[1] is None else found[1].replace('""', '"'))
        at = found.end()
        if text.startswith(mark, at):
            at += len(mark)
            continue
        yield cells
        cells = []
        at += 2 if text.startswith("\r\n", at) else 1


__all__ = ["cut_lines"]
