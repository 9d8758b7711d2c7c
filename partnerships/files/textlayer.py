"""The text of a PDF or DOCX, for search; read in a process of its own with bounded time and memory.

A hostile file can only end that process: the upload is kept all the same, just without a text.
"""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Final

SECONDS: Final = 10
MEMORY: Final = 1536 * 2**20
LONGEST: Final = 300_000  # letters
MOST_PAGES: Final = 300

PDF: Final = "application/pdf"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _pdf(content: bytes) -> Iterator[str]:
    from pypdf import PdfReader

    for number, page in enumerate(PdfReader(BytesIO(content)).pages):
        if number == MOST_PAGES:
            return
        yield page.extract_text()


def _docx(content: bytes) -> Iterator[str]:
    from docx import Document
    from docx.table import Table

    for part in Document(BytesIO(content)).iter_inner_content():
        if isinstance(part, Table):
            for row in part.rows:
                yield " ".join(cell.text for cell in row.cells)
        else:
            yield part.text


READERS: Final[dict[str, Callable[[bytes], Iterator[str]]]] = {PDF: _pdf, DOCX: _docx}


def text_of(content: bytes, media_type: str) -> str:
    """Return the text in `content`, as far as it can be read in time; "" for scans and other kinds of files."""
    if media_type not in READERS:
        return ""
    command = [sys.executable, "-m", __name__, media_type]
    root = Path(__file__).resolve().parents[2]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, cwd=root, check=False)  # noqa: S603 - our own module
        read = done.stdout
    except subprocess.TimeoutExpired as late:
        read = late.stdout or b""
    return tidy(read.decode("utf-8", "ignore"))


def tidy(text: str) -> str:
    """Return `text` with words joined that a line break had divided, and single spaces."""
    joined = re.sub(r"(\w)[-\u00ad]\n(\w)", r"\1\2", text.replace("\x00", ""))
    return " ".join(joined.split())[:LONGEST]


def main() -> None:
    """Read a file from the standard input and write its text piece by piece, within the limits."""
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    left = LONGEST
    for piece in READERS[sys.argv[1]](sys.stdin.buffer.read()):
        sys.stdout.buffer.write(f"{piece[:left]}\n".encode("utf-8", "ignore"))
        sys.stdout.flush()
        left -= len(piece)
        if left <= 0:
            return


if __name__ == "__main__":
    main()
