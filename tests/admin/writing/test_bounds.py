"""What a form claims and does not bring: rows, files of somebody else, forms without end."""

from typing import Any
from uuid import uuid4

import pytest
from django.forms.formsets import BaseFormSet
from django.test import Client

from partnerships.admin.writing import kept_files, unsaved
from partnerships.files.intake import accept_photo
from partnerships.models import Event, KeptFile, OpenForm, Photo, User
from partnerships.models import unsaved as kept
from tests.admin.forms.filled_form import filled
from tests.conftest import picture, save
from tests.staff.test_rights import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(db: None) -> str:
    event = save(Event(slug="e", title_ru="Было", form="meeting"), public=False)
    return f"/admin/partnerships/event/{event.pk}/change/"


def photo_row(ticket: Any) -> dict[str, Any]:
    row = {"photos-TOTAL_FORMS": 1, "photos-0-file-kept": str(ticket), "photos-0-use": "gallery"}
    return {**row, "photos-0-order": 0, "photos-0-focal_x": 0.5, "photos-0-focal_y": 0.5}


def test_a_form_that_announces_rows_without_end_comes_back_at_once_with_its_text(
    office: Client, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []
    build = BaseFormSet._construct_form
    monkeypatch.setattr(BaseFormSet, "_construct_form", lambda *a, **b: made.append(1) or build(*a, **b))
    data = filled(office, path, title_ru="Набрано", **{"participants-TOTAL_FORMS": "100000"})
    data |= {"participants-0-name_ru": "Иванов", "participants-0-role": "guest", "participants-0-order": 0}
    made.clear()

    page = office.post(path, data)

    assert page.status_code == 200
    assert "Форма дошла не целиком" in page.content.decode()
    assert all(words in page.content.decode() for words in ("Набрано", "Иванов"))
    assert Event.objects.get().title_ru == "Было"
    assert len(made) < 100


def test_rows_that_were_added_and_left_empty_are_no_such_claim(office: Client, path: str) -> None:
    page = office.post(path, filled(office, path, title_ru="Стало", **{"photos-TOTAL_FORMS": "5"}))
    assert "Форма дошла не целиком" not in page.content.decode()


def test_whoever_uploads_owns_the_ticket(office: Client, path: str) -> None:
    other = person("editor")
    ticket = kept_files.keep_file(accept_photo(picture((40, 40))), user=other).key
    office.post(path, filled(office, path, **photo_row(ticket)))
    assert not Photo.objects.exists()
    assert KeptFile.objects.filter(key=ticket).exists()


def test_one_s_own_ticket_is_taken(office: Client, clerk: User, path: str) -> None:
    ticket = kept_files.keep_file(accept_photo(picture((40, 40))), user=clerk).key
    office.post(path, filled(office, path, **photo_row(ticket)))
    assert Photo.objects.count() == 1


def test_the_file_of_somebody_else_is_not_thrown_away_with_a_form(clerk: User, path: str, office: Client) -> None:
    ticket = kept_files.keep_file(accept_photo(picture((40, 40))), user=person("editor")).key
    key = uuid4()
    OpenForm.objects.create(key=key, user=clerk, model="event", data=f"photos-0-file-kept={ticket}")
    unsaved.discard(clerk, key.hex, "event", "")
    assert not OpenForm.objects.exists()
    assert KeptFile.objects.filter(key=ticket).exists()


def test_forms_of_one_user_are_bounded_and_the_latest_stay(
    office: Client, clerk: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "MOST_FORMS", 3)
    other = person("editor")
    OpenForm.objects.create(key=uuid4(), user=other, model="event")
    keys = [uuid4() for _number in range(5)]
    for key in keys:
        unsaved.see(key, clerk.pk, "event", "")
    assert set(OpenForm.objects.filter(user=clerk).values_list("key", flat=True)) == set(keys[2:])
    assert OpenForm.objects.filter(user=other).count() == 1
