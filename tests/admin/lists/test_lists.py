"""The lists: counted up to a bound, filtered by what is typed, clear when empty."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.admin import site
from django.test import Client
from django.utils import timezone

from partnerships.admin.lists import lists
from partnerships.history import revisions
from partnerships.models import City, Country, Event, Letter, Theme, User
from partnerships.models.publication import State
from tests.admin.forms.filled_form import filled
from tests.conftest import save

pytestmark = pytest.mark.django_db
EVENTS = "/admin/partnerships/event/"


@pytest.fixture
def events(omsk: City, country: Country, clerk: User) -> None:
    with revisions.revision(by=None, reason="test"):
        for number, year in enumerate((2019, 2020, 2020)):
            event = Event(slug=f"e{number}", title_ru=f"Приём делегации {number}", form="meeting")
            event.start, event.end, event.precision = (f"{year}-01-01", f"{year}-12-31", "year")
            event.full_clean()
            event.save()
            event.cities.set([omsk] if number else [])
    save(Event(slug="mine", title_ru="Без даты", form="forum", responsible=clerk), public=False)


def titles(answer: Any) -> list[str]:
    return [str(row) for row in answer.context["cl"].result_list]


def test_a_year_and_a_city_are_typed_in_any_form(office: Client, events: None) -> None:
    assert len(titles(office.get(EVENTS, {"year": "2020"}))) == 2
    for typed in ("омск", "Omsk", " omsk "):
        assert len(titles(office.get(EVENTS, {"city": typed, "year": "2020"}))) == 2
    page = office.get(EVENTS, {"city": "omsk", "year": "2020", "q": "прием"})
    assert 'value="Омск"' in page.content.decode()
    assert len(titles(page)) == 2
    kept = re.findall(r'<form method="get" class="typed-filter">(.*?)</form>', page.content.decode(), re.DOTALL)
    assert all('name="q" value="прием"' in form for form in kept)


def test_what_is_no_year_and_no_city_is_said_at_the_box(office: Client, events: None) -> None:
    page = office.get(EVENTS, {"year": "20", "city": "Атлантида"}).content.decode()
    assert "Напишите год четырьмя цифрами" in page
    assert "Такого города нет или их несколько" in page
    assert "С такими отборами и словами ничего не нашлось." in page


@pytest.mark.parametrize("value", ["²²²²", "0000", "9" * 400, "2020'--", "١٢٣٤"])
def test_odd_values_of_filters_are_harmless(office: Client, events: None, value: str) -> None:
    assert office.get(EVENTS, {"year": value, "city": value, "mine": value, "q": value}).status_code == 200


def test_mine_and_nobodys(office: Client, events: None) -> None:
    assert titles(office.get(EVENTS, {"mine": "1"})) == ["Без даты"]
    assert len(titles(office.get(EVENTS, {"mine": "0"}))) == 3


def test_the_choice_of_what_has_none_is_said_in_words(office: Client, events: None, omsk: City) -> None:
    save(Theme(name_ru="Культура", slug="culture"))
    save(Letter(kind="thanks", title_ru="Спасибо", addressee_ru="Хору"))
    for path, words in ((EVENTS, "без направления"), ("/admin/partnerships/letter/", "без города")):
        choices = re.findall(r'<a href="\?\w+__isnull=True"[^>]*>([^<]*)</a>', office.get(path).content.decode())
        assert [choice.strip() for choice in choices] == [words]


def test_undated_records_come_last_on_either_database(office: Client, events: None) -> None:
    assert titles(office.get(EVENTS))[-1] == "Без даты"


def test_words_are_found_in_any_form_and_unfinished(office: Client, events: None) -> None:
    for typed in ("делегациями", "прие", "ПРИЁМ"):
        assert len(titles(office.get(EVENTS, {"q": typed}))) == 3, typed
    assert titles(office.get(EVENTS, {"q": "выставка"})) == []


def test_a_long_list_is_counted_up_to_a_bound(
    office: Client, events: None, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    monkeypatch.setattr(lists, "COUNTED", 3)
    page = office.get(EVENTS)
    assert page.context["cl"].result_count == 3
    assert "больше 3 записей" in page.content.decode()
    monkeypatch.setattr(lists, "COUNTED", 4)
    assert "4 записи" in office.get(EVENTS).content.decode()


def test_all_pages_cannot_be_chosen_beyond_what_one_step_may_take(
    office: Client, events: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = site.get_model_admin(Event)
    monkeypatch.setattr(screen, "list_per_page", 2)
    assert 'class="question' in office.get(EVENTS).content.decode()
    monkeypatch.setattr(screen, "bulk_limit", 3)
    assert 'class="question' not in office.get(EVENTS).content.decode()


def test_an_empty_list_says_what_to_do(office: Client, country: Country) -> None:
    page = office.get(EVENTS).content.decode()
    assert "Здесь пока ничего нет." in page
    assert f"{EVENTS}import/" in page
    assert f"{EVENTS}add/" in page


def test_an_export_follows_the_filters_of_the_list(office: Client, events: None) -> None:
    from tests.spreadsheets.tables import opened, streamed

    page = office.get(EVENTS, {"city": "omsk", "year": "2020"}).content.decode()
    link = re.search(rf'href="({EVENTS}export/[^"]*format=xlsx)"', page)
    assert link is not None
    table = opened(streamed(office.get(link[1].replace("&amp;", "&"))))
    assert len(table) == 3


def test_what_waits_for_its_moment_is_not_called_live_in_a_table(office: Client, omsk: City) -> None:
    from tests.spreadsheets.tables import opened, streamed

    event = save(Event(slug="later", title_ru="Приём", form="meeting"), cities=[omsk])
    moment = timezone.now() + timedelta(days=30)
    revisions.update([event], by=None, reason="x", state=State.PUBLISHED, publish_at=moment)

    assert "Появится само" in str(opened(streamed(office.get(f"{EVENTS}export/"))))
    page = office.get("/admin/translations/").content.decode()
    assert "Приём" in page
    row = page.partition("Приём")[2].partition("</tr>")[0]
    assert "Появится само" in row


def test_the_messages_of_a_save_agree_with_any_noun(office: Client, omsk: City) -> None:
    country = omsk.country
    page = f"/admin/partnerships/country/{country.pk}/change/"
    assert "<h1>Россия</h1>" in office.get(page).content.decode()
    saved = office.post(page, filled(office, page, name_ru="Россия"), follow=True)
    assert [str(message) for message in saved.context["messages"]] == [
        f'Сохранено: страна «<a href="{page}">Россия</a>».'
    ]
