"""Days of a pasted programme with months of one digit, with slashes, and in the words of other languages."""

from typing import Final

import pytest
from django.utils import translation

from partnerships.pasting import read_clipboard
from partnerships.period import Period
from tests.pasting.test_days import notes
from tests.pasting.test_reading import values

#: The month has one digit, or is a name of another language; a number with a full stop before a name is no list.
JULY: Final = Period.of((2022, 7, 3), (2022, 7, 8))


@pytest.mark.parametrize(
    ("first", "second", "third"),
    [
        ("Sonntag, 3. Juli", "Mo., 4.7.22", "5. Juli"),
        ("3 июля", "4. июля", "5. 07."),
        ("3 июля 2022 г.", "4. 7. 2022", "5.7"),
        ("Sun 3/7", "4. July", "Tue 5/7"),
        ("July 3", "4/7/2022", "7/5/22"),
        ("Dimanche 3 juillet", "lun. 4 juillet", "mardi 5 juillet"),
        ("3.Juli", "2. Tag", "Dritter Tag"),
    ],
)
def test_days_of_one_digit_and_of_other_languages_are_headings(first: str, second: str, third: str) -> None:
    text = f"{first}\n11:00 Kirche\n{second}\n12:00 Ende\n{third}\n9:00 Start"
    with translation.override("ru"):
        found = read_clipboard("programme_items", "", text, visit=JULY)

    assert [(row["day"][:2], row["activity_en"]) for row in values(found)] == [
        ("03", "Kirche"),
        ("04", "Ende"),
        ("05", "Start"),
    ]
    assert (notes(found), found["skipped"]) == ([[], [], []], [])


@pytest.mark.parametrize("line", ["7. Juli: Abreise", "7. 07. — Abreise", "7.7. Abreise", "7.7: Abreise"])
def test_the_number_of_a_day_is_kept_before_words(line: str) -> None:
    with translation.override("ru"):
        found = read_clipboard("programme_items", "", f"6. Juli\n10:00 Start\n{line}", visit=JULY)

    assert [(row["day"][:2], row["activity_en"]) for row in values(found)] == [("06", "Start"), ("07", "Abreise")]


@pytest.mark.parametrize("line", ["4.7 Mio. Euro", "4.7 km Lauf", "5/7 der Gäste", "4.7 Tonnen Gepäck"])
def test_a_number_with_a_point_is_no_day_before_words(line: str) -> None:
    with translation.override("ru"):
        found = read_clipboard("programme_items", "", f"3. Juli\n10:00 Start\n{line}", visit=JULY)

    assert [(row["day"][:2], row["activity_en"]) for row in values(found)] == [("03", f"Start\n{line}")]
