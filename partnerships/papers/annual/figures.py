"""The figures of a report. Each is counted by the owners of the public statistics (`browsing/counting.py`).

Behind each figure is the list of what it counts: a test holds that the list is as long as the figure says.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from django.db.models import F, Value
from django.utils.translation import gettext_lazy as _

from partnerships.browsing import counting
from partnerships.browsing.counting import Span
from partnerships.models import Direction
from partnerships.models.annual_report import ReportFigureName
from partnerships.papers.annual import figure_lines
from partnerships.papers.annual.figure_lines import FigureLine
from partnerships.text.label import Label

_ALL: Final = Value(1)


@dataclass(frozen=True)
class ReportFigure:
    """A figure: its name, its unit, how it is counted, and the list of what it counts; None is “nobody knows”."""

    code: str
    label: Label
    unit: Label
    count: Callable[[Span], int | None]
    lines: Callable[[Span], list[FigureLine]]


def _delegations(direction: str, span: Span) -> int:
    found = counting.groups(_ALL, within=span)
    return sum(number for _all, kind, way, number in found if kind == "delegation" and way == direction)


def _people(direction: str, span: Span) -> int | None:
    known = counting.people(F("delegation__direction"), within=span).get(direction)
    return 0 if known is None and not _delegations(direction, span) else known


def _records(kind: str, span: Span) -> int:
    return sum(number for _all, found, _way, number in counting.groups(_ALL, within=span) if found == kind)


def _received_at_home(span: Span, *, is_home: bool) -> int | None:
    home = figure_lines.home_countries()
    if home is None:
        return None
    found = counting.groups(counting.country_counted(), within=span)
    return sum(
        number
        for country, kind, way, number in found
        if kind == "delegation" and way == Direction.INCOMING and (country in home) == is_home
    )


def _listed(lines: Callable[[Span], list[FigureLine]], span: Span) -> int:
    """Return how many a list is, of what the public statistics do not count."""
    return sum(line.number for line in lines(span))


def _figure(
    name: ReportFigureName,
    unit: Label,
    lines: Callable[[Span], list[FigureLine]],
    count: Callable[[Span], int | None] | None = None,
) -> ReportFigure:
    """Return a figure; one without a `count` of its own is as many as its list."""
    return ReportFigure(name.value, name.label, unit, count or partial(_listed, lines), lines)


_DELEGATIONS, _PEOPLE, _TIMES = _("delegations"), _("people"), _("units")


def _came(name: ReportFigureName, direction: str) -> ReportFigure:
    return _figure(name, _DELEGATIONS, partial(figure_lines.delegations, direction), partial(_delegations, direction))


def _travelled(name: ReportFigureName, direction: str) -> ReportFigure:
    return _figure(name, _PEOPLE, partial(figure_lines.travellers, direction), partial(_people, direction))


def _received(name: ReportFigureName, *, is_home: bool) -> ReportFigure:
    lines = partial(figure_lines.received, is_home=is_home)
    return _figure(name, _DELEGATIONS, lines, partial(_received_at_home, is_home=is_home))


def _of_kind(name: ReportFigureName, kind: str) -> ReportFigure:
    return _figure(name, _TIMES, partial(figure_lines.kind_lines, kind), partial(_records, kind))


def _measured(name: ReportFigureName, what: str) -> ReportFigure:
    return _figure(name, _PEOPLE, partial(figure_lines.measures, what))


_N: Final = ReportFigureName

FIGURES_OF_REPORT: Final = (
    _came(_N.INCOMING, Direction.INCOMING),
    _travelled(_N.INCOMING_PEOPLE, Direction.INCOMING),
    _received(_N.INCOMING_ABROAD, is_home=False),
    _received(_N.INCOMING_HOME, is_home=True),
    _came(_N.OUTGOING, Direction.OUTGOING),
    _travelled(_N.OUTGOING_PEOPLE, Direction.OUTGOING),
    _came(_N.MUTUAL, Direction.MUTUAL),
    _travelled(_N.MUTUAL_PEOPLE, Direction.MUTUAL),
    _came(_N.ONLINE, Direction.ONLINE),
    _of_kind(_N.EVENTS, "event"),
    _of_kind(_N.EXHIBITIONS, "exhibition"),
    _measured(_N.PARTICIPANTS, "participants"),
    _measured(_N.VISITORS, "visitors"),
    _figure(_N.IN_FORCE, _TIMES, figure_lines.agreements_in_force),
    _of_kind(_N.SIGNED, "agreement"),
    _figure(_N.PROLONGED, _TIMES, figure_lines.agreements_prolonged),
    _figure(_N.ENDED, _TIMES, figure_lines.agreements_ended),
    _figure(_N.COUNTRIES, _TIMES, figure_lines.countries),
    _figure(_N.ACTIVE, _TIMES, figure_lines.active_cities),
    _figure(_N.PLAN_ITEMS, _TIMES, figure_lines.plan_items_due),
    _figure(_N.PLAN_DONE, _TIMES, figure_lines.plan_items_done),
    _figure(_N.GREETINGS_SENT, _TIMES, figure_lines.greetings_sent),
    _figure(_N.GREETINGS_ANSWERED, _TIMES, figure_lines.greetings_answered),
    _figure(_N.LETTERS_SENT, _TIMES, figure_lines.letters_sent),
    _figure(_N.PUBLICATIONS, _TIMES, figure_lines.publications),
)

REPORT_FIGURES: Final = {figure.code: figure for figure in FIGURES_OF_REPORT}
