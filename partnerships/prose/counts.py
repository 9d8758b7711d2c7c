"""Numbers in a sentence that count something: visitors, works, prizes, the years of an anniversary, an edition."""

import re
from collections.abc import Iterator
from typing import Final

from partnerships.pasting.counting import (
    AND_MORE,
    DAY_AFTER,
    DAY_BEFORE,
    HEADS,
    MEASURE,
    NOUNS,
    NUMBERED,
    ORDINAL,
    QUALIFIED,
)
from partnerships.pasting.numerals import Numeral, numerals
from partnerships.prose.dates import small_letters
from partnerships.prose.found import Count
from partnerships.prose.scene import Scene
from partnerships.prose.words import ProseWords

_ROMAN: Final = re.compile(r"\b([IVX]{1,6})\b(?=\s+(\w+)(?:\s+(\w+))?(?:\s+(\w+))?)")
_ORDINAL: Final = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th|-?(?:й|ой|го|му|м|ый|я|ая|ом)|\.)\s+(?=(\w+)(?:\s+(\w+))?)")
_VALUES: Final = {"I": 1, "V": 5, "X": 10}
_NEXT: Final = re.compile(r"\s*(?:[–—-]\s*)?((?:[^\W\d_][\w-]*|⟨)(?:\s+[^\W\d_][\w-]*){0,3})")
#: “1990er-Jahre”, “1990s”, “90-х годов”: a time and no number of anything.
_DECADE: Final = re.compile(
    r"(?<![\w.,])['’]?\d{0,3}\d0(?:er\b|s\b|-?[еых]х?\b)(?:[ -]?(?:jahre\w*|год\w*|гг?\.?))?", re.I
)
#: Words that begin what is said next, and not what is counted: “250 people from Omsk and …”.
_LOOSE_END: Final = re.compile(
    r"(?:\s+(?:и|а|но|в|во(?: главе)?|с|со|из|на|от|к|для|по|and|or|of|from|to|in|at|with|by|for|led|the|a|"
    r"und|oder|von|vom|aus|mit|im|am|der|die|das|den|dem|zu|zum|zur|für))+$",
    re.I,
)
_MOST: Final = 2**31 - 1
#: Words before a number of people that stands by itself: “a delegation of eight, led by …”.
_PEOPLE: Final = re.compile(
    r"(?:(?:delegation|group|party|team|band|choir)s? of|в составе|делегация из|группа из|"
    r"(?:delegation|gruppe) von)\s*$"
)
#: Letters beside a number that say what it counts.
_REACH: Final = 60


def counts_in(scene: Scene, words: ProseWords) -> list[Count]:
    """Return what the sentence counts."""
    return [count for _span, count in counts_at(scene, words)]


def counts_at(scene: Scene, words: ProseWords) -> list[tuple[tuple[int, int], Count]]:
    """Return what the sentence counts, each with where its number stands in the text."""
    text = _without_dates(scene)
    found = [*_anniversaries(text, words), *_editions(text, words)]
    spans = [span for span, _count in found]
    plain = small_letters(text)
    free = (one for one in numerals(text) if not any(first <= one.start < last for first, last in spans))
    counted = [number for number in free if _counts(text, plain, number, words)]
    found += [((number.start, number.end), _count(text, plain, number)) for number in counted]
    found += _headed(text)
    return sorted(found, key=lambda one: one[0])


def _headed(text: str) -> Iterator[tuple[tuple[int, int], Count]]:
    """Yield the number of a German word of how many they are: “siebenköpfige Delegation”."""
    for match in re.finditer(r"(?<![\w-])([^\W\d_]+)köpfige?\w*", text):
        value = next((one.value for one in numerals(match[1]) if one.value), None)
        if value:
            yield match.span(), Count(value, "participants", match[0])


def _without_dates(scene: Scene) -> str:
    text = scene.sentence.text
    for date in (*scene.dates, *scene.other_dates):
        text = f"{text[: date.start]}{'¤' * (date.end - date.start)}{text[date.end :]}"
    text = _DECADE.sub(lambda decade: "¤" * len(decade[0]), text)
    return re.sub(r"^\s*(?:\d{1,2}[.)]|\d{1,2}(?:\.\d{1,2})+\.?)(?=\s)", lambda point: " " * len(point[0]), text)


def _anniversaries(text: str, words: ProseWords) -> Iterator[tuple[tuple[int, int], Count]]:
    for match in (match for pattern in words.anniversary for match in re.finditer(pattern, small_letters(text))):
        yield match.span(), Count(int(match["n"]), "anniversary", text[match.start() : match.end()])


def _editions(text: str, words: ProseWords) -> Iterator[tuple[tuple[int, int], Count]]:
    edition = words.pattern("edition")
    for pattern in (_ROMAN, _ORDINAL):
        for match in pattern.finditer(text):
            if any(word and edition.match(word) for word in match.groups()[1:]):
                value = int(match[1]) if match[1].isdigit() else _roman(match[1])
                yield (match.start(), match.end()), Count(value, "edition", match[0].strip())


def _roman(number: str) -> int:
    values = [_VALUES[letter] for letter in number]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def _counts(text: str, plain: str, number: Numeral, words: ProseWords) -> bool:
    """Say whether a number counts something rather than being a measure, a place in a row or part of a name."""
    before, after = plain[max(0, number.start - _REACH) : number.start], plain[number.end : number.end + _REACH]
    if number.value is None or not 0 < number.value <= _MOST or (number.spelled and number.value == 1):
        return False
    if MEASURE.match(after) or NUMBERED.search(before) or words.pattern("no_figure").match(plain, number.start):
        return False
    if words.pattern("no_figure_before").search(before) or re.search(r"[\w⟨/-]$|[£$€¥]\s?$|[^\W\d_]-$", before):
        return False
    if not number.spelled and (ORDINAL.match(after) or DAY_AFTER.match(after) or DAY_BEFORE.search(before)):
        return False
    if number.spelled and text[number.start].isupper() and re.match(r"\s[^\W\d_a-zа-яё]", text[number.end :]):
        return text[: number.start].strip() == ""  # “at the Four Cultures Festival”
    follows = _NEXT.match(after)
    if not follows and _PEOPLE.search(before):
        return True
    if not follows:
        return bool(re.search(r"[:–—-]\s*$", before)) and not number.spelled
    return not (number.spelled and number.value < 4 and _in_quotation(text, number.start))


def _in_quotation(text: str, at: int) -> bool:
    return text.count("«", 0, at) > text.count("»", 0, at) or text.count("“", 0, at) > text.count("”", 0, at)


def _count(text: str, plain: str, number: Numeral) -> Count:
    before, after = plain[max(0, number.start - _REACH) : number.start], plain[number.end : number.end + _REACH]
    qualifier = next((kind.value for kind, said in QUALIFIED if said.search(before)), "")
    qualifier = qualifier or ("at_least" if AND_MORE.match(after) else "exactly")
    follows = _NEXT.match(after)
    said = text[number.end : number.end + follows.end(1)].strip(" –—-") if follows else ""
    said = _LOOSE_END.sub("", said)
    what = next((kind.value for kind, noun in NOUNS if noun.search(said.lower())), "")
    if not what and (HEADS.match(said.lower()) or _PEOPLE.search(before)):
        what = "participants"
    return Count(number.value or 0, what or "other", said, qualifier)
