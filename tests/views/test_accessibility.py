"""The page on accessibility names the law of the country that the home city is in."""

import re
from pathlib import Path

import pytest
import yaml
from django.core.exceptions import ValidationError
from django.test import Client

from partnerships import demo
from partnerships.models import HomeCity
from tests.conftest import save

pytestmark = pytest.mark.django_db


def followed(client: Client, code: str) -> str:
    page = client.get(f"/{code}/accessibility/").content.decode()
    return re.findall(r"<p>(WCAG.*?)</p>", page)[0]


def test_the_first_adopter_names_its_own_standard(client: Client) -> None:
    (told,) = yaml.safe_load((Path(demo.__path__[0]) / "home.yaml").read_text(encoding="utf-8"))
    save(HomeCity(name_ru=told["name_ru"], country_code=told["country_code"]))
    assert followed(client, "ru").startswith("WCAG 2.2, уровни A и AA, и ГОСТ Р 52872-2019. Скрипты не обязательны")
    assert followed(client, "en").startswith("WCAG 2.2, levels A and AA, and GOST R 52872-2019. Nothing on the site")


@pytest.mark.parametrize(
    ("country", "said"),
    [
        ("DE", "AA, and the law of the Land (BITV 2.0, EN 301 549)."),
        ("FR", "RGAA 4.1"),
        ("PL", "AA, and EN 301 549."),
        ("NO", "AA, and EN 301 549."),
        ("US", "A and AA. Nothing"),
        ("", "A and AA. Nothing"),
    ],
)
def test_another_country_names_its_own(country: str, said: str, client: Client) -> None:
    save(HomeCity(name_ru="Город", country_code=country))
    assert said in followed(client, "en")
    assert "GOST" not in followed(client, "en")


def test_a_country_is_two_letters() -> None:
    with pytest.raises(ValidationError, match="RU"):
        HomeCity(name_ru="Город", country_code="D1").full_clean()
