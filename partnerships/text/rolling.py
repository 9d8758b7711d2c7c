"""A text of last year for this one: its numbers move on, its words stay."""

import re
from collections.abc import Callable, Mapping
from typing import Final

#: A number, and the word that follows it.
_COUNTED: Final = re.compile(r"(?<!\d)(?P<number>\d+)(?!\d)(?:(?P<gap>\s+)(?P<word>[^\W\d]+))?")


def rolled(text: str | None, numbers: Mapping[int, int], noun: Callable[[int], str] | None = None) -> str:
    """Return `text` with each of `numbers` in it made the other one: of 2025 and 2026, 1.9.2025 is 1.9.2026.

    `noun` is given a number and returns a counted noun in its form: behind a number it takes the form of the new one,
    of 320 and 321 “320 лет” is “321 год”.
    """

    def moved(found: re.Match[str]) -> str:
        old, gap, word = int(found["number"]), found["gap"] or "", found["word"] or ""
        new = numbers.get(old)
        if new is None or str(old) != found["number"]:
            return found[0]
        is_counted = noun is not None and word.lower() == noun(old)
        return f"{new}{gap}{noun(new) if noun and is_counted else word}"

    return _COUNTED.sub(moved, text or "")
