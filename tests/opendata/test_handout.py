"""What another site gets: all that the public page says, as text, simple HTML and a zip of pictures, nothing else."""

import io
import re
import zipfile
from datetime import date, time
from html.parser import HTMLParser
from typing import Any, Final

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.test import Client
from django.utils import translation
from PIL import Image

from partnerships.files.intake import accept_document, accept_photo
from partnerships.history import revisions
from partnerships.models import (
    Agreement,
    AgreementAction,
    Award,
    City,
    CityOccasion,
    Country,
    Delegation,
    Document,
    Event,
    Exhibition,
    Figure,
    HomeCity,
    Involvement,
    Organization,
    Participant,
    Photo,
    ProgrammeItem,
    Theme,
    TieStep,
)
from partnerships.models.visibility import PERSONAL, is_internal
from partnerships.opendata.page_text import simple, text_of_html
from partnerships.period import parse
from tests.conftest import at_once, picture, save
from tests.spreadsheets.tables import streamed

pytestmark = pytest.mark.django_db
EVENTS = "/admin/partnerships/event/"
SECRET: Final = "НЕ-ДЛЯ-ВСЕХ"

#: What belongs to our page alone: it leads about in it, or says how to cite it and whom to tell of a mistake.
OUR_OWN: Final = {"page-tools", "notice", "gallery", "lightbox-close", "lightbox-steps", "switch", "anchors"}


class Visible(HTMLParser):
    """Collects each visible text of the main part of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.open: list[bool] = []  # whether each open element hides its texts
        self.inside = False

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        values = {name: value or "" for name, value in attrs}
        self.inside = self.inside or tag == "main"
        if self.inside and tag not in {"img", "source", "br"}:
            classes = set(values.get("class", "").split())
            followed = tag == "a" and values.get("href", "").endswith((".ics", ".atom"))
            own = tag in {"nav", "svg", "script", "button"} or classes & {"visually-hidden", *OUR_OWN} or followed
            self.open.append(bool(own) or "hidden" in values or values.get("aria-hidden") == "true")

    def handle_endtag(self, tag: str) -> None:
        if self.inside and tag not in {"img", "source", "br"}:
            self.open.pop()
        self.inside = self.inside and tag != "main"

    def handle_data(self, data: str) -> None:
        if self.inside and not any(self.open) and data.strip(" \n,.;×/()—"):
            self.texts.append(" ".join(data.split()))


def filled(row: Any) -> Any:
    """Give every text of `row` words of its own, in each language, and a secret to what no page may show."""
    for field in row._meta.concrete_fields:
        if not isinstance(field, models.CharField | models.TextField) or field.choices or getattr(row, field.attname):
            continue
        name, _, code = field.name.rpartition("_")
        if is_internal(type(row), field.name) or {name, field.name} & PERSONAL.get(type(row).__name__, set()):
            setattr(row, field.name, SECRET)
        elif code in dict(settings.LANGUAGES):
            said = f"<p>{name} <b>текст</b></p><ol><li>раз</li></ol>" if code == "ru" else f"<p>{name} text</p>"
            setattr(row, field.name, said if isinstance(field, models.TextField) else f"{name} на {code} & «{row.pk}»")
    return row


def with_rows(record: Any, omsk: City, others: list[Any]) -> Any:
    museum = save(filled(Organization(kind="museum", city=omsk)))
    hidden = save(City(slug=f"h{record.slug}", name_ru=SECRET, country=omsk.country, tie="prospective"), public=False)
    theme = save(Theme(slug=f"t-{record.slug}", name_ru="Тема", name_en="Theme"))
    save(record, cities=[omsk, hidden], themes=[theme], related=others)
    save(Involvement(record=record, organization=museum, role="host"))
    save(filled(Participant(record=record, is_public=True)))
    save(Participant(record=record, name_ru=SECRET, office_ru=SECRET))
    save(filled(Figure(record=record, what="visitors", value=2500, qualifier="at_least")))
    save(filled(Award(record=record, degree="first", count=3)))
    for access in ("public", "internal"):
        file = accept_document(SimpleUploadedFile("a.pdf", b"%PDF-1.4\n%%EOF"))
        titles = {"title_ru": SECRET} if access == "internal" else {"title_ru": "Скан", "title_en": "Scan"}
        save(Document(record=record, file=file, access=access, date=date(2022, 7, 30), **titles))
    return record


def photos_for(**owner: Any) -> None:
    for number, use in enumerate(("cover", "gallery", "gallery")):
        words = {f"{name}_{code}": f"{name} {number} {code}" for name in ("caption", "alt") for code in ("ru", "en")}
        file = accept_photo(picture((24, 16)))
        extra = {"author": f"И. Иванов {number}", "taken_on": date(2022, 7, 30), "rights": SECRET}
        save(Photo(file=file, order=number, use=use, **words, **extra, **owner))
    save(Photo(file=accept_photo(picture((24, 16))), order=9, caption_ru=SECRET, **owner))


def made(omsk: City) -> dict[str, Any]:
    """Return one public entry of each kind with all that its page can show, and things that it may not."""
    save(filled(HomeCity(email="office@example.org", currency="EUR")))
    old = save(Event(slug="old", title_ru="Старая встреча", title_en="Old meeting", form="meeting"))
    agreement = filled(Agreement(slug="agreement", form="agreement", in_force_from=date(2022, 8, 1)))
    agreement.is_open_ended = True
    event = filled(Event(slug="event", form="forum", part_of=old))
    for record in (agreement, event):
        record.period = parse("30–31 июля 2022")
        with_rows(record, omsk, [old])
    visit = filled(Delegation(slug="visit", direction="incoming", level="official", head_count=5))
    visit.carries_out, visit.host_event = agreement, event
    with_rows(visit, omsk, [old])
    item = {"day": date(2022, 7, 30), "starts": time(9), "ends": time(10, 30)}
    save(filled(ProgrammeItem(delegation=visit, **item)), public=False)
    save(ProgrammeItem(delegation=visit, activity_ru=SECRET, is_public=False), public=False)
    exhibition = with_rows(filled(Exhibition(slug="exhibition")), omsk, [])
    for record in (agreement, event, visit, exhibition):
        photos_for(record=record)
    revisions.update([filled(omsk)], by=None, reason="x", population=1_100_000, population_year=2021)
    save(filled(CityOccasion(city=omsk, month=8, day=5, founding_year=1716)))
    photos_for(city=omsk)
    save(filled(AgreementAction(agreement=agreement, kind="prolonged", date="2024", until="2030-05")))
    save(filled(TieStep(city=omsk, kind="on_hold", date="2022")))
    return {"agreement": agreement, "event": event, "delegation": visit, "exhibition": exhibition, "city": omsk}


@pytest.fixture
def entries(omsk: City, country: Country) -> dict[str, Any]:
    with at_once():
        return made(omsk)


def handed(office: Client, kind: str, entry: Any) -> Any:
    page = office.get(f"/admin/partnerships/{kind}/{entry.pk}/handout/")
    return {handout.code: handout for handout in page.context["handouts"]}


@pytest.mark.parametrize("code", ["ru", "en"])
@pytest.mark.parametrize("kind", ["agreement", "event", "delegation", "exhibition", "city"])
def test_all_that_the_public_page_says_is_handed_on(
    office: Client, client: Client, entries: dict[str, Any], kind: str, code: str
) -> None:
    entry = entries[kind]
    handout = handed(office, kind, entry)[code]
    with translation.override(code):
        page = client.get(entry.get_absolute_url()).content.decode()
    shown = Visible()
    shown.feed(page)

    flat = " ".join(handout.text.split())
    markup = Visible()
    markup.feed(f"<main>{handout.markup}</main>")
    html = " ".join(" ".join(markup.texts).split())
    assert len(shown.texts) > 20
    assert [text for text in shown.texts if text not in flat] == []
    assert [text for text in shown.texts if text not in html] == []
    assert SECRET not in handout.text + handout.markup + handout.captions
    assert f"caption 2 {code}" in handout.captions
    assert f"[02-{entry.slug}.jpg] caption 1 {code}" in handout.text
    tags = set(re.findall(r"<(\w+)", handout.markup))
    assert tags <= set("h2 h3 h4 p ul ol li strong b em i a br figure figcaption img span table tr td".split())
    assert not re.search(r"class=|style=|id=|data-|<script|<svg", handout.markup)
    addresses = re.findall(r'(?:href|src)="([^"]*)"', handout.markup)
    pictures = [f"{number:02d}-{entry.slug}.jpg" for number in (1, 2, 3)]
    assert [address for address in addresses if address.endswith(".jpg")] == pictures
    assert all(address.startswith(("http://", "mailto:", *pictures)) for address in addresses)


def test_the_plain_text_reads_as_a_person_would_write_it(office: Client, omsk: City) -> None:
    event = Event(slug="forum", title_ru="Форум & встреча", form="forum", summary_ru="Кратко.", place_ru="Ставрополь")
    event.body_ru = "<p>Первый <strong>абзац</strong></p><ol><li>раз</li><li>два</li></ol><p>Конец</p>"
    event.period = parse("30–31 июля 2022")
    save(event, cities=[omsk])
    save(Figure(record=event, what="visitors", value=2500, qualifier="more_than"))
    save(Participant(record=event, name_ru="Иванов И. И.", office_ru="мэр", is_public=True))
    assert handed(office, "event", event)["ru"].text == (
        "Мероприятие, 30–31 июля 2022, Ставрополь\n\nФорум & встреча\n\nКратко.\n\n"
        "— более 2\xa0500 посетителей\n\nПервый абзац\n\n1. раз\n2. два\n\nКонец\n\n"
        "Участники\n\n— Иванов И. И., мэр (Член делегации)\n\n"
        "— Статус: Состоялось\n— Форма: Форум\n— Города-партнёры: Омск"
    )


def test_files_and_other_sites_keep_their_address_in_plain_text() -> None:
    page = '<main><p><a href="/files/1/a.pdf">Скан</a>, <a href="/ru/">здесь</a>, <a href="https://o.example/">Омск</a></p></main>'
    markup = simple(page, "https://our.example", {})
    assert text_of_html(markup, "https://our.example") == (
        "Скан <https://our.example/files/1/a.pdf>, здесь, Омск <https://o.example/>"
    )


def test_a_power_stays_one_in_both_texts() -> None:
    markup = simple("<main><p>15 м<sup>2</sup> и H<sub>2</sub>O</p></main>", "", {})
    assert (markup, text_of_html(markup)) == ("<p>15 м<sup>2</sup> и H<sub>2</sub>O</p>", "15 м² и H2O")


def test_lists_keep_their_numbers_and_tables_their_cells_in_plain_text() -> None:
    page = (
        '<main><ol start="3"><li>Срок<ul><li>пять лет</li></ul></li><li><p>Подписи</p></li></ol>'
        "<table><tr><th>Город</th><td>Омск</td></tr></table></main>"
    )
    assert text_of_html(simple(page, "", {})) == "3. Срок\n— пять лет\n\n4. Подписи\n\nГород\tОмск"


def test_the_page_offers_each_text_to_copy_in_the_languages_that_have_a_title(
    office: Client, entries: dict[str, Any]
) -> None:
    event = entries["event"]
    page = office.get(f"{EVENTS}{event.pk}/handout/").content.decode()
    assert page.count("<textarea") == 6
    assert SECRET not in page
    assert f"{EVENTS}{event.pk}/handout/" in office.get(f"{EVENTS}{event.pk}/change/").content.decode()
    assert office.get(f"{EVENTS}999999/handout/").status_code == 404
    revisions.update([event], by=None, reason="x", title_en="")
    assert list(handed(office, "event", event)) == ["ru"]


def test_the_look_that_a_clerk_has_chosen_changes_nothing(office: Client, entries: dict[str, Any]) -> None:
    before = handed(office, "event", entries["event"])["ru"]
    office.cookies["display"] = "pictures=off"
    assert handed(office, "event", entries["event"])["ru"] == before


def test_the_zip_holds_pictures_of_one_size_texts_and_captions(office: Client, entries: dict[str, Any]) -> None:
    event = entries["event"]
    save(Photo(record=event, file=accept_photo(picture((2400, 1600))), order=0, alt_ru="Люди в большом зале"))
    answer = office.get(f"{EVENTS}{event.pk}/handout/photos.zip")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="event.zip"'
    with zipfile.ZipFile(io.BytesIO(streamed(answer))) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert names[:4] == [f"0{number}-event.jpg" for number in (1, 2, 3, 4)]
        assert names[4:] == [
            f"{what}"
            for code in ("ru", "en")
            for what in (f"text-{code}.txt", f"text-{code}.html", f"captions-{code}.txt")
        ]
        assert Image.open(archive.open("02-event.jpg")).size == (1600, 1067)
        captions = archive.read("captions-ru.txt").decode("utf-8-sig")
        text = archive.read("text-en.txt").decode("utf-8-sig")
        html = archive.read("text-ru.html").decode()
    assert captions.splitlines()[0] == "01-event.jpg\tcaption 0 ru. Фото: И. Иванов 0. 30 июля 2022"
    assert text.replace("\r\n", "\n").strip() == handed(office, "event", event)["en"].text
    assert '<img src="02-event.jpg" alt="Люди в большом зале">' in html
    assert SECRET not in captions + text + html


def test_a_hidden_record_warns_and_a_stranger_sees_nothing(
    office: Client, client: Client, entries: dict[str, Any]
) -> None:
    event = entries["event"]
    revisions.update([event], by=None, reason="x", state="draft", publish_at=None)
    assert "ещё нет на нашем сайте" in office.get(f"{EVENTS}{event.pk}/handout/").content.decode()
    assert "title" in handed(office, "event", event)["ru"].text
    for path in ("handout/", "handout/photos.zip"):
        assert client.get(f"{EVENTS}{event.pk}/{path}").status_code == 302
