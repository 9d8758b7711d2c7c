"""`manage.py verify` tells each fault in a line, and takes away only what nothing names."""

import os
import time
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from partnerships.history import revisions
from partnerships.models import City, Document, SearchRow

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


def verify(*options: str) -> list[str]:
    """Return what the command says; the last line is that of the error, if there is one."""
    out, last = StringIO(), []
    try:
        call_command("verify", *options, stdout=out)
    except CommandError as error:
        last = [str(error)]
    return [*out.getvalue().splitlines(), *last]


def stored(name: str, *, old: bool = True) -> str:
    found = default_storage.save(name, ContentFile(b"x"))
    if old:
        moment = time.time() - 7200
        os.utime(default_storage.path(found), (moment, moment))
    return found


def test_what_is_in_order_is_said_so(scan: Document) -> None:
    assert verify() == ["Database and files are in order."]


def test_a_missing_and_a_changed_file_are_named(scan: Document) -> None:
    path = Path(default_storage.path(scan.file.name))
    path.write_bytes(b"other bytes")
    assert verify() == [f"changed file: {scan.file.name} of partnerships_document {scan.pk}", "Faults found: 1."]
    path.unlink()
    assert verify() == [f"missing file: {scan.file.name} of partnerships_document {scan.pk}", "Faults found: 1."]


def test_only_what_nothing_names_goes_and_only_on_request(scan: Document) -> None:
    orphan, young = stored("documents/0123/document"), stored("documents/4567/document", old=False)
    record = scan.record
    with revisions.revision(by=None, reason="test"):
        scan.delete()
    moment = time.time() - 7200
    os.utime(default_storage.path(scan.file.name), (moment, moment))

    assert verify() == [f"file that nothing names: {orphan}", "Faults found: 1."]
    assert default_storage.exists(orphan)
    assert verify("--remove-orphans") == [f"removed: {orphan}", "Database and files are in order."]
    assert not default_storage.exists(orphan)
    assert default_storage.exists(young), "it may belong to a save that is going on"
    assert default_storage.exists(scan.file.name), f"the history brings it back to {record}"


def test_search_rows_and_references_are_compared(omsk: City) -> None:
    SearchRow.objects.filter(kind="city").delete()
    lines = verify()
    assert lines[0] == f"search rows out of date: city {omsk.pk}; manage.py reindex writes them anew"
    call_command("reindex", verbosity=0)
    assert verify() == ["Database and files are in order."]


@pytest.mark.one_database
def test_a_reference_to_nothing_is_named(omsk: City) -> None:
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        cursor.execute("UPDATE partnerships_city SET country_id = 999")
    try:
        assert f"broken reference: partnerships_city {omsk.pk}, country_id 999" in verify()
    finally:
        City._base_manager.update(country=omsk.country)


def test_a_database_that_is_not_in_step_is_told_first(monkeypatch: pytest.MonkeyPatch, omsk: City) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
    try:
        assert verify()[0] == "migration not applied: sessions 0001_initial"
    finally:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO django_migrations (app, name, applied) VALUES ('sessions', '0001_initial', '2026-01-01')"
            )
