"""The staff tables on their way out: the chosen records, or an empty template with its explanations."""

import csv
import io
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from itertools import chain
from typing import Any, Final

from django.db import models
from django.utils.formats import get_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from partnerships.models import RegisterModel
from partnerships.spreadsheets.cells import ChoiceCell, FlagCell
from partnerships.spreadsheets.columns import NUMBER, VERSION, SheetColumn, columns_of, hint
from partnerships.spreadsheets.lookups import TableNames
from partnerships.spreadsheets.reader import MOST_ROWS
from partnerships.spreadsheets.row import content_mark
from partnerships.workbook.formulas import guarded
from partnerships.workbook.writer import CellValue, workbook

BATCH: Final = 200
XLSX_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE: Final = "text/csv; charset=utf-8"


class Export:
    """Rows of one concept as a staff table: all fields, the internal ones too, and the mark of each record.

    What is `hidden` from its reader has no column; the mark is the same.
    """

    def __init__(
        self, model: type[RegisterModel], queryset: models.QuerySet[Any], hidden: Collection[str] = ()
    ) -> None:
        names: dict[type[models.Model], TableNames] = {}
        self.model, self.whole = model, columns_of(model, names)
        self.columns = {name: column for name, column in self.whole.items() if column.attribute not in hidden}
        many = [column.attribute for column in self.columns.values() if column.many]
        paths = ["involvements" if name == "organizations" else name for name in many]
        self.queryset = queryset.prefetch_related(None).prefetch_related(*paths)
        self.has_state = any(field.name == "state" for field in model._meta.get_fields())

    def headings(self) -> list[str]:
        """Return the headings in the reader's language; the state comes along to be read, not to be set."""
        state = [capfirst(_("state"))] if self.has_state else []
        return [*(column.heading() for column in self.columns.values()), *state]

    def rows(self) -> Iterator[list[Any]]:
        """Yield the cells of each record."""
        for record in self.queryset.iterator(chunk_size=BATCH):
            state = [record.state_in_words()] if self.has_state else []
            yield [*(self._cell(name, column, record) for name, column in self.columns.items()), *state]
            # What was read ahead knows its record: such a pair is let go of late, and a long table would grow.
            vars(record).pop("_prefetched_objects_cache", None)

    def _cell(self, name: str, column: SheetColumn, record: RegisterModel) -> object:
        if name == NUMBER:
            return record.pk
        return content_mark(self.whole, record) if name == VERSION else column.shown(column.now(record))

    def xlsx(self) -> Iterator[bytes]:
        """Return the table as a workbook, streamed."""
        return workbook(str(self.model._meta.verbose_name_plural), self.headings(), self.rows())

    def csv(self) -> Iterator[bytes]:
        """Return the table as CSV for a spreadsheet of this language, streamed; no cell is run as a formula."""
        return csv_table(self.headings(), self.rows())


def csv_table(headings: list[str], rows: Iterable[list[Any]]) -> Iterator[bytes]:
    """Yield a table as CSV for a spreadsheet of this language, row by row; no cell is run as a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    out.write("\ufeff")
    for row in chain([headings], rows):
        writer.writerow([_written(cell) for cell in row])
        yield out.getvalue().encode()
        out.seek(0)
        out.truncate()


def _written(value: CellValue) -> str:
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, float):  # a Russian spreadsheet would take 12.05 for the twelfth of May
        return str(value).replace(".", str(get_format("DECIMAL_SEPARATOR")))
    return guarded(value) if isinstance(value, str) else str("" if value is None else value)


def template(model: type[RegisterModel]) -> bytes:
    """Return an empty workbook: headings, lists to choose from, and a sheet that explains each column."""
    columns = [column for name, column in columns_of(model, {}).items() if name not in {NUMBER, VERSION}]
    book = Workbook()
    sheet = book.active
    sheet.title = capfirst(str(model._meta.verbose_name_plural))[:31]
    sheet.append([column.heading() for column in columns])
    lists = book.create_sheet(_("Lists"))
    for at, column in enumerate(columns, 1):
        cell = sheet.cell(1, at)
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if column.required:
            cell.fill = PatternFill("solid", fgColor="FDEECF")
        sheet.column_dimensions[get_column_letter(at)].width = max(14, min(38, len(column.heading()) + 4))
        _offer(sheet, lists, column, at)
        for row in sheet.iter_rows(2, 2, at, at):
            row[0].number_format = "@"  # a spreadsheet that guesses turns “07.2019” into a day
    sheet.freeze_panes = "A2"
    _explain(book.create_sheet(_("How to fill in"), 1), columns)
    lists.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _offer(sheet: Any, lists: Any, column: SheetColumn, at: int) -> None:
    """Let the cells of a column be chosen from a list."""
    widget = column.widget
    labels = widget.labels() if isinstance(widget, ChoiceCell) else [_("yes"), _("no")]
    if not isinstance(widget, ChoiceCell | FlagCell):
        return
    letter = get_column_letter(at)
    for row, label in enumerate(labels, 1):
        lists.cell(row, at, label)
    rule = DataValidation("list", formula1=f"'{lists.title}'!${letter}$1:${letter}${len(labels)}", allow_blank=True)
    rule.showErrorMessage = False
    rule.add(f"{letter}2:{letter}{MOST_ROWS + 1}")
    sheet.add_data_validation(rule)


def _explain(sheet: Worksheet, columns: Iterable[SheetColumn]) -> None:
    sheet.append([_("Column"), _("Needed"), _("What to write")])
    for column in columns:
        sheet.append([column.heading(), _("yes") if column.required else "", hint(column)])
    for letter, width in (("A", 34), ("B", 12), ("C", 90)):
        sheet.column_dimensions[letter].width = width
        sheet[f"{letter}1"].font = Font(bold=True)
    for cell in sheet["C"]:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
