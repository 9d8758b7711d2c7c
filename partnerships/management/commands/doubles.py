"""Lists what is likely in the register twice."""

from collections.abc import Iterator
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import translation

from partnerships.delivery.namesakes import told_apart
from partnerships.models import City, Organization, Record, RegisterModel
from partnerships.period import format_period
from partnerships.spreadsheets.likeness import APART, Likeness, told_twice
from partnerships.text.languages import in_sentence
from partnerships.text.translated import first_column

#: What tells the rows of a table apart in words.
PLACES: Final[dict[type[RegisterModel], tuple[str, ...]]] = {City: ("country",), Organization: ("city",)}


class Command(BaseCommand):
    help = "Lists cities, countries, organisations and records that are likely in the register twice."

    def handle(self, *args: object, **options: object) -> None:
        """Print one line for each pair, and how many there are."""
        with translation.override(settings.LANGUAGE_CODE):
            lines = [*_named(), *_records()]
        for line in lines:
            self.stdout.write(line)
        self.stdout.write(f"Likely doubles: {len(lines)}." if lines else "No doubles found.")


def _named() -> Iterator[str]:
    for model in APART:
        pairs = list(Likeness(model).pairs())
        rows: Any = model._default_manager
        rows = rows.select_related(*PLACES[model]) if model in PLACES else rows
        found = rows.in_bulk({pk for pair in pairs for pk in pair})
        for pair in pairs:
            names = " = ".join(f"№ {pk} {told_apart(found[pk])}" for pk in pair)
            yield f"{model._meta.verbose_name}: {names}"


def _records() -> Iterator[str]:
    for record in Record.objects.filter(pk__in=told_twice()).order_by("start", first_column("title"), "pk"):
        yield f"{in_sentence(record.get_kind_display())}: № {record.pk} {record}, {format_period(record.period)}"
