"""Shows which languages the register keeps its texts in, and adds the columns of a new one."""

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, models
from django.utils.translation import get_language_info
from modeltranslation.translator import translator

from partnerships.database.languages import columns_in_table, hidden_codes
from partnerships.management import catalogue
from partnerships.models.translated import mark_untranslated
from partnerships.text.languages import site_languages
from partnerships.text.translated import CODES, text_column
from partnerships.vocabulary import sets

type Missing = tuple[type[models.Model], models.Field, str]  # a model, the column it lacks, its language


class Command(BaseCommand):
    help = "Shows the languages of the site (LANGUAGES) and whether the database has them; --add adds what is missing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether to add."""
        parser.add_argument("--add", action="store_true", help="add the missing columns while the site goes on")

    def handle(self, *args: object, **options: object) -> None:
        """Tell the state of each language; a column that is missing and stays so is an error."""
        missing, added = list(_missing()), set[str]()
        if options["add"]:
            for model, field, _code in missing:
                # A column that may be empty is added without writing a row, so nobody waits for it.
                with connection.schema_editor() as editor:
                    editor.add_field(model, field)
            # Also where no column was missing: what was saved meanwhile without knowing of the language.
            mark_untranslated()
            for code in CODES:
                sets.name_in(code)
            added, missing = {code for _model, _field, code in missing}, []
        lacking = [code for _model, _field, code in missing]
        spoken = {path.parent.parent.name for path in catalogue.po_files()} | {"en"}
        for code in CODES:
            state = f"{lacking.count(code)} columns are missing" if code in lacking else "ready"
            interface = "" if code.partition("-")[0] in spoken else "; the interface is in English"
            self.stdout.write(f"{code}  {get_language_info(code)['name']}: {state}{interface}")
        for code in hidden_codes():
            site_languages(code)  # tells Django of a language that it has no interface for
            name = get_language_info(code)["name"]
            self.stdout.write(f"{code}  {name}: in the database, not on the site (LANGUAGES)")
        if missing:
            raise CommandError("Add the missing columns with: manage.py languages --add")
        if added:
            names = ", ".join(sorted(added))
            self.stdout.write(
                f"Put {names} into LANGUAGES and restart; then run once more: manage.py languages --add, and for the "
                "search: manage.py reindex"
            )


def _missing() -> Iterator[Missing]:
    for model in translator.get_registered_models(abstract=False):
        known = columns_in_table(model)
        for name in translator.get_options_for_model(model).local_fields:
            fields: list[tuple[Any, str]] = [(model._meta.get_field(text_column(name, code)), code) for code in CODES]
            yield from ((model, field, code) for field, code in fields if field.column not in known)
