"""A draft is added to a record that is there: nobody twice, and only where the user may change it."""

from typing import Any

import pytest
from django.test import Client

from partnerships.admin.prose import saving
from partnerships.models import City, Delegation, HomeCity, Participant
from partnerships.models.register import Approval
from tests.admin.prose.test_screen import choose, read
from tests.admin.prose.test_screen import home as home  # the fixture
from tests.conftest import save
from tests.staff.test_rights import person

pytestmark = pytest.mark.django_db


def stay(omsk: City, *, public: bool = False) -> Delegation:
    made = Delegation(title_ru="Приезд омичей", slug="stay", direction="incoming")
    made.start, made.end, made.precision = "2020-09-12", "2020-09-12", "day"
    found: Delegation = save(made, cities=[omsk], public=public)
    return found


def test_nobody_is_added_twice(office: Client, home: HomeCity, omsk: City) -> None:
    there = stay(omsk)
    save(Participant(record=there, name_ru="Оксана Фадина", role="head"))
    choose(office, 1, **{"d1-into": str(there.pk)})
    choose(office, 1, **{"d1-into": str(there.pk)})
    assert [row.name_ru for row in there.participants.all()] == ["Оксана Фадина"]


def test_what_one_may_not_change_is_shown_and_not_offered(home: HomeCity, omsk: City) -> None:
    home.approval = Approval.EVERY
    save(home)
    there, other = stay(omsk, public=True), Delegation(title_ru="Омичи", slug="other", direction="incoming")
    other.start, other.end, other.precision = "2020-09-01", "2020-09-30", "month"
    save(other, cities=[omsk], public=False)
    editor = Client()
    editor.force_login(person("editor"))
    page = read(editor).content.decode()
    assert f"/delegation/{there.pk}/change/" in page
    assert f'<option value="{there.pk}"' not in page
    assert f'<option value="{other.pk}"' in page
    refused = choose(editor, 1, **{"d1-into": str(there.pk), "d1-title": "Моё"})
    assert refused.status_code == 200
    assert 'value="Моё"' in refused.content.decode()
    assert Delegation.objects.count() == 2


def test_what_one_may_not_change_any_more_is_a_mistake_of_the_form(
    office: Client, home: HomeCity, omsk: City, monkeypatch: Any
) -> None:
    there = stay(omsk)
    monkeypatch.setattr(saving, "may_change", lambda *_given: False)
    answer = choose(office, 1, 2, **{"d1-into": str(there.pk), "d1-title": "Моё"})
    assert answer.status_code == 200
    assert '<a href="#draft-1">1. Моё</a>' in answer.content.decode()
    assert "Эту запись вы изменить не можете" in answer.content.decode()
    assert (Delegation.objects.count(), there.participants.count()) == (1, 0)
    monkeypatch.undo()
    assert "?unsaved=" in office.get("/admin/prose/").content.decode()
