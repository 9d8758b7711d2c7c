"""An agreement that amends or supersedes another one: what cannot be is said at its field, what is odd in the gaps."""

from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from partnerships.models import Agreement, City, Country, Delegation, ProgrammeItem
from partnerships.period import read_edtf
from partnerships.readiness import gaps_of
from tests.admin.forms.filled_form import filled
from tests.conftest import at_once, save
from tests.spreadsheets.tables import faults, opened, send, streamed

pytestmark = pytest.mark.django_db
TABLE = "/admin/partnerships/agreement/"


@pytest.fixture
def tomsk(country: Country) -> City:
    return save(City(slug="tomsk", name_ru="Томск", name_en="Tomsk", country=country, tie="contact"))


def agreement(slug: str, signed: str, *cities: City, **columns: Any) -> Agreement:
    made = Agreement(slug=slug, title_ru=f"Соглашение {slug}", title_en=f"Agreement {slug}", **columns)
    made.period = read_edtf(signed)
    return save(made, cities=cities)


def post(office: Client, record: Any, **changes: Any) -> Any:
    path = f"/admin/partnerships/{record.kind}/{record.pk}/change/"
    return office.post(path, {**filled(office, path), **changes})


def said(page: Any) -> dict[str, list[str]]:
    return dict(page.context["adminform"].form.errors) if page.status_code == 200 else {}


def test_a_successor_shares_a_city_with_its_predecessor(office: Client, omsk: City, tomsk: City) -> None:
    old, new = agreement("old", "2010", omsk), agreement("new", "2020", tomsk)
    for name in ("supersedes", "amends"):
        errors = said(post(office, new, **{name: old.pk}))
        assert list(errors) == [name]
        assert "заключено с другими городами: Омск" in str(errors[name])
    assert said(post(office, new, supersedes=old.pk, cities=[omsk.pk, tomsk.pk])) == {}
    with translation.override("en"):
        (gaps,) = gaps_of([Agreement.objects.get(slug="new")]).values()
        gap = {gap.slug: gap for gap in gaps}["supersedes-cities"]
        assert str(gap) == "The agreement that it amends or supersedes has not the same cities: Tomsk"
    assert gap.anchor == "id_supersedes"


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"supersedes": "late"}, "supersedes", "подписано только позже (2021)"),
        ({"amends": "late"}, "amends", "подписано только позже (2021)"),
        ({"supersedes": "new"}, "supersedes", "само себя"),
        ({"supersedes": "next"}, "supersedes", "само изменяет или заменяет"),
        ({"amends": "next"}, "amends", "само изменяет или заменяет"),
        ({"amends": "third"}, "amends", "само изменяет или заменяет"),
        ({"supersedes": "old", "amends": "old"}, "supersedes", "одно из двух полей"),
    ],
)
def test_what_no_successor_can_be(office: Client, omsk: City, changes: dict[str, str], field: str, words: str) -> None:
    for slug, signed in (("old", "2010"), ("new", "2020"), ("late", "2021")):
        agreement(slug, signed, omsk)
    agreement("next", "2020", omsk, supersedes=Agreement.objects.get(slug="new"))
    agreement("third", "2020", omsk, amends=Agreement.objects.get(slug="next"))
    keys = dict(Agreement.objects.values_list("slug", "pk"))
    errors = said(
        post(office, Agreement.objects.get(slug="new"), **{name: keys[slug] for name, slug in changes.items()})
    )
    assert list(errors) == [field]
    assert words in str(errors[field])


def test_a_table_is_told_the_same(office: Client, omsk: City, tomsk: City) -> None:
    old, _new = agreement("old", "2010", omsk), agreement("new", "2020", tomsk)
    table = opened(streamed(office.get(f"{TABLE}export/")))
    at = next(at for at, head in enumerate(table[0]) if "аменяет" in head)
    row = next(row for row in table[1:] if "Соглашение new" in row)
    row[at] = str(old)
    assert "заключено с другими городами: Омск" in str(faults(send(office, table, path=TABLE)))


def test_a_table_moves_no_stay_away_from_its_programme(office: Client, omsk: City) -> None:
    visit = Delegation(slug="v", title_ru="Визит", direction="incoming")
    visit.period = read_edtf("2024-09-20/2024-09-22")
    save(visit, cities=[omsk])
    with at_once():
        ProgrammeItem(delegation=visit, day="2024-09-21", activity_ru="Встреча").save()
    table = opened(streamed(office.get("/admin/partnerships/delegation/export/")))
    table[1][table[0].index("Дата")] = "1–3 октября 2024"
    assert "не входит в даты делегации" in str(faults(send(office, table, path="/admin/partnerships/delegation/")))


@pytest.mark.parametrize(
    ("days", "is_sure"),
    [
        ("2024-09-20", True),
        ("2024-09-20/..", True),
        ("[2024-09-20..]", True),
        ("2024-09-20~", False),
        ("../2024-09-20", False),
        ("[..2024-09-20]", False),
    ],
)
def test_no_report_is_sent_before_a_delegation_surely_began(
    office: Client, omsk: City, days: str, is_sure: bool
) -> None:
    visit = Delegation(slug="v", title_ru="Визит", direction="incoming")
    visit.period = read_edtf(days)
    errors = said(post(office, save(visit, cities=[omsk]), report_sent="2024-09-19"))
    assert ("раньше делегации" in str(errors.get("report_sent"))) == is_sure
