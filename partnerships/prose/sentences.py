"""Sentences of a text and the paragraphs and blocks they stand in; a full stop does not always end one."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from partnerships.prose.words import ProseWords

#: What may end a sentence, with the marks that close after it, and the gap before the next one.
_STOP: Final = re.compile(r"([.!?…]+)([\"'»”“’)\]]*)\s+(?=[\"'«“„(\[–—-]*\s?[^\W_])")
_INITIAL: Final = re.compile(r"(?:^|[\s(«\"“„.-])[^\W\d_]$")
#: A point of a list: “1.”, “3)”, a dash or a bullet.
_POINT: Final = re.compile(r"\s*(?:\d{1,2}[.)]|[-–—•*·▪])\s+")
_ENDED: Final = re.compile(r"[.!?…:;][\"'»”“’)\]]*\s*$")
#: Lines up to this long are of a text broken into lines by a program, where most of them are nearly as long.
_WRAPPED: Final = range(50, 100)
#: Letters of a sentence; what goes on longer is a list or no text at all, and is cut between words.
_LONGEST: Final = 1500


class Sentence(NamedTuple):
    """A piece of the text; `block` counts what blank lines part, `paragraph` what lines part."""

    start: int
    end: int
    text: str
    paragraph: int
    block: int
    is_heading: bool  # a line that tells nothing by itself: it names what follows


def sentences(text: str, words: ProseWords) -> list[Sentence]:
    """Return the sentences of `text` in their order; together they hold every word of it."""
    found: list[Sentence] = []
    for number, (start, end, block) in enumerate(_paragraphs(text, words)):
        spans = list(_split(text[start:end], words))
        for first, last in spans:
            piece = text[start + first : start + last]
            is_heading = len(spans) == 1 and len(piece) < 90 and not re.search(r"[.!?;]\s*$", piece.rstrip('"»”) '))
            found.append(Sentence(start + first, start + last, piece, number, block, is_heading))
    return found


def _paragraphs(text: str, words: ProseWords) -> Iterator[tuple[int, int, int]]:
    """Yield start, end and block of each paragraph; a line that goes on with a small letter is no new one."""
    lines = list(re.finditer(r"[^\n]*", text))
    filled = sorted(len(line[0]) for line in lines if line[0].strip())
    wrapped = bool(filled) and filled[-1] < _WRAPPED.stop and filled[len(filled) // 2] in _WRAPPED
    start = end = -1
    block = 0
    for line in lines:
        if not line[0].strip():
            if start >= 0 and line.start() > end:
                yield start, end, block
                start, block = -1, block + 1
            continue
        is_entry = not wrapped and words.numbered_month.match(line[0].lstrip())  # of a table: “июнь Омск …”
        if start >= 0 and (
            is_entry or not _goes_on(text[max(start, end - _WRAPPED.stop) : end], line[0], wrapped=wrapped)
        ):
            yield start, end, block
            start = -1
        start, end = (start if start >= 0 else line.start()), line.end()
    if start >= 0:
        yield start, end, block


def _goes_on(before: str, line: str, *, wrapped: bool) -> bool:
    if _ENDED.search(before) or _POINT.match(line):
        return wrapped and not _POINT.match(line) and not before.rstrip().endswith(":")
    last = before.rpartition("\n")[2]
    return line.lstrip()[0].islower() or (wrapped and len(last) >= _WRAPPED.start)


def _split(text: str, words: ProseWords) -> Iterator[tuple[int, int]]:
    start = len(text) - len(text.lstrip())
    for stop in _STOP.finditer(text):
        if stop.start() <= start or not _ends(text, stop, start, words):
            continue
        yield from _cut(text, start, stop.end(2))
        start = stop.end()
    yield from _cut(text, start, len(text.rstrip()))


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        space = text.rfind(" ", start + 1, start + _LONGEST)
        cut = space if space > start else start + _LONGEST
        yield start, cut
        start = cut
    if end > start:
        yield start, end


def _ends(text: str, stop: re.Match[str], start: int, words: ProseWords) -> bool:
    """Say whether the mark at `stop` ends the sentence that began at `start`."""
    if stop[1] != ".":
        return not text[stop.end()].islower()
    follows = text[stop.end() :].lstrip("\"'«“„([–—- ")[:1]
    before = text[max(start, stop.start() - 30) : stop.start()]
    if follows.islower() or _INITIAL.search(before) or words.abbreviation.search(before):
        return False
    number = re.search(r"(?:^|[\s(/–—-])\d{1,2}$", before)
    if number and (words.ordinal_points or words.numbered_month.match(text, stop.end()) or stop.start() - start < 3):
        return False
    return not (stop[2] and follows.islower())
