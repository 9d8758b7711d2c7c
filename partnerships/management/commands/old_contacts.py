"""Erases the contacts of people whose visit is long over."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from partnerships.privacy.old_contacts import erase_old_contacts


class Command(BaseCommand):
    help = "Erases the contacts of people of visits and events that ended long ago, from the history too."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for how many days a contact is kept."""
        parser.add_argument("--days", type=int, required=True, help="how many days a contact is kept after the end")

    def handle(self, *args: object, days: int, **options: object) -> None:
        """Erase, and say how many."""
        self.stdout.write(f"Contacts erased: {erase_old_contacts(days)}.")
