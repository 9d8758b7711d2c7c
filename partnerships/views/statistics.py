"""Statistics: tables first, a chart of the same rows second, and the rows as CSV."""

import csv

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from partnerships.browsing import statistics
from partnerships.views.chart import bars

YEARS_IN_CHART = 25


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show what was counted by year, country and theme, and how."""
    sort = request.GET.get("sort", "")
    years = statistics.table("year")
    dated = [row for row in years if row.parameters["began"].isdigit()]
    context = {
        "columns": statistics.HEADINGS.items(),
        "sort": sort,
        "tables": [
            ("year", _("By year"), _("Year"), statistics.ordered(years, sort)),
            (
                "country",
                _("By country"),
                capfirst(_("country or territory")),
                statistics.ordered(statistics.table("country"), sort),
            ),
            ("theme", _("By field of cooperation"), _("Field"), statistics.ordered(statistics.table("theme"), sort)),
        ],
        "chart": bars(dated[:YEARS_IN_CHART][::-1]),
    }
    return render(request, "partnerships/site/statistics.html", context)


@require_safe
def data(request: HttpRequest, table: str) -> HttpResponse:
    """Return one table as CSV with a byte order mark, which Excel needs to read Cyrillic."""
    if table not in statistics.TABLES:
        raise Http404
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="statistics-{table}.csv"'
    writer = csv.writer(response)
    writer.writerow([table, *statistics.HEADINGS.values()])
    for row in statistics.table(table):
        writer.writerow([row.label, *row.counts.values(), "" if row.people is None else row.people])
    return response
