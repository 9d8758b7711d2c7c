"""Writes to readers what is new on the site, each in one letter."""

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from partnerships.delivery import memo
from partnerships.management.site import add_site, origin_of
from partnerships.models import Pace
from partnerships.participation.telling import tell_readers
from partnerships.staff import mail


class Command(BaseCommand):
    help = "Writes to readers who asked for news by mail what was published since the last run."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the address of the site, and which readers it is for."""
        add_site(parser)
        parser.add_argument("--pace", choices=Pace.values, required=True, help="those who want to hear so often")

    def handle(self, *args: object, site: str, pace: str, **options: object) -> None:
        """Send the letters and say how many; what did not leave waits for the next run."""
        with timezone.override(memo.home_city().clock), mail.from_site(origin_of(site)):
            try:
                sent, failed = tell_readers(pace)
            except OSError as error:
                raise CommandError(f"The letters were not sent: {error}") from error
        self.stdout.write(f"Letters sent: {sent}.")
        if failed:
            raise CommandError(f"Letters not sent: {failed}. The log says why.")
