from datetime import date, time
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from partnerships.admin.history.sentences import sentences_of
from partnerships.history import revisions
from partnerships.models import Delegation, KeptFile, Participant, Photo, ProgrammeItem, User
from partnerships.period import Period
from tests.admin.forms.filled_form import filled
from tests.conftest import picture, save

pytestmark = pytest.mark.django_db
NOON = "2026-09-03T12:00:00+03:00"


@pytest.fixture
def visit(db: None) -> Delegation:
    visit = Delegation(slug="v", title_ru="Визит", direction="incoming")
    visit.period = Period.of((2026, 9, 3), (2026, 9, 4))
    save(visit)
    for day, hour, activity in ((4, 9, "Музей"), (3, 11, "Переговоры"), (3, 9, "Завтрак")):
        item = ProgrammeItem(delegation=visit, day=date(2026, 9, day), starts=time(hour), activity_ru=activity)
        save(item, public=False)
    save(Participant(record=visit, name_ru="Иванов", contact="моб. +7 (900) 000-00-01, ivanov@example.org"))
    return visit


def path(visit: Delegation) -> str:
    return f"/admin/partnerships/delegation/{visit.pk}/today/"


def text(office: Client, address: str) -> str:
    return office.get(address).content.decode()


def activities(page: Any) -> list[str]:
    return [item.activity_ru for item in page.context["items"]]


@time_machine.travel(NOON, tick=False)
def test_the_day_is_in_order_of_time_with_telephones(office: Client, visit: Delegation) -> None:
    page = office.get(path(visit))
    assert activities(page) == ["Завтрак", "Переговоры"]
    text = page.content.decode()
    assert 'href="tel:+79000000001"' in text
    assert 'href="mailto:ivanov@example.org"' in text
    assert activities(office.get(path(visit) + "?day=2026-09-04")) == ["Музей"]
    assert activities(office.get(path(visit) + "?day=2026-99-99")) == ["Завтрак", "Переговоры"]
    assert list(Delegation.objects.on_day(date(2026, 9, 4))) == [visit]
    assert not Delegation.objects.on_day(date(2026, 9, 5)).exists()


@time_machine.travel(NOON, tick=False)
def test_who_did_not_travel_is_named_with_what_they_did(office: Client, visit: Delegation) -> None:
    save(Participant(record=visit, name_ru="Петров", role="greeter"))
    page = text(office, path(visit))
    assert '<b>Петров</b> <span class="state">Прислал приветствие</span>' in page
    assert "<b>Иванов</b><" in page


@pytest.mark.parametrize(("moment", "expected"), [("2026-09-01", ["Завтрак", "Переговоры"]), ("2026-10-01", ["Музей"])])
def test_before_the_visit_its_first_day_is_shown_and_after_it_the_last(
    office: Client, visit: Delegation, moment: str, expected: list[str]
) -> None:
    with time_machine.travel(moment, tick=False):
        assert activities(office.get(path(visit))) == expected


@pytest.mark.parametrize(
    ("day", "title", "heading", "crumb"),
    [
        ("2026-09-03", "Сегодня: Визит", "Сегодня, 3 сентября, четверг", "Сегодня"),
        ("2026-09-04", "Визит", "4 сентября, пятница", "4 сентября"),
    ],
)
@time_machine.travel(NOON, tick=False)
def test_the_page_says_today_of_today_alone(
    office: Client, visit: Delegation, day: str, title: str, heading: str, crumb: str
) -> None:
    page = text(office, f"{path(visit)}?day={day}")
    assert f"<h1>{title}</h1>" in page
    assert f"<h2>{heading}</h2>" in page
    assert f'aria-current="page">{crumb}</li>' in page
    assert page.count("Сегодня") == title.count("Сегодня") * 4  # of the tab, of the path, of both headings


@time_machine.travel(NOON, tick=False)
def test_a_visit_without_a_programme_is_not_called_today(office: Client) -> None:
    visit = save(Delegation(slug="e", title_ru="Без программы", direction="incoming"))
    page = text(office, path(visit))
    assert "<h1>Без программы</h1>" in page
    assert "Сегодня" not in page


def test_a_tick_is_taken_back_in_the_form_as_well(office: Client, visit: Delegation) -> None:
    item = visit.programme_items.get(activity_ru="Завтрак")
    office.post(path(visit), {"item": item.pk, "held": "1"})
    form = path(visit).replace("today", "change")
    data = filled(office, form)
    rows = {name: value for name, value in data.items() if name.startswith("programme_items-") and name.endswith("-id")}
    row = next(name for name, value in rows.items() if value == item.pk)
    state = row.replace("-id", "-state")
    assert data[state] == "held"

    office.post(form, {**data, state: "planned"})

    item.refresh_from_db()
    assert item.state == "planned"
    assert "Снять отметку" not in text(office, path(visit))


def test_one_tap_is_one_revision_and_can_be_taken_back(office: Client, visit: Delegation) -> None:
    item = visit.programme_items.get(activity_ru="Завтрак")
    before = revisions.register_version()

    office.post(path(visit), {"item": item.pk, "held": "1"})
    office.post(path(visit), {"item": item.pk, "held": "1"})  # tapped twice

    item.refresh_from_db()
    assert (item.state, revisions.register_version()) == ("held", before + 1)
    assert sentences_of(revisions.history(visit).first().revision.comment) == "Состоялось: Завтрак."
    assert "Снять отметку" in office.get(path(visit) + "?day=2026-09-03").content.decode()

    office.post(path(visit), {"item": item.pk, "planned": "1"})
    item.refresh_from_db()
    assert (item.state, revisions.register_version()) == ("planned", before + 2)


def test_an_item_of_another_visit_is_out_of_reach(office: Client, visit: Delegation) -> None:
    other = save(Delegation(slug="o", title_ru="Другой", direction="incoming"))
    item = visit.programme_items.first()
    for pk in (item.pk, "x", "9" * 40):
        assert office.post(path(other), {"item": pk, "held": "1"}).status_code == 404
    assert not ProgrammeItem.objects.filter(state="held").exists()


@time_machine.travel(NOON, tick=False)
def test_photos_of_the_camera_are_one_revision_and_a_bad_one_does_not_lose_the_rest(
    office: Client, visit: Delegation
) -> None:
    before = revisions.register_version()
    files = [picture(), SimpleUploadedFile("1.heic", b"no"), picture(format="HEIF")]

    page = office.post(path(visit), {"photos": files}, follow=True).content.decode()

    assert [(photo.order, photo.taken_on) for photo in Photo.objects.filter(record=visit)] == [
        (0, Period.of((2026, 9, 3), (2026, 9, 3))),
        (1, Period.of((2026, 9, 3), (2026, 9, 3))),
    ]
    assert revisions.register_version() == before + 1
    assert "2 фотографии сохранены" in page
    assert "1.heic: Это не картинка" in page
    assert not KeptFile.objects.exists()
    assert Photo.objects.public().count() == 0


@time_machine.travel(NOON, tick=False)
def test_photos_sent_again_are_not_kept_twice(office: Client, visit: Delegation) -> None:
    def sent(*sizes: int) -> list[SimpleUploadedFile]:
        return [picture((size, size)) for size in sizes]

    office.post(path(visit), {"photos": sent(40, 50)}, follow=True)
    before = revisions.register_version()

    again = office.post(path(visit), {"photos": sent(40, 50)}, follow=True).content.decode()
    assert Photo.objects.filter(record=visit).count() == 2
    assert revisions.register_version() == before
    assert "2 фотографии уже были здесь" in again
    assert "фотографии сохранены" not in again

    more = office.post(path(visit), {"photos": sent(50, 60, 60)}, follow=True).content.decode()
    assert [photo.width for photo in Photo.objects.filter(record=visit)] == [40, 50, 60]
    assert "1 фотография сохранена" in more
    assert not KeptFile.objects.exists()

    other = save(Delegation(slug="o", title_ru="Другой", direction="incoming"))
    office.post(path(other), {"photos": sent(40)})
    assert Photo.objects.filter(record=other).count() == 1


def test_photos_of_a_telephone_stand_in_the_order_of_their_names(office: Client, visit: Delegation) -> None:
    files = [SimpleUploadedFile(f"IMG_{at}.jpg", picture((at, at)).read()) for at in (10, 9, 30)]
    office.post(path(visit), {"photos": files})
    assert [photo.width for photo in Photo.objects.filter(record=visit)] == [9, 10, 30]


def test_a_viewer_sees_the_day_and_changes_nothing(visit: Delegation, client: Client) -> None:
    viewer = User.objects.create_user("viewer", password="x", is_staff=True)
    client.force_login(viewer)
    assert client.get(path(visit)).status_code == 403
    viewer.user_permissions.set(Permission.objects.filter(codename="view_delegation"))
    page = client.get(path(visit))
    assert page.status_code == 200
    assert "+79000000001" not in page.content.decode()
    assert "<button" not in page.content.decode().split("content-main")[1].split("<footer")[0]
    for data in ({"item": visit.programme_items.first().pk, "held": "1"}, {"photos": picture()}):
        assert client.post(path(visit), data).status_code == 403
    assert not Photo.objects.exists()
