"""Pictures that stand beside a shared link: drawn once for what they say, and anew when that changes."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image

from partnerships.files.intake import accept_photo
from partnerships.models import City, Country, Event, HomeCity, Photo
from partnerships.period import Period
from partnerships.views import share_picture
from tests.conftest import picture, save

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
        ("Омск", "Город-партнёр, Российская Федерация", drawn[0][2], "Реестр городов-партнёров. Ставрополь"),
        ("Омск", "Город-партнёр, Российская Федерация", drawn[0][2], "Реестр городов-партнёров. Город Ставрополь"),
    ]


def test_a_city_has_its_seal_then_its_emblem_and_a_record_its_cover(client: Client, omsk: City) -> None:
    other = save(City(slug="tula", name_ru="Омск", country=omsk.country, tie=omsk.tie))
    seals = [client.get(f"/files/shared/ru/city/{slug}.png").content for slug in ("omsk", "tula")]
    assert seals[0] != seals[1], f"the seal of {other} is its own"
    save(Photo(city=omsk, file=accept_photo(picture((300, 300))), use="emblem", alt_ru="Герб"))
    shown = Image.open(BytesIO(client.get(OMSK).content)).convert("RGB")
    red, green, _blue = shown.getpixel((1000, 180))
    assert (red < 60, green > 100) == (True, True), "the colour of the emblem"
    event = save(Event(slug="first", title_ru="Встреча", form="meeting"))
    before = client.get("/files/shared/ru/event/first.png").content
    cover = save(Photo(record=event, file=accept_photo(picture((300, 200))), use="cover", alt_ru="Гости"))
    assert client.get("/files/shared/ru/event/first.png").content != before
    default_storage.delete(cover.file.name)
    save(Event(slug="second", title_ru="Встреча", form="meeting"))
    event.title_ru = "Встреча без файла"
    save(event)
    assert client.get("/files/shared/ru/event/first.png").status_code == 200


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
    _font, _leading, lines = share_picture._set(title, 1040)
    assert " ".join(lines) == title
    assert share_picture._set("Омск", 1040)[2] == ["Омск"]
    assert share_picture._set(title * 5, 1040)[2][-1].endswith(share_picture.CUT)
