"""What older releases wrote into the comment of a revision is read, restored and parted again after the migration."""

import json
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.utils import translation
from reversion.models import Revision

from partnerships.admin.history.sentences import sentences_of
from partnerships.history import merging, restoring, revisions
from partnerships.history.reasons import fact
from partnerships.history.revision_steps import ApprovalStep, Edit, Merge, Remark, read_steps, write_steps
from partnerships.models import City, Country, Event, User
from tests.conftest import save

migration: Any = import_module("partnerships.migrations.0035_steps_of_revisions")
EDITOR: Any = SimpleNamespace(connection=connection)


def rewritten(comment: str) -> str:
    """Return `comment`, of an older release, as the migration leaves it."""
    return json.dumps(migration.steps_of(comment, lambda _kept, _gone: "city"), ensure_ascii=False)


def read(comment: str) -> tuple[str, str]:
    said = []
    for language in ("ru", "en"):
        with translation.override(language):
            said.append(sentences_of(comment))
    return said[0], said[1]


OLDER = [
    ("Состоялось: Приём", "Состоялось: Приём.", "Done: Приём."),
    ("Took place: Приём", "Состоялось: Приём.", "Done: Приём."),
    ("Отметка «состоялось» снята: Приём", "Отметка «Состоялось» снята: Приём.", "No longer done: Приём."),
    ("Скопировано с «Омск»", "Скопировано с «Омск»", "Copied from “Омск”."),
    (
        "Загружено из файла «a.xlsx»: новых — 2, изменено — 1",
        "Загружено из файла «a.xlsx»: новых — 2, изменено — 1.",
        "Imported from “a.xlsx”: 2 new, 1 changed.",
    ),
    ("Свои слова", "Свои слова.", "Свои слова."),
    ("2026", "2026.", "2026."),
    ("", "", ""),
    ('[{"added": {}}]', "Добавлено.", "Added."),
    (
        '[{"changed": {"fields": ["Title (in Russian)"]}}, {"step": {"name": "return", "comment": "Нет даты"}}]',
        "Изменено «название (на русском)». Возвращено: «Нет даты».",
        "Changed “title (in Russian)”. Returned: “Нет даты”.",
    ),
    (
        '[{"added": {"name": "figure", "object": "visitors: 120"}}]',
        "Добавлено: показатель «посетители: 120».",
        "Added figure “visitors: 120”.",
    ),
    (
        '[{"added": {"name": "figure", "object": {"ru": "гости: 3", "en": "guests: 3"}}}]',
        "Добавлено: показатель «гости: 3».",
        "Added figure “guests: 3”.",
    ),
    (
        '[{"said": "Imported"}, {"step": {"name": "again", "comment": "Приём"}}]',
        "Imported. Снова передано руководителю: Приём.",
        "Imported. Handed to the head again: Приём.",
    ),
    ('[{"told": {"text": "Back from the bin", "values": {}}}]', "Возвращено из корзины.", "Back from the bin."),
]


@pytest.mark.parametrize(("comment", "russian", "english"), OLDER)
def test_an_older_comment_reads_as_it_did(comment: str, russian: str, english: str) -> None:
    assert read(rewritten(comment)) == (russian, english)


@pytest.mark.parametrize("comment", [row[0] for row in OLDER])
def test_the_release_before_reads_what_the_migration_hands_back(comment: str) -> None:
    steps = rewritten(comment)
    assert rewritten(migration.older(json.loads(steps))) == steps


def test_each_kind_of_step_is_read_as_it_was_written() -> None:
    steps = [
        Remark(words="“Слова”"),
        fact("Copied from “%(name)s”", name="Омск"),
        Edit(action="changed", kind="figure", name={"ru": "гости: 3", "en": "guests: 3"}, fields=["Value"]),
        ApprovalStep(name="return", comment="Нет даты"),
        Merge(kind="city", kept=1, gone=2, kept_name="Омск", gone_name="Омскъ"),
    ]
    assert read_steps(write_steps(steps)) == steps
    assert read_steps("written by other hands") == [Remark(words="written by other hands")]


@pytest.mark.django_db
def test_a_record_from_before_comes_back_and_a_merge_from_before_is_undone(
    omsk: City, country: Country, clerk: User
) -> None:
    twin = save(City(slug="omskk", name_ru="Омскъ", name_en="Omsk", country=country, tie="contact"))
    event = save(Event(slug="e", title_ru="Было", form="meeting"), cities=[twin])
    first = revisions.history(event).latest("pk")
    revisions.update([event], by=clerk, reason="x", title_ru="Стало")
    done = {"kept": omsk.pk, "gone": twin.pk, "name": "Омск", "object": "Омскъ"}
    merging.merge(omsk, twin, taken=set(), by=clerk)
    migration.to_sentences(apps, EDITOR)
    done["moved"] = {"event.cities": {}, "record.cities": {"moved": [event.pk]}}
    Revision.objects.filter(pk=first.revision_id).update(comment="Состоялось: Приём")
    Revision.objects.filter(comment__contains='"merged"').update(comment=json.dumps([{"merged": done}]))  # no kind yet

    migration.to_steps(apps, EDITOR)

    gone = restoring.deleted(City).get()
    assert read(gone.revision.comment)[1] == "Merged: “Омскъ” went into “Омск”."
    assert merging.undo(gone, by=clerk, reason="apart") == []
    assert event.cities.get().slug == "omskk"
    first.refresh_from_db()
    assert read(first.revision.comment)[1] == "Done: Приём."
    assert restoring.restore(first, by=clerk, reason="back") == []
    assert Event.objects.get().title_ru == "Было"
