"""The lead picture of the home page, which the department gives the home city in its form."""

import pytest
from django.test import Client

from partnerships.models import HomeCity, Photo
from tests.admin.forms.filled_form import errors, filled
from tests.conftest import picture, save

pytestmark = pytest.mark.django_db


def test_the_cover_of_the_home_city_leads_the_home_page(office: Client, client: Client) -> None:
    home = HomeCity.objects.first() or save(HomeCity(name_ru="Ставрополь", name_en="Stavropol"))
    path = f"/admin/partnerships/homecity/{home.pk}/change/"
    ticket = office.post("/admin/partnerships/photo/upload/", {"file": picture()}).json()["ticket"]
    row = {"file-kept": ticket, "use": "cover", "order": "0", "focal_x": "0.5", "focal_y": "0.5"}
    row |= {"alt_ru": "Площадь перед ратушей вечером", "author": "А. Петрова"}
    data = {"photos-TOTAL_FORMS": "1", **{f"photos-0-{name}": value for name, value in row.items()}}
    answer = office.post(path, filled(office, path, **data))
    assert Photo.objects.filter(home=home, use="cover").count() == 1, errors(answer)
    page = client.get("/ru/").content.decode()
    hero = page.partition('class="hero"')[2].partition("</section>")[0]
    assert 'alt="Площадь перед ратушей вечером"' in hero
    assert "data-map" not in hero
    assert 'id="home-map"' in page
