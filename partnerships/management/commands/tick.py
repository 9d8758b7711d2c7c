"""Does what is due, and nothing twice."""

import fcntl
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from partnerships.delivery import memo
from partnerships.management.schedule import AGAIN, ScheduledWork, tasks
from partnerships.management.site import add_site, origin_of
from partnerships.models import RegularTask


@contextmanager
def _held(name: str) -> Iterator[bool]:
    """Yield whether the task `name` is free on this machine, and keep others from it; a killed run lets go of it."""
    with (settings.DATA_DIR / f".tick-{name.replace(' ', '-')}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


log = logging.getLogger("partnerships.tick")


class Command(BaseCommand):
    help = (
        "Does what is due: letters, outside links, open data, ended sessions, the backup. Run it every five minutes; "
        "two at once do nothing twice."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the address of the site."""
        add_site(parser)

    def handle(self, *args: object, site: str, **options: object) -> None:
        """Do each task that is due; one that fails does not keep the others."""
        origin, now = origin_of(site), timezone.localtime(timezone=memo.home_city().clock)
        failed = [task.name for task in tasks() if not self._do(task, origin, now)]
        with RegularTask.objects.noted("tick"):
            pass
        if failed:
            raise CommandError(f"Failed: {', '.join(failed)}. Tried again in an hour.")

    def _do(self, task: ScheduledWork, origin: str, now: datetime) -> bool:
        """Do `task` if it is due; False when it failed."""
        due = task.due(now)
        if now - due > task.within:
            return True
        last = RegularTask.objects.filter(name=task.name).first()
        if last is not None and last.is_unfinished:
            due = max(due, now - AGAIN)
        with _held(task.name) as is_free:
            if not is_free or not RegularTask.objects.claim(task.name, due):
                return True
            return self._done(task, origin)

    def _done(self, task: ScheduledWork, origin: str) -> bool:
        """Do `task`; False when it failed."""
        try:
            with RegularTask.objects.noted(task.name):
                task.run(origin)
        except Exception as error:  # whatever it is, the other tasks go on
            log.exception("%s failed", task.name)
            self.stderr.write(f"{task.name}: {error}")
            return False
        self.stdout.write(f"{task.name}: done")
        return True
