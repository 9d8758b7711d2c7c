"""A restore loses nothing that was there: files without their database, keys, saves, what a full disk stops."""

import os
import signal
import sqlite3
import time
from contextlib import closing
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.db import connection
from reversion.models import Revision, Version

from partnerships.backup import ended, loading, restoring, staging
from partnerships.backup.keys import last_keys, reserve_keys
from partnerships.backup.refusal import BackupRefused
from partnerships.models import City, RegisterVersion, Subscription, User
from tests.backup.installation import installation
from tests.backup.test_refusals import rewritten
from tests.conftest import save

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def lone_file(media: Path, content: bytes, *, old: bool) -> Path:
    """Write a file that no row of the backup names."""
    path = media / "documents" / ("old" if old else "young") / "document"
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    if old:
        os.utime(path, (time.time() - 7200,) * 2)
    return path


def test_files_whose_database_was_lost_are_kept_and_asked_about(backup: Path, tmp_path: Path) -> None:
    with installation(connection.vendor, tmp_path / "own") as home:
        old, young = (lone_file(home.media, b"newer than the backup", old=old) for old in (True, False))

        refused = home.manage("restore", backup)
        assert "say --no-input" in refused.stderr
        assert old.read_bytes() == b"newer than the backup"
        said = home.succeed("restore", backup, "--no-input")

        (kept,) = home.folder.glob("before-restore-*")
        assert str(kept) in said
        for path in (old, young):
            assert (kept / "media" / path.relative_to(home.media)).read_bytes() == b"newer than the backup"
        assert not old.exists()
        assert young.exists(), "it may belong to a save that is going on"


def test_a_key_that_was_given_out_is_not_given_again(backup: Path, tmp_path: Path) -> None:
    later = rewritten(backup, lambda found: found["last_keys"].update(partnerships_user=777))
    with installation(connection.vendor, tmp_path / "own") as home:
        home.succeed("restore", later)
        home.succeed("staff", "anna", "--role", "editor")
        links = "GuestLink.objects.not_revoked().count(), PreviewLink.objects.filter(revoked_at=None).count()"
        found = home.ask(f"User.objects.get(username='anna').pk, {links}, Subscription.objects.count()")
        assert found == "778 0 0 1", "a restore opens no link again, and an empty installation knows of nobody who left"


def test_whoever_has_left_since_the_backup_stays_out(tmp_path: Path) -> None:
    RegisterVersion.objects.create()
    rows = [Subscription(mailbox=f"{name}@school.example", language="ru") for name in ("anna", "boris")]
    for row in rows:
        row.save()
    Subscription.objects.get(pk=rows[1].pk).delete()
    ended.note_running(tmp_path)
    rows[1].save(force_insert=True)  # as the backup has him
    unknown = Subscription.objects.create(pk=rows[1].pk + 1, mailbox="clara@school.example", language="ru")
    ended.end_again(tmp_path)
    assert set(Subscription.objects.all()) == {rows[0], unknown}


def test_the_numbers_of_another_register_tell_nothing_of_who_has_left(tmp_path: Path) -> None:
    reader = Subscription.objects.create(mailbox="anna@school.example", language="ru")
    RegisterVersion.objects.create()
    Subscription.objects.all().delete()
    ended.note_running(tmp_path)  # a machine that was set up anew, and had a reader who never confirmed
    RegisterVersion.objects.update(identity=uuid4())
    reader.save(force_insert=True)  # as the backup has her
    ended.end_again(tmp_path)
    assert Subscription.objects.get() == reader


def test_accounts_that_open_again_are_named() -> None:
    User.objects.create_user("gone", is_active=False)
    User.objects.create_user("here")
    closed = ended.closed_accounts()
    assert closed == ["gone"]
    assert ended.opened_again(closed) == []
    User.objects.update(is_active=True)
    assert ended.opened_again(closed) == ["gone"]


def test_the_history_tells_the_keys_of_an_older_backup(omsk: City) -> None:
    last = last_keys()["partnerships_city"]
    assert last >= omsk.pk
    for key in (str(last + 50), "no number"):
        Version.objects.create(
            revision=Revision.objects.create(date_created="2024-02-29T12:00:00Z"),
            content_type=ContentType.objects.get_for_model(City),
            object_id=key,
            db="default",
            format="json",
            serialized_data="[]",
        )
    reserve_keys({})
    assert last_keys()["partnerships_city"] == last + 50
    reserve_keys({"partnerships_city": 1})
    assert save(City(slug="tver", country=omsk.country, name_ru="Тверь")).pk == last + 51


def test_rows_are_never_loaded_into_the_live_database(tmp_path: Path) -> None:
    with pytest.raises(BackupRefused, match="not empty" if connection.vendor == "sqlite" else "no pooler"):
        loading.load_backup(tmp_path, 0)


def test_what_fails_after_the_exchange_is_told_as_it_is(backup: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    User.objects.create_user("somebody")

    def full_disk(*args: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(restoring, "_load", lambda folder: None)
    monkeypatch.setattr(staging, "take_place", lambda folder, kept: "schema before_restore")
    monkeypatch.setattr(restoring.Files, "lay_aside", full_disk)
    with pytest.raises(CommandError) as told:
        call_command("restore", str(backup), "--no-input", verbosity=0, stdout=StringIO())
    assert str(told.value).startswith("The backup is restored, but")
    assert "No space left on device" in str(told.value)
    assert "schema before_restore" in str(told.value)


def test_whoever_presses_ctrl_c_at_the_exchange_comes_too_late(backup: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def pressed(folder: Path, kept: Path) -> str:
        os.kill(os.getpid(), signal.SIGINT)
        return "schema before_restore"

    monkeypatch.setattr(restoring, "_load", lambda folder: None)
    monkeypatch.setattr(staging, "take_place", pressed)
    out, before = StringIO(), signal.signal(signal.SIGINT, signal.default_int_handler)  # a worker of tests ignores it
    try:
        call_command("restore", str(backup), "--no-input", verbosity=0, stdout=out)
        assert "Restored" in out.getvalue()
        with pytest.raises(KeyboardInterrupt):  # from then on it counts again
            os.kill(os.getpid(), signal.SIGINT)
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.fixture
def live(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A live file of SQLite with one row."""
    path = tmp_path / "live" / "db.sqlite3"
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as database:
        database.executescript("PRAGMA journal_mode = WAL; CREATE TABLE t (x); INSERT INTO t VALUES ('live')")
    named = SimpleNamespace(vendor="sqlite", settings_dict={"NAME": str(path)}, close=lambda: None)
    monkeypatch.setattr(staging, "connection", named)
    return path


def rows(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as database:
        return [x for (x,) in database.execute("SELECT x FROM t ORDER BY rowid")]


def staged(tmp_path: Path) -> Path:
    with closing(sqlite3.connect(tmp_path / staging.DATABASE_FILE)) as database:
        database.executescript("CREATE TABLE t (x); INSERT INTO t VALUES ('restored')")
    return tmp_path


@pytest.mark.one_database
def test_a_full_disk_is_no_damaged_database(live: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(*state: int) -> None:
        sqlite3.connect(tmp_path / "kept" / staging.DATABASE_FILE).execute("CREATE TABLE begun (x)")
        with closing(sqlite3.connect(":memory:")) as small:
            small.executescript("PRAGMA max_page_count = 2; CREATE TABLE t (x)")
            small.execute("INSERT INTO t VALUES (zeroblob(100000))")

    monkeypatch.setattr(staging, "_keeping", lambda live, kept: full_disk)
    with pytest.raises(BackupRefused, match="database or disk is full"):
        staging.take_place(staged(tmp_path), tmp_path / "kept")
    assert rows(live) == ["live"]
    assert not (tmp_path / "kept").exists()


def save_at_once(live: Path, text: str) -> None:
    with closing(sqlite3.connect(live, timeout=0)) as other, other:
        other.execute("INSERT INTO t VALUES (?)", [text])


@pytest.mark.one_database
def test_what_is_saved_last_is_kept_and_nothing_is_saved_after_that(
    live: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeping, refused = staging._keeping, []

    def watched(live: Path, kept: Path) -> Any:
        keep = keeping(live, kept)

        def progress(status: int, left: int, whole: int) -> None:
            keep(status, left, whole)
            if left:
                with pytest.raises(sqlite3.OperationalError, match="locked"):
                    save_at_once(live, "too late")
                refused.append(left)

        save_at_once(live, "at the last moment")
        return progress

    monkeypatch.setattr(staging, "_keeping", watched)
    staging.take_place(staged(tmp_path), tmp_path / "kept")
    assert rows(tmp_path / "kept" / staging.DATABASE_FILE) == ["live", "at the last moment"]
    assert refused
    assert rows(live) == ["restored"]


@pytest.mark.one_database
def test_who_saves_without_end_is_not_waited_for(live: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staging, "PATIENCE", 0)
    monkeypatch.setattr(staging, "BUSY_FOR", 0)
    folder = staged(tmp_path)
    with closing(sqlite3.connect(live)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        with pytest.raises(BackupRefused, match="saving all the time"):
            staging.take_place(folder, tmp_path / "kept")
    assert rows(live) == ["live"]


@pytest.mark.one_database
def test_room_is_asked_for_the_databases_as_well(live: Path) -> None:
    assert staging.room_needed(1000) == 4000 + live.stat().st_size


@pytest.mark.one_database
def test_a_damaged_database_is_told_and_restored_over(backup: Path, tmp_path: Path) -> None:
    with installation("sqlite", tmp_path / "own") as home:
        noise = os.urandom(20_000)
        (home.folder / "db.sqlite3").write_bytes(noise)

        told = home.manage("verify")
        checked = home.succeed("restore", backup, "--check")
        home.succeed("restore", backup, "--no-input")

        assert told.returncode == 1
        assert told.stdout.splitlines() == ["the database does not answer: file is not a database"]
        assert "Traceback" not in told.stderr
        assert "is whole and fits" in checked
        (kept,) = home.folder.glob("before-restore-*")
        assert (kept / "db.sqlite3").read_bytes() == noise
        assert "in order" in home.succeed("verify")
