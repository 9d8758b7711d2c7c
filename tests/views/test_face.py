"""The face of a city: its emblem, its cover, or a seal of its own."""

import re
from decimal import Decimal

import pytest
from django.test import Client

from partnerships.files import renditions
from partnerships.files.intake import accept_photo
from partnerships.models import City, Photo
from partnerships.views.face import initials_of, seal_of
from tests.conftest import picture, save


def test_no_two_places_have_the_same_seal() -> None:
    tenths = [Decimal(number) / 10 for number in range(-900, 901, 31)]
    cities = [City(latitude=north, longitude=east * 2) for north in tenths for east in tenths]
    cities += [City(latitude=Decimal("43.3"), longitude=Decimal("43.3") + Decimal(step) / 10) for step in range(60)]
    cities += [City(slug=f"nowhere-{number}") for number in range(60)]

    assert len({seal_of(city, "Омск") for city in cities}) == len(cities)


@pytest.mark.parametrize(
    ("name", "letters"), [("Омск", "Ом"), ("Де-Мойн", "ДМ"), ("Rostov-on-Don", "Ro"), ("镇江", "镇江")]
)
def test_a_seal_has_initials_of_the_name(name: str, letters: str) -> None:
    assert initials_of(name) == letters


@pytest.mark.django_db
def test_the_emblem_goes_before_the_cover_and_both_before_the_seal(client: Client, omsk: City, media: None) -> None:
    def face(path: str) -> str:
        page = client.get(path).content.decode()
        return re.findall(
            r'<(?:li|div class="city-title")>\s*(<svg class="face|<img class="face|<div class="face)', page
        )[0]

    assert [face("/ru/cities/"), face("/ru/cities/omsk/")] == ['<svg class="face'] * 2
    for use in ("cover", "emblem"):
        shown = save(Photo(city=omsk, use=use, alt_ru="Вид", file=accept_photo(picture((600, 400)))))
        assert face("/ru/cities/") == '<img class="face'
        assert renditions.small_address(shown.file.name) in client.get("/ru/cities/").content.decode()
        assert face("/ru/cities/omsk/") == {"cover": '<svg class="face', "emblem": '<div class="face'}[use]
