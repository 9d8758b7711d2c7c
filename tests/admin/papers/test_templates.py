"""The department's templates: checked whenever the file or the paper is another, and called by their paper."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.translation import override

from partnerships.models import PaperTemplate
from tests.admin.forms.filled_form import filled
from tests.papers.test_checking import template

pytestmark = pytest.mark.django_db

ADD = "/admin/partnerships/papertemplate/add/"


@pytest.fixture
def kept(office: Client) -> PaperTemplate:
    """A template of the programme, whose tags no greeting has."""
    file = SimpleUploadedFile("own.docx", template("{{ title }} {{ size }}"))
    office.post(ADD, filled(office, ADD, paper="delegation-list-two", language="ru", file=file))
    return PaperTemplate.objects.get()


def change(kept: PaperTemplate) -> str:
    return f"/admin/partnerships/papertemplate/{kept.pk}/change/"


def test_a_template_of_another_paper_is_checked_anew(office: Client, kept: PaperTemplate) -> None:
    page = office.post(change(kept), filled(office, change(kept), paper="greeting"))
    assert "size" in page.content.decode()
    assert "Такой метки нет." in page.content.decode()
    kept.refresh_from_db()
    assert kept.paper == "delegation-list-two"

    office.post(change(kept), filled(office, change(kept), paper="programme"))
    kept.refresh_from_db()
    assert kept.paper == "programme"
    assert kept.size == len(kept.content())


def test_a_template_whose_file_is_gone_is_asked_for_anew(office: Client, kept: PaperTemplate) -> None:
    Path(kept.file.path).unlink()
    page = office.post(change(kept), filled(office, change(kept), paper="programme")).content.decode()
    assert "Файла больше нет: выберите его заново." in page
    kept.refresh_from_db()
    assert kept.paper == "delegation-list-two"


def test_a_template_is_called_by_its_paper(office: Client, kept: PaperTemplate) -> None:
    label = "Список делегации на двух языках (Русский)"
    assert office.get(change(kept)).context["title"] == f"Шаблон бумаги: {label}"
    history = office.get(f"/admin/partnerships/papertemplate/{kept.pk}/history/")
    assert label in history.context["title"]
    listed = office.get("/admin/partnerships/papertemplate/").content.decode()
    assert "Список делегации на двух языках" in listed
    assert ">delegation-list-two" not in listed
    with override("en"):
        assert str(kept) == "List of the delegation in two languages (Russian)"
    kept.paper = "of-an-older-program"
    assert str(kept).startswith("of-an-older-program")
