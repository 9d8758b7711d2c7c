"""The home of the back office, and the table of translations."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from partnerships.history import revisions
from partnerships.models import (
    Agreement,
    AgreementAction,
    City,
    CityOccasion,
    Delegation,
    Event,
    LinkPlace,
    Organization,
    OutsideLink,
    PartnerRequest,
    Photo,
    User,
)
from partnerships.period import Period
from tests.admin.forms.filled_form import filled
from tests.admin.history.test_history import of, signed_in, text
from tests.conftest import at_once, save

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strict_templates")]


def on(day: Any) -> Period:
    return Period.of((day.year, day.month, day.day))


@at_once()
def fill(omsk: City, clerk: User, rows: int) -> None:
    """Give every part of the home page something to show."""
    today = timezone.localdate()
    for n in range(rows):
        soon = today + timedelta(days=1 + n % 40)
        save(CityOccasion(city=omsk, name_ru=f"День {n}", name_en=f"Day {n}", month=soon.month, day=soon.day))
        event = Event(
            slug=f"e{n}", title_ru=f"Встреча {n}", form="meeting", body_ru=f'<p><a href="http://{n}">x</a></p>'
        )
        event.period = on(soon)
        save(event, cities=[omsk])
        failed = {"fault": "gone", "failed_since": timezone.now() - timedelta(days=2), "checked_at": timezone.now()}
        dead = OutsideLink.objects.create(address=f"http://{n}", digest=f"{n}", **failed)
        LinkPlace.objects.create(link=dead, record=event, column="body_ru", quoted=f'"http://{n}"')
        save(Photo(record=event, alt_ru="", file=f"photos/{n:032x}/original.jpg"))
        save(Event(slug=f"d{n}", title_ru=f"Черновик {n}", form="meeting", responsible=clerk), public=False)
        ending = Agreement(slug=f"a{n}", title_ru=f"Кончается {n}", in_force_until=today + timedelta(days=100 + n))
        save(ending, cities=[omsk])
        save(Agreement(slug=f"o{n}", title_ru=f"Бессрочное {n}", is_open_ended=True))
        visit = Delegation(slug=f"v{n}", title_ru=f"Без отчёта {n}", direction="incoming", report_due=today)
        save(visit)
        sent = Event(slug=f"s{n}", title_ru=f"Ждёт {n}", form="meeting", state="in_review", sent_by=clerk)
        sent.sent_at = timezone.now()
        sent.save()
        back = Event(slug=f"r{n}", title_ru=f"Вернули {n}", form="meeting", state="returned", sent_by=clerk)
        back.return_comment, back.returned_at = "Нет даты приезда", timezone.now()
        back.save()


def test_a_visit_of_today_leads_to_its_day(office: Client) -> None:
    for slug, day in (("now", timezone.localdate()), ("later", timezone.localdate() + timedelta(days=1))):
        visit = Delegation(slug=slug, title_ru=f"Визит {slug}", direction="incoming")
        visit.period = on(day)
        save(visit)

    page = office.get("/admin/").content.decode()

    today = Delegation.objects.get(slug="now")
    assert f'<a href="/admin/partnerships/delegation/{today.pk}/today/">Визит now</a>' in page
    assert f"/{Delegation.objects.get(slug='later').pk}/today/" not in page


def test_the_home_page_says_what_waits(office: Client, omsk: City, clerk: User) -> None:
    fill(omsk, clerk, 1)

    page = text(office, "/admin/")

    for words in ("Ждёт меня", "Вернули 0 Нет даты приезда", "На утверждение 1 Ждёт 0", "Мои черновики 1 Черновик 0"):
        assert words in page
    for words in (
        "Встреча 0",
        "День 0",
        "Кончается 0",
        "осталось 100 дней",
        "Без отчёта 0",
        "Фотографии без описания 1",
        "Внешние ссылки, которые не открываются 1",
    ):
        assert words in page
    assert "Ждёт 0 clerk Проверить: 3 — нет перевода (английский): название; не указана дата; " in page
    sent = Event.objects.get(slug="s0")
    assert f'<a href="{of(sent, "reading")}#to-check">Проверить: 3</a>' in office.get("/admin/").content.decode()
    assert "Проверить: 3 — " in text(office, "/admin/todo/approve/")
    assert 'id="to-check"' in office.get(of(sent, "reading")).content.decode()
    assert "Продлить соглашения 1 Кончается 0" in page
    assert "Бессрочное 0" not in page.partition("Не доделано")[0]
    assert "Что изменили другие" in page
    assert "Разделы" in page


@pytest.mark.parametrize("rows", [1, 30])
def test_the_home_page_does_not_ask_more_with_rows(
    office: Client, omsk: City, clerk: User, django_assert_num_queries: Any, rows: int
) -> None:
    fill(omsk, clerk, rows)
    office.get("/admin/")
    for path, queries in (("/admin/", 93), ("/admin/translations/", 24)):
        office.get(path)
        with django_assert_num_queries(queries):
            assert office.get(path).status_code == 200


def test_an_agreement_is_due_when_its_prolongation_ends(office: Client, omsk: City) -> None:
    today = timezone.localdate()
    made = Agreement(slug="a", title_ru="Старое соглашение", in_force_until=today - timedelta(days=400))
    save(made, cities=[omsk])
    save(AgreementAction(agreement=made, kind="prolonged", date="2020", until=on(today + timedelta(days=100))))
    page = text(office, "/admin/")
    assert "Старое соглашение" in page
    assert "осталось 100 дней" in page


def test_every_task_has_its_list(office: Client, omsk: City, clerk: User) -> None:
    fill(omsk, clerk, 3)
    for slug, words in (
        ("returned", "Вернули 2"),
        ("renew", "Кончается 2"),
        ("no-alt", "Встреча 2"),
        ("undated", "Ждёт 0"),
    ):
        assert words in text(office, f"/admin/todo/{slug}/")
    assert office.get("/admin/todo/nothing/").status_code == 404


def test_only_what_a_person_may_see_is_shown(omsk: City, clerk: User) -> None:
    fill(omsk, clerk, 1)
    stranger = User.objects.create_user("stranger", password="x", is_staff=True)
    client = Client()
    client.force_login(stranger)
    page = text(client, "/admin/")
    for word in ("Ждёт 0", "Черновик 0", "Встреча 0", "Кончается 0", "День 0", "Без отчёта 0"):
        assert word not in page
        assert word not in text(client, "/admin/todo/coming/") + text(client, "/admin/translations/")
    viewer = text(signed_in("viewer"), "/admin/")
    assert "На утверждение" not in viewer
    assert "Встреча 0" in viewer


def test_the_table_names_what_is_missing_or_stale_beside_its_field(office: Client, omsk: City) -> None:
    missing = save(Event(slug="m", title_ru="Без перевода", form="meeting"), cities=[omsk])
    stale = save(Event(slug="s", title_ru="Было", title_en="Was", form="meeting"))
    stale.title_ru = "Стало"
    save(stale)

    page = office.get("/admin/translations/").content.decode()

    assert f'href="{of(missing, "change")}#id_title_en"' in page
    assert f'href="{of(stale, "change")}#id_title_en"' in page
    assert "Без перевода" not in text(office, "/admin/translations/", need="stale")
    assert "Стало" not in text(office, "/admin/translations/", city=omsk.pk)
    (columns,) = re.findall(r'name="columns" value="([^"]+)"', page)
    right = {"key": f"event-{stale.pk}", "columns": columns}
    revisions.update([stale], by=None, reason="x", title_ru="Совсем другое")
    answer = office.post("/admin/translations/right/", right, follow=True).content.decode()
    assert "Сравните ещё раз" in answer
    assert "Совсем другое" in text(office, "/admin/translations/", need="stale")
    (right["columns"],) = re.findall(r'name="columns" value="([^"]+)"', answer)
    office.post("/admin/translations/right/", right)
    assert "Совсем другое" in text(office, "/admin/translations/", need="ready")
    assert signed_in("viewer").post("/admin/translations/right/", right).status_code == 403
    for key in ("", "event-x", "user-1", "event-999999"):
        assert office.post("/admin/translations/right/", {"key": key}).status_code == 404
    assert "переводить нечего" in text(office, "/admin/translations/", kind="nonsense", city="x")


def listed(office: Client, **query: Any) -> list[str]:
    """Return the names in the table of translations."""
    return [str(line["row"]) for line in office.get("/admin/translations/", query).context["lines"]]


def test_the_table_shows_all_that_the_home_page_counts(office: Client, omsk: City) -> None:
    save(Event(slug="m", title_ru="Встреча", form="meeting"), cities=[omsk])
    tula = save(City(slug="tula", name_ru="Тула", country=omsk.country, tie="contact"))
    school = save(Organization(name_ru="Лицей", name_en="Lyceum", kind="administration"))
    wanted = PartnerRequest(title_ru="Ищем класс", organization=school, city=tula, contact="a@b.ru")
    wanted.open_until = timezone.localdate()
    save(wanted)

    assert "Без перевода 3" in text(office, "/admin/")
    assert {"Встреча", "Тула", "Ищем класс"} == set(listed(office, need="missing"))
    assert {"Тула", "Ищем класс"} == set(listed(office, city=tula.pk))
    assert listed(office, kind="record") == ["Встреча"]


def test_the_table_tells_what_will_appear_from_what_is_on_the_site(office: Client) -> None:
    save(Event(slug="live", title_ru="Вчерашнее", form="meeting"))
    save(Event(slug="soon", title_ru="Завтрашнее", form="meeting", publish_at=timezone.now() + timedelta(days=1)))
    save(Organization(name_ru="Лицей", kind="administration"))

    assert listed(office, state="scheduled") == ["Завтрашнее"]
    assert listed(office, state="published") == ["Вчерашнее"]
    assert "Появится само" in text(office, "/admin/translations/").partition("Показать")[0]


def test_the_pages_of_the_table_go_through_all_kinds(office: Client, omsk: City) -> None:
    with at_once():
        for n in range(60):
            save(Event(slug=f"e{n}", title_ru=f"Встреча {n}", form="meeting"))
        save(City(slug="tula", name_ru="Тула", country=omsk.country, tie="contact"))

    first, second = listed(office), listed(office, page=2)

    assert first == [f"Встреча {n}" for n in range(59, 9, -1)]
    assert second == [*(f"Встреча {n}" for n in range(9, -1, -1)), "Тула"]


def test_the_form_marks_what_is_missing_and_stale(office: Client, omsk: City) -> None:
    event = save(Event(slug="s", title_ru="Было", title_en="Was", form="meeting", place_ru="Омск"), cities=[omsk])
    office.post(of(event, "change"), filled(office, of(event, "change"), title_ru="Стало"))

    page = office.get(of(event, "change")).content.decode()

    assert 'mark-stale">оригинал изменён позже</span>' in page
    assert 'mark-missing">нет перевода</span>' in page
    assert 'data-original="title_ru"' in page


def test_publishing_with_an_empty_language_asks_once(office: Client, omsk: City) -> None:
    event = save(Event(slug="s", title_ru="Встреча", form="meeting"), cities=[omsk], public=False)
    data = filled(office, of(event, "change"), _publish="1")

    page = office.post(of(event, "change"), data).content.decode()

    assert "На этом языке пусто (английский): страница покажет другой (русский)." in page
    assert 'name="_anyway"' in page
    assert not Event.objects.get().is_public()
    office.post(of(event, "change"), {**data, "_anyway": "1"})
    assert Event.objects.get().is_public()


def test_publishing_many_with_an_empty_language_asks_and_names_them(office: Client, omsk: City) -> None:
    half = save(Event(slug="half", title_ru="Встреча", form="meeting"), cities=[omsk], public=False)
    whole = save(Event(slug="whole", title_ru="Приём", title_en="Reception", form="meeting"), public=False)
    data = {"action": "publish_chosen", "_selected_action": [half.pk, whole.pk]}

    page = office.post("/admin/partnerships/event/", data)

    lines = {str(row): [str(gap) for gap in gaps] for row, gaps in page.context["unready"]}
    assert "нет перевода (английский): название" in lines["Встреча"]
    assert "нет перевода (английский): название" not in lines["Приём"]
    assert not Event.objects.public().exists()
    office.post("/admin/partnerships/event/", {**data, "confirmed": "1"})
    assert Event.objects.public().count() == 2


def test_the_head_is_told_of_an_empty_language_before_she_decides(office: Client, omsk: City) -> None:
    event = save(Event(slug="half", title_ru="Встреча", form="meeting"), cities=[omsk], public=False)
    page = office.get(of(event, "reading")).content.decode()
    assert f'<a href="{of(event, "change")}#id_title_en">нет перевода (английский)</a>' in page
    assert "Всё равно опубликовать" in page
    revisions.update([event], by=None, reason="перевод", title_en="A meeting")
    page = office.get(of(event, "reading")).content.decode()
    assert "нет перевода" not in page
    assert "Всё равно опубликовать" not in page
