"""Takes one row of a table into the register: reads its cells, finds its record, compares, checks, saves.

The order of the steps is django-import-export's (`Resource.import_row`); what each does is told here.
"""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils.translation import gettext as _
from import_export.resources import Resource
from import_export.results import RowResult

from partnerships.models import Record, RegisterModel
from partnerships.models.base import Entry
from partnerships.period import Period, format_period
from partnerships.period.parser import remarks_to_fill
from partnerships.spreadsheets import refusals
from partnerships.spreadsheets.blank import Blank, open_rules
from partnerships.spreadsheets.cells import shown_text
from partnerships.spreadsheets.columns import NUMBER, VERSION, SheetColumn, columns_of
from partnerships.spreadsheets.courses import check_course, lost_with, take_course
from partnerships.spreadsheets.dates import read_date
from partnerships.spreadsheets.lookups import TableNames
from partnerships.spreadsheets.matching import Matcher
from partnerships.spreadsheets.relations import Relations, change_roles
from partnerships.text.translated import first_column, text_column


def content_mark(
    columns: dict[str, SheetColumn], instance: object, now: Callable[[SheetColumn, Any], Any] = SheetColumn.now
) -> str:
    """Return a short mark of everything a table holds of `instance`: another one means that something changed.

    `now` gives what the record holds for a column.
    """
    values = [
        sorted(map(str, value)) if isinstance(value, frozenset) else _as_text(value)
        for name, column in columns.items()
        if name not in {NUMBER, VERSION}
        for value in [now(column, instance)]
    ]
    # The letter keeps a program that opens CSV from taking the mark for a number, as it does with 12345678e9.
    return "v" + hashlib.sha256(json.dumps(values).encode()).hexdigest()[:10]


def _as_text(value: object) -> str:
    """Return a value the same in every language."""
    return value.edtf() if isinstance(value, Period) else str(value or "")


class RegisterResource(Resource):
    """Rows of one concept on their way in; `may_add` and `may_change` say what the importing user may do."""

    class Meta:
        skip_diff = True

    def __init__(
        self,
        model: type[RegisterModel],
        *,
        may_add: bool,
        may_change: Callable[[Any], bool],
        names: dict[type[models.Model], TableNames] | None = None,
    ) -> None:
        super().__init__()
        self.model, self.may_add, self.may_change = model, may_add, may_change
        self.names = {} if names is None else names
        self.fields = self.columns = columns_of(model, self.names)
        self.matcher = Matcher(model)
        self.instances: dict[int, object] = {}
        self.relations = Relations()
        self.rules = open_rules(model)
        self.blank = Blank(model)

    # --- one row: its cells, its record --------------------------------------------------------

    def read(self, row: dict[str, str]) -> tuple[dict[str, Any], dict[str, ValidationError], int | None]:
        """Return the values of the filled cells, the errors in cells by column, and the number of the record."""
        values = {}
        errors: dict[str, ValidationError] = {}
        if period := self._part_remark(row, errors):
            values["period"] = period
        for name, text in row.items():
            column = self.columns[name]
            if text == "" or name in errors or column.attribute in values:
                continue
            try:
                values[column.attribute if not column.many else name] = column.widget.clean(text)
            except ValueError as error:
                errors[name] = ValidationError(str(error))
        found = None
        if not errors.keys() & {NUMBER, "slug", "period", *self.matcher.natural} or values.get(NUMBER):
            try:
                found = self.matcher.find(values)
            except ValueError as error:
                errors[NUMBER] = ValidationError(str(error))
        return values, errors, found

    def _part_remark(self, row: dict[str, str], errors: dict[str, ValidationError]) -> Period | None:
        """Return the date, if a remark may go with it; “annually” goes to that cell, where the preview shows it."""
        if not row.get("period") or first_column("remark") not in self.columns:
            return None
        try:
            reading = read_date(shown_text(row["period"]))
            filled = remarks_to_fill(reading, {code: row.get(text_column("remark", code)) for code in reading.remark})
        except ValidationError as error:
            errors["period"] = error
            return None
        if filled:
            row["period"] = format_period(reading.period)
            row |= {text_column("remark", code): text for code, text in filled.items()}
        return reading.period

    def prepare(self, rows: list[dict[str, str]], *, lock: bool) -> list[tuple[Any, ...]]:
        """Read several rows and fetch their records together."""
        read = [self.read(row) for row in rows]
        wanted = {found for _values, _errors, found in read if found}
        many = [column.attribute for column in self.columns.values() if column.many]
        prefetch = ["involvements" if name == "organizations" else name for name in many]
        queryset = self.model._default_manager.filter(pk__in=wanted).order_by()
        if lock:
            queryset = queryset.select_for_update()
        self.instances = {row.pk: row for row in queryset.prefetch_related(*prefetch)}
        return read

    def take(self, row: dict[str, str], read: tuple[Any, ...], number: int, *, dry: bool) -> RowResult:
        """Take one prepared row; an error that is no word to the clerk is raised."""
        self.row_values, self.row_errors, self.found = read[0], dict(read[1]), read[2]
        result = self.import_row(row, None, dry_run=dry, using_transactions=not dry, row_number=number)
        if result.errors:
            raise result.errors[0].error
        return result

    # --- the steps of import_row -----------------------------------------------------------------

    def get_instance(self, instance_loader: object, row: dict[str, str]) -> object:
        """Return the record of this row, None for a new one."""
        return self.instances.get(self.found) if self.found else None

    def init_instance(self, row: object = None) -> object:
        """Return a new record: a draft, by the default of its state."""
        return self.blank.copied()

    def import_instance(self, instance: RegisterModel, row: dict[str, str], **options: Any) -> None:
        """Set what differs; a row that may not be taken says why."""
        is_new, errors = instance.pk is None, self.row_errors
        self.changes: list[tuple[SheetColumn, Any, Any]] = []
        mine = bool(row.get(VERSION))
        if is_new and mine and not errors:
            errors[NON_FIELD_ERRORS] = ValidationError(
                _("This record is no longer in the register. Export the list anew.")
            )
        stale = not is_new and mine and row[VERSION] != content_mark(self.columns, instance, self._now)
        for name, column in self.columns.items():
            if name not in {NUMBER, VERSION} and name not in errors:
                self._set(instance, column, row, is_new=is_new, clears=mine)
        if self.changes and not errors:
            self._refuse(instance, is_new, mine, stale)
        if not errors:
            self._claim(instance, is_new, options["row_number"])
        if errors:
            raise ValidationError(errors)

    def _now(self, column: SheetColumn, instance: Any) -> Any:
        """Return what the record held before this file."""
        now = column.now(instance)
        return self.relations.before(column.attribute, instance, now) if column.many else now

    def _set(self, instance: object, column: SheetColumn, row: dict[str, str], *, is_new: bool, clears: bool) -> None:
        """Put one cell into the record, if it says something else than the record does."""
        name = column.column_name
        key = name if column.many else column.attribute
        empty = row.get(name, "") == ""
        if is_new and column.required and name not in row and (given := column.now(instance)):
            self.changes.append((column, None, given))
            return
        if empty and column.required and (is_new or (clears and name in row and column.now(instance))):
            missing = _("This cannot stay empty.") if name in row else refusals.NO_COLUMN
            self.row_errors[name] = ValidationError(missing)
        if name not in row or (empty and (is_new or not clears or column.keeps_default or name == "slug")):
            return
        value = _nothing(column, instance) if empty else self.row_values[key]
        now = self._now(column, instance)
        if column.same(now, value):
            return
        if column.is_cut(now):
            text = _("The text is longer than a cell of a workbook holds: change it on its own page.")
            self.row_errors[name] = ValidationError(text)
        self.changes.append((column, now, value))
        if not column.many:
            setattr(instance, column.attribute, value)

    def _refuse(self, instance: RegisterModel, is_new: bool, mine: bool, stale: bool) -> None:
        """Note why what the row changes may not be changed: the right is missing, or somebody else was faster."""
        if is_new and not self.may_add:
            self.row_errors[NON_FIELD_ERRORS] = ValidationError(_("You may not add records."))
        if not is_new and not self.may_change(instance):
            self.row_errors[NON_FIELD_ERRORS] = ValidationError(_("You may not change this record."))
        if stale:
            self.row_errors[VERSION] = ValidationError(refusals.STALE)
        elif not is_new and not mine:
            headings = [column.heading() for column, _now, _value in self.changes]
            self.row_errors[NON_FIELD_ERRORS] = ValidationError(refusals.differs(instance.pk, headings))

    def _claim(self, instance: Any, is_new: bool, number: int) -> None:
        """Note that this row is this record, and give a new one its page address."""
        try:
            self.matcher.claim(self.row_values, self.found, number)
        except ValueError as error:
            self.row_errors[NON_FIELD_ERRORS] = ValidationError(str(error))
            return
        if is_new and self.matcher.has_slug and not instance.slug:
            period: Period | None = getattr(instance, "period", None)
            name = getattr(instance, self.matcher.natural[0]) or ""
            instance.slug = self.matcher.free_slug(name, period.standing()[0].year if period else None)

    def skip_row(
        self, instance: RegisterModel, original: Entry, row: object, import_validation_errors: Any = None
    ) -> bool:
        """Leave alone what would not change."""
        return instance.pk is not None and not self.changes and not import_validation_errors

    def validate_instance(
        self, instance: RegisterModel, import_validation_errors: Any = None, validate_unique: bool = True
    ) -> None:
        """Check the record by the model's own rules; references and page addresses have been checked already."""
        if instance.pk is not None and not self.changes and not import_validation_errors:
            return  # what stays as it is need not please the rules of today
        errors = dict(import_validation_errors or {})
        right = {field.name for field in instance._meta.fields if field.is_relation}
        # A text is wrong in the column of its language; the name of them all would say it once more, and nowhere.
        right |= {column.base for name, column in self.columns.items() if name in errors and column.base}
        if instance.pk is None:
            right |= self.blank.unchanged(instance)
        try:
            instance.clean_fields(exclude={*right, *errors, *(["slug"] if errors else [])})
            if not errors:
                if isinstance(instance, Record):
                    instance.kind = instance.KIND
                instance.clean()
                self._check_rules(instance)
                check_course(instance, self.changes)
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)

    def _check_rules(self, instance: RegisterModel) -> None:
        """Ask the database about the rules that this row can break; a query for each rule is too slow for all."""
        changed = {column.attribute.removesuffix("_id") for column, _now, _value in self.changes}
        if any(fields & changed for fields in self.rules):
            instance.validate_constraints()

    def do_instance_save(self, instance: RegisterModel, is_create: bool) -> None:
        """Save a record whose table or whose relations change."""
        instance.save(force_insert=is_create)

    def save_m2m(self, instance: RegisterModel, row: object, **options: object) -> None:
        """Set the relations that changed; the roles of organisations that stay are kept."""
        for column, now, value in self.changes if not options["dry_run"] else ():
            if column.attribute == "organizations" and column.many:
                change_roles(instance, now, value)
            elif column.many and not take_course(instance, column.attribute, now, value):
                self.relations.write(instance, column.attribute, now, value)

    def after_import_row(self, row: object, row_result: RowResult, **options: object) -> None:
        """Keep for the preview what changed, and what would be lost with it that no cell tells."""
        row_result.changes = self.changes
        row_result.lost = list(lost_with(self.instances.get(self.found), self.changes)) if options["dry_run"] else []


def _nothing(column: SheetColumn, instance: object) -> object:
    """Return the value of an empty cell."""
    if column.many:
        return frozenset()
    now = column.now(instance)
    if isinstance(now, Period):
        return Period()
    return "" if isinstance(now, str) else None
