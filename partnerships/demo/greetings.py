"""Sample greetings of the demo: neutral words for the next New Year, marked as samples; nothing in them is a fact."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from django.utils import timezone

from partnerships.models import City, Greeting, RegisterModel

#: Cities of the demo to which a sample goes.
TO: Final = ("omsk", "yerevan", "pazardzhik")
WORDS: Final = {
    "title_ru": "Новый год",
    "title_en": "New Year",
    "addressee_ru": "Главе города",
    "addressee_en": "To the head of the city",
    "text_ru": "Образец.\n\nУважаемые коллеги!\n\nПоздравляем вас и всех жителей города с Новым {year} годом. "
    "Желаем здоровья, мира и новых общих дел.",
    "text_en": "A sample.\n\nDear colleagues,\n\nWe wish you and all people of your city a happy New Year {year}, "
    "good health, peace, and new work together.",
    "sender_ru": "Глава города",
    "sender_en": "Head of the city",
}


def add_samples(made: dict[str, RegisterModel], spoken: Callable[[object], Any]) -> None:
    """Write the samples to those of the cities that `made` holds, inside the open revision.

    `spoken` returns words in the languages of the site.
    """
    year = timezone.localdate().year + 1
    for key in TO:
        city = made.get(key)
        if isinstance(city, City):
            words = spoken({name: text.format(year=year) for name, text in WORDS.items()})
            Greeting(city=city, due_on=date(year, 1, 1), **words).save()
