"""What is said of a text that is no date: the true reason, and how to write it."""

import re
from collections.abc import Iterator
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from partnerships.period.tokens import Token
from partnerships.text.quotes import quoting


class Unclear(Exception):
    """The text has no reading; what to say of it is found from its words."""


#: Code of a refusal of words that have a place of their own, where there is one.
WORDS = "words"
#: A whole date with one or two numbers behind it: 20 мая 2019, с 10 до 12.
_BARE_HOURS: Final = re.compile(r"(?:nMy|D|Mn,?y)Y?,?(?:<at>|<)?n(?:[->]n)?$")


def refuse(message: str, code: str = "period") -> ValidationError:
    """Return the refusal that says `message`."""
    return ValidationError(message, code=code)


def with_place(error: ValidationError) -> ValidationError:
    """Return the refusal with the place for words, if it is words that were refused."""
    if getattr(error, "code", "") != WORDS:
        return error
    return refuse(" ".join([*error.messages, _("Other words go into “Remark on the date”.")]))


def too_long() -> ValidationError:
    """Return the refusal of what nobody would call a date."""
    return refuse(_("This is too long for a date. Examples: 2011, July 2019, 30–31 July 2022."))


def winter(year: int) -> ValidationError:
    """Return the refusal of a winter that could be either of two."""
    text = _("A winter lies in two years: write winter %(before)s or winter %(after)s.")
    pairs = {"before": f"{year - 1}/{year % 100:02}", "after": f"{year}/{(year + 1) % 100:02}"}
    return refuse(text % pairs)


def two_ways(typed: str, one: str, other: str) -> ValidationError:
    """Return the refusal of what could be either of two periods: 2014-22, von 1990."""
    text = _("“%(typed)s” can be read in two ways: write %(one)s or %(other)s.")
    return refuse(quoting(text, typed=typed[:40], one=one, other=other))


def backwards(*, years: str, hours: bool = False) -> ValidationError:
    """Return the refusal of an end before its beginning; `years` is how it might be meant, over the new year.

    `hours` says that the day is the same.
    """
    if hours:
        return refuse(_("The end is before the beginning. Check the hours."))
    if years:
        return refuse(_("The end is before the beginning: write both years, for example %(years)s.") % {"years": years})
    return refuse(_("The end is before the beginning. Write the earlier date first."))


def unlike(*, hours: bool) -> ValidationError:
    """Return the refusal of two ends of different precision."""
    if hours:
        return refuse(_("Write the hour at both ends or at neither, for example 30 July 2022, 10:00–12:00."))
    return refuse(_("Write both ends alike, for example July 2019 – July 2020 or 2019–2020."))


def impossible() -> ValidationError:
    """Return the refusal of a day that no calendar has."""
    return refuse(_("There is no such date: check the day and the month."))


def out_of_range() -> ValidationError:
    """Return the refusal of a year that is a slip of the hand."""
    return refuse(_("Write a year between 1000 and 2999."))


def wrong_weekday() -> ValidationError:
    """Return the refusal of a date that was another day of the week."""
    return refuse(_("The day of the week and the date do not agree: check both."))


def no_year() -> str:
    """Return what is said of words without a year."""
    return _("A date has a year, for example 2022.")


def only_remark() -> ValidationError:
    """Return the refusal of words that say how often and not when."""
    return refuse(no_year(), WORDS)


def no_remark_here() -> ValidationError:
    """Return the refusal of words that say how often, where there is no place for them."""
    return refuse(_("Write the date alone: there is no place here for words such as “annually”."))


def remark_taken(word: str) -> ValidationError:
    """Return the refusal of a word for the remark, which says something else already."""
    text = _("“Remark on the date” says something else already: add “%(word)s” to it there.")
    return refuse(quoting(text, word=word))


def several_with_more() -> ValidationError:
    """Return the refusal of hours or doubts about several days."""
    return refuse(_("Of several days only the days are kept, for example 5, 6 and 9 June 2019."), WORDS)


def too_many() -> ValidationError:
    """Return the refusal of more days than a record can name."""
    return refuse(_("These are too many days: write the first and the last."), WORDS)


def begins_only() -> ValidationError:
    """Return the refusal of hours with a beginning and no end: “from 10:00” is more than “at 10:00”."""
    text = _("Write when it ends too, for example 30 July 2022, 10:00–12:00, or only when it begins: 10:00.")
    return refuse(text)


def two_senses() -> ValidationError:
    """Return the refusal of “before about 2014”."""
    return refuse(_("“Before” and “after” stand with a plain date: write before 2014, or about 2014."))


def unclear(tokens: list[Token]) -> ValidationError:
    """Return the most helpful refusal of what `tokens` were made of."""
    message, code = next((message, code) for applies, message, code in _reasons(tokens) if applies)
    return refuse(message, code)


def _reasons(tokens: list[Token]) -> Iterator[tuple[object, str, str]]:
    """Yield what may be wrong with `tokens`, with its code, and whether it is: what comes first explains best."""
    kinds = {token.kind for token in tokens}
    line = "".join(token.kind if len(token.kind) == 1 else f"<{token.kind}>" for token in tokens)
    has_year = bool(kinds & {"y", "D", "X", "Z"})
    for applies, message in _wrong_meaning(tokens, kinds, line, has_year=has_year):
        yield applies, message, "period"
    yield from _wrong_words(tokens, kinds, has_year=has_year)
    for applies, message in _wrong_writing(tokens, kinds, line, has_year=has_year):
        yield applies, message, "period"


def _wrong_meaning(tokens: list[Token], kinds: set[str], line: str, *, has_year: bool) -> Iterator[tuple[object, str]]:
    """Yield what was meant by something that is no date of ours: a length of time, a century, an hour."""
    is_length = "length" in kinds or ("nY" in line and not has_year)
    says_length_too = "<length><:>" in "".join(f"<{token.text or token.kind}>" for token in tokens) and has_year
    is_no_hour = "n<:>n" in "".join(f"<{token.text}>" if token.text == ":" else token.kind for token in tokens)
    is_long = any(token.kind == "number" and len(token.text) == 5 for token in tokens)
    yield "relative" in kinds, _("Write the year itself, for example 2022: “this year” will be another one.")
    yield "slash" in kinds, _("Slashes can be read in two ways: write 7 August 2022 or 07.08.2022.")
    yield "century" in kinds, _("Write a century in years, for example 1801–1900.")
    yield says_length_too, _("Write the dates alone, for example 6–7 May 2019: how long it lasts follows from them.")
    yield is_length, _("This is a length of time, not a date: write the last day or year, for example 2025.")
    yield "short" in kinds, _("Write the year with four digits, for example 30.07.2022.")
    yield "old" in kinds, _("Write the century too, for example 1990s.")
    yield is_no_hour, _("There is no such time: write an hour between 00:00 and 23:59.")
    yield "T" in kinds and not kinds & {"n", "d", "D"}, no_day()
    yield _BARE_HOURS.search(line), _("Write hours with their minutes, for example 30 July 2022, 10:00–12:00.")
    yield is_long, _("Write a year between 1000 and 2999.")


def _wrong_words(tokens: list[Token], kinds: set[str], *, has_year: bool) -> Iterator[tuple[object, str, str]]:
    """Yield what words are too many or not clear."""
    is_doubt = "doubt" in kinds or any(token.text == "?" for token in tokens)
    yield (
        bool({"begin", "part"} & kinds),
        _("Write the month, season or quarter, not the beginning or end of something."),
        WORDS,
    )
    yield is_doubt, _("Write “about 2019” where a date is not sure."), WORDS
    is_undated = "undated" in kinds and not has_year
    yield is_undated, _("Leave the date empty where it is not known."), WORDS
    yield (
        "endless" in kinds,
        _("Leave the date empty and mark the agreement as open-ended where it has no last day."),
        "period",
    )
    yield "between" in kinds, _("Write “about 1990–1995” where a day or year between two others is meant."), WORDS
    yield not kinds & {"n", "y", "d", "D", "X", "Z", "T", "number"}, no_year(), WORDS
    for unknown in (token.text for token in tokens if token.kind == "?" and token.text.isalpha()):
        yield True, quoting(_("“%(word)s” is not clear in a date."), word=unknown[:40]), WORDS


def _wrong_writing(tokens: list[Token], kinds: set[str], line: str, *, has_year: bool) -> Iterator[tuple[object, str]]:
    """Yield how it can be written, the last of it for whatever else is wrong."""
    is_open = bool(tokens) and "-" in {tokens[0].kind, tokens[-1].kind}
    two_digits = not has_year and any(pair in line for pair in ("M-n", "n-M", "Mn"))
    by_hyphens = re.search(r"(?<!n)n-n-y", line)
    may_be_month = line.count("-") == 1 and "y-n" in line
    yield by_hyphens, _("Hyphens can be read in two ways: write 6 May 2019 or 06.05.2019.")
    yield two_digits, _("Write the year with four digits, for example September 2019 or 19 September 2024.")
    yield not has_year and kinds & {"M", "S", "Q", "H", "d"}, _("Write the year too, for example 30 July 2022.")
    yield "Z" in kinds, _("Write both years in full, for example 2014–2019.")
    yield may_be_month, _("Write both years in full, for example 2014–2019, and a month as 07.2019.")
    yield is_open, _("Write “since 2014” or “until 2014” where one end is not known.")
    yield True, _("This date is not clear. Examples: 2011, July 2019, 30.07.2022, 30–31 July 2022, 2014–2019.")


def no_day() -> str:
    """Return what is said of an hour without a day."""
    return _("An hour needs its day, for example 30 July 2022, 10:00.")
