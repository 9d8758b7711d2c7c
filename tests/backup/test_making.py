"""A backup is whole, of one moment, and its owner's alone."""

import fcntl
import json
import os
import stat
import threading
import zipfile
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from partnerships.backup import making
from partnerships.backup.archive import _decrypt, _encrypted, new_archive, opened_archive
from partnerships.models import City, Document, User
from tests.backup.installation import installation
from tests.backup.test_refusals import refusal
from tests.conftest import save

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


def test_the_owner_alone_reads_it(folder: Path, scan: Document) -> None:
    out = StringIO()
    call_command("backup", str(folder), stdout=out)
    (path,) = folder.iterdir()
    assert path.name.startswith("register-")
    assert str(path) in out.getvalue()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_settings_are_inside_without_the_secrets(folder: Path, tmp_path: Path) -> None:
    secrets = {
        "SECRET_KEY": "the-secret-of-sessions-0123456789-0123456789-0123456789-abcdef",
        "MAIL_PASSWORD": "the-secret-of-the-post",
        "CACHE_URL": "redis://:the-secret-of-pages@127.0.0.1:1/0",
    }
    with installation(connection.vendor, tmp_path / "own") as home:
        home.succeed("migrate", "-v", "0")
        home.succeed("backup", folder / "register.zip", MAIL_HOST="post.example.org", MAIL_USER="register", **secrets)
    with zipfile.ZipFile(folder / "register.zip") as archive:
        given = archive.read("settings.env").decode()
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert "MAIL_HOST=post.example.org\n" in given
    assert f"DATA_DIR={tmp_path / 'own'}\n" in given
    assert b"the-secret-of" not in everything


def test_a_file_is_never_written_over_and_a_failure_leaves_none(
    folder: Path, scan: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = folder / "register.zip"
    call_command("backup", str(backup), verbosity=0)
    before = backup.read_bytes()
    with pytest.raises(CommandError, match="there already"):
        call_command("backup", str(backup))
    assert backup.read_bytes() == before
    with pytest.raises(CommandError, match="No such file"):
        call_command("backup", str(backup.parent / "no folder" / "x.zip"))

    def full_disk(*args: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(making, "_write_settings", full_disk)
    with pytest.raises(CommandError, match="No space left on device"):
        call_command("backup", str(backup.parent / "second.zip"))
    assert list(backup.parent.iterdir()) == [backup]


@pytest.mark.parametrize("passphrase", ["", "three words or more"])
def test_people_save_meanwhile_and_the_backup_is_of_one_moment(
    folder: Path, scan: Document, monkeypatch: pytest.MonkeyPatch, settings: Any, passphrase: str
) -> None:
    settings.BACKUP_PASSPHRASE = passphrase
    city = City.objects.order_by("pk").first()
    assert city is not None
    plain_lines, saved = making.lines, []

    def somebody_saves() -> None:
        city.internal_note = "written while the backup was made"
        save(city)
        saved.append(city.version)
        connection.close()

    def slow_lines(model: Any, hidden: Any) -> Any:
        if model is City and not saved:
            thread = threading.Thread(target=somebody_saves)
            thread.start()
            thread.join(timeout=30)
        return plain_lines(model, hidden)

    monkeypatch.setattr(making, "lines", slow_lines)
    path = folder / "register.zip"
    call_command("backup", str(path), verbosity=0)

    assert saved, "the save had to wait for the backup"
    assert City.objects.get(pk=city.pk).internal_note
    with opened_archive(path, passphrase, folder) as archive:
        assert str(city.slug).encode() in archive.read("rows/partnerships_city.jsonl")
        assert b"written while" not in archive.read("rows/partnerships_city.jsonl")
        assert b"written while" not in archive.read("rows/reversion_version.jsonl")


def test_a_file_removed_meanwhile_is_in_the_backup(
    folder: Path, scan: Document, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    media = Path(settings.MEDIA_ROOT)
    photo = media / scan.file.name
    content, plain_lines = photo.read_bytes(), making.lines

    def lines(model: Any, hidden: Any) -> Any:
        photo.unlink(missing_ok=True)
        return plain_lines(model, hidden)

    monkeypatch.setattr(making, "lines", lines)
    path = folder / "register.zip"
    call_command("backup", str(path), verbosity=0)
    with zipfile.ZipFile(path) as archive:
        assert archive.read(f"media/{photo.relative_to(media)}") == content


def test_a_row_without_its_file_is_told_and_the_backup_made(folder: Path, scan: Document) -> None:
    Document._base_manager.filter(pk=scan.pk).update(file="documents/gone/document")
    errors = StringIO()
    call_command("backup", str(folder / "register.zip"), verbosity=0, stderr=errors)
    assert "documents/gone/document" in errors.getvalue()


def test_an_encrypted_backup_needs_its_passphrase(folder: Path, scan: Document, settings: Any) -> None:
    User.objects.create_user("somebody")
    path = folder / "sealed.zip"
    settings.BACKUP_PASSPHRASE = "the right words"
    call_command("backup", str(path), verbosity=0)
    assert b"jsonl" not in path.read_bytes()
    call_command("restore", str(path), "--check", verbosity=0, stdout=StringIO())
    settings.BACKUP_PASSPHRASE = "other words"
    assert "not the passphrase" in refusal(path)
    settings.BACKUP_PASSPHRASE = ""
    assert "BACKUP_PASSPHRASE" in refusal(path)
    settings.BACKUP_PASSPHRASE = "the right words"
    content = path.read_bytes()
    path.write_bytes(content[:2000] + bytes([content[2000] ^ 1]) + content[2001:])
    assert "damaged" in refusal(path)


class FullDisk(BytesIO):
    """A file on a disk with room for 100 KB."""

    def write(self, content: Any) -> int:
        if self.tell() + len(content) > 100_000:
            raise OSError(28, "No space left on device")
        return super().write(content)


def test_a_full_disk_is_told_as_such_by_an_encrypted_backup(folder: Path) -> None:
    with pytest.raises(OSError, match="No space left"), _encrypted(FullDisk(), "some words") as archive:
        archive.writestr("photo.jpg", os.urandom(3_000_000))
    path = folder / "sealed.zip"
    with new_archive(path, "some words") as archive:
        archive.writestr("photo.jpg", os.urandom(3_000_000))
    with zipfile.ZipFile(path) as outer, pytest.raises(OSError, match="No space left"):
        _decrypt(outer, "some words", Path("/dev/full"))


def test_a_language_that_the_site_does_not_speak_any_more_is_in_the_backup_where_it_has_texts(
    folder: Path, tmp_path: Path
) -> None:
    with installation(connection.vendor, tmp_path / "own") as home:
        home.succeed("migrate", "-v", "0", LANGUAGES="ru,en,pl")
        home.succeed("backup", folder / "empty.zip", LANGUAGES="ru,en")
        assert languages_of(folder / "empty.zip") == ["ru", "en"], "columns without a text ask for nothing"
        named = "from tests.conftest import save; from partnerships.models import CountryGroup"
        named += "; save(CountryGroup(slug='k', name_ru='К', name_pl='Kraje'))"
        home.succeed("shell", "-v", "0", "-c", named, LANGUAGES="ru,en,pl")
        home.succeed("backup", folder / "whole.zip", LANGUAGES="ru,en")
        assert languages_of(folder / "whole.zip") == ["ru", "en", "pl"]
        told = home.succeed("languages", LANGUAGES="ru,en")
        assert "pl  Polish: in the database, not on the site" in told
    with installation(connection.vendor, tmp_path / "other") as new:
        refused = new.manage("restore", folder / "whole.zip", "--no-input", LANGUAGES="ru,en")
        assert "the backup also holds texts in pl; set LANGUAGES=ru,en,pl" in refused.stderr
        new.succeed("restore", folder / "whole.zip", "--no-input", LANGUAGES="ru,en,pl")
        read = "from partnerships.models import CountryGroup; print(CountryGroup.objects.get(slug='k').name_pl)"
        assert new.succeed("shell", "-v", "0", "-c", read, LANGUAGES="ru,en,pl").strip() == "Kraje"
        new.succeed("backup", folder / "again.zip", LANGUAGES="ru,en")
    with zipfile.ZipFile(folder / "whole.zip") as first, zipfile.ZipFile(folder / "again.zip") as second:
        rows = "rows/partnerships_countrygroup.jsonl"
        assert first.read(rows) == second.read(rows)


def languages_of(path: Path) -> object:
    with zipfile.ZipFile(path) as archive:
        return json.loads(archive.read("manifest.json"))["languages"]


def test_what_a_killed_backup_left_is_removed_and_one_at_work_is_not(
    folder: Path, scan: Document, settings: Any
) -> None:
    held = Path(settings.MEDIA_ROOT).parent / ".backup-killed"
    (held / "documents").mkdir(parents=True)
    killed, writing = folder / ".old.zip.12.partial", folder / ".other.zip.13.partial"
    killed.write_bytes(b"PK")
    with writing.open("wb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        call_command("backup", str(folder / "register.zip"), verbosity=0)
    assert {path.name for path in folder.iterdir()} == {"register.zip", writing.name}
    assert not held.exists()
    with (Path(settings.MEDIA_ROOT).parent / ".backup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(CommandError, match="another backup is being made"):
            call_command("backup", str(folder / "second.zip"), verbosity=0)
