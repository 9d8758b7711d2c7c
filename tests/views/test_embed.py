"""Cards for other sites: off by default, small, and framed only by whom the settings name."""

from typing import Any

import pytest
from django.test import Client

from partnerships.models import Agreement, City, Event
from partnerships.period import Period
from tests.conftest import save

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strict_templates")]
PORTAL = "https://stavropol.example.org"


@pytest.fixture
def framed(settings: Any, omsk: City) -> None:
    settings.EMBED_ANCESTORS = [PORTAL]
    save(Agreement(slug="omsk-2013", title_ru="Соглашение с Омском", period=Period.of((2013,))), cities=[omsk])
    for number in range(9):
        event = Event(slug=f"e-{number}", title_ru=f"Встреча {number} " + "и ещё слова " * 15, form="meeting")
        event.period = Period.of((2010 + number,))
        save(event, cities=[omsk])
    save(Event(slug="draft", title_ru="Черновик", form="meeting"), public=False, cities=[omsk])


def test_there_are_no_cards_unless_somebody_may_show_them(client: Client, omsk: City) -> None:
    for path in ("/ru/embed/latest/", "/ru/embed/cities/omsk/"):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/ru/embed/latest/", "/en/embed/cities/omsk/"])
def test_a_card_is_small_and_framed_only_by_the_portal(client: Client, framed: None, path: str) -> None:
    response = client.get(path)
    policy = response["Content-Security-Policy"]

    assert len(response.content) < 20_000
    assert f"frame-ancestors {PORTAL}" in policy
    assert "unsafe" not in policy
    assert "script-src" not in policy
    assert "X-Frame-Options" not in response
    assert "<script" not in response.content.decode()
    assert "frame-ancestors 'none'" in client.get("/ru/")["Content-Security-Policy"]


def test_a_card_shows_what_is_public_and_latest(client: Client, framed: None) -> None:
    text = client.get("/ru/embed/latest/").content.decode()
    assert text.index("Встреча 8") < text.index("Встреча 4")
    assert "Встреча 3" not in text
    assert "Черновик" not in text
    city = client.get("/ru/embed/cities/omsk/").content.decode()
    assert 'href="http://testserver/ru/agreements/omsk-2013/" target="_blank"' in city
    assert client.get("/ru/embed/cities/never/").status_code == 404
