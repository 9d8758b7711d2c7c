"""A long text in parts that are read one after the other: each is saved, or left, before the next is looked at."""

from typing import Final

#: Letters that are read at once, in a few seconds.
PART: Final = 60_000
#: Letters of a text altogether, about a megabyte.
LONGEST: Final = 1_100_000


def parts_of(text: str) -> list[str]:
    """Return `text` in parts, cut where a block ends, else a line, else a word."""
    parts: list[str] = []
    while len(text) > PART:
        cut = next((at for mark in ("\n\n", "\n", " ") if (at := text.rfind(mark, PART // 2, PART)) > 0), PART)
        parts.append(text[:cut])
        text = text[cut:]
    return [*parts, text]
