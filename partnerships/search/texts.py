"""Which text of each kind of object the public finds, named field by field, and with what weight."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final, cast

from django.db import models
from django.utils import timezone, translation

from partnerships.kinds import KINDS
from partnerships.models import (
    TIES,
    ActionPlan,
    Agreement,
    AgreementAction,
    City,
    Country,
    Delegation,
    Organization,
    PartnerRequest,
    PlanItem,
    ProgrammeItem,
    Record,
    RegisterModel,
    TermMeaning,
)
from partnerships.models.base import Entry
from partnerships.models.term_field import TermField
from partnerships.period import format_period
from partnerships.search.demonyms import DEMONYMS
from partnerships.search.words import KEY, bare_words, words
from partnerships.text.translated import CODES, text_column

#: A date that touches more years than this says too little to be found by each.
MOST_YEARS: Final = 31
#: What readers call a kind, beside its own name; a question with one of these means records of that kind first.
CALLED: Final = {
    "city": "город побратим партнёр city town twin",
    **{kind.name: kind.called for kind in KINDS.values()},
    "request": "поиск партнёра partner wanted",
}
#: What is asked by who looks for the department itself.
CONTACTS: Final = "контакты контакт телефон почта contacts contact phone email"


#: Where rows stand that were read with a record.
READ: Final = "{}_read"


@dataclass
class IndexedText:
    """What the index holds of an object, the weightier first; readers never find `internal`."""

    name: list[str] = field(default_factory=list)
    summary: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    around: list[str] = field(default_factory=list)
    internal: list[str] = field(default_factory=list)


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
    found = ((getattr(row, text_column(name, code)), code) for name in names for code in CODES)
    return [Said.of(text, code) for text, code in found if text]


def _label(model: type[models.Model], name: str, value: str) -> tuple[str, ...]:
    field = cast("models.Field", model._meta.get_field(name))
    return _in_each_language(field.labels.get(value, "")) if isinstance(field, TermField) else _fixed(field, value)


@lru_cache(maxsize=2000)
def _fixed(field: "models.Field", value: str) -> tuple[str, ...]:
    return _in_each_language(dict(cast("Any", field).flatchoices).get(value, ""))


def _in_each_language(text: object) -> tuple[str, ...]:
    found = []
    for code in CODES:
        with translation.override(code):
            found.append(str(text))
    return tuple(found)


def chosen_labels(row: models.Model, *names: str) -> list[str]:
    """Return what stands for the chosen values of fields, in every language."""
    return [text for name in names for text in _label(type(row), name, getattr(row, name))]


def dates(entry: Entry) -> list[str]:
    """Return the date in words of every language, and each year it touches: of what goes on, up to this one."""
    spelled = [format_period(entry.period, getattr(entry, text_column("remark", code)) or "", code) for code in CODES]
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
            CALLED["city"] if TIES.meaning(city.tie) == TermMeaning.SISTER_CITY else "",
        ],
        body=[
            *both(city, "history"),
            city.card_title,
            city.card_text,
            *(text for row in city.occasions.all() for text in both(row, "name")),
            *(text for step in city.steps for text in both(step, "reason")),
        ],
        around=[text for body in city.organizations.all() for text in organization_names(body)],
    )


def read_rows(entry: object, name: str) -> Iterable[Any]:
    """Return the rows `name` of `entry`, those that were read with it if they were."""
    read = getattr(entry, READ.format(name), None)
    return getattr(entry, name).all() if read is None else read


def record_text(record: Record) -> IndexedText:
    """Return the text of a record's page: of its rows only what is open, of its cities only the public ones."""
    cities = [city for city in read_rows(record, "cities") if city.is_public()]
    open_documents = [row for row in read_rows(record, "documents") if row.access == "public"]
    people = [row for row in read_rows(record, "participants") if row.is_public]
    bodies = [row.organization for row in (*read_rows(record, "involvements"), *people) if row.organization]
    number = [record.number] if isinstance(record, Agreement) else []
    return IndexedText(
        name=both(record, "title"),
        summary=[
            *both(record, "summary", "place"),
            *dates(record),
            *(name for city in cities for name in city_spellings(city)),
            *chosen_labels(record, "kind", *KINDS[record.kind].calling),
            CALLED[record.kind],
            *number,
        ],
        body=[
            *both(record, "body", *KINDS[record.kind].texts),
            *(f"{row.value} {note}" for row in read_rows(record, "figures") for note in both(row, "note") or [""]),
            *(
                text
                for row in read_rows(record, "awards")
                for text in (*chosen_labels(row, "degree"), *both(row, "recipient"))
            ),
            *(text for row in read_rows(record, "photos") if row.is_described for text in both(row, "caption")),
            *(text for row in _actions(record) for text in both(row, "note")),
            *(text for row in _programme(record) if row.is_public for text in both(row, "activity", "place")),
            *(
                text
                for row in _plan_items(record)
                for text in both(row, "activity", "responsible_home", "responsible_partner", "result")
            ),
            *(
                text
                for row in open_documents
                for text in (*both(row, "title"), row.number, Said.of(row.text, row.language))
            ),
        ],
        around=[
            *(text for row in people for text in both(row, "name", "office", "signed_place")),
            *(text for body in bodies for text in organization_names(body)),
            *(text for theme in read_rows(record, "themes") for text in both(theme, "name")),
            *(text for city in cities for text in (*both(city, "region"), *country_names(city.country))),
        ],
    )


def particulars(record: Record) -> list[Said]:
    """Return form or direction of a record and its place before its summary, in each language."""
    found: list[Said] = []
    model: type[RegisterModel] = type(record)
    for number, code in enumerate(CODES):
        chosen = [_label(model, name, getattr(record, name))[number] for name in KINDS[record.kind].calling]
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


def _actions(record: object) -> Iterable[AgreementAction]:
    return read_rows(record, "actions") if isinstance(record, Agreement) else ()


def _programme(record: object) -> Iterable[ProgrammeItem]:
    return read_rows(record, "programme_items") if isinstance(record, Delegation) else ()


def _plan_items(record: object) -> Iterable[PlanItem]:
    return read_rows(record, "plan_items") if isinstance(record, ActionPlan) else ()
