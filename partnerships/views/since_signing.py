"""The partner cities on the axis of time: since when each has an agreement."""

import io
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from PIL import Image, ImageDraw

from partnerships.browsing.as_at import asked_day
from partnerships.delivery import memo
from partnerships.models import Agreement, City
from partnerships.period.queries import OPEN_START
from partnerships.standing import TieStanding
from partnerships.standing.choices import COUNTED
from partnerships.views.chart import COLOURS
from partnerships.views.share_picture import font_of, write_line

#: Heights of a line of the picture, as SVG and in pixels of the PNG.
LINE, TALL = 22, 64
INK, PALE = "#17262b", "#b9c4c6"
#: The picture has room for so many; those with the oldest agreement stand in it.
MOST: Final = 40


@dataclass(frozen=True)
class SignedCity:
    """A city with the year of its first agreement; where its bar begins, in per cent of the whole time."""

    city: City
    year: int
    years: int
    begins: float

    @property
    def length(self) -> float:
        """How long the bar is; that of this year is seen as well."""
        return max(round(100 - self.begins, 1), 1)


def since_signing(day: date | None = None) -> list[SignedCity]:
    """Return the cities with a tie by their first agreement that was signed by `day`, by today where none is given."""
    if day:
        return _counted(day)
    return memo.current().keep("since signing", lambda: _counted(timezone.localdate()))


def _counted(day: date) -> list[SignedCity]:
    signed = Agreement.objects.public().standing_in(*COUNTED, day=day).filter(~OPEN_START, start__lte=day)
    first: dict[int, int] = {}
    for key, start in signed.order_by("start").values_list("cities", "start"):
        first.setdefault(key, start.year)
    known = memo.current().cities
    # The bars go on to the day of the picture: a tie that has ended has none.
    ended = set(City.objects.standing_in(TieStanding.ENDED, day=day).values_list("pk", flat=True))
    years = [(year, known[key]) for key, year in first.items() if key in known and key not in ended][:MOST]
    if not years:
        return []
    earliest = years[0][0]
    whole = max(day.year - earliest, 1)
    begins = {year: min(round(100 * (year - earliest) / whole, 1), 99) for year, _city in years}
    return [SignedCity(city, year, day.year - year, begins[year]) for year, city in years]


def told_in_words(rows: list[SignedCity]) -> str:
    """Return what the picture shows, for those who do not see it."""
    if not rows:
        return ""
    words = _("Partner cities by the year of the first agreement: %(count)s, from %(city)s (%(year)s) to %(last)s.")
    last = f"{rows[-1].city} ({rows[-1].year})"
    return words % {"count": len(rows), "city": rows[0].city, "year": rows[0].year, "last": last}


@require_safe
def since_file(request: HttpRequest, suffix: str) -> HttpResponse:
    """Return the picture as SVG or PNG, as at the day that is asked for."""
    day, wrong = asked_day(request.GET)
    if wrong:
        return HttpResponse(wrong, status=400, content_type="text/plain; charset=utf-8")
    rows = since_signing(day)
    if suffix == "svg":
        response = HttpResponse(_svg(rows), content_type="image/svg+xml")
    elif suffix == "png":
        response = HttpResponse(_png(rows), content_type="image/png")
    else:
        raise Http404
    response.headers["Content-Disposition"] = f'attachment; filename="since-signing.{suffix}"'
    return response


def _svg(rows: list[SignedCity]) -> str:
    lines = [
        {
            "city": row.city,
            "year": row.year,
            "top": 10 + LINE * number,
            "left": 200 + 4 * row.begins,
            "wide": 4 * row.length,
        }
        for number, row in enumerate(rows)
    ]
    height = 20 + LINE * len(rows)
    context = {"rows": lines, "height": height, "words": told_in_words(rows)}
    return render_to_string("partnerships/partials/since_signing.svg", context)


def _png(rows: list[SignedCity]) -> bytes:
    image = Image.new("RGB", (2000, 160 + TALL * len(rows)), "#fff")
    pen, text = ImageDraw.Draw(image), font_of(400, 34)
    write_line(pen, (60, 80), told_in_words(rows), text, INK)
    for number, row in enumerate(rows):
        top = 130 + TALL * number
        write_line(pen, (60, top + 38), row.city.name, text, INK)
        pen.line((640, top + 26, 1740, top + 26), fill=PALE, width=3)
        left = 640 + 11 * row.begins
        pen.rectangle((left, top + 8, left + 11 * row.length, top + 44), fill=COLOURS["agreements"])
        write_line(pen, (1770, top + 38), str(row.year), text, INK)
    out = io.BytesIO()
    image.quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()
