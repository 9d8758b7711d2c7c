"""A row of each kind that greetings are made of."""

from datetime import date
from typing import Any

from partnerships.models import Birthday, City, Country, Greeting, Letter, NationalDay, PublicMessage
from tests.conftest import save


def greeting_rows(city: City, country: Country) -> list[Any]:
    """Save and return them."""
    return [
        save(NationalDay(country=country, name_ru="День независимости", month=9, day=21)),
        save(Birthday(city=city, name_ru="Иванов", month=3, day=1, basis="Сайт города")),
        save(Greeting(city=city, title_ru="День города", due_on=date(2026, 8, 1))),
    ]


def letter_rows(city: City) -> list[Any]:
    """Save and return an invitation, and a message from the site."""
    sent = {"sender": "Анна", "kind": "school", "mailbox": "a@b.example", "text": "x", "form_key": "x"}
    return [
        save(Letter(kind="invitation", city=city, title_ru="Приглашение")),
        PublicMessage.objects.create(**sent),
    ]
