"""A successor ends what it supersedes when it binds itself, for rows and instances alike."""

from datetime import date, timedelta

import pytest

from partnerships.models import Agreement, AgreementAction, Record
from partnerships.period import Period, read_edtf
from partnerships.standing import AgreementStanding
from tests.conftest import save
from tests.standing.states import course, told_by_rows

pytestmark = [pytest.mark.django_db]

DAY = date(2020, 6, 15)


def test_a_successor_ends_what_it_supersedes_from_its_own_first_day() -> None:
    old = Agreement(slug="old", title_ru="Старое")
    old.period = Period.of((2010,))
    save(old)
    new = Agreement(slug="new", title_ru="Новое", supersedes=old)
    new.period = Period.of((2020, 6, 15))
    save(new, public=False)
    assert old.standing_on(DAY) == AgreementStanding.IN_FORCE, "a draft that nobody sees supersedes nothing"
    save(new)
    for day, state in ((DAY, AgreementStanding.SUPERSEDED), (DAY - timedelta(days=1), AgreementStanding.IN_FORCE)):
        assert Agreement.objects.get(slug="old").standing_on(day) == state
        assert told_by_rows(Agreement, day)[old.pk] == state
        assert told_by_rows(Record, day)[old.pk] == state
    assert [agreement.slug for agreement in Agreement.objects.in_force(DAY)] == ["new"]
    assert {agreement.slug for agreement in Agreement.objects.in_force(DAY - timedelta(days=1))} == {"old"}


@pytest.mark.parametrize(
    ("signed", "columns", "entered", "last_day"),
    [
        ("2020-05-01", {}, "2021-01-01", date(2020, 12, 31)),
        ("2020-05-01", {"in_force_from": "2020-06"}, "2021-01-01", date(2020, 12, 31)),
        ("2020-12-20", {"in_force_from": "2020-01-01"}, "", date(2020, 12, 19)),
        ("2020-12-20", {}, "2020-01-01", date(2020, 12, 19)),
        ("", {"in_force_from": "2020-07-01"}, "", date(2020, 6, 30)),
    ],
)
def test_a_successor_ends_nothing_before_it_binds_itself(
    signed: str, columns: dict[str, str], entered: str, last_day: date
) -> None:
    old = course(signed="2010")
    new = Agreement(slug="new", title_ru="Новое", supersedes=old, **columns)
    new.period = read_edtf(signed)
    save(new)
    if entered:
        save(AgreementAction(agreement=new, kind="entered", date=entered))
    for day, binding in ((last_day, old), (last_day + timedelta(days=1), new)):
        assert [found.slug for found in Agreement.objects.in_force(day)] == [binding.slug]
        standings = {found: found.standing_on(day) for found in (old, new)}
        assert told_by_rows(Record, day) == {found.pk: standing for found, standing in standings.items()}
        assert standings[old] == ("in_force" if binding == old else "superseded")
