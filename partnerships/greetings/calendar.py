"""What stands in the calendar of the office: greetings to send, terms of agreements, items of plans, delegations."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from icalendar import Event as Entry

from partnerships.delivery import memo
from partnerships.greetings.due import coming_days, kinds_seen
from partnerships.greetings.making import greeting_title
from partnerships.models import ActionPlan, Agreement, Delegation, PlanItem, User
from partnerships.opendata.ical import internal_entry, spans_of, status_of
from partnerships.period import Period
from partnerships.period.units import Unit
from partnerships.staff import rights
from partnerships.staff.addresses import link
from partnerships.standing import LAPSING, REVIEWED
from partnerships.standing.choices import EXPECTED

#: How far ahead the calendar goes, and how long what has passed stays in it.
AHEAD: Final = timedelta(days=366)
BEHIND: Final = timedelta(days=31)
#: Letters of a name of an entry.
NAMED: Final = 120


def office_entries(user: User, origin: str, today: date) -> Iterator[Entry]:
    """Yield what `user` may see; addresses begin with `origin`."""
    yield from _greetings(user, origin, today)
    if rights.may_view(user, Agreement):
        yield from _agreements(origin, today)
    if rights.may_view(user, ActionPlan):
        yield from _items(origin, today)
    if rights.may_view(user, Delegation):
        yield from _delegations(origin, today)


def _greetings(user: User, origin: str, today: date) -> Iterator[Entry]:
    """Yield what has to leave, on the day by which it leaves: on the feast itself it is too late."""
    for due in coming_days(today - BEHIND, today + AHEAD, memo.home_city(), kinds_seen(user)):
        if due.is_open:
            name = _("Greeting: %(city)s, %(title)s") % {"city": due.city, "title": greeting_title(due)}
            url = link(due.greeting, "letter") or link(due.city)
            yield internal_entry(origin, f"greeting-{due.key}", name, url, *_all_day(due.send_by))


def _agreements(origin: str, today: date) -> Iterator[Entry]:
    ending = Agreement.objects.ending_by(today + AHEAD).standing_in(*LAPSING).prefetch_related("actions")
    for agreement in ending.order_by("pk"):
        name = _("Agreement ends: %(name)s") % {"name": _short(agreement)}
        yield from _last_day(origin, f"ends-{agreement.pk}", name, link(agreement), agreement.term_until(), today)
    for agreement in Agreement.objects.standing_in(*REVIEWED).exclude(review_on="").order_by("pk"):
        name = _("Agreement to be reviewed: %(name)s") % {"name": _short(agreement)}
        yield from _last_day(origin, f"review-{agreement.pk}", name, link(agreement), agreement.review_on, today)


def _items(origin: str, today: date) -> Iterator[Entry]:
    for item in PlanItem.objects.falling_due(today + AHEAD).select_related("plan"):
        name = _("Plan: %(name)s") % {"name": _short(item)}
        when = item.due or item.plan.period
        yield from _last_day(origin, f"item-{item.pk}", name, link(item.plan), when, today)


def _delegations(origin: str, today: date) -> Iterator[Entry]:
    coming = Delegation.objects.from_day(today).filter(start__lte=today + AHEAD).standing_in(*EXPECTED)
    for visit in coming.with_standing():
        for uid, (first, last) in spans_of(f"delegation-{visit.pk}", visit.period):
            yield internal_entry(origin, uid, _short(visit), link(visit), first, last, status_of(visit))


def _last_day(origin: str, uid: str, name: str, url: str, when: Period, today: date) -> Iterator[Entry]:
    """Yield the last day that `when` may mean, if it is near."""
    if when.end and today - BEHIND <= when.end <= today + AHEAD:
        yield internal_entry(origin, uid, name, url, *_all_day(when.end))


def _all_day(day: date) -> tuple[Unit, Unit]:
    unit = (day.year, day.month, day.day)
    return unit, unit


def _short(row: object) -> str:
    return Truncator(str(row)).chars(NAMED)
