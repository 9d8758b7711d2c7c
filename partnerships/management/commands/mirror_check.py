"""Compares our cities with Wikidata or with the register of another town hall."""

import csv
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from partnerships.models import City, HomeCity
from partnerships.opendata import mirror
from partnerships.opendata.mirror_files import OtherList, UnreadableList, read_list
from partnerships.text.translated import CODES, text_column
from partnerships.workbook.formulas import guarded


class Command(BaseCommand):
    help = "Compares our published cities with a Wikidata export or with another register: missing, year, status."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the list to compare with, and where to put the differences."""
        parser.add_argument("file", type=Path, metavar="FILE", help="SPARQL JSON or CSV, or another register's set")
        parser.add_argument("--partner", default="", metavar="COLUMN", help="the column with the partners' items")
        parser.add_argument("--csv", type=Path, metavar="OUT", help="write the differences to this file as well")

    def handle(self, *args: object, file: Path, **options: Any) -> None:
        """Print the differences as a table."""
        with translation.override(settings.LANGUAGE_CODE):
            try:
                other = read_list(file, options["partner"])
            except UnreadableList as error:
                raise CommandError(str(error)) from error
            rows = mirror.differences_table(differences(other))
        if other.unread:
            self.stdout.write(f"Columns that were not read: {', '.join(other.unread)}.")
        if options["csv"]:
            self._save(options["csv"], rows)
        if len(rows) == 1:
            self.stdout.write(f"No difference: {len(other.ties)} cities compared.")
            return
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        for row in rows:
            self.stdout.write("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
        self.stdout.write(f"Differences: {len(rows) - 1}; cities there: {len(other.ties)}.")

    def _save(self, path: Path, rows: list[list[str]]) -> None:
        try:
            with path.open("w", encoding="utf-8-sig", newline="") as file:
                csv.writer(file).writerows([guarded(cell) for cell in row] for row in rows)
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}") from error


def differences(other: OtherList) -> list[mirror.Difference]:
    """Return where our published cities differ from the list.

    The register of another town hall is the other side of one tie: our line about it, and its line about us.
    """
    home = HomeCity.objects.current()
    ours = mirror.our_ties(City.objects.public().for_list())
    own_names = {mirror.folded_name(getattr(home, text_column("name", code)) or "") for code in CODES} - {""}
    their_names = {mirror.folded_name(name) for name in other.home}
    if not their_names or their_names & own_names:
        return mirror.compare_lists(ours, other.ties)
    about_us = mirror.of_city(other.ties, own_names)
    about_them = [(tie, names) for tie, names in ours if names & their_names]
    if about_us is not None:
        name, item = (about_them[0][0].name, about_them[0][0].wikidata_id) if about_them else (other.home[0], "")
        about_us = mirror.ListedTie(name, item, about_us.since, about_us.is_ended)
    return mirror.compare_lists(about_them, [about_us] if about_us else [])
