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
        "städtepartnerschaft": "sister_city",
        "partnerstadt": "sister_city",
        "jumelage": "sister_city",
        "ville jumelée": "sister_city",
        "städtefreundschaft": "friendship_city",
        "freundschaft": "friendship_city",
        "дружественный": "friendship_city",
        "friendship": "friendship_city",
        "friendship city": "friendship_city",
        "ville amie": "friendship_city",
    },
    "direction": {
        "приём": "incoming",
        "приём делегации": "incoming",
        "принята": "incoming",
        "входящая": "incoming",
        "въезд": "incoming",
        "empfang": "incoming",
        "accueil": "incoming",
        "выезд": "outgoing",
        "направлена": "outgoing",
        "исходящая": "outgoing",
        "поездка": "outgoing",
        "reise": "outgoing",
        "déplacement": "outgoing",
        "обмен": "mutual",
        "exchange": "mutual",
        "austausch": "mutual",
        "échange": "mutual",
    },
    "status": {
        "проведено": "held",
        "состоялся": "held",
        "состоялась": "held",
        "состоялись": "held",
        "проведён": "held",
        "проведена": "held",
        "выполнено": "held",
        "запланировано": "planned",
        "план": "planned",
        "отменён": "cancelled",
        "отменена": "cancelled",
        "canceled": "cancelled",
        "перенесено": "postponed",
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

_TITLE: Final = (
    "title",
    "name",
    "название",
    "наименование",
    "наименование мероприятия",
    "название мероприятия",
    "заголовок",
    "bezeichnung",
    "titel",
    "nom",
    "titre",
)
_DATE: Final = (
    "date",
    "dates",
    "сроки",
    "сроки проведения",
    "дата и время",
    "zeitraum",
    "when",
    "дата",
    "даты",
    "когда",
    "дата проведения",
    "datum",
    "wann",
    "quand",
    # A year says least: it counts where nothing else tells the date.
    "год",
    "year",
    "jahr",
    "année",
    "an",
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

_PARTNERS: Final = (
    "sister city",
    "partner city",
    "partner town",
    "twin town",
    "twin city",
    "город-побратим",
    "город-партнёр",
    "partnerstadt",
    "partnergemeinde",
    "ville jumelée",
    "ville partenaire",
)
_SIGNED: Final = (
    "дата подписания",
    "date of signing",
    "signed",
    "signed on",
    "vertragsdatum",
    "datum der unterzeichnung",
    "unterzeichnet",
    "unterzeichnet am",
    "date de signature",
    "signé le",
)
_REMARK: Final = ("remark", "remarks", "note", "notes", "comment", "примечание", "bemerkung", "anmerkung", "remarque")

#: Headings of the two columns that some tables have for the first and the last day.
BEGINS: Final = (
    *(
        "дата начала",
        "начало",
        "начало проведения",
        "дата начала мероприятия",
        "дата заезда",
        "дата приезда",
        "прибытие",
    ),
    *("start", "start date", "date from", "begin", "begins", "begin date", "from", "starts", "arrival", "first day"),
    *("beginn", "anfang", "startdatum", "anfangsdatum", "von", "datum von", "anreise", "erster tag", "с", "дата с"),
    *("début", "date de début", "date début", "du", "arrivée", "premier jour", "первый день"),
)
ENDS: Final = (
    *("дата окончания", "окончание", "дата завершения", "завершение", "конец", "дата отъезда", "отъезд", "дата выезда"),
    *(
        "end",
        "end date",
        "date to",
        "ends",
        "to",
        "until",
        "departure",
        "last day",
        "finish",
        "дата окончания мероприятия",
    ),
    *("ende", "enddatum", "bis", "datum bis", "abreise", "letzter tag", "по", "дата по", "последний день"),
    *("fin", "date de fin", "date fin", "au", "départ", "dernier jour"),
)
#: Columns that tables of other people call alike: the first where all its cells are values of it, else the second.
CALLED_ALIKE: Final = (("direction", "themes"),)

#: Concept → column → headings that stand over it elsewhere; the register's own headings come first,
#: then these in their order: of several over one table the earliest counts.
HEADINGS: Final[dict[type[models.Model], dict[str, tuple[str, ...]]]] = {
    City: {
        "name": ("city", "town", "город", "название города", "stadt", "ville", *_PARTNERS, *_TITLE),
        "country": ("country", "страна", "государство", "land", "pays"),
        "period": ("since", "с какого года", "год установления", "seit", "depuis", *_SIGNED, *_DATE),
        "latitude": ("lat", "latitude", "широта", "breite", "breitengrad"),
        "longitude": ("lng", "lon", "long", "longitude", "долгота", "länge", "längengrad"),
        "wikidata_id": ("wikidata", "wikidata id", "qid", "item", "элемент викиданных"),
        "population": (
            "inhabitants",
            "численность",
            "население",
            "einwohner",
            "einwohnerzahl",
            "bevölkerung",
            "population",
            "habitants",
        ),
        "population_year": ("population year", "год переписи", "год оценки", "stand", "einwohner stand"),
        "site": ("website", "url", "сайт", "официальный сайт"),
        "native_name": ("native name", "местное название"),
        "tie": (
            "type",
            "kind",
            "тип",
            "вид",
            "статус отношений",
            "тип связи",
            "art",
            "art der beziehung",
            "type de lien",
        ),
        "region": ("province", "область", "регион", "bundesland", "state", "région"),
        "remark": _REMARK,
    },
    Country: {
        "name": ("country", "страна", "land", *_TITLE),
        "iso_code": ("iso", "code", "countrycd", "country code", "код", "iso 3166"),
    },
    Organization: {
        "name": ("organisation", "organization", "организация", *_TITLE),
        "city": _CITIES,
        "kind": ("type", "тип", "вид организации"),
        "founded": ("founding day", "founding year", "дата основания", "год основания", "gegründet", "fondation"),
        "site": ("website", "url", "сайт"),
    },
    Record: {
        "title": ("event", "мероприятие", "событие", "соглашение", *_TITLE, "тема"),
        "period": (*_SIGNED, "срок", *_DATE),
        "remark": _REMARK,
        "cities": (*_CITIES, *_PARTNERS),
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
