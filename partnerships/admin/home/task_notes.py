"""Why a row stands in a list of tasks, in a few words beside its name."""

from datetime import date
from typing import Final

from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerships.models import ChecklistItem, Commitment, LinkPlace, Photo, PlanItem, Record
from partnerships.period import Period, format_period
from partnerships.period.days import written_day

#: So many letters of a long text or of an address are shown.
SHOWN_LETTERS: Final = 80


def note_of_day(day: date) -> str:
    """Return a last day in words, and how far it is."""
    left = (day - timezone.localdate()).days
    far = ngettext("%(count)d day left", "%(count)d days left", left) if left >= 0 else _("overdue")
    return f"{written_day(day)}, {far % {'count': left}}"


def note_of_term(period: Period) -> str:
    """Return the end of a term as it is known, and how far its last day is."""
    if period.end is None or period.is_to_the_day:
        return note_of_day(period.end) if period.end else str(period)
    return f"{period}: {note_of_day(period.end)}"


def note_of_item(item: PlanItem) -> str:
    """Return what is to be done, by whom on our side, and by when."""
    when = item.due or item.plan.period
    words = (Truncator(item.activity).chars(SHOWN_LETTERS), item.responsible_home, note_of_term(when) if when else "")
    return " — ".join(filter(None, words))


def note_of_deadline(item: ChecklistItem) -> str:
    """Return what is to be done for a delegation, by whom and by when."""
    words = (Truncator(item.what).chars(SHOWN_LETTERS), item.responsible, note_of_day(item.due) if item.due else "")
    return " — ".join(filter(None, words))


def note_of_promise(item: Commitment) -> str:
    """Return who promised what, and by when."""
    words = (str(item.get_side_display()), Truncator(item.what).chars(SHOWN_LETTERS), item.who)
    return " — ".join(filter(None, (*words, note_of_term(item.due) if item.due else "")))


def note_of_date(record: Record) -> str:
    """Return the date of a record, with its remark."""
    return format_period(record.period, record.remark)


def note_of_sender(record: Record) -> str:
    """Return who handed a record over."""
    return str(record.sent_by or "")


def note_of_photo(photo: Photo) -> str:
    """Return which of its record's photos it is."""
    return _("photo %(number)d") % {"number": photo.order + 1}


def note_of_link(place: LinkPlace) -> str:
    """Return an address and what is wrong with it."""
    return f"{Truncator(place.link.address).chars(SHOWN_LETTERS)} — {place.link.get_fault_display()}"
