"""The short forms say at once what is missing: how many mistakes, each with an example and a way to its field."""

from typing import Any

import pytest
from django.test import Client

from partnerships.models import Organization, User
from tests.admin.forms.filled_form import filled

pytestmark = pytest.mark.django_db
OFFICE = "/admin/partnerships/"


def refused(office: Client, kind: str) -> list[tuple[str, str]]:
    """Send an empty form, and return the mistakes of the list with the fields that they lead to."""
    path = f"{OFFICE}{kind}/add/"
    sent = {"_save": "1"} if kind == "user" else filled(office, path, _save="1")  # an account keeps no unsaved text
    page: Any = office.post(path, sent)
    text = page.content.decode()
    assert f"Не сохранено: {len(page.context['problems'])} ошиб" in text
    assert "Обязательное поле.</li>" not in text
    return [(problem.anchor, problem.message) for problem in page.context["problems"]]


@pytest.mark.parametrize(
    ("kind", "anchor", "example"),
    [
        ("organization", "id_name_ru", "Администрация города Омска"),
        ("country", "id_name_ru", "Сербия"),
        ("countrygroup", "id_name_ru", "Дальнее зарубежье"),
        ("theme", "id_name_ru", "Культура"),
        ("vocabularyterm", "id_name_ru", "Почётный гость"),
        ("homecity", "id_name_ru", "Омск"),
        ("partnerrequest", "id_title_ru", "Школа Омска ищет школу-партнёра"),
        ("user", "id_username", "petrova"),
    ],
)
def test_a_row_without_a_name_is_refused_with_an_example(office: Client, kind: str, anchor: str, example: str) -> None:
    assert (anchor, f"Напишите, например «{example}».") in refused(office, kind)


def test_a_body_without_a_name_is_not_kept(office: Client) -> None:
    path = f"{OFFICE}organization/add/"
    answer = office.post(path, filled(office, path, kind="museum", _save="1"))
    assert [problem.anchor for problem in answer.context["problems"]] == ["id_name_ru"]
    assert not Organization.objects.exists()


def test_a_new_account_is_made_whole_on_one_form(office: Client) -> None:
    roles = office.get(f"{OFFICE}user/add/").context["adminform"].form.fields["groups"].queryset
    sent = {"username": "petrova", "last_name": "Петрова", "email": "petrova@example.org", "_save": "1"}
    word = "a-long-password-2"
    office.post(
        f"{OFFICE}user/add/", {**sent, "groups": roles.get(name="editor").pk, "password1": word, "password2": word}
    )
    person = User.objects.get(username="petrova")
    assert (person.last_name, person.email, person.is_staff) == ("Петрова", "petrova@example.org", True)
    assert [group.name for group in person.groups.all()] == ["editor"]
    assert person.password_is_initial
