"""Fixtures: the gate's canaries, people, and templates that do not forgive a missing name."""

import gc
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone, translation
from PIL import Image

from partnerships.delivery import memo
from partnerships.files import renditions
from partnerships.history import revisions
from partnerships.models import City, Country, CountryGroup, User, vocabulary_term
from partnerships.models.publication import publish
from tests.demo.kept import Kept


def pytest_configure() -> None:
    """Serve plain static files and hash passwords quickly."""
    django_settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    database = django_settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        # A file, as in production: in shared memory two requests at once lock each other's tables out.
        database.setdefault("TEST", {})["NAME"] = str(Path(os.environ["DATA_DIR"], "test.sqlite3"))
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


#: Where the database itself may answer in its own way: it sorts, compares, locks, refuses, counts, searches.
ASKS_THE_DATABASE = (
    *("admin/lists/test_odd_numbers", "admin/signing_in", "api", "browser", "browsing", "database", "delivery"),
    *("history", "models", "period", "search", "spreadsheets", "standing", "views/test_gate", "views/test_statistics"),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave what takes longest to the long run, and judge on SQLite alone what no database changes."""
    is_long, is_other = bool(os.environ.get("LONG")), connection.vendor != "sqlite"
    for item in items:
        if os.environ.get("CI") and item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))  # a click goes astray where the page moved under it
        if item.get_closest_marker("long") and not is_long:
            item.add_marker(pytest.mark.skip(reason="takes long: make test LONG=1"))
        elif is_other and (item.get_closest_marker("one_database") or not (is_long or differs_by_database(item))):
            item.add_marker(pytest.mark.skip(reason="the same on every database: judged on SQLite"))


def pytest_collection_finish() -> None:
    """Spare the collector what was imported and collected: it lives as long as the run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000)


def differs_by_database(item: pytest.Item) -> bool:
    """Say whether a database may change what the test sees."""
    marked, database = item.get_closest_marker, item.get_closest_marker("django_db")
    asks = database or {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
    if not asks or (marked("browser") and not marked("both_databases")):
        return False
    is_transaction = bool(database and database.kwargs.get("transaction"))
    return is_transaction or str(item.path.relative_to(Path(__file__).parent)).startswith(ASKS_THE_DATABASE)


class MissingName(str):
    """Django's `string_if_invalid` that raises instead of printing nothing."""

    def __contains__(self, key: object) -> bool:
        return True

    def __mod__(self, name: object) -> str:
        raise NameError(f"unknown template variable: {name}")


@pytest.fixture
def strict_templates() -> Iterator[None]:
    """Raise on an unknown variable in a template."""
    from django.template import engines

    engine = engines["django"].engine
    before, engine.string_if_invalid = engine.string_if_invalid, MissingName("x")
    yield
    engine.string_if_invalid = before


@pytest.fixture(autouse=True)
def in_russian() -> Iterator[None]:
    """Begin each test in Russian: a page asked for in English leaves its thread in English."""
    with translation.override("ru"):
        yield


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Any) -> None:
    """Keep the files of each test apart."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture(autouse=True)
def fresh() -> None:
    """Begin each test without what the one before has read, and by the clock of the installation."""
    memo.forget()
    vocabulary_term.let_terms_go()
    timezone.deactivate()


@pytest.fixture
def writing(db: None) -> Iterator[None]:
    """Run the whole test inside one open revision."""
    with at_once():
        yield


def at_once() -> AbstractContextManager[None]:
    """Return one revision for many rows: to close one takes as long as to write dozens."""
    return revisions.revision(by=None, reason="test")


def save(record: Any, *, public: bool = True, **relations: Any) -> Any:
    """Save `record` as one revision, published unless said otherwise; `relations` are many-to-many."""
    with at_once():
        if public and hasattr(record, "publish_at"):
            moment = record.publish_at
            publish(record)
            record.publish_at = moment or record.publish_at  # a test may say that it was long ago
        record.save()
        for name, rows in relations.items():
            getattr(record, name).set(rows)
    return record


@pytest.fixture
def country(db: None) -> Country:
    group = save(CountryGroup(slug="russia", name_ru="Регионы России", name_en="Regions of Russia"))
    return save(Country(name_ru="Россия", name_en="Russia", group=group))


@pytest.fixture
def omsk(country: Country) -> City:
    return save(City(slug="omsk", name_ru="Омск", name_en="Omsk", country=country, tie="partner_city"))


@pytest.fixture
def clerk(db: None) -> User:
    return User.objects.create_superuser("clerk", password="a-long-password-1")


@pytest.fixture
def office(clerk: User) -> Client:
    """A browser in which the clerk is signed in."""
    client = Client()
    client.force_login(clerk)
    return client


def picture(size: tuple[int, int] = (900, 600), format: str = "JPEG", **options: Any) -> SimpleUploadedFile:
    """Return an uploaded picture."""
    out = BytesIO()
    Image.new("RGB", size, "teal").save(out, format, **options)
    return SimpleUploadedFile(f"photo.{format.lower()}", out.getvalue())


KEPT: list[Kept] = []


@pytest.fixture
def demo(db: None, media: None, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: Any) -> None:
    """Load the first adopter's register; a rendition of a picture is made when something asks for it."""
    monkeypatch.setattr(renditions, "make_all", lambda name: None)
    media_root = Path(django_settings.MEDIA_ROOT)
    if KEPT:
        KEPT[0].put_back(media_root)
        return
    with translation.override("ru"):
        KEPT.append(Kept(media_root, tmp_path_factory.mktemp("demo")))
