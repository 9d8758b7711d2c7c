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
    return counting.people(F("delegation__direction"), within=span).get(direction)


def _records(kind: str, span: Span) -> int:
    return sum(number for _all, found, _way, number in counting.groups(_ALL, within=span) if found == kind)


def _received_at_home(span: Span, *, is_home: bool) -> int:
    home = figure_lines.home_countries()
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
    code: str,
    label: Label,
    unit: Label,
    count: Callable[[Span], int | None] | None,
    lines: Callable[[Span], list[FigureLine]],
) -> ReportFigure:
    return ReportFigure(code, label, unit, count or partial(_listed, lines), lines)


_DELEGATIONS, _PEOPLE, _TIMES = _("delegations"), _("people"), _("units")


def _of_direction(direction: str, label: Label, people: Label) -> tuple[ReportFigure, ReportFigure]:
    """Return how many delegations went one way, and how many people in them."""
    return (
        _figure(
            direction,
            label,
            _DELEGATIONS,
            partial(_delegations, direction),
            partial(figure_lines.delegations, direction),
        ),
        _figure(
            f"{direction}-people",
            people,
            _PEOPLE,
            partial(_people, direction),
            partial(figure_lines.travellers, direction),
        ),
    )


FIGURES_OF_REPORT: Final = (
    *_of_direction(Direction.INCOMING, _("Delegations received"), _("People in delegations received")),
    _figure(
        "incoming-abroad",
        _("of them from abroad"),
        _DELEGATIONS,
        partial(_received_at_home, is_home=False),
        partial(figure_lines.received, is_home=False),
    ),
    _figure(
        "incoming-home",
        _("of them from our country"),
        _DELEGATIONS,
        partial(_received_at_home, is_home=True),
        partial(figure_lines.received, is_home=True),
    ),
    *_of_direction(Direction.OUTGOING, _("Delegations sent"), _("People in delegations sent")),
    *_of_direction(Direction.MUTUAL, _("Exchanges"), _("People in exchanges")),
    _of_direction(Direction.ONLINE, _("Online meetings of delegations"), _("People in online meetings"))[0],
    _figure("events", _("Events"), _TIMES, partial(_records, "event"), partial(figure_lines.kind_lines, "event")),
    _figure(
        "exhibitions",
        _("Exhibitions"),
        _TIMES,
        partial(_records, "exhibition"),
        partial(figure_lines.kind_lines, "exhibition"),
    ),
    _figure(
        "participants",
        _("Participants of events"),
        _PEOPLE,
        None,
        partial(figure_lines.measures, "participants"),
    ),
    _figure("visitors", _("Visitors of events"), _PEOPLE, None, partial(figure_lines.measures, "visitors")),
    _figure("in-force", _("Agreements in force at the end"), _TIMES, None, figure_lines.agreements_in_force),
    _figure(
        "signed",
        _("Agreements concluded"),
        _TIMES,
        partial(_records, "agreement"),
        partial(figure_lines.kind_lines, "agreement"),
    ),
    _figure("prolonged", _("Agreements prolonged"), _TIMES, None, figure_lines.agreements_prolonged),
    _figure("ended", _("Agreements ended"), _TIMES, None, figure_lines.agreements_ended),
    _figure("countries", _("Countries with which there was something"), _TIMES, None, figure_lines.countries),
    _figure("active", _("Partner cities with at least one contact"), _TIMES, None, figure_lines.active_cities),
    _figure("plan-items", _("Items of plans that were due"), _TIMES, None, figure_lines.plan_items_due),
    _figure("plan-done", _("of them carried out"), _TIMES, None, figure_lines.plan_items_done),
    _figure("publications", _("Pages published"), _TIMES, None, figure_lines.publications),
)

REPORT_FIGURES: Final = {figure.code: figure for figure in FIGURES_OF_REPORT}
