"""Entries of calendars, as iCalendar has them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from django.utils import timezone
from icalendar import Calendar
from icalendar import Event as Entry

from partnerships.models import Record
from partnerships.period.units import Unit


def entry_of(origin: str, uid: str, name: str, url: str, first: Unit, last: Unit, stamp: object) -> Entry:
    """Return an entry of whole days, `last` included, or of hours; `stamp` is the moment of its last change."""
    entry = Entry()
    entry.add("uid", f"{uid}@{origin.rpartition('/')[2]}")
    entry.add("summary", name)
    if len(first) == 5:
        entry.add("dtstart", _moment(first))
        if last > first:
            entry.add("dtend", _moment(last))
    else:
        entry.add("dtstart", date(*first))
        entry.add("dtend", date(*last) + timedelta(days=1))
    entry.add("dtstamp", stamp)
    entry.add("url", origin + url)
    entry.add("transp", "TRANSPARENT")
    return entry


def _moment(unit: Unit) -> datetime:
    """Return an hour of the home city's clock as every calendar understands it."""
    year, month, day, hour, minute = unit
    return datetime(year, month, day, hour, minute, tzinfo=timezone.get_current_timezone()).astimezone(UTC)


def record_entries(origin: str, record: Record) -> Iterator[Entry]:
    """Yield `record` as a calendar has it, at the place, with a link to its page: an entry for each unbroken span.

    Nothing where its days are not known, all of them and surely: a month is not made into days.
    """
    if not record.period.is_to_the_day:
        return
    for number, (first, last) in enumerate(record.period.spans(), 1):
        uid = f"record-{record.pk}" + (f"-{number}" if number > 1 else "")
        entry = entry_of(origin, uid, record.title, record.get_absolute_url(), first, last, record.updated_at)
        if record.summary:
            entry.add("description", record.summary)
        if record.place:
            entry.add("location", record.place)
        yield entry


def calendar_head(name: str) -> Calendar:
    """Return an empty calendar called `name`."""
    shown = Calendar()
    shown.add("prodid", "-//Register of partner cities//")
    shown.add("version", "2.0")
    shown.add("x-wr-calname", name)
    return shown
