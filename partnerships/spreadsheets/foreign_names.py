"""Countries and cities as other people's tables name them: “Deutschland”, “г. Омск”, “Portland, Oregon”."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from typing import Final

import icu
from django.db import models

from partnerships.models import City, Country
from partnerships.spreadsheets.cells import ANSWERS, folded
from partnerships.spreadsheets.country_words import OFFICIAL, STATE
from partnerships.spreadsheets.lookups import TableNames, unaccented
from partnerships.text.translated import CODES, text_columns

#: Languages of the tables that come in.
LANGUAGES: Final = sorted({*CODES, *ANSWERS})
#: Words before a name that say what is named.
KIND: Final = re.compile(
    r"^(?:(?:г|гор|пос|пгт|ст)\.\s*|ville d[’']"
    r"|(?:г|город|город-побратим|город-партн[её]р|пос[её]лок|село|станица|(?:the )?(?:city|town) of"
    r"|stadt|gemeinde|ville de|commune de|citt[àa] di|ciudad de|miasto)\s+)",
    re.IGNORECASE,
)
#: A city with its country or region behind it, in brackets or after a comma.
WITHIN: Final = re.compile(r"(?P<name>[^(),]+?)\s*(?:\((?P<brackets>[^()]+)\)|,(?P<comma>.+))", re.DOTALL)


def _spelled(names: Iterable[str]) -> set[str]:
    """Return names with either apostrophe."""
    return {spelling for name in names for spelling in (name, name.replace("'", "’"))}


#: Whole names that are none of another country, whether theirs is in the register or not: “Republic of China”.
_TAKEN: Final = {folded(name) for names in OFFICIAL.values() for name in _spelled(names)}


def names_by_code(code: str) -> set[str]:
    """Return what the country with this code is called: by CLDR, its other code, and as offices write it."""
    country = icu.Locale("und", code)
    shown = {country.getDisplayCountry(icu.Locale(language)) for language in LANGUAGES}
    return {*shown, country.getISO3Country(), *_spelled(OFFICIAL.get(code, ()))} - {""}


@cache
def _codes() -> Mapping[str, str]:
    """Codes of ISO 3166 by all the names of their countries; a name of two countries tells neither."""
    found = defaultdict(set)
    for code in icu.Locale.getISOCountries():
        for name in {code, *names_by_code(code)}:
            found[unaccented(folded(name))].add(code)
    return {name: min(codes) for name, codes in found.items() if len(codes) == 1}


def code_of_country(text: str) -> str:
    """Return the code of the country that `text` names, also by “Republic of” before the short name; "" for none."""
    names = (text, STATE.sub("", text.strip()))
    return next((code for name in names if (code := _codes().get(unaccented(folded(name))))), "")


class CountryNames(TableNames):
    """Names of countries: those with a code of ISO 3166 are known in the languages of other tables, too."""

    def beside(self, names: tuple[str, ...]) -> Iterable[str]:
        """Return the names of the country with this code in the languages of other tables."""
        code = names[self.first.index("iso_code")]
        return names_by_code(code) if re.fullmatch("[A-Z]{2}", code) else ()

    def take_in(self, country: Country) -> None:
        """Know one more country, which is new with the file."""
        self.rows[country.pk] = tuple(getattr(country, name) or "" for name in self.first)
        vars(self).pop("known", None)

    def matches(self, text: str) -> set[int]:
        """Return the countries that `text` names, also by “Republic of” before the short name."""
        if (found := super().matches(text)) or folded(text) in _TAKEN:
            return found
        short = STATE.sub("", text.strip())
        return super().matches(short) if short and short != text.strip() else set()


class CityNames(TableNames):
    """Names of cities, before which a table may say that they are cities, and behind which where they are."""

    def matches(self, text: str) -> set[int]:
        """Return the cities that `text` names."""
        if found := super().matches(text) or super().matches(KIND.sub("", text.strip())):
            return found
        match = WITHIN.fullmatch(KIND.sub("", text.strip()))
        if not match:
            return set()
        places = [place.strip() for place in (match["brackets"] or match["comma"]).split(",")]
        return {pk for pk in super().matches(match["name"]) if all(self._is_in(pk, place) for place in places)}

    def _is_in(self, pk: int, place: str) -> bool:
        country, regions = self._where[pk]
        return folded(place) in regions or country in self._countries.matches(place)

    @cached_property
    def _countries(self) -> TableNames:
        return CountryNames(Country)

    @cached_property
    def _where(self) -> dict[int, tuple[int, set[str]]]:
        """The country and the regions of each city."""
        found = City._default_manager.order_by().values_list("pk", "country_id", *text_columns("region"))
        return {pk: (country, set(map(folded, filter(None, regions)))) for pk, country, *regions in found}


#: Tables with ways of their own to be named in.
OWN: Final[dict[type[models.Model], type[TableNames]]] = {City: CityNames, Country: CountryNames}


def names_of(model: type[models.Model]) -> TableNames:
    """Return the names of a table, to be read when first needed."""
    return OWN.get(model, TableNames)(model)
