"""The chart of the statistics as a file: SVG as on the page, and PNG for a slide or a report."""

import io
from datetime import date
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from PIL import Image, ImageDraw

from partnerships.browsing import statistics
from partnerships.browsing.as_at import asked_day
from partnerships.delivery import memo
from partnerships.period.days import written_day
from partnerships.views.chart import COLOURS, bars
from partnerships.views.share_picture import font_of, write_line
from partnerships.views.statistics import YEARS_IN_CHART

#: Pixels to a unit of the chart, and around it.
LARGER: Final = 3
EDGE: Final = 60
INK: Final = "#17262b"


def _png(chart: Any, day: date | None) -> bytes:
    """Return the chart on white, with what it shows written above and the colours explained below."""
    width, height = chart["width"] * LARGER + 2 * EDGE, chart["height"] * LARGER + 5 * EDGE
    image = Image.new("RGB", (max(width, 1200), height), "#fff")
    pen = ImageDraw.Draw(image)
    told = [_("Register of partner cities"), memo.current().home.name]
    if day:
        told.append(_("as at %(day)s") % {"day": written_day(day)})
    write_line(pen, (EDGE, EDGE), ", ".join(filter(None, told)), font_of(600, 34), INK)
    write_line(pen, (EDGE, EDGE * 1.8), chart["words"], font_of(400, 26), INK)
    down = EDGE * 2.4
    small = font_of(400, 26)
    for bar in chart["bars"]:
        left = EDGE + bar["x"] * LARGER
        for piece in bar["pieces"]:
            top = down + piece["y"] * LARGER
            right, bottom = left + chart["bar"] * LARGER, top + piece["height"] * LARGER
            pen.rectangle((left, top, right, bottom), fill=piece["colour"])
        write_line(
            pen, (left + 39 - 8 * len(str(bar["total"])), down + bar["top"] * LARGER), str(bar["total"]), small, INK
        )
        write_line(pen, (left + 9, down + chart["base"] * LARGER + 36), bar["label"], small, INK)
    left, low = float(EDGE), height - EDGE * 0.7
    for name, kinds in chart["legend"]:
        pen.rectangle((left, low - 24, left + 24, low), fill=COLOURS[name])
        write_line(pen, (left + 36, low), kinds, small, INK)
        left += 36 + 14 * len(kinds) + 50
    out = io.BytesIO()
    image.quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()


@require_safe
def chart_file(request: HttpRequest, suffix: str) -> HttpResponse:
    """Return the chart of the latest years as SVG or PNG, as at the day that is asked for."""
    day, wrong = asked_day(request.GET)
    if wrong:
        return HttpResponse(wrong, status=400, content_type="text/plain; charset=utf-8")
    chart = bars(statistics.latest_years(statistics.table("year", day), YEARS_IN_CHART))
    if suffix == "svg":
        drawn = render_to_string("partnerships/partials/chart.html", {"chart": chart, "alone": True})
        response = HttpResponse(drawn, content_type="image/svg+xml")
    elif suffix == "png":
        response = HttpResponse(_png(chart, day), content_type="image/png")
    else:
        raise Http404
    response.headers["Content-Disposition"] = f'attachment; filename="statistics-year.{suffix}"'
    return response
