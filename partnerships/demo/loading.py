"""Reads the demo content into an empty register, as one revision."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.utils.translation import gettext_noop

from partnerships.demo.drawing import draw
from partnerships.demo.greetings import add_samples
from partnerships.files.intake import accept_photo
from partnerships.history import revisions
from partnerships.history.reasons import fact
from partnerships.models import (
    Agreement,
    Award,
    City,
    Country,
    CountryGroup,
    Delegation,
    Event,
    Exhibition,
    Figure,
    HomeCity,
    Involvement,
    Organization,
    Participant,
    Photo,
    Record,
    RegisterModel,
    Theme,
)
from partnerships.models.base import Entry
from partnerships.models.publication import publish
from partnerships.period import parse
from partnerships.text.translated import CODES, first_column, text_column
from partnerships.vocabulary import sets

FOLDER = Path(__file__).parent
#: The same reader in C, ten times as fast, where the package was built with it.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
SPOKEN = ("ru", "en")
#: What a reader is told, in each language; the note for the department names the fact.
SOURCES = {
    "ru": "Английская версия сайта администрации города Ставрополя, страница «Муниципальное сотрудничество с городами "
    "регионов России, ближнего и дальнего зарубежья», без даты (сведения до 2023 года).",
    "en": "English version of the site of the Stavropol city administration, page “Municipal cooperation with cities "
    "of regions of Russia, near and far abroad”, undated (facts up to 2023).",
}
SOURCE = "Публикация администрации города Ставрополя о муниципальном сотрудничестве, факт {id}."

#: File (or folder of files) → model, each after what it refers to.
FILES: dict[str, type[RegisterModel]] = {
    "home": HomeCity,
    "groups": CountryGroup,
    "countries": Country,
    "themes": Theme,
    "cities": City,
    "organizations": Organization,
    "agreements": Agreement,
    "events": Event,
    "exhibitions": Exhibition,
    "delegations": Delegation,
}
ROWS: dict[str, type[RegisterModel]] = {
    "organizations": Involvement,
    "participants": Participant,
    "figures": Figure,
    "awards": Award,
}
#: Fields that point forward or both ways, set once everything is there.
LATER = ("part_of", "related")
NOT_FIELDS = {"id", "covers", "person"}

type Entries = list[dict[str, Any]]


def entries(name: str) -> Entries:
    """Return the entries of one concept, from its file or from the files of its folder."""
    paths = sorted((FOLDER / name).glob("*.yaml")) or [FOLDER / f"{name}.yaml"]
    return [spoken(entry) for path in paths for entry in yaml.load(path.read_text(encoding="utf-8"), LOADER)]  # noqa: S506 - both are safe


def spoken(value: object) -> Any:
    """Return an entry of the demo in the languages of the site; a first one that it does not speak gets the English."""
    if isinstance(value, list):
        return [spoken(item) for item in value]
    if not isinstance(value, dict):
        return value
    told = {}
    for name, inner in value.items():
        text, _underscore, code = name.rpartition("_")
        if code not in SPOKEN:
            told[name] = spoken(inner)
        elif code in CODES:
            told[name] = inner
        if code == "en" and CODES[0] not in SPOKEN:
            told[first_column(text)] = inner
    return told


def fact_ids() -> set[str]:
    """Return the id of every fact that the content tells."""
    found: set[str] = set()
    for name in FILES:
        for entry in entries(name):
            found |= {entry["id"], *entry.get("covers", [])}
            found |= {row["person"] for row in entry.get("participants", []) if "person" in row}
    return found


def is_empty() -> bool:
    """Say whether the register holds nothing that the demo could disturb."""
    return not any(model.objects.exists() for model in (HomeCity, City, Record, Organization, Country, Theme))


def load() -> dict[str, RegisterModel]:
    """Fill the empty register; return what was made, by the id of its fact."""
    made: dict[str, RegisterModel] = {}
    sets.replace(sets.FORMER)  # the first adopter's own words
    with revisions.revision(by=None, reason=fact(gettext_noop("Demo content"))):
        for name, model in FILES.items():
            for entry in entries(name):
                made[entry["id"]] = _make(model, entry, made)
        for name in FILES:
            for entry in entries(name):
                _connect(made[entry["id"]], entry, made)
        for entry in entries("photos"):
            _draw(entry, made)
        add_samples(made, spoken)
    return made


def _make(model: type[RegisterModel], entry: dict[str, Any], made: dict[str, RegisterModel]) -> RegisterModel:
    rows = {name for name in ROWS if issubclass(model, Record)}
    plain = {name: value for name, value in entry.items() if name not in {*NOT_FIELDS, *LATER, *rows, "period"}}
    many = {field.name: plain.pop(field.name) for field in model._meta.many_to_many if field.name in plain}
    record = model(**dict(_values(model, plain, made)))
    if isinstance(record, Entry):
        record.period = parse(entry.get("period", ""))
        record.source_note = SOURCE.format(id=entry["id"])
        for code, source in SOURCES.items():
            setattr(record, text_column("source", code), source)
        publish(record)
    record.full_clean(validate_constraints=False)  # saving asks the database for them
    record.save()
    for name, ids in many.items():
        getattr(record, name).set([made[key] for key in ids])
    for name in rows:
        _add_rows(record, ROWS[name], entry.get(name, []), made)
    return record


def _values(
    model: type[models.Model], plain: dict[str, Any], made: dict[str, RegisterModel]
) -> Iterator[tuple[str, object]]:
    for name, value in plain.items():
        yield name, made[value] if model._meta.get_field(name).is_relation else value


def _add_rows(record: RegisterModel, model: type[RegisterModel], rows: Entries, made: dict[str, RegisterModel]) -> None:
    for order, row in enumerate(rows, 1):
        plain = {name: value for name, value in row.items() if name not in NOT_FIELDS}
        shared: dict[str, object] = {"record": record, "order": order}
        item = model(**shared, **dict(_values(model, plain, made)))
        item.full_clean(validate_constraints=False)
        item.save()


def _connect(record: Any, entry: dict[str, Any], made: dict[str, RegisterModel]) -> None:
    if "part_of" in entry:
        record.part_of = made[entry["part_of"]]
        record.save()
    if "related" in entry:
        record.related.set([made[key] for key in entry["related"]])


def _draw(entry: dict[str, Any], made: dict[str, RegisterModel]) -> None:
    owner = made[entry["for"]]
    picture = BytesIO(draw(entry["scene"], entry["for"]))
    texts = {name: value for name, value in entry.items() if name not in {"for", "scene"}}
    photo = Photo(**texts, **{"city" if isinstance(owner, City) else "record": owner})
    photo.file = accept_photo(SimpleUploadedFile("drawing.jpg", picture.getvalue()))
    photo.full_clean()
    photo.save()
