"""What the open data says of a row: each column has one name, one meaning and one reader for every format.

A flat format (CSV, XLSX, GeoJSON) takes `heads` and `cells`; the API takes `nested`. A text is one cell for each
language there, and one object with a key for each here.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Final, Literal

from django.db import models
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import keep_lazy_text
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel

from partnerships.models import TermLabels
from partnerships.models.base import Entry
from partnerships.opendata import page_text
from partnerships.period import PERIOD_COLUMNS, Period, format_period
from partnerships.text import richtext
from partnerships.text.label import Label
from partnerships.text.languages import labelled as labelled_text
from partnerships.text.translated import CODES, text_column
from partnerships.workbook.writer import CellValue

labelled = keep_lazy_text(labelled_text)

AS_KNOWN: Final = _("As exactly as known, in EDTF: 2022-08-05, 2019-07, 2014/2019, 2014/..")

if TYPE_CHECKING:
    type Words = dict[str, str]
else:
    type Words = dict[Literal[CODES], str]


@dataclass(frozen=True)
class Asked:
    """Who asks: the origin of whole addresses, the languages that the answer speaks, and how CSV is read there."""

    origin: str
    languages: tuple[str, ...] = CODES
    delimiter: str = ","  # between the columns of CSV


@dataclass(frozen=True)
class Head:
    """The head of one flat column; `type` is a type of Table Schema."""

    name: str
    label: Label
    type: str = "string"
    about: Label = ""
    choices: Mapping[Any, Label] | None = None


@cache
def section_address(page: str, code: str) -> str:
    """Return the address of the section of `page` in the language `code`."""
    with translation.override(code):
        return reverse(f"{page}-list")


def page_address(entry: Entry, code: str, origin: str = "") -> str:
    """Return where the public reads `entry` in the language `code`."""
    return f"{origin}{section_address(entry.page, code)}{entry.slug}/"


def translations_asked(texts: Mapping[str, str | None], asked: Asked) -> dict[str, str]:
    """Return the texts in the languages asked for; where none is there, the one that is, under its own language."""
    filled = {code: text for code, text in texts.items() if text}
    return {code: text for code, text in filled.items() if code in asked.languages} or filled


def translations_of(row: models.Model, name: str) -> dict[str, str | None]:
    """Return a translated field of `row` in every language."""
    return {code: getattr(row, text_column(name, code)) for code in CODES}


@dataclass(frozen=True)
class OneOf:
    """Says in the description of the API which codes a vocabulary has; one that it had once is told all the same."""

    labels: TermLabels

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        """Return the schema with the codes of today; a list of none would allow nothing."""
        codes = list(self.labels)
        return {**handler(schema), **({"enum": codes} if codes else {})}


class Column:
    """One value of a row, the same in every format."""

    annotation: object = str | None

    def __init__(
        self,
        name: str,
        label: Label,
        read: Callable[[Any], Any] | None = None,
        *,
        type: str = "string",
        annotation: Any = None,
        about: Label = "",
        fields: Iterable[str] | None = None,
        choices: Mapping[Any, Label] | None = None,
    ) -> None:
        self.name, self.label, self.about, self.type = name, label, about, type
        self.read: Callable[[Any], Any] = read or (lambda row: getattr(row, name))
        self.fields = (name,) if fields is None else tuple(fields)
        self.choices = choices
        if annotation is not None:
            self.annotation = annotation

    def heads(self) -> list[Head]:
        """Return the heads of its flat columns."""
        return [Head(self.name, self.label, self.type, self.about, self.choices)]

    def cells(self, row: object, asked: Asked) -> list[CellValue]:
        """Return a value for each of `heads`; None where there is none."""
        value = self.read(row)
        return [None if value == "" else value]

    def shown(self, row: object, asked: Asked) -> list[CellValue]:
        """Return the cells as a workbook shows them: words of the reader's language instead of codes and keys."""
        cells = self.cells(row, asked)
        return [str(self.choices.get(cells[0], cells[0]))] if self.choices and cells[0] is not None else cells

    def plain(self, row: object, asked: Asked) -> list[CellValue]:
        """Return the cells as CSV holds them, which everybody opens in a spreadsheet."""
        return self.cells(row, asked)

    def nested(self, row: object, asked: Asked) -> object:
        """Return the value as the API tells it."""
        return self.cells(row, asked)[0]


class TextColumn(Column):
    """A text with a column for each language; rich text leaves as sanitised HTML, for a spreadsheet without marks."""

    annotation = Words

    def __init__(
        self,
        name: str,
        label: Label,
        *,
        rich: bool = False,
        of: Callable[[Any], Any] = lambda row: row,
        field: str = "",
        fields: Iterable[str] | None = None,
    ) -> None:
        super().__init__(name, label, of, fields=fields)
        self.rich, self.field = rich, field or name

    def texts(self, row: object) -> dict[str, str | None]:
        """Return the text in every language."""
        found = translations_of(self.read(row), self.field)
        if self.rich:
            return {code: str(richtext.render(text)) if text else "" for code, text in found.items()}
        return found

    def heads(self) -> list[Head]:
        """Return a head for each language."""
        return [Head(text_column(self.name, code), labelled(self.label, code), about=self.about) for code in CODES]

    def cells(self, row: object, asked: Asked) -> list[CellValue]:
        """Return the text of each language."""
        return [text or None for text in self.texts(row).values()]

    def shown(self, row: object, asked: Asked) -> list[CellValue]:
        """Return the text of each language without its marks."""
        return self.plain(row, asked)

    def plain(self, row: object, asked: Asked) -> list[CellValue]:
        """Return the text of each language without the marks that rich text is kept with."""
        found = translations_of(self.read(row), self.field) if self.rich else self.texts(row)
        return [
            page_text.text_of_html(str(richtext.render(text))) if self.rich and text else text or None
            for text in found.values()
        ]

    def nested(self, row: object, asked: Asked) -> dict[str, str]:
        """Return the text in the languages asked for."""
        return translations_asked(self.texts(row), asked)


class PageColumn(TextColumn):
    """The page on the site, in each language."""

    def __init__(self) -> None:
        super().__init__("page", _("page on the site"), fields=["slug"])

    def cells(self, row: Any, asked: Asked) -> list[CellValue]:
        """Return the address in each language."""
        return [page_address(row, code, asked.origin) for code in CODES]

    def plain(self, row: object, asked: Asked) -> list[CellValue]:
        """Return the address in each language."""
        return self.cells(row, asked)

    def nested(self, row: Any, asked: Asked) -> dict[str, str]:
        """Return the addresses in the languages asked for."""
        return translations_asked({code: page_address(row, code, asked.origin) for code in CODES}, asked)


class PeriodData(BaseModel):
    """A date exactly as precise as it is known: EDTF, and the first and last day that it may mean."""

    edtf: str
    start: date | None
    end: date | None
    precision: Literal["minute", "day", "month", "quarter", "season", "half", "year", "decade"]


class PeriodInColumns(Column):
    """The date of an entry: EDTF, first and last day."""

    annotation = PeriodData | None

    def __init__(self, label: Label) -> None:
        super().__init__("period", label, fields=PERIOD_COLUMNS)

    def heads(self) -> list[Head]:
        """Return EDTF, the first and the last day."""
        return [
            Head("period", self.label, about=AS_KNOWN),
            Head("period_start", _("first day"), "date", _("The first day that the date may mean, if it is known.")),
            Head("period_end", _("last day"), "date", _("The last day that the date may mean, if it is known.")),
        ]

    def cells(self, row: Any, asked: Asked) -> list[CellValue]:
        """Return EDTF, the first and the last day."""
        period = row.period
        return [period.edtf() or None, period.start, period.end]

    def shown(self, row: Any, asked: Asked) -> list[CellValue]:
        """Return the date as the language writes it, the first and the last day."""
        return [readable_period(row.period), row.period.start, row.period.end]

    def nested(self, row: Any, asked: Asked) -> dict[str, object] | None:
        """Return the period as one object, None for the undated."""
        period = row.period
        if not period:
            return None
        return {"edtf": period.edtf(), "start": period.start, "end": period.end, "precision": period.precision}


class Known(Column):
    """A date of its own, as exactly as it is known; `of` reads it where it follows from more than its own field."""

    def __init__(
        self, name: str, label: Label, of: Callable[[Any], Period] | None = None, *, fields: Iterable[str] | None = None
    ) -> None:
        self.of: Callable[[Any], Period] = of or (lambda row: getattr(row, name))
        super().__init__(name, label, lambda row: self.of(row).edtf(), about=AS_KNOWN, fields=fields)

    def shown(self, row: object, asked: Asked) -> list[CellValue]:
        """Return the date as the language writes it."""
        return [readable_period(self.of(row))]


def readable_period(period: Period) -> date | str | None:
    """Return a period as a workbook shows it: one day as a date, anything else in words."""
    if period.precision == "day" and period.start == period.end:
        return period.start
    return format_period(period) or None


def local(moment: datetime) -> datetime:
    """Return `moment` in the time zone of the register, without fractions of a second."""
    return timezone.localtime(moment).replace(microsecond=0)
