import re
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from partnerships.history import revisions
from partnerships.models import City, Country, Delegation, Organization, Participant, User
from tests.admin.forms.filled_form import filled
from tests.conftest import save

pytestmark = pytest.mark.django_db
VISITS = "/admin/partnerships/delegation/"
KINDS = ("delegation", "city", "agreement", "event", "exhibition")


def check(office: Client, field: str, value: Any, kind: str = "delegation") -> str:
    return office.post(f"/admin/partnerships/{kind}/check/", {"field": field, "value": value}).json()["error"]


@pytest.mark.parametrize("kind", KINDS)
def test_at_most_eight_fields_stand_open(office: Client, kind: str) -> None:
    page = office.get(f"/admin/partnerships/{kind}/add/")
    first, *more = page.context["sections"]
    opened = [first, *(section for section in more if section.is_open)]
    seen = [section for section in opened if not section.words or section.shows_words]
    shown = [field for section in seen for line in section.fieldset or () for field in line]
    boxes = [grid for section in opened for grid in section.grids if grid.is_pasted]
    assert 1 <= len(shown) + len(boxes) <= 8
    assert not [row for section in opened for grid in section.grids for row in grid.rows]
    assert len(more) - len(opened) >= 4
    assert len(re.findall(r"<details[^>]*data-section[^>]*\sopen", page.content.decode())) == len(opened) - 1


@pytest.mark.parametrize("model", ["organization", "partnerrequest", "homecity", "country", "theme", "user"])
def test_at_most_eight_fields_stand_open_on_the_other_forms(office: Client, clerk: User, model: str) -> None:
    address = f"{clerk.pk}/change/" if model == "user" else "add/"
    form = office.get(f"/admin/partnerships/{model}/{address}").context["adminform"]
    shown = [field for part in form if "collapse" not in part.classes for line in part for field in line]
    assert 1 <= len(shown) <= 8


def test_a_mistake_in_a_closed_part_of_another_form_opens_it(office: Client) -> None:
    path = "/admin/partnerships/organization/add/"
    page = office.post(path, filled(office, path, name_ru="Школа", kind="museum", site="не адрес"))
    part = next(
        part
        for part in page.context["adminform"]
        if any(field for line in part for field in line if field.field.name == "site")
    )
    assert not part.is_collapsible


def test_words_of_a_section_of_rows_stand_open_once_there_are_any(office: Client) -> None:
    visit = save(Delegation(slug="v", title_ru="Визит", direction="incoming", invited_by_ru="По приглашению мэра"))
    words = r'<details class="row-fields section-words"([^>]*)>'
    assert re.findall(words, office.get(f"{VISITS}add/").content.decode()) == [""]
    assert re.findall(words, office.get(f"{VISITS}{visit.pk}/change/").content.decode()) == [" open"]


@pytest.mark.parametrize(
    ("typed", "read"),
    [("12-14.10.2026", "12–14 октября 2026"), ("12–14 октября 2026", "12–14 октября 2026"), ("", "")],
)
def test_a_date_is_said_as_it_was_read(office: Client, typed: str, read: str) -> None:
    answer = office.post(f"{VISITS}check/", {"field": "period", "value": typed}).json()
    assert {**answer, "read": answer["read"].replace("\xa0", " ")} == {"error": "", "read": read}


def test_a_section_counts_its_rows(office: Client) -> None:
    visit = save(Delegation(slug="v", title_ru="Визит", direction="incoming", purpose_ru="Учёба"))
    for name in ("Иванов", "Петров"):
        save(Participant(record=visit, name_ru=name))
    page = office.get(f"{VISITS}{visit.pk}/change/")
    counts = {section.title: section.count for section in page.context["sections"]}
    assert counts["Кто приехал"] == 2
    assert "Кто приехал <span" in page.content.decode()


def test_mistakes_are_counted_on_top_and_their_section_is_open(office: Client, omsk: City) -> None:
    data = filled(office, VISITS + "add/", title_ru="", direction="incoming")
    data |= {"participants-TOTAL_FORMS": 2, "participants-0-name_ru": "Иванов", "participants-0-role": "head"}
    data |= {"participants-1-name_ru": "x" * 200, "participants-1-role": "member"}
    data |= {"participants-1-office_ru": "мэр"}
    data |= {"participants-0-order": 0, "participants-1-order": 1}

    page = office.post(VISITS + "add/", data)

    text = page.content.decode()
    assert "Не сохранено: 2 ошибки" in text
    assert [problem.anchor for problem in page.context["problems"]] == ["id_title_ru", "id_participants-1-name_ru"]
    assert page.context["problems"][1].label == "Кто приехал, строка 2, Фамилия, имя, отчество (на русском)"
    assert re.search(r'id="section-participants"[^>]*\sopen', text)
    assert not re.search(r'id="section-photos"[^>]*\sopen', text)


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("period", "30 июля", "Напишите и год"),
        ("title_ru", "", "Напишите, например"),
        ("participants-3-name_ru", "x" * 151, "не более 150"),
        ("period", "ежегодно", "«Пояснение к дате»"),
        ("report_due", "скоро", "например 25.07.2022"),
        ("programme_items-0-starts", "утром", "например 14:30"),
        ("documents-0-date", "вчера", "В дате нужен год"),
        ("documents-0-date", "май 2014", ""),
        ("slug", "визит", "например omsk-2013"),
        ("participants-3-name_ru", "", ""),
        ("period", "июль 2019", ""),
        ("no_such", "x", ""),
    ],
)
def test_a_field_says_at_once_what_is_wrong(office: Client, field: str, value: str, message: str) -> None:
    before = revisions.register_version()
    answer = check(office, field, value)
    assert message in answer if message else answer == ""
    assert revisions.register_version() == before


@pytest.mark.parametrize(
    ("kind", "example"),
    [("agreement", "Соглашение"), ("delegation", "Делегация"), ("event", "День города"), ("exhibition", "фотографи")],
)
def test_an_empty_title_is_answered_with_an_example_of_its_kind(office: Client, kind: str, example: str) -> None:
    assert example in check(office, "title_ru", "", kind)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"in_force_from": "01.02.2022", "in_force_until": "01.02.2020"}, "раньше, чем вступает в силу"),
        ({"is_open_ended": "on", "in_force_until": "01.02.2020"}, "бессрочного"),
    ],
)
def test_a_term_that_cannot_be_is_told_at_its_field(office: Client, changes: dict[str, str], message: str) -> None:
    path = "/admin/partnerships/agreement/add/"

    page = office.post(path, filled(office, path, title_ru="Соглашение", **changes))

    (problem,) = page.context["problems"]
    assert message in problem.message.lower()
    assert problem.anchor == "id_in_force_until"
    section = re.search(r"<details[^>]*>(?:(?!</details>).)*in_force_until", page.content.decode(), re.DOTALL)
    assert section
    assert " open" in section[0].partition(">")[0]


def test_an_unknown_city_is_made_from_its_field_as_a_draft(office: Client, country: Country) -> None:
    address = "/admin/partnerships/city/quick/"
    assert 'value="Пекин"' in office.get(address, {"name": "Пекин"}).content.decode()
    before = revisions.register_version()

    refused = office.post(address, {"name_ru": "Пекин", "country": country.pk})
    made = office.post(address, {"name_ru": "Пекин", "country": country.pk, "tie": "contact"})

    assert refused.status_code == 422
    assert "Выберите из списка" in refused.content.decode()
    city = City.objects.get()
    answer = made.json()
    told = answer.pop("told")
    assert answer == {"id": city.pk, "text": "Пекин"}
    assert "«Пекин» — черновик" in told
    assert f'<a href="/admin/partnerships/city/{city.pk}/change/" target="_blank">' in told
    assert (city.slug, city.state) == ("pekin", "draft")
    assert revisions.register_version() == before + 1
    assert revisions.history(city).get().revision.user.username == "clerk"


def test_an_organisation_is_made_from_its_field_with_its_city(office: Client, omsk: City) -> None:
    address = "/admin/partnerships/organization/quick/"
    asked = office.get(address).content.decode()
    refused = office.post(address, {"name_ru": "Дума"}).content.decode()
    made = office.post(address, {"name_ru": "Дума", "kind": "representative_body", "city": omsk.pk})

    body = Organization.objects.get()
    assert (body.name_ru, body.city, made.json()["told"]) == ("Дума", omsk, "")
    assert re.findall(r'<label for="id_quick_(\w+)" class="required"', asked) == ["name_ru", "kind"]
    assert 'id="id_quick_city"' in asked
    assert "Выберите из списка, например «" in refused
    assert 'id="id_quick_is_home"' in asked


def test_who_may_not_add_makes_nothing_from_a_field(country: Country) -> None:
    viewer = User.objects.create_user("viewer", password="x", is_staff=True)
    viewer.user_permissions.set(Permission.objects.filter(codename__in=["view_city", "view_event"]))
    client = Client()
    client.force_login(viewer)
    for answer in (
        client.post("/admin/partnerships/city/quick/", {"name_ru": "Х", "country": country.pk, "tie": "contact"}),
        client.get("/admin/partnerships/city/quick/"),
        client.post("/admin/partnerships/event/check/", {"field": "period", "value": "x"}),
    ):
        assert answer.status_code == 403
    assert not City.objects.exists()


def test_a_second_record_of_the_same_name_gets_a_number_in_its_address(office: Client) -> None:
    for year in ("2014", "2015"):
        data = filled(office, VISITS + "add/", title_ru="Визит", direction="incoming", period=year)
        office.post(VISITS + "add/", data)
    assert set(Delegation.objects.values_list("slug", flat=True)) == {"vizit", "vizit-2"}
