"""Lists what is likely in the register twice."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import translation

from partnerships.delivery.namesakes import told_apart
from partnerships.models import Record
from partnerships.period import format_period
from partnerships.spreadsheets.likeness import APART, Likeness, told_twice
from partnerships.text.languages import in_sentence


class Command(BaseCommand):
    help = "Lists cities, countries, organisations and records that are likely in the register twice."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line for each pair, and how many there are."""
        with translation.override(settings.LANGUAGE_CODE):
            lines = [*_named(), *_records()]
        for line in lines:
            self.stdout.write(line)
        self.stdout.write(f"Likely doubles: {len(lines)}." if lines else "No doubles found.")


def _named() -> Iterator[str]:
    for model in APART:
        rows: Any = model._default_manager
        for one, other in Likeness(model).pairs():
            found = rows.in_bulk([one, other])
            names = " = ".join(f"№ {pk} {told_apart(found[pk])}" for pk in (one, other))
            yield f"{model._meta.verbose_name}: {names}"


def _records() -> Iterator[str]:
    for record in told_twice(Record.objects.all()):
        yield f"{in_sentence(record.get_kind_display())}: № {record.pk} {record}, {format_period(record.period)}"
