"""Does what is due, and nothing twice."""

import logging
from datetime import datetime

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from partnerships.delivery import memo
from partnerships.management.schedule import AGAIN, ScheduledWork, tasks
from partnerships.management.site import add_site, origin_of
from partnerships.models import RegularTask

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
        if not RegularTask.objects.claim(task.name, due):
            return True
        try:
            with RegularTask.objects.noted(task.name):
                task.run(origin)
        except Exception as error:  # whatever it is, the other tasks go on
            log.exception("%s failed", task.name)
            self.stderr.write(f"{task.name}: {error}")
            return False
        self.stdout.write(f"{task.name}: done")
        return True
