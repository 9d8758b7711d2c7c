"""Statistics: tables first, a chart of the same rows second, and the rows as CSV."""

import csv
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from partnerships.browsing import statistics
from partnerships.browsing.as_at import asked_day
from partnerships.browsing.counting import RULES
from partnerships.browsing.narrowing import UNDATED
from partnerships.opendata.formats import delimiter_of
from partnerships.views.chart import bars
from partnerships.views.since_signing import since_signing, told_in_words

YEARS_IN_CHART = 25


class CountedTable(NamedTuple):
    """One table of the page."""

    name: str
    title: str
    first: str
    rows: list[statistics.CountedRow]

    @property
    def columns(self) -> dict[str, object]:
        """The headings of the columns in which there is something."""
        return statistics.filled_columns(self.rows)

    @property
    def lines(self) -> list[tuple[str, list[dict[str, object]]]]:
        """The name of each row with its cells."""
        return [(row.label, row.cells(self.columns)) for row in self.rows]


def tables_told() -> dict[str, tuple[str, str]]:
    """Return each table's title and the heading of its first column."""
    return {
        "year": (_("By year"), _("Year")),
        "country": (_("By country"), capfirst(_("country or territory"))),
        "theme": (_("By field of cooperation"), _("Field")),
    }


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show what was counted by year, country and theme, and how."""
    sort = request.GET.get("sort", "")
    day, wrong = asked_day(request.GET)
    years = statistics.table("year", day)
    since = since_signing(day)
    context = {
        "sort": sort,
        "tables": [
            CountedTable(name, *words, statistics.ordered(statistics.table(name, day), sort))
            for name, words in tables_told().items()
        ],
        "chart": bars(statistics.latest_years(years, YEARS_IN_CHART)),
        "since": since,
        "since_words": told_in_words(since),
        "undated": sum(row.total() for row in years if row.parameters["began"] == UNDATED),
        "rules": RULES,
        "as_at": day,
        "as_at_wrong": wrong,
    }
    return render(request, "partnerships/site/statistics.html", context, status=400 if wrong else 200)


@require_safe
def data(request: HttpRequest, table: str) -> HttpResponse:
    """Return one table as CSV with a byte order mark, which Excel needs to read Cyrillic."""
    if table not in statistics.TABLES:
        raise Http404
    day, wrong = asked_day(request.GET)
    if wrong:
        return HttpResponse(wrong, status=400, content_type="text/plain; charset=utf-8")
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="statistics-{table}.csv"'
    writer = csv.writer(response, delimiter=delimiter_of(get_language()))
    rows = statistics.table(table, day)
    columns = statistics.filled_columns(rows)
    writer.writerow([tables_told()[table][1], *columns.values()])
    for row in rows:
        writer.writerow([row.label, *("" if cell["count"] is None else cell["count"] for cell in row.cells(columns))])
    return response
