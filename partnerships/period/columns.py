"""The columns of a period: several for the date of an entry, which lists and filters ask; one for any other date."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import gettext_lazy as _

from partnerships.period.edtf import read_edtf
from partnerships.period.fields import PeriodField
from partnerships.period.order import PeriodOrder
from partnerships.period.units import Precision
from partnerships.period.value import OPEN_END, Period, plain_span


def period_constraints() -> list[models.BaseConstraint]:
    """Return the rules of the columns, for the Meta of each model that has them."""
    undated = Q(start=None, end=None, precision="", edtf="")
    dated = Q(start__isnull=False, end__isnull=False, precision__in=Precision.values)
    by_the_hour = Q(precision=Precision.MINUTE, starts_at__isnull=False)
    return [
        models.CheckConstraint(
            condition=undated | dated,
            name="%(app_label)s_%(class)s_period_all_or_none",
            violation_error_message=_("A date has a beginning, an end and a precision, or none of them."),
        ),
        models.CheckConstraint(
            condition=Q(start=None) | Q(start__lte=F("end")),
            name="%(app_label)s_%(class)s_period_in_order",
            violation_error_message=_("The end is before the beginning. Write the earlier date first."),
        ),
        models.CheckConstraint(
            condition=by_the_hour | (~Q(precision=Precision.MINUTE) & Q(starts_at=None, ends_at=None)),
            name="%(app_label)s_%(class)s_period_hour_has_day",
            violation_error_message=_("An hour needs its day, for example 30 July 2022, 10:00."),
        ),
    ]


class HasPeriod(models.Model):
    """The date of an entry, in columns that both databases sort and filter alike.

    `start` and `end` hold the whole imprecise span: where the entry stands in order and filters. An open end stands
    at OPEN_END, an open beginning at the unit that is known; ask `period` for what is true of them. `edtf` holds what
    the other columns do not tell: open ends, before and after, about, several days.
    """

    start = models.DateField(_("from"), null=True, blank=True, editable=False)
    end = models.DateField(_("to"), null=True, blank=True, editable=False)
    precision = models.CharField(_("precision"), max_length=8, choices=Precision, blank=True, editable=False)
    starts_at = models.TimeField(_("from (hour)"), null=True, blank=True, editable=False)
    ends_at = models.TimeField(_("to (hour)"), null=True, blank=True, editable=False)
    edtf = models.CharField(_("more of the date"), max_length=400, blank=True, editable=False)
    period_order = models.GeneratedField(
        verbose_name=_("order of the date"),
        expression=PeriodOrder(F("start"), F("starts_at"), F("end"), F("ends_at")),
        output_field=models.BigIntegerField(null=True),
        db_persist=True,
        serialize=False,
    )

    class Meta:
        abstract = True

    @property
    def period(self) -> Period:
        """The date, exactly as precise as it is known."""
        if self.edtf:
            return read_edtf(self.edtf)
        if self.start is None or self.end is None:
            return Period()
        return plain_span(self.start, self.end, self.precision, self.starts_at, self.ends_at)

    @period.setter
    def period(self, period: Period) -> None:
        for name, value in period.columns().items():
            setattr(self, name, value)


#: The columns that say a period, for queries that load only some; the order is not among them.
PERIOD_COLUMNS = ("start", "end", "precision", "starts_at", "ends_at", "edtf")


#: Characters that a PeriodColumn keeps at most: two days and the EDTF of several.
LONGEST_TEXT = 430


class PeriodAttribute(DeferredAttribute):
    """Makes a Period of whatever is set: a day, EDTF, nothing."""

    def __set__(self, instance: models.Model, value: object) -> None:
        instance.__dict__[self.field.attname] = self.field.to_python(value)


class PeriodColumn(models.Field):
    """A date of any precision in one column, as text that sorts: its first day, its last day, then EDTF.

    `first` and `last` in a lookup are those days as text, "" while undated: `term__last__lte=str(day)`. An open end
    counts as OPEN_END, an open beginning as the end; of "after 2014" the last day is where it stands in the order, and
    `end` is open. The days and the
    years of older versions of the history are read as well.
    """

    description = _("Date of any precision")
    descriptor_class = PeriodAttribute
    empty_strings_allowed = True

    def __init__(self, *args: Any, early: bool = False, **options: Any) -> None:
        self.early = early
        options.setdefault("blank", True)
        super().__init__(*args, **options)

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        if self.early:
            options["early"] = True
        return name, path, args, options

    def get_internal_type(self) -> str:
        return "CharField"

    def db_type_parameters(self, connection: Any) -> Any:
        return {**super().db_type_parameters(connection), "max_length": LONGEST_TEXT}

    def from_db_value(self, value: str | None, expression: object, connection: object) -> Period:
        """Return the period of a stored text."""
        return read_edtf((value or "").rpartition(" ")[2])

    def to_python(self, value: Any) -> Period:
        """Return the period of EDTF, of a stored text or of nothing."""
        if isinstance(value, Period):
            return value
        try:
            return read_edtf(f"{value:04}" if isinstance(value, int) else str(value or "").rpartition(" ")[2])
        except ValueError as error:
            raise ValidationError(_("This is no date in EDTF, for example 2019-07."), code="period") from error

    def get_prep_value(self, value: object) -> object:
        """Return the text that the database keeps: it sorts by the first day, then by the last."""
        value = super().get_prep_value(value)
        if value is None or (isinstance(value, str) and " " in value):
            return value or ""
        period = self.to_python(value)
        if not period:
            return ""
        start, end = period.standing()
        return f"{start.isoformat()} {end.isoformat()} {period.edtf()}"

    def value_to_string(self, obj: models.Model) -> str:
        """Return EDTF, for the history and fixtures."""
        return str(self.to_python(self.value_from_object(obj)).edtf())

    def formfield(self, **options: Any) -> Any:
        """Return the field that reads what a clerk types."""
        return super().formfield(**{"form_class": PeriodField, "max_length": None, "early": self.early, **options})


class _Day(models.Transform):
    """One of the days that the text of a PeriodColumn begins with."""

    output_field = models.CharField()
    at: ClassVar[int]

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> object:  # type: ignore[override]  # any expression of Django takes these
        sql, params = compiler.compile(self.lhs)
        return f"NULLIF(SUBSTR({sql}, {self.at}, 10), '')", params


@PeriodColumn.register_lookup
class First(_Day):
    """The first day, as text."""

    lookup_name = "first"
    at = 1


@PeriodColumn.register_lookup
class Last(_Day):
    """The last day, as text."""

    lookup_name = "last"
    at = 12


@PeriodColumn.register_lookup
class End(_Day):
    """The last day that it may mean, as text: of "after 2014" nobody knows it."""

    lookup_name = "end"
    at = Last.at

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> object:  # type: ignore[override]  # as above
        sql, params = compiler.compile(self.lhs)
        last = f"NULLIF(SUBSTR({sql}, {self.at}, 10), '')"
        return f"CASE WHEN {sql} LIKE %s THEN '{OPEN_END}' ELSE {last} END", (*params, "%..]", *params)


__all__ = ["OPEN_END", "PERIOD_COLUMNS", "HasPeriod", "PeriodColumn", "period_constraints"]
