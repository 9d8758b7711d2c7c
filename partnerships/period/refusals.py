"""What is said of a text that is no date: the true reason, and how to write it."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from partnerships.period.tokens import Token


class Unclear(Exception):
    """The text has no reading; what to say of it is found from its words."""


def refuse(message: str) -> ValidationError:
    """Return the refusal that says `message`."""
    return ValidationError(message, code="period")


def too_long() -> ValidationError:
    """Return the refusal of what nobody would call a date."""
    return refuse(_("This is too long for a date. Examples: 2011, July 2019, 30–31 July 2022."))


def winter(year: int) -> ValidationError:
    """Return the refusal of a winter that could be either of two."""
    text = _("A winter lies in two years: write winter %(before)s or winter %(after)s.")
    pairs = {"before": f"{year - 1}/{year % 100:02}", "after": f"{year}/{(year + 1) % 100:02}"}
    return refuse(text % pairs)


def two_ways(code: str, as_code: str, as_years: str) -> ValidationError:
    """Return the refusal of what is EDTF and could be two years as well."""
    text = _("“%(typed)s” can be read in two ways: write %(one)s or %(other)s.")
    return refuse(text % {"typed": code, "one": as_years, "other": as_code})


def backwards(*, years: str) -> ValidationError:
    """Return the refusal of an end before its beginning; `years` is how it might be meant, over the new year."""
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
    return _("A date has a year, for example 2022. Words such as “annually” go into “Remark on the date”.")


def only_remark() -> ValidationError:
    """Return the refusal of words that say how often and not when."""
    return refuse(no_year())


def no_remark_here() -> ValidationError:
    """Return the refusal of words that say how often, where there is no place for them."""
    return refuse(_("Write the date alone: there is no place here for words such as “annually”."))


def remark_taken(word: str) -> ValidationError:
    """Return the refusal of a word for the remark, which says something else already."""
    text = _("“Remark on the date” says something else already: add “%(word)s” to it there.")
    return refuse(text % {"word": word})


def several_with_more() -> ValidationError:
    """Return the refusal of hours or doubts about several days."""
    return refuse(
        _("Of several days only the days are kept, for example 5, 6 and 9 June 2019. The rest goes into the remark.")
    )


def too_many() -> ValidationError:
    """Return the refusal of more days than a record can name."""
    return refuse(_("These are too many days. Write the first and the last, and the rest into the remark."))


def two_senses() -> ValidationError:
    """Return the refusal of “before about 2014”."""
    return refuse(_("“Before” and “after” stand with a plain date: write before 2014, or about 2014."))


def unclear(tokens: list[Token]) -> ValidationError:
    """Return the most helpful refusal of what `tokens` were made of."""
    return refuse(next(message for applies, message in _reasons(tokens) if applies))


def _reasons(tokens: list[Token]) -> Iterator[tuple[object, str]]:
    """Yield what may be wrong with `tokens`, and whether it is: what comes first explains best."""
    kinds = {token.kind for token in tokens}
    line = "".join(token.kind if len(token.kind) == 1 else f"<{token.kind}>" for token in tokens)
    has_year = kinds & {"y", "D", "X", "Z"}
    unknown = [token.text for token in tokens if token.kind == "?" and token.text.isalpha()]
    is_length = "length" in kinds or ("nY" in line and not has_year)
    yield "slash" in kinds, _("Slashes can be read in two ways: write 7 August 2022 or 07.08.2022.")
    yield "century" in kinds, _("Write a century in years, for example 1801–1900.")
    yield is_length, _("This is a length of time, not a date: write the last day or year, for example 2025.")
    yield "part" in kinds, _("Write the month, season or quarter; “beginning” and “end” go into “Remark on the date”.")
    yield "short" in kinds, _("Write the year with four digits, for example 30.07.2022.")
    yield "old" in kinds, _("Write the century too, for example 1990s.")
    text = _("Write about 2019 where a date is not sure; other doubts go into “Remark on the date”.")
    yield any(token.text == "?" for token in tokens), text
    no_day = "T" in kinds and not kinds & {"n", "d", "D"}
    yield no_day, _("An hour needs its day, for example 30 July 2022, 10:00.")
    yield not kinds & {"n", "y", "d", "D", "X", "Z", "T", "number"}, no_year()
    if unknown:
        text = _("“%(word)s” is not clear in a date; more than the date goes into “Remark on the date”.")
        yield True, text % {"word": unknown[0][:40]}
    two_digits = not has_year and any(pair in line for pair in ("M-n", "n-M", "Mn"))
    yield two_digits, _("Write the year with four digits, for example September 2019 or 19 September 2024.")
    yield not has_year and kinds & {"M", "S", "Q", "H", "d"}, _("Write the year too, for example 30 July 2022.")
    half_said = "Z" in kinds or (line.count("-") == 1 and "y-n" in line)
    yield half_said, _("Write both years in full, for example 2014–2019.")
    yield True, _("This date is not clear. Examples: 2011, July 2019, 30.07.2022, 30–31 July 2022, 2014–2019.")
