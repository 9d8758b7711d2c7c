"""Numbers and sums in words, by a table of each language; what a library of the kind says was compared once."""

import re
from decimal import Decimal

import pytest
from django.utils.translation import override

from partnerships.papers.printing import in_words
from partnerships.text.number_words import BEYOND, money_in_words, number_in_words

#: Number → ru, en, de, fr.
TABLE = {
    0: ("ноль", "zero", "null", "zéro"),
    1: ("один", "one", "eins", "un"),
    2: ("два", "two", "zwei", "deux"),
    17: ("семнадцать", "seventeen", "siebzehn", "dix-sept"),
    21: ("двадцать один", "twenty-one", "einundzwanzig", "vingt et un"),
    40: ("сорок", "forty", "vierzig", "quarante"),
    71: ("семьдесят один", "seventy-one", "einundsiebzig", "soixante et onze"),
    80: ("восемьдесят", "eighty", "achtzig", "quatre-vingts"),
    91: ("девяносто один", "ninety-one", "einundneunzig", "quatre-vingt-onze"),
    101: ("сто один", "one hundred and one", "einhunderteins", "cent un"),
    200: ("двести", "two hundred", "zweihundert", "deux cents"),
    211: ("двести одиннадцать", "two hundred and eleven", "zweihundertelf", "deux cent onze"),
    1000: ("одна тысяча", "one thousand", "eintausend", "mille"),
    1001: ("одна тысяча один", "one thousand and one", "eintausendeins", "mille un"),
    2002: ("две тысячи два", "two thousand and two", "zweitausendzwei", "deux mille deux"),
    11000: ("одиннадцать тысяч", "eleven thousand", "elftausend", "onze mille"),
    25000: ("двадцать пять тысяч", "twenty-five thousand", "fünfundzwanzigtausend", "vingt-cinq mille"),
    80000: ("восемьдесят тысяч", "eighty thousand", "achtzigtausend", "quatre-vingt mille"),
    101000: ("сто одна тысяча", "one hundred and one thousand", "einhunderteintausend", "cent un mille"),
    200000: ("двести тысяч", "two hundred thousand", "zweihunderttausend", "deux cent mille"),
    1000000: ("один миллион", "one million", "eine Million", "un million"),
    80000000: ("восемьдесят миллионов", "eighty million", "achtzig Millionen", "quatre-vingts millions"),
    342000001: (
        "триста сорок два миллиона один",
        "three hundred and forty-two million and one",
        "dreihundertzweiundvierzig Millionen eins",
        "trois cent quarante-deux millions un",
    ),
}
LANGUAGES = ("ru", "en", "de", "fr")


@pytest.mark.parametrize("number", TABLE)
def test_numbers_by_the_table(number: int) -> None:
    for language, expected in zip(LANGUAGES, TABLE[number], strict=True):
        with override(language):
            assert number_in_words(number) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_number_has_words_of_its_own(language: str) -> None:
    """Two numbers never read the same: nothing is left out, and nothing stands for nothing."""
    numbers = [*range(2200), *range(0, 2_100_000, 991), *range(0, BEYOND, 7_654_321), BEYOND - 1]
    with override(language):
        words = [number_in_words(number) for number in numbers]
        assert len(set(words)) == len(set(numbers))
        assert [said for said in words if re.search(r"  |^ | $|\\d", said)] == []
        assert (number_in_words(BEYOND), number_in_words(-1)) == (str(BEYOND), "-1")


def test_a_language_without_a_table_keeps_digits() -> None:
    with override("tr"):
        assert number_in_words(25) == "25"


@pytest.mark.parametrize(
    ("language", "amount", "currency", "expected"),
    [
        ("ru", "25000", "RUB", "двадцать пять тысяч рублей 00 копеек"),
        ("ru", "1.01", "RUB", "один рубль 01 копейка"),
        ("ru", "42.52", "RUB", "сорок два рубля 52 копейки"),
        ("ru", "111.11", "RUB", "сто одиннадцать рублей 11 копеек"),
        ("ru", "1000000", "USD", "один миллион долларов США 00 центов"),
        ("en", "25000.5", "RUB", "twenty-five thousand roubles 50 kopecks"),
        ("en", "1", "EUR", "one euro 00 cents"),
        ("de", "1", "EUR", "ein Euro 00 Cent"),
        ("de", "101", "RUB", "einhundertein Rubel 00 Kopeken"),
        ("fr", "0", "RUB", "zéro rouble 00 kopeck"),
        ("fr", "2000000", "RUB", "deux millions de roubles 00 kopeck"),
        ("fr", "1000000", "EUR", "un million d’euros 00 centime"),
        ("fr", "80.02", "EUR", "quatre-vingts euros 02 centimes"),
        ("en", "2", "KZT", "two Kazakhstani tenges 00"),
        ("en", "2", "QQQ", "two QQQ 00"),
    ],
)
def test_sums_with_their_currency(language: str, amount: str, currency: str, expected: str) -> None:
    with override(language):
        assert money_in_words(Decimal(amount), currency) == expected


def test_the_filter_of_templates_says_numbers_and_leaves_texts() -> None:
    with override("ru"):
        assert [in_words(text) for text in ("25", "н/д", "", "01.02", "9" * 30)] == [
            *("двадцать пять", "н/д", "", "01.02", "9" * 30),
        ]
        assert money_in_words(None, "RUB") == ""
