"""Calendars that a calendar program can follow: days of the cities and what is to come."""

from collections.abc import Iterable
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from icalendar import Event as Entry

from partnerships.models import City, CityOccasion, Record
from partnerships.opendata.ical import calendar_head, clock, entry_of, record_entries
from partnerships.standing import OccurrenceStanding
from partnerships.standing.choices import EXPECTED

YEARS_AHEAD = 3
#: What followers are told of: also that there will be nothing; but not that somebody is invited.
IN_CALENDARS = (*EXPECTED, OccurrenceStanding.CANCELLED, OccurrenceStanding.POSTPONED)


@require_safe
def calendar(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Return the calendar of one public city, or of all of them."""
    occasions = CityOccasion.objects.of_public_cities().select_related("city__public_change")
    occasions = occasions.prefetch_related("city__tie_steps")
    records = Record.objects.public().with_standing().with_public_change()
    if slug:
        city = get_object_or_404(City.objects.public(), slug=slug)
        occasions, records = occasions.filter(city=city), records.with_city(city)
    today = timezone.localdate()
    coming = records.from_day(today).to_the_day().standing_in(*IN_CALENDARS)
    origin = f"{request.scheme}://{request.get_host()}"
    entries = [
        *_occasions(origin, occasions, today, is_own=bool(slug)),
        *(entry for record in coming for entry in record_entries(origin, record)),
    ]
    return _response(slug or "all", entries)


def _occasions(origin: str, occasions: Iterable[CityOccasion], today: date, *, is_own: bool) -> Iterable[Entry]:
    """Yield the days of the cities with living ties; the calendar of one city alone has its days in any case."""
    for occasion in (found for found in occasions if found.city.is_living or is_own):
        for year in range(today.year, today.year + YEARS_AHEAD):
            day = occasion.date_in(year)
            if day:
                name, uid = f"{occasion.city.name}: {occasion.name}", f"occasion-{occasion.pk}-{year}"
                url = occasion.city.get_absolute_url()
                parts = (day.year, day.month, day.day)
                yield entry_of(origin, uid, name, url, parts, parts, of=occasion.city)


def _response(name: str, entries: list[Entry]) -> HttpResponse:
    shown = calendar_head(_("Register of partner cities"))
    for entry in entries:
        shown.add_component(entry)
    if not entries:
        shown.add_component(clock(timezone.localdate()))
    response = HttpResponse(shown.to_ical(), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="partners-{name}.ics"'
    return response
