"""Entries of calendars, as iCalendar has them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Final

from django.utils import timezone
from icalendar import Calendar, Event, Timezone

from partnerships.delivery import memo
from partnerships.models import Record
from partnerships.models.base import Entry
from partnerships.period import Period
from partnerships.period.units import Unit
from partnerships.standing import AgreementStanding, OccurrenceStanding, PlanStanding

#: How a calendar calls what stands so; anything else is sure.
STATUS: Final[dict[str, str]] = {
    OccurrenceStanding.PLANNED: "TENTATIVE",
    OccurrenceStanding.UNCONFIRMED: "TENTATIVE",
    OccurrenceStanding.INVITED: "TENTATIVE",
    OccurrenceStanding.POSTPONED: "CANCELLED",  # there is no such day any longer
    OccurrenceStanding.CANCELLED: "CANCELLED",
    AgreementStanding.TO_BE_SIGNED: "TENTATIVE",
    AgreementStanding.DRAFT: "TENTATIVE",
    AgreementStanding.UNDER_APPROVAL: "TENTATIVE",
    PlanStanding.IN_PREPARATION: "TENTATIVE",
    PlanStanding.WITHDRAWN: "CANCELLED",
}


def entry_of(
    origin: str, uid: str, name: str, url: str, first: Unit, last: Unit, *, of: Entry, status: str = "CONFIRMED"
) -> Event:
    """Return an entry of whole days, `last` included, or of hours, which tells of the city or record `of`.

    Its identity is that of the register, so it stays on another host, under another address, in another language.
    """
    entry = Event()
    entry.add("uid", f"{uid}@{memo.current().identity}")
    entry.add("sequence", of.changes_for_readers)
    entry.add("status", status)
    entry.add("summary", name)
    _add_time(entry, first, last)
    entry.add("dtstamp", of.changed_for_readers)
    entry.add("last-modified", of.changed_for_readers)
    entry.add("url", origin + url)
    entry.add("transp", "TRANSPARENT")
    return entry


def internal_entry(
    origin: str, uid: str, name: str, url: str, first: Unit, last: Unit, status: str = "CONFIRMED"
) -> Event:
    """Return an entry of whole days, `last` included, or of hours, for the staff: it is as new as the register."""
    register, entry = memo.current(), Event()
    stamp = register.version.changed_at if register.version else timezone.now()
    entry.add("uid", f"{uid}@{register.identity}")
    entry.add("sequence", register.version.number if register.version else 0)
    entry.add("status", status)
    entry.add("summary", name)
    _add_time(entry, first, last)
    entry.add("dtstamp", stamp)
    entry.add("last-modified", stamp)
    entry.add("url", origin + url)
    entry.add("class", "PRIVATE")
    entry.add("transp", "TRANSPARENT")
    return entry


def _add_time(entry: Event, first: Unit, last: Unit) -> None:
    if len(first) == 5:
        entry.add("dtstart", _moment(first))
        if last > first:
            entry.add("dtend", _moment(last))
    else:
        entry.add("dtstart", date(*first))
        entry.add("dtend", date(*last) + timedelta(days=1))


def _moment(unit: Unit) -> datetime:
    """Return an hour of the home city's clock as every calendar understands it."""
    year, month, day, hour, minute = unit
    return datetime(year, month, day, hour, minute, tzinfo=timezone.get_current_timezone()).astimezone(UTC)


def spans_of(uid: str, period: Period) -> Iterator[tuple[str, tuple[Unit, Unit]]]:
    """Yield each unbroken span of `period` with a uid of its own.

    Nothing where its days are not known, all of them and surely: a month is not made into days.
    """
    for number, span in enumerate(period.spans() if period.is_to_the_day else (), 1):
        yield uid + (f"-{number}" if number > 1 else ""), span


def status_of(record: Record) -> str:
    """Return how a calendar calls what stands like `record`."""
    return STATUS.get(record.standing, "CONFIRMED")


def record_entries(origin: str, record: Record) -> Iterator[Event]:
    """Yield `record` as a calendar has it, at the place, with a link to its page: an entry for each unbroken span."""
    for uid, (first, last) in spans_of(f"record-{record.pk}", record.period):
        status = status_of(record)
        mark = record.standing_mark if status == "CANCELLED" else ""  # many programs show no status
        name = f"{mark}: {record.title}" if mark else record.title
        entry = entry_of(origin, uid, name, record.get_absolute_url(), first, last, of=record, status=status)
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
    shown.add("x-wr-timezone", timezone.get_current_timezone_name())
    return shown


def clock(day: date) -> Timezone:
    """Return the clock of the home city: a calendar has to hold something, and without entries it holds this."""
    name = timezone.get_current_timezone_name()
    return Timezone.from_tzid(name, first_date=day, last_date=day + timedelta(days=365))
