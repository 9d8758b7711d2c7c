from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from partnerships.files.intake import accept_document, accept_photo
from partnerships.models import Document, Event, Photo, publication
from tests.conftest import picture, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    return save(Event(slug="e", title_ru="Е", form="meeting"))


@pytest.fixture
def photo(event: Event) -> str:
    row: Any = Photo(record=event, is_decorative=True)
    row.file = accept_photo(picture())
    return save(row).file.name.split("/")[1]


def scan(event: Event, access: str) -> Document:
    row = Document(record=event, title_ru="Скан", access=access)
    row.file = accept_document(SimpleUploadedFile("Соглашение.pdf", b"%PDF-1.7 scan"))
    return save(row)


def fetch(client: Client, path: str, **headers: str) -> Any:
    response = client.get(path, headers=headers)
    if response.streaming:
        b"".join(response.streaming_content)  # the client closes the file once it has been read
    return response


def hide(event: Event) -> None:
    publication.withdraw(event)
    save(event, public=False)


def test_a_public_photo_is_served_at_every_size(client: Client, photo: str) -> None:
    for width in (480, 960, 1600):
        for format, kind in (("avif", "image/avif"), ("webp", "image/webp"), ("jpg", "image/jpeg")):
            response = fetch(client, f"/files/photos/{photo}/{width}.{format}")
            assert (response.status_code, response["Content-Type"]) == (200, kind)
            assert response["X-Content-Type-Options"] == "nosniff"
            assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
            assert "Cookie" not in response.get("Vary", "")
            assert not response.cookies


def test_a_hidden_photo_does_not_exist_at_any_size(client: Client, event: Event, photo: str) -> None:
    hide(event)
    never = fetch(client, f"/files/photos/{'0' * 32}/960.jpg")
    for width in (480, 960, 1600, 2560):
        for format in ("avif", "webp", "jpg", "png"):
            response = fetch(client, f"/files/photos/{photo}/{width}.{format}")
            assert (response.status_code, response.content) == (404, never.content)
    assert fetch(client, f"/files/photos/{photo}/original.jpg").status_code == 404


def test_an_unchanged_photo_is_not_sent_again_unless_hidden(client: Client, event: Event, photo: str) -> None:
    etag = fetch(client, f"/files/photos/{photo}/960.jpg")["ETag"]
    assert fetch(client, f"/files/photos/{photo}/960.jpg", **{"If-None-Match": etag}).status_code == 304
    hide(event)
    assert fetch(client, f"/files/photos/{photo}/960.jpg", **{"If-None-Match": etag}).status_code == 404


def test_staff_see_hidden_photos_and_no_cache_keeps_them(office: Client, event: Event, photo: str) -> None:
    hide(event)
    response = fetch(office, f"/files/photos/{photo}/960.jpg")
    assert (response.status_code, response["Cache-Control"]) == (200, "private, no-store")


def test_a_public_document_is_an_attachment_bit_for_bit(client: Client, event: Event) -> None:
    document = scan(event, "public")
    response = client.get(f"/files/documents/{document.pk}/x.pdf")
    assert b"".join(response.streaming_content) == b"%PDF-1.7 scan"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert response["ETag"] == f'"{document.sha256}"'


def test_an_internal_or_hidden_document_does_not_exist(client: Client, event: Event) -> None:
    internal, opened = scan(event, "internal"), scan(event, "public")
    assert client.get(f"/files/documents/{internal.pk}/x.pdf").status_code == 404
    hide(event)
    assert client.get(f"/files/documents/{opened.pk}/x.pdf").status_code == 404
    assert client.get(f"/files/documents/{2**80}/x.pdf").status_code == 404


def test_a_paper_without_a_title_has_a_link_that_can_be_read(client: Client, event: Event) -> None:
    paper = scan(event, "public")
    paper.title_ru = ""
    save(paper)
    page = client.get(event.get_absolute_url()).content.decode()
    assert ">Скан подлинника</a>" in page
