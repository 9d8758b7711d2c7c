import re
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from partnerships.admin.forms.photo_rows import address_of
from partnerships.files.intake import accept_photo
from partnerships.history import revisions
from partnerships.models import City, Event, KeptFile, Photo, User
from tests.admin.forms.filled_form import errors, filled
from tests.conftest import picture, save

pytestmark = pytest.mark.django_db
EVENTS = "/admin/partnerships/event/"
UPLOAD = "/admin/partnerships/photo/upload/"


@pytest.fixture
def event(omsk: City) -> Event:
    return save(Event(slug="e", title_ru="Было", title_en="Was", form="meeting"), cities=[omsk])


def upload(office: Client, **options: Any) -> dict[str, Any]:
    return office.post(UPLOAD, {"file": picture(**options)}).json()


def rows(*tickets: str, start: int = 0, **fields: str) -> dict[str, Any]:
    data: dict[str, Any] = {"photos-TOTAL_FORMS": start + len(tickets)}
    for number, ticket in enumerate(tickets, start):
        row = {"file-kept": ticket, "use": "gallery", "order": number, "focal_x": "0.5", "focal_y": "0.5", **fields}
        data |= {f"photos-{number}-{name}": value for name, value in row.items()}
    return data


def stored(event: Event, **fields: Any) -> Photo:
    photo = Photo(record=event, **fields)
    photo.file = accept_photo(picture())
    return save(photo)


def test_uploaded_pictures_are_saved_with_their_record_as_one_revision(office: Client, event: Event) -> None:
    tickets = [upload(office)["ticket"] for _ in range(3)]
    assert not Photo.objects.exists()
    before = revisions.register_version()

    path = f"{EVENTS}{event.pk}/change/"
    office.post(path, filled(office, path, **rows(*tickets, alt_ru="Гости у стола", author="А. Петрова")))

    photos = list(Photo.objects.all())
    assert [(photo.record_id, photo.order, photo.author) for photo in photos] == [
        (event.pk, number, "А. Петрова") for number in range(3)
    ]
    assert {(photo.width, photo.height) for photo in photos} == {(900, 600)}
    assert revisions.register_version() == before + 1
    assert default_storage.exists(str(photos[0].file.name).replace("original.jpg", "480.avif"))


def test_words_that_came_in_several_lines_are_one(office: Client, event: Event) -> None:
    path = f"{EVENTS}{event.pk}/change/"
    words = {"alt_ru": "Гости у стола\r\nс флагами", "caption_ru": "Встреча\nв мэрии"}
    office.post(path, filled(office, path, **rows(upload(office)["ticket"], **words)))
    photo = Photo.objects.get()
    assert (photo.alt_ru, photo.caption_ru) == ("Гости у стола с флагами", "Встреча в мэрии")


def test_pictures_of_a_new_city_wait_for_it(office: Client, country: Any) -> None:
    ticket = upload(office)["ticket"]
    path = "/admin/partnerships/city/add/"
    data = filled(office, path, name_ru="Пекин", country=country.pk, tie="contact", **rows(ticket, alt_ru="Площадь"))
    office.post(path, data)
    assert City.objects.get(name_ru="Пекин").photos.get().alt_ru == "Площадь"


def test_a_refused_file_says_why_and_keeps_nothing(office: Client) -> None:
    answer = office.post(UPLOAD, {"file": SimpleUploadedFile("a.jpg", b"<html>")})
    assert answer.status_code == 400
    assert "Это не картинка" in answer.json()["error"]
    assert office.post(UPLOAD).status_code == 400
    assert not KeptFile.objects.exists()


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"])
def test_pictures_of_every_kind_come_in(office: Client, format: str) -> None:
    assert upload(office, format=format)["ticket"]


def test_an_uploaded_picture_is_seen_by_its_owner_alone(office: Client, client: Client) -> None:
    look = upload(office)["look"]
    other = Client()
    other.force_login(User.objects.create_superuser("other", password="x"))

    assert office.get(look).headers["Content-Type"] == "image/jpeg"
    assert other.get(look).status_code == 404
    assert client.get(look).status_code == 302
    assert office.get(look.replace(look.split("/")[-2], "0" * 8 + "-0000-0000-0000-" + "0" * 12)).status_code == 404


def test_the_preview_shows_pictures_that_wait_for_the_save_to_whoever_uploaded_them(
    office: Client, event: Event
) -> None:
    path = f"{EVENTS}{event.pk}/change/"
    words = {"alt_ru": "Гости у стола", "alt_en": "Guests at the table"}
    page = office.post(path, filled(office, path, _preview="ru", **rows(upload(office)["ticket"], **words)))
    address = re.search(r"/files/photos/[0-9a-f]{32}/480\.jpg", page.content.decode())
    other = Client()
    other.force_login(User.objects.create_superuser("other", password="x"))

    assert address
    assert other.get(address[0]).status_code == 404
    assert Client().get(address[0]).status_code == 404
    assert not Photo.objects.exists()
    shown = office.get(address[0])
    assert (shown.status_code, shown.headers["Cache-Control"]) == (200, "private, no-store")
    shown.close()


def test_who_may_not_add_photos_uploads_nothing(client: Client) -> None:
    viewer = User.objects.create_user("viewer", password="x", is_staff=True)
    client.force_login(viewer)
    assert client.post(UPLOAD, {"file": picture()}).status_code == 403
    assert not KeptFile.objects.exists()


def test_a_refused_form_keeps_the_sheet(office: Client, event: Event) -> None:
    ticket = upload(office)["ticket"]
    path = f"{EVENTS}{event.pk}/change/"
    page = office.post(path, filled(office, path, title_ru="", **rows(ticket, caption_ru="Подпись")))
    text = page.content.decode()
    assert f'value="{ticket}"' in text
    assert f"/photo/kept/{ticket}/" in text
    assert ">\nПодпись</textarea>" in text


def test_another_file_for_a_photo_waits_beside_a_mistake_in_the_form(office: Client, event: Event) -> None:
    photo = stored(event, alt_ru="Гости у стола")
    path = f"{EVENTS}{event.pk}/change/"
    answer = office.post(path, filled(office, path, **{"title_ru": "", "photos-0-file": picture((300, 200))}))
    assert errors(answer.content)
    assert f"/photo/kept/{KeptFile.objects.get().key}" in answer.content.decode()

    no_picture = SimpleUploadedFile("photo.jpg", b"no picture")
    answer = office.post(path, filled(office, path, **{"photos-0-file": no_picture}))
    assert errors(answer.content)
    assert address_of(photo.file) in answer.content.decode()


@pytest.mark.parametrize("alt", ["IMG_2034.jpg", "Фото делегации", "image"])
def test_words_that_describe_nothing_are_refused(office: Client, event: Event, alt: str) -> None:
    path = f"{EVENTS}{event.pk}/change/"
    page = office.post(path, filled(office, path, **rows(upload(office)["ticket"], alt_ru=alt)))
    assert any("Скажите, что на фотографии" in error for error in errors(page.content))
    assert not Photo.objects.exists()
    checked = office.post(EVENTS + "check/", {"field": "photos-0-alt_en", "value": alt}).json()["error"]
    assert "Скажите, что на фотографии" in checked


def test_the_public_sees_a_photo_once_it_is_described(office: Client, client: Client, event: Event) -> None:
    path = f"{EVENTS}{event.pk}/change/"
    page = office.post(path, filled(office, path, **rows(upload(office)["ticket"], caption_ru="Подпись")), follow=True)
    photo = Photo.objects.get()
    file = f"/files/photos/{str(photo.file.name).split('/')[1]}/480.jpg"
    assert "1 фотография ещё без описания" in page.content.decode()
    assert "Подпись" not in client.get("/ru/events/e/").content.decode()
    assert client.get(file).status_code == 404

    office.post(path, filled(office, path, **{"photos-0-alt_ru": "Гости у стола"}))

    assert "Подпись" in client.get("/ru/events/e/").content.decode()
    shown = client.get(file)
    assert shown.status_code == 200
    shown.close()


def test_many_files_come_in_without_scripts_and_one_bad_does_not_lose_the_rest(office: Client, event: Event) -> None:
    path = f"{EVENTS}{event.pk}/change/"
    files = [picture(), SimpleUploadedFile("1-плохой.jpg", b"<html>"), picture(format="WEBP")]
    page = office.post(path, filled(office, path, **{"photos-files": files}), follow=True)
    assert Photo.objects.filter(record=event).count() == 2
    assert "1-плохой.jpg: Это не картинка" in page.content.decode()


@pytest.mark.parametrize("count", [1, 15])
def test_photos_without_words_are_described_in_their_list(
    office: Client, event: Event, django_assert_num_queries: Any, count: int
) -> None:
    for _ in range(count):
        stored(event)
    stored(event, alt_ru="Гости у стола")
    path = "/admin/partnerships/photo/?described=no"
    office.get(path)
    with django_assert_num_queries(6):
        page = office.get(path)
    formset = page.context["cl"].formset
    assert len(formset.forms) == count
    before = revisions.register_version()

    data: dict[str, Any] = {"_save": "1", "form-TOTAL_FORMS": count, "form-INITIAL_FORMS": count}
    for number, form in enumerate(formset.forms):
        data |= {f"form-{number}-id": form.instance.pk, f"form-{number}-alt_ru": "Мост через реку"}
    office.post(path, {**data, "form-0-alt_ru": "IMG_1.jpg"})
    assert Photo.objects.undescribed().count() == count
    office.post(path, data)

    assert Photo.objects.undescribed().count() == 0
    assert revisions.register_version() == before + 1


def test_words_typed_into_an_old_list_do_not_write_over_a_colleague(office: Client, event: Event) -> None:
    mine, both, untouched = (stored(event) for _ in range(3))
    path = "/admin/partnerships/photo/"
    data: dict[str, Any] = {"_save": "1", "form-TOTAL_FORMS": 3, "form-INITIAL_FORMS": 3}
    numbers = {}
    for number, form in enumerate(office.get(path).context["cl"].formset.forms):
        row = f"form-{number}"
        numbers[form.instance.pk] = row
        data |= {f"{row}-id": form.instance.pk, f"{row}-alt_ru": "", f"{row}-alt_en": ""}
        data |= {f"initial-{row}-alt_ru": "", f"initial-{row}-alt_en": "", f"initial-{row}-is_decorative": "False"}
    assert f'name="initial-{numbers[both.pk]}-alt_ru"' in office.get(path).content.decode()
    revisions.update([mine], by=None, reason="x", alt_en="Bridge over the river")
    revisions.update([both, untouched], by=None, reason="x", alt_ru="Гости у стола")

    data[f"{numbers[mine.pk]}-alt_ru"] = "Мост через реку"
    office.post(path, data)
    mine.refresh_from_db()
    untouched.refresh_from_db()
    assert (mine.alt_ru, mine.alt_en, untouched.alt_ru) == ("Мост через реку", "Bridge over the river", "Гости у стола")

    data[f"{numbers[both.pk]}-alt_ru"] = "Вид на реку Омь"
    page = office.post(path, data)
    assert "Тем временем кто-то написал: «Гости у стола»." in page.content.decode()
    assert Photo.objects.get(pk=both.pk).alt_ru == "Гости у стола"
    data[f"initial-{numbers[both.pk]}-alt_ru"] = "Гости у стола"
    data[f"initial-{numbers[mine.pk]}-alt_ru"] = "Мост через реку"
    office.post(path, data)
    assert Photo.objects.get(pk=both.pk).alt_ru == "Вид на реку Омь"


def test_a_mistake_in_the_list_stands_beside_its_own_picture(office: Client, event: Event) -> None:
    for _ in range(4):
        stored(event)
    path = "/admin/partnerships/photo/?described=no"
    forms = office.get(path).context["cl"].formset.forms
    data: dict[str, Any] = {"_save": "1", "form-TOTAL_FORMS": 4, "form-INITIAL_FORMS": 4}
    for number, form in enumerate(forms):
        data |= {f"form-{number}-id": form.instance.pk, f"initial-form-{number}-alt_ru": ""}
    data["form-1-alt_ru"] = "Вид на реку"
    revisions.update([Photo.objects.get(pk=forms[1].instance.pk)], by=None, reason="x", alt_ru="Гости у стола")

    listed = office.post(path, data).context["cl"]

    assert [photo.pk for photo in listed.result_list] == [form.instance.pk for form in forms]
    assert [form.instance.pk for form in listed.formset.forms] == [form.instance.pk for form in forms]
