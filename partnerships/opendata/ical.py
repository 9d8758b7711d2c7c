"""Entries of calendars, as iCalendar has them."""

from datetime import date, timedelta

from icalendar import Calendar
from icalendar import Event as Entry

from partnerships.models import Record


def day_entry(origin: str, uid: str, name: str, url: str, first: date, last: date, stamp: object) -> Entry:
    """Return an entry of whole days, `last` included; `stamp` is the moment of its last change."""
    entry = Entry()
    entry.add("uid", f"{uid}@{origin.rpartition('/')[2]}")
    entry.add("summary", name)
    entry.add("dtstart", first)
    entry.add("dtend", last + timedelta(days=1))
    entry.add("dtstamp", stamp)
    entry.add("url", origin + url)
    entry.add("transp", "TRANSPARENT")
    return entry


def record_entry(origin: str, record: Record) -> Entry:
    """Return a dated `record` as a calendar has it: whole days, at the place, with a link to its page."""
    if record.start is None or record.end is None:
        raise ValueError("an undated record has no place in a calendar")
    uid, url = f"record-{record.pk}", record.get_absolute_url()
    entry = day_entry(origin, uid, record.title, url, record.start, record.end, record.updated_at)
    if record.summary:
        entry.add("description", record.summary)
    if record.place:
        entry.add("location", record.place)
    return entry


def calendar_head(name: str) -> Calendar:
    """Return an empty calendar called `name`."""
    shown = Calendar()
    shown.add("prodid", "-//Register of partner cities//")
    shown.add("version", "2.0")
    shown.add("x-wr-calname", name)
    return shown
