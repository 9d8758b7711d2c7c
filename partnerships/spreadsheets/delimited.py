"""Reads CSV and TSV: the encoding and the separator are found by trying what fits."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Final

import icu
from django.utils.translation import gettext as _

from partnerships.spreadsheets.sheet import MOST_COLUMNS, Refused, Sheet, cell_text, too_wide
from partnerships.text.quoted_cells import cut_lines
from partnerships.text.translated import CODES
from partnerships.workbook.formulas import unguarded

#: Encodings that a clerk may choose, each with the languages that were written in it.
ENCODINGS: Final[dict[str, str]] = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "cp1251": "Windows-1251",
    "cp1252": "Windows-1252",
    "cp1250": "Windows-1250",
    "cp1254": "Windows-1254",
    "cp866": "DOS 866",
    "koi8-r": "KOI8-R",
}
#: Letters that the languages of each encoding use beside plain Latin ones; whatever else it reads speaks against it.
LETTERS: Final[dict[str, str]] = {
    "cp1251": "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґўљњђћџјѕќѓ",
    "cp1252": "äöüßéèêëàâçîïôûùœæøåñáíóúãõìò",
    "cp1250": "ąćęłńóśźżáčďéěíňřšťúůýžäöüßőűăâîşţľĺŕôđ",
    "cp1254": "çğıöşüâîû",
    "cp866": "абвгдежзийклмнопрстуфхцчшщъыьэюяё",
    "koi8-r": "абвгдежзийклмнопрстуфхцчшщъыьэюяё",
}
#: Code page → its name and the languages that were written in it alone; tried where the site speaks one of them.
OTHERS: Final = {
    "cp1253": ("Windows-1253", ("el",)),
    "cp1255": ("Windows-1255", ("he", "yi")),
    "cp1256": ("Windows-1256", ("ar", "fa", "ur")),
    "cp1257": ("Windows-1257", ("et", "lt", "lv")),
}
#: Languages of the pages above that are no Western ones.
PAGES: Final = {
    **dict.fromkeys(("ru", "be", "bg", "kk", "mk", "sr", "tg", "tt", "uk"), "cp1251"),
    **dict.fromkeys(("bs", "cs", "hr", "hu", "pl", "ro", "sk", "sl", "sq"), "cp1250"),
    **dict.fromkeys(("az", "tr"), "cp1254"),
    **{code: page for page, (_name, codes) in OTHERS.items() for code in codes},
}


def page_of(language: str) -> str:
    """Return the code page in which `language` was written on Windows."""
    return PAGES.get(language.partition("-")[0], "cp1252")


def letters_of(language: str) -> str:
    """Return the letters of `language` beside plain Latin ones, from CLDR."""
    return "".join(letter for letter in icu.LocaleData(language).getExemplarSet() if letter > "\x7f")


for code in CODES:
    if (page := page_of(code)) in OTHERS:
        ENCODINGS[page] = OTHERS[page][0]
        LETTERS[page] = LETTERS.get(page, "") + letters_of(code)

#: Letters of Iceland alone, which Turkish texts hold when they are read as Western ones.
RARE: Final = set("ýþð")
#: Signs of typography that stand in texts of all of these.
SIGNS: Final = set("«»„“”‘’–—…№§°€±·•\xa0´×©®™")
#: “à la mairie” and “Questo è bello” read as Cyrillic: a letter alone beside a Latin word.
ALONE: Final = re.compile(r"(?<![^\W_])(?:(?<=[a-z][ \xa0])[а-яё](?![^\W_])|[а-яё](?=[ \xa0][a-z]))", re.IGNORECASE)
CYRILLIC_WORD: Final = re.compile("[а-яё]{2}", re.IGNORECASE)
SAMPLE: Final = 200_000
MARKS: Final = ";\t,|"


def rows(content: bytes, sheet: Sheet) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of the table; `sheet.encoding` says how it is read, or was asked for by the clerk."""
    text = _decoded(content, sheet)
    for number, row in enumerate(cut_lines(text, _mark(text)), 1):
        if len(row) > MOST_COLUMNS:
            raise too_wide(number)
        yield number, [cell_text(unguarded(cell), number, column) for column, cell in enumerate(row)]


def _decoded(content: bytes, sheet: Sheet) -> str:
    asked = [sheet.encoding] if sheet.encoding in ENCODINGS else []
    for encoding in asked or _candidates(content):
        try:
            text = content.decode("utf-8-sig" if encoding == "utf-8" else encoding)
        except UnicodeError:
            continue
        if "\0" not in text:
            sheet.encoding = encoding
            return text.removeprefix("\ufeff")
    raise Refused(_("This is no table that is known here. Save it as “Excel workbook (.xlsx)”."))


def _candidates(content: bytes) -> list[str]:
    """Return the encodings worth trying, the likeliest first."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ["utf-16"]
    own = page_of(CODES[0])  # where two fit alike
    likely = sorted(LETTERS, key=lambda page: (_strangeness(content[:SAMPLE], page), page != own))
    return ["utf-8", *likely]


def _strangeness(content: bytes, encoding: str) -> float:
    """Return how much of the text is no letter of the languages that were written in `encoding`, or oddly put."""
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return float("inf")
    own = set(LETTERS[encoding])
    count = Counter(sign for sign in text if sign > "\x7f")
    strange = sum(times * _weight(sign, own) for sign, times in count.items())
    # A capital inside a word, and letters of two scripts in one, are what a wrong encoding makes of a text.
    strange += len(ALONE.findall(text)) if not CYRILLIC_WORD.search(text) else 0
    return strange + 2 * len(
        re.findall(r"[a-zа-яё][A-ZА-ЯЁ\x80-\xff]*[А-ЯЁÀ-Þ]|[a-zA-Z][а-яёА-ЯЁ]|[а-яёА-ЯЁ][a-zA-Z]", text)
    )


def _weight(sign: str, own: set[str]) -> float:
    if sign in own or sign in SIGNS:
        return 0
    return 0.2 if sign.lower() in own else 0.5 if sign.lower() in RARE else 3


def _mark(text: str) -> str:
    """Return the separator: the one that cuts most of the first rows into equally many cells, the more the better.

    Most of its own rows: a wrong one, which does not see where a quoted text ends, makes more rows of the same table.
    """
    head = text.lstrip("\r\n")[:SAMPLE]

    def fit(mark: str) -> tuple[float, int]:
        found = [row for row in islice(cut_lines(head, mark), 20) if any(row)]
        widths = Counter(len(row) for row in found)
        width, times = max(widths.items(), key=lambda pair: (pair[0] > 1, pair[1]), default=(1, 0))
        return (times / len(found), width) if width > 1 else (0, 0)

    return max(MARKS, key=fit)
