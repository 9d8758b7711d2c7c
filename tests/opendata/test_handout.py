"""What another site gets: clean words, simple HTML, captions, pictures; nothing internal, nothing hidden."""

import io
import zipfile

import pytest
from django.test import Client
from PIL import Image

from partnerships.files.intake import accept_photo
from partnerships.models import City, Country, Event, Photo
from partnerships.opendata import handout
from partnerships.period import parse
from tests.conftest import picture, save
from tests.spreadsheets.tables import streamed

pytestmark = pytest.mark.django_db
EVENTS = "/admin/partnerships/event/"


@pytest.fixture
def event(omsk: City, country: Country) -> Event:
    hidden = save(City(slug="secret", name_ru="Тайный", country=country, tie="prospective"), public=False)
    event = Event(
        slug="forum",
        title_ru="Форум & встреча",
        title_en="Forum",
        form="forum",
        summary_ru="Кратко.",
        body_ru="<p>Первый <strong>абзац</strong></p><ul><li>раз</li><li>два</li></ul><p>Конец<script>x()</script></p>",
        outcome_ru="Подписан план.",
        place_ru="Ставрополь",
        internal_note="НЕ ДЛЯ ВСЕХ",
    )
    event.period = parse("30–31 июля 2022")
    save(event, cities=[omsk, hidden])
    for number in range(2):
        file = accept_photo(picture((2400, 1600)))
        words = {"caption_ru": f"Снимок {number}", "alt_ru": "Люди", "author": "И. Иванов", "rights": "СОГЛАСИЕ"}
        save(Photo(record=event, file=file, order=number, **words))
    return event


def test_the_text_is_clean_and_tells_only_what_the_public_may_know(event: Event) -> None:
    russian, english = handout.handouts(event)
    assert russian.text == (
        "Форум & встреча\n\n30–31 июля 2022. Ставрополь. Омск.\n\nКратко.\n\n"
        "Первый абзац\n\n— раз\n— два\n\nКонец\n\nИтог\n\nПодписан план."
    )
    assert russian.markup.startswith("<h2>Форум &amp; встреча</h2>")
    assert "<li>раз</li>" in russian.markup
    for word in ("script", "НЕ ДЛЯ ВСЕХ", "Тайный", "style", "class"):
        assert word not in russian.markup
    assert english.text == "Forum\n\n30–31 July 2022. Omsk."


def test_the_page_offers_each_text_to_copy(office: Client, event: Event) -> None:
    page = office.get(f"{EVENTS}{event.pk}/handout/").content.decode()
    assert page.count("<textarea") == 6
    assert "СОГЛАСИЕ" not in page
    assert f"{EVENTS}{event.pk}/handout/" in office.get(f"{EVENTS}{event.pk}/change/").content.decode()
    assert office.get(f"{EVENTS}999999/handout/").status_code == 404


def test_the_zip_holds_pictures_of_one_size_and_their_captions(office: Client, event: Event) -> None:
    answer = office.get(f"{EVENTS}{event.pk}/handout/photos.zip")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="forum.zip"'
    with zipfile.ZipFile(io.BytesIO(streamed(answer))) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["01-forum.jpg", "02-forum.jpg", "captions-ru.txt", "captions-en.txt"]
        assert Image.open(archive.open("01-forum.jpg")).size == (1600, 1067)
        words = archive.read("captions-ru.txt").decode("utf-8-sig")
    assert words.splitlines()[0] == "01-forum.jpg\tСнимок 0. Фото: И. Иванов"
    assert "СОГЛАСИЕ" not in words


def test_a_hidden_record_warns_and_a_stranger_sees_nothing(office: Client, client: Client, event: Event) -> None:
    save(event, public=False)
    from partnerships.history import revisions

    revisions.update([event], by=None, reason="x", state="draft", publish_at=None)
    assert "ещё нет на нашем сайте" in office.get(f"{EVENTS}{event.pk}/handout/").content.decode()
    for path in ("handout/", "handout/photos.zip"):
        assert client.get(f"{EVENTS}{event.pk}/{path}").status_code == 302
