"""Whole numbers as people and forged forms send them."""

import re
from typing import Final

#: No key and no count of the register is longer; neither database takes more.
LONGEST: Final = 18


def whole(text: object) -> int:
    """Return the number that `text` writes in plain digits, 0 where it is none or longer than any key."""
    digits = str(text or "")
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= LONGEST else 0


def natural(text: str) -> list[tuple[int, str]]:
    """Return a key that sorts names as people count: IMG_2 before IMG_10."""
    parts = re.split(r"(\d+)", text.casefold())
    return [(whole(part), part) for part in parts]
