"""The group of countries that a register begins with: it has to have one before it can have a country."""

from typing import Any, Final

from partnerships.models import CountryGroup
from partnerships.text.translated import CODES, text_column
from partnerships.vocabulary.sets import begun_as

SLUG: Final = "countries"
NAMES: Final = {
    "en": "Countries",
    "ru": "Страны",
    "de": "Länder",
    "fr": "Pays",
    "es": "Países",
    "it": "Paesi",
    "pl": "Kraje",
    "pt": "Países",
}


def first_group() -> CountryGroup:
    """Return the group to begin with, named in the languages of the site, unsaved."""
    group = CountryGroup(slug=SLUG)
    for code in CODES:
        setattr(group, text_column("name", code), begun_as(NAMES, code) or None)
    return group


def begin_first_group() -> CountryGroup:
    """Return the first group of the register, made within the open revision where there is none."""
    found: Any = CountryGroup.objects.first()
    group: CountryGroup = found or first_group()
    if found is None:
        group.save()
    return group
