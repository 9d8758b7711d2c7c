"""Reads a page of prose and prints the records that it tells of."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import yaml
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from partnerships.period import format_period
from partnerships.prose.confusion import KindRow, confusion, reasons_of_sentences, silent_sentences
from partnerships.prose.facts import Score, home_of, score
from partnerships.prose.found import Find
from partnerships.prose.places import NamedCity
from partnerships.prose.reading import Page, read_page
from partnerships.prose.register import known_places, with_home
from partnerships.prose.words import LANGUAGES

_NAMED = 12


class Command(BaseCommand):
    help = (
        "Reads a text about twin towns and prints the agreements, visits, events, exhibitions, figures, people and "
        "awards it tells of. Nothing is saved. The register's cities are known; others are told by the text."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the text, its language, facts to measure by, and whether to tell why."""
        parser.add_argument("file", help="a text in UTF-8")
        parser.add_argument("--language", choices=sorted(LANGUAGES), default="", help="told by the text when left out")
        parser.add_argument("--home", default="", help="the home city of the text, where it is another one's page")
        parser.add_argument("--score", metavar="FACTS", help="a YAML file of facts: prints precision and recall")
        parser.add_argument("--explain", action="store_true", help="print why each find was taken for what it is")

    def handle(self, *args: object, **options: Any) -> None:
        """Print what the text tells of, and how much of the facts that is."""
        text, facts = _text(options["file"]), yaml.safe_load(_text(options["score"])) if options["score"] else {}
        if not isinstance(facts, dict):
            raise CommandError(f"{options['score']} holds no facts.")
        places = known_places()
        home = NamedCity(options["home"], (options["home"],), is_home=True) if options["home"] else home_of(facts)
        known = with_home(places, home) if home else places
        page = read_page(text, known, language=options["language"], going_on=self._going_on)
        if not page.finds:
            self.stdout.write("Nothing that the register keeps was found in the text.")
        with translation.override(page.language):
            self._print(page, explain=options["explain"])
        for number, (told, why) in enumerate(reasons_of_sentences(page) if options["explain"] else (), 1):
            self.stdout.write(f"{number}. {' '.join(told.split())}\n    {why}")
        for line in score(page, facts) if facts else ():
            self._print_score(line, explain=options["explain"])
        for row in confusion(page, facts) if facts else ():
            self._print_row(row)
        for text, why in silent_sentences(page) if options["explain"] else ():
            self.stdout.write(f"not understood: {' '.join(text.split())} ({why})")

    def _print_row(self, row: KindRow) -> None:
        mistaken = ", ".join(f"{count} taken for {kind}" for kind, count in row.mistaken)
        told = (
            f"{row.right} right",
            mistaken,
            row.missed and f"{row.missed} missed",
            row.extra and f"{row.extra} extra",
        )
        self.stdout.write(f"{row.kind}: {', '.join(str(one) for one in told if one)}")

    def _going_on(self, done: int, total: int) -> None:
        """Say on a terminal how far reading has come; Ctrl-C stops it."""
        if done and self.stderr.isatty():
            self.stderr.write(f"\r{done} of {total} sentences", ending="")

    def _print(self, page: Page, *, explain: bool) -> None:
        for find in page.finds:
            self.stdout.write(_line(find))
            if explain:
                for number in find.sentences:
                    self.stdout.write(f"    {' '.join(page.sentences[number].text.split())}")
                self.stdout.write(f"    because {'; '.join(reason.words for reason in find.reasons)} ({find.weight})")
        for title, told in (
            ("Figures", [f"{count.value} {count.words}".strip() for count in page.counts]),
            ("People", [f"{one.name}{f' ({one.office})' if one.office else ''}" for one in page.people]),
            ("Awards", [" ".join(page.sentences[number].text.split()) for number, _words in page.awards]),
            ("Cities not in the register", [place.name for place in page.unknown]),
        ):
            if told:
                self.stdout.write(f"{title}: {'; '.join(told)}")

    def _print_score(self, line: Score, *, explain: bool) -> None:
        self.stdout.write(
            f"{line.name}: precision {line.precision:.2f} ({line.right} of {line.found}), "
            f"recall {line.recall:.2f} ({line.right} of {line.expected})"
        )
        for word, lines in (("missed", line.missed), ("extra", line.extra)) if explain else ():
            for text in lines:
                self.stdout.write(f"    {word}: {' '.join(text.split())}")


def _line(find: Find) -> str:
    cities = ", ".join(place.name for place in find.cities[:_NAMED]) or "—"
    words = (find.kind, find.form, cities, format_period(find.period) or "—", find.title)
    return " · ".join(word for word in words if word)


def _text(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{path} cannot be read: {error}") from None
