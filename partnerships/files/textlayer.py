"""What a document says, for search, and what it does when it is opened; read in a bounded process of its own.

A hostile file can only end that process: the upload is then judged without a text.
"""

import re
import subprocess
import sys
from pathlib import Path
from typing import Final, NamedTuple

from partnerships.files.document_text import PDF, READERS
from partnerships.files.hazards import by_names, hazards

SECONDS: Final = 10
MEMORY: Final = 1536 * 2**20
LONGEST: Final = 300_000  # letters

#: Small words of Russian that keep their hyphen wherever a line ends: “из-за”, “что-то”, “кое-как”.
_KEEPS_BEFORE: Final = r"(?:из|кое|кой|по|во|экс|вице|мини|пол|онлайн|интернет)"
_KEEPS_AFTER: Final = r"(?:за|под|то|либо|нибудь|таки|ка|де|с)"
_HYPHEN: Final = "[-\u2010]"


class DocumentReading(NamedTuple):
    """What was read of a document, and what it holds that acts."""

    text: str
    hazards: list[str]


def read_document(content: bytes, media_type: str) -> DocumentReading:
    """Return the text in `content`, as far as it can be read in time, "" for scans, and the hazards found."""
    if media_type not in READERS:
        return DocumentReading("", [])
    command = [sys.executable, "-m", __name__, media_type]
    root = Path(__file__).resolve().parents[2]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, cwd=root, check=False)  # noqa: S603 - our own module
        told = done.stdout
    except subprocess.TimeoutExpired as late:
        told = late.stdout or b""
    found, judged, text = told.partition(b"\n")
    if not judged and media_type == PDF:
        return DocumentReading("", sorted(set(by_names(content))))
    return DocumentReading(joined_words(text.decode("utf-8", "ignore")), found.decode().split())


def joined_words(text: str) -> str:
    """Return `text` with words joined that a line break had divided, and single spaces.

    A hyphen before a small letter divided a word; before a capital or between digits it belongs there, as in
    “Усть-Джегута” and “1941–1945”. A layer of recognised text puts a blank between hyphen and line break.
    """
    text = re.sub(r"[\x00-\x08\x0e-\x1f\x7f\u200b\u2060\ufeff]", "", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = re.sub(r"(?<=\w)[\u00ad\u00ac][^\S\n]*\n[^\S\n]*(?=\w)|\u00ad", "", text)
    kept = rf"(?i:(?<!\w){_KEEPS_BEFORE}{_HYPHEN}[^\S\n]*\n\s*\w|\w{_HYPHEN}[^\S\n]*\n\s*{_KEEPS_AFTER}(?!\w))"
    text = re.sub(kept, lambda word: re.sub(r"\s+", "", word[0]), text)
    text = re.sub(rf"(?<=[^\W\d_]){_HYPHEN}[^\S\n]*\n[^\S\n]*(?=[^\W\d_])(?=(\w))", _joined, text)
    text = re.sub(r"(?<=\w)([-\u2010-\u2013])[^\S\n]*\n[^\S\n]*(?=\w)", r"\1", text)
    return " ".join(text.split())[:LONGEST]


def _joined(found: re.Match[str]) -> str:
    return "" if found[1].islower() else "-"


def main() -> None:
    """Read a file from the standard input; write its hazards in a line, then its text, within the limits."""
    import resource  # there is none on Windows, where the rest of the module loads

    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    content, media_type = sys.stdin.buffer.read(), sys.argv[1]
    sys.stdout.buffer.write(f"{' '.join(hazards(content, media_type))}\n".encode())
    sys.stdout.flush()
    left = LONGEST
    for piece in READERS[media_type](content):
        # Pages of a PDF end where a line ends; the pieces of the other kinds bring their own line breaks.
        ended = f"{piece[:left]}\n" if media_type == PDF else piece[:left]
        sys.stdout.buffer.write(ended.encode("utf-8", "ignore"))
        left -= len(piece)
        if left <= 0:
            return
        if media_type == PDF:
            sys.stdout.flush()


if __name__ == "__main__":
    main()
