"""Papers in the back office: three clicks from the form, and nobody gets one that is not for them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from partnerships.models import City, PaperTemplate
from partnerships.papers.declared import BY_SLUG
from partnerships.papers.making import shipped_template
from tests.admin.forms.filled_form import filled
from tests.admin.test_rights_matrix import signed_in
from tests.papers.docx_text import words_of
from tests.papers.rich_records import RichRecords, make_rich_records
from tests.papers.test_checking import template
from tests.staff.test_rights import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def rich(omsk: City) -> RichRecords:
    return make_rich_records(omsk)


def test_a_paper_is_three_clicks_from_the_form(office: Client, rich: RichRecords, strict_templates: None) -> None:
    start = f"/admin/partnerships/delegation/{rich.visit.pk}"
    assert f'href="{start}/papers/"' in office.get(f"{start}/change/").content.decode()
    assert f'href="{start}/papers/programme/"' in office.get(f"{start}/papers/").content.decode()
    page = office.get(f"{start}/papers/programme/").content.decode()
    assert f'formaction="{start}/papers/programme/docx/"' in page
    assert f"{start}/change/#id_programme_items-2-place_ru" in page

    answer = office.get(f"{start}/papers/programme/docx/", {"language": "en"})

    assert "Programme of stay of the delegation" in words_of(answer.content)
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_list_is_made_for_a_day_or_a_year(office: Client, rich: RichRecords, strict_templates: None) -> None:
    assert (
        "/admin/partnerships/agreement/papers/register/"
        in office.get("/admin/partnerships/agreement/").content.decode()
    )
    page = office.get("/admin/partnerships/delegation/papers/journal/", {"year": "2025"}).content.decode()
    assert "/admin/partnerships/delegation/papers/journal/xlsx/" in page
    made = office.get("/admin/partnerships/delegation/papers/journal/docx/", {"year": "2024"})
    assert "Делегация Омска" not in words_of(made.content)
    made = office.get("/admin/partnerships/agreement/papers/register/docx/", {"day": "5 мая 2014"})
    assert "по состоянию на: 5 мая 2014" in words_of(made.content)


def test_papers_for_the_office_are_not_for_viewers(rich: RichRecords) -> None:
    start = f"/admin/partnerships/delegation/{rich.visit.pk}/papers/"
    viewer, editor = signed_in(person("viewer")), signed_in(person("editor"))
    assert "programme-internal" not in viewer.get(start).content.decode()
    assert viewer.get(f"{start}programme-internal/docx/").status_code == 403
    assert viewer.get(f"{start}programme/docx/").status_code == 200
    assert editor.get(f"{start}programme-internal/docx/").status_code == 200
    assert editor.get(f"{start}passport/docx/").status_code == 404


def test_a_template_with_a_mistake_is_refused_and_one_without_is_used(office: Client, rich: RichRecords) -> None:
    wrong = SimpleUploadedFile("own.docx", template("{{ tilte }}"))
    add = "/admin/partnerships/papertemplate/add/"
    chosen = {"paper": "programme", "language": "ru"}
    page = office.post(add, filled(office, add, **chosen, file=wrong)).content.decode()
    assert "tilte, абзац «{{ tilte }}»: Такой метки нет." in page
    assert not PaperTemplate.objects.exists()

    right = SimpleUploadedFile("own.docx", template("Наша программа: {{ title }}"))
    office.post(add, filled(office, add, **chosen, file=right))

    assert PaperTemplate.objects.get().name == "own.docx"
    made = office.get(f"/admin/partnerships/delegation/{rich.visit.pk}/papers/programme/docx/")
    assert "Наша программа: Делегация Омска" in words_of(made.content)


def test_a_template_is_tried_on_a_real_record_and_not_kept(
    office: Client, rich: RichRecords, strict_templates: None
) -> None:
    address = "/admin/partnerships/papertemplate/kinds/programme/"
    page = office.get(address).content.decode()
    assert "{{ office.city }}" in page
    assert "{{ line.name }}" in page
    sent = {"language": "ru", "record": rich.visit.pk}
    made = office.post(address, {**sent, "file": SimpleUploadedFile("x.docx", template("Проба: {{ size }}"))})
    assert "Проба: 12 человек" in words_of(made.content)
    refused = office.post(address, {**sent, "file": SimpleUploadedFile("x.docx", template("{{ nothing }}"))})
    assert "Такой метки нет." in refused.content.decode()
    shipped = office.get(f"{address}ru/").content
    assert words_of(shipped) == words_of(shipped_template(BY_SLUG["programme"], "ru"))
    assert not PaperTemplate.objects.exists()
