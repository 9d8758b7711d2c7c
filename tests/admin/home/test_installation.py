"""The page that tells an administrator how the installation is."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from partnerships.models import RegularTask
from tests.admin.screens.test_user import browser
from tests.staff.test_rights import person

pytestmark = pytest.mark.django_db


def rows(client: Client) -> list[str]:
    page = client.get("/admin/installation/").content.decode()
    table = page[page.index('class="installation"') :]
    return table[: table.index("</table>")].split("<tr")[1:]


def row(client: Client, name: str) -> str:
    return next(text for text in rows(client) if f">{name}</th>" in text)


def test_only_who_looks_after_accounts_sees_it() -> None:
    assert browser(person("head")).get("/admin/installation/").status_code == 403
    assert "/admin/installation/" not in browser(person("editor")).get("/admin/").content.decode()
    assert "/admin/installation/" in browser(person("administrator")).get("/admin/").content.decode()


def test_it_tells_release_disk_and_that_no_backup_was_made_yet(office: Client, settings: Any) -> None:
    assert "0.1.0" in row(office, "Выпуск")
    assert "ГБ" in row(office, "Диск")
    assert "ещё не было" in row(office, "Последняя резервная копия")
    assert 'class="wrong"' in row(office, "Последняя резервная копия")
    assert "0.1.0" in office.get("/admin/").content.decode()


def test_what_was_done_in_time_is_right_and_what_failed_is_named(office: Client) -> None:
    with RegularTask.objects.noted("backup"):
        pass
    with pytest.raises(OSError, match="full"), RegularTask.objects.noted("open data"):
        raise OSError("the disk is full")
    assert 'class="wrong"' not in row(office, "Последняя резервная копия")
    assert "open data: the disk is full" in row(office, "Не удалось")
    RegularTask.objects.filter(name="backup").update(done_at=timezone.now() - timedelta(days=2))
    assert 'class="wrong"' in row(office, "Последняя резервная копия")


def test_the_page_asks_as_much_whatever_it_finds(office: Client, django_assert_num_queries: Any) -> None:
    office.get("/admin/installation/")
    with django_assert_num_queries(7):
        office.get("/admin/installation/")


def test_it_says_whether_backups_are_encrypted(office: Client, settings: Any) -> None:
    settings.BACKUP_PASSPHRASE = ""
    assert "выключено" in row(office, "Шифрование резервных копий")
    settings.BACKUP_PASSPHRASE = "three words or more"
    assert "включено" in row(office, "Шифрование резервных копий")
