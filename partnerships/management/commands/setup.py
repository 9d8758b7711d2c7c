"""Makes an empty installation ready: the home city with its clock, and the first administrator."""

import os
import sys
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import get_language_info, gettext_noop, override

from partnerships.days.country import currency_of, time_zone_of
from partnerships.history import revisions
from partnerships.history.revision_steps import Fact
from partnerships.models import HomeCity, User, VocabularyTerm
from partnerships.staff import rights
from partnerships.text.translated import CODES, first_column, text_column
from partnerships.vocabulary import checklist, country_groups, sets


class Command(BaseCommand):
    help = (
        "Makes an empty installation ready: asks for, or takes from its options or the environment, the name of the "
        "home city in each language, its time zone, whose words it speaks, and the first administrator. "
        "What is there already stays."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what would be asked."""
        first, *others = CODES
        parser.add_argument("--city", help=f"the name of the home city ({first}); or SETUP_CITY")
        for code in others:
            parser.add_argument(
                f"--city-{code}", help=f"its name ({code}); or SETUP_CITY_{code.replace('-', '_').upper()}"
            )
        parser.add_argument("--country", help="its country, as LV; or SETUP_COUNTRY")
        parser.add_argument(
            "--time-zone", help="as Europe/Berlin; or SETUP_TIME_ZONE, else that of the country, or TIME_ZONE"
        )
        parser.add_argument("--vocabulary", choices=sets.SETS, help="whose words to begin with; or SETUP_VOCABULARY")
        parser.add_argument("--administrator", help="name of the first account; or SETUP_ADMINISTRATOR")
        parser.add_argument("--email", help="its mail address; or SETUP_EMAIL")

    @transaction.atomic
    def handle(self, *args: object, **options: object) -> None:
        """Write down the city, then the account; nothing is half done where something is wrong."""
        if HomeCity.objects.exists():
            self.stdout.write("The home city is there already: nothing was changed.")
            if options["vocabulary"] or _given("vocabulary"):
                self._begin_with(self._words(options))
        else:
            self._found(options)
        if User.objects.filter(is_staff=True).exists():
            self.stdout.write("There are accounts already: none was made.")
        else:
            name = _answer(options, "administrator", "Name of the first administrator")
            call_command("staff", name, role=rights.ADMINISTRATOR, email=options["email"] or _given("email"))
            self.stdout.write("Sign in at /admin/ and fill in the form “Home city”: address, introduction, approval.")

    def _found(self, options: dict[str, Any]) -> None:
        first, *others = CODES
        home = HomeCity()
        setattr(home, first_column("name"), _answer(options, "city", f"Name of the home city, {_said(first)}"))
        for code in others:
            name = _answer(options, f"city_{code.replace('-', '_')}", f"Its name, {_said(code)}", default="")
            setattr(home, text_column("name", code), name or None)
        home.country_code = _answer(options, "country", "Its country, two letters (ISO)", default="").upper()
        home.time_zone = _answer(options, "time_zone", "Time zone", default=time_zone_of(home.country_code))
        home.currency = currency_of(home.country_code)
        words = self._words(options)
        with override(settings.LANGUAGE_CODE):
            try:
                home.full_clean()
            except ValidationError as error:
                raise CommandError(" ".join(error.messages)) from error
            with revisions.revision(by=None, reason=Fact(text=gettext_noop("Installation made ready"))):
                home.save()
                country_groups.begin_first_group()
            self._begin_with(words)
        self.stdout.write(f"Home city: {home}, {home.time_zone}.")

    def _words(self, options: dict[str, Any]) -> str:
        name = _answer(options, "vocabulary", f"Whose words ({', '.join(sets.SETS)})", default=sets.own_set())
        if name not in sets.SETS:
            raise CommandError(f"--vocabulary: one of {', '.join(sets.SETS)}.")
        return name

    def _begin_with(self, name: str) -> None:
        """Let a register that nobody has filled yet begin with the words of the set `name`; tell what goes."""
        before = VocabularyTerm.objects.count()
        told = {
            sets.Begun.IN_USE: "The words stay as they are: there are cities, organisations or records with them.",
            sets.Begun.SAME: f"Words: {name}.",
            sets.Begun.CHANGED: "The words stay as they are: the department has changed them.",
            sets.Begun.REPLACED: f"Words: {name}; the {before} terms that were there before are gone.",
        }
        self.stdout.write(told[sets.begin_with(name)])
        checklist.begin_in_first_language()
        if foreign := sets.unworded_terms(name):
            own = get_language_info(CODES[0])["name"]
            self.stdout.write(f"No words in {own}: {foreign} terms stand in English; change them under Vocabularies.")


def _said(code: str) -> str:
    return f"in {get_language_info(code)['name']}"


def _given(name: str) -> str:
    return os.environ.get(f"SETUP_{name.upper()}", "").strip()


def _answer(options: dict[str, Any], name: str, question: str, default: str | None = None) -> str:
    """Return the option `name`, else its variable, else what a person answers; without a person, the default."""
    given = (options.get(name) or _given(name)).strip()
    if not given and sys.stdin.isatty():
        given = input(f"{question}{f' [{default}]' if default else ''}: ").strip()
    if not given and default is None:
        raise CommandError(f"{question}: say it with --{name.replace('_', '-')} or SETUP_{name.upper()}.")
    return given or default or ""
