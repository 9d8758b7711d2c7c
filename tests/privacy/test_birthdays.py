"""Birthdays and letters at a person's word: found by the name, gone with their history."""

from datetime import date

import pytest
from django.test import Client
from reversion.models import Version

from partnerships.models import Birthday, City, Greeting, SentLetter
from tests.conftest import save

pytestmark = pytest.mark.django_db


def test_a_birthday_is_found_and_erased_with_its_history_and_out_of_letters(office: Client, omsk: City) -> None:
    born = save(Birthday(city=omsk, name_ru="Пётр Примеров", office_ru="Мэр", month=3, day=1, basis="Сайт города"))
    greeting = save(Greeting(city=omsk, birthday=born, title_ru="День рождения", due_on=date(2026, 3, 1)))
    greeting.addressee_ru, greeting.mailbox, greeting.text_ru = "Мэру", "mayor@omsk.example", "Дорогой друг!"
    save(greeting)
    body = "Уважаемый Пётр Примеров!"
    SentLetter.objects.create(greeting=greeting, mailbox="p@omsk.example", sender="x", subject="С днём!", body=body)

    page = office.post("/admin/personal-data/", {"name": "Примерову"})
    assert [found["row"] for found in page.context["birthdays"]] == [born]
    erased = {"name": "Примеров", "birthdays": born.pk, "basis": "Заявление № 4", "is_sure": "on", "erase": "1"}
    assert office.post("/admin/personal-data/", erased).status_code == 302

    assert not Birthday.objects.exists()
    kept = "".join(Version.objects.values_list("serialized_data", flat=True))
    assert not [word for word in ("Примеров", "mayor@omsk", "Дорогой", "Мэру") if word in kept]
    letter, greeting = SentLetter.objects.get(), Greeting.objects.get()
    assert (greeting.addressee_ru, greeting.mailbox, greeting.text_ru, greeting.is_personal) == ("", "", "", True)
    assert (letter.subject, letter.body, letter.mailbox, greeting.birthday) == ("", "", "", None)
