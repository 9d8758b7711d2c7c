import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from partnerships.history import revisions
from partnerships.models import Delegation, OpenForm, User
from partnerships.pasting.clipboard import MOST_ROWS
from tests.admin.forms.filled_form import filled

pytestmark = pytest.mark.django_db
VISITS = "/admin/partnerships/delegation/"
CLIPBOARDS = Path(__file__).parents[2] / "pasting" / "clipboards"


def preview(office: Client, **data: Any) -> Any:
    return office.post(VISITS + "paste/", data)


def test_what_was_copied_is_shown_before_it_is_taken(office: Client) -> None:
    before = revisions.register_version()
    html = (CLIPBOARDS / "word_members_ru.htm").read_text()

    answer = preview(office, kind="participants", html=html, text="")

    text = answer.content.decode()
    for word in ("Иванов Иван Иванович", "Глава делегации", "нет среди организаций", "Добавить 4 строки", "Пропущено:"):
        assert word in text
    assert answer.context["values"][1]["contact"] == "petrova@example.org"
    assert revisions.register_version() == before


def test_columns_are_assigned_anew(office: Client) -> None:
    data = {"kind": "participants", "text": "Иванов И. И.\tмэр\nПетров П. П.\tврач"}
    assert "office_ru" in preview(office, **data).context["values"][0]
    changed = preview(office, **data, columns=["name", ""]).context["values"][0]
    assert "office_ru" not in changed
    assert preview(office, **data, columns=["name", "no_such"]).context["values"][0]["office_ru"] == "мэр"


def test_days_take_their_year_from_the_typed_date(office: Client) -> None:
    data = {"kind": "programme_items", "text": "3 сентября\n9.00 Завтрак"}
    assert preview(office, **data, period="3–4 сентября 2026").context["values"][0]["day"] == "03.09.2026"
    assert "day" not in preview(office, **data, period="скоро").context["values"][0]


def test_what_is_not_taken_is_shown_whole(office: Client) -> None:
    long = "Сбор участников " * 30
    text = f"Время\tМероприятие\tМузыка\n9.00\tЗавтрак\tоркестр\n{long}\t\t\n10.00\t\t"

    page = preview(office, kind="programme_items", text=f"{long}\n{text}").content.decode()

    assert "Столбец не взят: Музыка." in page
    assert f"<li>{long.strip()}</li>" in page
    assert "<li>10.00</li>" in page


def test_what_is_not_taken_is_shown_even_when_nothing_is(office: Client) -> None:
    page = preview(office, kind="programme_items", text="Программа пребывания").content.decode()
    assert "Строк здесь не нашлось" in page
    assert "<li>Программа пребывания</li>" in page


def test_nothing_readable_is_said_with_an_example(office: Client) -> None:
    assert "Строк здесь не нашлось" in preview(office, kind="participants", text=" ").content.decode()


def test_only_who_may_write_reads_clipboards(office: Client) -> None:
    viewer = User.objects.create_user("viewer", password="x", is_staff=True)
    viewer.user_permissions.set(Permission.objects.filter(codename="view_delegation"))
    client = Client()
    client.force_login(viewer)
    assert preview(client, kind="participants", text="Иванов И. И., мэр").status_code == 403
    assert preview(office, kind="no_such", text="x").status_code == 403
    assert office.get(VISITS + "paste/").status_code == 403


def test_without_scripts_the_text_becomes_rows_of_the_form_unsaved(office: Client) -> None:
    data = filled(office, VISITS + "add/", title_ru="Визит", direction="incoming", period="3 сентября 2026")
    text = "Иванов И. И., мэр, глава делегации\nПетров П. П., врач"
    page = office.post(VISITS + "add/", {**data, "_paste": "participants", "paste-participants": text})

    assert not Delegation.objects.exists()
    assert page.context["problems"] == []
    rows = next(s for s in page.context["sections"] if s.key == "participants")
    assert [form["name_ru"].value() for form in rows.rows.formset.forms] == ["Иванов И. И.", "Петров П. П."]

    for form in rows.rows.formset.forms:
        data |= {form.add_prefix(name): form[name].value() or "" for name in ("name_ru", "office_ru", "role", "order")}
    office.post(VISITS + "add/", {**data, "participants-TOTAL_FORMS": 2})
    people = Delegation.objects.get().participants.values_list("name_ru", "office_ru", "role")
    assert list(people) == [("Иванов И. И.", "мэр", "head"), ("Петров П. П.", "врач", "member")]


def test_a_form_with_as_many_rows_as_the_pastes_give_is_kept_and_saved(office: Client) -> None:
    needed = {
        "participants": {"name_ru": "Иванов И. И.", "role": "member"},
        "programme_items": {"activity_ru": "Завтрак", "state": "planned"},
        "figures": {"what": "students", "value": "5", "qualifier": "exactly"},
    }
    data = filled(office, VISITS + "add/", title_ru="Визит", direction="incoming")
    page = office.get(VISITS + "add/").content.decode()
    for kind, values in needed.items():
        names = set(re.findall(rf'name="{kind}-__prefix__-([^"]+)"', page))
        for number in range(MOST_ROWS):
            row = dict.fromkeys(names, "") | values | {"order": number}
            data |= {f"{kind}-{number}-{name}": value for name, value in row.items()}
        data[f"{kind}-TOTAL_FORMS"] = MOST_ROWS

    kept = office.post(VISITS + "unsaved/", data | {"_object": "", "_typed": "1"})
    assert kept.json()["kept"].startswith("Набранное запомнено")
    assert OpenForm.objects.get().fields()[f"figures-{MOST_ROWS - 1}-value"] == "5"
    saved = office.post(VISITS + "add/", data)

    assert saved.status_code == 302, saved.context["problems"]
    visit = Delegation.objects.get()
    counts = (visit.participants.count(), visit.programme_items.count(), visit.figures.count())
    assert counts == (MOST_ROWS, MOST_ROWS, MOST_ROWS)


def test_without_scripts_what_was_not_taken_is_told_above_the_form(office: Client) -> None:
    data = filled(office, VISITS + "add/", title_ru="Визит", direction="incoming", period="3 сентября 2026")
    text = "Программа\nВремя\tМероприятие\tМузыка\n9.00\tЗавтрак\tоркестр"

    page = office.post(VISITS + "add/", {**data, "_paste": "programme_items", "paste-programme_items": text})

    assert "Пропущено: Программа · Музыка" in page.content.decode()


def test_without_scripts_a_role_that_is_not_known_is_asked_for(office: Client) -> None:
    data = filled(office, VISITS + "add/", title_ru="Визит", direction="incoming", period="3 сентября 2026")
    text = "ФИО\tДолжность\tРоль\nИванов И. И.\tмэр\tглава делегации\nКим А. Б.\tврач\tтьютор"

    page = office.post(VISITS + "add/", {**data, "_paste": "participants", "paste-participants": text})

    assert "роли «тьютор» в списке нет" in page.content.decode()
    rows = next(s for s in page.context["sections"] if s.key == "participants").rows.formset.forms
    assert [form["role"].value() for form in rows] == ["head", ""]
    assert [next(iter(form.fields["role"].choices))[0] for form in rows] == ["head", ""]

    for form in rows:
        data |= {form.add_prefix(name): form[name].value() or "" for name in ("name_ru", "office_ru", "role", "order")}
    refused = office.post(VISITS + "add/", {**data, "participants-TOTAL_FORMS": 2})
    assert not Delegation.objects.exists()
    assert len(refused.context["problems"]) == 1
    saved = {**data, "participants-TOTAL_FORMS": 2, "participants-1-role": "member"}
    office.post(VISITS + "add/", saved)
    assert list(Delegation.objects.get().participants.values_list("office_ru", "role")) == [
        ("мэр", "head"),
        ("врач", "member"),
    ]
