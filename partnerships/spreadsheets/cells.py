"""What a cell of a staff table says and how it is written: one reader for each kind of value.

Every cell comes as text (`sheet.py` prints numbers and dates unambiguously); a ValueError tells what is wrong.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _
from import_export.widgets import Widget

from partnerships.period import Period, Precision, format_period
from partnerships.period.words import fold_spelling
from partnerships.spreadsheets.beside import LinkedText, link_left_out
from partnerships.spreadsheets.dates import read_date
from partnerships.spreadsheets.number_formats import NumberText
from partnerships.text import characters, richtext
from partnerships.text.label import Label
from partnerships.text.numbers import LONGEST
from partnerships.text.quotes import quoting
from partnerships.text.translated import CODES

OFFERED: Final = 12
#: Language → yes and no. Those of the site are read, and the English ones that a language without its own shows.
ANSWERS: Final = {
    "ru": ("да", "нет"),
    "en": ("yes", "no"),
    "de": ("ja", "nein"),
    "fr": ("oui", "non"),
    "bg": ("да", "не"),
    "cs": ("ano", "ne"),
    "el": ("ναι", "όχι"),
    "es": ("sí", "no"),
    "it": ("sì", "no"),
    "nl": ("ja", "nee"),
    "pl": ("tak", "nie"),
    "pt": ("sim", "não"),
    "ro": ("da", "nu"),
    "sk": ("áno", "nie"),
    "sv": ("ja", "nej"),
    "tr": ("evet", "hayır"),
    "uk": ("так", "ні"),
}
SAID: Final = [ANSWERS[base] for base in ("en", *(code.partition("-")[0] for code in CODES)) if base in ANSWERS]
YES: Final = {"true", "1", "+", "x", "х", *(yes for yes, _no in SAID)}
#: What may stand behind the number of people; not “thousand”, which would make another number of it.
PEOPLE: Final = re.compile(
    r"(?:members?|people|persons?|participants?|inhabitants?|чел(?:овека?)?|участник\w*|жител\w*|делегат\w*)\.?",
    re.IGNORECASE,
)
#: Soft hyphens and marks without width, which come along with a copied name.
UNSEEN: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
#: Blanks between groups of three digits; a line break or a blank elsewhere parts two numbers.
BLANKS: Final = " \u00a0\u2009\u202f"
#: Digits in groups of three, as Russians, Germans, Britons and the Swiss part them: 56 574, 56.574, 1,087,353, 56’574.
WHOLE: Final = re.compile(
    rf"\s*(?P<digits>-?(?:[1-9]\d{{0,2}}(?P<mark>[.,'’{BLANKS}])\d{{3}}(?:(?P=mark)\d{{3}})*|\d+))(?!\d)"
)
FRACTION: Final = re.compile(rf"\s*([-−]?(?:\d+|[1-9]\d{{0,2}}(?:[{BLANKS}]\d{{3}})+)(?:[.,]\d+)?)[{BLANKS}]?°?\s*")
#: Words and signs beside a number that multiply it, as Europeans shorten them: “57 тыс.”, “2 Mio.”, “5 %”.
MULTIPLIES: Final = re.compile(
    r"[%‰]|(?<![^\W\d_])(?:тыс\w*|тис(?:яч\w*)?|хил(?:яд\w*)?|млн|милл?и[оа]\w*|мільйон\w*|млрд|мілья\w*|трлн"
    r"|сот(?:ня|ни|ню|ен)|[kк]|thousands?|hundreds?|dozens?|millions?|billions?|mn|bn|tsd|tausend|mio|millionen|mrd|milliarden?"
    r"|milliers?|mille|milliards?|mds?|mil|miles|mill|mill[oó]n\w*|mila|milion\w*|miliard\w*|milh\w*"
    r"|bilh\w*|mi|bi|mln|mld|tys\w*|tis\w*|duizend|miljoen\w*|miljard\w*|miljon\w*|tusen|tkr|mkr|mii"
    r"|bin|milyon\w*|milyar\w*|χιλ\w*|εκατ\w*|teur|(?-i:[TM]))(?![^\W\d_])",
    re.IGNORECASE,
)
DOMAIN: Final = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:[:/?#]\S*)?")
NO: Final = {"false", "0", "-", "–", "—", *(no for _yes, no in SAID)}


def folded(text: str) -> str:
    """Return `text` as names are compared: case, ё, quotes, spaces and what nobody sees make no difference."""
    plain = fold_spelling(unicodedata.normalize("NFKC", UNSEEN.sub("", text))).replace("“", '"').replace("”", '"')
    return " ".join(plain.replace("«", '"').replace("»", '"').split())


def plain_cell(text: str | None) -> str:
    """Return a text as it is compared: spaces around it and the kind of line ends make no difference."""
    return (text or "").replace("\r\n", "\n").replace("\r", "\n").strip()


def shown_text(value: str) -> str:
    """Return what a cell shows, which of a number may be more than the number."""
    return value.shown or value if isinstance(value, NumberText) else value


def _makes_another(value: str) -> bool:
    """Say whether a cell shows words beside its number that make another one of it: “57 тыс.”, not “2021 г.”."""
    return isinstance(value, NumberText) and bool(MULTIPLIES.search(value.shown))


class TextCell(Widget):
    """Words as they stand in the cell."""

    def clean(self, value: str, row: object = None, **options: object) -> object:
        """Return the text, without spaces around it; of a number what its cell shows."""
        return plain_cell(characters.clean_characters(shown_text(value)))

    def doubt(self, text: str) -> str:
        """Return what the clerk has to be told of how `text` is read, mostly nothing."""
        return link_left_out(text.link) if isinstance(text, LinkedText) and text.says_less() else ""

    def render(self, value: Any, obj: object = None, **options: object) -> object:
        """Return the value as a cell shows it."""
        return plain_cell(value) if isinstance(value, str) else ("" if value is None else value)


class RichCell(TextCell):
    """Text or HTML of the register's small vocabulary."""

    def clean(self, value: str, row: object = None, **options: object) -> str:
        """Return the text as it is kept, which the preview shows."""
        return richtext.stored(str(super().clean(value)))

    def doubt(self, text: str) -> str:
        """Return what of the text is left out."""
        words = " … ".join(richtext.left_out(text))
        said = _("Left out, as it is struck through, hidden or no text: “%(words)s”")
        return quoting(said, words=words) if words else super().doubt(text)


class LineCell(TextCell):
    """Words on one line."""

    def clean(self, value: str, row: object = None, **options: object) -> str:
        """Return the text as it is kept: a cell may break its line, a title may not."""
        return characters.one_line(shown_text(value))


class AddressCell(TextCell):
    """An address on the web; a link under other words is one too."""

    def doubt(self, text: str) -> str:
        """Return nothing: the link is read."""
        return ""

    def clean(self, value: str, row: object = None, **options: object) -> str:
        """Return the address; one without a scheme gets it, as in a browser."""
        if isinstance(value, LinkedText) and value.says_less():
            value = value.link
        text = str(super().clean(value))
        return f"https://{text}" if DOMAIN.fullmatch(text) else text


class ItemCell(TextCell):
    """An item of Wikidata, as its number or its address."""

    def clean(self, value: str, row: object = None, **options: object) -> str:
        """Return the number."""
        return str(super().clean(value)).rstrip("/").rpartition("/")[2]


class NumberCell(TextCell):
    """A whole number."""

    def clean(self, value: str, row: object = None, **options: object) -> int:
        """Return the number; signs between groups of digits are fine, and “25 members”."""
        found = WHOLE.match(value)
        rest = value[found.end() :].strip() if found else ""
        # The point of a number is no sign between groups.
        is_fraction = isinstance(value, NumberText) and found is not None and found["mark"] is not None
        if not found or (rest and not PEOPLE.fullmatch(rest)) or is_fraction or _makes_another(value):
            raise ValueError(_("Write a whole number in digits, for example 120."))
        digits = re.sub(r"[^\d-]", "", found["digits"])
        if len(digits) > LONGEST:
            raise ValueError(_("Write a whole number in digits, for example 120."))
        return int(digits)


class FractionCell(TextCell):
    """A number with decimals, as coordinates have."""

    def clean(self, value: str, row: object = None, **options: object) -> Decimal:
        """Return the number with at most five decimals: about a metre."""
        found = FRACTION.fullmatch(value)
        if not found or _makes_another(value):
            raise ValueError(_("Write a number in digits, for example 45.04278."))
        return round(Decimal("".join(found[1].split()).replace(",", ".").replace("−", "-")), 5) + 0

    def render(self, value: Any, obj: object = None, **options: object) -> object:
        """Return the number as a workbook keeps it."""
        return "" if value is None else float(value)


class FlagCell(TextCell):
    """Yes or no."""

    def clean(self, value: str, row: object = None, **options: object) -> bool:
        """Return whether the cell says yes."""
        word = folded(value)
        if word in YES or word in NO:
            return word in YES
        raise ValueError(_("Write yes or no."))

    def render(self, value: Any, obj: object = None, **options: object) -> str:
        """Return the word."""
        return _("yes") if value else _("no")


class PeriodCell(TextCell):
    """A date of any precision, in words, digits or EDTF."""

    def clean(self, value: str, row: object = None, **options: object) -> object:
        """Return the period."""
        return self.period(value)

    def period(self, value: str) -> Period:
        """Return the period that a text tells."""
        try:
            return read_date(shown_text(value), remark=False).period
        except ValidationError as error:
            raise ValueError(" ".join(error.messages)) from None

    def render(self, value: Any, obj: object = None, **options: object) -> object:
        """Return the period in words."""
        return format_period(value) if value else ""


class DayCell(PeriodCell):
    """A date known to the day."""

    def clean(self, value: str, row: object = None, **options: object) -> object:
        """Return the day."""
        period = self.period(value)
        if period.precision != Precision.DAY or period.start != period.end or not period.is_plain:
            raise ValueError(_("Write the day, for example 30.07.2022."))
        return period.start

    def render(self, value: Any, obj: object = None, **options: object) -> object:
        """Return the day itself, which a workbook keeps as a date."""
        return value if isinstance(value, date) else ""


class ChoiceCell(TextCell):
    """One of a few values, by its name in any language or by its code."""

    def __init__(self, choices: Iterable[tuple[str, Label]], former: Mapping[str, str] | None = None) -> None:
        """`former` are words of older tables, with the value that they mean today."""
        self.choices = dict(choices)
        self.known: dict[str, str] = {}
        for language in CODES:
            with translation.override(language):
                self.known |= {folded(str(label)): code for label, code in (former or {}).items()}
                self.known |= {folded(str(label)): code for code, label in self.choices.items()}
        # Last: a code means itself, whatever is called so.
        self.known |= {folded(str(code)): code for code in self.choices}

    def labels(self) -> list[str]:
        """Return what may be written, in the reader's language."""
        return [str(label) for label in self.choices.values()]

    def clean(self, value: str, row: object = None, **options: object) -> str:
        """Return the code."""
        if folded(value) in self.known:
            return self.known[folded(value)]
        labels = self.labels()
        offered = ", ".join(labels[:OFFERED]) + (", …" if len(labels) > OFFERED else ".")
        raise ValueError(
            quoting(_("There is no “%(value)s” here. Choose one of: %(offered)s"), value=value[:60], offered=offered)
        )

    def render(self, value: Any, obj: object = None, **options: object) -> str:
        """Return the name in the reader's language; a code that has none any more as it is."""
        return str(self.choices.get(value, value or ""))
