"""The morning letter: what of the office's home page cannot wait, told by mail to those who want it."""

from datetime import timedelta
from typing import Any, Final

from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from partnerships.admin.home import home
from partnerships.admin.home.todo import COMING, TASKS
from partnerships.models import User
from partnerships.staff import mail

MONDAY: Final = 0
#: What is told every morning, and what once a week, so that the letter stays worth opening.
DAILY: Final = tuple(TASKS[slug] for slug in ("returned", "approve", "reports"))
WEEKLY: Final = (*(TASKS[slug] for slug in ("renew", "old-drafts")), COMING)
OCCASIONS: Final = timedelta(days=7)


def letters() -> list[EmailMessage]:
    """Return today's letter to each of the staff for whom something waits."""
    wanting = User.objects.filter(is_active=True, is_staff=True, wants_morning=True).exclude(email="")
    written = (mail.letter(user, _words) for user in wanting.order_by("pk"))
    return [letter for letter in written if letter is not None]


def _words(user: User) -> mail.Words | None:
    """Return what the letter to `user` says, in the language of the moment; None where nothing waits."""
    request, today = HttpRequest(), timezone.localdate()
    request.user = user
    tasks = (*DAILY, *WEEKLY) if today.weekday() == MONDAY else DAILY
    parts = [_visits(request), _occasions(request), *(_part(card) for card in home.cards(tasks, request))]
    told = [part for part in parts if part]
    subject = _("Your day: %(day)s") % {"day": date_format(today, "DATE_FORMAT")}
    return (subject, told) if told else None


def _part(card: dict[str, Any]) -> str:
    lines = [_line(line["name"], line["note"], line["url"]) for line in card["lines"]]
    more = [f"… {mail.whole(card['url'])}"] if len(lines) < card["count"] else []
    return "\n".join([f"{card['title']}: {card['counted']}", *lines, *more])


def _visits(request: HttpRequest) -> str:
    found = home.visits_today(request)
    lines = [_line(visit["name"], "", visit["url"]) for visit in found]
    return "\n".join([_("Delegations today"), *lines]) if lines else ""


def _occasions(request: HttpRequest) -> str:
    """Return the days of partner cities of the next week: time enough to send a greeting."""
    last = timezone.localdate() + OCCASIONS
    lines = [
        _line(f"{row['occasion'].city}: {row['occasion']}", date_format(row["day"], "DATE_FORMAT"), row["url"])
        for row in home.occasions(request)
        if row["day"] <= last
    ]
    return "\n".join([_("Days of partner cities"), *lines]) if lines else ""


def _line(name: str, note: str, address: str) -> str:
    return f"– {name}{f' ({note})' if note else ''}\n  {mail.whole(address)}"
