"""What is done regularly, and when it is due by the clock of the home city."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from typing import Final

from django.conf import settings
from django.core.management import call_command

from partnerships.admin.writing import unsaved
from partnerships.delivery import memo
from partnerships.models import GuestLink, PreviewLink
from partnerships.privacy.old_messages import erase_old_messages
from partnerships.spreadsheets import uploads
from partnerships.staff import error_letters, signing_in_records

#: A task that has failed is tried again after this.
AGAIN: Final = timedelta(hours=1)
#: Nobody wants the letter of the morning at night.
FORENOON: Final = timedelta(hours=4)


@dataclass(frozen=True)
class ScheduledWork:
    """One regular task: its name, the last moment at which it was due by `now`, what it does for the site `site`."""

    name: str
    due: Callable[[datetime], datetime]
    run: Callable[[str], object]
    within: timedelta = timedelta.max  # what could not be done for so long waits for the next time


def every(minutes: int, now: datetime) -> datetime:
    """Return the moment `minutes` ago: what was begun before it is due."""
    return now - timedelta(minutes=minutes)


def daily(hour: int, now: datetime) -> datetime:
    """Return the last `hour` o'clock of a day."""
    today = datetime.combine(now.date(), time(hour), now.tzinfo)
    return today if today <= now else today - timedelta(days=1)


def on_working_days(hour: int, now: datetime) -> datetime:
    """Return the last `hour` o'clock of a day on which the department works, none further back than a month."""
    found, home = daily(hour, now), memo.home_city()
    days = (found - timedelta(days=back) for back in range(31))
    return next((day for day in days if home.works_on(day.date())), found - timedelta(days=31))


def twice_a_month(hour: int, now: datetime) -> datetime:
    """Return the last `hour` o'clock of a first or third day of a month: a link counts as dead after two checks."""
    found = daily(hour, now)
    while found.day not in (1, 3):
        found -= timedelta(days=1)
    return found


def monthly(hour: int, now: datetime) -> datetime:
    """Return the last `hour` o'clock of a first day of a month."""
    found = daily(hour, now)
    return found.replace(day=1)


def command(*words: str) -> Callable[[str], object]:
    """Return what calls `manage.py` with `words`, the address of the site in the place of {site}."""

    def run(site: str) -> object:
        return call_command(*(word.format(site=site) for word in words))

    return run


def _remove_forgotten() -> None:
    """Remove what somebody typed, uploaded or sent as a table and never came back for."""
    unsaved.remove_forgotten()
    uploads.remove_old()


def _remove_links() -> None:
    """Remove links that ended long ago, with for whom they were."""
    PreviewLink.objects.long_over().delete()
    GuestLink.objects.long_over().delete()


def tasks() -> list[ScheduledWork]:
    """Return what the settings of the installation ask for."""
    found = [
        ScheduledWork("morning letter", partial(on_working_days, 8), command("morning", "--site={site}"), FORENOON),
        ScheduledWork("letters of changes", partial(every, 15), command("tell_changes", "--site={site}")),
        ScheduledWork("ended sessions", partial(daily, 3), command("clearsessions")),
        ScheduledWork("old sign-ins", partial(daily, 3), lambda _site: signing_in_records.delete_old()),
        ScheduledWork("old messages", partial(daily, 4), lambda _site: erase_old_messages()),
        ScheduledWork("forgotten forms", partial(every, 60), lambda _site: _remove_forgotten()),
        ScheduledWork("links of long ago", partial(daily, 3), lambda _site: _remove_links()),
    ]
    if settings.NEWS_MAIL_FROM:
        news = "tell_readers", "--site={site}"
        found.append(ScheduledWork("news to readers", partial(every, 30), command(*news, "--pace=soon")))
        found.append(ScheduledWork("news of the month", partial(monthly, 9), command(*news, "--pace=monthly")))
    if settings.ADMINS:
        found.append(ScheduledWork("letter of failures", partial(every, 15), lambda _site: error_letters.send_errors()))
    if settings.CHECK_LINKS:
        found.append(ScheduledWork("outside links", partial(twice_a_month, 5), command("check_links")))
    if settings.CONTACTS_DAYS:
        erase = command("old_contacts", f"--days={settings.CONTACTS_DAYS}")
        found.append(ScheduledWork("old contacts", partial(daily, 4), erase))
    if settings.DATASET_DIR:
        publish = command("publish_dataset", settings.DATASET_DIR, "--site={site}")
        found.append(ScheduledWork("open data", partial(daily, 2), publish))
    if settings.BACKUP_DIR:
        keep = f"--keep={settings.BACKUP_KEEP}"
        found.append(
            ScheduledWork("backup", partial(daily, 1), command("backup", settings.BACKUP_DIR, keep, "--verbosity=0"))
        )
    return found
