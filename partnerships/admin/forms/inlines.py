"""Rows of a record in its form: stacked one under the other, or typed through as a table."""

from collections.abc import Callable, Iterable
from typing import Any, Final

from django import forms
from django.contrib import admin
from django.db import models
from django.forms import DateInput, HiddenInput, Textarea, TimeInput
from django.http import HttpRequest

from partnerships.admin.access import acting
from partnerships.admin.forms.clock import ClockField
from partnerships.admin.forms.day import DayField
from partnerships.admin.forms.grid import GridForm
from partnerships.admin.forms.richtext import RichTextarea
from partnerships.admin.forms.whole_line import WholeLine
from partnerships.admin.forms.widget_language import adapted
from partnerships.admin.writing.kept_files import KeptFileInput
from partnerships.files.fields import DocumentField, PhotoField
from partnerships.models import RegisterModel
from partnerships.models.text import RichTextField
from partnerships.staff import rights
from partnerships.text.translated import text_columns

#: Fields of our own: days as people write them, files that are not forgotten, texts with headings and lists.
OWN: dict[Any, dict[str, Any]] = {
    models.DateField: {"form_class": DayField},
    PhotoField: {"widget": KeptFileInput},
    DocumentField: {"widget": KeptFileInput},
    RichTextField: {"widget": RichTextarea(attrs={"rows": 12, "cols": 60})},
}


#: What reads the cells of a grid.
READERS: Final[dict[type[models.Field], object]] = {models.DateField: DayField, models.TimeField: ClockField}
#: Widgets of the cells of a grid.
CELLS: Final[dict[type[models.Field], object]] = {
    models.DateField: DateInput(attrs={"size": 10}),
    models.TimeField: TimeInput(attrs={"size": 5}),
    models.TextField: Textarea(attrs={"rows": 1, "cols": 30}),
}


def pairs(*names: str) -> tuple[tuple[str, ...], ...]:
    """Return the columns of each translated field together, so that its languages stand on one line."""
    return tuple(tuple(text_columns(name)) for name in names)


def languages_of(*names: str) -> tuple[str, ...]:
    """Return the columns of translated fields, each language beside the other, as the columns of a grid."""
    return tuple(column for pair in pairs(*names) for column in pair)


class RowInline(admin.StackedInline):
    """Rows of a record; what is kept about a person is shown to those who work with it."""

    #: What a row's place in the list and a press on its picture fill in: nobody types them.
    never_typed = frozenset({"order", "focal_x", "focal_y"})

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **options: Any) -> forms.Field | None:
        """Return the form's field; what nobody types is a hidden one, so that no style sheet has to hide its line."""
        if db_field.name in self.never_typed:
            options["widget"] = HiddenInput
        return adapted(super().formfield_for_dbfield(db_field, request, **options), db_field)

    def get_fields(self, request: HttpRequest, obj: object = None) -> Any:
        """Return the fields without those that this user does not see."""
        hidden = rights.hidden_fields(acting(request), self.model)
        shown = [_without(hidden, item) for item in super().get_fields(request, obj)]
        return [item for item in shown if item]


class GridInline(RowInline):
    """Rows typed through as a table: `columns` stand in the row, the other fields behind "More"."""

    form = GridForm
    columns: tuple[str, ...] = ()
    #: What the saved rows come to, in words below them.
    foot: Callable[[Iterable[Any]], str] | None = None

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **options: Any) -> forms.Field | None:
        """Return the form's field; in a cell there is no room for a calendar, and a text is seen whole."""
        if type(db_field) in READERS:
            options["form_class"] = READERS[type(db_field)]
        if type(db_field) in CELLS and not db_field.choices and db_field.name not in self.never_typed:
            options["widget"] = CELLS[type(db_field)]
        elif isinstance(db_field, models.CharField) and not db_field.choices:
            options["widget"] = WholeLine(attrs={"rows": 1})
        return super().formfield_for_dbfield(db_field, request, **options)


def _without(hidden: frozenset[str], item: Any) -> object:
    """Return a field, or a line of fields, without what is hidden; empty where nothing is left."""
    if isinstance(item, str):
        return "" if item in hidden else item
    return tuple(name for name in item if name not in hidden)


def fieldsets_without(hidden: frozenset[str], fieldsets: Any) -> list[tuple[object, dict[str, Any]]]:
    """Return `fieldsets` without the fields in `hidden`, and without those of which nothing is left."""
    shown = []
    for title, options in fieldsets:
        if fields := [found for item in options["fields"] if (found := _without(hidden, item))]:
            shown.append((title, {**options, "fields": fields}))
    return shown


def row_inline(
    model: type[RegisterModel], fields: tuple[object, ...] | None, **options: object
) -> type[admin.StackedInline]:
    """Return an inline for rows of a record, its translated fields side by side."""
    attributes = {
        "model": model,
        "fields": fields,
        "extra": 0,
        "template": "admin/partnerships/forms/rows.html",
        "formfield_overrides": {models.TextField: {"widget": Textarea(attrs={"rows": 2, "cols": 60})}, **OWN},
        **options,
    }
    return type(f"{model.__name__}Inline", (RowInline,), attributes)


def grid_inline(
    model: type[RegisterModel], columns: tuple[str, ...], more: tuple[str, ...] = (), **options: object
) -> type[admin.StackedInline]:
    """Return an inline for rows that are typed through as a table; columns of texts are named in each language."""
    attributes = {
        "model": model,
        "columns": columns,
        "fields": (*columns, *more, *(["order"] if hasattr(model, "order") else [])),
        "extra": 0,
        **options,
    }
    return type(f"{model.__name__}Inline", (GridInline,), attributes)
