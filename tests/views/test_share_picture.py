"""Pictures that stand beside a shared link: drawn once for what they say, and anew when that changes."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from partnerships.models import City, Country, Event, HomeCity
from partnerships.period import Period
from partnerships.views import share_picture
from tests.conftest import save

pytestmark = pytest.mark.django_db
OMSK = "/files/shared/ru/city/omsk.png"


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, str]]:
    """The texts of the pictures drawn so far."""
    seen: list[tuple[str, str, str]] = []
    draw = share_picture.draw_picture

    def counted(*texts: str) -> bytes:
        seen.append(texts)
        return draw(*texts)

    monkeypatch.setattr(share_picture, "draw_picture", counted)
    return seen


def test_a_picture_is_drawn_once(client: Client, omsk: City, drawn: list[Any]) -> None:
    first, again = client.get(OMSK), client.get(OMSK)
    omsk.summary_ru = "Этого на картинке нет"
    save(omsk)

    assert first.content == again.content == client.get(OMSK).content
    assert Image.open(BytesIO(first.content)).size == share_picture.SIZE
    assert len(drawn) == 1


def test_a_picture_follows_all_that_is_written_on_it(
    client: Client, omsk: City, country: Country, drawn: list[Any]
) -> None:
    home = save(HomeCity(name_ru="Ставрополь", name_en="Stavropol"))
    before = client.get(OMSK).content
    country.name_ru = "Российская Федерация"
    save(country)
    with_country = client.get(OMSK).content
    home.name_ru = "Город Ставрополь"
    save(home)

    assert len({before, with_country, client.get(OMSK).content}) == 3
    assert drawn[1:] == [
        ("Омск", "Город-партнёр, Российская Федерация", "Реестр городов-партнёров. Ставрополь"),
        ("Омск", "Город-партнёр, Российская Федерация", "Реестр городов-партнёров. Город Ставрополь"),
    ]


def test_each_language_and_each_record_has_its_own(client: Client, omsk: City, media: None, settings: Any) -> None:
    for slug in ("first", "second"):
        event = Event(slug=slug, title_ru=f"Встреча {slug}", title_en=f"Meeting {slug}", form="meeting")
        event.period = Period.of((2019, 7))
        save(event)
    pages = [f"/files/shared/{language}/event/{slug}.png" for language in ("ru", "en") for slug in ("first", "second")]

    assert len({client.get(page).content for page in pages}) == 4
    assert len(list(Path(settings.MEDIA_ROOT, "shared").iterdir())) == 4


def test_a_long_title_is_set_smaller_before_it_is_cut() -> None:
    title = (
        "Соглашение между администрацией города Ставрополя и администрацией местного самоуправления города Владикавказа"
    )
    _font, _leading, lines = share_picture._set(title)
    assert " ".join(lines) == title
    assert share_picture._set("Омск")[2] == ["Омск"]
    assert share_picture._set(title * 3)[2][-1].endswith(share_picture.CUT)
