"""A text of last year for this one: its numbers move on, its words stay."""

import re
from collections.abc import Mapping


def rolled(text: str | None, numbers: Mapping[int, int]) -> str:
    """Return `text` with each of `numbers` in it made the other one: of 2025 and 2026, 1.9.2025 is 1.9.2026."""
    words = {str(old): str(new) for old, new in numbers.items()}
    return re.sub(r"(?<!\d)\d+(?!\d)", lambda number: words.get(number[0], number[0]), text or "")
