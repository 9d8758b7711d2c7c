"""Words that tables use for our columns and values, beside the register's own in each language."""

from typing import Final

from django.db import models

from partnerships.models import City, Country, Organization, Record

#: Field with choices → word in a cell → code.
VALUES: Final[dict[str, dict[str, str]]] = {
    "tie": {
        "контакты без соглашения": "contact",
        "contacts without an agreement": "contact",
        "контакт": "contact",
        "contact": "contact",
        "побратим": "sister_city",
        "побратимы": "sister_city",
        "побратимские связи": "sister_city",
        "twin": "sister_city",
        "twin town": "sister_city",
        "twin city": "sister_city",
        "sister city": "sister_city",
        "партнёр": "partner_city",
        "partner": "partner_city",
    },
    "form": {
        "mou": "memorandum",
        "m.o.u.": "memorandum",
        "меморандум": "memorandum",
        "memorandum": "memorandum",
        "loi": "letter_of_intent",
        "l.o.i.": "letter_of_intent",
        "письмо о намерениях": "letter_of_intent",
        "протокол о намерениях": "protocol_of_intent",
    },
}

_TITLE: Final = ("title", "name", "название", "наименование", "заголовок", "bezeichnung", "titel", "nom", "titre")
_DATE: Final = (
    "date",
    "dates",
    "when",
    "дата",
    "даты",
    "когда",
    "год",
    "year",
    "дата проведения",
    "datum",
    "jahr",
    "année",
)
_CITIES: Final = (
    "city",
    "cities",
    "город",
    "города",
    "city/town",
    "partner",
    "партнёр",
    "stadt",
    "städte",
    "ville",
    "villes",
)

#: Concept → column → headings that stand over it elsewhere; the register's own headings come first.
HEADINGS: Final[dict[type[models.Model], dict[str, tuple[str, ...]]]] = {
    City: {
        "name": ("city", "town", "город", "название города", "город-побратим", "stadt", "ville", *_TITLE),
        "country": ("country", "страна", "государство", "land", "pays"),
        "period": ("since", "year", "с какого года", "год", "год установления", "seit", "depuis", *_DATE),
        "latitude": ("lat", "latitude", "широта"),
        "longitude": ("lng", "lon", "long", "longitude", "долгота"),
        "wikidata_id": ("wikidata", "wikidata id", "qid", "item", "элемент викиданных"),
        "population": ("inhabitants", "численность", "население", "einwohner"),
        "site": ("website", "url", "сайт", "официальный сайт"),
        "native_name": ("native name", "местное название"),
        "tie": ("type", "kind", "тип", "вид", "статус отношений", "тип связи"),
        "region": ("province", "область", "регион"),
    },
    Country: {
        "name": ("country", "страна", "land", *_TITLE),
        "iso_code": ("iso", "code", "countrycd", "country code", "код", "iso 3166"),
    },
    Organization: {
        "name": ("organisation", "organization", "организация", *_TITLE),
        "city": _CITIES,
        "kind": ("type", "тип", "вид организации"),
        "site": ("website", "url", "сайт"),
    },
    Record: {
        "title": ("event", "мероприятие", "событие", "тема", "соглашение", *_TITLE),
        "period": ("дата подписания", "date of signing", "signed", "signed on", "срок", "сроки", *_DATE),
        "cities": _CITIES,
        "form": ("type", "тип", "вид", "вид документа", "art"),
        "place": ("venue", "location", "место", "место проведения", "ort", "lieu"),
        "body": ("description", "описание", "содержание", "beschreibung"),
        "in_force_until": ("valid until", "until", "срок действия", "действует до", "gültig bis"),
        "in_force_from": ("valid from", "вступает в силу", "gültig ab"),
        "number": ("№ документа", "number of the document", "номер документа", "регистрационный номер"),
        "organizations": ("parties", "участники", "стороны", "организации", "participants"),
        "head_count": ("members", "people", "participants number", "количество человек", "число участников"),
        "themes": ("field", "fields", "topics", "направление", "направления", "сфера"),
    },
}


def headings_of(model: type[models.Model]) -> dict[str, tuple[str, ...]]:
    """Return the headings known elsewhere for the columns of `model`."""
    return next((HEADINGS[parent] for parent in model.__mro__ if parent in HEADINGS), {})
