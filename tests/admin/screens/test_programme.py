"""The programme of a visit in its form: its days, and its times to the minute."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import translation
from django.utils.formats import date_format

from partnerships.models import Delegation, ProgrammeItem
from partnerships.period import Period
from tests.admin.forms.filled_form import filled
from tests.conftest import save

pytestmark = pytest.mark.django_db
VISITS = "/admin/partnerships/delegation/"
ROW = "programme_items-0-"


def sent(office: Client, period: str = "3–4 сентября 2026", **item: str) -> list[tuple[str, str]]:
    """Send a new visit with one item of its programme; return what was refused, and at which field."""
    data = filled(office, VISITS + "add/", title_ru="Визит", direction="incoming", period=period)
    row = {ROW + name: value for name, value in {"activity_ru": "Проводы", "state": "planned", **item}.items()}
    page = office.post(VISITS + "add/", {**data, **row, ROW + "order": "0", "programme_items-TOTAL_FORMS": "1"})
    return [] if page.status_code == 302 else [(bad.anchor, bad.message) for bad in page.context["problems"]]


def test_a_day_outside_the_visit_is_refused_at_the_field(office: Client) -> None:
    text = "Этот день не входит в даты делегации (3–4 сентября 2026): исправьте день или дату."
    assert sent(office, day="05.09.2026") == [(f"id_{ROW}day", text)]
    assert sent(office, day="04.09.2026") == []


@pytest.mark.parametrize("period", ["", "сентябрь 2026"])
def test_a_vague_date_of_the_visit_allows_its_days(office: Client, period: str) -> None:
    assert sent(office, period=period, day="30.09.2026") == []


def test_an_end_before_its_beginning_is_refused_at_the_field(office: Client) -> None:
    text = "Окончание раньше начала: проверьте оба времени."
    assert sent(office, starts="14:00", ends="13:30") == [(f"id_{ROW}ends", text)]


def test_an_item_may_end_after_midnight(office: Client) -> None:
    assert sent(office, starts="23.30", ends="0:40") == []
    item = ProgrammeItem.objects.get()
    assert (item.starts, item.ends) == (time(23, 30), time(0, 40))


def test_times_stand_in_the_form_without_seconds(office: Client) -> None:
    visit = Delegation(title_ru="Визит", direction="incoming")
    save(visit, public=False)
    item = ProgrammeItem(delegation=visit, day=date(2026, 9, 3), starts=time(9), ends=time(9, 30), activity_ru="Обед")
    save(item, public=False)

    page = office.get(f"{VISITS}{visit.pk}/change/").content.decode()

    assert 'value="09:00"' in page
    assert 'value="09:30"' in page
    assert ":00:00" not in page


def test_an_early_hour_is_written_as_people_write_it() -> None:
    moment = datetime(2026, 9, 3, 6, 51, tzinfo=ZoneInfo("Europe/Moscow"))
    for language, written in (("ru", "6.51"), ("en", "6:51")):
        with translation.override(language):
            said = [date_format(moment, name) for name in ("DATETIME_FORMAT", "SHORT_DATETIME_FORMAT", "TIME_FORMAT")]
        assert [text.rpartition(" ")[2] for text in said] == [written] * 3


def test_a_row_that_nobody_touched_stops_no_save(office: Client) -> None:
    visit = Delegation(slug="v", title_ru="Визит", title_en="Visit", direction="incoming")
    visit.period = Period.of((2026, 9, 3), (2026, 9, 4))
    save(visit)
    save(ProgrammeItem(delegation=visit, activity_ru="Приезд накануне", day=date(2026, 9, 2)), public=False)
    path = f"{VISITS}{visit.pk}/change/"
    office.post(path, filled(office, path, title_ru="Новое имя"))
    assert Delegation.objects.get().title_ru == "Новое имя"


def test_a_night_train_arrives_in_the_morning(office: Client) -> None:
    assert sent(office, day="03.09.2026", starts="18:30", ends="08:15") == []
