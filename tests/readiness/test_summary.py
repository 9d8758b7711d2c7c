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
