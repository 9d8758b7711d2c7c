"""Writes to the staff in the morning what waits for them."""

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from partnerships.admin.home import morning_letter
from partnerships.delivery import memo
from partnerships.management.site import add_site, origin_of
from partnerships.staff import mail


class Command(BaseCommand):
    help = "Writes to each of the staff what waits for them today; run it once every working morning."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the address of the site."""
        add_site(parser)

    def handle(self, *args: object, site: str, **options: object) -> None:
        """Send the letters and say how many; nobody gets an empty one, and nobody the same twice a day."""
        with timezone.override(memo.home_city().clock), mail.from_site(origin_of(site)):
            try:
                sent, failed = morning_letter.send_letters()
            except OSError as error:
                raise CommandError(f"The letters were not sent: {error}") from error
        self.stdout.write(f"Letters sent: {sent}.")
        if failed:
            raise CommandError(f"Letters not sent: {failed}. The log says to whom and why.")
