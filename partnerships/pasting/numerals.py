"""Numbers in a text, in digits or in words: “2 500”, “2,500”, “2,5 тыс.”, “двенадцать”, “twenty-five”."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Final, NamedTuple

from partnerships.period.words import fold_spelling


class Numeral(NamedTuple):
    """A number and where it stands; `value` is None for one with a fraction."""

    start: int
    end: int
    value: int | None
    factor: int  # thousand or million, where it is written as a word
    spelled: bool


#: What counts in groups: how much one is, the forms that tell one of them by themselves, those that need a number.
_GROUPS: Final = (
    (10, "десяток", "десятка|десятков|десяткам|dizaines?"),
    (12, "дюжина|дюжину|dozen|dutzend", "дюжины|дюжин|dozens|douzaines?"),
    (100, "сотня|сотню|hundred|hundert", "сотни|сотен|сотням|hundreds|hunderte|centaines?"),
    (1_000, "тысяча|тысячу|thousand|tausend", r"тыс\.?|тысячи|тысяч|тысячам|thousands|tausende|milliers?|mille"),
    (1_000_000, "миллион|million", r"млн\.?|миллиона|миллионов|миллионам|millions|millionen|mln\.?|mio\.?"),
    (
        1_000_000_000,
        "миллиард|billion|milliarde",
        r"млрд\.?|миллиарда|миллиардов|billions|milliarden|mrd\.?|milliards?",
    ),
)
_FACTOR: Final = "|".join(rf"(?P<f{factor}>{one}|{more})" for factor, one, more in _GROUPS)
#: A point or comma before three digits groups them; before fewer, or after a nought, it begins a fraction.
_DIGITS: Final = re.compile(
    r"(?<![\d.,])(?P<grouped>[1-9]\d{0,2}(?P<mark>[ .,'’])\d{3}(?:(?P=mark)\d{3})*)(?![\d]|[.,]\d)"
    r"|(?P<whole>\d+)(?:[.,](?P<fraction>\d+)|\s?(?P<part>[½¼¾])|\s+(?P<half>1/2(?![\d/])|с половиной|and a half))?"
)
_PARTS: Final = {"½": "0.5", "¼": "0.25", "¾": "0.75"}
_AFTER: Final = re.compile(rf"\s*(?:{_FACTOR})(?!\w)|(?P<f1000k>k)(?!\w)")
#: Thousands or tonnes, millions or metres.
_UNCLEAR: Final = re.compile(r"\s?[тm](?!\w)")

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
    (Fraction(value), re.compile(words))
    for value, words in (
        *enumerate(_UNITS_RU),
        *enumerate(_UNITS_EN),
        *enumerate(_UNITS_DE),
        *((20 + 10 * at, word) for words in (_TENS_RU, _TENS_EN, _TENS_DE) for at, word in enumerate(words)),
        *((100 + 100 * at, word) for at, word in enumerate(_HUNDREDS_RU)),
        *((5, "полдесятка"), (6, "полдюжины"), (50, "полсотни"), (500, "полтысячи"), (500_000, "полмиллиона")),
        *((0.5, "с половиной|and a half|half an?"), (1.5, "полтора|полторы|полутора|anderthalb|eineinhalb")),
        *((2.5, "zweieinhalb"), (3.5, "dreieinhalb")),
    )
)
_IN_GROUPS: Final = tuple((factor, re.compile(one), re.compile(more)) for factor, one, more in _GROUPS)
_WORD: Final = re.compile(r"(?<!\w)(?:с половиной|and a half|half an?)(?!\w)|[^\W\d_]+")
_JOINT: Final = re.compile(r"[\s-]+|\s+and\s+")
#: “Около тысячи” is one thousand, “тысячи” may be any.
_ONE_OF: Final = re.compile(
    r"(?:около|более|больше|менее|меньше|свыше|порядка|до|от)(?: чем)?\s+"
    r"(?:десятка|дюжины|сотни|тысячи|миллиона|миллиарда)$"
)


class _Word(NamedTuple):
    """A word of a number: what it says, and whether it counts groups, also by itself one of them."""

    start: int
    end: int
    value: Fraction
    is_group: bool = False
    is_one: bool = True


def numerals(text: str) -> list[Numeral]:
    """Return the numbers of `text` in their order."""
    found = [*_in_digits(text), *_in_words(text)]
    return sorted(found)


def _in_digits(text: str) -> Iterator[Numeral]:
    plain = fold_spelling(text)
    last: Numeral | None = None
    for match in _DIGITS.finditer(text):
        found = _of_digits(match, plain)
        if last and _belongs(last, found, text):  # “2 тыс. 300” is one number
            last = last._replace(end=found.end, value=(last.value or 0) + (found.value or 0), factor=found.factor)
            continue
        if last:
            yield last
        last = found
    if last:
        yield last


def _of_digits(match: re.Match[str], plain: str) -> Numeral:
    after = _AFTER.match(plain, match.end())
    factor = next((int(re.sub(r"\D", "", name)) for name, word in after.groupdict().items() if word), 1) if after else 1
    digits = re.sub(r"\D", "", match["grouped"] or match["whole"])
    part = "0.5" if match["half"] else _PARTS.get(match["part"] or "", f"0.{match['fraction'] or 0}")
    number = (int(digits) + Decimal(part)) * factor
    end = after.end() if after else match.end()
    is_whole = number == int(number) and not (factor == 1 and _UNCLEAR.match(plain, end))
    return Numeral(match.start(), end, int(number) if is_whole else None, factor, spelled=False)


def _belongs(last: Numeral, found: Numeral, text: str) -> bool:
    """Say whether the hundreds follow the thousands that they belong to, with nothing between them."""
    is_less = last.value is not None and found.value is not None and 100 <= found.value < last.factor
    return is_less and re.fullmatch(r"[^\S\n\t]+", text[last.end : found.start]) is not None


def _word_of(match: re.Match[str]) -> _Word | None:
    for factor, one, more in _IN_GROUPS:
        if one.fullmatch(match[0]) or more.fullmatch(match[0]):
            is_one = one.fullmatch(match[0]) is not None
            return _Word(match.start(), match.end(), Fraction(factor), is_group=True, is_one=is_one)
    value = next((value for value, words in _WORDS if words.fullmatch(match[0])), None)
    return None if value is None else _Word(match.start(), match.end(), value)


def _in_words(text: str) -> Iterator[Numeral]:
    plain = fold_spelling(text)
    run: list[_Word] = []
    for match in _WORD.finditer(plain):
        word = _word_of(match)
        if word is None and match[0] == "and" and run:
            continue
        if run and (
            word is None or not _continues(run[-1], word) or not _JOINT.fullmatch(plain[run[-1].end : word.start])
        ):
            yield from _spelled(run, plain)
            run = []
        # A thousand that follows digits belongs to them.
        if word and (run or not re.search(r"[\d½¼¾]\s*$", plain[: word.start])):
            article = re.search(r"\ba\s+$", plain[: word.start]) if word.is_group and not run else None
            run.append(word._replace(start=article.start()) if article else word)
    yield from _spelled(run, plain)


def _continues(last: _Word, word: _Word) -> bool:
    """Say whether a word can follow another: “двадцать пять” is one number, “пять двадцать” are two."""
    if last.is_group and not last.is_one and word.value < last.value:
        return True  # “десятка два”
    if word.is_group or word.value < 1:
        return word.value != last.value
    is_shorter = len(str(int(word.value))) < len(str(int(last.value)))
    return word.value < last.value and is_shorter and last.value >= 20


def _spelled(run: list[_Word], plain: str) -> Iterator[Numeral]:
    if not run or not (run[0].is_one or _ONE_OF.search(plain[: run[0].end])):
        return
    total = part = Fraction(0)
    for word in run:
        if word.value >= 1_000 and word.is_group:
            total, part = total + (part or 1) * word.value, Fraction(0)
        elif word.is_group and 0 < part < 100:
            part *= word.value
        else:
            part += word.value
    if (total + part).denominator == 1:
        yield Numeral(run[0].start, run[-1].end, int(total + part), 1, spelled=True)
