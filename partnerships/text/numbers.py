"""Numbers as people write them: whole ones as they are sent, sums as they are shown."""

import re
from decimal import Decimal
from typing import Final

from django.utils.formats import get_format, number_format

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


def money(amount: Decimal | None) -> str:
    """Return a sum with its two decimals, thousands apart; "" for none."""
    return "" if amount is None else number_format(amount, 2, use_l10n=True, force_grouping=True)


def sum_in_field(amount: Decimal) -> str:
    """Return a sum as it stands in a field: with the decimal mark of the language, a round one without decimals."""
    return number_format(amount, 0 if amount == amount.to_integral_value() else 2, use_l10n=True)


def sum_typed(text: str) -> str:
    """Return `text` as a program writes a number: the thousands apart and the mark as the language has them, or not."""
    plain = re.sub(r"\s", "", text)
    mark, apart = get_format("DECIMAL_SEPARATOR"), get_format("THOUSAND_SEPARATOR")
    if re.fullmatch(rf"\d{{1,3}}(?:{re.escape(apart)}\d{{3}})+(?:{re.escape(mark)}\d*)?", plain):
        plain = plain.replace(apart, "")
    return plain.replace(",", ".")


def sum_written(text: str) -> Decimal | None:
    """Return the sum that `money` has written, in whatever language; None where `text` is none."""
    digits = re.sub(r"[\s.,]", "", text)
    return Decimal(digits).scaleb(-2) if re.fullmatch(r"-?\d{3,}", digits) else None
