"""Dates of any precision: the value, its parser and formatter, the model columns and the form field."""

from partnerships.period.columns import PERIOD_COLUMNS, HasPeriod, PeriodColumn, period_constraints
from partnerships.period.edtf import read_edtf
from partnerships.period.fields import PeriodField
from partnerships.period.formatter import format_period
from partnerships.period.parser import parse
from partnerships.period.units import TO_THE_DAY, Precision
from partnerships.period.value import OPEN_END, Period

__all__ = [
    "OPEN_END",
    "PERIOD_COLUMNS",
    "TO_THE_DAY",
    "HasPeriod",
    "Period",
    "PeriodColumn",
    "PeriodField",
    "Precision",
    "format_period",
    "parse",
    "period_constraints",
    "read_edtf",
]
