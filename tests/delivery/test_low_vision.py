import pytest
from django.test import Client

from partnerships.delivery.low_vision import CHOICES, LOW_VISION, Look, from_cookies
from partnerships.models import City, Photo
from tests.conftest import save

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strict_templates")]


def test_one_press_turns_the_low_vision_version_on_and_it_stays(client: Client, omsk: City) -> None:
    response = client.post("/ru/display/", {"low-vision": "1", "next": "/ru/cities/omsk/?order=oldest"})
    assert response["Location"] == "/ru/cities/omsk/?order=oldest"
    for address in ("/ru/cities/omsk/", "/en/chronology/", "/ru/", "/ru/no-such-page/"):
        text = client.get(address).content.decode()
        assert 'class="text-150 colours-black spacing-wide"' in text
    client.post("/ru/display/", {"pictures": "off", "next": "/ru/"})
    assert "pictures-off" in client.get("/en/").content.decode()
    client.post("/ru/display/", {"reset": "1", "next": "/ru/"})
    assert "pictures-off" not in client.get("/ru/").content.decode()
    assert client.cookies["look"].value == ""


def test_without_pictures_their_words_are_read(client: Client, omsk: City) -> None:
    save(Photo(city=omsk, alt_ru="Две реки сходятся", use="cover", file=f"photos/{'a' * 32}/original.jpg"))
    assert '<img src="/files' in client.get("/ru/cities/omsk/").content.decode()
    client.post("/ru/display/", {"pictures": "off"})
    text = client.get("/ru/cities/omsk/").content.decode()
    assert "/files/photos" not in text
    assert "Две реки сходятся" in text


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "", "/\\evil"])
def test_the_way_back_never_leaves_the_site(client: Client, omsk: City, back: str) -> None:
    assert client.post("/en/display/", {"low-vision": "1", "next": back})["Location"] == "/en/"


def test_a_look_has_one_spelling() -> None:
    assert Look.parse(LOW_VISION.code()) == LOW_VISION
    assert Look.parse("") == Look.parse("x.y.z") == Look() == from_cookies("look=<>;a=b")
    assert Look().code() == ""
    for name, (_label, values) in CHOICES.items():
        for value in values:
            assert Look.parse(Look().with_choice(name, value).code()) == Look().with_choice(name, value)
    assert Look().with_choice("text", "900") == Look().with_choice("nothing", "1") == Look()


def test_the_page_of_choices_shows_them(client: Client, omsk: City) -> None:
    text = client.get("/ru/display/").content.decode()
    assert "Размер текста" in text
    assert not client.get("/ru/display/").cookies
