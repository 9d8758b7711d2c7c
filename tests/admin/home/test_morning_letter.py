"""The morning letter: what waits, to those who want it and may see it, and nothing to those for whom nothing waits."""

from datetime import datetime, timedelta
from io import StringIO
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.utils import timezone, translation
from django.utils.formats import date_format

from partnerships.admin.home import morning_letter
from partnerships.admin.home.morning_letter import claim_morning
from partnerships.admin.home.todo import TASKS
from partnerships.models import Agreement, City, CityOccasion, Delegation, Event, HomeCity, User
from partnerships.period import Period
from partnerships.text.translated import CODES
from tests.conftest import save
from tests.staff.test_mail import refusing
from tests.staff.test_rights import person

pytestmark = pytest.mark.django_db
CITY = ZoneInfo("Europe/Moscow")
TUESDAY, MONDAY = datetime(2026, 9, 8, 8, tzinfo=CITY), datetime(2026, 9, 7, 8, tzinfo=CITY)


def sent(site: str = "https://register.example.org") -> dict[str, Any]:
    mail.outbox.clear()
    call_command("morning", "--site", site, stdout=StringIO())
    return {letter.to[0]: letter for letter in mail.outbox}


def reader(role: str, **fields: Any) -> User:
    user = person(role)
    User.objects.filter(pk=user.pk).update(email=f"{role}@example.org", **fields)
    return user


@time_machine.travel(TUESDAY, tick=False)
def test_each_reads_what_waits_for_them(omsk: City) -> None:
    editor, _head = reader("editor"), reader("head", language="en")
    back = Event(slug="r", title_ru="Вечер музеев", form="meeting", state="returned", sent_by=editor)
    back.return_comment, back.returned_at = "Нет даты приезда", timezone.now()
    save(back, public=False)
    waits = Event(slug="w", title_ru="Ярмарка", title_en="Fair", form="meeting", state="in_review", sent_by=editor)
    waits.sent_at = timezone.now()
    save(waits, public=False)
    visit = Delegation(slug="v", title_ru="Гости из Омска", title_en="Guests of Omsk", direction="incoming")
    visit.period = Period.of((2026, 9, 8))
    save(visit)
    save(CityOccasion(city=omsk, name_ru="День города", name_en="City Day", month=9, day=12))
    save(CityOccasion(city=omsk, name_ru="Юбилей", month=9, day=30))

    letters = sent()

    mine = letters["editor@example.org"]
    assert mine.subject == "Ваш день: 8 сентября 2026"
    assert (
        f"Вечер музеев (Нет даты приезда)\n  https://register.example.org/admin/partnerships/event/{back.pk}/change/"
        in mine.body
    )
    assert "Ярмарка" not in mine.body
    assert (
        f"Гости из Омска\n  https://register.example.org/admin/partnerships/delegation/{visit.pk}/today/" in mine.body
    )
    assert "Омск: День города (12 сентября 2026, отправить до 7 сентября 2026)" in mine.body
    assert "Юбилей" not in mine.body
    assert "https://register.example.org/admin/account/" in mine.body
    theirs = letters["head@example.org"]
    assert theirs.subject == "Your day: 8 September 2026"
    assert f"To approve: 1\n– Fair ({editor})\n" in theirs.body
    assert "/reading/\n  – No date\n  – No partner city" in theirs.body


def test_terms_are_told_on_the_first_working_day_of_the_week() -> None:
    reader("editor")
    save(Agreement(slug="a", title_ru="Меморандум", in_force_until=MONDAY.date() + timedelta(days=100)))
    with time_machine.travel(TUESDAY, tick=False):
        assert sent() == {}
    with time_machine.travel(MONDAY, tick=False):
        assert "Меморандум (16 декабря 2026, осталось 100 дней)" in sent()["editor@example.org"].body
    save(HomeCity(name_ru="Ставрополь", holidays="7 сентября 2026"))
    with time_machine.travel(TUESDAY, tick=False):
        assert "осталось 99 дней" in sent()["editor@example.org"].body
    with time_machine.travel(TUESDAY + timedelta(days=1), tick=False):
        assert sent() == {}


@pytest.mark.parametrize("fields", [{"wants_morning": False}, {"is_active": False}, {"is_staff": False}])
@time_machine.travel(TUESDAY, tick=False)
def test_nobody_else_is_written_to(fields: dict[str, Any]) -> None:
    reader("head", **fields)
    reader("viewer")
    event = Event(slug="w", title_ru="Ярмарка", form="meeting", state="in_review", sent_at=timezone.now())
    save(event, public=False)
    assert sent() == {}
    User.objects.update(wants_morning=True, is_active=True, is_staff=True)
    assert list(sent()) == ["head@example.org"]


@pytest.fixture
def waiting(omsk: City) -> None:
    """Something waits for the heads."""
    reader("head")
    save(Event(slug="w", title_ru="Ярмарка", form="meeting", state="in_review", sent_at=timezone.now()), public=False)


@pytest.mark.usefixtures("waiting")
def test_a_dead_mail_server_and_a_broken_address_are_said() -> None:
    for address in ("register.example.org", "https://[register.example.org"):
        with pytest.raises(CommandError, match="write a whole address"):
            sent(address)
    with (
        patch("django.core.mail.backends.locmem.EmailBackend.open", side_effect=ConnectionRefusedError("no")),
        pytest.raises(CommandError, match="The letters were not sent: no"),
    ):
        sent()


@pytest.mark.usefixtures("waiting")
def test_the_letter_of_a_day_is_written_once_a_day() -> None:
    with time_machine.travel(TUESDAY, tick=False):
        assert list(sent()) == ["head@example.org"]
        assert sent() == {}
        reader("administrator")  # nobody has written to her yet
        assert list(sent()) == ["administrator@example.org"]
    with time_machine.travel(TUESDAY + timedelta(days=1), tick=False):
        assert sorted(sent()) == ["administrator@example.org", "head@example.org"]


@time_machine.travel(TUESDAY, tick=False)
def test_whoever_got_nothing_gets_the_letter_later_in_the_day(omsk: City) -> None:
    reader("head")
    assert sent() == {}
    save(Event(slug="w", title_ru="Ярмарка", form="meeting", state="in_review", sent_at=timezone.now()), public=False)
    with (
        patch("django.core.mail.backends.locmem.EmailBackend.open", side_effect=ConnectionRefusedError("no")),
        pytest.raises(CommandError),
    ):
        sent()
    assert list(sent()) == ["head@example.org"]


@pytest.mark.usefixtures("waiting")
def test_what_a_killed_run_had_taken_is_written_by_the_next() -> None:
    with time_machine.travel(TUESDAY, tick=False) as clock:
        assert claim_morning(User.objects.get(username="head"))
        assert sent() == {}
        clock.shift(timedelta(hours=2))
        assert list(sent()) == ["head@example.org"]
        clock.shift(timedelta(hours=2))
        assert sent() == {}


@pytest.mark.usefixtures("waiting")
def test_a_letter_that_cannot_be_written_keeps_none_from_the_next_run(monkeypatch: pytest.MonkeyPatch) -> None:
    with time_machine.travel(TUESDAY, tick=False), monkeypatch.context() as broken:
        broken.setattr(morning_letter, "_letter", None)
        with pytest.raises(TypeError):
            morning_letter.send_letters()
    with time_machine.travel(TUESDAY, tick=False):
        assert list(sent()) == ["head@example.org"]


@pytest.mark.usefixtures("waiting")
def test_a_dead_mailbox_stops_no_other_letter(caplog: pytest.LogCaptureFixture) -> None:
    User.objects.filter(username="head").update(email="dead@example.org")
    User.objects.filter(pk=person("head", "deputy").pk).update(email="deputy@example.org")
    mail.outbox.clear()
    out = StringIO()

    with (
        patch.object(EmailBackend, "send_messages", refusing("dead@example.org")),
        pytest.raises(CommandError, match="Letters not sent: 1"),
    ):
        call_command("morning", "--site", "https://register.example.org", stdout=out)

    assert [letter.to for letter in mail.outbox] == [["deputy@example.org"]]
    assert out.getvalue() == "Letters sent: 1.\n"
    assert "A letter to dead@example.org was not sent" in caplog.text


@pytest.mark.usefixtures("waiting")
def test_the_address_of_the_site_is_the_first_host_even_if_it_stands_for_many(settings: Any) -> None:
    settings.ALLOWED_HOSTS = [".example.org", "localhost"]
    assert "http://example.org/admin/" in sent("")["head@example.org"].body


def test_a_sentence_ends_with_one_full_stop_and_a_number_follows_one_colon() -> None:
    for code in CODES:
        with translation.override(code):
            for form in ("DATE_FORMAT", "DATETIME_FORMAT", "SHORT_DATETIME_FORMAT", "YEAR_MONTH_FORMAT"):
                assert not date_format(TUESDAY, form).endswith("."), (code, form)
            assert [task.title for task in TASKS.values() if ":" in str(task.title)] == [], code
