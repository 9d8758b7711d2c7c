"""Texts of last year for this one."""

import pytest

from partnerships.text.rolling import rolled


def years(number: int) -> str:
    if number % 10 == 1 and number % 100 != 11:
        return "год"
    return "года" if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else "лет"


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("исполняется 320 лет!", "исполняется 321 год!"),
        ("320-летие, 1.9.2025", "321-летие, 1.9.2026"),
        ("320 делегаций", "321 делегаций"),
        ("13200 и 0320", "13200 и 0320"),
        ("В 2025 году", "В 2026 году"),
    ],
)
def test_a_counted_noun_moves_along_with_its_number(text: str, moved: str) -> None:
    assert rolled(text, {320: 321, 2025: 2026}, years) == moved
