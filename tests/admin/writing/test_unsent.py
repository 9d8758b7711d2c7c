"""What a browser kept without a connection comes together with what the server has of the same form."""

import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from partnerships.admin.writing import unsent
from partnerships.models import City, Delegation, Event, OpenForm, User
from tests.admin.forms.filled_form import errors, filled
from tests.conftest import save

pytestmark = pytest.mark.django_db
EVENTS = "/admin/partnerships/event/"
VISITS = "/admin/partnerships/delegation/"


@pytest.fixture
def event(omsk: City) -> Event:
    return save(Event(slug="e", title_ru="Было", title_en="Was", form="meeting"), cities=[omsk])


def change(event: Event) -> str:
    return f"{EVENTS}{event.pk}/change/"


def encoded(data: dict[str, Any]) -> str:
    query = QueryDict(mutable=True)
    for name, value in data.items():
        query.setlist(name, value if isinstance(value, list) else [value])
    return query.urlencode()


def beat(client: Client, data: dict[str, Any], number: object = "") -> Any:
    return client.post(EVENTS + "unsaved/", {**data, "_typed": "1", "_object": number})


def bring(
    client: Client, data: dict[str, Any], base: dict[str, Any], number: object = "", list_: str = EVENTS, **ages: int
) -> dict[str, Any]:
    """Send what a browser kept; `ages` are the seconds since each field was typed in."""
    seconds = min(ages.values(), default=0)
    marks = {
        "_unsent": seconds * 1000,
        "_base": encoded(base),
        "_ages": json.dumps({k: v * 1000 for k, v in ages.items()}),
    }
    sent = {**data, **marks, "_typed": "1", "_object": number, "_page": data["_form"]}
    return client.post(f"{list_}unsaved/", sent).json()


def taken_back(client: Client, path: str) -> Any:
    """Return the form into which the one unsaved text was taken back."""
    (form,) = OpenForm.objects.filter(saved_at=None).with_text()
    return client.get(f"{path}?unsaved={form.key.hex}")


def test_text_of_a_form_that_the_server_never_heard_of_is_kept_with_its_moment(office: Client, event: Event) -> None:
    data = filled(office, change(event))
    told = bring(office, data | {"title_ru": "Набрано"}, data, event.pk, title_ru=600)

    form = OpenForm.objects.get()
    assert (told["arrived"], told["changed"], form.title()) == (True, True, "Набрано")
    assert timedelta(minutes=9) < timezone.now() - (form.typed_at or timezone.now()) < timedelta(minutes=11)


def test_later_text_of_the_same_form_takes_the_place_of_what_the_server_had(office: Client, event: Event) -> None:
    opened = filled(office, change(event))
    base = opened | {"title_ru": "Со связью"}
    beat(office, base, event.pk)
    bring(office, base | {"title_en": "Typed\r\nlater"}, base, event.pk)

    page = taken_back(office, change(event)).content.decode()
    assert "Со связью" in page
    assert "Typed" in page
    assert "Набрано в двух местах" not in page


def test_a_text_that_was_saved_meanwhile_is_not_offered_again(office: Client, event: Event) -> None:
    opened = filled(office, change(event))
    data = opened | {"title_ru": "Стало"}
    office.post(change(event), data | {"_continue": "1"})

    told = bring(office, data, opened, event.pk)

    assert told["arrived"]
    assert not told["changed"]
    assert not OpenForm.objects.with_text().exists()


def test_what_was_typed_after_the_save_of_a_new_record_is_offered_on_that_record(office: Client) -> None:
    opened = filled(office, VISITS + "add/")
    data = opened | {"title_ru": "Визит", "direction": "incoming"}
    office.post(VISITS + "add/", data)
    visit = Delegation.objects.get()

    bring(office, data | {"title_en": "Visit"}, opened, list_=VISITS)

    assert office.get(VISITS + "add/").context["opened"].offers == []
    assert len(office.get(f"{VISITS}{visit.pk}/change/").context["opened"].offers) == 1


def test_of_two_texts_of_one_field_the_newer_stands_and_the_older_is_told(office: Client, event: Event) -> None:
    opened = filled(office, change(event))
    typed = {"title_ru": "Их название", "title_en": "Their title", "summary_ru": "Только там"}
    with time_machine.travel(timezone.now() - timedelta(seconds=300), tick=False):
        office.force_login(User.objects.get())
        beat(office, opened | typed, event.pk)
    office.force_login(User.objects.get())

    mine = opened | {"title_ru": "Моё название", "title_en": "My title", "place_ru": "Только здесь"}
    told = bring(office, mine, opened, event.pk, title_ru=60, title_en=900, place_ru=60)

    assert told["changed"]
    page = taken_back(office, change(event))
    assert errors(page.content) == []
    form = page.context["adminform"].form
    shown = {name: form[name].value() for name in ("title_ru", "title_en", "summary_ru", "place_ru")}
    assert shown == {
        "title_ru": "Моё название",
        "title_en": "Their title",
        "summary_ru": "Только там",
        "place_ru": "Только здесь",
    }
    text = page.content.decode()
    assert "Набрано в двух местах" in text
    assert page.context["opened"].older == ["Название (на русском): Их название", "Название (на английском): My title"]
    assert bring(office, mine, opened, event.pk, title_ru=60, title_en=900, place_ru=60)["changed"] is False


def person(at: int, name: str, **fields: Any) -> dict[str, Any]:
    row = {"name_ru": name, "role": "guest", "order": at, **fields}
    return {f"participants-{at}-{field}": value for field, value in row.items()}


def test_rows_added_in_both_places_stand_side_by_side_and_what_one_removed_is_gone(
    office: Client, event: Event
) -> None:
    base = filled(office, change(event), **person(0, "Иванов"), **person(1, "Петров"))
    base["participants-TOTAL_FORMS"] = 2
    theirs = base | person(1, "Петрова") | person(2, "Ким") | {"participants-TOTAL_FORMS": 3}
    beat(office, theirs, event.pk)
    mine = base | person(0, "Петров") | person(1, "Ли") | {"participants-TOTAL_FORMS": 2}

    bring(office, mine, base, event.pk)

    page = taken_back(office, change(event))
    people = next(rows for rows in page.context["inline_admin_formsets"] if rows.formset.prefix == "participants")
    names = [form["name_ru"].value() for form in people.formset.forms]
    assert names == ["Петрова", "Ким", "Ли"]


def test_a_record_that_is_gone_keeps_the_text_for_its_author(office: Client, event: Event) -> None:
    opened = filled(office, change(event))
    beat(office, opened | {"title_ru": "Там"}, event.pk)

    told = bring(office, opened | {"title_ru": "Здесь"}, opened, 10**6)

    assert told["arrived"]
    assert {form.title() for form in OpenForm.objects.with_text()} == {"Там", "Здесь"}


@pytest.mark.parametrize("ages", ["", "[]", '{"title_ru": "x"}', "{", "null", '{"title_ru": 1e400}'])
def test_marks_that_no_browser_sends_lose_nothing(office: Client, event: Event, ages: str) -> None:
    opened = filled(office, change(event))
    marks = {"_unsent": "-9" * 40, "_ages": ages, "_base": "%", "_page": "x", "_typed": "1", "_object": event.pk}
    assert office.post(EVENTS + "unsaved/", opened | marks | {"title_ru": "Набрано"}).json()["arrived"]
    assert OpenForm.objects.get().title() == "Набрано"


def test_each_user_has_a_key_of_their_own_that_stays(office: Client, clerk: User) -> None:
    other = User.objects.create_superuser("petrova")
    assert unsent.seal(clerk) == unsent.seal(User.objects.get(pk=clerk.pk)) != unsent.seal(other)
    page = office.get("/admin/").content.decode()
    assert f'data-seal="{unsent.seal(clerk)}"' in page
    assert unsent.seal(other) not in page
    assert "data-seal" not in Client().get("/admin/login/").content.decode()
