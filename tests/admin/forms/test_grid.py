import re
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from partnerships.history import revisions
from partnerships.models import Agreement, Award, City, Delegation, Event, Involvement, Organization, Participant, User
from tests.admin.forms.filled_form import bring_back, filled
from tests.conftest import save

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours(db: None) -> Organization:
    return save(
        Organization(
            name_ru="Администрация Ставрополя", name_en="Stavropol city hall", kind="administration", is_home=True
        )
    )


@pytest.fixture
def theirs(omsk: City) -> Organization:
    return save(Organization(name_ru="Мэрия Омска", name_en="Omsk city hall", kind="administration", city=omsk))


@pytest.fixture
def agreement(ours: Organization, theirs: Organization) -> Agreement:
    paper = save(Agreement(slug="a", title_ru="Соглашение с Омском", title_en="Agreement with Omsk"))
    save(Involvement(record=paper, organization=theirs, role="party"))
    save(Involvement(record=paper, organization=ours, role="party", side="home"))
    for side, name, day, place in (("home", "Петров", 3, "Ставрополь"), ("partner", "Иванова", 5, "Омск")):
        person = Participant(record=paper, name_ru=name, office_ru="мэр", role="signatory", side=side, is_public=True)
        person.signed_on, person.signed_place_ru, person.signed_place_en = date(2022, 9, day), place, f"{place} (en)"
        save(person)
    return paper


def change(record: Any) -> str:
    return f"/admin/partnerships/{record.kind}/{record.pk}/change/"


def by_key(page: Any) -> dict[str, Any]:
    """Return the grids of a form by their key."""
    return {grid.key: grid for section in page.context["sections"] for grid in section.grids}


def grids(page: Any) -> dict[str, list[str]]:
    """Return the rows of each grid by its key, as the record calls them."""
    return {key: [str(row.original) for row in grid.rows] for key, grid in by_key(page).items()}


def test_those_of_a_visit_stand_apart_by_what_they_did(office: Client, ours: Organization) -> None:
    visit = save(Delegation(slug="v", title_ru="Визит", direction="outgoing", invited_by_ru="Мэр Омска"))
    for role in ("head", "member", "host", "inviter", "greeter", "signatory"):
        save(Participant(record=visit, name_ru=role, role=role))
    for role in ("host", "inviter", "partner"):
        save(Involvement(record=visit, organization=ours, role=role))

    page = office.get(change(visit))

    assert grids(page) | {"participants": [], "involvements": []} == {
        "participants": [],
        "received-participants": ["host"],
        "received-involvements": ["Администрация Ставрополя (Принимающая сторона)"],
        "invited-participants": ["inviter"],
        "invited-involvements": ["Администрация Ставрополя (Приглашающая сторона)"],
        "signed-participants": ["signatory"],
        "involvements": [],
        "figures": [],
        "awards": [],
        "programme_items": [],
        **{name: [] for name in ("checklist_items", "commitments", "services", "estimate_lines", "gifts")},
    }
    assert grids(page)["participants"] == ["head", "member"]
    titles = [section.title for section in page.context["sections"] if section.is_open]
    assert titles == ["Кто поехал", "Кто принимал", "Кто пригласил"]


def test_those_of_a_visit_are_named_apart_on_its_page_and_in_the_api(client: Client, ours: Organization) -> None:
    visit = save(Delegation(slug="v", title_ru="Визит", direction="outgoing", invited_by_ru="Мэр Омска"))
    for role, name in (("head", "Анна"), ("host", "Борис"), ("inviter", ""), ("greeter", "Глеб"), ("signatory", "Ева")):
        person = Participant(record=visit, name_ru=name, office_ru="" if name else "мэр Омска", role=role)
        person.is_public = True
        save(person)
    for role in ("host", "inviter", "partner"):
        save(Involvement(record=visit, organization=ours, role=role))

    groups = client.get("/ru/delegations/v/").context["groups"]
    told = client.get("/api/v1/delegations/v?lang=ru").json()

    assert [(group.title, [str(person) for person in group.people], len(group.bodies)) for group in groups] == [
        ("Кто поехал", ["Анна"], 0),
        ("Кто принимал", ["Борис"], 1),
        ("Кто пригласил", ["мэр Омска"], 1),
        ("Кто прислал приветствия", ["Глеб"], 0),
        ("Кто подписал", ["Ева"], 0),
    ]
    assert not any(group.has_text for group in groups), "the mayor who invited is named once"
    parts = ["travelled", "received", "invited", "greeted", "signed"]
    assert [row["part"] for row in told["participants"]] == parts
    assert [row["part"] for row in told["involvements"]] == ["received", "invited", None]


def test_the_parties_of_an_agreement_stand_side_by_side(office: Client, agreement: Agreement) -> None:
    page = office.get(change(agreement))
    parties, signed = (section for section in page.context["sections"] if section.is_open)

    assert (parties.title, signed.title) == ("Стороны", "Подписавшие")
    sides = [[str(row.original) for row in side.rows] for grid in parties.grids for side in grid.sides]
    assert sides == [["Администрация Ставрополя (Сторона соглашения)"], ["Мэрия Омска (Сторона соглашения)"]]
    sides = [[row.original.name for row in side.rows] for grid in signed.grids for side in grid.sides]
    assert sides == [["Петров"], ["Иванова"]]


def test_who_signs_is_shown_from_the_first_and_there_is_a_tick_for_all(office: Client, agreement: Agreement) -> None:
    """A guest is shown once somebody says so; who signs acts for a body."""
    found = {key: grid.empty for key, grid in by_key(office.get(change(agreement))).items()}
    assert found["signatories-participants"].form["is_public"].value() is True
    visit = save(Delegation(slug="v", title_ru="Визит", direction="incoming"))
    found = {key: grid.empty for key, grid in by_key(office.get(change(visit))).items()}
    assert not found["participants"].form["is_public"].value()

    page = office.get(change(agreement)).content.decode().split('id="signatories-participants-group"', 1)[1]
    assert '<label class="grid-all"><input type="checkbox" data-all="is_public"' in page.split("office-sides", 1)[0]


def test_two_signatures_of_two_days_and_places_are_told_everywhere(client: Client, agreement: Agreement) -> None:
    page = client.get("/ru/agreements/a/").content.decode()
    told = client.get("/api/v1/agreements/a?lang=all").json()["participants"]

    assert page.index("Наша сторона") < page.index("Петров") < page.index("Сторона партнёра") < page.index("Иванова")
    assert "3 сентября 2022" in page
    assert "5 сентября 2022" in page
    assert "Омск (en)" in client.get("/en/agreements/a/").content.decode()
    assert [(row["part"], row["side"], row["signed_on"]) for row in told] == [
        ("signed", "home", "2022-09-03"),
        ("signed", "partner", "2022-09-05"),
    ]
    assert told[1]["signed_place"] == {"ru": "Омск", "en": "Омск (en)"}
    assert "Омск (en)" in client.get("/en/search/?q=Омск (en)").content.decode()


def test_a_signature_is_compared_and_brought_back_and_not_taken_to_another_date(
    office: Client, agreement: Agreement
) -> None:
    signed = revisions.history(agreement).first()
    revisions.update([agreement.participants.first()], by=None, reason="x", signed_on=date(2022, 9, 4))
    path = f"/admin/partnerships/agreement/{agreement.pk}/"

    back = f"/admin/partnerships/agreement/restore/{signed.pk}/"
    assert "Дата подписания" in office.get(back).content.decode()
    bring_back(office, back)
    copied = office.get(f"{path}copy/").context["hidden"]
    office.post(f"{path}copy/", {**copied, "period": "2027"})

    assert [person.signed_on.day for person in agreement.participants.all()] == [3, 5]
    twin = Agreement.objects.exclude(pk=agreement.pk).get()
    assert [(person.side, person.signed_on) for person in twin.participants.all()] == [
        ("home", None),
        ("partner", None),
    ]


def test_without_scripts_a_row_is_added_where_it_was_asked_for(office: Client, theirs: Organization) -> None:
    path = "/admin/partnerships/agreement/add/"
    data = filled(office, path, title_ru="Соглашение")

    page = office.post(path, {**data, "_row": "participants:signatory:partner"})
    again = filled_rows(page)

    assert not Agreement.objects.exists()
    assert page.context["problems"] == []
    assert again["participants-0-role"] == "signatory"
    assert again["participants-0-side"] == "partner"
    assert again["participants-0-is_public"] is True
    office.post(path, {**data, **again, "participants-0-name_ru": "Иванова"})
    (person,) = Agreement.objects.get().participants.all()
    assert (person.name_ru, person.role, person.side) == ("Иванова", "signatory", "partner")
    assert person.is_public


def test_a_row_in_which_nothing_was_typed_is_no_row(office: Client) -> None:
    path = "/admin/partnerships/delegation/add/"
    data = filled(office, path, title_ru="Визит", direction="incoming")
    page = office.post(path, {**data, "_row": "participants:host:"})

    answer = office.post(path, {**data, **filled_rows(page)})

    assert answer.status_code == 302
    assert not Participant.objects.exists()


def filled_rows(page: Any) -> dict[str, Any]:
    """Return what the form on `page` would send of its rows."""
    data = {}
    for formset in page.context["inline_admin_formsets"]:
        for form in (formset.formset.management_form, *formset.formset.forms):
            data |= {field.html_name: field.value() for field in form if field.value() not in (None, False, "")}
    return data


def test_who_only_reads_sees_the_rows_and_nothing_to_write(agreement: Agreement) -> None:
    viewer = User.objects.create_user("viewer", password="x", is_staff=True)
    viewer.groups.add(Group.objects.get(name="viewer"))
    client = Client()
    client.force_login(viewer)

    page = client.get(change(agreement))

    assert {"parties-involvements", "signatories-participants"} <= set(grids(page))
    text = page.content.decode()
    for word in ("Петров", "Ставрополь (en)", "Сторона соглашения"):
        assert word in text
    assert "signed_on" in text
    assert not re.search(r'name="participants-\d+-(?:name_ru|DELETE|order)"', text)
    assert "data-add" not in text


def test_awards_are_called_as_they_are_given(office: Client) -> None:
    contest = save(Event(slug="c", title_ru="Конкурс", form="contest"))
    given = {
        "Диплом I степени": "diploma_first",
        "Диплом II степени": "diploma_second",
        "Диплом III степени": "diploma_third",
        "Почётная грамота": "honour_certificate",
        "Медаль": "medal",
    }
    page = office.get(change(contest)).content.decode()
    for name, degree in given.items():
        assert f'<option value="{degree}">{name}</option>' in page
        save(Award(record=contest, degree=degree, count=1))

    shown = office.get("/ru/events/c/").content.decode()
    assert re.findall(r"<strong>([^<]+)</strong> × 1", shown) == list(given)
