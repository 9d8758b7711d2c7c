"""Which text of each kind of object stands in which index, and with what weight.

What the public finds is named here field by field. What the department finds is that, and every other text
field of the object and its rows, whatever is added later.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final, cast

from django.conf import settings
from django.db import models
from django.utils import timezone, translation

from partnerships.models import Agreement, City, Country, Delegation, Organization, PartnerRequest, Record, Tie
from partnerships.models.base import Entry
from partnerships.models.translated import translated_fields
from partnerships.models.visibility import PERSONAL
from partnerships.period import format_period
from partnerships.search.demonyms import DEMONYMS
from partnerships.search.words import KEY, bare_words, words
from partnerships.text.translated import text_column

LANGUAGES: Final = tuple(code for code, _name in settings.LANGUAGES)
#: A date that touches more years than this says too little to be found by each.
MOST_YEARS: Final = 31
#: What readers call a kind, beside its own name; a question with one of these means records of that kind first.
CALLED: Final = {
    "city": "город побратим партнёр city town twin",
    "agreement": "соглашение договор agreement treaty",
    "delegation": "делегация визит поездка приезд delegation visit trip",
    "event": "мероприятие событие event",
    "exhibition": "выставка экспозиция exhibition",
    "request": "поиск партнёра partner wanted",
}
#: What is asked by who looks for the department itself.
CONTACTS: Final = "контакты контакт телефон почта contacts contact phone email"


@dataclass
class IndexedText:
    """What one index holds of an object, the weightier first."""

    name: list[str] = field(default_factory=list)
    summary: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    around: list[str] = field(default_factory=list)


class Said(str):
    """A text that a page shows, with the language it is in: it may be quoted among results."""

    language = ""

    @classmethod
    def of(cls, text: str, language: str) -> "Said":
        """Return `text` as bare words in `language`."""
        said = cls(bare_words(text))
        said.language = language
        return said


def both(row: models.Model, *names: str) -> list[Any]:
    """Return the texts of translated fields in every language, each Said in its own."""
    found = ((getattr(row, text_column(name, code)), code) for name in names for code in LANGUAGES)
    return [Said.of(text, code) for text, code in found if text]


@lru_cache(maxsize=2000)
def _label(model: type[models.Model], name: str, value: str) -> tuple[str, ...]:
    found, field = [], cast("models.Field[Any, Any]", model._meta.get_field(name))
    for code in LANGUAGES:
        with translation.override(code):
            found.append(str(dict(field.flatchoices).get(value, "")))
    return tuple(found)


def chosen_labels(row: models.Model, *names: str) -> list[str]:
    """Return what stands for the chosen values of fields, in every language."""
    return [text for name in names for text in _label(type(row), name, getattr(row, name))]


def dates(entry: Entry) -> list[str]:
    """Return the date in words of every language, and each year it touches: of what goes on, up to this one."""
    spelled = [
        format_period(entry.period, getattr(entry, text_column("remark", code)) or "", code) for code in LANGUAGES
    ]
    years = entry.period.years(timezone.localdate().year)
    if len(years) <= MOST_YEARS:
        spelled += [str(year) for year in years if not any(str(year) in text for text in spelled)]
    return spelled


def city_spellings(city: City) -> list[str]:
    """Return every spelling of a city, those included that are only for finding it and never shown."""
    return [*both(city, "name"), city.native_name, city.other_names]


def country_names(country: Country) -> list[str]:
    """Return the names of a country, and what its people and things are called."""
    return [*both(country, "name"), DEMONYMS.get(country.iso_code, "")]


def initials(name: str) -> Iterator[str]:
    """Yield what a name of several words may be shortened to (тпп, еддс), as keys: nobody wrote it so."""
    letters = "".join(word[0] for word in words(name) if len(word) > 2)
    yield from (f"{KEY}{letters[:length]}" for length in range(3, min(len(letters), 7) + 1))


def organization_names(body: Organization) -> list[str]:
    """Return the names of an organisation and what they may be shortened to."""
    return [*both(body, "name", "short_name"), *(short for name in both(body, "name") for short in initials(name))]


# --- What the public may find -------------------------------------------------------------------


def city_text(city: City) -> IndexedText:
    """Return the text of a city's page."""
    return IndexedText(
        name=city_spellings(city),
        summary=[
            *both(city, "summary", "region"),
            *country_names(city.country),
            *chosen_labels(city, "tie"),
            *dates(city),
            "город city",
            CALLED["city"] if city.tie == Tie.SISTER_CITY else "",
        ],
        body=[
            *both(city, "history"),
            *(text for row in city.occasions.all() for text in both(row, "name")),
            *(text for step in city.steps for text in both(step, "reason")),
        ],
        around=[text for body in city.organizations.all() for text in organization_names(body)],
    )


#: Fields of each kind that stand in its body, and whose chosen values it is called by.
BODY: Final[dict[str, tuple[str, ...]]] = {
    "agreement": ("renewal", "notice_period"),
    "delegation": ("purpose", "invited_by", "result"),
    "event": ("venue", "outcome"),
    "exhibition": ("venue", "opening_hours", "exhibits", "curators"),
}
CHOSEN: Final[dict[str, tuple[str, ...]]] = {
    "agreement": ("form",),
    "delegation": ("direction", "level"),
    "event": ("form",),
    "exhibition": (),
}


def record_text(record: Any) -> IndexedText:
    """Return the text of a record's page: of its rows only what is open, of its cities only the public ones."""
    cities = [city for city in record.cities.all() if city.is_public()]
    open_documents = [row for row in record.documents.all() if row.access == "public"]
    people = [row for row in record.participants.all() if row.is_public]
    bodies = [row.organization for row in (*record.involvements.all(), *people) if row.organization]
    number = [record.number] if isinstance(record, Agreement) else []
    return IndexedText(
        name=both(record, "title"),
        summary=[
            *both(record, "summary", "place"),
            *dates(record),
            *(name for city in cities for name in city_spellings(city)),
            *chosen_labels(record, "kind", *CHOSEN[record.kind]),
            CALLED[record.kind],
            *number,
        ],
        body=[
            *both(record, "body", *BODY[record.kind]),
            *(f"{row.value} {note}" for row in record.figures.all() for note in both(row, "note") or [""]),
            *(text for row in record.awards.all() for text in (*chosen_labels(row, "degree"), *both(row, "recipient"))),
            *(text for row in record.photos.all() for text in both(row, "caption")),
            *(text for row in _actions(record) for text in both(row, "note")),
            *(text for row in _programme(record) if row.is_public for text in both(row, "activity", "place")),
            *(
                text
                for row in open_documents
                for text in (*both(row, "title"), row.number, Said.of(row.text, row.language))
            ),
        ],
        around=[
            *(text for row in people for text in both(row, "name", "office", "signed_place")),
            *(text for body in bodies for text in organization_names(body)),
            *(text for theme in record.themes.all() for text in both(theme, "name")),
            *(text for city in cities for text in (*both(city, "region"), *country_names(city.country))),
        ],
    )


def particulars(record: Any) -> list[Said]:
    """Return form or direction of a record and its place before its summary, in each language."""
    found: list[Said] = []
    model: Any = type(record)
    for number, code in enumerate(LANGUAGES):
        chosen = [_label(model, name, getattr(record, name))[number] for name in CHOSEN[record.kind]]
        texts = (*chosen, getattr(record, text_column("place", code)), getattr(record, text_column("summary", code)))
        found.append(Said.of(". ".join(filter(None, texts)), code))
    return found


def request_text(request: PartnerRequest) -> IndexedText:
    """Return the text of a request on the page of partners wanted."""
    return IndexedText(
        name=both(request, "title"),
        summary=[
            *both(request, "text"),
            *(city_spellings(request.city) if request.public_city and request.city else []),
            CALLED["request"],
        ],
        around=[
            *organization_names(request.organization),
            *(text for theme in request.themes.all() for text in both(theme, "name")),
        ],
    )


def _actions(record: Any) -> list[Any]:
    return list(record.actions.all()) if isinstance(record, Agreement) else []


def _programme(record: Any) -> list[Any]:
    return list(record.programme_items.all()) if isinstance(record, Delegation) else []


# --- What the department finds besides ------------------------------------------------------------


def _written(row: models.Model) -> Iterator[Said]:
    """Yield every text of `row` that somebody wrote, internal ones included; not what only editors see of people."""
    for name, language in _text_fields(type(row)):
        text = getattr(row, name)
        if text:
            yield Said.of(str(text), language)


@lru_cache
def _text_fields(model: type[models.Model]) -> list[tuple[str, str]]:
    """Return the fields of `model` that somebody writes, each with its language, else the first."""
    fields = (item for item in model._meta.concrete_fields if isinstance(item, models.CharField | models.TextField))
    never = {"sha256", "media_type", "state", "version", "edtf", *translated_fields(model)}
    never |= PERSONAL.get(model.__name__, set())
    written = (item for item in fields if not item.choices and item.name not in never)
    return [(item.name, getattr(item, "language", LANGUAGES[0])) for item in written]


def _rows(entry: Any) -> Iterator[models.Model]:
    """Yield the rows that belong to `entry`, as they were read with it."""
    for name in (
        "participants",
        "figures",
        "awards",
        "photos",
        "documents",
        "programme_items",
        "actions",
        "occasions",
        "tie_steps",
    ):
        if hasattr(entry, name):
            yield from getattr(entry, name).all()


def staff_text(entry: Any, text: IndexedText) -> IndexedText:
    """Return everything the department knows of a city or record: its public `text`, hidden cities, internal rows."""
    body = [*text.body, *_written(entry), *(written for row in _rows(entry) for written in _written(row))]
    summary, around = list(text.summary), [*text.around, *chosen_labels(entry, "state")]
    if isinstance(entry, Record):
        summary += [name for city in entry.cities.all() if not city.is_public() for name in city_spellings(city)]
        hidden = [row.organization for row in entry.participants.all() if row.organization and not row.is_public]
        around += [name for body in hidden for name in organization_names(body)]
    return IndexedText(text.name, summary, body, around)


def named_text(row: Any, text: IndexedText) -> IndexedText:
    """Return the text of what mainly has a name: an organisation, a theme, a country."""
    name = organization_names(row) if isinstance(row, Organization) else both(row, "name")
    kind = chosen_labels(row, "kind") if isinstance(row, Organization) else []
    place = city_spellings(row.city) if isinstance(row, Organization) and row.city else []
    return IndexedText(name=name, summary=[*kind, *place, str(row._meta.verbose_name)], body=list(_written(row)))


def request_staff_text(request: PartnerRequest, text: IndexedText) -> IndexedText:
    """Return everything about a request: its public `text` and the rest."""
    city = city_spellings(request.city) if request.city else []
    return IndexedText(
        text.name,
        text.summary,
        [*text.body, *_written(request)],
        [*text.around, *chosen_labels(request, "state"), *city],
    )
