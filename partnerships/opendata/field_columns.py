"""The column that shows a field of a model, told by the field itself."""

from collections.abc import Callable
from datetime import date, time
from typing import Annotated, Any, Final, Literal

from django.db import models

from partnerships.models.term_field import TermField
from partnerships.opendata.columns import Column, Known, OneOf, TextColumn
from partnerships.period import PeriodColumn
from partnerships.text.translated import CODES, text_column

TYPES: Final[tuple[tuple[type[models.Field], str, Any], ...]] = (
    (models.BooleanField, "boolean", bool),
    (models.IntegerField, "integer", int),
    (models.DecimalField, "number", float),
    (models.DateField, "date", date),
    (models.TimeField, "time", time),
)


def column(model: type[models.Model], name: str, *, rich: bool = False) -> Column:
    """Return the column that shows the field `name` of `model`, told by the field itself."""
    field: Any = model._meta.get_field(name)
    if any(other.name == text_column(name, CODES[0]) for other in model._meta.get_fields()):
        return TextColumn(name, field.verbose_name, rich=rich)
    if isinstance(field, PeriodColumn):
        return Known(name, field.verbose_name)
    type_, annotation = next(
        ((type_, annotation) for kind, type_, annotation in TYPES if isinstance(field, kind)), ("string", str)
    )
    choices: Any = None
    if isinstance(field, TermField):
        choices, annotation = field.labels, Annotated[str, OneOf(field.labels)]
    elif field.flatchoices:
        choices = {value: text for value, text in field.flatchoices if value != ""}
        annotation = Literal[tuple(choices)]
    if field.null or (field.blank and type_ == "string"):
        annotation = annotation | None
    return Column(
        name,
        field.verbose_name,
        _number(name) if type_ == "number" else None,
        type=type_,
        annotation=annotation,
        choices=choices,
    )


def _number(name: str) -> Callable[[Any], float | None]:
    def read(row: object) -> float | None:
        value = getattr(row, name)
        return None if value is None else float(value)

    return read
