"""A record counts as untranslated where a row that the public sees is: in the table, at home, after an upgrade."""

from datetime import date
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.test import Client

from partnerships.history import revisions
from partnerships.models import City, CityOccasion, Delegation, Participant, Photo, ProgrammeItem, Record
from partnerships.readiness import gaps_of
from tests.admin.forms.filled_form import filled
from tests.conftest import save

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(omsk: City) -> Delegation:
    return save(Delegation(slug="v", title_ru="Визит", title_en="Visit", direction="incoming"), cities=[omsk])


def summed(record: Any) -> str:
    found: str = type(record)._base_manager.values_list("translation", flat=True).get(pk=record.pk)
    return found


def test_a_row_makes_its_record_untranslated_and_ready_again(visit: Delegation, omsk: City) -> None:
    assert summed(visit) == "ready"
    person = save(Participant(record=visit, name_ru="Анна"))
    assert summed(visit) == "ready"  # she is not shown
    revisions.update([person], by=None, reason="x", is_public=True)
    assert summed(visit) == "missing"
    revisions.update([visit], by=None, reason="x", place_ru="Парк", place_en="Park")
    assert summed(visit) == "missing"
    revisions.update([person], by=None, reason="x", name_en="Anna")
    assert summed(visit) == "ready"
    item = save(ProgrammeItem(delegation=visit, day=date(2024, 9, 3), activity_ru="Обед"), public=False)
    assert summed(visit) == "missing"
    revisions.delete([item], by=None, reason="x")
    assert summed(visit) == "ready"
    revisions.update([visit], by=None, reason="x", title_ru="Иное")
    assert summed(visit) == "stale"
    save(CityOccasion(city=omsk, name_ru="День города", month=9, day=3))
    assert summed(omsk) == "missing"


def test_the_table_and_the_home_page_count_rows(visit: Delegation, office: Client) -> None:
    for number in range(2):
        item = ProgrammeItem(delegation=visit, day=date(2024, 9, 3), activity_ru=f"Дело {number}", order=number)
        save(item, public=False)
    change = f"/admin/partnerships/delegation/{visit.pk}/change/"

    table = office.get("/admin/translations/?kind=delegation").content.decode()
    home = office.get("/admin/").context

    assert f'href="{change}#id_programme_items-0-activity_en">2 пункта программы без перевода (английский)<' in table
    cards = {card["slug"]: card["count"] for card in home["gaps"]}
    assert cards["untranslated"] == 1


def test_an_upgrade_sums_up_what_is_kept(visit: Delegation, omsk: City) -> None:
    save(Participant(record=visit, office_en="Mayor", is_public=True))
    save(Photo(city=omsk, file="photos/x/original.jpg", alt_ru="Мост"))
    other = save(Delegation(slug="o", title_ru="Приём", title_en="Reception", direction="incoming"))
    save(Participant(record=other, name_ru="Скрыт"))
    for model in (Record, City):
        models.QuerySet(model).update(translation="ready")

    import_module("partnerships.migrations.0020_translations_of_rows").sum_up(_Plain(), None)

    assert [summed(row) for row in (visit, omsk, other)] == ["missing", "missing", "ready"]


class _Plain:
    """The models as a migration has them: with plain managers."""

    def get_model(self, label: str, name: str) -> Any:
        model = apps.get_model(label, name)
        return type("Plain", (), {"objects": models.QuerySet(model)})


@pytest.fixture
def told(visit: Delegation) -> ProgrammeItem:
    item = ProgrammeItem(delegation=visit, day=date(2024, 9, 3), activity_ru="Приём", activity_en="Reception")
    return save(item, public=False)


CHANGED = "оригинал изменён позже"


def test_a_row_translated_before_its_original_changed_is_told_everywhere(
    visit: Delegation, told: ProgrammeItem, office: Client
) -> None:
    assert summed(visit) == "ready"
    revisions.update([told], by=None, reason="x", activity_ru="Приём у главы города")
    assert summed(visit) == "stale"
    change = f"/admin/partnerships/delegation/{visit.pk}/change/"
    place = "id_programme_items-0-activity_en"

    form = office.get(change).content.decode()
    assert f'<span id="{place}_mark"><span class="mark mark-stale">{CHANGED}</span>' in form
    assert f'aria-describedby="{place}_mark"' in form
    before_publishing = {gap.slug: gap.anchor for gap in gaps_of([visit])[Delegation, visit.pk]}
    assert before_publishing == {"undated": "id_period", "rows-stale-en": place}
    table = office.get("/admin/translations/?need=stale").content.decode()
    assert f'href="{change}#{place}"' in table
    cards = {card["slug"]: card["count"] for card in office.get("/admin/").context["gaps"]}
    assert cards["stale"] == 1

    revisions.update([told], by=None, reason="x", activity_en="Reception by the mayor")
    assert summed(visit) == "ready"
    assert "mark-stale" not in office.get(change).content.decode()


def test_a_hidden_row_is_not_told(visit: Delegation, told: ProgrammeItem) -> None:
    revisions.update([told], by=None, reason="x", activity_ru="Приём у главы города", is_public=False)
    assert summed(visit) == "ready"


@pytest.mark.parametrize("late", [False, True])
def test_a_translation_of_a_row_is_declared_right_as_it_was_shown(
    visit: Delegation, told: ProgrammeItem, office: Client, late: bool
) -> None:
    revisions.update([told], by=None, reason="x", activity_ru="Приём у главы города")
    lines = office.get("/admin/translations/?need=stale").context["lines"]
    (columns,) = (cell["stale"] for cell in lines[0]["cells"] if cell["stale"])
    if late:
        revisions.update([told], by=None, reason="x", activity_ru="Ужин")
    office.post("/admin/translations/right/", {"key": f"delegation-{visit.pk}", "columns": columns})
    assert summed(visit) == ("stale" if late else "ready")


def test_no_row_of_another_record_is_declared_right(
    visit: Delegation, told: ProgrammeItem, office: Client, omsk: City
) -> None:
    other = save(Delegation(slug="o", title_ru="Иной", title_en="Other", direction="incoming"))
    revisions.update([told], by=None, reason="x", activity_ru="Приём у главы города")
    lines = office.get("/admin/translations/?need=stale").context["lines"]
    (columns,) = (cell["stale"] for cell in lines[0]["cells"] if cell["stale"])
    for forged in (columns, "x.1.y:z", "programme_items.0.activity_en:", "programme_items.x.activity_en:a", "slug.:"):
        office.post("/admin/translations/right/", {"key": f"delegation-{other.pk}", "columns": forged})
    assert summed(visit) == "stale"


def test_a_fresh_translation_is_not_called_old_before_it_is_saved(visit: Delegation, office: Client) -> None:
    person = save(Participant(record=visit, name_ru="Анна", name_en="Anna", is_public=True))
    path = f"/admin/partnerships/delegation/{visit.pk}/"
    typed = {"_object": str(visit.pk), "participants-0-name_ru": "Анна Ли"}
    stale = office.post("/admin/partnerships/delegation/gaps/", filled(office, f"{path}change/", **typed)).json()
    assert "id_participants-0-name_en" in stale["list"], person
    typed |= {"participants-0-name_en": "Anna Li"}
    fresh = office.post("/admin/partnerships/delegation/gaps/", filled(office, f"{path}change/", **typed)).json()
    assert "id_participants-0-name_en" not in fresh["list"]


def test_the_upgrade_takes_what_is_kept_for_up_to_date(visit: Delegation, told: ProgrammeItem) -> None:
    models.QuerySet(ProgrammeItem).update(sources={})
    import_module("partnerships.migrations.0044_marks_of_rows").note(apps, None)
    revisions.update([ProgrammeItem.objects.get()], by=None, reason="x", activity_ru="Приём у главы города")
    assert summed(visit) == "stale"
