"""The page of results and the suggestions, as a reader meets them."""

import json
import re
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils.http import urlencode

from partnerships.delivery.pages import storable_address
from partnerships.history import revisions
from partnerships.models import Agreement, City, Country, Delegation, Event, HomeCity, Participant, Theme
from partnerships.period import Period, parse
from tests.conftest import save

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strict_templates")]


@pytest.fixture
def register(omsk: City) -> None:
    for year in (2019, 2022):
        event = Event(
            slug=f"day-{year}",
            title_ru=f"День города {year}",
            title_en=f"City Day {year}",
            summary_ru="Праздник <b>на площади</b>, гости из Омска.",
            form="city_day",
        )
        event.period = Period.of((year, 8))
        save(event, cities=[omsk])
    agreement = Agreement(slug="omsk-2013", title_ru="Соглашение с Омском", body_ru="Стороны развивают мелиорацию.")
    agreement.period = Period.of((2013,))
    save(agreement, cities=[omsk])
    save(Participant(record=agreement, name_ru="Зритнев В.В.", office_ru="Мэр", is_public=True))


def ask(client: Client, query: str, language: str = "ru") -> str:
    response = client.get(f"/{language}/search/?{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_any_form_of_what_a_kind_is_called_means_records_of_that_kind(client: Client, omsk: City) -> None:
    for number in range(6):
        save(Event(slug=f"concert-{number}", title_ru="Концерт к визиту гостей", form="forum"), cities=[omsk])
    save(Delegation(slug="trip", title_ru="Поездка в Омск", direction="outgoing"), cities=[omsk])

    for typed in ("визит", "визита", "визитами", "о визите"):
        first, *_others = re.findall(r'<li class="result entry entry-(\w+)"', ask(client, urlencode({"q": typed})))
        assert first == "delegation", typed


def test_who_asks_for_contacts_is_led_to_the_department(client: Client, register: None) -> None:
    for typed, language in (("контакты", "ru"), ("контактов отдела", "ru"), ("Contacts", "en")):
        assert f'<a href="/{language}/about/#contacts">' in ask(client, urlencode({"q": typed}), language)
    assert "#contacts" not in ask(client, urlencode({"q": "Омск"}))
    save(HomeCity(name_ru="Ставрополь", email="partners@example.org"))
    assert '<h2 id="contacts">' in client.get("/ru/about/").content.decode()


def test_results_are_marked_counted_and_lead_to_their_pages(client: Client, register: None) -> None:
    page = ask(client, "q=омском")
    assert "Найдено 4 результата" in page
    assert "Соглашение с <mark>Омском</mark>" in page
    assert "гости из <mark>Омска</mark>" in page
    assert 'href="/ru/agreements/omsk-2013/"' in page
    assert "Мероприятия <span" in page
    assert '<meta name="robots" content="noindex, follow">' in page
    assert "&lt;b&gt;" not in page
    assert "<b>" not in page


def test_a_kind_and_the_filters_of_the_chronology_narrow(client: Client, register: None) -> None:
    narrowed = ask(client, "q=омск&kind=agreement")
    assert "Найден 1 результат" in narrowed
    assert "/ru/events/day-2019/" not in narrowed
    in_2019 = ask(client, "q=омск&year=2019")
    assert "/ru/events/day-2019/" in in_2019
    assert "/ru/events/day-2022/" not in in_2019
    assert (
        'href="/ru/cities/omsk/">'
        not in in_2019.partition('class="results"')[2].partition("<h2>")[2].partition("</h2>")[0]
    )
    assert "/ru/events/day-2022/" in ask(client, "q=день&city=omsk&order=newest")


@pytest.mark.parametrize("typed", ["07.2019", "2019-07", "в июле 2019 года", "July, 2019"])
def test_a_date_is_found_however_it_is_spelled(client: Client, register: None, typed: str) -> None:
    save(Event(slug="dated", title_ru="Слёт", title_en="Rally", form="meeting", **parse("июль 2019").columns()))

    assert "Слёт" in ask(client, urlencode({"q": typed}))
    assert "Слёт" not in ask(client, "q=08.2019")


def test_the_orders_by_date(client: Client, register: None) -> None:
    newest = ask(client, "q=город&kind=event&order=newest")
    oldest = ask(client, "q=город&kind=event&order=oldest")
    assert newest.index("day-2022/") < newest.index("day-2019/")
    assert oldest.index("day-2019/") < oldest.index("day-2022/")


def test_what_only_a_row_of_the_record_answers_is_quoted(client: Client, register: None) -> None:
    assert "<mark>Зритнев</mark> В.В." in ask(client, "q=зритневым")
    assert "<mark>мелиорацию</mark>" in ask(client, "q=мелиорация")


def test_what_only_the_form_or_the_place_answers_is_quoted(client: Client, register: None, omsk: City) -> None:
    save(
        Event(slug="f", title_ru="Звёзды", summary_ru="Пели дети.", place_ru="Парк Победы", form="festival"),
        cities=[omsk],
    )
    assert "<mark>Фестиваль</mark>. Парк Победы. Пели дети." in ask(client, "q=фестивали")
    assert "<mark>Парк</mark> Победы" in ask(client, "q=парк")


def test_another_language_is_marked_as_such(client: Client, register: None) -> None:
    page = ask(client, "q=agreement", "en")
    assert '<a href="/en/agreements/omsk-2013/" lang="ru" hreflang="ru">Соглашение' in page
    assert "Text in another language: русский" in page.replace("Русский", "русский")


def test_nothing_found_says_what_to_do(client: Client, register: None) -> None:
    page = ask(client, "q=квантовый")
    assert "Ничего не найдено" in page
    assert 'data-none="В названиях таких слов нет; они могут быть в текстах."' in page, "of the suggestions, to the ear"
    assert "Без отборов есть 4 результата" in ask(client, "q=омск&year=1999")


def test_a_typo_is_answered_with_what_was_meant(client: Client, register: None) -> None:
    page = ask(client, "q=Амск")
    assert "Возможно, вы имели в виду «омск»" in page
    assert "/ru/cities/omsk/" in page


def test_a_word_that_nothing_has_is_named(client: Client, register: None) -> None:
    page = ask(client, "q=соглашение+Париж")
    assert "без слова «париж»" in page
    assert "/ru/agreements/omsk-2013/" in page


def test_a_withdrawn_record_has_no_suggestion_either(client: Client, register: None) -> None:
    with revisions.revision(by=None, reason="test"):
        agreement = Agreement.objects.get()
        agreement.state = "withdrawn"
        agreement.save()
    assert json.loads(client.get("/ru/search/suggestions/?q=соглаш").content)[1] == []
    assert "Ничего не найдено" in ask(client, "q=мелиорацея")


HOSTILE = (
    "* \" ' % _ \\ « »".split(),
    ['"омск', "омск*", "name:омск", "омск OR 1", "NEAR(омск)", "-омск", "&|!():*", "{name} : x", "<script>"],
    ["", " ", "a", "о", "0", "ъъ", "ъомск", "\x00", "\U0001f600", "а" * 100_000, "омск " * 20_000],
)


def test_anything_may_be_typed(client: Client, register: None) -> None:
    for typed in (typed for some in HOSTILE for typed in some):
        for address in ("/ru/search/", "/en/search/suggestions/"):
            response = client.get(address, {"q": typed}, follow=True)
            assert response.status_code == 200, typed
            assert len(response.content) < 60_000, typed


@pytest.mark.parametrize("query", ["q=омск&year=x", "q=омск&kind=user", "q=омск&order=worst", "q=омск&city=no-such"])
def test_a_wrong_filter_is_explained(client: Client, register: None, query: str) -> None:
    response = client.get(f"/ru/search/?{query}")
    assert response.status_code == 400
    assert "Что-то в отборе" in response.content.decode() or "error-summary" in response.content.decode()


def test_past_the_last_page_is_no_page(client: Client, register: None) -> None:
    assert client.get("/ru/search/?q=омск&page=2").status_code == 404


def test_more_results_take_no_more_questions(client: Client, omsk: City) -> None:
    theme = save(Theme(slug="t", name_ru="Культура"))
    counts = []
    for number in (1, 19):
        for step in range(number):
            save(Event(slug=f"e-{number}-{step}", title_ru="Форум", form="forum"), cities=[omsk], themes=[theme])
        with CaptureQueriesContext(connection) as queries:
            client.get("/ru/search/?q=форум")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_suggestions_are_what_browsers_read(client: Client, register: None) -> None:
    response = client.get("/en/search/suggestions/?q=city+d")
    typed, titles, kinds, addresses = json.loads(response.content)
    assert (typed, titles[0], kinds[0], addresses[0]) == ("city d", "City Day 2022", "Event", "/en/events/day-2022/")
    assert response["Content-Type"] == "application/x-suggestions+json"
    assert json.loads(client.get("/en/search/suggestions/?q=c").content)[1] == []


def test_browsers_can_take_the_search_over(client: Client, register: None) -> None:
    assert 'rel="search" type="application/opensearchdescription+xml"' in client.get("/ru/about/").content.decode()
    response = client.get("/ru/search/opensearch.xml")
    root = ElementTree.fromstring(response.content)  # noqa: S314 - our own answer
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    templates = {item.get("type"): item.get("template") for item in root.findall(f"{space}Url")}
    assert templates["text/html"] == "http://testserver/ru/search/?q={searchTerms}"
    assert root.findtext(f"{space}ShortName")


def test_pages_of_results_are_not_stored(rf: RequestFactory) -> None:
    host = {"host": "testserver"}
    assert storable_address(rf.get("/ru/cities/", headers=host).environ) is not None
    assert storable_address(rf.get("/ru/search/", {"q": "омск"}, headers=host).environ) is None


@pytest.mark.parametrize("typed", ["'kbcnf", "vf[fxrfkf"])
def test_the_other_keyboard_layout_may_part_a_word(client: Client, country: Country, typed: str) -> None:
    save(City(slug="elista", name_ru="Элиста", name_en="Elista", country=country, tie="contact"))
    save(City(slug="makhachkala", name_ru="Махачкала", name_en="Makhachkala", country=country, tie="contact"))
    meant = "Элиста" if typed.startswith("'") else "Махачкала"
    assert f"<mark>{meant}</mark>" in client.get("/ru/search/", {"q": typed}).content.decode()
