"""Numbers in a text, in digits or in words: “2 500”, “2,500”, “2,5 тыс.”, “двенадцать”, “twenty-five”."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from partnerships.period.words import fold_spelling


class Numeral(NamedTuple):
    """A number and where it stands; `value` is None for one with a fraction."""

    start: int
    end: int
    value: int | None
    factor: int  # thousand or million, where it is written as a word
    spelled: bool


_FACTORS: Final = (
    (1_000, r"тыс(?:\.|яч(?:а|и|у|ей|ам)?)?|thousands?|k"),
    (1_000_000, r"млн\.?|миллион(?:а|у|ов|ам)?|millions?|mln\.?|m"),
)
_FACTOR: Final = "|".join(rf"(?P<f{factor}>{words})" for factor, words in _FACTORS)
#: A point or comma before three digits groups them; before fewer, or after a nought, it begins a fraction.
_DIGITS: Final = re.compile(
    r"(?<![\d.,])(?P<grouped>[1-9]\d{0,2}(?P<mark>[ .,'’])\d{3}(?:(?P=mark)\d{3})*)(?![\d]|[.,]\d)"
    r"|(?P<whole>\d+)(?:[.,](?P<fraction>\d+))?"
)
_AFTER: Final = re.compile(rf"\s*(?:{_FACTOR})(?![\w])")

_UNITS_RU: Final = (
    "нол(?:ь|я)",
    "од(?:ин|на|но|ного|ной|ну|ним)",
    "дв(?:а|е|ух|ум|умя)|двое|двоих",
    "тр(?:и|ех|ем|емя)|трое|троих",
    "четыр(?:е|ех|ем|ьмя)|четверо|четверых",
    "пят(?:ь|и|ью)|пятеро|пятерых",
    "шест(?:ь|и|ью)|шестеро",
    "сем[ьи]|семеро",
    "вос(?:емь|ьми|емью)|восьмеро",
    "девят(?:ь|и|ью)|девятеро",
    "десят(?:ь|и|ью)|десятеро",
    *(f"{stem}надцат(?:ь|и|ью)" for stem in "один две три четыр пят шест сем восем девят".split()),
)
_TENS_RU: Final = (
    "двадцат(?:ь|и|ью)",
    "тридцат(?:ь|и|ью)",
    "сорока?",
    "пятьдесят|пятидесяти",
    "шестьдесят|шестидесяти",
    "семьдесят|семидесяти",
    "восемьдесят|восьмидесяти",
    "девяност[оа]",
)
_HUNDREDS_RU: Final = (
    "ст[оа]",
    "двести|двухсот",
    "триста|трехсот",
    "четыреста|четырехсот",
    "пятьсот|пятисот",
    "шестьсот|шестисот",
    "семьсот|семисот",
    "восемьсот|восьмисот",
    "девятьсот|девятисот",
)
_UNITS_EN: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
#: One is an article as well and stands for no count.
_UNITS_DE: Final = (
    "null (?!) zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn".split()
)
_TENS_DE: Final = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split()
_TENS_EN: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS: Final = tuple(
    (value, re.compile(words))
    for value, words in (
        *enumerate(_UNITS_RU),
        *enumerate(_UNITS_EN),
        *enumerate(_UNITS_DE),
        *((20 + 10 * at, word) for words in (_TENS_RU, _TENS_EN, _TENS_DE) for at, word in enumerate(words)),
        *((100 + 100 * at, word) for at, word in enumerate(_HUNDREDS_RU)),
        (100, "hundred|hundert"),
        (50, "полсотни"),
        (1_500, "полторы|полутора"),
        *((factor, words.replace(r"\.?", "").split("|k")[0].split("|m")[0]) for factor, words in _FACTORS),
    )
)
_WORD: Final = re.compile(r"[^\W\d_]+")
_JOINT: Final = re.compile(r"[\s-]+|\s+and\s+")


def numerals(text: str) -> list[Numeral]:
    """Return the numbers of `text` in their order."""
    found = [*_in_digits(text), *_in_words(text)]
    return sorted(found)


def _in_digits(text: str) -> Iterator[Numeral]:
    plain = fold_spelling(text)
    for match in _DIGITS.finditer(text):
        after = _AFTER.match(plain, match.end())
        factor = next((factor for factor, _words in _FACTORS if after and after[f"f{factor}"]), 1)
        digits = re.sub(r"\D", "", match["grouped"] or match["whole"])
        number = Decimal(f"{digits}.{match['fraction'] or 0}") * factor
        end = after.end() if after else match.end()
        yield Numeral(match.start(), end, int(number) if number == int(number) else None, factor, spelled=False)


def _value_of(word: str) -> int | None:
    return next((value for value, words in _WORDS if words.fullmatch(word)), None)


def _in_words(text: str) -> Iterator[Numeral]:
    plain = fold_spelling(text)
    run: list[tuple[int, int, int]] = []  # start, end, value
    for match in _WORD.finditer(plain):
        value = _value_of(match[0])
        if value is None and match[0] == "and" and run:
            continue
        if run and (
            value is None or not _continues(run, value) or not _JOINT.fullmatch(plain[run[-1][1] : match.start()])
        ):
            yield from _spelled(run)
            run = []
        # A thousand that follows digits belongs to them.
        if value is not None and (run or not re.search(r"\d\s*$", plain[: match.start()])):
            article = re.search(r"\ba\s+$", plain[: match.start()]) if value >= 100 and not run else None
            run.append((article.start() if article else match.start(), match.end(), value))
    yield from _spelled(run)


def _continues(run: list[tuple[int, int, int]], value: int) -> bool:
    """Say whether a word can follow those before it: “двадцать пять” is one number, “пять двадцать” are two."""
    last = run[-1][2]
    return value < last and len(str(value)) < len(str(last)) and last >= 20 if value < 100 else value != last


def _spelled(run: list[tuple[int, int, int]]) -> Iterator[Numeral]:
    if not run:
        return
    total = part = 0
    for _start, _end, value in run:
        if value in {1_000, 1_000_000}:
            # “Полторы тысячи” is a number of its own.
            total, part = total + (part if part == 1_500 else (part or 1) * value), 0
        elif value == 100 and 0 < part < 10:
            part *= 100
        else:
            part += value
    if run != [(run[0][0], run[0][1], 1_500)]:
        yield Numeral(run[0][0], run[-1][1], total + part, 1, spelled=True)
