"""Readers are counted by month: people who open a page or download a document, and nothing about them."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import WSGIHandler
from django.db import InterfaceError
from django.test import Client

from partnerships.delivery import readership
from partnerships.delivery.pages import StoredPages
from partnerships.delivery.readership import CountedReaders
from partnerships.files.intake import accept_document
from partnerships.history import merging, revisions
from partnerships.models import Agreement, City, Country, Document, Event, HomeCity, Readership
from tests.conftest import save
from tests.delivery.test_pages import ask, one_connection  # noqa: F401 - the connection of the test is kept
from tests.staff.test_rights import person

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"


@pytest.fixture
def site() -> CountedReaders:
    return CountedReaders(StoredPages(WSGIHandler()))


@pytest.fixture(autouse=True)
def october() -> Iterator[None]:
    with time_machine.travel("2026-10-07 12:00Z", tick=False):
        yield


def read(site: CountedReaders, path: str, **headers: str) -> int:
    return ask(site, path, **{"HTTP_USER_AGENT": FIREFOX, **headers})[0]  # type: ignore[arg-type]


def counted() -> list[tuple[Any, ...]]:
    rows = Readership.objects.order_by("month", "pk")
    names = ((row.city.name_ru if row.city else row.record.title_ru, row) for row in rows)  # type: ignore[union-attr]
    return [(name, row.month, row.views, row.downloads) for name, row in names]


def test_a_page_is_counted_in_its_month_whatever_its_language(site: CountedReaders, omsk: City) -> None:
    event = save(Event(slug="fair", title_ru="Ярмарка", form="meeting"))
    assert [read(site, path) for path in ("/ru/events/fair/", "/ru/events/fair/", "/ru/cities/omsk/")] == [200] * 3
    site.write()
    with time_machine.travel("2026-11-02 12:00Z", tick=False):
        read(site, "/en/events/fair/")
        site.write()

    assert sorted(counted()) == [
        ("Омск", date(2026, 10, 1), 1, 0),
        ("Ярмарка", date(2026, 10, 1), 2, 0),
        ("Ярмарка", date(2026, 11, 1), 1, 0),
    ]
    assert Readership.objects.of(event).totals() == {"views": 3, "downloads": 0}


def test_who_has_the_page_already_is_a_reader(site: CountedReaders, omsk: City) -> None:
    tag = ask(site, "/ru/cities/omsk/")[1]["ETag"]  # type: ignore[arg-type]
    assert read(site, "/ru/cities/omsk/", HTTP_IF_NONE_MATCH=tag) == 304
    site.write()
    assert counted() == [("Омск", date(2026, 10, 1), 1, 0)]


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_USER_AGENT": "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)"},
        {"HTTP_USER_AGENT": ""},
        {"HTTP_COOKIE": "sessionid=x"},
        {"HTTP_SEC_PURPOSE": "prefetch"},
    ],
)
def test_programs_staff_and_what_is_fetched_ahead_are_no_readers(
    site: CountedReaders, omsk: City, headers: dict[str, str]
) -> None:
    assert read(site, "/ru/cities/omsk/", **headers) == 200
    assert read(site, "/ru/cities/omsk/") == 200
    site.write()
    assert counted() == [("Омск", date(2026, 10, 1), 1, 0)]


def test_what_is_not_there_is_not_counted(site: CountedReaders, omsk: City) -> None:
    save(Event(slug="draft", title_ru="Черновик", form="meeting"), public=False)
    assert [read(site, f"/ru/events/{slug}/") for slug in ("draft", "nothing")] == [404, 404]
    read(site, "/ru/cities/omsk/")
    revisions.update([omsk], by=None, reason="x", state="withdrawn", publish_at=None)
    site.write()
    assert counted() == []


def test_a_download_is_counted_for_the_record_of_the_document(site: CountedReaders) -> None:
    agreement = save(Agreement(slug="a", title_ru="Меморандум"))
    paper = Document(record=agreement, title="Скан", access="public")
    paper.file = accept_document(SimpleUploadedFile("a.pdf", b"%PDF-1.4\n%%EOF"))
    save(paper)
    assert read(site, f"/files/documents/{paper.pk}/a.pdf") == 200
    site.write()
    assert counted() == [("Меморандум", date(2026, 10, 1), 0, 1)]


def test_nothing_is_lost_while_the_database_is_away(
    site: CountedReaders, omsk: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(site, "/ru/cities/omsk/")

    def away(_counts: Counter[Any]) -> None:
        raise InterfaceError("away")

    with monkeypatch.context() as patched:
        patched.setattr(readership, "keep_counts", away)
        site.write()
    read(site, "/ru/cities/omsk/")
    site.write()
    assert counted() == [("Омск", date(2026, 10, 1), 2, 0)]


def test_the_office_shows_what_is_read_to_those_who_may_see_it(
    site: CountedReaders, omsk: City, office: Client
) -> None:
    event = save(Event(slug="fair", title_ru="Ярмарка", form="meeting"), cities=[omsk])
    for path in ("/ru/events/fair/", "/ru/events/fair/", "/ru/cities/omsk/"):
        read(site, path)
    site.write()

    page = office.get("/admin/readers/").content.decode()
    assert page.index("Ярмарка") < page.index("Омск")
    assert "Просмотров страниц: 3" in page
    assert "Просмотров страниц: 3" in office.get("/admin/readers/?month=2026-10-01").content.decode()
    assert "Просмотров страниц: 3" in office.get("/admin/readers/?month=nonsense").content.decode()
    form = office.get(f"/admin/partnerships/event/{event.pk}/change/").content.decode()
    assert f'<a href="/admin/readers/event/{event.pk}/">2 просмотра за год</a>' in form
    assert "Октябрь 2026" in office.get(f"/admin/readers/event/{event.pk}/").content.decode()
    for path in ("/admin/readers/event/0/", "/admin/readers/theme/1/", f"/admin/readers/city/{10**30}/"):
        assert office.get(path).status_code == 404

    stranger, user = Client(), person("viewer")
    user.groups.clear()
    stranger.force_login(user)
    assert "Ярмарка" not in stranger.get("/admin/readers/").content.decode()
    assert stranger.get(f"/admin/readers/event/{event.pk}/").status_code == 403


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_does_not_ask_more_with_rows(office: Client, django_assert_num_queries: Any, rows: int) -> None:
    for n in range(rows):
        event = save(Event(slug=f"e{n}", title_ru=f"Встреча {n}", form="meeting"))
        Readership.objects.create(record=event, month=date(2026, 10, 1), views=n + 1)
    office.get("/admin/readers/")
    with django_assert_num_queries(7):
        assert f"Встреча {rows - 1}" in office.get("/admin/readers/").content.decode()


def test_readers_are_counted_in_the_month_of_the_city(site: CountedReaders, omsk: City) -> None:
    save(HomeCity(name_ru="Владивосток", time_zone="Asia/Vladivostok"))
    with time_machine.travel("2026-11-30 18:00Z", tick=False):
        read(site, "/ru/cities/omsk/")
        site.write()
    assert counted() == [("Омск", date(2026, 12, 1), 1, 0)]


def test_a_telephone_whose_name_sounds_like_a_program_is_a_reader(site: CountedReaders, omsk: City) -> None:
    read(site, "/ru/cities/omsk/", HTTP_USER_AGENT="Mozilla/5.0 (Linux; Android 13; CUBOT KINGKONG 9) Chrome/120.0")
    site.write()
    assert counted() == [("Омск", date(2026, 10, 1), 1, 0)]


def test_a_merged_city_brings_its_readers(omsk: City, country: Country) -> None:
    twin = save(City(slug="omsk-2", name_ru="Омск-2", name_en="Omsk-2", country=country, tie="contact"))
    for month, city, views in ((9, twin, 5), (10, twin, 7), (10, omsk, 2)):
        Readership.objects.create(city=city, month=date(2026, month, 1), views=views)
    merging.merge(omsk, twin, taken=set(), by=None)
    assert counted() == [("Омск", date(2026, 9, 1), 5, 0), ("Омск", date(2026, 10, 1), 9, 0)]
