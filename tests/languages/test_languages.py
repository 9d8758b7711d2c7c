"""A register of other languages than Russian and English: its settings, its columns, its pages."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError
from django.db import migrations, models

from partnerships.database import languages as migrated
from partnerships.management import catalogue
from partnerships.models import User
from partnerships.text.languages import site_languages

ROOT = Path(__file__).parents[2]


def test_languages_are_named_by_their_codes() -> None:
    assert [code for code, _name in site_languages("de, EN,pt_BR,zh-hans")] == ["de", "en", "pt-br", "zh-hans"]
    assert str(site_languages("ce")[0][1]) == "Chechen"


@pytest.mark.parametrize("wrong", ["", "de;en", "xx", "deutsch", "de,", "e", "sr-latn-extra"])
def test_what_is_no_language_is_named_in_one_line(wrong: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=rf"^LANGUAGES={wrong}: “.*” is no language; write codes as"):
        site_languages(wrong)


def test_a_language_that_stands_there_twice_is_named() -> None:
    with pytest.raises(ImproperlyConfigured, match="“de” stands there twice"):
        site_languages("de,en,de")


def test_migrations_have_the_columns_of_the_site(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrated, "CODES", ("de", "pt-br"))
    text, number = models.TextField(null=True), models.IntegerField()
    fields = [("id", number), ("title", text), ("title_ru", text), ("title_en", text), ("order", number)]
    made, added = migrated.in_each_language(
        [
            migrations.CreateModel("Thing", fields),
            migrations.AddField("thing", "note_en", text),
            migrations.AddField("thing", "note_ru", text),
        ]
    )[::2]
    assert [name for name, _field in made.fields] == ["id", "title", "title_de", "title_pt_br", "order"]
    assert added.name == "note_pt_br"


def test_every_migration_that_writes_a_translated_column_writes_it_in_each_language() -> None:
    written = {path.name: path.read_text() for path in (ROOT / "partnerships/migrations").glob("0*.py")}
    of_two = {name for name, text in written.items() if re.search(r"""_ru['"], ?models|name=['"]\w+_ru['"]""", text)}
    assert len(of_two) > 10
    assert {name for name in of_two if "in_each_language(" not in written[name]} == set()


def test_a_language_without_an_interface_speaks_english_and_what_django_knows(tmp_path: Path) -> None:
    catalogue.stand_in("pl", tmp_path)
    written = (tmp_path / "pl" / "LC_MESSAGES" / "django.mo").read_bytes()
    assert b"Publish now" in written
    assert b"username" not in written
    catalogue.stand_in("en", tmp_path)
    catalogue.stand_in("ru", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["pl"]


def test_a_region_speaks_its_language(tmp_path: Path) -> None:
    catalogue.stand_in("de-at", tmp_path)
    assert "Jetzt veröffentlichen".encode() in (tmp_path / "de_AT" / "LC_MESSAGES" / "django.mo").read_bytes()


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("kept", "said"),
    [({"_ru", "_en", "_de"}, "also holds texts in de; name it too"), ({"_ru"}, "upgrade first, then add en")],
)
def test_an_upgrade_with_other_languages_than_the_database_has_is_stopped(
    kept: set[str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrated, "kept_languages", lambda using: kept)
    migrated.check_languages(plan=[], using="default")
    with pytest.raises(CommandError, match=said):
        migrated.check_languages(plan=["a migration"], using="default")


def test_a_first_migration_and_one_of_the_same_languages_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    for kept in (set(), {"_ru", "_en"}):
        monkeypatch.setattr(migrated, "kept_languages", lambda using, kept=kept: kept)
        migrated.check_languages(plan=["a migration"], using="default")


@pytest.mark.django_db
def test_the_database_tells_its_languages() -> None:
    assert migrated.kept_languages("default") == {"_ru", "_en"}


def test_who_chose_a_language_that_is_gone_is_spoken_to_in_the_first() -> None:
    assert (User(language="de").spoken_language, User(language="en").spoken_language) == ("ru", "en")


def run(folder: Path, codes: str, *command: str) -> subprocess.CompletedProcess[str]:
    surroundings = {**os.environ, "LANGUAGES": codes, "DATA_DIR": str(folder), "HTTPS": "off"}
    surroundings["DATABASE_URL"] = f"sqlite:///{folder / 'db.sqlite3'}"
    line = [sys.executable, *command]
    return subprocess.run(line, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False)  # noqa: S603 - our own program


@pytest.mark.parametrize(
    "codes", ["de,en", *(pytest.param(codes, marks=pytest.mark.long) for codes in ("fr", "pl,de,en"))]
)
def test_a_register_without_russian_shows_none(tmp_path: Path, codes: str) -> None:
    done = run(tmp_path, codes, "-m", "tests.languages.walk")
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    assert {address: status for address, status in found["statuses"].items() if status not in {200, 403}} == {}
    assert found["russian"] == {}
    assert any(address.startswith(f"/{codes[:2]}/cities/") for address in found["statuses"])

    more = f"{codes},it"
    lacking = run(tmp_path, more, "manage.py", "languages")
    assert re.search(r"^it  Italian: \d+ columns are missing", lacking.stdout, re.MULTILINE)
    assert lacking.returncode == 1
    added = run(tmp_path, more, "manage.py", "languages", "--add")
    assert "it  Italian: ready; the interface is in English" in added.stdout
    assert added.returncode == 0


def test_a_release_renews_the_texts_of_a_language_without_an_interface(tmp_path: Path) -> None:
    catalogue.stand_in("pl", tmp_path)
    made, note = (tmp_path / "pl" / "LC_MESSAGES" / name for name in ("django.mo", "django.made-of"))
    made.write_bytes(b"of an older release")
    catalogue.stand_in("pl", tmp_path)
    assert made.read_bytes() == b"of an older release", "what is right is not made again"
    note.write_text("of an older release", encoding="ascii")
    catalogue.stand_in("pl", tmp_path)
    assert b"Publish now" in made.read_bytes()
