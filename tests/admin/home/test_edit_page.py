"""The way from a page of the site to its form."""

from typing import Any

import pytest
from django.test import Client

from partnerships.models import City, Event, User
from tests.conftest import save
from tests.staff.test_rights import person

pytestmark = pytest.mark.django_db


def asked(user: User, page: str) -> Any:
    client = Client()
    client.force_login(user)
    return client.get("/admin/edit/", {"page": page})


def test_a_page_in_any_language_leads_to_its_form(omsk: City) -> None:
    event = save(Event(slug="fair", title_ru="Ярмарка", title_en="Fair", form="festival"))
    editor = person("editor")
    for language in ("ru", "en"):
        assert asked(editor, f"/{language}/events/fair/").url == f"/admin/partnerships/event/{event.pk}/change/"
        assert asked(editor, f"/{language}/cities/omsk/").url == f"/admin/partnerships/city/{omsk.pk}/change/"


@pytest.mark.parametrize(
    "page", ["", "/ru/", "/ru/events/", "/ru/events/none/", "//other.example/ru/events/fair/x", "\0", "//[", "//[::x]/"]
)
def test_what_is_no_page_of_a_record_leads_home(page: str) -> None:
    assert asked(person("editor"), page).url == "/admin/"


def test_a_stranger_signs_in_first(omsk: City) -> None:
    assert Client().get("/admin/edit/", {"page": "/ru/cities/omsk/"}).url.startswith("/admin/login/?next=/admin/edit/")
