"""What only the department reads moves nothing that others read: no byte, no date, no tag of a public answer."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.test import Client
from django.utils import timezone

from partnerships.history import revisions
from partnerships.models import (
    Agreement,
    AgreementAction,
    AnnualReport,
    ChecklistStep,
    City,
    Document,
    EstimateNorm,
    PaperTemplate,
    PublicChange,
    RegisterModel,
    RegisterVersion,
    ReportSection,
    ReportTarget,
    ReportText,
    TieStep,
    User,
    VocabularyTerm,
)
from partnerships.models.visibility import INTERNAL, PERSONAL
from partnerships.text.translated import text_columns
from tests.conftest import save
from tests.views.test_gate import body, public_paths, register  # noqa: F401 - the register full of marks

pytestmark = pytest.mark.django_db
#: Kept by the program itself: nobody writes them.
OWN = {"version", "created_at"}
HEADERS = ("ETag", "Last-Modified", "Content-Length", "Location")


def samples() -> dict[type[RegisterModel], Any]:
    """Return a row that readers see of every kind that has something internal."""
    found = {}
    for model in apps.get_app_config("partnerships").get_models():
        if issubclass(model, RegisterModel) and fields_of(model):
            rows: Any = model._base_manager.order_by("pk")
            if hasattr(model.objects, "public"):
                rows = model.objects.public().order_by("pk")
            found[model] = rows.first()
    missing = [model.__name__ for model, row in found.items() if row is None]
    assert missing == [], missing
    return found


def fields_of(model: type[models.Model]) -> list[models.Field]:
    """Return the columns that only the department reads, of those in several languages the first."""
    bases = [base.__name__ for base in model.__mro__]
    names = {name for kept in (INTERNAL, PERSONAL) for base in bases for name in kept.get(base, ())} - OWN
    columns = {*names, *(text_columns(name)[0] for name in names)}
    return [field for field in model._meta.concrete_fields if field.name in columns]


def another(field: Any, row: Any) -> Any:
    """Return a value that `row` does not have in `field`."""
    now = getattr(row, field.attname)
    if field.choices:
        return next(value for value, _label in field.flatchoices if value != now)
    if field.is_relation:
        return field.related_model._base_manager.exclude(pk=now).first()
    if isinstance(field, models.DateTimeField):
        return timezone.now() - timedelta(days=400)
    if isinstance(field, models.DateField):
        return date(2031, 5, 6)
    if isinstance(field, models.BooleanField):
        return not now
    if isinstance(field, models.JSONField):
        return {**(now or {}), "ZXR": "ZXR"}
    if isinstance(field, models.DecimalField):
        return (now or 0) + 1
    if isinstance(field, models.IntegerField):
        return 1 if now != 1 else 3  # a month that has every day
    return f"ZXR {now or ''}"[: field.max_length]


def answers(client: Client) -> dict[str, tuple[Any, ...]]:
    found = {}
    for path in [
        *public_paths(),
        "/api/v1/events?cursor=",
        "/api/v1/cities?lang=all",
        "/ru/cities.csv",
        "/ru/events.json",
    ]:
        response: Any = client.get(path)
        said = re.sub(rb'name="stamp" value="[^"]+"', b"", body(response))  # of a form, new each time it is opened
        found[path] = (response.status_code, said, *(response.headers.get(name) for name in HEADERS))
    return found


@pytest.mark.one_database
def test_no_internal_field_moves_anything_public(register: Any, client: Client) -> None:  # noqa: F811 - the fixture
    User.objects.create_user("responsible", is_staff=True)
    with time_machine.travel(timezone.now(), tick=False):
        save(TieStep(city=City.objects.public().get(), kind="on_hold", reason_ru="Письмо"))
        (signed,) = Agreement.objects.public()
        file = {
            "file": "documents/x/document",
            "sha256": "0" * 64,
            "media_type": "application/pdf",
            "size": 10,
            "name": "text.pdf",
        }
        save(Document(record=signed, title_ru="Текст", access="public", **file))
        save(AgreementAction(agreement=signed, kind="prolonged", date="2020"))
        for begun in (VocabularyTerm, ChecklistStep):  # what the register begins with has no version before it is saved
            save(begun.objects.earliest("pk"))
        # each kind of section is there once
        revisions.delete(ReportSection.objects.exclude(kind="highlights"), by=None, reason="test")
        save(ReportSection.objects.first() or ReportSection(kind="highlights"))
        report = save(AnnualReport(begins=date(2025, 1, 1), ends=date(2031, 12, 31)))
        save(AnnualReport(begins=date(2024, 1, 1), ends=date(2024, 12, 31)))
        save(ReportText(report=report, section="highlights", text_ru="Год"))
        save(ReportTarget(report=report, figure="delegations", planned=3))
        save(EstimateNorm(name="Обед", rate=100))
        save(PaperTemplate(paper="programme", language="en"))
        rows, written, moved = samples(), 0, []
        PublicChange.objects.update(changed_at=timezone.now() - timedelta(days=3))
        RegisterVersion.objects.update(public_changed_at=timezone.now() - timedelta(days=3))
        told = answers(client)
        for model, row in rows.items():
            for field in fields_of(model):
                fresh = model._base_manager.get(pk=row.pk)
                value = another(field, fresh)
                at = RegisterVersion.objects.get().public_changed_at
                try:
                    with transaction.atomic():
                        revisions.update([fresh], by=None, reason="test", **{field.name: value})
                except IntegrityError:  # the row is not without it, or has it with another field
                    continue
                written += 1
                if RegisterVersion.objects.get().public_changed_at != at:
                    moved.append(f"{model.__name__}.{field.name}")
        now = answers(client)
    assert moved == []
    assert [path for path, answer in now.items() if answer != told[path]] == []
    assert written > 200
    assert sum(answer[0] == 200 for answer in told.values()) > 60
