"""Prints a period exactly as precise as it is known, in either language."""

from django.utils.translation import get_language

from partnerships.period.value import Period
from partnerships.period.words import GENITIVE_RU, MONTHS


def _words(parts: tuple[int, ...], language: str, *, to: int = 0) -> str:
    """Return `parts` in words, leaving out the last `to` of year and month (30 июля, 30)."""
    year, month, day = (*parts, 0, 0)[:3]
    if not month:
        return str(year)
    if not day:
        return MONTHS[language][month - 1] if to else f"{MONTHS[language][month - 1]} {year}"
    name = GENITIVE_RU[month - 1] if language == "ru" else MONTHS["en"][month - 1]
    return (f"{day} {name} {year}", f"{day} {name}", str(day))[to]


def _span(first: tuple[int, ...], last: tuple[int, ...], language: str) -> str:
    shared = 0
    if first[0] == last[0] and len(first) > 1:
        shared = 2 if len(first) == 3 and first[1] == last[1] else 1
    # Numbers stand close to the dash, phrases apart: 30–31 июля 2022, but 30 июля – 2 августа 2022.
    dash = "–" if shared == 2 or len(first) == 1 else " – "
    return f"{_words(first, language, to=shared)}{dash}{_words(last, language)}"


def format_period(period: Period, remark: str = "", language: str | None = None) -> str:
    """Return the period in words: "июль 2019", "30–31 July 2022", "2014–2019 (ежегодно)".

    `remark` stands alone when the period is undated; `language` is the active one unless given.
    """
    if not period:
        return remark
    language = "ru" if (language or get_language() or "ru").startswith("ru") else "en"
    first, last = period.ends()
    text = _words(first, language) if first == last else _span(first, last, language)
    return f"{text} ({remark})" if remark else text
