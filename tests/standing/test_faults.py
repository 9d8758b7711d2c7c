"""Each was shown wrong once: the right value, where a reader meets it."""

import re
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from partnerships.admin.home.todo import TASKS
from partnerships.models import Agreement, City, Country, Delegation, Event, Record, TieStep, User
from partnerships.period import Period, read_edtf
from tests.admin.forms.filled_form import filled
from tests.conftest import at_once, save
from tests.spreadsheets.tables import send
from tests.spreadsheets.tables import words as shown
from tests.standing.states import days

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strict_templates")]


def visit(slug: str, first: int, last: int, cities: list[City], **columns: Any) -> Delegation:
    record = Delegation(slug=slug, title_ru=f"Визит {slug}", **{"direction": "incoming", **columns})
    record.period = days(timezone.localdate(), first, last)
    return save(record, cities=cities)


def text(client: Client, address: str) -> str:
    return re.sub(r"\s+", " ", client.get(address).content.decode())


def fact(page: str, name: str) -> str:
    found = re.search(rf"<dt>{name}</dt><dd>(.*?)</dd>", page)
    assert found, name
    return re.sub(r"<[^>]+>", " ", found[1]).strip()


def test_a_visit_called_off_is_no_contact_and_counts_nowhere(client: Client, omsk: City) -> None:
    visit("held", -40, -38, [omsk])
    visit("off", -10, -9, [omsk], status="cancelled")
    home = client.get("/ru/").context
    assert home["totals"]["delegations"] == 1
    assert [record.slug for record in home["latest"]] == ["held"]
    story = client.get("/ru/cities/omsk/").context["story"]
    assert (story.first.slug, story.last.slug, story.figures["delegation"]) == ("held", "held", 1)
    line = re.search(r'<a href="/ru/delegations/off/">', text(client, "/ru/delegations/"))
    assert line, "it stays in the list"
    assert 'standing-cancelled">Отменено' in text(client, "/ru/delegations/")


def test_the_last_contact_is_not_in_the_future(client: Client, omsk: City) -> None:
    visit("held", -40, -38, [omsk])
    visit("next", 20, 22, [omsk])
    page = client.get("/ru/cities/omsk/")
    assert page.context["story"].last.slug == "held"
    assert page.context["story"].next.slug == "next"
    assert fact(re.sub(r"\s+", " ", page.content.decode()), "Предстоит")


def test_many_records_of_a_city_are_told_apart_by_the_database_in_the_same_way(client: Client, omsk: City) -> None:
    visit("held", -400, -398, [omsk])
    visit("off", -10, -9, [omsk], status="cancelled")
    visit("next", 20, 22, [omsk])
    with at_once():
        for number in range(60):
            visit(f"more-{number}", -100 - number, -100 - number, [omsk])
    story = client.get("/ru/cities/omsk/").context["story"]
    assert (story.first.slug, story.last.slug, story.next.slug) == ("held", "more-0", "next")
    assert story.figures["delegation"] == 61


def test_an_agreement_that_ran_out_is_not_in_force_anywhere(client: Client, omsk: City) -> None:
    today = timezone.localdate()
    gone = Agreement(slug="gone", title_ru="Старое соглашение", in_force_until=days(today, -1, -1))
    gone.period = Period.of((2015,))
    save(gone, cities=[omsk])
    assert client.get("/ru/").context["totals"]["agreements"] == 0
    assert fact(text(client, "/ru/agreements/gone/"), "Статус") == "Истекло"
    assert fact(text(client, "/ru/cities/omsk/"), "Действующие соглашения") == "ни одно не действует"
    assert client.get("/ru/agreements/?standing=in_force").context["listing"].page.paginator.count == 0
    gone.in_force_until = days(today, 0, 0)
    save(gone)
    assert client.get("/ru/").context["totals"]["agreements"] == 1, "it binds on its last day"


def test_a_tie_that_ended_is_said_so_and_not_counted(client: Client, omsk: City, country: Country) -> None:
    twin = City(slug="twin", name_ru="Бывший", country=country, tie="sister_city", latitude=1, longitude=1)
    save(TieStep(city=save(twin), kind="ended", date="2022"))
    assert client.get("/ru/").context["totals"]["cities"] == 1
    for address in ("/ru/", "/ru/cities/", "/ru/cities/?sort=name", "/ru/cities/twin/", "/ru/map/"):
        assert "Связь прекращена" in text(client, address), address
    marks = client.get("/ru/map/").context["map"]["data"]["marks"]
    mark = next(mark for mark in marks if "Бывший" in mark["label"])
    assert mark["over"] == " mark-over"
    assert client.get("/ru/cities/?standing=living").context["page"].paginator.count == 1


def test_an_invitation_is_no_delegation_sent(client: Client, omsk: City) -> None:
    visit("asked", -20, -18, [omsk], direction="outgoing", status="invited")
    assert client.get("/ru/").context["totals"]["delegations"] == 0
    assert client.get("/ru/statistics/").context["tables"][0][3] == []


def test_successor_and_predecessor_name_each_other(client: Client, omsk: City) -> None:
    old = save(Agreement(slug="old", title_ru="Прежнее"), cities=[omsk])
    amendment = Agreement(slug="more", title_ru="Дополнение", amends=old)
    amendment.period = Period.of((2019,))
    save(amendment, cities=[omsk])
    new = Agreement(slug="new", title_ru="Новое", supersedes=old)
    new.period = Period.of((2020,))
    save(new, cities=[omsk])
    assert fact(text(client, "/ru/agreements/old/"), "Статус") == "Заменено:  Новое"
    assert fact(text(client, "/ru/agreements/old/"), "Изменено") == "Дополнение"
    assert fact(text(client, "/ru/agreements/new/"), "Заменяет") == "Прежнее"
    assert fact(text(client, f"/ru/agreements/{amendment.slug}/"), "Изменяет") == "Прежнее"
    assert client.get("/ru/").context["totals"]["agreements"] == 2
    assert Record.objects.get(slug="old").standing == "superseded"


def test_what_is_coming_leaves_out_what_will_not_be(client: Client, omsk: City) -> None:
    visit("next", 20, 22, [omsk])
    visit("off", 12, 14, [omsk], status="cancelled")
    visit("asked", 15, 16, [omsk], status="invited")
    event = Event(slug="later", title_ru="Встреча", form="meeting", status="postponed")
    event.period = days(timezone.localdate(), 5, 6)
    save(event, cities=[omsk])
    assert [record.slug for record in client.get("/ru/").context["coming"]] == ["next"]


@pytest.mark.parametrize("when", ["2126-11", "2126", "2126-36", "2126-11-28~/2126-12-05~"])
def test_a_plan_known_roughly_is_ahead_everywhere_as_long_as_it_may_be(
    client: Client, clerk: User, omsk: City, when: str
) -> None:
    with time_machine.travel("2126-11-30 12:00"):
        for slug, status in (("plan", "planned"), ("held", "held")):
            record = Delegation(slug=slug, title_ru=f"Визит {slug}", direction="incoming", status=status)
            record.period = read_edtf(when)
            save(record, cities=[omsk])
        assert client.get("/ru/cities/omsk/").context["story"].next.slug == "plan"
        assert [record.slug for record in client.get("/ru/").context["coming"]] == ["plan"]
        assert [row.slug for row in TASKS["coming"].rows(clerk).first(9)] == ["plan"]
    with time_machine.travel("2127-01-01 12:00"):
        assert client.get("/ru/").context["coming"] == []


@pytest.mark.parametrize("when", ["2026-05-12", "2026-05", "2026-21", "2026-05~", "[..2026-05]"])
def test_a_plan_whose_time_has_passed_is_asked_about_on_the_home_of_the_office(
    office: Client, omsk: City, when: str
) -> None:
    record = Delegation(slug="plan", title_ru="Визит plan", direction="incoming", status="planned")
    record.period = read_edtf(when)
    save(record, cities=[omsk])
    with time_machine.travel("2026-09-07 12:00"):
        assert "Визит plan" in text(office, "/admin/todo/unconfirmed/")
        (card,) = (card for card in office.get("/admin/").context["terms"] if card["slug"] == "unconfirmed")
        assert [line["name"] for line in card["lines"]] == ["Визит plan"]


def test_the_second_day_of_a_thing_is_still_ahead_after_the_first(client: Client, omsk: City) -> None:
    event = Event(slug="fair", title_ru="Ярмарка", title_en="Fair", form="meeting")
    event.period = read_edtf("{2026-11-01,2026-12-23}")
    save(event, cities=[omsk])
    with time_machine.travel("2026-12-02 12:00:00", tick=False):
        assert [record.slug for record in client.get("/en/").context["coming"]] == ["fair"]
        for calendar in ("/en/calendar.ics", "/en/cities/omsk/calendar.ics"):
            told = client.get(calendar).content.decode()
            assert "DTSTART;VALUE=DATE:20261223" in told, calendar


def test_an_end_written_as_a_beginning_is_refused_in_forms_and_tables(office: Client, omsk: City) -> None:
    paper = save(Agreement(slug="a", title_ru="Соглашение"), cities=[omsk])
    for row, kind, words in ((omsk, "city", "Этапы связи"), (paper, "agreement", "Похоже на срок действия")):
        path = f"/admin/partnerships/{kind}/{row.pk}/change/"
        answer = office.post(path, filled(office, path, period="1992–2014"))
        assert words in str(answer.context["adminform"].form.errors["period"])
    heads = ["Название (на русском)", "Форма", "Дата"]
    preview = send(office, [heads, ["Договор", "agreement", "с 2010"]], path="/admin/partnerships/agreement/")
    assert "Похоже на срок действия" in shown(preview)
