"""Fills an empty register with made-up records, to measure it."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from partnerships.demo import generating, loading


class Command(BaseCommand):
    help = "Fills an empty register with many made-up cities and records, the same ones for the same seed."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the size and the seed."""
        parser.add_argument("--cities", type=int, default=1000)
        parser.add_argument("--records", type=int, default=100_000)
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: object, **options: Any) -> None:
        """Generate, unless the register holds anything."""
        if not loading.is_empty():
            raise CommandError("The register already holds records: generate only fills an empty one.")
        with translation.override(settings.LANGUAGE_CODE):
            generating.generate(cities=options["cities"], records=options["records"], seed=options["seed"])
        self.stdout.write(f"Generated {options['cities']} cities and {options['records']} records.")
