"""What is damaged, cut short, too new or of other languages is refused in one line, and nothing is touched."""

import json
import random
import zipfile
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from partnerships.backup.manifest import FORMAT, NAME
from partnerships.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def somebody(db: None) -> None:
    """Let there be something that a restore would replace."""
    User.objects.create_user("somebody")


def refusal(path: Path) -> str:
    """Return the one line with which `path` is refused; the register is what it was."""
    before = User.objects.count()
    with pytest.raises(CommandError) as refused:
        call_command("restore", str(path), "--no-input", verbosity=0, stdout=StringIO())
    text = str(refused.value)
    assert text.startswith("Nothing was changed: ")
    assert "\n" not in text
    assert User.objects.count() == before > 0
    return text


def rewritten(path: Path, change: Callable[[dict[str, Any]], None], more: tuple[str, ...] = ()) -> Path:
    """Return a copy of the backup whose manifest was changed, and which holds `more`."""
    copy = path.with_name("other.zip")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(copy, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == NAME:
                manifest = json.loads(content)
                change(manifest)
                content = json.dumps(manifest).encode()
            new.writestr(entry.filename, content)
        for name in more:
            new.writestr(name, b"x")
    return copy


def test_a_byte_that_turned_is_found_wherever_it_is(backup: Path) -> None:
    content = backup.read_bytes()
    with zipfile.ZipFile(backup) as archive:
        inside = [entry for entry in archive.infolist() if entry.compress_size > 200]
    chance = random.Random(19)
    other = backup.with_name("turned.zip")
    for entry in chance.sample(inside, 12):
        place = entry.header_offset + 30 + len(entry.filename) + 20 + chance.randrange(entry.compress_size - 20)
        other.write_bytes(content[:place] + bytes([content[place] ^ 0x55]) + content[place + 1 :])
        assert "damaged" in refusal(other)


def test_a_file_that_is_cut_short_or_something_else_is_no_backup(backup: Path) -> None:
    content, other = backup.read_bytes(), backup.with_name("cut.zip")
    for length in (0, 1, 1000, len(content) // 2, len(content) - 1):
        other.write_bytes(content[:length])
        assert "damaged or cut short" in refusal(other)
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("photo.jpg", b"x")
    assert "no manifest" in refusal(other)
    assert "No such file" in refusal(backup.with_name("nothing.zip"))
    assert "Is a directory" in refusal(backup.parent)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda found: found.update(format=FORMAT + 1), "newer release"),
        (lambda found: found["migrations"].append(["partnerships", "0999_of_tomorrow"]), "install that one or a later"),
        (lambda found: found.update(languages=["ru", "en", "de", "kk"]), "set LANGUAGES=ru,en,de,kk"),
        (lambda found: found["parts"].popitem(), "not what its manifest says"),
        (lambda found: found.pop("languages"), "manifest of the backup cannot be read"),
        (lambda found: found["parts"]["rows/partnerships_city.jsonl"].update(rows=2), "damaged"),
        (lambda found: found["parts"]["rows/partnerships_city.jsonl"].update(sha256="0" * 64), "damaged"),
    ],
)
def test_what_this_installation_cannot_take_is_said(backup: Path, change: Any, words: str) -> None:
    assert words in refusal(rewritten(backup, change))


@pytest.mark.parametrize("name", ["../outside", "/etc/outside", "media/../../outside", "media\\..\\outside"])
def test_no_file_leaves_the_folder(backup: Path, name: str) -> None:
    def name_it(manifest: dict[str, Any]) -> None:
        manifest["parts"][name] = {
            "size": 1,
            "sha256": "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881",
        }

    assert "not what its manifest says" in refusal(rewritten(backup, name_it, (name,)))


def test_an_installation_that_holds_something_is_not_replaced_unasked(backup: Path) -> None:
    with pytest.raises(CommandError, match="say --no-input"):
        call_command("restore", str(backup), verbosity=0, stdout=StringIO())
