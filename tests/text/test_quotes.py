"""Quotation marks within quotation marks."""

import re
from html import unescape

import pytest
from django.test import Client
from django.utils.safestring import SafeString

from partnerships.models import Organization
from partnerships.text.quotes import nested
from tests.admin.forms.filled_form import filled
from tests.conftest import save


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Сохранено: «Дума».", "Сохранено: «Дума»."),
        ("««Заря» Омска» и «Дума»", "«„Заря“ Омска» и «Дума»"),
        ("«Музей «Дом «Заря»»»", "«Музей „Дом „Заря““»"),
        ("лишняя» и «Заря»", "лишняя» и «Заря»"),
    ],
)
def test_inner_marks_differ_from_the_outer_ones(written: str, shown: str) -> None:
    assert nested(written) == shown
    assert not isinstance(nested(written), SafeString)
    assert isinstance(nested(SafeString(written)), SafeString)


@pytest.mark.django_db
def test_what_is_said_of_a_name_with_marks_of_its_own(office: Client) -> None:
    body = save(Organization(name_ru="Ансамбль", kind="museum"))
    form = f"/admin/partnerships/organization/{body.pk}/change/"
    page = office.post(form, filled(office, form, name_ru="«Заря» Омска", _save="1"), follow=True)

    message = re.search(r'<ul class="messagelist">(.*?)</ul>', page.content.decode(), re.DOTALL)
    assert message
    assert "«„Заря“ Омска»" in re.sub("<[^>]+>", "", unescape(message[1]))
    assert "«„Заря“ Омска»" in office.get(form.replace("change", "merge")).content.decode()
