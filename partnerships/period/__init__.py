"""Dates of any precision: the value, its parser and formatter, the model columns and the form field."""

from partnerships.period.fields import HasPeriod, PeriodField, period_constraints
from partnerships.period.formatter import format_period
from partnerships.period.parser import parse
from partnerships.period.value import Period, Precision

__all__ = ["HasPeriod", "Period", "PeriodField", "Precision", "format_period", "parse", "period_constraints"]
