"""Times typed into a programme, as people write them."""

from datetime import time

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from partnerships.admin.forms.clock import ClockField
from partnerships.models import City, Delegation, ProgrammeItem
from tests.admin.forms.filled_form import filled
from tests.conftest import save


@pytest.mark.parametrize("typed", ["9.30", "09.30", "9:30", "09:30:00", "9-30", " 9.30 утра"])
def test_one_time_in_many_spellings(typed: str) -> None:
    assert ClockField().clean(typed) == time(9, 30)


@pytest.mark.parametrize(("typed", "meant"), [("9", 9), ("9 ч.", 9), ("8 вечера", 20)])
def test_an_hour_needs_no_minutes(typed: str, meant: int) -> None:
    assert ClockField().clean(typed) == time(meant)


@pytest.mark.parametrize("typed", ["9.30–10.00", "24:00", "25:00", "вечером", "930", "9.30 обед"])
def test_what_is_no_time_or_more_than_one_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        ClockField().clean(typed)


@pytest.mark.django_db
def test_a_row_of_the_programme_takes_them(office: Client, omsk: City) -> None:
    visit = save(Delegation(slug="v", title_ru="Визит", direction="incoming"), cities=[omsk])
    save(ProgrammeItem(delegation=visit, activity_ru="Приём"), public=False)
    path = f"/admin/partnerships/delegation/{visit.pk}/change/"

    office.post(path, filled(office, path, **{"programme_items-0-starts": "9-30", "programme_items-0-ends": "10.00"}))

    item = ProgrammeItem.objects.get()
    assert (item.starts, item.ends) == (time(9, 30), time(10))
    assert 'value="09:30"' in office.get(path).content.decode()
