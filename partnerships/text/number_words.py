"""Whole numbers and sums of money in words, as papers have them: “twenty-five thousand roubles 00 kopecks”.

Each language has its own table. The library num2words agrees with it in Russian, English and French; in German it
writes “fünfhunderteinstausend”, and it knows no “einhundertein Rubel” and no “un million de roubles”.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from babel.core import UnknownLocaleError
from babel.numbers import get_currency_name
from django.utils.translation import get_language, ngettext

#: The first number that has no words here.
BEYOND: Final = 10**9
_THOUSAND: Final = 1000

_EN: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_EN_TENS: Final = ["", "", *"twenty thirty forty fifty sixty seventy eighty ninety".split()]
_DE: Final = (
    "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn "
    "achtzehn neunzehn"
).split()
_DE_TENS: Final = ["", "", *"zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split()]
_FR: Final = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit "
    "dix-neuf"
).split()
_FR_TENS: Final = ["", "", *"vingt trente quarante cinquante soixante".split()]
_RU: Final = (
    "ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать "
    "пятнадцать шестнадцать семнадцать восемнадцать девятнадцать"
).split()
_RU_TENS: Final = [
    *("", "", "двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто"),
]
_RU_HUNDREDS: Final = [
    *("", "сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот"),
]


def number_in_words(number: int, *, before_noun: bool = False) -> str:
    """Return a whole number in words in the language of the moment; masculine where the language asks.

    With `before_noun` as it stands before what is counted: German “ein”, not “eins”. A language without a table, a
    negative number and one from a thousand million on stay in digits.
    """
    spoken = _SPOKEN.get((get_language() or "").partition("-")[0])
    if spoken is None or not 0 <= number < BEYOND:
        return str(number)
    return spoken(number, before_noun)


def _parts(number: int) -> tuple[int, int, int]:
    millions, rest = divmod(number, 1_000_000)
    return (millions, *divmod(rest, _THOUSAND))


def _english(number: int, _before_noun: bool) -> str:
    millions, thousands, rest = _parts(number)
    words = [f"{_english_hundreds(millions)} million"] if millions else []
    words += [f"{_english_hundreds(thousands)} thousand"] if thousands else []
    if rest or not words:
        joined = words and rest < 100
        words.append(f"and {_english_hundreds(rest)}" if joined else _english_hundreds(rest))
    return " ".join(words)


def _english_hundreds(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    ten, one = divmod(rest, 10)
    tens = _EN[rest] if rest < 20 else f"{_EN_TENS[ten]}-{_EN[one]}" if one else _EN_TENS[ten]
    if not hundreds:
        return tens
    return f"{_EN[hundreds]} hundred and {tens}" if rest else f"{_EN[hundreds]} hundred"


def _german(number: int, before_noun: bool) -> str:
    millions, thousands, rest = _parts(number)
    words = []
    if millions:
        words.append("eine Million" if millions == 1 else f"{_german_hundreds(millions)} Millionen")
    last = f"{_german_hundreds(thousands)}tausend" if thousands else ""
    if rest or not (words or last):
        last += _german_hundreds(rest)
    if rest % 100 == 1 and not before_noun:
        last += "s"
    return " ".join([*words, *([last] if last else [])])


def _german_hundreds(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    if rest < 20:
        tens = _DE[rest]
    else:
        tens = f"{_DE[rest % 10]}und{_DE_TENS[rest // 10]}" if rest % 10 else _DE_TENS[rest // 10]
    if not hundreds:
        return tens
    return f"{_DE[hundreds]}hundert{tens if rest else ''}"


def _french(number: int, _before_noun: bool) -> str:
    millions, thousands, rest = _parts(number)
    words = [f"{_french_hundreds(millions)} million{'s' if millions > 1 else ''}"] if millions else []
    if thousands:  # which is no noun, so neither “cents” nor “quatre-vingts” before it
        words.append("mille" if thousands == 1 else f"{_french_hundreds(thousands, is_last=False)} mille")
    if rest or not words:
        words.append(_french_hundreds(rest))
    return " ".join(words)


def _french_hundreds(number: int, *, is_last: bool = True) -> str:
    hundreds, rest = divmod(number, 100)
    tens = _french_tens(rest, is_last=is_last)
    if not hundreds:
        return tens
    many = f"{_FR[hundreds]} cent" if hundreds > 1 else "cent"
    if rest:
        return f"{many} {tens}"
    return f"{many}s" if hundreds > 1 and is_last else many


def _french_tens(number: int, *, is_last: bool) -> str:
    if number < 20:
        return _FR[number]
    if number < 70:
        ten, one = divmod(number, 10)
        return _FR_TENS[ten] if not one else f"{_FR_TENS[ten]} et un" if one == 1 else f"{_FR_TENS[ten]}-{_FR[one]}"
    if number < 80:
        return "soixante et onze" if number == 71 else f"soixante-{_FR[number - 60]}"
    if number == 80:
        return "quatre-vingts" if is_last else "quatre-vingt"
    return f"quatre-vingt-{_FR[number - 80]}"


def _russian(number: int, _before_noun: bool) -> str:
    millions, thousands, rest = _parts(number)
    words = []
    if millions:
        words += [_russian_hundreds(millions), _counted(millions, "миллион", "миллиона", "миллионов")]
    if thousands:
        words += [
            _russian_hundreds(thousands, is_feminine=True),
            _counted(thousands, "тысяча", "тысячи", "тысяч"),
        ]
    if rest or not words:
        words.append(_russian_hundreds(rest) or _RU[0])
    return " ".join(words)


def _russian_hundreds(number: int, *, is_feminine: bool = False) -> str:
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10) if rest >= 20 else (0, rest)
    one = {1: "одна", 2: "две"}.get(ones, _RU[ones]) if is_feminine else _RU[ones]
    return " ".join(filter(None, (_RU_HUNDREDS[hundreds], _RU_TENS[tens], one if ones else "")))


def _counted(number: int, one: str, few: str, many: str) -> str:
    if number % 10 == 1 and number % 100 != 11:
        return one
    return few if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else many


#: Language → how it says a number.
_SPOKEN: Final[dict[str, Callable[[int, bool], str]]] = {
    "en": _english,
    "de": _german,
    "fr": _french,
    "ru": _russian,
}


def money_in_words(amount: Decimal | None, currency: str) -> str:
    """Return a sum in words with its currency, hundredths in digits as papers have them; "" for no sum."""
    if amount is None:
        return ""
    hundredths = int((abs(amount) * 100).to_integral_value())
    number, small = divmod(hundredths, 100)
    words = number_in_words(number, before_noun=True)
    if get_language() == "fr" and number and number % 1_000_000 == 0:
        words += " de"
    found = _UNITS.get(currency)
    if found is None:
        return f"{words} {_name_of(currency, number)} {small:02}".replace("  ", " ")
    return " ".join((found[0](number) % {"count": words}, found[1](small) % {"count": f"{small:02}"})).replace(
        "de euro", "d’euro"
    )


def _name_of(currency: str, number: int) -> str:
    """Return what a currency without words of our own is called, its code where nobody knows."""
    try:
        return get_currency_name(currency, number, locale=(get_language() or "en").replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return currency


#: Currency → its units and their hundredths, counted; what it is called elsewhere is known to Babel.
_UNITS: Final[dict[str, tuple[Callable[[int], str], Callable[[int], str]]]] = {
    "RUB": (
        lambda number: ngettext("%(count)s rouble", "%(count)s roubles", number),
        lambda number: ngettext("%(count)s kopeck", "%(count)s kopecks", number),
    ),
    "EUR": (
        lambda number: ngettext("%(count)s euro", "%(count)s euros", number),
        lambda number: ngettext("%(count)s cent", "%(count)s cents", number),
    ),
    "USD": (
        lambda number: ngettext("%(count)s US dollar", "%(count)s US dollars", number),
        lambda number: ngettext("%(count)s cent", "%(count)s cents", number),
    ),
}
