"""A table on its way into the register: recognised, previewed, kept whole or not at all."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from partnerships.history import revisions, version_token
from partnerships.models import Agreement, City, Country, CountryGroup, Delegation, Event, Organization, Theme, User
from partnerships.period import parse
from tests.conftest import save
from tests.spreadsheets.tables import EVENTS, confirm, faults, opened, send, streamed, take, words, xlsx

pytestmark = pytest.mark.django_db

ROWS = [
    ["Название (на русском)", "Title (in English)", "Дата", "Города-партнёры", "Form", "Направления сотрудничества"],
    ["День города", "City Day", "июль 2019", "Омск; Beziers", "День города", "Спорт"],
    ["Форум", None, "30–31.07.2022", "omsk", "forum", "sport; Музыка"],
]


@pytest.fixture
def places(omsk: City, country: Country) -> None:
    save(
        City(slug="beziers", name_ru="Безье", name_en="Béziers", other_names="Beziers", country=country, tie="contact")
    )
    save(Theme(slug="sport", name_ru="Спорт", name_en="Sport"))
    save(Theme(slug="music", name_ru="Музыка", name_en="Music"))


def test_a_table_becomes_drafts_in_one_revision(office: Client, clerk: User, places: None) -> None:
    preview = send(office, [["Мероприятия нашего отдела"], *ROWS])
    assert "Новых записей, черновиками: 2" in words(preview)
    assert not Event.objects.exists()
    before = revisions.register_version()

    confirm(office, preview)

    day, forum = Event.objects.order_by("pk")
    assert (day.title_ru, day.title_en, day.period.edtf(), day.form) == (
        "День города",
        "City Day",
        "2019-07",
        "city_day",
    )
    assert (forum.period.edtf(), forum.slug, forum.state) == ("2022-07-30/2022-07-31", "forum", "draft")
    assert {city.slug for city in day.cities.all()} == {"omsk", "beziers"}
    assert {theme.slug for theme in forum.themes.all()} == {"sport", "music"}
    assert revisions.register_version() == before + 1
    version = revisions.history(day).get()
    assert (version.revision.user, "table.xlsx" in version.revision.comment) == (clerk, True)
    assert version.revision == revisions.history(forum).get().revision


def test_the_same_file_again_changes_nothing(office: Client, places: None) -> None:
    take(office, ROWS)
    before = revisions.register_version()

    again = send(office, ROWS)

    assert (again.context["counts"], again.context["token"]) == ({"skip": 2}, "")
    assert "Сохранять нечего" in words(again)
    assert revisions.register_version() == before


def test_every_mistake_is_named_at_its_cell_and_nothing_is_kept(office: Client, places: None) -> None:
    preview = send(
        office,
        [
            ROWS[0],
            ["Хорошая строка", "", "2019", "Омск", "форум", ""],
            ["", "", "31.02.2019", "Омскк", "ярмарка", "Спорт"],
            ["x" * 501, "", "30 июля", "", "forum", "Спорт; Кулинария"],
            ["Хорошая строка", "", "2019", "", "forum", ""],
        ],
    )
    wrong = faults(preview)
    assert wrong["A3"] == "Здесь нельзя оставить пусто."
    assert wrong["C3"].startswith("Такой даты нет")
    assert wrong["D3"] == "«Омскк» нет в реестре. Возможно, «Омск»?"
    assert wrong["E3"].startswith("Здесь не может стоять «ярмарка». Варианты: Юбилей, ")
    assert "не более 500" in wrong["A4"]
    assert wrong["C4"].startswith("Напишите и год")
    assert wrong["F4"] == "«Кулинария» нет в реестре."
    assert wrong["5"] == "Это та же запись, что в строке 2."
    assert preview.context["token"] == ""
    assert "A3" in words(preview)
    assert not Event.objects.exists()


def test_what_became_wrong_after_the_preview_stops_all_of_it(office: Client, places: None) -> None:
    preview = send(office, ROWS)
    other = Event(slug="other", title_ru="Форум", form="meeting")
    other.period = parse("30–31.07.2022")
    save(other)
    before = revisions.register_version()

    answer = confirm(office, preview)

    assert "уже есть в реестре" in faults(answer)["3"]
    assert Event.objects.count() == 1
    assert revisions.register_version() == before


def exported(office: Client, path: str = EVENTS) -> list[list[Any]]:
    return opened(streamed(office.get(f"{path}export/")))


def test_an_exported_list_comes_back_and_changes_only_what_was_changed(office: Client, places: None) -> None:
    take(office, ROWS)
    table = exported(office)
    assert send(office, table).context["counts"] == {"skip": 2}
    title, themes = table[0].index("Название (на русском)"), table[0].index("Направления сотрудничества")
    row = next(row for row in table[1:] if row[title] == "Форум")
    row[title], row[themes] = "Большой форум", None

    preview = send(office, table)
    change = preview.context["outcome"].lines[0]
    assert [heading for heading, *_values in change.changes] == ["Название (на русском)", "Направления сотрудничества"]
    confirm(office, preview)

    forum = Event.objects.get(slug="forum")
    assert (forum.title_ru, forum.themes.count(), forum.cities.count()) == ("Большой форум", 0, 1)
    kept = revisions.history(forum).first()
    assert '"new":0,"changed":1' in kept.revision.comment
    assert not revisions.history(Event.objects.get(slug="den-goroda"))[1:]


def test_what_somebody_changed_meanwhile_is_not_overwritten(office: Client, places: None) -> None:
    take(office, ROWS)
    table = exported(office)
    forum = Event.objects.get(slug="forum")
    revisions.update([forum], by=None, reason="x", summary_ru="Дописано коллегой")
    title = table[0].index("Название (на русском)")
    for row in table[1:]:
        row[title] += "!"

    answer = send(office, table)

    assert [text[:34] for text in faults(answer).values()] == ["Кто-то изменил эту запись после то"]
    assert {event.title_ru for event in Event.objects.all()} == {"Форум", "День города"}


def test_a_published_record_stays_as_it_is_without_its_version(office: Client, places: None) -> None:
    save(Event(slug="e", title_ru="Было", form="forum"))
    answer = send(office, [["Адрес страницы", "Название (на русском)", "Форма"], ["e", "Стало", "форум"]])
    assert "отличается: «Название (на русском)»" in faults(answer)["2"]


def test_the_state_and_the_responsible_cannot_be_set(office: Client, clerk: User, places: None) -> None:
    heads = ["Название", "Форма", "Состояние", "state", "publish_at", "Ответственный", "version_id", "is_superuser"]
    row = ["Тихое", "форум", "Опубликовано", "published", "2020-01-01", clerk.pk, 1, 1]
    preview = send(office, [heads, row])
    assert "Не меняются файлом: Состояние, state, publish_at, Ответственный." in words(preview)
    assert "не известны и пропущены: version_id, is_superuser" in words(preview)
    confirm(office, preview)
    event = Event.objects.get()
    assert (event.state, event.publish_at, event.responsible) == ("draft", None, None)


def test_other_concepts_come_in_too(office: Client, omsk: City) -> None:
    base = "/admin/partnerships/"
    save(CountryGroup(slug="far", name_ru="Дальнее зарубежье", name_en="Far abroad"))
    take(
        office,
        [["Name [en]", "Название [ru]", "Group"], ["France", "Франция", "Дальнее зарубежье"]],
        path=f"{base}country/",
    )
    take(
        office,
        [
            ["Название", "Name", "Страна или территория", "Вид связи", "Широта", "Долгота", "С какого года"],
            ["Безье", "Béziers", "France", "Sister city", "43,3476", 3.219, 1982],
        ],
        path=f"{base}city/",
    )
    city = City.objects.get(slug="beze")
    assert (city.tie, str(city.latitude), city.period.edtf(), city.state) == (
        "sister_city",
        "43.34760",
        "1982",
        "draft",
    )
    take(
        office,
        [["Название", "Вид", "Город-партнёр"], ["Мэрия Безье", "administration", "Безье"]],
        path=f"{base}organization/",
    )
    take(
        office,
        [
            ["Название", "Города-партнёры", "Организации", "Бессрочное", "Дата"],
            ["Договор", "Безье", "Мэрия Безье (сторона соглашения)", "да", "05.10.1982"],
        ],
        path=f"{base}agreement/",
    )
    agreement = Agreement.objects.get()
    assert agreement.is_open_ended
    assert [(row.organization.name_ru, row.role) for row in agreement.involvements.all()] == [("Мэрия Безье", "party")]
    take(
        office,
        [["Название", "Приём или выезд", "Во исполнение соглашения"], ["Визит", "incoming", "Договор"]],
        path=f"{base}delegation/",
    )
    assert Delegation.objects.get().carries_out == agreement
    for path in ("country", "city", "organization", "agreement", "delegation"):
        table = exported(office, f"{base}{path}/")
        assert send(office, table, path=f"{base}{path}/").context["counts"] == {"skip": len(table) - 1}, path


def test_rules_of_the_record_are_told_in_words(office: Client, country: Country) -> None:
    answer = send(
        office,
        [
            ["Название", "Страна или территория", "Вид связи", "Широта"],
            ["Город", "Россия", "контакты", "45"],
        ],
        path="/admin/partnerships/city/",
    )
    assert faults(answer)["2"] == "Укажите и широту, и долготу — или ничего."


def test_rights_decide_row_by_row(places: None) -> None:
    save(Event(slug="old", title_ru="Старое", form="forum"), public=False)
    writer = User.objects.create_user("writer", password="x", is_staff=True)
    writer.user_permissions.set(Permission.objects.filter(codename__in=["view_event", "add_event"]))
    client = Client()
    client.force_login(writer)
    table = exported(client)
    title = table[0].index("Название (на русском)")
    table[1][title] = "Новое"
    assert faults(send(client, table))["2"] == "Вам нельзя менять эту запись."
    writer.user_permissions.set(Permission.objects.filter(codename="view_event"))
    writer = User.objects.get(pk=writer.pk)
    client.force_login(writer)
    assert client.get(f"{EVENTS}import/").status_code == 403
    assert client.post(f"{EVENTS}import/", {"token": "x"}).status_code == 403
    assert client.get(f"{EVENTS}template/").status_code == 403
    writer.user_permissions.set([])
    client.force_login(User.objects.get(pk=writer.pk))
    assert client.get(f"{EVENTS}export/").status_code == 403


def test_a_file_is_taken_once_and_only_by_whom_it_was_sent(office: Client, places: None) -> None:
    preview = send(office, ROWS)
    other = Client()
    other.force_login(User.objects.create_superuser("other", password="x"))
    assert "выберите его ещё раз" in words(confirm(other, preview))
    assert "выберите его ещё раз" in words(
        office.post("/admin/partnerships/city/import/", {"token": preview.context["token"]})
    )
    confirm(office, preview)
    assert "выберите его ещё раз" in words(confirm(office, preview))
    assert Event.objects.count() == 2


def test_the_script_is_told_how_far_it_is(office: Client, places: None) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    rows = [ROWS[0], *([f"Событие {number}", "", "2020", "", "forum", ""] for number in range(450))]
    answer = office.post(
        f"{EVENTS}import/",
        {"file": SimpleUploadedFile("t.xlsx", xlsx(rows))},
        headers={"Accept": "application/x-ndjson"},
    )
    steps = [json.loads(line) for line in streamed(answer).splitlines()]
    assert [step.get("done") for step in steps] == [200, 400, 450, None]
    assert "Сохранить 450 записей" in steps[-1]["html"]


def test_organisations_keep_their_side_and_role(office: Client, omsk: City, places: None) -> None:
    body = save(Organization(name_ru="Мэрия", kind="administration", city=omsk))
    other = save(Organization(name_ru="СКФУ (университет)", kind="university", is_home=True))
    event = save(Event(slug="e", title_ru="Форум", form="forum"))
    from partnerships.models import Involvement

    save(Involvement(record=event, organization=body, role="host", side="partner"))
    table = exported(office)
    column = table[0].index("Организации")
    assert table[1][column] == "Мэрия (принимающая сторона)"
    table[1][column] += "; скфу (Университет)"
    take(office, table)
    assert set(event.involvements.values_list("organization", "role", "side")) == {
        (body.pk, "host", "partner"),
        (other.pk, "participant", ""),
    }


def test_a_link_from_a_table_is_a_change_of_the_other_end_too(office: Client, places: None) -> None:
    one, other = (save(Event(slug=slug, title_ru=slug, form="forum")) for slug in ("one", "other"))
    before = version_token.last_change(other)
    table = exported(office)
    row = next(row for row in table[1:] if "one" in row)
    row[table[0].index("Связанные записи")] = "other"
    take(office, table)
    assert one.related.get().pk == other.pk
    assert version_token.last_change(other) > before
