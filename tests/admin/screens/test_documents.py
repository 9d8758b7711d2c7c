"""Documents that come by a drop or a file dialog: kept until the save, titled by their files, found by their text."""

import html
import json
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from partnerships.files import textlayer
from partnerships.files.intake import accept_document
from partnerships.models import City, Document, Event, KeptFile, User
from tests.admin.forms.filled_form import errors, filled
from tests.conftest import picture, save

pytestmark = pytest.mark.django_db
UPLOAD = "/admin/document/upload/"


@pytest.fixture
def event(omsk: City) -> Event:
    return save(Event(slug="e", title_ru="Было", title_en="Was", form="meeting"), cities=[omsk])


def change(event: Event) -> str:
    return f"/admin/partnerships/event/{event.pk}/change/"


def row(**fields: Any) -> dict[str, Any]:
    given = {"kind": "scan", "access": "internal", "order": 0, "language": "ru", **fields}
    return {"documents-TOTAL_FORMS": 1, **{f"documents-0-{name}": value for name, value in given.items()}}


def scan(name: str = "Протокол_встречи № 5.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.7 scan")


@pytest.mark.parametrize("ways", ["ticket", "file"])
def test_a_document_without_a_title_is_titled_by_its_file(office: Client, event: Event, ways: str) -> None:
    by_ticket = ways == "ticket"
    sent = row(
        **{"file-kept": office.post(UPLOAD, {"file": scan()}).json()["ticket"]} if by_ticket else {"file": scan()}
    )
    answer = office.post(change(event), filled(office, change(event), **sent))
    assert answer.status_code == 302, errors(answer.content)
    document = Document.objects.get()
    assert (document.title_ru, document.name) == ("Протокол встречи № 5", "Протокол_встречи № 5.pdf")
    assert f'<a href="{document.file.url}">Протокол_встречи № 5.pdf</a>' in office.get(change(event)).content.decode()


def test_a_title_that_was_typed_stays_and_one_that_is_emptied_is_the_file_again(office: Client, event: Event) -> None:
    office.post(change(event), filled(office, change(event), **row(file=scan(), title_ru="Протокол")))
    assert Document.objects.get().title_ru == "Протокол"
    office.post(change(event), filled(office, change(event), **{"documents-0-title_ru": ""}))
    assert Document.objects.get().title_ru == "Протокол встречи № 5"


def test_the_preview_names_a_document_that_waits_for_the_save(office: Client, event: Event) -> None:
    ticket = office.post(UPLOAD, {"file": scan()}).json()["ticket"]
    sent = row(**{"file-kept": ticket, "access": "public", "title_ru": "Протокол"})
    page = office.post(change(event), filled(office, change(event), _preview="ru", **sent))
    assert "Протокол" in page.content.decode()
    assert not Document.objects.exists()


def test_the_language_of_a_paper_is_chosen_by_its_name(office: Client, event: Event) -> None:
    save(Document(record=event, file=accept_document(scan()), title_ru="Протокол", language="tlh"))
    page = office.get(change(event)).content.decode()
    first = re.findall(r'<option value="(\w*)"', page.partition('id="id_documents-0-language"')[2])[:4]
    assert first == ["", "tlh", "ru", "en"]
    assert re.search(r'<option value="bg">болгарский</option>', page)


@pytest.mark.parametrize(("kind", "first"), [("agreement", "scan"), ("delegation", "other")])
def test_a_new_paper_is_the_original_only_of_an_agreement(office: Client, kind: str, first: str) -> None:
    page = office.get(f"/admin/partnerships/{kind}/add/").content.decode()
    chosen = page.partition('id="id_documents-__prefix__-kind"')[2].partition("</select>")[0]
    assert re.findall(r'value="(\w+)" selected', chosen) == [first]


def test_a_row_without_title_and_file_says_what_is_missing(office: Client, event: Event) -> None:
    page = office.post(change(event), filled(office, change(event), **row(number="5")))
    assert errors(page.content).count("Заполните это поле.") == 2
    assert not Document.objects.exists()


def test_the_text_of_a_document_is_kept_with_it(office: Client, event: Event, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        textlayer, "read_document", lambda content, media_type: textlayer.DocumentReading("о дружбе городов", [])
    )
    ticket = office.post(UPLOAD, {"file": scan()}).json()["ticket"]
    office.post(change(event), filled(office, change(event), **row(**{"file-kept": ticket})))
    assert Document.objects.get().text == "о дружбе городов"


def test_what_is_no_document_is_refused_with_the_reason(office: Client) -> None:
    answer = office.post(UPLOAD, {"file": SimpleUploadedFile("a.exe", b"MZ")})
    assert answer.status_code == 400
    assert "Такие файлы не принимаются" in answer.json()["error"]
    assert office.post(UPLOAD).status_code == 400
    assert not KeptFile.objects.exists()


def test_who_may_not_add_documents_uploads_nothing(client: Client) -> None:
    client.force_login(User.objects.create_user("viewer", password="x", is_staff=True))
    assert client.post(UPLOAD, {"file": scan()}).status_code == 403
    assert client.post(UPLOAD, {"file": picture()}).status_code == 403
    assert not KeptFile.objects.exists()


def test_a_form_calls_a_document_a_document_and_a_photo_a_photo(office: Client, event: Event) -> None:
    page = office.get(change(event)).content.decode()
    for words in ("Добавить документ", "Убрать документ", "Добавить фотографию", "Убрать фотографию"):
        assert json.dumps(words) in html.unescape(page)
    assert "Сведения о документе" in page
    assert "пустую строку" not in page
