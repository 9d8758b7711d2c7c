"""The columns of a text that stands in each language of the site."""

from typing import Final

from django.conf import settings
from modeltranslation.utils import build_localized_fieldname

#: The languages of the site, the one of the home city first.
CODES: Final = tuple(code for code, _name in settings.LANGUAGES)
#: The language of which page addresses are made, and in which programs are led to a page: English where there is it,
#: which needs no other letters than an address has.
LATIN: Final = "en" if "en" in CODES else CODES[0]


def text_column(name: str, code: str) -> str:
    """Return the column of the text `name` in the language `code`."""
    return build_localized_fieldname(name, code)


def text_columns(*names: str) -> list[str]:
    """Return the columns of the texts `names`, each in every language of the site."""
    return [text_column(name, code) for name in names for code in CODES]


def language_of_column(column: str) -> str:
    """Return the language of the site in which `column` holds its text, "" for one that holds none in a language."""
    codes = (code for code in CODES if column.endswith(text_column("", code)))
    return max(codes, key=len, default="")


def first_column(name: str) -> str:
    """Return the column of the text `name` in the language of the home city."""
    return text_column(name, CODES[0])
