"""Tells the heads of changes of live pages, each in one letter."""

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from partnerships.approval import changes
from partnerships.delivery import memo
from partnerships.management.site import add_site, origin_of
from partnerships.staff import mail


class Command(BaseCommand):
    help = "Writes to the heads what has been changed on the site since the last run; run it every fifteen minutes."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the address of the site."""
        add_site(parser)

    def handle(self, *args: object, site: str, **options: object) -> None:
        """Send the letters and say how many; what did not leave waits for the next run."""
        with timezone.override(memo.home_city().clock), mail.from_site(origin_of(site)):
            try:
                sent, failed = changes.tell_soon()
            except OSError as error:
                raise CommandError(f"The letters were not sent: {error}") from error
        self.stdout.write(f"Letters sent: {sent}.")
        if failed:
            raise CommandError(f"Letters not sent: {failed}. The log says to whom and why.")
