"""What is restored is what was backed up, on either database and from one to the other."""

import hashlib
import json
import os
import zipfile
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import psycopg
import pytest
from axes.models import AccessAttempt
from django.apps import apps
from django.contrib.sessions.base_session import AbstractBaseSession
from django.core.management import call_command
from django.db import connection

from partnerships.backup import making, tables
from partnerships.backup.manifest import NAME
from partnerships.backup.tables import kept_models
from partnerships.models import CountedRequest
from tests.backup.installation import Installation, installation
from tests.database.earlier import models_at

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
#: Changed by a restore, so that no page of before is taken for one of after.
NUMBER = "rows/partnerships_registerversion.jsonl"


def parts(path: Path) -> dict[str, Any]:
    with zipfile.ZipFile(path) as archive:
        return json.loads(archive.read(NAME))["parts"]


def test_every_table_has_a_row_in_these_tests(backup: Path) -> None:
    found = parts(backup)
    assert [table for table in kept_models() if not found[f"rows/{table}.jsonl"]["rows"]] == []


def test_no_session_comes_back_that_was_ended_since() -> None:
    sessions = [model for model in apps.get_models() if issubclass(model, AbstractBaseSession)]
    assert sessions
    assert {model._meta.db_table for model in sessions} & kept_models().keys() == set()


def test_no_pause_and_no_request_for_a_password_comes_back() -> None:
    counted = [*apps.get_app_config("axes").get_models(), CountedRequest]
    assert {model._meta.db_table for model in counted} & kept_models().keys() == set()


def test_a_backup_that_holds_what_is_left_out_now_is_restored_without_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    AccessAttempt.objects.create(username="anna", failures_since_start=10)
    path = tmp_path / "before.zip"
    with monkeypatch.context() as patch:
        patch.setattr(making, "one_moment", nullcontext)  # the test is in a transaction of its own
        patch.setattr(tables, "LEFT_OUT", tables.LEFT_OUT - {"axes.AccessAttempt"})
        call_command("backup", str(path), verbosity=0)
    assert parts(path)["rows/axes_accessattempt.jsonl"]["rows"] == 1
    with installation("sqlite", tmp_path / "other") as new:
        new.succeed("restore", path)
        attempts = "__import__('axes.models').models.AccessAttempt.objects.count()"
        assert new.ask(attempts) == "0"


def test_a_register_goes_to_the_other_database_and_back(backup: Path, tmp_path: Path) -> None:
    first = parts(backup)
    other, own = ("postgresql", "sqlite") if connection.vendor == "sqlite" else ("sqlite", "postgresql")
    there, back = backup.with_name("there.zip"), backup.with_name("back.zip")

    with installation(other, tmp_path / "other") as new, installation(own, tmp_path / "own") as home:
        said = new.succeed("restore", backup)
        new.succeed("backup", there, BACKUP_PASSPHRASE="три слова и число 7")
        home.succeed("restore", there, BACKUP_PASSPHRASE="три слова и число 7")
        home.succeed("backup", back)
        checked = home.succeed("verify"), new.succeed("verify")
        # The sequences go on where the rows end: a new row finds its key free.
        home.succeed("staff", "anna", "--role", "editor")
        new.succeed("staff", "anna", "--role", "editor")

    last = parts(back)
    assert {name: part for name, part in first.items() if last[name] != part and name != "settings.env"}.keys() == {
        NUMBER,
        "rows/partnerships_guestlink.jsonl",  # they are ended
        "rows/partnerships_previewlink.jsonl",
    }
    assert first.keys() == last.keys()
    assert first[NUMBER]["rows"] == last[NUMBER]["rows"] == 1
    assert "Restored" in said
    assert all("in order" in text for text in checked)
    assert (tmp_path / "own" / "media").is_dir()
    assert not list((tmp_path / "own").glob("before-restore-*")), "there was nothing to keep"


def tables_of_others(home: Installation, said: str) -> None:
    """Do on PostgreSQL what another release or another program does; a file of SQLite is ours alone."""
    if connection.vendor == "postgresql":
        with psycopg.connect(home.address, autocommit=True) as server:
            server.execute(said)


def test_what_was_there_is_kept_and_old_rows_have_their_files_to_the_last(backup: Path, tmp_path: Path) -> None:
    with installation(connection.vendor, tmp_path / "own") as home:
        home.succeed("restore", backup)
        photo = next((tmp_path / "own" / "media").glob("photos/*/original.jpg"))
        before, extra = photo.read_bytes(), home.media / "documents" / "later" / "document"
        photo.write_bytes(b"damaged on the disk")
        extra.parent.mkdir(parents=True)
        extra.write_bytes(b"written since")
        os.utime(extra, (0, 0))  # a young one would stay as well
        home.succeed("staff", "anna", "--role", "editor")
        tables_of_others(home, "CREATE TABLE partnerships_of_a_newer_release (x int); CREATE TABLE townhall (x int)")

        refused = home.manage("restore", backup)
        said = home.succeed("restore", backup, "--no-input")

        assert "say --no-input" in refused.stderr
        assert "What was here before is kept" in said
        assert home.ask("User.objects.filter(username='anna').count()") == "0"
        (kept,) = (tmp_path / "own").glob("before-restore-*")
        assert (kept / "media" / "documents" / "later" / "document").read_bytes() == b"written since"
        assert (kept / "media" / photo.relative_to(home.media)).read_bytes() == b"damaged on the disk"
        assert photo.read_bytes() == before
        assert not extra.exists()
        tables_of_others(home, "CREATE TABLE partnerships_of_a_newer_release (x int); INSERT INTO townhall VALUES (1)")


def columns_at(migration: str) -> dict[str, set[str]]:
    """Return the columns of each table as they were after `migration`."""
    models = models_at(migration).get_models(include_auto_created=True)
    return {model._meta.db_table: {field.column for field in model._meta.local_concrete_fields} for model in models}


def test_a_backup_of_an_older_release_is_brought_forward_and_new_languages_begin_empty(
    backup: Path, tmp_path: Path
) -> None:
    older = backup.with_name("older.zip")
    with zipfile.ZipFile(backup) as new, zipfile.ZipFile(older, "w") as old:
        manifest = json.loads(new.read(NAME))
        manifest["migrations"] = [
            ["partnerships", "0045_vocabularies"] if app == "partnerships" else [app, name]
            for app, name in manifest["migrations"]
        ]
        columns = columns_at("0045_vocabularies")
        records = [json.loads(line) for line in new.read("rows/partnerships_record.jsonl").splitlines()]
        later = {row["id"] for row in records if f"partnerships_{row['kind']}" not in columns}
        for name, part in list(manifest["parts"].items()):
            content, table = new.read(name), name.removeprefix("rows/").removesuffix(".jsonl")
            if table.startswith("partnerships_"):
                if table not in columns:
                    del manifest["parts"][name]
                    continue
                rows = [json.loads(line) for line in content.splitlines()]
                key = "id" if table == "partnerships_record" else "record_id"
                rows = [row for row in rows if row.get(key) not in later]
                kept = [{key: value for key, value in row.items() if key in columns[table]} for row in rows]
                content = b"".join(json.dumps(row).encode() + b"\n" for row in kept)
                part.update(rows=len(kept), size=len(content), sha256=hashlib.sha256(content).hexdigest())
            old.writestr(name, content)
        old.writestr(NAME, json.dumps(manifest))

    with installation(connection.vendor, tmp_path / "own") as home:
        home.succeed("restore", older, LANGUAGES="ru,en,de")
        said = home.succeed("languages", LANGUAGES="ru,en,de")
        states = home.succeed("shell", "-v", "0", "-c", ASKED, LANGUAGES="ru,en,de").split()

    assert "de  German: ready" in said
    assert states == ["missing", "None", "True"]


ASKED = """
from partnerships.models import City
city = City.objects.order_by("pk").first()
print(city.translation, city.name_de, bool(city.name_ru))
"""


def test_a_restore_that_fails_changes_nothing(backup: Path, tmp_path: Path) -> None:
    with installation(connection.vendor, tmp_path / "own") as home:
        home.succeed("restore", backup)
        files = sorted(home.media.rglob("*"))
        home.succeed("staff", "anna", "--role", "editor")
        wrong = backup.with_name("wrong.zip")
        with zipfile.ZipFile(backup) as new, zipfile.ZipFile(wrong, "w") as old:
            manifest = json.loads(new.read(NAME))
            name = "rows/partnerships_city.jsonl"
            content = new.read(name).replace(b'"country_id": 1', b'"country_id": 987654321')
            manifest["parts"][name].update(size=len(content), sha256=hashlib.sha256(content).hexdigest())
            for other in manifest["parts"]:
                old.writestr(other, content if other == name else new.read(other))
            old.writestr(NAME, json.dumps(manifest))

        refused = home.manage("restore", wrong, "--no-input")

        assert refused.returncode == 1
        assert "Nothing was changed: the rows cannot be loaded" in refused.stderr
        assert home.ask("User.objects.filter(username='anna').count()") == "1"
        assert sorted(home.media.rglob("*")) == files
        assert [path.name for path in home.folder.iterdir() if "restor" in path.name] == [".restoring.lock"]
