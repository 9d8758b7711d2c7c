"""The morning letter: what of the office's home page cannot wait, told by mail to those who want it."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final

from django.core.mail import EmailMessage
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.admin.home import home
from partnerships.admin.home.todo import COMING, TASKS
from partnerships.approval import changes
from partnerships.approval.steps import sayings
from partnerships.delivery import memo
from partnerships.greetings.due import DueDay
from partnerships.models import UntoldChange, User
from partnerships.models.untold_change import HELD_FOR
from partnerships.period.days import written_day
from partnerships.staff import mail

#: What is told every morning, and what once a week, so that the letter stays worth opening.
DAILY: Final = tuple(TASKS[slug] for slug in ("returned", "approve", "preparation-late", "reports"))
WEEKLY: Final = (
    *(TASKS[slug] for slug in ("renew", "preparation-next", "commitments", "plan-overdue", "plan-soon")),
    *(TASKS[slug] for slug in ("unconfirmed", "old-drafts", "untranslated")),
    COMING,
)
GREETED: Final = timedelta(days=7)


def send_letters() -> tuple[int, int]:
    """Write to each of the staff for whom something waits, once a day; return how many letters left, how many not.

    Changes of live pages go along, whatever has not been told by then.
    """
    mark = UntoldChange.objects.claim()
    waiting = changes.by_reader(UntoldChange.objects.claimed(mark))
    changed = {user.pk: rows for user, rows in waiting.items() if changes.wants_changes(user)}
    of_the_day = {user.pk for user in _readers(changed) if claim_morning(user)}
    written: dict[int, EmailMessage] = {}
    left: list[EmailMessage] = []
    try:
        for user in _readers(changed):
            if letter := _letter(user, changed.get(user.pk, []), of_the_day=user.pk in of_the_day):
                written[user.pk] = letter
        left = mail.send(list(written.values()))
    finally:
        failed = [key for key, letter in written.items() if letter not in left]
        # Whoever got nothing may have something to read later in the day.
        served = of_the_day & (written.keys() - set(failed))
        User.objects.filter(pk__in=served).update(morning_on=timezone.localdate())
        User.objects.filter(pk__in=of_the_day).update(morning_claimed_at=None)
        changes.settle(UntoldChange.objects.claimed(mark), failed)
    return len(left), len(failed)


def _readers(changed: Iterable[int]) -> QuerySet[User]:
    """Return who may have something to read: of the day, or of changes alone."""
    told = Q(wants_morning=True) | Q(pk__in=changed)
    return User.objects.filter(told, is_active=True, is_staff=True).exclude(email="").order_by("pk")


def claim_morning(user: User) -> bool:
    """Take the letter of today to `user` if none has gone; in one step, so that a second run writes none again."""
    now = timezone.now()
    waiting = Q(morning_on=None) | ~Q(morning_on=timezone.localdate())
    free = Q(morning_claimed_at=None) | Q(morning_claimed_at__lt=now - HELD_FOR)
    return bool(User.objects.filter(waiting, free, pk=user.pk, wants_morning=True).update(morning_claimed_at=now))


def _letter(user: User, rows: list[UntoldChange], *, of_the_day: bool) -> EmailMessage | None:
    """Return the letter to `user`: of the day with the changes in it, or of changes alone."""
    kind = "wants_morning" if of_the_day else "changes_told"
    return mail.letter(user, lambda _user: _words(user, rows) if of_the_day else changes.change_letter(rows), kind=kind)


def _words(user: User, rows: list[UntoldChange]) -> mail.LetterText | None:
    """Return what the letter to `user` says, in the language of the moment; None where nothing waits."""
    today = timezone.localdate()
    tasks = (*DAILY, *WEEKLY) if _begins_the_week(today) else DAILY
    parts = [_visits(user), _greetings(user), _messages(user), *(_part(card) for card in home.cards(tasks, user))]
    if pages := changes.page_lines(rows):
        parts.append("\n\n".join([_("Changed on the site:"), mail.capped(pages)]))
    told = [part for part in parts if part]
    subject = _("Your day: %(day)s") % {"day": written_day(today)}
    return (subject, told) if told else None


def _begins_the_week(day: date) -> bool:
    """Say whether the department works on `day` and has not since Monday."""
    city = memo.home_city()
    return city.works_on(day) and not any(
        city.works_on(day - timedelta(days=back)) for back in range(1, day.weekday() + 1)
    )


def _part(card: dict[str, Any]) -> str:
    lines = [
        "\n".join([_line(line["name"], line["note"], line["url"]), *(f"  {text}" for text in sayings(line["gaps"]))])
        for line in card["lines"]
    ]
    more = [f"… {mail.whole_address(card['url'])}"] if len(lines) < card["count"] else []
    return "\n".join([f"{card['title']}: {card['counted']}", *lines, *more])


def _visits(user: User) -> str:
    found = home.visits_today(user)
    lines = [_line(visit["name"], "", visit["url"]) for visit in found]
    return "\n".join([_("Delegations today"), *lines]) if lines else ""


def _greetings(user: User) -> str:
    """Return the greetings that have to leave, and the days of partner cities of the next week in any case."""
    today = timezone.localdate()
    lines = [
        _line(f"{row['due'].city}: {row['title']}", _when(row["due"]), row["url"])
        for row in home.greetings(user)
        if row["due"].day <= today + GREETED or (row["due"].is_open and row["due"].send_by <= today + GREETED)
    ]
    return "\n".join([_("Greetings and days of partner cities"), *lines]) if lines else ""


def _messages(user: User) -> str:
    """Return how many messages from the site wait, and nothing of who wrote them: a letter goes through many hands."""
    task = TASKS["messages"]
    count = task.rows(user).count()
    return f"{task.title}: {count}\n  {mail.whole_address(reverse('admin:todo', args=[task.slug]))}" if count else ""


def _when(due: DueDay) -> str:
    """Return the day of a greeting, and when it has to leave or what became of it."""
    day = written_day(due.day)
    if not due.is_open and due.greeting:
        return f"{day}, {due.greeting.get_state_display()}"
    return f"{day}, {_('leaves by %(day)s') % {'day': written_day(due.send_by)}}"


def _line(name: str, note: str, address: str) -> str:
    return f"– {name}{f' ({note})' if note else ''}\n  {mail.whole_address(address)}"
