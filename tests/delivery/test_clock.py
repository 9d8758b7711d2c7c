"""Days begin and moments fall due by the clock of the home city, wherever the server stands."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import OperationalError
from django.test import Client

from partnerships.delivery import memo
from partnerships.models import City, Event, HomeCity, Organization, PartnerRequest
from tests.admin.forms.filled_form import filled
from tests.conftest import save

pytestmark = pytest.mark.django_db
#: In Kamchatka the second of May has begun, in Moscow it is four in the afternoon of the first.
NOW = datetime(2026, 5, 1, 13, tzinfo=UTC)


@pytest.fixture(autouse=True)
def evening() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def kamchatka(settings: Any) -> HomeCity:
    settings.TIME_ZONE = "Europe/Moscow"
    return save(HomeCity(name_ru="Петропавловск-Камчатский", time_zone="Asia/Kamchatka"))


def test_a_request_is_gone_when_its_last_day_is_over_at_home(client: Client, omsk: City, kamchatka: HomeCity) -> None:
    school = save(Organization(name_ru="Школа", city=omsk, kind="university"))
    for title, day in (("Вчерашний запрос", 1), ("Сегодняшний запрос", 2)):
        save(PartnerRequest(title_ru=title, organization=school, contact="x", open_until=date(2026, 5, day)))
    page = client.get("/ru/partners-wanted/").content.decode()

    assert "Сегодняшний запрос" in page
    assert "Вчерашний запрос" not in page


def test_pages_are_made_anew_at_midnight_at_home(kamchatka: HomeCity) -> None:
    assert memo.next_moment(kamchatka) == datetime(2026, 5, 2, 12, tzinfo=UTC).timestamp()
    assert memo.current().expires == memo.next_moment(kamchatka)


def test_a_clerk_types_and_reads_the_moment_of_the_home_city(office: Client, omsk: City, kamchatka: HomeCity) -> None:
    event = save(Event(slug="day", title_ru="День", title_en="Day", form="meeting"), public=False)
    path = f"/admin/partnerships/event/{event.pk}/change/"
    data = filled(office, path, publish_at="2026-05-02T09:30", _publish="1")
    assert office.post(path, data).status_code == 302
    event.refresh_from_db()

    assert event.publish_at == datetime(2026, 5, 1, 21, 30, tzinfo=UTC)
    assert 'data-zone="Asia/Kamchatka"' in office.get(path).content.decode()


def test_the_published_set_is_written_in_universal_time(omsk: City, kamchatka: HomeCity, tmp_path: Path) -> None:
    call_command("publish_dataset", tmp_path / "set", site="https://register.example.org", verbosity=0)
    rows = json.loads((tmp_path / "set" / "cities.json").read_text(encoding="utf-8"))
    assert [row["updated_at"][-1] for row in rows] == ["Z"]


def test_an_unwritten_home_city_goes_by_the_clock_of_the_installation(settings: Any) -> None:
    settings.TIME_ZONE = "Asia/Omsk"
    assert memo.current().home.time_zone == "Asia/Omsk"


def test_the_watchman_needs_no_clock(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise OperationalError

    monkeypatch.setattr(memo, "home_city", fail)
    assert client.get("/healthz").status_code == 200
