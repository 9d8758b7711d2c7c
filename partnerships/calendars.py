"""Calendars that a calendar program can follow: days of the cities and what is to come."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from icalendar import Calendar
from icalendar import Event as Entry

from partnerships.models import City, CityOccasion, Record
from partnerships.period import Precision

YEARS_AHEAD = 3


@require_safe
def calendar(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Return the calendar of one public city, or of all of them."""
    occasions = CityOccasion.objects.of_public_cities()
    records = Record.objects.public()
    if slug:
        city = get_object_or_404(City.objects.public(), slug=slug)
        occasions, records = occasions.filter(city=city), records.with_city(city)
    today = timezone.localdate()
    coming = records.from_day(today).filter(precision=Precision.DAY)
    return _response(request, slug or "all", [*_occasions(request, occasions, today), *_records(request, coming)])


def _entry(request: HttpRequest, uid: str, name: str, url: str, first: date, last: date, stamp: object) -> Entry:
    entry = Entry()
    entry.add("uid", f"{uid}@{request.get_host()}")
    entry.add("summary", name)
    entry.add("dtstart", first)
    entry.add("dtend", last + timedelta(days=1))
    entry.add("dtstamp", stamp)
    entry.add("url", request.build_absolute_uri(url))
    entry.add("transp", "TRANSPARENT")
    return entry


def _occasions(request: HttpRequest, occasions: Iterable[CityOccasion], today: date) -> Iterable[Entry]:
    for occasion in occasions:
        for year in range(today.year, today.year + YEARS_AHEAD):
            day = occasion.date_in(year)
            if day:
                name, uid = f"{occasion.city.name}: {occasion.name}", f"occasion-{occasion.pk}-{year}"
                url, stamp = occasion.city.get_absolute_url(), occasion.city.updated_at
                yield _entry(request, uid, name, url, day, day, stamp)


def _records(request: HttpRequest, records: Iterable[Record]) -> Iterable[Entry]:
    for record in records:
        if record.start and record.end:
            uid, url = f"record-{record.pk}", record.get_absolute_url()
            entry = _entry(request, uid, record.title, url, record.start, record.end, record.updated_at)
            if record.summary:
                entry.add("description", record.summary)
            if record.place:
                entry.add("location", record.place)
            yield entry


def _response(request: HttpRequest, name: str, entries: list[Entry]) -> HttpResponse:
    shown = Calendar()
    shown.add("prodid", "-//Register of partner cities//")
    shown.add("version", "2.0")
    shown.add("x-wr-calname", _("Register of partner cities"))
    for entry in entries:
        shown.add_component(entry)
    response = HttpResponse(shown.to_ical(), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="partners-{name}.ics"'
    return response
