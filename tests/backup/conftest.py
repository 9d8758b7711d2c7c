"""A register in which no table is empty, and its backup."""

import hashlib
import shutil
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection, models

from partnerships.backup import making
from partnerships.backup.tables import kept_models, stored_columns
from partnerships.files.intake import accept_document
from partnerships.models import ActionPlan, City, Document, Event, PlanItem, User
from tests.conftest import picture, save

#: Signs that databases, encodings and lines of text have stumbled over.
ODD = "ё–“№”\\ \"x\" 'y' %s \t🎈\u2028 日本 ; --\n<b>"


SCAN = b"\x00\xff\r\n"
#: What the rules of some tables ask for beside what may not be empty.
RULED: dict[str, dict[str, Any]] = {
    "CityOccasion": {"month": 2, "day": 29},
    "PartnerRequest": {"opened_on": "2024-01-31"},
    "Document": {"sha256": hashlib.sha256(SCAN).hexdigest()},
}


def value_for(field: Any) -> Any:
    """Return something for a column that may not be empty."""
    if field.remote_field:
        return models.QuerySet(field.remote_field.model).order_by("pk").first().pk
    if isinstance(field, models.FileField):
        return "documents/odd/document"
    if field.flatchoices:
        return field.flatchoices[0][0]
    if isinstance(field, models.SlugField | models.CharField | models.TextField):
        return "odd" if isinstance(field, models.SlugField) else ODD[: field.max_length]
    if isinstance(field, models.DateTimeField):
        return "2024-02-29T23:59:59.123456Z"
    return "2024-02-29" if isinstance(field, models.DateField) else 1


def filled_row(model: Any) -> Any:
    """Return a row of `model` with what it cannot be without, and the first of what it may point to."""
    values: dict[str, Any] = {}
    pointing = [field for field in stored_columns(model) if field.remote_field and field.null]
    for field in stored_columns(model):
        is_free = field.blank and not isinstance(field, models.DateField)  # auto_now is “blank”
        is_wanted = not (field.null or is_free or field.has_default() or field.primary_key) or field in pointing[:1]
        if is_wanted or (field.primary_key and field is not model._meta.auto_field):
            values[field.attname] = value_for(field)
    return model(**values | RULED.get(model.__name__, {}))


def fill_empty_tables() -> None:
    """Put a row into each table that the demo leaves empty, past the rules of the register."""
    quote = connection.ops.quote_name
    for model in sorted(kept_models().values(), key=lambda model: bool(model._meta.auto_created)):  # rows, then ties
        if models.QuerySet(model).exists():
            continue
        row = filled_row(model)
        fields = [field for field in stored_columns(model) if not field.primary_key or getattr(row, field.attname)]
        values = [field.get_db_prep_save(field.to_python(getattr(row, field.attname)), connection) for field in fields]
        names, places = ", ".join(quote(field.column) for field in fields), ", ".join(["%s"] * len(fields))
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({places})", values)  # noqa: S608


#: The backup that the first test has made: what is in it is the same for all.
MADE: list[Path] = []


def fill_register() -> None:
    """Put a row into every table, beside those of the demo."""
    User.objects.create_superuser("clerk", password="a-long-password-1", first_name=ODD[:20])
    default_storage.save("documents/odd/document", ContentFile(SCAN))
    plan = save(ActionPlan(slug="plan", title_ru="План на год"))
    save(PlanItem(plan=plan, activity_ru=ODD), public=False)
    fill_empty_tables()


@pytest.fixture
def backup(
    db: None, request: pytest.FixtureRequest, tmp_path_factory: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """The backup of a register in which no table is empty."""
    if not MADE:
        request.getfixturevalue("demo")
        fill_register()
        MADE.append(tmp_path_factory.mktemp("backups") / "register.zip")
        with monkeypatch.context() as patch:
            patch.setattr(making, "one_moment", nullcontext)  # the test is in a transaction of its own
            call_command("backup", str(MADE[0]), verbosity=0)
    folder = tmp_path.with_name(f"{tmp_path.name}-backups")
    folder.mkdir()
    return Path(shutil.copy2(MADE[0], folder))


@pytest.fixture
def scan(omsk: City) -> Document:
    """A document with its file, of a meeting in Omsk."""
    event = save(Event(slug="meeting", title_ru="Встреча", form="meeting"), cities=[omsk])
    return save(Document(record=event, file=accept_document(picture()), title_ru="Скан"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where backups go, outside the files of the register."""
    made = tmp_path.with_name(f"{tmp_path.name}-backups")
    made.mkdir()
    return made
