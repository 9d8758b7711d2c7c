"""Partners wanted: what organisations look for, until a day that they name."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from partnerships.models import City, HomeCity, Organization, PartnerRequest, Theme
from tests.conftest import save

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strict_templates")]
PAGE = "/ru/partners-wanted/"


@pytest.fixture
def request_of_a_school(omsk: City) -> PartnerRequest:
    save(HomeCity(name_ru="Ставрополь", time_zone="Europe/Moscow"))
    school = save(Organization(name_ru="Школа № 1", name_en="School No. 1", kind="university"))
    theme = save(Theme(slug="youth", name_ru="Молодёжь", name_en="Youth"))
    request = PartnerRequest(title_ru="Ищем школу", organization=school, city=omsk, contact="school@example.org")
    request.text_ru, request.opened_on, request.open_until = "Переписка и обмен", date(2026, 5, 1), date(2026, 5, 31)
    omsk.publish_at = request.publish_at = datetime(2026, 5, 1, tzinfo=UTC)
    save(omsk)
    return save(request, themes=[theme])


def test_an_empty_page_says_where_to_look_and_how_to_ask(client: Client, omsk: City) -> None:
    save(HomeCity(name_ru="Ставрополь", email="partners@example.org"))
    page = client.get(PAGE).content.decode()

    assert "Сейчас партнёров никто не ищет" in page
    assert 'href="/ru/statistics/#table-theme"' in page
    assert 'href="mailto:partners@example.org?subject=%D0%98%D1%89%D1%83%D1%82%20' in page
    assert '<ul class="cards' not in page


@time_machine.travel("2026-05-31 20:59 +0000", tick=False)
def test_a_request_says_who_whom_what_and_until_when(client: Client, request_of_a_school: Any) -> None:
    page = client.get(PAGE).content.decode()

    for text in ("Ищем школу", "Школа № 1", "Переписка и обмен", "school@example.org", "1 мая 2026", "31 мая 2026"):
        assert text in page
    assert 'href="/ru/cities/omsk/"' in page
    assert '<a href="/ru/chronology/?theme=youth">Молодёжь</a>' in page
    assert "никто не ищет" not in page


@time_machine.travel("2026-05-31 21:01 +0000", tick=False)
def test_a_request_leaves_by_itself_when_its_last_day_is_over(client: Client, request_of_a_school: Any) -> None:
    page = client.get(PAGE).content.decode()

    assert "Ищем школу" not in page
    assert "никто не ищет" in page


@time_machine.travel("2026-05-15", tick=False)
def test_a_request_in_one_language_says_so_in_the_other(client: Client, request_of_a_school: Any) -> None:
    english = client.get("/en/partners-wanted/").content.decode()

    assert 'lang="ru"' in english
    assert "School No. 1" in english
    assert '<p class="notice"' in english
    assert '<p class="notice"' not in client.get(PAGE).content.decode()
