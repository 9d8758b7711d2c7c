"""Countries that a table of cities names and the register lacks: known by CLDR, added with the cities if wanted."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

import icu
from django.conf import settings
from django.utils.translation import get_language

from partnerships.models import Country, CountryGroup
from partnerships.spreadsheets.choices import Choices
from partnerships.spreadsheets.foreign_names import CountryNames, code_of_country, names_by_code
from partnerships.spreadsheets.outcome import NewCountry, Outcome
from partnerships.spreadsheets.recognising import RowsOfKind
from partnerships.text.translated import CODES, text_column
from partnerships.vocabulary import country_groups

#: What is chosen where the register has no group yet: the one that it begins with.
FIRST_GROUP = "first"


class NewCountries:
    """The countries of a file that are not in the register, and what the clerk chose for each."""

    def __init__(self, part: RowsOfKind, choices: Choices | None) -> None:
        """Without `choices` nothing is offered: the importing user may not add countries."""
        self.part, self.choices = part, choices or Choices()
        self.is_offered = choices is not None and "country" in part.table.places

    @cached_property
    def names(self) -> CountryNames | None:
        """The names of countries by which the cells of the file are read."""
        found = self.part.resource.names.get(Country) if self.is_offered else None
        return found if isinstance(found, CountryNames) else None

    @cached_property
    def missing(self) -> dict[str, str]:
        """What the file calls each country that is missing, by its code."""
        found: dict[str, str] = {}
        for text in dict.fromkeys(self._cells()):
            code = code_of_country(text)
            if code and self.names and not self.names.matches(text) and not self._is_known(code):
                found.setdefault(code, text)
        return found

    def _cells(self) -> Iterator[str]:
        at = self.part.table.places["country"] if self.names else 0
        for _number, row in self.part.table.rows if self.names else ():
            if at < len(row) and row[at].strip():
                yield row[at].strip()

    def _is_known(self, code: str) -> bool:
        """Say whether the register has the country, by its code or by another name."""
        return bool(self.names and any(self.names.matches(name) for name in (code, *names_by_code(code))))

    @cached_property
    def groups(self) -> dict[str, str]:
        """The groups to choose from."""
        found = {str(group.pk): str(group) for group in CountryGroup.objects.all()}
        return found or {FIRST_GROUP: str(country_groups.first_group())}

    @cached_property
    def wanted(self) -> dict[str, str]:
        """The group of each country that the clerk has chosen to add."""
        chosen = self.choices.countries
        return {code: chosen[code] for code in self.missing if chosen.get(code) in self.groups}

    def offer(self, outcome: Outcome) -> None:
        """Note what may be chosen, the first group for all of which nothing was; and what is added."""
        if not self.missing:
            return
        outcome.groups = list(self.groups.items())
        usual = outcome.groups[0][0]
        language = icu.Locale(get_language() or settings.LANGUAGE_CODE)
        for code, text in self.missing.items():
            name, chosen = icu.Locale("und", code).getDisplayCountry(language), self.choices.countries.get(code, usual)
            outcome.countries.append(NewCountry(code, name, text, chosen))
            if code in self.wanted:
                outcome.added.append((name, self.groups[self.wanted[code]]))

    def add(self, *, dry: bool) -> None:
        """Let the rows know the countries that are added; unless `dry`, add them."""
        made: dict[str, CountryGroup] = {}
        for number, (code, key) in enumerate(self.wanted.items(), 1):
            country = named_country(code)
            if dry:
                country.pk = -number
            else:
                country.group = made[key] = made.get(key) or self._group(key)
                country.save()
            if self.names:
                self.names.take_in(country)

    def _group(self, key: str) -> CountryGroup:
        found: Any = None if key == FIRST_GROUP else CountryGroup.objects.get(pk=int(key))
        return found or country_groups.begin_first_group()


def named_country(code: str) -> Country:
    """Return a country with its names in the languages of the site, unsaved."""
    country = Country(iso_code=code)
    for language in CODES:
        setattr(country, text_column("name", language), icu.Locale("und", code).getDisplayCountry(icu.Locale(language)))
    return country
